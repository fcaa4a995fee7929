/* Bringing a document in: read, matched, planned; and the file it comes from. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "catalogue/exchange.h"
#include "catalogue/exchange_import.h"
#include "catalogue/slurp.h"

static bool bring_in(struct import *im, const char *name, const char *bytes, size_t len, struct changes *changes, struct complaints *complaints)
{
	struct changes planned = {0};
	bool good;

	if (doc_open(&im->all.doc, name, bytes, len, complaints)) {
		exchange_read(&im->all);
		exchange_match(im);
		if (!im->all.doc.faulty && im->all.doc.y.n_faults == 0)
			exchange_plan(im, &planned);
	}
	good = doc_close(&im->all.doc);
	exchange_items_release(&im->all);
	buf_release(&im->value);
	free(im->gone);
	if (good)
		*changes = planned;
	else
		changes_release(&planned);
	return good;
}

bool exchange_import(const char *name, const char *bytes, size_t len, const struct work *w, const struct reader *r,
    struct changes *changes, struct complaints *complaints)
{
	struct import im = { .all.tree = w->tree, .w = w, .r = r, .empty = work_is_empty(w) };

	return bring_in(&im, name, bytes, len, changes, complaints);
}

bool exchange_compare(const char *name, const char *bytes, size_t len, const struct work *w, const struct reader *r,
    struct changes *fresh, struct changes *differing, struct complaints *complaints)
{
	struct changes differ = {0};
	struct import im = { .all.tree = w->tree, .w = w, .r = r, .differing = &differ };
	bool good = bring_in(&im, name, bytes, len, fresh, complaints);

	if (good)
		*differing = differ;
	else
		changes_release(&differ);
	return good;
}

/* ---- files ------------------------------------------------------------------------------------------- */

enum { FIRST_READ = 1 << 16 };          /* bytes: a pipe does not say how much it holds */

/* A pipe is welcome (a shell's <(...)), a device or a folder is not. */
static bool check_file(int fd, const char *path, size_t max, struct err *err)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return err_set(err, ERR_INPUT, "%s: cannot be read: %s", path, strerror(errno));
	if (S_ISDIR(st.st_mode))
		return err_set(err, ERR_INPUT, "%s: is a folder, not a document", path);
	if (!S_ISREG(st.st_mode) && !S_ISFIFO(st.st_mode))
		return err_set(err, ERR_INPUT, "%s: is a device, not a document", path);
	if (S_ISREG(st.st_mode) && (unsigned long long)st.st_size > max)
		return slurp_too_large(path, max, err);
	return true;
}

/* O_NONBLOCK so that opening a pipe nobody writes to does not wait; reading then does. */
static int open_file(const char *path, size_t max, struct err *err)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);

	if (fd < 0) {
		err_set(err, ERR_INPUT, "%s: cannot be opened: %s", path, strerror(errno));
		return -1;
	}
	if (check_file(fd, path, max, err) && fcntl(fd, F_SETFL, 0) == 0)
		return fd;
	close(fd);
	return -1;
}

bool exchange_slurp(const char *path, size_t max, char **bytes, size_t *len, struct err *err)
{
	bool standard = strcmp(path, "-") == 0, good;
	int fd = standard ? STDIN_FILENO : open_file(path, max, err);

	*bytes = NULL;
	*len = 0;
	if (fd < 0)
		return false;
	good = slurp_fd(fd, standard ? "standard input" : path, max, FIRST_READ, bytes, len, err);
	if (!standard)
		close(fd);
	if (!good) {
		free(*bytes);
		*bytes = NULL;
		*len = 0;
	}
	return good;
}
