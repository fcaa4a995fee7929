/* What a merge did, in an assessor's words, and as JSON. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/describe.h"
#include "cli/import.h"
#include "cli/merge.h"

enum { NAME_COLUMNS = 12, INDENT = 4 };

/* ---- one row ------------------------------------------------------------------------------------ */

static const struct merge_part *find_part(const struct merge_rows *r, const struct merge_row *row, enum field f)
{
	for (size_t i = 0; i < row->n; i++)
		if (r->all.item[row->first + i].field == f)
			return &r->all.item[row->first + i];
	return NULL;
}

static void add_fields(struct buf *b, const struct merge_rows *r, const struct merge_row *row)
{
	bool any = false;

	for (size_t i = 0; i < row->n; i++) {
		enum field f = r->all.item[row->first + i].field;
		if (field_is_removed(f) || field_is_ref(f))
			continue;
		buf_add(b, any ? ", " : "");
		for (const char *c = field_info(f)->key; *c != '\0'; c++)
			buf_addc(b, *c == '-' ? ' ' : *c);
		any = true;
	}
}

static void add_link_words(struct buf *b, const struct merging *g, const struct merge_row *row, const struct merge_part *removed)
{
	bool support = row->part->entity == ENTITY_SUPPORT;
	const char *blank = strchr(row->part->id, ' ');
	int node = tree_find(g->ws.tree, blank != NULL ? blank + 1 : "");
	const char *claim = node == NODE_NONE ? "?" : describe_name(g->ws.tree, node);

	if (removed != NULL && removed->value != NULL)
		buf_addf(b, support ? "no longer supports %s" : "no longer on %s", claim);
	else if (removed != NULL || row->fresh)
		buf_addf(b, support ? "now supports %s" : "now on %s", claim);
	else
		buf_addf(b, "note on its link to %s", claim);
}

/* The first of what an item says of itself. */
static void add_title(struct buf *b, const struct merging *g, const struct merge_rows *r, const struct merge_row *row)
{
	static const enum field titles[ENTITY_COUNT] = { [ENTITY_EVIDENCE] = FIELD_EVIDENCE_TITLE, [ENTITY_GAP] = FIELD_GAP,
		[ENTITY_CHALLENGE] = FIELD_CHALLENGE_TEXT, [ENTITY_APPROVAL] = FIELD_APPROVAL_BY, [ENTITY_WAIVER] = FIELD_WAIVER_RULE,
		[ENTITY_BASELINE] = FIELD_BASELINE_NAME };
	const struct merge_part *title = find_part(r, row, titles[row->part->entity]);

	if (title != NULL && title->value != NULL)
		merge_value(g, title->field, title->value, 0, b);
}

static void add_what(struct buf *b, const struct merging *g, const struct merge_rows *r, const struct merge_row *row)
{
	enum entity e = row->part->entity;
	enum field mark;
	const struct merge_part *removed = facts_removed_field(e, &mark) ? find_part(r, row, mark) : NULL;

	if (entity_is_link(e)) {
		add_link_words(b, g, row, removed);
	} else if (e == ENTITY_SCOPE) {
		buf_add(b, removed != NULL && removed->value != NULL ? "scope left to the role" : "scope chosen");
	} else if (removed != NULL && removed->value != NULL) {
		buf_add(b, "removed");
	} else if (row->fresh && !entity_is_of_node(e) && e != ENTITY_ASSESSMENT) {
		buf_add(b, "new: ");
		add_title(b, g, r, row);
	} else {
		struct buf fields = {0};
		add_fields(&fields, r, row);
		buf_addf(b, "%s%s%s", removed != NULL ? "brought back" : "", removed != NULL && fields.len > 0 ? "; " : "", buf_str(&fields));
		buf_release(&fields);
	}
}

