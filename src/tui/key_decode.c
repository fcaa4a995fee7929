/* The decoder: bytes from a terminal, as the network cut them, to keys and pastes. The clock is the
 * caller's. What a whole sequence means is in key_sequence.c, how a paste ends in key_paste.c. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "tui/key.h"
#include "tui/key_paste.h"
#include "tui/key_sequence.h"

enum {
	ESC_MS = 25,            /* silence after which ESC was a key */
	LATE_MS = 1000,         /* the rest of a sequence may come until then */
	TAIL_MS = 50,           /* silence that ends what follows a paste, and a paste without brackets */
	PASTE_MS = 2000,        /* silence that ends a paste without its end marker */
};

enum state {
	GROUND,
	ESCAPE,                 /* ESC */
	ESCAPE_TWO,             /* ESC and a character: Alt, or the beginning of more */
	SEQUENCE,               /* ESC [ or ESC O and on */
	STRING,                 /* an answer of the terminal, up to BEL or ESC \ */
	CHARACTER,              /* inside a UTF-8 character */
	PASTE,
	TAIL,                   /* after a paste's end marker */
};

struct decoder {
	enum state state;
	bool twice;             /* ESC ESC: Alt with a sequence, or Esc and more */
	bool sudden;            /* text is a paste without brackets */
	bool escaped;           /* in a string: the byte before was ESC */
	bool esc_given;         /* ESC became a key for silence, at `at` */
	int64_t at;             /* when the last byte came */
	char seq[SEQUENCE_MAX + 1];
	size_t n_seq;
	char utf8[4];
	size_t n_utf8, need;
	key mods;               /* K_ALT for the character being read */
	struct paste paste;
	struct learnt learnt;
	struct event *event;    /* those not asked for yet, from `first` on */
	size_t first, n, cap;
};

static void step(struct decoder *d, unsigned char c);

struct decoder *decoder_new(void)
{
	return xcalloc(1, sizeof(struct decoder));
}

void event_release(struct event *ev)
{
	free(ev->text);
	*ev = (struct event){0};
}

void decoder_free(struct decoder *d)
{
	if (d == NULL)
		return;
	for (size_t i = d->first; i < d->n; i++)
		event_release(&d->event[i]);
	learnt_release(&d->learnt);
	paste_release(&d->paste);
	free(d->event);
	free(d);
}

void decoder_learn(struct decoder *d, const char *sequence, key k)
{
	learnt_add(&d->learnt, sequence, k);
}

/* --- events --- */

static void add_event(struct decoder *d, struct event ev)
{
	MEM_GROW(d->event, d->n, d->cap);
	d->event[d->n++] = ev;
}

static void end_paste(struct decoder *d, bool bracketed)
{
	struct event ev;

	if (paste_take(&d->paste, bracketed, &ev))
		add_event(d, ev);
}

static void add_key(struct decoder *d, struct event ev)
{
	if (d->sudden)
		end_paste(d, false);
	add_event(d, ev);
}

static void give(struct decoder *d, key k)
{
	add_key(d, (struct event){ .kind = EVENT_KEY, .key = k });
}

/* --- bytes --- */

static void control(struct decoder *d, unsigned char c, key mods)
{
	d->state = GROUND;
	if (d->sudden && mods == 0 && (c == '\r' || c == '\n' || c == '\t'))
		paste_add(&d->paste, (const char *)&c, 1);
	else
		give(d, key_of_control(c) | mods);
}

static void begin_sequence(struct decoder *d, char second)
{
	d->seq[0] = '\033';
	d->seq[1] = second;
	d->n_seq = 2;
	d->twice = false;
	d->state = SEQUENCE;
}

static void character(struct decoder *d, uint32_t cp, const char *bytes, size_t n)
{
	d->state = GROUND;
	if (cp == 0x9b || cp == 0x8f)
		begin_sequence(d, cp == 0x9b ? '[' : 'O');
	else if (!key_is_text(cp))
		return;
	else if (d->sudden && d->mods == 0)
		paste_add(&d->paste, bytes, n);
	else
		give(d, cp | d->mods);
}

/* A byte of text, or the first of a character; a bad one is dropped. */
static void text(struct decoder *d, unsigned char c, key mods)
{
	d->state = GROUND;
	d->mods = mods;
	d->twice = false;
	if (c < 0x80) {
		character(d, c, (const char *)&c, 1);
	} else if (c >= 0xc2 && c <= 0xf4) {
		d->state = CHARACTER;
		d->utf8[0] = (char)c;
		d->n_utf8 = 1;
		d->need = c >= 0xf0 ? 4 : c >= 0xe0 ? 3 : 2;
	} else if (c == 0x9b || c == 0x8f) {            /* the 8-bit form: what follows is no text */
		begin_sequence(d, c == 0x9b ? '[' : 'O');
	}
}

