/* Expected texts: see golden.h. */
#include <config.h>

#include "golden.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

bool golden_updating(void)
{
	const char *s = getenv("UPDATE");

	return s != NULL && *s != '\0' && strcmp(s, "0") != 0;
}

char *golden_read(const char *path)
{
	FILE *f = fopen(path, "rb");
	char *text = NULL;
	size_t len = 0, cap = 0, n;

	if (f == NULL)
		return NULL;
	do {
		if (cap - len < 2) {
			cap = cap ? cap * 2 : 8192;
			if ((text = realloc(text, cap)) == NULL)
				abort();
		}
		n = fread(text + len, 1, cap - len - 1, f);
		len += n;
	} while (n > 0);
	text[len] = '\0';
	fclose(f);
	return text;
}

/* Yours to free. */
static char *expected_path(const char *name)
{
	const char *src = getenv("srcdir");
	char *path;

	if (asprintf(&path, "%s/tests/golden/%s", src ? src : ".", name) < 0)
		abort();
	return path;
}

/* NULL if written, else why not. */
static char *write_text(const char *path, const char *text)
{
	FILE *f = fopen(path, "wb");
	char *why = NULL;
	bool ok;

	ok = f != NULL && fputs(text, f) >= 0;
	if (f != NULL)
		ok = (fclose(f) == 0) && ok;
	if (!ok && asprintf(&why, "cannot write %s: %s", path, strerror(errno)) < 0)
		abort();
	return why;
}

/* Yours to free. */
static char *with_newline(const char *text)
{
	size_t n = strlen(text);
	char *s;

	if (asprintf(&s, "%s%s", text, n > 0 && text[n - 1] == '\n' ? "" : "\n") < 0)
		abort();
	return s;
}

/* The first line where the two differ, told. Yours to free. */
static char *difference(const char *want, const char *got, const char *name)
{
	int line = 1;
	char *why;

	for (;;) {
		size_t w = strcspn(want, "\n"), g = strcspn(got, "\n");

		if (w != g || memcmp(want, got, w) != 0 || want[w] != got[g]) {
			if (asprintf(&why, "tests/golden/%s differs in line %d\n  expected: %.*s%s\n"
			    "  but it is: %.*s%s\n  (whole text: tests/golden-new/%s)", name, line,
			    (int)w, want, want[w] ? "" : "<end>", (int)g, got, got[g] ? "" : "<end>", name) < 0)
				abort();
			return why;
		}
		want += w + 1;
		got += g + 1;
		line++;
	}
}

bool golden_matches(const char *text, const char *name)
{
	char *path = expected_path(name), *want = golden_read(path), *got = with_newline(text);
	bool same = want != NULL && strcmp(want, got) == 0;

	free(got);
	free(want);
	free(path);
	return same;
}

char *golden_difference(const char *text, const char *name)
{
	char *path = expected_path(name), *got = with_newline(text), *want, *why = NULL, *failed;
	char *left;

	if (asprintf(&left, "tests/golden-new/%s", name) < 0)
		abort();
	want = golden_read(path);
	if (want != NULL && strcmp(want, got) == 0) {
		unlink(left);
	} else if (golden_updating()) {
		why = write_text(path, got);
	} else {
		if (want == NULL) {
			if (asprintf(&why, "%s: %s; UPDATE=1 makes it", path, strerror(errno)) < 0)
				abort();
		} else {
			why = difference(want, got, name);
		}
		mkdir("tests/golden-new", 0777);
		failed = write_text(left, got);
		free(failed);
	}
	free(left);
	free(want);
	free(got);
	free(path);
	return why;
}

void golden_expect(const char *text, const char *name, const char *file, int line)
{
	char *why = golden_difference(text, name);

	cr_expect(why == NULL, "%s:%d: %s", file, line, why);
	free(why);
}
