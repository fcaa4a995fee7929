/* A program on a terminal of its own: see pty.h.
 *
 * The slave side stays open here as well, so that its input queue can be asked whether the program
 * has taken all keys; that is why the end of the program is learnt from waitpid, not from the end
 * of the terminal. */
#include <config.h>

#include "pty.h"
#include "golden.h"

#include <criterion/criterion.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>
#include <vterm.h>

enum {
	DEADLINE_MS = 10000,
	QUIET_MS = 3,                   /* after a frame: nothing more is under way */
	SILENT_MS = 120,                /* without a frame: well over a program's wait after Esc */
	SLICE_MS = 5,                   /* between two looks at whether the program has ended */
	END_MS = 5000,                  /* from SIGHUP to SIGKILL */
};

struct bytes {
	char *data;
	size_t len, cap;
};

struct pty {
	struct pty *next;
	pid_t pid;
	bool exited;
	int status;                     /* once exited: 0..255, or 128 + signal */
	int master, slave;              /* -1: gone */
	VTerm *vt;
	VTermScreen *screen;
	int rows, cols;
	bool cursor_visible, altscreen;
	struct bytes title, output;
	struct bytes ahead;             /* come, but not given to libvterm yet */
	struct bytes keys;              /* not written to the program yet */
	bool typing;                    /* what libvterm sends now is ours, not a reply */
	struct pty_counts counts;
	/* CSI ?2026h and l, found byte by byte */
	size_t mark;                    /* how much of the sequence has been seen */
	bool in_frame;
	size_t frames_at_event;         /* frames when we last sent something */
	long long last_ms;              /* when anything last came or went */
	struct bytes row_text, screen_text, look_text;
	int *offset;                    /* row_text's byte at which each column begins */
};

static struct pty *all;
static char *sandbox;

/* --- small things ------------------------------------------------------------------------- */

static long long now_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return ts.tv_sec * 1000LL + ts.tv_nsec / 1000000;
}

static long long deadline_from_now(void)
{
	const char *s = getenv("PTY_DEADLINE");
	long ms = s ? atol(s) : 0;

	return now_ms() + (ms > 0 ? ms : DEADLINE_MS);
}

static void bytes_add(struct bytes *b, const void *data, size_t n)
{
	if (b->cap - b->len < n + 1) {
		b->cap = (b->cap + n + 64) * 2;
		if ((b->data = realloc(b->data, b->cap)) == NULL)
			abort();
	}
	memcpy(b->data + b->len, data, n);
	b->len += n;
	b->data[b->len] = '\0';
}

static void bytes_clear(struct bytes *b)
{
	b->len = 0;
	bytes_add(b, "", 0);
}

static void __attribute__((format(printf, 2, 3)))
bytes_addf(struct bytes *b, const char *fmt, ...)
{
	va_list ap;
	char *s;
	int n;

	va_start(ap, fmt);
	n = vasprintf(&s, fmt, ap);
	va_end(ap);
	if (n < 0)
		abort();
	bytes_add(b, s, (size_t)n);
	free(s);
}

