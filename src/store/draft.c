/* Drafts as files, one a text.
 *
 *     assay draft 1
 *     length 812                       bytes after the next line
 *     sha256 9f2c...                   of those bytes: a file half written, or written by something
 *     workspace 5be0...                else, is recognised and left alone
 *     who Sam
 *     session, entity, id, field, base, cursor, at: one line each
 *                                      (an empty line)
 *     the text
 *
 * Names are hashes of what the draft belongs to, so no user's text gets into a name. */
#include "config.h"

#include <assert.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/hash.h"
#include "base/id.h"
#include "base/mem.h"
#include "base/utf8.h"
#include "store/draft.h"

static const char magic[] = "assay draft 1\n";
static const char suffix[] = ".draft";
enum {
	TEXT_MAX = FIELD_TEXT_MAX * 4,          /* bytes: more than can be saved, which is told when it is */
	DRAFT_MAX = TEXT_MAX + 65536            /* of a file */
};

void draft_release(struct draft *d)
{
	free(d->path);
	free(d->workspace);
	free(d->who);
	free(d->session);
	free(d->id);
	free(d->text);
	*d = (struct draft){0};
}

void drafts_release(struct drafts *d)
{
	for (size_t i = 0; i < d->n; i++)
		draft_release(&d->item[i]);
	free(d->item);
	*d = (struct drafts){0};
}

void draft_session_new(char *out, size_t size)
{
	char id[ID_TEXT];

	assert(size > ID_TEXT / 2);
	id_new(id);
	snprintf(out, size, "%s", id);
}

/* ---- the folder ---------------------------------------------------------------------------------- */

/* Relative values are to be ignored (XDG Base Directory Specification). */
static char *state_home(void)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");

	if (state && *state == '/')
		return xstrdup(state);
	if (!home || *home != '/') {
		const struct passwd *pw = getpwuid(geteuid());
		home = pw ? pw->pw_dir : NULL;
	}
	return home && *home == '/' ? xasprintf("%s/.local/state", home) : NULL;
}

static char *folder_path(void)
{
	char *home = state_home();
	char *path = home ? xasprintf("%s/assay/drafts", home) : NULL;

	free(home);
	return path;
}

static bool make_folders(char *path)
{
	for (char *slash = strchr(path + 1, '/'); slash; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		int rc = mkdir(path, 0700);
		*slash = '/';
		if (rc != 0 && errno != EEXIST)
			return false;
	}
	return mkdir(path, 0700) == 0 || errno == EEXIST;
}

/* Ours alone, or it is none: another login could have laid it there for us. */
static bool is_private(int fd)
{
	struct stat info;

	if (fstat(fd, &info) != 0)
		return false;
	if (info.st_uid != geteuid()) {
		errno = EPERM;
		return false;
	}
	return (info.st_mode & 077) == 0 || fchmod(fd, 0700) == 0;
}

/* -1 on failure, with errno. Without `make`, a missing folder is ENOENT. */
static int folder_open(bool make)
{
	char *path = folder_path();

	if (!path) {
		errno = ENOENT;
		return -1;
	}
	int fd = make && !make_folders(path) ? -1 : open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (fd >= 0 && !is_private(fd)) {
		int error = errno;
		close(fd);
		errno = error;
		fd = -1;
	}
	free(path);
	return fd;
}

static bool fail(const char *what, struct err *err)
{
	int error = errno;
	char *path = folder_path();

	err_set(err, ERR_STORE, "%s: %s (%s)", path ? path : "drafts (no home folder is known)", what, strerror(error));
	free(path);
	return false;
}

static char *name_of(const struct draft *d)
{
	struct hash h;
	char hash[HASH_TEXT];

	hash_init(&h);
	hash_field(&h, d->workspace);
	hash_field(&h, d->who);
	hash_field(&h, d->session);
	hash_field(&h, entity_name(d->entity));
	hash_field(&h, d->id);
	hash_field(&h, field_info(d->field)->key);
	hash_end(&h, hash);
	return xasprintf("%s%s", hash, suffix);
}

char *draft_path(const struct draft *d)
{
	char *folder = folder_path(), *name = name_of(d);
	char *path = folder ? xasprintf("%s/%s", folder, name) : NULL;

	free(folder);
	free(name);
	return path;
}

