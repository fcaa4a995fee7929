/* Rows of the register: filtered, sorted, marked, and put into columns. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/evidence_list.h"

enum { NEAR_PIECE = 4000 };             /* items: some 10 ms */
enum { TITLE_COMFORT = 24, TITLE_MIN = 10, SPARED = 3 };        /* the last columns go only where the title has no room at all */

/* Widths as wide as what is in them ever gets; of reference and marks the least. */
static const struct { const char *words; int width; } columns[COLUMN_COUNT] = {
	[COLUMN_REF] = { "ref", 5 }, [COLUMN_TITLE] = { "title", 0 }, [COLUMN_KIND] = { "kind", 14 }, [COLUMN_OWNER] = { "owner", 12 },
	[COLUMN_COLLECTED] = { "collected", 11 }, [COLUMN_REVIEW] = { "review by", 11 }, [COLUMN_AUDIENCE] = { "audience", 9 },
	[COLUMN_WEIGHT] = { "claims", 3 }, [COLUMN_MARKS] = { "marks", 2 },
};

static const struct { const char *sign, *words; } marks[MARK_COUNT] = {
	[MARK_WEAK] = { "!", "bare title" }, [MARK_STALE] = { "@", "past review" }, [MARK_UNUSED] = { "0", "unused" },
	[MARK_NEAR] = { "=", "nearly the same as another" }, [MARK_INTERNAL] = { "i", "internal" },
};

const char *evidence_mark_sign(enum evidence_mark m) { return marks[m].sign; }
const char *evidence_mark_words(enum evidence_mark m) { return marks[m].words; }
const char *evidence_column_words(enum evidence_column c) { return columns[c].words; }

const char *evidence_sort_words(enum evidence_sort s)
{
	static const char *const words[SORT_COUNT] = {
		[SORT_REF] = "reference", [SORT_TITLE] = "title", [SORT_WEIGHT] = "claims supported", [SORT_COLLECTED] = "age",
		[SORT_REVIEW] = "review date", [SORT_KIND] = "kind", [SORT_OWNER] = "owner",
	};

	return words[s];
}

void evidence_list_init(struct evidence_list *l)
{
	*l = (struct evidence_list){ .columns = EVERY_COLUMN, .near_of = -1 };
	evidence_list_show_all(l);
}

static void forget_near(struct evidence_list *l)
{
	near_release(&l->near);
	near_search_free(l->looking);
	l->looking = NULL;
}

void evidence_list_release(struct evidence_list *l)
{
	evidence_list_show_all(l);
	forget_near(l);
	free(l->row);
	*l = (struct evidence_list){0};
}

void evidence_list_show_all(struct evidence_list *l)
{
	free(l->filter.words);
	free(l->filter.owner);
	l->filter = (struct evidence_filter){ .kind = KIND_ANY, .node = NODE_NONE };
}

bool evidence_list_filtered(const struct evidence_list *l)
{
	const struct evidence_filter *f = &l->filter;

	return f->words != NULL || f->owner != NULL || f->kind != KIND_ANY || f->node != NODE_NONE || f->marks != 0;
}

/* ---- marks --------------------------------------------------------------------------------------- */

unsigned evidence_marks(const struct evidence_list *l, const struct ui *ui, int evidence)
{
	const struct evidence *e = &ui->work->evidence[evidence];
	unsigned m = 0;

	if (!e->has_detail && !e->has_location)
		m |= 1u << MARK_WEAK;
	if (e->review_by != DATE_NONE && e->review_by < ui->today)
		m |= 1u << MARK_STALE;
	if (e->n_supports == 0)
		m |= 1u << MARK_UNUSED;
	if (evidence < l->near.n && l->near.other[evidence] >= 0)
		m |= 1u << MARK_NEAR;
	if (e->audience == AUDIENCE_INTERNAL)
		m |= 1u << MARK_INTERNAL;
	return m;
}

/* Another number after every save of an item: revisions only grow, and the sum is weighted by place. */
static int64_t state_of(const struct work *w)
{
	uint64_t sum = (uint64_t)w->n_evidence;

	for (int i = 0; i < w->n_evidence; i++)
		sum = sum * UINT64_C(0x9e3779b97f4a7c15) + (uint64_t)w->evidence[i].revision * 31 + (uint64_t)w->evidence[i].ref;
	return (int64_t)(sum >> 1);
}