static void put_row(struct merging *g, const struct merge_rows *r, const struct merge_row *row)
{
	struct out *o = &g->c->out;
	struct buf name = {0}, what = {0};
	enum entity e = row->part->entity;

	if (entity_is_link(e)) {
		char *owner = xstrndup(row->part->id, strcspn(row->part->id, " "));
		merge_name(g, entity_owner(e), owner, &name);
		free(owner);
	} else {
		merge_name(g, e, row->part->id, &name);
	}
	add_what(&what, g, r, row);
	if (row->by.who != NULL) {
		buf_add(&what, " (");
		merge_by(&row->by, &what);
		buf_addc(&what, ')');
	}
	out_blanks(o, 2);
	out_labelled(o, NAME_COLUMNS, STYLE_KEY, buf_str(&name), buf_str(&what));
	buf_release(&name);
	buf_release(&what);
}

/* ---- choices ------------------------------------------------------------------------------------ */

static size_t first_difference(const char *a, const char *b)
{
	size_t i = 0;

	while (a != NULL && b != NULL && a[i] != '\0' && a[i] == b[i])
		i++;
	return i;
}

static void put_side(struct merging *g, const struct merge_conflict *f, const char *label, const char *value, size_t from, bool whole)
{
	struct out *o = &g->c->out;
	bool text = field_is_long(f->field);
	struct buf b = {0};

	if (whole && text && value != NULL) {
		out_blanks(o, INDENT);
		out_styled(o, STYLE_DIM, label);
		out_end(o);
		out_paragraph(o, INDENT + 2, value);
		return;
	}
	merge_value(g, f->field, value, from, &b);
	out_blanks(o, INDENT);
	out_styled(o, STYLE_DIM, label);
	out_linef(o, " %s", buf_str(&b));
	buf_release(&b);
}

void merge_put_sides(struct merging *g, const struct merge_conflict *f, bool whole)
{
	struct buf b = {0};
	size_t from = first_difference(f->mine.value, f->theirs.value);

	if (f->base_known && f->base != NULL && !field_is_removed(f->field))
		put_side(g, f, "before:", f->base, first_difference(f->base, f->mine.value), whole);
	merge_by(&f->mine, &b);
	buf_add(&b, ", here:");
	put_side(g, f, buf_str(&b), f->mine.value, from, whole);
	buf_clear(&b);
	if (g->other != NULL)
		merge_by(&f->theirs, &b);
	buf_add(&b, g->other != NULL ? ", there:" : "the document:");
	put_side(g, f, buf_str(&b), f->theirs.value, from, whole);
	buf_release(&b);
}

static const char *choice_words(const struct merge_conflict *f)
{
	switch (f->choice) {
	case MERGE_CHOICE_MINE: return "mine stands";
	case MERGE_CHOICE_THEIRS: return "theirs is taken";
	case MERGE_CHOICE_OPEN: break;
	}
	return "not chosen yet, mine stands until then";
}

/* A choice made earlier is not told again, unless it is made anew. */
static bool is_told(const struct merge_conflict *f)
{
	return !f->settled || f->choice == MERGE_CHOICE_THEIRS;
}

static void put_choices(struct merging *g)
{
	size_t *order = merge_order(g);
	bool any = false;

	for (size_t i = 0; i < g->m.n_conflicts; i++) {
		const struct merge_conflict *f = &g->m.conflict[order[i]];
		struct buf b = {0};
		if (!is_told(f))
			continue;
		if (!any)
			out_heading(&g->c->out, "Changed on both sides");
		any = true;
		merge_choice_name(g, f, &b);
		out_blanks(&g->c->out, 2);
		out_styled(&g->c->out, f->choice == MERGE_CHOICE_OPEN ? STYLE_WARNING : STYLE_KEY, buf_str(&b));
		out_linef(&g->c->out, ": %s", choice_words(f));
		merge_put_sides(g, f, false);
		buf_release(&b);
	}
	free(order);
}

/* ---- the rest ----------------------------------------------------------------------------------- */

static void put_taken(struct merging *g)
{
	struct merge_rows r;

	merge_rows_of(g, &r);
	if (r.n > 0)
		out_heading(&g->c->out, g->dry ? "Would be taken" : "Taken");
	for (size_t i = 0; i < r.n; i++)
		put_row(g, &r, &r.row[i]);
	merge_rows_release(&r);
}

