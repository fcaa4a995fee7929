/* A save: all its changes in one transaction, or none of them.
 *
 * Everything is settled before the first row is written (save_plan.c), so that a save that is not taken writes nothing
 * but its history (save_write.c). */
#include "config.h"

#include <assert.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/save.h"

enum { SAVE_SECONDS = 300 };            /* for the largest import */

static void save_release(struct save *s)
{
	for (size_t i = 0; s->given && i < s->c->n; i++)
		free(s->given[i]);
	free(s->keep);
	free(s->given);
	free(s->of);
	free(s->touched);
	map_release(&s->by_entity);
	map_release(&s->by_field);
	buf_release(&s->stale);
}

/* ---- values, before anything is locked ---------------------------------------------------------- */

/* "evidence E12, title"; an entity that is not there yet has no name but its kind. */
bool save_prefix_place(struct store *st, const struct change *ch, struct err *err)
{
	struct buf name = {0};
	bool random = ch->base == 0 && id_valid(ch->id);

	if (random)
		buf_add(&name, entity_name(ch->entity));
	else
		store_name_entity(st, &name, ch->entity, ch->id);
	err_prefix(err, "%s, %s", buf_str(&name), field_info(ch->field)->key);
	buf_release(&name);
	return false;
}

static bool names_node(const struct store *st, const struct change *ch, struct err *err)
{
	enum entity as = ch->field == FIELD_CHALLENGE_CLAIM ? ENTITY_ANSWER : ENTITY_SCOPE;

	if (!ch->value || (ch->field != FIELD_CHALLENGE_CLAIM && ch->field != FIELD_APPROVAL_PRINCIPLE))
		return true;
	return store_id_fits(st, as, ch->value)
	    || err_set(err, ERR_INPUT, "%s is no %s of this catalogue", ch->value, as == ENTITY_ANSWER ? "claim" : "principle");
}

static bool check_change(struct store *st, const struct change *ch, struct err *err)
{
	assert(field_info(ch->field)->entity == ch->entity);
	if (!store_id_fits(st, ch->entity, ch->id))
		return err_set(err, ERR_INPUT, "%s: there is no %s in this catalogue", ch->id, entity_name(ch->entity));
	return (field_check(ch->field, ch->value, err) && names_node(st, ch, err)) || save_prefix_place(st, ch, err);
}

static bool check_values(struct store *st, const char *command, const struct changes *c, struct err *err)
{
	assert(command && *command);
	if (!field_check(FIELD_OWNER, command, err))
		return err_prefix(err, "the name of the command");
	for (size_t i = 0; i < c->n; i++)
		if (!check_change(st, &c->item[i], err))
			return false;
	return true;
}

/* ---- COMMIT, and when it is not sure --------------------------------------------------------------------- */

static bool sync_folder(const struct store *st)
{
	char *folder = conn_folder(st);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	bool ok = fd >= 0 && fsync(fd) == 0;
	if (fd >= 0)
		close(fd);
	free(folder);
	return ok;
}

/* An error from COMMIT means "unknown": the data may be there (the journal is gone, but the folder
 * could not be synced). So a new connection looks for the save's own id. */
static bool look_again(struct save *s, const struct err *first, struct err *err)
{
	struct store *st = s->st;
	struct err why;
	int64_t n = 0;

	if (!conn_again(st, &why) || !stmt_number(st, STMT_HISTORY_OF_SAVE, 0, &n, &why, "it", st->seen.seq, s->id))
		return err_set(err, ERR_STORE, "it is not known whether this was saved: %s; then looking again failed: %s", first->text, why.text);
	if (n == 0)
		return err_set(err, first->code, "not saved: %s", first->text);
	if (!sync_folder(st))
		return err_set(err, ERR_STORE, "this was saved, but the disk did not confirm it, and a power cut could undo it: %s", first->text);
	return true;
}

static bool commit(struct save *s, struct err *err)
{
	struct err first;

	if (stmt_run(s->st, STMT_COMMIT, &first, ""))
		return true;
	if (first.code != ERR_BUSY)
		return look_again(s, &first, err);
	*err = first;                   /* somebody is reading; nothing was written yet */
	store_rollback(s->st);
	return err_prefix(err, "not saved");
}

