/* The two shapes of `assay history`. */
#ifndef CLI_HISTORY_H
#define CLI_HISTORY_H

#include "base/json.h"
#include "cli/context.h"
#include "store/history_read.h"

struct history_job {
	struct context *c;
	struct store *store;
	bool texts;                     /* long texts are read and shown */
};

bool history_text_save(struct history_job *job, const struct history_save *s, struct err *err);
bool history_json_save(struct history_job *job, struct json *j, const struct history_save *s, struct err *err);

#endif
