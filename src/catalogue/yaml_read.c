/* Nodes into values: mappings through field tables, scalars as what their field says they are. */
#include "config.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "catalogue/yaml.h"

const struct yaml_node *yaml_get(const struct yaml_node *mapping, const char *key)
{
	const struct yaml_node *c;

	if (!mapping || mapping->kind != YAML_MAPPING)
		return NULL;
	for (c = mapping->first; c; c = c->next)
		if (!c->key->faulty && strcmp(c->key->text, key) == 0)
			return c;
	return NULL;
}

/* ---- one node ----------------------------------------------------------------------------------- */

const char *yaml_kind_words(enum yaml_kind k)
{
	return k == YAML_SCALAR ? "a text" : k == YAML_SEQUENCE ? "a list" : "a mapping";
}

static void wrong_kind(struct yaml *y, const struct yaml_node *n, const char *wanted)
{
	if (n->key)
		yaml_complain(y, n, "'%.60s' must be %s, not %s", n->key->text, wanted, yaml_kind_words(n->kind));
	else
		yaml_complain(y, n, "%s is wanted here, not %s", wanted, yaml_kind_words(n->kind));
}

static bool is_kind(struct yaml *y, const struct yaml_node *n, enum yaml_kind k, const char *wanted)
{
	if (n->kind == k)
		return !n->faulty;
	wrong_kind(y, n, wanted);
	return false;
}

const char *yaml_text(struct yaml *y, const struct yaml_node *n)
{
	return is_kind(y, n, YAML_SCALAR, "a text") ? n->text : NULL;
}

/* The newline that ends a block is its style, not its content. */
static size_t line_length(const struct yaml_node *n)
{
	return n->len - (n->block && n->len > 0 && n->text[n->len - 1] == '\n');
}

static size_t characters(const char *s, size_t len)
{
	size_t i, n = 0;

	for (i = 0; i < len; i++)
		n += !utf8_is_tail(s[i]);
	return n;
}

const char *yaml_line(struct yaml *y, const struct yaml_node *n)
{
	size_t len;

	if (!is_kind(y, n, YAML_SCALAR, "a line of text"))
		return NULL;
	len = line_length(n);
	if (memchr(n->text, '\n', len)) {
		yaml_complain(y, n, "this must be one line (a block that starts with > folds its lines into one)");
		return NULL;
	}
	if (memchr(n->text, '\t', len)) {
		yaml_complain(y, n, "this must be one line without tabs");
		return NULL;
	}
	if (characters(n->text, len) > YAML_LINE_MAX) {
		yaml_complain(y, n, "this is %zu characters long, at most %d are allowed", characters(n->text, len), YAML_LINE_MAX);
		return NULL;
	}
	return len == n->len ? n->text : arena_strndup(&y->arena, n->text, len);
}

bool yaml_bool(struct yaml *y, const struct yaml_node *n, bool *out)
{
	if (!is_kind(y, n, YAML_SCALAR, "true or false"))
		return false;
	if (n->plain && (strcmp(n->text, "true") == 0 || strcmp(n->text, "false") == 0)) {
		*out = n->text[0] == 't';
		return true;
	}
	yaml_complain(y, n, "this must be true or false%s, not '%.60s'", n->plain ? "" : " without quotes", n->text);
	return false;
}

static void add_words(struct buf *b, const char *const *word, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		buf_addf(b, "%s%s", i == 0 ? "" : i + 1 < n ? ", " : " or ", word[i]);
}

/* Adds what may have been meant, and returns it if it is one name. Where no more complaints are kept
 * it does nothing: a file of a million bad keys must not take a million guesses. */
static const char *suggest(const struct yaml *y, struct buf *b, const char *word, const char *const *known, size_t n)
{
	const char *nearest;

	if (y->n_faults >= COMPLAINTS_MAX)
		return NULL;
	nearest = complaint_nearest(word, known, n);
	if (nearest)
		buf_addf(b, "; did you mean '%s'?", nearest);
	else if (n > 0) {
		buf_add(b, "; there are ");
		add_words(b, known, n);
	}
	return nearest;
}

int yaml_choice(struct yaml *y, const struct yaml_node *n, const char *what, const char *const *values, size_t n_values)
{
	struct buf b = {0};
	size_t i;

	if (!is_kind(y, n, YAML_SCALAR, "a word"))
		return -1;
	for (i = 0; i < n_values; i++)
		if (strcmp(values[i], n->text) == 0)
			return (int)i;
	suggest(y, &b, n->text, values, n_values);
	yaml_complain(y, n, "'%.60s' is no %s%s", n->text, what, buf_str(&b));
	buf_release(&b);
	return -1;
}

bool yaml_lines(struct yaml *y, const struct yaml_node *n, struct yaml_lines *out)
{
	const struct yaml_node *c = n->kind == YAML_SEQUENCE ? n->first : n;
	size_t n_items = n->kind == YAML_SEQUENCE ? n->n : 1;
	const char **item = arena_alloc(&y->arena, (n_items + 1) * sizeof *item);
	const struct yaml_node **node = arena_alloc(&y->arena, (n_items + 1) * sizeof *node);
	bool good = true;

	if (n->kind == YAML_MAPPING) {
		wrong_kind(y, n, "a line of text or a list of lines");
		return false;
	}
	out->item = item;
	out->node = node;
	for (; c; c = n->kind == YAML_SEQUENCE ? c->next : NULL) {
		const char *line = yaml_line(y, c);

		if (line && *line == '\0')
			yaml_complain(y, c, "there is nothing in this line");
		good = good && line && *line != '\0';
		if (line && *line != '\0') {
			node[out->n] = c;
			item[out->n++] = line;
		}
	}
	return good;
}

