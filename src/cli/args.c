/* Reads the command line: options and operands in any order, one pass, no guessing. */
#include "config.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/complaint.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/args.h"
#include "cli/cmd.h"

struct parser {
	struct args *a;
	char **argv;            /* the next argument */
	bool only_operands;     /* after -- */
	bool stop;              /* --help or --version was read */
	struct err *err;
};

void args_release(struct args *a)
{
	free(a->given);
	free(a->operand);
}

/* "set: " in front once the command is known, so that every complaint says whose it is. */
static bool complain(struct parser *p, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static bool complain(struct parser *p, const char *fmt, ...)
{
	struct buf b = {0};
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&b, fmt, ap);
	va_end(ap);
	err_set(p->err, ERR_INPUT, "%s", buf_str(&b));
	buf_release(&b);
	if (p->a->cmd != NULL)
		return err_prefix(p->err, "%s", p->a->cmd->name);
	return false;
}

/* ---- options ---------------------------------------------------------------------------------- */

static const struct option_info *find_in(const struct option_info *table, const char *name, size_t len, char letter)
{
	for (; table != NULL && table->name != NULL; table++)
		if (name != NULL ? strlen(table->name) == len && memcmp(table->name, name, len) == 0 : table->letter == letter)
			return table;
	return NULL;
}

const struct option_info *args_option(const struct args *a, const char *name, size_t len, char letter)
{
	const struct option_info *found = a->cmd != NULL ? find_in(a->cmd->option, name, len, letter) : NULL;

	return found != NULL ? found : find_in(cmd_common, name, len, letter);
}

static const char *nearest_option(const struct args *a, const char *name)
{
	const char *known[64];
	size_t n = 0;

	for (const struct option_info *o = cmd_common; o->name != NULL; o++)
		known[n++] = o->name;
	for (const struct option_info *o = a->cmd != NULL ? a->cmd->option : NULL; o != NULL && o->name != NULL; o++)
		known[n++] = o->name;
	return complaint_nearest(name, known, n);
}

static bool unknown_option(struct parser *p, const char *name, size_t len)
{
	char *word = xstrndup(name, len);
	const char *nearest = nearest_option(p->a, word);
	struct buf b = {0};

	buf_addf(&b, "unknown option '--%s'", word);
	if (nearest != NULL)
		buf_addf(&b, "; did you mean --%s?", nearest);
	else
		buf_addf(&b, "; 'assay %s--help' lists them", p->a->cmd != NULL ? "COMMAND " : "");
	complain(p, "%s", buf_str(&b));
	buf_release(&b);
	free(word);
	return false;
}

static bool keep(struct parser *p, const struct option_info *option, const char *value)
{
	struct args *a = p->a;

	if (!(option->flags & (OPTION_MANY | OPTION_LAST)))
		for (size_t i = 0; i < a->n_given; i++)
			if (a->given[i].option == option)
				return complain(p, "--%s is given twice", option->name);
	if (option->arg != NULL && strstr(option->arg, "FILE") == NULL && !utf8_valid(value, strlen(value), NULL))
		return complain(p, "--%s: the value is not valid UTF-8", option->name);
	MEM_GROW(a->given, a->n_given, a->cap_given);
	a->given[a->n_given++] = (struct arg){ option, value };
	p->stop = strcmp(option->name, "help") == 0 || strcmp(option->name, "version") == 0;
	return true;
}

/* attached: the value in the same argument, or NULL. */
static bool take(struct parser *p, const struct option_info *option, const char *attached)
{
	if (option->arg == NULL) {
		if (attached != NULL)
			return complain(p, "--%s takes no value", option->name);
		return keep(p, option, "");
	}
	if (attached == NULL && *p->argv == NULL)
		return complain(p, "--%s needs a value", option->name);
	return keep(p, option, attached != NULL ? attached : *p->argv++);
}

static bool read_long(struct parser *p, const char *text)
{
	size_t len = strcspn(text, "=");
	const struct option_info *option = args_option(p->a, text, len, 0);

	if (option == NULL)
		return unknown_option(p, text, len);
	return take(p, option, text[len] == '=' ? text + len + 1 : NULL);
}

static bool read_short(struct parser *p, const char *text)
{
	const struct option_info *option = args_option(p->a, NULL, 0, text[0]);

	if (option == NULL)
		return complain(p, "unknown option '-%s'; a text that begins with '-' goes after '--'", text);
	return take(p, option, text[1] != '\0' ? text + 1 : NULL);
}

/* ---- operands --------------------------------------------------------------------------------- */

static bool complain_usage(struct parser *p, const char *word, const char *what)
{
	struct buf usage = {0};

	cmd_usage(&usage, p->a->cmd);
	complain(p, "%s%s%s %s; usage: %s", word != NULL ? "'" : "", word != NULL ? word : "something",
	    word != NULL ? "'" : "", what, buf_str(&usage));
	buf_release(&usage);
	return false;
}

static bool keep_operand(struct parser *p, char *word)
{
	struct args *a = p->a;

	if (a->cmd->max >= 0 && a->n_operands == (size_t)a->cmd->max)
		return complain_usage(p, word, "is too much");
	if (!a->cmd->files && !utf8_valid(word, strlen(word), NULL))
		return complain(p, "'%s' is not valid UTF-8", word);
	MEM_GROW(a->operand, a->n_operands, a->cap_operands);
	a->operand[a->n_operands++] = word;
	return true;
}

static bool read_word(struct parser *p, char *word)
{
	struct args *a = p->a;

	if (a->cmd != NULL)
		return keep_operand(p, word);
	if (a->group == NULL && cmd_is_group(word)) {
		a->group = word;
		return true;
	}
	a->cmd = a->group != NULL ? cmd_find(a->group, word) : cmd_find(word, NULL);
	return a->cmd != NULL || cmd_unknown(a->group, word, p->err);
}

static bool read_one(struct parser *p)
{
	char *word = *p->argv++;

	if (p->only_operands || word[0] != '-' || word[1] == '\0')
		return read_word(p, word);
	if (strcmp(word, "--") == 0) {
		p->only_operands = true;
		return true;
	}
	return word[1] == '-' ? read_long(p, word + 2) : read_short(p, word + 1);
}

static bool enough_operands(struct parser *p)
{
	const struct args *a = p->a;

	if (a->cmd == NULL)
		return a->group == NULL || cmd_unknown(a->group, NULL, p->err);
	return a->n_operands >= (size_t)a->cmd->min || complain_usage(p, NULL, "is missing");
}

bool args_read(struct args *a, char **argv, struct err *err)
{
	struct parser p = { .a = a, .argv = argv, .err = err };

	*a = (struct args){ 0 };
	while (*p.argv != NULL && !p.stop)
		if (!read_one(&p))
			return false;
	return p.stop || enough_operands(&p);
}

/* ---- asking ----------------------------------------------------------------------------------- */

const char *args_next(const struct args *a, const char *name, size_t *at)
{
	while (*at < a->n_given) {
		const struct arg *g = &a->given[(*at)++];
		if (strcmp(g->option->name, name) == 0)
			return g->value;
	}
	return NULL;
}

const char *args_get(const struct args *a, const char *name)
{
	const char *value = NULL, *next;
	size_t at = 0;

	while ((next = args_next(a, name, &at)) != NULL)
		value = next;
	return value;
}

bool args_has(const struct args *a, const char *name)
{
	return args_get(a, name) != NULL;
}
