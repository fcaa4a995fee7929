/* What is missing at a claim: the rows of leaf_standing (standing.c) once more, but all of them that
 * apply, not only the first, and with the thing that each of them is about. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/challenge.h"
#include "core/reason.h"

void reasons_release(struct reasons *r)
{
	free(r->item);
	*r = (struct reasons){0};
}

static void add(struct reasons *r, enum reason_kind kind, int evidence, int challenge, int gap)
{
	MEM_GROW(r->item, r->n, r->cap);
	r->item[r->n++] = (struct reason){ .kind = kind, .evidence = evidence, .challenge = challenge, .gap = gap };
}

/* Challenges that weigh on the claim (evidence -1), or on one of its links. */
static void add_challenges(struct reasons *r, const struct work *w, int leaf, int evidence)
{
	for (int i = 0; i < w->n_challenge; i++) {
		const struct challenge *c = &w->challenge[i];
		bool here = evidence < 0 ? c->evidence_id == NULL : c->evidence_id != NULL && c->evidence == evidence;

		if (here && c->claim == leaf && challenge_waits(c))
			add(r, evidence < 0 ? REASON_CHALLENGE : REASON_DOUBTED, evidence, i, -1);
	}
}

static bool has_counting(const struct work *w, int leaf)
{
	for (int s = w->first_support[leaf]; s >= 0; s = w->support[s].next_of_claim)
		if (support_counts(w, &w->support[s]))
			return true;
	return false;
}

static void add_links(struct reasons *r, const struct work *w, int leaf)
{
	if (has_counting(w, leaf))
		return;
	if (w->n_supports[leaf] == 0)
		add(r, REASON_NO_EVIDENCE, -1, -1, -1);
	for (int s = w->first_support[leaf]; s >= 0; s = w->support[s].next_of_claim) {
		int e = w->support[s].evidence;

		if (!w->evidence[e].has_detail && !w->evidence[e].has_location)
			add(r, REASON_BARE, e, -1, -1);
		add_challenges(r, w, leaf, e);
	}
}

static void add_gaps(struct reasons *r, const struct work *w, int leaf)
{
	for (int i = 0; work_claim_has_gap(w, leaf) && i < w->n_gap; i++)
		for (int c = 0; c < w->gap[i].n_claims; c++)
			if (w->gap[i].claim[c] == leaf && gap_outstanding(w, &w->gap[i]))
				add(r, REASON_GAP, -1, -1, i);
}

void reasons_of(struct reasons *out, const struct work *w, int leaf)
{
	const struct answer *a = &w->answer[leaf];

	*out = (struct reasons){0};
	if (!work_in_scope(w, w->tree->node[leaf].principle))
		return;
	if (a->inherited)
		add(out, REASON_INHERITED, -1, -1, -1);
	if (a->status == STATUS_NOT_APPLICABLE && a->has_argument) {
		if (work_claim_challenged(w, leaf))
			add_challenges(out, w, leaf, -1);
		return;
	}
	if (a->status != STATUS_EVIDENCED)
		add(out, REASON_STATUS, -1, -1, -1);
	if (work_claim_challenged(w, leaf))
		add_challenges(out, w, leaf, -1);
	add_links(out, w, leaf);
	add_gaps(out, w, leaf);
}

/* ---- in words ---------------------------------------------------------------------------------------- */

static void add_head(struct buf *out, const char *head)
{
	if (head == NULL || *head == '\0')
		return;
	buf_add(out, ": ");
	buf_addn(out, head, strcspn(head, "\n"));
}

static void add_ref(struct buf *out, char letter, int ref, const char *without)
{
	if (ref > 0)
		buf_addf(out, "%c%d", letter, ref);
	else
		buf_add(out, without);
}

/* "C4 by Kim is open: The cited policy says 14 days". */
static void challenge_words(struct buf *out, const struct challenge *c)
{
	add_ref(out, 'C', c->ref, "a new challenge");
	if (c->by != NULL)
		buf_addf(out, " by %s", c->by);
	buf_add(out, c->state == CHALLENGE_ANSWERED ? " is answered, not settled" : " is open");
	add_head(out, c->head);
}

static void status_words(struct buf *out, const struct work *w, int leaf)
{
	static const char *const words[] = {
		[STATUS_TO_ASSESS] = "its status is to assess", [STATUS_EVIDENCED] = "its status is evidenced",
		[STATUS_PARTLY_EVIDENCED] = "its status is partly evidenced", [STATUS_NOT_EVIDENCED] = "its status is not evidenced",
		[STATUS_NOT_APPLICABLE] = "its status is not applicable, without an argument that says why",
	};

	buf_add(out, words[w->answer[leaf].status]);
}

static void item_words(struct buf *out, const struct evidence *e)
{
	add_ref(out, 'E', e->ref, "a new item");
	if (e->title != NULL)
		buf_addf(out, " %s", e->title);
}

void reason_words(struct buf *out, const struct work *w, int leaf, const struct reason *r)
{
	switch (r->kind) {
	case REASON_INHERITED:
		buf_add(out, "its answer was carried over and is not affirmed yet");
		break;
	case REASON_STATUS:
		status_words(out, w, leaf);
		break;
	case REASON_CHALLENGE:
		challenge_words(out, &w->challenge[r->challenge]);
		break;
	case REASON_NO_EVIDENCE:
		buf_add(out, "no evidence is linked");
		break;
	case REASON_BARE:
		item_words(out, &w->evidence[r->evidence]);
		buf_add(out, " is linked, but says neither where nor what");
		break;
	case REASON_DOUBTED:
		item_words(out, &w->evidence[r->evidence]);
		buf_add(out, " is linked, but ");
		challenge_words(out, &w->challenge[r->challenge]);
		break;
	case REASON_GAP:
		add_ref(out, 'G', w->gap[r->gap].ref, "a new gap");
		buf_add(out, " is outstanding");
		add_head(out, w->gap[r->gap].head);
		break;
	}
}