/* ---- mappings ----------------------------------------------------------------------------------- */

/* Stores a pointer in a structure that the table describes by offsets only. */
static void store(void *into, size_t offset, const void *value)
{
	memcpy((char *)into + offset, &value, sizeof value);
}

static bool read_node(struct yaml *y, const struct yaml_node *n, const struct yaml_field *f, void *into, enum yaml_kind k)
{
	if (f->type != YAML_NODE && !is_kind(y, n, k, yaml_kind_words(k)))
		return false;
	store(into, f->offset, n);
	return !n->faulty;
}

static bool read_value(struct yaml *y, const struct yaml_node *n, const struct yaml_field *f, void *into)
{
	const char *s;

	switch (f->type) {
	case YAML_LINE:
	case YAML_TEXT:
		s = f->type == YAML_LINE ? yaml_line(y, n) : yaml_text(y, n);
		if (s)
			store(into, f->offset, s);
		return s != NULL;
	case YAML_BOOL:
		return yaml_bool(y, n, (bool *)((char *)into + f->offset));
	case YAML_LINES:
		return yaml_lines(y, n, (struct yaml_lines *)(void *)((char *)into + f->offset));
	case YAML_LIST:
		return read_node(y, n, f, into, YAML_SEQUENCE);
	case YAML_MAP:
		return read_node(y, n, f, into, YAML_MAPPING);
	case YAML_NODE:
		return read_node(y, n, f, into, n->kind);
	}
	return false;
}

static bool says_nothing(const struct yaml_node *n)
{
	return n->kind == YAML_SCALAR && n->len == 0;
}

static bool is_known(const struct yaml_node *key, const struct yaml_field *f, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (strcmp(f[i].key, key->text) == 0)
			return true;
	return false;
}

/* Complains of a key that the table does not have, and returns the one that was meant, or NULL. A key
 * with a stand-in for a bad character in it was told by the scan. */
static const char *unknown(struct yaml *y, const struct yaml_node *key, const char *what, const char *const *known, size_t n)
{
	struct buf b = {0};
	const char *meant;

	if (key->faulty)
		return NULL;
	meant = suggest(y, &b, key->text, known, n);
	if (!strstr(key->text, "\xef\xbf\xbd"))
		yaml_complain(y, key, "unknown key '%.60s' in %s%s", key->text, what, buf_str(&b));
	buf_release(&b);
	return meant;
}

/* Sets `mistyped` for the fields whose key is there, but misspelt: that is one fault, not two. */
static bool check_keys(struct yaml *y, const struct yaml_node *mapping, const char *what, const struct yaml_field *f,
    size_t n, bool *mistyped)
{
	const char **known = arena_alloc(&y->arena, (n + 1) * sizeof *known);
	const struct yaml_node *c;
	const char *meant;
	bool good = true;
	size_t i;

	for (i = 0; i < n; i++)
		known[i] = f[i].key;
	for (c = mapping->first; c; c = c->next) {
		if (is_known(c->key, f, n))
			continue;
		good = false;
		meant = unknown(y, c->key, what, known, n);
		for (i = 0; i < n; i++)
			mistyped[i] = mistyped[i] || known[i] == meant;
	}
	return good;
}

/* There is no text at the key. */
static bool hollow(struct yaml *y, const struct yaml_node *n, const char *what, const struct yaml_field *f)
{
	if (f->need == YAML_REQUIRED && !n->faulty)
		yaml_complain(y, n, "'%s' of %s is empty", f->key, what);
	return f->need != YAML_REQUIRED && !n->faulty;
}

static bool read_field(struct yaml *y, const struct yaml_node *mapping, const char *what, const struct yaml_field *f,
    bool mistyped, void *into)
{
	const struct yaml_node *n = yaml_get(mapping, f->key);

	if (n)
		return says_nothing(n) ? hollow(y, n, what, f) : read_value(y, n, f, into);
	if (f->need == YAML_REQUIRED && !mistyped)
		yaml_complain(y, mapping, "%s lacks '%s'", what, f->key);
	return f->need != YAML_REQUIRED;
}

bool yaml_read(struct yaml *y, const struct yaml_node *node, const char *what,
    const struct yaml_field *fields, size_t n_fields, void *into)
{
	bool *mistyped = arena_alloc(&y->arena, (n_fields + 1) * sizeof *mistyped);
	bool good;
	size_t i;

	if (node->kind != YAML_MAPPING) {
		if (!node->faulty)
			yaml_complain(y, node, "%s must be a mapping (key: value), not %s", what, yaml_kind_words(node->kind));
		return false;
	}
	good = check_keys(y, node, what, fields, n_fields, mistyped);
	for (i = 0; i < n_fields; i++)
		good = read_field(y, node, what, &fields[i], mistyped[i], into) && good;
	return good;
}
