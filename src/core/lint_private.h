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

struct lint_run {
	const struct lint_in *in;
	const struct work *w;
	struct lint *out;
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
	struct map names;               /* of the people in the fields, as far as texts may be searched for them */
	struct map waivers;             /* "RULE ON": place in work->waiver */
	bool failed;
	struct err *err;
};

/* lint_names.c: people whom the fields for names name. */
void lint_names_gather(struct lint_run *r);
/* The words of a name that begin at this token: how many, 0: none do. */
size_t lint_name_at(const struct lint_run *r, const struct lint_text *t, size_t token);

/* What the rule (its row in the table is `rule`) has found in what is in hand; several findings make one remark. */
void lint_say(struct lint_run *r, const char *rule, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* A remark on something else than what is in hand, later in its turn. */
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
void lint_items_keep(struct lint_run *r, int evidence);
/* After all were kept: remarks on those that are like an earlier one. `only` -1: on all. */
void lint_items_look(struct lint_run *r, int only);

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
