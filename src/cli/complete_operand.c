/* Which words of a usage line ask for what, in one table, and where the candidates come from: the catalogue
 * and the workspace, the tables of commands and the data folder. The workspace is opened only where the word
 * asks for something in it. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "catalogue/load.h"
#include "catalogue/schema_file.h"
#include "catalogue/theme.h"
#include "cli/commands.h"
#include "cli/complete.h"
#include "cli/describe.h"
#include "core/lint.h"

/* ---- the workspace that is meant, if there is one --------------------------------------------------- */

/* As the shell would have it, as far as people type it: ~/ in front, blanks behind backslashes. */
static char *unquoted(const char *path)
{
	const char *home = getenv("HOME");
	struct buf b = {0};

	if (strncmp(path, "~/", 2) == 0 && home != NULL) {
		buf_add(&b, home);
		path++;
	}
	for (; *path != '\0'; path++) {
		if (*path == '\\' && path[1] != '\0')
			path++;
		buf_addc(&b, *path);
	}
	return buf_steal(&b);
}

static void open_workspace(struct completion *k)
{
	struct complaints faults = {0};
	struct names here = {0};
	struct err ignored;
	char *given = NULL;

	k->opened = true;
	settings_load(&k->c->settings, &faults, &ignored);
	if (context_find(k->before, k->c, &given, &here, &ignored) && given != NULL) {
		char *path = unquoted(given);
		workspace_open_path(&k->ws, k->c, path, STORE_READ, &ignored);
		free(path);
	}
	free(given);
	names_release(&here);
	complaints_release(&faults);
}

/* NULL: there is none, or it cannot be read. */
static const struct work *work_of(struct completion *k)
{
	if (!k->opened)
		open_workspace(k);
	return k->ws.work;
}

/* The workspace's own copy of the catalogue, else the installed one; NULL: neither. */
static const struct tree *tree_of(struct completion *k)
{
	struct complaints faults = {0};
	struct err ignored;

	if (work_of(k) != NULL)
		return k->ws.tree;
	if (k->catalogue == NULL) {
		char *path = catalogue_path(NULL, &ignored);
		k->catalogue = path != NULL ? catalogue_load(path, &faults, &ignored) : NULL;
		free(path);
		complaints_release(&faults);
	}
	return k->catalogue;
}

void complete_release(struct completion *k)
{
	workspace_close(&k->ws);
	tree_free(k->catalogue);
}

/* ---- claims ------------------------------------------------------------------------------------- */

/* As people write it, else by its number in the tree where that is what was begun. */
static void put_node(struct completion *k, const struct tree *t, int node)
{
	const char *name = describe_name(t, node);

	complete_put(k, strncmp(name, k->typed, strlen(k->typed)) == 0 ? name : t->node[node].id, t->node[node].label);
}

static void put_nodes(struct completion *k)
{
	const struct tree *t = tree_of(k);

	for (int i = 0; t != NULL && i < t->n_nodes; i++)
		put_node(k, t, i);
}

/* Where something is to be written: a claim that is not asked for is named in full there (tree_read_leaf). */
static void put_leaves(struct completion *k)
{
	const struct tree *t = tree_of(k);

	for (int i = 0; t != NULL && i < t->n_nodes; i++)
		if (tree_is_leaf(t, i) && t->node[i].asked_as != NULL)
			put_node(k, t, i);
		else if (tree_is_leaf(t, i))
			complete_put(k, describe_name(t, i), t->node[i].label);
}

static void put_principles(struct completion *k)
{
	const struct tree *t = tree_of(k);

	for (int i = 0; t != NULL && i < t->n_nodes; i++)
		if (t->node[i].kind == NODE_PRINCIPLE)
			put_node(k, t, i);
}

/* ---- what has a reference ------------------------------------------------------------------------- */

static void put_ref(struct completion *k, char letter, int ref, const char *about)
{
	char name[32];

	snprintf(name, sizeof name, "%c%d", letter, ref);
	complete_put(k, name, about);
}

static void put_evidence(struct completion *k)
{
	const struct work *w = work_of(k);

	for (int i = 0; w != NULL && i < w->n_evidence; i++)
		put_ref(k, 'E', w->evidence[i].ref, describe_title(&w->evidence[i]));
}

static void put_gaps(struct completion *k)
{
	const struct work *w = work_of(k);

	for (int i = 0; w != NULL && i < w->n_gap; i++)
		put_ref(k, 'G', w->gap[i].ref, w->gap[i].head);
}

static void put_challenges(struct completion *k)
{
	const struct work *w = work_of(k);

	for (int i = 0; w != NULL && i < w->n_challenge; i++)
		put_ref(k, 'C', w->challenge[i].ref, w->challenge[i].head);
}

/* Rules that are waived, each once. */
static void put_rules(struct completion *k)
{
	for (size_t i = 0; i < lint_rule_count(); i++)
		complete_put(k, lint_rule_at(i)->id, lint_rule_at(i)->reason);
}

static void put_anything(struct completion *k)
{
	put_nodes(k);
	put_evidence(k);
	put_gaps(k);
}

/* ---- commands ------------------------------------------------------------------------------------- */

static void put_group(struct completion *k, const char *group)
{
	struct buf about = {0};

	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		const char *name = cmd_table[i]->name, *blank = strchr(name, ' ');
		if (blank != NULL && strncmp(name, group, strlen(group)) == 0 && name[strlen(group)] == ' ')
			buf_addf(&about, "%s%s", about.len > 0 ? ", " : "", blank + 1);
	}
	complete_put(k, group, buf_str(&about));
	buf_release(&about);
}

