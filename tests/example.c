#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>

#include "example.h"

void example_make(void)
{
	char *out = NULL, example[4096];

	snprintf(example, sizeof example, "%s/catalogue/examples/example-portal.yaml", getenv("ASSAY_DATA"));
	cr_assert(eq(int, pty_run((const char *[]){ "assay", "new", "x.assay", "--import", example, NULL }, NULL, NULL, &out), 0), "%s", out);
	free(out);
}

struct pty *example_open(int rows, int cols)
{
	struct pty *p = pty_start(&(struct pty_options){ .rows = rows, .cols = cols }, (const char *[]){ "assay", "-w", "x.assay", NULL });

	pty_wait_text(p, "met");
	return p;
}

struct pty *example_start(int rows, int cols)
{
	example_make();
	return example_open(rows, cols);
}

int example_command(char **output, const char *command, const char *operand)
{
	return pty_run((const char *[]){ "assay", "-w", "x.assay", command, operand, NULL }, NULL, NULL, output);
}
