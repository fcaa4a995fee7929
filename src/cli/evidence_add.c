/* assay evidence add, edit: the items themselves. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/mem.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/evidence.h"
#include "cli/fields.h"
#include "core/near.h"

/* "CLAIM" or "CLAIM=NOTE". */
static bool add_support(struct changes *ch, const struct workspace *ws, const char *id, const char *text, struct err *err)
{
	const char *equals = strchr(text, '=');
	char *claim = equals != NULL ? xstrndup(text, (size_t)(equals - text)) : xstrdup(text);
	int leaf;

	bool ok = tree_read_leaf(ws->tree, claim, &leaf, err) || err_prefix(err, "--supports");
	free(claim);
	return ok && evidence_link(ch, ws, id, leaf, equals != NULL ? equals + 1 : NULL, "supports", err);
}

static bool add_item(struct changes *ch, const struct args *a, const struct workspace *ws, const char *title, struct err *err)
{
	char id[ID_TEXT];
	const char *text;
	size_t at = 0;

	/* Its fields alone first: fields_set looks for a field that was set before. */
	struct changes own = {0};
	changes_new(&own, ENTITY_EVIDENCE, id);
	bool ok = fields_set(&own, a, id, 0, err);
	for (size_t i = 0; i < own.n; i++)
		changes_set(ch, own.item[i].entity, own.item[i].id, own.item[i].base, own.item[i].field, own.item[i].value);
	changes_release(&own);
	if (!ok)
		return false;
	if (*title == '\0')
		return err_set(err, ERR_INPUT, "the title is empty");
	if (!fields_set_one(ch, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, "title", title, err))
		return false;
	while ((text = args_next(a, "supports", &at)) != NULL)
		if (!add_support(ch, ws, id, text, err))
			return false;
	return true;
}

/* The titles that are there, and those of this run: what has the same words is one item. */
struct known { struct map title; };

static void know(struct known *k, const char *title, size_t number)
{
	struct buf key = {0};

	title_key(&key, title);
	map_put(&k->title, buf_str(&key), number);
	buf_release(&key);
}

static long is_known(const struct known *k, const char *title)
{
	struct buf key = {0};
	long number;

	title_key(&key, title);
	number = map_get(&k->title, buf_str(&key));
	buf_release(&key);
	return number;
}

/* Says of a title that is there already where; number 0: on an earlier line. */
static void say_known(struct context *c, const char *title, long number)
{
	if (number > 0)
		out_linef(&c->out, "E%ld is there already: %s", number, title);
	else
		out_linef(&c->out, "named twice: %s", title);
}

static bool add_line(struct context *c, struct changes *ch, const struct args *a, const struct workspace *ws, struct known *k,
    const char *title, struct err *err)
{
	long number = is_known(k, title);

	if (number >= 0) {
		say_known(c, title, number);
		return true;
	}
	know(k, title, 0);
	return add_item(ch, a, ws, title, err);
}

/* A line without the blanks around it. */
static char *trimmed(char *line)
{
	size_t n;

	line += strspn(line, " \t\r");
	for (n = strlen(line); n > 0 && strchr(" \t\r", line[n - 1]) != NULL;)
		line[--n] = '\0';
	return line;
}

/* One title a line; empty lines are passed over. */
static bool add_lines(struct context *c, struct changes *ch, const struct args *a, const struct workspace *ws, struct err *err)
{
	struct known known = {0};
	char *text, *rest, *line;
	size_t number = 0, titles = 0;
	bool ok = true;

	if (!fields_read_text("-", &text, err))
		return false;
	for (int i = 0; i < ws->work->n_evidence; i++)
		if (ws->work->evidence[i].title != NULL)
			know(&known, ws->work->evidence[i].title, (size_t)ws->work->evidence[i].ref);
	rest = text;
	while (ok && (line = strsep(&rest, "\n")) != NULL) {
		number++;
		line = trimmed(line);
		titles += *line != '\0';
		if (*line != '\0' && !add_line(c, ch, a, ws, &known, line, err))
			ok = err_prefix(err, "standard input, line %zu", number);
	}
	map_release(&known.title);
	free(text);
	if (ok && titles == 0)
		return err_set(err, ERR_INPUT, "standard input has no titles");
	return ok;
}

