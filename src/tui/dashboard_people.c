/* The Dashboard: who has what. Enter on a person lists what is theirs. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/dashboard.h"
#include "tui/picker.h"

struct holder { const char *name; int claims, open, evidence, gaps, overdue; };
struct holders { struct holder *item; size_t n, cap; };

enum { NAME_COLS_MIN = 8, NAME_COLS_MAX = 40, NUMBERS = 5, NUMBER = 5, WIDE_NUMBER = 9, WIDE = 56, LEAD_TEXT = 24 };

static struct holder *holder_of(struct holders *h, const char *name)
{
	for (size_t i = 0; i < h->n; i++)
		if (strcmp(h->item[i].name, name) == 0)
			return &h->item[i];
	MEM_GROW(h->item, h->n, h->cap);
	h->item[h->n] = (struct holder){ .name = name };
	return &h->item[h->n++];
}

/* Whose it is; NOBODY where it is nobody's. NULL: a claim that is not asked or not in scope, a gap that is done with. */
static const char NOBODY[] = "";

static const char *claim_owner(const struct ui *ui, int node)
{
	if (!ui->standing.is_leaf[node] || ui->standing.counts[node].in_scope == 0)
		return NULL;
	return ui->work->answer[node].owner != NULL ? ui->work->answer[node].owner : NOBODY;
}

static const char *gap_owner(const struct ui *ui, const struct gap *g)
{
	if (!gap_outstanding(ui->work, g))
		return NULL;
	return g->owner != NULL ? g->owner : NOBODY;
}

static const char *evidence_owner(const struct evidence *e)
{
	return e->owner != NULL ? e->owner : NOBODY;
}

/* Who has most to do first, what is nobody's last. */
static int compare_holders(const void *a, const void *b)
{
	const struct holder *x = a, *y = b;
	bool nobody_x = x->name[0] == '\0', nobody_y = y->name[0] == '\0';
	int dx[] = { x->overdue, x->open + x->gaps, x->claims, x->evidence }, dy[] = { y->overdue, y->open + y->gaps, y->claims, y->evidence };

	if (nobody_x != nobody_y)
		return nobody_x - nobody_y;
	for (int i = 0; i < 4; i++)
		if (dx[i] != dy[i])
			return dx[i] > dy[i] ? -1 : 1;
	return strcmp(x->name, y->name);
}

static void holders_gather(const struct ui *ui, struct holders *h)
{
	const struct work *w = ui->work;

	for (int i = 0; i < w->tree->n_nodes; i++)
		if (claim_owner(ui, i) != NULL) {
			struct holder *who = holder_of(h, claim_owner(ui, i));

			who->claims++;
			who->open += standing_needs(&ui->standing, i);
		}
	for (int i = 0; i < w->n_evidence; i++)
		holder_of(h, evidence_owner(&w->evidence[i]))->evidence++;
	for (int i = 0; i < w->n_gap; i++)
		if (gap_owner(ui, &w->gap[i]) != NULL) {
			struct holder *who = holder_of(h, gap_owner(ui, &w->gap[i]));

			who->gaps++;
			who->overdue += gap_overdue(w, &w->gap[i], ui->today);
		}
	if (h->n > 0)
		qsort(h->item, h->n, sizeof *h->item, compare_holders);
}

/* Where nobody is named at all there is nobody to tell of. */
static bool people_head(const struct ui *ui, const struct dashboard *d, struct buf *title, struct buf *more)
{
	struct holders h = {0};
	int people = 0;

	(void)d;
	holders_gather(ui, &h);
	for (size_t i = 0; i < h.n; i++)
		people += h.item[i].name[0] != '\0';
	buf_add(title, "Who has what");
	buf_addf(more, "%d", people);
	free(h.item);
	return people > 0;
}

static bool is_wide(const struct page *p)
{
	return p->width >= WIDE;
}

/* Wide enough that a blank stands before the largest number. */
static int number_cols(const struct page *p, int most)
{
	int usual = is_wide(p) ? WIDE_NUMBER : NUMBER, needs = snprintf(NULL, 0, " %d", most);

	return needs > usual ? needs : usual;
}

static void measure(const struct page *p, const struct holders *h, int cols[NUMBERS])
{
	struct holder most = {0};

	for (size_t i = 0; i < h->n; i++) {
		const struct holder *who = &h->item[i];

		most.claims = who->claims > most.claims ? who->claims : most.claims;
		most.open = who->open > most.open ? who->open : most.open;
		most.evidence = who->evidence > most.evidence ? who->evidence : most.evidence;
		most.gaps = who->gaps > most.gaps ? who->gaps : most.gaps;
		most.overdue = who->overdue > most.overdue ? who->overdue : most.overdue;
	}
	for (int i = 0; i < NUMBERS; i++)
		cols[i] = number_cols(p, (int[]){ most.claims, most.open, most.evidence, most.gaps, most.overdue }[i]);
}

/* A dot of several bytes is one column. */
static void number(struct page *p, int cols, enum style s, int n)
{
	if (n > 0)
		page_addf(p, s, "%*d", cols, n);
	else
		page_addf(p, STYLE_DIM, "%*s%s", cols - 1, "", p->ascii ? "-" : "·");
}

