/* The workbench without a terminal, for tests of the views: see workbench.h. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <ftw.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue/exchange.h"
#include "catalogue/load.h"
#include "clock.h"
#include "golden.h"
#include "store/store.h"
#include "tui/approvals.h"
#include "tui/command.h"
#include "tui/frame.h"
#include "tui/key_list.h"
#include "tui/suggestions.h"
#include "workbench.h"

static char folder[] = "/tmp/assay-views-XXXXXX";
static char path[64];

enum { VARIES = 6, HASH_LEAST = 20 };           /* the end of the folder's name; hexadecimal digits that are a hash */

/* ---- the folder --------------------------------------------------------------------------------------- */

void workbench_begin(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	clock_set("2026-11-21T10:00:00Z");
	cr_assert(mkdtemp(folder) != NULL);
	snprintf(path, sizeof path, "%s/x.assay", folder);
	setenv("XDG_STATE_HOME", folder, 1);
}

void workbench_begin_example(void)
{
	workbench_begin();
	example_workspace();
}

static int take_away(const char *name, const struct stat *sb, int type, struct FTW *at)
{
	(void)sb;
	(void)type;
	(void)at;
	return remove(name);
}

void workbench_end(void)
{
	nftw(folder, take_away, 8, FTW_DEPTH | FTW_PHYS);
}

const char *workbench_folder(void)
{
	return folder;
}

const char *workbench_path(void)
{
	return path;
}

/* ---- workspaces --------------------------------------------------------------------------------------- */

struct tree *shipped_tree(void)
{
	struct complaints complaints = {0};
	struct err err = {0};
	char *name = catalogue_path(NULL, &err);
	struct tree *t;

	cr_assert(name != NULL, "%s", err.text);
	t = catalogue_load(name, &complaints, &err);
	cr_assert(t != NULL, "%s", complaints.n > 0 ? complaints.item[0] : err.text);
	free(name);
	complaints_release(&complaints);
	return t;
}

static void make_workspace(const char *bytes, size_t len, void (*more)(const struct tree *t, struct changes *c))
{
	struct err err = {0};
	struct complaints complaints = {0};
	struct changes c = {0};
	struct tree *t = shipped_tree();
	struct work *w = work_new(t);

	cr_assert(exchange_import("example", bytes, len, w, NULL, &c, &complaints), "%s", complaints.n > 0 ? complaints.item[0] : "");
	if (more != NULL)
		more(t, &c);
	cr_assert(store_create(path, t, false, "Sam", "new", &c, &err), "%s", err.text);
	changes_release(&c);
	work_free(w);
	tree_free(t);
}

void example_workspace_with(void (*more)(const struct tree *t, struct changes *c))
{
	struct err err = {0};
	struct buf name = {0};
	char *bytes;
	size_t len;

	buf_addf(&name, "%s/catalogue/examples/example-portal.yaml", data_folder());
	cr_assert(exchange_slurp(buf_str(&name), EXCHANGE_SIZE_MAX, &bytes, &len, &err), "%s", err.text);
	make_workspace(bytes, len, more);
	free(bytes);
	buf_release(&name);
}

void example_workspace(void)
{
	example_workspace_with(NULL);
}

void document_workspace(const char *text)
{
	make_workspace(text, strlen(text), NULL);
}

/* ---- the workbench -------------------------------------------------------------------------------------- */

static void begin(struct workbench *s, const struct tui_start *start, int rows, int cols)
{
	struct err err = {0};

	*s = (struct workbench){ .start = *start };
	s->start.path = path;
	s->start.today_fixed = true;
	cr_assert(date_parse("2026-11-21", &s->start.today));
	s->ui = (struct ui){ .start = &s->start, .rows = rows, .cols = cols, .ascii = start->ascii, .today = s->start.today };
	cr_assert(ui_open(&s->ui, path, &err), "%s", err.text);
}

void workbench_open(struct workbench *s, int rows, int cols, bool ascii)
{
	begin(s, &(struct tui_start){ .who = "Sam", .ascii = ascii }, rows, cols);
}

void workbench_open_as(struct workbench *s, const struct tui_start *start)
{
	begin(s, start, 24, 80);
}

void workbench_close(struct workbench *s)
{
	if (s->start.path != NULL)
		ui_close(&s->ui);
	*s = (struct workbench){0};
}

