/* The terminal. Curses works out what has to be sent and writes it into a file in memory; we send
 * that as one frame, without ever waiting for the terminal. The line settings, the signals and the
 * keys are ours, not curses'. */
#include "config.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>
#include <wchar.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/term.h"
#include "tui/term_colour.h"
#include "tui/term_output.h"
#include "tui/term_signal.h"

/* Last, and with two of its names set aside: we have a struct term and a key_name too. */
#define key_name curses_key_name
#define term curses_term
#include <curses.h>
#include <term.h>
#undef key_name
#undef term

enum {
	NAME_MAX_LEN = 64,      /* longer is no terminal's name */
	READ_BYTES = 16 * 1024,
	CLOSE_MS = 500,         /* how long a terminal that takes nothing is waited for at the end */
	COPY_MAX = 100 * 1000,
};

static const char frame_begins[] = "\033[?2026h", frame_ends[] = "\033[?2026l";
static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";
static const char mouse_on[] = "\033[?1000h\033[?1006h", mouse_off[] = "\033[?1006l\033[?1000l";

struct style_look {
	attr_t attr;
	int pair;
};

struct term {
	struct term_signals *signals;
	struct term_output out;
	struct decoder *decoder;
	struct termios saved, raw;
	FILE *paper;                    /* what curses writes to */
	SCREEN *screen;
	bool ansi;                      /* understands, or ignores, private modes */
	bool mouse, given_back, gone, resized, unsent;
	struct buf undo;                /* what gives the terminal back after a crash */
	int rows, cols, default_rows, default_cols;
	int cursor_row, cursor_col;
	bool cursor_shown;
	struct term_colours colours;
	struct style_look look[STYLE_COUNT];
	uint64_t *shown;                /* a sum of each cell's content; 0: unknown */
	cchar_t *line;
};

int64_t term_now(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}

/* ---- what curses wrote ----------------------------------------------------------------------- */

/* Takes it, into `to` if that is not NULL. */
static void take_paper(struct term *t, struct buf *to)
{
	int fd = fileno(t->paper);
	char bytes[4096];
	ssize_t n;

	fflush(t->paper);
	if (lseek(fd, 0, SEEK_CUR) == 0)
		return;
	lseek(fd, 0, SEEK_SET);
	while ((n = read(fd, bytes, sizeof bytes)) > 0)
		if (to != NULL)
			buf_addn(to, bytes, (size_t)n);
	lseek(fd, 0, SEEK_SET);
	if (ftruncate(fd, 0) != 0)
		t->gone = true;
}

static void send_frame(struct term *t)
{
	struct buf bytes = {0};

	doupdate();
	take_paper(t, &bytes);
	if (bytes.len > 0) {
		if (t->ansi)
			term_output_add(&t->out, frame_begins, sizeof frame_begins - 1);
		term_output_add(&t->out, bytes.data, bytes.len);
		if (t->ansi)
			term_output_add(&t->out, frame_ends, sizeof frame_ends - 1);
		term_output_send(&t->out);
	}
	t->unsent = false;
	buf_release(&bytes);
}

/* A capability without the delays in it: "$<50>". */
static void add_capability(struct buf *b, const char *s)
{
	while (s != NULL && *s != '\0') {
		const char *end = s[0] == '$' && s[1] == '<' ? strchr(s, '>') : NULL;

		if (end == NULL)
			buf_addc(b, *s);
		s = end == NULL ? s + 1 : end + 1;
	}
}

static void say(struct term *t, const char *private_mode)
{
	if (t->ansi)
		term_output_add(&t->out, private_mode, strlen(private_mode));
}

/* ---- styles ------------------------------------------------------------------------------------ */

static attr_t curses_attr(unsigned attr)
{
	return ((attr & ATTR_BOLD) != 0 ? A_BOLD : 0) | ((attr & ATTR_DIM) != 0 ? A_DIM : 0) |
	    ((attr & ATTR_UNDERLINE) != 0 ? A_UNDERLINE : 0) | ((attr & ATTR_REVERSE) != 0 ? A_REVERSE : 0) |
	    ((attr & ATTR_ITALIC) != 0 ? A_ITALIC : 0);
}

