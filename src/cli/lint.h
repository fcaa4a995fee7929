/* Remarks on quality, for the commands that make and waive them. */
#ifndef CLI_LINT_H
#define CLI_LINT_H

#include "cli/workspace.h"
#include "core/lint.h"

/* All remarks on the workspace, with the shipped words and the user's own; `words` NULL, or another list to
 * add instead of those. Release *out. ERR_INPUT: the lists cannot be read (c->complaints). */
bool lint_workspace(struct lint *out, struct context *c, const struct workspace *ws, const char *words, struct err *err);

/* Those to be shown, in order of heading, rule and place: borrowed from a struct lint. */
struct lint_shown { const struct lint_remark **item; size_t n, cap; };

void lint_print(struct context *c, const struct lint_shown *s);
void lint_print_json(struct context *c, const struct lint_shown *s);
/* What a rule is for. */
void lint_explain(struct context *c, const struct lint_rule *rule);
void lint_list_rules(struct context *c);

#endif
