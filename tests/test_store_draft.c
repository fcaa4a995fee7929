/* Drafts: kept, found again, dropped; private; what is damaged or not ours is left alone. */
#include "config.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "store/draft.h"
#include "test_store_help.h"

static char *folder, *drafts;
static char workspace[ID_TEXT], session[ID_TEXT];

static void begin(void)
{
	folder = help_folder();
	drafts = help_path(folder, "assay/drafts");
	setenv("XDG_STATE_HOME", folder, 1);
	id_new(workspace);
	draft_session_new(session, sizeof session);
}

static void end(void)
{
	free(drafts);
	help_remove(folder);
}

TestSuite(store_draft, .init = begin, .fini = end, .timeout = 20);

/* Borrows everything; not to be released. */
static struct draft make(const char *id, const char *text)
{
	return (struct draft){ .workspace = workspace, .session = session, .entity = ENTITY_ANSWER,
		.id = (char *)(uintptr_t)id, .field = FIELD_ARGUMENT, .base = 3, .cursor = 4, .at = "2026-11-21T10:00:00Z",
		.text = (char *)(uintptr_t)text };
}

static void keep(const char *id, const char *text, const char *at)
{
	struct err err;
	char who[] = "Sam Ö";
	struct draft d = make(id, text);

	d.who = who;
	if (at)
		memcpy(d.at, at, sizeof d.at);
	cr_assert(draft_keep(&d, &err), "%s", err.text);
}

static struct drafts list(void)
{
	struct err err;
	struct drafts d;

	cr_assert(draft_list(workspace, "Sam Ö", &d, &err), "%s", err.text);
	return d;
}

static void expect_count(size_t n)
{
	struct drafts d = list();
	cr_expect_eq(d.n, n);
	drafts_release(&d);
}

static mode_t mode_of(const char *name)
{
	struct stat info;

	cr_assert(stat(name, &info) == 0, "%s", name);
	return info.st_mode & 07777;
}

Test(store_draft, none_without_a_folder)
{
	struct err err;
	char who[] = "Sam Ö";
	struct draft d = make("1.1.1", "x");

	d.who = who;
	expect_count(0);
	cr_expect(draft_drop(&d, &err), "%s", err.text);
	cr_expect(access(drafts, F_OK) != 0, "nothing is made by looking");
}

Test(store_draft, kept_and_found_again)
{
	keep("1.1.1", "line one\nsecond: line\n\n  Ünïcode \t end", NULL);
	struct drafts d = list();
	cr_assert_eq(d.n, 1);
	cr_expect_str_eq(d.item[0].workspace, workspace);
	cr_expect_str_eq(d.item[0].who, "Sam Ö");
	cr_expect_str_eq(d.item[0].session, session);
	cr_expect_eq(d.item[0].entity, ENTITY_ANSWER);
	cr_expect_str_eq(d.item[0].id, "1.1.1");
	cr_expect_eq(d.item[0].field, FIELD_ARGUMENT);
	cr_expect_eq(d.item[0].base, 3);
	cr_expect_eq(d.item[0].cursor, 4);
	cr_expect_str_eq(d.item[0].at, "2026-11-21T10:00:00Z");
	cr_expect_str_eq(d.item[0].text, "line one\nsecond: line\n\n  Ünïcode \t end");
	char *where = draft_path(&d.item[0]);
	cr_expect_str_eq(where, d.item[0].path);
	cr_expect(access(where, F_OK) == 0);
	free(where);
	drafts_release(&d);
}

Test(store_draft, private_whatever_the_umask)
{
	umask(0);
	keep("1.1.1", "secret", NULL);
	struct drafts d = list();
	cr_assert_eq(d.n, 1);
	cr_expect_eq(mode_of(d.item[0].path), 0600);
	cr_expect_eq(mode_of(drafts), 0700);
	chmod(drafts, 0777);
	drafts_release(&d);
	expect_count(1);
	cr_expect_eq(mode_of(drafts), 0700, "mended when it is seen");
}

Test(store_draft, replaced_by_the_next_and_dropped)
{
	struct err err;
	char who[] = "Sam Ö";

	keep("1.1.1", "first", "2026-11-21T10:00:00Z");
	keep("1.1.1", "second", "2026-11-21T10:00:01Z");
	keep("1.1.2.1", "other", "2026-11-21T10:00:02Z");
	keep("2.1.1", "", "2026-11-21T09:00:00Z");
	struct drafts d = list();
	cr_assert_eq(d.n, 3);
	cr_expect_str_eq(d.item[0].text, "other");
	cr_expect_str_eq(d.item[1].text, "second");
	cr_expect_str_eq(d.item[2].text, "");
	drafts_release(&d);
	struct draft gone = make("1.1.1", "whatever");
	gone.who = who;
	cr_expect(draft_drop(&gone, &err), "%s", err.text);
	cr_expect(draft_drop(&gone, &err), "twice is fine: %s", err.text);
	expect_count(2);
}

