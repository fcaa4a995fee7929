/* The values of a document's keys: told what they should be by core's table of fields, checked by it,
 * claims read by the tree. What keys there may be, exchange_read.c knows. */
#include "config.h"

#include <string.h>

#include "catalogue/exchange_read.h"

/* ---- values ------------------------------------------------------------------------------------------ */

static const char *key_of(const struct yaml_node *n)
{
	return n->key != NULL ? n->key->text : "this";
}

bool said_nothing(const struct yaml_node *n)
{
	return n->kind == YAML_SCALAR ? n->len == 0 && !n->faulty : n->n == 0;
}

bool said_kind(struct said_all *all, const struct yaml_node *n, enum yaml_kind kind)
{
	if (n->kind == kind)
		return !n->faulty;
	doc_fault(&all->doc, n, "%.60s must be %s, not %s", key_of(n), yaml_kind_words(kind), yaml_kind_words(n->kind));
	return false;
}

const char *said_text(struct said_all *all, const struct yaml_node *n, bool line)
{
	if (!said_kind(all, n, YAML_SCALAR))
		return NULL;
	if (all->doc.json && n->plain) {
		doc_fault(&all->doc, n, "%.60s must be a string in quotes, not %.60s", key_of(n), n->text);
		return NULL;
	}
	if (line && n->block && n->len > 0 && n->text[n->len - 1] == '\n')
		return arena_strndup(&all->doc.y.arena, n->text, n->len - 1);
	return n->text;
}

static const char *read_bool(struct said_all *all, const struct yaml_node *n)
{
	if (!said_kind(all, n, YAML_SCALAR))
		return NULL;
	if (n->plain && (strcmp(n->text, "true") == 0 || strcmp(n->text, "false") == 0))
		return n->text;
	doc_fault(&all->doc, n, "%.60s must be true or false, without quotes", key_of(n));
	return NULL;
}

/* One entry of a list of lines; NULL, having complained. */
static const char *read_entry(struct said_all *all, const struct yaml_node *n, const struct yaml_node *list)
{
	const char *line = said_text(all, n, true);

	if (line == NULL || (*line != '\0' && strchr(line, '\n') == NULL))
		return line;
	doc_fault(&all->doc, n, "an entry of %.60s must be one line with something in it", key_of(list));
	return NULL;
}

/* A list of lines as lines of a text, or a single one by itself. */
static const char *read_lines(struct said_all *all, const struct yaml_node *n)
{
	struct buf b = {0};
	const char *lines = NULL;
	bool good = true;

	if (n->kind == YAML_MAPPING) {
		doc_fault(&all->doc, n, "%.60s must be a text or a list of texts, not a mapping", key_of(n));
		return NULL;
	}
	if (n->kind != YAML_SEQUENCE)
		return said_text(all, n, true);
	for (const struct yaml_node *c = n->first; c != NULL; c = c->next) {
		const char *line = read_entry(all, c, n);

		good = good && line != NULL;
		buf_addf(&b, "%s%s", c == n->first ? "" : "\n", line != NULL ? line : "");
	}
	if (good)
		lines = arena_strdup(&all->doc.y.arena, buf_str(&b));
	buf_release(&b);
	return lines;
}

static const char *read_by_type(struct said_all *all, const struct yaml_node *n, enum field_type type)
{
	switch (type) {
	case FIELD_BOOL: return read_bool(all, n);
	case FIELD_LINES: return read_lines(all, n);
	case FIELD_TEXT: return said_text(all, n, false);
	default: return said_text(all, n, true);
	}
}

bool said_leaf(struct said_all *all, const struct yaml_node *n, int *leaf)
{
	const char *name = said_text(all, n, true);
	struct err err;

	if (name == NULL || tree_read_leaf(all->tree, name, leaf, &err))
		return name != NULL;
	doc_fault(&all->doc, n, "%s", err.text);
	return false;
}

bool said_principle(struct said_all *all, const struct yaml_node *n, int *principle)
{
	const char *name = said_text(all, n, true);
	struct err err;

	if (name == NULL || tree_read_principle(all->tree, name, principle, &err))
		return name != NULL;
	doc_fault(&all->doc, n, "%s", err.text);
	return false;
}

/* A theme or principle by its number; a claim so that it is no misreading. */
bool said_read_node(const struct tree *t, const char *name, int *node, struct err *err)
{
	if (!tree_read_node(t, name, node, err))
		return false;
	return t->node[*node].kind != NODE_CLAIM || strncmp(name, "tree:", 5) == 0 || tree_read_leaf(t, name, node, err);
}

bool said_node(struct said_all *all, const struct yaml_node *n, int *node)
{
	const char *name = said_text(all, n, true);
	struct err err;

	if (name == NULL || said_read_node(all->tree, name, node, &err))
		return name != NULL;
	doc_fault(&all->doc, n, "%s", err.text);
	return false;
}

/* ---- fields ------------------------------------------------------------------------------------------- */

static void say(struct item *it, enum field f, const struct yaml_node *at, const char *value)
{
	it->said[it->n_said++] = (struct said){ .f = f, .at = at, .value = value };
}

static void read_ref(struct said_all *all, struct item *it, enum field f, const struct yaml_node *n)
{
	const char *ref = said_text(all, n, true);
	char letter = entity_letter(field_info(f)->entity);

	if (ref != NULL && !ref_read(ref, letter, &it->ref))
		doc_fault(&all->doc, n, "\"%.60s\" is no reference of this kind; write it like %c12, or leave it out", ref, letter);
}

/* Fields that lead somewhere: what is in the catalogue is looked up now, items when all are known. */
static void read_entity(struct said_all *all, struct item *it, enum field f, const struct yaml_node *n)
{
	int node;

	if (f == FIELD_CHALLENGE_CLAIM) {
		if (said_leaf(all, n, &node))
			say(it, f, n, all->tree->node[node].id);
	} else if (f == FIELD_APPROVAL_PRINCIPLE) {
		if (said_principle(all, n, &node))
			say(it, f, n, all->tree->node[node].id);
	} else {
		const char *name = said_text(all, n, true);

		if (name != NULL)
			say(it, f, n, name);
	}
}

void said_field(struct said_all *all, struct item *it, enum field f, const struct yaml_node *n)
{
	const char *value;
	struct err err;

	if (field_is_ref(f)) {
		read_ref(all, it, f, n);
		return;
	}
	if (field_info(f)->type == FIELD_ENTITY) {
		read_entity(all, it, f, n);
		return;
	}
	value = read_by_type(all, n, field_info(f)->type);
	if (value == NULL)
		return;
	if (!field_check(f, value, &err))
		doc_fault(&all->doc, n, "%s: %s", field_info(f)->key, err.text);
	else if (*value != '\0')
		say(it, f, n, value);
}
