/* Text being edited: against a model that does everything the slow and plain way, then the cases
 * worth naming. */
#include "config.h"

#include <criterion/criterion.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "core/field.h"
#include "tui/text.h"
#include "tui/text_find.h"
#include "watched.h"

static struct text *t;
static struct err err;

static void set_up(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	t = text_new(TEXT_LINES);
}

static void tear_down(void)
{
	text_free(t);
	t = NULL;
}

TestSuite(text, .init = set_up, .fini = tear_down, .timeout = 120);

static void expect_text_at(const char *want, size_t cursor, int line)
{
	struct buf got = {0};

	text_get(t, &got);
	cr_expect_str_eq(buf_str(&got), want, "line %d: '%s' instead of '%s'", line, buf_str(&got), want);
	cr_expect_eq(text_cursor(t), cursor, "line %d: cursor at %zu", line, text_cursor(t));
	buf_release(&got);
}
#define expect_text(want, cursor) expect_text_at(want, cursor, __LINE__)

static void type(const char *s)
{
	for (size_t at = 0, next, len = strlen(s); at < len; at = next) {
		char one[200];

		next = utf8_next(s, len, at);
		memcpy(one, s + at, next - at);
		one[next - at] = '\0';
		cr_assert(text_type(t, one, &err));
	}
}

static void move(enum text_motion motion)
{
	text_move(t, motion, false);
}

/* The model. */

struct state {
	char *s;
	size_t cursor, anchor;
};

struct model {
	struct state now;
	struct state before[40000], after[40000];       /* one of each for every step */
	size_t steps, done;
	enum { NOTHING, TYPED, DELETED } last;
	bool last_space;                                /* where the next one would join */
	size_t taken;                                   /* bytes deleted in this step */
	size_t hinge;                                   /* where they were */
	bool front_space, back_space;
};
static struct model m;

static struct state state_copy(void)
{
	return (struct state){ xstrdup(m.now.s), m.now.cursor, m.now.anchor };
}

static void state_set(const struct state *from)
{
	free(m.now.s);
	m.now = (struct state){ xstrdup(from->s), from->cursor, from->anchor };
}

static void model_start(void)
{
	for (size_t i = 0; i < m.steps; i++) {
		free(m.before[i].s);
		free(m.after[i].s);
	}
	free(m.now.s);
	m = (struct model){ .now = { xstrdup(""), 0, 0 } };
}

/* The one change there is. `join`: into the newest step. */
static void model_replace(size_t from, size_t to, const char *s, bool join)
{
	char *all;

	if (!join) {
		for (; m.steps > m.done; m.steps--) {
			free(m.before[m.steps - 1].s);
			free(m.after[m.steps - 1].s);
		}
		cr_assert(m.steps < 40000);
		m.before[m.steps] = state_copy();
		m.after[m.steps++].s = NULL;
		m.done = m.steps;
	}
	all = xasprintf("%.*s%s%s", (int)from, m.now.s, s, m.now.s + to);
	free(m.now.s);
	m.now = (struct state){ all, from + strlen(s), from + strlen(s) };
	free(m.after[m.steps - 1].s);
	m.after[m.steps - 1] = state_copy();
}

static size_t low(void)
{
	return m.now.cursor < m.now.anchor ? m.now.cursor : m.now.anchor;
}

static size_t high(void)
{
	return m.now.cursor < m.now.anchor ? m.now.anchor : m.now.cursor;
}

static bool space(char c)
{
	return c == ' ' || c == '\n' || c == '\t';
}

static void model_type(const char *s)
{
	bool join = m.last == TYPED && low() == high() && (space(*s) || !m.last_space);

	model_replace(low(), high(), s, join);
	m.last = TYPED;
	m.last_space = space(s[strlen(s) - 1]);
}

static size_t model_line_start(size_t at)
{
	while (at > 0 && m.now.s[at - 1] != '\n')
		at--;
	return at;
}

static size_t model_line_end(size_t at)
{
	while (m.now.s[at] != '\0' && m.now.s[at] != '\n')
		at++;
	return at;
}

static size_t model_next(size_t at)
{
	return m.now.s[at] == '\0' ? at : utf8_next(m.now.s, strlen(m.now.s), at);
}

static size_t model_prev(size_t at)
{
	return at == 0 ? 0 : utf8_prev(m.now.s, strlen(m.now.s), at);
}

/* For the characters these tests use. */
static bool model_word(size_t at)
{
	unsigned char c = (unsigned char)m.now.s[at];

	return c < 0x80 ? c != '\0' && strchr(" \n\t.,-", c) == NULL : c < 0xF0 && strncmp(m.now.s + at, "\u202e", 3) != 0;
}

static bool model_blank_line(size_t start)
{
	return strspn(m.now.s + start, " \t") == model_line_end(start) - start;
}

