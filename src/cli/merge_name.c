/* Names, values and rows for what a merge says. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/id.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "cli/describe.h"
#include "cli/merge.h"

enum { EXCERPT_COLUMNS = 56, EXCERPT_BEFORE = 16, SHORT_ID = 8 };

/* ---- names -------------------------------------------------------------------------------------- */

int merge_number(const struct merging *g, enum entity e, const char *id)
{
	const struct facts_item *mine = facts_find(&g->mine, e, id);

	if (facts_there(mine))
		return facts_ref(mine);
	const struct merge_fresh *fresh = merge_find_fresh(&g->m, e, id);
	if (fresh != NULL)
		return fresh->here;
	return facts_ref(facts_find(&g->theirs, e, id));
}

/* The item a link belongs to, and its claim. */
static char *owner_of(const char *link)
{
	return xstrndup(link, strcspn(link, " "));
}

static const char *claim_of(const char *link)
{
	size_t n = strcspn(link, " ");

	return link[n] == ' ' ? link + n + 1 : "";
}

/* `numbers`: claims by their number in the tree. */
static void add_node(const struct merging *g, const char *id, bool numbers, struct buf *b)
{
	int node = tree_find(g->ws.tree, id);

	buf_add(b, node == NODE_NONE || numbers ? id : describe_name(g->ws.tree, node));
}

static void add_name(const struct merging *g, enum entity e, const char *id, bool numbers, struct buf *b)
{
	if (e == ENTITY_ASSESSMENT) {
		buf_add(b, id);
	} else if (entity_is_of_node(e)) {
		add_node(g, id, numbers, b);
	} else if (entity_is_link(e)) {
		char *owner = owner_of(id);
		buf_addf(b, "%c%d:", entity_letter(entity_owner(e)), merge_number(g, entity_owner(e), owner));
		add_node(g, claim_of(id), numbers, b);
		free(owner);
	} else if (entity_letter(e) != 0) {
		buf_addf(b, "%c%d", entity_letter(e), merge_number(g, e, id));
	} else {
		buf_addf(b, "%s-%.*s", entity_name(e), SHORT_ID, id);
	}
}

void merge_name(const struct merging *g, enum entity e, const char *id, struct buf *b)
{
	add_name(g, e, id, false, b);
}

void merge_choice_name(const struct merging *g, const struct merge_conflict *f, struct buf *b)
{
	add_name(g, f->entity, f->id, false, b);
	buf_addf(b, ".%s", field_info(f->field)->key);
}

bool merge_choice_is(const struct merging *g, const struct merge_conflict *f, const char *name)
{
	struct buf b = {0};

	merge_choice_name(g, f, &b);
	bool is = strcasecmp(buf_str(&b), name) == 0;
	buf_clear(&b);
	add_name(g, f->entity, f->id, true, &b);
	buf_addf(&b, ".%s", field_info(f->field)->key);
	is = is || strcasecmp(buf_str(&b), name) == 0;
	buf_release(&b);
	return is;
}

/* ---- values ------------------------------------------------------------------------------------- */

static void add_entity_value(const struct merging *g, enum field f, const char *value, struct buf *b)
{
	if (f == FIELD_CHALLENGE_EVIDENCE)
		merge_name(g, ENTITY_EVIDENCE, value, b);
	else if (tree_find(g->ws.tree, value) != NODE_NONE)
		add_node(g, value, false, b);
	else
		buf_add(b, value);
}

/* The lines of a text one behind the other: an excerpt is one line. */
static void add_excerpt(struct buf *b, const char *value, size_t from)
{
	size_t len = strlen(value);
	char *line;

	from = from > len ? len : from;
	from = from > EXCERPT_BEFORE && utf8_width(value) > EXCERPT_COLUMNS ? from - EXCERPT_BEFORE : 0;
	while (from > 0 && utf8_is_tail(value[from]))
		from--;
	line = xstrdup(value + from);
	for (char *c = line; *c != '\0'; c++)
		if (*c == '\n' || *c == '\t')
			*c = ' ';
	buf_addf(b, "\"%s", from > 0 ? "..." : "");
	utf8_cut(b, line, EXCERPT_COLUMNS, true);
	buf_addc(b, '"');
	free(line);
}

void merge_value(const struct merging *g, enum field f, const char *value, size_t from, struct buf *b)
{
	if (field_is_removed(f))
		buf_add(b, value != NULL && strcmp(value, "true") == 0 ? "removed" : "kept, and changed or linked since");
	else if (value == NULL || *value == '\0')
		buf_add(b, "nothing");
	else if (field_info(f)->type == FIELD_ENTITY)
		add_entity_value(g, f, value, b);
	else if (field_info(f)->type == FIELD_LINE || field_info(f)->type == FIELD_TEXT || field_info(f)->type == FIELD_LINES)
		add_excerpt(b, value, from);
	else
		buf_add(b, value);
}

