/* What differs: entity by entity, then what follows from it. Sentences are diff_words.c's. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/diff_private.h"

/* ---- what is there, and what is the same ------------------------------------------------------------- */

static char *owner_id(const struct facts_item *link)
{
	return xstrndup(link->id, strcspn(link->id, " "));
}

/* A link is there as long as what it belongs to is. */
static bool is_live(const struct facts *side, const struct facts_item *it)
{
	char *owner;
	bool live;

	if (!facts_live(it) || !entity_is_link(it->entity))
		return facts_live(it);
	owner = owner_id(it);
	live = facts_live(facts_find(side, entity_owner(it->entity), owner));
	free(owner);
	return live;
}

static const char *live_value(const struct facts *side, const struct facts_item *it, enum field f)
{
	return it != NULL && is_live(side, it) ? facts_value(it, f) : NULL;
}

static char *key_of(enum entity e, const char *id)
{
	return xasprintf("%s %s", entity_name(e), id);
}

/* What an item says first of itself: with its reference it tells the item in another workspace. */
static enum field title_field(enum entity e)
{
	return e == ENTITY_EVIDENCE ? FIELD_EVIDENCE_TITLE : e == ENTITY_GAP ? FIELD_GAP : FIELD_CHALLENGE_TEXT;
}

static char *sign_of(const struct facts_item *it)
{
	enum field f = title_field(it->entity);
	char hash[HASH_TEXT];

	fact_hash(f, facts_value(it, f), hash);
	return xasprintf("%c%d %s", entity_letter(it->entity), facts_ref(it), hash);
}

/* Items whose ids are on one side only. */
static void match_signs(struct comparing *c)
{
	const struct facts *was = &c->was->past->facts, *is = &c->is->past->facts;
	struct map earlier = {0};

	for (size_t i = 0; i < was->n; i++) {
		const struct facts_item *it = &was->item[i];
		char *sign;

		if (entity_letter(it->entity) == 0 || !facts_live(it) || facts_there(facts_find(is, it->entity, it->id)))
			continue;
		sign = sign_of(it);
		map_put(&earlier, sign, i);
		free(sign);
	}
	for (size_t i = 0; earlier.n > 0 && i < is->n; i++) {
		const struct facts_item *it = &is->item[i];
		char *sign, *key;
		long at;

		if (entity_letter(it->entity) == 0 || !facts_live(it) || facts_there(facts_find(was, it->entity, it->id)))
			continue;
		sign = sign_of(it);
		key = key_of(it->entity, it->id);
		at = map_get(&earlier, sign);
		if (at >= 0)
			map_put(&c->same_as, key, (size_t)at);
		free(sign);
		free(key);
	}
	map_release(&earlier);
}

static const struct facts_item *earlier_link(const struct comparing *c, const struct facts_item *later)
{
	const struct facts_item *owner;
	char *id = owner_id(later), *link;

	owner = facts_find(&c->is->past->facts, entity_owner(later->entity), id);
	free(id);
	owner = owner == NULL ? NULL : diff_earlier(c, owner);
	if (owner == NULL)
		return NULL;
	link = xasprintf("%s%s", owner->id, later->id + strcspn(later->id, " "));
	const struct facts_item *found = facts_find(&c->was->past->facts, later->entity, link);
	free(link);
	return found;
}

const struct facts_item *diff_earlier(const struct comparing *c, const struct facts_item *later)
{
	char *key;
	long at;

	if (entity_is_link(later->entity))
		return earlier_link(c, later);
	key = key_of(later->entity, later->id);
	at = map_get(&c->same_as, key);
	free(key);
	return at >= 0 ? &c->was->past->facts.item[at] : facts_find(&c->was->past->facts, later->entity, later->id);
}

/* ---- adding ------------------------------------------------------------------------------------------- */

static struct diff_change *add(struct comparing *c, enum diff_kind kind, enum entity e, const char *id, enum field f, int node)
{
	struct diff *d = c->out;

	MEM_GROW(d->change, d->n, d->cap);
	d->change[d->n] = (struct diff_change){ .kind = kind, .entity = e, .id = id, .field = f, .node = node };
	d->n_lost += kind == DIFF_LOST || kind == DIFF_NOT_CLAIMABLE;
	return &d->change[d->n++];
}