/* The items that were given a reference in this save. */
static void say_added(struct context *c, const struct workspace *ws, const struct changes *ch)
{
	for (size_t i = 0; i < ch->n; i++) {
		if (ch->item[i].field != FIELD_EVIDENCE_REF)
			continue;
		int e = work_find_evidence(ws->work, ch->item[i].id);
		if (e < 0)
			continue;
		const struct evidence *item = &ws->work->evidence[e];
		out_linef(&c->out, "E%d %s", item->ref, describe_title(item));
	}
}

static bool run_add(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct changes ch = {0};
	bool ok = workspace_open(&ws, c, a, STORE_WRITE, err);

	if (ok)
		ok = strcmp(a->operand[0], "-") == 0 ? add_lines(c, &ch, a, &ws, err) : add_item(&ch, a, &ws, a->operand[0], err);
	ok = ok && workspace_save(&ws, c, "evidence add", &ch, NULL, err);
	if (ok)
		say_added(c, &ws, &ch);
	changes_release(&ch);
	workspace_close(&ws);
	return ok;
}

#define FIELD_OPTIONS \
	{ "detail", "TEXT", "What is done, in words", OPTION_FIELD, 0 }, \
	{ "detail-file", "FILE", "The same from a file; - reads standard input", OPTION_FIELD, 0 }, \
	{ "kind", "KIND", "What kind of evidence it is", OPTION_FIELD, 0 }, \
	{ "location", "PLACE", "Where it is kept; may be given several times", OPTION_FIELD | OPTION_MANY, 0 }, \
	{ "tool", "NAME", "The tool or process that does it", OPTION_FIELD, 0 }, \
	{ "owner", "NAME", "Who keeps it", OPTION_FIELD, 0 }, \
	{ "collected", "DATE", "The day it was looked at, YYYY-MM-DD", OPTION_FIELD, 0 }, \
	{ "review-by", "DATE", "The day to look again", OPTION_FIELD, 0 }, \
	{ "audience", "AUDIENCE", "Who may see it", OPTION_FIELD, 0 }

static const struct option_info add_options[] = {
	FIELD_OPTIONS,
	{ "supports", "CLAIM[=NOTE]", "A claim it supports, and what part of it does; may be given several times",
	    OPTION_MANY, 0 },
	{ 0 },
};

const struct cmd_info cmd_evidence_add = {
	.name = "evidence add",
	.operands = "TITLE|-",
	.help = "Write down an item of evidence",
	.more = "Prints the reference it was given. With - one item is added for each line of standard input, "
	    "all with the same options; a title whose words are there already is told, and not added again.",
	.option = add_options,
	.entity = ENTITY_EVIDENCE,
	.min = 1,
	.max = 1,
	.run = run_add,
};

/* ---- edit ------------------------------------------------------------------------------------- */

static bool edit(struct context *c, const struct args *a, struct workspace *ws, int e, struct changes *ch, struct err *err)
{
	const struct evidence *item = &ws->work->evidence[e];
	int ref = item->ref;
	const char *title;
	bool changed;

	if (!fields_set(ch, a, item->id, item->revision, err))
		return false;
	if (fields_changed(ch, ENTITY_EVIDENCE, FIELD_EVIDENCE_TITLE, &title) && title == NULL)
		return err_set(err, ERR_INPUT, "--title: the title is empty");
	if (!workspace_save(ws, c, "evidence edit", ch, &changed, err))
		return false;
	out_linef(&c->out, "E%d %s: %s", ref, describe_title(&ws->work->evidence[work_find_evidence_ref(ws->work, ref)]),
	    changed ? "saved" : "nothing to save, it says so already");
	return true;
}

static bool run_edit(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct changes ch = {0};
	int e;

	bool ok = fields_need_one(a, err) && workspace_open(&ws, c, a, STORE_WRITE, err) &&
	    work_read_evidence(ws.work, a->operand[0], &e, err) && edit(c, a, &ws, e, &ch, err);
	changes_release(&ch);
	workspace_close(&ws);
	return ok;
}

static const struct option_info edit_options[] = {
	{ "title", "TITLE", "The title", OPTION_FIELD, 0 },
	FIELD_OPTIONS,
	{ 0 },
};

const struct cmd_info cmd_evidence_edit = {
	.name = "evidence edit",
	.operands = "EVIDENCE",
	.help = "Change an item of evidence",
	.more = "What is not named stays as it is; an empty value takes the old one away. --location replaces "
	    "all locations.",
	.option = edit_options,
	.entity = ENTITY_EVIDENCE,
	.min = 1,
	.max = 1,
	.run = run_edit,
};
