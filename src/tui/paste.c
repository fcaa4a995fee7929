/* What becomes of a paste into a view. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/ask.h"
#include "tui/claim_commands.h"
#include "tui/item_commands.h"
#include "tui/paste.h"

enum { TITLE_COLUMNS = 70 };

/* The first line as a title, the whole as the detail of a new item, linked to the claim in hand. */
static void paste_as_evidence(struct ui *ui, const char *text)
{
	struct changes c = {0};
	struct buf title = {0};
	int leaf = ui_subject_leaf(ui);
	char id[ID_TEXT];
	char *first = xstrndup(text, strcspn(text, "\n"));

	changes_new(&c, ENTITY_EVIDENCE, id);
	utf8_cut(&title, first[0] != '\0' ? first : "Pasted text", TITLE_COLUMNS, true);
	changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, buf_str(&title));
	changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_DETAIL, text);
	if (leaf != NODE_NONE) {
		char *link = link_id(id, ui->work->tree->node[leaf].id);

		changes_set(&c, ENTITY_SUPPORT, link, 0, FIELD_SUPPORT_REMOVED, NULL);
		free(link);
	}
	if (ui_save(ui, "evidence add", &c))
		edit_evidence(ui, id, leaf, NULL);
	buf_release(&title);
	free(first);
}

/* Appended to what is there already: a paste never replaces a text. */
static void paste_as_argument(struct ui *ui, const char *text)
{
	struct changes c = {0};
	struct buf b = {0};
	int leaf = ui_subject_leaf(ui);
	const char *id;

	if (leaf == NODE_NONE)
		return;
	id = ui->work->tree->node[leaf].id;
	ui_text(ui, FIELD_ARGUMENT, id, &b);
	if (b.len > 0 && b.data[b.len - 1] != '\n')
		buf_addc(&b, '\n');
	buf_add(&b, text);
	changes_set(&c, ENTITY_ANSWER, id, ui->work->answer[leaf].revision, FIELD_ARGUMENT, buf_str(&b));
	if (ui_save(ui, "set", &c))
		edit_answer(ui, leaf, argument_form, NULL);
	buf_release(&b);
}

static void take_paste(struct ui *ui, const char *text, char letter)
{
	if (letter == 'e')
		paste_as_evidence(ui, text);
	else if (letter == 'a')
		paste_as_argument(ui, text);
	else
		ui_say(ui, STYLE_DIM, "The paste was thrown away");
}

void offer_paste(struct ui *ui, const char *text)
{
	static const struct ask_answer on_claim[] = {
		{ 'e', "evidence" }, { 'a', "added to the argument" }, { 't', "thrown away" }, { 0, NULL },
	};
	static const struct ask_answer elsewhere[] = { { 'e', "evidence" }, { 't', "thrown away" }, { 0, NULL } };
	struct buf shown = {0};

	if (text[0] == '\0' || !ui_may_write(ui))
		return;
	utf8_cut(&shown, text, TITLE_COLUMNS, ui->ascii);
	ask_open(ui, "A paste came where no text is typed. What is it?", buf_str(&shown),
	    ui_subject_leaf(ui) != NODE_NONE ? on_claim : elsewhere, 0, text, take_paste);
	buf_release(&shown);
}
