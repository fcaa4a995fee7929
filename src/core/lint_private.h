/* Inside lint: the run that goes through a work, and what rules may do with it. */
#ifndef CORE_LINT_PRIVATE_H
#define CORE_LINT_PRIVATE_H

#include "core/lint.h"
#include "core/lint_text.h"

/* The texts of what is in hand, read once. */
struct lint_said {
	enum field field;
	struct buf bytes;
	struct lint_text text;
};
enum { LINT_SAID = 8 };

struct lint_figures;
struct lint_items;

/* What is known of a claim's gaps, an item's places. */
struct lint_gaps { bool planned; int last_closed; };    /* last_closed: place in work->gap, -1: none */
enum lint_where { LINT_WHERE_UNKNOWN, LINT_WHERE_INSIDE, LINT_WHERE_OPEN };

/* Where a run is: claims first, so that remarks are found in the order in which they are told. */
enum lint_phase { LINT_ASSESSMENT, LINT_CLAIMS, LINT_ITEMS, LINT_GAPS, LINT_CHALLENGES, LINT_WAIVERS, LINT_DONE };

struct lint_run {
	struct lint_in in;
	const struct work *w;
	struct lint out;
	enum lint_phase phase;
	int at;                         /* the next thing of the phase: its place in the work's array */
	int link;                       /* the next link of the item in hand; -1: the item itself is next */
	int looked;                     /* things, links not counted */
	/* what is in hand */
	enum entity entity;
	const char *id;
	int leaf;                       /* a claim's; NODE_NONE otherwise */
	bool counts;                    /* in scope */
	bool visible;                   /* customers get to see it */
	bool writing;                   /* a text that is not finished: what it lacks may come */
	struct lint_said said[LINT_SAID];
	int n_said;
	enum field now;                 /* of the text that rules on texts are looking at */
	struct buf *found;              /* by rule: what it says of what is in hand */
	bool *used;                     /* by waiver: something was waived by it */
	struct lint_gaps *gaps;         /* by node */
	enum lint_where *where;         /* by item */
	/* what is compared across all of it */
	struct lint_figures *figures;   /* lint_figures.c; NULL: figures are not compared */
	struct lint_items *items;       /* lint_near.c; NULL: items are not compared */
	struct lint_people *people;     /* NULL: not gathered yet; those of `in` where it brings them */
	struct map waivers;             /* "RULE ON": place in work->waiver */
	bool near_unknown;              /* nobody looked for what is nearly the same */
	bool failed;
	struct err *err;
};

/* lint.c: one thing after another is taken in hand; what is found in it is put down. */
void lint_look_at_assessment(struct lint_run *r);
void lint_look_at_leaf(struct lint_run *r, int leaf);
void lint_look_at_item(struct lint_run *r, int evidence);
void lint_look_at_link(struct lint_run *r, int support);
void lint_look_at_gap(struct lint_run *r, int gap);
void lint_look_at_challenge(struct lint_run *r, int challenge);
/* One text alone, which is not read; `leaf`: of the claim whose answer it is. */
void lint_look_at_line(struct lint_run *r, enum field f, const char *id, int leaf, bool visible, const char *text);
/* The texts of an item, without looking at them: for comparing. */
void lint_take_item(struct lint_run *r, int evidence);

/* lint_names.c: the words of a name that begin at this token: how many, 0: none do. */
size_t lint_name_at(struct lint_run *r, const struct lint_text *t, size_t token);

/* What the rule (its row in the table is `rule`) has found in what is in hand; several findings make one remark. */
void lint_say(struct lint_run *r, const char *rule, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* A remark on something else than what is in hand. */
void lint_remark(struct lint_run *r, const char *rule, uint64_t place, const char *on, const char *text);
/* Reads a text of something else than what is in hand into b. false: it cannot be, and the run has failed. */
bool lint_read(struct lint_run *r, enum field f, const char *id, struct buf *b);
/* The text of what is in hand, or NULL if it says nothing. */
const struct lint_said *lint_said(const struct lint_run *r, enum field f);

#define LINT_OLD_WAIVER "old-waiver"

/* lint_remark.c, for the run: what was found in what is in hand becomes remarks; waivers are gathered before, those
 * that waived nothing are told after (`about` NULL: all). */
void lint_put_down(struct lint_run *r, uint64_t place);
void lint_gather_waivers(struct lint_run *r);
void lint_look_at_waivers(struct lint_run *r, const char *about);
/* Waivers were given or taken away since: what was found is waived by those that are there now. */
void lint_waive_again(struct lint_run *r);
void lint_sort(struct lint *l);

/* Where a thing stands among all. */
uint64_t lint_place(enum entity e, int index, int claim);

/* Whether an item lies where the organisation alone gets to it. Reads its location if need be. */
bool lint_is_inside(struct lint_run *r, int evidence);

/* "the detail", "the title": how a field is named in a remark. */
const char *lint_field_words(enum field f);
/* Adds "“words”" as found in the text, shortened. */
void lint_quote(struct buf *b, const char *s, size_t n);

/* lint_figures.c: figures of arguments that cite the same item */
struct lint_figures *lint_figures_new(const struct work *w);
void lint_figures_free(struct lint_figures *f);
void lint_figures_keep(struct lint_run *r, int leaf, const struct lint_text *argument);
void lint_figures_look(struct lint_run *r, int leaf);
/* For one claim alone: reads the arguments of the claims before it that cite the same items. */
void lint_figures_read(struct lint_run *r, int leaf);

/* lint_near.c: items that are nearly the same */
struct lint_items *lint_items_new(const struct work *w);
void lint_items_free(struct lint_items *s);
/* Takes what is compared of the item in hand. */
void lint_items_take(struct lint_run *r);
/* It is compared with those that were kept before it, and kept for those after it. The earliest that it is
 * like: its place in the work; -1: none. */
int lint_items_keep(struct lint_run *r, int evidence, const char **how);
/* The same, and says so. */
void lint_items_look(struct lint_run *r, int evidence);

/* the rules, one file a heading */
void rule_no_support(struct lint_run *r, int leaf);
void rule_no_argument(struct lint_run *r, int leaf);
void rule_no_reason(struct lint_run *r, int leaf);
void rule_no_gap(struct lint_run *r, int leaf);
void rule_gap_plan(struct lint_run *r, int gap);
void rule_not_read(struct lint_run *r);
void rule_blank_left(struct lint_run *r, const struct lint_text *t);
void rule_draft_lying(struct lint_run *r);
void rule_clean_sheet(struct lint_run *r);

void rule_past_review(struct lint_run *r, int evidence);
void rule_dated_later(struct lint_run *r, int evidence);
void rule_gap_overdue(struct lint_run *r, int gap);
void rule_gap_closed_early(struct lint_run *r, int gap);
void rule_figures_differ(struct lint_run *r, int leaf);

void rule_tick_box(struct lint_run *r, const struct lint_text *t);
void rule_no_place(struct lint_run *r, int evidence);
void rule_repeats_claim(struct lint_run *r, int leaf);
void rule_own_evidence(struct lint_run *r, int evidence);
void rule_public_inside(struct lint_run *r, int leaf);
void rule_link_unsaid(struct lint_run *r, int support);

void rule_unused(struct lint_run *r, int evidence);
void rule_credential(struct lint_run *r, const struct lint_text *t);
void rule_internal_matter(struct lint_run *r, const struct lint_text *t);

#endif
