/* A picker: rows to choose from, found as one types. */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/command.h"
#include "tui/picker.h"

enum { TYPED_MAX = FIELD_LINE_MAX * 4, WIDTH_MAX = 100, FRAME_ROWS = 6 };

struct picker {
	struct layer layer;
	const struct picker_ops *ops;
	char *context, *title, *start_id;
	char *waiting;                  /* what is said while the owner looks for rows; NULL: it does not */
	void *data;
	struct arena arena;
	struct picker_row *row;
	bool *was_marked;
	int n, cap, lead_cols;
	int *shown;                     /* rows that match, in the order shown */
	int n_shown;
	struct buf typed;
	struct seek *seek;              /* of a search: what the rows were found by */
	bool due;                       /* what was typed since was not searched for yet */
	bool tall;                      /* as high as can be, however many rows there are */
	int start_row;                  /* of the window: where the row with start_id is to stand; -1: anywhere */
	struct pane pane;               /* a line a row, empty: where the cursor and the window are */
	struct pane window;             /* those lines that are seen: of a list of many rows no others are written */
};

static const struct layer_ops picker_layer;

static struct picker *picker_of(struct layer *l) { return (struct picker *)(void *)l; }
static const struct picker *picker_in(const struct layer *l) { return (const struct picker *)(const void *)l; }

const char *picker_context(const struct picker *p)
{
	return p->context;
}

void picker_add(struct picker *p, const struct picker_row *row)
{
	size_t cap = (size_t)p->cap;
	struct picker_row *r;

	MEM_GROW(p->row, (size_t)p->n, cap);
	if ((int)cap != p->cap)
		p->was_marked = xreallocarray(p->was_marked, cap, sizeof *p->was_marked);
	p->cap = (int)cap;
	p->was_marked[p->n] = row->marked;
	r = &p->row[p->n++];
	*r = *row;
	r->text = arena_strdup(&p->arena, row->text);
	r->find = arena_strdup(&p->arena, row->find);
	r->right = arena_strdup(&p->arena, row->right);
	r->lead = arena_strdup(&p->arena, row->lead);
	r->id = arena_strdup(&p->arena, row->id);
	if (r->lead != NULL && (int)utf8_width(r->lead) > p->lead_cols)
		p->lead_cols = (int)utf8_width(r->lead);
}

void picker_reserve(struct picker *p, int lead_cols)
{
	p->tall = true;
	if (lead_cols > p->lead_cols)
		p->lead_cols = lead_cols;
}

void picker_show(struct ui *ui, struct picker *p)
{
	p->layer.stale = true;
	ui->dirty = true;
}

void *picker_data(const struct picker *p)
{
	return p->data;
}

static void start(struct ui *ui, const struct picker_ops *ops, const char *context, void *data, const char *title, const char *start_id)
{
	struct picker *p = xcalloc(1, sizeof *p);

	p->layer.ops = &picker_layer;
	p->ops = ops;
	p->context = xstrdup_or_null(context);
	p->data = data;
	p->title = xstrdup(title != NULL ? title : ops->title);
	p->start_id = xstrdup_or_null(start_id);
	p->start_row = -1;
	p->pane.targets_only = p->window.targets_only = true;
	if (ops->fill != NULL)
		ops->fill(ui, p);
	ui_push(ui, &p->layer);
}

void picker_open(struct ui *ui, const struct picker_ops *ops, const char *context, const char *title, const char *start_id)
{
	start(ui, ops, context, NULL, title, start_id);
}

void picker_open_data(struct ui *ui, const struct picker_ops *ops, void *data, const char *title, const char *start_id)
{
	start(ui, ops, NULL, data, title, start_id);
}

void picker_set_title(struct picker *p, const char *title)
{
	free(p->title);
	p->title = xstrdup(title);
}

void picker_wait(struct ui *ui, struct picker *p, const char *words)
{
	if (words != NULL && p->waiting != NULL && strcmp(words, p->waiting) == 0)
		return;
	free(p->waiting);
	p->waiting = xstrdup_or_null(words);
	picker_show(ui, p);
}

bool picker_waits(const struct picker *p)
{
	return p->waiting != NULL;
}

void picker_go(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	(void)p;
	(void)typed;
	if (row != NULL && row->number != TARGET_NONE)
		ui_jump(ui, &(struct target){ .kind = (enum target_kind)row->number, .id = row->id });
}