static size_t model_where(size_t at, enum text_motion motion)
{
	size_t end = strlen(m.now.s);

	switch (motion) {
	case TEXT_LEFT: return model_prev(at);
	case TEXT_RIGHT: return model_next(at);
	case TEXT_WORD_LEFT:
		while (at > 0 && !model_word(model_prev(at)))
			at = model_prev(at);
		while (at > 0 && model_word(model_prev(at)))
			at = model_prev(at);
		return at;
	case TEXT_WORD_RIGHT:
		while (at < end && !model_word(at))
			at = model_next(at);
		while (at < end && model_word(at))
			at = model_next(at);
		return at;
	case TEXT_LINE_START: return model_line_start(at);
	case TEXT_LINE_END: return model_line_end(at);
	case TEXT_PARAGRAPH_UP:
		at = model_line_start(at > 0 ? at - 1 : 0);
		while (at > 0 && model_blank_line(at))
			at = model_line_start(at - 1);
		while (at > 0 && !model_blank_line(at))
			at = model_line_start(at - 1);
		return at;
	case TEXT_PARAGRAPH_DOWN:
		for (at = model_line_start(at); model_blank_line(at); at = model_line_end(at) + 1)
			if (m.now.s[model_line_end(at)] == '\0')
				return end;
		for (; !model_blank_line(at); at = model_line_end(at) + 1)
			if (m.now.s[model_line_end(at)] == '\0')
				return end;
		return at;
	case TEXT_START: return 0;
	case TEXT_END: return end;
	default: cr_assert_fail("no motion"); return 0;
	}
}

static void model_move(enum text_motion motion, bool select)
{
	if (!select && low() < high() && (motion == TEXT_LEFT || motion == TEXT_RIGHT))
		m.now.cursor = motion == TEXT_LEFT ? low() : high();
	else
		m.now.cursor = model_where(m.now.cursor, motion);
	if (!select)
		m.now.anchor = m.now.cursor;
	m.last = NOTHING;
}

static void model_delete(enum text_motion motion)
{
	size_t from = low(), to = high(), where;
	bool single = motion == TEXT_LEFT || motion == TEXT_RIGHT, join = false, first, before;
	char front, back;

	if (from < to) {
		model_replace(from, to, "", false);
		m.last = NOTHING;
		return;
	}
	where = model_where(from, motion);
	if (motion == TEXT_LINE_END && where == from)
		where = model_next(from);
	if (where == from)
		return;
	if (where < from)
		from = where;
	else
		to = where;
	front = m.now.s[from];
	back = m.now.s[to - 1];
	before = to == m.hinge;
	if (single && m.last == DELETED && m.taken < 256)
		join = before ? !space(front) || m.front_space : from == m.hinge && (space(front) || !m.back_space);
	first = !join;
	model_replace(from, to, "", join);
	m.last = single ? DELETED : NOTHING;
	m.taken = (first ? 0 : m.taken) + to - from;
	m.hinge = from;
	if (first || before)
		m.front_space = space(front);
	if (first || !before)
		m.back_space = space(back);
}

/* Lists and paragraphs, by strings. */

static size_t model_mark(const char *s, size_t len, long *number)
{
	static const char *const bullet[] = { "- ", "* ", "+ ", "• " };
	size_t digits = strspn(s, "0123456789");

	*number = -1;
	for (size_t i = 0; i < 4; i++)
		if (strlen(bullet[i]) <= len && strncmp(s, bullet[i], strlen(bullet[i])) == 0)
			return strlen(bullet[i]);
	if (digits == 0 || digits > 9 || digits + 2 > len || strchr(".)", s[digits]) == NULL || s[digits + 1] != ' ')
		return 0;
	*number = atol(s);
	return digits + 2;
}

static void model_newline_on(void)
{
	size_t start = model_line_start(low()), len = low() - start, indent, mark;
	const char *s = m.now.s + start;
	char *before = xstrndup(s, len), *with;
	long number;

	indent = strspn(before, " \t");
	mark = model_mark(before + indent, len - indent, &number);
	if (mark > 0 && low() == high() && len == indent + mark && model_line_end(low()) == low()) {
		model_replace(start, low(), "", false);
	} else {
		if (number >= 0)
			with = xasprintf("\n%.*s%ld%c ", (int)indent, before, number + 1, before[indent + mark - 2]);
		else
			with = xasprintf("\n%.*s", (int)(indent + mark), before);
		model_replace(low(), high(), with, false);
		free(with);
	}
	free(before);
	m.last = NOTHING;
}

static size_t model_columns(const char *s, size_t len)
{
	size_t col = 0;

	for (size_t i = 0; i < len; i++)
		col = s[i] == '\t' ? (col / 8 + 1) * 8 : ((unsigned char)s[i] & 0xC0) == 0x80 ? col : col + 1;
	return col;
}

static size_t without_blanks(const char *s, size_t len)
{
	size_t n = 0;

	for (size_t i = 0; i < len; i++)
		n += !space(s[i]);
	return n;
}

/* In these tests a character of three bytes other than marks and signs is CJK or Hangul. */
static bool model_cjk(const char *s)
{
	return strncmp(s, "漢", 3) == 0 || strncmp(s, "字", 3) == 0;
}

