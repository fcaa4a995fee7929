/* Private to text*.c: what a text consists of. */
#ifndef TUI_TEXT_PRIVATE_H
#define TUI_TEXT_PRIVATE_H

#include "tui/text.h"
#include "tui/text_gap.h"
#include "tui/text_undo.h"

/* Which operation the newest step of undo is still open for. */
enum open_step { OPEN_NOT, OPEN_TYPING, OPEN_DELETING };

struct text {
	enum text_kind kind;
	struct gap gap;
	struct place place;
	struct undo undo;
	enum open_step open;
	uint64_t revision;
	size_t changed_from;            /* SIZE_MAX: not since it was last asked */
	size_t words, characters;
};

/* text_take.c: s as a text may hold it, added to out: CR and CRLF as newlines, no control characters, UTF-8.
 * text_edit.c: a change as a step of its own, with where the cursor is after it. */
void text_take_in(enum text_kind kind, const char *s, size_t len, struct buf *out, struct text_taken *taken);
bool text_change(struct text *t, size_t from, size_t to, const char *s, size_t len, size_t cursor, struct err *err);

/* text_count.c: called before and after the bytes from..to become others: what they had is taken from the
 * counts, what they have is added. */
void text_count(struct text *t, size_t from, size_t to, bool add);
bool text_is_cjk(uint32_t cp);          /* written without blanks */

/* text.c */
bool text_inside_character(const struct text *t, size_t at);

/* text_motion.c */
bool text_is_word(uint32_t cp);
bool text_blank_line(const struct text *t, size_t line);

#endif
