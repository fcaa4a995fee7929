/* The editor's process: no shell, the signals as an editor expects them. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"
#include "tui/external_run.h"
#include "tui/term.h"

enum { LOOK_MS = 500, GRACE_MS = 3000 };        /* how often its end is looked for; how long it has after SIGTERM */

/* ---- which editor ---- */

struct command {
	char *words;
	char **argv;                    /* into words, then the file, then NULL */
	const char *from;               /* "$EDITOR", for messages */
};

static bool split(struct command *c, const char *value, const char *from, const char *file)
{
	size_t n = 0, cap = 0;
	char *save = NULL;

	if (value == NULL || value[strspn(value, " \t\n")] == '\0')
		return false;
	c->words = xstrdup(value);
	c->from = from;
	for (char *w = strtok_r(c->words, " \t\n", &save); w != NULL; w = strtok_r(NULL, " \t\n", &save)) {
		MEM_GROW(c->argv, n, cap);
		c->argv[n++] = w;
	}
	c->argv = xreallocarray(c->argv, n + 2, sizeof *c->argv);
	c->argv[n] = (char *)(uintptr_t)file;
	c->argv[n + 1] = NULL;
	return true;
}

static void release(struct command *c)
{
	free(c->words);
	free(c->argv);
}

/* ---- the child ---- */

struct signals {
	sigset_t waited, mask;          /* those taken by sigtimedwait; the mask before */
	struct sigaction interrupt, quit, stop, child;
};

/* Ctrl-C and Ctrl-\ are the editor's; Ctrl-Z stops us together with it; its end, and ours, are waited for. */
static void take_signals(struct signals *s)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN }, usual = { .sa_handler = SIG_DFL };

	sigemptyset(&ignore.sa_mask);
	sigemptyset(&usual.sa_mask);
	sigemptyset(&s->waited);
	sigaddset(&s->waited, SIGCHLD);
	sigaddset(&s->waited, SIGHUP);
	sigaddset(&s->waited, SIGTERM);
	sigprocmask(SIG_BLOCK, &s->waited, &s->mask);
	sigaction(SIGINT, &ignore, &s->interrupt);
	sigaction(SIGQUIT, &ignore, &s->quit);
	sigaction(SIGCHLD, &usual, &s->child);
	sigaction(SIGTSTP, NULL, &s->stop);
	if (s->stop.sa_handler != SIG_IGN)
		sigaction(SIGTSTP, &usual, NULL);
}

static void give_signals_back(const struct signals *s)
{
	sigaction(SIGINT, &s->interrupt, NULL);
	sigaction(SIGQUIT, &s->quit, NULL);
	sigaction(SIGTSTP, &s->stop, NULL);
	sigaction(SIGCHLD, &s->child, NULL);
	sigprocmask(SIG_SETMASK, &s->mask, NULL);
}

/* As a program expects them at its start. */
static void child_signals(const struct signals *s)
{
	static const int usual[] = { SIGINT, SIGQUIT, SIGTSTP, SIGPIPE, SIGXFSZ };
	struct sigaction sa = { .sa_handler = SIG_DFL };

	sigemptyset(&sa.sa_mask);
	for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
		sigaction(usual[i], &sa, NULL);
	sigprocmask(SIG_SETMASK, &s->mask, NULL);
}

/* Runs the first of the commands that can be; never returns. What hinders goes into the pipe. */
static _Noreturn void child(struct command *c, size_t n, const struct signals *s, int out)
{
	int why = ENOENT;
	ssize_t sent;

	child_signals(s);
	for (size_t i = 0; i < n && why == ENOENT; i++) {
		execvp(c[i].argv[0], c[i].argv);
		why = errno;
	}
	sent = write(out, &why, sizeof why);
	_exit(sent == (ssize_t)sizeof why ? 127 : 126);
}

/* ---- waiting ---- */

/* Its end; SIGHUP and SIGTERM are handed on, the last of them stands in *told. An editor that stops alone
 * takes us with it, so that the shell is asked. */
static int wait_for(pid_t pid, const struct signals *s, int *told)
{
	struct timespec look = { .tv_nsec = LOOK_MS * 1000000L };
	int64_t until = 0;
	int status;

	for (;;) {
		pid_t got = waitpid(pid, &status, WNOHANG | WUNTRACED);
		int sig;

		if (got < 0 && errno != EINTR)
			return -1;
		if (got == pid && !WIFSTOPPED(status))
			return status;
		if (got == pid) {
			raise(SIGSTOP);
			kill(pid, SIGCONT);
			continue;
		}
		if (until != 0 && term_now() > until)
			kill(pid, SIGKILL);
		sig = sigtimedwait(&s->waited, NULL, &look);
		if (sig == SIGHUP || sig == SIGTERM) {
			*told = sig;
			until = term_now() + GRACE_MS;
			kill(pid, sig);
		}
	}
}

static bool say_how(int status, const char *editor, struct err *err)
{
	if (status >= 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0)
		return true;
	if (status >= 0 && WIFSIGNALED(status))
		return err_set(err, ERR_INPUT, "%s was ended by signal %d", editor, WTERMSIG(status));
	return err_set(err, ERR_INPUT, "%s ended with status %d", editor, status >= 0 ? WEXITSTATUS(status) : -1);
}

static bool start_and_wait(struct command *c, size_t n, struct err *err)
{
	struct signals s;
	int report[2], why = 0, status = -1, told = 0;
	pid_t pid;
	ssize_t got = 0;

	if (pipe2(report, O_CLOEXEC) != 0)
		return err_set(err, ERR_STORE, "no editor can be started: %s", strerror(errno));
	take_signals(&s);
	pid = fork();
	if (pid == 0)
		child(c, n, &s, report[1]);
	why = pid < 0 ? errno : 0;
	close(report[1]);
	if (pid > 0) {
		while ((got = read(report[0], &why, sizeof why)) < 0 && errno == EINTR)
			;
		status = wait_for(pid, &s, &told);
	}
	close(report[0]);
	give_signals_back(&s);
	if (told != 0)
		raise(told);
	if (pid < 0 || got == (ssize_t)sizeof why)
		return err_set(err, ERR_INPUT, "%s (%s) cannot be run: %s", c[n - 1].argv[0], c[n - 1].from, strerror(why));
	return say_how(status, n == 1 ? c[0].argv[0] : "the editor", err);
}

bool external_run(struct term *term, const char *file, struct err *err)
{
	struct command c[2] = {0};
	size_t n = 1;
	bool ok;

	if (!split(&c[0], getenv("VISUAL"), "$VISUAL", file) && !split(&c[0], getenv("EDITOR"), "$EDITOR", file)) {
		split(&c[0], "nano", "neither $VISUAL nor $EDITOR is set", file);
		split(&c[1], "vi", "neither $VISUAL nor $EDITOR is set, there is no nano", file);
		n = 2;
	}
	if (term != NULL)
		term_leave(term);
	ok = start_and_wait(c, n, err);
	if (term != NULL)
		term_enter(term);
	release(&c[0]);
	release(&c[1]);
	return ok;
}