static void model_rewrap(void)
{
	size_t from = model_line_start(low()), to, limit = 0, seen;
	struct buf out = {0};
	char *all, *save = NULL;
	enum { SHUT, OPEN, DEEP } last = SHUT;
	bool first = true;

	if (low() < high())
		to = model_line_end(high() - 1);
	else {
		to = model_line_end(low());
		if (!model_blank_line(from)) {
			while (from > 0 && !model_blank_line(model_line_start(from - 1)))
				from = model_line_start(from - 1);
			while (m.now.s[to] != '\0' && !model_blank_line(to + 1))
				to = model_line_end(to + 1);
		}
	}
	all = xasprintf("%.*s", (int)(to - from), m.now.s + from);
	for (char *line = all, *next; line != NULL; line = next, first = false) {
		size_t indent = strspn(line, " \t"), mark;
		long number;

		next = strchr(line, '\n');
		if (next != NULL)
			*next++ = '\0';
		mark = model_mark(line + indent, strlen(line + indent), &number);
		if (line[indent] == '\0' || mark > 0 || last == SHUT) {
			buf_addf(&out, "%s%s", first ? "" : "\n", line);
			last = line[indent] == '\0' ? SHUT : OPEN;
			limit = model_columns(line, indent + mark);
		} else if (model_columns(line, indent) > limit) {
			buf_addf(&out, "\n%s", line);
			last = DEEP;
		} else if (last == DEEP) {
			buf_addf(&out, "\n%s", line);
			last = OPEN;
			limit = model_columns(line, indent);
		} else {
			bool close;

			while (out.len > 0 && strchr(" \t", out.data[out.len - 1]) != NULL)
				out.data[--out.len] = '\0';
			close = out.len > 2 && model_cjk(out.data + out.len - 3) && model_cjk(line + indent);
			buf_addf(&out, "%s%s", close ? "" : " ", line + indent);
		}
	}
	free(all);
	(void)save;
	if (strlen(buf_str(&out)) != to - from || strncmp(buf_str(&out), m.now.s + from, to - from) != 0) {
		seen = without_blanks(m.now.s, m.now.cursor);
		model_replace(from, to, buf_str(&out), false);
		m.now.cursor = m.now.anchor = text_cursor(t);
		cr_assert_eq(without_blanks(m.now.s, m.now.cursor), seen, "the cursor is elsewhere in the words");
		m.after[m.steps - 1].cursor = m.after[m.steps - 1].anchor = m.now.cursor;
		m.last = NOTHING;
	}
	buf_release(&out);
}

/* All of it anew. */
static void model_put(const char *s)
{
	size_t front = 0, back = 0, old = strlen(m.now.s), len = strlen(s), cursor = m.now.cursor;
	char *middle;

	if (strcmp(s, m.now.s) == 0)
		return;
	while (m.now.s[front] != '\0' && m.now.s[front] == s[front])
		front++;
	while (front > 0 && (((unsigned char)s[front] & 0xC0) == 0x80 || ((unsigned char)m.now.s[front] & 0xC0) == 0x80))
		front--;
	while (back < old - front && back < len - front && m.now.s[old - back - 1] == s[len - back - 1])
		back++;
	while (back > 0 && ((unsigned char)s[len - back] & 0xC0) == 0x80)
		back--;
	middle = xstrndup(s + front, len - back - front);
	model_replace(front, old - back, middle, false);
	if (cursor == old || cursor <= front)
		m.now.cursor = cursor == old ? len : cursor;
	m.now.anchor = m.now.cursor;
	m.after[m.steps - 1].cursor = m.after[m.steps - 1].anchor = m.now.cursor;
	free(middle);
}

/* Finding, the slow way: every place, every length. */
static bool model_bound(size_t at)
{
	size_t len = strlen(m.now.s);

	return at == 0 || at == len || utf8_next(m.now.s, len, utf8_prev(m.now.s, len, at)) == at;
}

static size_t model_hit(size_t at, const char *needle)
{
	size_t len = strlen(m.now.s), most = at + strlen(needle) * 4;

	for (size_t end = at + 1; model_bound(at) && end <= len && end <= most; end++) {
		char *part;
		bool same;

		if (((unsigned char)m.now.s[end] & 0xC0) == 0x80)
			continue;
		part = xstrndup(m.now.s + at, end - at);
		same = utf8_find(part, needle) == 0 && utf8_find(needle, part) == 0;
		free(part);
		if (same)
			return model_bound(end) ? end : 0;
	}
	return 0;
}

static void model_find_and_replace(const char *needle, const char *with)
{
	struct text_hits hits = {0};
	struct text_hit hit;
	size_t n = 0, from = 0, last = 0, last_from = SIZE_MAX;
	struct buf all = {0};

	text_find_all(t, needle, 0, SIZE_MAX, &hits);
	for (size_t at = 0; m.now.s[at] != '\0'; at++) {
		size_t end = ((unsigned char)m.now.s[at] & 0xC0) == 0x80 ? 0 : model_hit(at, needle);

		if (end == 0)
			continue;
		last_from = at;
		if (at < last)
			continue;               /* overlaps */
		cr_assert(n < hits.n && hits.item[n].from == at && hits.item[n].to == end, "a hit at %zu of '%s'", at, needle);
		if (n == 0)
			from = at;
		else
			buf_addf(&all, "%.*s", (int)(at - last), m.now.s + last);
		buf_add(&all, with);
		last = end;
		n++;
	}
	cr_assert_eq(hits.n, n, "'%s'", needle);
	cr_assert_eq(text_find(t, needle, 0, SIZE_MAX, &hit), n > 0);
	cr_assert(n == 0 || hit.from == hits.item[0].from);
	cr_assert_eq(text_find_last(t, needle, 0, SIZE_MAX, &hit), n > 0);
	cr_assert(n == 0 || hit.from == last_from, "the last of '%s': %zu, not %zu", needle, hit.from, last_from);
	cr_assert(text_replace(t, &hits, with, &err));
	if (n > 0)
		model_replace(from, last, buf_str(&all), false);
	m.last = n > 0 ? NOTHING : m.last;
	text_hits_release(&hits);
	buf_release(&all);
}

