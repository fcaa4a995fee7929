/* The words that differ between two texts. */
#include "config.h"

#include "base/utf8.h"
#include "core/words.h"
#include "tui/marked.h"

static enum style words_style(enum words_kind kind)
{
	return kind == WORDS_REMOVED ? STYLE_NOT_EVIDENCED : kind == WORDS_ADDED ? STYLE_GOOD : STYLE_TEXT;
}

/* One line of the marked text, in the pieces of the runs that cross it. */
static void marked_line(struct page *p, int indent, const char *text, size_t from, size_t to, const struct words_diff *runs, size_t *run)
{
	page_line(p);
	page_indent(p, indent);
	for (size_t at = from; at < to;) {
		while (runs->run[*run].at + runs->run[*run].len <= at)
			++*run;
		size_t end = runs->run[*run].at + runs->run[*run].len;
		size_t n = (end < to ? end : to) - at;

		page_addf(p, words_style(runs->run[*run].kind), "%.*s", (int)n, text + at);
		at += n;
	}
}

void page_marked(struct page *p, int indent, const char *before, const char *after, const char *more)
{
	struct buf text = {0};
	struct words_diff runs;
	size_t run = 0, at = 0, next;
	int room = p->width > indent ? p->width - indent : 1, lines = 0;

	words_mark(before, after, &text, &runs);
	for (; at < text.len && lines < MARKED_LINES; at = next, lines++) {
		size_t n = utf8_wrap(buf_str(&text), text.len, at, (size_t)room, &next);

		marked_line(p, indent, buf_str(&text), at, at + n, &runs, &run);
	}
	if (at < text.len) {
		page_line(p);
		page_indent(p, indent);
		page_add(p, STYLE_DIM, more);
	}
	words_diff_release(&runs);
	buf_release(&text);
}
