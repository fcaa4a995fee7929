/* Remarks beside what they are about. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "catalogue/wordlist.h"
#include "tui/remarks.h"

enum { INDENT = 2 };

/* ---- words -------------------------------------------------------------------------------------- */

const struct lint_words *remarks_words(struct ui *ui)
{
	struct complaints complaints = {0};
	struct err err = {0};

	if (ui->words_sought)
		return ui->words;
	ui->words_sought = true;
	ui->words = xcalloc(1, sizeof *ui->words);
	if (!wordlist_load(ui->words, &complaints, &err)) {
		ui_say(ui, STYLE_WARNING, "No remarks on words: %s", complaints.n > 0 ? complaints.item[0] : err.text);
		free(ui->words);
		ui->words = NULL;
	}
	complaints_release(&complaints);
	return ui->words;
}

struct lint_in remarks_input(struct ui *ui)
{
	return (struct lint_in){ .work = ui->work, .standing = &ui->standing, .reader = &ui->reader, .words = remarks_words(ui),
		.today = ui->today, .drafts = (int)ui->drafts.n, .people = remarks_people(ui) };
}

/* ---- in a page ---------------------------------------------------------------------------------- */

static void remark_lines(const struct lint_remark *r, const char *about, struct page *p)
{
	char *id = xasprintf("%s %s", r->rule->id, r->on);

	page_line(p);
	page_indent(p, INDENT);
	page_add(p, r->waived != NULL ? STYLE_DIM : STYLE_WARNING, r->rule->id);
	if (strcmp(r->on, about) != 0)
		page_addf(p, STYLE_LINK, " %s", r->name);
	if (r->waived != NULL)
		page_right(p, STYLE_DIM, "waived");
	page_target(p, TARGET_REMARK, id, 0);
	page_paragraph(p, r->waived != NULL ? STYLE_DIM : STYLE_TEXT, INDENT * 2 + 1, r->text);
	free(id);
}

void remarks_section(struct ui *ui, enum entity e, const char *id, struct page *p)
{
	struct lint_in in = remarks_input(ui);
	struct lint l = {0};
	struct err err = {0};

	if (!lint_of(&l, &in, e, id, &err)) {
		page_heading(p, "Remarks");
		page_paragraph(p, STYLE_ERROR, INDENT, err.text);
		return;
	}
	if (lint_open(&l) > 0)
		page_heading(p, "Remarks (%d)", lint_open(&l));
	else if (l.n > 0)
		page_heading(p, "Remarks (all waived)");
	for (size_t i = 0; i < l.n; i++)
		remark_lines(&l.item[i], id, p);
	lint_release(&l);
}
