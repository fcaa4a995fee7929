/* assay catalogue: the catalogues there are, what stands in one, whether a file is one. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "catalogue/load.h"
#include "catalogue/wordlist.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/show.h"

/* "sscop-apc 1.0: 4 themes, 14 principles, 54 claims, 45 of them asked" */
static void put_summary(struct context *c, const struct tree *t, const char *path)
{
	int principles = 0;

	for (int i = 0; i < t->n_nodes; i++)
		principles += t->node[i].kind == NODE_PRINCIPLE;
	out_linef(&c->out, "%s %s: %d themes, %d principles, %d claims, %d of them asked", t->id, t->version, t->n_themes,
	    principles, t->n_nodes - t->n_themes - principles, t->n_asked);
	show_label(c, "title", t->title);
	show_label(c, "file", path);
}

/* ---- list ------------------------------------------------------------------------------------- */

static bool put_file(struct context *c, const char *path, struct err *err)
{
	struct tree *t = catalogue_load(path, &c->complaints, err);

	if (t == NULL)
		return false;
	put_summary(c, t, path);
	tree_free(t);
	return true;
}

static bool run_list(struct context *c, const struct args *a, struct err *err)
{
	struct catalogue_list list = {0};
	bool ok = catalogue_list(&list, err);

	(void)a;
	for (size_t i = 0; ok && i < list.n; i++)
		ok = put_file(c, list.path[i], err);
	if (ok && list.n == 0)
		out_linef(&c->out, "no catalogues in %s", data_folder());
	catalogue_list_release(&list);
	return ok;
}

const struct cmd_info cmd_catalogue_list = {
	.name = "catalogue list",
	.help = "List the catalogues that are installed",
	.no_settings = true,
	.run = run_list,
};

static bool check_words(struct context *c, const char *path, struct err *err)
{
	struct lint_words w = {0};
	bool ok = wordlist_load_with(&w, path, &c->complaints, err);

	if (ok)
		out_linef(&c->out, "%s: no faults; %zu words, phrases and patterns together with the shipped ones", path, wordlist_size(&w));
	lint_words_release(&w);
	return ok;
}

static bool run_check(struct context *c, const struct args *a, struct err *err)
{
	return wordlist_is_one(a->operand[0]) ? check_words(c, a->operand[0], err) : put_file(c, a->operand[0], err);
}

const struct cmd_info cmd_catalogue_check = {
	.name = "catalogue check",
	.operands = "FILE",
	.help = "Check a catalogue or word list, and name every fault with its place",
	.min = 1,
	.max = 1,
	.files = true,
	.no_settings = true,
	.run = run_check,
};

/* ---- show ------------------------------------------------------------------------------------- */

static void put_line(struct context *c, const struct tree *t, int node)
{
	struct buf b = {0};

	buf_add(&b, t->node[node].id);
	if (t->node[node].asked_as != NULL)
		buf_addf(&b, " (%s)", t->node[node].asked_as);
	buf_addf(&b, " %s", t->node[node].text);
	out_blanks(&c->out, (size_t)t->node[node].depth * 2);
	out_hanging(&c->out, (size_t)t->node[node].depth * 2, buf_str(&b));
	buf_release(&b);
}

static void put_whole(struct context *c, const struct tree *t, const char *path)
{
	put_summary(c, t, path);
	show_label(c, "publisher", t->publisher);
	show_label(c, "published", t->published_on);
	show_label(c, "licence", t->licence);
	show_label(c, "notice", t->attribution);
	out_end(&c->out);
	for (int i = 0; i < t->n_nodes; i++)
		put_line(c, t, i);
}

/* A guidance line belongs to a claim it names, and to the principle or theme it stands under. */
static bool helps(const struct guidance *g, int node)
{
	for (size_t i = 0; i < g->n_claims; i++)
		if (g->claim[i] == node)
			return true;
	return g->place == node;
}

static void put_guidance(struct context *c, const struct tree *t, int node)
{
	const char *label = "guidance";
	struct buf b = {0};

	for (size_t i = 0; i < t->n_guidance; i++) {
		if (!helps(&t->guidance[i], node))
			continue;
		buf_clear(&b);
		buf_addf(&b, "%s: %s", t->guidance[i].id, t->guidance[i].text);
		out_labelled(&c->out, SHOW_LABEL, STYLE_DIM, label, buf_str(&b));
		label = "";
	}
	buf_release(&b);
}

static void put_node(struct context *c, const struct tree *t, int node)
{
	show_wordings(c, t, node);
	show_label(c, "as printed", t->node[node].published);
	for (int i = node + 1; i < t->node[node].end; i = t->node[i].end) {
		struct buf b = {0};
		describe_claim(&b, t, i);
		buf_addf(&b, " %s", t->node[i].text);
		show_label(c, i == node + 1 ? "below" : "", buf_str(&b));
		buf_release(&b);
	}
	put_guidance(c, t, node);
}

static bool put(struct context *c, const struct args *a, const struct tree *t, const char *path, struct err *err)
{
	int node;

	if (a->n_operands == 0) {
		put_whole(c, t, path);
		return true;
	}
	if (!tree_read_node(t, a->operand[0], &node, err))
		return false;
	put_node(c, t, node);
	return true;
}

/* A workspace's own copy where one is named, else the installed file. */
static bool run_show(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	bool ok;

	if (args_has(a, "workspace")) {
		ok = workspace_open(&ws, c, a, STORE_READ, err) && put(c, a, ws.tree, NULL, err);
		workspace_close(&ws);
		return ok;
	}
	char *path = catalogue_path(args_get(a, "catalogue"), err);
	struct tree *t = path != NULL ? catalogue_load(path, &c->complaints, err) : NULL;
	ok = t != NULL && put(c, a, t, path, err);
	tree_free(t);
	free(path);
	return ok;
}

static const struct option_info options[] = {
	{ "catalogue", "NAME|FILE", "Which catalogue; else the usual one, or with -w the workspace's own copy", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_catalogue_show = {
	.name = "catalogue show",
	.operands = "[CLAIM]",
	.help = "Print a catalogue, or the wording and guidance of one claim, principle or theme",
	.option = options,
	.max = 1,
	.run = run_show,
};
