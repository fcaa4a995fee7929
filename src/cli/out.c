/* Text for a person: cleaned, laid out, written. Colour codes are in paint.c. */
#include "config.h"

#include <assert.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "cli/out.h"
#include "cli/paint.h"

enum { PENDING_MAX = 1 << 16, COLUMNS_MIN = 20, COLUMNS_MAX = 1000 };

static size_t
terminal_columns(int fd)
{
	struct winsize size;

	if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return OUT_COLUMNS;
	if (size.ws_col < COLUMNS_MIN)
		return COLUMNS_MIN;
	return size.ws_col > COLUMNS_MAX ? COLUMNS_MAX : size.ws_col;
}

void
out_init(struct out *o, int fd, bool ascii)
{
	*o = (struct out){ .fd = fd, .ascii = ascii, .terminal = isatty(fd) == 1 };
	o->columns = o->terminal ? terminal_columns(fd) : OUT_COLUMNS;
}

void
out_release(struct out *o)
{
	buf_release(&o->pending);
}

bool
out_wants_colour(const struct out *o)
{
	const char *term = getenv("TERM"), *no_color = getenv("NO_COLOR");

	return o->terminal && term != NULL && *term != '\0' && strcmp(term, "dumb") != 0 &&
	    (no_color == NULL || *no_color == '\0');
}

/* ---- writing ---------------------------------------------------------------------------------- */

static int
write_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, p, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return errno;
		p += done;
		n -= (size_t)done;
	}
	return 0;
}

static void
flush_pending(struct out *o)
{
	if (o->error == 0)
		o->error = write_all(o->fd, buf_str(&o->pending), o->pending.len);
	buf_clear(&o->pending);
}

bool
out_finish(struct out *o, struct err *err)
{
	flush_pending(o);
	if (o->error == 0 || o->error == EPIPE)
		return true;
	return err_set(err, ERR_STORE, "standard output: %s", strerror(o->error));
}

static void
clean(struct buf *to, bool ascii, const char *s, size_t n, bool lines)
{
	if (ascii)
		utf8_ascii(to, s, n, lines);
	else
		utf8_clean(to, s, n, lines);
}

void
out_document(struct out *o, const char *bytes, size_t n)
{
	if (o->terminal)
		clean(&o->pending, o->ascii, bytes, n, true);
	else
		buf_addn(&o->pending, bytes, n);
	if (o->pending.len > PENDING_MAX)
		flush_pending(o);
}

void
out_complain(bool ascii, const char *context, const char *text)
{
	struct buf b = { 0 };

	buf_add(&b, "assay: ");
	if (context != NULL) {
		clean(&b, ascii, context, strlen(context), false);
		buf_add(&b, ": ");
	}
	clean(&b, ascii, text, strlen(text), false);
	buf_addc(&b, '\n');
	(void)write_all(STDERR_FILENO, buf_str(&b), b.len);
	buf_release(&b);
}

/* ---- pieces ----------------------------------------------------------------------------------- */

void
out_text(struct out *o, const char *s)
{
	clean(&o->pending, o->ascii, s, strlen(s), false);
}

void
out_textf(struct out *o, const char *fmt, ...)
{
	struct buf b = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&b, fmt, ap);
	va_end(ap);
	out_text(o, buf_str(&b));
	buf_release(&b);
}

void
out_styled(struct out *o, enum style style, const char *s)
{
	if (*s == '\0')
		return;
	bool painted = o->theme != NULL && paint_begin(&o->pending, &o->theme->look[style]);
	out_text(o, s);
	if (painted)
		paint_end(&o->pending);
}

void
out_blanks(struct out *o, size_t n)
{
	buf_add_repeat(&o->pending, " ", n);
}

void
out_end(struct out *o)
{
	size_t end = o->pending.len;

	while (end > 0 && o->pending.data[end - 1] == ' ')
		end--;
	buf_remove(&o->pending, end, o->pending.len - end);
	buf_addc(&o->pending, '\n');
	if (o->pending.len > PENDING_MAX)
		flush_pending(o);
}

