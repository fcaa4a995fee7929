/* How a change enters the workspace in memory: checked, then kept in its row. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/id.h"
#include "core/work_private.h"

/* ---- rows -------------------------------------------------------------------------------------- */

struct row *rows_at(const struct rows *r, size_t i)
{
	return (struct row *)(void *)((char *)r->row + i * r->size);
}

/* Who only looks at what is there asks for few ids or none. */
long rows_place(struct rows *r, const char *id)
{
	for (; r->n_mapped < r->n; r->n_mapped++)
		map_put(&r->by_id, rows_at(r, r->n_mapped)->id, r->n_mapped);
	return map_get(&r->by_id, id);
}

struct row *rows_find(struct rows *r, const char *id)
{
	long i = rows_place(r, id);

	return i < 0 ? NULL : rows_at(r, (size_t)i);
}

/* ---- ids --------------------------------------------------------------------------------------- */

static bool is_principle(const struct tree *t, int node)
{
	return node != NODE_NONE && t->node[node].kind == NODE_PRINCIPLE;
}

static bool is_leaf(const struct tree *t, int node)
{
	return node != NODE_NONE && tree_is_leaf(t, node);
}

static bool read_link(const struct tree *t, const char *id, int *node)
{
	char owner[ID_TEXT];

	if (strlen(id) < ID_TEXT || id[ID_TEXT - 1] != ' ')
		return false;
	memcpy(owner, id, ID_TEXT - 1);
	owner[ID_TEXT - 1] = '\0';
	*node = tree_find(t, id + ID_TEXT);
	return id_valid(owner) && is_leaf(t, *node);
}

/* Whether it may be the id of such an entity, and which node it names: that of what is kept by node, the claim of a
 * link. */
static bool read_id(const struct tree *t, enum entity e, const char *id, int *node)
{
	*node = NODE_NONE;
	if (e == ENTITY_ASSESSMENT)
		return strcmp(id, entity_name(ENTITY_ASSESSMENT)) == 0;
	if (entity_is_link(e))
		return read_link(t, id, node);
	if (!entity_is_of_node(e))
		return id_valid(id);
	*node = tree_find(t, id);
	return e == ENTITY_SCOPE ? is_principle(t, *node) : e == ENTITY_ANSWER ? is_leaf(t, *node) : *node != NODE_NONE;
}

/* ---- entities -------------------------------------------------------------------------------- */

static struct row *add_row(struct work *w, enum entity e, const char *id, int node)
{
	struct rows *r = &w->private->rows[e];
	struct row *row;

	if (r->n == r->cap)
		r->row = mem_grow(r->row, &r->cap, r->size);
	row = rows_at(r, r->n++);
	memcpy(row, r->blank, r->size);
	row->id = arena_strdup(&w->private->texts->arena, id);
	if (entity_is_link(e))
		((struct link *)(void *)row)->claim = node;
	return row;
}

static struct row *get_row(struct work *w, enum entity e, const char *id, int node)
{
	struct row *row = rows_find(&w->private->rows[e], id);

	return row != NULL ? row : add_row(w, e, id, node);
}

/* What is kept by node or once, and has no row. NULL: it has rows. */
static const void *place_of(const struct work *w, enum entity e, int node)
{
	switch ((int)e) {
	case ENTITY_ASSESSMENT: return &w->assessment;
	case ENTITY_SCOPE: return &w->scope[node];
	case ENTITY_ANSWER: return &w->answer[node];
	case ENTITY_READ_THROUGH: return &w->read[node];
	}
	return NULL;
}

/* A choice about scope is one only while it says something and was not taken back. */
static void set_scope(struct work *w, int node, enum field f, const char *value)
{
	struct scope_row *row = &w->private->scope[node];

	if (f == FIELD_SCOPE_IN)
		row->has_value = value != NULL;
	if (f == FIELD_SCOPE_REMOVED)
		row->removed = value != NULL && strcmp(value, "true") == 0;
	w->scope[node].chosen = row->has_value && !row->removed;
}

static bool has_row(const struct work *w, enum entity e)
{
	return w->private->rows[e].size != 0;
}

/* Where the fields of an entity go, new if there was none. */
static void *get_base(struct work *w, enum entity e, const char *id, int node)
{
	return has_row(w, e) ? get_row(w, e, id, node) : (void *)(uintptr_t)place_of(w, e, node);
}

static bool set_in(struct work *w, void *base, enum entity e, int node, enum field f, const char *value)
{
	struct row *row = base;

	if (value != NULL && *value == '\0')
		value = NULL;
	if (has_row(w, e) && field_is_removed(f))
		row->removed = value != NULL && strcmp(value, "true") == 0;
	if (e == ENTITY_SCOPE)
		set_scope(w, node, f, value);
	return field_keep(w, base, f, value);
}

void work_set(struct work *w, enum entity e, const char *id, enum field f, const char *value)
{
	int node;

	if (read_id(w->tree, e, id, &node))     /* as work_check has found */
		(void)set_in(w, get_base(w, e, id, node), e, node, f, value);
}

/* Where the fields of an entity are; NULL: there is none. */
static const void *find_base(const struct work *w, enum entity e, const char *id)
{
	int node;

	if (!read_id(w->tree, e, id, &node))
		return NULL;
	return has_row(w, e) ? rows_find(&w->private->rows[e], id) : place_of(w, e, node);
}

