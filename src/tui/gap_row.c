/* A gap in the list: two lines in a narrow one, a row of columns in a wide one. What is overdue says so in words. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/gaps.h"

enum { INDENT = 5, REASON_LINES = 2 };
enum { COLS_REF = 6, COLS_SIGN = 8, COLS_PRIORITY = 8, COLS_DUE = 12, COLS_STATE = 16, COLS_OWNER = 14, COLS_CLAIMS = 16 };

static const char *priority_words(const struct gap *g)
{
	return g->priority >= 0 ? field_info(FIELD_PRIORITY)->values[g->priority] : NULL;
}

/* The first line of what is missing. */
static void add_head(struct page *p, enum style s, const struct gap *g)
{
	const char *head = g->head != NULL ? g->head : "";

	page_addf(p, s, "%.*s", (int)strcspn(head, "\n"), head);
}

static void add_word(struct buf *b, const char *word)
{
	if (word != NULL)
		buf_addf(b, "%s%s", b->len > 0 ? ", " : "", word);
}

/* ---- narrow -------------------------------------------------------------------------------------- */

/* "12 days ago, high, Sam, in progress": what is cut in a narrow list comes last. */
static void facts_line(const struct ui *ui, const struct urgency *u, struct page *p)
{
	const struct gap *g = &ui->work->gap[u->gap];
	struct buf b = {0};
	char due[40] = "no date";

	if (g->due != DATE_NONE)
		date_relative(g->due, ui->today, due, sizeof due);
	add_word(&b, due);
	add_word(&b, priority_words(g));
	add_word(&b, g->owner != NULL ? g->owner : "no owner");
	add_word(&b, g->state == GAP_IN_PROGRESS ? "in progress" : NULL);
	page_line(p);
	page_indent(p, INDENT);
	p->line[p->n - 1].continued = true;
	if (u->late > 0)
		page_add(p, STYLE_OVERDUE, "OVERDUE ");
	page_add(p, STYLE_DIM, buf_str(&b));
	buf_release(&b);
}

static void reason_lines(const struct ui *ui, const struct gap *g, struct page *p)
{
	struct buf b = {0};
	int from = p->n;

	ui_text(ui, FIELD_ACTION, g->id, &b);
	page_excerpt(p, b.len > 0 ? STYLE_TEXT : STYLE_WARNING, INDENT, b.len > 0 ? buf_str(&b) : "no reason is given", REASON_LINES);
	for (int i = from; i < p->n; i++)
		p->line[i].continued = true;
	buf_release(&b);
}

static void narrow_row(const struct ui *ui, const struct urgency *u, struct page *p)
{
	const struct gap *g = &ui->work->gap[u->gap];

	page_line(p);
	page_addf(p, u->group == URGENCY_OUTSTANDING ? STYLE_KEY : STYLE_DIM, "G%-3d ", g->ref);
	add_head(p, u->group == URGENCY_OUTSTANDING ? STYLE_TEXT : STYLE_DIM, g);
	page_target(p, TARGET_GAP, g->id, 0);
	if (u->group == URGENCY_OUTSTANDING)
		facts_line(ui, u, p);
}

/* ---- wide ---------------------------------------------------------------------------------------- */

static void cell(struct page *p, enum style s, const char *text, int cols)
{
	struct buf b = {0};

	utf8_pad(&b, text != NULL ? text : "", (size_t)cols - 1, p->ascii);
	page_addf(p, s, "%s ", buf_str(&b));
	buf_release(&b);
}

void gap_columns(struct page *p)
{
	page_line(p);
	cell(p, STYLE_DIM, "Gap", COLS_REF);
	cell(p, STYLE_DIM, "", COLS_SIGN);
	cell(p, STYLE_DIM, "Priority", COLS_PRIORITY + 1);
	cell(p, STYLE_DIM, "Due", COLS_DUE);
	cell(p, STYLE_DIM, "State", COLS_STATE);
	cell(p, STYLE_DIM, "Owner", COLS_OWNER);
	cell(p, STYLE_DIM, "Claims", COLS_CLAIMS);
	page_add(p, STYLE_DIM, "What is missing");
}

static void claims_cell(const struct ui *ui, const struct gap *g, enum style s, struct page *p)
{
	struct buf b = {0};

	for (int i = 0; i < g->n_claims; i++)
		add_word(&b, tree_leaf_name(ui->work->tree, g->claim[i]));
	cell(p, s, buf_str(&b), COLS_CLAIMS);
	buf_release(&b);
}

static void wide_row(const struct ui *ui, const struct urgency *u, struct page *p)
{
	const struct gap *g = &ui->work->gap[u->gap];
	bool out = u->group == URGENCY_OUTSTANDING;
	enum style text = out ? STYLE_TEXT : STYLE_DIM;
	char ref[16], due[DATE_TEXT];

	snprintf(ref, sizeof ref, "G%d", g->ref);
	date_print(g->due, due);
	page_line(p);
	cell(p, out ? STYLE_KEY : STYLE_DIM, ref, COLS_REF);
	cell(p, STYLE_OVERDUE, u->late > 0 ? "OVERDUE" : "", COLS_SIGN);
	cell(p, out && g->priority == PRIORITY_HIGH ? STYLE_WARNING : text, priority_words(g), COLS_PRIORITY + 1);
	cell(p, u->late > 0 ? STYLE_OVERDUE : text, g->due != DATE_NONE ? due : "no date", COLS_DUE);
	cell(p, text, g->state == GAP_ACCEPTED ? "nothing planned" : value_words(FIELD_GAP_STATE, g->state), COLS_STATE);
	cell(p, text, g->owner, COLS_OWNER);
	claims_cell(ui, g, text, p);
	add_head(p, text, g);
	page_target(p, TARGET_GAP, g->id, 0);
}

void gap_row(const struct ui *ui, const struct urgency *u, struct page *p)
{
	if (p->width >= GAPS_WIDE - 2)
		wide_row(ui, u, p);
	else
		narrow_row(ui, u, p);
	if (u->group == URGENCY_ACCEPTED)
		reason_lines(ui, &ui->work->gap[u->gap], p);
}
