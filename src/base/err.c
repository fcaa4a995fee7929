/* Errors: the sentence is put together here, bounded and valid. Who shows it makes it safe to show. */
#include "config.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/err.h"
#include "base/utf8.h"

/* Makes `text` valid again after it was formatted into too little room, or from a file name
 * that was no text: a character cut short at the end goes, any other bad byte becomes '?'. */
static void text_repair(char *text, bool was_cut)
{
	size_t len = strlen(text), bad;

	while (!utf8_valid(text, len, &bad)) {
		if (was_cut && len - bad < 4)
			text[bad] = '\0', len = bad;
		else
			text[bad] = '?';
	}
}

static void text_format(char text[ERR_TEXT_MAX], const char *fmt, va_list ap) __attribute__((format(printf, 2, 0)));

static void text_format(char text[ERR_TEXT_MAX], const char *fmt, va_list ap)
{
	int n = vsnprintf(text, ERR_TEXT_MAX, fmt, ap);

	if (n < 0)
		text[0] = '\0';
	text_repair(text, n >= ERR_TEXT_MAX);
}

/* Formats into a text of its own first: an argument may well be err->text itself. */
bool err_set(struct err *err, enum err_code code, const char *fmt, ...)
{
	char text[ERR_TEXT_MAX];
	va_list ap;

	assert(code != ERR_NONE);
	va_start(ap, fmt);
	text_format(text, fmt, ap);
	va_end(ap);
	err->code = code;
	memcpy(err->text, text, strlen(text) + 1);
	return false;
}

bool err_prefix(struct err *err, const char *fmt, ...)
{
	char text[ERR_TEXT_MAX], old[ERR_TEXT_MAX];
	va_list ap;
	int n;

	va_start(ap, fmt);
	text_format(text, fmt, ap);
	va_end(ap);
	memcpy(old, err->text, sizeof old);
	n = snprintf(err->text, sizeof err->text, "%s: %s", text, old);
	text_repair(err->text, n >= ERR_TEXT_MAX);
	return false;
}

int err_exit_status(enum err_code code)
{
	switch (code) {
	case ERR_NONE:
		return 0;
	case ERR_INPUT:
		return 2;
	case ERR_WORKSPACE:
		return 3;
	case ERR_BUSY:
	case ERR_STALE:
	case ERR_READONLY:
	case ERR_STORE:
		break;
	}
	return 4;
}