static void put_renumbered(struct merging *g)
{
	bool any = false;

	for (size_t i = 0; i < g->m.n_fresh; i++) {
		const struct merge_fresh *f = &g->m.fresh[i];
		if (f->theirs == 0 || f->theirs == f->here)
			continue;
		if (!any)
			out_heading(&g->c->out, "Under another number");
		any = true;
		out_linef(&g->c->out, "  their %c%d is %c%d here", entity_letter(f->entity), f->theirs, entity_letter(f->entity), f->here);
	}
}

static void put_alike(struct merging *g)
{
	if (g->m.n_alike > 0)
		out_heading(&g->c->out, "May be one item");
	for (size_t i = 0; i < g->m.n_alike; i++) {
		const struct merge_alike *a = &g->m.alike[i];
		struct buf b = {0};
		merge_name(g, ENTITY_EVIDENCE, a->mine, &b);
		buf_add(&b, " and ");
		merge_name(g, ENTITY_EVIDENCE, a->theirs, &b);
		buf_addf(&b, ": both are at %s", a->place);
		out_paragraph(&g->c->out, 2, buf_str(&b));
		buf_release(&b);
	}
}

static void put_stranded(struct merging *g)
{
	const char *last = "";

	for (size_t i = 0; i < g->m.stranded.n; i++) {
		const struct merge_part *p = &g->m.stranded.item[i];
		struct buf b = {0};
		if (strcmp(p->id, last) == 0)
			continue;
		last = p->id;
		merge_name(g, p->entity, p->id, &b);
		buf_add(&b, ": it hangs on an item that was removed; its text is kept in the history");
		out_paragraph(&g->c->out, 0, buf_str(&b));
		buf_release(&b);
	}
}

static void put_open(struct merging *g)
{
	size_t *order = merge_order(g), open = merge_open(&g->m), shown = 0;
	struct buf b = {0};

	for (size_t i = 0; open > 0 && i < g->m.n_conflicts; i++) {
		const struct merge_conflict *f = &g->m.conflict[order[i]];
		if (f->settled || f->choice != MERGE_CHOICE_OPEN)
			continue;
		if (shown++ == 0)
			buf_addf(&b, open == 1 ? "1 choice is open: " : "%zu choices are open: ", open);
		else
			buf_add(&b, ", ");
		merge_choice_name(g, f, &b);
	}
	free(order);
	if (open > 0) {
		out_paragraph(&g->c->out, 0, buf_str(&b));
		buf_clear(&b);
		buf_addf(&b, "settle them with: assay merge %s --take NAME=theirs (or =mine) for one, --theirs or --mine for all", g->path);
		out_paragraph(&g->c->out, 0, buf_str(&b));
	}
	buf_release(&b);
}

/* "merged: 1 answer, 2 links". */
static void put_counts(struct merging *g, const struct changes *saved)
{
	struct buf words = {0};

	import_words(&words, saved);
	const char *verb = g->dry ? "would be merged" : "merged", *counts = buf_str(&words);
	if (*counts == ';')
		counts++;
	out_linef(&g->c->out, "%s%s%s", verb, *counts != '\0' ? ":" : "", counts);
	buf_release(&words);
}

void merge_report(struct merging *g, const struct changes *saved)
{
	if (g->parted[0] != '\0')
		out_linef(&g->c->out, "%s: it and this workspace were one until %.10s", g->path, g->parted);
	put_taken(g);
	put_renumbered(g);
	put_alike(g);
	put_choices(g);
	if (g->m.taken.n > 0 || g->m.n_conflicts > 0)
		out_end(&g->c->out);
	put_stranded(g);
	if (saved->n > 0)
		put_counts(g, saved);
	else if (merge_open(&g->m) > 0)
		out_line(&g->c->out, "nothing else to merge");
	else
		out_line(&g->c->out, g->changed ? "nothing taken: mine stands" : "nothing to merge: all of it is here, or was decided before");
	put_open(g);
}

/* ---- JSON --------------------------------------------------------------------------------------- */

static void put_json_name(struct json *j, const char *key, const struct merging *g, enum entity e, const char *id)
{
	struct buf b = {0};

	merge_name(g, e, id, &b);
	json_string(j, key, buf_str(&b));
	buf_release(&b);
}

