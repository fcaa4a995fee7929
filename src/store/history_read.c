/* The saves of the history, filtered, newest first; earlier texts one at a time. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "store/history_ops.h"
#include "store/history_read.h"

enum { READ_SECONDS = 120 };

/* One run of reading. */
struct looking {
	struct store *st;
	const struct history_filter *f;
	struct history *h;
	struct ops ops;
	struct map belongs;             /* "gap ID", "challenge ID" that lead to the node or item asked for */
	char *beginning;                /* the command the workspace was made with */
	struct history_save now;        /* the save being put together, its entries newest first */
	bool any;                       /* `now` has something in it */
};

void history_release(struct history *h)
{
	for (size_t i = 0; i < h->n; i++)
		free(h->save[i].entry);
	free(h->save);
	arena_release(&h->arena);
	*h = (struct history){0};
}

/* ---- the filter ---------------------------------------------------------------------------------- */

static bool in_node(const struct looking *r, const char *claim)
{
	const struct tree *t = r->st->tree;
	int node = claim ? tree_find(t, claim) : NODE_NONE;

	return node >= r->f->node && node < t->node[r->f->node].end;
}

static bool belongs(const struct looking *r, enum entity e, const char *id)
{
	char *key = xasprintf("%s %s", entity_name(e), id);
	bool found = map_get(&r->belongs, key) >= 0;

	free(key);
	return found;
}

/* The claim of a link's id. */
static const char *claim_of(const char *id)
{
	const char *blank = strchr(id, ' ');

	return blank ? blank + 1 : NULL;
}

static bool passes_node(const struct looking *r, enum entity e, const char *id)
{
	switch (e) {
	case ENTITY_SCOPE:
	case ENTITY_ANSWER:
	case ENTITY_READ_THROUGH:
		return in_node(r, id);
	case ENTITY_SUPPORT:
	case ENTITY_REFUSAL:
	case ENTITY_GAP_CLAIM:
		return in_node(r, claim_of(id));
	case ENTITY_GAP:
	case ENTITY_CHALLENGE:
		return belongs(r, e, id);
	default:
		return false;
	}
}

static bool passes_id(const struct looking *r, enum entity e, const char *id)
{
	size_t len = strlen(r->f->id);

	if (e == r->f->entity)
		return strcmp(id, r->f->id) == 0;
	if (entity_owner(e) == r->f->entity)
		return strncmp(id, r->f->id, len) == 0 && id[len] == ' ';
	return belongs(r, e, id);
}

static bool entry_passes(const struct looking *r, enum entity e, const char *id)
{
	return (r->f->node == NODE_NONE || passes_node(r, e, id)) && (!r->f->id || passes_id(r, e, id));
}

static bool command_passes(const char *command, const char *asked)
{
	size_t len = strlen(asked);

	return strncmp(command, asked, len) == 0 && (command[len] == '\0' || command[len] == ' ');
}

static bool save_passes(const struct looking *r, const struct history_save *s)
{
	const struct history_filter *f = r->f;

	if (f->who && (f->who_exactly ? strcmp(s->who, f->who) != 0 : utf8_find(s->who, f->who) < 0))
		return false;
	if ((f->command && !command_passes(s->command, f->command)) || (f->since && strcmp(s->at, f->since) < 0)
	    || (f->until && strcmp(s->at, f->until) >= 0))
		return false;
	if (f->taken != HISTORY_TAKEN_OR_NOT && s->taken != (f->taken == HISTORY_TAKEN))
		return false;
	return s->n > 0 || (f->node == NODE_NONE && !f->id);
}

static void remember(struct looking *r, const char *entity, const char *id)
{
	char *key = xasprintf("%s %s", entity, id);

	map_put(&r->belongs, key, 0);
	free(key);
}

/* The gaps that are, or once were, on the claims asked for. */
static bool find_gaps(struct looking *r, struct err *err)
{
	bool row = true, sound = true;
	sqlite3_stmt *q = stmt_open(r->st, STMT_HISTORY_TOUCHING, err, "ttt", entity_name(ENTITY_GAP_CLAIM), "0", "g");

	while (q && row) {
		if (!stmt_next(r->st, q, &row, err))
			return false;
		const char *id = row ? stmt_column_text(q, 3, &sound) : NULL;
		if (id && sound && in_node(r, claim_of(id))) {
			char *gap = xstrndup(id, strcspn(id, " "));
			remember(r, entity_name(ENTITY_GAP), gap);
			free(gap);
		}
	}
	return q != NULL;
}