static void compare_counts(int round)
{
	struct text *fresh = text_new(TEXT_LINES);
	size_t characters = 0;

	for (const char *p = m.now.s; *p != '\0'; p++)
		characters += ((unsigned char)*p & 0xC0) != 0x80;
	cr_assert_eq(text_characters(t), characters, "%d: %zu characters, not %zu", round, text_characters(t), characters);
	cr_assert(text_set(fresh, m.now.s, strlen(m.now.s), &err));
	cr_assert_eq(text_words(t), text_words(fresh), "%d: %zu words, not %zu", round, text_words(t), text_words(fresh));
	text_free(fresh);
}

static void compare(int round, const char *what)
{
	static char scratch[1 << 16];
	size_t len = strlen(m.now.s), from, to, lines = 1;

	cr_assert_eq(text_len(t), len, "%d %s: %zu bytes, not %zu", round, what, text_len(t), len);
	cr_assert(memcmp(text_bytes(t, 0, len, scratch), m.now.s, len) == 0, "%d %s: contents", round, what);
	cr_assert_eq(text_cursor(t), m.now.cursor, "%d %s: cursor %zu, not %zu", round, what, text_cursor(t), m.now.cursor);
	cr_assert_eq(text_selection(t, &from, &to), low() < high(), "%d %s: selection", round, what);
	cr_assert(from == low() && to == high(), "%d %s: selection", round, what);
	for (const char *p = m.now.s; (p = strchr(p, '\n')) != NULL; p++)
		lines++;
	cr_assert_eq(text_lines(t), lines, "%d %s: lines", round, what);
	from = text_line_at(t, m.now.cursor);
	cr_assert_eq(text_line_start(t, from), model_line_start(m.now.cursor), "%d %s", round, what);
	cr_assert_eq(text_line_end(t, from), model_line_end(m.now.cursor), "%d %s", round, what);
	if (round % 8 == 0)
		compare_counts(round);
}

static const char *const bit[] = {
	"a", "b", "word", " ", " ", ".", "\n", "\n\n", "\t", "漢", "字漢", "\u0301", "e\u0301", "🇬🇧", "🇬", "\u200d", "👩", "👩\u200d🚀",
	"\u202e", "ä", "\u1100", "\u1161", "\ufe0f", "1\ufe0f\u20e3", "- ", "9. ", "  ", "\n  ", "Ä", "ß", "SS", "B", "-",
};

static const char *some(void)
{
	return bit[(size_t)rand() % (sizeof bit / sizeof *bit)];
}

/* Something of what is there, changed in the middle, as an editor might leave it. */
static void random_put(void)
{
	size_t len = strlen(m.now.s), from = len == 0 ? 0 : (size_t)rand() % len, to = len == 0 ? 0 : (size_t)rand() % len;
	char *s;

	while (from > 0 && ((unsigned char)m.now.s[from] & 0xC0) == 0x80)
		from--;
	while (((unsigned char)m.now.s[to] & 0xC0) == 0x80)
		to++;
	s = xasprintf("%.*s%s%s", (int)from, m.now.s, rand() % 3 == 0 ? "" : some(), m.now.s + (to > from ? to : from));
	cr_assert(text_put(t, s, strlen(s), NULL, &err));
	if (strcmp(s, m.now.s) != 0)
		m.last = NOTHING;
	model_put(s);
	free(s);
}

static void random_step(int round)
{
	static const char *const name[] = { "type", "insert", "newline", "delete", "move", "select", "undo", "redo", "go", "all", "pause", "newline on", "rewrap", "put",
		"replace" };
	static const unsigned char often[] = { 0, 0, 0, 0, 0, 0, 1, 2, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 8, 10, 10, 9, 11, 11, 12, 13, 14 };
	int what = often[(size_t)rand() % sizeof often];
	enum text_motion motion = (enum text_motion)(rand() % 3 > 0 ? rand() % 2 : rand() % TEXT_MOTION_COUNT);
	struct buf many = {0};
	const char *s = some();
	bool select = what == 5;

	if (what == 9 && rand() % 20 > 0)
		what = 10;
	switch (what) {
	case 0:
		cr_assert(text_type(t, s, &err));
		model_type(s);
		break;
	case 1:
		for (int n = rand() % 8 + 1; n > 0; n--)
			buf_add(&many, some());
		cr_assert(text_insert(t, buf_str(&many), many.len, NULL, &err));
		model_replace(low(), high(), buf_str(&many), false);
		m.last = NOTHING;
		break;
	case 2:
		cr_assert(text_newline(t, &err));
		model_replace(low(), high(), "\n", false);
		m.last = NOTHING;
		break;
	case 3:
		for (int n = rand() % 12; n >= 0; n--) {
			text_delete(t, motion);
			model_delete(motion);
		}
		break;
	case 4: case 5:
		text_move(t, motion, select);
		model_move(motion, select);
		break;
	case 6:
		cr_assert_eq(text_undo(t), m.done > 0);
		if (m.done > 0)
			state_set(&m.before[--m.done]);
		break;
	case 7:
		cr_assert_eq(text_redo(t), m.done < m.steps);
		if (m.done < m.steps)
			state_set(&m.after[m.done++]);
		break;
	case 8:
		m.now.cursor = strlen(m.now.s) == 0 ? 0 : (size_t)rand() % strlen(m.now.s);
		text_go(t, m.now.cursor, rand() % 2 == 0);
		while (((unsigned char)m.now.s[m.now.cursor] & 0xC0) == 0x80)
			m.now.cursor--;
		text_selection(t, &m.now.anchor, &m.taken);
		m.now.anchor = m.now.anchor == m.now.cursor ? m.taken : m.now.anchor;
		break;
	case 9:
		text_select_all(t);
		m.now.anchor = 0;
		m.now.cursor = strlen(m.now.s);
		break;
	case 10:
		text_pause(t);
		break;
	case 11:
		cr_assert(text_newline_on(t, &err));
		model_newline_on();
		break;
	case 12:
		text_rewrap(t, &err);
		model_rewrap();
		break;
	case 13:
		random_put();
		break;
	case 14:
		if (strlen(m.now.s) < 1500)
			model_find_and_replace(s, some());
		break;
	}
	if (what >= 6 && what <= 10)
		m.last = NOTHING;
	compare(round, name[what]);
	buf_release(&many);
}

