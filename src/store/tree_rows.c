/* The workspace's own copy of its catalogue: so that it opens anywhere, and means the same in five
 * years. Lists of numbers stand in one column, separated by blanks: nothing asks for one of them. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "store/private.h"

static const char *const node_kinds[] = { "theme", "principle", "claim" };
static const char *const strategy_kinds[] = { "decomposition", "time-split", "substitution", "concretion", "note" };
enum { NODE_KINDS = 3, STRATEGY_KINDS = 5, ROW_COLUMNS_MAX = 13 };

static int kind_read(const char *const *kinds, int n, const char *name)
{
	for (int i = 0; name && i < n; i++)
		if (strcmp(kinds[i], name) == 0)
			return i;
	return -1;
}

/* ---- rows with a hash of their own ------------------------------------------------------------- */

/* One row as text, column by column; its hash is the last column in the table. */
struct row {
	const char *column[ROW_COLUMNS_MAX];
	int n;
};

static void row_hash(const struct row *r, char out[HASH_TEXT])
{
	struct hash h;

	hash_init(&h);
	for (int i = 0; i < r->n; i++)
		hash_field(&h, r->column[i]);
	hash_end(&h, out);
}

static bool row_add(struct store *st, int which, const struct row *r, struct err *err)
{
	char hash[HASH_TEXT];
	const char *const *c = r->column;

	row_hash(r, hash);
	switch (r->n) {
	case 4:
		return stmt_run(st, which, err, "ttttt", c[0], c[1], c[2], c[3], hash);
	case 7:
		return stmt_run(st, which, err, "tttttttt", c[0], c[1], c[2], c[3], c[4], c[5], c[6], hash);
	case 8:
		return stmt_run(st, which, err, "ttttttttt", c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], hash);
	default:
		return stmt_run(st, which, err, "ttttttttttttt", c[0], c[1], c[2], c[3], c[4], c[5], c[6], c[7], c[8], c[9], c[10], c[11], hash);
	}
}

/* ---- writing ------------------------------------------------------------------------------------ */

static const char *node_id(const struct tree *t, int node)
{
	return node == NODE_NONE ? NULL : t->node[node].id;
}

static bool write_head(struct store *st, const struct tree *t, struct err *err)
{
	struct row r = { { t->id, t->version, t->title, t->short_title, t->publisher, t->published_on, t->licence, t->attribution }, 8 };

	return row_add(st, STMT_CATALOGUE_ADD, &r, err);
}

static bool write_nodes(struct store *st, const struct tree *t, struct err *err)
{
	for (int i = 0; i < t->n_nodes; i++) {
		const struct node *n = &t->node[i];
		struct row r = { { n->id, node_id(t, n->parent), node_kinds[n->kind], n->text, n->published, n->body, n->asked_as, n->label,
		    n->code_text, n->aim, n->remark, n->must_be_public ? "true" : "false" }, 12 };
		if (!row_add(st, STMT_NODE_ADD, &r, err))
			return false;
	}
	return true;
}

static bool write_strategies(struct store *st, const struct tree *t, struct err *err)
{
	for (size_t i = 0; i < t->n_strategies; i++) {
		const struct strategy *s = &t->strategy[i];
		struct row r = { { s->id, s->text, s->published, s->basis, node_id(t, s->theme), node_id(t, s->node),
		    strategy_kinds[s->kind] }, 7 };
		if (!row_add(st, STMT_STRATEGY_ADD, &r, err))
			return false;
	}
	return true;
}

static void list_add(struct buf *b, const char *word)
{
	buf_addf(b, "%s%s", b->len ? " " : "", word);
}

static bool write_guidance(struct store *st, const struct tree *t, struct err *err)
{
	struct buf claims = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < t->n_guidance; i++) {
		const struct guidance *g = &t->guidance[i];
		buf_clear(&claims);
		for (size_t c = 0; c < g->n_claims; c++)
			list_add(&claims, t->node[g->claim[c]].id);
		struct row r = { { g->id, g->text, node_id(t, g->place), buf_str(&claims) }, 4 };
		ok = row_add(st, STMT_GUIDANCE_ADD, &r, err);
	}
	buf_release(&claims);
	return ok;
}

static void list_themes(struct buf *b, const struct tree *t, const bool *chosen)
{
	buf_clear(b);
	for (int i = 0; i < t->n_themes; i++)
		if (chosen[i])
			list_add(b, t->node[t->theme[i]].id);
}

