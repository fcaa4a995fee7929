/* Private to complete*.c: what may stand at the cursor of a command line. */
#ifndef CLI_COMPLETE_H
#define CLI_COMPLETE_H

#include "cli/args.h"
#include "cli/context.h"
#include "cli/workspace.h"

struct completion {
	struct context *c;
	const struct args *before;      /* what stands before the word in hand, as far as it makes sense */
	const struct option_info *option;       /* whose value it is, or NULL: an operand */
	const char *lead;               /* stays in front of every candidate: "--status=", or "" */
	const char *typed;              /* what is there of the word, after the lead */
	bool opened;                    /* the workspace was looked for */
	struct workspace ws;
	struct tree *catalogue;         /* where there is no workspace */
};

/* One candidate in a line, with a word on what it is; nothing where it does not begin as typed. */
void complete_put(struct completion *k, const char *value, const char *about);
/* What `words` of a usage line ask for, "CLAIM|EVIDENCE": all candidates for it. */
void complete_operand(struct completion *k, const char *words, size_t len);
/* First words of commands; the second words of a group. */
void complete_commands(struct completion *k);
void complete_verbs(struct completion *k, const char *group);
void complete_release(struct completion *k);

#endif
