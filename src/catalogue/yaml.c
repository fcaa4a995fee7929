/* libyaml's events into nodes with positions, refusing what we do not want of YAML. The one file
 * that knows libyaml; field tables are in yaml_read.c. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/utf8.h"
#include "catalogue/yaml.h"
#include "catalogue/yaml_scan.h"

/* A mapping or sequence that has begun. */
struct frame {
	struct yaml_node *node;
	struct yaml_node **tail;                /* where its next child goes */
	const struct yaml_node *key;            /* mapping: read, its value not yet */
};

struct builder {
	struct yaml *y;
	const struct yaml_limits *limits;
	yaml_parser_t parser;
	size_t events;
	struct frame frame[YAML_DEPTH_MAX];
	int depth;
	struct yaml_node *root;
	const char *bytes, *end;                /* what libyaml reads */
};

enum step { STEP_ON, STEP_DONE, STEP_STOP };    /* the document is complete; a fault that ends reading */

static size_t line_of(yaml_mark_t m)
{
	return m.line + 1;
}

static void complain_mark(struct builder *b, yaml_mark_t m, const char *what)
{
	yaml_complain_at(b->y, line_of(m), m.column + 1, "%s", what);
}

static struct yaml_node *node_new(struct builder *b, enum yaml_kind kind, yaml_mark_t at)
{
	struct yaml_node *n = arena_alloc(&b->y->arena, sizeof *n);

	n->kind = kind;
	n->line = (uint32_t)line_of(at);
	n->column = (uint32_t)at.column + 1;
	return n;
}

static struct yaml_node *scalar_new(struct builder *b, yaml_mark_t at, const char *text, size_t len)
{
	struct yaml_node *n = node_new(b, YAML_SCALAR, at);
	char *copy = arena_alloc(&b->y->arena, len + 1);

	memcpy(copy, text, len);                /* there may be NULs in it: check_text complains */
	n->text = copy;
	n->len = len;
	return n;
}

/* ---- keys --------------------------------------------------------------------------------------- */

static int by_text_then_place(const void *p, const void *q)
{
	const struct yaml_node *a = *(const struct yaml_node *const *)p, *b = *(const struct yaml_node *const *)q;
	int order = strcmp(a->text, b->text);

	if (order == 0)
		order = a->line != b->line ? (a->line < b->line ? -1 : 1) : (a->column > b->column) - (a->column < b->column);
	return order;
}

/* libyaml does not notice the second. Sorted, not hashed: nobody can choose keys that collide. */
static void check_doubled(struct yaml *y, const struct yaml_node *mapping)
{
	const struct yaml_node **key, *first, *c;
	size_t i = 0;

	if (mapping->n < 2)
		return;
	key = xreallocarray(NULL, mapping->n, sizeof *key);
	for (c = mapping->first; c; c = c->next)
		key[i++] = c->key;
	qsort(key, mapping->n, sizeof *key, by_text_then_place);
	first = key[0];
	for (i = 1; i < mapping->n; i++) {
		if (strcmp(first->text, key[i]->text) != 0)
			first = key[i];
		else if (!key[i]->faulty)
			yaml_complain(y, key[i], "the key '%.60s' stands twice: first on line %u", key[i]->text, (unsigned)first->line);
	}
	free(key);
}

/* The node at a key's place: only a scalar may be one. */
static const struct yaml_node *as_key(struct builder *b, struct yaml_node *n)
{
	struct yaml_node *key = n;

	if (n->kind != YAML_SCALAR) {
		yaml_complain(b->y, n, "a key must be a word, not a list or a mapping");
		key = arena_alloc(&b->y->arena, sizeof *key);
		*key = (struct yaml_node){ .kind = YAML_SCALAR, .line = n->line, .column = n->column, .text = "", .faulty = true };
	} else if (n->plain && strcmp(n->text, "<<") == 0) {
		yaml_complain(b->y, n, "merge keys (<<) are not allowed: write the keys out");
		n->faulty = true;
	}
	return key;
}

/* ---- putting the tree together ------------------------------------------------------------------ */

static void add(struct builder *b, struct yaml_node *n)
{
	struct frame *f = b->depth > 0 ? &b->frame[b->depth - 1] : NULL;

	if (!f) {
		b->root = n;
		return;
	}
	if (f->node->kind == YAML_MAPPING && !f->key) {
		f->key = as_key(b, n);
		return;
	}
	n->key = f->key;
	f->key = NULL;
	*f->tail = n;
	f->tail = &n->next;
	f->node->n++;
}

