/* New files, whole or not at all. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/id.h"
#include "base/mem.h"
#include "store/newfile.h"

static bool fail(const struct newfile *n, const char *what, struct err *err)
{
	return err_set(err, ERR_STORE, "%s: %s (%s)", n->path, what, strerror(errno));
}

static bool exists(const struct newfile *n, struct err *err)
{
	return err_set(err, ERR_STORE, "%s: there is such a file already; choose another name", n->path);
}

/* The folder is made absolute with links followed: a relative name could mean something else to
 * SQLite ("file:..."). */
static bool find_names(struct newfile *n, struct err *err)
{
	const char *slash = strrchr(n->path, '/');
	const char *base = slash ? slash + 1 : n->path;
	char *folder = !slash ? xstrdup(".") : slash == n->path ? xstrdup("/") : xstrndup(n->path, (size_t)(slash - n->path));
	char id[ID_TEXT];

	n->folder = realpath(folder, NULL);
	free(folder);
	if (!n->folder)
		return fail(n, "its folder cannot be reached", err);
	if (!*base || strcmp(base, ".") == 0 || strcmp(base, "..") == 0)
		return err_set(err, ERR_STORE, "%s: this names a folder; give a name for the file", n->path);
	id_new(id);
	n->final = xasprintf("%s/%s", n->folder, base);
	n->temp = xasprintf("%s/.assay-%.16s.tmp", n->folder, id);
	return true;
}

static bool check_group(const struct newfile *n, struct err *err)
{
	struct stat info;

	if (stat(n->folder, &info) != 0)
		return fail(n, "its folder cannot be reached", err);
	if (info.st_mode & S_IWGRP)
		return true;
	return err_set(err, ERR_STORE, "%s: for several logins the folder must be writable for its group (chmod g+ws)", n->path);
}

/* Whatever the umask says. Shared means shared with the folder's group, not with the login's own. */
static bool set_mode(const struct newfile *n, int fd, bool group, struct err *err)
{
	struct stat folder, file;

	if (group && (stat(n->folder, &folder) != 0 || fstat(fd, &file) != 0
	    || (file.st_gid != folder.st_gid && fchown(fd, (uid_t)-1, folder.st_gid) != 0)))
		return fail(n, "it cannot be given to the folder's group", err);
	return fchmod(fd, group ? 0660 : 0600) == 0 || fail(n, "its mode cannot be set", err);
}

bool newfile_begin(struct newfile *n, const char *path, bool group, struct err *err)
{
	struct stat info;

	*n = (struct newfile){ .path = path };
	if (!find_names(n, err) || (group && !check_group(n, err)))
		return false;
	if (lstat(n->final, &info) == 0)
		return exists(n, err);
	int fd = open(n->temp, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (fd < 0)
		return fail(n, "a file cannot be made there", err);
	bool ok = set_mode(n, fd, group, err);
	close(fd);                      /* before any connection to it exists */
	return ok;
}

static bool sync_path(const char *path, int flags)
{
	int fd = open(path, flags | O_CLOEXEC);
	if (fd < 0)
		return false;
	bool ok = fsync(fd) == 0;
	int error = errno;
	close(fd);
	errno = error;
	return ok;
}

/* Not every file system can refuse to replace; a hard link can, where there are hard links. */
static bool rename_new(const struct newfile *n)
{
	if (renameat2(AT_FDCWD, n->temp, AT_FDCWD, n->final, RENAME_NOREPLACE) == 0)
		return true;
	if (errno != EINVAL && errno != ENOSYS)
		return false;
	return link(n->temp, n->final) == 0 && unlink(n->temp) == 0;
}

bool newfile_finish(struct newfile *n, struct err *err)
{
	if (!sync_path(n->temp, O_RDWR))
		return fail(n, "it cannot be brought to the disk", err);
	if (!rename_new(n))
		return errno == EEXIST ? exists(n, err) : fail(n, "it cannot be given its name", err);
	free(n->temp);
	n->temp = NULL;
	if (sync_path(n->folder, O_RDONLY | O_DIRECTORY))
		return true;
	fail(n, "its name cannot be brought to the disk", err);
	unlink(n->final);
	return false;
}

void newfile_end(struct newfile *n)
{
	if (n->temp) {
		char *journal = xasprintf("%s-journal", n->temp);
		unlink(journal);
		unlink(n->temp);
		free(journal);
	}
	free(n->temp);
	free(n->folder);
	free(n->final);
	*n = (struct newfile){0};
}
