/* How challenges are shown: in lists, with their claim or item, and whole. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "tui/challenges.h"

enum { INDENT = 2 };

static enum style state_style(const struct challenge *c)
{
	return challenge_waits(c) ? STYLE_CHALLENGED : STYLE_DIM;
}

static const char *state_words(const struct challenge *c)
{
	return field_info(FIELD_CHALLENGE_STATE)->values[c->state];
}

void challenge_title(const struct challenge *c, struct buf *out)
{
	if (c->ref > 0)
		buf_addf(out, "C%d", c->ref);
	else
		buf_add(out, "New challenge");
}

/* "C4"; one that only its own session knows has no number yet. */
static void add_ref(struct page *p, const struct challenge *c)
{
	char ref[16];

	snprintf(ref, sizeof ref, "C%d", c->ref);
	page_addf(p, state_style(c), "%-4s ", c->ref > 0 ? ref : "new");
}

static void add_place(const struct ui *ui, const struct challenge *c, struct page *p)
{
	struct buf b = {0};

	challenge_place(ui->work, c, &b);
	page_addf(p, STYLE_LINK, "%s ", buf_str(&b));
	buf_release(&b);
}

void challenge_row(const struct ui *ui, const struct challenge *c, struct page *p)
{
	page_line(p);
	add_ref(p, c);
	add_place(ui, c, p);
	page_addf(p, STYLE_TEXT, "%s%s%s", c->by != NULL ? c->by : "", c->by != NULL ? ": " : "", c->head != NULL ? c->head : "");
	page_right(p, state_style(c), "%s", state_words(c));
	page_target(p, TARGET_CHALLENGE, c->id, 0);
}

/* ---- with their claim or item ------------------------------------------------------------------ */

static void said(const struct ui *ui, const struct challenge *c, enum field f, const char *label, struct page *p)
{
	struct buf b = {0};

	buf_add(&b, label);
	ui_text(ui, f, c->id, &b);
	page_paragraph(p, STYLE_TEXT, INDENT * 2 + 1, buf_str(&b));
	buf_release(&b);
}

static void item(const struct ui *ui, const struct challenge *c, bool of_claim, struct page *p)
{
	page_line(p);
	page_indent(p, INDENT);
	add_ref(p, c);
	page_add(p, state_style(c), state_words(c));
	page_addf(p, STYLE_DIM, "%s%s", c->by != NULL ? ", " : "", c->by != NULL ? c->by : "");
	if (!of_claim && c->claim != NODE_NONE)
		page_addf(p, STYLE_LINK, ", on %s", tree_leaf_name(ui->work->tree, c->claim));
	if (of_claim && c->evidence_id != NULL)
		page_addf(p, STYLE_LINK, ", on E%d%s", c->evidence_ref, c->evidence < 0 ? ", removed" : "");
	page_target(p, TARGET_CHALLENGE, c->id, 0);
	said(ui, c, FIELD_CHALLENGE_TEXT, "", p);
	if (c->has_answer)
		said(ui, c, FIELD_CHALLENGE_ANSWER, "Answer: ", p);
	if (c->has_reason)
		said(ui, c, FIELD_CHALLENGE_REASON, c->state == CHALLENGE_OVERRULED ? "Overruled: " : "Was overruled: ", p);
}

void challenges_of_claim(const struct ui *ui, int leaf, struct page *p)
{
	const struct work *w = ui->work;
	int n = 0;

	for (int i = 0; i < w->n_challenge; i++)
		n += w->challenge[i].claim == leaf;
	if (n > 0)
		page_heading(p, "Challenges (%d)", n);
	for (int i = 0; i < w->n_challenge; i++)
		if (w->challenge[i].claim == leaf)
			item(ui, &w->challenge[i], true, p);
}

void challenges_of_item(const struct ui *ui, int evidence, struct page *p)
{
	const struct work *w = ui->work;
	int n = 0;

	for (int i = 0; i < w->n_challenge; i++)
		n += w->challenge[i].evidence == evidence;
	if (n > 0)
		page_heading(p, "Challenges (%d)", n);
	for (int i = 0; i < w->n_challenge; i++)
		if (w->challenge[i].evidence == evidence)
			item(ui, &w->challenge[i], false, p);
}

/* ---- whole -------------------------------------------------------------------------------------- */

static void label(struct page *p, const char *words)
{
	page_line(p);
	page_addf(p, STYLE_DIM, "%-9s", words);
}

static void state_line(const struct ui *ui, const struct challenge *c, struct page *p)
{
	label(p, "State");
	page_add(p, state_style(c), state_words(c));
	if (challenge_waits(c) && !challenge_weighs(ui->work, c))
		page_add(p, STYLE_DIM, ", weighs on nothing");
	page_right(p, STYLE_DIM, "Enter: act");
	page_target(p, TARGET_CHALLENGE, c->id, 0);
}

static void on_lines(const struct ui *ui, const struct challenge *c, struct page *p)
{
	const struct tree *t = ui->work->tree;

	if (c->evidence_id != NULL) {
		const struct evidence *e = c->evidence >= 0 ? &ui->work->evidence[c->evidence] : NULL;

		label(p, "On");
		page_addf(p, STYLE_LINK, "E%d ", c->evidence_ref);
		page_add(p, e != NULL ? STYLE_TEXT : STYLE_WARNING, e == NULL ? "removed" : e->title != NULL ? e->title : "(no title)");
		if (e != NULL)
			page_target(p, TARGET_EVIDENCE, e->id, 0);
	}
	if (c->claim == NODE_NONE)
		return;
	label(p, c->evidence_id != NULL ? "for" : "On");
	page_addf(p, ui_standing_style(ui, c->claim), "%s ", standing_glyph(&ui->standing, c->claim, ui->ascii));
	page_addf(p, STYLE_LINK, "%s ", tree_leaf_name(t, c->claim));
	page_add(p, STYLE_TEXT, t->node[c->claim].label);
	page_right(p, STYLE_DIM, "%s", standing_words(&ui->standing, c->claim));
	page_target(p, TARGET_NODE, t->node[c->claim].id, 0);
}

static void whole_text(const struct ui *ui, const struct challenge *c, enum field f, const char *heading, struct page *p)
{
	struct buf b = {0};

	ui_text(ui, f, c->id, &b);
	page_heading(p, "%s", heading);
	page_paragraph(p, STYLE_TEXT, INDENT, buf_str(&b));
	buf_release(&b);
}

void challenge_page(const struct ui *ui, int challenge, struct page *p)
{
	const struct challenge *c = &ui->work->challenge[challenge];

	state_line(ui, c, p);
	label(p, "By");
	page_add(p, STYLE_TEXT, c->by != NULL ? c->by : "nobody named");
	on_lines(ui, c, p);
	whole_text(ui, c, FIELD_CHALLENGE_TEXT, "Challenge", p);
	if (c->has_answer)
		whole_text(ui, c, FIELD_CHALLENGE_ANSWER, "Answer", p);
	if (c->has_reason)
		whole_text(ui, c, FIELD_CHALLENGE_REASON, c->state == CHALLENGE_OVERRULED ? "Overruled, because" : "Was overruled, because", p);
}
