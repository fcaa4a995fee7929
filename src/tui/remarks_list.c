/* The list of all remarks: it opens with what is known, and goes on looking between keys. */
#include "config.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/utf8.h"
#include "core/on.h"
#include "tui/commands.h"
#include "tui/picker.h"
#include "tui/read.h"
#include "tui/remarks.h"
#include "tui/term.h"

enum {
	FIRST_MS = 30,          /* before the list opens: in a workspace of the usual size this finds all */
	PIECE_MS = 10,
	SHOW_MS = 250,          /* between two screens while it goes on */
	BUSY_MS = 10,           /* somebody is saving */
};

struct remarks_list {
	int number;             /* of the run whose remarks are rows */
	int looked;             /* how far that was when rows were last added */
	size_t n;               /* remarks that are rows, those that come last not counted */
	bool all;               /* those are rows too */
	int64_t shown;
};

/* ---- rows --------------------------------------------------------------------------------------- */

static void add_row(struct picker *p, const struct lint_remark *r)
{
	char *text = xasprintf("%s: %s", r->rule->id, r->text), *id = xasprintf("%s %s", r->rule->id, r->on);

	picker_add(p, &(struct picker_row){ .lead = r->name, .lead_style = STYLE_LINK, .text = text, .find = lint_heading_name(r->rule->heading),
		.right = r->waived != NULL ? "waived" : NULL, .id = id });
	free(text);
	free(id);
}

/* Old waivers are known when all the rest is; what was waived stands below what was not. */
enum turn { AT_ONCE, THEN, AT_LAST };

static enum turn turn_of(const struct lint_remark *r)
{
	return r->waived != NULL ? AT_LAST : strcmp(r->rule->id, "old-waiver") == 0 ? THEN : AT_ONCE;
}

static void add_turn(struct picker *p, const struct lint *l, enum turn turn, size_t from)
{
	for (size_t i = 0, n = 0; i < l->n; i++)
		if (turn_of(&l->item[i]) == turn && n++ >= from)
			add_row(p, &l->item[i]);
}

static size_t count_turn(const struct lint *l, enum turn turn)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += turn_of(&l->item[i]) == turn;
	return n;
}

/* As wide as the longest reference of a link can be. */
static void reserve(const struct ui *ui, struct picker *p)
{
	const struct work *w = ui->work;
	size_t ref = 0, claim = 0;
	char name[16];

	if (w->n_evidence > 0)
		ref = (size_t)snprintf(name, sizeof name, "E%d ", w->evidence[w->n_evidence - 1].ref);
	for (int i = 0; i < w->tree->n_nodes; i++)
		if (w->n_supports[i] > 0 && utf8_width(tree_leaf_name(w->tree, i)) > claim)
			claim = utf8_width(tree_leaf_name(w->tree, i));
	picker_reserve(p, (int)(ref + claim));
}

static void add_known(const struct ui *ui, struct picker *p)
{
	struct remarks_list *r = picker_data(p);
	const struct lint *l = remarks_known(ui);
	int all;

	if (!remarks_all_known(ui))
		reserve(ui, p);
	add_turn(p, l, AT_ONCE, r->n);
	r->n = count_turn(l, AT_ONCE);
	remarks_count(ui, &r->looked, &all);
	if (!remarks_all_known(ui) || r->all)
		return;
	add_turn(p, l, THEN, 0);
	add_turn(p, l, AT_LAST, 0);
	r->all = true;
}

/* After a save the list stays as it was until as much is known anew; then the cursor finds its remark again. */
static bool bring_up_to_date(const struct ui *ui, struct picker *p)
{
	struct remarks_list *r = picker_data(p);
	int looked, all;

	if (r->number != remarks_number(ui)) {
		remarks_count(ui, &looked, &all);
		if (looked < r->looked && !remarks_all_known(ui))
			return false;
		picker_empty(p);
		*r = (struct remarks_list){ .number = remarks_number(ui), .shown = r->shown };
	}
	add_known(ui, p);
	return true;
}

/* What is not there yet, or does not match yet, may still come. */
static void say_what_is_missing(struct ui *ui, struct picker *p)
{
	picker_wait(ui, p, remarks_all_known(ui) ? NULL : "none so far");
}

static void fill_remarks(struct ui *ui, struct picker *p)
{
	bring_up_to_date(ui, p);
	say_what_is_missing(ui, p);
}

/* ---- how far it is ------------------------------------------------------------------------------ */

static void add_number(struct buf *b, int n)
{
	if (n >= 1000)
		buf_addf(b, "%d,%03d", n / 1000, n % 1000);
	else
		buf_addf(b, "%d", n);
}

static void write_title(const struct ui *ui, struct buf *b)
{
	int looked, all;

	if (remarks_all_known(ui)) {
		buf_add(b, " Remarks ");
		return;
	}
	remarks_count(ui, &looked, &all);
	buf_add(b, " Remarks: still looking, ");
	add_number(b, looked);
	buf_add(b, " of ");
	add_number(b, all);
	buf_add(b, " looked at ");
}

static void say_how_far(const struct ui *ui, struct picker *p)
{
	struct buf title = {0};

	write_title(ui, &title);
	picker_set_title(p, buf_str(&title));
	buf_release(&title);
}

/* ---- a piece at a time -------------------------------------------------------------------------- */

static void show(struct ui *ui, struct picker *p)
{
	struct remarks_list *r = picker_data(p);

	bring_up_to_date(ui, p);
	say_what_is_missing(ui, p);
	say_how_far(ui, p);
	r->shown = term_now();
	picker_show(ui, p);
}

static bool give_up(struct ui *ui, struct picker *p, const struct err *err)
{
	picker_set_title(p, " Remarks: not all could be looked for ");
	picker_wait(ui, p, NULL);
	picker_show(ui, p);
	ui_say_err(ui, err);
	return false;
}

static bool more_remarks(struct ui *ui, struct picker *p)
{
	const struct remarks_list *r = picker_data(p);
	struct err err = {0};
	bool more;

	if (r->all && r->number == remarks_number(ui) && remarks_all_known(ui))
		return false;
	if (!remarks_look(ui, PIECE_MS, INT_MAX, &more, &err)) {
		if (err.code != ERR_BUSY)
			return give_up(ui, p, &err);
		nanosleep(&(struct timespec){ .tv_nsec = BUSY_MS * 1000000L }, NULL);
		return true;
	}
	if (!more || term_now() - r->shown >= SHOW_MS)
		show(ui, p);
	return more;
}

/* ---- going there -------------------------------------------------------------------------------- */

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
	.title = " Remarks ", .keeps_order = true, .fill = fill_remarks, .more = more_remarks, .take = take_remark, .free_data = free,
	.hints = "type to find  Enter go there and explain  Esc leave",
};

void remarks_list_open(struct ui *ui, int looks)
{
	struct buf title = {0};
	struct err err = {0};
	bool more, ok = remarks_look(ui, FIRST_MS, looks, &more, &err);

	if (!ok && (err.code != ERR_BUSY || remarks_known(ui) == NULL)) {
		ui_say_err(ui, &err);
		return;
	}
	if (ok && !more && remarks_known(ui)->n == 0) {
		ui_say(ui, STYLE_GOOD, "No remarks");
		return;
	}
	write_title(ui, &title);
	picker_open_data(ui, &remarks_picker, xcalloc(1, sizeof(struct remarks_list)), buf_str(&title), NULL);
	buf_release(&title);
}

void do_lint(struct ui *ui)
{
	remarks_list_open(ui, INT_MAX);
}
