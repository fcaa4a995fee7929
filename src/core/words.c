/* Differing words: what both texts begin and end with is set aside, the rest is compared by Myers'
 * algorithm ("An O(ND) Difference Algorithm and Its Variations", Algorithmica 1986), up to a bound. */
#include "config.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/words.h"

enum {
	STEPS_MAX = 600,                /* words taken out and put in, beyond which all of it is */
	WORK_MAX = 20000000,            /* comparisons: some tenths of a second */
};

/* A word, a run of blanks, a line's end, or one other character. */
struct token {
	size_t at, len;
	uint64_t hash;
	bool changed, blank;
};

struct tokens {
	const char *text;
	struct token *item;
	size_t n, cap;
};

static bool is_word(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || c == '-' ||
	    c == '\'';
}

static bool is_blank(unsigned char c)
{
	return c == ' ' || c == '\t';
}

static size_t token_length(const char *s)
{
	size_t n = 1;

	if (is_word((unsigned char)*s))
		while (is_word((unsigned char)s[n]))
			n++;
	else if (is_blank((unsigned char)*s))
		while (is_blank((unsigned char)s[n]))
			n++;
	return n;
}

/* FNV-1a. */
static uint64_t hash_of(const char *s, size_t n)
{
	uint64_t h = UINT64_C(0xcbf29ce484222325);

	for (size_t i = 0; i < n; i++)
		h = (h ^ (unsigned char)s[i]) * UINT64_C(0x100000001b3);
	return h;
}

static void split(struct tokens *t, const char *text)
{
	*t = (struct tokens){ .text = text };
	for (size_t at = 0; text[at] != '\0';) {
		size_t n = token_length(text + at);

		MEM_GROW(t->item, t->n, t->cap);
		t->item[t->n++] = (struct token){ .at = at, .len = n, .hash = hash_of(text + at, n),
			.blank = is_blank((unsigned char)text[at]) };
		at += n;
	}
}

static bool same(const struct tokens *a, size_t i, const struct tokens *b, size_t j)
{
	const struct token *x = &a->item[i], *y = &b->item[j];

	return x->hash == y->hash && x->len == y->len && memcmp(a->text + x->at, b->text + y->at, x->len) == 0;
}

/* ---- Myers ------------------------------------------------------------------------------------- */

/* The part that is compared, and how far each diagonal was reached in every round. */
struct search {
	const struct tokens *a, *b;
	size_t from;                    /* tokens that both begin with */
	int n, m;                       /* tokens of a, of b */
	int *reached[STEPS_MAX + 1];    /* by round d: diagonals -d to d; -1: outside */
	int rounds;
	long work;
};

static int reached(const struct search *s, int d, int k)
{
	return k < -d || k > d ? -1 : s->reached[d][k + d];
}

/* Where diagonal k is entered in round d: downwards (a word of b put in) or to the right (a word of a
 * taken out), whichever is further on. -1: from nowhere. */
static int enter(const struct search *s, int d, int k, bool *down)
{
	int above = reached(s, d - 1, k + 1), left = reached(s, d - 1, k - 1);

	if (above - k > s->m)
		above = -1;
	left = left < 0 || left >= s->n ? -1 : left + 1;
	*down = above >= left;
	return *down ? above : left;
}

static int follow(struct search *s, int x, int k)
{
	while (x < s->n && x - k < s->m && same(s->a, s->from + (size_t)x, s->b, s->from + (size_t)(x - k))) {
		x++;
		s->work++;
	}
	return x;
}

/* One more round; true once the end of both is reached. */
static bool one_round(struct search *s, int d)
{
	s->reached[d] = xcalloc(2 * (size_t)d + 1, sizeof(int));
	s->rounds = d + 1;
	for (int i = 0; i < 2 * d + 1; i++)
		s->reached[d][i] = -1;
	for (int k = -d; k <= d; k += 2) {
		bool down;
		int x = d == 0 ? 0 : enter(s, d, k, &down);

		s->work++;
		if (x < 0 || x - k < 0)
			continue;
		x = follow(s, x, k);
		s->reached[d][k + d] = x;
		if (x == s->n && x - k == s->m)
			return true;
	}
	return false;
}

/* From the end back to the beginning, one change a round. */
static void mark_path(const struct search *s, int d)
{
	int x = s->n, y = s->m;

	for (; d > 0; d--) {
		int k = x - y;
		bool down;
		int at = enter(s, d, k, &down);

		x = down ? at : at - 1;
		y = down ? at - k - 1 : at - k;
		if (down)
			s->b->item[s->from + (size_t)y].changed = true;
		else
			s->a->item[s->from + (size_t)x].changed = true;
	}
}