static size_t utf8_encode(uint32_t c, char out[4])
{
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

/* The character at *s, which moves on; the texts of tests are valid UTF-8. */
static uint32_t utf8_next(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;
	int more = *p >= 0xf0 ? 3 : *p >= 0xe0 ? 2 : *p >= 0xc0 ? 1 : 0;
	uint32_t c = more == 3 ? *p & 0x07 : more == 2 ? *p & 0x0f : more == 1 ? *p & 0x1f : *p;

	for (p++; more > 0 && (*p & 0xc0) == 0x80; more--, p++)
		c = c << 6 | (*p & 0x3f);
	*s = (const char *)p;
	return c;
}

/* Ends the test with the screen in the message. */
static void __attribute__((noreturn, format(printf, 4, 5)))
fail(struct pty *p, const char *file, int line, const char *fmt, ...)
{
	char *what;
	va_list ap;

	va_start(ap, fmt);
	if (vasprintf(&what, fmt, ap) < 0)
		abort();
	va_end(ap);
	if (p == NULL)
		cr_assert(0, "%s:%d: %s", file, line, what);
	if (p->exited)
		cr_assert(0, "%s:%d: %s; the program has ended with %d; the screen:\n%s",
		    file, line, what, p->status, pty_screen(p));
	cr_assert(0, "%s:%d: %s; the screen (cursor at row %d%s):\n%s", file, line, what,
	    (pty_cursor(p, &line, NULL), line), p->in_frame ? ", in a frame" : "", pty_screen(p));
	abort();
}

/* --- the folder and the environment ------------------------------------------------------- */

const char *pty_dir(void)
{
	const char *tmp = getenv("TMPDIR");
	char *template, *sub;
	static const char *const folders[] = { "home", "tmp" };

	if (sandbox != NULL)
		return sandbox;
	if (asprintf(&template, "%s/assay-test.XXXXXX", tmp && *tmp == '/' ? tmp : "/tmp") < 0)
		abort();
	if (mkdtemp(template) == NULL || (sandbox = realpath(template, NULL)) == NULL)
		fail(NULL, __FILE__, __LINE__, "cannot make %s: %s", template, strerror(errno));
	free(template);
	for (size_t i = 0; i < sizeof folders / sizeof folders[0]; i++) {
		if (asprintf(&sub, "%s/%s", sandbox, folders[i]) < 0)
			abort();
		mkdir(sub, 0700);
		free(sub);
	}
	return sandbox;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	remove(path);
	return 0;
}

/* One setting; a later one of the same name replaces it. "NAME" alone takes it away. */
static void env_put(char ***env, size_t *n, const char *setting)
{
	size_t len = strcspn(setting, "=");

	for (size_t i = 0; i < *n; i++) {
		if (strncmp((*env)[i], setting, len) == 0 && (*env)[i][len] == '=') {
			free((*env)[i]);
			(*env)[i] = (*env)[--*n];
			break;
		}
	}
	if (setting[len] == '=') {
		if ((*env = realloc(*env, (*n + 2) * sizeof **env)) == NULL ||
		    ((*env)[(*n)++] = strdup(setting)) == NULL)
			abort();
	}
	(*env)[*n] = NULL;
}

static void __attribute__((format(printf, 3, 4)))
env_putf(char ***env, size_t *n, const char *fmt, ...)
{
	va_list ap;
	char *s;

	va_start(ap, fmt);
	if (vasprintf(&s, fmt, ap) < 0)
		abort();
	va_end(ap);
	env_put(env, n, s);
	free(s);
}

/* NULL at its end; env_free. */
static char **env_new(const char *term, const char *const *more)
{
	static const char *const kept[] = {
		"PATH", "ASSAY_DATA", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS", "TSAN_OPTIONS",
		"GCOV_PREFIX", "GCOV_PREFIX_STRIP", "LLVM_PROFILE_FILE", "LD_LIBRARY_PATH",
	};
	const char *dir = pty_dir();
	char **env = NULL;
	size_t n = 0;

	env_putf(&env, &n, "TERM=%s", term ? term : "xterm-256color");
	env_put(&env, &n, "LC_ALL=C.UTF-8");
	env_put(&env, &n, "TZ=UTC");
	env_put(&env, &n, "ASSAY_TODAY=2026-11-21");
	env_put(&env, &n, "ASSAY_USER=Tester");
	env_put(&env, &n, "USER=tester");
	env_put(&env, &n, "LOGNAME=tester");
	env_put(&env, &n, "SHELL=/bin/sh");
	env_putf(&env, &n, "HOME=%s/home", dir);
	env_putf(&env, &n, "XDG_CONFIG_HOME=%s/home/.config", dir);
	env_putf(&env, &n, "XDG_STATE_HOME=%s/home/.local/state", dir);
	env_putf(&env, &n, "XDG_DATA_HOME=%s/home/.local/share", dir);
	env_putf(&env, &n, "XDG_CACHE_HOME=%s/home/.cache", dir);
	env_putf(&env, &n, "TMPDIR=%s/tmp", dir);
	for (size_t i = 0; i < sizeof kept / sizeof kept[0]; i++)
		if (getenv(kept[i]) != NULL)
			env_putf(&env, &n, "%s=%s", kept[i], getenv(kept[i]));
	for (; more != NULL && *more != NULL; more++)
		env_put(&env, &n, *more);
	return env;
}

static void env_free(char **env)
{
	for (char **e = env; *e != NULL; e++)
		free(*e);
	free(env);
}

/* In the child, after fork: never returns. Descriptors 0 to 2 are set already. */
static void __attribute__((noreturn))
become(const char *dir, const char *const argv[], char **env)
{
	const char *file = argv[0];
	sigset_t none;
	int max = (int)sysconf(_SC_OPEN_MAX);

	if (strcmp(file, "assay") == 0)
		file = getenv("ASSAY") ? getenv("ASSAY") : "./assay";
	for (int sig = 1; sig < NSIG; sig++)
		signal(sig, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	/* Criterion's own pipe above all: who keeps it open keeps the whole run waiting. */
	for (int fd = 3; fd < (max > 0 && max < 4096 ? max : 4096); fd++)
		close(fd);
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
	if (chdir(dir) != 0)
		dprintf(2, "%s: %s\n", dir, strerror(errno));
	else
		execvpe(file, (char *const *)(uintptr_t)argv, env);
	dprintf(2, "cannot run %s: %s\n", file, strerror(errno));
	_exit(127);
}

/* --- the terminal ------------------------------------------------------------------------- */

static void on_output(const char *s, size_t n, void *user)
{
	struct pty *p = user;

	if (!p->typing)
		p->counts.replies += n;
	bytes_add(&p->keys, s, n);
}

static int on_prop(VTermProp prop, VTermValue *val, void *user)
{
	struct pty *p = user;

	switch (prop) {
	case VTERM_PROP_TITLE:
		bytes_clear(&p->title);
		bytes_add(&p->title, val->string, strlen(val->string));
		p->counts.titles++;
		break;
	case VTERM_PROP_ICONNAME:
		p->counts.titles++;
		break;
	case VTERM_PROP_CURSORVISIBLE:
		p->cursor_visible = val->boolean;
		p->counts.modes++;
		break;
	case VTERM_PROP_ALTSCREEN:
		p->altscreen = val->boolean;
		p->counts.modes++;
		break;
	default:
		p->counts.modes++;
	}
	return 1;
}

static int on_bell(void *user)
{
	((struct pty *)user)->counts.bells++;
	return 1;
}

static int on_strange_control(unsigned char control, void *user)
{
	(void)control;
	((struct pty *)user)->counts.strange++;
	return 1;
}

static int on_strange_csi(const char *leader, const long args[], int n, const char *intermed, char command, void *user)
{
	(void)leader;
	(void)args;
	(void)n;
	(void)intermed;
	(void)command;
	((struct pty *)user)->counts.strange++;
	return 1;
}

static int on_strange_string(const char *command, size_t len, void *user)
{
	(void)command;
	(void)len;
	((struct pty *)user)->counts.strange++;
	return 1;
}

static const VTermScreenCallbacks screen_callbacks = { .settermprop = on_prop, .bell = on_bell };
static const VTermParserCallbacks strange_callbacks = {
	.control = on_strange_control,
	.csi = on_strange_csi,
	.osc = on_strange_string,
	.dcs = on_strange_string,
};

static void scan_frames(struct pty *p, const char *s, size_t n)
{
	static const char mark[] = "\033[?2026";

	for (size_t i = 0; i < n; i++) {
		if (p->mark == sizeof mark - 1) {
			p->mark = 0;
			if (s[i] == 'h') {
				p->in_frame = true;
			} else if (s[i] == 'l') {
				p->counts.frames += p->in_frame;
				p->in_frame = false;
			}
		} else if (s[i] == mark[p->mark]) {
			p->mark++;
		} else {
			p->mark = s[i] == mark[0];
		}
	}
}

/* How many of the bytes at s can be given to libvterm without cutting what it cannot take in two. It keeps the
 * first bytes of a character where it does not look for the rest if an ASCII character came before them
 * (encoding[] and encoding_utf8 in its state.c), and puts marks of a character in the last column into the next
 * row if they come later. In a frame there is always more to come, and it ends in an escape sequence. */
static size_t whole(const struct pty *p, const char *s, size_t n)
{
	size_t end = n;

	if (p->in_frame && !p->exited) {
		while (end > 0 && s[end - 1] != 033)
			end--;
		return end > 0 ? end - 1 : 0;
	}
	while (end > 0 && n - end < 3 && ((unsigned char)s[end - 1] & 0xc0) == 0x80)
		end--;
	if (end > 0 && (unsigned char)s[end - 1] >= 0xc0) {
		unsigned char first = (unsigned char)s[end - 1];

		if (n - end < (first >= 0xf0 ? 3U : first >= 0xe0 ? 2U : 1U))
			return end - 1;
	}
	return n;
}

/* Without ESC ( B, which changes nothing on a terminal that takes UTF-8; libvterm goes on to read each run of
 * ASCII as text of its own, so that a mark on the last letter of it comes later. */
static void show(struct pty *p, const char *s, size_t n)
{
	static const char ascii[] = "\033(B";
	const char *next;

	while ((next = memmem(s, n, ascii, sizeof ascii - 1)) != NULL) {
		vterm_input_write(p->vt, s, (size_t)(next - s));
		n -= (size_t)(next - s) + sizeof ascii - 1;
		s = next + sizeof ascii - 1;
	}
	vterm_input_write(p->vt, s, n);
}

static void show_whole(struct pty *p)
{
	size_t n = whole(p, p->ahead.data, p->ahead.len);

	show(p, p->ahead.data, n);
	memmove(p->ahead.data, p->ahead.data + n, p->ahead.len - n);
	p->ahead.len -= n;
}

/* Takes what is there, without waiting. Whether there was anything. */
static bool take(struct pty *p)
{
	char buf[16384];
	ssize_t n;

	if (p->master < 0 || (n = read(p->master, buf, sizeof buf)) <= 0)
		return false;
	p->counts.bytes += (size_t)n;
	bytes_add(&p->output, buf, (size_t)n);
	scan_frames(p, buf, (size_t)n);
	bytes_add(&p->ahead, buf, (size_t)n);
	show_whole(p);
	p->last_ms = now_ms();
	return true;
}

static void note_exit(struct pty *p, int status)
{
	long long until = now_ms() + 500;

	p->exited = true;
	p->status = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
	if (p->slave >= 0)
		close(p->slave);
	p->slave = -1;
	/* Its last words: with no slave left, the end of the terminal comes after them. */
	while (p->master >= 0 && now_ms() < until) {
		struct pollfd fd = { .fd = p->master, .events = POLLIN };

		if (!take(p) && errno != EAGAIN && errno != EINTR)
			break;
		poll(&fd, 1, SLICE_MS);
	}
	p->in_frame = false;
	show(p, p->ahead.data, p->ahead.len);
	p->ahead.len = 0;
}

/* Waits for something to happen, at most `ms`, and takes it. */
static void step(struct pty *p, int ms)
{
	struct pollfd fd = { .fd = p->master, .events = POLLIN };
	int status;

	if (p->keys.len > 0)
		fd.events |= POLLOUT;
	poll(&fd, p->master >= 0, ms < 0 ? 0 : ms < SLICE_MS ? ms : SLICE_MS);
	while (take(p))
		;
	if (p->keys.len > 0 && p->master >= 0) {
		ssize_t n = write(p->master, p->keys.data, p->keys.len);

		if (n > 0) {
			memmove(p->keys.data, p->keys.data + n, p->keys.len - (size_t)n);
			p->keys.len -= (size_t)n;
			p->last_ms = now_ms();
		}
	}
	if (!p->exited && waitpid(p->pid, &status, WNOHANG) == p->pid)
		note_exit(p, status);
}

/* Writes all keys, reading meanwhile; the deadline starts again with every bit of progress. */
static void flush(struct pty *p)
{
	long long until = deadline_from_now();
	size_t left = p->keys.len;

	while (p->keys.len > 0 && !p->exited && p->master >= 0) {
		step(p, SLICE_MS);
		if (p->keys.len != left) {
			left = p->keys.len;
			until = deadline_from_now();
		} else if (now_ms() > until) {
			fail(p, __FILE__, __LINE__, "the program does not take its keys (%zu bytes left)", left);
		}
	}
	if (p->exited || p->master < 0)
		p->keys.len = 0;
}

static void event(struct pty *p)
{
	/* What is on its way belongs to the time before. */
	while (take(p))
		;
	p->frames_at_event = p->counts.frames;
	p->last_ms = now_ms();
}

static int wait_frame_free(struct pty *p, pty_predicate *predicate, void *user, long long until)
{
	for (;;) {
		if (!p->in_frame && predicate(p, user))
			return true;
		if (p->exited || now_ms() >= until)
			return !p->in_frame && predicate(p, user);
		step(p, (int)(until - now_ms()));
	}
}

struct pty *pty_start(const struct pty_options *options, const char *const argv[])
{
	static const struct pty_options usual = { .rows = 0 };
	const struct pty_options *o = options ? options : &usual;
	const char *dir = o->dir ? o->dir : pty_dir();
	char **env = env_new(o->term, o->env);
	struct pty *p = calloc(1, sizeof *p);
	struct winsize ws;

	if (p == NULL)
		abort();
	p->rows = o->rows > 0 ? o->rows : 24;
	p->cols = o->cols > 0 ? o->cols : 80;
	ws = (struct winsize){ .ws_row = (unsigned short)p->rows, .ws_col = (unsigned short)p->cols };
	if (o->unsized)
		ws.ws_row = ws.ws_col = 0;
	if (openpty(&p->master, &p->slave, NULL, NULL, &ws) != 0)
		fail(NULL, __FILE__, __LINE__, "no terminal to be had: %s", strerror(errno));
	fcntl(p->master, F_SETFD, FD_CLOEXEC);
	fcntl(p->slave, F_SETFD, FD_CLOEXEC);
	fcntl(p->master, F_SETFL, fcntl(p->master, F_GETFL) | O_NONBLOCK);

	p->vt = vterm_new(p->rows, p->cols);
	vterm_set_utf8(p->vt, 1);
	vterm_output_set_callback(p->vt, on_output, p);
	p->screen = vterm_obtain_screen(p->vt);
	vterm_screen_set_callbacks(p->screen, &screen_callbacks, p);
	vterm_screen_set_unrecognised_fallbacks(p->screen, &strange_callbacks, p);
	vterm_screen_enable_altscreen(p->screen, 1);
	vterm_screen_reset(p->screen, 1);
	p->counts = (struct pty_counts){ .bytes = 0 };
	bytes_clear(&p->output);
	bytes_clear(&p->ahead);
	bytes_clear(&p->title);
	p->last_ms = now_ms();

	fflush(NULL);
	p->pid = fork();
	if (p->pid < 0)
		fail(NULL, __FILE__, __LINE__, "fork: %s", strerror(errno));
	if (p->pid == 0) {
		if (login_tty(p->slave) != 0)
			_exit(126);
		become(dir, argv, env);
	}
	env_free(env);
	p->next = all;
	all = p;
	return p;
}

void pty_free(struct pty *p)
{
	long long until = now_ms() + END_MS;
	int status;

	if (p == NULL)
		return;
	for (struct pty **q = &all; *q != NULL; q = &(*q)->next) {
		if (*q == p) {
			*q = p->next;
			break;
		}
	}
	p->keys.len = 0;
	if (!p->exited) {
		kill(p->pid, SIGHUP);
		kill(p->pid, SIGCONT);
		while (!p->exited && now_ms() < until)
			step(p, SLICE_MS);
	}
	if (!p->exited) {
		kill(-p->pid, SIGKILL);
		kill(p->pid, SIGKILL);
		waitpid(p->pid, &status, 0);
	}
	pty_hang_up(p);
	vterm_free(p->vt);
	free(p->title.data);
	free(p->output.data);
	free(p->ahead.data);
	free(p->keys.data);
	free(p->row_text.data);
	free(p->screen_text.data);
	free(p->look_text.data);
	free(p->offset);
	free(p);
}

void pty_cleanup(void)
{
	while (all != NULL)
		pty_free(all);
	if (sandbox != NULL)
		nftw(sandbox, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(sandbox);
	sandbox = NULL;
}

int pty_run(const char *const argv[], const char *const *env_more, const char *input, char **output)
{
	char **env = env_new("dumb", env_more);
	const char *dir = pty_dir();
	FILE *in = tmpfile(), *out = tmpfile();
	long long until = deadline_from_now();
	pid_t pid, ended;
	int status = 0;

	if (in == NULL || out == NULL)
		fail(NULL, __FILE__, __LINE__, "no temporary file: %s", strerror(errno));
	if (input != NULL)
		fputs(input, in);
	fflush(in);
	rewind(in);
	fflush(NULL);
	pid = fork();
	if (pid < 0)
		fail(NULL, __FILE__, __LINE__, "fork: %s", strerror(errno));
	if (pid == 0) {
		setsid();
		fcntl(fileno(out), F_SETFL, O_APPEND);
		if (dup2(fileno(in), 0) < 0 || dup2(fileno(out), 1) < 0 || dup2(fileno(out), 2) < 0)
			_exit(126);
		become(dir, argv, env);
	}
	env_free(env);
	while ((ended = waitpid(pid, &status, WNOHANG)) == 0 && now_ms() < until)
		poll(NULL, 0, 1);
	if (ended == 0) {
		kill(-pid, SIGKILL);
		waitpid(pid, &status, 0);
	}
	if (output != NULL) {
		struct bytes all_of_it = { .data = NULL };
		char buf[8192];
		size_t n;

		rewind(out);
		bytes_clear(&all_of_it);
		while ((n = fread(buf, 1, sizeof buf, out)) > 0)
			bytes_add(&all_of_it, buf, n);
		*output = all_of_it.data;
	}
	fclose(in);
	fclose(out);
	return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/* --- the keyboard ------------------------------------------------------------------------- */

static const struct {
	const char *name;
	VTermKey key;
} key_names[] = {
	{ "Enter", VTERM_KEY_ENTER },
	{ "Tab", VTERM_KEY_TAB },
	{ "Backspace", VTERM_KEY_BACKSPACE },
	{ "Esc", VTERM_KEY_ESCAPE },
	{ "Up", VTERM_KEY_UP },
	{ "Down", VTERM_KEY_DOWN },
	{ "Left", VTERM_KEY_LEFT },
	{ "Right", VTERM_KEY_RIGHT },
	{ "Home", VTERM_KEY_HOME },
	{ "End", VTERM_KEY_END },
	{ "PageUp", VTERM_KEY_PAGEUP },
	{ "PageDown", VTERM_KEY_PAGEDOWN },
	{ "Insert", VTERM_KEY_INS },
	{ "Delete", VTERM_KEY_DEL },
};

/* Whether `name` of `len` bytes is a key, which is then among p->keys. */
static bool key_by_name(struct pty *p, const char *name, size_t len)
{
	VTermModifier mod = VTERM_MOD_NONE;
	char word[32];
	const char *s = word;
	uint32_t c;
	int number, end;

	if (len >= sizeof word)
		return false;
	memcpy(word, name, len);
	word[len] = '\0';
	for (; s[0] != '\0' && s[1] == '-' && s[2] != '\0'; s += 2) {
		if (*s == 'C')
			mod |= VTERM_MOD_CTRL;
		else if (*s == 'M')
			mod |= VTERM_MOD_ALT;
		else if (*s == 'S')
			mod |= VTERM_MOD_SHIFT;
		else
			return false;
	}
	if (strcmp(s, "BTab") == 0) {
		vterm_keyboard_key(p->vt, VTERM_KEY_TAB, mod | VTERM_MOD_SHIFT);
		return true;
	}
	if (strcmp(s, "Space") == 0) {
		vterm_keyboard_unichar(p->vt, ' ', mod);
		return true;
	}
	for (size_t i = 0; i < sizeof key_names / sizeof key_names[0]; i++) {
		if (strcmp(s, key_names[i].name) == 0) {
			vterm_keyboard_key(p->vt, key_names[i].key, mod);
			return true;
		}
	}
	if (sscanf(s, "F%d%n", &number, &end) == 1 && s[end] == '\0' && number >= 1 && number <= 12) {
		vterm_keyboard_key(p->vt, VTERM_KEY_FUNCTION(number), mod);
		return true;
	}
	c = utf8_next(&s);
	if (c == 0 || *s != '\0')
		return false;
	/* Terminals send a control character for C-a to C-z and the like, not CSI u as libvterm. */
	if ((mod & VTERM_MOD_CTRL) != 0 && ((c >= '@' && c <= '_') || (c >= 'a' && c <= 'z'))) {
		char raw[2] = { '\033', (char)(c & 0x1f) };
		bool alt = (mod & VTERM_MOD_ALT) != 0;

		bytes_add(&p->keys, alt ? raw : raw + 1, alt ? 2 : 1);
		return true;
	}
	vterm_keyboard_unichar(p->vt, c, mod & ~(unsigned)VTERM_MOD_SHIFT);
	return true;
}

static void send_begin(struct pty *p)
{
	event(p);
	p->typing = true;
}

static void send_end(struct pty *p)
{
	p->typing = false;
	flush(p);
}

void pty_keys(struct pty *p, const char *keys)
{
	for (;;) {
		size_t n;

		keys += strspn(keys, " ");
		if (*keys == '\0')
			return;
		n = strcspn(keys, " ");
		send_begin(p);
		if (!key_by_name(p, keys, n))
			fail(p, __FILE__, __LINE__, "no such key: %.*s", (int)n, keys);
		send_end(p);
		if (n == 3 && strncmp(keys, "Esc", 3) == 0)
			pty_settle(p);
		keys += n;
	}
}

void pty_type(struct pty *p, const char *text)
{
	send_begin(p);
	while (*text != '\0') {
		uint32_t c = utf8_next(&text);

		if (c == '\n')
			vterm_keyboard_key(p->vt, VTERM_KEY_ENTER, VTERM_MOD_NONE);
		else if (c == '\t')
			vterm_keyboard_key(p->vt, VTERM_KEY_TAB, VTERM_MOD_NONE);
		else
			vterm_keyboard_unichar(p->vt, c, VTERM_MOD_NONE);
	}
	send_end(p);
}

void pty_paste(struct pty *p, const char *text)
{
	send_begin(p);
	vterm_keyboard_start_paste(p->vt);
	bytes_add(&p->keys, text, strlen(text));
	vterm_keyboard_end_paste(p->vt);
	send_end(p);
}

void pty_bytes(struct pty *p, const void *data, size_t n)
{
	send_begin(p);
	bytes_add(&p->keys, data, n);
	send_end(p);
}

void pty_click(struct pty *p, int row, int col, int button)
{
	send_begin(p);
	vterm_mouse_move(p->vt, row, col, VTERM_MOD_NONE);
	vterm_mouse_button(p->vt, button, true, VTERM_MOD_NONE);
	if (button <= 3)
		vterm_mouse_button(p->vt, button, false, VTERM_MOD_NONE);
	send_end(p);
}

/* --- waiting ------------------------------------------------------------------------------ */

struct text_wanted {
	const char *text;
	bool present;
};

static bool text_is_as_wanted(struct pty *p, void *user)
{
	struct text_wanted *w = user;

	return pty_find(p, w->text, NULL, NULL) == w->present;
}

void pty_wait_text_at(struct pty *p, const char *text, bool present, const char *file, int line)
{
	struct text_wanted w = { text, present };

	if (!wait_frame_free(p, text_is_as_wanted, &w, deadline_from_now()))
		fail(p, file, line, present ? "\"%s\" does not appear" : "\"%s\" does not go away", text);
}

void pty_wait_at(struct pty *p, pty_predicate *predicate, void *user, const char *what, const char *file, int line)
{
	if (!wait_frame_free(p, predicate, user, deadline_from_now()))
		fail(p, file, line, "waited in vain for: %s", what);
}

bool pty_try(struct pty *p, pty_predicate *predicate, void *user, int ms)
{
	return wait_frame_free(p, predicate, user, now_ms() + ms);
}

void pty_watch(struct pty *p, int ms)
{
	long long until = now_ms() + ms;

	while (now_ms() < until)
		step(p, (int)(until - now_ms()));
}

/* Whether the program that has the terminal is waiting; true where that cannot be known. */
static bool asleep(struct pty *p)
{
	char path[64], stat[512];
	const char *s;
	pid_t pid = tcgetpgrp(p->master);
	FILE *f;
	size_t n;

	snprintf(path, sizeof path, "/proc/%ld/stat", (long)(pid > 0 ? pid : p->pid));
	if ((f = fopen(path, "r")) == NULL)
		return true;
	n = fread(stat, 1, sizeof stat - 1, f);
	fclose(f);
	stat[n] = '\0';
	s = strrchr(stat, ')');
	return s == NULL || s[1] == '\0' || s[2] == 'S' || s[2] == 'T' || s[2] == 't';
}

static bool settled(struct pty *p)
{
	int waiting = 0;
	long long quiet = now_ms() - p->last_ms;

	if (p->exited || p->master < 0)
		return true;
	if (p->in_frame || p->keys.len > 0)
		return false;
	if (quiet < (p->counts.frames > p->frames_at_event ? QUIET_MS : SILENT_MS))
		return false;
	if (ioctl(p->slave, FIONREAD, &waiting) == 0 && waiting > 0)
		return false;
	return asleep(p);
}

void pty_settle_at(struct pty *p, const char *file, int line)
{
	long long until = deadline_from_now();

	while (!settled(p)) {
		if (now_ms() > until)
			fail(p, file, line, "the program does not come to rest");
		step(p, 1);
	}
}

int pty_wait_exit_at(struct pty *p, const char *file, int line)
{
	long long until = deadline_from_now();

	while (!p->exited) {
		if (now_ms() > until)
			fail(p, file, line, "the program does not end");
		step(p, SLICE_MS);
	}
	return p->status;
}

bool pty_running(struct pty *p)
{
	step(p, 0);
	return !p->exited;
}

/* --- other events ------------------------------------------------------------------------- */

void pty_resize(struct pty *p, int rows, int cols)
{
	struct winsize ws = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };

	event(p);
	p->rows = rows;
	p->cols = cols;
	vterm_set_size(p->vt, rows, cols);
	if (p->master >= 0)
		ioctl(p->master, TIOCSWINSZ, &ws);
}

void pty_signal(struct pty *p, int sig)
{
	event(p);
	if (!p->exited)
		kill(p->pid, sig);
}

void pty_hang_up(struct pty *p)
{
	if (p->slave >= 0)
		close(p->slave);
	if (p->master >= 0)
		close(p->master);
	p->slave = p->master = -1;
	p->keys.len = 0;
}

long pty_pid(const struct pty *p)
{
	return p->pid;
}

/* --- the screen --------------------------------------------------------------------------- */

static bool get_cell(struct pty *p, int row, int col, VTermScreenCell *cell)
{
	return row >= 0 && row < p->rows && col >= 0 && col < p->cols &&
	    vterm_screen_get_cell(p->screen, (VTermPos){ .row = row, .col = col }, cell) != 0;
}

static void cell_text(const VTermScreenCell *cell, struct bytes *b)
{
	char utf8[4];

	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell->chars[i] != 0; i++)
		bytes_add(b, utf8, utf8_encode(cell->chars[i], utf8));
}

static bool right_half(const VTermScreenCell *cell)
{
	return cell->chars[0] == UINT32_MAX;
}

const char *pty_row(struct pty *p, int row)
{
	struct bytes *b = &p->row_text;
	VTermScreenCell cell;
	size_t end = 0;

	bytes_clear(b);
	if ((p->offset = realloc(p->offset, (size_t)(p->cols + 1) * sizeof *p->offset)) == NULL)
		abort();
	for (int col = 0; col < p->cols; col++) {
		p->offset[col] = (int)b->len;
		if (!get_cell(p, row, col, &cell) || right_half(&cell))
			continue;
		if (cell.chars[0] == 0 || (cell.chars[0] == ' ' && cell.chars[1] == 0)) {
			bytes_add(b, " ", 1);
			continue;
		}
		cell_text(&cell, b);
		end = b->len;
	}
	p->offset[p->cols] = (int)b->len;
	b->len = end;
	b->data[end] = '\0';
	return b->data;
}

const char *pty_screen(struct pty *p)
{
	bytes_clear(&p->screen_text);
	for (int row = 0; row < p->rows; row++)
		bytes_addf(&p->screen_text, "%s\n", pty_row(p, row));
	return p->screen_text.data;
}

bool pty_find(struct pty *p, const char *text, int *row, int *col)
{
	for (int r = 0; r < p->rows; r++) {
		const char *line = pty_row(p, r), *hit = strstr(line, text);
		int c = 0;

		if (hit == NULL)
			continue;
		while (c + 1 < p->cols && p->offset[c + 1] <= hit - line)
			c++;
		if (row != NULL)
			*row = r;
		if (col != NULL)
			*col = c;
		return true;
	}
	return false;
}

void pty_size(const struct pty *p, int *rows, int *cols)
{
	if (rows != NULL)
		*rows = p->rows;
	if (cols != NULL)
		*cols = p->cols;
}

static int colour(const VTermColor *c, bool is_default)
{
	if (is_default)
		return -1;
	if (VTERM_COLOR_IS_INDEXED(c))
		return c->indexed.idx;
	return PTY_RGB + (c->rgb.red << 16 | c->rgb.green << 8 | c->rgb.blue);
}

struct pty_cell pty_cell(struct pty *p, int row, int col)
{
	struct pty_cell out = { .width = 0 };
	struct bytes text = { .data = NULL };
	VTermScreenCell cell;

	if (!get_cell(p, row, col, &cell))
		return out;
	if (!right_half(&cell)) {
		bytes_clear(&text);
		cell_text(&cell, &text);
		snprintf(out.text, sizeof out.text, "%s", text.data);
		free(text.data);
		out.width = cell.width;
	}
	out.fg = colour(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
	out.bg = colour(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
	out.bold = cell.attrs.bold;
	out.underline = cell.attrs.underline != 0;
	out.italic = cell.attrs.italic;
	out.blink = cell.attrs.blink;
	out.reverse = cell.attrs.reverse;
	out.strike = cell.attrs.strike;
	return out;
}

static void look_colour(struct bytes *b, const char *name, int value)
{
	if (value >= PTY_RGB)
		bytes_addf(b, " %s=#%06x", name, (unsigned)(value - PTY_RGB));
	else if (value >= 0)
		bytes_addf(b, " %s=%d", name, value);
}

const char *pty_look(struct pty *p, int row, int col)
{
	struct pty_cell c = pty_cell(p, row, col);
	struct bytes *b = &p->look_text;

	bytes_clear(b);
	bytes_addf(b, "%s%s%s%s%s%s", c.bold ? " bold" : "", c.underline ? " underline" : "",
	    c.italic ? " italic" : "", c.blink ? " blink" : "", c.reverse ? " reverse" : "",
	    c.strike ? " strike" : "");
	look_colour(b, "fg", c.fg);
	look_colour(b, "bg", c.bg);
	return b->len > 0 ? b->data + 1 : "";
}

void pty_cursor(const struct pty *p, int *row, int *col)
{
	VTermPos pos;

	vterm_state_get_cursorpos(vterm_obtain_state(p->vt), &pos);
	if (row != NULL)
		*row = pos.row;
	if (col != NULL)
		*col = pos.col;
}

bool pty_cursor_visible(const struct pty *p)
{
	return p->cursor_visible;
}

bool pty_altscreen(const struct pty *p)
{
	return p->altscreen;
}

struct pty_counts pty_counts(const struct pty *p)
{
	return p->counts;
}

const char *pty_output(const struct pty *p, size_t *n)
{
	if (n != NULL)
		*n = p->output.len;
	return p->output.data;
}

const char *pty_title(const struct pty *p)
{
	return p->title.data;
}

/* --- expected screens --------------------------------------------------------------------- */

static bool screen_matches(struct pty *p, void *user)
{
	return golden_matches(pty_screen(p), user);
}

void pty_expect_golden_at(struct pty *p, const char *name, const char *file, int line)
{
	pty_settle_at(p, file, line);
	if (golden_updating())
		pty_watch(p, 2 * SILENT_MS);
	else
		wait_frame_free(p, screen_matches, (void *)(uintptr_t)name, now_ms() + 2000);
	golden_expect(pty_screen(p), name, file, line);
}
