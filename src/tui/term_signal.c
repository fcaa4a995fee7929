/* Signals: each sets its flag and wakes the loop through a pipe; a crash gives the terminal back with
 * a byte string made beforehand, then goes on as it would have gone without us. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/mem.h"
#include "tui/term_signal.h"

static const int told[] = { SIGHUP, SIGTERM, SIGINT, SIGTSTP, SIGCONT, SIGWINCH };     /* in this order */
static const int fatal[] = { SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT };

enum {
	TOLD = sizeof told / sizeof told[0],
	FATAL = sizeof fatal / sizeof fatal[0],
	CRASH_STACK = 64 * 1024,
	CRASH_WAIT_MS = 300,            /* for a terminal that takes nothing any more */
};

struct term_signals {
	int pipe[2];
	volatile sig_atomic_t came[TOLD];
	struct sigaction before_told[TOLD], before_fatal[FATAL];
	stack_t stack, before_stack;
	volatile sig_atomic_t armed;
	int fd;
	const struct termios *saved;
	const char *undo;
	size_t undo_len;
};

/* What a signal handler works on. The program's only changing global: a handler is given nothing but
 * the signal's number. */
static struct term_signals *volatile current;

static void write_undo(const struct term_signals *s)
{
	struct pollfd p = { .fd = s->fd, .events = POLLOUT };
	size_t at = 0;

	while (at < s->undo_len && poll(&p, 1, CRASH_WAIT_MS) == 1) {
		ssize_t n = write(s->fd, s->undo + at, s->undo_len - at);

		if (n <= 0)
			return;
		at += (size_t)n;
	}
}

/* Only calls that are safe in a signal handler. In the background it would be stopped by SIGTTOU. */
static void give_back(void)
{
	struct term_signals *s = current;
	sigset_t ttou, before;

	if (s == NULL || !s->armed)
		return;
	s->armed = 0;
	sigemptyset(&ttou);
	sigaddset(&ttou, SIGTTOU);
	sigprocmask(SIG_BLOCK, &ttou, &before);
	write_undo(s);
	tcsetattr(s->fd, TCSANOW, s->saved);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

static void on_told(int sig)
{
	struct term_signals *s = current;
	int saved_errno = errno;

	for (int i = 0; s != NULL && i < TOLD; i++)
		if (told[i] == sig)
			s->came[i] = 1;
	if (s != NULL && write(s->pipe[1], "", 1) < 0)
		errno = saved_errno;            /* full: it is readable, which is all that matters */
	errno = saved_errno;
}

/* Whoever had the signal before gets it: the default, which ends us, or a sanitizer's report. */
static void on_fatal(int sig)
{
	struct term_signals *s = current;

	give_back();
	for (int i = 0; s != NULL && i < FATAL; i++)
		if (fatal[i] == sig)
			sigaction(sig, &s->before_fatal[i], NULL);
	raise(sig);
}

static bool ignored(const struct sigaction *sa)
{
	return (sa->sa_flags & SA_SIGINFO) == 0 && sa->sa_handler == SIG_IGN;
}

void term_signals_take(struct term_signals *s)
{
	struct sigaction wake = { .sa_handler = on_told }, crash = { .sa_handler = on_fatal, .sa_flags = SA_ONSTACK };

	sigemptyset(&wake.sa_mask);             /* no SA_RESTART: a call that waits comes back and looks */
	sigemptyset(&crash.sa_mask);
	for (int i = 0; i < TOLD; i++)
		if (!ignored(&s->before_told[i]))
			sigaction(told[i], &wake, NULL);
	for (int i = 0; i < FATAL; i++)
		if (!ignored(&s->before_fatal[i]))
			sigaction(fatal[i], &crash, NULL);
}

/* A crash for want of stack needs another one. */
static void take_stack(struct term_signals *s)
{
	s->stack.ss_size = CRASH_STACK;
	s->stack.ss_sp = xmalloc(CRASH_STACK);
	if (sigaltstack(NULL, &s->before_stack) != 0)
		s->before_stack.ss_flags = SS_DISABLE;
	sigaltstack(&s->stack, NULL);
}

struct term_signals *term_signals_new(void)
{
	struct term_signals *s = xcalloc(1, sizeof *s);

	if (pipe2(s->pipe, O_CLOEXEC | O_NONBLOCK) != 0) {
		free(s);
		return NULL;
	}
	for (int i = 0; i < TOLD; i++)
		sigaction(told[i], NULL, &s->before_told[i]);
	for (int i = 0; i < FATAL; i++)
		sigaction(fatal[i], NULL, &s->before_fatal[i]);
	take_stack(s);
	current = s;
	atexit(give_back);                      /* out of memory ends in exit(), wherever we are */
	term_signals_take(s);
	return s;
}

void term_signals_free(struct term_signals *s)
{
	if (s == NULL)
		return;
	for (int i = 0; i < TOLD; i++)
		sigaction(told[i], &s->before_told[i], NULL);
	for (int i = 0; i < FATAL; i++)
		sigaction(fatal[i], &s->before_fatal[i], NULL);
	current = NULL;
	sigaltstack(&s->before_stack, NULL);
	free(s->stack.ss_sp);
	close(s->pipe[0]);
	close(s->pipe[1]);
	free(s);
}

int term_signals_fd(const struct term_signals *s)
{
	return s->pipe[0];
}

static bool drain(const struct term_signals *s)
{
	char bytes[64];
	bool any = false;

	while (read(s->pipe[0], bytes, sizeof bytes) > 0)
		any = true;
	return any;
}

int term_signals_next(struct term_signals *s)
{
	bool woken = drain(s);

	for (int i = 0; i < TOLD; i++) {
		if (s->came[i]) {
			s->came[i] = 0;
			for (int j = i + 1; j < TOLD; j++)      /* what is left must stay readable */
				if (s->came[j] && write(s->pipe[1], "", 1) == 1)
					break;
			return told[i];
		}
	}
	return woken ? TERM_SIGNAL_TAKEN : 0;
}

bool term_signals_ended(const struct term_signals *s)
{
	return s->came[0] || s->came[1];
}

void term_signals_arm(struct term_signals *s, int fd, const struct termios *saved, const char *undo, size_t len)
{
	s->armed = 0;
	s->fd = fd;
	s->saved = saved;
	s->undo = undo;
	s->undo_len = len;
	s->armed = 1;
}

void term_signals_disarm(struct term_signals *s)
{
	s->armed = 0;
}

void term_signals_stop(struct term_signals *s)
{
	struct sigaction stop = { .sa_handler = SIG_DFL }, ours;

	for (int i = 0; i < TOLD; i++)
		if (told[i] == SIGTSTP && ignored(&s->before_told[i]))
			return;
	sigemptyset(&stop.sa_mask);
	sigaction(SIGTSTP, &stop, &ours);
	kill(0, SIGTSTP);
	sigaction(SIGTSTP, &ours, NULL);
	for (int i = 0; i < TOLD; i++)
		if (told[i] == SIGCONT || told[i] == SIGTSTP)
			s->came[i] = 0;
}