/* What leads to something by a field: challenges of a claim or an item, waivers on them. */
static bool find_naming(struct looking *r, const char *id, struct err *err)
{
	bool row = true, sound = true;
	sqlite3_stmt *q = stmt_open(r->st, STMT_HISTORY_NAMING, err, "t", id);

	while (q && row) {
		if (!stmt_next(r->st, q, &row, err))
			return false;
		const char *entity = row ? stmt_column_text(q, 0, &sound) : NULL;
		const char *from = row ? stmt_column_text(q, 1, &sound) : NULL;
		if (entity && from && sound)
			remember(r, entity, from);
	}
	return q != NULL;
}

static bool prepare_filter(struct looking *r, struct err *err)
{
	const struct tree *t = r->st->tree;

	if (r->f->id && !find_naming(r, r->f->id, err))
		return false;
	if (r->f->node == NODE_NONE)
		return true;
	for (int i = r->f->node; i < t->node[r->f->node].end; i++)
		if (tree_is_leaf(t, i) && !find_naming(r, t->node[i].id, err))
			return false;
	return find_gaps(r, err);
}

/* ---- putting saves together ------------------------------------------------------------------------- */

static char *keep(struct looking *r, const char *s)
{
	return arena_strdup(&r->h->arena, s);
}

static void set_kind(struct looking *r, struct history_save *s)
{
	bool undo;
	const char *of;

	if (op_read(s->command, &undo, &of)) {
		s->kind = undo ? HISTORY_UNDO : HISTORY_REDO;
		s->of = keep(r, of);
	} else if (s->first == 1 || (s->first == 2 && r->beginning && strcmp(s->command, r->beginning) == 0)) {
		s->kind = HISTORY_BEGINNING;
	}
	s->undone = s->taken && s->kind == HISTORY_SAVE && !ops_stands(&r->ops, s->save, INT64_MAX);
}

static void turn_round(struct history_save *s)
{
	for (size_t i = 0; i < s->n / 2; i++) {
		struct history_entry e = s->entry[i];
		s->entry[i] = s->entry[s->n - 1 - i];
		s->entry[s->n - 1 - i] = e;
	}
}

/* All entries of the save were seen. */
static void end_save(struct looking *r)
{
	struct history_save *s = &r->now;

	if (!r->any)
		return;
	r->any = false;
	set_kind(r, s);
	r->h->next = s->first;
	if (!save_passes(r, s)) {
		free(s->entry);
		return;
	}
	turn_round(s);
	MEM_GROW(r->h->save, r->h->n, r->h->cap);
	r->h->save[r->h->n++] = *s;
}

static void begin_save(struct looking *r, int64_t seq, const char *const text[8], bool taken)
{
	r->any = true;
	r->now = (struct history_save){ .save = keep(r, text[1]), .command = keep(r, text[2]), .who = keep(r, text[3]), .at = keep(r, text[4]),
		.first = seq, .last = seq, .taken = taken };
}

static bool unknown_entry(struct looking *r, int64_t seq, struct err *err)
{
	return store_damaged(r->st, err, "history entry %lld is about nothing that this program knows", (long long)seq);
}

/* Columns of STMT_HISTORY_BACK. The first entry of all is about the workspace itself. */
static bool add_entry(struct looking *r, sqlite3_stmt *q, const char *const text[8], struct err *err)
{
	struct history_entry e = { .seq = sqlite3_column_int64(q, 0), .fresh = sqlite3_column_int64(q, 8) == 0,
		.absent = sqlite3_column_int64(q, 10) != 0 };
	bool sound = true;

	r->now.first = e.seq;
	r->now.n_all++;
	if (e.seq == 1 && strcmp(text[5], "workspace") == 0)
		return true;
	if (!entity_read(text[5], &e.entity) || !field_read(e.entity, text[7], &e.field))
		return unknown_entry(r, e.seq, err);
	const char *removed = stmt_column_text(q, 11, &sound);
	e.gone = field_is_removed(e.field) && removed && sound && strcmp(removed, "true") == 0;
	if (!entry_passes(r, e.entity, text[6]))
		return true;
	e.id = keep(r, text[6]);
	MEM_GROW(r->now.entry, r->now.n, r->now.cap);
	r->now.entry[r->now.n++] = e;
	return true;
}

