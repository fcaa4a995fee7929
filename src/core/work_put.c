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

struct row *rows_find(const struct rows *r, const char *id)
{
	long i = map_get(&r->by_id, id);

	return i < 0 ? NULL : rows_at(r, (size_t)i);
}

/* Field by field of the newest row is how a workspace is read: that one is not looked up. */
struct row *rows_get(struct rows *r, const char *id)
{
	struct row *row = r->n > 0 ? rows_at(r, r->n - 1) : NULL;

	if (row != NULL && strcmp(row->id, id) == 0)
		return row;
	row = rows_find(r, id);
	if (row != NULL)
		return row;
	if (r->n == r->cap)
		r->row = mem_grow(r->row, &r->cap, r->size);
	map_put(&r->by_id, id, r->n);
	row = rows_at(r, r->n++);
	memset(row, 0, r->size);
	row->id = xstrdup(id);
	row->live = -1;
	return row;
}

/* ---- entities -------------------------------------------------------------------------------- */

/* The owner and the claim of a link's id, checked before. */
static char *link_read(const struct tree *t, const char *id, int *claim)
{
	const char *blank = strchr(id, ' ');

	*claim = blank == NULL ? NODE_NONE : tree_find(t, blank + 1);
	return blank == NULL ? NULL : xstrndup(id, (size_t)(blank - id));
}

/* What is absent is not always zero: sets every field of a new entity to absent. */
static void clear_fields(const struct tree *t, enum entity e, void *base)
{
	for (int f = (int)entity_first(e); f < (int)entity_end(e); f++)
		field_keep(t, base, (enum field)f, NULL);
}

static struct row *get_row(struct work *w, enum entity e, const char *id)
{
	struct rows *rows = &w->private->rows[e];
	size_t before = rows->n;
	struct row *row = rows_get(rows, id);
	void *base = row;

	if (rows->n == before)
		return row;
	clear_fields(w->tree, e, row);
	if (e == ENTITY_SUPPORT)
		((struct support_row *)base)->owner = link_read(w->tree, id, &((struct support_row *)base)->is.claim);
	else if (e == ENTITY_GAP_CLAIM)
		((struct gap_claim_row *)base)->owner = link_read(w->tree, id, &((struct gap_claim_row *)base)->claim);
	else if (e == ENTITY_REFUSAL)
		((struct refusal_row *)base)->owner = link_read(w->tree, id, &((struct refusal_row *)base)->is.claim);
	return row;
}

/* What is kept by node or once, and has no row. NULL: it has rows. */
static void *place_of(struct work *w, enum entity e, const char *id)
{
	if (e == ENTITY_ASSESSMENT)
		return &w->assessment;
	if (e == ENTITY_SCOPE)
		return &w->scope[tree_find(w->tree, id)];
	if (e == ENTITY_ANSWER)
		return &w->answer[tree_find(w->tree, id)];
	if (e == ENTITY_READ_THROUGH)
		return &w->read[tree_find(w->tree, id)];
	return NULL;
}

/* A choice about scope is one only while it says something and was not taken back. */
static void set_scope(struct work *w, const char *id, enum field f, const char *value)
{
	int node = tree_find(w->tree, id);
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
static void *get_base(struct work *w, enum entity e, const char *id)
{
	return has_row(w, e) ? get_row(w, e, id) : place_of(w, e, id);
}

static void set_in(struct work *w, void *base, enum entity e, const char *id, enum field f, const char *value)
{
	struct row *row = base;

	if (value != NULL && *value == '\0')
		value = NULL;
	if (has_row(w, e) && field_is_removed(f))
		row->removed = value != NULL && strcmp(value, "true") == 0;
	if (has_row(w, e) && field_is_ref(f))
		row->ref = value == NULL ? 0 : (int)strtol(value, NULL, 10);
	if (e == ENTITY_SCOPE)
		set_scope(w, id, f, value);
	field_keep(w->tree, base, f, value);
}

void work_set(struct work *w, enum entity e, const char *id, enum field f, const char *value)
{
	set_in(w, get_base(w, e, id), e, id, f, value);
}

static bool is_id_of(const struct tree *t, enum entity e, const char *id);

/* Where field_keep put the fields of an entity; NULL: there is none. A choice of scope that was taken back says nothing. */
static const void *base_of(const struct work *w, enum entity e, const char *id)
{
	if (!is_id_of(w->tree, e, id))
		return NULL;
	switch ((int)e) {
	case ENTITY_ASSESSMENT: return &w->assessment;
	case ENTITY_SCOPE: return w->scope[tree_find(w->tree, id)].chosen ? &w->scope[tree_find(w->tree, id)] : NULL;
	case ENTITY_ANSWER: return &w->answer[tree_find(w->tree, id)];
	case ENTITY_READ_THROUGH: return &w->read[tree_find(w->tree, id)];
	}
	return rows_find(&w->private->rows[e], id);
}

bool work_value(const struct work *w, const struct reader *r, enum field f, const char *id, struct buf *out, struct err *err)
{
	const void *base = base_of(w, field_info(f)->entity, id);

	buf_clear(out);
	return base == NULL || field_is_removed(f) || field_kept(w->tree, base, f, out) || reader_text(r, f, id, out, err);
}

/* ---- checks ------------------------------------------------------------------------------------ */

static bool is_link_id(const struct tree *t, const char *id)
{
	char owner[ID_TEXT];

	if (strlen(id) < ID_TEXT || id[ID_TEXT - 1] != ' ')
		return false;
	memcpy(owner, id, ID_TEXT - 1);
	owner[ID_TEXT - 1] = '\0';
	return id_valid(owner) && tree_has_leaf(t, id + ID_TEXT);
}

static bool is_id_of(const struct tree *t, enum entity e, const char *id)
{
	if (e == ENTITY_ASSESSMENT)
		return strcmp(id, entity_name(ENTITY_ASSESSMENT)) == 0;
	if (e == ENTITY_SCOPE)
		return tree_has_principle(t, id);
	if (e == ENTITY_ANSWER)
		return tree_has_leaf(t, id);
	if (e == ENTITY_READ_THROUGH)
		return tree_find(t, id) != NODE_NONE;
	return entity_is_link(e) ? is_link_id(t, id) : id_valid(id);
}

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
		return tree_has_leaf(t, value);
	if (f == FIELD_APPROVAL_PRINCIPLE)
		return tree_has_principle(t, value);
	return f != FIELD_CHALLENGE_EVIDENCE || id_valid(value);
}

