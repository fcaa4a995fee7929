/* What one whole escape sequence means: the keys of xterm, the VT220, the Linux console and rxvt, mouse
 * reports, and keys reported by their code (CSI u, modifyOtherKeys). Pure. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "tui/key_sequence.h"

enum {
	PARAMS_MAX = 8,
	PARAM_HIGH = 0x110000,  /* above every code point */
	CELL_HIGH = 9999,
	X10_BYTES = 6,          /* ESC [ M and three bytes */
};

/* CSI, parameters, final: "ESC [ < 0 ; 12 ; 3 M". */
struct csi {
	char prefix;            /* '<', '?' and the like, or 0 */
	int n;
	long param[PARAMS_MAX]; /* -1: left out */
	long sub[PARAMS_MAX];   /* after a ':', the first only; -1: none */
	char middle, final;
};

bool sequence_ends(const char *seq, size_t n)
{
	unsigned char last = (unsigned char)seq[n - 1];

	if (n < 3)
		return false;
	if (seq[1] == 'O')
		return !(last >= '0' && last <= '9') && last != ';';
	if (seq[2] == '[')
		return n == 4;                          /* the Linux console's F1 to F5 */
	if (seq[2] == 'M')
		return n == X10_BYTES;
	if (last == '$')                                /* rxvt: Shift; elsewhere the middle of something longer */
		return strspn(seq + 2, "0123456789") == n - 3;
	return last >= 0x40 && last <= 0x7e;
}

bool sequence_begins_string(const char *s)
{
	switch (s[0]) {
	case ']': return s[1] >= '0' && s[1] <= '9';
	case 'P': return s[1] != '\0' && strchr("0123456789>!$+", s[1]) != NULL;
	case '_': return s[1] == 'G';
	default: return false;
	}
}

/* Up to the BEL or ESC \ that ends a string, or all of it. */
static size_t string_length(const char *s, size_t n)
{
	for (size_t i = 2; i < n; i++)
		if (s[i] == '\a' || (s[i] == '\\' && s[i - 1] == '\033'))
			return i + 1;
	return n;
}

size_t sequence_rest(const char *s, size_t n, bool introduced)
{
	size_t i = 0;

	if (!introduced) {
		if (n >= 2 && sequence_begins_string(s))
			return string_length(s, n);
		if (n == 0 || (s[0] != '[' && s[0] != 'O'))
			return n > 0 ? 1 : 0;
		i = 1;
	}
	while (i < n && ((s[i] >= '0' && s[i] <= '?') || s[i] == ' '))
		i++;
	return i < n ? i + 1 : n;
}

static void read_params(struct csi *c, const char *s, const char *end)
{
	long *value = NULL;

	for (; s < end && ((*s >= '0' && *s <= '9') || *s == ';' || *s == ':'); s++) {
		if (value == NULL || *s == ';') {
			if (c->n == PARAMS_MAX)
				return;
			c->param[c->n] = c->sub[c->n] = -1;
			value = &c->param[c->n++];
			if (*s == ';' && c->n == 1 && c->n < PARAMS_MAX) {
				c->param[1] = c->sub[1] = -1;
				value = &c->param[c->n++];
			}
		}
		if (*s == ':')
			value = &c->sub[c->n - 1];
		if (*s >= '0' && *s <= '9') {
			*value = (*value < 0 ? 0 : *value) * 10 + (*s - '0');
			if (*value > PARAM_HIGH)
				*value = PARAM_HIGH;
		}
	}
	if (s < end)
		c->middle = *s;
}

static struct csi read_csi(const char *seq, size_t n)
{
	struct csi c = { .final = seq[n - 1] };
	const char *s = seq + 2, *end = seq + n - 1;

	if (s < end && *s >= '<' && *s <= '?')
		c.prefix = *s++;
	read_params(&c, s, end);
	return c;
}

static long param(const struct csi *c, int i, long otherwise)
{
	return i < c->n && c->param[i] >= 0 ? c->param[i] : otherwise;
}

/* xterm's modifier: one more than the sum of Shift 1, Alt 2, Ctrl 4, Meta 8. */
static key modifiers(long m)
{
	long bits = m > 0 ? m - 1 : 0;

	return ((bits & 1) != 0 ? K_SHIFT : 0) | ((bits & (2 | 8)) != 0 ? K_ALT : 0) | ((bits & 4) != 0 ? K_CTRL : 0);
}

