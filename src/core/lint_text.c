/* A text in words and sentences, with the phrases that stand in it. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "core/lint_text.h"

void lint_text_release(struct lint_text *t)
{
	free(t->token);
	free(t->hit);
	buf_release(&t->folded);
	*t = (struct lint_text){0};
}

const char *lint_text_word(const struct lint_text *t, size_t token)
{
	return t->folded.data + t->token[token].folded;
}

/* ---- characters --------------------------------------------------------------------------------- */

static bool is_letter(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
static bool is_capital(unsigned char c) { return c >= 'A' && c <= 'Z'; }

enum { SIGNS_FIRST = 0x80, SIGNS_LAST = 0xbf, PUNCTUATION_FIRST = 0x2000, PUNCTUATION_LAST = 0x206f, APOSTROPHE = 0x2019 };

/* The bytes of the character at `at` if it is one of a word, else 0. */
static size_t word_char(const struct lint_text *t, size_t at)
{
	unsigned char c = (unsigned char)t->s[at];
	uint32_t cp = 0;
	size_t n;

	if (c < 0x80)
		return is_letter(c) || is_digit(c) ? 1 : 0;
	n = utf8_decode(t->s + at, t->len - at, &cp);
	if ((cp >= SIGNS_FIRST && cp <= SIGNS_LAST) || (cp >= PUNCTUATION_FIRST && cp <= PUNCTUATION_LAST))
		return 0;
	return n;
}

/* What joins two parts of one word: the apostrophe in "don't", the point in "7.5". Its bytes, or 0. */
static size_t joint(const struct lint_text *t, size_t at)
{
	uint32_t cp = (unsigned char)t->s[at];
	size_t n = cp < 0x80 ? 1 : utf8_decode(t->s + at, t->len - at, &cp);

	if (n == 0 || at == 0 || at + n >= t->len)
		return 0;
	if (cp == '\'' || cp == APOSTROPHE)
		return is_letter((unsigned char)t->s[at - 1]) && is_letter((unsigned char)t->s[at + n]) ? n : 0;
	if (cp == '.' || cp == ',')
		return is_digit((unsigned char)t->s[at - 1]) && is_digit((unsigned char)t->s[at + n]) ? n : 0;
	return 0;
}

/* ---- words -------------------------------------------------------------------------------------- */

static void fold_into(struct buf *out, const char *s, size_t n)
{
	char small[32];

	for (size_t i = 0; i < n && i < sizeof small; i++)
		small[i] = is_capital((unsigned char)s[i]) ? (char)(s[i] - 'A' + 'a') : s[i];
	if (n <= sizeof small && memchr(s, '\xe2', n) == NULL) {
		buf_addn(out, small, n);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		if ((unsigned char)s[i] == 0xe2 && i + 2 < n && (unsigned char)s[i + 1] == 0x80 && (unsigned char)s[i + 2] == 0x99) {
			buf_addc(out, '\'');
			i += 2;
		} else {
			buf_addc(out, is_capital((unsigned char)s[i]) ? (char)(s[i] - 'A' + 'a') : s[i]);
		}
	}
}

static unsigned shape_of(const char *s, size_t n)
{
	unsigned flags = is_capital((unsigned char)s[0]) ? TOKEN_CAPITAL : 0;
	size_t letters = 0, digits = 0;

	for (size_t i = 0; i < n; i++) {
		letters += !is_digit((unsigned char)s[i]) && s[i] != '.' && s[i] != ',';
		digits += is_digit((unsigned char)s[i]);
		if (i > 0 && is_capital((unsigned char)s[i]) && s[i - 1] != '\'')
			flags |= TOKEN_MIXED;
	}
	if (letters > 0 && digits > 0)
		flags |= TOKEN_MIXED;
	if (letters == 0)
		flags |= TOKEN_DIGITS;
	return flags;
}

/* What lies between two words ends a sentence, or begins something new after a colon. */
struct between { bool ends, colon, line; };

static bool begins_list_line(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && (s[i] == ' ' || s[i] == '\t'))
		i++;
	return i < n && (s[i] == '-' || s[i] == '*' || s[i] == '\n');
}

static struct between look_between(const struct lint_text *t, size_t from, size_t to)
{
	struct between b = {0};
	bool initial = t->n > 0 && t->token[t->n - 1].len == 1 && is_letter((unsigned char)t->s[t->token[t->n - 1].at]);
	bool stop = false;

	for (size_t i = from; i < to; i++) {
		char c = t->s[i];

		if (c == '!' || c == '?' || (c == '.' && !initial))
			stop = true;
		else if (c == '\n' && begins_list_line(t->s + i + 1, to - i - 1))
			b.ends = true;
		else if (stop && (c == ' ' || c == '\n' || c == '\t'))
			b.ends = true;
		b.colon = b.colon || c == ':';
		b.line = b.line || c == '\n';
	}
	return b;
}

static void add_token(struct lint_text *t, size_t at, size_t len, size_t from)
{
	struct between b = look_between(t, from, at);
	struct lint_token *token;

	MEM_GROW(t->token, t->n, t->cap);
	if (t->n > 0 && b.ends)
		t->sentences++;
	token = &t->token[t->n];
	*token = (struct lint_token){ .at = at, .len = len, .folded = t->folded.len, .sentence = t->sentences,
		.flags = shape_of(t->s + at, len) };
	if (t->n == 0 || b.ends || b.colon)
		token->flags |= TOKEN_FIRST;
	if ((token->flags & TOKEN_DIGITS) && (t->n == 0 || b.line) && at + len < t->len && (t->s[at + len] == '.' || t->s[at + len] == ')'))
		token->flags |= TOKEN_LINE_NUMBER;
	fold_into(&t->folded, t->s + at, len);
	buf_addc(&t->folded, '\0');
	t->n++;
}

