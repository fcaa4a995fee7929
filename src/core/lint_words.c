/* Word lists: how they are put together, and where a phrase begins. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/lint_text.h"

void lint_words_release(struct lint_words *w)
{
	free(w->phrase);
	free(w->credential);
	free(w->bracket);
	free(w->address);
	free(w->measure);
	free(w->chain);
	map_release(&w->by_word);
	arena_release(&w->arena);
	*w = (struct lint_words){0};
}

/* ---- phrases ------------------------------------------------------------------------------------ */

static bool has_capital(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (s[i] >= 'A' && s[i] <= 'Z')
			return true;
	return false;
}

/* The words of a phrase, split as a text is. */
static bool split(struct lint_words *w, struct lint_phrase *p, const char *text)
{
	struct lint_text t = {0};
	bool ok;

	lint_text_read(&t, NULL, text, strlen(text));
	ok = t.n > 0 && t.n <= LINT_PHRASE_WORDS;
	for (size_t i = 0; ok && i < t.n; i++) {
		const struct lint_token *token = &t.token[i];

		p->exact[i] = has_capital(text + token->at, token->len);
		p->star[i] = text[token->at + token->len] == '*';
		p->word[i] = p->exact[i] ? arena_strndup(&w->arena, text + token->at, token->len) :
		    arena_strdup(&w->arena, lint_text_word(&t, i));
		ok = !p->star[i] || (!p->exact[i] && strlen(p->word[i]) >= LINT_STAR_MIN);
	}
	p->n = (int)t.n;
	lint_text_release(&t);
	return ok;
}

bool lint_words_add(struct lint_words *w, enum lint_list list, const char *text, double times, int measure)
{
	struct lint_phrase p = { .list = list, .times = times, .measure = measure };

	if (!split(w, &p, text))
		return false;
	p.text = arena_strdup(&w->arena, text);
	MEM_GROW(w->phrase, w->n_phrases, w->cap_phrases);
	w->phrase[w->n_phrases++] = p;
	return true;
}

bool lint_words_take(struct lint_words *w, enum lint_list list, const char *text)
{
	bool found = false;

	for (size_t i = 0; i < w->n_phrases; i++)
		if (w->phrase[i].list == list && !w->phrase[i].gone && strcmp(w->phrase[i].text, text) == 0)
			found = w->phrase[i].gone = true;
	return found;
}

/* ---- the other lists ---------------------------------------------------------------------------- */

void lint_words_add_credential(struct lint_words *w, const struct lint_credential *c)
{
	MEM_GROW(w->credential, w->n_credentials, w->cap_credentials);
	w->credential[w->n_credentials] = *c;
	w->credential[w->n_credentials].name = arena_strdup(&w->arena, c->name);
	w->credential[w->n_credentials++].begins = arena_strdup(&w->arena, c->begins);
}

void lint_words_add_bracket(struct lint_words *w, const struct lint_bracket *b)
{
	const char **begins = arena_alloc(&w->arena, (b->n_begins + 1) * sizeof *begins);

	for (size_t i = 0; i < b->n_begins; i++)
		begins[i] = arena_strdup(&w->arena, b->begins[i]);
	MEM_GROW(w->bracket, w->n_brackets, w->cap_brackets);
	w->bracket[w->n_brackets++] = (struct lint_bracket){ .open = arena_strdup(&w->arena, b->open),
		.close = arena_strdup(&w->arena, b->close), .begins = begins, .n_begins = b->n_begins };
}

void lint_words_add_address(struct lint_words *w, const char *part)
{
	MEM_GROW(w->address, w->n_addresses, w->cap_addresses);
	w->address[w->n_addresses++] = (struct lint_address){ arena_strdup(&w->arena, part), strpbrk(part, LINT_ADDRESS_MARKS) != NULL };
}

bool lint_words_take_address(struct lint_words *w, const char *part)
{
	for (size_t i = 0; i < w->n_addresses; i++)
		if (strcmp(w->address[i].part, part) == 0) {
			w->address[i] = w->address[--w->n_addresses];
			return true;
		}
	return false;
}

int lint_words_measure(struct lint_words *w, const char *name)
{
	for (size_t i = 0; i < w->n_measures; i++)
		if (strcmp(w->measure[i], name) == 0)
			return (int)i;
	MEM_GROW(w->measure, w->n_measures, w->cap_measures);
	w->measure[w->n_measures] = arena_strdup(&w->arena, name);
	return (int)w->n_measures++;
}