static bool take_row(struct looking *r, sqlite3_stmt *q, size_t want, bool *enough, struct err *err)
{
	const char *text[8] = {0};
	bool sound = true;

	for (int i = 1; i < 8; i++)
		text[i] = stmt_column_text(q, i, &sound);
	for (int i = 1; i < 8; i++)
		if (!text[i] || !sound)
			return unknown_entry(r, sqlite3_column_int64(q, 0), err);
	if (r->any && strcmp(r->now.save, text[1]) != 0)
		end_save(r);
	*enough = !r->any && r->h->n >= want;
	if (*enough)
		return true;
	if (!r->any)
		begin_save(r, sqlite3_column_int64(q, 0), text, sqlite3_column_int64(q, 9) != 0);
	return add_entry(r, q, text, err);
}

static bool read_rows(struct looking *r, size_t want, struct err *err)
{
	bool row = true, enough = false;
	sqlite3_stmt *q = stmt_open(r->st, STMT_HISTORY_BACK, err, "i", r->h->next ? r->h->next : INT64_MAX);

	while (q && row && !enough) {
		if (!stmt_next(r->st, q, &row, err))
			return false;
		if (row && !take_row(r, q, want, &enough, err)) {
			sqlite3_reset(q);
			return false;
		}
	}
	if (!q)
		return false;
	sqlite3_reset(q);
	end_save(r);
	r->h->end = !enough;
	return true;
}

static bool read_moment(struct looking *r, size_t want, struct err *err)
{
	bool row, sound = true;
	sqlite3_stmt *q = stmt_open(r->st, STMT_HISTORY_AT, err, "i", (int64_t)1);

	if (!q || !stmt_next(r->st, q, &row, err))
		return false;
	r->beginning = row ? xstrdup_or_null(stmt_column_text(q, 1, &sound)) : NULL;
	sqlite3_reset(q);
	return ops_read(r->st, &r->ops, err) && prepare_filter(r, err) && read_rows(r, want, err);
}

bool store_history(struct store *st, const struct history_filter *f, size_t max, struct history *h, struct err *err)
{
	struct looking r = { .st = st, .f = f, .h = h };

	if (h->end)
		return true;
	if (!conn_ready(st, READ_SECONDS, err) || !read_begin(st, err))
		return false;
	bool ok = read_moment(&r, h->n + max, err);
	read_end(st);
	if (r.any)
		free(r.now.entry);
	free(r.beginning);
	ops_release(&r.ops);
	map_release(&r.belongs);
	assert(store_at_rest(st));
	return ok;
}

/* ---- texts ---------------------------------------------------------------------------------------------- */

bool store_history_value(struct store *st, int64_t seq, char **value, struct err *err)
{
	*value = NULL;
	return conn_ready(st, READ_SECONDS, err) && stmt_text(st, STMT_HISTORY_VALUE, value, err, "i", seq);
}

bool store_history_before(struct store *st, const struct history_entry *e, int64_t first, char **value, struct err *err)
{
	*value = NULL;
	return conn_ready(st, READ_SECONDS, err)
	    && stmt_text(st, STMT_HISTORY_BEFORE, value, err, "ttti", entity_name(e->entity), e->id, field_info(e->field)->key, first);
}

/* ---- names ---------------------------------------------------------------------------------------------- */

bool store_history_people(struct store *st, char ***name, size_t *n, struct err *err)
{
	bool row = true, sound = true;
	size_t cap = 0;

	*name = NULL;
	*n = 0;
	if (!conn_ready(st, READ_SECONDS, err))
		return false;
	sqlite3_stmt *q = stmt_open(st, STMT_HISTORY_WHO, err, "");
	while (q && row) {
		if (!stmt_next(st, q, &row, err))
			return false;
		const char *who = row ? stmt_column_text(q, 0, &sound) : NULL;
		if (!who)
			continue;
		MEM_GROW(*name, *n, cap);
		(*name)[(*n)++] = xstrdup(who);
	}
	return q != NULL;
}

bool store_find_ref(struct store *st, enum entity e, int ref, char **id, struct err *err)
{
	char *number = xasprintf("%d", ref);
	bool ok = conn_ready(st, READ_SECONDS, err) && stmt_text(st, STMT_REF_OWNER + (int)e, id, err, "t", number);

	free(number);
	return ok && (*id || err_set(err, ERR_INPUT, "there was never a %c%d", entity_letter(e), ref));
}
