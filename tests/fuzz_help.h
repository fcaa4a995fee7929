/* For the fuzz targets that need files: a folder of their own, and a small workspace with a bit of everything.
 * TMPDIR=/dev/shm is quickest. */
#ifndef FUZZ_HELP_H
#define FUZZ_HELP_H

#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

#define FUZZ_MUST(condition, ...) \
	do { \
		if (!(condition)) { \
			fprintf(stderr, __VA_ARGS__); \
			fputc('\n', stderr); \
			abort(); \
		} \
	} while (0)

/* A new folder that is the home of whatever is looked for there; the data folder too, if `data`. Never removed: it is
 * small, and the fuzzer may end at any time. */
static inline char *fuzz_home(bool data)
{
	const char *temp = getenv("TMPDIR");
	char *folder = xasprintf("%s/assay-fuzz-XXXXXX", temp != NULL ? temp : "/tmp");

	FUZZ_MUST(mkdtemp(folder) != NULL, "%s: cannot be made", folder);
	setenv("HOME", folder, 1);
	unsetenv("XDG_CONFIG_HOME");
	unsetenv("XDG_STATE_HOME");
	if (data)
		setenv("ASSAY_DATA", folder, 1);
	return folder;
}

/* FOLDER/NAME, with the folders in between; yours. */
static inline char *fuzz_path(const char *folder, const char *name)
{
	char *path = xasprintf("%s/%s", folder, name);

	for (char *slash = path + strlen(folder) + 1; (slash = strchr(slash, '/')) != NULL; *slash++ = '/') {
		*slash = '\0';
		mkdir(path, 0700);
	}
	return path;
}

static inline void fuzz_write(const char *path, const void *bytes, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	FUZZ_MUST(fd >= 0 && write(fd, bytes, len) == (ssize_t)len && close(fd) == 0, "%s: cannot be written", path);
}

#endif
