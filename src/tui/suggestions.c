/* Suggestions: shown, taken up, refused. Which there are and why is core's (core/suggest.h). */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/suggest.h"
#include "tui/ask.h"
#include "tui/commands.h"
#include "tui/item_commands.h"
#include "tui/picker.h"
#include "tui/split.h"
#include "tui/suggestions.h"

enum {
	SHOWN = 3, INDENT = 2, NARROW = 60,
	LISTED = 80,            /* each is explained from texts, in the time of a key */
	AT_ONCE = 3,            /* pieces that are done in the time of a key: a few hundred items are looked through then */
	FAR_STEP = 5,           /* percent */
};

/* ---- sections of the panes ------------------------------------------------------------------------- */

static void add_line(const struct ui *ui, const struct suggestion *s, bool of_item, struct page *p)
{
	const struct tree *t = ui->work->tree;
	const struct evidence *e = &ui->work->evidence[s->evidence];
	char *id = link_id(e->id, t->node[s->claim].id);
	struct buf because = {0};

	page_line(p);
	page_indent(p, INDENT);
	if (of_item) {
		page_addf(p, ui_standing_style(ui, s->claim), "%s ", standing_glyph(&ui->standing, s->claim, ui->ascii));
		page_addf(p, STYLE_LINK, "%s ", tree_leaf_name(t, s->claim));
		page_add(p, STYLE_TEXT, t->node[s->claim].label);
		if (s->supports == 0)
			page_right(p, STYLE_WARNING, "has none");
	} else {
		page_addf(p, STYLE_LINK, "E%d ", e->ref);
		page_add(p, STYLE_TEXT, e->title != NULL ? e->title : "(no title)");
	}
	page_target(p, TARGET_CHOICE, id, TARGET_SUGGESTION);
	suggestion_because(&because, s, ui->work);
	page_excerpt(p, STYLE_DIM, INDENT * 3, buf_str(&because), p->width < NARROW ? 1 : 2);      /* the list of all has it whole */
	buf_release(&because);
	free(id);
}

static void add_section(const struct ui *ui, const char *heading, const struct suggestions *list, bool of_item, struct page *p)
{
	if (list->n > 0)
		page_heading(p, "%s", heading);
	for (size_t i = 0; i < list->n; i++)
		add_line(ui, &list->item[i], of_item, p);
}

/* Made of the titles of everything on file: once, not for every item that is walked over. NULL: not all of it is known
 * yet, as there is too much for the time of a key. */
static struct suggest *known(struct ui *ui)
{
	if (ui->suggest == NULL) {
		ui->suggest = suggest_new(ui->work);
		suggest_gather(ui->suggest, SUGGEST_PIECE);
	}
	return suggest_gathered(ui->suggest) < 100 ? NULL : ui->suggest;
}

void suggestions_forget(struct ui *ui)
{
	suggest_all_free(ui->suggest_all);
	suggest_free(ui->suggest);
	ui->suggest_all = NULL;
	ui->suggest = NULL;
	ui->suggest_waits = false;
}

bool suggestions_due(const struct ui *ui)
{
	return ui->suggest_waits;
}

void suggestions_seek(struct ui *ui)
{
	if (!ui->suggest_waits || suggest_gather(ui->suggest, SUGGEST_PIECE))
		return;
	ui->suggest_waits = false;
	split_renew(ui, ui->view[VIEW_CLAIMS]);
	split_renew(ui, ui->view[VIEW_EVIDENCE]);
}

void suggestions_of_item(struct ui *ui, int evidence, struct page *p)
{
	struct suggest *s = known(ui);
	struct suggestions list = {0};
	struct err err = {0};

	ui->suggest_waits = ui->suggest_waits || s == NULL;
	if (s != NULL && suggest_for_evidence(s, &ui->reader, evidence, SHOWN, &list, &err))
		add_section(ui, "Could also serve", &list, true, p);
	suggestions_release(&list);
}

void suggestions_of_claim(struct ui *ui, int leaf, struct page *p)
{
	struct suggest *s = known(ui);
	struct suggestions list = {0};
	struct err err = {0};

	ui->suggest_waits = ui->suggest_waits || s == NULL;
	if (s != NULL && suggest_for_claim(s, &ui->reader, leaf, SHOWN, &list, &err))
		add_section(ui, "On file that could serve", &list, false, p);
	suggestions_release(&list);
}

/* ---- taking one up, or refusing it ------------------------------------------------------------------- */