/* The node a change is about, for its place in the list. */
static int node_of(const struct comparing *c, const struct facts_item *it)
{
	const struct tree *t = c->is->past->work->tree;

	if (entity_is_of_node(it->entity))
		return tree_find(t, it->id);
	if (entity_is_link(it->entity))
		return tree_find(t, it->id + strcspn(it->id, " ") + (strchr(it->id, ' ') != NULL));
	if (it->entity == ENTITY_CHALLENGE && facts_value(it, FIELD_CHALLENGE_CLAIM) != NULL)
		return tree_find(t, facts_value(it, FIELD_CHALLENGE_CLAIM));
	if (it->entity == ENTITY_APPROVAL && facts_value(it, FIELD_APPROVAL_PRINCIPLE) != NULL)
		return tree_find(t, facts_value(it, FIELD_APPROVAL_PRINCIPLE));
	return NODE_NONE;
}

/* ---- fields ------------------------------------------------------------------------------------------- */

static enum diff_kind gap_state_kind(const char *was, const char *is)
{
	int from = was == NULL ? GAP_OPEN : field_choice(FIELD_GAP_STATE, was), to = is == NULL ? GAP_OPEN : field_choice(FIELD_GAP_STATE, is);

	if (to == GAP_CLOSED)
		return DIFF_GAP_CLOSED;
	if (to == GAP_ACCEPTED)
		return DIFF_GAP_ACCEPTED;
	return from == GAP_CLOSED || from == GAP_ACCEPTED ? DIFF_GAP_REOPENED : DIFF_GAP_CHANGED;
}

static enum diff_kind answer_kind(enum field f, const char *is)
{
	switch ((int)f) {
	case FIELD_STATUS: return DIFF_STATUS;
	case FIELD_ARGUMENT:
	case FIELD_ASSUMPTIONS: return DIFF_REWORDED;
	case FIELD_INHERITED: return is == NULL || strcmp(is, "true") != 0 ? DIFF_AFFIRMED : DIFF_ANSWER;
	}
	return DIFF_ANSWER;
}

static enum diff_kind field_kind(enum field f, const char *was, const char *is)
{
	switch (field_info(f)->entity) {
	case ENTITY_ANSWER: return answer_kind(f, is);
	case ENTITY_EVIDENCE: return f == FIELD_AFFIRMED ? DIFF_EVIDENCE_AFFIRMED : DIFF_EVIDENCE_CHANGED;
	case ENTITY_SUPPORT: return DIFF_LINK_NOTE;
	case ENTITY_GAP: return f == FIELD_GAP_STATE ? gap_state_kind(was, is) : DIFF_GAP_CHANGED;
	case ENTITY_GAP_CLAIM: return DIFF_GAP_CLAIM;
	case ENTITY_CHALLENGE: return DIFF_CHALLENGE;
	case ENTITY_SCOPE: return DIFF_SCOPE;
	case ENTITY_APPROVAL: return DIFF_APPROVAL;
	case ENTITY_WAIVER: return DIFF_WAIVER;
	case ENTITY_REFUSAL: return DIFF_REFUSAL;
	case ENTITY_READ_THROUGH: return DIFF_READING;
	case ENTITY_BASELINE:
	case ENTITY_ASSESSMENT:
	case ENTITY_COUNT: break;
	}
	return DIFF_ASSESSMENT;
}

static void compare_fields(struct comparing *c, const struct facts_item *a, const struct facts_item *b)
{
	const struct facts_item *it = b != NULL ? b : a;
	struct buf text = {0};

	for (int i = (int)entity_first(it->entity); i < (int)entity_end(it->entity); i++) {
		enum field f = (enum field)i;
		const char *was = live_value(&c->was->past->facts, a, f), *is = live_value(&c->is->past->facts, b, f);
		struct diff_change *ch;

		if (field_is_ref(f) || field_is_removed(f) || fact_same(f, was, is))
			continue;
		diff_name(c, b != NULL ? &c->is->past->facts : &c->was->past->facts, it->entity, it->id, &text);
		buf_add(&text, ": ");
		diff_field_words(c, f, was, is, &text);
		ch = add(c, field_kind(f, was, is), it->entity, it->id, f, node_of(c, it));
		ch->was = was;
		ch->is = is;
		ch->text = buf_steal(&text);
	}
	buf_release(&text);
}