Test(text, like_the_model)
{
	for (int seed = 1; seed <= 50; seed++) {
		srand((unsigned)seed);
		text_free(t);
		t = text_new(TEXT_LINES);
		model_start();
		for (int i = 0; i < 2000; i++)
			random_step(seed * 10000 + i);
		while (text_undo(t))
			state_set(&m.before[--m.done]);
		cr_assert(m.done == 0);
		compare(seed, "all undone");
		while (text_redo(t))
			state_set(&m.after[m.done++]);
		compare(seed, "all redone");
	}
	model_start();
	free(m.now.s);
	m.now.s = NULL;
}

Test(text, graphemes_as_in_the_whole)
{
	struct buf s = {0};

	srand(7);
	for (int i = 0; i < 400; i++) {
		buf_add(&s, some());
		if (i % 20 == 0)
			buf_add_repeat(&s, "\u0301", (size_t)i / 20);    /* more than 8 are shown as stand-ins */
		if (i % 20 == 7)
			buf_add(&s, "\u0d4e" "1");                       /* joins what follows, even ASCII */
	}
	cr_assert(text_set(t, buf_str(&s), s.len, &err));
	for (size_t hole = 0; hole < s.len; hole += 37) {
		text_go(t, hole, false);
		text_type(t, "x", &err);                /* puts the gap there */
		text_undo(t);
		for (size_t at = 0; at <= s.len; at++) {
			if (((unsigned char)s.data[at] & 0xC0) == 0x80)
				continue;
			cr_assert_eq(text_next(t, at), at < s.len ? utf8_next(s.data, s.len, at) : at);
			cr_assert_eq(text_prev(t, at), at > 0 ? utf8_prev(s.data, s.len, at) : 0);
		}
	}
	buf_release(&s);
}

Test(text, endless_graphemes_stay_local)
{
	static const char *const endless[] = { "\u0301", "🇬", "👩\u200d", "\u1100" };
	struct buf s = {0};

	for (size_t i = 0; i < 4; i++) {
		size_t at = 0, steps = 0;

		buf_clear(&s);
		while (s.len + 8 < FIELD_TEXT_MAX / WATCHED)
			buf_add(&s, endless[i]);
		cr_assert(text_set(t, buf_str(&s), s.len, &err));
		for (size_t next; at < s.len; at = next, steps++) {
			next = text_next(t, at);
			cr_assert(next > at && next <= at + 200);
		}
		cr_assert(steps >= s.len / 200);
		for (steps = 0; at > s.len / 2; steps++) {
			size_t before = text_prev(t, at);

			cr_assert(before < at && at - before <= 512);
			at = before;
		}
	}
	buf_release(&s);
}

/* Named cases. */

Test(text, a_word_is_one_step)
{
	type("one two  three");
	expect_text("one two  three", 14);
	text_undo(t);
	expect_text("one two  ", 9);
	text_undo(t);
	expect_text("one ", 4);
	text_redo(t);
	expect_text("one two  ", 9);
	type("x");
	cr_expect_not(text_redo(t));
	text_undo(t);
	expect_text("one two  ", 9);
	text_undo(t);
	text_undo(t);
	expect_text("", 0);
	cr_expect_not(text_undo(t));
}

Test(text, what_ends_a_step)
{
	type("ab");
	text_pause(t);
	type("cd");
	move(TEXT_LEFT);
	type("ef");
	text_newline(t, &err);
	type("gh");
	expect_text("abcef\nghd", 8);
	text_undo(t);
	expect_text("abcef\nd", 6);
	text_undo(t);
	text_undo(t);
	expect_text("abcd", 3);
	text_undo(t);
	expect_text("ab", 2);
}

Test(text, deleting_is_one_step_a_word)
{
	type("one two three");
	for (int i = 0; i < 8; i++)
		text_delete(t, TEXT_LEFT);
	expect_text("one t", 5);
	text_undo(t);
	expect_text("one two ", 8);
	text_undo(t);
	expect_text("one two three", 13);
	move(TEXT_START);
	for (int i = 0; i < 6; i++)
		text_delete(t, TEXT_RIGHT);
	expect_text("o three", 0);
	text_undo(t);
	expect_text("two three", 0);
	text_undo(t);
	expect_text("one two three", 0);
}

