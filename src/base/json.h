/* Writes JSON: strict, UTF-8, two-space indentation, keys in the order given.
 *
 *     struct json j = { .out = &buf };
 *     json_object(&j, NULL);
 *     json_string(&j, "schema", "assay.status/1");
 *     json_array(&j, "claimable");
 *     json_string(&j, NULL, "1.3");             (key NULL: an element of an array)
 *     json_end(&j); json_end(&j);                                                        */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include <stdbool.h>
#include "base/buf.h"

enum { JSON_DEPTH_MAX = 32 };

struct json {
	struct buf *out;                        /* borrowed */
	int depth;
	bool filled[JSON_DEPTH_MAX];            /* something stands at this depth already */
	bool is_array[JSON_DEPTH_MAX];
};

void json_object(struct json *j, const char *key);
void json_array(struct json *j, const char *key);
void json_end(struct json *j);                                  /* closes the innermost; the outermost adds a newline */
void json_string(struct json *j, const char *key, const char *value);   /* NULL or "" : null */
void json_text(struct json *j, const char *key, const char *value);     /* "" stays "" ; NULL null */
void json_int(struct json *j, const char *key, long long value);
void json_bool(struct json *j, const char *key, bool value);
void json_null(struct json *j, const char *key);
/* The quoted, escaped string alone, for other writers. DEL, C1, U+2028, U+2029 are escaped too. */
void json_quote(struct buf *b, const char *value);

#endif
