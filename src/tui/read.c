/* The Read-through view: the document as a text in its own order, to be read before anything is answered. Moving is in
 * read_move.c, what the other keys do in read_commands.c, what becomes of notes in read_note.c. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tui/commands.h"
#include "tui/read.h"
#include "tui/views.h"

enum { FRAME_ROWS = 4, OUTLINE_COLS = 38, EDGES = 3 /* columns around the text */ };

struct read_view *read_of(struct layer *l) { return (struct read_view *)(void *)l; }
const struct read_view *read_in(const struct layer *l) { return (const struct read_view *)(const void *)l; }

/* ---- what is in hand ---------------------------------------------------------------------------------- */

static const struct read_line *line_at(const struct read_view *v, int line)
{
	static const struct read_line none = { .place = { .node = NODE_NONE } };

	return line >= 0 && (size_t)line < v->n_lines ? &v->line[line] : &none;
}

int read_node(const struct read_view *v)
{
	return line_at(v, v->cursor)->place.node;
}

int read_section(const struct ui *ui, const struct read_view *v)
{
	const struct read_place *p = &line_at(v, v->cursor)->place;

	if (p->part == READ_LIST)
		return NODE_NONE;
	return p->node != NODE_NONE ? reading_section(ui->work->tree, p->node) : reading_beside(ui->work->tree, NODE_NONE, 1);
}

bool read_on_note(const struct read_view *v)
{
	const struct read_place *p = &line_at(v, v->cursor)->place;

	return p->node != NODE_NONE && (p->part == READ_NOTE || p->part == READ_LIST);
}

/* ---- finding lines again ---------------------------------------------------------------------------------- */

/* In the list of notes, where this one is no more: the one after it, else the last, else the list's heading. */
static int find_next_listed(const struct read_view *v, const struct read_place *p)
{
	int last = -1;

	for (size_t i = 0; i < v->n_lines; i++) {
		if (v->line[i].place.part != READ_LIST || v->line[i].stop == READ_NO_STOP)
			continue;
		last = (int)i;
		if (v->line[i].place.node >= p->node)
			break;
	}
	return last;
}

/* The line of a place; where the part is shorter now its last, where it is gone the heading of its node. */
static int find_place(const struct read_view *v, const struct read_place *p)
{
	int best = -1, heading = -1;

	for (size_t i = 0; i < v->n_lines; i++) {
		const struct read_place *q = &v->line[i].place;

		if (q->node != p->node)
			continue;
		if (heading < 0 && v->text.line[i].n > 0)
			heading = (int)i;
		if (q->part == p->part && q->at <= p->at && (best < 0 || q->at > v->line[best].place.at))
			best = (int)i;
	}
	if (best < 0 && p->part == READ_LIST)
		best = find_next_listed(v, p);
	return best >= 0 ? best : heading >= 0 ? heading : 0;
}

static void keep_inside(struct read_view *v)
{
	int last = v->text.n - v->rows;

	v->cursor = read_clamp(v->cursor, 0, v->text.n > 0 ? v->text.n - 1 : 0);
	v->top = read_clamp(v->top, v->cursor - v->rows + 1, v->cursor);
	v->top = read_clamp(v->top, 0, last < 0 ? 0 : last);
}

/* ---- building ------------------------------------------------------------------------------------------------ */

static void lay_out(const struct ui *ui, struct read_view *v)
{
	int room;

	v->outline_cols = ui->cols >= READ_OUTLINE_COLS ? OUTLINE_COLS : 0;
	room = ui->cols - (v->outline_cols > 0 ? v->outline_cols + 1 : 0);
	v->text_cols = room - EDGES < READ_TEXT_COLS ? room - EDGES : READ_TEXT_COLS;
	v->notes_cols = ui->cols >= READ_NOTES_COLS ? room - READ_TEXT_COLS - EDGES - 1 : 0;
	v->rows = ui->rows - FRAME_ROWS < 1 ? 1 : ui->rows - FRAME_ROWS;
}

static void make_text(const struct ui *ui, struct read_view *v)
{
	struct read_place top = line_at(v, v->top)->place, cursor = line_at(v, v->cursor)->place;
	bool had = v->n_lines > 0;

	read_text(ui, v);
	if (had) {
		v->top = find_place(v, &top);
		v->cursor = find_place(v, &cursor);
	}
	keep_inside(v);
}

/* Notes in sight, and a page around it so that going on does not move them. */
static bool want_notes(const struct ui *ui, struct read_view *v)
{
	int from = read_clamp(v->top - v->rows, 0, v->text.n), to = read_clamp(v->top + 2 * v->rows, 0, v->text.n);
	bool any = false;

	for (int i = from; i < to; i++) {
		const struct read_line *line = &v->line[i];

		if (!line->waits)
			continue;
		v->near[(line->place.part == READ_LIST ? ui->work->tree->n_nodes : 0) + line->place.node] = true;
		any = true;
	}
	return any;
}

void read_settle(const struct ui *ui, struct read_view *v)
{
	keep_inside(v);
	while (want_notes(ui, v))
		make_text(ui, v);
}

static int section_of_place(const struct ui *ui, const struct read_place *p)
{
	return p->node != NODE_NONE && p->part != READ_LIST ? reading_section(ui->work->tree, p->node) : NODE_NONE;
}

int read_heading(const struct read_view *v, int node)
{
	for (size_t i = 0; i < v->n_lines; i++)
		if (v->line[i].place.node == node && v->line[i].stop != READ_NO_STOP && (node != NODE_NONE || v->line[i].place.part == READ_LIST))
			return (int)i;
	return 0;
}

