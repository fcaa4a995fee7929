/* What a text names: anchors, addresses, figures, credentials, blanks between marks. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "core/lint_text.h"

static bool is_letter(unsigned char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
static bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }

static bool has(const char *s, size_t n, const char *what)
{
	return memmem(s, n, what, strlen(what)) != NULL;
}

static bool begins(const char *s, size_t n, const char *what)
{
	size_t len = strlen(what);

	return n >= len && memcmp(s, what, len) == 0;
}

/* ---- chunks ------------------------------------------------------------------------------------- */

static bool around(char c)
{
	switch (c) {
	case '(': case ')': case '[': case ']': case '{': case '}': case '<': case '>': case '"': case '\'': case '`':
	case ',': case ';': case ':': case '.': case '!': case '?':
		return true;
	default:
		return false;
	}
}

bool lint_text_chunk(const struct lint_text *t, size_t *at, struct lint_chunk *out)
{
	size_t from = *at, to;

	for (;;) {
		while (from < t->len && is_blank(t->s[from]))
			from++;
		for (to = from; to < t->len && !is_blank(t->s[to]); to++)
			;
		*at = to;
		if (from == to)
			return false;
		while (from < to && around(t->s[from]))
			from++;
		while (to > from && around(t->s[to - 1]))
			to--;
		if (from < to)
			break;
		from = *at;
	}
	*out = (struct lint_chunk){ t->s + from, to - from };
	return true;
}

/* "handbook.md", "example.com": a point between letters, with two to six letters after the last. */
static bool is_dotted(const char *s, size_t n)
{
	size_t dot = n, tail = 0;

	for (size_t i = 1; i + 1 < n; i++)
		if (s[i] == '.' && s[i - 1] != '.' && s[i + 1] != '.')
			dot = i;
	if (dot == n || dot < 2)
		return false;
	for (size_t i = dot + 1; i < n && is_letter((unsigned char)s[i]); i++)
		tail++;
	return tail >= 2 && tail <= 6 && (dot + 1 + tail == n || s[dot + 1 + tail] == '/' || s[dot + 1 + tail] == ':');
}

bool lint_chunk_is_address(const struct lint_chunk *c)
{
	size_t slashes = 0, under = 0;

	for (size_t i = 0; i < c->len; i++) {
		slashes += c->s[i] == '/';
		under += c->s[i] == '_' && i > 0 && i + 1 < c->len && is_letter((unsigned char)c->s[i - 1]);
	}
	return has(c->s, c->len, "://") || begins(c->s, c->len, "www.") || begins(c->s, c->len, "\\\\") || under > 0 ||
	    (slashes >= 2 && !is_digit((unsigned char)c->s[0])) || (c->s[0] == '/' && c->len > 2) || is_dotted(c->s, c->len);
}

/* The part of an address that names the machine. */
static struct lint_chunk host_of(const struct lint_chunk *c)
{
	const char *s = memmem(c->s, c->len, "://", 3), *end = c->s + c->len, *at;
	struct lint_chunk host;

	s = s != NULL ? s + 3 : c->s;
	at = memchr(s, '@', (size_t)(end - s));
	if (at != NULL)
		s = at + 1;
	host = (struct lint_chunk){ s, 0 };
	while (s + host.len < end && strchr("/:?#", s[host.len]) == NULL)
		host.len++;
	return host;
}

static bool is_number_address(const struct lint_chunk *host)
{
	size_t dots = 0;

	for (size_t i = 0; i < host->len; i++) {
		dots += host->s[i] == '.';
		if (host->s[i] != '.' && !is_digit((unsigned char)host->s[i]))
			return false;
	}
	return dots == 3;
}