/* What was taken is what the caller's work is to follow: references filled in, the rest gone. */
static void hand_back(struct save *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->c->n; i++) {
		struct change *ch = &s->c->item[i];
		if (!s->keep[i]) {
			free(ch->id);
			free(ch->value);
			continue;
		}
		if (s->given[i]) {
			free(ch->value);
			ch->value = xstrdup(s->given[i]);
		}
		s->c->item[n++] = *ch;
	}
	for (size_t i = 0; i < s->c->n; i++)
		free(s->given[i]);
	free(s->given);
	s->given = NULL;
	s->c->n = n;
}

/* ---- one save ------------------------------------------------------------------------------------------- */

static bool begin(struct store *st, struct err *err)
{
	if (!conn_in_place(st, err) || (st->mode == STORE_WRITE && !conn_quick_check(st, err)) || !stmt_run(st, STMT_BEGIN_WRITE, err, ""))
		return false;
	if (store_check_version(st, err) && history_goes_on(st, err))
		return true;
	store_rollback(st);
	return false;
}

/* Inside the transaction: nobody saves between the look at the head and this save. */
static bool decide_and_write(struct save *s, bool *nothing, struct err *err)
{
	struct store *st = s->st;

	if (!history_head(st, &s->chain, err))
		return false;
	st->followed = st->followed && s->chain.seq == st->seen.seq;
	if (!save_plan(s, err))
		return false;
	*nothing = save_is_empty(s) && save_count_aside(s) == 0;
	if (*nothing)
		return true;
	return s->stale.len ? save_write_stale(s, err) : save_write(s, err);
}

static bool save_run(struct save *s, struct err *err)
{
	bool nothing = false;

	if (!begin(s->st, err))
		return err_prefix(err, "not saved");
	if (!decide_and_write(s, &nothing, err)) {
		store_rollback(s->st);
		return err_prefix(err, "not saved");
	}
	if (nothing)
		store_rollback(s->st);
	else if (!commit(s, err))
		return false;
	s->st->seen = s->chain;
	if (s->stale.len)
		return err_set(err, ERR_STALE, "%s", buf_str(&s->stale));
	hand_back(s);
	return true;
}

/* `s` says what to save; the rest of it is filled in here. */
static bool save_changes(struct save *s, struct err *err)
{
	struct store *st = s->st;

	assert(!st->in_snapshot);
	if (st->readonly)
		return err_set(err, ERR_READONLY, "not saved: %s: %s", st->path, st->readonly);
	if (!s->c->n && save_count_aside(s) == 0)
		return true;
	if (!conn_ready(st, SAVE_SECONDS, err) || !check_values(st, s->command, s->c, err))
		return err_prefix(err, "not saved");
	for (size_t i = 0; i < s->n_aside; i++)
		if (!check_values(st, s->aside[i].command, s->aside[i].changes, err))
			return err_prefix(err, "not saved");
	id_new(s->id);
	date_time_now(s->at);
	s->keep = xcalloc(s->c->n + 1, sizeof *s->keep);
	s->given = xcalloc(s->c->n + 1, sizeof *s->given);
	s->of = xcalloc(s->c->n + 1, sizeof *s->of);
	bool ok = save_run(s, err);
	save_release(s);
	assert(store_at_rest(st));
	return ok;
}

bool store_save(struct store *st, const char *command, struct changes *c, struct err *err)
{
	struct save s = { .st = st, .c = c, .command = command };

	return save_changes(&s, err);
}

bool store_save_beside(struct store *st, const char *command, struct changes *c, const struct store_aside *aside, size_t n_aside,
    struct err *err)
{
	struct save s = { .st = st, .c = c, .command = command, .aside = aside, .n_aside = n_aside };

	return save_changes(&s, err);
}

bool save_recorded(struct store *st, const char *command, struct changes *c, struct err *err)
{
	struct save s = { .st = st, .c = c, .command = command, .recorded = true };

	return save_changes(&s, err);
}
