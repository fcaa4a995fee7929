/* The complaints about one YAML file. They come in passes (bytes, syntax, fields, meaning) and are
 * handed over in the order of the file, as a reader mends them. */
#include "config.h"

#include <stdarg.h>
#include <stdlib.h>

#include "base/buf.h"
#include "catalogue/yaml_scan.h"

struct yaml_fault {
	size_t line, column, arrival;
	const char *text;               /* in the arena */
};

static void fault_add(struct yaml *y, size_t line, size_t column, const char *fmt, va_list ap)
	__attribute__((format(printf, 4, 0)));

static void fault_add(struct yaml *y, size_t line, size_t column, const char *fmt, va_list ap)
{
	struct buf b = {0};

	if (y->n_faults++ >= COMPLAINTS_MAX)
		return;
	if (!y->fault)
		y->fault = xcalloc(COMPLAINTS_MAX, sizeof *y->fault);
	buf_vaddf(&b, fmt, ap);
	y->fault[y->n_faults - 1] = (struct yaml_fault){ line, column, y->n_faults, arena_strdup(&y->arena, buf_str(&b)) };
	buf_release(&b);
}

void yaml_complain(struct yaml *y, const struct yaml_node *at, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fault_add(y, at->line, at->column, fmt, ap);
	va_end(ap);
}

void yaml_complain_at(struct yaml *y, size_t line, size_t column, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	fault_add(y, line, column, fmt, ap);
	va_end(ap);
}

bool yaml_told(const struct yaml *y, size_t line)
{
	size_t i;

	for (i = 0; i < y->n_faults && i < COMPLAINTS_MAX; i++)
		if (y->fault[i].line == line)
			return true;
	return false;
}

static int before(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int by_place(const void *p, const void *q)
{
	const struct yaml_fault *a = p, *b = q;
	int order = before(a->line, b->line);

	if (order == 0)
		order = before(a->column, b->column);
	return order ? order : before(a->arrival, b->arrival);
}

bool yaml_close(struct yaml *y, struct complaints *out)
{
	size_t kept = y->n_faults < COMPLAINTS_MAX ? y->n_faults : COMPLAINTS_MAX;
	bool good = y->n_faults == 0;
	size_t i;

	if (kept > 1)
		qsort(y->fault, kept, sizeof *y->fault, by_place);
	for (i = 0; i < kept; i++)
		complaints_add(out, y->name, y->fault[i].line, y->fault[i].column, "%s", y->fault[i].text);
	out->dropped += y->n_faults - kept;
	free(y->fault);
	arena_release(&y->arena);
	*y = (struct yaml){ 0 };
	return good;
}
