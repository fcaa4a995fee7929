/* A text as it once was: shown whole, copied, brought back. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "tui/ask.h"
#include "tui/commands.h"
#include "tui/history.h"
#include "tui/term.h"

/* ---- shown whole -------------------------------------------------------------------------------- */

struct reader_layer {
	struct layer layer;
	struct old_text text;
	char *title;
	struct pane pane;
};

static const struct layer_ops reader_ops;

static struct reader_layer *reader_of(struct layer *l) { return (struct reader_layer *)(void *)l; }
static const struct reader_layer *reader_in(const struct layer *l) { return (const struct reader_layer *)(const void *)l; }

static void reader_build(struct ui *ui, struct layer *l)
{
	struct reader_layer *r = reader_of(l);

	r->pane.rows = ui->rows - 4 > 1 ? ui->rows - 4 : 1;
	page_start(&r->pane.page, ui->cols - 2, ui->ascii);
	page_paragraph(&r->pane.page, STYLE_TEXT, 0, r->text.value);
	/* Every row can be stood on: there is nothing to open, only to read. */
	for (int i = 0; i < r->pane.page.n; i++)
		r->pane.page.line[i].continued = false;
	pane_settle(&r->pane, NULL);
}

static void reader_draw(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body)
{
	const struct reader_layer *r = reader_in(l);

	(void)ui;
	canvas_hline(c, body, 0, 0, body.cols, STYLE_BORDER);
	canvas_text_cut(c, body, 0, 1, body.cols - 2, STYLE_TITLE, r->title);
	pane_draw(&r->pane, c, rect_part(body, 1, 1, body.rows - 1, body.cols - 2), true);
}

static bool reader_event(struct ui *ui, struct layer *l, const struct event *ev)
{
	(void)ui;
	(void)l;
	(void)ev;
	return true;
}

static bool reader_move(struct ui *ui, struct layer *l, int m)
{
	(void)ui;
	return pane_do(&reader_of(l)->pane, (enum move)m);
}

static void reader_free(struct layer *l)
{
	struct reader_layer *r = reader_of(l);

	old_text_release(&r->text);
	free(r->title);
	page_release(&r->pane.page);
	free(r);
}

static const struct layer_ops reader_ops = {
	.name = "earlier text", .where = IN_HELP | IN_OLD_TEXT, .covers = true, .build = reader_build, .draw = reader_draw,
	.event = reader_event, .move = reader_move, .free = reader_free,
};

const struct old_text *old_text_shown(const struct ui *ui)
{
	return ui->top->ops == &reader_ops ? &reader_in(ui->top)->text : NULL;
}

static void add_name(struct ui *ui, const struct old_text *t, struct buf *out)
{
	struct history_entry e = { .entity = t->entity, .field = t->field, .id = t->id };

	history_act(ui->store, &e, out);
}

void old_text_show(struct ui *ui, const struct old_text *t)
{
	struct reader_layer *r = xcalloc(1, sizeof *r);
	struct buf title = {0};

	add_name(ui, t, &title);
	buf_add(&title, ", as it was once ");
	r->layer.ops = &reader_ops;
	r->text = (struct old_text){ .entity = t->entity, .field = t->field, .id = xstrdup(t->id), .value = xstrdup(t->value != NULL ? t->value : "") };
	r->title = buf_steal(&title);
	ui_push(ui, &r->layer);
}

/* ---- copied ---------------------------------------------------------------------------------------- */

void do_copy_old(struct ui *ui)
{
	struct old_text t;

	if (!old_text_in_hand(ui, &t))
		return;
	if (t.value != NULL) {
		term_copy(ui->term, t.value, strlen(t.value));
		ui_say(ui, STYLE_GOOD, "Offered to the terminal's clipboard; not every terminal takes it");
	}
	old_text_release(&t);
}

/* ---- brought back ----------------------------------------------------------------------------------- */

/* Whether the thing the text belongs to is there to take it. */
static bool is_there(const struct ui *ui, enum entity e, const char *id)
{
	const char *blank = strchr(id, ' ');
	char *owner = xstrndup(id, strcspn(id, " "));
	int item = work_find_evidence(ui->work, owner), leaf = blank != NULL ? tree_find(ui->work->tree, blank + 1) : NODE_NONE;
	bool gap = work_find_gap(ui->work, owner) >= 0;

	free(owner);
	switch (e) {
	case ENTITY_ASSESSMENT:
	case ENTITY_SCOPE:
	case ENTITY_ANSWER:
	case ENTITY_READ_THROUGH:
		return true;
	case ENTITY_EVIDENCE:
		return item >= 0;
	case ENTITY_SUPPORT:
		return item >= 0 && leaf != NODE_NONE && work_find_support(ui->work, item, leaf) >= 0;
	case ENTITY_GAP:
		return gap;
	default:
		return false;
	}
}

/* The context is "FIELD\nID\nVALUE": an id has no newline in it. */
static void answered(struct ui *ui, const char *context, char letter)
{
	enum field f = (enum field)strtol(context, NULL, 10);
	const char *start = strchr(context, '\n') + 1, *end = strchr(start, '\n');
	char *id = xstrndup(start, (size_t)(end - start));
	enum entity e = field_info(f)->entity;
	struct changes c = {0};
	struct buf name = {0};

	if (letter == 'b') {
		changes_set(&c, e, id, work_revision(ui->work, e, id), f, end + 1);
		add_name(ui, &(struct old_text){ .entity = e, .field = f, .id = id }, &name);
		if (ui_save(ui, "history restore", &c))
			ui_say(ui, STYLE_GOOD, "%s is what it was once; u takes that back", buf_str(&name));
	}
	buf_release(&name);
	free(id);
}

static void ask_back(struct ui *ui, const struct old_text *t)
{
	static const struct ask_answer answers[] = { { 'b', "bring it back" }, { 'k', "keep what there is" }, { 0, NULL } };
	struct buf question = {0}, context = {0};

	buf_addf(&context, "%d\n%s\n%s", (int)t->field, t->id, t->value != NULL ? t->value : "");
	buf_add(&question, "Bring this back as ");
	add_name(ui, t, &question);
	buf_add(&question, "? What there is now stays in the history.");
	ask_open(ui, buf_str(&question), NULL, answers, 0, buf_str(&context), answered);
	buf_release(&question);
	buf_release(&context);
}

void do_bring_back(struct ui *ui)
{
	struct old_text t;

	if (!ui_may_write(ui) || !old_text_in_hand(ui, &t))
		return;
	if (is_there(ui, t.entity, t.id))
		ask_back(ui, &t);
	else
		ui_say(ui, STYLE_WARNING, "What it belongs to was removed: undo brings that back");
	old_text_release(&t);
}
