/* Text for a person: cleaned and written. Its layout is in out_layout.c, colour codes in paint.c. */
#include "config.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "cli/out.h"
#include "cli/paint.h"

enum { PENDING_MAX = 1 << 16, COLUMNS_MAX = 1000 };

static size_t terminal_columns(int fd)
{
	struct winsize size;

	if (ioctl(fd, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return OUT_COLUMNS;
	if (size.ws_col < OUT_COLUMNS_MIN)
		return OUT_COLUMNS_MIN;
	return size.ws_col > COLUMNS_MAX ? COLUMNS_MAX : size.ws_col;
}

void out_init(struct out *o, int fd, bool ascii)
{
	*o = (struct out){ .fd = fd, .ascii = ascii, .terminal = isatty(fd) == 1 };
	o->columns = o->terminal ? terminal_columns(fd) : OUT_COLUMNS;
}

void out_release(struct out *o)
{
	buf_release(&o->pending);
}

bool out_wants_colour(const struct out *o)
{
	const char *term = getenv("TERM"), *no_color = getenv("NO_COLOR");

	return o->terminal && term != NULL && *term != '\0' && strcmp(term, "dumb") != 0 &&
	    (no_color == NULL || *no_color == '\0');
}

/* ---- writing ---------------------------------------------------------------------------------- */

static int write_all(int fd, const char *p, size_t n)
{
	while (n > 0) {
		ssize_t done = write(fd, p, n);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0)
			return errno;
		p += done;
		n -= (size_t)done;
	}
	return 0;
}

static void flush_pending(struct out *o)
{
	if (o->error == 0)
		o->error = write_all(o->fd, buf_str(&o->pending), o->pending.len);
	buf_clear(&o->pending);
}

bool out_is_read(const struct out *o)
{
	return o->error == 0;
}

bool out_finish(struct out *o, struct err *err)
{
	flush_pending(o);
	if (o->error == 0 || o->error == EPIPE)
		return true;
	return err_set(err, ERR_STORE, "standard output: %s", strerror(o->error));
}

static void clean(struct buf *to, bool ascii, const char *s, size_t n, bool lines)
{
	if (ascii)
		utf8_ascii(to, s, n, lines);
	else
		utf8_clean(to, s, n, lines);
}

void out_document(struct out *o, const char *bytes, size_t n)
{
	if (o->terminal)
		clean(&o->pending, o->ascii, bytes, n, true);
	else
		buf_addn(&o->pending, bytes, n);
	if (o->pending.len > PENDING_MAX)
		flush_pending(o);
}

void out_complain(bool ascii, const char *context, const char *text)
{
	struct buf b = {0};

	buf_add(&b, "assay: ");
	if (context != NULL) {
		clean(&b, ascii, context, strlen(context), false);
		buf_add(&b, ": ");
	}
	clean(&b, ascii, text, strlen(text), false);
	buf_addc(&b, '\n');
	(void)write_all(STDERR_FILENO, buf_str(&b), b.len);
	buf_release(&b);
}

/* ---- pieces ----------------------------------------------------------------------------------- */

void out_textn(struct out *o, const char *s, size_t n)
{
	clean(&o->pending, o->ascii, s, n, false);
}

void out_text(struct out *o, const char *s)
{
	out_textn(o, s, strlen(s));
}

void out_textf(struct out *o, const char *fmt, ...)
{
	struct buf b = {0};
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&b, fmt, ap);
	va_end(ap);
	out_text(o, buf_str(&b));
	buf_release(&b);
}

void out_styled(struct out *o, enum style style, const char *s)
{
	if (*s == '\0')
		return;
	bool painted = o->theme != NULL && paint_begin(&o->pending, &o->theme->look[style]);
	out_text(o, s);
	if (painted)
		paint_end(&o->pending);
}

void out_blanks(struct out *o, size_t n)
{
	buf_add_repeat(&o->pending, " ", n);
}

void out_end(struct out *o)
{
	size_t end = o->pending.len;

	while (end > 0 && o->pending.data[end - 1] == ' ')
		end--;
	buf_remove(&o->pending, end, o->pending.len - end);
	buf_addc(&o->pending, '\n');
	if (o->pending.len > PENDING_MAX)
		flush_pending(o);
}

void out_line(struct out *o, const char *s)
{
	out_text(o, s);
	out_end(o);
}

void out_linef(struct out *o, const char *fmt, ...)
{
	struct buf b = {0};
	va_list ap;

	va_start(ap, fmt);
	buf_vaddf(&b, fmt, ap);
	va_end(ap);
	out_line(o, buf_str(&b));
	buf_release(&b);
}