static bool write_roles(struct store *st, const struct tree *t, struct err *err)
{
	struct buf themes = {0}, more = {0};
	bool ok = true;

	for (size_t i = 0; ok && i < t->n_roles; i++) {
		const struct role *role = &t->role[i];
		list_themes(&themes, t, role->in_scope);
		list_themes(&more, t, role->if_responsible);
		struct row r = { { role->id, role->text, buf_str(&themes), buf_str(&more) }, 4 };
		ok = row_add(st, STMT_ROLE_ADD, &r, err);
	}
	buf_release(&themes);
	buf_release(&more);
	return ok;
}

bool tree_rows_write(struct store *st, const struct tree *t, struct err *err)
{
	return write_head(st, t, err) && write_nodes(st, t, err) && write_strategies(st, t, err)
	    && write_guidance(st, t, err) && write_roles(st, t, err);
}

/* ---- reading ------------------------------------------------------------------------------------ */

/* Everything that was read, until the tree is built of it: strings in an arena, rows in growing arrays. */
struct copy {
	struct store *st;
	struct arena arena;
	struct tree_in in;
	struct node_in *node;
	struct strategy_in *strategy;
	struct guidance_in *guidance;
	struct role_in *role;
	size_t node_cap, strategy_cap, guidance_cap, role_cap, heads;
	char fault[512];                /* the first that building complains about */
};

/* "1.1 1.2": the words, in the arena. */
static const char *const *list_read(struct arena *a, const char *s, size_t *n)
{
	char *copy = arena_strdup(a, s ? s : "");
	const char **word = arena_alloc(a, (strlen(copy) / 2 + 2) * sizeof(char *));

	*n = 0;
	for (char *save, *w = strtok_r(copy, " ", &save); w; w = strtok_r(NULL, " ", &save))
		word[(*n)++] = w;
	return word;
}

typedef void add_row(struct copy *r, const char *const c[ROW_COLUMNS_MAX]);

static void add_head(struct copy *r, const char *const c[ROW_COLUMNS_MAX])
{
	struct tree_in *in = &r->in;

	in->id = c[0], in->version = c[1], in->title = c[2], in->short_title = c[3];
	in->publisher = c[4], in->published_on = c[5], in->licence = c[6], in->attribution = c[7];
	r->heads++;
}

static void add_node(struct copy *r, const char *const c[ROW_COLUMNS_MAX])
{
	MEM_GROW(r->node, r->in.n_nodes, r->node_cap);
	r->node[r->in.n_nodes++] = (struct node_in){ .id = c[0], .parent = c[1],
		.kind = (enum node_kind)kind_read(node_kinds, NODE_KINDS, c[2]), .text = c[3], .published = c[4], .body = c[5],
		.asked_as = c[6], .label = c[7], .code_text = c[8], .aim = c[9], .remark = c[10],
		.must_be_public = c[11] && strcmp(c[11], "true") == 0 };
}

/* A changed kind of strategy has no complaint in store for it; its row's hash tells. */
static void add_strategy(struct copy *r, const char *const c[ROW_COLUMNS_MAX])
{
	int kind = kind_read(strategy_kinds, STRATEGY_KINDS, c[6]);

	MEM_GROW(r->strategy, r->in.n_strategies, r->strategy_cap);
	r->strategy[r->in.n_strategies++] = (struct strategy_in){ .id = c[0], .text = c[1], .published = c[2], .basis = c[3],
		.theme = c[4], .attached_to = c[5], .kind = kind < 0 ? STRATEGY_NOTE : (enum strategy_kind)kind };
}

static void add_guidance(struct copy *r, const char *const c[ROW_COLUMNS_MAX])
{
	MEM_GROW(r->guidance, r->in.n_guidance, r->guidance_cap);
	struct guidance_in *g = &r->guidance[r->in.n_guidance++];
	*g = (struct guidance_in){ .id = c[0], .text = c[1], .place = c[2] };
	g->claims = list_read(&r->arena, c[3], &g->n_claims);
}

static void add_role(struct copy *r, const char *const c[ROW_COLUMNS_MAX])
{
	MEM_GROW(r->role, r->in.n_roles, r->role_cap);
	struct role_in *role = &r->role[r->in.n_roles++];
	*role = (struct role_in){ .id = c[0], .text = c[1] };
	role->themes = list_read(&r->arena, c[2], &role->n_themes);
	role->if_responsible = list_read(&r->arena, c[3], &role->n_if_responsible);
}

