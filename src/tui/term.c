/* The terminal: taking it and giving it back, frames out, events in. Nothing waits for the terminal
 * but term_wait, so that keys, signals and drafts go on when the line stands still. Drawing is in
 * term_screen.c, which has curses; line settings, signals and keys are ours. */
#include "config.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "tui/term.h"
#include "tui/term_output.h"
#include "tui/term_screen.h"
#include "tui/term_signal.h"
#include "tui/term_terminal.h"

enum {
	READ_BYTES = 16 * 1024,
	CLOSE_MS = 500,         /* how long a terminal that takes nothing is waited for at the end */
	COPY_MAX = 100 * 1000,
};

static const char frame_begins[] = "\033[?2026h", frame_ends[] = "\033[?2026l";
static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";
/* Presses and, from terminals that can, moves with a button held: never every move of the mouse. */
static const char mouse_on[] = "\033[?1000h\033[?1002h\033[?1006h", mouse_off[] = "\033[?1006l\033[?1002l\033[?1000l";

struct term {
	struct term_signals *signals;
	struct term_output out;
	struct decoder *decoder;
	struct screen *screen;
	struct termios saved, raw;
	bool ansi;              /* private modes may be sent */
	bool mouse, given_back, gone, resized;
	bool unsent;            /* the screen has changed since the last frame */
	int default_rows, default_cols;
	struct buf undo;        /* what gives the terminal back after a crash */
};

int64_t term_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* ---- frames ------------------------------------------------------------------------------------ */

static void say(struct term *t, const char *private_mode)
{
	if (t->ansi)
		term_output_add(&t->out, private_mode, strlen(private_mode));
}

static void send_frame(struct term *t)
{
	struct buf bytes = {0};

	screen_frame(t->screen, &bytes);
	if (bytes.len > 0) {
		say(t, frame_begins);
		term_output_add(&t->out, bytes.data, bytes.len);
		say(t, frame_ends);
		term_output_send(&t->out);
	}
	t->unsent = false;
	buf_release(&bytes);
}

void term_show(struct term *t, const struct canvas *c)
{
	t->unsent = screen_show(t->screen, c) || t->unsent;
	if (t->unsent && !t->given_back && term_output_empty(&t->out))
		send_frame(t);          /* else later: a terminal that lags gets only the latest screen */
}

void term_repaint(struct term *t)
{
	screen_repaint(t->screen);
	t->unsent = true;
}

/* ---- taking and giving back -------------------------------------------------------------------- */

void term_size(const struct term *t, int *rows, int *cols)
{
	screen_size(t->screen, rows, cols);
}

/* The window's size now; whether it changed. */
static bool ask_size(struct term *t)
{
	struct winsize ws = {0};
	int rows = t->default_rows, cols = t->default_cols, rows_before, cols_before;

	if (ioctl(STDIN_FILENO, TIOCGWINSZ, &ws) == 0 && ws.ws_row > 0 && ws.ws_col > 0) {
		rows = ws.ws_row < TERM_ROWS_MAX ? ws.ws_row : TERM_ROWS_MAX;
		cols = ws.ws_col < TERM_COLS_MAX ? ws.ws_col : TERM_COLS_MAX;
	}
	term_size(t, &rows_before, &cols_before);
	if (rows == rows_before && cols == cols_before)
		return false;
	screen_resize(t->screen, rows, cols);
	t->unsent = true;
	return true;
}

/* Not while we are to end: in the background it would stop us. */
static void set_line(struct term *t, const struct termios *to)
{
	while (tcsetattr(STDIN_FILENO, TCSANOW, to) != 0 && errno == EINTR && !term_signals_ended(t->signals))
		;
}

/* The terminal is ours: line settings and modes; curses does the rest with the next frame. */
static void take(struct term *t)
{
	struct buf b = {0};

	set_line(t, &t->raw);
	term_signals_arm(t->signals, t->out.fd, &t->saved, t->undo.data, t->undo.len);
	screen_keypad(&b, true);
	term_output_add(&t->out, buf_str(&b), b.len);
	say(t, paste_on);
	if (t->mouse)
		say(t, mouse_on);
	term_output_send(&t->out);
	buf_release(&b);
	t->given_back = false;
	t->resized = ask_size(t) || t->resized;
	term_repaint(t);
}