/* The item and the leaf of "EVIDENCE CLAIM"; false: one of them is gone. */
static bool read_link(const struct ui *ui, const char *id, int *evidence, int *leaf)
{
	const char *blank = strchr(id, ' ');
	char *item = blank != NULL ? xstrndup(id, (size_t)(blank - id)) : NULL;

	*evidence = item != NULL ? work_find_evidence(ui->work, item) : -1;
	*leaf = blank != NULL ? tree_find(ui->work->tree, blank + 1) : NODE_NONE;
	free(item);
	return *evidence >= 0 && *leaf != NODE_NONE;
}

static void take_up(struct ui *ui, const char *id)
{
	struct changes c = {0};

	changes_set(&c, ENTITY_SUPPORT, id, work_revision(ui->work, ENTITY_SUPPORT, id), FIELD_SUPPORT_REMOVED, NULL);
	if (ui_save(ui, "evidence link", &c))
		edit_support(ui, id, NULL);     /* what part of it shows the claim is known now, and forgotten later */
}

static void refuse(struct ui *ui, const char *id, int evidence, int leaf)
{
	struct changes c = {0};
	int ref = ui->work->evidence[evidence].ref;

	changes_set(&c, ENTITY_REFUSAL, id, work_revision(ui->work, ENTITY_REFUSAL, id), FIELD_REFUSAL_REMOVED, NULL);
	if (ui_save(ui, "evidence refuse", &c))
		ui_say(ui, STYLE_GOOD, "E%d is not suggested any more for %s; u takes that back", ref, tree_leaf_name(ui->work->tree, leaf));
}

static void suggestion_answered(struct ui *ui, const char *id, char letter)
{
	int e, leaf;

	if (!read_link(ui, id, &e, &leaf))
		return;
	if (letter == 'l')
		take_up(ui, id);
	else if (letter == 'r')
		refuse(ui, id, e, leaf);
	else if (letter == 'g') {
		bool at_item = ui->current == VIEW_EVIDENCE;
		struct target t = { .kind = at_item ? TARGET_NODE : TARGET_EVIDENCE,
			.id = at_item ? ui->work->tree->node[leaf].id : ui->work->evidence[e].id };

		ui_jump(ui, &t);
	}
}

/* Adds why it is suggested, if it is one of those. */
static bool add_reason(const struct ui *ui, const struct suggestions *list, int evidence, int leaf, struct buf *out)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->item[i].evidence == evidence && list->item[i].claim == leaf) {
			buf_add(out, "\nIt ");
			suggestion_because(out, &list->item[i], ui->work);
			buf_addc(out, '.');
			return true;
		}
	return false;
}

/* A line of a list or a pane has not always the room for the whole reason: it stands before whoever decides. */
static void say_why(struct ui *ui, int evidence, int leaf, struct buf *out)
{
	struct suggest *s = known(ui);
	struct suggestions of_item = {0}, of_claim = {0};
	struct err ignored = {0};

	if (s == NULL)
		return;
	if (!suggest_for_evidence(s, &ui->reader, evidence, LISTED, &of_item, &ignored) || !add_reason(ui, &of_item, evidence, leaf, out))
		if (suggest_for_claim(s, &ui->reader, leaf, LISTED, &of_claim, &ignored))
			add_reason(ui, &of_claim, evidence, leaf, out);
	suggestions_release(&of_item);
	suggestions_release(&of_claim);
}

void ask_suggestion(struct ui *ui, const char *id)
{
	static const struct ask_answer answers[] = {
		{ 'l', "link it" }, { 'r', "refuse it for good" }, { 'g', "go and look" }, { 0, NULL },
	};
	int e, leaf;
	struct buf q = {0}, detail = {0};

	if (!read_link(ui, id, &e, &leaf) || !ui_may_write(ui))
		return;
	buf_add(&detail, tree_wording(ui->work->tree, leaf));
	say_why(ui, e, leaf, &detail);
	buf_addf(&q, "Does E%d, %s, support %s?", ui->work->evidence[e].ref,
	    ui->work->evidence[e].title != NULL ? ui->work->evidence[e].title : "", tree_leaf_name(ui->work->tree, leaf));
	ask_open(ui, buf_str(&q), buf_str(&detail), answers, 0, id, suggestion_answered);
	buf_release(&q);
	buf_release(&detail);
}

/* ---- all of them --------------------------------------------------------------------------------------- */

