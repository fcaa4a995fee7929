/* Looking at the workspace as it was at a moment: work, standing and texts are those of then, and nothing can be
 * changed. The present is kept beside it, and goes on as others save. */
#ifndef TUI_PAST_H
#define TUI_PAST_H

#include "core/past.h"
#include "store/moment.h"
#include "tui/ui.h"

struct looking_back {
	struct past past;               /* ui->work and ui->reader are its own */
	struct moment moment;
	char *name;                     /* of the baseline; NULL: the moment has none */
	struct work *present;           /* what is said now; ours */
	bool readonly;                  /* whether the present is */
	int n_back;                     /* jumps that were made before, */
	bool came;                      /* the newest of them to come here: where to return to */
};

/* Shows everything as it was, from the claims on, and remembers where one came from; from one moment straight to
 * another too. `name` NULL: it has none. false: said why; what was shown stays. */
bool past_look(struct ui *ui, const struct moment *m, const char *name);
/* The moment of that name, as --at reads it. ERR_INPUT: there is none. */
bool past_look_at(struct ui *ui, const char *name, struct err *err);
/* Back to the present, to where one came from. */
void past_leave(struct ui *ui);
/* Lets go of it without showing anything: for closing. */
void past_forget(struct ui *ui);

/* What is said now, whatever is looked at. */
const struct work *past_present(const struct ui *ui);
/* The present's rows were read again: `w` is taken. */
void past_renew(struct ui *ui, struct work *w);

/* "as it was on 2026-09-01 (v1)", the name in at most so many columns; without a name the time instead. */
void past_words(const struct ui *ui, int name_cols, struct buf *out);
/* Why nothing can be changed, and how to return: for a message. */
void past_refusal(const struct ui *ui, struct buf *out);

#endif
