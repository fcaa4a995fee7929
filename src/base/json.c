/* The JSON writer. It keeps commas, indentation and quoting right; what is written is the caller's. */
#include "config.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/json.h"
#include "base/utf8.h"

static void new_line(struct json *j)
{
	buf_addc(j->out, '\n');
	buf_add_repeat(j->out, "  ", (size_t)j->depth);
}

/* What goes before any value: comma, line, key. */
static void begin_value(struct json *j, const char *key)
{
	if (j->depth == 0) {
		assert(!key);
		return;
	}
	assert(j->is_array[j->depth - 1] == !key);
	if (j->filled[j->depth - 1])
		buf_addc(j->out, ',');
	j->filled[j->depth - 1] = true;
	new_line(j);
	if (key) {
		json_quote(j->out, key);
		buf_add(j->out, ": ");
	}
}

static void begin_nest(struct json *j, const char *key, bool is_array)
{
	begin_value(j, key);
	assert(j->depth < JSON_DEPTH_MAX);
	buf_addc(j->out, is_array ? '[' : '{');
	j->filled[j->depth] = false;
	j->is_array[j->depth] = is_array;
	j->depth++;
}

void json_object(struct json *j, const char *key)
{
	begin_nest(j, key, false);
}

void json_array(struct json *j, const char *key)
{
	begin_nest(j, key, true);
}

void json_end(struct json *j)
{
	assert(j->depth > 0);
	j->depth--;
	if (j->filled[j->depth])
		new_line(j);
	buf_addc(j->out, j->is_array[j->depth] ? ']' : '}');
	if (j->depth == 0)
		buf_addc(j->out, '\n');
}

void json_string(struct json *j, const char *key, const char *value)
{
	json_text(j, key, value && *value ? value : NULL);
}

void json_text(struct json *j, const char *key, const char *value)
{
	if (!value) {
		json_null(j, key);
		return;
	}
	begin_value(j, key);
	json_quote(j->out, value);
}

void json_int(struct json *j, const char *key, long long value)
{
	begin_value(j, key);
	buf_addf(j->out, "%lld", value);
}

void json_bool(struct json *j, const char *key, bool value)
{
	begin_value(j, key);
	buf_add(j->out, value ? "true" : "false");
}

void json_null(struct json *j, const char *key)
{
	begin_value(j, key);
	buf_add(j->out, "null");
}

/* The letter of a two-character escape, or 0. */
static char short_escape(uint32_t cp)
{
	switch (cp) {
	case '"': return '"';
	case '\\': return '\\';
	case '\b': return 'b';
	case '\f': return 'f';
	case '\n': return 'n';
	case '\r': return 'r';
	case '\t': return 't';
	default: return 0;
	}
}

static bool needs_escape(uint32_t cp)
{
	return cp < 0x20 || cp == '"' || cp == '\\' || (cp >= 0x7f && cp <= 0x9f) || cp == 0x2028 || cp == 0x2029;
}

static void add_escape(struct buf *b, uint32_t cp)
{
	char letter = short_escape(cp);

	if (letter)
		buf_addf(b, "\\%c", letter);
	else
		buf_addf(b, "\\u%04x", (unsigned)cp);
}

/* Bytes that are no text become U+FFFD: the output is strict whatever came in. */
void json_quote(struct buf *b, const char *value)
{
	size_t len = strlen(value), from = 0, at = 0;

	buf_addc(b, '"');
	while (at < len) {
		uint32_t cp = 0;
		size_t n = utf8_decode(value + at, len - at, &cp);

		if (n && !needs_escape(cp)) {
			at += n;
			continue;
		}
		buf_addn(b, value + from, at - from);
		if (n)
			add_escape(b, cp);
		else
			buf_add(b, "\xef\xbf\xbd");
		at += n ? n : 1;
		from = at;
	}
	buf_addn(b, value + from, at - from);
	buf_addc(b, '"');
}
