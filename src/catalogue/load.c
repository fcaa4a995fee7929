/* A catalogue file into a tree. yaml*.c find what is wrong with the file, load_parts.c with its
 * items, tree_build with what they say of each other; every complaint gets its place. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "catalogue/load.h"
#include "catalogue/load_parts.h"

#define SCHEMA "assay-catalogue/1"

static const struct yaml_limits limits = { .bytes = 8 << 20, .events = 500000, .strict = true };

struct head {
	const char *schema;
	struct tree_in in;              /* its texts only */
	const struct yaml_node *themes, *principles, *claims, *strategies, *guidance, *roles;
};

static const struct yaml_field head_fields[] = {
	{ "schema",       YAML_LINE, offsetof(struct head, schema),          YAML_REQUIRED },
	{ "id",           YAML_LINE, offsetof(struct head, in.id),           YAML_REQUIRED },
	{ "version",      YAML_LINE, offsetof(struct head, in.version),      YAML_REQUIRED },
	{ "title",        YAML_LINE, offsetof(struct head, in.title),        YAML_REQUIRED },
	{ "short-title",  YAML_LINE, offsetof(struct head, in.short_title),  YAML_OPTIONAL },
	{ "publisher",    YAML_LINE, offsetof(struct head, in.publisher),    YAML_OPTIONAL },
	{ "published-on", YAML_LINE, offsetof(struct head, in.published_on), YAML_OPTIONAL },
	{ "licence",      YAML_LINE, offsetof(struct head, in.licence),      YAML_OPTIONAL },
	{ "attribution",  YAML_LINE, offsetof(struct head, in.attribution),  YAML_OPTIONAL },
	{ "themes",       YAML_LIST, offsetof(struct head, themes),          YAML_REQUIRED },
	{ "principles",   YAML_LIST, offsetof(struct head, principles),      YAML_REQUIRED },
	{ "claims",       YAML_LIST, offsetof(struct head, claims),          YAML_REQUIRED },
	{ "strategies",   YAML_LIST, offsetof(struct head, strategies),      YAML_OPTIONAL },
	{ "guidance",     YAML_LIST, offsetof(struct head, guidance),        YAML_OPTIONAL },
	{ "roles",        YAML_LIST, offsetof(struct head, roles),           YAML_REQUIRED },
};

/* ---- places of tree_build's complaints ---------------------------------------------------------- */

/* Whether `word` stands in `text` as a word of its own, after the first. */
static bool mentions(const char *text, const char *word)
{
	size_t n = strlen(word);
	const char *s = text;

	while (n > 0 && (s = strstr(s, word))) {
		if (s > text && s[-1] == ' ' && strchr(" ,;:)", s[n]))
			return true;
		s += n;
	}
	return false;
}

/* The scalar, or the item of a list, that the complaint speaks of. */
static const struct yaml_node *mentioned(const struct yaml_node *n, const char *text)
{
	const struct yaml_node *c;
	int left = LOAD_NAMES_MAX;

	if (n->kind == YAML_SCALAR)
		return mentions(text, n->text) ? n : NULL;
	for (c = n->first; c && left-- > 0; c = c->next)
		if (c->kind == YAML_SCALAR && mentions(text, c->text))
			return c;
	return NULL;
}

/* Where in the item the fault is: what it says of another item, if that is what the complaint names. */
static const struct yaml_node *place(const struct yaml_node *item, const char *text)
{
	static const char *const keys[] = { "asked-as", "attached-to", "place", "helps", "themes", "if-responsible", "parent", "theme" };
	const struct yaml_node *id = yaml_get(item, "id");
	size_t i;

	for (i = 0; i < sizeof keys / sizeof *keys; i++) {
		const struct yaml_node *n = yaml_get(item, keys[i]);

		if (n && (n = mentioned(n, text)))
			return n;
	}
	return id ? id : item;
}

static void complain(void *ctx, enum tree_part part, size_t index, const char *text)
{
	struct load *l = ctx;

	if (part == TREE_PART_HEAD)
		yaml_complain(&l->y, l->y.root, "%s", text);
	else
		yaml_complain(&l->y, place(l->part[part].at[index], text), "%s", text);
}

/* ---- the whole ---------------------------------------------------------------------------------- */

/* A file of another kind: one complaint is enough. */
static bool is_catalogue(struct load *l)
{
	const struct yaml_node *n = yaml_get(l->y.root, "schema");

	if (!n || n->kind != YAML_SCALAR || n->faulty || strcmp(n->text, SCHEMA) == 0)
		return true;
	yaml_complain(&l->y, n, "'%.60s' is no schema of a catalogue that this version reads: it reads %s", n->text, SCHEMA);
	return false;
}

/* What was told already is not to be told by tree_build again. */
static void stand_in(const char **s)
{
	if (!*s)
		*s = "?";
}

static struct tree *load_tree(struct load *l)
{
	struct head h = {0};

	if (!is_catalogue(l))
		return NULL;
	yaml_read(&l->y, l->y.root, "the catalogue", head_fields, sizeof head_fields / sizeof *head_fields, &h);
	stand_in(&h.in.id);
	stand_in(&h.in.version);
	l->in = h.in;
	load_nodes(l, h.themes, h.principles, h.claims);
	load_strategies(l, h.strategies);
	load_guidance(l, h.guidance);
	load_roles(l, h.roles);
	return h.themes && h.principles && h.claims ? tree_build(&l->in, complain, l) : NULL;
}

struct tree *catalogue_load_bytes(const char *name, const char *bytes, size_t len, struct complaints *out)
{
	struct load l = {0};
	struct tree *t = NULL;
	size_t i;

	if (yaml_open(&l.y, name, bytes, len, &limits))
		t = load_tree(&l);
	for (i = 0; i < sizeof l.part / sizeof *l.part; i++)
		map_release(&l.part[i].seen);
	if (yaml_close(&l.y, out))
		return t;
	tree_free(t);
	return NULL;
}

struct tree *catalogue_load(const char *path, struct complaints *out, struct err *err)
{
	struct tree *t;
	char *bytes;
	size_t len;

	if (!yaml_file(path, limits.bytes, &bytes, &len, err))
		return NULL;
	t = catalogue_load_bytes(path, bytes, len, out);
	free(bytes);
	return t;
}