static size_t word_end(const struct lint_text *t, size_t at)
{
	size_t n;

	while (at < t->len && ((n = word_char(t, at)) > 0 || (n = joint(t, at)) > 0))
		at += n;
	return at;
}

static void read_words(struct lint_text *t)
{
	size_t at = 0, last = 0;

	while (at < t->len) {
		size_t end = word_end(t, at);

		if (end == at && t->s[at] == '%' && (at == 0 || is_digit((unsigned char)t->s[at - 1]) || t->s[at - 1] == ' '))
			end++;          /* a unit like any other */
		if (end > at) {
			add_token(t, at, end - at, last);
			at = last = end;
		} else {
			at++;
		}
	}
	if (t->n > 0)
		t->sentences++;
}

/* ---- phrases ------------------------------------------------------------------------------------ */

/* A word of a phrase against a word of the text; its plural is the same word. */
static bool word_is(const struct lint_text *t, size_t token, const struct lint_phrase *p, int i)
{
	const struct lint_token *k = &t->token[token];
	const char *word = lint_text_word(t, token), *want = p->word[i];
	size_t n = strlen(want);

	if (p->exact[i])
		return k->len == n && memcmp(t->s + k->at, want, n) == 0;
	if (strncmp(word, want, n) != 0)
		return false;
	return p->star[i] || word[n] == '\0' || (word[n] == 's' && word[n + 1] == '\0');
}

/* A phrase does not reach over the end of a sentence. */
static bool phrase_is(const struct lint_text *t, size_t token, const struct lint_phrase *p)
{
	if (token + (size_t)p->n > t->n || t->token[token + (size_t)p->n - 1].sentence != t->token[token].sentence)
		return false;
	for (int i = 0; i < p->n; i++)
		if (!word_is(t, token + (size_t)i, p, i))
			return false;
	return true;
}

static void note_hit(struct lint_text *t, const struct lint_phrase *p, size_t token, size_t reached[LINT_LISTS])
{
	if (reached[p->list] > token) {         /* a longer phrase that begins at the same word is the better one */
		struct lint_hit *last = NULL;

		for (size_t i = t->n_hits; i > 0 && t->hit[i - 1].from == token; i--)
			if (t->hit[i - 1].phrase->list == p->list)
				last = &t->hit[i - 1];
		if (last == NULL || last->to >= token + (size_t)p->n)
			return;
		*last = (struct lint_hit){ p, token, token + (size_t)p->n };
	} else {
		MEM_GROW(t->hit, t->n_hits, t->cap_hits);
		t->hit[t->n_hits++] = (struct lint_hit){ p, token, token + (size_t)p->n };
	}
	reached[p->list] = token + (size_t)p->n;
}

static void look_under(struct lint_text *t, const struct lint_words *w, const char *key, size_t len, size_t token,
    size_t reached[LINT_LISTS])
{
	if (!lint_words_may_have(w, key, len))
		return;
	for (long c = map_get(&w->by_word, key); c >= 0; c = w->chain[c].next) {
		const struct lint_phrase *p = &w->phrase[w->chain[c].phrase];

		if (phrase_is(t, token, p))
			note_hit(t, p, token, reached);
	}
}

static void mark(struct lint_text *t)
{
	size_t small = 0, letters = 0;

	for (size_t i = 0; i < t->n_hits; i++)
		for (size_t k = t->hit[i].from; k < t->hit[i].to; k++) {
			if (t->hit[i].phrase->list == LINT_STOP)
				t->token[k].flags |= TOKEN_STOP;
			else if (t->hit[i].phrase->list == LINT_PLACE)
				t->token[k].flags |= TOKEN_PLACE;
		}
	for (size_t i = 0; i < t->len; i++) {
		small += t->s[i] >= 'a' && t->s[i] <= 'z';
		letters += is_letter((unsigned char)t->s[i]);
	}
	t->shouts = letters > 0 && small == 0;
}

void lint_text_read(struct lint_text *t, const struct lint_words *words, const char *s, size_t len)
{
	size_t reached[LINT_LISTS] = {0};
	char star[LINT_STAR_MIN + 2] = "*";

	t->s = s;
	t->len = len;
	t->n = t->n_hits = 0;
	t->sentences = 0;
	buf_clear(&t->folded);
	read_words(t);
	for (size_t i = 0; words != NULL && i < t->n; i++) {
		const char *word = lint_text_word(t, i);
		size_t letters = strlen(word);

		look_under(t, words, word, letters, i, reached);
		if (letters >= LINT_STAR_MIN) {
			memcpy(star + 1, word, LINT_STAR_MIN);
			look_under(t, words, star, LINT_STAR_MIN + 1, i, reached);
		}
	}
	mark(t);
}

const struct lint_hit *lint_text_hit(const struct lint_text *t, enum lint_list list, size_t *at)
{
	while (*at < t->n_hits) {
		const struct lint_hit *h = &t->hit[(*at)++];

		if (h->phrase->list == list)
			return h;
	}
	return NULL;
}

void lint_text_quote(const struct lint_text *t, const struct lint_hit *h, struct buf *out)
{
	size_t from = t->token[h->from].at, to = t->token[h->to - 1].at + t->token[h->to - 1].len;

	for (size_t i = from; i < to; i++)
		buf_addc(out, t->s[i] == '\n' || t->s[i] == '\t' ? ' ' : t->s[i]);
}
