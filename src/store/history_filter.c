/* What of a history is asked for: see history_filter.h. */
#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "store/history_filter.h"
#include "store/private.h"

/* One search for entries. */
struct finding {
	struct store *st;
	const struct history_filter *f;
	int64_t *seq;
	size_t n, cap;
	struct map belongs;             /* "gap ID" of the gaps on the node asked for */
	char *id;                       /* the id of the row before, and what came of it: links are many, their claims few */
	bool in;
};

bool filter_is_partial(const struct history_filter *f)
{
	return f->node != NODE_NONE || f->id;
}

/* ---- saves --------------------------------------------------------------------------------------- */

static bool command_passes(const char *command, const char *asked)
{
	size_t len = strlen(asked);

	return strncmp(command, asked, len) == 0 && (command[len] == '\0' || command[len] == ' ');
}

bool filter_passes(const struct history_filter *f, const struct save_walk *w)
{
	if (f->who && (f->who_exactly ? strcmp(w->who, f->who) != 0 : utf8_find(w->who, f->who) < 0))
		return false;
	if ((f->command && !command_passes(w->command, f->command)) || (f->since && strcmp(w->at, f->since) < 0)
	    || (f->until && strcmp(w->at, f->until) >= 0))
		return false;
	return f->taken == HISTORY_TAKEN_OR_NOT || w->taken == (f->taken == HISTORY_TAKEN);
}

/* ---- entries -------------------------------------------------------------------------------------- */

static bool in_node(const struct finding *r, const char *claim)
{
	const struct tree *t = r->st->tree;
	int node = claim ? tree_find(t, claim) : NODE_NONE;

	return node >= r->f->node && node < t->node[r->f->node].end;
}

/* The claim of a link's id. */
static const char *claim_of(const char *id)
{
	const char *blank = strchr(id, ' ');

	return blank ? blank + 1 : NULL;
}

typedef bool passes_fn(struct finding *r, enum entity e, const char *id);

static bool passes_node(struct finding *r, enum entity e, const char *id)
{
	return in_node(r, entity_is_link(e) ? claim_of(id) : id);
}

static bool passes_always(struct finding *r, enum entity e, const char *id)
{
	(void)r;
	(void)e;
	(void)id;
	return true;
}

static bool passes_gap(struct finding *r, enum entity e, const char *id)
{
	char *key = xasprintf("%s %s", entity_name(e), id);
	bool found = map_get(&r->belongs, key) >= 0;

	free(key);
	return found;
}

static bool decide(struct finding *r, enum entity e, const char *id, passes_fn *passes)
{
	if (!r->id || strcmp(r->id, id) != 0) {
		free(r->id);
		r->id = xstrdup(id);
		r->in = passes(r, e, id);
	}
	return r->in;
}

static bool add_between(struct finding *r, enum entity e, const char *from, const char *to, passes_fn *passes, struct err *err)
{
	bool row = true;
	sqlite3_stmt *q = stmt_open(r->st, STMT_HISTORY_SEQS, err, "ttt", entity_name(e), from, to);

	free(r->id);
	r->id = NULL;
	while (q && row) {
		bool sound = true;
		if (!stmt_next(r->st, q, &row, err))
			return false;
		const char *id = row ? stmt_column_text(q, 1, &sound) : NULL;
		if (!id || !sound || !decide(r, e, id, passes))
			continue;
		MEM_GROW(r->seq, r->n, r->cap);
		r->seq[r->n++] = sqlite3_column_int64(q, 0);
	}
	return q != NULL;
}

/* All of a kind. */
static bool add_of(struct finding *r, enum entity e, passes_fn *passes, struct err *err)
{
	return add_between(r, e, "", "~", passes, err);
}

static bool add_one(struct finding *r, enum entity e, const char *id, struct err *err)
{
	return add_between(r, e, id, id, passes_always, err);
}

static bool add_links(struct finding *r, enum entity e, const char *owner, struct err *err)
{
	char *from = xasprintf("%s ", owner), *to = xasprintf("%s ~", owner);
	bool ok = add_between(r, e, from, to, passes_always, err);

	free(from);
	free(to);
	return ok;
}

