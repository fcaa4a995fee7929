/* Quick capture: a line that takes one title after the other. Enter saves the title as an item; a pasted list becomes
 * one item a line in one save. A title whose words are there already is told, and not written twice. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "core/near.h"
#include "tui/capture.h"
#include "tui/commands.h"
#include "tui/edit_keys.h"
#include "tui/editor.h"
#include "tui/term.h"

enum { DRAFT_MS = 1000, DRAFT_CHARACTERS = 50, BOX_ROWS = 2 };

struct captured { char *words; enum style style; };

struct capture {
	struct layer layer;
	struct editor *line;
	struct buf clipboard;
	struct buf pending;             /* titles that could not be saved yet, one a line */
	struct captured *done;
	size_t n, cap;
	char id[ID_TEXT];               /* the item that the line will be: its draft is found under it */
	int64_t changed_at;             /* first change that no draft holds; 0: none */
	int typed;
	char last[ID_TEXT];             /* the newest item: the register stands on it afterwards */
};

static const struct layer_ops capture_layer;

static struct capture *capture_of(struct layer *l) { return (struct capture *)(void *)l; }
static const struct capture *capture_in(const struct layer *l) { return (const struct capture *)(const void *)l; }

static struct capture *capture_on(const struct ui *ui)
{
	for (struct layer *l = ui->top; l != NULL; l = l->below)
		if (l->ops == &capture_layer)
			return capture_of(l);
	return NULL;
}

static char *line_text(const struct capture *c)
{
	struct buf b = {0};

	text_get(editor_text(c->line), &b);
	return b.data != NULL ? buf_steal(&b) : xstrdup("");
}

/* ---- drafts ---------------------------------------------------------------------------------------- */

/* Of the title being typed, or of titles that wait: these as the detail of one new item, which takes lines. */
static void keep_one(struct ui *ui, struct capture *c, enum field f, const char *text)
{
	struct draft d = { .workspace = (char *)(uintptr_t)store_id(ui->store), .who = (char *)(uintptr_t)ui->start->who,
		.session = (char *)(uintptr_t)ui->session, .entity = ENTITY_EVIDENCE, .id = c->id, .field = f, .text = (char *)(uintptr_t)text };
	struct err err = {0};

	date_time_now(d.at);
	if (text[0] == '\0')
		draft_drop(&d, &err);
	else if (!draft_keep(&d, &err))
		ui_say(ui, STYLE_ERROR, "No draft can be kept: %s", err.text);
	else
		ui->draft_left = true;
}

static void keep(struct ui *ui, struct capture *c)
{
	char *text = line_text(c);

	keep_one(ui, c, FIELD_EVIDENCE_TITLE, text);
	keep_one(ui, c, FIELD_DETAIL, buf_str(&c->pending));
	c->changed_at = 0;
	c->typed = 0;
	free(text);
}

static void note_typed(struct capture *c, int characters)
{
	if (c->changed_at == 0)
		c->changed_at = term_now();
	c->typed += characters;
}

void capture_keep_drafts(struct ui *ui, bool now)
{
	struct capture *c = capture_on(ui);

	if (c != NULL && c->changed_at != 0 && (now || c->typed >= DRAFT_CHARACTERS || term_now() - c->changed_at >= DRAFT_MS))
		keep(ui, c);
}

int capture_draft_wait(const struct ui *ui)
{
	const struct capture *c = capture_on(ui);
	int64_t due;

	if (c == NULL || c->changed_at == 0)
		return -1;
	due = c->changed_at + DRAFT_MS - term_now();
	return due < 0 ? 0 : (int)due;
}

/* ---- saving ---------------------------------------------------------------------------------------- */

static void say_done(struct capture *c, int ref, const char *title)
{
	MEM_GROW(c->done, c->n, c->cap);
	c->done[c->n++] = (struct captured){ xasprintf("E%d %s", ref, title), STYLE_GOOD };
}

/* What is on file, by the words of its title. */
static void know_titles(const struct work *w, struct map *known)
{
	for (int i = 0; i < w->n_evidence; i++) {
		struct buf words = {0};

		if (w->evidence[i].title != NULL)
			title_key(&words, w->evidence[i].title);
		if (words.len > 0)
			map_put(known, buf_str(&words), (size_t)w->evidence[i].ref);
		buf_release(&words);
	}
}

