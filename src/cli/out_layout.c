/* Cells, running text and bars: what fits the columns there are. */
#include "config.h"

#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "cli/out.h"

/* ---- cells ------------------------------------------------------------------------------------ */

/* The text as it is measured and cut: with ASCII likenesses first, which may be wider. */
static const char *shown(const struct out *o, const char *s, struct buf *room)
{
	if (!o->ascii)
		return s;
	utf8_ascii(room, s, strlen(s), false);
	return buf_str(room);
}

size_t out_width(const struct out *o, const char *s)
{
	struct buf room = {0};
	size_t width = utf8_width(shown(o, s, &room));

	buf_release(&room);
	return width;
}

void out_cell(struct out *o, enum style style, const char *s, size_t columns)
{
	size_t width = out_width(o, s);

	if (width <= columns) {
		out_styled(o, style, s);
		out_blanks(o, columns - width);
		return;
	}
	struct buf room = {0}, cut = {0};
	utf8_pad(&cut, shown(o, s, &room), columns, o->ascii);
	out_styled(o, style, buf_str(&cut));
	buf_release(&cut);
	buf_release(&room);
}

void out_cell_right(struct out *o, enum style style, const char *s, size_t columns)
{
	size_t width = out_width(o, s);

	if (width < columns)
		out_blanks(o, columns - width);
	out_cell(o, style, s, width < columns ? width : columns);
}

/* ---- running text ----------------------------------------------------------------------------- */

/* Tabs become blanks up to the next multiple of 8, as utf8_wrap counts them. */
static void put_expanded(struct out *o, const char *s, size_t n)
{
	size_t start = 0, column = 0;

	for (size_t i = 0; i <= n; i++) {
		if (i < n && s[i] != '\t')
			continue;
		out_textn(o, s + start, i - start);
		column += utf8_width_n(s + start, i - start);
		if (i < n) {
			out_blanks(o, 8 - column % 8);
			column += 8 - column % 8;
		}
		start = i + 1;
	}
}

static size_t prose_columns(const struct out *o, size_t indent)
{
	size_t columns = o->columns < OUT_PROSE_MAX ? o->columns : OUT_PROSE_MAX;

	return columns > indent + OUT_COLUMNS_MIN ? columns - indent : OUT_COLUMNS_MIN;
}

/* Most lines are short and of plain letters: nothing is to be measured, cleaned or broken. */
static bool put_plain(struct out *o, const char *text, size_t columns)
{
	size_t n = 0;

	while (n <= columns && text[n] >= ' ' && text[n] <= '~')
		n++;
	if (n > columns || text[n] != '\0')
		return false;
	buf_addn(&o->pending, text, n);
	out_end(o);
	return true;
}

void out_hanging(struct out *o, size_t indent, const char *text)
{
	struct buf room = {0};
	size_t columns = prose_columns(o, indent), at = 0;

	if (put_plain(o, text, columns))
		return;
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

void out_paragraph(struct out *o, size_t indent, const char *text)
{
	out_blanks(o, indent);
	out_hanging(o, indent, text);
}

void out_labelled(struct out *o, size_t indent, enum style style, const char *label, const char *text)
{
	size_t width = out_width(o, label);

	out_styled(o, style, label);
	out_blanks(o, width < indent ? indent - width : 1);
	out_hanging(o, indent, text);
}

void out_heading(struct out *o, const char *text)
{
	out_end(o);
	out_styled(o, STYLE_HEADING, text);
	out_end(o);
}

/* ---- standing --------------------------------------------------------------------------------- */

void out_bar(struct out *o, int full, int aside, int half, int total, size_t columns)
{
	enum { PARTS = 4 };
	static const char *const part[2][PARTS] = { { "█", "–", "▒", "░" }, { "#", "-", "+", "." } };
	static const enum style style[PARTS] = { STYLE_MET, STYLE_SET_ASIDE, STYLE_PARTLY, STYLE_DIM };
	size_t n[PARTS] = { 0, 0, 0, columns };
	struct buf b = {0};

	if (total > 0) {
		n[0] = columns * (size_t)full / (size_t)total;
		n[1] = columns * (size_t)(full + aside) / (size_t)total - n[0];
		n[2] = columns * (size_t)(full + aside + half) / (size_t)total - n[0] - n[1];
		n[3] = columns - n[0] - n[1] - n[2];
	}
	for (int i = 0; i < PARTS; i++) {
		if (n[i] == 0)
			continue;
		buf_clear(&b);
		buf_add_repeat(&b, part[o->ascii][i], n[i]);
		out_styled(o, style[i], buf_str(&b));
	}
	buf_release(&b);
}

enum style out_standing_style(const struct standing *st, int node)
{
	static const enum style style[] = {
		[NODE_MET] = STYLE_MET,
		[NODE_HELD_BACK] = STYLE_PARTLY,
		[NODE_UNFINISHED] = STYLE_OPEN,
		[NODE_SET_ASIDE] = STYLE_SET_ASIDE,
		[NODE_OUT_OF_SCOPE] = STYLE_OUT_OF_SCOPE,
	};
	if (st->is_leaf[node])
		return theme_leaf_style((enum leaf_standing)st->value[node]);
	return style[st->value[node]];
}

void out_glyph(struct out *o, const struct standing *st, int node)
{
	out_cell(o, out_standing_style(st, node), standing_glyph(st, node, o->ascii), 1);
}
