/* Two items of evidence into one, and a part of an item into one of its own: what a save has to set.
 * Pure: works on a work and its texts, changes nothing. */
#ifndef CORE_EVIDENCE_MERGE_H
#define CORE_EVIDENCE_MERGE_H

#include "core/work.h"

/* Which of the two says what the field is to say. */
enum merge_side { SIDE_UNSAID, SIDE_INTO, SIDE_FROM, SIDE_GIVEN };

struct merge_choice {
	enum merge_side side;
	const char *given;              /* SIDE_GIVEN: the value; borrowed, NULL: none */
};

enum { MERGE_FIELDS = FIELD_EVIDENCE_REMOVED - FIELD_EVIDENCE_TITLE };
/* By field - FIELD_EVIDENCE_TITLE: what was chosen. */
struct merge_choices {
	struct merge_choice choice[MERGE_FIELDS];
	enum merge_side rest;           /* for what is not chosen above and has to be */
};

/* A field in which both items say something, and not the same. */
struct merge_difference {
	enum field field;
	char *into, *from;
	bool joins;                     /* both are kept where nothing is chosen: details, places */
};

struct evidence_merge {
	struct merge_difference *difference;    /* in the order of the fields */
	size_t n_differences, cap_differences;
	enum field *unchosen;           /* fields that somebody has to choose; none: the plan can be saved */
	size_t n_unchosen, cap_unchosen;
	int links_moved, links_joined;  /* of `from`: new to `into`; on claims that both support */
	int challenges_moved, waivers_moved;
	struct changes changes;
};
void evidence_merge_release(struct evidence_merge *m);

/* Plans `from` into `into` (places in work->evidence): fields that are empty in `into` are filled from `from`,
 * details that differ are joined below a line saying where the second comes from, locations that differ are all
 * kept; other fields that differ must be chosen. Who may see an item is never filled: unset means internal.
 * Links are those of both, notes on the same claim joined. Challenges, waivers and refusals of `from` become
 * those of `into`, and `from` is removed. ERR_INPUT: a text that was joined is too long (named), or both are
 * the same item. Fails as the reader does. */
bool evidence_merge_plan(struct evidence_merge *out, const struct work *w, const struct reader *r, int into, int from,
    const struct merge_choices *choices, struct err *err);

/* Plans a new item with the fields of `evidence`, but for title and reference, and the named links, which are
 * copied, or moved with their challenges and waivers where `moves` says so. Its id is written to `id`; the caller
 * adds the title and may set further fields. ERR_INPUT: it does not support one of the leaves (named). */
bool evidence_split_plan(struct changes *out, const struct work *w, const struct reader *r, int evidence, const int *leaf,
    const bool *moves, int n, char id[ID_TEXT], struct err *err);

#endif
