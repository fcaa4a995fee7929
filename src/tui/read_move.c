/* Moving in the Read-through: by lines and windows, from heading to heading, with the mouse. */
#include "config.h"

#include "tui/read.h"

enum { WHEEL_LINES = 3 };

void read_go(struct ui *ui, int node)
{
	struct layer *l = ui->view[VIEW_READ];
	struct read_view *v = read_of(l);

	if (l->stale)
		l->ops->build(ui, l);
	read_show_from(ui, v, read_heading(v, node));
	ui->dirty = true;
}

void read_go_unread(struct ui *ui)
{
	int unread = reading_unread(ui->work, NODE_NONE);

	ui_remember_place(ui);
	ui_show_view(ui, VIEW_READ);
	if (unread != NODE_NONE)
		read_go(ui, unread);
}

bool read_step(struct ui *ui, int way, enum read_stop least)
{
	struct read_view *v = read_of(ui->view[VIEW_READ]);

	for (int i = v->cursor + way; i >= 0 && i < v->text.n; i += way)
		if (v->line[i].stop >= least) {
			if (least == READ_SECTION_STOP)
				v->top = i;
			v->cursor = i;
			read_settle(ui, v);
			return true;
		}
	return false;
}

/* Line by line; within a third of the window from its edge the text moves, not the cursor on the screen. */
static void by_line(struct read_view *v, int way)
{
	int margin = v->rows / 3, row;

	v->cursor = read_clamp(v->cursor + way, 0, v->text.n - 1);
	row = v->cursor - v->top;
	if (way > 0 ? row > v->rows - 1 - margin : row < margin)
		v->top += way;
}

static void by_window(struct read_view *v, int lines)
{
	v->top += lines;
	v->cursor += lines;
}

static bool open_in_hand(struct ui *ui, struct read_view *v)
{
	struct target t = { .kind = TARGET_NODE };

	if (read_node(v) == NODE_NONE)
		return false;
	if (read_on_note(v)) {
		read_use_note(ui, read_node(v));
		return true;
	}
	t.id = ui->work->tree->node[read_node(v)].id;
	ui_jump(ui, &t);
	return true;
}

bool read_move(struct ui *ui, struct layer *l, int m)
{
	struct read_view *v = read_of(l);
	int page = v->rows > 2 ? v->rows - 2 : 1;

	switch ((enum move)m) {
	case MOVE_UP: by_line(v, -1); break;
	case MOVE_DOWN: by_line(v, 1); break;
	case MOVE_PAGE_UP: by_window(v, -page); break;
	case MOVE_PAGE_DOWN: by_window(v, page); break;
	case MOVE_HALF_UP: by_window(v, -(v->rows / 2)); break;
	case MOVE_HALF_DOWN: by_window(v, v->rows / 2); break;
	case MOVE_TOP: v->cursor = v->top = 0; break;
	case MOVE_BOTTOM: v->cursor = v->text.n - 1; break;
	case MOVE_OPEN: return open_in_hand(ui, v);
	default: return false;
	}
	read_settle(ui, v);
	ui->dirty = true;
	return true;
}

/* The wheel scrolls; a click takes in hand, in the outline too; a second one opens. */
static bool click_outline(struct ui *ui, struct read_view *v, int row)
{
	const struct target *t = row >= 0 && row < v->outline.n ? &v->outline.line[row].target : NULL;

	if (t == NULL)
		return false;
	read_go(ui, t->kind == TARGET_NODE ? tree_find(ui->work->tree, t->id) : NODE_NONE);
	return true;
}

static bool click_text(struct ui *ui, struct read_view *v, int line)
{
	if (line < v->top || line >= v->top + v->rows || line >= v->text.n)
		return false;
	if (line == v->cursor)
		return open_in_hand(ui, v);
	v->cursor = line;
	read_settle(ui, v);
	ui->dirty = true;
	return true;
}

bool read_event(struct ui *ui, struct layer *l, const struct event *ev)
{
	struct read_view *v = read_of(l);
	int row = ev->row - 2;

	if (ev->kind != EVENT_KEY || ev->key != K_MOUSE || ev->drag || ev->button == 0)
		return false;
	if (ev->button == 4 || ev->button == 5) {
		by_window(v, ev->button == 4 ? -WHEEL_LINES : WHEEL_LINES);
		read_settle(ui, v);
		ui->dirty = true;
		return true;
	}
	if (v->outline_cols > 0 && ev->col < v->outline_cols)
		return v->outline.n <= v->rows && click_outline(ui, v, row);
	return click_text(ui, v, v->top + row);
}
