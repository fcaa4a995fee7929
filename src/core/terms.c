/* Words and their stems. The endings are those that matter between a claim and what shows it: plurals, "-ing",
 * "-ed", "-ment"; no more, as a stem that is too short makes strangers alike. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "core/terms.h"

/* Sorted, for bsearch. The last of them are what nearly all claims and items say. */
static const char *const stop_words[] = {
	"a", "about", "above", "adequate", "adequately", "after", "again", "against", "all", "also", "among", "an", "and", "any",
	"anybody", "are", "as", "at", "be", "because", "been", "before", "being", "below", "between", "both", "but", "by", "can",
	"claim", "claims", "come", "comes", "could", "did", "do", "does", "done", "each", "ever", "every", "everybody", "evidence",
	"example", "expect", "expected", "find", "first", "follow", "following", "follows", "for", "found", "from", "further",
	"give", "given", "good", "had", "hand", "has", "have", "having", "he", "her", "here", "his", "how", "if", "in", "into",
	"is", "it", "its", "itself", "just", "keep", "kept", "know", "known", "last", "like", "list", "lists", "look", "looks",
	"made", "make", "makes", "may", "more", "most", "must", "name", "named", "names", "need", "needs", "new", "no", "nor",
	"not", "now", "of", "off", "on", "once", "one", "only", "open", "opens", "optional", "or", "organisation", "other",
	"others", "our", "out", "over", "own", "part", "process", "processes", "product", "say", "says", "set", "sets", "shall",
	"she", "should", "show", "shows", "since", "so", "software", "some", "such", "take", "taken", "takes", "tell", "than",
	"that", "the", "their", "them", "then", "there", "these", "they", "this", "those", "through", "to", "told", "too", "topic",
	"tried", "try", "under", "until", "up", "use", "used", "uses", "using", "very", "was", "way", "we", "well", "were", "what",
	"when", "where", "which", "while", "who", "whom", "whose", "why", "will", "with", "without", "work", "works", "would",
	"you", "your",
};

static int compare_word(const void *key, const void *row)
{
	return strcmp(key, *(const char *const *)row);
}

static bool is_stop(const char *word)
{
	return bsearch(word, stop_words, sizeof stop_words / sizeof stop_words[0], sizeof stop_words[0], compare_word) != NULL;
}

static bool ends(const char *s, size_t len, const char *end, size_t least)
{
	size_t n = strlen(end);

	return len >= least && len > n && memcmp(s + len - n, end, n) == 0;
}

/* Takes off `end` and puts `instead` in its place; false: it does not end so. */
static bool swap(char *s, size_t *len, const char *end, const char *instead, size_t least)
{
	size_t n = strlen(instead);

	if (!ends(s, *len, end, least))
		return false;
	*len -= strlen(end);
	memcpy(s + *len, instead, n + 1);
	*len += n;
	return true;
}

/* "planned" was "plan", "pass" is itself. */
static void undouble(char *s, size_t *len)
{
	char last = s[*len - 1];

	if (*len > 3 && s[*len - 2] == last && strchr("lszaeiou", last) == NULL)
		s[--*len] = '\0';
}

static void stem(char *s, size_t len)
{
	if (!swap(s, &len, "ies", "y", 5) && !swap(s, &len, "sses", "ss", 6) && !swap(s, &len, "ches", "ch", 6) &&
	    !swap(s, &len, "xes", "x", 5) && !ends(s, len, "ss", 3) && !ends(s, len, "us", 3) && !ends(s, len, "is", 3))
		swap(s, &len, "s", "", 4);
	swap(s, &len, "ly", "", 6);
	swap(s, &len, "ment", "", 8);
	if (swap(s, &len, "ification", "ify", 10) || swap(s, &len, "ation", "at", 8) || swap(s, &len, "ied", "y", 5))
		return;
	if (swap(s, &len, "ing", "", 6) || swap(s, &len, "ed", "", 5))
		undouble(s, &len);
	swap(s, &len, "e", "", 4);
}

static bool is_word(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
}

static bool is_digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

/* Typographic characters, from U+2000 on to U+206F, part words and belong to none. */
static size_t punctuation(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;

	return u[0] == 0xE2 && (u[1] == 0x80 || u[1] == 0x81) && u[2] != '\0' ? 3 : 0;
}

static size_t word_length(const char *s, bool *number)
{
	size_t n = 0;

	*number = true;
	while (is_word((unsigned char)s[n]) && punctuation(s + n) == 0)
		*number = is_digit((unsigned char)s[n++]) && *number;
	return n;
}

void term_fold(const char *s, size_t len, char out[TERM_BYTES])
{
	struct buf b = {0};
	size_t n = 0;

	for (; n < len && n < TERM_BYTES - 1 && (unsigned char)s[n] < 0x80; n++)
		out[n] = (char)(s[n] >= 'A' && s[n] <= 'Z' ? s[n] | 0x20 : s[n]);
	if (n < len && n < TERM_BYTES - 1) {
		utf8_fold(&b, s, len);
		n = b.len < TERM_BYTES ? b.len : TERM_BYTES - 1;
		memcpy(out, buf_str(&b), n);
		buf_release(&b);
	}
	out[n] = '\0';
}

void term_of(const char *word, size_t len, struct term *out)
{
	*out = (struct term){ .len = len };
	term_fold(word, len, out->stem);
	out->stop = is_stop(out->stem);
	stem(out->stem, strlen(out->stem));
}

bool term_find(const char *text, size_t *at, struct term *out)
{
	bool number, together = true;

	for (;;) {
		size_t n = word_length(text + *at, &number);

		if (n == 0 && text[*at] == '\0')
			return false;
		if (n == 0) {
			size_t skip = punctuation(text + *at);

			together = together && strchr(" -\t\n", text[*at]) != NULL;
			*at += skip > 0 ? skip : 1;
			continue;
		}
		*at += n;
		if (number || n < 2) {
			together = false;
			continue;
		}
		out->at = *at - n;
		out->len = n;
		out->follows = together;
		return true;
	}
}

bool term_next(const char *text, size_t *at, struct term *out)
{
	struct term found;

	if (!term_find(text, at, &found))
		return false;
	term_of(text + found.at, found.len, out);
	out->at = found.at;
	out->follows = found.follows;
	return true;
}