static void picker_free(struct layer *l)
{
	struct picker *p = picker_of(l);

	if (p->ops->free_data != NULL)
		p->ops->free_data(p->data);
	free(p->context);
	free(p->title);
	free(p->start_id);
	free(p->waiting);
	arena_release(&p->arena);
	free(p->row);
	free(p->was_marked);
	free(p->shown);
	buf_release(&p->typed);
	seek_free(p->seek);
	page_release(&p->pane.page);
	page_release(&p->window.page);
	free(p);
}

/* ---- matching ------------------------------------------------------------------------------ */

/* "8" names E8 as well as "E8" does. */
static bool is_number_of(const char *lead, const char *word)
{
	return lead[0] >= 'A' && lead[0] <= 'Z' && strcmp(lead + 1, word) == 0;
}

/* How well one typed word fits a row: 0 not at all; a number or reference in full best, then the start of a
 * reference, then the start of the text, then a start of a word, then anywhere. */
static int word_score(const struct picker_row *r, const char *word)
{
	long at;

	if (r->lead != NULL && is_number_of(r->lead, word))
		return 90;
	if (r->lead != NULL && utf8_find(r->lead, word) == 0)
		return strlen(r->lead) == strlen(word) ? 100 : 60;
	at = utf8_find(r->text, word);
	if (at == 0)
		return 50;
	if (at > 0)
		return r->text[at - 1] == ' ' ? 40 : 20;
	if (r->find != NULL && (at = utf8_find(r->find, word)) >= 0)
		return at == 0 || r->find[at - 1] == ' ' ? 30 : 10;
	return 0;
}

/* All typed words must fit. */
static int row_score(const struct picker_row *r, const char *typed)
{
	int score = 1;
	char *words, *save = NULL;

	if (*typed == '\0')
		return score;
	words = xstrdup(typed);

	for (char *w = strtok_r(words, " ", &save); w != NULL && score > 0; w = strtok_r(NULL, " ", &save)) {
		int s = word_score(r, w);

		score = s == 0 ? 0 : score + s;
	}
	free(words);
	return score;
}

struct scored { int row, score; };

static int compare_scored(const void *a, const void *b)
{
	const struct scored *x = a, *y = b;

	return x->score != y->score ? (y->score > x->score) - (y->score < x->score) : (x->row > y->row) - (x->row < y->row);
}

static void filter(struct picker *p)
{
	struct scored *s = xcalloc((size_t)p->n + 1, sizeof *s);

	p->n_shown = 0;
	for (int i = 0; i < p->n; i++) {
		int score = p->ops->search != NULL ? 1 : row_score(&p->row[i], buf_str(&p->typed));

		if (score > 0)
			s[p->n_shown++] = (struct scored){ i, score };
	}
	if (!p->ops->keeps_order && p->typed.len > 0)
		qsort(s, (size_t)p->n_shown, sizeof *s, compare_scored);
	p->shown = xreallocarray(p->shown, (size_t)p->n_shown + 1, sizeof *p->shown);
	for (int i = 0; i < p->n_shown; i++)
		p->shown[i] = s[i].row;
	free(s);
}

/* What the owner finds for what stands in the line now. */
static void search_now(struct ui *ui, struct picker *p)
{
	if (!p->due)
		return;
	p->due = false;
	arena_release(&p->arena);
	p->n = p->lead_cols = 0;
	seek_free(p->seek);
	p->seek = seek_new(buf_str(&p->typed));
	p->ops->search(ui, p, p->seek, buf_str(&p->typed));
	p->layer.stale = true;
	ui->dirty = true;
}

static bool offers_new(const struct picker *p)
{
	return p->ops->offers_new != NULL && p->typed.len > 0 &&
	    (p->ops->may_be_new == NULL || p->ops->may_be_new(buf_str(&p->typed)));
}

/* ---- drawing -------------------------------------------------------------------------------- */

enum { NEW_ROW = -2 };

static void add_part(struct page *g, enum style s, const char *text, size_t len)
{
	char *part = xstrndup(text, len);

	if (len > 0)
		page_add(g, s, part);
	free(part);
}