/* ---- writing ---------------------------------------------------------------------------------------- */

static void hash_of(const char *s, size_t len, char out[HASH_TEXT])
{
	struct hash h;

	hash_init(&h);
	hash_bytes(&h, s, len);
	hash_end(&h, out);
}

static void print(struct buf *b, const struct draft *d)
{
	struct buf body = {0};
	char hash[HASH_TEXT], now[DATE_TIME_TEXT];

	date_time_now(now);
	buf_addf(&body, "workspace %s\nwho %s\nsession %s\nentity %s\nid %s\nfield %s\nbase %" PRId64 "\ncursor %zu\nat %s\n\n", d->workspace,
	    d->who, d->session, entity_name(d->entity), d->id, field_info(d->field)->key, d->base, d->cursor, d->at[0] ? d->at : now);
	buf_add(&body, d->text);
	hash_of(buf_str(&body), body.len, hash);
	buf_addf(b, "%slength %zu\nsha256 %s\n", magic, body.len, hash);
	buf_addn(b, buf_str(&body), body.len);
	buf_release(&body);
}

static bool write_all(int fd, const char *p, size_t len)
{
	while (len) {
		ssize_t n = write(fd, p, len);
		if (n < 0 && errno != EINTR)
			return false;
		if (n > 0) {
			p += n;
			len -= (size_t)n;
		}
	}
	return fsync(fd) == 0;
}

/* Closing may be where a network file system says that the disk is full. */
static bool write_file(int folder, const char *name, const struct buf *b)
{
	int fd = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return false;
	bool ok = fchmod(fd, 0600) == 0 && write_all(fd, buf_str(b), b->len);
	int error = errno;
	if (close(fd) != 0 && ok)
		return false;
	errno = error;
	return ok;
}

/* The old draft stays until the new one is whole. */
static bool replace(int folder, const char *name, const struct buf *b)
{
	char id[ID_TEXT];

	id_new(id);
	char *temp = xasprintf(".%s.tmp", id);
	bool ok = write_file(folder, temp, b) && renameat(folder, temp, folder, name) == 0 && fsync(folder) == 0;
	if (!ok) {
		int error = errno;
		unlinkat(folder, temp, 0);
		errno = error;
	}
	free(temp);
	return ok;
}

static bool is_line(const char *s)
{
	struct err ignored;

	return s && *s && field_check(FIELD_OWNER, s, &ignored);
}

bool draft_keep(const struct draft *d, struct err *err)
{
	struct buf b = {0};

	assert(is_line(d->workspace) && is_line(d->who) && is_line(d->session) && is_line(d->id) && d->text);
	if (strlen(d->text) > TEXT_MAX)
		return err_set(err, ERR_INPUT, "a draft of more than %d bytes is not kept; save a part of it", TEXT_MAX);
	int folder = folder_open(true);
	if (folder < 0)
		return fail("drafts cannot be kept there", err);
	char *name = name_of(d);
	print(&b, d);
	bool ok = replace(folder, name, &b) || fail("the draft could not be written", err);
	close(folder);
	free(name);
	buf_release(&b);
	return ok;
}

bool draft_drop(const struct draft *d, struct err *err)
{
	int folder = folder_open(false);
	if (folder < 0)
		return errno == ENOENT || fail("drafts cannot be reached", err);
	char *name = name_of(d);
	bool ok = unlinkat(folder, name, 0) == 0 || errno == ENOENT || fail("the draft could not be removed", err);
	close(folder);
	free(name);
	return ok;
}

/* ---- reading ------------------------------------------------------------------------------------------ */

/* The rest of a line that begins with `key` and a blank; *at moves behind it. NULL if it does not. */
static char *read_line(const char **at, const char *key)
{
	size_t n = strlen(key);
	const char *end = strchr(*at, '\n');

	if (!end || strncmp(*at, key, n) != 0 || (*at)[n] != ' ' || *at + n >= end)
		return NULL;
	char *value = xstrndup(*at + n + 1, (size_t)(end - *at) - n - 1);
	*at = end + 1;
	return value;
}

static bool read_number(const char **at, const char *key, int64_t *out)
{
	char *value = read_line(at, key), *end;

	if (!value)
		return false;
	errno = 0;
	long long n = strtoll(value, &end, 10);
	bool ok = *value >= '0' && *value <= '9' && !*end && errno == 0;
	*out = n;
	free(value);
	return ok;
}

