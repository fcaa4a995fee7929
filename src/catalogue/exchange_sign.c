/* Items without a reference are known by what they say: a signature over all their fields and links,
 * so that a document brought in twice adds nothing, and finding that out takes linear time. */
#include "config.h"

#include "base/hash.h"
#include "catalogue/exchange_import.h"
#include "catalogue/exchange_value.h"

void signs_release(struct signs *s)
{
	map_release(&s->place);
}

/* What the workspace holds where nothing was said counts as not said. */
static const char *normal(enum field f, const char *value)
{
	if ((f == FIELD_GAP_STATE || f == FIELD_CHALLENGE_STATE) && value != NULL && field_choice(f, value) == 0)
		return NULL;
	return exchange_unsaid(f, value) ? NULL : value;
}

/* What becomes of a challenge does not make it another one: a reviewer's document that was brought in and
 * answered since brings nothing new. */
static bool is_signed(enum field f)
{
	if (f == FIELD_CHALLENGE_ANSWER || f == FIELD_CHALLENGE_REASON || f == FIELD_CHALLENGE_STATE)
		return false;
	return !field_is_ref(f) && !field_is_removed(f);
}

/* ---- an item of the document ----------------------------------------------------------------------- */

static void sign_said(struct hash *h, const struct item *it, enum entity e)
{
	for (int f = (int)entity_first(e); f < (int)entity_end(e); f++) {
		const struct said *s = item_said(it, (enum field)f);

		if (is_signed((enum field)f))
			hash_field(h, normal((enum field)f, s != NULL ? s->value : NULL));
	}
}

static void sign_item(const struct item *it, enum entity e, char out[HASH_TEXT])
{
	struct hash h;

	hash_init(&h);
	sign_said(&h, it, e);
	hash_int(&h, it->n_links);
	for (int i = 0; i < it->n_links; i++) {
		const struct said *note = item_said(&it->link[i], FIELD_SUPPORT_NOTE);

		hash_int(&h, it->link[i].node);
		if (e == ENTITY_EVIDENCE)
			hash_field(&h, note != NULL ? note->value : NULL);
	}
	hash_int(&h, it->n_refused);
	for (int i = 0; i < it->n_refused; i++)
		hash_int(&h, it->refused[i].node);
	hash_end(&h, out);
}

/* ---- an item of the workspace ------------------------------------------------------------------------ */

static bool sign_value(struct import *im, struct hash *h, enum field f, int index)
{
	if (!import_value(im, f, index))
		return false;
	hash_field(h, normal(f, buf_str(&im->value)));
	return true;
}

static bool sign_supports(struct import *im, struct hash *h, const struct evidence *ev)
{
	hash_int(h, ev->n_supports);
	for (int i = ev->first_support; i >= 0; i = im->w->support[i].next_of_evidence) {
		hash_int(h, im->w->support[i].claim);
		if (!sign_value(im, h, FIELD_SUPPORT_NOTE, i))
			return false;
	}
	return true;
}

static bool sign_links(struct import *im, struct hash *h, enum entity e, int index)
{
	const struct gap *g = &im->w->gap[index];

	if (e == ENTITY_EVIDENCE)
		return sign_supports(im, h, &im->w->evidence[index]);
	if (e != ENTITY_GAP) {
		hash_int(h, 0);
		return true;
	}
	hash_int(h, g->n_claims);
	for (int i = 0; i < g->n_claims; i++)
		hash_int(h, g->claim[i]);
	return true;
}

static void sign_refusals(const struct import *im, struct hash *h, enum entity e, int index)
{
	int n = 0, first = e == ENTITY_EVIDENCE ? work_refusals(im->w, index, &n) : 0;

	hash_int(h, n);
	for (int i = 0; i < n; i++)
		hash_int(h, im->w->refusal[first + i].claim);
}

static bool sign_work(struct import *im, enum entity e, int index, char out[HASH_TEXT])
{
	struct hash h;

	hash_init(&h);
	for (int f = (int)entity_first(e); f < (int)entity_end(e); f++)
		if (is_signed((enum field)f) && !sign_value(im, &h, (enum field)f, index))
			return false;
	if (!sign_links(im, &h, e, index))
		return false;
	sign_refusals(im, &h, e, index);
	hash_end(&h, out);
	return true;
}

static int how_many(const struct work *w, enum entity e)
{
	switch ((int)e) {
	case ENTITY_EVIDENCE: return w->n_evidence;
	case ENTITY_GAP: return w->n_gap;
	case ENTITY_CHALLENGE: return w->n_challenge;
	case ENTITY_APPROVAL: return w->n_approval;
	case ENTITY_WAIVER: return w->n_waiver;
	case ENTITY_BASELINE: return w->n_baseline;
	}
	return 0;
}

static void make(struct signs *s, struct import *im, enum entity e)
{
	char sign[HASH_TEXT];

	s->made = true;
	for (int i = 0; i < how_many(im->w, e); i++) {
		if (!sign_work(im, e, i, sign))
			return;
		if (map_get(&s->place, sign) < 0)
			map_put(&s->place, sign, (size_t)i);
	}
}

int signs_find(struct signs *s, struct import *im, enum entity e, const struct item *it)
{
	char sign[HASH_TEXT];

	if (!s->made)
		make(s, im, e);
	if (s->place.n == 0)
		return -1;
	sign_item(it, e, sign);
	return (int)map_get(&s->place, sign);
}