/* Two sessions of one person on one text: two drafts. Other people's, other workspaces': not shown. */
Test(store_draft, whose_they_are)
{
	char other[ID_TEXT], who[] = "Kim";
	struct err err;
	struct drafts d;

	keep("1.1.1", "one", NULL);
	draft_session_new(session, sizeof session);
	keep("1.1.1", "two", NULL);
	expect_count(2);
	struct draft kim = make("1.1.1", "mine");
	kim.who = who;
	cr_assert(draft_keep(&kim, &err), "%s", err.text);
	expect_count(2);
	id_new(other);
	cr_assert(draft_list(other, "Sam Ö", &d, &err));
	cr_expect_eq(d.n, 0);
	drafts_release(&d);
	cr_assert(draft_list(workspace, "Kim", &d, &err));
	cr_expect_eq(d.n, 1);
	drafts_release(&d);
}

/* The path of the only draft; yours. */
static char *only(void)
{
	struct drafts d = list();
	cr_assert_eq(d.n, 1);
	char *path = xstrdup(d.item[0].path);
	drafts_release(&d);
	return path;
}

/* Cut at any place, or any byte changed: skipped, and still there. */
Test(store_draft, damaged_ones_are_skipped)
{
	size_t len;

	keep("1.1.1", "the text that was typed", NULL);
	char *path = only();
	unsigned char *data = help_read(path, &len);
	for (size_t i = 0; i < len; i++) {
		help_write(path, data, i);
		expect_count(0);
		data[i] ^= 1;
		help_write(path, data, len);
		data[i] ^= 1;
		expect_count(0);
	}
	help_write(path, data, len);
	expect_count(1);
	free(data);
	free(path);
}

Test(store_draft, what_is_no_draft_is_left_alone)
{
	size_t len;

	keep("1.1.1", "the text", NULL);
	char *path = only();
	unsigned char *data = help_read(path, &len);
	char *other = xstrdup(path), *target = help_path(folder, "target");
	char *hex = strrchr(other, '/') + 1;
	hex[0] = hex[0] == '0' ? '1' : '0';
	help_write(other, data, len);                   /* whole, but under another's name */
	expect_count(1);
	unlink(other);
	help_write(target, data, len);
	unlink(path);
	cr_assert(symlink(target, path) == 0);          /* a link where a draft belongs */
	expect_count(0);
	unlink(path);
	cr_assert(mkfifo(path, 0600) == 0);             /* must not hang */
	expect_count(0);
	unlink(path);
	cr_assert(mkdir(path, 0700) == 0);
	expect_count(0);
	cr_expect(access(target, F_OK) == 0);
	free(data);
	free(other);
	free(target);
	free(path);
}

/* Nobody can make us write elsewhere: the folder may be no link. */
Test(store_draft, a_link_for_a_folder)
{
	struct err err;
	char *parent = help_path(folder, "assay"), *elsewhere = help_path(folder, "elsewhere"), who[] = "Sam Ö";
	struct draft d = make("1.1.1", "x");

	d.who = who;
	cr_assert(mkdir(parent, 0700) == 0 && mkdir(elsewhere, 0700) == 0 && symlink(elsewhere, drafts) == 0);
	cr_expect(!draft_keep(&d, &err));
	cr_expect_eq(err.code, ERR_STORE);
	cr_expect(rmdir(elsewhere) == 0, "nothing was written there");
	free(parent);
	free(elsewhere);
}

Test(store_draft, a_folder_that_cannot_be_made)
{
	struct err err;
	char *file = help_path(folder, "file"), who[] = "Sam Ö";
	struct draft d = make("1.1.1", "x");

	d.who = who;
	help_write(file, "", 0);
	setenv("XDG_STATE_HOME", file, 1);
	cr_expect(!draft_keep(&d, &err));
	cr_expect_eq(err.code, ERR_STORE);
	setenv("XDG_STATE_HOME", "relative", 1);
	setenv("HOME", folder, 1);
	cr_expect(draft_keep(&d, &err), "%s", err.text);
	char *path = draft_path(&d);
	cr_expect(strncmp(path, folder, strlen(folder)) == 0, "%s", path);
	cr_expect(strstr(path, "/.local/state/assay/drafts/") != NULL, "%s", path);
	free(path);
	free(file);
}

/* No half-written file and no temporary one is left. */
Test(store_draft, nothing_else_is_left_in_the_folder)
{
	int n = 0;

	for (int i = 0; i < 5; i++)
		keep("1.1.1", "again", NULL);
	DIR *dir = opendir(drafts);
	cr_assert(dir != NULL);
	for (const struct dirent *e; (e = readdir(dir));)
		n += e->d_name[0] != '.' || strstr(e->d_name, ".tmp") != NULL;
	closedir(dir);
	cr_expect_eq(n, 1);
}
