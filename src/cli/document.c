/* Writing a document, whatever it is. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "cli/document.h"
#include "store/store.h"

/* ---- to standard output ------------------------------------------------------------------------- */

static ssize_t cookie_write(void *cookie, const char *bytes, size_t n)
{
	struct out *o = cookie;

	out_document(o, bytes, n);
	return o->error == 0 ? (ssize_t)n : 0;
}

/* A terminal gets it cleaned, whole, so that no character is cut between two pieces. */
static bool to_output(struct context *c, document_writer *writer, void *ctx, struct err *err)
{
	char *whole = NULL;
	size_t len = 0;
	FILE *to = c->out.terminal ? open_memstream(&whole, &len) :
	    fopencookie(&c->out, "w", (cookie_io_functions_t){ .write = cookie_write });

	if (to == NULL)
		return err_set(err, ERR_STORE, "standard output: %s", strerror(errno));
	bool ok = writer(to, ctx, err);
	fclose(to);
	if (ok && c->out.terminal)
		out_document(&c->out, whole, len);
	free(whole);
	return ok || c->out.error != 0;         /* what is wrong with the output is told by out_finish */
}

/* ---- to a file ---------------------------------------------------------------------------------- */

static bool file_error(const char *path, struct err *err)
{
	return err_set(err, ERR_STORE, "%s: %s", path, strerror(errno));
}

static bool sync_folder(const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash == NULL ? xstrdup(".") : xstrndup(path, (size_t)(slash - path) + 1);
	int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	free(folder);
	bool ok = fd >= 0 && (fsync(fd) == 0 || errno == EINVAL);
	if (fd >= 0)
		close(fd);
	return ok;
}

static bool write_and_close(document_writer *writer, void *ctx, int fd, const char *path, struct err *err)
{
	FILE *to = fdopen(fd, "w");

	if (to == NULL) {
		close(fd);
		return file_error(path, err);
	}
	bool ok = writer(to, ctx, err) || err_prefix(err, "%s", path);
	struct stat sb;
	if (ok && (fflush(to) != 0 || (fstat(fd, &sb) == 0 && S_ISREG(sb.st_mode) && fsync(fd) != 0)))
		ok = file_error(path, err);
	if (fclose(to) != 0 && ok)
		ok = file_error(path, err);
	return ok;
}

/* A device or a pipe is written as it stands: there is nothing to replace. */
static bool to_special(document_writer *writer, void *ctx, const char *path, struct err *err)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	return fd >= 0 ? write_and_close(writer, ctx, fd, path, err) : file_error(path, err);
}

/* Under a temporary name beside it, so that the file is the old one or the new one, whole. */
static bool to_regular(document_writer *writer, void *ctx, const char *path, mode_t mode, struct err *err)
{
	const char *slash = strrchr(path, '/');
	int folder = slash != NULL ? (int)(slash - path) + 1 : 0;
	char *temporary = xasprintf("%.*s.assay-document-XXXXXX", folder, path);
	int fd = mkostemp(temporary, O_CLOEXEC);

	if (fd < 0) {
		free(temporary);
		return file_error(path, err);
	}
	bool ok = fchmod(fd, mode) == 0 || file_error(path, err);
	if (ok)
		ok = write_and_close(writer, ctx, fd, path, err);
	else
		close(fd);
	if (ok && rename(temporary, path) != 0)
		ok = file_error(path, err);
	if (!ok)
		unlink(temporary);
	else if (!sync_folder(path))
		ok = file_error(path, err);
	free(temporary);
	return ok;
}

/* A new file is as private as the workspace; one that is there keeps its rights. */
static bool to_file(document_writer *writer, void *ctx, const char *path, struct err *err)
{
	struct stat sb;

	if (stat(path, &sb) != 0)
		return to_regular(writer, ctx, path, 0600, err);
	if (!S_ISREG(sb.st_mode))
		return to_special(writer, ctx, path, err);
	if (store_is_workspace(path))
		return err_set(err, ERR_INPUT, "%s is a workspace: choose another name for the document", path);
	char *real = realpath(path, NULL);
	bool ok = real != NULL ? to_regular(writer, ctx, real, sb.st_mode & 0777, err) : file_error(path, err);
	free(real);
	return ok;
}

bool document_write(struct context *c, const char *path, document_writer *write, void *ctx, struct err *err)
{
	return path == NULL || strcmp(path, "-") == 0 ? to_output(c, write, ctx, err) : to_file(write, ctx, path, err);
}
