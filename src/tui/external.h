/* A text in the user's own editor: $VISUAL, else $EDITOR, else nano, else vi. Never through a shell: the
 * value is split at blanks and run as it is.
 *
 * The text lies meanwhile in a folder of its own that nobody else can read, in a file whose name says
 * nothing of it. What comes back is trusted no more than any file: a plain file of ours, of one name, no
 * longer than a text may be, UTF-8. */
#ifndef TUI_EXTERNAL_H
#define TUI_EXTERNAL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

struct term;

enum external_end {
	EXTERNAL_SAME,          /* nothing was changed */
	EXTERNAL_CHANGED,
	EXTERNAL_EMPTIED,       /* there was text, and none came back: to be asked about */
};

/* Gives the terminal back, runs the editor on the text, takes the terminal again (a NULL term: there is
 * none). `name`: of the file, "argument.txt". On success what came back is added to `out`; a newline that the editor
 * put at the end of a text that had none is left out. Failure means that the text shall stay as it was; if
 * something else was written it is kept in its file, and err says where. SIGHUP and SIGTERM are handed
 * to the editor, and raised here when it has ended. */
bool external_edit(struct term *term, const char *name, const char *text, size_t len, struct buf *out, enum external_end *end,
    struct err *err);

#endif
