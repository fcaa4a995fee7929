/* catalogue/theme: the shipped themes, bad ones beside the message they earn (tests/bad/theme-NAME.yaml),
 * which theme a name means. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "catalogue/theme.h"
#include "catalogue/yaml.h"

static char *in_source(const char *name)
{
	const char *src = getenv("srcdir");

	return xasprintf("%s/%s", src ? src : ".", name);
}

static void use_source(void)
{
	char *src = in_source("");

	setenv("ASSAY_DATA", src, 1);
	setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	free(src);
}

static struct theme load(const char *name)
{
	struct complaints c = {0};
	struct err err = {0};
	struct theme t;
	bool good;

	use_source();
	good = theme_load(&t, name, &c, &err);
	cr_assert(good, "%s%s", err.text, c.n > 0 ? c.item[0] : "");
	complaints_release(&c);
	return t;
}

/* ---- shipped themes ----------------------------------------------------------------------------- */

/* The terminal's own: default background, palette colours 1 to 7 only, no blue. */
Test(theme, terminal_is_modest)
{
	struct theme t = load("terminal");
	int s;

	cr_expect(eq(str, t.name, "terminal"));
	for (s = 0; s < STYLE_COUNT; s++) {
		cr_expect(eq(int, t.look[s].bg, COLOUR_DEFAULT), "%s", theme_style_name(s));
		cr_expect(t.look[s].fg == COLOUR_DEFAULT || (t.look[s].fg > 0 && t.look[s].fg < 8), "%s", theme_style_name(s));
		cr_expect(ne(int, t.look[s].fg, 4), "%s", theme_style_name(s));
	}
	cr_expect(eq(int, t.look[STYLE_MET].fg, 2));
	cr_expect(eq(uint, t.look[STYLE_ERROR].attr, ATTR_BOLD | ATTR_REVERSE));
	theme_release(&t);
}

Test(theme, mono_has_no_colour)
{
	struct theme t = load("mono");
	int s;

	for (s = 0; s < STYLE_COUNT; s++)
		cr_expect(t.look[s].fg == COLOUR_DEFAULT && t.look[s].bg == COLOUR_DEFAULT, "%s", theme_style_name(s));
	theme_release(&t);
}

Test(theme, high_contrast_names_every_colour)
{
	struct theme t = load("high-contrast");
	int s;

	for (s = 0; s < STYLE_COUNT; s++) {
		cr_expect(t.look[s].fg >= 16 && t.look[s].bg >= 16, "%s", theme_style_name(s));
		cr_expect(eq(uint, t.look[s].attr & ATTR_DIM, 0), "%s", theme_style_name(s));
	}
	theme_release(&t);
}

/* What the eye must find at once is told without colour too. */
Test(theme, states_are_told_apart_without_colour)
{
	static const char *const names[] = { "terminal", "mono", "high-contrast", "dark", "light", "colour-blind" };
	static const enum style must[] = { STYLE_STATUS_BAR, STYLE_CURSOR, STYLE_SELECTED, STYLE_OVERDUE, STYLE_ERROR };
	size_t i, k;

	for (i = 0; i < sizeof names / sizeof *names; i++) {
		struct theme t = load(names[i]);

		for (k = 0; k < sizeof must / sizeof *must; k++)
			cr_expect(t.look[must[k]].attr != 0, "%s of %s", theme_style_name(must[k]), names[i]);
		theme_release(&t);
	}
}

Test(theme, plain_needs_no_file)
{
	struct theme t;
	int s;

	theme_plain(&t);
	cr_expect(eq(uint, t.look[STYLE_CURSOR].attr, ATTR_REVERSE));
	for (s = 0; s < STYLE_COUNT; s++) {
		cr_expect(eq(int, t.look[s].fg, COLOUR_DEFAULT));
		cr_assert(theme_style_name(s) != NULL);
	}
	theme_release(&t);
}

/* ---- files -------------------------------------------------------------------------------------- */

static char folder[64];

static char *write_file(const char *name, const char *text)
{
	char *path;
	FILE *f;

	if (*folder == '\0') {
		snprintf(folder, sizeof folder, "/tmp/assay-theme-XXXXXX");
		cr_assert(mkdtemp(folder) != NULL);
	}
	path = xasprintf("%s/%s", folder, name);
	f = fopen(path, "w");
	cr_assert(f != NULL);
	fputs(text, f);
	fclose(f);
	return path;
}

static void remove_file(char *path)
{
	unlink(path);
	free(path);
	rmdir(folder);
}

Test(theme, colours)
{
	char *path = write_file("mine.yaml", "styles:\n  text: {fg: default, bg: black}\n  dim: {fg: bright-white, bg: 0}\n"
	    "  key: {fg: 208, attributes: [italic, underline, dim]}\n  link: {fg: \"#fF8000\", bg: \"#000000\"}\n  title: {}\n");
	struct complaints c = {0};
	struct err err = {0};
	struct theme t;

	cr_assert(theme_load_file(&t, path, &c, &err), "%s", c.n > 0 ? c.item[0] : err.text);
	cr_expect(eq(str, t.name, "mine"));
	cr_expect(eq(str, t.title, "mine"));
	cr_expect(eq(int, t.look[STYLE_TEXT].fg, COLOUR_DEFAULT));
	cr_expect(eq(int, t.look[STYLE_TEXT].bg, 0));
	cr_expect(eq(int, t.look[STYLE_DIM].fg, 15));
	cr_expect(eq(int, t.look[STYLE_KEY].fg, 208));
	cr_expect(eq(uint, t.look[STYLE_KEY].attr, ATTR_ITALIC | ATTR_UNDERLINE | ATTR_DIM));
	cr_expect(eq(int, t.look[STYLE_LINK].fg, 0x1000000 | 0xff8000));
	cr_expect(eq(uint, t.look[STYLE_TITLE].attr, 0));               /* named, with nothing */
	cr_expect(eq(uint, t.look[STYLE_CURSOR].attr, ATTR_REVERSE));   /* not named */
	theme_release(&t);
	complaints_release(&c);
	remove_file(path);
}