static enum step begin(struct builder *b, enum yaml_kind kind, const yaml_event_t *e)
{
	struct yaml_node *n = node_new(b, kind, e->start_mark);

	if (b->depth == YAML_DEPTH_MAX) {
		yaml_complain(b->y, n, "too deep: more than %d lists and mappings inside each other", YAML_DEPTH_MAX);
		return STEP_STOP;
	}
	add(b, n);
	b->frame[b->depth++] = (struct frame){ .node = n, .tail = &n->first };
	return STEP_ON;
}

static enum step end(struct builder *b)
{
	const struct yaml_node *n = b->frame[--b->depth].node;

	if (n->kind == YAML_MAPPING)
		check_doubled(b->y, n);
	return STEP_ON;
}

/* libyaml has undone the escapes: what was hidden in "\e" shows now. */
static void check_text(struct builder *b, struct yaml_node *n)
{
	const char *s = n->text, *stop = s + n->len;
	uint32_t cp = 0;
	char name[YAML_NAME_SIZE];

	for (; s < stop; s += utf8_decode(s, (size_t)(stop - s), &cp)) {
		const char *why = NULL;

		if ((unsigned char)*s < 0x20 || (unsigned char)*s >= 0x7f) {
			if (utf8_decode(s, (size_t)(stop - s), &cp) == 0)
				cp = 0xfffd;
			why = yaml_banned(cp, b->limits->strict);
		}
		if (why) {
			yaml_complain(b->y, n, "this text has %s (%s) in it", why, yaml_cp_name(cp, name));
			n->faulty = true;
			return;
		}
	}
}

static void scalar(struct builder *b, const yaml_event_t *e)
{
	yaml_scalar_style_t style = e->data.scalar.style;
	struct yaml_node *n = scalar_new(b, e->start_mark, (const char *)e->data.scalar.value, e->data.scalar.length);

	n->plain = style == YAML_PLAIN_SCALAR_STYLE;
	n->block = style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
	check_text(b, n);
	add(b, n);
}

static void alias(struct builder *b, const yaml_event_t *e)
{
	struct yaml_node *n = scalar_new(b, e->start_mark, "", 0);

	yaml_complain(b->y, n, "aliases (*%.60s) are not allowed: write the value again", (const char *)e->data.alias.anchor);
	n->faulty = true;
	add(b, n);
}

static void check_properties(struct builder *b, const yaml_event_t *e, const yaml_char_t *anchor, const yaml_char_t *tag)
{
	if (anchor)
		yaml_complain_at(b->y, line_of(e->start_mark), e->start_mark.column + 1, "anchors (&%.60s) are not allowed",
		    (const char *)anchor);
	if (tag)
		yaml_complain_at(b->y, line_of(e->start_mark), e->start_mark.column + 1, "tags (%.60s) are not allowed",
		    (const char *)tag);
}

static enum step document(struct builder *b, const yaml_event_t *e)
{
	if (b->root) {
		complain_mark(b, e->start_mark, "a second document starts here: only one is allowed");
		return STEP_DONE;
	}
	if (e->data.document_start.version_directive || e->data.document_start.tag_directives.start != e->data.document_start.tag_directives.end)
		complain_mark(b, e->start_mark, "directives (%YAML, %TAG) are not allowed");
	return STEP_ON;
}

static enum step take(struct builder *b, const yaml_event_t *e)
{
	switch (e->type) {
	case YAML_DOCUMENT_START_EVENT:
		return document(b, e);
	case YAML_SCALAR_EVENT:
		check_properties(b, e, e->data.scalar.anchor, e->data.scalar.tag);
		scalar(b, e);
		return STEP_ON;
	case YAML_ALIAS_EVENT:
		alias(b, e);
		return STEP_ON;
	case YAML_SEQUENCE_START_EVENT:
		check_properties(b, e, e->data.sequence_start.anchor, e->data.sequence_start.tag);
		return begin(b, YAML_SEQUENCE, e);
	case YAML_MAPPING_START_EVENT:
		check_properties(b, e, e->data.mapping_start.anchor, e->data.mapping_start.tag);
		return begin(b, YAML_MAPPING, e);
	case YAML_SEQUENCE_END_EVENT:
	case YAML_MAPPING_END_EVENT:
		return end(b);
	case YAML_STREAM_END_EVENT:
		return STEP_DONE;
	default:
		return STEP_ON;
	}
}