bool evidence_list_seek(struct evidence_list *l, const struct ui *ui)
{
	struct err err = {0};
	bool more;

	if (l->looking == NULL)
		return false;
	if (!near_search_go_on(l->looking, NEAR_PIECE, &more, &err)) {
		near_search_free(l->looking);
		l->looking = near_search_new(ui->work, NULL);   /* places cannot be read: titles alone */
		return true;
	}
	if (more)
		return true;
	near_search_take(l->looking, &l->near);
	near_search_free(l->looking);
	l->looking = NULL;
	return false;
}

/* A piece at once, which is all of them where not too much is on file; all of them where only these are to be shown. */
static void look_for_near(struct evidence_list *l, const struct ui *ui)
{
	int64_t state = state_of(ui->work);
	bool more = true;

	if (state != l->near_of || (l->looking != NULL && near_search_work(l->looking) != ui->work)) {
		forget_near(l);
		l->near_of = state;
		l->looking = near_search_new(ui->work, &ui->reader);
		more = evidence_list_seek(l, ui);
	}
	while (more && (l->filter.marks & 1u << MARK_NEAR) != 0)
		more = evidence_list_seek(l, ui);
}

/* ---- which --------------------------------------------------------------------------------------- */

/* Every word stands in the title, the tool, the owner, or is the reference. */
static bool has_words(const struct evidence *e, const char *words)
{
	char *copy = xstrdup(words), *save = NULL, ref[16];
	bool all = true;

	snprintf(ref, sizeof ref, "E%d", e->ref);
	for (char *w = strtok_r(copy, " ", &save); w != NULL && all; w = strtok_r(NULL, " ", &save))
		all = (e->title != NULL && utf8_find(e->title, w) >= 0) || (e->tool != NULL && utf8_find(e->tool, w) >= 0) ||
		    (e->owner != NULL && utf8_find(e->owner, w) >= 0) || (utf8_find(ref, w) == 0 && strlen(w) == strlen(ref));
	free(copy);
	return all;
}

static bool supports_below(const struct work *w, const struct evidence *e, int node)
{
	for (int s = e->first_support; s >= 0; s = w->support[s].next_of_evidence)
		if (w->support[s].claim >= node && w->support[s].claim < w->tree->node[node].end)
			return true;
	return false;
}

static bool is_shown(const struct evidence_list *l, const struct ui *ui, int i)
{
	const struct evidence_filter *f = &l->filter;
	const struct evidence *e = &ui->work->evidence[i];

	return (f->kind == KIND_ANY || f->kind == e->kind) && (f->marks & ~evidence_marks(l, ui, i)) == 0 &&
	    (f->owner == NULL || (e->owner != NULL && strcmp(e->owner, f->owner) == 0)) &&
	    (f->node == NODE_NONE || supports_below(ui->work, e, f->node)) && (f->words == NULL || has_words(e, f->words));
}

/* ---- in which order ------------------------------------------------------------------------------ */

struct sorted { const struct evidence *e; int place; enum evidence_sort by; };

static int by_number(int a, int b)
{
	return (a > b) - (a < b);
}

/* What says nothing comes last. */
static int by_text(const char *a, const char *b)
{
	if (a == NULL || b == NULL)
		return by_number(a == NULL, b == NULL);
	return strcasecmp(a, b);
}

static int by_date(date a, date b)
{
	if (a == DATE_NONE || b == DATE_NONE)
		return by_number(a == DATE_NONE, b == DATE_NONE);
	return (a > b) - (a < b);
}

static int compare_items(const void *a, const void *b)
{
	const struct evidence *x = ((const struct sorted *)a)->e, *y = ((const struct sorted *)b)->e;
	int order = 0;

	switch (((const struct sorted *)a)->by) {
	case SORT_TITLE: order = by_text(x->title, y->title); break;
	case SORT_WEIGHT: order = by_number(y->n_supports, x->n_supports); break;
	case SORT_COLLECTED: order = by_date(x->collected, y->collected); break;
	case SORT_REVIEW: order = by_date(x->review_by, y->review_by); break;
	case SORT_KIND: order = by_number(x->kind < 0, y->kind < 0); order = order != 0 ? order : by_number(x->kind, y->kind); break;
	case SORT_OWNER: order = by_text(x->owner, y->owner); break;
	case SORT_REF: case SORT_COUNT: break;
	}
	return order != 0 ? order : by_number(x->ref, y->ref);
}