/* As much of the text as there is room for, with the words found in it. */
static void add_found(struct page *g, const struct picker *p, const struct picker_row *r)
{
	int room = g->width - p->lead_cols - 2 - (r->right != NULL ? (int)utf8_width(r->right) + 1 : 0);
	struct buf text = {0};
	struct seek_places found;
	size_t at = 0;

	seek_excerpt(p->seek, r->text, room > 0 ? (size_t)room : 0, &text);
	seek_places(p->seek, buf_str(&text), &found);
	for (size_t i = 0; i < found.n; at = found.item[i].at + found.item[i].len, i++) {
		add_part(g, STYLE_TEXT, buf_str(&text) + at, found.item[i].at - at);
		add_part(g, STYLE_MATCH, buf_str(&text) + found.item[i].at, found.item[i].len);
	}
	add_part(g, STYLE_TEXT, buf_str(&text) + at, text.len - at);
	seek_places_release(&found);
	buf_release(&text);
}

static void write_row(const struct ui *ui, struct picker *p, int i)
{
	struct page *g = &p->window.page;
	const struct picker_row *r = &p->row[i];

	page_add(g, STYLE_KEY, " ");
	if (p->ops->several)
		page_add(g, r->marked ? STYLE_GOOD : STYLE_DIM, r->marked ? ui_glyph(ui, "[✓] ", "[x] ") : "[ ] ");
	if (p->lead_cols > 0) {
		struct buf lead = {0};

		utf8_pad(&lead, r->lead != NULL ? r->lead : "", (size_t)p->lead_cols, ui->ascii);
		page_addf(g, r->lead_style, "%s ", buf_str(&lead));
		buf_release(&lead);
	}
	if (r->indent)
		page_add(g, STYLE_TEXT, "  ");
	if (p->seek != NULL)
		add_found(g, p, r);
	else
		page_add(g, STYLE_TEXT, r->text);
	if (r->right != NULL)
		page_right(g, STYLE_DIM, "%s", r->right);
}

static void write_new(struct picker *p)
{
	struct page *g = &p->window.page;

	page_add(g, STYLE_KEY, " ");
	page_add(g, STYLE_GOOD, p->ops->offers_new);
	page_add(g, STYLE_GOOD, buf_str(&p->typed));
}

/* Where there is nothing at all, no other words would help. */
static void write_nothing(struct picker *p)
{
	bool matches_not = p->typed.len > 0 && (p->n > 0 || p->ops->search != NULL);

	page_addf(&p->window.page, STYLE_DIM, " %s", p->waiting != NULL ? p->waiting : matches_not ? "nothing matches" :
	    p->ops->before != NULL ? p->ops->before : "there is nothing to choose from");
}

/* The lines that are seen. */
static void write_window(const struct ui *ui, struct picker *p)
{
	const struct page *all = &p->pane.page;

	page_start(&p->window.page, all->width, ui->ascii);
	for (int i = p->pane.top; i < all->n && i < p->pane.top + p->pane.rows; i++) {
		page_line(&p->window.page);
		if (all->line[i].target.kind == TARGET_NONE)
			write_nothing(p);
		else if (all->line[i].target.number == NEW_ROW)
			write_new(p);
		else
			write_row(ui, p, all->line[i].target.number);
	}
	p->window.cursor = p->pane.cursor - p->pane.top;
	p->window.rows = p->pane.rows;
}

static void add_line(struct picker *p, enum target_kind kind, int number)
{
	page_line(&p->pane.page);
	page_target(&p->pane.page, kind, NULL, number);
}

static void go_to_start(struct picker *p)
{
	for (int i = 0; i < p->n_shown; i++)
		if (p->row[p->shown[i]].id != NULL && strcmp(p->row[p->shown[i]].id, p->start_id) == 0) {
			pane_to(&p->pane, i);
			if (p->start_row >= 0 && p->start_row <= i)
				p->pane.top = i - p->start_row;
			pane_follow(&p->pane);
			break;
		}
	free(p->start_id);
	p->start_id = NULL;
	p->start_row = -1;
}

static void picker_build(struct ui *ui, struct layer *l)
{
	struct picker *p = picker_of(l);
	struct page *g = &p->pane.page;
	int width = ui->cols < WIDTH_MAX ? ui->cols - 4 : WIDTH_MAX - 4;

	filter(p);
	page_start(g, width, ui->ascii);
	for (int i = 0; i < p->n_shown; i++)
		add_line(p, TARGET_CHOICE, p->shown[i]);
	if (offers_new(p))
		add_line(p, TARGET_CHOICE, NEW_ROW);
	if (g->n == 0)
		add_line(p, TARGET_NONE, 0);
	p->pane.rows = ui->rows - FRAME_ROWS;
	if (p->pane.rows < 1)
		p->pane.rows = 1;
	if (p->ops->rows_max > 0 && p->pane.rows > p->ops->rows_max)
		p->pane.rows = p->ops->rows_max;
	pane_settle(&p->pane, NULL);
	if (p->start_id != NULL)
		go_to_start(p);
	write_window(ui, p);
}