static const struct part {
	int which;
	int columns;                    /* without the hash */
	add_row *add;
	const char *name;
} parts[] = {
	{ STMT_CATALOGUE_ALL, 8, add_head, "head" },
	{ STMT_NODE_ALL, 12, add_node, "claim" },
	{ STMT_STRATEGY_ALL, 7, add_strategy, "strategy" },
	{ STMT_GUIDANCE_ALL, 4, add_guidance, "guidance" },
	{ STMT_ROLE_ALL, 4, add_role, "role" },
};
enum { PARTS = sizeof parts / sizeof parts[0] };

static bool read_part(struct copy *r, const struct part *part, struct err *err)
{
	bool row, sound = true;
	sqlite3_stmt *q = stmt_open(r->st, part->which, err, "");

	if (!q)
		return false;
	for (;;) {
		const char *column[ROW_COLUMNS_MAX] = { NULL };
		if (!stmt_next(r->st, q, &row, err))
			return false;
		if (!row)
			return true;
		for (int i = 0; i < part->columns; i++)
			column[i] = arena_strdup(&r->arena, stmt_column_text(q, i, &sound));
		if (!sound) {
			sqlite3_reset(q);
			return store_damaged(r->st, err, "its catalogue: a %s is not text", part->name);
		}
		part->add(r, column);
	}
}

static void note_fault(void *ctx, enum tree_part part, size_t index, const char *text)
{
	struct copy *r = ctx;
	struct buf clean = {0};

	(void)part, (void)index;
	if (r->fault[0])
		return;
	utf8_clean(&clean, text, strlen(text), false);
	size_t n = utf8_fit(buf_str(&clean), clean.len, sizeof r->fault / 4);
	memcpy(r->fault, buf_str(&clean), n < sizeof r->fault ? n : sizeof r->fault - 1);
	buf_release(&clean);
}

static bool build(struct copy *r, struct tree **out, struct err *err)
{
	r->in.node = r->node;
	r->in.strategy = r->strategy;
	r->in.guidance = r->guidance;
	r->in.role = r->role;
	if (r->heads != 1)
		return store_damaged(r->st, err, "its catalogue has %zu heads", r->heads);
	*out = tree_build(&r->in, note_fault, r);
	return *out || store_damaged(r->st, err, "its catalogue: %s", r->fault);
}

bool tree_rows_read(struct store *st, struct tree **out, struct err *err)
{
	struct copy r = { .st = st };
	bool ok = true;

	for (int i = 0; ok && i < PARTS; i++)
		ok = read_part(&r, &parts[i], err);
	ok = ok && build(&r, out, err);
	free(r.node);
	free(r.strategy);
	free(r.guidance);
	free(r.role);
	arena_release(&r.arena);
	return ok;
}

/* ---- verifying ------------------------------------------------------------------------------------ */

/* Rows are numbered from 1 without gaps, as they were written. */
static void verify_row(sqlite3_stmt *q, const struct part *part, int64_t number, void (*tell)(void *, const char *, const char *), void *ctx)
{
	struct row r = { .n = part->columns };
	char hash[HASH_TEXT];
	bool sound = true;

	for (int i = 0; i < part->columns; i++)
		r.column[i] = stmt_column_text(q, i, &sound);
	const char *is = stmt_column_text(q, part->columns, &sound);
	row_hash(&r, hash);
	if (sound && is && strcmp(is, hash) == 0 && sqlite3_column_int64(q, part->columns + 1) == number)
		return;
	struct buf where = {0};
	buf_addf(&where, "catalogue: %s", part->name);
	if (part->add != add_head && r.column[0]) {
		buf_addc(&where, ' ');
		utf8_clean(&where, r.column[0], strlen(r.column[0]), false);
	}
	tell(ctx, buf_str(&where), "its text is not what the workspace was made with");
	buf_release(&where);
}

bool tree_rows_verify(struct store *st, void (*tell)(void *ctx, const char *where, const char *what), void *ctx, struct err *err)
{
	for (int i = 0; i < PARTS; i++) {
		bool row = true;
		int64_t number = 0;
		sqlite3_stmt *q = stmt_open(st, parts[i].which, err, "");
		if (!q)
			return false;
		while (row) {
			if (!stmt_next(st, q, &row, err))
				return false;
			if (row)
				verify_row(q, &parts[i], ++number, tell, ctx);
		}
	}
	return true;
}