struct batch {
	struct changes changes;
	struct map known;               /* words: reference, 0 for a title of this batch */
	struct captured *told;          /* titles that are there already */
	size_t n_told, cap_told;
	size_t line;
};

static void batch_release(struct batch *b)
{
	changes_release(&b->changes);
	map_release(&b->known);
	for (size_t i = 0; i < b->n_told; i++)
		free(b->told[i].words);
	free(b->told);
}

/* `first`: the id that the draft is kept under belongs to the first item. */
static void add_title(struct batch *b, const char *title, const char *first)
{
	struct buf words = {0};
	char id[ID_TEXT];
	long ref;

	title_key(&words, title);
	ref = map_get(&b->known, buf_str(&words));
	if (ref >= 0) {
		MEM_GROW(b->told, b->n_told, b->cap_told);
		b->told[b->n_told++] = (struct captured){ ref > 0 ? xasprintf("E%ld is there already: %s", ref, title) :
			xasprintf("named twice: %s", title), STYLE_WARNING };
	} else {
		map_put(&b->known, buf_str(&words), 0);
		memcpy(id, first, ID_TEXT);
		if (b->changes.n > 0)
			changes_new(&b->changes, ENTITY_EVIDENCE, id);
		else
			changes_set(&b->changes, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_REF, NULL);
		changes_set(&b->changes, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, title);
	}
	buf_release(&words);
}

static bool take_lines(struct batch *b, const char *lines, const char *first, struct err *err)
{
	char *copy = xstrdup(lines), *rest = copy, *line;
	bool ok = true;

	while (ok && (line = strsep(&rest, "\n")) != NULL) {
		size_t n;

		b->line++;
		line += strspn(line, " \t");
		for (n = strlen(line); n > 0 && strchr(" \t", line[n - 1]) != NULL;)
			line[--n] = '\0';
		if (*line == '\0')
			continue;
		ok = field_check(FIELD_EVIDENCE_TITLE, line, err);
		if (ok)
			add_title(b, line, first);
	}
	free(copy);
	return ok;
}

static void tell(struct ui *ui, struct capture *c, struct batch *b)
{
	for (size_t i = 0; i < b->changes.n; i++) {
		int e = b->changes.item[i].field == FIELD_EVIDENCE_REF ? work_find_evidence(ui->work, b->changes.item[i].id) : -1;

		if (e < 0)
			continue;
		say_done(c, ui->work->evidence[e].ref, ui->work->evidence[e].title);
		memcpy(c->last, b->changes.item[i].id, ID_TEXT);
	}
	for (size_t i = 0; i < b->n_told; i++) {
		MEM_GROW(c->done, c->n, c->cap);
		c->done[c->n++] = b->told[i];
	}
	b->n_told = 0;
}

enum saved { SAVED, REFUSED, NOT_SAVED };       /* REFUSED: one of them is no title; NOT_SAVED: the store could not */

/* Unless SAVED, nothing was stored, and the lines are still the caller's. */
static enum saved save_lines(struct ui *ui, struct capture *c, const char *lines)
{
	struct batch b = {0};
	struct err err = {0};
	bool ok;

	know_titles(ui->work, &b.known);
	ok = take_lines(&b, lines, c->id, &err);
	if (!ok && strchr(lines, '\n') != NULL)
		err_prefix(&err, "Nothing was taken: line %zu", b.line);
	if (ok && b.changes.n > 0)
		ok = ui_try_save(ui, "evidence add", &b.changes, &err);
	if (ok)
		tell(ui, c, &b);
	else
		ui_say_err(ui, &err);
	batch_release(&b);
	return ok ? SAVED : err.code == ERR_INPUT ? REFUSED : NOT_SAVED;
}

/* What stood in the line or waited is stored: its drafts go, and the line begins anew. */
static void begin_anew(struct ui *ui, struct capture *c)
{
	struct err err = {0};

	buf_clear(&c->pending);
	editor_set(c->line, "", 0, 0, &err);
	keep(ui, c);
	ui->draft_left = ui->drafts.n > 0;
	id_new(c->id);
	c->layer.stale = true;
}