void read_show_from(const struct ui *ui, struct read_view *v, int line)
{
	v->cursor = v->top = line;
	read_settle(ui, v);
}

/* The first time in a session: where one was, if that section is still to be read, else the first that is. */
static void begin(struct ui *ui, struct read_view *v)
{
	int was = v->has_kept ? section_of_place(ui, &v->kept) : NODE_NONE, first = reading_unread(ui->work, NODE_NONE), read, all;

	v->begun = true;
	reading_count(ui->work, &read, &all);
	if (was != NODE_NONE && (first == NODE_NONE || !ui->work->read[was].read))
		read_show_from(ui, v, find_place(v, &v->kept));
	else if (first != NODE_NONE && read > 0)
		read_show_from(ui, v, read_heading(v, first));
	if (ui->message != NULL)
		return;
	if (first == NODE_NONE)
		ui_say(ui, STYLE_GOOD, "All %d sections are read", all);
	else if (was != NODE_NONE && !ui->work->read[was].read)
		ui_say(ui, STYLE_DIM, "Here you were, at %s; %d of %d sections are read", ui->work->tree->node[was].id, read, all);
	else if (read > 0)
		ui_say(ui, STYLE_DIM, "From the first section not read yet, %s; %d of %d are read", ui->work->tree->node[first].id, read, all);
	else
		ui_say(ui, STYLE_DIM, "From the beginning%s", ui_offer(ui, "; r marks a section as read and goes on to the next", ""));
}

static void read_build(struct ui *ui, struct layer *l)
{
	struct read_view *v = read_of(l);

	lay_out(ui, v);
	memset(v->near, 0, 2 * (size_t)ui->work->tree->n_nodes * sizeof *v->near);
	make_text(ui, v);
	if (!v->begun)
		begin(ui, v);
	read_settle(ui, v);
	if (v->outline_cols > 0)
		read_outline(ui, v);
	if (v->notes_cols > 0)
		read_notes(ui, v);
	l->stale = false;
}

/* ---- the view --------------------------------------------------------------------------------------------------------- */

static bool read_subject(const struct ui *ui, const struct layer *l, struct target *t)
{
	int node = read_node(read_in(l));

	if (node == NODE_NONE)
		return false;
	*t = (struct target){ .kind = TARGET_NODE, .id = ui->work->tree->node[node].id };
	return true;
}

static void read_free(struct layer *l)
{
	struct read_view *v = read_of(l);

	page_release(&v->text);
	page_release(&v->outline);
	page_release(&v->notes);
	free(v->line);
	free(v->guidance);
	free(v->near);
	free(v);
}

static const struct layer_ops read_layer = {
	.name = "Read-through", .where = IN_READ, .covers = true, .build = read_build, .draw = read_draw, .event = read_event,
	.move = read_move, .subject = read_subject, .free = read_free,
};

static struct layer *read_make(struct ui *ui)
{
	struct read_view *v = xcalloc(1, sizeof *v);
	size_t nodes = (size_t)ui->work->tree->n_nodes;

	v->layer.ops = &read_layer;
	v->guidance = xcalloc(nodes + 1, sizeof *v->guidance);
	v->near = xcalloc(2 * nodes + 1, sizeof *v->near);
	return &v->layer;
}

/* To the claim that was asked for, not to where the reading had come. */
static void read_select(struct ui *ui, struct layer *l, const struct target *t)
{
	struct read_view *v = read_of(l);
	int node = t->kind == TARGET_NODE ? tree_find(ui->work->tree, t->id) : NODE_NONE;

	if (node != NODE_NONE && read_node(v) != node)
		read_show_from(ui, v, read_heading(v, node));
}

/* "1.2.1 0 4 1.1 1.2": node, part and line, then the sections whose guidance is shown. */
static void read_keep(const struct ui *ui, const struct layer *l, struct buf *out)
{
	const struct read_view *v = read_in(l);
	const struct tree *t = ui->work->tree;
	const struct read_place *p = v->begun ? &line_at(v, v->cursor)->place : &v->kept;

	if ((v->begun || v->has_kept) && p->node != NODE_NONE)
		buf_addf(out, "%s %d %d", t->node[p->node].id, (int)p->part, p->at);
	else
		buf_add(out, "- 0 0");
	for (int i = 0; i < t->n_nodes; i++)
		if (v->guidance[i])
			buf_addf(out, " %s", t->node[i].id);
}

static void read_restore(struct ui *ui, struct layer *l, const char *line)
{
	struct read_view *v = read_of(l);
	char *copy = xstrdup(line), *save = NULL, *id = strtok_r(copy, " ", &save), *word = NULL;
	const char *part = strtok_r(NULL, " ", &save), *at = strtok_r(NULL, " ", &save);

	if (id != NULL && part != NULL && at != NULL) {
		v->kept = (struct read_place){ tree_find(ui->work->tree, id), (enum read_part)strtol(part, NULL, 10), (int)strtol(at, NULL, 10) };
		v->has_kept = v->kept.node != NODE_NONE && (int)v->kept.part >= READ_WORDING && v->kept.part <= READ_LIST;
		while ((word = strtok_r(NULL, " ", &save)) != NULL)
			if (tree_find(ui->work->tree, word) != NODE_NONE)
				v->guidance[tree_find(ui->work->tree, word)] = true;
	}
	l->stale = true;
	free(copy);
}

const struct view_ops read_view = {
	.title = "Read-through", .make = read_make, .select = read_select, .keep = read_keep, .restore = read_restore,
};
