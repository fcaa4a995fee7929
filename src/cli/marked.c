/* Differing words, wrapped and coloured. */
#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "cli/marked.h"
#include "core/words.h"

enum { TAB = 4 };

/* As it will be shown: tabs are blanks, and without UTF-8 everything has its likeness, so that places in the
 * marked text are places on the line. */
static void prepare(struct buf *b, const struct out *o, const char *text)
{
	struct buf plain = {0};

	if (text == NULL)
		text = "";
	for (; *text != '\0'; text++)
		if (*text == '\t')
			buf_add_repeat(&plain, " ", TAB);
		else
			buf_addc(&plain, *text);
	if (o->ascii)
		utf8_ascii(b, buf_str(&plain), plain.len, true);
	else
		buf_add(b, buf_str(&plain));
	buf_release(&plain);
}

static void put_part(struct out *o, enum words_kind kind, const char *s, size_t n)
{
	static const enum style style[] = {
		[WORDS_SAME] = STYLE_TEXT, [WORDS_REMOVED] = STYLE_NOT_EVIDENCED, [WORDS_ADDED] = STYLE_GOOD,
	};
	struct buf b = {0};

	buf_addn(&b, s, n);
	out_styled(o, style[kind], buf_str(&b));
	buf_release(&b);
}

/* One line of the marked text, in the pieces of the runs that cross it. */
static void put_line(struct out *o, const char *text, size_t from, size_t to, const struct words_diff *runs, size_t *run)
{
	for (size_t at = from; at < to;) {
		while (runs->run[*run].at + runs->run[*run].len <= at)
			++*run;
		size_t end = runs->run[*run].at + runs->run[*run].len;
		size_t n = (end < to ? end : to) - at;

		put_part(o, runs->run[*run].kind, text + at, n);
		at += n;
	}
	out_end(o);
}

void marked_paragraph(struct out *o, size_t indent, const char *before, const char *after)
{
	struct buf was = {0}, is = {0}, text = {0};
	struct words_diff runs;
	size_t columns = o->columns < OUT_PROSE_MAX ? o->columns : OUT_PROSE_MAX, run = 0;

	columns = columns > indent + OUT_COLUMNS_MIN ? columns - indent : OUT_COLUMNS_MIN;
	prepare(&was, o, before);
	prepare(&is, o, after);
	words_mark(buf_str(&was), buf_str(&is), &text, &runs);
	for (size_t at = 0, next; at < text.len; at = next) {
		size_t n = utf8_wrap(buf_str(&text), text.len, at, columns, &next);

		out_blanks(o, indent);
		put_line(o, buf_str(&text), at, at + n, &runs, &run);
	}
	words_diff_release(&runs);
	buf_release(&was);
	buf_release(&is);
	buf_release(&text);
}
