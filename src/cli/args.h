/* The command line, read by the tables of options. */
#ifndef CLI_ARGS_H
#define CLI_ARGS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum {
	OPTION_MANY = 1,        /* may be given several times; otherwise twice is a mistake */
	OPTION_FIELD = 2,       /* sets the field of this name (fields.h) */
	OPTION_LAST = 4,        /* the last one wins: the options every command has */
};

struct option_info {
	const char *name;
	const char *arg;        /* what follows: "FILE", "TEXT"; NULL: a switch. FILE may be any bytes */
	const char *help;
	unsigned flags;
	char letter;            /* 0: none */
};

struct arg {
	const struct option_info *option;
	const char *value;      /* "" for a switch */
};

/* What was given; strings are borrowed from argv. */
struct args {
	const struct cmd_info *cmd;     /* NULL: none was named */
	const char *group;              /* "evidence" where only the first of two words was given */
	struct arg *given;
	size_t n_given, cap_given;
	char **operand;
	size_t n_operands, cap_operands;
};

void args_release(struct args *a);
/* ERR_INPUT: an unknown command or option (with the nearest there is), a value missing or not
 * UTF-8, operands too few or too many. Stops at --help and --version: what follows is not read. */
bool args_read(struct args *a, char **argv, struct err *err);

/* The option of this name, or with `name` NULL of this letter: the command's, else one that every command
 * has; NULL: none. */
const struct option_info *args_option(const struct args *a, const char *name, size_t len, char letter);
bool args_has(const struct args *a, const char *name);
/* The value, or NULL where the option was not given. */
const char *args_get(const struct args *a, const char *name);
/* The values of an option that may be given several times: the first from *at on, or NULL. */
const char *args_next(const struct args *a, const char *name, size_t *at);

#endif