/* ---- what came and went --------------------------------------------------------------------------------- */

static void add_claims_of(struct buf *text, const struct comparing *c, const struct diff_side *side, enum entity e, const char *id)
{
	const struct work *w = side->past->work;
	bool any = false;
	int i;

	(void)c;
	if (e == ENTITY_GAP && (i = work_find_gap(w, id)) >= 0)
		for (int k = 0; k < w->gap[i].n_claims; k++, any = true)
			buf_addf(text, "%s%s", any ? ", " : " (on ", tree_leaf_name(w->tree, w->gap[i].claim[k]));
	if (e == ENTITY_EVIDENCE && (i = work_find_evidence(w, id)) >= 0)
		for (int k = w->evidence[i].first_support; k >= 0; k = w->support[k].next_of_evidence, any = true)
			buf_addf(text, "%s%s", any ? ", " : " (for ", tree_leaf_name(w->tree, w->support[k].claim));
	if (any)
		buf_addc(text, ')');
}

static enum diff_kind came_kind(const struct comparing *c, const struct facts_item *it)
{
	const struct facts_item *owner;
	char *id;

	if (it->entity == ENTITY_EVIDENCE)
		return DIFF_EVIDENCE_ADDED;
	if (it->entity == ENTITY_GAP) {
		enum diff_kind k = gap_state_kind(NULL, facts_value(it, FIELD_GAP_STATE));
		return k == DIFF_GAP_CHANGED ? DIFF_GAP_OPENED : k;
	}
	if (it->entity != ENTITY_SUPPORT)
		return field_kind(entity_first(it->entity), NULL, NULL);
	id = owner_id(it);
	owner = facts_find(&c->is->past->facts, ENTITY_EVIDENCE, id);
	owner = owner == NULL ? NULL : diff_earlier(c, owner);
	free(id);
	return facts_live(owner) ? DIFF_REUSED : DIFF_LINKED;
}

static enum diff_kind went_kind(const struct facts_item *it)
{
	if (it->entity == ENTITY_EVIDENCE)
		return DIFF_EVIDENCE_REMOVED;
	if (it->entity == ENTITY_SUPPORT)
		return DIFF_UNLINKED;
	return it->entity == ENTITY_GAP ? DIFF_GAP_REMOVED : field_kind(entity_first(it->entity), NULL, NULL);
}

static const char *came_words(enum diff_kind k, enum entity e)
{
	switch ((int)k) {
	case DIFF_GAP_OPENED: return "opened";
	case DIFF_GAP_CLOSED: return "new, and closed already";
	case DIFF_GAP_ACCEPTED: return "new, and nothing is planned";
	case DIFF_CHALLENGE: return "raised";
	case DIFF_APPROVAL: return "given";
	}
	return entity_is_link(e) || e == ENTITY_WAIVER ? NULL : "added";
}

/* An item with what it says first; a link is a sentence by its name. */
static void whole(struct comparing *c, const struct diff_side *side, const struct facts_item *it, enum diff_kind kind, const char *what)
{
	struct buf text = {0};

	diff_name(c, &side->past->facts, it->entity, it->id, &text);
	if (side == c->was && entity_is_link(it->entity))
		buf_insert(&text, strcspn(buf_str(&text), " "), " no longer", strlen(" no longer"));
	if (what != NULL)
		buf_addf(&text, " %s", what);
	add_claims_of(&text, c, side, it->entity, it->id);
	diff_title_words(it, &text);
	add(c, kind, it->entity, it->id, FIELD_COUNT, node_of(c, it))->text = buf_steal(&text);
}

/* The links of what came or went as a whole are told with it, except where evidence serves: that is news by itself. */
static bool told_with_owner(const struct comparing *c, const struct facts *side, const struct facts_item *link, bool came)
{
	const struct facts_item *owner, *other;
	char *id;

	if (!entity_is_link(link->entity) || (came && link->entity == ENTITY_SUPPORT))
		return false;
	id = owner_id(link);
	owner = facts_find(side, entity_owner(link->entity), id);
	free(id);
	if (came) {
		other = owner == NULL ? NULL : diff_earlier(c, owner);
		return !facts_live(other);
	}
	char *key = key_of(owner->entity, owner->id);
	bool met = map_get(&c->met, key) >= 0;
	free(key);
	return !met;
}

