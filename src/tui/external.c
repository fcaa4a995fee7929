/* The user's own editor: the private folder, the file in it, and what is taken back. The process is in
 * external_run.c. */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "core/field.h"
#include "tui/external.h"
#include "tui/external_run.h"

struct place {
	char *folder, *file;            /* absolute */
	const char *name;               /* of the file in its folder */
	int fd;                         /* of the folder */
};

/* ---- the private folder ---- */

static bool make_folder(struct place *p, const char *base)
{
	if (base == NULL || base[0] != '/')
		return false;
	p->folder = xasprintf("%s/assay-XXXXXX", base);
	if (mkdtemp(p->folder) != NULL) {
		p->fd = open(p->folder, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
		if (p->fd >= 0)
			return true;
		rmdir(p->folder);
	}
	free(p->folder);
	p->folder = NULL;
	return false;
}

static bool write_all(int fd, const char *s, size_t len)
{
	while (len > 0) {
		ssize_t n = write(fd, s, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		s += n;
		len -= (size_t)n;
	}
	return true;
}

static bool open_place(struct place *p, const char *name, const char *text, size_t len, struct err *err)
{
	int fd;
	bool ok;

	p->name = name;
	if (!make_folder(p, getenv("XDG_RUNTIME_DIR")) && !make_folder(p, getenv("TMPDIR")) && !make_folder(p, "/tmp"))
		return err_set(err, ERR_STORE, "no folder can be made for the editor's file in $XDG_RUNTIME_DIR, $TMPDIR or /tmp: %s",
		    strerror(errno));
	p->file = xasprintf("%s/%s", p->folder, name);
	fd = openat(p->fd, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	ok = fd >= 0 && write_all(fd, text, len);
	if (fd >= 0 && close(fd) != 0)
		ok = false;
	return ok || err_set(err, ERR_STORE, "the editor's file %s cannot be written: %s", p->file, strerror(errno));
}

/* All that the editor left there: backups, swap files. */
static void empty_folder(const struct place *p)
{
	int fd = dup(p->fd);
	DIR *d = fd >= 0 ? fdopendir(fd) : NULL;
	const struct dirent *e;

	if (d == NULL && fd >= 0)
		close(fd);
	while (d != NULL && (e = readdir(d)) != NULL)
		if (unlinkat(p->fd, e->d_name, 0) != 0)
			unlinkat(p->fd, e->d_name, AT_REMOVEDIR);
	if (d != NULL)
		closedir(d);
}

static void close_place(struct place *p, bool keep)
{
	if (p->folder != NULL && !keep) {
		empty_folder(p);
		rmdir(p->folder);
	}
	if (p->fd >= 0)
		close(p->fd);
	free(p->folder);
	free(p->file);
}

/* ---- what comes back ---- */

static const char too_long[] = "it is longer than a text may be (1 MiB)";

/* What lies there instead of the text: why it is not taken. */
static bool refuse(struct err *err, const char *why)
{
	return err_set(err, ERR_INPUT, "what the editor left is not taken: %s", why);
}

static bool check_file(const struct stat *st, struct err *err)
{
	if (!S_ISREG(st->st_mode))
		return refuse(err, S_ISDIR(st->st_mode) ? "it is a folder" : "it is no plain file");
	if (st->st_uid != geteuid())
		return refuse(err, "it belongs to somebody else");
	if (st->st_nlink != 1)
		return refuse(err, "it has more than one name");
	if (st->st_size > FIELD_TEXT_MAX + 2)   /* a line's end may have been added */
		return refuse(err, too_long);
	return true;
}

static bool read_all(int fd, struct buf *out, struct err *err)
{
	char bytes[16 * 1024];
	ssize_t n;

	while ((n = read(fd, bytes, sizeof bytes)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return refuse(err, strerror(errno));
		buf_addn(out, bytes, (size_t)n);
		if (out->len > FIELD_TEXT_MAX + 2)
			return refuse(err, too_long);
	}
	return true;
}

static bool check_utf8(const struct buf *b, struct err *err)
{
	size_t bad, line = 1;

	if (utf8_valid(buf_str(b), b->len, &bad))
		return true;
	for (size_t i = 0; i < bad; i++)
		line += b->data[i] == '\n';
	return err_set(err, ERR_INPUT, "what the editor left is not taken: line %zu is not valid UTF-8", line);
}

/* *gone: there is nothing to keep. */
static bool read_back(const struct place *p, struct buf *out, bool *gone, struct err *err)
{
	int fd = openat(p->fd, p->name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	struct stat st;
	bool ok;

	*gone = fd < 0 && errno == ENOENT;
	if (fd < 0)
		return *gone ? refuse(err, "it has removed the file") : errno == ELOOP ? refuse(err, "it is a link") : refuse(err, strerror(errno));
	ok = fstat(fd, &st) == 0 && check_file(&st, err) && read_all(fd, out, err) && check_utf8(out, err);
	close(fd);
	return ok;
}

/* Editors end the last line; the text did not. */
static void drop_added_newline(struct buf *b, const char *text, size_t len)
{
	if ((len > 0 && text[len - 1] == '\n') || b->len == 0 || b->data[b->len - 1] != '\n')
		return;
	b->len -= b->len > 1 && b->data[b->len - 2] == '\r' ? 2 : 1;
	b->data[b->len] = '\0';
}

/* The editor's own failure comes first in what is told; where its text lies, last. */
static bool fail(const struct place *p, bool kept, struct err *err)
{
	size_t n = strlen(err->text);

	if (kept)
		snprintf(err->text + n, sizeof err->text - n, "; the text stands as it was, the editor's is kept in %s", p->file);
	else
		snprintf(err->text + n, sizeof err->text - n, "; the text stands as it was");
	return false;
}

static bool take_back(const struct place *p, bool ran, const char *text, size_t len, struct buf *b, enum external_end *end, bool *keep,
    struct err *err)
{
	struct err ignored;
	bool gone, same, ok = read_back(p, b, &gone, ran ? err : &ignored);

	if (ok)
		drop_added_newline(b, text, len);
	if (ok && b->len > FIELD_TEXT_MAX)
		ok = refuse(ran ? err : &ignored, too_long);
	same = ok && b->len == len && memcmp(buf_str(b), text, len) == 0;
	*keep = (!ran || !ok) && !gone && !same;
	if (!ran || !ok)
		return fail(p, *keep, err);
	*end = same ? EXTERNAL_SAME : b->len == 0 ? EXTERNAL_EMPTIED : EXTERNAL_CHANGED;
	return true;
}

bool external_edit(struct term *term, const char *name, const char *text, size_t len, struct buf *out, enum external_end *end,
    struct err *err)
{
	struct place p = { .fd = -1 };
	struct buf b = {0};
	bool keep = false, ok = open_place(&p, name, text, len, err);

	if (ok) {
		bool ran = external_run(term, p.file, err);

		ok = take_back(&p, ran, text, len, &b, end, &keep, err);
	}
	if (ok)
		buf_addn(out, buf_str(&b), b.len);
	close_place(&p, keep);
	buf_release(&b);
	return ok;
}