/* A group stands in the table in one piece. */
static bool is_first_of_group(size_t i)
{
	size_t n = strcspn(cmd_table[i]->name, " ");

	return i == 0 || strncmp(cmd_table[i - 1]->name, cmd_table[i]->name, n) != 0 || cmd_table[i - 1]->name[n] != ' ';
}

void complete_commands(struct completion *k)
{
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		const struct cmd_info *cmd = cmd_table[i];
		size_t n = strcspn(cmd->name, " ");
		if (cmd == &cmd_complete)
			continue;               /* nobody types it */
		if (cmd->name[n] == '\0') {
			complete_put(k, cmd->name, cmd->help);
		} else if (is_first_of_group(i)) {
			char *group = xstrndup(cmd->name, n);
			put_group(k, group);
			free(group);
		}
	}
}

void complete_verbs(struct completion *k, const char *group)
{
	size_t n = strlen(group);

	for (size_t i = 0; cmd_table[i] != NULL; i++)
		if (strncmp(cmd_table[i]->name, group, n) == 0 && cmd_table[i]->name[n] == ' ')
			complete_put(k, cmd_table[i]->name + n + 1, cmd_table[i]->help);
}

/* ---- files ---------------------------------------------------------------------------------------- */

/* Which files there are the shell knows best. */
static void put_directive(struct completion *k, const char *line)
{
	out_line(&k->c->out, line);
}

static void put_files(struct completion *k)
{
	put_directive(k, ":files");
}

static void put_workspaces(struct completion *k)
{
	put_directive(k, ":files .assay");
}

static void put_themes(struct completion *k)
{
	struct theme_list list = {0};
	struct err ignored;

	if (theme_list(&list, &ignored))
		for (size_t i = 0; i < list.n; i++)
			complete_put(k, list.name[i], NULL);
	theme_list_release(&list);
}

/* sscop-apc-1.0.yaml is named by what stands before its suffix. */
static void put_catalogues(struct completion *k)
{
	struct catalogue_list list = {0};
	struct err ignored;

	for (size_t i = 0; catalogue_list(&list, &ignored) && i < list.n; i++) {
		const char *slash = strrchr(list.path[i], '/'), *base = slash != NULL ? slash + 1 : list.path[i];
		char *name = xstrndup(base, strlen(base) - strlen(".yaml"));
		complete_put(k, name, NULL);
		free(name);
	}
	catalogue_list_release(&list);
}

static void put_schemas(struct completion *k)
{
	struct schema_files list = {0};
	struct err ignored;

	if (schema_files_list(&list, &ignored))
		for (size_t i = 0; i < list.n; i++)
			complete_put(k, list.item[i].name, list.item[i].about);
	schema_files_release(&list);
}

static void put_formats(struct completion *k)
{
	complete_put(k, "yaml", NULL);
	complete_put(k, "json", NULL);
}

/* ---- the table -------------------------------------------------------------------------------------- */

/* The first row that fits. `where`: the name of the option whose value it is, or the first word of the
 * command; NULL: anywhere. A word that is not here is free text, and has no candidates. */
static const struct row {
	const char *where, *word;
	void (*put)(struct completion *k);
} rows[] = {
	{ "theme", "NAME", put_themes },
	{ "catalogue", "NAME", put_catalogues },
	{ "schema", "NAME", put_schemas },
	{ "command", "NAME", complete_commands },
	{ "export", "FORMAT", put_formats },
	{ "workspace", "FILE", put_workspaces },
	{ "status", "FILE", put_workspaces },
	{ "merge", "FILE", put_workspaces },
	/* Commands that only read take principles and themes too. */
	{ "show", "CLAIM", put_nodes },
	{ "why", "CLAIM", put_nodes },
	{ "tree", "CLAIM", put_nodes },
	{ "history", "CLAIM", put_nodes },
	{ "catalogue", "CLAIM", put_nodes },
	{ "gaps", "CLAIM", put_nodes },
	{ NULL, "CLAIM", put_leaves },
	{ NULL, "NODE", put_nodes },
	{ NULL, "PRINCIPLE", put_principles },
	{ NULL, "EVIDENCE", put_evidence },
	{ NULL, "GAP", put_gaps },
	{ NULL, "CHALLENGE", put_challenges },
	{ NULL, "RULE", put_rules },
	{ NULL, "ON", put_anything },
	{ NULL, "COMMAND", complete_commands },
	{ NULL, "FILE", put_files },
};

static bool is_here(const struct completion *k, const char *where)
{
	const char *name = k->before->cmd != NULL ? k->before->cmd->name : "";
	size_t n = strlen(where);

	if (k->option != NULL && strcmp(k->option->name, where) == 0)
		return true;
	return strncmp(name, where, n) == 0 && (name[n] == ' ' || name[n] == '\0');
}

static void put_word(struct completion *k, const char *word)
{
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		if (strcmp(rows[i].word, word) == 0 && (rows[i].where == NULL || is_here(k, rows[i].where))) {
			rows[i].put(k);
			return;
		}
	if (strspn(word, "abcdefghijklmnopqrstuvwxyz-") == strlen(word) && strcmp(word, "-") != 0 && *word != '\0')
		complete_put(k, word, NULL);            /* stands for itself: "keys" */
}

/* "CLAIM[=NOTE]" is asked for as CLAIM. */
void complete_operand(struct completion *k, const char *words, size_t len)
{
	while (len > 0) {
		size_t n = 0;
		while (n < len && strchr("|[]=", words[n]) == NULL)
			n++;
		if (n > 0) {
			char *word = xstrndup(words, n);
			put_word(k, word);
			free(word);
		}
		if (n == len || words[n] != '|')
			break;
		words += n + 1;
		len -= n + 1;
	}
}
