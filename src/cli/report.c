/* assay report: the assessment as a document for others. */
#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/document.h"
#include "cli/workspace.h"
#include "report/report.h"

struct reporting {
	const struct report_format *format;
	struct workspace ws;
	struct report report;
};

static bool write_report(FILE *to, void *ctx, struct err *err)
{
	struct reporting *r = ctx;
	struct buf b = {0};

	bool ok = r->format->write(&r->report, &b, err);
	if (ok && fwrite(buf_str(&b), 1, b.len, to) != b.len)
		ok = err_set(err, ERR_STORE, "cannot be written: %s", strerror(errno));
	buf_release(&b);
	return ok;
}

static bool read_format(const struct args *a, const struct report_format **format, struct err *err)
{
	const char *name = args_get(a, "format");
	struct buf b = {0};

	if (name != NULL)
		return (*format = report_format_find(name, err)) != NULL;
	report_format_words(&b);
	err_set(err, ERR_INPUT, "say which --format: there is %s", buf_str(&b));
	buf_release(&b);
	return false;
}

static bool run_report(struct context *c, const struct args *a, struct err *err)
{
	struct reporting r = { .report = { .as_of = c->today, .root = NODE_NONE, .evidence = args_has(a, "evidence") } };

	bool ok = read_format(a, &r.format, err) && workspace_open(&r.ws, c, a, STORE_READ, err) &&
	    (a->n_operands == 0 || tree_read_node(r.ws.tree, a->operand[0], &r.report.root, err));
	if (ok) {
		r.report.work = r.ws.work;
		r.report.standing = &r.ws.standing;
		r.report.reader = &r.ws.reader;
		ok = document_write(c, args_get(a, "output"), write_report, &r, err);
	}
	workspace_close(&r.ws);
	return ok;
}

static const struct option_info options[] = {
	{ "format", "FORMAT", "dot: the tree with its standing, to be drawn by Graphviz", 0, 0 },
	{ "output", "FILE", "Where to write it; else standard output. A file that exists is replaced", 0, 'o' },
	{ "evidence", NULL, "The items of evidence too", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_report = {
	.name = "report",
	.operands = "[CLAIM]",
	.help = "Write the assessment, or the part below a claim, principle or theme, as a document for others",
	.more = "The same workspace and the same day (--as-of) give the same bytes. It shows what only insiders may see.",
	.option = options,
	.max = 1,
	.past = true,
	.run = run_report,
};
