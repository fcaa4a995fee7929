/* Printing. Everything a command says leaves through here, cleaned exactly once, so that no text
 * from a file or another person acts on the terminal. Colours only on a terminal that wants them;
 * glyphs have an ASCII likeness. A write that fails is remembered and told by out_finish. */
#ifndef CLI_OUT_H
#define CLI_OUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "catalogue/theme.h"
#include "core/standing.h"

enum { OUT_COLUMNS = 80, OUT_COLUMNS_MIN = 20, OUT_PROSE_MAX = 100 };

struct out {
	int fd;
	bool terminal, ascii;
	size_t columns;                 /* of the terminal; OUT_COLUMNS when piped */
	const struct theme *theme;      /* borrowed; NULL: no colours */
	struct buf pending;             /* clean already, not yet written */
	int error;                      /* errno of the first write that failed, or 0 */
};

void out_init(struct out *o, int fd, bool ascii);
void out_release(struct out *o);
/* Whether colours are wanted: a terminal that has some, and no NO_COLOR. */
bool out_wants_colour(const struct out *o);

/* Pieces of a line. A newline in the text is shown, not sent: lines end with out_end. */
void out_text(struct out *o, const char *s);
void out_textn(struct out *o, const char *s, size_t n);
void out_textf(struct out *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void out_styled(struct out *o, enum style style, const char *s);
void out_blanks(struct out *o, size_t n);
void out_end(struct out *o);
/* A whole line. */
void out_line(struct out *o, const char *s);
void out_linef(struct out *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

/* Exactly `columns` wide: cut with an ellipsis or filled with blanks. */
void out_cell(struct out *o, enum style style, const char *s, size_t columns);
void out_cell_right(struct out *o, enum style style, const char *s, size_t columns);
/* Columns of s as it will be shown. */
size_t out_width(const struct out *o, const char *s);

/* A text in as many lines as it takes, each `indent` columns in. */
void out_paragraph(struct out *o, size_t indent, const char *text);
/* The same where the caller has put the first `indent` columns already. */
void out_hanging(struct out *o, size_t indent, const char *text);
/* The same after a heading that stands in the indent of the first line. */
void out_labelled(struct out *o, size_t indent, enum style style, const char *label, const char *text);
void out_heading(struct out *o, const char *text);

/* A bar of `columns`: full, set aside and half parts of `total`, the rest empty. */
void out_bar(struct out *o, int full, int aside, int half, int total, size_t columns);

enum style out_standing_style(const struct standing *st, int node);
void out_glyph(struct out *o, const struct standing *st, int node);

/* A finished JSON document. Characters that hide or turn text round are written as escapes, and
 * everything outside ASCII where the locale is not UTF-8. */
void out_json(struct out *o, const char *json);
/* Bytes of a document as they are; on a terminal they are cleaned. */
void out_document(struct out *o, const char *bytes, size_t n);

/* Whether anybody still reads: what is long may end early. */
bool out_is_read(const struct out *o);
/* Writes what is waiting. A reader that went away is no error: nobody is left to tell.
 * ERR_STORE: the output could not be written. */
bool out_finish(struct out *o, struct err *err);

/* One line on standard error: "assay: CONTEXT: TEXT", cleaned. context may be NULL. */
void out_complain(bool ascii, const char *context, const char *text);

#endif