/* Saves what waits, or what stands in the line; true: nothing is left unsaved. */
static bool save_all(struct ui *ui, struct capture *c)
{
	char *text = line_text(c);
	struct buf all = {0};
	bool ok;

	buf_add(&all, buf_str(&c->pending));
	if (text[0] != '\0')
		buf_addf(&all, "%s%s", all.len > 0 ? "\n" : "", text);
	ok = all.len == 0 || save_lines(ui, c, buf_str(&all)) == SAVED;
	if (ok && all.len > 0)
		begin_anew(ui, c);
	if (!ok)
		keep(ui, c);
	free(text);
	buf_release(&all);
	return ok;
}

/* ---- leaving and keys ------------------------------------------------------------------------------ */

static void leave(struct ui *ui, struct capture *c)
{
	struct target t = { .kind = TARGET_EVIDENCE, .id = c->last };
	size_t n = 0;

	for (size_t i = 0; i < c->n; i++)
		n += c->done[i].style == STYLE_GOOD;
	ui->top = c->layer.below;
	ui_stale(ui);
	if (c->last[0] != '\0')
		ui_select(ui, VIEW_EVIDENCE, &t);
	if (n > 0)
		ui_say(ui, STYLE_GOOD, "%zu item%s written; } goes to those that are bare titles or unused", n, n == 1 ? "" : "s");
	c->layer.ops->free(&c->layer);
}

static bool is_empty(const struct capture *c)
{
	return text_len(editor_text(c->line)) == 0 && c->pending.len == 0;
}

static void enter(struct ui *ui, struct capture *c)
{
	if (is_empty(c))
		leave(ui, c);
	else
		save_all(ui, c);
}

static void escape(struct ui *ui, struct capture *c)
{
	if (save_all(ui, c))
		leave(ui, c);
}

static void discard(struct ui *ui, struct capture *c)
{
	if (!is_empty(c))
		ui_say(ui, STYLE_DIM, "What stood in the line is thrown away");
	begin_anew(ui, c);
}

/* A list comes after what stands in the line already, as it would in a text. What the store cannot take now waits. */
static void paste_list(struct ui *ui, struct capture *c, const char *lines)
{
	struct err err = {0};

	switch (save_lines(ui, c, lines)) {
	case SAVED:
		begin_anew(ui, c);
		break;
	case NOT_SAVED:
		buf_addf(&c->pending, "%s%s", c->pending.len > 0 ? "\n" : "", lines);
		editor_set(c->line, "", 0, 0, &err);
		keep(ui, c);
		break;
	case REFUSED:
		break;
	}
}

static void put_in_line(struct ui *ui, struct capture *c, const char *text, size_t len)
{
	struct err err = {0};

	if (len > 0 && !editor_paste(c->line, text, len, NULL, &err))
		ui_say_err(ui, &err);
	note_typed(c, (int)(len < 1000 ? len : 1000));
}

/* How much of it is whole titles; 0: it belongs into the line. What came without brackets may be typing over a slow
 * link: only lines that Enter has ended are titles, and the rest is still being typed. */
static size_t whole_titles(const char *text, bool bracketed)
{
	const char *last = strrchr(text, '\n');

	if (last == NULL || (bracketed && text[strcspn(text, "\n") + 1] == '\0'))
		return 0;
	return bracketed ? strlen(text) : (size_t)(last + 1 - text);
}

static void paste(struct ui *ui, struct capture *c, const struct event *ev)
{
	struct text *clean = text_new(TEXT_LINES);
	struct buf text = {0}, lines = {0};
	struct err err = {0};
	size_t titles;

	if (!text_insert(clean, ev->text, ev->len, NULL, &err))
		ui_say_err(ui, &err);
	text_get(clean, &text);
	titles = whole_titles(buf_str(&text), ev->bracketed);
	if (titles > 0) {
		char *before = line_text(c);

		buf_add(&lines, before);
		buf_addn(&lines, text.data, titles);
		buf_trim_end(&lines);
		paste_list(ui, c, buf_str(&lines));
		free(before);
	}
	put_in_line(ui, c, buf_str(&text) + titles, text.len - titles);
	c->layer.stale = true;
	buf_release(&text);
	buf_release(&lines);
	text_free(clean);
}

