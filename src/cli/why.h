/* The parts of `assay why`: what is asked, and who prints the answer. */
#ifndef CLI_WHY_H
#define CLI_WHY_H

#include "base/json.h"
#include "cli/workspace.h"
#include "core/trial.h"

/* What is tried and not saved. */
struct why_tries {
	struct changes changes;         /* all of it */
	int *without;                   /* items of the workspace as it is */
	size_t n_without, cap_without;
	int *leaf;                      /* claims that would have another status */
	size_t n_leaves, cap_leaves;
	enum status *status;            /* of each */
	size_t cap_status;
};

struct why {
	struct context *c;
	const struct workspace *is;     /* as it is */
	struct workspace seen;          /* as it would be: borrowed from `is` or `trial`, not to be closed */
	struct why_tries tries;
	struct trial trial;             /* empty where nothing is tried */
	struct trial_effect effect;
	bool takes, json;
};

/* why_try.c: --without and --if. ERR_INPUT. Release it in either case. */
bool why_try(struct why *y, const struct args *a, struct err *err);
void why_release(struct why *y);
bool why_is_tried(const struct why *y);
bool why_is_without(const struct why *y, int ref);      /* the item of this reference is tried without */
void why_put_tries(const struct why *y);                /* first: what is tried */
void why_put_effect(const struct why *y);               /* last: what it changes */
void why_json_tries(struct json *j, const struct why *y);

/* why_claim.c, why_evidence.c, why_takes.c; `node` and `evidence` of the workspace as seen. */
void why_claim(const struct why *y, int node);
void why_evidence(const struct why *y, int evidence);
void why_put_takes(const struct why *y, int node);
void why_json_takes(struct json *j, const struct why *y, int node);

/* "1.2.2 held back: WORDING", indented: what loses support. */
void why_put_node(const struct why *y, int node);
void why_json_ids(struct json *j, const char *key, const struct tree *t, const int *node, int n);

#endif