static void put_json_taken(struct json *j, const struct merging *g)
{
	struct merge_rows r;

	merge_rows_of(g, &r);
	json_array(j, "taken");
	for (size_t i = 0; i < r.n; i++) {
		const struct merge_row *row = &r.row[i];
		json_object(j, NULL);
		put_json_name(j, "name", g, row->part->entity, row->part->id);
		json_string(j, "kind", entity_name(row->part->entity));
		json_bool(j, "new", row->fresh);
		json_array(j, "fields");
		for (size_t k = 0; k < row->n; k++)
			json_string(j, NULL, field_info(r.all.item[row->first + k].field)->key);
		json_end(j);
		json_string(j, "who", row->by.who);
		json_string(j, "at", row->by.at);
		json_end(j);
	}
	json_end(j);
	merge_rows_release(&r);
}

static void put_json_side(struct json *j, const char *value, const char *who, const char *at, const struct merge_word *w)
{
	json_string(j, value, w->value);
	json_string(j, who, w->who);
	json_string(j, at, w->at);
}

static const char *choice_key(const struct merge_conflict *f)
{
	return f->choice == MERGE_CHOICE_THEIRS ? "theirs" : f->choice == MERGE_CHOICE_MINE || f->settled ? "mine" : NULL;
}

static void put_json_choices(struct json *j, const struct merging *g)
{
	size_t *order = merge_order(g);

	json_array(j, "choices");
	for (size_t i = 0; i < g->m.n_conflicts; i++) {
		const struct merge_conflict *f = &g->m.conflict[order[i]];
		struct buf b = {0};
		json_object(j, NULL);
		merge_choice_name(g, f, &b);
		json_string(j, "name", buf_str(&b));
		json_string(j, "before", f->base);
		put_json_side(j, "mine", "mine_who", "mine_at", &f->mine);
		put_json_side(j, "theirs", "theirs_who", "theirs_at", &f->theirs);
		json_string(j, "chosen", choice_key(f));
		json_bool(j, "earlier", f->settled);
		json_end(j);
		buf_release(&b);
	}
	json_end(j);
	free(order);
}

static void put_json_renumbered(struct json *j, const struct merging *g)
{
	json_array(j, "renumbered");
	for (size_t i = 0; i < g->m.n_fresh; i++) {
		const struct merge_fresh *f = &g->m.fresh[i];
		if (f->theirs == 0 || f->theirs == f->here)
			continue;
		json_object(j, NULL);
		describe_json_ref(j, "theirs", entity_letter(f->entity), f->theirs);
		describe_json_ref(j, "here", entity_letter(f->entity), f->here);
		json_end(j);
	}
	json_end(j);
}

static void put_json_alike(struct json *j, const struct merging *g)
{
	json_array(j, "alike");
	for (size_t i = 0; i < g->m.n_alike; i++) {
		json_object(j, NULL);
		put_json_name(j, "here", g, ENTITY_EVIDENCE, g->m.alike[i].mine);
		put_json_name(j, "merged", g, ENTITY_EVIDENCE, g->m.alike[i].theirs);
		json_string(j, "location", g->m.alike[i].place);
		json_end(j);
	}
	json_end(j);
}

static void put_json_stranded(struct json *j, const struct merging *g)
{
	const char *last = "";

	json_array(j, "stranded");
	for (size_t i = 0; i < g->m.stranded.n; i++) {
		if (strcmp(g->m.stranded.item[i].id, last) != 0)
			put_json_name(j, NULL, g, g->m.stranded.item[i].entity, g->m.stranded.item[i].id);
		last = g->m.stranded.item[i].id;
	}
	json_end(j);
}

void merge_report_json(struct merging *g)
{
	struct buf b = {0};
	struct json j = { .out = &b };

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.merge/1");
	json_bool(&j, "document", g->other == NULL);
	json_string(&j, "parted_at", g->parted);
	json_bool(&j, "dry_run", g->dry);
	json_bool(&j, "changed", g->changed);
	put_json_taken(&j, g);
	put_json_choices(&j, g);
	json_int(&j, "open", (long long)merge_open(&g->m));
	put_json_renumbered(&j, g);
	put_json_alike(&j, g);
	put_json_stranded(&j, g);
	json_end(&j);
	out_json(&g->c->out, buf_str(&b));
	buf_release(&b);
}
