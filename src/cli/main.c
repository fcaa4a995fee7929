/* The program: a safe start, one command or the workbench, the exit status.
 *
 * Exit status: 0 done; 1 findings where asked for; 2 the command line or the input is wrong;
 * 3 the workspace; 4 not done. Errors are one line each on standard error. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "cli/bench.h"
#include "cli/cmd.h"
#include "cli/context.h"
#include "cli/help.h"

enum { EXIT_INPUT = 2, EXIT_NOT_DONE = 4 };

/* A file opened later must not become standard output: what is printed would be written into it. */
static bool open_standard_files(void)
{
	for (int fd = 0; fd <= 2; fd++)
		if (fcntl(fd, F_GETFD) < 0 && errno == EBADF && open("/dev/null", O_RDWR) != fd)
			return false;
	return true;
}

/* Whether the terminal takes UTF-8. Inside, characters have their width in any case. */
static bool set_locale(void)
{
	setlocale(LC_CTYPE, "");
	if (strcmp(nl_langinfo(CODESET), "UTF-8") == 0)
		return true;
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		setlocale(LC_CTYPE, "C");
	return false;
}

static void ignore_signals(void)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	sigaction(SIGPIPE, &ignore, NULL);      /* a failed write says so */
	sigaction(SIGXFSZ, &ignore, NULL);
}

/* Every fault that was found, then the error itself; the status of the latter. */
static int fail(const struct context *c, const struct args *a, const struct err *err)
{
	const char *name = a->cmd != NULL ? a->cmd->name : NULL;

	for (size_t i = 0; i < c->complaints.n; i++)
		out_complain(c->out.ascii, name, c->complaints.item[i]);
	if (c->complaints.dropped > 0) {
		char more[64];
		snprintf(more, sizeof more, "and %zu more", c->complaints.dropped);
		out_complain(c->out.ascii, name, more);
	}
	if (err->code != ERR_NONE)
		out_complain(c->out.ascii, name, err->text);
	return err->code != ERR_NONE ? err_exit_status(err->code) : EXIT_INPUT;
}

/* After an output that failed: what was saved stays saved, and that must be said. */
static int finish(struct context *c, const struct args *a, int status)
{
	struct err err = {0};

	if (out_finish(&c->out, &err))
		return status;
	if (c->saved)
		err_set(&err, ERR_STORE, "%s; the change itself was saved", strerror(c->out.error));
	out_complain(c->out.ascii, a->cmd != NULL ? a->cmd->name : NULL, err.text);
	return status != 0 ? status : EXIT_NOT_DONE;
}

/* What was cannot be changed, and some commands speak of the present or of all that ever was. */
static bool check_at(const struct args *a, struct err *err)
{
	if (!args_has(a, "at") || a->cmd == NULL || a->cmd->past)
		return true;
	return err_set(err, ERR_INPUT, "--at is for commands that read what is said: status, gaps, tree, show, why, export and the like; "
	    "and for the workbench, 'assay' alone");
}

static int run_command(struct context *c, const struct args *a)
{
	struct err err = {0};
	bool ok = check_at(a, &err) && (a->cmd != NULL ? a->cmd->run(c, a, &err) : bench_run(c, a, &err));

	/* An export fails where its output does: said once, by finish. */
	if (!ok && c->out.error == 0)
		return finish(c, a, fail(c, a, &err));
	return finish(c, a, c->status);
}

static int run(const struct args *a, bool utf8)
{
	struct context c;
	struct err err = {0};
	int status;

	if (!context_init(&c, a, utf8, &err))
		status = fail(&c, a, &err);
	else
		status = run_command(&c, a);
	context_release(&c);
	return status;
}

/* --help and --version need no configuration, no name and no workspace. */
static int answer(const struct args *a, bool utf8)
{
	struct context c = {0};

	out_init(&c.out, STDOUT_FILENO, !utf8 || args_has(a, "ascii"));
	if (args_has(a, "version"))
		out_linef(&c.out, "assay %s", PACKAGE_VERSION);
	else if (a->cmd != NULL)
		help_command(&c.out, a->cmd);
	else
		help_overview(&c.out, a->group);
	int status = finish(&c, a, 0);
	out_release(&c.out);
	return status;
}

int main(int argc, char **argv)
{
	struct args args;
	struct err err = {0};
	int status;

	if (!open_standard_files())
		return EXIT_NOT_DONE;
	bool utf8 = set_locale();
	if (getuid() != geteuid() || getgid() != getegid()) {
		out_complain(!utf8, NULL, "refused: assay must not be installed setuid or setgid");
		return EXIT_INPUT;
	}
	ignore_signals();
	if (!args_read(&args, argv + (argc > 0), &err)) {
		out_complain(!utf8, NULL, err.text);
		status = EXIT_INPUT;
	} else if (args_has(&args, "help") || args_has(&args, "version")) {
		status = answer(&args, utf8);
	} else {
		status = run(&args, utf8);
	}
	args_release(&args);
	return status;
}