void
out_line(struct out *o, const char *s)
{
	out_text(o, s);
	out_end(o);
}

void
out_linef(struct out *o, const char *fmt, ...)
{
	struct buf b = { 0 };
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&b, fmt, ap);
	va_end(ap);
	out_line(o, buf_str(&b));
	buf_release(&b);
}

/* ---- cells ------------------------------------------------------------------------------------ */

/* The text as it is measured and cut: with ASCII likenesses first, which may be wider. */
static const char *
shown(const struct out *o, const char *s, struct buf *room)
{
	if (!o->ascii)
		return s;
	utf8_ascii(room, s, strlen(s), false);
	return buf_str(room);
}

size_t
out_width(const struct out *o, const char *s)
{
	struct buf room = { 0 };
	size_t width = utf8_width(shown(o, s, &room));

	buf_release(&room);
	return width;
}

void
out_cell(struct out *o, enum style style, const char *s, size_t columns)
{
	size_t width = out_width(o, s);

	if (width <= columns) {
		out_styled(o, style, s);
		out_blanks(o, columns - width);
		return;
	}
	struct buf room = { 0 }, cut = { 0 };
	utf8_pad(&cut, shown(o, s, &room), columns, o->ascii);
	out_styled(o, style, buf_str(&cut));
	buf_release(&cut);
	buf_release(&room);
}

void
out_cell_right(struct out *o, enum style style, const char *s, size_t columns)
{
	size_t width = out_width(o, s);

	if (width < columns)
		out_blanks(o, columns - width);
	out_cell(o, style, s, width < columns ? width : columns);
}

/* ---- running text ----------------------------------------------------------------------------- */

/* Tabs become blanks up to the next multiple of 8, as utf8_wrap counts them. */
static void
put_expanded(struct out *o, const char *s, size_t n)
{
	size_t start = 0, column = 0;

	for (size_t i = 0; i <= n; i++) {
		if (i < n && s[i] != '\t')
			continue;
		clean(&o->pending, o->ascii, s + start, i - start, false);
		column += utf8_width_n(s + start, i - start);
		if (i < n) {
			out_blanks(o, 8 - column % 8);
			column += 8 - column % 8;
		}
		start = i + 1;
	}
}

static size_t
prose_columns(const struct out *o, size_t indent)
{
	size_t columns = o->columns < OUT_PROSE_MAX ? o->columns : OUT_PROSE_MAX;

	return columns > indent + COLUMNS_MIN ? columns - indent : COLUMNS_MIN;
}

void
out_hanging(struct out *o, size_t indent, const char *text)
{
	struct buf room = { 0 };
	size_t columns = prose_columns(o, indent), at = 0;

	if (o->ascii) {
		utf8_ascii(&room, text, strlen(text), true);
		text = buf_str(&room);
	}
	size_t len = strlen(text);
	while (len > 0 && text[len - 1] == '\n')
		len--;
	do {
		size_t next = len;
		size_t n = at < len ? utf8_wrap(text, len, at, columns, &next) : 0;
		if (at > 0)
			out_blanks(o, indent);
		put_expanded(o, text + at, n);
		out_end(o);
		at = next;
	} while (at < len);
	buf_release(&room);
}

void
out_paragraph(struct out *o, size_t indent, const char *text)
{
	out_blanks(o, indent);
	out_hanging(o, indent, text);
}

void
out_labelled(struct out *o, size_t indent, enum style style, const char *label, const char *text)
{
	size_t width = out_width(o, label);

	out_styled(o, style, label);
	out_blanks(o, width < indent ? indent - width : 1);
	out_hanging(o, indent, text);
}

void
out_heading(struct out *o, const char *text)
{
	out_end(o);
	out_styled(o, STYLE_HEADING, text);
	out_end(o);
}

