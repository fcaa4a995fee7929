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

/* The kinds of keys; every band of words is one of its own. */
enum { KIND_ADDRESS, KIND_TITLE, KIND_WORDS, KINDS = KIND_WORDS + BANDS };

/* Who was met under a key; those whose keys have the same place in the table hang together. */
struct met { uint64_t key; int item[MEET_MAX], n, next; };      /* next: place in lint_items.met, -1: none */

struct lint_items {
	struct lint_stems words;        /* of the item in hand */
	uint64_t key[KINDS];            /* its keys; 0: none */
	struct lint_stems kept;         /* of all, one item after the other */
	size_t *end;                    /* by item: where its words end in kept */
	int *first;                     /* by the low bits of a key: place in met, -1: none */
	size_t mask;
	struct met *met;
	size_t n_met, cap_met;
};

struct lint_items *lint_items_new(const struct work *w)
{
	struct lint_items *s = xcalloc(1, sizeof *s);

	s->end = xcalloc((size_t)w->n_evidence + 1, sizeof *s->end);
	s->mask = 63;
	while (s->mask < (size_t)w->n_evidence * KINDS)
		s->mask = s->mask * 2 + 1;
	s->first = xmalloc((s->mask + 1) * sizeof *s->first);
	memset(s->first, 0xff, (s->mask + 1) * sizeof *s->first);
	return s;
}

void lint_items_free(struct lint_items *s)
{
	if (s == NULL)
		return;
	free(s->words.item);
	free(s->kept.item);
	free(s->end);
	free(s->first);
	free(s->met);
	free(s);
}

static struct lint_stems words_of(const struct lint_items *s, int item)
{
	size_t from = item > 0 ? s->end[item - 1] : 0;

	return (struct lint_stems){ .item = s->kept.item + from, .n = s->end[item] - from };
}

static void keep_words(struct lint_items *s, int item)
{
	for (size_t i = 0; i < s->words.n; i++) {
		MEM_GROW(s->kept.item, s->kept.n, s->kept.cap);
		s->kept.item[s->kept.n++] = s->words.item[i];
	}
	s->end[item] = s->kept.n;
}

/* ---- keys --------------------------------------------------------------------------------------- */

#define HASH_START UINT64_C(14695981039346656037)
#define HASH_FACTOR UINT64_C(0x9e3779b97f4a7c15)

static uint64_t hash_on(uint64_t h, uint64_t with)
{
	h = (h ^ with) * HASH_FACTOR;
	return h ^ h >> 32;
}

/* 0: none. */
static uint64_t key_of(const struct lint_said *s, int kind, void key(struct buf *out, const char *text))
{
	struct buf b = {0};
	uint64_t h = HASH_START;

	if (s != NULL)
		key(&b, s->text.s);
	for (size_t i = 0; i < b.len; i++)
		h = (h ^ (unsigned char)b.data[i]) * UINT64_C(1099511628211);   /* FNV-1a */
	h = b.len > 0 ? hash_on(h, (uint64_t)kind) : 0;
	buf_release(&b);
	return h;
}

/* An odd factor and a shift a row: as good as another order of the words. */
static void find_least(const uint32_t *word, size_t n, uint32_t least[BANDS * ROWS])
{
	uint64_t seed = UINT64_C(0x9e3779b97f4a7c15);

	for (int k = 0; k < BANDS * ROWS; k++) {
		uint64_t factor = (seed *= UINT64_C(0xda942042e4dd58b5)) | 1;
		uint32_t low = UINT32_MAX;

		for (size_t i = 0; i < n; i++) {
			uint32_t h = (uint32_t)((word[i] + UINT64_C(1)) * factor >> 32);

			low = h < low ? h : low;
		}
		least[k] = low;
	}
}

static void add_words(struct lint_stems *words, const struct lint_said *s)
{
	if (s != NULL)
		lint_text_stems(&s->text, 0, s->text.n < WORDS_MAX ? s->text.n : WORDS_MAX, words);
}

static void find_keys(const struct lint_run *r, const struct lint_stems *words, uint64_t key[KINDS])
{
	uint32_t least[BANDS * ROWS];

	key[KIND_ADDRESS] = key_of(lint_said(r, FIELD_LOCATION), KIND_ADDRESS, near_places);
	key[KIND_TITLE] = key_of(lint_said(r, FIELD_EVIDENCE_TITLE), KIND_TITLE, near_title);
	find_least(words->item, words->n, least);
	for (int band = 0; band < BANDS; band++) {
		uint64_t h = hash_on(HASH_START, (uint64_t)(KIND_WORDS + band));

		for (int k = band * ROWS; k < (band + 1) * ROWS; k++)
			h = hash_on(h, least[k]);
		key[KIND_WORDS + band] = words->n > 0 ? h : 0;
	}
}

/* ---- who meets ---------------------------------------------------------------------------------- */

