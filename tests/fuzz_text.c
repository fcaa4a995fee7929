/* libFuzzer: bytes as keys and pastes for an editor. What must hold is asserted after each. */
#include "config.h"

#include <assert.h>
#include <locale.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/editor.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(struct editor *e, struct canvas *c, struct rect pane)
{
	const struct text *t = editor_text(e);
	struct buf all = {0};
	size_t from, to, cursor = text_cursor(t);
	int row, col;

	text_get(t, &all);
	assert(all.len == text_len(t) && utf8_valid(buf_str(&all), all.len, NULL));
	assert(cursor <= all.len && (cursor == all.len || ((unsigned char)all.data[cursor] & 0xC0) != 0x80));
	assert(!text_selection(t, &from, &to) || to <= all.len);
	editor_cursor(e, &row, &col);
	assert(row >= 0 && row < pane.rows && col >= 0 && col < pane.cols);
	editor_draw(e, c, pane, STYLE_INPUT, true);
	buf_release(&all);
}

/* The first two bytes: the pane. Then each byte below 0x80 is a command, or the length of text
 * that follows to be pasted (0x80 and above). */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct buf clipboard = {0};
	struct editor *e;
	struct canvas *c;
	struct rect pane = { 0, 0, 1, 1 };
	struct err err;

	setlocale(LC_CTYPE, "C.UTF-8");
	if (size < 3)
		return 0;
	pane.rows = data[0] % 9 + 1;
	pane.cols = data[1] % 40 + 1;
	e = editor_new(data[2] & 1 ? TEXT_LINE : TEXT_LINES, (data[2] & 2) != 0, &clipboard);
	c = canvas_new(pane.rows, pane.cols, (data[2] & 2) != 0);
	editor_resize(e, pane.rows, pane.cols);
	for (size_t i = 3; i < size; i++) {
		size_t left = size - i - 1, len = (data[i] & 0x3Fu) < left ? data[i] & 0x3Fu : left;

		if (data[i] < 0x80)
			editor_command(e, (enum editor_command)(data[i] % EDITOR_COMMAND_COUNT), &err);
		else if (data[i] < 0xC0)
			editor_paste(e, (const char *)data + i + 1, len, NULL, &err);
		else
			editor_point(e, data[i] % 11, data[i] % 43, (data[i] & 4) != 0);
		if (data[i] >= 0x80 && data[i] < 0xC0)
			i += len;
		check(e, c, pane);
	}
	editor_free(e);
	canvas_free(c);
	buf_release(&clipboard);
	return 0;
}