/* ".local" ends a host, "10." begins the number of one, "intranet." a name; anything else stands anywhere. */
static bool is_part(const struct lint_chunk *c, const struct lint_chunk *host, const char *part)
{
	size_t n = strlen(part);

	if (part[0] == '.')
		return host->len > n && memcmp(host->s + host->len - n, part, n) == 0;
	if (is_digit((unsigned char)part[0]))
		return is_number_address(host) && begins(host->s, host->len, part);
	if (part[n - 1] == '.')
		return begins(host->s, host->len, part) && lint_chunk_is_address(c);
	return has(c->s, c->len, part);
}

bool lint_chunk_is_inside(const struct lint_chunk *c, const struct lint_words *w)
{
	struct lint_chunk host;
	bool marked = false;

	for (size_t i = 0; i < c->len && !marked; i++)
		marked = c->s[i] != '\0' && strchr(LINT_ADDRESS_MARKS, c->s[i]) != NULL;
	if (!marked && w->all_marked)
		return false;
	host = host_of(c);
	for (size_t i = 0; i < w->n_addresses; i++)
		if ((marked || !w->address[i].marked) && is_part(c, &host, w->address[i].part))
			return true;
	return false;
}

/* ---- anchors ------------------------------------------------------------------------------------ */

enum { NEAR = 200 /* bytes to either side that are looked at: a text without blanks costs no more */ };

/* A word with more around it that makes an address. */
static bool in_address(const struct lint_text *t, const struct lint_token *k)
{
	struct lint_text part = { .s = t->s, .len = k->at + k->len + NEAR < t->len ? k->at + k->len + NEAR : t->len };
	struct lint_chunk c;
	size_t from = k->at, at;

	while (from > 0 && !is_blank(t->s[from - 1]) && k->at - from < NEAR)
		from--;
	at = from;
	return lint_text_chunk(&part, &at, &c) && c.s <= t->s + k->at && c.len > k->len && lint_chunk_is_address(&c);
}

bool lint_text_anchor(const struct lint_text *t, size_t token)
{
	const struct lint_token *k = &t->token[token];

	if (k->flags & TOKEN_PLACE)
		return true;
	if ((k->flags & TOKEN_DIGITS) && !(k->flags & TOKEN_LINE_NUMBER))
		return true;
	if (!t->shouts && (k->flags & TOKEN_MIXED))
		return true;
	if (!t->shouts && (k->flags & TOKEN_CAPITAL) && !(k->flags & (TOKEN_FIRST | TOKEN_STOP)))
		return true;
	return k->at > 0 && strchr("./_\\:@", t->s[k->at - 1]) != NULL && in_address(t, k);
}

/* ---- stems -------------------------------------------------------------------------------------- */

struct ending { const char *s; size_t len; };

static bool ends_in(const char *word, size_t n, const struct ending *e)
{
	return n >= e->len + 3 && word[n - 1] == e->s[e->len - 1] && memcmp(word + n - e->len, e->s, e->len) == 0;
}

/* Crude, and the same for every text: "documented", "documents" and "documentation" are one. */
uint32_t lint_stem(const char *word)
{
	static const struct ending endings[] = { { "'s", 2 }, { "ations", 6 }, { "ation", 5 }, { "ings", 4 }, { "ing", 3 }, { "edly", 4 },
		{ "ed", 2 }, { "ies", 3 }, { "es", 2 }, { "ly", 2 }, { "s", 1 }, { "y", 1 }, { "e", 1 } };
	size_t n = strlen(word);
	uint32_t hash = UINT32_C(2166136261);

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
		if (ends_in(word, n, &endings[i])) {
			n -= endings[i].len;
			break;
		}
	if (n > 3 && word[n - 1] == word[n - 2] && word[n - 1] != 's')
		n--;                    /* "scanned" */
	for (size_t i = 0; i < n; i++)
		hash = (hash ^ (unsigned char)word[i]) * UINT32_C(16777619);    /* FNV-1a */
	return hash;
}

static int by_value(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

enum { FEW = 32 };

/* Most texts are short, and half of them sorted already. */
static void sort_few(uint32_t *item, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		uint32_t x = item[i];
		size_t at = i;

		for (; at > 0 && item[at - 1] > x; at--)
			item[at] = item[at - 1];
		item[at] = x;
	}
}