static key of_final(char final)
{
	switch (final) {
	case 'A': return K_UP;
	case 'B': return K_DOWN;
	case 'C': return K_RIGHT;
	case 'D': return K_LEFT;
	case 'F': return K_END;
	case 'H': return K_HOME;
	case 'P': return K_F1;
	case 'Q': return K_F2;
	case 'R': return K_F3;
	case 'S': return K_F4;
	default: return K_NONE;
	}
}

static key of_number(long number)
{
	static const key keys[] = {
		[1] = K_HOME, [2] = K_INSERT, [3] = K_DELETE, [4] = K_END, [5] = K_PAGE_UP, [6] = K_PAGE_DOWN,
		[7] = K_HOME, [8] = K_END,
		[11] = K_F1, [12] = K_F2, [13] = K_F3, [14] = K_F4, [15] = K_F5,
		[17] = K_F6, [18] = K_F7, [19] = K_F8, [20] = K_F9, [21] = K_F10, [23] = K_F11, [24] = K_F12,
	};

	return number >= 0 && number < (long)(sizeof keys / sizeof keys[0]) ? keys[number] : K_NONE;
}

key key_of_control(unsigned char c)
{
	switch (c) {
	case 0: return K_SPACE_NUL;
	case '\b': case 0x7f: return K_BACKSPACE;
	case '\t': return K_TAB;
	case '\n': case '\r': return K_ENTER;
	case 0x1b: return K_ESC;
	default: return K_CTRL | (key)(c <= 26 ? c - 1 + 'a' : c - 28 + '\\');
	}
}

/* A key by its code point. */
static key of_code(long code, key mods)
{
	if (code == 9 || code == 13 || code == 27 || code == 8 || code == 127)
		return key_of_control((unsigned char)code) | mods;
	if (code >= 0xe000 && code <= 0xf8ff)           /* kitty's numbers for keys without a character */
		return K_NONE;
	if (!key_is_text((key)code) || (code >= 0xd800 && code <= 0xdfff))
		return K_NONE;
	return key_with((key)code, mods);
}

static enum sequence found(struct event *ev, key k, key mods)
{
	if (k == K_NONE)
		return SEQUENCE_UNKNOWN;
	ev->kind = EVENT_KEY;
	ev->key = k | mods;
	return SEQUENCE_KEY;
}

static enum sequence read_mouse(struct event *ev, long code, long col, long row, bool release)
{
	key mods = modifiers(1 + (code >> 2 & 7));      /* Shift, Meta, Ctrl: the same order there */
	long button = code & 3;

	if (code < 0 || code >= 128)
		return SEQUENCE_UNKNOWN;                /* a button we have no name for */
	ev->drag = (code & 32) != 0;
	if (ev->drag && ((code & 64) != 0 || button == 3 || release))
		return SEQUENCE_UNKNOWN;                /* a motion without a button */
	if ((code & 64) != 0) {
		if (button > 1 || release)
			return SEQUENCE_UNKNOWN;
		ev->button = 4 + (int)button;
	} else {
		ev->button = release || button == 3 ? 0 : 1 + (int)button;
	}
	ev->col = (int)(col > CELL_HIGH ? CELL_HIGH : col > 0 ? col - 1 : 0);
	ev->row = (int)(row > CELL_HIGH ? CELL_HIGH : row > 0 ? row - 1 : 0);
	return found(ev, K_MOUSE, mods);
}

static enum sequence read_tilde(const struct csi *c, struct event *ev)
{
	long number = param(c, 0, 0);

	if (number == 200)
		return SEQUENCE_PASTE;
	if (number == 27 && c->n >= 3)                  /* modifyOtherKeys */
		return found(ev, of_code(param(c, 2, 0), modifiers(param(c, 1, 1))), 0);
	return found(ev, of_number(number), modifiers(param(c, 1, 1)));
}

/* rxvt has finals of its own for modifiers: "ESC [ 5 ^" is Ctrl-PgUp, "ESC [ a" Shift-Up. */
static enum sequence read_rxvt(const struct csi *c, struct event *ev)
{
	key mods = c->final == '^' ? K_CTRL : c->final == '$' ? K_SHIFT : K_CTRL | K_SHIFT;

	if (c->final >= 'a')
		return found(ev, of_final((char)(c->final - 'a' + 'A')), K_SHIFT);
	return found(ev, of_number(param(c, 0, 0)), mods);
}

