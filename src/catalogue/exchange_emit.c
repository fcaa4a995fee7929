/* The text form's paper: the same calls give YAML or JSON. Which style a YAML scalar takes is
 * exchange_scalar.c's to know; what is written, exchange_write.c's. */
#include "config.h"

#include <assert.h>
#include <errno.h>
#include <string.h>

#include "catalogue/exchange_emit.h"

enum { EMIT_PIECE = 1 << 16 };          /* bytes that are sent at once */

static void send_all(struct emit *e)
{
	if (e->buf.len > 0 && e->failed == 0 && fwrite(e->buf.data, 1, e->buf.len, e->out) != e->buf.len)
		e->failed = errno != 0 ? errno : EIO;
	buf_clear(&e->buf);
}

static void send_pieces(struct emit *e)
{
	if (e->buf.len >= EMIT_PIECE)
		send_all(e);
}

void emit_start(struct emit *e, FILE *out, bool json)
{
	*e = (struct emit){ .out = out, .json = json, .indent = -2 };
	e->j.out = &e->buf;
	errno = 0;
}

/* ---- YAML: where a value stands ------------------------------------------------------------------ */

static void yaml_lead(struct emit *e)
{
	if (e->dash) {
		buf_add_repeat(&e->buf, " ", (size_t)(e->indent - 2));
		buf_add(&e->buf, "- ");
		e->dash = false;
	} else {
		buf_add_repeat(&e->buf, " ", (size_t)e->indent);
	}
}

/* Before a value on the same line: its key, or the dash of its list. */
static void yaml_key(struct emit *e, const char *key)
{
	yaml_lead(e);
	if (key != NULL)
		buf_addf(&e->buf, "%s: ", key);
	else
		buf_add(&e->buf, "- ");
}

static void yaml_open(struct emit *e, const struct emit_level *level)
{
	if (level->key != NULL) {
		yaml_lead(e);
		buf_addf(&e->buf, "%s:\n", level->key);
	}
	e->indent += 2;
	e->dash = level->key == NULL && e->indent > 0;
}

/* ---- levels -------------------------------------------------------------------------------------- */

static void open_level(struct emit *e, struct emit_level *level)
{
	if (!e->json)
		yaml_open(e, level);
	else if (level->list)
		json_array(&e->j, level->key);
	else
		json_object(&e->j, level->key);
	level->opened = true;
}

/* Something is about to stand in the innermost level: it and those around it have to be there. */
static void open_levels(struct emit *e)
{
	for (int i = 0; i < e->depth; i++)
		if (!e->level[i].opened)
			open_level(e, &e->level[i]);
}

static void add_level(struct emit *e, const char *key, bool list)
{
	assert(e->depth < EMIT_DEPTH_MAX);
	e->level[e->depth++] = (struct emit_level){ .key = key, .list = list };
}

void emit_map(struct emit *e, const char *key)
{
	add_level(e, key, false);
}

void emit_list(struct emit *e, const char *key)
{
	add_level(e, key, true);
}

void emit_end(struct emit *e)
{
	const struct emit_level *level = &e->level[--e->depth];

	if (!level->opened)
		return;
	if (e->json)
		json_end(&e->j);
	e->indent -= 2;
	send_pieces(e);
}

/* ---- values -------------------------------------------------------------------------------------- */

void emit_text(struct emit *e, const char *key, const char *value)
{
	open_levels(e);
	if (e->json) {
		json_text(&e->j, key, value);
	} else {
		yaml_key(e, key);
		emit_yaml_scalar(&e->buf, value, e->indent + 2);
	}
	send_pieces(e);
}

void emit_word(struct emit *e, const char *key, const char *value)
{
	open_levels(e);
	if (e->json) {
		json_text(&e->j, key, value);
		return;
	}
	yaml_key(e, key);
	buf_addf(&e->buf, "%s\n", value);
}

void emit_bool(struct emit *e, const char *key, bool value)
{
	open_levels(e);
	if (e->json) {
		json_bool(&e->j, key, value);
		return;
	}
	yaml_key(e, key);
	buf_addf(&e->buf, "%s\n", value ? "true" : "false");
}

/* A word with a colon in it ("tree:1.2.3") is put in quotes: older readers stumble over it in brackets. */
void emit_words(struct emit *e, const char *key, const char *const *word, size_t n)
{
	if (n == 0)
		return;
	if (e->json) {
		emit_list(e, key);
		for (size_t i = 0; i < n; i++)
			emit_word(e, NULL, word[i]);
		emit_end(e);
		return;
	}
	open_levels(e);
	yaml_key(e, key);
	for (size_t i = 0; i < n; i++) {
		const char *quote = strchr(word[i], ':') != NULL ? "\"" : "";

		buf_addf(&e->buf, "%s%s%s%s", i == 0 ? "[" : ", ", quote, word[i], quote);
	}
	buf_add(&e->buf, "]\n");
}

bool emit_finish(struct emit *e, struct err *err)
{
	int failed;

	send_all(e);
	if (e->failed == 0 && fflush(e->out) != 0)
		e->failed = errno;
	failed = e->failed;
	buf_release(&e->buf);
	*e = (struct emit){0};
	return failed == 0 || err_set(err, ERR_STORE, "the document could not be written: %s", strerror(failed));
}