static void sort_once(struct lint_stems *s)
{
	size_t n = 0;

	if (s->n <= FEW)
		sort_few(s->item, s->n);
	else
		qsort(s->item, s->n, sizeof *s->item, by_value);
	for (size_t i = 0; i < s->n; i++)
		if (n == 0 || s->item[n - 1] != s->item[i])
			s->item[n++] = s->item[i];
	s->n = n;
}

void lint_text_stems(const struct lint_text *t, size_t from, size_t to, struct lint_stems *out)
{
	for (size_t i = from; i < to; i++) {
		if (t->token[i].flags & TOKEN_STOP)
			continue;
		MEM_GROW(out->item, out->n, out->cap);
		out->item[out->n++] = lint_stem(lint_text_word(t, i));
	}
	sort_once(out);
}

size_t lint_stems_common(const struct lint_stems *a, const struct lint_stems *b, size_t least)
{
	size_t i = 0, k = 0, n = 0;

	while (i < a->n && k < b->n && n + (a->n - i < b->n - k ? a->n - i : b->n - k) >= least) {
		if (a->item[i] == b->item[k]) {
			n++;
			i++;
			k++;
		} else if (a->item[i] < b->item[k]) {
			i++;
		} else {
			k++;
		}
	}
	return n;
}

/* ---- figures ------------------------------------------------------------------------------------ */

static const struct lint_hit *hit_at(const struct lint_text *t, enum lint_list list, size_t token)
{
	size_t low = 0, high = t->n_hits;

	while (low < high) {            /* hits are in the order of their first words */
		size_t middle = low + (high - low) / 2;

		if (t->hit[middle].from < token)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < t->n_hits && t->hit[low].from == token; low++)
		if (t->hit[low].phrase->list == list)
			return &t->hit[low];
	return NULL;
}

static bool number_at(const struct lint_text *t, size_t token, double *value)
{
	const struct lint_hit *h;
	char plain[32];
	size_t n = 0;

	if (t->token[token].flags & TOKEN_LINE_NUMBER)
		return false;
	if (t->token[token].flags & TOKEN_DIGITS) {
		for (const char *s = lint_text_word(t, token); *s != '\0' && n + 1 < sizeof plain; s++)
			if (*s != ',')
				plain[n++] = *s;
		plain[n] = '\0';
		*value = strtod(plain, NULL);
		return n > 0 && is_digit((unsigned char)plain[0]);
	}
	h = hit_at(t, LINT_NUMBER, token);
	if (h != NULL)
		*value = h->phrase->times;
	return h != NULL;
}

/* "7 days", "7 calendar days", "72-hour". */
bool lint_text_figure(const struct lint_text *t, size_t *at, struct lint_figure *out)
{
	for (; *at + 1 < t->n; ++*at) {
		double value;
		const struct lint_hit *unit = NULL;

		if (!number_at(t, *at, &value))
			continue;
		for (size_t i = *at + 1; i <= *at + 2 && i < t->n && unit == NULL; i++) {
			if (t->token[i].sentence != t->token[*at].sentence || (t->token[i].flags & TOKEN_DIGITS && t->s[t->token[i].at] != '%'))
				break;
			unit = hit_at(t, LINT_UNIT, i);
			if (t->token[i].flags & TOKEN_STOP)
				break;
		}
		if (unit == NULL)
			continue;
		*out = (struct lint_figure){ value * unit->phrase->times, unit->phrase->measure, *at, unit->to };
		*at = unit->to;
		return true;
	}
	return false;
}

/* ---- credentials -------------------------------------------------------------------------------- */

