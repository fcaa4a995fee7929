/* Searching in texts that are in memory. A text is gone through once, word by word; at each word every term is
 * tried, which for nearly all of them ends at the first character. */
#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/fold.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "core/seek.h"

/* Words one after another. `folded` holds their characters, with a 0 after each word. */
struct term {
	char *words;                    /* as typed, with blanks between */
	uint32_t *folded;
	size_t n, cap;
	bool begins;                    /* the last word need only begin a word of the text */
};

struct seek {
	struct term *term;
	size_t n, cap, n_words;
};

/* ---- words ------------------------------------------------------------------------------------- */

/* The start of the next word at or after `at`, or len. An accent by itself begins no word. */
static size_t next_word(const char *s, size_t len, size_t at)
{
	size_t bytes;
	bool accent;

	while (at < len && (!fold_is_word(s + at, len - at, &bytes, &accent) || accent))
		at += bytes;
	return at;
}

static size_t end_of_word(const char *s, size_t len, size_t at)
{
	size_t bytes;
	bool accent;

	while (at < len && fold_is_word(s + at, len - at, &bytes, &accent))
		at += bytes;
	return at;
}

/* ---- what was typed ------------------------------------------------------------------------------ */

static void add_folded(struct term *t, const char *s, size_t len)
{
	uint32_t part[FOLD_CHARACTERS];
	size_t n;

	for (size_t at = 0; at < len;) {
		at += fold_read(s + at, len - at, part, &n);
		for (size_t i = 0; i < n; i++) {
			MEM_GROW(t->folded, t->n, t->cap);
			t->folded[t->n++] = part[i];
		}
	}
	MEM_GROW(t->folded, t->n, t->cap);
	t->folded[t->n++] = 0;
}

static void term_release(struct term *t)
{
	free(t->words);
	free(t->folded);
}

static bool is_known(const struct seek *s, const struct term *t)
{
	for (size_t i = 0; i < s->n; i++)
		if (s->term[i].n == t->n && s->term[i].begins == t->begins && memcmp(s->term[i].folded, t->folded, t->n * sizeof *t->folded) == 0)
			return true;
	return false;
}

/* The words in s, as one term; nothing if there are none. */
static void add_term(struct seek *s, const char *text, size_t len, bool begins)
{
	struct term t = { .begins = begins };
	struct buf words = {0};
	size_t at = 0, end, n = 0;

	while ((at = next_word(text, len, at)) < len && s->n_words + n < SEEK_WORDS_MAX) {
		end = end_of_word(text, len, at);
		buf_addf(&words, "%s", words.len > 0 ? " " : "");
		buf_addn(&words, text + at, end - at);
		add_folded(&t, text + at, end - at);
		at = end;
		n++;
	}
	t.words = buf_steal(&words);
	if (n == 0 || is_known(s, &t)) {
		term_release(&t);
		return;
	}
	s->n_words += n;
	MEM_GROW(s->term, s->n, s->cap);
	s->term[s->n++] = t;
}

/* A phrase that is still being typed has no second quote yet: its last word is a beginning. */
static const char *add_phrase(struct seek *s, const char *text)
{
	const char *end = strchr(text, '"');
	size_t len = end != NULL ? (size_t)(end - text) : strlen(text);

	add_term(s, text, len, end == NULL);
	return text + len + (end != NULL ? 1 : 0);
}

struct seek *seek_new(const char *typed)
{
	static const char blanks[] = " \t\n";
	struct seek *s = xcalloc(1, sizeof *s);

	while (*typed != '\0') {
		size_t len = strcspn(typed, " \t\n\"");

		add_term(s, typed, len, true);
		typed += len;
		if (*typed == '"')
			typed = add_phrase(s, typed + 1);
		typed += strspn(typed, blanks);
	}
	return s;
}

void seek_free(struct seek *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->n; i++)
		term_release(&s->term[i]);
	free(s->term);
	free(s);
}

bool seek_is_empty(const struct seek *s)
{
	return s->n == 0;
}

const char *seek_term(const struct seek *s, size_t n, bool *begins)
{
	if (n >= s->n)
		return NULL;
	*begins = s->term[n].begins;
	return s->term[n].words;
}

/* ---- in a text ------------------------------------------------------------------------------------- */

/* The folded characters from *want up to the next 0 against the text from `at` on. Where they are all there,
 * *end is the place after them. */
