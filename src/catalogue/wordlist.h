/* Word lists: what the remarks on quality look for, as data. The shipped list, then the user's own
 * $XDG_CONFIG_HOME/assay/words.yaml, which adds to it and, under `remove`, takes from it. */
#ifndef CATALOGUE_WORDLIST_H
#define CATALOGUE_WORDLIST_H

#include "base/complaint.h"
#include "base/err.h"
#include "core/lint_words.h"

/* Both lists, settled. false: `out` holds every complaint with its place, or err (ERR_INPUT) says that the
 * shipped list cannot be read; *w is empty then. lint_words_release it at last. */
bool wordlist_load(struct lint_words *w, struct complaints *out, struct err *err);
/* Instead of the user's own list another one: for checking it. */
bool wordlist_load_with(struct lint_words *w, const char *path, struct complaints *out, struct err *err);
/* How many phrases, credentials and other patterns there are in it. */
size_t wordlist_size(const struct lint_words *w);
/* Whether a file says in its first keys that it is a word list. */
bool wordlist_is_one(const char *path);

#endif