static void start_colours(struct term *t, bool wanted)
{
	t->colours = (struct term_colours){0};
	if (!wanted || !has_colors() || start_color() == ERR || COLORS < 8 || COLOR_PAIRS <= STYLE_COUNT)
		return;
	if (use_default_colors() == ERR)
		assume_default_colors(COLOR_WHITE, COLOR_BLACK);
	t->colours.count = COLORS;
	t->colours.direct = tigetflag("RGB") == 1;
}

static void forget_shown(struct term *t)
{
	memset(t->shown, 0, (size_t)t->rows * (size_t)t->cols * sizeof *t->shown);
}

void term_theme(struct term *t, const struct theme *theme)
{
	for (int i = 0; i < STYLE_COUNT; i++) {
		const struct look *look = &theme->look[i];
		struct style_look *s = &t->look[i];
		bool bright = false, unused;

		*s = (struct style_look){ .attr = curses_attr(look->attr) };
		if (t->colours.count == 0 || (look->fg < 0 && look->bg < 0))
			continue;
		s->pair = i + 1;
		init_extended_pair(s->pair, term_colour(&t->colours, look->fg, &bright),
		    term_colour(&t->colours, look->bg, &unused));
		if (bright)
			s->attr |= A_BOLD;
	}
	forget_shown(t);
}

/* ---- cells ------------------------------------------------------------------------------------- */

static uint64_t cell_sum(const struct cell *cell)
{
	uint64_t h = 0xcbf29ce484222325U ^ (uint64_t)(cell->style + 1U);

	for (const char *p = cell->text; *p != '\0'; p++)
		h = (h ^ (unsigned char)*p) * 0x100000001b3U;
	return (h ^ cell->width) * 0x100000001b3U | 1;
}

/* Joins emoji to one, or changes how wide they are, where a terminal knows it; wcwidth, and so we, count
 * each character by itself. Left out, every terminal agrees with us. */
static bool joins(uint32_t cp, bool first)
{
	return cp == 0x200d || cp == 0xfe0e || cp == 0xfe0f || (!first && cp >= 0x1f3fb && cp <= 0x1f3ff);
}

static void put_char(const struct term *t, cchar_t *out, wchar_t *chars, int n, int style)
{
	int pair = t->look[style].pair;

	chars[n] = L'\0';
	setcchar(out, chars, t->look[style].attr, 0, &pair);
}

static int put_blanks(const struct term *t, cchar_t *out, int n, int style)
{
	wchar_t blank[2] = L" ";

	for (int i = 0; i < n; i++)
		put_char(t, &out[i], blank, 1, style);
	return n;
}

/* A cell for curses, which holds one spacing character with its marks in each of its own. Returns how many
 * of those there are; together they are as wide as the cell. */
static int put_cell(const struct term *t, cchar_t *out, const struct cell *cell)
{
	wchar_t chars[CCHARW_MAX + 1];
	int n = 0, cells = 0, used = 0;
	size_t len = strlen(cell->text), size;
	uint32_t cp;

	for (size_t at = 0; at < len && (size = utf8_decode(cell->text + at, len - at, &cp)) > 0; at += size) {
		int width = wcwidth((wchar_t)cp);

		if (joins(cp, at == 0) || width < 0 || used + width > cell->width)
			continue;
		if (width > 0) {
			if (n > 0)
				put_char(t, &out[cells++], chars, n, cell->style);
			used += width;
			n = 0;
		}
		if (n < CCHARW_MAX && (n > 0 || width > 0))
			chars[n++] = (wchar_t)cp;
	}
	if (n > 0)
		put_char(t, &out[cells++], chars, n, cell->style);
	return cells + put_blanks(t, out + cells, cell->width - used, cell->style);
}