/* What was typed last is seen where the line is too short for all of it. */
static const char *end_of(const char *typed, int cols)
{
	size_t len = strlen(typed), at = 0;

	while (at < len && (int)utf8_width(typed + at) > cols)
		at = utf8_next(typed, len, at);
	return typed + at;
}

static void picker_draw(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body)
{
	const struct picker *p = picker_in(l);
	int rows = p->pane.page.n < p->pane.rows && !p->tall ? p->pane.page.n : p->pane.rows;
	int cols = body.cols < WIDTH_MAX ? body.cols : WIDTH_MAX;
	struct rect box = rect_part(body, body.rows - rows - 2 < 0 ? 0 : body.rows - rows - 2, 0, rows + 2, cols), inner;
	int used;

	canvas_fill(c, box, " ", STYLE_TEXT);
	canvas_hline(c, box, 0, 0, cols, STYLE_BORDER);
	canvas_text_cut(c, box, 0, 2, cols - 4, STYLE_TITLE, p->title);
	inner = rect_part(box, 1, 1, box.rows - 1, cols - 2);
	used = canvas_text(c, inner, 0, 0, STYLE_KEY, "> ");
	used += canvas_text(c, inner, 0, used, STYLE_INPUT, end_of(buf_str(&p->typed), inner.cols - used - 1));
	pane_draw(&p->window, c, rect_part(inner, 1, 0, rows, inner.cols), true);
	if (p->pane.top > 0)
		canvas_text(c, box, 2, cols - 1, STYLE_DIM, ui_glyph(ui, "↑", "^"));
	if (p->pane.top + rows < p->pane.page.n)
		canvas_text(c, box, box.rows - 1, cols - 1, STYLE_DIM, ui_glyph(ui, "↓", "v"));
	canvas_cursor(c, inner.row, inner.col + (used < inner.cols ? used : inner.cols - 1));
}

/* ---- keys ----------------------------------------------------------------------------------- */

static void typed_changed(struct ui *ui, struct picker *p)
{
	p->pane.cursor = 0;
	p->pane.top = 0;
	p->due = p->ops->search != NULL;
	p->layer.stale = !p->due;
	ui->dirty = true;
}

static void picker_rest(struct ui *ui, struct layer *l)
{
	search_now(ui, picker_of(l));
}

/* Keys that act on rows meet those of what was typed before them. */
static void catch_up(struct ui *ui, struct picker *p)
{
	search_now(ui, p);
	if (p->layer.stale)
		picker_build(ui, &p->layer);
	p->layer.stale = false;
}

static void type(struct ui *ui, struct picker *p, const char *s, size_t n)
{
	if (p->typed.len + n > TYPED_MAX)
		return;
	for (size_t i = 0; i < n; i++)          /* a pasted line break is a blank here */
		buf_addc(&p->typed, s[i] == '\n' || s[i] == '\t' ? ' ' : s[i]);
	typed_changed(ui, p);
}

static const struct picker_row *at_cursor(const struct picker *p, bool *new_row)
{
	struct target t;

	*new_row = false;
	if (!pane_at(&p->pane, &t))
		return NULL;
	*new_row = t.number == NEW_ROW;
	return t.number >= 0 ? &p->row[t.number] : NULL;
}

void picker_empty(struct picker *p)
{
	bool new_row;
	const struct picker_row *r = at_cursor(p, &new_row);

	if (r != NULL && r->id != NULL) {
		free(p->start_id);
		p->start_id = xstrdup(r->id);
		p->start_row = p->pane.cursor - p->pane.top;
	}
	page_start(&p->pane.page, p->pane.page.width, p->pane.page.ascii);      /* its lines are of rows that go */
	arena_release(&p->arena);
	p->n = p->lead_cols = 0;
}

/* The picker leaves the stack before its owner acts, which may open something else; it is freed
 * when the owner is done with its rows. */
static void leave(struct ui *ui, struct picker *p)
{
	ui->top = p->layer.below;
	ui_stale(ui);
}

