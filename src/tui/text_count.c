/* How many words and characters a text has, kept up to date with every change: whether a word begins at a
 * character is decided by it and the two before it, so a change is counted where it is. */
#include "config.h"

#include "base/utf8.h"
#include "tui/text_private.h"

enum class { CLASS_NONE, CLASS_LETTER, CLASS_JOINER, CLASS_ALONE };
enum { TOUCHED_BEHIND = 2 };            /* characters after a change that may begin a word by it */

bool text_is_cjk(uint32_t cp)
{
	return (cp >= 0x3040 && cp <= 0x30FF && cp != 0x30FB) || (cp >= 0x3400 && cp <= 0x4DBF) || (cp >= 0x4E00 && cp <= 0x9FFF) ||
	    (cp >= 0xF900 && cp <= 0xFAFF) || (cp >= 0x20000 && cp <= 0x3FFFF);
}

static enum class class_of(uint32_t cp)
{
	switch (cp) {
	case '\'': case '-': case '.': case 0x2010: case 0x2011: case 0x2019: case 0x200C: case 0x200D:
		return CLASS_JOINER;
	default:
		if (cp >= 0xFE00 && cp <= 0xFE0F)
			return CLASS_JOINER;
		return !text_is_word(cp) ? CLASS_NONE : text_is_cjk(cp) ? CLASS_ALONE : CLASS_LETTER;
	}
}

/* The character at *at, which moves past it. */
static enum class take_class(const struct text *t, size_t *at)
{
	char scratch[4];
	size_t left = text_len(t) - *at, n;
	uint32_t cp = 0;
	const char *p = text_peek(t, *at, &n);

	if ((unsigned char)*p < 0x80) {
		++*at;
		return class_of((unsigned char)*p);
	}
	n = left < sizeof scratch ? left : sizeof scratch;
	n = utf8_decode(text_bytes(t, *at, n, scratch), n, &cp);
	*at += n > 0 ? n : 1;
	return class_of(cp);
}

static size_t before(const struct text *t, size_t at)
{
	size_t n;

	if (at > 0)
		at--;
	while (at > 0 && utf8_is_tail(*text_peek(t, at, &n)))
		at--;
	return at;
}

static bool begins_word(enum class c, enum class last, enum class last_but_one)
{
	if (c == CLASS_ALONE)
		return true;
	return c == CLASS_LETTER && last != CLASS_LETTER && !(last == CLASS_JOINER && last_but_one == CLASS_LETTER);
}

void text_count(struct text *t, size_t from, size_t to, bool add)
{
	size_t at = before(t, before(t, from)), words = 0, characters = 0;
	enum class last = CLASS_NONE, last_but_one = CLASS_NONE;

	for (int behind = 0; at < text_len(t) && behind < TOUCHED_BEHIND; ) {
		bool counts = at >= from, inside = counts && at < to;
		enum class c = take_class(t, &at);

		words += counts && begins_word(c, last, last_but_one);
		characters += inside;
		behind += counts && !inside;
		last_but_one = last;
		last = c;
	}
	t->words = add ? t->words + words : t->words - words;
	t->characters = add ? t->characters + characters : t->characters - characters;
}

size_t text_words(const struct text *t)
{
	return t->words;
}

size_t text_characters(const struct text *t)
{
	return t->characters;
}
