/* assay complete: what may stand at the cursor, for the completions of shells. Which words ask for what is
 * in complete_operand.c. Whatever is wrong, nothing is said: a key press is no place for an error. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/complete.h"
#include "cli/fields.h"

void complete_put(struct completion *k, const char *value, const char *about)
{
	if (strncmp(value, k->typed, strlen(k->typed)) != 0)
		return;
	out_text(&k->c->out, k->lead);
	out_text(&k->c->out, value);
	if (about != NULL && *about != '\0') {
		out_document(&k->c->out, "\t", 1);
		out_textn(&k->c->out, about, strcspn(about, "\n"));
	}
	out_end(&k->c->out);
}

/* ---- what stands before ------------------------------------------------------------------------- */

struct scan {
	struct args *to;
	const struct option_info *waiting;      /* for its value */
	bool only_operands;
	bool lost;                              /* a word that is no command: nothing is known of what follows */
};

static void keep(struct args *a, const struct option_info *option, const char *value)
{
	MEM_GROW(a->given, a->n_given, a->cap_given);
	a->given[a->n_given++] = (struct arg){ option, value };
}

static void scan_option(struct scan *s, const char *word)
{
	bool is_long = word[1] == '-';
	const char *name = word + (is_long ? 2 : 1);
	size_t len = is_long ? strcspn(name, "=") : 1;
	const struct option_info *option = args_option(s->to, is_long ? name : NULL, len, *name);

	if (option == NULL)
		return;
	if (option->arg == NULL)
		keep(s->to, option, "");
	else if (name[len] != '\0')
		keep(s->to, option, name + len + (name[len] == '='));
	else
		s->waiting = option;
}

static void scan_word(struct scan *s, char *word)
{
	struct args *a = s->to;

	if (a->cmd != NULL) {
		MEM_GROW(a->operand, a->n_operands, a->cap_operands);
		a->operand[a->n_operands++] = word;
	} else if (a->group == NULL && cmd_is_group(word)) {
		a->group = word;
	} else {
		a->cmd = a->group != NULL ? cmd_find(a->group, word) : cmd_find(word, NULL);
		s->lost = a->cmd == NULL;
	}
}

static void scan_one(struct scan *s, char *word)
{
	if (s->waiting != NULL) {
		keep(s->to, s->waiting, word);
		s->waiting = NULL;
	} else if (!s->only_operands && strcmp(word, "--") == 0) {
		s->only_operands = true;
	} else if (!s->only_operands && word[0] == '-' && word[1] != '\0') {
		scan_option(s, word);
	} else {
		scan_word(s, word);
	}
}

/* ---- what may follow ------------------------------------------------------------------------------ */

/* Whether "STATUS" is a choice of the field table: its values are the candidates. */
static bool put_values(struct completion *k)
{
	enum field f;
	const char *const *value;

	if (k->before->cmd == NULL || !fields_of_option(k->before->cmd, k->option, &f, NULL))
		return false;
	value = field_info(f)->values;
	for (size_t i = 0; value != NULL && value[i] != NULL; i++)
		complete_put(k, value[i], NULL);
	return value != NULL;
}

static void put_value_of(struct completion *k, const struct option_info *option)
{
	k->option = option;
	if (!put_values(k))
		complete_operand(k, option->arg, strlen(option->arg));
}

static void put_options_of(struct completion *k, const struct option_info *option)
{
	struct buf name = {0};

	for (; option != NULL && option->name != NULL; option++) {
		if (!(option->flags & (OPTION_MANY | OPTION_LAST)) && args_has(k->before, option->name))
			continue;
		buf_clear(&name);
		buf_addf(&name, "--%s", option->name);
		complete_put(k, buf_str(&name), option->help);
	}
	buf_release(&name);
}

/* "--status=evi": the value's beginning is in the same word. */
static void put_attached(struct completion *k)
{
	const char *equals = strchr(k->typed, '=');
	const struct option_info *option = args_option(k->before, k->typed + 2, (size_t)(equals - k->typed) - 2, 0);
	char *lead = xstrndup(k->typed, (size_t)(equals - k->typed) + 1);

	k->lead = lead;
	k->typed = equals + 1;
	if (option != NULL && option->arg != NULL)
		put_value_of(k, option);
	k->lead = "";
	free(lead);
}

static void put_option(struct completion *k)
{
	if (strncmp(k->typed, "--", 2) == 0 && strchr(k->typed, '=') != NULL) {
		put_attached(k);
		return;
	}
	put_options_of(k, k->before->cmd != NULL ? k->before->cmd->option : NULL);
	put_options_of(k, cmd_common);
}

/* The word of a usage line that stands at this place: "EVIDENCE CLAIM ..." has CLAIM from 1 on. */
static const char *word_at(const char *usage, size_t place, size_t *len)
{
	const char *word = NULL;

	for (*len = 0; usage != NULL; usage += *len) {
		usage += strspn(usage, " [");
		size_t n = strcspn(usage, " ");
		if (n == 0)
			break;
		if (strncmp(usage, "...", 3) == 0)
			return word;            /* *len is still that of the word it repeats */
		word = usage;
		*len = n;
		if (place-- == 0)
			return word;
	}
	return NULL;
}

static void put_operand(struct completion *k)
{
	const struct cmd_info *cmd = k->before->cmd;
	size_t len, place = k->before->n_operands;
	const char *word = word_at(cmd->operands, place, &len);

	if (word != NULL && (cmd->max < 0 || place < (size_t)cmd->max))
		complete_operand(k, word, len);
	else if (cmd == &cmd_help && place == 1)
		complete_verbs(k, k->before->operand[0]);
}

static void put_candidates(struct completion *k, const struct scan *s)
{
	if (s->lost)
		return;
	if (s->waiting != NULL)
		put_value_of(k, s->waiting);
	else if (!s->only_operands && k->typed[0] == '-')
		put_option(k);
	else if (k->before->cmd != NULL)
		put_operand(k);
	else if (k->before->group != NULL)
		complete_verbs(k, k->before->group);
	else
		complete_commands(k);
}

/* ---- the command ---------------------------------------------------------------------------------- */

static bool run_complete(struct context *c, const struct args *a, struct err *err)
{
	struct args before = {0};
	struct scan s = { .to = &before };
	struct completion k = { .c = c, .before = &before, .lead = "", .typed = "" };

	(void)err;
	for (size_t i = 0; i + 1 < a->n_operands; i++)
		scan_one(&s, a->operand[i]);
	if (a->n_operands > 0)
		k.typed = a->operand[a->n_operands - 1];
	put_candidates(&k, &s);
	complete_release(&k);
	args_release(&before);
	return true;
}

const struct cmd_info cmd_complete = {
	.name = "complete",
	.operands = "WORD ...",
	.help = "Print what may stand at the cursor of a command line, for the completions of shells",
	.more = "After two hyphens stand the words behind 'assay' up to the cursor, the last of them perhaps empty. "
	    "Each line is a candidate and, after a tab, what it is. A line ':files' asks the shell for file names, "
	    "with a suffix behind it for those first.",
	.max = -1,
	.files = true,
	.no_settings = true,
	.run = run_complete,
};
