/* A question answered by one key. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/ask.h"

enum { ANSWERS_APART = 3, FRAME_ROWS = 4 };    /* columns; rows of the screen that are not the question's */

struct ask {
	struct layer layer;
	char *question, *detail, *context;
	const struct ask_answer *answer;
	char enter;
	struct page page;
	int back;                       /* lines scrolled up from the end, where the answers are */
	void (*done)(struct ui *ui, const char *context, char letter);
};

static struct ask *ask_of(struct layer *l) { return (struct ask *)(void *)l; }
static const struct ask *ask_in(const struct layer *l) { return (const struct ask *)(const void *)l; }

/* A long question in a low window: the answers stand there first, and what is above can be gone up to. */
static void scroll(struct ui *ui, struct ask *a, int lines)
{
	int most = a->page.n - (ui->rows - FRAME_ROWS);

	a->back += lines;
	if (a->back > most)
		a->back = most;
	if (a->back < 0)
		a->back = 0;
	ui->dirty = true;
}

/* An answer stands whole on one line: on the next where there is no room for it on this one. */
static void add_answer(struct page *p, int *col, const char *keys, const char *words, const char *enter)
{
	int width = (int)(utf8_width(keys) + 1 + utf8_width(words) + strlen(enter));

	if (*col > 0 && *col + ANSWERS_APART + width > p->width) {
		page_line(p);
		*col = 0;
	}
	if (*col > 0)
		page_addf(p, STYLE_TEXT, "%*s", ANSWERS_APART, "");
	page_add(p, STYLE_KEY, keys);
	page_addf(p, STYLE_TEXT, " %s%s", words, enter);
	*col += (*col > 0 ? ANSWERS_APART : 0) + width;
}

static void ask_build(struct ui *ui, struct layer *l)
{
	struct ask *a = ask_of(l);
	int col = 0;

	page_start(&a->page, ui->cols - 2, ui->ascii);
	if (a->detail != NULL)
		page_paragraph(&a->page, STYLE_TEXT, 0, a->detail);
	page_paragraph(&a->page, STYLE_WARNING, 0, a->question);
	page_line(&a->page);
	for (const struct ask_answer *w = a->answer; w->letter != 0; w++)
		add_answer(&a->page, &col, (char[]){ w->letter, '\0' }, w->words, w->letter == a->enter ? " (or Enter)" : "");
	add_answer(&a->page, &col, "Esc", "leave it", "");
	scroll(ui, a, 0);
}

static void ask_draw(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body)
{
	const struct ask *a = ask_in(l);
	int rows = a->page.n + 1 < body.rows ? a->page.n + 1 : body.rows;
	struct rect box = rect_part(body, body.rows - rows, 0, rows, body.cols);
	int top = a->page.n - (rows - 1) - a->back;
	struct pane v = { .page = a->page, .rows = rows - 1, .top = top > 0 ? top : 0 };

	canvas_fill(c, box, " ", STYLE_TEXT);
	canvas_hline(c, box, 0, 0, box.cols, STYLE_BORDER);
	pane_draw(&v, c, rect_part(box, 1, 1, rows - 1, box.cols - 2), false);
	if (v.top > 0)
		canvas_text(c, box, 1, box.cols - 1, STYLE_DIM, ui_glyph(ui, "↑", "^"));
	if (v.top + v.rows < a->page.n)
		canvas_text(c, box, box.rows - 1, box.cols - 1, STYLE_DIM, ui_glyph(ui, "↓", "v"));
	canvas_cursor(c, box.row + box.rows - 1, box.col + 1);
}

static void ask_free(struct layer *l)
{
	struct ask *a = ask_of(l);

	free(a->question);
	free(a->detail);
	free(a->context);
	page_release(&a->page);
	free(a);
}

/* The question leaves the stack before the answer acts, which may ask again. */
static void answer(struct ui *ui, struct ask *a, char letter)
{
	ui->top = a->layer.below;
	ui_stale(ui);
	a->done(ui, a->context, letter);
	ask_free(&a->layer);
}

/* Esc and Ctrl-C mean the harmless answer; Enter only what was offered for it; other keys and pastes
 * nothing at all, so that what was typed ahead answers no question. */
static bool ask_event(struct ui *ui, struct layer *l, const struct event *ev)
{
	struct ask *a = ask_of(l);

	if (ev->kind != EVENT_KEY)
		return true;
	if (ev->key == K_ESC || ev->key == (K_CTRL | 'c') || ev->key == (K_CTRL | 'g')) {
		answer(ui, a, 0);
		return true;
	}
	if (ev->key == K_UP || ev->key == K_DOWN) {
		scroll(ui, a, ev->key == K_UP ? 1 : -1);
		return true;
	}
	if (ev->key == K_ENTER && a->enter != 0) {
		answer(ui, a, a->enter);
		return true;
	}
	for (const struct ask_answer *w = a->answer; w->letter != 0; w++)
		if (ev->key == (key)w->letter) {
			answer(ui, a, w->letter);
			return true;
		}
	return true;
}

static void ask_hints(const struct ui *ui, const struct layer *l, struct buf *out)
{
	(void)ui;
	(void)l;
	buf_add(out, "one key answers  Esc leaves it as it is");
}

static const struct layer_ops ask_layer = {
	.name = "question", .where = 0, .build = ask_build, .draw = ask_draw, .event = ask_event, .free = ask_free,
	.hints = ask_hints,
};

void ask_open(struct ui *ui, const char *question, const char *detail, const struct ask_answer *answers, char enter,
    const char *context, void (*done)(struct ui *ui, const char *context, char letter))
{
	struct ask *a = xcalloc(1, sizeof *a);

	a->layer.ops = &ask_layer;
	a->question = xstrdup(question);
	a->detail = xstrdup_or_null(detail);
	a->context = xstrdup_or_null(context);
	a->answer = answers;
	a->enter = enter;
	a->done = done;
	ui_push(ui, &a->layer);
}