static enum sequence read_ansi(const struct csi *c, struct event *ev)
{
	if (c->n > 1 && c->sub[1] == 3)                 /* a key let go */
		return SEQUENCE_UNKNOWN;
	switch (c->final) {
	case '~':
		return read_tilde(c, ev);
	case 'u':
		return found(ev, of_code(param(c, 0, 0), modifiers(param(c, 1, 1))), 0);
	case 'Z':
		return found(ev, K_TAB, K_SHIFT | modifiers(param(c, 1, 1)));
	case '^': case '$': case '@': case 'a': case 'b': case 'c': case 'd':
		return read_rxvt(c, ev);
	default:
		if (param(c, 0, 1) != 1)                /* an answer of the terminal, such as its cursor's place */
			return SEQUENCE_UNKNOWN;
		return found(ev, of_final(c->final), modifiers(param(c, 1, 1)));
	}
}

static enum sequence read_ss3(const char *seq, size_t n, struct event *ev)
{
	static const char keypad[] = "*+,-./0123456789";        /* j to y */
	const char *mods = seq + 2, *semicolon = memchr(seq, ';', n);
	char final = seq[n - 1];

	if (semicolon != NULL)
		mods = semicolon + 1;
	if (final >= 'j' && final <= 'y')
		return found(ev, (key)keypad[final - 'j'], 0);
	if (final >= 'a' && final <= 'd')
		return found(ev, of_final((char)(final - 'a' + 'A')), K_CTRL);
	if (final == 'M')
		return found(ev, K_ENTER, 0);
	return found(ev, of_final(final), modifiers(*mods >= '0' && *mods <= '9' ? strtol(mods, NULL, 10) : 1));
}

enum sequence sequence_read(const char *seq, size_t n, struct event *ev)
{
	const unsigned char *bytes = (const unsigned char *)seq;
	struct csi c;

	*ev = (struct event){0};
	if (seq[1] == 'O')
		return read_ss3(seq, n, ev);
	if (seq[2] == '[')
		return seq[3] >= 'A' && seq[3] <= 'E' ? found(ev, K_F1 + (key)(seq[3] - 'A'), 0) : SEQUENCE_UNKNOWN;
	if (seq[2] == 'M' && n == X10_BYTES)
		return read_mouse(ev, bytes[3] - 32, bytes[4] - 32, bytes[5] - 32, false);
	c = read_csi(seq, n);
	if (c.prefix == '<' && (c.final == 'M' || c.final == 'm') && c.n == 3)
		return read_mouse(ev, c.param[0], c.param[1], c.param[2], c.final == 'm');
	if (c.prefix != 0 || c.middle != 0)
		return SEQUENCE_UNKNOWN;
	return read_ansi(&c, ev);
}

bool sequence_is_remainder(const char *s, size_t n)
{
	char seq[SEQUENCE_MAX + 1] = "\033";
	struct event ev;

	if (n < 2 || (s[0] != '[' && s[0] != 'O'))
		return false;
	for (size_t i = 0; i < n && i + 1 < SEQUENCE_MAX; i++) {
		seq[i + 1] = s[i];
		if (i > 0 && ((unsigned char)s[i] < 0x20 || (s[1] != 'M' && (unsigned char)s[i] > 0x7e)))
			return false;
		if (i > 0 && sequence_ends(seq, i + 2))
			return i + 1 == n || sequence_read(seq, i + 2, &ev) != SEQUENCE_UNKNOWN;
	}
	return true;                            /* not whole yet */
}

/* --- what a terminal calls its keys --- */

void learnt_release(struct learnt *l)
{
	for (size_t i = 0; i < l->n; i++)
		free(l->item[i].sequence);
	l->n = 0;
}

void learnt_add(struct learnt *l, const char *sequence, key k)
{
	size_t len = strlen(sequence);
	bool grammar = len >= 2 && (sequence[1] == '[' || sequence[1] == 'O');

	if (len < 2 || len > SEQUENCE_MAX || sequence[0] != '\033' || sequence[1] == '\033' || k == K_NONE)
		return;
	if ((grammar && !sequence_ends(sequence, len)) || l->n == LEARNT_MAX)
		return;
	if (strcmp(sequence, "\033[200~") == 0 || strcmp(sequence, "\033[201~") == 0)
		return;
	l->item[l->n++] = (struct learnt_key){ xstrdup(sequence), len, k };
}

key learnt_key(const struct learnt *l, const char *seq, size_t n)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->item[i].len == n && memcmp(l->item[i].sequence, seq, n) == 0)
			return l->item[i].key;
	return K_NONE;
}

bool learnt_begins(const struct learnt *l, const char *seq, size_t n)
{
	for (size_t i = 0; i < l->n; i++)
		if (l->item[i].len > n && memcmp(l->item[i].sequence, seq, n) == 0)
			return true;
	return false;
}
