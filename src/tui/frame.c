/* What stands around the layers. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/command.h"
#include "tui/frame.h"
#include "tui/past.h"
#include "tui/review.h"

enum {
	PRODUCT_COLS_MIN = 12,
	REVIEW_COLS_WIDE = 100,         /* below, where the challenges go is more use than the counts */
};

static void state_words(const struct ui *ui, bool narrow, struct buf *out)
{
	const struct counts *c = &ui->standing.total;
	const char *dot = ui_glyph(ui, "·", "-");

	buf_addf(out, "%d/%d met", c->leaf[LEAF_MET], c->in_scope);
	if (narrow)
		return;
	buf_addf(out, " %s %d gap%s %s %d open", dot, ui->standing.gaps_outstanding, ui->standing.gaps_outstanding == 1 ? "" : "s", dot,
	    c->leaf[LEAF_OPEN]);
	if (c->leaf[LEAF_CHALLENGED] > 0)
		buf_addf(out, " %s %d challenged", dot, c->leaf[LEAF_CHALLENGED]);
}

/* "Kim is here too", "Kim and 2 others are here too", "3 others here", "+3": what there is room for; the number is never cut off. */
static void people_words(const struct ui *ui, int room, struct buf *out)
{
	int n = ui->people.n;

	if (n == 0)
		return;
	if (n == 1)
		buf_addf(out, "%s is here too", ui->people.item[0].who);
	else
		buf_addf(out, "%s and %d other%s are here too", ui->people.item[0].who, n - 1, n == 2 ? "" : "s");
	if ((int)utf8_width(buf_str(out)) > room) {
		buf_clear(out);
		buf_addf(out, "%d other%s here", n, n == 1 ? "" : "s");
	}
	if ((int)utf8_width(buf_str(out)) > room) {
		buf_clear(out);
		buf_addf(out, "+%d", n);
	}
}

/* Plainly what may be changed here, and where it goes. */
static void review_words(const struct ui *ui, struct buf *out)
{
	const char *path = review_document(ui->review), *slash = path != NULL ? strrchr(path, '/') : NULL;

	buf_add(out, "review: challenges only");
	if (path != NULL)
		buf_addf(out, ", in %s", slash != NULL ? slash + 1 : path);
}

/* The columns it took. */
static int draw_review(const struct ui *ui, struct canvas *c, struct rect r, int room)
{
	struct buf words = {0};
	int used;

	review_words(ui, &words);
	used = (int)utf8_width(buf_str(&words)) + 2;
	canvas_text_cut(c, r, 0, 1, room, STYLE_WARNING, buf_str(&words));
	buf_release(&words);
	return used < room ? used : room;
}

/* Instead of the product, whatever room there is: that nothing here is now must not be overlooked. */
static void draw_past(const struct ui *ui, struct canvas *c, struct rect r)
{
	static const char refuses[] = ": nothing can be changed";
	struct buf state = {0}, words = {0}, whole = {0};
	int room;

	state_words(ui, true, &state);
	room = r.cols - (int)utf8_width(buf_str(&state)) - 3;
	past_words(ui, 1, &words);
	past_words(ui, room - (int)(utf8_width(buf_str(&words)) + sizeof refuses - 1) + 1, &whole);
	buf_add(&whole, refuses);
	if ((int)utf8_width(buf_str(&whole)) > room) {
		buf_clear(&whole);
		past_words(ui, room - (int)utf8_width(buf_str(&words)) + 1, &whole);
	}
	canvas_text_cut(c, r, 0, 1, room, STYLE_WARNING, buf_str(&whole));
	canvas_text_right(c, rect_part(r, 0, 0, 1, r.cols - 1), 0, STYLE_TEXT, buf_str(&state));
	buf_release(&state);
	buf_release(&words);
	buf_release(&whole);
}

static void draw_head(const struct ui *ui, struct canvas *c, struct rect r)
{
	const struct assessment *a = ui->work != NULL ? &ui->work->assessment : NULL;
	struct buf state = {0}, product = {0}, people = {0};
	int used = 1, room;

	if (ui->review == NULL && r.cols >= 60)
		used += canvas_text(c, r, 0, 1, STYLE_STATUS_BAR, "assay") + 2;
	if (a != NULL) {
		state_words(ui, r.cols < (ui->review != NULL ? REVIEW_COLS_WIDE : 60), &state);
		if (ui->review != NULL)
			used += draw_review(ui, c, r, r.cols - (int)utf8_width(buf_str(&state)) - 3);
		buf_addf(&product, "%s%s%s", a->product != NULL ? a->product : a->title != NULL ? a->title : "no product named yet",
		    a->product != NULL && a->product_version != NULL ? " " : "",
		    a->product != NULL && a->product_version != NULL ? a->product_version : "");
		if (r.cols - used - (int)utf8_width(buf_str(&state)) > PRODUCT_COLS_MIN || ui->review == NULL)
			canvas_text_cut(c, r, 0, used, r.cols - used - (int)utf8_width(buf_str(&state)) - 2, STYLE_TITLE, buf_str(&product));
		used += (int)utf8_width(buf_str(&product)) + 2;
		room = r.cols - used - (int)utf8_width(buf_str(&state)) - 2;
		people_words(ui, room, &people);
		if ((int)utf8_width(buf_str(&people)) <= room)
			canvas_text(c, r, 0, used, STYLE_DIM, buf_str(&people));
		canvas_text_right(c, rect_part(r, 0, 0, 1, r.cols - 1), 0, STYLE_TEXT, buf_str(&state));
	}
	buf_release(&state);
	buf_release(&product);
	buf_release(&people);
}