bool press_one(struct workbench *s, const char **keys)
{
	struct ui *ui = &s->ui;
	struct event ev = { .kind = EVENT_KEY };
	const struct command *c;
	char name[32];

	if (!key_list_next(keys, name, sizeof name))
		return false;
	ev.key = key_read(name);
	cr_assert(ev.key != K_NONE, "no key: %s", name);
	c = command_for(NULL, ui->top->ops->where, ev.key);
	free(ui->message);
	ui->message = NULL;
	if (c != NULL)
		c->run(ui);
	else
		ui->top->ops->event(ui, ui->top, &ev);
	return true;
}

void rest(struct workbench *s)
{
	struct ui *ui = &s->ui;

	ui_build(ui);
	if (ui->top->ops->rest != NULL)
		ui->top->ops->rest(ui, ui->top);
	while (ui->top->ops->idle != NULL && ui->top->ops->idle(ui, ui->top))
		;
	while (approvals_due(ui))
		approvals_seek(ui);
	while (suggestions_due(ui))
		suggestions_seek(ui);
	ui_build(ui);
}

void press(struct workbench *s, const char *keys)
{
	ui_build(&s->ui);
	while (press_one(s, &keys))
		rest(s);
}

bool click(struct workbench *s, int button, bool drag, int row, int col)
{
	struct event ev = { .kind = EVENT_KEY, .key = K_MOUSE, .button = button, .drag = drag, .row = row, .col = col };
	bool used;

	ui_build(&s->ui);
	used = s->ui.top->ops->event(&s->ui, s->ui.top, &ev);
	rest(s);
	return used;
}

/* ---- what is on it ---------------------------------------------------------------------------------------- */

static void mask(char *text)
{
	for (char *c = text; *c != '\0'; c++) {
		size_t digits = strspn(c, "0123456789abcdef");

		if (strncmp(c, folder, strlen(folder)) == 0)
			memset(c + strlen(folder) - VARIES, 'x', VARIES);
		if (digits >= HASH_LEAST)
			memset(c, 'x', digits);
	}
}

struct canvas *workbench_canvas(struct workbench *s)
{
	struct canvas *c = canvas_new(s->ui.rows, s->ui.cols, s->ui.ascii);

	ui_build(&s->ui);
	frame_draw(&s->ui, c);
	return c;
}

static char *dumped(struct workbench *s, void (*dump)(const struct canvas *c, struct buf *out))
{
	struct canvas *c = workbench_canvas(s);
	struct buf out = {0};

	dump(c, &out);
	canvas_free(c);
	return buf_steal(&out);
}

char *workbench_text(struct workbench *s)
{
	char *text = dumped(s, canvas_dump);

	mask(text);
	return text;
}

char *workbench_styles(struct workbench *s)
{
	return dumped(s, canvas_dump_styles);
}

bool shows(struct workbench *s, const char *words)
{
	char *text = workbench_text(s);
	bool there = strstr(text, words) != NULL;

	free(text);
	return there;
}

const char *node_in_hand(const struct workbench *s)
{
	struct target t = {0};

	return ui_subject(&s->ui, &t) && t.kind == TARGET_NODE ? t.id : "";
}

/* ---- what is expected ------------------------------------------------------------------------------------- */

void expect_drawn(struct workbench *s, const char *golden)
{
	char *text = workbench_text(s);

	expect_golden_text(text, golden);
	free(text);
}

static void expect_words(struct workbench *s, const char *words, bool there)
{
	char *text = workbench_text(s);

	cr_expect(there == (strstr(text, words) != NULL), "\"%s\" is %s in:\n%s", words, there ? "missing" : "there", text);
	free(text);
}

void expect_in(struct workbench *s, const char *words)
{
	expect_words(s, words, true);
}

void expect_not_in(struct workbench *s, const char *words)
{
	expect_words(s, words, false);
}

void expect_said(const struct workbench *s, const char *words)
{
	const char *said = s->ui.message != NULL ? s->ui.message : "";

	cr_expect(strstr(said, words) != NULL, "said \"%s\", not \"%s\"", said, words);
}

void expect_in_hand(struct workbench *s, const char *keys, const char *node)
{
	press(s, keys);
	cr_expect(strcmp(node_in_hand(s), node) == 0, "%s: in hand is %s, should be %s", keys, node_in_hand(s), node);
}

void expect_screen(int rows, int cols, bool ascii, const char *keys, const char *golden)
{
	struct workbench s;

	workbench_open(&s, rows, cols, ascii);
	press(&s, keys);
	expect_drawn(&s, golden);
	workbench_close(&s);
}