static int count_marks(unsigned m)
{
	int n = 0;

	for (; m != 0; m >>= 1)
		n += (int)(m & 1u);
	return n;
}

static void widen(struct evidence_list *l, enum evidence_column c, int width)
{
	l->width[c] = width > l->width[c] ? width : l->width[c];
}

/* In the wide form a heading has room too. */
static void measure(struct evidence_list *l, const struct ui *ui, bool wide)
{
	int most_marks = 0, most_claims = 0, ref = 0;

	for (int c = 0; c < COLUMN_COUNT; c++)
		l->width[c] = wide && c != COLUMN_TITLE && columns[c].width <= (int)strlen(columns[c].words) ? (int)strlen(columns[c].words) + 1 : columns[c].width;
	for (int i = 0; i < l->n; i++) {
		const struct evidence *e = &ui->work->evidence[l->row[i]];
		int n = count_marks(evidence_marks(l, ui, l->row[i]));

		most_marks = n > most_marks ? n : most_marks;
		most_claims = e->n_supports > most_claims ? e->n_supports : most_claims;
		ref = e->ref > ref ? e->ref : ref;
	}
	if (l->n == 0)
		return;
	widen(l, COLUMN_MARKS, most_marks + 1);
	widen(l, COLUMN_WEIGHT, snprintf(NULL, 0, "%2d ", most_claims));
	widen(l, COLUMN_REF, snprintf(NULL, 0, "E%d ", ref));
}

void evidence_list_fill(struct evidence_list *l, const struct ui *ui, bool wide)
{
	const struct work *w = ui->work;
	struct sorted *s = xcalloc((size_t)w->n_evidence + 1, sizeof *s);

	look_for_near(l, ui);
	l->n = 0;
	for (int i = 0; i < w->n_evidence; i++)
		if (is_shown(l, ui, i))
			s[l->n++] = (struct sorted){ &w->evidence[i], i, l->sort };
	if (l->sort != SORT_REF)
		qsort(s, (size_t)l->n, sizeof *s, compare_items);
	l->row = xreallocarray(l->row, (size_t)l->n + 1, sizeof *l->row);
	for (int i = 0; i < l->n; i++)
		l->row[i] = s[i].place;
	measure(l, ui, wide);
	free(s);
}

/* ---- columns ------------------------------------------------------------------------------------- */

/* Which of the chosen columns fit into so many. */
static unsigned fitting(const struct evidence_list *l, int width, int *title)
{
	unsigned chosen = l->columns | 1u << COLUMN_TITLE;
	static const enum evidence_column order[] = {
		COLUMN_AUDIENCE, COLUMN_OWNER, COLUMN_KIND, COLUMN_COLLECTED, COLUMN_REVIEW, COLUMN_MARKS, COLUMN_WEIGHT, COLUMN_REF,
	};
	const size_t n = sizeof order / sizeof order[0];
	size_t next = 0;

	for (;;) {
		int used = -1;          /* no blank is needed after the last column */

		for (int c = 0; c < COLUMN_COUNT; c++)
			used += (chosen & 1u << c) != 0 ? l->width[c] : 0;
		*title = width - used;
		if (next == n || *title >= (next < n - SPARED ? TITLE_COMFORT : TITLE_MIN))
			break;
		chosen &= ~(1u << order[next++]);
	}
	return chosen;
}

/* With a blank between it and the cell before. */
static void add_cell(struct page *p, enum style style, const char *text, int width)
{
	struct buf b = {0};

	if (p->line[p->at].n > 0)
		buf_addc(&b, ' ');
	utf8_pad(&b, text, (size_t)(width - 1), p->ascii);
	page_add(p, style, buf_str(&b));
	buf_release(&b);
}

