/* catalogue/settings: where the configuration lies, what it says, bad ones beside the message they
 * earn (tests/bad/config-NAME.yaml, in which the file is called config.yaml). */
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
#include "catalogue/settings.h"
#include "catalogue/yaml.h"

static char root[64], *file;

static void setup(void)
{
	char *assay;

	snprintf(root, sizeof root, "/tmp/assay-config-XXXXXX");
	cr_assert(mkdtemp(root) != NULL);
	setenv("XDG_CONFIG_HOME", root, 1);
	assay = xasprintf("%s/assay", root);
	file = xasprintf("%s/config.yaml", assay);
	cr_assert(mkdir(assay, 0700) == 0);
	free(assay);
}

static void teardown(void)
{
	char *assay = xasprintf("%s/assay", root);

	unlink(file);
	rmdir(assay);
	rmdir(root);
	free(assay);
	free(file);
}

TestSuite(settings, .init = setup, .fini = teardown);

static void write_bytes(const char *bytes, size_t len)
{
	FILE *f = fopen(file, "w");

	cr_assert(f != NULL);
	fwrite(bytes, 1, len, f);
	fclose(f);
}

static struct settings load(const char *text)
{
	struct complaints c = {0};
	struct err err = {0};
	struct settings s;

	if (text)
		write_bytes(text, strlen(text));
	cr_assert(settings_load(&s, &c, &err), "%s%s", err.text, c.n > 0 ? c.item[0] : "");
	complaints_release(&c);
	return s;
}

Test(settings, missing_file_is_fine)
{
	struct settings s = load(NULL);

	cr_expect(s.name == NULL && s.workspace == NULL && s.theme == NULL && !s.mouse && s.n_keys == 0);
	settings_release(&s);
}

Test(settings, empty_file_is_fine)
{
	struct settings s = load("# name: Sam\n");

	cr_expect(s.name == NULL);
	settings_release(&s);
}

Test(settings, everything)
{
	struct settings s = load("name: Sam O'Neill\nworkspace: ~/assessments/portal.assay\ntheme: mono\nmouse: true\n"
	    "keys:\n  find: C-f\n  up: [k, Up]\n  down: j Down\n  mouse: \"\"\n");

	cr_expect(eq(str, s.name, "Sam O'Neill"));
	cr_expect(eq(str, s.workspace, "~/assessments/portal.assay"));
	cr_expect(eq(str, s.theme, "mono"));
	cr_expect(s.mouse);
	cr_assert(eq(int, s.n_keys, 4));
	cr_expect(eq(str, s.key[0].command, "find"));
	cr_expect(eq(str, s.key[0].keys, "C-f"));
	cr_expect(eq(str, s.key[1].keys, "k Up"));
	cr_expect(eq(str, s.key[2].keys, "j Down"));
	cr_expect(eq(str, s.key[3].keys, ""));
	settings_release(&s);
}

/* People's own names may need them; the bans of catalogues and themes are not for this file. */
Test(settings, names_may_hold_direction_marks)
{
	struct settings s = load("name: \"\\u202bSam\\u202c\"\n");

	cr_expect(eq(str, s.name, "\342\200\253Sam\342\200\254"));
	settings_release(&s);
}

static void check_bad(const char *bad, const char *name)
{
	char *path = xasprintf("%s/%s", bad, name), *err_path = xasprintf("%.*s.err", (int)(strlen(path) - 5), path);
	size_t len, i, skip = strlen(file) - strlen("config.yaml");
	struct complaints c = {0};
	struct buf said = {0};
	struct err err = {0};
	struct settings s;
	char *bytes, *expected;

	cr_assert(yaml_file(path, 1 << 20, &bytes, &len, &err), "%s", err.text);
	write_bytes(bytes, len);
	free(bytes);
	cr_expect(not(settings_load(&s, &c, &err)), "%s is taken for good", name);
	cr_expect(s.name == NULL && s.n_keys == 0, "%s", name);
	for (i = 0; i < c.n; i++)
		buf_addf(&said, "%s\n", c.item[i] + skip);
	cr_assert(yaml_file(err_path, 1 << 20, &expected, &len, &err), "%s", err.text);
	cr_expect(eq(str, buf_str(&said), expected), "%s", name);
	complaints_release(&c);
	buf_release(&said);
	free(expected);
	free(err_path);
	free(path);
}

Test(settings, bad_files)
{
	const char *src = getenv("srcdir");
	char *bad = xasprintf("%s/tests/bad", src ? src : ".");
	DIR *d = opendir(bad);
	const struct dirent *e;
	int n = 0;

	cr_assert(d != NULL, "%s", bad);
	while ((e = readdir(d)))
		if (strncmp(e->d_name, "config-", 7) == 0 && strstr(e->d_name, ".yaml")) {
			check_bad(bad, e->d_name);
			n++;
		}
	cr_expect(ge(int, n, 7));
	closedir(d);
	free(bad);
}

Test(settings, a_folder_in_its_place_is_no_file)
{
	struct complaints c = {0};
	struct err err = {0};
	struct settings s;

	cr_assert(mkdir(file, 0700) == 0);
	cr_expect(not(settings_load(&s, &c, &err)));
	cr_expect(eq(int, err.code, ERR_INPUT));
	cr_expect(strstr(err.text, "is a folder") != NULL, "%s", err.text);
	rmdir(file);
}

static void expect_folder(const char *config, const char *home, const char *expected)
{
	char *folder;

	if (config)
		setenv("XDG_CONFIG_HOME", config, 1);
	else
		unsetenv("XDG_CONFIG_HOME");
	if (home)
		setenv("HOME", home, 1);
	else
		unsetenv("HOME");
	folder = settings_folder();
	cr_expect(eq(str, folder, expected));
	free(folder);
}

Test(settings, folder)
{
	expect_folder("/c", "/h", "/c/assay");
	expect_folder("relative", "/h", "/h/.config/assay");
	expect_folder("", "/h", "/h/.config/assay");
	expect_folder(NULL, "/h", "/h/.config/assay");
	expect_folder(NULL, "relative", "");
	expect_folder(NULL, NULL, "");
}