static void remember_met(struct comparing *c, const struct facts_item *earlier)
{
	char *key = key_of(earlier->entity, earlier->id);

	map_put(&c->met, key, 0);
	free(key);
}

static void compare_later(struct comparing *c, const struct facts_item *b)
{
	const struct facts *was = &c->was->past->facts, *is = &c->is->past->facts;
	const struct facts_item *a = diff_earlier(c, b);
	bool is_whole = b->entity != ENTITY_ASSESSMENT && !entity_is_of_node(b->entity), here = is_live(is, b), there = a != NULL && is_live(was, a);

	if (here && there)
		remember_met(c, a);
	if (!is_whole || (here && there))
		compare_fields(c, a, b);
	else if (here && !told_with_owner(c, is, b, true)) {
		enum diff_kind k = came_kind(c, b);
		whole(c, c->is, b, k, came_words(k, b->entity));
	}
}

/* What the later side does not have any more, or never had. */
static void compare_earlier(struct comparing *c, const struct facts_item *a)
{
	bool is_whole = a->entity != ENTITY_ASSESSMENT && !entity_is_of_node(a->entity);
	char *key = key_of(a->entity, a->id);
	bool met = map_get(&c->met, key) >= 0;

	free(key);
	if (!is_live(&c->was->past->facts, a) || met)
		return;
	if (!is_whole) {
		if (facts_find(&c->is->past->facts, a->entity, a->id) == NULL)
			compare_fields(c, a, NULL);
	} else if (!told_with_owner(c, &c->was->past->facts, a, false)) {
		whole(c, c->was, a, went_kind(a), entity_is_link(a->entity) ? NULL : "removed");
	}
}

/* A baseline is a mark on the history, and nothing that is said. */
static bool is_compared(const struct facts_item *it)
{
	return facts_there(it) && it->entity != ENTITY_BASELINE;
}

static void compare_facts(struct comparing *c)
{
	const struct facts *was = &c->was->past->facts, *is = &c->is->past->facts;

	for (int links = 0; links < 2; links++)         /* their owners first */
		for (size_t i = 0; i < is->n; i++)
			if (entity_is_link(is->item[i].entity) == (links == 1) && is_compared(&is->item[i]))
				compare_later(c, &is->item[i]);
	for (size_t i = 0; i < was->n; i++)
		if (is_compared(&was->item[i]))
			compare_earlier(c, &was->item[i]);
}

/* ---- what follows ----------------------------------------------------------------------------------------- */

/* How far a claim has come; what is met and what was set aside stand in nobody's way. */
static int rank_of(int standing)
{
	static const int rank[LEAF_COUNT] = { [LEAF_MET] = 5, [LEAF_SET_ASIDE] = 4, [LEAF_PARTLY] = 3, [LEAF_ASSERTED] = 2,
		[LEAF_CHALLENGED] = 2, [LEAF_NOT_EVIDENCED] = 1, [LEAF_OPEN] = 0, [LEAF_OUT_OF_SCOPE] = 0 };

	return rank[standing];
}

static enum diff_kind standing_kind(int was, int is)
{
	if (was == LEAF_MET)
		return DIFF_LOST;
	if (was == LEAF_OPEN && is == LEAF_NOT_EVIDENCED)
		return DIFF_STANDS_OTHERWISE;           /* it is known now, and nothing is gained */
	if (was == LEAF_OUT_OF_SCOPE || is == LEAF_OUT_OF_SCOPE || rank_of(was) == rank_of(is))
		return DIFF_STANDS_OTHERWISE;
	return rank_of(is) > rank_of(was) ? DIFF_GAINED : DIFF_LOST;
}

static void compare_leaf(struct comparing *c, int leaf, int before)
{
	const struct tree *t = c->is->past->work->tree;
	int was = c->was_standing.value[before], is = c->is_standing.value[leaf];

	if (was == is || !c->was_standing.is_leaf[before])
		return;
	add(c, standing_kind(was, is), ENTITY_COUNT, t->node[leaf].id, FIELD_COUNT, leaf)->text = xasprintf("%s %s: was %s, is %s",
	    tree_leaf_name(t, leaf), t->node[leaf].label, leaf_standing_words((enum leaf_standing)was),
	    leaf_standing_words((enum leaf_standing)is));
}