static void holder_line(const struct holder *who, int name, const int cols[NUMBERS], struct page *p)
{
	struct buf b = {0};

	utf8_pad(&b, who->name[0] != '\0' ? who->name : "(nobody)", (size_t)name, p->ascii);
	page_line(p);
	page_add(p, who->name[0] != '\0' ? STYLE_TEXT : STYLE_WARNING, buf_str(&b));
	number(p, cols[0], STYLE_TEXT, who->claims);
	number(p, cols[1], STYLE_OPEN, who->open);
	number(p, cols[2], STYLE_TEXT, who->evidence);
	number(p, cols[3], STYLE_TEXT, who->gaps);
	number(p, cols[4], STYLE_OVERDUE, who->overdue);
	page_target(p, TARGET_CHOICE, who->name, OPENS_PERSON);
	buf_release(&b);
}

static void people_write(const struct ui *ui, const struct dashboard *d, int rows, struct page *p)
{
	static const char *const title[NUMBERS] = { "has", "todo", "evid", "gaps", "late" };
	static const char *const wide[NUMBERS] = { "claims", "to do", "evidence", "gaps", "overdue" };
	struct holders h = {0};
	int cols[NUMBERS], name = p->width;

	(void)d;
	(void)rows;
	holders_gather(ui, &h);
	measure(p, &h, cols);
	for (int i = 0; i < NUMBERS; i++)
		name -= cols[i];
	name = name < NAME_COLS_MIN ? NAME_COLS_MIN : name > NAME_COLS_MAX ? NAME_COLS_MAX : name;
	page_line(p);
	page_addf(p, STYLE_DIM, "%*s", name, "");
	for (int i = 0; i < NUMBERS; i++)
		page_addf(p, STYLE_DIM, "%*s", cols[i], is_wide(p) ? wide[i] : title[i]);
	for (size_t i = 0; i < h.n; i++)
		holder_line(&h.item[i], name, cols, p);
	free(h.item);
}

const struct section_info section_people = { .head = people_head, .write = people_write, .least = 4 };

/* ---- what is one person's --------------------------------------------------------------------------- */

static void add_gaps(struct ui *ui, struct picker *p, const char *name)
{
	for (int over = 1; over >= 0; over--)
		for (int i = 0; i < ui->work->n_gap; i++) {
			const struct gap *g = &ui->work->gap[i];
			char lead[LEAD_TEXT];

			if (gap_owner(ui, g) == NULL || strcmp(gap_owner(ui, g), name) != 0 || gap_overdue(ui->work, g, ui->today) != (over != 0))
				continue;
			snprintf(lead, sizeof lead, "G%d", g->ref);
			picker_add(p, &(struct picker_row){ .lead = lead, .lead_style = STYLE_LINK, .text = g->head != NULL ? g->head : "",
				.right = over ? "OVERDUE" : "gap", .id = g->id, .number = TARGET_GAP });
		}
}

/* Those with something to do first. */
static void add_claims(struct ui *ui, struct picker *p, const char *name)
{
	const struct tree *t = ui->work->tree;

	for (int todo = 1; todo >= 0; todo--)
		for (int i = 0; i < t->n_nodes; i++) {
			if (claim_owner(ui, i) == NULL || strcmp(claim_owner(ui, i), name) != 0 || standing_needs(&ui->standing, i) != (todo != 0))
				continue;
			picker_add(p, &(struct picker_row){ .lead = tree_leaf_name(t, i), .lead_style = ui_standing_style(ui, i), .text = t->node[i].label,
				.right = standing_words(&ui->standing, i), .id = t->node[i].id, .number = TARGET_NODE });
		}
}

static void add_evidence(struct ui *ui, struct picker *p, const char *name)
{
	for (int i = 0; i < ui->work->n_evidence; i++) {
		const struct evidence *e = &ui->work->evidence[i];
		char lead[LEAD_TEXT];

		if (strcmp(evidence_owner(e), name) != 0)
			continue;
		snprintf(lead, sizeof lead, "E%d", e->ref);
		picker_add(p, &(struct picker_row){ .lead = lead, .lead_style = STYLE_LINK, .text = e->title != NULL ? e->title : "",
			.right = "evidence", .id = e->id, .number = TARGET_EVIDENCE });
	}
}

static void fill_person(struct ui *ui, struct picker *p)
{
	const char *name = picker_context(p);

	add_gaps(ui, p, name);
	add_claims(ui, p, name);
	add_evidence(ui, p, name);
}

static const struct picker_ops person_picker = { .keeps_order = true, .fill = fill_person, .take = picker_go };

void person_open(struct ui *ui, const char *name)
{
	struct buf title = {0};

	buf_add(&title, " What is with ");
	utf8_cut(&title, name[0] != '\0' ? name : "nobody", NAME_COLS_MAX, ui->ascii);
	buf_addc(&title, ' ');
	picker_open(ui, &person_picker, name, buf_str(&title), NULL);
	buf_release(&title);
}
