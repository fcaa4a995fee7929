/* The text form: a whole workspace out to YAML or JSON and back in. Schema "assay/1".
 *
 * Export is canonical: the same content gives the same bytes; empty fields are left out. */
#ifndef CATALOGUE_EXCHANGE_H
#define CATALOGUE_EXCHANGE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/complaint.h"
#include "base/err.h"
#include "core/change.h"
#include "core/work.h"

enum exchange_format { EXCHANGE_YAML, EXCHANGE_JSON };
enum { EXCHANGE_SIZE_MAX = 256 << 20 };

/* Writes the document to `out`, reading long texts through `r` one at a time. ERR_STORE: writing failed. */
bool exchange_export(FILE *out, enum exchange_format f, const struct work *w, const struct reader *r, struct err *err);

/* Writes a document of challenges alone, as YAML, `remark` (a comment of ours) its first line: of each challenge the
 * fields that are among `said`, which was applied to `w`. One without a reference is written with what it is on, to be
 * given a number where it is brought in, and they stand in the order of `said`; of one with a reference only what else is
 * to be said of it. ERR_STORE. */
bool exchange_export_challenges(FILE *out, const char *remark, const struct work *w, const struct reader *r,
    const struct changes *said, struct err *err);

/* Reads a document (YAML or JSON, told by its content) and works out what it would change in `w`:
 * everything is checked first, every fault is named with its place. true: `changes` is what to save.
 * Into a workspace that is empty (work_is_empty) it takes everything, the assessment's own fields included;
 * into one with content it adds what is new; what differs is a complaint that names both.
 * `r` reads the texts of `w` for comparing. false: `complaints` holds every fault, nothing is changed. */
bool exchange_import(const char *name, const char *bytes, size_t len, const struct work *w, const struct reader *r,
    struct changes *changes, struct complaints *complaints);

/* The same for a merge. What differs is no fault: the document's values are added to `differing`, what is new to
 * `fresh`, none of it to both; an empty workspace keeps its own fields like any other. */
bool exchange_compare(const char *name, const char *bytes, size_t len, const struct work *w, const struct reader *r,
    struct changes *fresh, struct changes *differing, struct complaints *complaints);

/* Reads a file, or standard input for "-", bounded. The bytes are yours. ERR_INPUT. */
bool exchange_slurp(const char *path, size_t max, char **bytes, size_t *len, struct err *err);

#endif
