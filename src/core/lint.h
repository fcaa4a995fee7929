/* Remarks on quality: what an assurer would ask about. One table row a rule; the same for commands and
 * the workbench. They advise and never change a status. Pure.
 *
 * The four headings are those by which UK assurers judge: completeness, accuracy, relevancy,
 * consistency. A remark is about one thing: the assessment, a claim, an item of evidence, one of its
 * links, a gap, a challenge; of one rule there is at most one remark about each. */
#ifndef CORE_LINT_H
#define CORE_LINT_H

#include "core/lint_words.h"
#include "core/standing.h"

enum lint_heading { LINT_COMPLETENESS, LINT_ACCURACY, LINT_RELEVANCY, LINT_CONSISTENCY, LINT_HEADINGS };
const char *lint_heading_name(enum lint_heading h);     /* "completeness" */

struct lint_run;
struct lint_text;
struct lint_rule {
	const char *id;                 /* "no-support" */
	enum lint_heading heading;
	const char *reason;             /* why it matters: a sentence */
	const char *mend;               /* a way to mend it: a sentence */
	/* What it looks at, each with its place in the work; what is NULL does not concern it. */
	void (*assessment)(struct lint_run *r);
	void (*leaf)(struct lint_run *r, int leaf);
	void (*item)(struct lint_run *r, int evidence);
	void (*link)(struct lint_run *r, int support);
	void (*gap)(struct lint_run *r, int gap);
	void (*text)(struct lint_run *r, const struct lint_text *t);    /* every text of all of these */
};
size_t lint_rule_count(void);
const struct lint_rule *lint_rule_at(size_t i);
const struct lint_rule *lint_rule_find(const char *id);         /* NULL: none */
/* ERR_INPUT: no such rule, with the nearest there is. */
bool lint_rule_read(const char *id, const struct lint_rule **rule, struct err *err);

struct lint_people;
struct lint_in {
	const struct work *work;
	const struct standing *standing;
	const struct reader *reader;    /* NULL: all long texts are absent */
	const struct lint_words *words; /* NULL: rules on words find nothing */
	date today;
	int drafts;                     /* texts that were typed and not saved */
	struct lint_people *people;     /* NULL: gathered when they are first needed */
};

/* Whom the fields for names name, for many runs on the same work. Gathered when they are first needed, borrowing neither. */
struct lint_people *lint_people_new(void);
void lint_people_free(struct lint_people *p);

struct lint_remark {
	const struct lint_rule *rule;
	char *on;                       /* id of the entity or link, as in a waiver: "assessment", "1.2.2.1.1" */
	char *name;                     /* the same as people write it: "E12 1.2/2" */
	char *text;                     /* what was found */
	char *waived;                   /* why it was waived ("" if no reason was given); NULL: it was not */
	uint64_t place;                 /* assessment, claims, evidence with its links, gaps, challenges */
};

struct lint { struct lint_remark *item; size_t n, cap; };       /* in order of place, then of the table */
void lint_release(struct lint *l);
int lint_open(const struct lint *l);                            /* remarks that are not waived */

/* All remarks. Reads every text once. ERR_STORE, ERR_WORKSPACE: a text cannot be read. */
bool lint_all(struct lint *out, const struct lint_in *in, struct err *err);

/* The same in pieces: however it is cut, what is found is the same. */
struct lint_run *lint_run_new(const struct lint_in *in);       /* borrows what `in` leads to, until it is freed */
void lint_run_free(struct lint_run *r);                         /* NULL is fine */
/* Looks at that many things more: claims, items, links, gaps, challenges. Fails as lint_all does, and then every time. */
bool lint_run_go_on(struct lint_run *r, int looks, bool *more, struct err *err);
/* What was found so far, in its order; when there is no more: all. Remarks on waivers are found last, and then stand in
 * their places among the others. Borrowed until the run goes on. */
const struct lint *lint_run_found(const struct lint_run *r);
void lint_run_count(const struct lint_run *r, int *looked, int *all);           /* links not counted */
/* Waivers, and nothing else, were saved since: what was found is waived by those that are there now, and the run may go on. */
bool lint_run_waived(struct lint_run *r, struct err *err);

/* The remarks of lint_all about one thing (ENTITY_ASSESSMENT, ENTITY_ANSWER, ENTITY_EVIDENCE, ENTITY_GAP,
 * ENTITY_CHALLENGE) and its links, reading only what they need. Of what is not there any more: its waivers. Among more
 * than LINT_NEAR_MAX items it is left to lint_all to say which of them are nearly the same. */
enum { LINT_NEAR_MAX = 1000 };
bool lint_of(struct lint *out, const struct lint_in *in, enum entity e, const char *id, struct err *err);

/* What the rules on words find in one text that is being written, at most one remark a rule; `leaf` is
 * the claim whose answer it is, else NODE_NONE. Nothing is read. */
void lint_writing(struct lint *out, const struct lint_in *in, enum field f, const char *id, int leaf, const char *text);

/* ---- waivers ------------------------------------------------------------------------------------ */

/* Adds what waives a rule on one thing (an id), or gives an earlier waiver its new reason. */
void lint_waive(struct changes *c, const struct work *w, const char *rule, const char *on, const char *reason);
/* Adds what takes it away; how many waivers that are, 0: there is none. */
int lint_unwaive(struct changes *c, const struct work *w, const char *rule, const char *on);

#endif
