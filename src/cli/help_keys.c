/* `assay help keys`: the keys of the workbench, from its own tables. For people in columns; piped, a
 * line each of name, keys and help with tabs between, which the manual's test reads. */
#include "config.h"

#include "cli/help.h"
#include "tui/command.h"
#include "tui/edit_keys.h"
#include "tui/key_list.h"

enum { KEYS_COLUMN = 24 };

static void put_row(struct out *o, const char *prefix, const char *name, const char *keys, const char *help)
{
	struct buf b = {0};

	if (o->terminal) {
		out_labelled(o, KEYS_COLUMN, STYLE_KEY, keys, help);
		return;
	}
	buf_addf(&b, "%s%s\t%s\t%s\n", prefix, name, keys, help);
	out_document(o, buf_str(&b), b.len);
	buf_release(&b);
}

static void put_commands(struct out *o)
{
	for (size_t i = 0; i < command_count(); i++) {
		const struct command *c = command_at(i);
		struct buf keys = {0};

		key_list_show(c->keys, &keys);
		put_row(o, "", c->name, buf_str(&keys), c->help);
		buf_release(&keys);
	}
}

void help_keys(struct out *o)
{
	put_commands(o);
	for (size_t i = 0; i < edit_key_count(); i++) {
		const struct edit_key *e = edit_key_at(i);
		struct buf keys = {0};

		key_list_show(e->keys, &keys);
		put_row(o, "edit ", editor_command_name(e->command), buf_str(&keys), editor_command_help(e->command));
		buf_release(&keys);
	}
}
