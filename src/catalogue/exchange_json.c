/* JSON documents into the nodes that YAML documents become. jansson reads; what it would take too
 * much memory for is refused before. */
#include "config.h"

#include <inttypes.h>
#include <jansson.h>
#include <string.h>

#include "base/utf8.h"
#include "catalogue/exchange.h"
#include "catalogue/exchange_doc.h"

/* ---- before jansson ---------------------------------------------------------------------------------- */

/* Walks over the bytes as a reader would, far enough to know depth and size. */
struct survey {
	const char *at, *end;
	size_t line, column;            /* from 1; the column in characters */
	size_t values;
	int depth;
	bool quoted;
};

enum { CONTAINER_WEIGHT = 4 };          /* an empty object takes more room than a string */

static void survey_byte(struct survey *s)
{
	char c = *s->at;

	if (s->quoted) {
		if (c == '\\' && s->at + 1 < s->end) {
			s->at++;
			s->column++;
		}
		s->quoted = c != '"';
	} else if (c == '"') {
		s->quoted = true;
		s->values++;
	} else if (c == '{' || c == '[') {
		s->depth++;
		s->values += CONTAINER_WEIGHT;
	} else if ((c == '}' || c == ']') && s->depth > 0) {
		s->depth--;
	} else if (c == ',') {
		s->values++;
	}
}

static void survey_step(struct survey *s)
{
	survey_byte(s);
	if (*s->at == '\n') {
		s->line++;
		s->column = 1;
	} else if (!utf8_is_tail(*s->at)) {
		s->column++;
	}
	s->at++;
}

static bool fail(struct doc *d, size_t line, size_t column, const char *text)
{
	d->faulty = true;
	complaints_add(d->out, d->name, line, column, "%s", text);
	return false;
}

static bool survey(struct doc *d, const char *bytes, size_t len)
{
	struct survey s = { .at = bytes, .end = bytes + len, .line = 1, .column = 1 };

	if (len > EXCHANGE_SIZE_MAX)
		return fail(d, 0, 0, "too large: more than 256 MiB");
	while (s.at < s.end) {
		size_t line = s.line, column = s.column;

		survey_step(&s);
		if (s.depth > DOC_DEPTH_MAX)
			return fail(d, line, column, "too deep: more than 32 lists and objects inside each other");
		if (s.values > DOC_VALUES_MAX)
			return fail(d, line, column, "too large: more values, lists and objects than are read");
	}
	return true;
}

/* ---- nodes -------------------------------------------------------------------------------------------- */

struct builder {
	struct doc *d;
	uint32_t number;                /* of the last node: where it stands in the document */
};

static struct yaml_node *new_node(struct builder *b, enum yaml_kind kind, const struct yaml_node *key)
{
	struct yaml_node *n = arena_alloc(&b->d->y.arena, sizeof *n);

	n->kind = kind;
	n->key = key;
	n->column = b->number++;
	return n;
}

static void set_text(struct builder *b, struct yaml_node *n, const char *text, size_t len)
{
	n->text = arena_strndup(&b->d->y.arena, text, len);
	n->len = len;
}

/* Numbers and words have no business in this document except as what they look like, in complaints. */
static void set_plain(struct builder *b, struct yaml_node *n, json_t *value)
{
	char text[64] = "";

	n->plain = true;
	if (json_is_boolean(value))
		snprintf(text, sizeof text, "%s", json_is_true(value) ? "true" : "false");
	else if (json_is_integer(value))
		snprintf(text, sizeof text, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
	else if (json_is_real(value))
		snprintf(text, sizeof text, "%.15g", json_real_value(value));
	set_text(b, n, text, strlen(text));
}

static struct yaml_node *convert(struct builder *b, json_t *value, const struct yaml_node *key);

static void add_child(struct yaml_node *parent, struct yaml_node ***tail, struct yaml_node *child)
{
	**tail = child;
	*tail = &child->next;
	parent->n++;
}

static void convert_object(struct builder *b, struct yaml_node *n, json_t *object)
{
	struct yaml_node **tail = &n->first, *key;
	const char *name;
	json_t *value;

	json_object_foreach(object, name, value) {
		key = arena_alloc(&b->d->y.arena, sizeof *key);
		set_text(b, key, name, strlen(name));
		key->column = b->number;
		add_child(n, &tail, convert(b, value, key));
	}
}

static void convert_array(struct builder *b, struct yaml_node *n, json_t *array)
{
	struct yaml_node **tail = &n->first;

	for (size_t i = 0; i < json_array_size(array); i++)
		add_child(n, &tail, convert(b, json_array_get(array, i), NULL));
}

/* As deep as the survey allowed. */
static struct yaml_node *convert(struct builder *b, json_t *value, const struct yaml_node *key)
{
	enum yaml_kind kind = json_is_object(value) ? YAML_MAPPING : json_is_array(value) ? YAML_SEQUENCE : YAML_SCALAR;
	struct yaml_node *n = new_node(b, kind, key);

	if (kind == YAML_MAPPING)
		convert_object(b, n, value);
	else if (kind == YAML_SEQUENCE)
		convert_array(b, n, value);
	else if (json_is_string(value))
		set_text(b, n, json_string_value(value), json_string_length(value));
	else
		set_plain(b, n, value);
	return n;
}

/* jansson's words, but for what it says of itself. */
static void broken(struct doc *d, json_error_t *error)
{
	struct buf text = {0};

	switch (json_error_code(error)) {
	case json_error_null_character:
	case json_error_null_byte_in_key:
		buf_add(&text, "broken JSON: a NUL character (\\u0000) cannot stand in a text");
		break;
	default:
		buf_addf(&text, "broken JSON: %s", error->text);
	}
	fail(d, error->line > 0 ? (size_t)error->line : 0, error->column > 0 ? (size_t)error->column : 1, buf_str(&text));
	buf_release(&text);
}

void doc_read_json(struct doc *d, const char *bytes, size_t len)
{
	struct builder b = { .d = d };
	size_t mark = len >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	json_error_t error;
	json_t *root;

	if (!survey(d, bytes + mark, len - mark))
		return;
	root = json_loadb(bytes + mark, len - mark, JSON_REJECT_DUPLICATES, &error);
	if (root == NULL) {
		broken(d, &error);
		return;
	}
	d->root = convert(&b, root, NULL);
	json_decref(root);
}
