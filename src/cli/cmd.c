/* The table itself; each command's row is in its own file. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/complaint.h"
#include "base/mem.h"
#include "cli/cmd.h"
#include "cli/commands.h"

const struct cmd_info *const cmd_table[] = {
	&cmd_new,
	&cmd_status,
	&cmd_gaps,
	&cmd_tree,
	&cmd_show,
	&cmd_why,
	&cmd_find_text,
	&cmd_set,
	&cmd_evidence_add,
	&cmd_evidence_edit,
	&cmd_evidence_link,
	&cmd_evidence_unlink,
	&cmd_evidence_list,
	&cmd_evidence_remove,
	&cmd_evidence_merge,
	&cmd_evidence_split,
	&cmd_evidence_suggest,
	&cmd_evidence_refuse,
	&cmd_affirm,
	&cmd_gap_add,
	&cmd_gap_edit,
	&cmd_gap_close,
	&cmd_gap_list,
	&cmd_gap_show,
	&cmd_challenge_add,
	&cmd_challenge_answer,
	&cmd_challenge_settle,
	&cmd_challenge_overrule,
	&cmd_challenge_reopen,
	&cmd_challenge_edit,
	&cmd_challenge_list,
	&cmd_challenge_show,
	&cmd_challenge_remove,
	&cmd_review,
	&cmd_assessment_show,
	&cmd_assessment_set,
	&cmd_lint,
	&cmd_waive,
	&cmd_approve,
	&cmd_baseline,
	&cmd_diff,
	&cmd_history,
	&cmd_undo,
	&cmd_report,
	&cmd_export,
	&cmd_import,
	&cmd_merge,
	&cmd_backup,
	&cmd_verify,
	&cmd_catalogue_list,
	&cmd_catalogue_show,
	&cmd_catalogue_check,
	&cmd_theme_list,
	&cmd_theme_show,
	&cmd_theme_check,
	&cmd_schema,
	&cmd_complete,
	&cmd_help,
	NULL,
};

const struct option_info cmd_common[] = {
	{ "workspace", "FILE", "The workspace; else $ASSAY_WORKSPACE, else the only *.assay file here, "
	    "else the one in the configuration", OPTION_LAST, 'w' },
	{ "as", "NAME", "Who is writing; else $ASSAY_USER, else the name in the configuration, else your login",
	    OPTION_LAST, 0 },
	{ "as-of", "DATE", "The day to take for today, YYYY-MM-DD; else $ASSAY_TODAY", OPTION_LAST, 0 },
	{ "at", "MOMENT", "The workspace as it was: at a baseline, at the end of a day, or at a hash of the history", OPTION_LAST, 0 },
	{ "theme", "NAME", "The colours to use: the name of a theme or a file", OPTION_LAST, 0 },
	{ "ascii", NULL, "No characters outside ASCII in the output", OPTION_LAST, 0 },
	{ "read-only", NULL, "Save nothing", OPTION_LAST, 0 },
	{ "help", NULL, "Say how the command is used", OPTION_LAST, 'h' },
	{ "version", NULL, "Print the version of the program", OPTION_LAST, 0 },
	{ 0 },
};

static size_t first_word(const char *name)
{
	return strcspn(name, " ");
}

bool cmd_is_group(const char *word)
{
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		const char *name = cmd_table[i]->name;
		size_t n = first_word(name);
		if (name[n] == ' ' && strlen(word) == n && memcmp(name, word, n) == 0)
			return true;
	}
	return false;
}

const struct cmd_info *cmd_find(const char *word, const char *verb)
{
	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		const char *name = cmd_table[i]->name;
		size_t n = first_word(name);
		if (strlen(word) != n || memcmp(name, word, n) != 0)
			continue;
		if (verb == NULL ? name[n] == '\0' : name[n] == ' ' && strcmp(name + n + 1, verb) == 0)
			return cmd_table[i];
	}
	return NULL;
}

/* The words that may stand where the unknown one does; doubled ones do no harm. */
static size_t candidates(const char *group, char **out)
{
	size_t count = 0;

	for (size_t i = 0; cmd_table[i] != NULL; i++) {
		const char *name = cmd_table[i]->name;
		size_t n = first_word(name);
		if (group == NULL)
			out[count++] = xstrndup(name, n);
		else if (name[n] == ' ' && strlen(group) == n && memcmp(name, group, n) == 0)
			out[count++] = xstrdup(name + n + 1);
	}
	return count;
}

static void add_list(struct buf *b, char *const *word, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_addf(b, "%s%s", i == 0 ? "" : i + 1 == n ? " or " : ", ", word[i]);
}

bool cmd_unknown(const char *group, const char *word, struct err *err)
{
	char *known[sizeof cmd_table / sizeof *cmd_table];
	size_t n = candidates(group, known);
	struct buf b = {0};

	if (word == NULL) {
		buf_addf(&b, "%s: say what to do: ", group);
		add_list(&b, known, n);
	} else {
		const char *nearest = complaint_nearest(word, (const char *const *)known, n);
		buf_addf(&b, "unknown command '%s%s%s'", group != NULL ? group : "", group != NULL ? " " : "", word);
		if (group == NULL && strstr(word, ".assay") != NULL)
			buf_addf(&b, "; to open a workspace: assay -w %s", word);
		else if (nearest != NULL)
			buf_addf(&b, "; did you mean '%s%s%s'?", group != NULL ? group : "", group != NULL ? " " : "", nearest);
		else if (group == NULL)
			buf_add(&b, "; 'assay help' lists them");
		else
			buf_add(&b, "; there are "), add_list(&b, known, n);
	}
	for (size_t i = 0; i < n; i++)
		free(known[i]);
	err_set(err, ERR_INPUT, "%s", buf_str(&b));
	buf_release(&b);
	return false;
}

void cmd_usage(struct buf *b, const struct cmd_info *cmd)
{
	buf_addf(b, "assay %s [OPTION ...]", cmd->name);
	if (cmd->operands != NULL)
		buf_addf(b, " %s", cmd->operands);
}
