/* What the files of the Dashboard share and nobody else sees.
 *
 * The Dashboard is a board of sections, each a page with a heading. A section says what it is about in its heading,
 * writes its lines, and knows nothing of where it stands; dashboard_layout.c gives it columns and rows. */
#ifndef TUI_DASHBOARD_H
#define TUI_DASHBOARD_H

#include "core/diff.h"
#include "core/next.h"
#include "store/replay.h"
#include "tui/ui.h"

enum section {
	SECTION_NEXT, SECTION_STANDING, SECTION_CLAIMABLE, SECTION_ROAD, SECTION_GAPS, SECTION_DRAFTS, SECTION_CHALLENGES,
	SECTION_AFFIRM, SECTION_EVIDENCE, SECTION_APPROVALS, SECTION_SINCE, SECTION_COURSE, SECTION_PEOPLE,
	SECTION_COUNT
};

/* What TARGET_CHOICE means on this board, by its number: a section to unfold or fold, or one of these. */
enum { OPENS_PERSON = SECTION_COUNT /* id: the name */, OPENS_HISTORY, OPENS_CHANGES /* plus enum diff_kind */ };

/* One change since the baseline; the strings are ours. */
struct dash_change {
	enum diff_kind kind;
	enum target_kind opens;         /* TARGET_NONE: nothing to go to */
	char *text, *id;
};

/* What has to be read from the file, so that it is worked out when the hand rests, and kept until the next save. */
struct dash_past {
	char head[HASH_TEXT];           /* of the history it was worked out for */
	date today;
	bool course_due, approvals_due, since_due;
	bool course_known, approvals_known, since_known;        /* as it was at some time; of approvals: as it is */
	char *trouble;                  /* why something could not be worked out; NULL: nothing was wrong */
	struct replay *replay;
	bool *stands;                   /* by place in work->approval */
	int n_stands;
	struct past then;               /* the newest baseline's moment; kept, for it never changes */
	char *then_id;                  /* of that baseline; NULL: `then` is empty */
	date then_day;
	struct dash_change *change;     /* in the order of struct diff */
	size_t n_changes, cap_changes;
	int n_lost;
};

/* A section where it stands on the board. */
struct block {
	enum section section;
	struct page page;
	int column;                     /* -1: across all of them */
	int row, col;                   /* of its first line */
};

struct dashboard {
	struct layer layer;
	struct block block[SECTION_COUNT];      /* by column, from the top */
	int n_blocks, n_columns;
	int at, line;                   /* the cursor: block and line of it */
	int column;                     /* where it was last, for coming down from what is across all */
	int top, rows, cols, height;    /* the window on the board; rows the board has */
	bool unfolded[SECTION_COUNT];   /* whole, however many lines */
	struct dash_past past;
};

/* A section of the board. All of them get a page that is as wide as their column. */
struct section_info {
	/* The heading, and what stands at its right; false: there is nothing to say, and no section. */
	bool (*head)(const struct ui *ui, const struct dashboard *d, struct buf *title, struct buf *more);
	/* The lines below it. `rows`: how many there is room for; lists need not care, they are cut. */
	void (*write)(const struct ui *ui, const struct dashboard *d, int rows, struct page *p);
	int least;                      /* rows with the heading, below which it says too little */
	bool whole;                     /* more rows help only if there are enough for all of it */
};
const struct section_info *section_info(enum section s);

extern const struct section_info section_next, section_standing, section_claimable, section_road, section_gaps, section_drafts,
    section_challenges, section_affirm, section_evidence, section_approvals, section_since, section_course, section_people;

/* ---- dashboard_layout.c ---- */

/* Whether the window is so low that only headings are shown, which unfold. */
bool board_is_brief(const struct dashboard *d);
void board_build(const struct ui *ui, struct dashboard *d);
void board_draw(const struct ui *ui, const struct dashboard *d, struct canvas *c, struct rect r);
bool board_move(struct dashboard *d, enum move m);      /* false: not a move */
void board_click(struct dashboard *d, int row, int col);        /* relative to the window on the board */
bool board_at(const struct dashboard *d, struct target *t);
/* Puts the cursor on a line with this target, in the section it is in if it can be; else it stays near. */
void board_settle(struct dashboard *d, enum section s, const struct target *t);
void board_release(struct dashboard *d);

/* ---- dashboard_past.c ---- */

/* Whether somebody saved since: what was worked out before that is worked out anew, and is shown until then as far as
 * it still holds. */
void dash_past_look(struct ui *ui, struct dash_past *p);
/* Does a piece of what is not known yet. true: there is more. */
bool dash_past_work_out(struct ui *ui, struct dash_past *p, bool *changed);
void dash_past_forget(struct dash_past *p);
/* The newest baseline, or -1. */
int dash_past_baseline(const struct ui *ui);

/* ---- what opens ---- */

void person_open(struct ui *ui, const char *name);
void changes_open(struct ui *ui, const struct dash_past *p, enum diff_kind k);

/* ---- for several sections ---- */

/* A claim or principle on a line of its own: glyph, number, label; it opens. */
void dash_node(const struct ui *ui, int node, struct page *p);

#endif
