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

/* A save: its beginning, its entries, all at once or a part at a time, and its end. */
void history_text_begin(struct history_job *job, const struct history_save *s);
bool history_text_entries(struct history_job *job, const struct history_save *s, struct err *err);
void history_json_begin(struct json *j, const struct history_save *s);
bool history_json_entries(struct history_job *job, struct json *j, const struct history_save *s, struct err *err);
void history_json_end(struct json *j);

#endif
