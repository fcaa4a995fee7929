/* assay history --json: every field with its value before and after. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/describe.h"
#include "cli/history.h"

/* "E4" under `ref`, null where the entity has none; for a link that of its item or gap. */
static void put_ref(struct history_job *job, struct json *j, const struct history_entry *e)
{
	enum entity owner = entity_is_link(e->entity) ? entity_owner(e->entity) : e->entity;
	struct buf b = {0};
	char *id = xstrndup(e->id, strcspn(e->id, " "));

	if (entity_letter(owner) != 0)
		history_name(job->store, owner, id, &b);
	json_string(j, "ref", buf_str(&b));
	buf_release(&b);
	free(id);
}

static void put_claim(struct history_job *job, struct json *j, const struct history_entry *e)
{
	const struct tree *t = store_tree(job->store);
	const char *blank = strchr(e->id, ' ');
	int node = tree_find(t, blank != NULL ? blank + 1 : e->id);

	if (node != NODE_NONE) {
		describe_json_claim_keys(j, t, node);
	} else {
		json_null(j, "claim");
		json_null(j, "asked_as");
	}
}

static bool put_values(struct history_job *job, struct json *j, const struct history_save *s, const struct history_entry *e, struct err *err)
{
	bool left_out = field_is_long(e->field) && !job->texts;
	char *before = NULL, *after = NULL;
	bool ok = left_out || (store_history_before(job->store, e, s->first, &before, err) &&
	    store_history_value(job->store, e->seq, &after, err));

	json_string(j, "before", before);
	json_string(j, "after", after);
	json_bool(j, "left_out", left_out);
	free(before);
	free(after);
	return ok;
}

static bool put_entry(struct history_job *job, struct json *j, const struct history_save *s, const struct history_entry *e, struct err *err)
{
	json_object(j, NULL);
	json_string(j, "entity", entity_name(e->entity));
	put_ref(job, j, e);
	put_claim(job, j, e);
	json_string(j, "field", field_info(e->field)->key);
	bool ok = put_values(job, j, s, e, err);
	json_end(j);
	return ok;
}

void history_json_begin(struct json *j, const struct history_save *s)
{
	json_object(j, NULL);
	json_string(j, "save", s->save);
	json_string(j, "command", history_command(s));
	json_string(j, "of", s->of);
	json_string(j, "who", s->who);
	json_string(j, "at", s->at);
	json_bool(j, "taken", s->taken);
	json_bool(j, "undone", s->undone);
	json_array(j, "entries");
}

bool history_json_entries(struct history_job *job, struct json *j, const struct history_save *s, struct err *err)
{
	bool ok = true;

	for (size_t i = 0; ok && i < s->n; i++)
		ok = put_entry(job, j, s, &s->entry[i], err);
	return ok;
}

void history_json_end(struct json *j)
{
	json_end(j);
	json_end(j);
}