Test(text, deleting_is_no_endless_step)
{
	int steps = 0;

	for (int i = 0; i < 600; i++)
		type("x");
	for (int i = 0; i < 600; i++)
		cr_assert(text_delete(t, TEXT_LEFT));
	cr_expect_not(text_delete(t, TEXT_LEFT));
	for (; text_len(t) < 600 && text_undo(t); steps++)
		;
	cr_expect_eq(steps, 3);
}

Test(text, a_paste_is_one_step_and_replaces)
{
	struct text_taken taken;

	type("abc");
	text_select_all(t);
	cr_expect(text_insert(t, "x\r\ny\rz\033[201~\0\xff\xc2\x9b!", 17, &taken, &err));
	expect_text("x\ny\nz[201~\ufffd!", 14);
	cr_expect(taken.dropped == 3 && taken.repaired == 1 && taken.joined == 0);
	text_undo(t);
	expect_text("abc", 3);
	text_delete(t, TEXT_LEFT);                      /* the selection is back */
	expect_text("", 0);
	text_undo(t);
	text_redo(t);
	text_undo(t);
	expect_text("abc", 3);
}

Test(text, words_and_paragraphs)
{
	const char *s = "Erste Zeile, größer.\n\n\nzwei\ndrei\n \nvier";

	cr_assert(text_set(t, s, strlen(s), &err));
	move(TEXT_WORD_RIGHT);
	cr_expect_eq(text_cursor(t), 5);
	move(TEXT_WORD_RIGHT);
	move(TEXT_WORD_RIGHT);
	cr_expect_eq(text_cursor(t), 21);
	text_delete(t, TEXT_WORD_LEFT);
	expect_text("Erste Zeile, .\n\n\nzwei\ndrei\n \nvier", 13);
	move(TEXT_PARAGRAPH_DOWN);
	cr_expect_eq(text_cursor(t), 15);
	move(TEXT_PARAGRAPH_DOWN);
	cr_expect_eq(text_cursor(t), 27);
	move(TEXT_PARAGRAPH_DOWN);
	cr_expect_eq(text_cursor(t), 33);
	move(TEXT_PARAGRAPH_UP);
	move(TEXT_PARAGRAPH_UP);
	cr_expect_eq(text_cursor(t), 16);
	move(TEXT_LINE_START);
	text_delete(t, TEXT_LINE_END);
	expect_text("Erste Zeile, .\n\nzwei\ndrei\n \nvier", 16);
	text_delete(t, TEXT_LINE_END);
	expect_text("Erste Zeile, .\n\n\ndrei\n \nvier", 16);
}

Test(text, one_line)
{
	struct text_taken taken;
	struct buf s = {0};

	text_free(t);
	t = text_new(TEXT_LINE);
	cr_expect(text_insert(t, "\na\r\nb\tc\n\n", 9, &taken, &err));
	expect_text("a b c", 5);
	cr_expect_eq(taken.joined, 1);
	cr_expect_not(text_newline(t, &err));
	type("\n");
	expect_text("a b c", 5);
	text_set(t, "", 0, &err);
	buf_add_repeat(&s, "漢", FIELD_LINE_MAX);
	cr_expect(text_insert(t, buf_str(&s), s.len, NULL, &err));
	cr_expect_not(text_type(t, "x", &err));
	cr_expect_str_eq(err.text, "1 characters too many: 1000 is the most a line may have");
	text_move(t, TEXT_LEFT, true);
	cr_expect(text_type(t, "x", &err));
	cr_expect_eq(text_len(t), 3 * FIELD_LINE_MAX - 2);
	buf_release(&s);
}

Test(text, the_limit_refuses_whole)
{
	struct buf s = {0};
	uint64_t revision;
	size_t from, to;

	buf_add_repeat(&s, "x", FIELD_TEXT_MAX - 1);
	cr_assert(text_set(t, buf_str(&s), s.len, &err));
	cr_expect_eq(text_take_changed(t), 0);
	cr_expect_eq(text_take_changed(t), SIZE_MAX);
	text_go(t, 10, false);
	text_go(t, 11, true);
	revision = text_revision(t);
	cr_expect_not(text_insert(t, "abcd", 4, NULL, &err));
	cr_expect_eq(err.code, ERR_INPUT);
	cr_expect(strstr(err.text, "2 bytes too many") != NULL && strstr(err.text, "1 MiB") != NULL, "%s", err.text);
	cr_expect(text_selection(t, &from, &to) && from == 10 && to == 11);
	cr_expect_eq(text_revision(t), revision);
	cr_expect(text_insert(t, "ab", 2, NULL, &err));
	cr_expect_neq(text_revision(t), revision);
	cr_expect_eq(text_take_changed(t), 10);
	cr_expect_not(text_newline(t, &err));
	buf_add(&s, "xx");
	cr_expect_not(text_set(t, buf_str(&s), s.len, &err));
	cr_expect_eq(text_len(t), FIELD_TEXT_MAX);
	cr_expect_not(text_set(t, "a\xff", 2, &err));
	cr_expect(text_set(t, "a\0b\033", 4, &err));            /* what is stored is shown, not changed */
	cr_expect_eq(text_len(t), 4);
	buf_release(&s);
}

