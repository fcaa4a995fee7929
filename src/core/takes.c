/* What it takes, put together claim by claim from what is missing there (reason.h). */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/reason.h"
#include "core/takes.h"
#include "core/trial.h"

/* ---- pieces -------------------------------------------------------------------------------------------- */

enum piece_effort piece_effort(enum piece_act act)
{
	if (act == PIECE_CLOSE)
		return EFFORT_DO;
	return act == PIECE_WRITE || act == PIECE_DETAIL ? EFFORT_WRITE : EFFORT_FILE;
}

static void add_serves(struct piece *p, int leaf)
{
	p->serves = xreallocarray(p->serves, (size_t)p->n_serves + 1, sizeof *p->serves);
	p->serves[p->n_serves++] = leaf;
}

static void add_piece(struct takes *t, struct piece p)
{
	MEM_GROW(t->piece, t->n, t->cap);
	add_serves(&p, p.leaf);
	t->piece[t->n++] = p;
	t->effort[piece_effort(p.act)]++;
}

static void add_plain(struct takes *t, enum piece_act act, int leaf)
{
	add_piece(t, (struct piece){ .act = act, .leaf = leaf, .evidence = -1, .challenge = -1, .gap = -1 });
}

static void add_settle(struct takes *t, int leaf, int challenge, int evidence)
{
	add_piece(t, (struct piece){ .act = PIECE_SETTLE, .leaf = leaf, .evidence = evidence, .challenge = challenge, .gap = -1 });
}

static void add_item(struct takes *t, enum piece_act act, int leaf, int evidence)
{
	add_piece(t, (struct piece){ .act = act, .leaf = leaf, .evidence = evidence, .challenge = -1, .gap = -1 });
}

void takes_release(struct takes *t)
{
	for (size_t i = 0; i < t->n; i++)
		free(t->piece[i].serves);
	free(t->piece);
	*t = (struct takes){0};
}

/* ---- what could make a link count ------------------------------------------------------------------------ */

/* One run over the leaves in the way. */
struct taking {
	const struct work *w;
	struct takes *out;
	int *gap_piece;                 /* by gap: its piece, -1 none yet */
	int *item;                      /* items that say where or what, by reference */
	int n_items;
	bool *challenged;               /* by item: an unsettled challenge names it somewhere */
	struct need *need;
	size_t n_needs, cap_needs;
	bool any_met;                   /* some claim is met, or will be */
};

static void find_items(struct taking *k)
{
	const struct work *w = k->w;

	k->item = xcalloc((size_t)w->n_evidence + 1, sizeof(int));
	k->challenged = xcalloc((size_t)w->n_evidence + 1, sizeof(bool));
	for (int i = 0; i < w->n_evidence; i++)
		if (w->evidence[i].has_detail || w->evidence[i].has_location)
			k->item[k->n_items++] = i;
	for (int i = 0; i < w->n_challenge; i++)
		if (w->challenge[i].evidence >= 0 && w->challenge[i].state <= CHALLENGE_ANSWERED)
			k->challenged[w->challenge[i].evidence] = true;
}

/* A challenge outlives the link it hangs on: linked again, the item would not count. */
static bool is_challenged(const struct taking *k, int leaf, int evidence)
{
	for (int i = 0; k->challenged[evidence] && i < k->w->n_challenge; i++) {
		const struct challenge *c = &k->w->challenge[i];

		if (c->claim == leaf && c->evidence_id != NULL && c->evidence == evidence && c->state <= CHALLENGE_ANSWERED)
			return true;
	}
	return false;
}

static int find_link(const struct taking *k, int leaf)
{
	for (int i = 0; i < k->n_items; i++)
		if (work_find_support(k->w, k->item[i], leaf) < 0 && !is_challenged(k, leaf, k->item[i]))
			return k->item[i];
	return -1;
}

/* Reasons of one link stand together: how many challenges, and the last of them. */
static void add_link_of(struct need *n, int evidence, bool bare, int challenges, int challenge)
{
	if (bare && challenges == 0) {
		n->bare[n->n_bare++] = evidence;
	} else if (bare && challenges == 1) {
		n->doubted[n->n_doubted] = evidence;
		n->doubt[n->n_doubted++] = challenge;
	} else if (!bare && challenges == 1 && n->settle < 0) {
		n->settle = challenge;
		n->settle_evidence = evidence;
	}
}