/* ---- where a phrase begins ---------------------------------------------------------------------- */

static void put_in(struct lint_sieve *s, unsigned bit)
{
	s->bit[bit / 64] |= UINT64_C(1) << bit % 64;
}

static bool lies_in(const struct lint_sieve *s, unsigned bit)
{
	return (s->bit[bit / 64] >> bit % 64 & 1) != 0;
}

static unsigned pair_of(char first, char second)
{
	return (unsigned)(unsigned char)first << 8 | (unsigned char)second;
}

enum { SIEVED = 8 /* bytes of a key that are looked at, and its length */ };

static unsigned bit_of(const char *key, size_t n)
{
	uint32_t h = (uint32_t)n;

	for (size_t i = 0; i < n && i < SIEVED; i++)
		h = (h ^ (unsigned char)key[i]) * UINT32_C(0x9e3779b1);
	return h >> 16;
}

bool lint_words_may_have(const struct lint_words *w, const char *key, size_t n)
{
	return lies_in(&w->keys, bit_of(key, n));
}

bool lint_words_may_begin(const struct lint_words *w, char first, char second)
{
	return lies_in(&w->begins, pair_of(first, second));
}

static void chain_under(struct lint_words *w, const char *key, size_t phrase)
{
	long next = map_get(&w->by_word, key);

	MEM_GROW(w->chain, w->n_chain, w->cap_chain);
	w->chain[w->n_chain] = (struct lint_chain){ .phrase = phrase, .next = next };
	map_put(&w->by_word, key, w->n_chain++);
	put_in(&w->keys, bit_of(key, strlen(key)));
}

static char *folded(const char *word)
{
	char *s = xstrdup(word);

	for (char *c = s; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return s;
}

static void settle_phrase(struct lint_words *w, size_t i)
{
	const struct lint_phrase *p = &w->phrase[i];
	char *first = folded(p->word[0]), *plural = xasprintf("%ss", first);
	char *star = xasprintf("*%.*s", LINT_STAR_MIN, first);

	if (p->star[0]) {
		chain_under(w, star, i);
	} else {
		chain_under(w, first, i);
		chain_under(w, plural, i);
	}
	free(first);
	free(plural);
	free(star);
}

/* One that is a single byte goes on with any. */
static void settle_credential(struct lint_words *w, const char *begins)
{
	for (unsigned second = 0; second < 256 && begins[1] == '\0'; second++)
		put_in(&w->begins, pair_of(begins[0], (char)second));
	put_in(&w->begins, pair_of(begins[0], begins[1]));
}

void lint_words_settle(struct lint_words *w)
{
	map_clear(&w->by_word);
	w->n_chain = 0;
	memset(&w->keys, 0, sizeof w->keys);
	memset(&w->begins, 0, sizeof w->begins);
	memset(w->opens, 0, sizeof w->opens);
	for (size_t i = 0; i < w->n_phrases; i++)
		if (!w->phrase[i].gone)
			settle_phrase(w, i);
	for (size_t i = 0; i < w->n_credentials; i++)
		settle_credential(w, w->credential[i].begins);
	w->all_marked = true;
	for (size_t i = 0; i < w->n_addresses; i++)
		w->all_marked = w->all_marked && w->address[i].marked;
	for (size_t i = 0; i < w->n_brackets; i++)
		w->opens[(unsigned char)w->bracket[i].open[0]] = true;
}

bool lint_alphabet_has(enum lint_alphabet a, unsigned char c)
{
	bool digit = c >= '0' && c <= '9', capital = c >= 'A' && c <= 'Z', small = c >= 'a' && c <= 'z';

	switch (a) {
	case LINT_DIGITS:
		return digit;
	case LINT_HEX:
		return digit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
	case LINT_CAPITALS:
		return digit || capital;
	case LINT_LETTERS:
		return digit || capital || small;
	case LINT_BASE64:
		return digit || capital || small || c == '+' || c == '/' || c == '=';
	case LINT_BASE64URL:
		return digit || capital || small || c == '-' || c == '_' || c == '.';
	case LINT_ALPHABETS:
		break;
	}
	return false;
}