static void take_marked(struct ui *ui, struct picker *p)
{
	const struct picker_row **changed = xcalloc((size_t)p->n + 1, sizeof *changed);
	size_t n = 0;

	for (int i = 0; i < p->n; i++)
		if (p->row[i].marked != p->was_marked[i])
			changed[n++] = &p->row[i];
	leave(ui, p);
	p->ops->changed(ui, p, changed, n);
	free(changed);
	picker_free(&p->layer);
}

static void take_one(struct ui *ui, struct picker *p)
{
	bool new_row;
	const struct picker_row *r = at_cursor(p, &new_row);

	if (r == NULL && !new_row)
		return;
	leave(ui, p);
	p->ops->take(ui, p, r, buf_str(&p->typed));
	picker_free(&p->layer);
}

static void mark(struct ui *ui, struct picker *p)
{
	bool new_row;
	const struct picker_row *r = at_cursor(p, &new_row);

	if (r != NULL)
		p->row[r - p->row].marked = !r->marked;
	p->layer.stale = true;
	ui->dirty = true;
}

static void cancel(struct ui *ui, struct picker *p)
{
	leave(ui, p);
	if (p->ops->cancelled != NULL)
		p->ops->cancelled(ui, p);
	picker_free(&p->layer);
}

static void rub_out(struct ui *ui, struct picker *p)
{
	if (p->typed.len > 0) {
		p->typed.len = utf8_prev(p->typed.data, p->typed.len, p->typed.len);
		p->typed.data[p->typed.len] = '\0';
	}
	typed_changed(ui, p);
}

static bool picker_motion(struct ui *ui, struct picker *p, key k)
{
	switch (k) {
	case K_UP: case K_CTRL | 'p': pane_move(&p->pane, -1); break;
	case K_DOWN: case K_CTRL | 'n': pane_move(&p->pane, 1); break;
	case K_PAGE_UP: pane_page(&p->pane, -1); break;
	case K_PAGE_DOWN: pane_page(&p->pane, 1); break;
	case K_HOME: pane_to(&p->pane, 0); break;
	case K_END: pane_to(&p->pane, INT_MAX); break;
	default: return false;
	}
	write_window(ui, p);
	ui->dirty = true;
	return true;
}

static void picker_hints(const struct ui *ui, const struct layer *l, struct buf *out)
{
	const struct picker *p = picker_in(l);

	(void)ui;
	buf_add(out, p->ops->hints != NULL ? p->ops->hints : p->ops->several ?
	    "Space mark  Enter done  type to find  Esc leave" : "Enter take  type to find  Esc leave");
}

static bool picker_key(struct ui *ui, struct picker *p, key k)
{
	char bytes[4];

	if (p->due && !key_is_text(k) && k != K_BACKSPACE)
		catch_up(ui, p);
	if (picker_motion(ui, p, k))
		return true;
	if (k == K_ESC || k == (K_CTRL | 'c') || k == (K_CTRL | 'g'))
		cancel(ui, p);
	else if (k == K_ENTER && p->ops->several)
		take_marked(ui, p);
	else if (k == K_ENTER)
		take_one(ui, p);
	else if (k == ' ' && p->ops->several)
		mark(ui, p);
	else if (k == K_BACKSPACE)
		rub_out(ui, p);
	else if (k == (K_CTRL | 'u')) {
		buf_clear(&p->typed);
		typed_changed(ui, p);
	} else if (key_is_text(k))
		type(ui, p, bytes, utf8_encode(k, bytes));
	else
		return false;
	return true;
}

static bool picker_event(struct ui *ui, struct layer *l, const struct event *ev)
{
	struct picker *p = picker_of(l);

	if (ev->kind == EVENT_PASTE) {
		type(ui, p, ev->text, ev->len);
		search_now(ui, p);
		return true;
	}
	return ev->kind == EVENT_KEY && picker_key(ui, p, ev->key);
}

static bool picker_idle(struct ui *ui, struct layer *l)
{
	struct picker *p = picker_of(l);

	return p->ops->more != NULL && p->ops->more(ui, p);
}

static const struct layer_ops picker_layer = {
	.name = "picker", .where = IN_PICK, .build = picker_build, .draw = picker_draw, .event = picker_event,
	.rest = picker_rest, .idle = picker_idle, .free = picker_free, .hints = picker_hints,
};
