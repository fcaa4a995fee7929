/* A file's bytes, bounded: it may be a device, a pipe, or larger than it says. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "catalogue/slurp.h"
#include "catalogue/yaml.h"

static bool check_file(int fd, const char *path, size_t max, size_t *size, struct err *err)
{
	struct stat st;

	if (fstat(fd, &st) != 0)
		return err_set(err, ERR_INPUT, "%s: cannot be read: %s", path, strerror(errno));
	if (!S_ISREG(st.st_mode))
		return err_set(err, ERR_INPUT, "%s: is %s, not a file", path, S_ISDIR(st.st_mode) ? "a folder" : "a device or a pipe");
	if ((unsigned long long)st.st_size > max)
		return slurp_too_large(path, max, err);
	*size = (size_t)st.st_size;
	return true;
}

bool yaml_file(const char *path, size_t max, char **bytes, size_t *len, struct err *err)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	bool good;

	*bytes = NULL;
	*len = 0;
	if (fd < 0)
		return err_set(err, ERR_INPUT, "%s: cannot be opened: %s", path, strerror(errno));
	good = check_file(fd, path, max, len, err) && slurp_fd(fd, path, max, *len, bytes, len, err);
	close(fd);
	if (!good) {
		free(*bytes);
		*bytes = NULL;
	}
	return good;
}