static bool read_head(struct draft *d, const char **at)
{
	char *entity = NULL, *field = NULL, *when = NULL;
	int64_t cursor = 0;
	bool ok = (d->workspace = read_line(at, "workspace")) && (d->who = read_line(at, "who"))
	    && (d->session = read_line(at, "session")) && (entity = read_line(at, "entity")) && entity_read(entity, &d->entity)
	    && (d->id = read_line(at, "id")) && (field = read_line(at, "field")) && field_read(d->entity, field, &d->field)
	    && read_number(at, "base", &d->base) && read_number(at, "cursor", &cursor)
	    && (when = read_line(at, "at")) && date_time_valid(when) && **at == '\n';

	if (ok) {
		memcpy(d->at, when, DATE_TIME_TEXT);
		d->cursor = (size_t)cursor;
		++*at;
	}
	free(entity);
	free(field);
	free(when);
	return ok;
}

/* Whole, unchanged, text, and under the name it belongs to. */
static bool parse(struct draft *d, const struct buf *b, const char *name)
{
	const char *s = buf_str(b), *at = s + sizeof magic - 1;
	int64_t length;
	char is[HASH_TEXT];

	if (strncmp(s, magic, sizeof magic - 1) != 0 || !read_number(&at, "length", &length))
		return false;
	char *hash = read_line(&at, "sha256");
	size_t left = b->len - (size_t)(at - s);
	hash_of(at, left, is);
	bool ok = hash && (int64_t)left == length && strcmp(hash, is) == 0 && utf8_valid(at, left, NULL) && strlen(at) == left;
	free(hash);
	if (!ok || !read_head(d, &at))
		return false;
	d->text = xstrdup(at);
	d->cursor = d->cursor < strlen(at) ? d->cursor : strlen(at);
	char *own = name_of(d);
	ok = strcmp(own, name) == 0;
	free(own);
	return ok;
}

static bool read_file(int folder, const char *name, struct buf *b)
{
	struct stat info;
	char piece[8192];
	ssize_t n = -1;

	int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	if (fd < 0)
		return false;
	if (fstat(fd, &info) == 0 && S_ISREG(info.st_mode) && info.st_size <= DRAFT_MAX)
		while ((n = read(fd, piece, sizeof piece)) != 0 && b->len <= DRAFT_MAX) {
			if (n > 0)
				buf_addn(b, piece, (size_t)n);
			else if (errno != EINTR)
				break;
		}
	close(fd);
	return n == 0;
}

static bool is_name(const char *name)
{
	size_t hex = strspn(name, "0123456789abcdef");

	return hex == HASH_TEXT - 1 && strcmp(name + hex, suffix) == 0;
}

static void take(struct drafts *out, int folder, const char *name, const char *workspace, const char *who)
{
	struct buf b = {0};
	struct draft d = {0};

	if (is_name(name) && read_file(folder, name, &b) && parse(&d, &b, name) && strcmp(d.workspace, workspace) == 0
	    && strcmp(d.who, who) == 0) {
		d.path = draft_path(&d);
		MEM_GROW(out->item, out->n, out->cap);
		out->item[out->n++] = d;
	} else {
		draft_release(&d);
	}
	buf_release(&b);
}

/* Newest first; of the same second in order of their names, so that the list is always the same. */
static int compare(const void *a, const void *b)
{
	const struct draft *x = a, *y = b;
	int order = strcmp(y->at, x->at);

	return order ? order : strcmp(x->path, y->path);
}

bool draft_list(const char *workspace, const char *who, struct drafts *out, struct err *err)
{
	*out = (struct drafts){0};
	int folder = folder_open(false);
	if (folder < 0)
		return errno == ENOENT || fail("drafts cannot be read", err);
	DIR *dir = fdopendir(folder);
	if (!dir) {
		fail("drafts cannot be read", err);
		close(folder);
		return false;
	}
	for (const struct dirent *e; (e = readdir(dir));)
		take(out, folder, e->d_name, workspace, who);
	closedir(dir);
	if (out->n)
		qsort(out->item, out->n, sizeof *out->item, compare);
	return true;
}