/* A choice of scope that was taken back says nothing. */
static bool says_nothing(enum entity e, const void *base)
{
	return base == NULL || (e == ENTITY_SCOPE && !((const struct scope_choice *)base)->chosen);
}

bool work_value(const struct work *w, const struct reader *r, enum field f, const char *id, struct buf *out, struct err *err)
{
	enum entity e = field_info(f)->entity;
	const void *base = find_base(w, e, id);

	buf_clear(out);
	return says_nothing(e, base) || field_is_removed(f) || field_kept(w->tree, base, f, out) || reader_text(r, f, id, out, err);
}

/* ---- checks ------------------------------------------------------------------------------------ */

static const char *id_fault(enum entity e)
{
	if (e == ENTITY_SCOPE)
		return "the catalogue has no such principle";
	if (e == ENTITY_ANSWER)
		return "the catalogue has no such leaf";
	if (e == ENTITY_READ_THROUGH)
		return "the catalogue has no such number";
	return entity_is_link(e) ? "no link of an item with a leaf of the catalogue" : "no valid id";
}

/* Fields that lead somewhere: a claim, a principle, an item of evidence. */
static bool leads_somewhere(const struct tree *t, enum field f, const char *value)
{
	if (value == NULL || *value == '\0')
		return true;
	if (f == FIELD_CHALLENGE_CLAIM)
		return is_leaf(t, tree_find(t, value));
	if (f == FIELD_APPROVAL_PRINCIPLE)
		return is_principle(t, tree_find(t, value));
	return f != FIELD_CHALLENGE_EVIDENCE || id_valid(value);
}

/* A head may end where a line of a list ends; as a whole value that would be an empty line. */
static bool check_value(enum field f, const char *value, struct err *err)
{
	size_t len = field_info(f)->type != FIELD_LINES || value == NULL ? 0 : strlen(value);
	char *line;
	bool ok;

	if (len < 2 || value[len - 1] != '\n')
		return field_check(f, value, err);
	line = xstrndup(value, len - 1);
	ok = field_check(f, line, err);
	free(line);
	return ok;
}

static bool check_id(const struct work *w, enum entity e, const char *id, int *node, struct err *err)
{
	return read_id(w->tree, e, id, node) || err_set(err, ERR_WORKSPACE, "%s %s: %s", entity_name(e), id, id_fault(e));
}

static bool check_field(const struct work *w, enum entity e, const char *id, enum field f, const char *value, struct err *err)
{
	const struct field_info *info = field_info(f);
	struct err why;

	if (!check_value(f, value, &why))
		return err_set(err, ERR_WORKSPACE, "%s %s, %s: %s", entity_name(e), id, info->key, why.text);
	if (!leads_somewhere(w->tree, f, value))
		return err_set(err, ERR_WORKSPACE, "%s %s, %s: %s is not there", entity_name(e), id, info->key, value);
	return true;
}

bool work_check(const struct work *w, enum entity e, const char *id, enum field f, const char *value, struct err *err)
{
	int node;

	if (field_info(f)->entity != e)
		return err_set(err, ERR_WORKSPACE, "%s %s has no field %s", entity_name(e), id, field_info(f)->key);
	return check_id(w, e, id, &node, err) && check_field(w, e, id, f, value, err);
}

bool work_put(struct work *w, enum entity e, const char *id, enum field f, const char *value, struct err *err)
{
	if (!work_check(w, e, id, f, value, err))
		return false;
	work_set(w, e, id, f, value);
	return true;
}

static size_t revision_at(enum entity e)
{
	switch ((int)e) {
	case ENTITY_ASSESSMENT: return offsetof(struct assessment, revision);
	case ENTITY_SCOPE: return offsetof(struct scope_choice, revision);
	case ENTITY_ANSWER: return offsetof(struct answer, revision);
	case ENTITY_READ_THROUGH: return offsetof(struct read_through, revision);
	}
	return offsetof(struct row, revision);
}

static void set_revision(void *base, enum entity e, int64_t revision)
{
	*(int64_t *)(void *)((char *)base + revision_at(e)) = revision;
}

bool work_put_row(struct work *w, enum entity e, const char *id, const char *const *value, int64_t revision, struct err *err)
{
	int first = (int)entity_first(e), end = (int)entity_end(e), node;
	void *base;

	if (!check_id(w, e, id, &node, err))
		return false;
	base = has_row(w, e) ? add_row(w, e, id, node) : get_base(w, e, id, node);
	for (int i = first; i < end; i++) {
		enum field f = (enum field)i;
		const char *v = value[i - first];

		if (v == NULL)
			continue;
		if (!field_keep_checks(f) && !check_field(w, e, id, f, v, err))
			return false;
		if (!set_in(w, base, e, node, f, v) && !check_field(w, e, id, f, v, err))
			return false;
	}
	set_revision(base, e, revision);
	return true;
}

/* ---- revisions --------------------------------------------------------------------------------- */

void work_put_revision(struct work *w, enum entity e, const char *id, int64_t revision)
{
	int node;

	if (read_id(w->tree, e, id, &node))
		set_revision(get_base(w, e, id, node), e, revision);
}

int64_t work_revision(const struct work *w, enum entity e, const char *id)
{
	const char *base = find_base(w, e, id);

	return base == NULL ? 0 : *(const int64_t *)(const void *)(base + revision_at(e));
}
