/* Everything about one item of evidence as a page. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "tui/evidence_page.h"
#include "tui/suggestions.h"

enum { INDENT = 2 };

static void field_line(const struct ui *ui, const char *id, enum field f, const char *value, struct page *p)
{
	(void)ui;
	if (value == NULL || value[0] == '\0')
		return;
	page_line(p);
	page_addf(p, STYLE_DIM, "%-14s", field_info(f)->label);
	page_add(p, STYLE_TEXT, value);
	page_target(p, TARGET_FIELD, id, (int)f);
}

static void text_lines(const struct ui *ui, const char *id, enum field f, bool has, struct page *p)
{
	struct buf b = {0};

	if (!has)
		return;
	ui_text(ui, f, id, &b);
	page_heading(p, "%s", field_info(f)->label);
	page_paragraph(p, STYLE_TEXT, INDENT, buf_str(&b));
	buf_release(&b);
}

static void date_line(const struct ui *ui, const struct evidence *e, enum field f, date d, struct page *p)
{
	char text[DATE_TEXT];

	if (d == DATE_NONE)
		return;
	date_print(d, text);
	field_line(ui, e->id, f, text, p);
	if (f == FIELD_REVIEW_BY && d < ui->today)
		page_add(p, STYLE_OVERDUE, "  past");
}

static void supported_claims(const struct ui *ui, const struct evidence *e, struct page *p)
{
	const struct tree *t = ui->work->tree;

	page_heading(p, "Supports (%d)", e->n_supports);
	for (int i = e->first_support; i >= 0; i = ui->work->support[i].next_of_evidence) {
		const struct support *s = &ui->work->support[i];
		struct buf note = {0};

		page_line(p);
		page_indent(p, INDENT);
		page_addf(p, ui_standing_style(ui, s->claim), "%s ", standing_glyph(&ui->standing, s->claim, ui->ascii));
		page_addf(p, STYLE_LINK, "%s ", tree_leaf_name(t, s->claim));
		page_add(p, STYLE_TEXT, t->node[s->claim].label);
		if (ui->work->n_supports[s->claim] == 1)
			page_right(p, STYLE_WARNING, "only this");
		page_target(p, TARGET_NODE, t->node[s->claim].id, 0);
		if (s->has_note) {
			ui_text(ui, FIELD_SUPPORT_NOTE, s->id, &note);
			page_paragraph(p, STYLE_DIM, INDENT * 3, buf_str(&note));
		}
		buf_release(&note);
	}
	if (e->n_supports == 0) {
		page_line(p);
		page_indent(p, INDENT);
		page_add(p, STYLE_DIM, ui_offer(ui, "no claim yet: L chooses them", "no claim yet"));
	}
}

/* What is the matter with it, each with its sign in the list and what can be done. */
static void mark_lines(const struct ui *ui, const struct evidence_list *l, int evidence, struct page *p)
{
	const char *mend[MARK_COUNT] = {
		[MARK_WEAK] = ui_offer(ui, "a bare title does not count as evidence: a says what is done and where it is documented",
		    "a bare title does not count as evidence"),
		[MARK_STALE] = ui_offer(ui, "past its review date: look again, then a sets a new one", "past its review date"),
		[MARK_UNUSED] = "unused: it supports no claim yet",
	};
	unsigned m = evidence_marks(l, ui, evidence);
	struct buf b = {0};
	int from;

	for (int k = 0; k < MARK_INTERNAL; k++) {
		if ((m & 1u << k) == 0)
			continue;
		buf_clear(&b);
		buf_addf(&b, "%s ", evidence_mark_sign((enum evidence_mark)k));
		if (k == MARK_NEAR)
			buf_addf(&b, "nearly the same as E%d%s", ui->work->evidence[l->near.other[evidence]].ref, ui_offer(ui, ": M makes one of them", ""));
		else
			buf_add(&b, mend[k]);
		from = p->n;
		page_paragraph(p, STYLE_WARNING, 0, buf_str(&b));
		if (k == MARK_NEAR)
			p->line[from].target = (struct target){ .kind = TARGET_EVIDENCE,
				.id = arena_strdup(&p->arena, ui->work->evidence[l->near.other[evidence]].id) };
	}
	buf_release(&b);
}

void evidence_page(const struct ui *ui, const struct evidence_list *l, int evidence, struct page *p)
{
	const struct evidence *e = &ui->work->evidence[evidence];

	page_paragraph(p, STYLE_TITLE, 0, e->title != NULL ? e->title : "(no title)");
	page_line(p);
	mark_lines(ui, l, evidence, p);
	field_line(ui, e->id, FIELD_KIND, e->kind >= 0 ? field_info(FIELD_KIND)->values[e->kind] : NULL, p);
	field_line(ui, e->id, FIELD_TOOL, e->tool, p);
	field_line(ui, e->id, FIELD_EVIDENCE_OWNER, e->owner, p);
	date_line(ui, e, FIELD_COLLECTED, e->collected, p);
	date_line(ui, e, FIELD_AFFIRMED, e->affirmed, p);
	date_line(ui, e, FIELD_REVIEW_BY, e->review_by, p);
	field_line(ui, e->id, FIELD_EVIDENCE_AUDIENCE, field_info(FIELD_EVIDENCE_AUDIENCE)->values[e->audience], p);
	text_lines(ui, e->id, FIELD_DETAIL, e->has_detail, p);
	text_lines(ui, e->id, FIELD_LOCATION, e->has_location, p);
	supported_claims(ui, e, p);
}