/* The canvas's cell there, or a blank beyond its edge, or where a wide one does not fit on ours. */
static const struct cell *cell_at(const struct term *t, const struct canvas *c, int row, int col)
{
	static const struct cell blank = { .text = " ", .width = 1, .style = STYLE_TEXT };
	struct rect all = canvas_rect(c);
	const struct cell *cell;

	if (row >= all.rows || col >= all.cols)
		return &blank;
	cell = canvas_cell(c, row, col);
	return col + cell->width > t->cols ? &blank : cell;
}

/* Gives curses what changed in a row: all between the first and the last changed cell. */
static bool show_row(struct term *t, const struct canvas *c, int row)
{
	uint64_t *shown = t->shown + (size_t)row * (size_t)t->cols;
	int first = -1, last = -1, start = 0, n = 0;

	for (int col = 0; col < t->cols; col++) {
		const struct cell *cell = cell_at(t, c, row, col);
		uint64_t sum = cell_sum(cell);

		if (cell->width > 0 && first < 0)
			start = col;
		if (shown[col] == sum)
			continue;
		shown[col] = sum;
		first = first < 0 ? start : first;
		last = col;
	}
	if (first < 0)
		return false;
	for (int col = first; col <= last; col++) {
		const struct cell *cell = cell_at(t, c, row, col);

		if (cell->width > 0)
			n += put_cell(t, t->line + n, cell);
	}
	mvwadd_wchnstr(stdscr, row, first, t->line, n);
	return true;
}

static bool show_cursor(struct term *t, const struct canvas *c)
{
	int row, col;
	bool visible = canvas_cursor_at(c, &row, &col), changed = visible != t->cursor_shown;

	if (row >= t->rows)
		row = t->rows - 1;
	if (col >= t->cols)
		col = t->cols - 1;
	if (changed)
		curs_set(visible ? 1 : 0);
	changed = changed || row != t->cursor_row || col != t->cursor_col;
	t->cursor_shown = visible;
	t->cursor_row = row;
	t->cursor_col = col;
	return changed;
}

void term_show(struct term *t, const struct canvas *c)
{
	bool changed = show_cursor(t, c);

	for (int row = 0; row < t->rows; row++)
		changed = show_row(t, c, row) || changed;
	wmove(stdscr, t->cursor_row, t->cursor_col);
	t->unsent = t->unsent || changed;
	if (!t->unsent || t->given_back)
		return;
	wnoutrefresh(stdscr);
	if (term_output_empty(&t->out))         /* else later: a terminal behind gets only the latest screen */
		send_frame(t);
}

void term_repaint(struct term *t)
{
	forget_shown(t);
	clearok(curscr, TRUE);
	t->unsent = true;
}

/* ---- taking and giving back -------------------------------------------------------------------- */

void term_size(const struct term *t, int *rows, int *cols)
{
	*rows = t->rows;
	*cols = t->cols;
}

/* The window's size now; whether it changed. */
static bool ask_size(struct term *t)
{
	struct winsize ws = {0};
	int rows = t->default_rows, cols = t->default_cols;

	if (ioctl(STDIN_FILENO, TIOCGWINSZ, &ws) == 0 && ws.ws_row > 0 && ws.ws_col > 0) {
		rows = ws.ws_row < TERM_ROWS_MAX ? ws.ws_row : TERM_ROWS_MAX;
		cols = ws.ws_col < TERM_COLS_MAX ? ws.ws_col : TERM_COLS_MAX;
	}
	if (rows == t->rows && cols == t->cols)
		return false;
	resize_term(rows, cols);
	t->rows = rows;
	t->cols = cols;
	t->shown = xreallocarray(t->shown, (size_t)rows * (size_t)cols, sizeof *t->shown);
	t->line = xreallocarray(t->line, (size_t)cols, sizeof *t->line);
	term_repaint(t);
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
	add_capability(&b, keypad_xmit);
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
	add_capability(&b, keypad_local);
	endwin();
	take_paper(t, &b);
	term_output_add(&t->out, buf_str(&b), b.len);
	term_output_finish(&t->out, CLOSE_MS);
	tcsetattr(STDIN_FILENO, TCSANOW, &t->saved);
	term_signals_disarm(t->signals);
	t->given_back = true;
	sigprocmask(SIG_SETMASK, &before, NULL);
	buf_release(&b);
}

