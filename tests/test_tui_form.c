/* The user's own editor, as a script that does what editors, and those who fool them, may do. */
#include "config.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "core/field.h"
#include "tui/external.h"

static char folder[] = "/tmp/assay-external-XXXXXX";
static struct err err;
static struct buf out;
static enum external_end end;

static char *in_folder(const char *name)
{
	return xasprintf("%s/%s", folder, name);
}

static void set_up(void)
{
	char *state;

	setlocale(LC_CTYPE, "C.UTF-8");
	cr_assert(mkdtemp(folder) != NULL);
	state = in_folder("run");
	cr_assert(mkdir(state, 0700) == 0);
	setenv("XDG_RUNTIME_DIR", state, 1);
	unsetenv("VISUAL");
	unsetenv("EDITOR");
	free(state);
}

static void tear_down(void)
{
	char *command = xasprintf("rm -rf '%s'", folder);

	buf_release(&out);
	cr_expect_eq(system(command), 0);
	free(command);
}

TestSuite(external, .init = set_up, .fini = tear_down, .timeout = 30);

/* $EDITOR becomes a script; $1 is the file. */
static void editor(const char *script)
{
	char *path = in_folder("editor");
	FILE *f = fopen(path, "w");

	cr_assert(f != NULL);
	fprintf(f, "#!/bin/sh\n%s\n", script);
	fclose(f);
	chmod(path, 0755);
	setenv("EDITOR", path, 1);
	free(path);
}

static bool edit(const char *text)
{
	buf_clear(&out);
	err = (struct err){0};
	return external_edit(NULL, "argument.txt", text, strlen(text), &out, &end, &err);
}

/* How many folders of ours are left. */
static int left(void)
{
	DIR *d = opendir(getenv("XDG_RUNTIME_DIR"));
	int n = 0;

	while (d != NULL && readdir(d) != NULL)
		n++;
	closedir(d);
	return n - 2;
}

static void expect_taken(const char *script, const char *before, enum external_end how, const char *after)
{
	editor(script);
	cr_expect(edit(before), "%s: %s", script, err.text);
	cr_expect_eq(end, how, "%s: %d", script, (int)end);
	cr_expect_str_eq(buf_str(&out), after, "%s: '%s'", script, buf_str(&out));
	cr_expect_eq(left(), 0, "%s: something is left", script);
}

/* `kept`: what the file that the message names holds; NULL: nothing is kept. */
static void expect_refused(const char *script, const char *said, const char *kept)
{
	char *name;

	editor(script);
	cr_expect_not(edit("before"), "%s", script);
	cr_expect(strstr(err.text, said) != NULL, "%s: %s", script, err.text);
	cr_expect(strstr(err.text, "the text stands as it was") != NULL, "%s: %s", script, err.text);
	cr_expect_eq(out.len, 0);
	cr_expect_eq(left(), kept != NULL, "%s: %d left", script, left());
	name = strstr(err.text, "is kept in ");
	cr_expect_eq(name != NULL, kept != NULL, "%s: %s", script, err.text);
	if (name != NULL && kept != NULL) {
		char *command = xasprintf("test \"$(head -c 100 '%s')\" = '%s'; s=$?; rm -rf '%s'/*; exit $s", name + strlen("is kept in "), kept,
		    getenv("XDG_RUNTIME_DIR"));

		cr_expect(kept[0] == '?' || system(command) == 0, "%s: %s", script, err.text);
		if (kept[0] == '?') {
			free(command);
			command = xasprintf("rm -rf '%s'/*", getenv("XDG_RUNTIME_DIR"));
			cr_expect_eq(system(command), 0);
		}
		free(command);
	}
}

Test(external, what_is_taken)
{
	expect_taken("printf changed >\"$1\"", "before", EXTERNAL_CHANGED, "changed");
	expect_taken("echo changed >\"$1\"", "before", EXTERNAL_CHANGED, "changed");            /* the newline was added */
	expect_taken("echo changed >\"$1\"", "before\n", EXTERNAL_CHANGED, "changed\n");
	expect_taken("printf 'a\\r\\n' >\"$1\"", "before", EXTERNAL_CHANGED, "a");
	expect_taken("echo before >\"$1\"", "before", EXTERNAL_SAME, "before");
	expect_taken(":", "before", EXTERNAL_SAME, "before");
	expect_taken(":", "", EXTERNAL_SAME, "");
	expect_taken("echo >\"$1\"", "", EXTERNAL_SAME, "");
	expect_taken(": >\"$1\"", "before", EXTERNAL_EMPTIED, "");
	expect_taken("printf '漢字 العربية' >\"$1\"", "", EXTERNAL_CHANGED, "漢字 العربية");
	/* saved under a new name and moved; backups, swap files, a folder: none of it stays */
	expect_taken("cp \"$1\" \"$1~\"; echo new >\"$1.tmp\"; mv \"$1.tmp\" \"$1\"; mkdir \"$(dirname \"$1\")/.d\"", "before", EXTERNAL_CHANGED, "new");
}

