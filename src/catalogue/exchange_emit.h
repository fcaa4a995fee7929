/* Puts the text form on paper, as YAML or JSON, canonically. Private to exchange.
 *
 * Mappings and lists are opened when something stands in them: an empty one leaves no trace. What is
 * written goes to the stream piece by piece; a failed write is told at the end. */
#ifndef CATALOGUE_EXCHANGE_EMIT_H
#define CATALOGUE_EXCHANGE_EMIT_H

#include <stdbool.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/err.h"
#include "base/json.h"

enum { EMIT_DEPTH_MAX = 8 };

struct emit_level {
	const char *key;                /* NULL: it stands in a list */
	bool list, opened;
};

struct emit {
	FILE *out;                      /* borrowed */
	bool json;
	struct json j;
	struct buf buf;                 /* not yet on its way */
	struct emit_level level[EMIT_DEPTH_MAX];
	int depth;
	int indent;                     /* YAML: where keys and dashes of the innermost level stand */
	bool dash;                      /* YAML: "- " waits for the first key behind it */
	int failed;                     /* errno of the first write that failed */
};

/* Keys are borrowed until their level is closed. A key is NULL in a list, and for the document itself. */
void emit_start(struct emit *e, FILE *out, bool json);
void emit_map(struct emit *e, const char *key);
void emit_list(struct emit *e, const char *key);
void emit_end(struct emit *e);
/* Any valid text; it comes back byte for byte. */
void emit_text(struct emit *e, const char *key, const char *value);
/* Something known to be safe without quotes: a claim, a date, a word of ours. */
void emit_word(struct emit *e, const char *key, const char *value);
void emit_bool(struct emit *e, const char *key, bool value);
/* A list of words on one line: [1.2/2, 1.2/5]. */
void emit_words(struct emit *e, const char *key, const char *const *word, size_t n);
/* Sends the rest. ERR_STORE: not everything could be written. Releases *e. */
bool emit_finish(struct emit *e, struct err *err);

/* Adds a YAML scalar with what separates it from its key: plain, in quotes, or as a block whose lines
 * stand `indent` columns in; ends the line. */
void emit_yaml_scalar(struct buf *b, const char *value, int indent);

#endif
