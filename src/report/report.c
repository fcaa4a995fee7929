/* The table of formats. */
#include "config.h"

#include <string.h>

#include "report/report.h"

static const struct report_format formats[] = {
	{ "dot", "the tree with its standing, to be drawn by Graphviz", report_dot },
};

static size_t report_format_count(void)
{
	return sizeof formats / sizeof *formats;
}

const struct report_format *report_format_at(size_t i)
{
	return &formats[i];
}

void report_format_words(struct buf *out)
{
	for (size_t i = 0; i < report_format_count(); i++)
		buf_addf(out, "%s%s (%s)", i > 0 ? ", " : "", formats[i].name, formats[i].what);
}

const struct report_format *report_format_find(const char *name, struct err *err)
{
	struct buf b = {0};

	for (size_t i = 0; i < report_format_count(); i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	report_format_words(&b);
	err_set(err, ERR_INPUT, "no format '%s': there is %s", name, buf_str(&b));
	buf_release(&b);
	return NULL;
}
