/* The lists of a catalogue file. What an item says of others (its parent, the claims it helps) is
 * checked by tree_build, once everything is read. */
#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "catalogue/load_parts.h"

#define COUNT(table) (sizeof (table) / sizeof *(table))

enum { ID_LENGTH = 64 };

/* "claim 1.2.3" for complaints. */
static const char *item_name(struct load *l, const char *noun, const struct yaml_node *item)
{
	const struct yaml_node *id = yaml_get(item, "id");
	struct buf b = {0};
	const char *name;

	if (id && id->kind == YAML_SCALAR && !id->faulty && id->len > 0)
		buf_addf(&b, "%s %.60s", noun, id->text);
	else
		buf_addf(&b, "this %s", noun);
	name = arena_strdup(&l->y.arena, buf_str(&b));
	buf_release(&b);
	return name;
}

static bool id_good(const char *s)
{
	size_t n = strspn(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

	return n > 0 && n <= ID_LENGTH && s[n] == '\0';
}

static char *lower(const char *s)
{
	char *copy = xstrdup(s), *c;

	for (c = copy; *c; c++)
		*c = (char)tolower((unsigned char)*c);
	return copy;
}

/* Whether the item can be told from the others by its id; if so it becomes number `index` of `p`. */
static bool part_add(struct load *l, struct part *p, size_t index, const struct yaml_node *item, const char *id)
{
	const struct yaml_node *at = yaml_get(item, "id");
	char *key;
	long first;

	if (!id)
		return false;           /* yaml_read has said so */
	if (!id_good(id)) {
		yaml_complain(&l->y, at, "'%.60s' is no id: at most %d letters, digits and . _ -", id, ID_LENGTH);
		return false;
	}
	key = lower(id);
	first = map_get(&p->seen, key);
	if (first < 0) {
		map_put(&p->seen, key, index);
		p->at[index] = item;
	} else
		yaml_complain(&l->y, at, "the id '%s' is used twice: first on line %u", id,
		    (unsigned)yaml_get(p->at[first], "id")->line);
	free(key);
	return first < 0;
}

/* Bounds what one item may name: its complaints are looked up in the list. */
static void check_lines(struct load *l, struct yaml_lines *lines)
{
	if (lines->n <= LOAD_NAMES_MAX)
		return;
	yaml_complain(&l->y, lines->node[LOAD_NAMES_MAX], "more than %d names in one list", LOAD_NAMES_MAX);
	lines->n = 0;
}

static void *part_begin(struct load *l, enum tree_part part, size_t n, size_t size)
{
	l->part[part].at = arena_alloc(&l->y.arena, (n + 1) * sizeof *l->part[part].at);
	return arena_alloc(&l->y.arena, (n + 1) * size);
}

static size_t length(const struct yaml_node *list)
{
	return list ? list->n : 0;
}

static const struct yaml_node *first_of(const struct yaml_node *list)
{
	return list ? list->first : NULL;
}

/* ---- nodes -------------------------------------------------------------------------------------- */

static const struct yaml_field theme_fields[] = {
	{ "id",             YAML_LINE, offsetof(struct node_in, id),             YAML_REQUIRED },
	{ "text",           YAML_LINE, offsetof(struct node_in, text),           YAML_REQUIRED },
	{ "label",          YAML_LINE, offsetof(struct node_in, label),          YAML_OPTIONAL },
	{ "aim",            YAML_LINE, offsetof(struct node_in, aim),            YAML_OPTIONAL },
};

static const struct yaml_field principle_fields[] = {
	{ "id",             YAML_LINE, offsetof(struct node_in, id),             YAML_REQUIRED },
	{ "parent",         YAML_LINE, offsetof(struct node_in, parent),         YAML_REQUIRED },
	{ "text",           YAML_LINE, offsetof(struct node_in, text),           YAML_REQUIRED },
	{ "published",      YAML_LINE, offsetof(struct node_in, published),      YAML_OPTIONAL },
	{ "label",          YAML_LINE, offsetof(struct node_in, label),          YAML_OPTIONAL },
	{ "code",           YAML_LINE, offsetof(struct node_in, code_text),      YAML_OPTIONAL },
	{ "remark",         YAML_LINE, offsetof(struct node_in, remark),         YAML_OPTIONAL },
};

static const struct yaml_field claim_fields[] = {
	{ "id",             YAML_LINE, offsetof(struct node_in, id),             YAML_REQUIRED },
	{ "parent",         YAML_LINE, offsetof(struct node_in, parent),         YAML_REQUIRED },
	{ "asked-as",       YAML_LINE, offsetof(struct node_in, asked_as),       YAML_OPTIONAL },
	{ "text",           YAML_LINE, offsetof(struct node_in, text),           YAML_REQUIRED },
	{ "published",      YAML_LINE, offsetof(struct node_in, published),      YAML_OPTIONAL },
	{ "body",           YAML_LINE, offsetof(struct node_in, body),           YAML_OPTIONAL },
	{ "label",          YAML_LINE, offsetof(struct node_in, label),          YAML_OPTIONAL },
	{ "remark",         YAML_LINE, offsetof(struct node_in, remark),         YAML_OPTIONAL },
	{ "must-be-public", YAML_BOOL, offsetof(struct node_in, must_be_public), YAML_OPTIONAL },
};

static const struct node_reader {
	const char *noun;
	const struct yaml_field *fields;
	size_t n_fields;
} node_readers[] = {
	[NODE_THEME] = { "theme", theme_fields, COUNT(theme_fields) },
	[NODE_PRINCIPLE] = { "principle", principle_fields, COUNT(principle_fields) },
	[NODE_CLAIM] = { "claim", claim_fields, COUNT(claim_fields) },
};

/* What is missing was told; a likely stand-in keeps tree_build from telling it again of every child. */
static void stand_in(struct load *l, struct node_in *n)
{
	const char *dot = strrchr(n->id, '.');

	if (!n->text)
		n->text = "?";
	if (!n->parent && n->kind != NODE_THEME && dot)
		n->parent = arena_strndup(&l->y.arena, n->id, (size_t)(dot - n->id));
}

static void load_node(struct load *l, enum node_kind kind, const struct yaml_node *item)
{
	const struct node_reader *r = &node_readers[kind];
	struct node_in *n = &l->node[l->in.n_nodes];

	*n = (struct node_in){ .kind = kind };
	yaml_read(&l->y, item, item_name(l, r->noun, item), r->fields, r->n_fields, n);
	if (!part_add(l, &l->part[TREE_PART_NODE], l->in.n_nodes, item, n->id))
		return;
	stand_in(l, n);
	l->in.n_nodes++;
}

void load_nodes(struct load *l, const struct yaml_node *themes, const struct yaml_node *principles, const struct yaml_node *claims)
{
	const struct yaml_node *list[] = { [NODE_THEME] = themes, [NODE_PRINCIPLE] = principles, [NODE_CLAIM] = claims }, *c;
	size_t n = length(themes) + length(principles) + length(claims);
	int kind;

	l->in.node = l->node = part_begin(l, TREE_PART_NODE, n, sizeof *l->node);
	for (kind = NODE_THEME; kind <= NODE_CLAIM; kind++)
		for (c = first_of(list[kind]); c; c = c->next)
			load_node(l, kind, c);
}

/* ---- strategies --------------------------------------------------------------------------------- */

struct strategy_item {
	struct strategy_in in;
	const struct yaml_node *kind;
	struct yaml_lines candidates;
};

static const struct yaml_field strategy_fields[] = {
	{ "id",          YAML_LINE,  offsetof(struct strategy_item, in.id),          YAML_REQUIRED },
	{ "kind",        YAML_NODE,  offsetof(struct strategy_item, kind),           YAML_REQUIRED },
	{ "theme",       YAML_LINE,  offsetof(struct strategy_item, in.theme),       YAML_OPTIONAL },
	{ "attached-to", YAML_LINE,  offsetof(struct strategy_item, in.attached_to), YAML_OPTIONAL },
	{ "candidates",  YAML_LINES, offsetof(struct strategy_item, candidates),     YAML_OPTIONAL },
	{ "text",        YAML_LINE,  offsetof(struct strategy_item, in.text),        YAML_REQUIRED },
	{ "published",   YAML_LINE,  offsetof(struct strategy_item, in.published),   YAML_OPTIONAL },
	{ "basis",       YAML_LINE,  offsetof(struct strategy_item, in.basis),       YAML_OPTIONAL },
};

static const char *const strategy_kinds[] = {
	[STRATEGY_DECOMPOSITION] = "decomposition",
	[STRATEGY_TIME_SPLIT] = "time-split",
	[STRATEGY_SUBSTITUTION] = "substitution",
	[STRATEGY_CONCRETION] = "concretion",
	[STRATEGY_NOTE] = "note",
};

static enum strategy_kind strategy_kind(struct load *l, const struct yaml_node *n)
{
	int kind = n ? yaml_choice(&l->y, n, "kind of strategy", strategy_kinds, COUNT(strategy_kinds)) : -1;

	return kind < 0 ? STRATEGY_NOTE : (enum strategy_kind)kind;
}

/* The places a strategy may have become part of what its place is based on: the tree has one text. */
static void add_candidates(struct load *l, struct strategy_item *s)
{
	struct buf b = {0};
	size_t i;

	if (s->candidates.n == 0)
		return;
	buf_addf(&b, "%s%scandidates: ", s->in.basis ? s->in.basis : "", s->in.basis ? "; " : "");
	for (i = 0; i < s->candidates.n; i++) {
		const char *id = s->candidates.item[i];

		if (map_get(&l->part[TREE_PART_NODE].seen, id) < 0)
			yaml_complain(&l->y, s->candidates.node[i], "the candidate %.60s is not there", id);
		buf_addf(&b, "%s%s", i > 0 ? ", " : "", id);
	}
	s->in.basis = arena_strdup(&l->y.arena, buf_str(&b));
	buf_release(&b);
}

static void load_strategy(struct load *l, const struct yaml_node *item)
{
	struct strategy_item s = {0};

	yaml_read(&l->y, item, item_name(l, "strategy", item), strategy_fields, COUNT(strategy_fields), &s);
	s.in.kind = strategy_kind(l, s.kind);
	check_lines(l, &s.candidates);
	add_candidates(l, &s);
	if (!part_add(l, &l->part[TREE_PART_STRATEGY], l->in.n_strategies, item, s.in.id))
		return;
	if (!s.in.text)
		s.in.text = "?";
	l->strategy[l->in.n_strategies++] = s.in;
}

void load_strategies(struct load *l, const struct yaml_node *list)
{
	const struct yaml_node *c;

	l->in.strategy = l->strategy = part_begin(l, TREE_PART_STRATEGY, length(list), sizeof *l->strategy);
	for (c = first_of(list); c; c = c->next)
		load_strategy(l, c);
}

/* ---- guidance and roles ------------------------------------------------------------------------- */

struct guidance_item {
	struct guidance_in in;
	struct yaml_lines helps;
};

static const struct yaml_field guidance_fields[] = {
	{ "id",    YAML_LINE,  offsetof(struct guidance_item, in.id),    YAML_REQUIRED },
	{ "place", YAML_LINE,  offsetof(struct guidance_item, in.place), YAML_OPTIONAL },
	{ "helps", YAML_LINES, offsetof(struct guidance_item, helps),    YAML_OPTIONAL },
	{ "text",  YAML_LINE,  offsetof(struct guidance_item, in.text),  YAML_REQUIRED },
};

static void load_line_of_guidance(struct load *l, const struct yaml_node *item)
{
	struct guidance_item g = {0};

	yaml_read(&l->y, item, item_name(l, "guidance line", item), guidance_fields, COUNT(guidance_fields), &g);
	if (!part_add(l, &l->part[TREE_PART_GUIDANCE], l->in.n_guidance, item, g.in.id))
		return;
	if (!g.in.text)
		g.in.text = "?";
	check_lines(l, &g.helps);
	g.in.claims = g.helps.item;
	g.in.n_claims = g.helps.n;
	l->guidance[l->in.n_guidance++] = g.in;
}

void load_guidance(struct load *l, const struct yaml_node *list)
{
	const struct yaml_node *c;

	l->in.guidance = l->guidance = part_begin(l, TREE_PART_GUIDANCE, length(list), sizeof *l->guidance);
	for (c = first_of(list); c; c = c->next)
		load_line_of_guidance(l, c);
}

struct role_item {
	struct role_in in;
	struct yaml_lines themes, if_responsible;
};

static const struct yaml_field role_fields[] = {
	{ "id",             YAML_LINE,  offsetof(struct role_item, in.id),          YAML_REQUIRED },
	{ "text",           YAML_LINE,  offsetof(struct role_item, in.text),        YAML_REQUIRED },
	{ "themes",         YAML_LINES, offsetof(struct role_item, themes),         YAML_REQUIRED },
	{ "if-responsible", YAML_LINES, offsetof(struct role_item, if_responsible), YAML_OPTIONAL },
};

static void load_role(struct load *l, const struct yaml_node *item)
{
	struct role_item r = {0};

	yaml_read(&l->y, item, item_name(l, "role", item), role_fields, COUNT(role_fields), &r);
	if (!part_add(l, &l->part[TREE_PART_ROLE], l->in.n_roles, item, r.in.id))
		return;
	check_lines(l, &r.themes);
	check_lines(l, &r.if_responsible);
	r.in.themes = r.themes.item;
	r.in.n_themes = r.themes.n;
	r.in.if_responsible = r.if_responsible.item;
	r.in.n_if_responsible = r.if_responsible.n;
	l->role[l->in.n_roles++] = r.in;
}

void load_roles(struct load *l, const struct yaml_node *list)
{
	const struct yaml_node *c;

	l->in.role = l->role = part_begin(l, TREE_PART_ROLE, length(list), sizeof *l->role);
	for (c = first_of(list); c; c = c->next)
		load_role(l, c);
}
