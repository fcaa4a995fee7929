/* The page about one save: each field before and after, the differing words marked. */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "tui/history.h"
#include "tui/marked.h"

enum {
	INDENT = 2, MARKED_INDENT = 4,
	ENTRIES_MAX = HISTORY_SHOWN,    /* of one save */
};

/* ---- one field ----------------------------------------------------------------------------------- */

/* The first line of a value, to be opened where there is more of it. */
static void value_line(struct ui *ui, struct page *p, const struct history_entry *e, const char *label, const char *value, int number)
{
	struct buf words = {0};
	size_t n;

	history_value_words(ui->store, e->field, value, &words);
	n = strcspn(buf_str(&words), "\n");
	page_line(p);
	page_indent(p, INDENT);
	page_addf(p, STYLE_DIM, "%-7s", label);
	page_addf(p, value != NULL ? STYLE_TEXT : STYLE_DIM, "%.*s%s", (int)(n < INT_MAX ? n : INT_MAX), buf_str(&words),
	    n < words.len ? ui_glyph(ui, " …", " ...") : "");
	if (value != NULL)
		page_target(p, TARGET_CHOICE, NULL, number);
	buf_release(&words);
}

static bool is_text(enum field f)
{
	enum field_type type = field_info(f)->type;

	return type == FIELD_TEXT || type == FIELD_LINES || type == FIELD_LINE;
}

static bool has_more(const char *value)
{
	return value != NULL && strchr(value, '\n') != NULL;
}

static void field_values(struct ui *ui, struct page *p, const struct history_save *s, size_t i)
{
	const struct history_entry *e = &s->entry[i];
	char *before = NULL, *after = NULL;
	struct err err = {0};

	if (!store_history_before(ui->store, e, s->first, &before, &err) || !store_history_value(ui->store, e->seq, &after, &err)) {
		page_paragraph(p, STYLE_ERROR, INDENT, err.text);
	} else {
		value_line(ui, p, e, "before", before, (int)i * 2);
		value_line(ui, p, e, "after", after, (int)i * 2 + 1);
		if (is_text(e->field) && ((before != NULL && after != NULL) || has_more(before) || has_more(after)))
			page_marked(p, MARKED_INDENT, before != NULL ? before : "", after != NULL ? after : "", "and so on: Enter on before or after shows the whole of it");
	}
	free(before);
	free(after);
}

/* What an entry is about, where that is still there to be gone to. */
static void heading_target(struct ui *ui, struct page *p, const struct history_entry *e)
{
	size_t len = strcspn(e->id, " ");
	char *id = xstrndup(e->id, len);

	if (entity_is_of_node(e->entity))
		page_target(p, TARGET_NODE, id, 0);
	else if ((e->entity == ENTITY_EVIDENCE || e->entity == ENTITY_SUPPORT) && work_find_evidence(ui->work, id) >= 0)
		page_target(p, TARGET_EVIDENCE, id, 0);
	else if ((e->entity == ENTITY_GAP || e->entity == ENTITY_GAP_CLAIM) && work_find_gap(ui->work, id) >= 0)
		page_target(p, TARGET_GAP, id, 0);
	else if (e->entity == ENTITY_CHALLENGE && work_find_challenge(ui->work, id) >= 0)
		page_target(p, TARGET_CHALLENGE, id, 0);
	free(id);
}

static void heading(struct ui *ui, struct page *p, const struct history_entry *e)
{
	struct buf act = {0};

	history_act(ui->store, e, &act);
	page_heading(p, "%s", buf_str(&act));
	heading_target(ui, p, e);
	buf_release(&act);
}

static void entry(struct ui *ui, struct page *p, const struct history_save *s, size_t i)
{
	const struct history_entry *e = &s->entry[i];
	struct history_entry linked;

	if (history_links(s, i, &linked))
		heading(ui, p, &linked);
	heading(ui, p, e);
	if (!field_is_removed(e->field) && !(field_is_ref(e->field) && e->fresh))
		field_values(ui, p, s, i);
}

/* ---- the save ------------------------------------------------------------------------------------- */

static void not_taken(struct page *p, const struct history_save *s)
{
	struct buf b = {0};

	buf_addf(&b, "Not taken: %s. It is kept here.", history_why_not(s));
	page_paragraph(p, STYLE_WARNING, 0, buf_str(&b));
	buf_release(&b);
}

static void about_save(struct page *p, const struct history_save *s)
{
	page_line(p);
	page_add(p, STYLE_DIM, "command ");
	page_add(p, STYLE_TEXT, history_command(s));
	if (s->undone)
		page_paragraph(p, STYLE_WARNING, 0, "It was undone since.");
	if (!s->taken)
		not_taken(p, s);
	if (s->n_pass < s->n_all && s->kind != HISTORY_BEGINNING) {
		page_line(p);
		page_addf(p, STYLE_DIM, "%zu of its %zu changes are about this", s->n_pass, s->n_all);
	}
}

void history_page(struct ui *ui, const struct history_save *s, struct page *p)
{
	about_save(p, s);
	if (s->kind == HISTORY_BEGINNING && s->first == 1)
		page_paragraph(p, STYLE_TEXT, 0, "The workspace was made.");
	for (size_t i = 0; i < s->n && i < ENTRIES_MAX; i++)
		entry(ui, p, s, i);
	if (s->n_pass > ENTRIES_MAX)
		page_heading(p, "and %zu more: assay history prints them all", s->n_pass - ENTRIES_MAX);
}
