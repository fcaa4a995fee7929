/* What an item shows for a claim: the note on their link. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "tui/form.h"
#include "tui/item_commands.h"

static const enum field support_form[] = { FIELD_SUPPORT_NOTE, FIELD_COUNT };

void edit_support(struct ui *ui, const char *id, const struct draft *draft)
{
	const char *blank = strchr(id, ' ');
	char *item = blank != NULL ? xstrndup(id, (size_t)(blank - id)) : xstrdup(id);
	int e = work_find_evidence(ui->work, item), leaf = blank != NULL ? tree_find(ui->work->tree, blank + 1) : NODE_NONE;
	struct buf title = {0};
	struct form_ask ask = { .entity = ENTITY_SUPPORT, .id = id, .command = "evidence link", .field = support_form, .focus = FIELD_COUNT,
		.leaf = leaf };

	free(item);
	if (e < 0 || leaf == NODE_NONE || !ui_may_write(ui))
		return;
	buf_addf(&title, "What E%d shows for %s: %s", ui->work->evidence[e].ref, tree_leaf_name(ui->work->tree, leaf),
	    ui->work->evidence[e].title != NULL ? ui->work->evidence[e].title : "(no title)");
	ask.title = buf_str(&title);
	ask.above = tree_wording(ui->work->tree, leaf);
	form_open_draft(ui, &ask, draft);
	buf_release(&title);
}