static void type(struct ui *ui, struct capture *c, key k)
{
	struct err err = {0};
	enum editor_command command;
	char s[5] = "";
	bool ok;

	if (key_is_text(k)) {
		s[utf8_encode(k, s)] = '\0';
		ok = editor_type(c->line, s, &err);
	} else if (edit_key_command(k, &command))
		ok = editor_command(c->line, command, &err);
	else
		return;
	if (ok)
		note_typed(c, 1);
	else if (err.text[0] != '\0')
		ui_say(ui, STYLE_WARNING, "%s", err.text);
}

static bool capture_event(struct ui *ui, struct layer *l, const struct event *ev)
{
	struct capture *c = capture_of(l);

	ui->dirty = true;
	if (ev->kind == EVENT_PASTE)
		paste(ui, c, ev);
	else if (ev->kind == EVENT_KEY && ev->key == K_ENTER)
		enter(ui, c);
	else if (ev->kind == EVENT_KEY && (ev->key == K_ESC || ev->key == K_F2))
		escape(ui, c);
	else if (ev->kind == EVENT_KEY && ev->key == (K_CTRL | 'g'))
		discard(ui, c);
	else if (ev->kind == EVENT_KEY && ev->key == (K_CTRL | 'c'))
		ui_say(ui, STYLE_DIM, "Esc saves and leaves, Ctrl-G throws away what stands in the line");
	else if (ev->kind == EVENT_KEY)
		type(ui, c, ev->key);
	return true;
}

/* ---- drawing --------------------------------------------------------------------------------------- */

static void capture_build(struct ui *ui, struct layer *l)
{
	editor_resize(capture_of(l)->line, 1, ui->cols - 4);
}

static void capture_draw(const struct ui *ui, const struct layer *l, struct canvas *cv, struct rect body)
{
	const struct capture *c = capture_in(l);
	int room = body.rows - BOX_ROWS - 1, shown = (int)c->n < room ? (int)c->n : room;
	struct rect box = rect_part(body, body.rows - shown - BOX_ROWS, 0, shown + BOX_ROWS, body.cols);

	canvas_fill(cv, box, " ", STYLE_TEXT);
	canvas_hline(cv, box, 0, 0, box.cols, STYLE_BORDER);
	canvas_text_cut(cv, box, 0, 2, box.cols - 4, STYLE_TITLE, c->pending.len > 0 ?
	    " Titles of new evidence: some are not saved yet, Enter tries again " : " Titles of new evidence, one after the other ");
	for (int i = 0; i < shown; i++) {
		const struct captured *d = &c->done[c->n - (size_t)(shown - i)];

		canvas_text_cut(cv, box, i + 1, 1, box.cols - 2, d->style == STYLE_GOOD ? STYLE_TEXT : d->style, d->words);
	}
	canvas_text(cv, box, shown + 1, 1, STYLE_KEY, "> ");
	editor_draw(c->line, cv, rect_part(box, shown + 1, 3, 1, ui->cols - 4), STYLE_INPUT, true);
}

static void capture_hints(const struct ui *ui, const struct layer *l, struct buf *out)
{
	(void)ui;
	(void)l;
	buf_add(out, "Enter save this title  Enter on an empty line leave  Esc save and leave  Ctrl-G discard");
}

static void capture_free(struct layer *l)
{
	struct capture *c = capture_of(l);

	editor_free(c->line);
	buf_release(&c->clipboard);
	buf_release(&c->pending);
	for (size_t i = 0; i < c->n; i++)
		free(c->done[i].words);
	free(c->done);
	free(c);
}

static const struct layer_ops capture_layer = {
	.name = "capture", .where = IN_PICK, .build = capture_build, .draw = capture_draw, .event = capture_event, .free = capture_free,
	.hints = capture_hints,
};

void do_capture(struct ui *ui)
{
	struct capture *c;

	if (!ui_may_write(ui))
		return;
	c = xcalloc(1, sizeof *c);
	c->layer.ops = &capture_layer;
	c->line = editor_new(TEXT_LINE, ui->ascii, &c->clipboard);
	id_new(c->id);
	ui_push(ui, &c->layer);
}