static void add_need(struct taking *k, int leaf, const struct reasons *r)
{
	struct need n = { .leaf = leaf, .settle = -1, .settle_evidence = -1, .link = find_link(k, leaf), .detailed = -1 };

	n.bare = xcalloc(r->n + 1, sizeof(int));
	n.doubted = xcalloc(r->n + 1, sizeof(int));
	n.doubt = xcalloc(r->n + 1, sizeof(int));
	for (size_t i = 0; i < r->n;) {
		int evidence = r->item[i].evidence, challenges = 0, challenge = -1;
		bool bare = false;

		if (r->item[i].kind != REASON_BARE && r->item[i].kind != REASON_DOUBTED) {
			i++;
			continue;
		}
		for (; i < r->n && r->item[i].evidence == evidence; i++) {
			bare |= r->item[i].kind == REASON_BARE;
			if (r->item[i].kind == REASON_DOUBTED) {
				challenges++;
				challenge = r->item[i].challenge;
			}
		}
		add_link_of(&n, evidence, bare, challenges, challenge);
	}
	MEM_GROW(k->need, k->n_needs, k->cap_needs);
	k->need[k->n_needs++] = n;
}

/* ---- leaf by leaf ------------------------------------------------------------------------------------------ */

static void close_gap(struct taking *k, int leaf, int gap)
{
	if (k->gap_piece[gap] >= 0) {
		add_serves(&k->out->piece[k->gap_piece[gap]], leaf);
		return;
	}
	k->gap_piece[gap] = (int)k->out->n;
	add_piece(k->out, (struct piece){ .act = PIECE_CLOSE, .leaf = leaf, .evidence = -1, .challenge = -1, .gap = gap });
}

static void take_reason(struct taking *k, int leaf, const struct reason *r, bool *unsupported)
{
	switch (r->kind) {
	case REASON_INHERITED:
		add_plain(k->out, PIECE_AFFIRM, leaf);
		break;
	case REASON_STATUS:
		add_plain(k->out, PIECE_STATUS, leaf);
		break;
	case REASON_CHALLENGE:
		add_settle(k->out, leaf, r->challenge, -1);
		break;
	case REASON_NO_EVIDENCE:
	case REASON_BARE:
	case REASON_DOUBTED:
		*unsupported = true;
		break;
	case REASON_GAP:
		close_gap(k, leaf, r->gap);
		break;
	}
}

static void take_leaf(struct taking *k, int leaf)
{
	const struct answer *a = &k->w->answer[leaf];
	bool unsupported = false;
	struct reasons r;

	reasons_of(&r, k->w, leaf);
	for (size_t i = 0; i < r.n; i++)
		take_reason(k, leaf, &r.item[i], &unsupported);
	if (unsupported)
		add_need(k, leaf, &r);
	k->any_met |= a->status != STATUS_NOT_APPLICABLE || !a->has_argument;
	reasons_release(&r);
}

/* ---- evidence ---------------------------------------------------------------------------------------------- */

static int doubt_of(const struct need *n, const bool *chosen, int *evidence)
{
	for (int i = 0; i < n->n_doubted; i++)
		if (chosen[n->doubted[i]]) {
			*evidence = n->doubted[i];
			return n->doubt[i];
		}
	return -1;
}

static void detail(struct takes *t, int *piece, int evidence, int leaf)
{
	if (piece[evidence] >= 0) {
		add_serves(&t->piece[piece[evidence]], leaf);
		return;
	}
	piece[evidence] = (int)t->n;
	add_item(t, PIECE_DETAIL, leaf, evidence);
}

static void take_needs(struct taking *k)
{
	size_t room = (size_t)k->w->n_evidence + 1;
	bool *chosen = xcalloc(room, sizeof *chosen);
	int *piece = xcalloc(room, sizeof *piece), evidence = -1, doubt;

	memset(piece, -1, room * sizeof *piece);
	k->out->smallest = takes_cover(k->need, (int)k->n_needs, k->w->n_evidence, chosen);
	for (size_t i = 0; i < k->n_needs; i++) {
		const struct need *n = &k->need[i];

		if (n->detailed >= 0)
			detail(k->out, piece, n->detailed, n->leaf);
		else if (n->settle >= 0)
			add_settle(k->out, n->leaf, n->settle, n->settle_evidence);
		else if (n->link >= 0)
			add_item(k->out, PIECE_LINK, n->leaf, n->link);
		else if ((doubt = doubt_of(n, chosen, &evidence)) >= 0)
			add_settle(k->out, n->leaf, doubt, evidence);
		else
			add_plain(k->out, PIECE_WRITE, n->leaf);
	}
	free(chosen);
	free(piece);
}

