/* The Evidence view: the register of items beside the item in hand with all its claims. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "tui/item_commands.h"
#include "tui/split.h"
#include "tui/views.h"

enum { INDENT = 2 };

/* What is the matter with an item, in a word for the register; NULL: nothing. */
static const char *weakness(const struct ui *ui, const struct evidence *e)
{
	if (!e->has_detail && !e->has_location)
		return "bare title";
	if (e->review_by != DATE_NONE && e->review_by < ui->today)
		return "past review";
	return e->n_supports == 0 ? "unused" : NULL;
}

static void evidence_list(struct ui *ui, struct split *s, struct page *p)
{
	(void)s;
	for (int i = 0; i < ui->work->n_evidence; i++) {
		const struct evidence *e = &ui->work->evidence[i];
		const char *weak = weakness(ui, e);

		page_line(p);
		page_addf(p, STYLE_KEY, "E%-3d ", e->ref);
		page_add(p, STYLE_TEXT, e->title != NULL ? e->title : "(no title)");
		if (weak != NULL)
			page_right(p, STYLE_WARNING, "%s", weak);
		else
			page_right(p, STYLE_DIM, "%d", e->n_supports);
		page_target(p, TARGET_EVIDENCE, e->id, 0);
	}
	if (ui->work->n_evidence == 0) {
		page_line(p);
		page_add(p, STYLE_DIM, "No evidence yet: e writes the first item");
	}
}

/* ---- the item ------------------------------------------------------------------------------- */

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
		page_add(p, STYLE_DIM, "no claim yet: L chooses them");
	}
}

static void evidence_detail(struct ui *ui, struct split *s, const struct target *t, struct page *p)
{
	int i = t->id != NULL ? work_find_evidence(ui->work, t->id) : -1;
	const struct evidence *e;

	(void)s;
	if (i < 0)
		return;
	e = &ui->work->evidence[i];
	page_paragraph(p, STYLE_TITLE, 0, e->title != NULL ? e->title : "(no title)");
	page_line(p);
	if (!e->has_detail && !e->has_location)
		page_paragraph(p, STYLE_WARNING, 0, "A bare title does not count as evidence: a says what is done and where it is documented");
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

static void evidence_title(const struct ui *ui, const struct split *s, const struct target *t, struct buf *out)
{
	int i = t->id != NULL ? work_find_evidence(ui->work, t->id) : -1;

	(void)s;
	if (i >= 0)
		buf_addf(out, "E%d", ui->work->evidence[i].ref);
}

static bool evidence_open(struct ui *ui, struct split *s, const struct target *t)
{
	if (t->kind == TARGET_NODE)
		ui_jump(ui, t);
	else if (t->kind == TARGET_FIELD)
		edit_evidence(ui, s->shown.id, NODE_NONE, NULL);
	else
		return false;
	return true;
}

static const struct split_ops evidence_split = {
	.list_title = "Evidence ", .list = evidence_list, .detail = evidence_detail, .detail_title = evidence_title, .open = evidence_open,
};

static const struct layer_ops evidence_layer = {
	.name = "Evidence", .where = IN_EVIDENCE, .covers = true, .build = split_build, .draw = split_draw, .event = split_event,
	.move = split_move, .subject = split_subject, .item = split_item, .rest = split_rest, .free = split_free,
};

static struct layer *evidence_make(struct ui *ui)
{
	struct split *s = xcalloc(1, sizeof *s);

	(void)ui;
	split_init(s, &evidence_layer, &evidence_split);
	return &s->layer;
}

static void evidence_select(struct ui *ui, struct layer *l, const struct target *t)
{
	split_select(ui, split_of(l), t);
}

const struct view_ops evidence_view = { .title = "Evidence", .make = evidence_make, .select = evidence_select };