static void in_ground(struct decoder *d, unsigned char c)
{
	if (c == '\033') {
		d->state = ESCAPE;
		d->twice = false;
		d->seq[0] = '\033';
		d->n_seq = 1;
	} else if (c < 0x20 || c == 0x7f) {
		control(d, c, 0);
	} else {
		text(d, c, 0);
	}
}

static void in_character(struct decoder *d, unsigned char c)
{
	uint32_t cp;

	if ((c & 0xc0) != 0x80) {
		d->state = GROUND;
		in_ground(d, c);
		return;
	}
	d->utf8[d->n_utf8++] = (char)c;
	if (d->n_utf8 < d->need)
		return;
	d->state = GROUND;
	if (utf8_decode(d->utf8, d->n_utf8, &cp) == d->n_utf8)
		character(d, cp, d->utf8, d->n_utf8);
}

/* --- sequences --- */

static void alt(struct decoder *d, unsigned char c)
{
	if (d->twice)
		give(d, K_ESC);
	d->twice = false;
	if (c < 0x20 || c == 0x7f)
		control(d, c, K_ALT);
	else
		text(d, c, K_ALT);
}

static void in_escape(struct decoder *d, unsigned char c)
{
	key k;

	if (c == '\033') {
		if (d->twice)
			give(d, K_ESC);
		d->twice = true;
		return;
	}
	d->seq[1] = (char)c;
	d->n_seq = 2;
	k = learnt_key(&d->learnt, d->seq, d->n_seq);
	if (k != K_NONE) {
		d->state = GROUND;
		give(d, k | (d->twice ? K_ALT : 0));
	} else if (c == '[' || c == 'O') {
		d->state = SEQUENCE;
	} else if (c == ']' || c == 'P' || c == '_' || learnt_begins(&d->learnt, d->seq, d->n_seq)) {
		d->state = ESCAPE_TWO;
	} else {
		alt(d, c);
	}
}

static void in_escape_two(struct decoder *d, unsigned char c)
{
	char second = d->seq[1];
	key k;

	d->seq[d->n_seq++] = (char)c;
	k = learnt_key(&d->learnt, d->seq, d->n_seq);
	if (k != K_NONE) {
		d->state = GROUND;
		give(d, k | (d->twice ? K_ALT : 0));
	} else if (d->n_seq == 3 && sequence_begins_string(d->seq + 1)) {
		d->state = STRING;
		d->escaped = false;
	} else if (!learnt_begins(&d->learnt, d->seq, d->n_seq)) {
		bool two = d->n_seq == 3;

		d->state = GROUND;
		if (two)
			alt(d, (unsigned char)second);
		step(d, c);
	}
}

static void in_string(struct decoder *d, unsigned char c)
{
	if (c == '\a' || c == 0x9c || c == 0x18 || c == 0x1a || (d->escaped && c == '\\'))
		d->state = GROUND;
	d->escaped = c == '\033';
}

static void end_sequence(struct decoder *d)
{
	struct event ev = { .kind = EVENT_KEY, .key = learnt_key(&d->learnt, d->seq, d->n_seq) };
	enum sequence what = SEQUENCE_KEY;

	d->seq[d->n_seq] = '\0';
	d->state = GROUND;
	if (ev.key == K_NONE)
		what = sequence_read(d->seq, d->n_seq, &ev);
	if (what == SEQUENCE_PASTE) {
		if (d->sudden)
			end_paste(d, false);
		d->sudden = false;
		d->state = PASTE;
	} else if (what == SEQUENCE_KEY) {
		ev.key |= d->twice ? K_ALT : 0;
		add_key(d, ev);
	}
}

static void in_sequence(struct decoder *d, unsigned char c)
{
	bool coordinates = d->n_seq > 2 && d->seq[1] == '[' && d->seq[2] == 'M';

	if (!coordinates && (c < 0x20 || c >= 0x7f)) {
		d->state = GROUND;
		if (c < 0x7f && c != 0x18 && c != 0x1a)
			in_ground(d, c);        /* ESC, or a control character: the sequence was cut off */
		return;
	}
	if (d->n_seq < SEQUENCE_MAX)
		d->seq[d->n_seq++] = (char)c;
	else
		d->seq[SEQUENCE_MAX - 1] = (char)c;     /* too long: only its end matters now */
	if (!sequence_ends(d->seq, d->n_seq))
		return;
	if (d->n_seq < SEQUENCE_MAX)
		end_sequence(d);
	else
		d->state = GROUND;
}

