/* Reading an open file into memory, bounded. */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "catalogue/slurp.h"

bool slurp_too_large(const char *path, size_t max, struct err *err)
{
	return err_set(err, ERR_INPUT, "%s: too large; at most %zu bytes are read", path, max);
}

bool slurp_fd(int fd, const char *path, size_t max, size_t guess, char **bytes, size_t *len, struct err *err)
{
	size_t cap = guess + 1;
	ssize_t n;

	*bytes = xmalloc(cap + 1);
	*len = 0;
	while ((n = read(fd, *bytes + *len, cap - *len)) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(err, ERR_INPUT, "%s: cannot be read: %s", path, strerror(errno));
		*len += (size_t)n;
		if (*len > max)
			return slurp_too_large(path, max, err);
		if (*len == cap)
			*bytes = xrealloc(*bytes, (cap *= 2) + 1);
	}
	(*bytes)[*len] = '\0';
	return true;
}
