/* The editor's changes: typing, deleting, the clipboard, undo. */
#include "config.h"

#include "tui/editor_private.h"

/* What each deletes by; those that kill put it into the clipboard. */
static const struct { enum text_motion motion; bool deletes, kills, forward; } deleting[EDITOR_COMMAND_COUNT] = {
	[EDITOR_BACKSPACE] = { TEXT_LEFT, true, false, false }, [EDITOR_DELETE] = { TEXT_RIGHT, true, false, true },
	[EDITOR_WORD_BACKSPACE] = { TEXT_WORD_LEFT, true, true, false }, [EDITOR_WORD_DELETE] = { TEXT_WORD_RIGHT, true, true, true },
	[EDITOR_KILL_TO_START] = { TEXT_LINE_START, true, true, false }, [EDITOR_KILL_TO_END] = { TEXT_LINE_END, true, true, true },
};

bool editor_type(struct editor *e, const char *utf8, struct err *err)
{
	bool ok = text_type(e->text, utf8, err);

	e->killing = false;
	editor_settle(e);
	return ok;
}

bool editor_paste(struct editor *e, const char *bytes, size_t len, struct text_taken *taken, struct err *err)
{
	bool ok = text_insert(e->text, bytes, len, taken, err);

	e->killing = false;
	editor_settle(e);
	return ok;
}

bool editor_put(struct editor *e, const char *bytes, size_t len, struct text_taken *taken, struct err *err)
{
	bool ok = text_put(e->text, bytes, len, taken, err);

	e->killing = false;
	editor_settle(e);
	return ok;
}

bool editor_replace(struct editor *e, const struct text_hits *hits, const char *with, struct err *err)
{
	bool ok = text_replace(e->text, hits, with, err);

	e->killing = false;
	editor_settle(e);
	return ok;
}

void editor_pause(struct editor *e)
{
	text_pause(e->text);
}

static bool copy(struct editor *e, struct err *err)
{
	size_t from, to;

	if (!text_selection(e->text, &from, &to))
		return err_set(err, ERR_INPUT, "nothing is selected");
	buf_clear(e->clipboard);
	text_copy(e->text, from, to, e->clipboard);
	return true;
}

static bool nothing_there(struct err *err)
{
	return err_set(err, ERR_INPUT, "nothing to delete there");
}

/* What goes is found out by selecting it. Deletions in a row stand in the clipboard as they stood in the text. */
static bool kill_text(struct editor *e, enum editor_command command, bool killing, struct err *err)
{
	struct buf taken = {0};
	size_t from, to, cursor = text_cursor(e->text);
	bool selected = text_selection(e->text, &from, &to), forward = deleting[command].forward;

	if (!selected) {
		size_t where = text_where(e->text, cursor, deleting[command].motion);

		if (command == EDITOR_KILL_TO_END && where == cursor)
			where = text_next(e->text, where);
		from = where < cursor ? where : cursor;
		to = where < cursor ? cursor : where;
	}
	text_copy(e->text, from, to, &taken);
	if (!text_delete(e->text, deleting[command].motion))
		return nothing_there(err);
	if (!killing || selected)
		buf_clear(e->clipboard);
	if (taken.len > 0)
		buf_insert(e->clipboard, forward ? e->clipboard->len : 0, taken.data, taken.len);
	e->killing = true;
	buf_release(&taken);
	return true;
}

bool editor_change(struct editor *e, enum editor_command command, bool killing, struct err *err)
{
	switch (command) {
	case EDITOR_NEWLINE:
		return text_newline_on(e->text, err);
	case EDITOR_REWRAP:
		return text_rewrap(e->text, err);
	case EDITOR_UNDO:
		return text_undo(e->text) || err_set(err, ERR_INPUT, "nothing to undo");
	case EDITOR_REDO:
		return text_redo(e->text) || err_set(err, ERR_INPUT, "nothing to redo");
	case EDITOR_COPY:
		return copy(e, err);
	case EDITOR_CUT:
		return copy(e, err) && text_delete(e->text, TEXT_LEFT);
	case EDITOR_PASTE:
		if (e->clipboard->len == 0)
			return err_set(err, ERR_INPUT, "nothing was cut or copied here yet");
		return text_insert(e->text, buf_str(e->clipboard), e->clipboard->len, NULL, err);
	default:
		if (deleting[command].kills)
			return kill_text(e, command, killing, err);
		return text_delete(e->text, deleting[command].motion) || nothing_there(err);
	}
}
