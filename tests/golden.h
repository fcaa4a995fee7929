/* Text compared with a file that holds what is expected: tests/golden/NAME.
 *
 * The first line that differs is told, and the whole text is left in tests/golden-new/NAME of the
 * build folder. `UPDATE=1 make check` writes tests/golden/NAME of the source folder instead of
 * comparing: look at the difference before committing it.
 *
 * The folder of the sources is $srcdir (make check sets it), else the current one. */
#ifndef TESTS_GOLDEN_H
#define TESTS_GOLDEN_H

#include <stdbool.h>

/* The test fails, and goes on, unless `text` is what tests/golden/`name` says. A missing newline
 * at the end of the text is added first. Both are borrowed. */
#define expect_golden_text(text, name) golden_expect((text), (name), __FILE__, __LINE__)
void golden_expect(const char *text, const char *name, const char *file, int line);

/* The same question without a test: NULL if the text is as expected (or was written, with
 * UPDATE=1), else what differs; that is yours to free. */
char *golden_difference(const char *text, const char *name);

/* Whether `text` is what is expected; nothing is written or told. */
bool golden_matches(const char *text, const char *name);

/* Whether expectations are being rewritten in this run: UPDATE is set, and not to 0. */
bool golden_updating(void);

/* A file as text with NUL after it, yours to free; NULL if it cannot be read. */
char *golden_read(const char *path);

#endif