void merge_by(const struct merge_word *w, struct buf *b)
{
	buf_add(b, w->who != NULL ? w->who : "somebody");
	if (w->at != NULL)
		buf_addf(b, ", %.10s", w->at);
}

/* ---- rows --------------------------------------------------------------------------------------- */

/* Links stand with their item. */
static void set_order(const struct merging *g, enum entity e, const char *id, int *group, int *major, int *minor)
{
	*group = (int)(entity_is_link(e) ? entity_owner(e) : e);
	*minor = 0;
	if (entity_is_link(e)) {
		char *owner = owner_of(id);
		*major = merge_number(g, entity_owner(e), owner);
		*minor = 1 + tree_find(g->ws.tree, claim_of(id));
		free(owner);
	} else if (entity_is_of_node(e)) {
		*major = tree_find(g->ws.tree, id);
	} else {
		*major = entity_letter(e) != 0 ? merge_number(g, e, id) : 0;
	}
}

static void add_row(const struct merging *g, struct merge_rows *r, size_t first)
{
	const struct merge_part *p = &r->all.item[first];
	struct merge_row *row;

	MEM_GROW(r->row, r->n, r->cap);
	row = &r->row[r->n++];
	*row = (struct merge_row){ .part = p, .first = first, .fresh = !facts_there(facts_find(&g->mine, p->entity, p->id)) };
	set_order(g, p->entity, p->id, &row->group, &row->major, &row->minor);
}

static void add_part(struct merge_row *row, const struct merge_part *p)
{
	row->n++;
	if (p->at != NULL && (row->by.at == NULL || strcmp(p->at, row->by.at) >= 0))
		row->by = (struct merge_word){ NULL, p->who, p->at };
}

static void collect(struct merge_parts *all, const struct merge_parts *p)
{
	for (size_t i = 0; i < p->n; i++) {
		MEM_GROW(all->item, all->n, all->cap);
		all->item[all->n++] = p->item[i];
	}
}

static int compare_parts(const void *a, const void *b)
{
	const struct merge_part *x = a, *y = b;
	int order = (x->entity > y->entity) - (x->entity < y->entity);

	if (order == 0)
		order = strcmp(x->id, y->id);
	return order != 0 ? order : (x->field > y->field) - (x->field < y->field);
}

static int compare_rows(const void *a, const void *b)
{
	const struct merge_row *x = a, *y = b;
	int order = (x->group > y->group) - (x->group < y->group);

	if (order == 0)
		order = (x->major > y->major) - (x->major < y->major);
	if (order == 0)
		order = (x->minor > y->minor) - (x->minor < y->minor);
	return order != 0 ? order : strcmp(x->part->id, y->part->id);
}

void merge_rows_of(const struct merging *g, struct merge_rows *out)
{
	*out = (struct merge_rows){ 0 };
	collect(&out->all, &g->m.taken);
	for (size_t i = 0; i < g->m.n_conflicts; i++)
		if (g->m.conflict[i].choice == MERGE_CHOICE_THEIRS)
			collect(&out->all, &g->m.conflict[i].part);
	if (out->all.n == 0)
		return;
	qsort(out->all.item, out->all.n, sizeof *out->all.item, compare_parts);
	for (size_t i = 0; i < out->all.n; i++) {
		const struct merge_part *p = &out->all.item[i];
		if (i == 0 || p->entity != p[-1].entity || strcmp(p->id, p[-1].id) != 0)
			add_row(g, out, i);
		add_part(&out->row[out->n - 1], p);
	}
	qsort(out->row, out->n, sizeof *out->row, compare_rows);
}

void merge_rows_release(struct merge_rows *r)
{
	free(r->row);
	free(r->all.item);
	*r = (struct merge_rows){ 0 };
}

/* ---- choices ------------------------------------------------------------------------------------ */

struct place {
	size_t i;
	int group, major, minor, field;
};

static int compare_places(const void *a, const void *b)
{
	const struct place *x = a, *y = b;
	const int left[] = { x->group, x->major, x->minor, x->field }, right[] = { y->group, y->major, y->minor, y->field };

	for (size_t i = 0; i < sizeof left / sizeof *left; i++)
		if (left[i] != right[i])
			return left[i] < right[i] ? -1 : 1;
	return (x->i > y->i) - (x->i < y->i);
}

size_t *merge_order(const struct merging *g)
{
	size_t n = g->m.n_conflicts, *order = xcalloc(n + 1, sizeof *order);
	struct place *place = xcalloc(n + 1, sizeof *place);

	for (size_t i = 0; i < n; i++) {
		const struct merge_conflict *f = &g->m.conflict[i];
		place[i] = (struct place){ .i = i, .field = (int)f->field };
		set_order(g, f->entity, f->id, &place[i].group, &place[i].major, &place[i].minor);
	}
	qsort(place, n, sizeof *place, compare_places);
	for (size_t i = 0; i < n; i++)
		order[i] = place[i].i;
	free(place);
	return order;
}
