/* Moments of the history that one can compare with and look back at: those that were given a name, and every save. */
#ifndef TUI_MOMENTS_H
#define TUI_MOMENTS_H

#include "store/moment.h"
#include "tui/ui.h"

/* A baseline whose moment is in this history: one that came with a document from elsewhere is not. */
struct moment_mark {
	char *id;                       /* of the baseline */
	int64_t seq;
};
struct moment_marks { struct moment_mark *item; size_t n, cap; };       /* the newest moment first */

void moment_marks_read(const struct ui *ui, struct moment_marks *out);
void moment_marks_release(struct moment_marks *m);
/* The name of the moment that ends with this entry; NULL: it has none. Borrowed until a save. */
const char *moment_marks_name(const struct ui *ui, const struct moment_marks *m, int64_t seq);

/* NULL: its name was taken away. Of the present. */
const struct baseline *moment_baseline_of(const struct ui *ui, const char *id);
/* In the list of the history, and by itself. */
void moment_line(const struct ui *ui, const struct baseline *b, struct page *p);
void moment_page(const struct ui *ui, const struct baseline *b, struct page *p);

/* compare.c: what changed since, above the view. `name` NULL: it has none. */
void compare_open(struct ui *ui, const struct moment *m, const char *name);
/* The moment that the comparison on top is with; false: none is. `*name` is borrowed. */
bool compare_moment(const struct ui *ui, struct moment *m, const char **name);

/* history.c: the moment that the cursor stands on; false: none, and it was said why. */
bool history_moment(struct ui *ui, struct moment *m, const char **name);
/* The baseline that it stands on, or NULL. */
const struct baseline *history_baseline(const struct ui *ui);

#endif