static bool word_begins(const char *s, size_t len, size_t at, const uint32_t **want, size_t *end)
{
	uint32_t part[FOLD_CHARACTERS];
	const uint32_t *w = *want;
	size_t n;

	while (*w != 0) {
		if (at >= len)
			return false;
		at += fold_read(s + at, len - at, part, &n);
		for (size_t i = 0; i < n && *w != 0; i++)
			if (part[i] != *w++)
				return false;
	}
	*want = w + 1;
	*end = at;
	return true;
}

/* Whether a word of the text ends at `at`, accents that come after passed over. */
static bool word_ends(const char *s, size_t len, size_t at)
{
	size_t bytes;
	bool accent;

	while (at < len && fold_is_word(s + at, len - at, &bytes, &accent)) {
		if (!accent)
			return false;
		at += bytes;
	}
	return true;
}

/* Whether the term stands at the word that begins at `at`; *end: after its last word. */
static bool term_at(const struct term *t, const char *s, size_t len, size_t at, size_t *end)
{
	const uint32_t *want = t->folded, *stop = t->folded + t->n;
	size_t after = at;

	while (want < stop) {
		if (!word_begins(s, len, at, &want, &after))
			return false;
		if ((want < stop || !t->begins) && !word_ends(s, len, after))
			return false;
		after = end_of_word(s, len, after);
		at = next_word(s, len, after);
	}
	*end = after;
	return true;
}

enum seek_fit seek_in(const struct seek *s, const char *text)
{
	size_t len = text != NULL ? strlen(text) : 0, end, first = next_word(text, len, 0), found = 0;
	bool seen[SEEK_WORDS_MAX] = {0}, at_start = false;

	if (s->n == 0)
		return SEEK_NOT;
	for (size_t at = first; at < len && found < s->n; at = next_word(text, len, end_of_word(text, len, at)))
		for (size_t i = 0; i < s->n; i++)
			if (!seen[i] && term_at(&s->term[i], text, len, at, &end)) {
				seen[i] = true;
				found++;
				at_start = at_start || at == first;
			}
	return found < s->n ? SEEK_NOT : at_start ? SEEK_AT_START : SEEK_INSIDE;
}

void seek_places(const struct seek *s, const char *text, struct seek_places *out)
{
	size_t len = strlen(text), end, last;

	*out = (struct seek_places){0};
	for (size_t at = next_word(text, len, 0); at < len; at = next_word(text, len, last)) {
		last = at;
		for (size_t i = 0; i < s->n; i++)
			if (term_at(&s->term[i], text, len, at, &end) && end > last)
				last = end;
		if (last > at) {
			MEM_GROW(out->item, out->n, out->cap);
			out->item[out->n++] = (struct seek_place){ .at = at, .len = last - at };
		} else {
			last = end_of_word(text, len, at);
		}
	}
}

void seek_places_release(struct seek_places *p)
{
	free(p->item);
	*p = (struct seek_places){0};
}

/* ---- an excerpt ------------------------------------------------------------------------------------ */

static void add_line(struct buf *out, const char *text)
{
	static const char blanks[] = " \t\n\r";

	for (text += strspn(text, blanks); *text != '\0'; text += strspn(text, blanks)) {
		size_t n = strcspn(text, blanks);

		if (out->len > 0)
			buf_addc(out, ' ');
		buf_addn(out, text, n);
		text += n;
	}
}

/* Where the excerpt begins: at the beginning, if the word found is in sight then; else so many words before it
 * as fill a third of the line, or what the words after it leave free. */
static size_t start_of(const char *line, size_t len, const struct seek_place *found, size_t columns)
{
	size_t start = found->at, after = utf8_width_n(line + found->at, len - found->at), room = columns / 3;

	if (utf8_width_n(line, found->at + found->len) <= columns)
		return 0;
	if (after + room < columns)
		room = columns - after;
	for (size_t at = found->at; at > 0 && utf8_width_n(line + at, found->at - at) <= room; at--)
		if (line[at - 1] == ' ')
			start = at;
	return start;
}

void seek_excerpt(const struct seek *s, const char *text, size_t columns, struct buf *out)
{
	static const char dots[] = "… ";
	struct buf line = {0};
	struct seek_places found;
	size_t start = 0;

	add_line(&line, text);
	seek_places(s, buf_str(&line), &found);
	if (found.n > 0 && columns > sizeof dots && utf8_width(buf_str(&line)) > columns)
		start = start_of(buf_str(&line), line.len, &found.item[0], columns - 2);
	if (start > 0) {
		buf_add(out, dots);
		columns -= 2;
	}
	utf8_cut(out, buf_str(&line) + start, columns, false);
	seek_places_release(&found);
	buf_release(&line);
}
