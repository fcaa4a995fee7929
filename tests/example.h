/* The example workspace in a screen test's own folder, and the program on it. */
#ifndef TESTS_EXAMPLE_H
#define TESTS_EXAMPLE_H

#include "pty.h"

/* Makes x.assay from the example in pty_dir(). */
void example_make(void);
/* The workbench on it; waits for its first screen. */
struct pty *example_open(int rows, int cols);
struct pty *example_start(int rows, int cols);          /* both */
/* `assay -w x.assay COMMAND [OPERAND]`; the exit status. `output` (may be NULL) is yours to free. */
int example_command(char **output, const char *command, const char *operand);

#endif