Test(text, undo_keeps_within_bounds)
{
	struct buf s = {0};
	int n = 0;

	buf_add_repeat(&s, "x", FIELD_TEXT_MAX);
	for (int i = 0; i < 40; i++) {
		cr_assert(text_insert(t, buf_str(&s), s.len, NULL, &err));
		text_select_all(t);
		text_delete(t, TEXT_LEFT);
	}
	while (text_undo(t))
		n++;
	cr_expect(n >= 12 && n <= 16, "%d", n);
	while (text_redo(t))
		n--;
	cr_expect_eq(n, 0);
	cr_expect_eq(text_len(t), 0);
	for (int i = 0; i < 50000; i++)
		text_newline(t, &err);
	for (n = 0; text_undo(t); )
		n++;
	cr_expect(n >= 17000 && n <= 20001, "%d", n);
	buf_release(&s);
}

Test(text, lists_go_on)
{
	static const struct { const char *before, *after; } cases[] = {
		{ "- one", "- one\n- " }, { "* one", "* one\n* " }, { "  + one", "  + one\n  + " }, { "• one", "• one\n• " },
		{ "9. nine", "9. nine\n10. " }, { "1) one", "1) one\n2) " }, { "\tindented", "\tindented\n\t" },
		{ "- one\n- ", "- one\n" }, { "  3. ", "" }, { "-no", "-no\n" }, { "1.no", "1.no\n" }, { "1.", "1.\n" }, { "-", "-\n" },
		{ "", "\n" }, { "999999999. x", "999999999. x\n1000000000. " }, { "1234567890. x", "1234567890. x\n" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		cr_assert(text_set(t, cases[i].before, strlen(cases[i].before), &err));
		text_move(t, TEXT_END, false);
		cr_expect(text_newline_on(t, &err));
		expect_text(cases[i].after, strlen(cases[i].after));
		text_undo(t);
		expect_text(cases[i].before, strlen(cases[i].before));
	}
	cr_assert(text_set(t, "- one two", 9, &err));
	text_go(t, 5, false);
	cr_expect(text_newline_on(t, &err));
	expect_text("- one\n-  two", 8);
	text_go(t, 1, false);                           /* inside the mark: only a new line */
	cr_expect(text_newline_on(t, &err));
	expect_text("-\n one\n-  two", 2);
}

Test(text, paragraphs_flow)
{
	static const struct { const char *before, *after; size_t cursor, now; } cases[] = {
		{ "one\ntwo\nthree\n\nnext\nnot", "one two three\n\nnext\nnot", 4, 4 },
		{ "x\n\none  \n  two", "x\n\none\n  two", 5, 5 },
		{ "- one\n  more\n- two\nlazy\n  10. ten\n      eleven", "- one more\n- two lazy\n  10. ten eleven", 9, 7 },
		{ "  First\nsecond", "  First second", 14, 14 },
		{ "text\n    code\n    code\nmore\nmore", "text\n    code\n    code\nmore more", 0, 0 },
		{ "漢字\n漢字\nabc", "漢字漢字 abc", 7, 6 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		cr_assert(text_set(t, cases[i].before, strlen(cases[i].before), &err));
		text_go(t, cases[i].cursor, false);
		if (i == 1) {
			cr_expect_not(text_rewrap(t, &err));
			continue;
		}
		cr_expect(text_rewrap(t, &err));
		expect_text(cases[i].after, cases[i].now);
		cr_expect_not(text_rewrap(t, &err));
		text_undo(t);
		expect_text(cases[i].before, cases[i].cursor);
	}
	cr_assert(text_set(t, "a\nb\n\nc\nd", 8, &err));
	text_select_all(t);
	cr_expect(text_rewrap(t, &err));
	expect_text("a b\n\nc d", 8);
}

Test(text, words_are_counted)
{
	static const struct { const char *s; size_t words, characters; } cases[] = {
		{ "", 0, 0 }, { "one", 1, 3 }, { "one two\nthree", 3, 13 }, { "don't state-of-the-art 3.14", 3, 27 }, { "- item", 1, 6 },
		{ "a...b a--b", 4, 10 }, { "漢字 kana かな", 5, 10 }, { "العربية لغة", 2, 11 }, { "한국 말", 2, 4 }, { "e\u0301te\u0301", 1, 5 },
		{ "👩\u200d🚀 🇬🇧", 0, 6 }, { "1\ufe0f\u20e3", 1, 3 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		cr_assert(text_set(t, cases[i].s, strlen(cases[i].s), &err));
		cr_expect_eq(text_words(t), cases[i].words, "'%s': %zu words", cases[i].s, text_words(t));
		cr_expect_eq(text_characters(t), cases[i].characters, "'%s': %zu characters", cases[i].s, text_characters(t));
	}
}

static size_t found_at(const char *needle, size_t from)
{
	struct text_hit hit = { SIZE_MAX, SIZE_MAX };

	text_find(t, needle, from, SIZE_MAX, &hit);
	return hit.from;
}

Test(text, finding_folds_and_finds_whole_graphemes)
{
	const char *s = "Straße STRASSE e\u0301a ΣΑΣ ﬁn İ";
	struct text_hit hit;

	cr_assert(text_set(t, s, strlen(s), &err));
	cr_expect_eq(found_at("strasse", 0), 0);
	cr_expect_eq(found_at("STRASSE", 1), 8);
	cr_expect(text_find(t, "ss", 0, SIZE_MAX, &hit) && hit.from == 4 && hit.to == 6);
	cr_expect_eq(found_at("s", 1), 8);                      /* not the half of the sharp s */
	cr_expect_eq(found_at("e", 7), 14);
	cr_expect_eq(found_at("e", 15), SIZE_MAX);              /* that one has an accent */
	cr_expect_eq(found_at("e\u0301A", 0), 16);
	cr_expect(text_find(t, "σας", 0, SIZE_MAX, &hit) && hit.to - hit.from == 6);
	cr_expect(text_find(t, "FIN", 0, SIZE_MAX, &hit) && hit.to - hit.from == 4);
	cr_expect(text_find_last(t, "s", 0, SIZE_MAX, &hit) && hit.from == 13);
	cr_expect_not(text_find(t, "", 0, SIZE_MAX, &hit));
	cr_expect_not(text_find(t, "Straße", 0, 0, &hit));
}

Test(text, finding_across_pieces_and_the_gap)
{
	struct buf s = {0};

	buf_add_repeat(&s, "漢", 10000);
	for (size_t at = 8100; at < 8300; at += 3) {
		struct text_hit hit;

		cr_assert(text_set(t, buf_str(&s), s.len, &err));
		text_go(t, at, false);
		cr_assert(text_insert(t, "Needle", 6, NULL, &err));
		text_go(t, at + 3, false);
		text_type(t, "x", &err);
		text_delete(t, TEXT_LEFT);              /* the gap is inside */
		at = text_cursor(t) - 3;
		cr_assert(text_find(t, "needle", 0, SIZE_MAX, &hit) && hit.from == at && hit.to == at + 6);
		cr_assert(text_find_last(t, "needle", 0, SIZE_MAX, &hit) && hit.from == at);
		cr_assert_not(text_find(t, "needle", at + 1, SIZE_MAX, &hit));
		cr_assert_not(text_find_last(t, "needle", 0, at, &hit));
	}
	buf_release(&s);
}

Test(text, replacing_all_is_one_step)
{
	struct text_hits hits = {0};
	const char *s = "cat Cat bobcat dog CAT";

	cr_assert(text_set(t, s, strlen(s), &err));
	text_go(t, 3, false);
	text_find_all(t, "cat", 0, SIZE_MAX, &hits);
	cr_expect_eq(hits.n, 4);
	cr_expect(text_replace(t, &hits, "Hund\033[31m", &err));
	expect_text("Hund[31m Hund[31m bobHund[31m dog Hund[31m", 42);
	text_undo(t);
	expect_text(s, 3);
	text_redo(t);
	text_undo(t);
	cr_expect(text_replace(t, &hits, "", &err));
	expect_text("  bob dog ", 10);
	cr_expect(text_undo(t));
	cr_expect_not(text_undo(t));
	text_hits_release(&hits);
}

Test(text, the_whole_from_outside_is_one_step)
{
	struct text_taken taken;

	type("one two three");
	text_go(t, 2, false);
	cr_expect(text_put(t, "one 2 three", 11, &taken, &err));
	expect_text("one 2 three", 2);
	text_undo(t);
	expect_text("one two three", 2);
	move(TEXT_END);
	cr_expect(text_put(t, "one \xff\r\n\001three", 13, &taken, &err));
	cr_expect(taken.repaired == 1 && taken.dropped == 1);
	expect_text("one \ufffd\nthree", 13);
	text_undo(t);
	cr_expect(text_put(t, "one two three", 13, &taken, &err));
	expect_text("one two three", 13);
	cr_expect(text_redo(t));                        /* the same again is no change */
	text_undo(t);
	cr_expect(text_put(t, "", 0, &taken, &err));
	expect_text("", 0);
}

static double seconds(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts);
	return (double)ts.tv_sec + (double)ts.tv_nsec / 1e9;
}

Test(text, a_megabyte_is_quick)
{
	static const char *const kind[] = { "word ", "漢", "\n", "👩\u200d🚀", "🇬🇧" };
	struct buf s = {0};

	for (size_t k = 0; k < sizeof kind / sizeof *kind; k++) {
		double began = seconds();
		size_t lines;

		buf_clear(&s);
		while (s.len < (FIELD_TEXT_MAX - 2000) / WATCHED)
			buf_add(&s, kind[k]);
		cr_assert(text_insert(t, buf_str(&s), s.len, NULL, &err));
		lines = text_lines(t);
		for (int i = 0; i < 1000; i++) {
			text_go(t, s.len / 3 * (size_t)(i % 4), false);
			cr_assert(text_type(t, i % 2 == 0 ? "x" : "\n", &err));
			move(TEXT_LEFT);
		}
		cr_expect_eq(text_lines(t), lines + 500);
		move(TEXT_END);
		move(TEXT_WORD_LEFT);
		text_select_all(t);
		text_delete(t, TEXT_LEFT);
		while (text_undo(t))
			;
		cr_expect(seconds() - began < 30, "%s: %.2f s", kind[k], seconds() - began);   /* against hanging, sanitizers too */
		if (getenv("TIMES") != NULL)
			cr_log_warn("%s: %.3f s", kind[k], seconds() - began);
	}
	buf_release(&s);
}