/* A head may end where a line of a list ends; as a whole value that would be an empty line. */
static bool check_value(enum field f, const char *value, struct err *err)
{
	size_t len = value == NULL ? 0 : strlen(value);
	char *line;
	bool ok;

	if (field_info(f)->type != FIELD_LINES || len < 2 || value[len - 1] != '\n')
		return field_check(f, value, err);
	line = xstrndup(value, len - 1);
	ok = field_check(f, line, err);
	free(line);
	return ok;
}

static bool check_id(const struct work *w, enum entity e, const char *id, struct err *err)
{
	return is_id_of(w->tree, e, id) || err_set(err, ERR_WORKSPACE, "%s %s: %s", entity_name(e), id, id_fault(e));
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
	if (field_info(f)->entity != e)
		return err_set(err, ERR_WORKSPACE, "%s %s has no field %s", entity_name(e), id, field_info(f)->key);
	return check_id(w, e, id, err) && check_field(w, e, id, f, value, err);
}

bool work_put(struct work *w, enum entity e, const char *id, enum field f, const char *value, struct err *err)
{
	if (!work_check(w, e, id, f, value, err))
		return false;
	work_set(w, e, id, f, value);
	return true;
}

bool work_put_row(struct work *w, enum entity e, const char *id, const char *const *value, int64_t revision, struct err *err)
{
	int first = (int)entity_first(e);
	void *base;

	if (!check_id(w, e, id, err))
		return false;
	base = get_base(w, e, id);
	for (int f = first; f < (int)entity_end(e); f++) {
		if (value[f - first] == NULL)
			continue;
		if (!check_field(w, e, id, (enum field)f, value[f - first], err))
			return false;
		set_in(w, base, e, id, (enum field)f, value[f - first]);
	}
	if (has_row(w, e))
		((struct row *)base)->revision = revision;
	else
		work_put_revision(w, e, id, revision);
	return true;
}

/* ---- revisions --------------------------------------------------------------------------------- */

void work_put_revision(struct work *w, enum entity e, const char *id, int64_t revision)
{
	if (!is_id_of(w->tree, e, id))
		return;
	switch (e) {
	case ENTITY_ASSESSMENT:
		w->assessment.revision = revision;
		break;
	case ENTITY_SCOPE:
		w->scope[tree_find(w->tree, id)].revision = revision;
		break;
	case ENTITY_ANSWER:
		w->answer[tree_find(w->tree, id)].revision = revision;
		break;
	case ENTITY_READ_THROUGH:
		w->read[tree_find(w->tree, id)].revision = revision;
		break;
	default:
		get_row(w, e, id)->revision = revision;
		break;
	}
}

int64_t work_revision(const struct work *w, enum entity e, const char *id)
{
	const struct row *row;

	if (!is_id_of(w->tree, e, id))
		return 0;
	switch (e) {
	case ENTITY_ASSESSMENT:
		return w->assessment.revision;
	case ENTITY_SCOPE:
		return w->scope[tree_find(w->tree, id)].revision;
	case ENTITY_ANSWER:
		return w->answer[tree_find(w->tree, id)].revision;
	case ENTITY_READ_THROUGH:
		return w->read[tree_find(w->tree, id)].revision;
	default:
		row = rows_find(&w->private->rows[e], id);
		return row == NULL ? 0 : row->revision;
	}
}
