/* The history in words: what each save did, as people call it. */
#include "config.h"

#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "core/merge.h"
#include "store/history_read.h"
#include "store/private.h"

enum { WORDS_SECONDS = 30, FIELDS_MAX = 4 };

/* ---- names ------------------------------------------------------------------------------------------ */

static void add_claim(struct store *st, const char *id, struct buf *out)
{
	int node = id ? tree_find(st->tree, id) : NODE_NONE;

	buf_add(out, node == NODE_NONE ? id ? id : "?" : tree_is_leaf(st->tree, node) ? tree_leaf_name(st->tree, node) : id);
}

/* Field after field is about the same item. NULL: none. */
static const char *ref_of(struct store *st, enum entity e, const char *id)
{
	struct err ignored;
	char *ref = NULL;

	if (st->named.ref && st->named.entity == e && strcmp(st->named.id, id) == 0)
		return st->named.ref;
	if (!row_value(st, entity_first(e), id, &ref, &ignored) || !ref)
		return NULL;
	free(st->named.id);
	free(st->named.ref);
	st->named.entity = e;
	st->named.id = xstrdup(id);
	return st->named.ref = ref;
}

/* "E4", or what kind of thing it is where it has no reference. */
static void add_ref(struct store *st, enum entity e, const char *id, struct buf *out)
{
	const char *ref = ref_of(st, e, id);

	if (ref)
		buf_addf(out, "%c%s", entity_letter(e), ref);
	else
		buf_add(out, entity_name(e));
}

static void add_link(struct store *st, enum entity owner, const char *id, const char *between, struct buf *out)
{
	size_t len = strcspn(id, " ");
	char *from = xstrndup(id, len);

	add_ref(st, owner, from, out);
	buf_addf(out, " %s ", between);
	add_claim(st, id[len] ? id + len + 1 : NULL, out);
	free(from);
}

static void add_about(struct store *st, const char *what, const char *of, enum field f, const char *id, struct buf *out)
{
	struct err ignored;
	char *value = NULL;

	buf_add(out, what);
	if (row_value(st, f, id, &value, &ignored) && value)
		buf_addf(out, "%s%s", of, value);
	free(value);
}

static void add_name(struct store *st, enum entity e, const char *id, struct buf *out)
{
	switch (e) {
	case ENTITY_ASSESSMENT:
		buf_add(out, "the assessment");
		break;
	case ENTITY_ANSWER:
	case ENTITY_SCOPE:
		add_claim(st, id, out);
		break;
	case ENTITY_READ_THROUGH:
		buf_add(out, "reading of ");
		add_claim(st, id, out);
		break;
	case ENTITY_REFUSAL:
		add_link(st, ENTITY_EVIDENCE, id, "refused for", out);
		break;
	case ENTITY_SUPPORT:
		add_link(st, ENTITY_EVIDENCE, id, "for", out);
		break;
	case ENTITY_GAP_CLAIM:
		add_link(st, ENTITY_GAP, id, "on", out);
		break;
	case ENTITY_APPROVAL:
		add_about(st, "approval", " of ", FIELD_APPROVAL_PRINCIPLE, id, out);
		break;
	case ENTITY_WAIVER:
		add_about(st, "waiver", " of ", FIELD_WAIVER_RULE, id, out);
		break;
	case ENTITY_BASELINE:
		add_about(st, "baseline", " ", FIELD_BASELINE_NAME, id, out);
		break;
	default:
		add_ref(st, e, id, out);
		break;
	}
}

/* ---- acts ------------------------------------------------------------------------------------------- */

static void add_field(enum field f, struct buf *out)
{
	if (f == FIELD_READ) {
		buf_add(out, "mark");
		return;
	}
	for (const char *key = field_info(f)->key; *key; key++)
		buf_addc(out, *key == '-' ? ' ' : *key);
}

/* A link that came or went. */
static void add_linked(struct store *st, enum entity e, const char *id, bool gone, struct buf *out)
{
	if (e == ENTITY_SUPPORT)
		add_link(st, ENTITY_EVIDENCE, id, gone ? "unlinked from" : "linked to", out);
	else if (e == ENTITY_REFUSAL)
		add_link(st, ENTITY_EVIDENCE, id, gone ? "suggested again for" : "refused for", out);
	else
		add_link(st, ENTITY_GAP, id, gone ? "no longer on" : "on", out);
}

/* Entities that are made and removed as a whole; answers and the like are always there. */
static bool is_made(enum entity e)
{
	return e != ENTITY_ASSESSMENT && !entity_is_of_node(e) && !entity_is_link(e);
}

static void add_whole(struct store *st, enum entity e, const char *id, bool gone, struct buf *out)
{
	if (entity_is_link(e)) {
		add_linked(st, e, id, gone, out);
		return;
	}
	if (e == ENTITY_SCOPE)
		buf_add(out, "scope of ");
	add_name(st, e, id, out);
	buf_add(out, e == ENTITY_SCOPE ? gone ? " left to the role" : " chosen" : gone ? " removed" : " brought back");
}

static void add_act(struct store *st, const struct history_entry *e, struct buf *out)
{
	if (field_is_removed(e->field)) {
		add_whole(st, e->entity, e->id, e->gone, out);
		return;
	}
	if (field_is_ref(e->field) && e->fresh) {
		buf_add(out, "new ");
	} else {
		add_field(e->field, out);
		buf_add(out, " of ");
	}
	add_name(st, e->entity, e->id, out);
}

