/* YAML files as trees of nodes with positions: private to this room. libyaml is used in yaml.c only.
 *
 * A subset of YAML, bounded: UTF-8 (a mark at the front and CRLF are accepted), one document, no
 * anchors, aliases, tags, merge keys or directives, keys are scalars, none stands twice. A scalar is
 * text until whoever reads it says otherwise. Reading goes on after a fault, so that all are told:
 *
 *     static const struct yaml_limits limits = { .bytes = 8 << 20, .events = 500000 };
 *     struct yaml y;
 *     if (yaml_open(&y, name, bytes, len, &limits))           (false: there is no tree to look at)
 *             read_document(&y, y.root);                       (yaml_read, yaml_complain)
 *     ok = yaml_close(&y, complaints);                         (true: nobody complained)
 *
 * Time and memory are linear in the length of the file. */
#ifndef CATALOGUE_YAML_H
#define CATALOGUE_YAML_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/complaint.h"
#include "base/err.h"
#include "base/mem.h"

enum { YAML_DEPTH_MAX = 32 };           /* mappings and sequences inside each other */
enum { YAML_LINE_MAX = 1000 };          /* characters of a YAML_LINE */

struct yaml_limits {
	size_t bytes;                   /* of the file */
	size_t events;                  /* libyaml's: a scalar is one, a mapping or sequence two */
	bool empty;                     /* a file with nothing in it is no fault: yaml_open gives false, yaml_close true */
	bool strict;                    /* no tabs, no bidirectional controls, no U+2028 or U+2029, comments included */
};

enum yaml_kind { YAML_SCALAR, YAML_SEQUENCE, YAML_MAPPING };
const char *yaml_kind_words(enum yaml_kind kind);       /* "a list" */

/* Lives until yaml_close. Line and column count from 1, the column in characters. */
struct yaml_node {
	enum yaml_kind kind;
	bool plain;                     /* scalar without quotes, not a block */
	bool block;                     /* scalar written with | or > */
	bool faulty;                    /* complained of already (an alias, a control character): say no more */
	uint32_t line, column;
	size_t len;                     /* scalar: bytes of text; no NUL among them unless faulty */
	const char *text;               /* scalar: valid UTF-8 ending in NUL, no control characters but newline and
	                                 * (unless strict) tab; NULL for the others */
	const struct yaml_node *key;    /* a value in a mapping: its key, a scalar; else NULL */
	struct yaml_node *first, *next; /* sequence: its items; mapping: its values; in the order of the file */
	size_t n;                       /* how many */
};

struct yaml_fault;
struct yaml {                           /* one file while it is read */
	const char *name;               /* for complaints; borrowed */
	struct arena arena;             /* nodes, texts, what yaml_read makes; gone after yaml_close */
	const struct yaml_node *root;   /* NULL after a failure */
	struct yaml_fault *fault;       /* complaints so far, COMPLAINTS_MAX at most, in any order */
	size_t n_faults;                /* those that were not kept too */
};

/* Reads the whole document. false: nothing to look at (too large, not UTF-8, broken syntax, empty,
 * too deep); the complaint is there already. true: y->root is the document, even if there are
 * complaints about parts of it. Either way yaml_close must follow. `bytes` may go afterwards. */
bool yaml_open(struct yaml *y, const char *name, const char *bytes, size_t len, const struct yaml_limits *limits);
/* Hands all complaints over in the order of their places, releases everything. Whether there were none. */
bool yaml_close(struct yaml *y, struct complaints *out);

/* Complains of a node, or of a place (line 0: the file as a whole). */
void yaml_complain(struct yaml *y, const struct yaml_node *at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void yaml_complain_at(struct yaml *y, size_t line, size_t column, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* The value of `key` in a mapping, or NULL (also if `mapping` is NULL or no mapping). */
const struct yaml_node *yaml_get(const struct yaml_node *mapping, const char *key);

/* ---- mappings through field tables -------------------------------------------------------------
 *
 *     static const struct yaml_field fields[] = {
 *             { "id",       YAML_LINE, offsetof(struct claim, id),       YAML_REQUIRED },
 *             { "supports", YAML_LIST, offsetof(struct claim, supports), YAML_OPTIONAL },
 *     };
 *     yaml_read(y, node, "claim 1.2.3", fields, sizeof fields / sizeof *fields, &claim);            */

enum yaml_type {
	YAML_LINE,      /* const char *: one line, YAML_LINE_MAX; the newline that ends a block does not count */
	YAML_TEXT,      /* const char *: any text, as it stands */
	YAML_BOOL,      /* bool: true or false, without quotes */
	YAML_LINES,     /* struct yaml_lines: a line, or a list of lines */
	YAML_LIST,      /* const struct yaml_node *: a sequence */
	YAML_MAP,       /* const struct yaml_node *: a mapping */
	YAML_NODE,      /* const struct yaml_node *: whatever stands there */
};
enum yaml_need { YAML_OPTIONAL, YAML_REQUIRED };

struct yaml_field {
	const char *key;
	enum yaml_type type;
	size_t offset;                  /* in the structure that yaml_read fills */
	enum yaml_need need;
};
struct yaml_lines {
	const char *const *item;
	const struct yaml_node *const *node;    /* where each stands */
	size_t n;
};

/* Fills *into, which the caller zeroed; strings and lists belong to y. Absent fields stay as they
 * are, and so do those with an empty scalar, which says nothing; a required field must be there and
 * not empty. `what` names the mapping in complaints ("claim 1.2.3"). Returns false, having complained
 * of each, if `node` is no mapping, has unknown keys ("did you mean"), lacks required ones or holds
 * values of the wrong type; the good fields are filled even so. */
bool yaml_read(struct yaml *y, const struct yaml_node *node, const char *what,
    const struct yaml_field *fields, size_t n_fields, void *into);

/* One scalar. Each complains and returns false (NULL) where the node is not of that type. */
const char *yaml_line(struct yaml *y, const struct yaml_node *node);
const char *yaml_text(struct yaml *y, const struct yaml_node *node);
bool yaml_bool(struct yaml *y, const struct yaml_node *node, bool *out);
/* A line, or a list of lines; none of them empty. The good ones are in *out even after a complaint. */
bool yaml_lines(struct yaml *y, const struct yaml_node *node, struct yaml_lines *out);
/* The place of the scalar in `values`, or -1 having complained: "'revers' is no attribute; did you
 * mean 'reverse'?", or the list of all. `what`: "attribute". */
int yaml_choice(struct yaml *y, const struct yaml_node *node, const char *what, const char *const *values, size_t n_values);

/* ---- files ------------------------------------------------------------------------------------ */

/* Reads a regular file of at most `max` bytes. The bytes are yours, a NUL follows them. ERR_INPUT:
 * it cannot be read, is no regular file, is larger; the message starts with the path. */
bool yaml_file(const char *path, size_t max, char **bytes, size_t *len, struct err *err);

#endif
