/* Items that are nearly the same, by what their titles and places come down to. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "core/near.h"
#include "core/terms.h"

void title_key(struct buf *out, const char *title)
{
	struct term t;
	size_t from = out->len;

	for (size_t at = 0; term_next(title, &at, &t);) {
		if (out->len > from)
			buf_addc(out, ' ');
		utf8_fold(out, title + t.at, t.len);
	}
	if (out->len == from)                   /* numbers alone */
		utf8_fold(out, title, strlen(title));
}

/* ---- what a title and places come down to ----------------------------------------------------- */

enum { SMALL_WORD = 4 };                /* "of", "the", "with"; a longer word that all texts have still tells titles apart */

struct stems { char (*item)[TERM_BYTES]; size_t n, cap; };

static int compare_stem(const void *a, const void *b)
{
	return strcmp(a, b);
}

/* Stems in order of the alphabet, none twice. */
static void title_stems(struct buf *out, const char *title, struct stems *s)
{
	struct term t;

	s->n = 0;
	for (size_t at = 0; term_next(title, &at, &t);) {
		if (t.stop && t.len <= SMALL_WORD)
			continue;
		MEM_GROW(s->item, s->n, s->cap);
		memcpy(s->item[s->n++], t.stem, TERM_BYTES);
	}
	if (s->n == 0) {
		title_key(out, title);
		return;
	}
	qsort(s->item, s->n, TERM_BYTES, compare_stem);
	for (size_t i = 0; i < s->n; i++)
		if (i == 0 || strcmp(s->item[i], s->item[i - 1]) != 0)
			buf_addf(out, "%s%s", out->len > 0 ? " " : "", s->item[i]);
}

/* An address without what differs between two ways of writing it. */
static void add_place(struct buf *out, const char *line, size_t len)
{
	struct buf b = {0};
	const char *s;
	size_t n;

	utf8_fold(&b, line, len);
	s = buf_str(&b);
	if (strncmp(s, "https://", 8) == 0)
		s += 8;
	else if (strncmp(s, "http://", 7) == 0)
		s += 7;
	if (strncmp(s, "www.", 4) == 0)
		s += 4;
	n = strcspn(s, "#");
	while (n > 0 && (s[n - 1] == '/' || s[n - 1] == ' '))
		n--;
	buf_addn(out, s, n);
	buf_addc(out, '\n');
	buf_release(&b);
}

static void places(struct buf *out, const char *lines)
{
	for (const char *at = lines; *at != '\0';) {
		size_t n = strcspn(at, "\n");

		add_place(out, at, n);
		at += n + (at[n] == '\n');
	}
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

	if (ok && text.len > 0) {
		places(&key, buf_str(&text));
		note(out, seen, buf_str(&key), item);
	}
	buf_release(&text);
	buf_release(&key);
	return ok;
}

bool near_find(struct near *out, const struct work *w, const struct reader *r, struct err *err)
{
	struct map titles = {0}, seen = {0};
	struct stems stems = {0};
	bool ok = true;

	*out = (struct near){ .n = w->n_evidence, .other = xcalloc((size_t)w->n_evidence + 1, sizeof(int)) };
	for (int i = 0; i < w->n_evidence; i++)
		out->other[i] = -1;
	for (int i = 0; i < w->n_evidence; i++) {
		struct buf key = {0};

		if (w->evidence[i].title != NULL)
			title_stems(&key, w->evidence[i].title, &stems);
		if (key.len > 0)
			note(out, &titles, buf_str(&key), i);
		buf_release(&key);
	}
	for (int i = 0; ok && r != NULL && w->n_evidence <= NEAR_LOCATIONS_MAX && i < w->n_evidence; i++)
		if (w->evidence[i].has_location)
			ok = note_places(out, &seen, w, r, i, err);
	free(stems.item);
	map_release(&titles);
	map_release(&seen);
	return ok;
}

void near_release(struct near *n)
{
	free(n->other);
	*n = (struct near){0};
}