/* ---- standing --------------------------------------------------------------------------------- */

void
out_bar(struct out *o, int full, int half, int total, size_t columns)
{
	static const char *const part[2][3] = { { "█", "▒", "░" }, { "#", "+", "." } };
	static const enum style style[3] = { STYLE_MET, STYLE_PARTLY, STYLE_DIM };
	size_t n[3] = { 0, 0, columns };
	struct buf b = { 0 };

	if (total > 0) {
		n[0] = columns * (size_t)full / (size_t)total;
		n[1] = columns * (size_t)(full + half) / (size_t)total - n[0];
		n[2] = columns - n[0] - n[1];
	}
	for (int i = 0; i < 3; i++) {
		if (n[i] == 0)
			continue;
		buf_clear(&b);
		buf_add_repeat(&b, part[o->ascii][i], n[i]);
		out_styled(o, style[i], buf_str(&b));
	}
	buf_release(&b);
}

enum style
out_leaf_style(enum leaf_standing s)
{
	static const enum style style[LEAF_COUNT] = {
		[LEAF_MET] = STYLE_MET,
		[LEAF_PARTLY] = STYLE_PARTLY,
		[LEAF_ASSERTED] = STYLE_ASSERTED,
		[LEAF_CHALLENGED] = STYLE_CHALLENGED,
		[LEAF_NOT_EVIDENCED] = STYLE_NOT_EVIDENCED,
		[LEAF_OPEN] = STYLE_OPEN,
		[LEAF_SET_ASIDE] = STYLE_SET_ASIDE,
		[LEAF_OUT_OF_SCOPE] = STYLE_OUT_OF_SCOPE,
	};
	return style[s];
}

enum style
out_standing_style(const struct standing *st, int node)
{
	static const enum style style[] = {
		[NODE_MET] = STYLE_MET,
		[NODE_HELD_BACK] = STYLE_PARTLY,
		[NODE_UNFINISHED] = STYLE_OPEN,
		[NODE_SET_ASIDE] = STYLE_SET_ASIDE,
		[NODE_OUT_OF_SCOPE] = STYLE_OUT_OF_SCOPE,
	};
	if (st->is_leaf[node])
		return out_leaf_style((enum leaf_standing)st->value[node]);
	return style[st->value[node]];
}

void
out_glyph(struct out *o, const struct standing *st, int node)
{
	out_cell(o, out_standing_style(st, node), standing_glyph(st, node, o->ascii), 1);
}

/* ---- JSON ------------------------------------------------------------------------------------- */

/* Whether a terminal would act on the character or hide it. */
static bool
is_hidden(uint32_t cp)
{
	return cp == 0xad || cp == 0x61c || cp == 0xfeff || (cp >= 0x80 && cp < 0xa0) ||
	    (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x2028 && cp <= 0x202e) ||
	    (cp >= 0x2060 && cp <= 0x206f) || (cp >= 0xfff9 && cp <= 0xfffb) ||
	    (cp >= 0xe0000 && cp <= 0xe0fff);
}

static void
add_escape(struct buf *b, uint32_t cp)
{
	if (cp < 0x10000) {
		buf_addf(b, "\\u%04x", (unsigned)cp);
		return;
	}
	cp -= 0x10000;
	buf_addf(b, "\\u%04x\\u%04x", (unsigned)(0xd800 + (cp >> 10)), (unsigned)(0xdc00 + (cp & 0x3ff)));
}

void
out_json(struct out *o, const char *json)
{
	size_t len = strlen(json);

	for (size_t at = 0; at < len;) {
		uint32_t cp = 0;
		size_t n = utf8_decode(json + at, len - at, &cp);
		assert(n > 0);                  /* json.h writes nothing else */
		if (cp >= 0x80 && (o->ascii || is_hidden(cp)))
			add_escape(&o->pending, cp);
		else
			buf_addn(&o->pending, json + at, n);
		at += n;
	}
	flush_pending(o);
}
