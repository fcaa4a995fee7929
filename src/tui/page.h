/* A page: styled lines with what each of them stands for. Every pane shows a page: the tree, a claim,
 * the register, the dashboard, help. Built anew from state when state changes; drawing only reads it.
 *
 *     page_line(p);                               a new line
 *     page_add(p, STYLE_MET, "● ");               text on it
 *     page_addf(p, STYLE_TEXT, "%s", label);
 *     page_right(p, STYLE_DIM, "4/5");            at the right edge
 *     page_target(p, TARGET_NODE, id);            what Enter opens here
 *     page_paragraph(p, STYLE_TEXT, 2, text);     wrapped to the page's width, indented by 2 columns */
#ifndef TUI_PAGE_H
#define TUI_PAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/mem.h"
#include "catalogue/theme.h"
#include "tui/canvas.h"

enum target_kind {
	TARGET_NONE,
	TARGET_NODE,            /* id: tree number */
	TARGET_EVIDENCE,        /* id: permanent id */
	TARGET_GAP,
	TARGET_CHALLENGE,
	TARGET_FIELD,           /* of the page's subject; number: enum field */
	TARGET_COMMAND,         /* number: place in the command table */
	TARGET_DRAFT,           /* number: place in ui->drafts */
	TARGET_REMARK,          /* id: rule, a blank, what it is on */
	TARGET_CHOICE,          /* number: whatever the page's owner means by it */
};
struct target {
	enum target_kind kind;
	const char *id;         /* lives as long as the page */
	int number;
};
bool target_same(const struct target *a, const struct target *b);

struct page_piece {
	enum style style;
	const char *text;
};
struct page_line {
	struct page_piece *piece;       /* left to right */
	int n, cap;
	struct page_piece right;        /* at the right edge; text NULL: none */
	struct target target;
	int indent;                     /* columns */
	bool continued;                 /* a further line of the same paragraph: the cursor passes over it */
	bool later;                     /* nothing but its target is known: written when it comes into view */
};
struct page {
	struct arena arena;
	struct page_line *line;
	int n, cap;
	int at;                         /* line that is written on: the last, but for page_write */
	int width;                      /* columns that paragraphs are wrapped to */
	bool ascii;
};

void page_start(struct page *p, int width, bool ascii);         /* empties it; arena and all */
void page_release(struct page *p);
void page_line(struct page *p);
void page_add(struct page *p, enum style s, const char *text);
void page_addf(struct page *p, enum style s, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void page_right(struct page *p, enum style s, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void page_target(struct page *p, enum target_kind kind, const char *id, int number);    /* of the line that is written on */
void page_indent(struct page *p, int columns);                                          /* the same */
/* A line of a long list, with its target alone; page_write, for the lines in view before they are drawn, begins to write
 * on it. false: it is written already. */
void page_later(struct page *p, enum target_kind kind, const char *id, int number);
bool page_write(struct page *p, int line);
/* Foreign text of any length: its own lines, wrapped; returns how many. All get the given target. */
int page_paragraph(struct page *p, enum style s, int indent, const char *text);
/* The same, but at most `lines`, an ellipsis at the end of the last if there is more. */
int page_excerpt(struct page *p, enum style s, int indent, const char *text, int lines);
void page_heading(struct page *p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));  /* an empty line first, unless at the top */
/* Keeps the first lines only; how many lines with a target went. */
int page_cut(struct page *p, int lines);
/* The line with this target, or -1. */
int page_find(const struct page *p, const struct target *t);

/* ---- a pane: a page with a cursor and a window on it --------------------------------------------------- */

struct pane {
	struct page page;
	int cursor, top;                /* lines */
	int rows;                       /* of the window, as laid out last */
	bool targets_only;              /* the cursor stops at lines with a target only (else at every line) */
};

/* The commands that move. */
enum move {
	MOVE_UP, MOVE_DOWN, MOVE_LEFT, MOVE_RIGHT, MOVE_PAGE_UP, MOVE_PAGE_DOWN, MOVE_HALF_UP, MOVE_HALF_DOWN,
	MOVE_TOP, MOVE_BOTTOM, MOVE_OPEN, MOVE_TOGGLE, MOVE_NEXT_PANE, MOVE_PREVIOUS_PANE, MOVE_BACK,
};

/* Keeps the cursor on `t` after the page was built anew (or near where it was), and in view.
 * Scrolls by half a window at the edge: fewer bytes over a slow link. */
void pane_settle(struct pane *v, const struct target *t);
void pane_follow(struct pane *v);
void pane_move(struct pane *v, int lines);              /* + down; passes over lines that are no stops */
void pane_page(struct pane *v, int pages);
void pane_to(struct pane *v, int line);                 /* 0, or INT_MAX for the last */
bool pane_do(struct pane *v, enum move m);              /* the moves that need nothing but the pane; false: not one of them */
/* The mouse on a row of its window, 0 the first: the wheel (button 4 up, 5 down) scrolls, a click puts the cursor there.
 * false: there is no line. */
bool pane_mouse(struct pane *v, int button, int row);
bool pane_at(const struct pane *v, struct target *t);   /* what the cursor stands on; false: nothing */
/* Draws into `r`. `focused`: the cursor's line is marked (">" in the first column, its pieces in
 * STYLE_SELECTED up to the first three) and the terminal's cursor stands on it. */
void pane_draw(const struct pane *v, struct canvas *c, struct rect r, bool focused);

#endif