static void give_back(struct term *t)
{
	struct buf b = {0};
	sigset_t ttou, before;

	if (t->given_back)
		return;
	sigemptyset(&ttou);
	sigaddset(&ttou, SIGTTOU);              /* we may be in the background by now */
	sigprocmask(SIG_BLOCK, &ttou, &before);
	if (t->mouse)
		say(t, mouse_off);
	say(t, paste_off);
	screen_keypad(&b, false);
	screen_end(t->screen, &b);
	term_output_add(&t->out, buf_str(&b), b.len);
	term_output_finish(&t->out, CLOSE_MS);
	tcsetattr(STDIN_FILENO, TCSANOW, &t->saved);
	term_signals_disarm(t->signals);
	t->given_back = true;
	sigprocmask(SIG_SETMASK, &before, NULL);
	buf_release(&b);
}

void term_suspend(struct term *t)
{
	give_back(t);
	term_signals_stop(t->signals);
	if (!term_signals_ended(t->signals))    /* else we end as we are, perhaps in the background */
		take(t);
}

void term_leave(struct term *t)
{
	give_back(t);
}

void term_enter(struct term *t)
{
	if (t->given_back && !term_signals_ended(t->signals))
		take(t);
}

/* Stopped and continued by others, who may have left the terminal in any state. */
static void take_again(struct term *t)
{
	struct buf b = {0};

	if (!t->given_back)
		screen_end(t->screen, &b);
	buf_release(&b);
	take(t);
	t->resized = false;
}

/* ---- opening ----------------------------------------------------------------------------------- */

static struct termios raw_line(struct termios line)
{
	line.c_iflag &= ~(tcflag_t)(BRKINT | ICRNL | IGNCR | INLCR | INPCK | ISTRIP | IXON | IXOFF);
	line.c_oflag &= ~(tcflag_t)OPOST;
	line.c_lflag &= ~(tcflag_t)(ECHO | ECHONL | ICANON | ISIG | IEXTEN);
	line.c_cflag = (line.c_cflag & ~(tcflag_t)(CSIZE | PARENB)) | CS8;
	line.c_cc[VMIN] = 1;
	line.c_cc[VTIME] = 0;
	return line;
}

static bool open_line(struct term *t, struct err *err)
{
	if (!isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, &t->saved) != 0)
		return terminal_refuse(err, "standard input is no terminal", "");
	if (!isatty(STDOUT_FILENO))
		return terminal_refuse(err, "standard output is no terminal", "");
	t->raw = raw_line(t->saved);
	return true;
}

static bool open_screen(struct term *t, const struct term_options *o, const char *name, struct err *err)
{
	t->signals = term_signals_new();        /* before curses, which leaves alone what is taken */
	if (t->signals == NULL)
		return err_set(err, ERR_STORE, "cannot open a pipe: %s", strerror(errno));
	t->screen = screen_open(name, o->colour);
	if (t->screen == NULL)
		return terminal_refuse(err, "the terminal cannot be opened: TERM=", name);
	term_signals_take(t->signals);
	t->ansi = screen_ansi();
	screen_size(t->screen, &t->default_rows, &t->default_cols);
	t->decoder = decoder_new();
	terminal_learn(t->decoder);
	if (t->ansi) {
		buf_add(&t->undo, "\033\\");    /* a string may have been cut */
		buf_add(&t->undo, frame_ends);
		buf_add(&t->undo, mouse_off);
		buf_add(&t->undo, paste_off);
	}
	screen_undo(&t->undo);
	return true;
}

bool term_open(const struct term_options *o, const struct theme *theme, struct term **out, char **said, struct err *err)
{
	struct term *t = xcalloc(1, sizeof *t);
	const char *name;

	terminal_clean_environment();
	t->out.fd = -1;
	t->given_back = true;
	t->mouse = o->mouse;
	if (!open_line(t, err) || (name = terminal_choose(getenv("TERM"), said, err)) == NULL ||
	    !open_screen(t, o, name, err)) {
		term_close(t);
		return false;
	}
	term_output_open(&t->out, STDOUT_FILENO);
	screen_theme(t->screen, theme);
	take(t);
	t->resized = false;
	*out = t;
	return true;
}

void term_close(struct term *t)
{
	if (t == NULL)
		return;
	give_back(t);
	screen_free(t->screen);
	term_signals_free(t->signals);
	term_output_close(&t->out);
	decoder_free(t->decoder);
	buf_release(&t->undo);
	free(t);
}

/* ---- events ------------------------------------------------------------------------------------ */