static void cell_text(const struct evidence_list *l, const struct ui *ui, int i, enum evidence_column c, char *out, size_t size)
{
	const struct evidence *e = &ui->work->evidence[i];
	unsigned m = evidence_marks(l, ui, i);
	size_t n = 0;

	out[0] = '\0';
	switch (c) {
	case COLUMN_REF: snprintf(out, size, "E%d", e->ref); break;
	case COLUMN_KIND: snprintf(out, size, "%s", e->kind >= 0 ? field_info(FIELD_KIND)->values[e->kind] : ""); break;
	case COLUMN_COLLECTED: if (e->collected != DATE_NONE) date_print(e->collected, out); break;
	case COLUMN_REVIEW: if (e->review_by != DATE_NONE) date_print(e->review_by, out); break;
	case COLUMN_AUDIENCE: snprintf(out, size, "%s", field_info(FIELD_EVIDENCE_AUDIENCE)->values[e->audience]); break;
	case COLUMN_WEIGHT: snprintf(out, size, "%2d", e->n_supports); break;
	case COLUMN_MARKS:
		for (int k = 0; k < MARK_COUNT; k++)
			if ((m & 1u << k) != 0)
				n += (size_t)snprintf(out + n, size - n, "%s", marks[k].sign);
		break;
	case COLUMN_TITLE: case COLUMN_OWNER: case COLUMN_COUNT: break;
	}
}

static enum style cell_style(unsigned m, enum evidence_column c)
{
	bool grave = (m & (1u << MARK_WEAK | 1u << MARK_STALE | 1u << MARK_UNUSED | 1u << MARK_NEAR)) != 0;

	if (c == COLUMN_REF)
		return STYLE_KEY;
	if (c == COLUMN_TITLE)
		return STYLE_TEXT;
	if (c == COLUMN_REVIEW && (m & 1u << MARK_STALE) != 0)
		return STYLE_OVERDUE;
	return (c == COLUMN_MARKS || c == COLUMN_WEIGHT) && grave ? STYLE_WARNING : STYLE_DIM;
}

/* The same columns as when the list was made: what decides about them is kept in it. */
void evidence_list_row(const struct evidence_list *l, const struct ui *ui, int i, struct page *p)
{
	const struct evidence *e = &ui->work->evidence[i];
	unsigned m = evidence_marks(l, ui, i);
	char text[32];
	int title;
	unsigned shown = fitting(l, p->width, &title);

	for (int c = 0; c < COLUMN_COUNT; c++) {
		if ((shown & 1u << c) == 0)
			continue;
		cell_text(l, ui, i, (enum evidence_column)c, text, sizeof text);
		if (c == COLUMN_TITLE)
			add_cell(p, STYLE_TEXT, e->title != NULL ? e->title : "(no title)", title);
		else
			add_cell(p, cell_style(m, (enum evidence_column)c), c != COLUMN_OWNER ? text : e->owner != NULL ? e->owner : "", l->width[c]);
	}
}

static void add_head(const struct evidence_list *l, unsigned shown, int title, struct page *p)
{
	page_line(p);
	for (int c = 0; c < COLUMN_COUNT; c++)
		if ((shown & 1u << c) != 0)
			add_cell(p, STYLE_HEADING, columns[c].words, c == COLUMN_TITLE ? title : l->width[c]);
}

void evidence_list_page(const struct evidence_list *l, const struct ui *ui, bool wide, struct page *p)
{
	int title;
	unsigned shown = fitting(l, p->width, &title);

	if (wide && l->n > 0)
		add_head(l, shown, title, p);
	for (int i = 0; i < l->n; i++)
		page_later(p, TARGET_EVIDENCE, ui->work->evidence[l->row[i]].id, 0);
	if (l->n > 0)
		return;
	page_line(p);
	page_add(p, STYLE_DIM, ui->work->n_evidence == 0 ? ui_offer(ui, "No evidence yet: e writes the first item, i takes many titles", "No evidence yet") :
	    "Nothing here is so: f shows everything again");
}

/* ---- in words ------------------------------------------------------------------------------------ */

void evidence_list_words(const struct evidence_list *l, const struct ui *ui, struct buf *out)
{
	const struct evidence_filter *f = &l->filter;

	if (evidence_list_filtered(l))
		buf_addf(out, "%d of ", l->n);
	buf_addf(out, "%d, by %s", ui->work->n_evidence, evidence_sort_words(l->sort));
	for (int m = 0; m < MARK_COUNT; m++)
		if ((f->marks & 1u << m) != 0)
			buf_addf(out, "; %s", marks[m].words);
	if (f->kind != KIND_ANY)
		buf_addf(out, "; %s", f->kind >= 0 ? field_info(FIELD_KIND)->values[f->kind] : "no kind");
	if (f->owner != NULL)
		buf_addf(out, "; of %s", f->owner);
	if (f->node != NODE_NONE)
		buf_addf(out, "; for %s", ui->work->tree->node[f->node].id);
	if (f->words != NULL)
		buf_addf(out, "; \"%s\"", f->words);
}