static void make_undo(struct term *t)
{
	if (t->ansi) {
		buf_add(&t->undo, "\033\\");    /* a string may have been cut */
		buf_add(&t->undo, frame_ends);
		buf_add(&t->undo, mouse_off);
		buf_add(&t->undo, paste_off);
	}
	add_capability(&t->undo, keypad_local);
	add_capability(&t->undo, exit_attribute_mode);
	add_capability(&t->undo, orig_pair);
	add_capability(&t->undo, cursor_normal);
	add_capability(&t->undo, exit_ca_mode);
	if (exit_ca_mode == NULL)
		buf_add(&t->undo, "\r\n");
}

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

/* ---- opening ----------------------------------------------------------------------------------- */

static bool refuse(struct err *err, const char *why, const char *name)
{
	return err_set(err, ERR_INPUT, "%s%.*s; the workbench needs a terminal whose cursor can be placed, but "
	    "commands such as \"assay status\", \"assay show\" and \"assay gaps\" work without", why, NAME_MAX_LEN, name);
}

enum terminal { TERMINAL_UNKNOWN, TERMINAL_UNFIT, TERMINAL_FIT };

static enum terminal try_terminal(const char *name)
{
	int known = 0;
	bool fit;

	if (strlen(name) > NAME_MAX_LEN || strchr(name, '/') != NULL)
		return TERMINAL_UNKNOWN;
	if (setupterm(name, STDOUT_FILENO, &known) != OK)
		return known == 1 ? TERMINAL_UNFIT : TERMINAL_UNKNOWN;
	fit = cursor_address != NULL && clear_screen != NULL;
	del_curterm(cur_term);
	return fit ? TERMINAL_FIT : TERMINAL_UNFIT;
}

/* The name to open: TERM's, or the first known one that most terminals resemble. */
static const char *choose_terminal(const char *name, char **said, struct err *err)
{
	static const char *const others[] = { "xterm-256color", "xterm", "vt100" };

	if (name == NULL || *name == '\0') {
		refuse(err, "TERM is not set", "");
		return NULL;
	}
	switch (try_terminal(name)) {
	case TERMINAL_FIT:
		return name;
	case TERMINAL_UNFIT:
		refuse(err, "a terminal that cannot place the cursor: TERM=", name);
		return NULL;
	case TERMINAL_UNKNOWN:
		break;
	}
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		if (try_terminal(others[i]) == TERMINAL_FIT) {
			*said = xasprintf("This system does not know the terminal %.*s: taken for %s", NAME_MAX_LEN, name, others[i]);
			return others[i];
		}
	}
	refuse(err, "this system does not know the terminal TERM=", name);
	return NULL;
}

static void clean_environment(void)
{
	static const char *const names[] = { "TERMINFO", "TERMINFO_DIRS", "TERMCAP", "LINES", "COLUMNS" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		unsetenv(names[i]);
}

static void learn_keys(struct decoder *d)
{
	static const struct { const char *capability; key key; } keys[] = {
		{ "kcuu1", K_UP }, { "kcud1", K_DOWN }, { "kcub1", K_LEFT }, { "kcuf1", K_RIGHT },
		{ "khome", K_HOME }, { "kend", K_END }, { "kpp", K_PAGE_UP }, { "knp", K_PAGE_DOWN },
		{ "kich1", K_INSERT }, { "kdch1", K_DELETE }, { "kent", K_ENTER }, { "kcbt", K_SHIFT | K_TAB },
		{ "kbs", K_BACKSPACE },
		{ "kLFT", K_SHIFT | K_LEFT }, { "kRIT", K_SHIFT | K_RIGHT }, { "kri", K_SHIFT | K_UP }, { "kind", K_SHIFT | K_DOWN },
		{ "kHOM", K_SHIFT | K_HOME }, { "kEND", K_SHIFT | K_END }, { "kPRV", K_SHIFT | K_PAGE_UP },
		{ "kNXT", K_SHIFT | K_PAGE_DOWN }, { "kDC", K_SHIFT | K_DELETE }, { "kIC", K_SHIFT | K_INSERT },
		{ "kf1", K_F1 }, { "kf2", K_F2 }, { "kf3", K_F3 }, { "kf4", K_F4 }, { "kf5", K_F5 }, { "kf6", K_F6 },
		{ "kf7", K_F7 }, { "kf8", K_F8 }, { "kf9", K_F9 }, { "kf10", K_F10 }, { "kf11", K_F11 }, { "kf12", K_F12 },
	};

	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
		const char *sequence = tigetstr(keys[i].capability);

		if (sequence != NULL && sequence != (const char *)-1)
			decoder_learn(d, sequence, keys[i].key);
	}
}