/* ---- libyaml's own complaints ------------------------------------------------------------------- */

/* The line that a mark is in; its length in *len. */
static const char *line_at(const struct builder *b, yaml_mark_t m, size_t *len)
{
	const char *s = b->bytes, *stop;
	size_t i;

	for (i = 0; i < m.line && s; i++)
		if ((s = memchr(s, '\n', (size_t)(b->end - s))))
			s++;
	if (!s)
		s = b->end;
	stop = memchr(s, '\n', (size_t)(b->end - s));
	*len = (size_t)((stop ? stop : b->end) - s);
	return s;
}

/* Whether a tab stands at this place: libyaml says only that it "cannot start any token". */
static bool tab_at(const struct builder *b, yaml_mark_t m)
{
	size_t len, i;
	const char *s = line_at(b, m, &len), *end = s + len;

	for (i = 0; i < m.column && s < end; i++) {
		uint32_t cp;
		size_t n = utf8_decode(s, (size_t)(end - s), &cp);

		s += n > 0 ? n : 1;
	}
	return s < end && *s == '\t';
}

static bool has_comment(const struct builder *b, yaml_mark_t m)
{
	size_t len;
	const char *s = line_at(b, m, &len);

	return memmem(s, len, " #", 2) != NULL;
}

/* A colour such as #ff0000 without quotes is a comment, and swallows the bracket that should close:
 * libyaml stumbles on a line after it. */
static const char *hint(const struct builder *b)
{
	yaml_mark_t before = b->parser.problem_mark;

	before.line -= before.line > 0;
	return has_comment(b, b->parser.context_mark) || has_comment(b, before) ?
	    " (a # begins a comment unless it stands in quotes)" : "";
}

static enum step broken(struct builder *b)
{
	const yaml_parser_t *p = &b->parser;
	yaml_mark_t at = p->problem_mark;
	const char *problem = p->problem ? p->problem : "cannot be read";

	if (yaml_told(b->y, line_of(at)))
		return STEP_STOP;               /* by the scan: this follows from it */
	if (strstr(problem, "tab character") || tab_at(b, at))
		yaml_complain_at(b->y, line_of(at), at.column + 1, "a tab where blanks should be: indent with blanks");
	else if (p->context)
		yaml_complain_at(b->y, line_of(at), at.column + 1, "broken YAML: %s %s that starts on line %zu%s", problem,
		    p->context, line_of(p->context_mark), hint(b));
	else
		yaml_complain_at(b->y, line_of(at), at.column + 1, "broken YAML: %s", problem);
	return STEP_STOP;
}

/* ---- the whole ---------------------------------------------------------------------------------- */

static enum step step(struct builder *b)
{
	yaml_event_t e;
	enum step next;

	if (!yaml_parser_parse(&b->parser, &e))
		return broken(b);
	if (++b->events > b->limits->events) {
		yaml_complain_at(b->y, line_of(e.start_mark), e.start_mark.column + 1,
		    "too large: more than %zu values, lists and mappings", b->limits->events);
		next = STEP_STOP;
	} else
		next = take(b, &e);
	yaml_event_delete(&e);
	return next;
}

static void build(struct builder *b)
{
	enum step s;

	if (!yaml_parser_initialize(&b->parser)) {
		yaml_complain_at(b->y, 0, 0, "no memory to read it");
		return;
	}
	yaml_parser_set_encoding(&b->parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&b->parser, (const unsigned char *)b->bytes, (size_t)(b->end - b->bytes));
	do
		s = step(b);
	while (s == STEP_ON);
	yaml_parser_delete(&b->parser);
	if (s == STEP_STOP)
		return;
	if (!b->root && !b->limits->empty)
		yaml_complain_at(b->y, 0, 0, "there is nothing in it");
	b->y->root = b->root;
}

bool yaml_open(struct yaml *y, const char *name, const char *bytes, size_t len, const struct yaml_limits *limits)
{
	struct builder b = { .y = y, .limits = limits };

	*y = (struct yaml){ .name = name };
	if (len > limits->bytes)
		yaml_complain_at(y, 0, 0, "too large: %zu bytes, at most %zu are allowed", len, limits->bytes);
	else if (yaml_scan(y, &bytes, &len, limits->strict)) {
		b.bytes = bytes;
		b.end = bytes + len;
		build(&b);
	}
	return y->root != NULL;
}