Test(external, what_is_refused)
{
	expect_refused("exit 1", "status 1", NULL);
	expect_refused("echo changed >\"$1\"; exit 3", "status 3", "changed");
	expect_refused("echo changed >\"$1\"; kill -9 $$", "signal 9", "changed");
	expect_refused("rm \"$1\"", "removed", NULL);
	expect_refused("rm \"$1\"; exit 1", "status 1", NULL);
	expect_refused("rm \"$1\"; ln -s /etc/passwd \"$1\"", "a link", "?");
	expect_refused("ln \"$1\" \"$1.2\"; echo x >\"$1\"", "more than one name", "x");
	expect_refused("rm \"$1\"; mkdir \"$1\"", "a folder", "?");
	expect_refused("rm \"$1\"; mkfifo \"$1\"", "no plain file", "?");
	expect_refused("truncate -s 1G \"$1\"", "1 MiB", "?");
	expect_refused("head -c 1048577 /dev/zero | tr '\\0' x >\"$1\"", "1 MiB", "?");
	expect_refused("printf 'good\\nbad \\377' >\"$1\"", "line 2 is not valid UTF-8", "?");
}

Test(external, the_longest_text)
{
	editor("head -c 1048576 /dev/zero | tr '\\0' x >\"$1\"; echo >>\"$1\"");
	cr_expect(edit("before"), "%s", err.text);
	cr_expect_eq(out.len, FIELD_TEXT_MAX);
}

/* Nobody else can look, the name tells nothing, no text is in an argument or the environment. */
Test(external, private_meanwhile)
{
	char *log = in_folder("log"), *script = xasprintf(
	    "{ stat -c %%a \"$1\" \"$(dirname \"$1\")\"; basename \"$1\"; echo $#; env; cat /proc/$$/cmdline | tr '\\0' ' '; } >'%s'", log);
	char *command = xasprintf("sed -n 1,4p '%s' | tr '\\n' ' ' | grep -q '^600 700 argument.txt 1 $' && ! grep -q secret '%s'", log, log);

	editor(script);
	cr_expect(edit("a secret text"), "%s", err.text);
	cr_expect_eq(system(command), 0);
	free(log);
	free(script);
	free(command);
}

Test(external, which_editor)
{
	char *path, *with, *programs = xstrdup(getenv("PATH"));

	editor("echo \"$1\" >\"$2\"");
	path = xstrdup(getenv("EDITOR"));
	with = xasprintf("  %s  ;touch$(id)  ", path);  /* split at blanks, never a shell */
	setenv("EDITOR", with, 1);
	cr_expect(edit("x"), "%s", err.text);
	cr_expect_str_eq(buf_str(&out), ";touch$(id)");
	setenv("VISUAL", " ", 1);                       /* as good as none */
	cr_expect(edit("x"), "%s", err.text);
	setenv("VISUAL", "/no/such/editor -f", 1);
	cr_expect_not(edit("x"));
	cr_expect(strstr(err.text, "/no/such/editor ($VISUAL) cannot be run") != NULL, "%s", err.text);
	cr_expect_eq(left(), 0);
	unsetenv("VISUAL");
	unsetenv("EDITOR");
	setenv("PATH", "/no/such/folder", 1);
	cr_expect_not(edit("x"));
	cr_expect(strstr(err.text, "vi (neither $VISUAL nor $EDITOR is set") != NULL, "%s", err.text);
	setenv("PATH", programs, 1);
	free(path);
	free(with);
	free(programs);
}

Test(external, where_no_folder_can_be_made)
{
	setenv("XDG_RUNTIME_DIR", "not/absolute", 1);
	setenv("TMPDIR", folder, 1);
	editor("dirname \"$1\" >\"$1\"");
	cr_expect(edit("x"), "%s", err.text);
	cr_expect(strncmp(buf_str(&out), folder, strlen(folder)) == 0, "%s", buf_str(&out));
}

/* Ctrl-C is the editor's: we live on. */
Test(external, an_interrupt_is_the_editors)
{
	signal(SIGINT, SIG_DFL);
	editor("kill -INT $PPID; kill -QUIT $PPID; echo changed >\"$1\"");
	cr_expect(edit("before"), "%s", err.text);
	cr_expect_str_eq(buf_str(&out), "changed");
}

static volatile sig_atomic_t told;

static void note(int sig)
{
	told = sig;
}

/* Who ends us ends the editor first; what it had written is kept. */
Test(external, an_end_is_handed_on)
{
	signal(SIGTERM, note);
	editor("echo changed >\"$1\"; kill -TERM $PPID; sleep 20");
	cr_expect_not(edit("before"));
	cr_expect(strstr(err.text, "signal 15") != NULL, "%s", err.text);
	cr_expect(strstr(err.text, "is kept in") != NULL, "%s", err.text);
	cr_expect_eq(told, SIGTERM);
}
