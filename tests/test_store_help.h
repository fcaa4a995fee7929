/* What the tests of the store share: a small catalogue, folders of their own, short ways to save. */
#ifndef TEST_STORE_HELP_H
#define TEST_STORE_HELP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/store.h"

struct tree *help_tree(void);                           /* yours */
char *help_folder(void);                                /* a new private folder; yours (free) */
void help_remove(char *folder);                         /* with everything in it; frees the name */
char *help_path(const char *folder, const char *name);  /* yours */

/* A workspace with nothing in it but its catalogue. */
char *help_workspace(const char *folder);               /* its path; yours */
struct store *help_open(const char *path, enum store_mode mode);
struct work *help_load(struct store *st);

/* Saves one value; false with err. base < 0: the revision there is. */
bool help_set(struct store *st, enum entity e, const char *id, int64_t base, enum field f, const char *value, struct err *err);
int64_t help_revision(struct store *st, enum entity e, const char *id);
char *help_text(struct store *st, enum field f, const char *id);        /* yours; "" if absent */
/* An entity with every field of its kind set to something; returns its id in `id` (given for those
 * without random ids). `mark` goes into its texts. */
void help_fill(struct changes *c, enum entity e, const char *id, int64_t base, const char *mark);
/* One of every kind of entity, with all fields; `mark` in every text. */
void help_everything(struct store *st, const char *mark);

/* Changes a workspace behind the program's back, with SQL; the statement must change something. */
void help_sql(const char *path, const char *sql);
int64_t help_sql_number(const char *path, const char *sql);

unsigned char *help_read(const char *path, size_t *len);        /* yours */
void help_write(const char *path, const void *data, size_t len);
/* Names, sizes and contents of everything in a folder, as one hash. */
void help_picture(const char *folder, char out[HASH_TEXT]);
/* Whether verify finds a fault at a place that begins with `where` (NULL: any); prints all if not. */
bool help_finds(const char *path, const char *where);
bool help_clean(const char *path);                      /* verify finds nothing; prints what it finds */

#endif