/* Three quarters of all in common are three sevenths of both together. */
static bool alike(const struct lint_stems *a, const struct lint_stems *b)
{
	size_t least = (3 * (a->n + b->n) + 6) / 7, common = lint_stems_common(a, b, least), all = a->n + b->n - common;

	return common >= least && all >= WORDS_MIN && common * 100 >= all * ALIKE_PERCENT;
}

static size_t slot_of(const struct lint_items *s, uint64_t key)
{
	return (size_t)(key ^ key >> 29) & s->mask;
}

/* The table is larger than what the processor has near: all that will be looked at is asked for at once, and before it is
 * needed. */
void lint_items_take(struct lint_run *r)
{
	struct lint_items *s = r->items;

	s->words.n = 0;
	add_words(&s->words, lint_said(r, FIELD_EVIDENCE_TITLE));
	add_words(&s->words, lint_said(r, FIELD_DETAIL));
	find_keys(r, &s->words, s->key);
	for (int kind = 0; kind < KINDS; kind++)
		__builtin_prefetch(&s->first[slot_of(s, s->key[kind])]);
}

static void fetch(const struct lint_items *s)
{
	for (int kind = 0; kind < KINDS; kind++) {
		int i = s->first[slot_of(s, s->key[kind])];

		if (i >= 0)
			__builtin_prefetch(&s->met[i]);
	}
}

/* Those who had this key before, and the item with them. */
static const struct met *meet(struct lint_items *s, uint64_t key, int item, int *n)
{
	int *first = &s->first[slot_of(s, key)], i = *first;

	while (i >= 0 && s->met[i].key != key)
		i = s->met[i].next;
	if (i < 0) {
		MEM_GROW(s->met, s->n_met, s->cap_met);
		i = (int)s->n_met++;
		s->met[i] = (struct met){ .key = key, .next = *first };
		*first = i;
	}
	*n = s->met[i].n;
	if (*n < MEET_MAX)
		s->met[i].item[s->met[i].n++] = item;
	return &s->met[i];
}

/* Who is to be compared, the earliest first, each once. */
struct candidates { int item[BANDS * MEET_MAX], n; };

static void add_candidate(struct candidates *c, int item)
{
	int at = c->n;

	while (at > 0 && c->item[at - 1] > item)
		at--;
	if (at > 0 && c->item[at - 1] == item)
		return;
	memmove(&c->item[at + 1], &c->item[at], (size_t)(c->n - at) * sizeof *c->item);
	c->item[at] = item;
	c->n++;
}

static void gather_by_words(struct lint_items *s, int item, struct candidates *c)
{
	for (int band = KIND_WORDS; band < KINDS; band++) {
		int n;
		const struct met *met = meet(s, s->key[band], item, &n);

		for (int i = 0; i < n; i++)
			add_candidate(c, met->item[i]);
	}
	for (int i = 0; i < c->n; i++)
		__builtin_prefetch(&s->kept.item[c->item[i] > 0 ? s->end[c->item[i] - 1] : 0]);
}

/* The earliest with nearly the same words, if it comes before `limit`. */
static int earliest_by_words(struct lint_items *s, int item, int limit)
{
	struct candidates c = { .n = 0 };

	gather_by_words(s, item, &c);
	for (int i = 0; i < c.n && c.item[i] < limit; i++) {
		struct lint_stems words = words_of(s, c.item[i]);

		if (alike(&s->words, &words))
			return c.item[i];
	}
	return limit;
}

int lint_items_keep(struct lint_run *r, int evidence, const char **how)
{
	static const char *const by[] = { [KIND_ADDRESS] = "names the same address as", [KIND_TITLE] = "has the same title as" };
	struct lint_items *s = r->items;
	int like = evidence, found, n;

	fetch(s);
	for (int kind = KIND_ADDRESS; kind < KIND_WORDS; kind++) {
		const struct met *met = s->key[kind] != 0 ? meet(s, s->key[kind], evidence, &n) : NULL;

		if (met != NULL && n > 0 && met->item[0] < like) {
			like = met->item[0];
			*how = by[kind];
		}
	}
	found = s->words.n > 0 ? earliest_by_words(s, evidence, like) : like;
	if (found < like)
		*how = "says nearly the same as";
	keep_words(s, evidence);
	return found < evidence ? found : -1;
}

void lint_items_look(struct lint_run *r, int evidence)
{
	const char *how;
	int like = lint_items_keep(r, evidence, &how);
	struct buf b = {0};

	if (like < 0)
		return;
	if (r->w->evidence[like].title != NULL) {
		buf_addc(&b, ' ');
		lint_quote(&b, r->w->evidence[like].title, strlen(r->w->evidence[like].title));
	}
	lint_say(r, "near-same", "%s E%d%s", how, r->w->evidence[like].ref, buf_str(&b));
	buf_release(&b);
}