/* ---- a save ------------------------------------------------------------------------------------------ */

static size_t group_end(const struct history_save *s, size_t i)
{
	size_t end = i;

	while (end < s->n && s->entry[end].entity == s->entry[i].entity && strcmp(s->entry[end].id, s->entry[i].id) == 0)
		end++;
	return end;
}

static const struct history_entry *find_removed(const struct history_save *s, size_t i, size_t end)
{
	for (; i < end; i++)
		if (field_is_removed(s->entry[i].field))
			return &s->entry[i];
	return NULL;
}

static void add_fields(struct store *st, const struct history_save *s, size_t i, size_t end, struct buf *out)
{
	const struct history_entry *e = &s->entry[i];

	for (size_t k = i; k < end && k < i + FIELDS_MAX; k++) {
		buf_add(out, k > i ? ", " : "");
		add_field(s->entry[k].field, out);
	}
	if (end - i > FIELDS_MAX)
		buf_addf(out, " and %zu more", end - i - FIELDS_MAX);
	buf_add(out, " of ");
	add_name(st, e->entity, e->id, out);
}

/* All that a save did to one entity. */
static void add_group(struct store *st, const struct history_save *s, size_t i, size_t end, struct buf *out)
{
	const struct history_entry *e = &s->entry[i], *removed = find_removed(s, i, end);

	if (e->fresh && entity_is_link(e->entity) && !(removed && removed->gone)) {
		add_linked(st, e->entity, e->id, false, out);
	} else if (e->fresh && is_made(e->entity)) {
		buf_add(out, "new ");
		add_name(st, e->entity, e->id, out);
	} else if (removed && (removed->gone || !e->fresh)) {
		add_act(st, removed, out);
	} else if (e->entity == ENTITY_SCOPE) {
		buf_add(out, "scope of ");
		add_name(st, e->entity, e->id, out);
	} else {
		add_fields(st, s, i, end, out);
	}
}

static void add_words(struct store *st, const struct history_save *s, size_t max, struct buf *out)
{
	bool known = s->n == s->n_pass || s->things > 0;
	size_t things = 0;

	for (size_t i = 0; i < s->n; things++) {
		size_t end = group_end(s, i);
		if (things < max) {
			buf_add(out, things ? "; " : "");
			add_group(st, s, i, end, out);
		}
		i = end;
	}
	if (s->things > 0)
		things = s->things;
	if (!known)
		buf_add(out, " and more");
	else if (things > max)
		buf_addf(out, " and %zu more", things - max);
	if (!things)
		buf_add(out, s->kind == HISTORY_BEGINNING ? "the workspace" : "nothing");
}

/* ---- for everybody ------------------------------------------------------------------------------------ */

void history_name(struct store *st, enum entity e, const char *id, struct buf *out)
{
	struct err ignored;

	if (conn_ready(st, WORDS_SECONDS, &ignored))
		add_name(st, e, id, out);
	assert(store_at_rest(st));
}

void history_act(struct store *st, const struct history_entry *e, struct buf *out)
{
	struct err ignored;

	if (conn_ready(st, WORDS_SECONDS, &ignored))
		add_act(st, e, out);
	assert(store_at_rest(st));
}

void history_words(struct store *st, const struct history_save *s, size_t max, struct buf *out)
{
	struct err ignored;

	if (conn_ready(st, WORDS_SECONDS, &ignored))
		add_words(st, s, max, out);
	assert(store_at_rest(st));
}

bool history_links(const struct history_save *s, size_t i, struct history_entry *linked)
{
	const struct history_entry *e = &s->entry[i];
	enum field removed;

	if (!e->fresh || !entity_is_link(e->entity) || (i > 0 && strcmp(s->entry[i - 1].id, e->id) == 0)
	    || find_removed(s, i, group_end(s, i)) || !field_read(e->entity, "removed", &removed))
		return false;
	*linked = *e;
	linked->field = removed;
	return true;
}

/* What is meant where nothing was chosen. */
static const char *absent_words(enum field f)
{
	return field_has_default(f) ? field_info(f)->values[0] : "nothing";
}

void history_value_words(struct store *st, enum field f, const char *value, struct buf *out)
{
	bool names = value && field_info(f)->type == FIELD_ENTITY;

	if (names && f == FIELD_CHALLENGE_EVIDENCE)
		history_name(st, ENTITY_EVIDENCE, value, out);
	else if (names && tree_find(st->tree, value) != NODE_NONE)
		history_name(st, ENTITY_ANSWER, value, out);
	else
		buf_add(out, value ? value : absent_words(f));
}

const char *history_why_not(const struct history_save *s)
{
	if (strcmp(s->command, MERGE_KEPT) == 0)
		return "the other copy's, and what was here was chosen";
	if (strcmp(s->command, MERGE_OPEN) == 0)
		return "the other copy's, and nobody has chosen yet";
	return "somebody had saved first";
}

const char *history_command(const struct history_save *s)
{
	switch (s->kind) {
	case HISTORY_UNDO:
		return "undo";
	case HISTORY_REDO:
		return "redo";
	default:
		return s->command;
	}
}