/* --- pastes --- */

static void in_paste(struct decoder *d, unsigned char c)
{
	switch (paste_byte(&d->paste, c)) {
	case PASTE_BEGINS:
		d->state = PASTE;
		break;
	case PASTE_ENDS:
		d->state = TAIL;
		break;
	case PASTE_GOES_ON:
		break;
	}
}

static void step(struct decoder *d, unsigned char c)
{
	switch (d->state) {
	case GROUND: in_ground(d, c); break;
	case ESCAPE: in_escape(d, c); break;
	case ESCAPE_TWO: in_escape_two(d, c); break;
	case SEQUENCE: in_sequence(d, c); break;
	case STRING: in_string(d, c); break;
	case CHARACTER: in_character(d, c); break;
	case PASTE: case TAIL: in_paste(d, c); break;
	}
}

/* Whether a read is a paste without brackets. A sequence that it goes on with counts for nothing. */
static bool is_sudden(const struct decoder *d, const char *s, size_t n)
{
	size_t rest = 0;

	if (d->state == PASTE || d->state == TAIL || d->state == STRING)
		return false;
	if (d->state == ESCAPE || d->state == SEQUENCE)
		rest = sequence_rest(s, n, d->state == SEQUENCE);
	return paste_is_sudden(s + rest, n - rest);
}

/* --- time --- */

/* Milliseconds of silence after which something happens by itself; -1: nothing does. */
static int patience(const struct decoder *d)
{
	switch (d->state) {
	case ESCAPE: case ESCAPE_TWO: return ESC_MS;
	case SEQUENCE: case STRING: return LATE_MS;
	case PASTE: return PASTE_MS;
	case TAIL: return TAIL_MS;
	case GROUND: case CHARACTER: break;
	}
	return d->sudden ? TAIL_MS : -1;
}

static void escape_was_a_key(struct decoder *d)
{
	if (d->twice)
		give(d, K_ESC);
	d->twice = false;
	d->state = GROUND;
	d->esc_given = true;
	give(d, K_ESC);
}

static void time_up(struct decoder *d)
{
	switch (d->state) {
	case ESCAPE:
		escape_was_a_key(d);
		break;
	case ESCAPE_TWO:
		d->state = GROUND;
		if (d->n_seq == 2)
			alt(d, (unsigned char)d->seq[1]);
		break;
	case PASTE: case TAIL:
		end_paste(d, true);
		d->state = GROUND;
		break;
	case SEQUENCE: case STRING:
		d->state = GROUND;
		break;
	case GROUND: case CHARACTER:
		end_paste(d, false);
		d->sudden = false;
		break;
	}
}

static void let_time_pass(struct decoder *d, int64_t now)
{
	int wait = patience(d);

	while (wait >= 0 && now - d->at >= wait) {
		time_up(d);
		wait = patience(d);
	}
}

/* --- the outside --- */

void decoder_feed(struct decoder *d, const void *bytes, size_t n, int64_t now)
{
	const char *s = bytes;
	bool late = now - d->at < LATE_MS && sequence_is_remainder(s, n);

	if (n == 0)
		return;
	if (!(d->state == ESCAPE && late))
		let_time_pass(d, now);
	if (d->state == GROUND && d->esc_given && late)
		in_ground(d, '\033');
	d->esc_given = false;
	d->at = now;
	if (!d->sudden)
		d->sudden = is_sudden(d, s, n);
	for (size_t i = 0; i < n; i++)
		step(d, (unsigned char)s[i]);
}

bool decoder_next(struct decoder *d, int64_t now, struct event *ev)
{
	let_time_pass(d, now);
	*ev = (struct event){0};
	if (d->first == d->n)
		return false;
	*ev = d->event[d->first++];
	if (d->first == d->n)
		d->first = d->n = 0;
	return true;
}

int decoder_wait(const struct decoder *d, int64_t now)
{
	int wait = patience(d);
	int64_t left = wait - (now - d->at);

	if (d->first < d->n)
		return 0;
	if (wait < 0)
		return -1;
	return left < 0 ? 0 : left > wait ? wait : (int)left;
}