/* ---- gaps --------------------------------------------------------------------------------------------- */

static void remember(struct finding *r, const char *link)
{
	char *key = xasprintf("%s %.*s", entity_name(ENTITY_GAP), (int)strcspn(link, " "), link);

	map_put(&r->belongs, key, 0);
	free(key);
}

/* The gaps that are, or once were, on the claims asked for. */
static bool find_gaps(struct finding *r, struct err *err)
{
	bool row = true;
	sqlite3_stmt *q = stmt_open(r->st, STMT_HISTORY_TOUCHING, err, "ttt", entity_name(ENTITY_GAP_CLAIM), "0", "g");

	while (q && row) {
		bool sound = true;
		if (!stmt_next(r->st, q, &row, err))
			return false;
		const char *id = row ? stmt_column_text(q, 3, &sound) : NULL;
		if (id && sound && in_node(r, claim_of(id)))
			remember(r, id);
	}
	return q != NULL;
}

/* ---- what leads there by a field: challenges of a claim or an item, waivers on them -------------------- */

static void take_naming(struct finding *r, struct changes *found, const char *entity, const char *id, const char *of)
{
	enum entity e;

	if (!entity_read(entity, &e))
		return;
	if (r->f->id ? e == r->f->entity : e != ENTITY_CHALLENGE || !in_node(r, of) || !tree_is_leaf(r->st->tree, tree_find(r->st->tree, of)))
		return;
	changes_set(found, e, id, 0, entity_first(e), NULL);
}

static bool add_naming(struct finding *r, struct err *err)
{
	struct changes found = {0};
	bool row = true, ok = true;
	sqlite3_stmt *q = stmt_open(r->st, STMT_HISTORY_NAMING, err, "t", r->f->id);

	while (q && row && ok) {
		bool sound = true;
		ok = stmt_next(r->st, q, &row, err);
		const char *entity = ok && row ? stmt_column_text(q, 0, &sound) : NULL, *id = entity ? stmt_column_text(q, 1, &sound) : NULL,
		    *of = id ? stmt_column_text(q, 2, &sound) : NULL;
		if (of && sound)
			take_naming(r, &found, entity, id, of);
	}
	for (size_t i = 0; q && ok && i < found.n; i++)
		ok = add_one(r, found.item[i].entity, found.item[i].id, err);
	changes_release(&found);
	return q && ok;
}

static bool find_of_node(struct finding *r, struct err *err)
{
	static const enum entity plain[] = { ENTITY_SCOPE, ENTITY_ANSWER, ENTITY_READ_THROUGH, ENTITY_SUPPORT, ENTITY_REFUSAL,
		ENTITY_GAP_CLAIM };

	for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
		if (!add_of(r, plain[i], passes_node, err))
			return false;
	return find_gaps(r, err) && add_of(r, ENTITY_GAP, passes_gap, err) && add_naming(r, err);
}

static bool find_of_id(struct finding *r, struct err *err)
{
	if (!add_one(r, r->f->entity, r->f->id, err))
		return false;
	for (int e = 0; e < ENTITY_COUNT; e++)
		if (entity_owner((enum entity)e) == r->f->entity && !add_links(r, (enum entity)e, r->f->id, err))
			return false;
	return add_naming(r, err);
}

/* ---- for everybody --------------------------------------------------------------------------------- */

static int compare_seqs(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

/* What is found in two ways is there once. */
static size_t sort(int64_t *seq, size_t n)
{
	size_t kept = 0;

	if (n > 1)
		qsort(seq, n, sizeof *seq, compare_seqs);
	for (size_t i = 0; i < n; i++)
		if (kept == 0 || seq[kept - 1] != seq[i])
			seq[kept++] = seq[i];
	return kept;
}

bool filter_entries(struct store *st, const struct history_filter *f, int64_t **seq, size_t *n, struct err *err)
{
	struct finding r = { .st = st, .f = f };
	assert(f->node == NODE_NONE || !f->id);
	bool ok = f->node != NODE_NONE ? find_of_node(&r, err) : find_of_id(&r, err);

	*seq = r.seq;
	*n = sort(r.seq, r.n);
	map_release(&r.belongs);
	free(r.id);
	return ok;
}
