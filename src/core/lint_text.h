/* A text as the rules read it: its words, its sentences, and which phrases of the word lists stand where.
 * Made once a text; everything is linear in its length. */
#ifndef CORE_LINT_TEXT_H
#define CORE_LINT_TEXT_H

#include "base/buf.h"
#include "core/lint_words.h"

enum {
	TOKEN_CAPITAL = 1,      /* begins with a capital */
	TOKEN_FIRST = 2,        /* first of its sentence, or after a colon or quotation mark */
	TOKEN_MIXED = 4,        /* a capital further in, or letters and digits: GitHub, SBOM, S3 */
	TOKEN_DIGITS = 8,
	TOKEN_LINE_NUMBER = 16, /* digits that number a line of a list */
	TOKEN_STOP = 32,
	TOKEN_PLACE = 64,       /* names a document, tool or place */
};

struct lint_token {
	size_t at, len;                 /* bytes of the text */
	size_t folded;                  /* where it stands in `folded`, small letters, ended by NUL */
	int sentence;
	unsigned flags;
};

struct lint_hit {
	const struct lint_phrase *phrase;
	size_t from, to;                /* tokens, `to` not included */
};

struct lint_text {
	const char *s;                  /* borrowed */
	size_t len;
	struct lint_token *token;
	size_t n, cap;
	struct lint_hit *hit;           /* by first token; of one list they do not overlap */
	size_t n_hits, cap_hits;
	struct buf folded;
	int sentences;
	bool shouts;                    /* all in capitals: they name nothing then */
};

/* words NULL: no phrases. Fills *t from scratch, keeping its memory; release it at last. */
void lint_text_read(struct lint_text *t, const struct lint_words *words, const char *s, size_t len);
void lint_text_release(struct lint_text *t);

const char *lint_text_word(const struct lint_text *t, size_t token);           /* folded */
/* What names something a reader could go and look at: a place of the lists, a name, a number, an address. */
bool lint_text_anchor(const struct lint_text *t, size_t token);
/* The next hit of this list from *at on; NULL: none. */
const struct lint_hit *lint_text_hit(const struct lint_text *t, enum lint_list list, size_t *at);
/* The words of a hit as they stand in the text. Adds to out. */
void lint_text_quote(const struct lint_text *t, const struct lint_hit *h, struct buf *out);

/* What a word has in common with its other forms, as a number. */
uint32_t lint_stem(const char *word);
/* The different stems of the words that say something of the matter, sorted, in tokens [from, to).
 * Adds to the array, then sorts all of it. */
struct lint_stems { uint32_t *item; size_t n, cap; };
void lint_text_stems(const struct lint_text *t, size_t from, size_t to, struct lint_stems *out);
/* How many are in both; of fewer than `least` it is enough to know that they are fewer. */
size_t lint_stems_common(const struct lint_stems *a, const struct lint_stems *b, size_t least);

/* A number with a unit: "7 days", "two weeks", "95%". */
struct lint_figure {
	double value;                   /* in the smallest unit of its measure */
	int measure;
	size_t from, to;                /* tokens */
};
/* The next figure from token *at on; false: none. */
bool lint_text_figure(const struct lint_text *t, size_t *at, struct lint_figure *out);

/* ---- what stands between blanks ----------------------------------------------------------------- */

/* The next run of characters without blanks from *at on, without brackets, quotation marks and stops
 * around it; false: none. */
struct lint_chunk { const char *s; size_t len; };
bool lint_text_chunk(const struct lint_text *t, size_t *at, struct lint_chunk *out);
/* An address, a path or the name of a file. */
bool lint_chunk_is_address(const struct lint_chunk *c);
/* An address that leads into the organisation, by the parts the lists name. */
bool lint_chunk_is_inside(const struct lint_chunk *c, const struct lint_words *w);

/* The next credential at or after byte *at: what it is (borrowed), its bytes; NULL: none. */
const char *lint_text_credential(const struct lint_text *t, const struct lint_words *w, size_t *at, struct lint_chunk *out);
/* The next blank between marks at or after byte *at; false: none. */
bool lint_text_bracket(const struct lint_text *t, const struct lint_words *w, size_t *at, struct lint_chunk *out);

#endif