/* What a signal means here; false: none came. */
static bool signal_event(struct term *t, struct event *ev)
{
	int sig = t->resized ? SIGWINCH : term_signals_next(t->signals);

	*ev = (struct event){0};
	switch (sig) {
	case SIGHUP: case SIGTERM:
		ev->kind = EVENT_HANGUP;
		break;
	case SIGINT:
		ev->kind = EVENT_KEY;
		ev->key = K_CTRL | 'c';
		break;
	case SIGTSTP:
		ev->kind = EVENT_SUSPEND;
		break;
	case SIGCONT:
		take_again(t);
		ev->kind = EVENT_RESUME;
		break;
	case SIGWINCH:
		ev->kind = ask_size(t) || t->resized ? EVENT_RESIZE : EVENT_NONE;
		t->resized = false;
		break;
	case 0:
		return false;
	}
	return true;
}

static void read_keys(struct term *t)
{
	char bytes[READ_BYTES];
	ssize_t n = read(STDIN_FILENO, bytes, sizeof bytes);

	if (n > 0)
		decoder_feed(t->decoder, bytes, (size_t)n, term_now());
	else if (n == 0 || (errno != EINTR && errno != EAGAIN))
		t->gone = true;
}

/* Waits for bytes or a signal; reads the bytes, and sends what the terminal had no room for. Whether
 * anything came. */
static bool wait_for_input(struct term *t, int ms)
{
	struct pollfd p[] = {
		{ .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = term_signals_fd(t->signals), .events = POLLIN },
		{ .fd = term_output_empty(&t->out) ? -1 : t->out.fd, .events = POLLOUT },
	};

	if (poll(p, sizeof p / sizeof p[0], ms) <= 0)
		return false;
	if (p[2].revents != 0) {
		term_output_send(&t->out);
		if (t->unsent && term_output_empty(&t->out))
			send_frame(t);
	}
	if (p[0].revents != 0)
		read_keys(t);
	return true;
}

static int earlier(int a, int b)
{
	return a < 0 ? b : b < 0 || a < b ? a : b;
}

struct event term_wait(struct term *t, int ms)
{
	int64_t end = term_now() + ms;

	for (bool came = false;;) {
		struct event ev;
		int64_t now = term_now();
		int left = ms < 0 ? -1 : end > now ? (int)(end - now) : 0;

		if (signal_event(t, &ev))
			return ev;
		if (t->gone || t->out.failed)
			return (struct event){ .kind = EVENT_HANGUP };
		if (came)               /* but was no event yet: whoever held back drawing for it may draw */
			return (struct event){0};
		/* Bytes that wait already come before a silence that is over. */
		came = wait_for_input(t, earlier(left, decoder_wait(t->decoder, now)));
		if (decoder_next(t->decoder, term_now(), &ev))
			return ev;
		if (ms >= 0 && term_now() >= end)
			return (struct event){0};
	}
}

bool term_waiting(struct term *t)
{
	struct pollfd p[] = {
		{ .fd = STDIN_FILENO, .events = POLLIN },
		{ .fd = term_signals_fd(t->signals), .events = POLLIN },
	};

	return t->resized || decoder_wait(t->decoder, term_now()) == 0 || poll(p, 2, 0) > 0;
}

/* ---- mouse and clipboard ----------------------------------------------------------------------- */

void term_mouse(struct term *t, bool on)
{
	if (on != t->mouse && !t->given_back) {
		say(t, on ? mouse_on : mouse_off);
		term_output_send(&t->out);
	}
	t->mouse = on;
}

static void add_base64(struct buf *b, const char *text, size_t len)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *s = (const unsigned char *)text;

	for (size_t i = 0; i < len; i += 3) {
		unsigned long three = (unsigned long)s[i] << 16 | (i + 1 < len ? (unsigned long)s[i + 1] << 8 : 0) |
		    (i + 2 < len ? s[i + 2] : 0);

		buf_addc(b, digits[three >> 18 & 63]);
		buf_addc(b, digits[three >> 12 & 63]);
		buf_addc(b, i + 1 < len ? digits[three >> 6 & 63] : '=');
		buf_addc(b, i + 2 < len ? digits[three & 63] : '=');
	}
}

void term_copy(struct term *t, const char *text, size_t len)
{
	struct buf b = {0};

	if (len > COPY_MAX || !t->ansi)
		return;
	buf_add(&b, "\033]52;c;");
	add_base64(&b, text, len);
	buf_add(&b, "\033\\");
	term_output_add(&t->out, b.data, b.len);
	term_output_send(&t->out);
	buf_release(&b);
}