static void mark_all(const struct tokens *t, size_t from, int n)
{
	for (size_t i = 0; i < (size_t)n; i++)
		t->item[from + i].changed = true;
}

static void compare(const struct tokens *a, const struct tokens *b, size_t from, size_t n, size_t m)
{
	struct search s = { .a = a, .b = b, .from = from, .n = (int)n, .m = (int)m };
	bool done = false;
	int d = 0;

	for (; d <= STEPS_MAX && s.work < WORK_MAX && !done; d++)
		done = one_round(&s, d);
	if (done) {
		mark_path(&s, d - 1);
	} else {
		mark_all(a, from, s.n);
		mark_all(b, from, s.m);
	}
	for (int i = 0; i < s.rounds; i++)
		free(s.reached[i]);
}

/* ---- runs -------------------------------------------------------------------------------------- */

/* Blanks alone between two changes are no rest for the eye: they change with them. */
static void join_changes(const struct tokens *a, const struct tokens *b)
{
	bool changed = false;

	for (size_t i = 0, j = 0; i < a->n || j < b->n;) {
		if (i < a->n && a->item[i].changed) {
			changed = true;
			i++;
		} else if (j < b->n && b->item[j].changed) {
			changed = true;
			j++;
		} else {
			bool next = (i + 1 < a->n && a->item[i + 1].changed) || (j + 1 < b->n && b->item[j + 1].changed);

			if (changed && next && a->item[i].blank)
				a->item[i].changed = b->item[j].changed = true;
			else
				changed = false;
			i++;
			j++;
		}
	}
}

static void add_run(struct words_diff *d, enum words_kind kind, const struct tokens *t, size_t from, size_t to)
{
	size_t at, len;

	if (from == to)
		return;
	at = t->item[from].at;
	len = t->item[to - 1].at + t->item[to - 1].len - at;
	MEM_GROW(d->run, d->n, d->cap);
	d->run[d->n++] = (struct words_run){ .kind = kind, .at = at, .len = len };
}

static size_t end_of(const struct tokens *t, size_t i, bool changed)
{
	while (i < t->n && t->item[i].changed == changed)
		i++;
	return i;
}

static void make_runs(struct words_diff *d, const struct tokens *a, const struct tokens *b)
{
	for (size_t i = 0, j = 0; i < a->n || j < b->n;) {
		size_t removed = end_of(a, i, true), added = end_of(b, j, true), end;

		add_run(d, WORDS_REMOVED, a, i, removed);
		add_run(d, WORDS_ADDED, b, j, added);
		end = removed;
		j = added;
		while (end < a->n && !a->item[end].changed && j < b->n && !b->item[j].changed) {
			end++;
			j++;
		}
		add_run(d, WORDS_SAME, b, added, j);
		i = end;
	}
}

void words_diff(const char *before, const char *after, struct words_diff *out)
{
	struct tokens a, b;
	size_t from = 0, n, m;

	*out = (struct words_diff){0};
	split(&a, before);
	split(&b, after);
	while (from < a.n && from < b.n && same(&a, from, &b, from))
		from++;
	n = a.n;
	m = b.n;
	while (n > from && m > from && same(&a, n - 1, &b, m - 1)) {
		n--;
		m--;
	}
	compare(&a, &b, from, n - from, m - from);
	join_changes(&a, &b);
	make_runs(out, &a, &b);
	free(a.item);
	free(b.item);
}

void words_mark(const char *before, const char *after, struct buf *text, struct words_diff *runs)
{
	static const struct { const char *open, *close; } marks[] = {
		[WORDS_SAME] = { "", "" }, [WORDS_REMOVED] = { "[-", "-]" }, [WORDS_ADDED] = { "{+", "+}" },
	};

	words_diff(before, after, runs);
	for (size_t i = 0; i < runs->n; i++) {
		struct words_run *r = &runs->run[i];
		size_t at = text->len;

		buf_add(text, marks[r->kind].open);
		buf_addn(text, (r->kind == WORDS_REMOVED ? before : after) + r->at, r->len);
		buf_add(text, marks[r->kind].close);
		r->at = at;
		r->len = text->len - at;
	}
}

void words_diff_release(struct words_diff *d)
{
	free(d->run);
	*d = (struct words_diff){0};
}
