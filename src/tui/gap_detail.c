/* All of one gap: why it stands where it does, its fields and texts, its claims, and what became of it before. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "store/gap_story.h"
#include "tui/gaps.h"

enum { INDENT = 2 };

static void fact(struct page *p, const char *id, enum field f, enum style s, const char *value)
{
	page_line(p);
	page_addf(p, STYLE_DIM, "%-9s", field_info(f)->label);
	page_add(p, value != NULL ? s : STYLE_WARNING, value != NULL ? value : "not said");
	page_target(p, TARGET_FIELD, id, (int)f);
}

static void facts(const struct ui *ui, const struct urgency *u, struct page *p)
{
	const struct gap *g = &ui->work->gap[u->gap];
	char due[DATE_TEXT + 40], relative[32];

	if (g->due != DATE_NONE) {
		date_print(g->due, due);
		date_relative(g->due, ui->today, relative, sizeof relative);
		snprintf(due + strlen(due), sizeof due - strlen(due), ", %s", relative);
	}
	fact(p, g->id, FIELD_GAP_STATE, STYLE_TEXT, value_words(FIELD_GAP_STATE, g->state));
	fact(p, g->id, FIELD_PRIORITY, STYLE_TEXT, g->priority >= 0 ? field_info(FIELD_PRIORITY)->values[g->priority] : NULL);
	fact(p, g->id, FIELD_DUE, u->late > 0 ? STYLE_OVERDUE : STYLE_TEXT, g->due != DATE_NONE ? due : NULL);
	fact(p, g->id, FIELD_GAP_OWNER, STYLE_TEXT, g->owner);
}

/* Why it stands where it does among the others. */
static void place(const struct ui *ui, const struct urgency *u, struct page *p)
{
	struct buf b = {0};

	urgency_words(&b, u, ui->work, ui->today);
	page_paragraph(p, u->late > 0 ? STYLE_OVERDUE : STYLE_DIM, 0, buf_str(&b));
	buf_release(&b);
}

/* "closed 2026-09-01 by Kim, opened again 2026-10-02 by Sam". */
static void story(const struct ui *ui, const struct gap *g, struct page *p)
{
	struct buf b = {0};
	struct err err = {0};

	if (!store_gap_story(ui->store, g->id, &b, &err))
		page_paragraph(p, STYLE_ERROR, 0, err.text);
	else if (b.len > 0)
		page_paragraph(p, STYLE_DIM, 0, buf_str(&b));
	buf_release(&b);
}

static void long_text(const struct ui *ui, const struct gap *g, enum field f, const char *heading, const char *missing, struct page *p)
{
	struct buf b = {0};

	ui_text(ui, f, g->id, &b);
	page_heading(p, "%s", heading);
	page_paragraph(p, b.len > 0 ? STYLE_TEXT : STYLE_WARNING, INDENT, b.len > 0 ? buf_str(&b) : missing);
	buf_release(&b);
}

static void claims(const struct ui *ui, const struct gap *g, struct page *p)
{
	const struct tree *t = ui->work->tree;

	page_heading(p, "Claims (%d)", g->n_claims);
	for (int i = 0; i < g->n_claims; i++) {
		page_line(p);
		page_indent(p, INDENT);
		page_addf(p, ui_standing_style(ui, g->claim[i]), "%s ", standing_glyph(&ui->standing, g->claim[i], ui->ascii));
		page_addf(p, STYLE_LINK, "%s ", tree_leaf_name(t, g->claim[i]));
		page_add(p, STYLE_TEXT, t->node[g->claim[i]].label);
		page_right(p, STYLE_DIM, "%s", standing_words(&ui->standing, g->claim[i]));
		page_target(p, TARGET_NODE, t->node[g->claim[i]].id, 0);
	}
	if (g->n_claims == 0) {
		page_line(p);
		page_indent(p, INDENT);
		page_add(p, STYLE_WARNING, ui_offer(ui, "no claim: L chooses them", "no claim"));
	}
}

void gap_detail(const struct ui *ui, const struct urgency *u, struct page *p)
{
	const struct gap *g = &ui->work->gap[u->gap];
	bool accepted = g->state == GAP_ACCEPTED;

	place(ui, u, p);
	facts(ui, u, p);
	story(ui, g, p);
	long_text(ui, g, FIELD_GAP, field_info(FIELD_GAP)->label, "nothing written", p);
	long_text(ui, g, FIELD_ACTION, accepted ? "Nothing planned, because" : field_info(FIELD_ACTION)->label,
	    accepted ? "no reason is given: say why (a)" : "nothing written: what will be done (a)", p);
	claims(ui, g, p);
}