/* A file in memory for curses to write to. */
static FILE *open_paper(void)
{
	int fd = memfd_create("assay-screen", MFD_CLOEXEC);

	return fd >= 0 ? fdopen(fd, "w+") : tmpfile();
}

/* Curses on the named terminal, at a size that is its own, whatever the window's. */
static bool start_curses(struct term *t, const char *name, struct err *err)
{
	t->paper = open_paper();
	use_env(FALSE);
	t->screen = t->paper != NULL ? newterm(name, t->paper, stdin) : NULL;
	if (t->screen == NULL)
		return refuse(err, "the terminal cannot be opened: TERM=", name);
	term_signals_take(t->signals);
	typeahead(-1);
	nonl();
	t->default_rows = lines > 0 && lines <= TERM_ROWS_MAX ? lines : 24;
	t->default_cols = columns > 0 && columns <= TERM_COLS_MAX ? columns : 80;
	t->ansi = strncmp(cursor_address, "\033[", 2) == 0;
	t->cursor_shown = true;
	return true;
}

static bool open_line(struct term *t, struct err *err)
{
	if (!isatty(STDIN_FILENO) || tcgetattr(STDIN_FILENO, &t->saved) != 0)
		return refuse(err, "standard input is no terminal", "");
	if (!isatty(STDOUT_FILENO))
		return refuse(err, "standard output is no terminal", "");
	t->raw = raw_line(t->saved);
	return true;
}

bool term_open(const struct term_options *o, const struct theme *theme, struct term **out, char **said, struct err *err)
{
	struct term *t = xcalloc(1, sizeof *t);
	const char *name;

	clean_environment();
	t->out.fd = -1;
	t->given_back = true;
	t->mouse = o->mouse;
	if (!open_line(t, err) || (name = choose_terminal(getenv("TERM"), said, err)) == NULL)
		goto failed;
	t->signals = term_signals_new();
	if (t->signals == NULL) {
		err_set(err, ERR_INPUT, "cannot open a pipe: %s", strerror(errno));
		goto failed;
	}
	if (!start_curses(t, name, err))
		goto failed;
	t->decoder = decoder_new();
	learn_keys(t->decoder);
	make_undo(t);
	term_output_open(&t->out, STDOUT_FILENO);
	ask_size(t);
	start_colours(t, o->colour);
	term_theme(t, theme);
	take(t);
	t->resized = false;
	*out = t;
	return true;
failed:
	term_close(t);
	return false;
}

void term_close(struct term *t)
{
	if (t == NULL)
		return;
	give_back(t);
	if (t->screen != NULL)
		delscreen(t->screen);
	if (t->paper != NULL)
		fclose(t->paper);
	term_signals_free(t->signals);
	term_output_close(&t->out);
	decoder_free(t->decoder);
	buf_release(&t->undo);
	free(t->shown);
	free(t->line);
	free(t);
}

void term_suspend(struct term *t)
{
	give_back(t);
	term_signals_stop(t->signals);
	if (!term_signals_ended(t->signals))    /* else we end as we are, perhaps in the background */
		take(t);
}

/* Stopped and continued by others, who may have left the terminal in any state. */
static void take_again(struct term *t)
{
	if (!t->given_back) {
		endwin();
		take_paper(t, NULL);
	}
	take(t);
	t->resized = false;
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