static void add_suggestion(struct ui *ui, struct picker *p, const struct suggestion *s)
{
	const struct evidence *e = &ui->work->evidence[s->evidence];
	char *id = link_id(e->id, ui->work->tree->node[s->claim].id);
	struct buf text = {0}, lead = {0};

	buf_addf(&lead, "E%d %s %s", e->ref, ui_glyph(ui, "→", ">"), tree_leaf_name(ui->work->tree, s->claim));
	buf_addf(&text, "%s: ", e->title != NULL ? e->title : "(no title)");
	suggestion_because(&text, s, ui->work);
	picker_add(p, &(struct picker_row){ .lead = buf_str(&lead), .lead_style = ui_standing_style(ui, s->claim), .text = buf_str(&text),
		.find = ui->work->tree->node[s->claim].label, .id = id });
	buf_release(&text);
	buf_release(&lead);
	free(id);
}

/* How far it is, in steps that can be read. */
static void say_how_far(struct ui *ui, struct picker *p, int percent)
{
	char words[64];

	snprintf(words, sizeof words, "looking through what is on file: %d %%", percent / FAR_STEP * FAR_STEP);
	picker_wait(ui, p, words);
}

/* Of one item or claim, once all is known; true: it is not. */
static bool find_about(struct ui *ui, const char *about, struct suggestions *list, bool *ok, struct err *err)
{
	int e = work_find_evidence(ui->work, about), leaf = e < 0 ? tree_find(ui->work->tree, about) : NODE_NONE;

	if (suggest_gather(ui->suggest, SUGGEST_PIECE))
		return true;
	if (e >= 0)
		*ok = suggest_for_evidence(ui->suggest, &ui->reader, e, LISTED, list, err);
	else if (leaf != NODE_NONE)
		*ok = suggest_for_claim(ui->suggest, &ui->reader, leaf, LISTED, list, err);
	return false;
}

static bool find_all(struct ui *ui, struct suggestions *list, bool *ok, struct err *err)
{
	bool more = false;

	if (ui->suggest_all == NULL)
		ui->suggest_all = suggest_all_new(ui->suggest, &ui->reader, LISTED);
	*ok = suggest_all_go_on(ui->suggest_all, SUGGEST_PIECE, &more, err);
	if (*ok && more)
		return true;
	suggest_all_take(ui->suggest_all, list);
	suggest_all_free(ui->suggest_all);
	ui->suggest_all = NULL;
	return false;
}

/* A piece of the search; somebody else's save makes it begin anew. */
static bool go_on(struct ui *ui, struct picker *p)
{
	const char *about = picker_context(p);
	struct suggestions list = {0};
	struct err err = {0};
	bool ok = true, more;

	known(ui);
	more = about != NULL ? find_about(ui, about, &list, &ok, &err) : find_all(ui, &list, &ok, &err);
	if (more) {
		say_how_far(ui, p, about != NULL ? suggest_gathered(ui->suggest) : suggest_all_percent(ui->suggest_all));
		return true;
	}
	if (!ok)
		ui_say_err(ui, &err);
	for (size_t i = 0; i < list.n; i++)
		add_suggestion(ui, p, &list.item[i]);
	picker_wait(ui, p, NULL);
	suggestions_release(&list);
	return false;
}

static void fill_suggestions(struct ui *ui, struct picker *p)
{
	bool more = true;

	suggest_all_free(ui->suggest_all);      /* of a list that was left before it was done */
	ui->suggest_all = NULL;
	for (int i = 0; more && i < AT_ONCE; i++)
		more = go_on(ui, p);
}

static bool suggestions_more(struct ui *ui, struct picker *p)
{
	return picker_waits(p) && go_on(ui, p);
}

static void take_suggestion(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	(void)p;
	(void)typed;
	if (row != NULL)
		ask_suggestion(ui, row->id);
}

static const struct picker_ops suggestions_picker = {
	.title = " Where evidence on file could also serve ", .keeps_order = true, .fill = fill_suggestions, .more = suggestions_more,
	.take = take_suggestion, .before = "nothing to suggest now",
	.hints = "Enter link or refuse it  type to find  Esc leave",
};

/* Of the item or claim in hand; of everything where the claim has claims below it. */
void do_suggestions(struct ui *ui)
{
	struct target t = {0};
	int leaf = ui_subject_leaf(ui);
	struct buf title = {0};

	ui_subject(ui, &t);
	if (t.kind == TARGET_EVIDENCE)
		buf_addf(&title, " Where E%d could also serve ", ui->work->evidence[work_find_evidence(ui->work, t.id)].ref);
	else if (leaf != NODE_NONE)
		buf_addf(&title, " On file that could serve %s ", tree_leaf_name(ui->work->tree, leaf));
	picker_open(ui, &suggestions_picker, title.len > 0 ? t.id : NULL, title.len > 0 ? buf_str(&title) : NULL, NULL);
	buf_release(&title);
}
