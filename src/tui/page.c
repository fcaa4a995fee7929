/* Pages: building styled lines. The cursor and the drawing of them are in pane.c. */
#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <limits.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/page.h"

enum { WIDTH_MIN = 8 };         /* columns: narrower than this, paragraphs run off the edge */

bool target_same(const struct target *a, const struct target *b)
{
	if (a->kind != b->kind || a->number != b->number)
		return false;
	if (a->id == NULL || b->id == NULL)
		return a->id == b->id;
	return strcmp(a->id, b->id) == 0;
}

static void forget_lines(struct page *p)
{
	arena_release(&p->arena);
	for (int i = 0; i < p->n; i++)
		free(p->line[i].piece);
	p->n = 0;
}

void page_start(struct page *p, int width, bool ascii)
{
	forget_lines(p);
	p->width = width < WIDTH_MIN ? WIDTH_MIN : width;
	p->ascii = ascii;
}

void page_release(struct page *p)
{
	forget_lines(p);
	free(p->line);
	*p = (struct page){0};
}

void page_line(struct page *p)
{
	size_t cap = (size_t)p->cap;

	MEM_GROW(p->line, (size_t)p->n, cap);
	p->cap = (int)cap;
	p->at = p->n++;
	p->line[p->at] = (struct page_line){0};
}

static struct page_line *line_at(struct page *p)
{
	if (p->n == 0)
		page_line(p);
	return &p->line[p->at];
}

static void add_piece(struct page *p, enum style s, char *text)
{
	struct page_line *line = line_at(p);
	size_t cap = (size_t)line->cap;

	MEM_GROW(line->piece, (size_t)line->n, cap);
	line->cap = (int)cap;
	line->piece[line->n++] = (struct page_piece){ .style = s, .text = text };
}

void page_add(struct page *p, enum style s, const char *text)
{
	add_piece(p, s, arena_strdup(&p->arena, text));
}

__attribute__((format(printf, 2, 0))) static char *format(struct page *p, const char *fmt, va_list ap)
{
	struct buf b = {0};
	char *text;

	buf_vaddf(&b, fmt, ap);
	text = arena_strdup(&p->arena, buf_str(&b));
	buf_release(&b);
	return text;
}

void page_addf(struct page *p, enum style s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	add_piece(p, s, format(p, fmt, ap));
	va_end(ap);
}

void page_right(struct page *p, enum style s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	line_at(p)->right = (struct page_piece){ .style = s, .text = format(p, fmt, ap) };
	va_end(ap);
}

void page_target(struct page *p, enum target_kind kind, const char *id, int number)
{
	line_at(p)->target = (struct target){ .kind = kind, .id = arena_strdup(&p->arena, id), .number = number };
}

void page_later(struct page *p, enum target_kind kind, const char *id, int number)
{
	page_line(p);
	page_target(p, kind, id, number);
	line_at(p)->later = true;
}

bool page_write(struct page *p, int line)
{
	if (line < 0 || line >= p->n || !p->line[line].later)
		return false;
	p->at = line;
	p->line[line].later = false;
	return true;
}

void page_indent(struct page *p, int columns)
{
	line_at(p)->indent = columns;
}

int page_excerpt(struct page *p, enum style s, int indent, const char *text, int lines)
{
	size_t len = strlen(text), at = 0, next;
	int room = p->width - indent, n = 0;

	if (room < WIDTH_MIN)
		room = WIDTH_MIN;
	while (len > 0 && (text[len - 1] == '\n' || text[len - 1] == ' '))
		len--;
	while (at < len && n < lines) {
		size_t fit = utf8_wrap(text, len, at, (size_t)room, &next);
		char *part = arena_strndup(&p->arena, text + at, fit);

		page_line(p);
		page_indent(p, indent);
		line_at(p)->continued = n > 0;
		add_piece(p, s, part);
		n++;
		at = next;
	}
	if (at < len && n > 0) {
		struct buf b = {0};

		buf_add(&b, p->line[p->n - 1].piece[0].text);
		buf_add(&b, p->ascii ? " ..." : " …");
		p->line[p->n - 1].piece[0].text = arena_strdup(&p->arena, buf_str(&b));
		buf_release(&b);
	}
	return n;
}

int page_paragraph(struct page *p, enum style s, int indent, const char *text)
{
	return page_excerpt(p, s, indent, text, INT_MAX);
}

void page_heading(struct page *p, const char *fmt, ...)
{
	va_list ap;

	if (p->n > 0)
		page_line(p);
	page_line(p);
	va_start(ap, fmt);
	add_piece(p, STYLE_HEADING, format(p, fmt, ap));
	va_end(ap);
}

int page_cut(struct page *p, int lines)
{
	int gone = 0;

	for (int i = lines; i < p->n; i++) {
		gone += p->line[i].target.kind != TARGET_NONE && !p->line[i].continued;
		free(p->line[i].piece);
	}
	if (p->n > lines) {
		p->n = lines;
		p->at = lines > 0 ? lines - 1 : 0;
	}
	return gone;
}

int page_find(const struct page *p, const struct target *t)
{
	for (int i = 0; i < p->n; i++)
		if (target_same(&p->line[i].target, t))
			return i;
	return -1;
}
