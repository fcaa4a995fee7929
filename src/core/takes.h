/* What it takes: the smallest set of missing pieces that would satisfy the counting rule for a node.
 *
 * A piece is one act on one claim, link, item or gap. Most are forced by the table of standing: an
 * inherited answer must be affirmed, a status raised, every challenge on the claim settled, every
 * outstanding gap on it closed. Only where no link counts there is a choice, and there one act may serve
 * several claims: saying where a bare item is makes all its links count. There the smallest set is
 * searched for, see takes_cover.c. Acts start from what is on file now: an item that is only to be
 * written is not linked elsewhere. Setting aside is never proposed; a claim that would be set aside once
 * its answer is affirmed, or its challenge settled, is let stand so. */
#ifndef CORE_TAKES_H
#define CORE_TAKES_H

#include "core/change.h"
#include "core/standing.h"

enum piece_act {
	PIECE_AFFIRM,           /* leaf */
	PIECE_STATUS,           /* leaf: its status raised to evidenced */
	PIECE_SETTLE,           /* challenge; leaf; evidence where it hangs on a link, else -1 */
	PIECE_LINK,             /* leaf; evidence: one that counts, on file and not linked to it */
	PIECE_DETAIL,           /* evidence: a location or a detail for a bare item */
	PIECE_WRITE,            /* leaf: a new item, linked to it */
	PIECE_CLOSE,            /* gap */
};
enum piece_effort { EFFORT_FILE, EFFORT_WRITE, EFFORT_DO, EFFORT_COUNT };       /* from the cheapest */

struct piece {
	enum piece_act act;
	int leaf;                       /* the first it serves */
	int evidence, challenge, gap;   /* indexes into the arrays of work; -1 where there is none */
	int *serves;                    /* leaves, in tree order */
	int n_serves;
};

struct takes {
	struct piece *piece;            /* the cheapest first, then in tree order */
	size_t n, cap;
	int effort[EFFORT_COUNT];       /* how many of each */
	bool smallest;                  /* proved; false: the search was given up, there may be a smaller set */
	bool counts;                    /* the node has claims that count; else nothing is asked of it */
	bool aside;                     /* then all claims below are set aside: nothing would be left to claim */
};

/* Over the counted leaves at or below `node` that stand in the way. Nothing where none does. Pure. */
void takes_of(struct takes *out, const struct work *w, const struct standing *st, int node);
void takes_release(struct takes *t);

enum piece_effort piece_effort(enum piece_act act);
/* "affirm", "raise-status", "settle", "link", "add-detail", "write", "close"; "on-file", "write", "do". */
const char *piece_key(enum piece_act act);
const char *effort_key(enum piece_effort e);
/* "raise the status of 1.2/2 from partly evidenced to evidenced". Adds to out. */
void piece_words(struct buf *out, const struct work *w, const struct piece *p);
/* "3 pieces would satisfy the counting rule for 1.2: 2 with what is on file, 1 to write". */
void takes_sentence(struct buf *out, const struct takes *t, const struct tree *tree, int node);
/* What such a list does not say. */
extern const char takes_caution[];

/* Adds the changes that carry the pieces out, for a trial: what is to be written is stood for by a word. */
void takes_do(struct changes *c, const struct work *w, const struct takes *t);

/* ---- between the files of this ---------------------------------------------------------------------- */

/* A claim that no link counts for, and what could mend that. */
struct need {
	int leaf;
	int settle, settle_evidence;    /* the only challenge that keeps a link from counting; -1: no such link */
	int link;                       /* an item on file that could be linked; -1: none */
	int *bare;                      /* linked items that a location or a detail would make count */
	int n_bare;
	int *doubted, *doubt;           /* bare items with one challenge on the link besides, and that challenge */
	int n_doubted;
	int detailed;                   /* out: the item of `bare` that is chosen to be mended; -1: none */
};

/* Chooses the bare items to be mended: the fewest pieces, then the fewest to write, then the fewest new
 * items. chosen[evidence] is set for each. false: given up, chosen well but not proved best. */
bool takes_cover(struct need *need, int n, int n_evidence, bool *chosen);

#endif