/* ---- all ------------------------------------------------------------------------------------------------------ */

static int compare_pieces(const void *a, const void *b)
{
	const struct piece *x = a, *y = b;
	int order = (int)piece_effort(x->act) - (int)piece_effort(y->act);

	if (order == 0)
		order = x->leaf - y->leaf;
	if (order == 0)
		order = (int)x->act - (int)y->act;
	if (order == 0)
		order = x->challenge - y->challenge;
	return order != 0 ? order : x->gap - y->gap;
}

static void taking_release(struct taking *k)
{
	for (size_t i = 0; i < k->n_needs; i++) {
		free(k->need[i].bare);
		free(k->need[i].doubted);
		free(k->need[i].doubt);
	}
	free(k->need);
	free(k->item);
	free(k->challenged);
	free(k->gap_piece);
}

void takes_of(struct takes *out, const struct work *w, const struct standing *st, int node)
{
	int n, *leaf = standing_because(st, w->tree, node, &n);
	struct taking k = { .w = w, .out = out, .any_met = st->counts[node].leaf[LEAF_MET] > 0 };

	*out = (struct takes){0};
	k.gap_piece = xcalloc((size_t)w->n_gap + 1, sizeof(int));
	memset(k.gap_piece, -1, ((size_t)w->n_gap + 1) * sizeof(int));
	find_items(&k);
	for (int i = 0; i < n; i++)
		take_leaf(&k, leaf[i]);
	take_needs(&k);
	out->counts = st->counts[node].in_scope > 0;
	out->aside = out->counts && !k.any_met;
	if (out->n > 0)
		qsort(out->piece, out->n, sizeof *out->piece, compare_pieces);
	taking_release(&k);
	free(leaf);
}

/* ---- really done -------------------------------------------------------------------------------------------- */

static void do_link(struct changes *c, const struct work *w, const char *evidence, int leaf)
{
	char *id = link_id(evidence, w->tree->node[leaf].id);

	changes_set(c, ENTITY_SUPPORT, id, work_revision(w, ENTITY_SUPPORT, id), FIELD_SUPPORT_REMOVED, NULL);
	free(id);
}

static void do_write(struct changes *c, const struct work *w, int leaf)
{
	char id[ID_TEXT];

	changes_new(c, ENTITY_EVIDENCE, id);
	changes_set(c, ENTITY_EVIDENCE, id, 0, FIELD_DETAIL, "to be written");
	do_link(c, w, id, leaf);
}

static void do_piece(struct changes *c, const struct work *w, const struct piece *p)
{
	const struct tree *t = w->tree;

	switch (p->act) {
	case PIECE_AFFIRM:
		changes_set(c, ENTITY_ANSWER, t->node[p->leaf].id, w->answer[p->leaf].revision, FIELD_INHERITED, NULL);
		break;
	case PIECE_STATUS:
		change_status(c, w, p->leaf, STATUS_EVIDENCED);
		break;
	case PIECE_SETTLE:
		changes_set(c, ENTITY_CHALLENGE, w->challenge[p->challenge].id, w->challenge[p->challenge].revision,
		    FIELD_CHALLENGE_STATE, field_info(FIELD_CHALLENGE_STATE)->values[CHALLENGE_SETTLED]);
		break;
	case PIECE_LINK:
		do_link(c, w, w->evidence[p->evidence].id, p->leaf);
		break;
	case PIECE_DETAIL:
		changes_set(c, ENTITY_EVIDENCE, w->evidence[p->evidence].id, w->evidence[p->evidence].revision, FIELD_DETAIL,
		    "to be written");
		break;
	case PIECE_WRITE:
		do_write(c, w, p->leaf);
		break;
	case PIECE_CLOSE:
		change_close_gap(c, w, p->gap);
		break;
	}
}

void takes_do(struct changes *c, const struct work *w, const struct takes *t)
{
	for (size_t i = 0; i < t->n; i++)
		do_piece(c, w, &t->piece[i]);
}
