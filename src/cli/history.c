/* assay history: who saved what and when, newest first. */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/commands.h"
#include "cli/history.h"

enum { PAGE = 200 };            /* saves in memory at a time */

/* ---- which ------------------------------------------------------------------------------------ */

/* What the operand names: a claim or node, or anything that ever had a reference. */
static bool read_subject(struct store *st, const char *name, struct history_filter *f, char **id, struct err *err)
{
	int ref;

	for (int e = 0; e < ENTITY_COUNT; e++)
		if (entity_letter((enum entity)e) != 0 && ref_read(name, entity_letter((enum entity)e), &ref)) {
			if (!store_find_ref(st, (enum entity)e, ref, id, err))
				return false;
			f->entity = (enum entity)e;
			f->id = *id;
			return true;
		}
	return tree_read_node(store_tree(st), name, &f->node, err);
}

/* The moment a day begins where the reader is; the day after it for `until`. */
static bool read_day(const struct args *a, const char *option, int days, char out[DATE_TIME_TEXT], const char **moment, struct err *err)
{
	const char *day = args_get(a, option);
	date d;

	if (day == NULL)
		return true;
	if (!date_parse(day, &d))
		return err_set(err, ERR_INPUT, "--%s: '%s' is no day; write it as YYYY-MM-DD", option, day);
	date_time_of_day(date_add_days(d, days), out);
	*moment = out;
	return true;
}

static bool read_number(const struct args *a, size_t *max, struct err *err)
{
	const char *text = args_get(a, "number");

	*max = SIZE_MAX;
	if (text == NULL)
		return true;
	if (*text == '\0' || strlen(text) > 9 || strspn(text, "0123456789") != strlen(text))
		return err_set(err, ERR_INPUT, "--number: '%s' is no number of saves", text);
	*max = (size_t)strtol(text, NULL, 10);
	return true;
}

/* ---- one page after the other --------------------------------------------------------------------- */

static bool put_entries(struct history_job *job, const struct history_save *s, struct json *j, struct err *err)
{
	return j != NULL ? history_json_entries(job, j, s, err) : history_text_entries(job, s, err);
}

/* What a long save did is printed as it is read. */
static bool put_parts(struct history_job *job, struct history *h, const struct history_save *s, struct json *j, struct err *err)
{
	struct history_part part = {0};
	bool ok;

	while ((ok = store_history_part(job->store, h, s, &part, err)) && part.save.n > 0 && out_is_read(&job->c->out)
	    && (ok = put_entries(job, &part.save, j, err)))
		;
	history_part_release(&part);
	return ok;
}

static bool put_save(struct history_job *job, struct history *h, const struct history_save *s, struct json *j, struct err *err)
{
	if (j != NULL)
		history_json_begin(j, s);
	else
		history_text_begin(job, s);
	bool ok = s->n == s->n_pass ? put_entries(job, s, j, err) : put_parts(job, h, s, j, err);
	if (j != NULL)
		history_json_end(j);
	return ok;
}

static bool put_page(struct history_job *job, struct history *h, struct json *j, struct err *err)
{
	for (size_t i = 0; i < h->n; i++)
		if (!put_save(job, h, &h->save[i], j, err))
			return false;
	return true;
}

/* What was printed is let go. */
static bool put_all(struct history_job *job, const struct history_filter *f, size_t max, struct json *j, size_t *shown, struct err *err)
{
	struct history h = {0};
	bool ok = true;

	for (*shown = 0; ok && !h.end && *shown < max && out_is_read(&job->c->out);) {
		size_t want = max - *shown < PAGE ? max - *shown : PAGE;

		history_let_go(&h);
		ok = store_history(job->store, f, want, &h, err) && put_page(job, &h, j, err);
		*shown += h.n;
	}
	history_release(&h);
	return ok;
}

static bool put_json(struct history_job *job, const struct history_filter *f, size_t max, struct err *err)
{
	struct buf b = {0};
	struct json j = { .out = &b };
	size_t shown;

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.history/1");
	json_array(&j, "saves");
	bool ok = put_all(job, f, max, &j, &shown, err);
	if (ok) {
		json_end(&j);
		json_end(&j);
		out_json(&job->c->out, buf_str(&b));
	}
	buf_release(&b);
	return ok;
}

static bool put_text(struct history_job *job, const struct history_filter *f, size_t max, struct err *err)
{
	size_t shown;

	if (!put_all(job, f, max, NULL, &shown, err))
		return false;
	if (shown == 0 && max > 0)
		out_line(&job->c->out, "nothing was saved that fits");
	return true;
}

/* One consistent moment, whatever others save meanwhile. */
static bool history(struct history_job *job, const struct args *a, struct err *err)
{
	struct history_filter f = HISTORY_ALL;
	char since[DATE_TIME_TEXT], until[DATE_TIME_TEXT], *id = NULL;
	size_t max;

	f.who = args_get(a, "by");
	f.command = args_get(a, "command");
	bool ok = read_number(a, &max, err) && read_day(a, "since", 0, since, &f.since, err) &&
	    read_day(a, "until", 1, until, &f.until, err) &&
	    (a->n_operands == 0 || read_subject(job->store, a->operand[0], &f, &id, err)) &&
	    store_snapshot_begin(job->store, err);
	if (ok) {
		ok = args_has(a, "json") ? put_json(job, &f, max, err) : put_text(job, &f, max, err);
		store_snapshot_end(job->store);
	}
	free(id);
	return ok;
}

static bool run_history(struct context *c, const struct args *a, struct err *err)
{
	struct history_job job = { .c = c, .texts = args_has(a, "texts") };
	char *path = NULL;

	bool ok = context_workspace(a, c, &path, err) && store_open(path, STORE_READ, c->who, &job.store, err) &&
	    history(&job, a, err);
	store_close(job.store);
	free(path);
	return ok;
}

static const struct option_info options[] = {
	{ "by", "NAME", "Only what was saved by somebody whose name has this in it", 0, 0 },
	{ "command", "NAME", "Only what this command saved: 'set', 'evidence', 'undo'", 0, 0 },
	{ "since", "DATE", "Only what was saved on this day or later", 0, 0 },
	{ "until", "DATE", "Only what was saved on this day or earlier", 0, 0 },
	{ "number", "NUMBER", "Only the newest ones, this many", 0, 'n' },
	{ "texts", NULL, "Texts too, with the differing words marked", 0, 0 },
	{ "json", NULL, "Print JSON", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_history = {
	.name = "history",
	.operands = "[CLAIM|EVIDENCE|GAP]",
	.help = "Say who saved what and when, newest first",
	.more = "A claim's history is that of its answer, links and gaps, and of the claims below it. What was removed can be "
	    "named too. The order is that in which it was saved, whatever the clocks said.",
	.option = options,
	.max = 1,
	.run = run_history,
};