static void compare_principle(struct comparing *c, int principle, int before)
{
	const struct tree *t = c->is->past->work->tree;
	bool was = standing_claimable(&c->was_standing, before), is = standing_claimable(&c->is_standing, principle);
	struct buf text = {0};

	if (was == is)
		return;
	standing_sentence(&text, &c->is_standing, c->is->past->work, principle);
	add(c, is ? DIFF_CLAIMABLE : DIFF_NOT_CLAIMABLE, ENTITY_COUNT, t->node[principle].id, FIELD_COUNT, principle)->text = buf_steal(&text);
}

static void compare_standing(struct comparing *c)
{
	const struct tree *t = c->is->past->work->tree, *earlier = c->was->past->work->tree;

	standing_compute(&c->was_standing, c->was->past->work);
	standing_compute(&c->is_standing, c->is->past->work);
	for (int i = 0; i < t->n_nodes; i++) {
		int before = tree_find(earlier, t->node[i].id);

		if (before == NODE_NONE)
			continue;
		if (c->is_standing.is_leaf[i])
			compare_leaf(c, i, before);
		else if (t->node[i].kind == NODE_PRINCIPLE && !c->was_standing.is_leaf[before])
			compare_principle(c, i, before);
	}
}

static bool is_past(const struct evidence *ev, date day)
{
	return ev->review_by != DATE_NONE && ev->review_by < day;
}

/* Of which nothing is among the facts is the same on both sides. */
static int evidence_before(const struct comparing *c, const char *id)
{
	const struct facts_item *b = facts_find(&c->is->past->facts, ENTITY_EVIDENCE, id), *a = b == NULL ? NULL : diff_earlier(c, b);

	return b != NULL && a == NULL ? -1 : work_find_evidence(c->was->past->work, a != NULL ? a->id : id);
}

static void compare_expiry(struct comparing *c)
{
	const struct work *w = c->is->past->work;

	for (int i = 0; i < w->n_evidence; i++) {
		const char *id = w->evidence[i].id;
		int before = is_past(&w->evidence[i], c->is->day) ? evidence_before(c, id) : -1;
		char day[DATE_TEXT];

		if (before < 0 || is_past(&c->was->past->work->evidence[before], c->was->day))
			continue;
		date_print(w->evidence[i].review_by, day);
		struct diff_change *ch = add(c, DIFF_EVIDENCE_EXPIRED, ENTITY_EVIDENCE, id, FIELD_REVIEW_BY, NODE_NONE);
		struct buf text = {0};
		buf_addf(&text, "E%d was to be reviewed by %s", w->evidence[i].ref, day);
		add_claims_of(&text, c, c->is, ENTITY_EVIDENCE, id);
		diff_line_words(w->evidence[i].title, &text);
		ch->text = buf_steal(&text);
	}
}

/* ---- order -------------------------------------------------------------------------------------------------- */

static int by_number(long a, long b)
{
	return (a > b) - (a < b);
}

/* By kind, then place in the tree, then what it says: ids are random, and must not decide. */
static int compare_changes(const void *a, const void *b)
{
	const struct diff_change *x = a, *y = b;
	int order = by_number((long)x->kind, (long)y->kind);

	if (order == 0)
		order = by_number(x->node, y->node);
	if (order == 0)
		order = by_number((long)strcspn(x->text, " :"), (long)strcspn(y->text, " :"));  /* E9 before E10 */
	return order != 0 ? order : strcmp(x->text, y->text);
}

void diff_compare(struct diff *out, const struct diff_side *was, const struct diff_side *is)
{
	struct comparing c = { .out = out, .was = was, .is = is };

	*out = (struct diff){0};
	match_signs(&c);
	compare_standing(&c);
	compare_facts(&c);
	compare_expiry(&c);
	if (out->n > 1)
		qsort(out->change, out->n, sizeof *out->change, compare_changes);
	standing_release(&c.was_standing);
	standing_release(&c.is_standing);
	map_release(&c.same_as);
	map_release(&c.met);
}

void diff_release(struct diff *d)
{
	for (size_t i = 0; i < d->n; i++)
		free(d->change[i].text);
	free(d->change);
	*d = (struct diff){0};
}
