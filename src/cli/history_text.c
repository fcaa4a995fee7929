/* assay history for people: a line a save, and under it a line a field with what it was and became. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/history.h"
#include "cli/marked.h"

enum { INDENT = 2, TEXT_INDENT = 6 };

static void put_heading(struct history_job *job, const struct history_save *s)
{
	struct out *o = &job->c->out;
	char at[DATE_LOCAL_TEXT];

	date_time_local(s->at, at);
	out_styled(o, STYLE_KEY, at);
	out_text(o, "  ");
	out_styled(o, STYLE_TITLE, s->who);
	out_textf(o, "  %s", history_command(s));
	if (!s->taken) {
		out_styled(o, STYLE_WARNING, "  (not taken: ");
		out_styled(o, STYLE_WARNING, history_why_not(s));
		out_styled(o, STYLE_WARNING, ")");
	} else if (s->undone) {
		out_styled(o, STYLE_DIM, "  (undone)");
	}
	out_end(o);
}

/* "status of 1.2/2: to-assess → evidenced". */
static void put_short(struct history_job *job, const struct history_entry *e, const char *act, const char *before, const char *after)
{
	struct buf b = {0};

	buf_addf(&b, "%s: ", act);
	if (before != NULL || field_info(e->field)->type == FIELD_CHOICE) {
		history_value_words(job->store, e->field, before, &b);
		buf_add(&b, job->c->out.ascii ? " -> " : " → ");
	}
	history_value_words(job->store, e->field, after, &b);
	out_paragraph(&job->c->out, INDENT, buf_str(&b));
	buf_release(&b);
}

static bool put_values(struct history_job *job, const struct history_save *s, const struct history_entry *e, const char *act,
    struct err *err)
{
	char *before = NULL, *after = NULL;
	bool ok = store_history_before(job->store, e, s->first, &before, err) &&
	    store_history_value(job->store, e->seq, &after, err);

	if (ok && field_is_long(e->field)) {
		out_blanks(&job->c->out, INDENT);
		out_linef(&job->c->out, "%s:", act);
		marked_paragraph(&job->c->out, TEXT_INDENT, before, after);
	} else if (ok) {
		put_short(job, e, act, before, after);
	}
	free(before);
	free(after);
	return ok;
}

/* A reference says that it is new, and a link that it is there: nothing else is to be told of them. */
static bool is_whole(const struct history_entry *e)
{
	return field_is_removed(e->field) || (field_is_ref(e->field) && e->fresh);
}

static bool put_entry(struct history_job *job, const struct history_save *s, const struct history_entry *e, struct err *err)
{
	struct buf act = {0};
	bool ok = true;

	history_act(job->store, e, &act);
	if (is_whole(e)) {
		out_paragraph(&job->c->out, INDENT, buf_str(&act));
	} else if (field_is_long(e->field) && !job->texts) {
		buf_add(&act, e->absent ? ": taken away" : ": written");
		out_paragraph(&job->c->out, INDENT, buf_str(&act));
	} else {
		ok = put_values(job, s, e, buf_str(&act), err);
	}
	buf_release(&act);
	return ok;
}

static void put_link(struct history_job *job, const struct history_save *s, size_t i)
{
	struct history_entry linked;
	struct buf act = {0};

	if (!history_links(s, i, &linked))
		return;
	history_act(job->store, &linked, &act);
	out_paragraph(&job->c->out, INDENT, buf_str(&act));
	buf_release(&act);
}

void history_text_begin(struct history_job *job, const struct history_save *s)
{
	put_heading(job, s);
	if (s->kind == HISTORY_BEGINNING && s->first == 1)
		out_paragraph(&job->c->out, INDENT, "the workspace was made");
}

bool history_text_entries(struct history_job *job, const struct history_save *s, struct err *err)
{
	for (size_t i = 0; i < s->n; i++) {
		put_link(job, s, i);
		if (!put_entry(job, s, &s->entry[i], err))
			return false;
	}
	return true;
}
