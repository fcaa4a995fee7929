/* A picker: rows to choose from, found as one types. Palette, evidence, claims, status, views, search
 * and files are all picked here.
 *
 * Typing filters; Up and Down move; Enter takes the row (or, where several can be marked, what is marked);
 * Space marks where several can be marked; Esc leaves. */
#ifndef TUI_PICKER_H
#define TUI_PICKER_H

#include "core/seek.h"
#include "tui/ui.h"

struct picker_row {
	const char *text;               /* what is shown, and searched together with `find` */
	const char *find;               /* further words to search; may be NULL */
	const char *right;              /* at the right edge; may be NULL */
	const char *lead;               /* a glyph or reference in front; may be NULL */
	enum style lead_style;
	const char *id;                 /* what the owner means by the row */
	int number;
	bool marked;
	bool indent;
};

struct picker;
struct picker_ops {
	const char *title;
	const char *hints;              /* the last line's hints */
	bool several;                   /* rows can be marked with Space */
	bool keeps_order;               /* rows stay in the given order (else the best match first) */
	int rows_max;                   /* rows shown at most; 0: as many as fit */
	/* Adds all rows (picker_add) once; the picker filters. */
	void (*fill)(struct ui *ui, struct picker *p);
	/* Where it takes long to know all rows: called again and again while no key comes, to do a piece of it, of some 10 ms;
	 * rows it adds are shown after picker_show. false: that was all. May be NULL. */
	bool (*more)(struct ui *ui, struct picker *p);
	/* Instead of fill: the owner finds. Adds the rows for what stands in the line, in the order they are shown;
	 * the words found are marked in them. Called when the hand rests: keys that came together are one search. */
	void (*search)(struct ui *ui, struct picker *p, const struct seek *seek, const char *typed);
	const char *before;             /* what stands there while there are no rows and nothing is typed; may be NULL */
	/* Enter on a row: row NULL means that nothing matched and `typed` is what stands in the line (a new
	 * item, where `offers_new` says so). The picker is already popped. */
	void (*take)(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed);
	/* Several: Enter; the rows whose mark changed. The picker is already popped. */
	void (*changed)(struct ui *ui, struct picker *p, const struct picker_row *const *row, size_t n);
	const char *offers_new;         /* "new item: " in front of what was typed, a row after the matches; NULL: none */
	bool (*may_be_new)(const char *typed);                  /* whether it is offered for this; NULL: for anything */
	void (*cancelled)(struct ui *ui, struct picker *p);     /* Esc; may be NULL */
	void (*free_data)(void *data);                          /* of picker_open_data; may be NULL */
};

/* Opens it. `context` (may be NULL) is copied and kept for the owner: picker_context. `title` NULL: the ops'. `start_id`: the
 * row the cursor begins on; may be NULL. */
void picker_open(struct ui *ui, const struct picker_ops *ops, const char *context, const char *title, const char *start_id);
const char *picker_context(const struct picker *p);
/* The same with data of any kind, owned by the picker from now on. */
void picker_open_data(struct ui *ui, const struct picker_ops *ops, void *data, const char *title, const char *start_id);
void *picker_data(const struct picker *p);
void picker_set_title(struct picker *p, const char *title);
/* What stands where the rows will be while they are looked for; copied. NULL: they are all there. */
void picker_wait(struct ui *ui, struct picker *p, const char *words);
bool picker_waits(const struct picker *p);
/* Copies the row's strings. */
void picker_add(struct picker *p, const struct picker_row *row);
/* Takes all rows out: others are added in their place. The cursor stays on the row of the same id, and where that stands. */
void picker_empty(struct picker *p);
/* Rows stay where they are while others are added: leads will be up to that wide, and the list has the whole height. */
void picker_reserve(struct picker *p, int lead_cols);
/* What changed since is on the next screen. */
void picker_show(struct ui *ui, struct picker *p);

/* A `take` for rows that lead somewhere: `number` is the kind of target (TARGET_NONE: nowhere), `id` its identifier. */
void picker_go(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed);

/* ---- ready-made pickers ---- */
/* Claims, several, those for which `marked` is true marked at first, the cursor on `start` (a leaf, or
 * NODE_NONE); `done` gets the node indexes whose mark changed with the new mark. `context` is handed through. */
void pick_claims(struct ui *ui, const char *title, const char *context, int start, bool (*marked)(const struct ui *ui, const char *context, int leaf),
    void (*done)(struct ui *ui, const char *context, const int *leaf, const bool *on, size_t n));

#endif
