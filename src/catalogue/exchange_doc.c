/* Opening a document of the text form, and complaining of it: see exchange_doc.h. */
#include "config.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue/exchange.h"
#include "catalogue/exchange_doc.h"

/* A mapping of YAML may begin with a brace, too; but whoever writes one writes JSON. */
static bool looks_like_json(const char *s, size_t len)
{
	size_t at = len >= 3 && memcmp(s, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	while (at < len && strchr(" \t\r\n", s[at]) != NULL && s[at] != '\0')
		at++;
	return at < len && (s[at] == '{' || s[at] == '[');
}

bool doc_open(struct doc *d, const char *name, const char *bytes, size_t len, struct complaints *out)
{
	static const struct yaml_limits limits = { .bytes = EXCHANGE_SIZE_MAX, .events = DOC_VALUES_MAX };

	*d = (struct doc){ .name = name, .out = out, .json = looks_like_json(bytes, len) };
	if (d->json) {
		doc_read_json(d, bytes, len);
	} else {
		yaml_open(&d->y, name, bytes, len, &limits);
		d->root = d->y.root;
	}
	return d->root != NULL;
}

bool doc_close(struct doc *d)
{
	bool good = yaml_close(&d->y, d->out) && !d->faulty;

	*d = (struct doc){0};
	return good;
}

bool doc_full(const struct doc *d)
{
	return (d->json ? d->out->n : d->y.n_faults) >= COMPLAINTS_MAX;
}

/* ---- paths --------------------------------------------------------------------------------------- */

/* A key in a path, as in a JSON pointer. */
static void add_key(struct buf *out, const char *key)
{
	for (; *key != '\0'; key++) {
		if (*key == '~' || *key == '/')
			buf_addf(out, "~%c", *key == '~' ? '0' : '1');
		else
			buf_addc(out, *key);
	}
}

/* JSON nodes are numbered as they stand, in `column`: the child to follow is the last one whose
 * number is not above the one looked for. */
static void add_path(const struct doc *d, const struct yaml_node *at, struct buf *out)
{
	const struct yaml_node *n = d->root, *next;

	while (n->column != at->column) {
		size_t index = 0, i = 0;

		next = NULL;
		for (const struct yaml_node *c = n->first; c != NULL && c->column <= at->column; c = c->next) {
			next = c;
			index = i++;
		}
		if (next == NULL)
			return;
		buf_addc(out, '/');
		if (next->key != NULL)
			add_key(out, next->key->text);
		else
			buf_addf(out, "%zu", index);
		n = next;
	}
}

void doc_place(const struct doc *d, const struct yaml_node *at, struct buf *out)
{
	if (doc_full(d))
		return;
	if (d->json)
		add_path(d, at, out);
	else
		buf_addf(out, "line %u", (unsigned)at->line);
}

static void json_fault(struct doc *d, const struct yaml_node *at, const char *text)
{
	struct buf path = {0};

	doc_place(d, at, &path);
	if (path.len == 0)
		complaints_add(d->out, d->name, 0, 0, "%s", text);
	else
		complaints_add_path(d->out, d->name, buf_str(&path), "%s", text);
	buf_release(&path);
}

void doc_fault(struct doc *d, const struct yaml_node *at, const char *fmt, ...)
{
	struct buf text = {0};
	va_list ap;

	d->faulty = true;
	if (!doc_full(d)) {
		va_start(ap, fmt);
		buf_vaddf(&text, fmt, ap);
		va_end(ap);
	}
	if (d->json)
		json_fault(d, at, buf_str(&text));
	else
		yaml_complain(&d->y, at, "%s", buf_str(&text));
	buf_release(&text);
}
