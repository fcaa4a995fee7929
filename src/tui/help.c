/* Help: the keys of the place one was in, from the command table; Enter runs one. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/command.h"
#include "tui/commands.h"
#include "tui/key_list.h"
#include "tui/edit_keys.h"
#include "tui/picker.h"

enum {
	KEY_COLUMNS = 16, KEY_COLUMNS_NARROW = 9, NAME_COLUMNS = 20,
	COLS_WIDE = 64,         /* below, what a command does and its name do not stand on one line */
};

/* Several pickers are really one: rows are commands, Enter runs the one in hand. */
static void add_command(struct ui *ui, struct picker *p, size_t i, unsigned where)
{
	const struct command *c = command_at(i);
	struct buf keys = {0}, name = {0};
	struct picker_row r = { .number = (int)i, .text = c->help, .find = c->name };

	if ((c->where & where) == 0 || !command_offered(ui, c))
		return;
	command_keys(ui->start->settings, c, &keys);
	utf8_pad(&name, buf_str(&keys), ui->cols < COLS_WIDE ? KEY_COLUMNS_NARROW : KEY_COLUMNS, ui->ascii);
	r.lead = buf_str(&name);
	r.lead_style = STYLE_KEY;
	r.right = ui->cols < COLS_WIDE ? NULL : c->name;
	picker_add(p, &r);
	buf_release(&keys);
	buf_release(&name);
}

static void run(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	(void)p;
	(void)typed;
	if (row->number >= 0)
		command_at((size_t)row->number)->run(ui);
}

/* In a text the editing keys stand after the commands; they are for reading, Enter runs none of them. */
static void add_edit_key(struct ui *ui, struct picker *p, size_t i)
{
	const struct edit_key *e = edit_key_at(i);
	struct buf keys = {0}, padded = {0};
	struct picker_row r = { .number = -1, .text = editor_command_help(e->command), .find = editor_command_name(e->command) };

	key_list_show(e->keys, &keys);
	utf8_pad(&padded, buf_str(&keys), ui->cols < COLS_WIDE ? KEY_COLUMNS_NARROW : KEY_COLUMNS, ui->ascii);
	r.lead = buf_str(&padded);
	r.lead_style = STYLE_KEY;
	picker_add(p, &r);
	buf_release(&keys);
	buf_release(&padded);
}

static void fill_help(struct ui *ui, struct picker *p)
{
	unsigned where = ui->top->ops->where;

	for (size_t i = 0; i < command_count(); i++)
		add_command(ui, p, i, where);
	for (size_t i = 0; (where & IN_TEXT) != 0 && i < edit_key_count(); i++)
		add_edit_key(ui, p, i);
}

static const struct picker_ops help_picker = {
	.title = " Keys of this place ", .keeps_order = true, .fill = fill_help, .take = run,
	.hints = "type to find  Enter run it  Esc leave",
};

void do_help(struct ui *ui)
{
	picker_open(ui, &help_picker, NULL, ui_writable(ui) ? NULL : " Keys of this place, without what would be refused ", NULL);
}

/* ---- the palette: all commands by name; a claim's number goes there ---------------------------------- */

static void fill_palette(struct ui *ui, struct picker *p)
{
	for (size_t i = 0; i < command_count(); i++) {
		const struct command *c = command_at(i);
		struct picker_row r = { .number = (int)i, .text = c->name, .find = c->help };
		struct buf keys = {0}, name = {0};

		if ((c->where & ui_view_layer(ui)->ops->where) == 0 || !command_offered(ui, c))
			continue;
		command_keys(ui->start->settings, c, &keys);
		r.right = buf_str(&keys);
		if (ui->cols >= COLS_WIDE) {
			utf8_pad(&name, c->name, NAME_COLUMNS, ui->ascii);
			r.lead = buf_str(&name);
			r.lead_style = STYLE_TEXT;
			r.text = c->help;
			r.find = c->name;
		}
		picker_add(p, &r);
		buf_release(&name);
		buf_release(&keys);
	}
}

static void take_command(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	struct target to = { .kind = TARGET_NODE };
	struct err err = {0};
	int node;

	if (row != NULL) {
		run(ui, p, row, typed);
		return;
	}
	if (!tree_read_node(ui->work->tree, typed, &node, &err)) {
		ui_say_err(ui, &err);
		return;
	}
	to.id = ui->work->tree->node[node].id;
	ui_jump(ui, &to);
}

/* "1.1/2", "tree:1.2.3": words are a command or nothing. */
static bool is_number(const char *typed)
{
	return (*typed >= '0' && *typed <= '9') || strncmp(typed, "tree:", strlen("tree:")) == 0;
}

static const struct picker_ops palette_picker = {
	.title = " Commands ", .fill = fill_palette, .take = take_command, .offers_new = "go to claim ", .may_be_new = is_number,
	.hints = "type a command or a claim's number  Enter run it  Esc leave",
};

void do_palette(struct ui *ui)
{
	picker_open(ui, &palette_picker, NULL, ui_writable(ui) ? NULL : " Commands, without those that would be refused ", NULL);
}