/* Only whole hints, which are parted by two blanks, as many as fit. */
static void cut_hints(struct buf *b, int room)
{
	while (b->len > 0 && (int)utf8_width(buf_str(b)) > room) {
		char *cut = strrchr(b->data, ' ');

		while (cut != NULL && cut > b->data && cut[-1] != ' ')
			cut = memrchr(b->data, ' ', (size_t)(cut - b->data));
		b->len = cut != NULL && cut > b->data ? (size_t)(cut - b->data) - 1 : 0;
		b->data[b->len] = '\0';
	}
}

/* The way out stands last, and is shown as long as there is room beside it for the first of the others. */
static void keep_way_out(struct buf *b, int room, struct buf *always)
{
	static const char out[] = "  Esc ";
	char *at = b->len > 0 ? strstr(b->data, out) : NULL;

	if (at == NULL || strstr(at + sizeof out - 1, "  ") != NULL)
		return;
	if ((int)(utf8_width(at) + utf8_width_n(b->data, (size_t)(strstr(b->data, "  ") - b->data))) > room)
		return;
	buf_add(always, at + 2);
	b->len = (size_t)(at - b->data);
	*at = '\0';
}

static bool on_challenge(const struct ui *ui)
{
	struct target t;

	return (ui->top->ops->where & IN_ITEMS) != 0 && ui_writable(ui) &&
	    ((ui_item(ui, &t) && t.kind == TARGET_CHALLENGE) || (ui_subject(ui, &t) && t.kind == TARGET_CHALLENGE));
}

/* What can be done here, and after it what always helps. */
static void draw_hints(const struct ui *ui, struct canvas *c, struct rect r)
{
	const struct layer_ops *ops = ui->top->ops;
	struct buf b = {0}, always = {0};
	int room = r.cols - 2;

	if (ui->then != NULL && (ops->where & IN_VIEWS) != 0)
		buf_add(&b, "q now");
	if (ops->hints != NULL) {
		ops->hints(ui, ui->top, &b);
		keep_way_out(&b, room, &always);
	} else if (ui->review != NULL && (ops->where & IN_ITEMS) != 0) {
		buf_add(&b, "c challenge  Enter open  Tab other pane  / find");
		command_hints(ui, ops->where, true, &always);
	} else if (on_challenge(ui) && (ops->where & IN_GAPS) != 0) {   /* what is for gaps is not for it */
		buf_add(&b, "c deal with it  e new  f filter  ] next  / find");
		command_hints(ui, ops->where, true, &always);
	} else {
		if (on_challenge(ui))
			buf_add(&b, "c deal with it");
		if ((ops->where & IN_DASHBOARD) != 0)   /* a screen to look at: that its lines lead somewhere is not plain */
			buf_addf(&b, "%sEnter open  Tab next section", b.len > 0 ? "  " : "");
		command_hints(ui, ops->where, false, &b);
		command_hints(ui, ops->where, true, &always);
	}
	cut_hints(&b, room - (always.len > 0 ? (int)utf8_width(buf_str(&always)) + 2 : 0));
	if (b.len > 0 && always.len > 0)
		buf_add(&b, "  ");
	buf_add(&b, buf_str(&always));
	canvas_text_cut(c, r, 0, 1, room, STYLE_DIM, buf_str(&b));
	buf_release(&b);
	buf_release(&always);
}

/* Over the line above the hints, and over the hints where that is too short for it: they are back at the next key. False:
 * they have their line. */
static bool draw_message(const struct ui *ui, struct canvas *c, struct rect r)
{
	size_t len = strlen(ui->message), next = len, n = utf8_wrap(ui->message, len, 0, (size_t)r.cols - 2, &next);
	char *line = xstrndup(ui->message, n);
	int used = canvas_text_cut(c, r, 0, 1, r.cols - 2, ui->message_style, line);

	canvas_text(c, r, 0, 1 + used, STYLE_TEXT, " ");
	if (next < len)
		canvas_text_cut(c, r, 1, 1, r.cols - 2, ui->message_style, ui->message + next);
	free(line);
	return next < len;
}

static void draw_foot(const struct ui *ui, struct canvas *c, struct rect r)
{
	if (ui->message == NULL || !draw_message(ui, c, r))
		draw_hints(ui, c, rect_part(r, 1, 0, 1, r.cols));
}

/* Bottom up from the lowest that is seen. */
static void draw_layers(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body)
{
	if (!l->ops->covers && l->below != NULL)
		draw_layers(ui, l->below, c, body);
	l->ops->draw(ui, l, c, body);
}

void frame_draw(const struct ui *ui, struct canvas *c)
{
	struct rect whole = canvas_rect(c);

	canvas_clear(c);
	if (whole.cols < FRAME_COLS_MIN || whole.rows < FRAME_ROWS_MIN) {
		canvas_textf(c, whole, 0, 0, STYLE_WARNING, "Needs %dx%d, is %dx%d", FRAME_COLS_MIN, FRAME_ROWS_MIN, whole.cols, whole.rows);
		return;
	}
	(ui->then != NULL ? draw_past : draw_head)(ui, c, rect_part(whole, 0, 0, 1, whole.cols));
	canvas_hline(c, whole, whole.rows - 2, 0, whole.cols, STYLE_BORDER);
	draw_layers(ui, ui->top, c, rect_part(whole, 1, 0, whole.rows - 3, whole.cols));
	draw_foot(ui, c, rect_part(whole, whole.rows - 2, 0, 2, whole.cols));  /* last: a message stands over joined lines */
}