static void expect_refused(const char *path, const char *expected)
{
	const char *base = strrchr(path, '/') + 1;
	struct complaints c = {0};
	struct buf said = {0};
	struct err err = {0};
	struct theme t;
	size_t i;

	cr_expect(not(theme_load_file(&t, path, &c, &err)), "%s is taken for good", base);
	for (i = 0; i < c.n; i++)
		buf_addf(&said, "%s\n", c.item[i] + (base - path));
	cr_expect(eq(str, buf_str(&said), expected), "%s", base);
	complaints_release(&c);
	buf_release(&said);
}

static void check_bad(const char *bad, const char *name)
{
	char *path = xasprintf("%s/%s", bad, name), *err_path = xasprintf("%.*s.err", (int)(strlen(path) - 5), path), *expected;
	struct err err = {0};
	size_t len;

	cr_assert(yaml_file(err_path, 1 << 20, &expected, &len, &err), "%s", err.text);
	expect_refused(path, expected);
	free(expected);
	free(err_path);
	free(path);
}

Test(theme, bad_files)
{
	char *bad = in_source("tests/bad");
	DIR *d = opendir(bad);
	const struct dirent *e;
	int n = 0;

	cr_assert(d != NULL, "%s", bad);
	while ((e = readdir(d)))
		if (strncmp(e->d_name, "theme-", 6) == 0 && strstr(e->d_name, ".yaml")) {
			check_bad(bad, e->d_name);
			n++;
		}
	cr_expect(ge(int, n, 10));
	closedir(d);
	free(bad);
}

Test(theme, size_limit)
{
	char *path = write_file("large.yaml", "styles: {}\n");
	struct complaints c = {0};
	struct err err = {0};
	struct theme t;

	cr_assert(truncate(path, (1 << 20) + 1) == 0);
	cr_expect(not(theme_load_file(&t, path, &c, &err)));
	cr_expect(eq(int, err.code, ERR_INPUT));
	cr_expect(strstr(err.text, "too large") != NULL, "%s", err.text);
	remove_file(path);
}

Test(theme, event_limit)
{
	struct buf b = {0};
	struct complaints c = {0};
	struct err err = {0};
	struct theme t;
	char *path;

	buf_add(&b, "styles: [");
	buf_add_repeat(&b, "a,", 120000);
	path = write_file("many.yaml", buf_str(&b));
	cr_expect(not(theme_load_file(&t, path, &c, &err)));
	cr_assert(eq(sz, c.n, 1));
	cr_expect(strstr(c.item[0], "too large: more than 100000 values") != NULL, "%s", c.item[0]);
	complaints_release(&c);
	buf_release(&b);
	remove_file(path);
}

/* ---- which theme -------------------------------------------------------------------------------- */

Test(theme, unknown_name_suggests)
{
	struct complaints c = {0};
	struct err err = {0};
	struct theme t;

	use_source();
	cr_expect(not(theme_load(&t, "terminl", &c, &err)));
	cr_expect(eq(int, err.code, ERR_INPUT));
	cr_expect(eq(str, err.text, "there is no theme 'terminl'; did you mean 'terminal'?"));
	cr_expect(eq(sz, c.n, 0));
}

Test(theme, list_is_sorted)
{
	static const char *const names[] = { "colour-blind", "dark", "high-contrast", "light", "mono", "terminal" };
	struct theme_list l;
	struct err err = {0};
	size_t i;

	use_source();
	cr_assert(theme_list(&l, &err), "%s", err.text);
	cr_assert(eq(sz, l.n, 6));
	for (i = 0; i < l.n; i++)
		cr_expect(eq(str, l.name[i], names[i]));
	theme_list_release(&l);
}

/* A user's own theme of a shipped name is the one that is meant. */
Test(theme, own_theme_comes_first)
{
	char root[] = "/tmp/assay-own-XXXXXX", *assay, *themes, *path;
	struct complaints c = {0};
	struct err err = {0};
	struct theme_list l;
	struct theme t;
	FILE *f;

	use_source();
	cr_assert(mkdtemp(root) != NULL);
	setenv("XDG_CONFIG_HOME", root, 1);
	assay = xasprintf("%s/assay", root);
	themes = xasprintf("%s/themes", assay);
	path = xasprintf("%s/mono.yaml", themes);
	cr_assert(mkdir(assay, 0700) == 0 && mkdir(themes, 0700) == 0);
	f = fopen(path, "w");
	cr_assert(f != NULL);
	fputs("title: Mine\nstyles: {}\n", f);
	fclose(f);
	cr_assert(theme_load(&t, "mono", &c, &err), "%s", err.text);
	cr_expect(eq(str, t.title, "Mine"));
	cr_assert(theme_list(&l, &err));
	cr_expect(eq(sz, l.n, 6));
	cr_expect(eq(str, l.path[4], path));
	theme_release(&t);
	theme_list_release(&l);
	unlink(path);
	rmdir(themes);
	rmdir(assay);
	rmdir(root);
	free(path);
	free(themes);
	free(assay);
}
