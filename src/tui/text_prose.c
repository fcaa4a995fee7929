/* What makes a text more than its bytes: lists, indentation, paragraphs in several lines. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/text_private.h"

enum {
	TAB_STOP = 8,
	HEAD_MAX = 256,                 /* bytes at the start of a line that may be indentation and mark */
	NUMBER_DIGITS = 9,
};

/* How a line begins. */
struct head {
	size_t indent, mark;            /* bytes; a mark's blank is part of it, 0: no list */
	long number;                    /* -1: the mark is none */
	char after;                     /* '.' or ')' behind it */
};

/* Bytes of the mark at s. */
static size_t read_mark(const char *s, size_t len, struct head *h)
{
	static const char *const bullet[] = { "-", "*", "+", "•" };
	size_t n = 0;

	h->number = -1;
	for (size_t i = 0; i < sizeof bullet / sizeof *bullet; i++) {
		size_t size = strlen(bullet[i]);

		if (len > size && memcmp(s, bullet[i], size) == 0 && s[size] == ' ')
			return size + 1;
	}
	while (n < len && n < NUMBER_DIGITS && s[n] >= '0' && s[n] <= '9')
		n++;
	if (n == 0 || n + 1 >= len || (s[n] != '.' && s[n] != ')') || s[n + 1] != ' ')
		return 0;
	h->number = strtol(s, NULL, 10);
	h->after = s[n];
	return n + 2;
}

static struct head read_head(const char *s, size_t len)
{
	struct head h = {0};

	while (h.indent < len && (s[h.indent] == ' ' || s[h.indent] == '\t'))
		h.indent++;
	h.mark = read_mark(s + h.indent, len - h.indent, &h);
	return h;
}

/* New lines. */

static void add_head(struct buf *b, const char *s, const struct head *h)
{
	buf_addn(b, s, h->indent);
	if (h->number >= 0)
		buf_addf(b, "%ld%c ", h->number + 1, h->after);
	else
		buf_addn(b, s + h->indent, h->mark);
}

bool text_newline_on(struct text *t, struct err *err)
{
	char scratch[HEAD_MAX + 1] = "";
	size_t from, to, start, n;
	struct head h;
	struct buf b = {0};
	bool ok;

	text_selection(t, &from, &to);
	start = text_line_start(t, text_line_at(t, from));
	n = from - start < HEAD_MAX ? from - start : HEAD_MAX;
	gap_read(&t->gap, start, n, scratch);
	h = read_head(scratch, n);
	if (t->kind == TEXT_LINE || (h.indent == 0 && h.mark == 0))
		return text_newline(t, err);
	if (h.mark > 0 && from == to && from == start + h.indent + h.mark && from == text_line_end(t, text_line_at(t, from)))
		return text_change(t, start, from, "", 0, start, err);
	buf_addc(&b, '\n');
	add_head(&b, scratch, &h);
	ok = text_change(t, from, to, buf_str(&b), b.len, from + b.len, err);
	buf_release(&b);
	return ok;
}

/* Flowing lines. */

struct flow {
	const char *s;
	size_t len;
	struct buf out;
	size_t limit;                   /* columns: what is indented deeper is a line of its own */
	enum { FLOW_SHUT, FLOW_OPEN, FLOW_DEEP } state; /* whether a line may be joined to the last; deep: it was indented deeper */
	size_t cursor, cursor_out;      /* a place in s, and where it comes to be */
};

static size_t columns(const char *s, size_t len)
{
	size_t col = 0;

	for (size_t i = 0; i < len; i++)
		col += s[i] == '\t' ? TAB_STOP - col % TAB_STOP : !utf8_is_tail(s[i]);
	return col;
}

/* Adds s[from..to), keeping track of the cursor. */
static void flow_add(struct flow *f, size_t from, size_t to)
{
	if (f->cursor >= from && f->cursor <= to)
		f->cursor_out = f->out.len + (f->cursor - from);
	buf_addn(&f->out, f->s + from, to - from);
}

/* Whether lines that end and begin so are joined without a blank: CJK. */
static bool joins_closely(const struct buf *out, const char *s, size_t len)
{
	size_t last = out->len > 0 ? out->len - 1 : 0;
	uint32_t a = 0, b = 0;

	while (last > 0 && utf8_is_tail(out->data[last]))
		last--;
	utf8_decode(buf_str(out) + last, out->len - last, &a);
	utf8_decode(s, len, &b);
	return text_is_cjk(a) && text_is_cjk(b);
}

static void flow_line(struct flow *f, size_t from, size_t to)
{
	const char *line = f->s + from;
	struct head h = read_head(line, to - from);
	bool blank = h.indent == to - from;
	bool deep = f->state != FLOW_SHUT && !blank && h.mark == 0 && columns(line, h.indent) > f->limit;

	if (f->state == FLOW_OPEN && !blank && h.mark == 0 && !deep) {
		if (f->cursor >= from && f->cursor < from + h.indent)
			f->cursor = from + h.indent;
		while (f->out.len > 0 && (f->out.data[f->out.len - 1] == ' ' || f->out.data[f->out.len - 1] == '\t'))
			f->out.len--;
		f->cursor_out = f->cursor_out < f->out.len ? f->cursor_out : f->out.len;
		if (!joins_closely(&f->out, line + h.indent, to - from - h.indent))
			buf_addc(&f->out, ' ');
		flow_add(f, from + h.indent, to);
		return;
	}
	if (from > 0)
		buf_addc(&f->out, '\n');
	flow_add(f, from, to);
	f->state = blank ? FLOW_SHUT : deep ? FLOW_DEEP : FLOW_OPEN;
	if (!deep)
		f->limit = columns(line, h.indent + h.mark);
}

static void flow_all(struct flow *f)
{
	for (size_t at = 0, end; at <= f->len; at = end + 1) {
		const char *newline = memchr(f->s + at, '\n', f->len - at);

		end = newline != NULL ? (size_t)(newline - f->s) : f->len;
		flow_line(f, at, end);
	}
}

/* The lines of the paragraph around the cursor, or those that the selection touches. */
static void lines_to_flow(const struct text *t, size_t *from, size_t *to)
{
	size_t first, last;
	bool selected = text_selection(t, from, to);

	first = text_line_at(t, *from);
	last = text_line_at(t, selected ? *to - 1 : *to);
	while (!selected && first > 0 && !text_blank_line(t, first) && !text_blank_line(t, first - 1))
		first--;
	while (!selected && last + 1 < text_lines(t) && !text_blank_line(t, last) && !text_blank_line(t, last + 1))
		last++;
	*from = text_line_start(t, first);
	*to = text_line_end(t, last);
}

bool text_rewrap(struct text *t, struct err *err)
{
	struct buf in = {0};
	struct flow f = {0};
	size_t from, to;
	bool ok;

	lines_to_flow(t, &from, &to);
	text_copy(t, from, to, &in);
	f.s = buf_str(&in);
	f.len = in.len;
	f.cursor = t->place.cursor < from ? 0 : t->place.cursor < to ? t->place.cursor - from : in.len;
	flow_all(&f);
	if (t->kind == TEXT_LINE || (f.out.len == in.len && memcmp(buf_str(&f.out), f.s, in.len) == 0))
		ok = err_set(err, ERR_INPUT, "nothing to join: this paragraph flows already");
	else
		ok = text_change(t, from, to, buf_str(&f.out), f.out.len, from + f.cursor_out, err);
	buf_release(&in);
	buf_release(&f.out);
	return ok;
}
