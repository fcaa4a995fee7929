/* The words that the rules on texts look for: data, filled in by whoever reads the word lists, and asked
 * by lint_text. A phrase is one or several words. It is found whatever its capitals, punctuation and
 * plural; a word that is written with a capital here is found only as it is written ("TBD"), one that
 * ends in a star with any ending ("appropriate*"). */
#ifndef CORE_LINT_WORDS_H
#define CORE_LINT_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/map.h"
#include "base/mem.h"

enum lint_list {
	LINT_TICK_BOX,          /* phrases that tick a box: "best practice" */
	LINT_VAGUE,             /* words that say little: "adequate" */
	LINT_PLACE,             /* what names a document, tool or place: "handbook" */
	LINT_BLANK,             /* blanks left in: "TBD" */
	LINT_OWN,               /* the assessment itself: "this assessment" */
	LINT_INSIDE,            /* what customers are not to read: "internal only" */
	LINT_INSIDE_PLACE,      /* places that only the organisation reaches: "intranet" */
	LINT_NO_PERSON,         /* what stands in the fields for names and is no person: "team" */
	LINT_SECRET,            /* what a credential may stand after: "password" */
	LINT_STOP,              /* words that say nothing of the matter: "the" */
	LINT_NUMBER,            /* numbers in words, with their value */
	LINT_UNIT,              /* units, with what they measure */
	LINT_LISTS
};
enum { LINT_PHRASE_WORDS = 12, LINT_STAR_MIN = 4 /* letters before a star */ };

struct lint_phrase {
	enum lint_list list;
	const char *text;               /* as it stands in the list */
	const char *word[LINT_PHRASE_WORDS];    /* folded; exact ones as written */
	bool exact[LINT_PHRASE_WORDS], star[LINT_PHRASE_WORDS];
	int n;
	double times;                   /* number: its value; unit: how many of the smallest it is */
	int measure;                    /* unit: place of what it measures in lint_words.measure */
	bool gone;                      /* taken out again */
};

enum lint_alphabet { LINT_DIGITS, LINT_HEX, LINT_CAPITALS, LINT_LETTERS, LINT_BASE64, LINT_BASE64URL, LINT_ALPHABETS };

/* A credential: a beginning, then that many characters of an alphabet, then none of it. least 0: the
 * beginning is enough. */
struct lint_credential { const char *name, *begins; enum lint_alphabet alphabet; size_t least, most; };
/* A blank between two marks; with `begins` only if its first word is one of these. close NULL: the
 * mark alone is the blank. */
struct lint_bracket { const char *open, *close; const char *const *begins; size_t n_begins; };

struct lint_words {
	struct arena arena;             /* of everything below */
	struct lint_phrase *phrase;
	size_t n_phrases, cap_phrases;
	struct lint_credential *credential;
	size_t n_credentials, cap_credentials;
	struct lint_bracket *bracket;
	size_t n_brackets, cap_brackets;
	struct lint_address { const char *part; bool marked; } *address;        /* parts of addresses that are inside the
	                                 * organisation; marked: they have a character that words have not */
	size_t n_addresses, cap_addresses;
	const char **measure;           /* "time" */
	size_t n_measures, cap_measures;
	/* lint_words_settle */
	struct map by_word;             /* first word, "*" and the first letters of one with a star: chain */
	struct lint_chain { size_t phrase; long next; } *chain;
	size_t n_chain, cap_chain;
	struct lint_sieve { uint64_t bit[1024]; } keys;         /* of by_word: most words of a text are in no phrase */
	struct lint_sieve begins;       /* the first two bytes of a credential */
	bool opens[256];                /* bytes that a bracket begins with */
	bool all_marked;                /* every address is */
};

void lint_words_release(struct lint_words *w);
/* Copies. false, and nothing added: no word in it, more than LINT_PHRASE_WORDS, or a star too early. */
bool lint_words_add(struct lint_words *w, enum lint_list list, const char *text, double times, int measure);
/* false: it is not in the list. */
bool lint_words_take(struct lint_words *w, enum lint_list list, const char *text);
void lint_words_add_credential(struct lint_words *w, const struct lint_credential *c);
void lint_words_add_bracket(struct lint_words *w, const struct lint_bracket *b);
void lint_words_add_address(struct lint_words *w, const char *part);
bool lint_words_take_address(struct lint_words *w, const char *part);
int lint_words_measure(struct lint_words *w, const char *name);
/* After the last addition, before anything is looked for. */
void lint_words_settle(struct lint_words *w);

/* false: no phrase is found under this key in by_word. */
bool lint_words_may_have(const struct lint_words *w, const char *key, size_t n);
/* false: no credential begins with these bytes. */
bool lint_words_may_begin(const struct lint_words *w, char first, char second);

#define LINT_ADDRESS_MARKS ".:/\\"

/* Whether `c` belongs to the alphabet. */
bool lint_alphabet_has(enum lint_alphabet a, unsigned char c);

#endif
