/* Sections of the document, marks of reading, and notes on their way to evidence. */
#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "core/reading.h"

static bool is_section(const struct tree *t, int node)
{
	return t->node[node].kind != NODE_CLAIM;
}

int reading_section(const struct tree *t, int node)
{
	return t->node[node].principle != NODE_NONE ? t->node[node].principle : t->node[node].theme;
}

int reading_beside(const struct tree *t, int section, int way)
{
	int i = section != NODE_NONE ? section + way : way > 0 ? 0 : t->n_nodes - 1;

	for (; i >= 0 && i < t->n_nodes; i += way)
		if (is_section(t, i))
			return i;
	return NODE_NONE;
}

void reading_count(const struct work *w, int *read, int *all)
{
	*read = *all = 0;
	for (int i = 0; i < w->tree->n_nodes; i++)
		if (is_section(w->tree, i)) {
			++*all;
			*read += w->read[i].read;
		}
}

int reading_unread(const struct work *w, int from)
{
	int n = w->tree->n_nodes;

	for (int i = 0; i < n; i++) {
		int node = ((from != NODE_NONE ? from : 0) + i) % n;

		if (is_section(w->tree, node) && !w->read[node].read)
			return node;
	}
	return NODE_NONE;
}

int reading_notes(const struct work *w)
{
	int n = 0;

	for (int i = 0; i < w->tree->n_nodes; i++)
		n += w->read[i].has_note;
	return n;
}

/* ---- notes ------------------------------------------------------------------------------------ */

/* Bytes of the first FIELD_LINE_MAX characters at most. */
static size_t title_length(const char *s, size_t len)
{
	size_t at = 0;

	for (int n = 0; at < len && n < FIELD_LINE_MAX; n++) {
		uint32_t cp;
		size_t bytes = utf8_decode(s + at, len - at, &cp);

		at += bytes > 0 ? bytes : 1;
	}
	return at;
}

void reading_split(const char *note, struct buf *title, struct buf *detail)
{
	const char *line = note + strspn(note, " \t\n"), *rest;
	size_t len = strcspn(line, "\n"), fits = title_length(line, len);

	for (size_t i = 0; i < fits; i++)
		buf_addc(title, line[i] == '\t' ? ' ' : line[i]);
	buf_trim_end(title);
	rest = fits < len ? line : line + len;
	buf_add(detail, rest + strspn(rest, "\n"));
	buf_trim_end(detail);
}

void reading_append(struct buf *text, const char *note)
{
	buf_trim_end(text);
	if (text->len > 0)
		buf_add(text, "\n\n");
	buf_add(text, note);
}