static size_t credential_len(const struct lint_credential *c, const char *s, size_t n)
{
	size_t len = strlen(c->begins), tail = 0;

	if (!begins(s, n, c->begins))
		return 0;
	while (len + tail < n && tail <= c->most && lint_alphabet_has(c->alphabet, (unsigned char)s[len + tail]))
		tail++;
	while (tail > 0 && (s[len + tail - 1] == '.' || s[len + tail - 1] == '-'))
		tail--;                 /* the end of a sentence, not of a token */
	if (c->least == 0)
		return len;
	return tail >= c->least && tail <= c->most ? len + tail : 0;
}

static const char *listed_at(const struct lint_words *w, const char *s, size_t n, size_t *len)
{
	if (!lint_words_may_begin(w, s[0], n > 1 ? s[1] : '\0'))
		return NULL;
	for (size_t i = 0; i < w->n_credentials; i++)
		if ((*len = credential_len(&w->credential[i], s, n)) > 0)
			return w->credential[i].name;
	return NULL;
}

/* "https://user:word@host" */
static const char *in_url(const char *s, size_t n, size_t *len)
{
	size_t colon = 0, i;

	if (!begins(s, n, "://"))
		return NULL;
	for (i = 3; i < n && !is_blank(s[i]) && s[i] != '/' && s[i] != '@'; i++)
		if (s[i] == ':' && colon == 0)
			colon = i;
	if (i >= n || s[i] != '@' || colon == 0 || i - colon < 2)
		return NULL;
	*len = i;
	return "a password in an address";
}

const char *lint_text_credential(const struct lint_text *t, const struct lint_words *w, size_t *at, struct lint_chunk *out)
{
	for (; *at < t->len; ++*at) {
		const char *s = t->s + *at, *name;
		bool inside = *at > 0 && (is_letter((unsigned char)s[-1]) || is_digit((unsigned char)s[-1]));
		size_t len = 0;

		name = inside && *s != ':' ? NULL : listed_at(w, s, t->len - *at, &len);
		if (name == NULL && *s == ':')
			name = in_url(s, t->len - *at, &len);
		if (name == NULL)
			continue;
		*out = (struct lint_chunk){ s, len };
		*at += len;
		return name;
	}
	return NULL;
}

/* ---- blanks between marks ------------------------------------------------------------------------ */

enum { BLANK_MAX = 100 /* bytes between two marks */ };

static bool begins_so(const struct lint_bracket *b, const char *s, size_t n)
{
	while (n > 0 && *s == ' ') {
		s++;
		n--;
	}
	for (size_t i = 0; i < b->n_begins; i++) {
		size_t len = strlen(b->begins[i]);

		if (n >= len && strncasecmp(s, b->begins[i], len) == 0 && (n == len || !is_letter((unsigned char)s[len])))
			return true;
	}
	return b->n_begins == 0 && n > 0;
}

static size_t bracket_len(const struct lint_bracket *b, const char *s, size_t n)
{
	size_t open = strlen(b->open), room = n < BLANK_MAX ? n : BLANK_MAX;
	const char *close;

	if (!begins(s, n, b->open))
		return 0;
	if (b->close == NULL)
		return open;
	close = memmem(s + open, room > open ? room - open : 0, b->close, strlen(b->close));
	if (close == NULL || !begins_so(b, s + open, (size_t)(close - s) - open))
		return 0;
	return (size_t)(close - s) + strlen(b->close);
}

bool lint_text_bracket(const struct lint_text *t, const struct lint_words *w, size_t *at, struct lint_chunk *out)
{
	for (; *at < t->len; ++*at)
		for (size_t i = 0; w->opens[(unsigned char)t->s[*at]] && i < w->n_brackets; i++) {
			size_t len = bracket_len(&w->bracket[i], t->s + *at, t->len - *at);

			if (len == 0)
				continue;
			*out = (struct lint_chunk){ t->s + *at, len };
			*at += len;
			while (w->bracket[i].close == NULL && *at < t->len && t->s[*at] == w->bracket[i].open[0])
				++*at;          /* a line drawn for a pen */
			return true;
		}
	return false;
}
