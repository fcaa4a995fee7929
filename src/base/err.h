/* An error: a code for the program, one sentence for the reader.
 *
 * What can fail returns bool and takes `struct err *err` last, written only on failure.
 * The innermost function says what, where and what to do; callers put their context in front. */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

/* A code exists only where a caller acts on it. */
enum err_code {
	ERR_NONE,
	ERR_INPUT,      /* the command line or the input is wrong                          exit 2 */
	ERR_WORKSPACE,  /* the workspace is missing, foreign, damaged or newer             exit 3 */
	ERR_BUSY,       /* somebody else holds the lock: nothing changed, try again        exit 4 */
	ERR_STALE,      /* somebody saved first: yours is in the history, not taken        exit 4 */
	ERR_READONLY,   /* the place cannot be written, or the session is read-only        exit 4 */
	ERR_STORE,      /* not done, nothing changed: disk full, input or output failed    exit 4 */
};

enum { ERR_TEXT_MAX = 2048 };           /* bytes, the ending NUL included */

struct err {
	enum err_code code;
	char text[ERR_TEXT_MAX];        /* valid UTF-8; cut at a character if too long */
};

/* Both always return false, so that a failure reads `return err_set(...)`.
 * Text from outside is made safe for a terminal (utf8_clean) by whoever prints it, not here. */
bool err_set(struct err *err, enum err_code code, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* Puts "CONTEXT: " in front of the text already in `err`; the code stays. */
bool err_prefix(struct err *err, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* The exit status that `code` means for a command: 0, 2, 3 or 4. */
int err_exit_status(enum err_code code);

#endif
