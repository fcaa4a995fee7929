/* Items that are nearly the same: by title or by places, as near.h tells, or by nearly the same words.
 *
 * Not every item with every other: those that share a key meet in a table. For words the keys are
 * least values of hash functions (Broder's min-hash), three to a key and sixteen keys, so that texts
 * with three quarters of their words in common meet almost surely, and others seldom; who meets is
 * then compared exactly. At most a few to a key: time is linear in the number of items. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/lint_private.h"
#include "core/near.h"

enum {
	BANDS = 16, ROWS = 3,
	MEET_MAX = 4,                   /* earlier items of one key that a further one is compared with */
	ALIKE_PERCENT = 75,             /* words in common, of all words of both */
	WORDS_MIN = 6,                  /* below these a few words in common mean little */
	WORDS_MAX = 400,                /* words of an item that are compared */
};

enum how { HOW_ADDRESS, HOW_TITLE, HOW_WORDS, HOW_NONE };

struct item {
	uint64_t address, title;        /* keys; 0: none */
	struct lint_stems words;
	uint32_t least[BANDS * ROWS];
	int like;                       /* the earliest that is like it; -1: none */
	enum how how;
};
struct lint_items { struct item *item; int n; };

struct lint_items *lint_items_new(const struct work *w)
{
	struct lint_items *s = xcalloc(1, sizeof *s);

	s->n = w->n_evidence;
	s->item = xcalloc((size_t)s->n + 1, sizeof *s->item);
	for (int i = 0; i < s->n; i++)
		s->item[i].like = -1;
	return s;
}

void lint_items_free(struct lint_items *s)
{
	if (s == NULL)
		return;
	for (int i = 0; i < s->n; i++)
		free(s->item[i].words.item);
	free(s->item);
	free(s);
}

/* ---- keys --------------------------------------------------------------------------------------- */

static uint64_t hash_on(uint64_t h, const void *p, size_t n)
{
	const unsigned char *s = p;

	for (size_t i = 0; i < n; i++)
		h = (h ^ s[i]) * UINT64_C(1099511628211);       /* FNV-1a */
	return h;
}
#define HASH_START UINT64_C(14695981039346656037)

static uint64_t key_of(const struct lint_said *s, void key(struct buf *out, const char *text))
{
	struct buf b = {0};
	uint64_t h = 0;

	if (s != NULL)
		key(&b, s->text.s);
	if (b.len > 0)
		h = hash_on(HASH_START, b.data, b.len);
	buf_release(&b);
	return h;
}

/* An odd factor and a shift a row: as good as another order of the words. */
static void find_least(struct item *it)
{
	uint64_t seed = UINT64_C(0x9e3779b97f4a7c15);

	for (int k = 0; k < BANDS * ROWS; k++) {
		uint64_t factor = (seed *= UINT64_C(0xda942042e4dd58b5)) | 1;
		uint32_t least = UINT32_MAX;

		for (size_t i = 0; i < it->words.n; i++) {
			uint32_t h = (uint32_t)((it->words.item[i] + UINT64_C(1)) * factor >> 32);

			if (h < least)
				least = h;
		}
		it->least[k] = least;
	}
}

static void add_words(struct item *it, const struct lint_said *s)
{
	if (s != NULL)
		lint_text_stems(&s->text, 0, s->text.n < WORDS_MAX ? s->text.n : WORDS_MAX, &it->words);
}

void lint_items_keep(struct lint_run *r, int evidence)
{
	struct item *it = &r->items->item[evidence];
	const struct lint_said *title = lint_said(r, FIELD_EVIDENCE_TITLE), *location = lint_said(r, FIELD_LOCATION);

	it->title = key_of(title, near_title);
	it->address = key_of(location, near_places);
	add_words(it, title);
	add_words(it, lint_said(r, FIELD_DETAIL));
	find_least(it);
}

/* ---- who meets ---------------------------------------------------------------------------------- */

struct slot { uint64_t key; int item[MEET_MAX]; int n; };
struct meeting { struct slot *slot; size_t mask; };

static struct slot *slot_of(struct meeting *m, uint64_t key)
{
	size_t at = (size_t)(key ^ key >> 29) & m->mask;

	while (m->slot[at].n > 0 && m->slot[at].key != key)
		at = (at + 1) & m->mask;
	m->slot[at].key = key;
	return &m->slot[at];
}

static bool alike(const struct item *a, const struct item *b, enum how how)
{
	size_t common, all, less = a->words.n < b->words.n ? a->words.n : b->words.n, more = a->words.n + b->words.n - less;

	if (how != HOW_WORDS)
		return true;            /* the key is all there is to it */
	if (less * 100 < more * ALIKE_PERCENT)
		return false;
	common = lint_stems_common(&a->words, &b->words);
	all = a->words.n + b->words.n - common;
	return all >= WORDS_MIN && common * 100 >= all * ALIKE_PERCENT;
}

static void meet(struct lint_items *s, struct meeting *m, int i, uint64_t key, enum how how)
{
	struct slot *slot = slot_of(m, key);
	struct item *it = &s->item[i];

	for (int k = 0; k < slot->n; k++)
		if ((it->like < 0 || slot->item[k] < it->like) && alike(it, &s->item[slot->item[k]], how)) {
			it->like = slot->item[k];
			it->how = how;
		}
	if (slot->n < MEET_MAX)
		slot->item[slot->n++] = i;
}

static uint64_t band_key(const struct item *it, int band)
{
	return hash_on(HASH_START + (uint64_t)band, it->least + band * ROWS, ROWS * sizeof *it->least);
}

static void meet_all(struct lint_items *s, struct meeting *m, enum how how, int band)
{
	memset(m->slot, 0, (m->mask + 1) * sizeof *m->slot);
	for (int i = 0; i < s->n; i++) {
		const struct item *it = &s->item[i];
		uint64_t key = how == HOW_ADDRESS ? it->address : how == HOW_TITLE ? it->title : it->words.n > 0 ? band_key(it, band) : 0;

		if (key != 0)
			meet(s, m, i, key, how);
	}
}

static void say_like(struct lint_run *r, int i, const struct item *it)
{
	static const char *const words[HOW_NONE] = {
		[HOW_ADDRESS] = "names the same address as", [HOW_TITLE] = "has the same title as", [HOW_WORDS] = "says nearly the same as",
	};
	const struct evidence *e = &r->w->evidence[it->like];
	struct buf b = {0};

	buf_addf(&b, "%s E%d", words[it->how], e->ref);
	if (e->title != NULL) {
		buf_addc(&b, ' ');
		lint_quote(&b, e->title, strlen(e->title));
	}
	lint_remark(r, "near-same", lint_place(ENTITY_EVIDENCE, i, NODE_NONE), r->w->evidence[i].id, buf_str(&b));
	buf_release(&b);
}

void lint_items_look(struct lint_run *r, int only)
{
	struct lint_items *s = r->items;
	struct meeting m = { .mask = 15 };

	if (r->failed)
		return;
	while (m.mask < (size_t)s->n * 2)
		m.mask = m.mask * 2 + 1;
	m.slot = xcalloc(m.mask + 1, sizeof *m.slot);
	meet_all(s, &m, HOW_ADDRESS, 0);
	meet_all(s, &m, HOW_TITLE, 0);
	for (int band = 0; band < BANDS; band++)
		meet_all(s, &m, HOW_WORDS, band);
	free(m.slot);
	for (int i = 0; i < s->n; i++)
		if (s->item[i].like >= 0 && (only < 0 || i == only))
			say_like(r, i, &s->item[i]);
}
