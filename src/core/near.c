/* Items that are nearly the same, by what their titles and places come down to. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/fold.h"
#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "core/near.h"
#include "core/terms.h"

/* The next word from *at on, numbers among them: they tell "Penetration test 2025" from that of 2026. */
static bool next_word(const char *s, size_t len, size_t *at, size_t *n)
{
	size_t bytes = 0;
	bool accent;

	while (*at < len && (!fold_is_word(s + *at, len - *at, &bytes, &accent) || accent))
		*at += bytes;
	for (*n = 0; *at + *n < len && fold_is_word(s + *at + *n, len - *at - *n, &bytes, &accent);)
		*n += bytes;
	return *n > 0;
}

void title_key(struct buf *out, const char *title)
{
	size_t from = out->len, len = strlen(title), n;

	for (size_t at = 0; next_word(title, len, &at, &n); at += n) {
		if (out->len > from)
			buf_addc(out, ' ');
		utf8_fold(out, title + at, n);
	}
	if (out->len == from)                   /* signs alone */
		utf8_fold(out, title, len);
}

/* ---- what a title and places come down to ----------------------------------------------------- */

enum { SMALL_WORD = 4 };                /* "of", "the", "with"; a longer word that all texts have still tells titles apart */

struct stems { char (*item)[TERM_BYTES]; size_t n, cap; };

/* In its place among the others, once. */
static void add_stem(struct stems *s, const char *word, size_t len)
{
	struct term t;
	size_t at;
	int order = 1;

	term_of(word, len, &t);
	if (t.stop && len <= SMALL_WORD)
		return;
	for (at = s->n; at > 0 && (order = strcmp(s->item[at - 1], t.stem)) > 0; at--)
		;
	if (at > 0 && order == 0)
		return;
	MEM_GROW(s->item, s->n, s->cap);
	memmove(s->item[at + 1], s->item[at], (s->n - at) * TERM_BYTES);
	memcpy(s->item[at], t.stem, TERM_BYTES);
	s->n++;
}

void near_title(struct buf *out, const char *title)
{
	struct stems s = {0};
	size_t from = out->len, len = strlen(title), n;

	for (size_t at = 0; next_word(title, len, &at, &n); at += n)
		add_stem(&s, title + at, n);
	if (s.n == 0)
		title_key(out, title);
	for (size_t i = 0; i < s.n; i++) {
		if (out->len > from)
			buf_addc(out, ' ');
		buf_add(out, s.item[i]);
	}
	free(s.item);
}

static bool cut_front(const char **s, size_t *n, const char *front)
{
	size_t len = strlen(front);

	if (*n < len || strncasecmp(*s, front, len) != 0)
		return false;
	*s += len;
	*n -= len;
	return true;
}

/* The part of an address that tells one place from another: no scheme, "www.", fragment, closing slash. false: an
 * address that names no more than a machine, or none at all, says too little. */
static bool cut_address(const char **s, size_t *n)
{
	const char *fragment;
	bool web;

	for (; *n > 0 && (**s == ' ' || **s == '<'); (*n)--)
		(*s)++;
	web = cut_front(s, n, "https://") || cut_front(s, n, "http://");
	web = cut_front(s, n, "www.") || web;
	fragment = memchr(*s, '#', *n);
	if (fragment != NULL)
		*n = (size_t)(fragment - *s);
	while (*n > 0 && strchr("/ >", (*s)[*n - 1]) != NULL)
		(*n)--;
	return memchr(*s, '/', *n) != NULL && (web || memchr(*s, ' ', *n) == NULL);
}

struct place { const char *s; size_t n; };
struct places { struct place *item; size_t n, cap; };

static int compare_place(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	int c = strncasecmp(x->s, y->s, x->n < y->n ? x->n : y->n);

	return c != 0 ? c : (x->n > y->n) - (x->n < y->n);
}

void near_places(struct buf *out, const char *lines)
{
	struct places p = {0};
	bool any = false;

	for (const char *at = lines; *at != '\0';) {
		size_t n = strcspn(at, "\n");
		struct place line = { at, n }, address = line;
		bool is_address = cut_address(&address.s, &address.n);

		any = any || is_address;
		MEM_GROW(p.item, p.n, p.cap);
		p.item[p.n++] = is_address ? address : line;
		at += n + (at[n] == '\n');
	}
	if (any)
		qsort(p.item, p.n, sizeof *p.item, compare_place);
	for (size_t i = 0; any && i < p.n; i++) {
		utf8_fold(out, p.item[i].s, p.item[i].n);
		buf_addc(out, '\n');
	}
	free(p.item);
}

/* ---- finding them ------------------------------------------------------------------------------ */

static void note(struct near *out, struct map *seen, const char *key, int item)
{
	long first = map_get(seen, key);

	if (first < 0) {
		map_put(seen, key, (size_t)item);
		return;
	}
	out->n_near += out->other[item] < 0;
	out->other[item] = (int)first;
	out->n_near += out->other[first] < 0;
	if (out->other[first] < 0)
		out->other[first] = item;
}

static bool note_places(struct near *out, struct map *seen, const struct work *w, const struct reader *r, int item, struct err *err)
{
	struct buf text = {0}, key = {0};
	bool ok = reader_text(r, FIELD_LOCATION, w->evidence[item].id, &text, err);

	if (ok)
		near_places(&key, buf_str(&text));
	if (key.len > 0)
		note(out, seen, buf_str(&key), item);
	buf_release(&text);
	buf_release(&key);
	return ok;
}

bool near_find(struct near *out, const struct work *w, const struct reader *r, struct err *err)
{
	struct map titles = {0}, seen = {0};
	bool ok = true;

	*out = (struct near){ .n = w->n_evidence, .other = xcalloc((size_t)w->n_evidence + 1, sizeof(int)) };
	for (int i = 0; i < w->n_evidence; i++)
		out->other[i] = -1;
	for (int i = 0; i < w->n_evidence; i++) {
		struct buf key = {0};

		if (w->evidence[i].title != NULL)
			near_title(&key, w->evidence[i].title);
		if (key.len > 0)
			note(out, &titles, buf_str(&key), i);
		buf_release(&key);
	}
	for (int i = 0; ok && r != NULL && w->n_evidence <= NEAR_LOCATIONS_MAX && i < w->n_evidence; i++)
		if (w->evidence[i].has_location)
			ok = note_places(out, &seen, w, r, i, err);
	map_release(&titles);
	map_release(&seen);
	return ok;
}

void near_release(struct near *n)
{
	free(n->other);
	*n = (struct near){0};
}
