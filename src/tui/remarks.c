/* Remarks beside what they are about, and the list of all. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue/wordlist.h"
#include "core/on.h"
#include "tui/commands.h"
#include "tui/picker.h"
#include "tui/read.h"
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

void remarks_free(struct ui *ui)
{
	if (ui->words != NULL)
		lint_words_release(ui->words);
	free(ui->words);
	ui->words = NULL;
}

static struct lint_in input(struct ui *ui)
{
	return (struct lint_in){ .work = ui->work, .standing = &ui->standing, .reader = &ui->reader, .words = remarks_words(ui),
		.today = ui->today, .drafts = (int)ui->drafts.n };
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
	struct lint_in in = input(ui);
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

/* ---- all of them -------------------------------------------------------------------------------- */

static void add_row(struct picker *p, const struct lint_remark *r)
{
	char *text = xasprintf("%s: %s", r->rule->id, r->text), *id = xasprintf("%s %s", r->rule->id, r->on);

	picker_add(p, &(struct picker_row){ .lead = r->name, .lead_style = STYLE_LINK, .text = text, .find = lint_heading_name(r->rule->heading),
		.right = r->waived != NULL ? "waived" : NULL, .id = id });
	free(text);
	free(id);
}

/* Those that were waived come last. */
static void fill_remarks(struct ui *ui, struct picker *p)
{
	const struct lint *l = picker_data(p);

	(void)ui;
	for (int waived = 0; waived < 2; waived++)
		for (size_t i = 0; i < l->n; i++)
			if ((l->item[i].waived != NULL) == (waived == 1))
				add_row(p, &l->item[i]);
}

static void free_remarks(void *data)
{
	lint_release(data);
	free(data);
}

/* Where one goes for it: a link's item, a challenge's claim. false: it is not there any more. */
static bool place_of(const struct ui *ui, const char *on, struct target *t, char owner[ID_TEXT])
{
	const struct work *w = ui->work;
	size_t n = strcspn(on, " ");

	snprintf(owner, ID_TEXT, "%.*s", n < ID_TEXT ? (int)n : 0, on);
	*t = (struct target){ .kind = TARGET_NONE, .id = owner };
	if (work_find_evidence(w, owner) >= 0)
		t->kind = TARGET_EVIDENCE;
	else if (work_find_gap(w, owner) >= 0)
		t->kind = TARGET_GAP;
	else if (tree_find(w->tree, owner) != NODE_NONE)
		t->kind = TARGET_NODE;
	for (int i = 0; i < w->n_challenge && t->kind == TARGET_NONE; i++)
		if (strcmp(w->challenge[i].id, owner) == 0 && w->challenge[i].claim != NODE_NONE)
			*t = (struct target){ .kind = TARGET_NODE, .id = w->tree->node[w->challenge[i].claim].id };
	return t->kind != TARGET_NONE;
}

static void go_there(struct ui *ui, const char *on)
{
	char owner[ID_TEXT];
	struct target t;

	if (strcmp(on, "assessment") == 0) {
		ui_remember_place(ui);
		ui_show_view(ui, VIEW_ASSESSMENT);
	} else if (place_of(ui, on, &t, owner)) {
		ui_jump(ui, &t);
	} else {
		ui_say(ui, STYLE_WARNING, "What this was about is not there any more");
	}
}

static void take_remark(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	struct target t = { .kind = TARGET_REMARK, .id = row->id };

	(void)p;
	(void)typed;
	if (strncmp(row->id, "not-read ", strlen("not-read ")) == 0)
		read_go_unread(ui);
	else
		go_there(ui, strchr(row->id, ' ') + 1);
	remark_open(ui, &t);
}

static const struct picker_ops remarks_picker = {
	.title = " Remarks ", .keeps_order = true, .fill = fill_remarks, .take = take_remark, .free_data = free_remarks,
	.hints = "type to find  Enter go there and explain  Esc leave",
};

void do_lint(struct ui *ui)
{
	struct lint_in in = input(ui);
	struct lint *l = xcalloc(1, sizeof *l);
	struct err err = {0};
	bool held = store_snapshot_begin(ui->store, &err), ok = held && lint_all(l, &in, &err);       /* one lock for all the texts */

	if (held)
		store_snapshot_end(ui->store);
	if (ok && l->n > 0) {
		picker_open_data(ui, &remarks_picker, l, NULL, NULL);
		return;
	}
	if (ok)
		ui_say(ui, STYLE_GOOD, "No remarks");
	else
		ui_say_err(ui, &err);
	free_remarks(l);
}
