/* Keys: their names in the configuration and in help. Decoding is in key_decode.c. */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "tui/key.h"
#include "tui/key_sequence.h"

struct name {
	const char *name;
	key key;
};

/* The first name of a key is the one shown; all are read. */
static const struct name names[] = {
	{ "Up", K_UP }, { "Down", K_DOWN }, { "Left", K_LEFT }, { "Right", K_RIGHT },
	{ "Home", K_HOME }, { "End", K_END }, { "PgUp", K_PAGE_UP }, { "PageUp", K_PAGE_UP },
	{ "PgDn", K_PAGE_DOWN }, { "PageDown", K_PAGE_DOWN },
	{ "Ins", K_INSERT }, { "Insert", K_INSERT }, { "Del", K_DELETE }, { "Delete", K_DELETE },
	{ "Enter", K_ENTER }, { "Return", K_ENTER }, { "Tab", K_TAB },
	{ "Backspace", K_BACKSPACE }, { "Esc", K_ESC }, { "Escape", K_ESC },
	{ "Space", ' ' },
	{ "F1", K_F1 }, { "F2", K_F2 }, { "F3", K_F3 }, { "F4", K_F4 }, { "F5", K_F5 }, { "F6", K_F6 },
	{ "F7", K_F7 }, { "F8", K_F8 }, { "F9", K_F9 }, { "F10", K_F10 }, { "F11", K_F11 }, { "F12", K_F12 },
};

enum { K_MODIFIERS = K_SHIFT | K_CTRL | K_ALT };

bool key_is_text(key k)
{
	return k >= 0x20 && k < 0x110000 && k != 0x7f && (k < 0x80 || k > 0x9f);
}

static key modifier(char letter)
{
	switch (letter) {
	case 'C': return K_CTRL;
	case 'M': return K_ALT;
	case 'S': return K_SHIFT;
	default: return K_NONE;
	}
}

static key plain_key(const char *name)
{
	size_t len = strlen(name);
	uint32_t cp;

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (strcasecmp(names[i].name, name) == 0)
			return names[i].key;
	if (len == 0 || utf8_decode(name, len, &cp) != len || !key_is_text(cp))
		return K_NONE;
	return cp;
}

/* What a terminal sends for Ctrl with a character: some are other keys, case is lost. */
static key with_ctrl(key k)
{
	if (k >= 'A' && k <= 'Z')
		k += 'a' - 'A';
	switch (k) {
	case ' ': case '@': return K_SPACE_NUL;
	case 'h': case '?': return K_BACKSPACE;
	case 'i': return K_TAB;
	case 'j': case 'm': return K_ENTER;
	case '[': return K_ESC;
	default: return K_CTRL | k;
	}
}

key key_with(key k, key mods)
{
	bool letter = (k >= 'a' && k <= 'z') || (k >= 'A' && k <= 'Z');

	if (!key_is_text(k))
		return k | mods;
	if ((mods & K_CTRL) != 0)
		return with_ctrl(k) | (mods & (letter ? K_ALT | K_SHIFT : K_ALT));
	if ((mods & K_SHIFT) != 0 && k >= 'a' && k <= 'z')
		k -= 'a' - 'A';
	return k | (mods & K_ALT);
}

key key_read(const char *name)
{
	key mods = K_NONE, k;

	while (name[0] != '\0' && name[1] == '-' && name[2] != '\0') {
		key m = modifier(name[0]);

		if (m == K_NONE || (mods & m) != 0)
			return K_NONE;
		mods |= m;
		name += 2;
	}
	k = plain_key(name);
	return k == K_NONE ? K_NONE : key_with(k, mods);
}

static const char *name_of(key k, char bytes[5])
{
	if (k == K_SPACE_NUL)
		return "Space";
	if (k == K_MOUSE)
		return "Mouse";
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (names[i].key == k)
			return names[i].name;
	bytes[key_is_text(k) ? utf8_encode(k, bytes) : 0] = '\0';
	return bytes;
}

static void write_name(key k, const char *ctrl, const char *alt, const char *shift, bool capital, char *out, size_t size)
{
	key base = k & ~(key)K_MODIFIERS;
	bool ctrled = (k & K_CTRL) != 0 || base == K_SPACE_NUL;
	char bytes[5];

	if (capital && ctrled && base >= 'a' && base <= 'z')
		base -= 'a' - 'A';
	snprintf(out, size, "%s%s%s%s", ctrled ? ctrl : "", (k & K_ALT) != 0 ? alt : "",
	    (k & K_SHIFT) != 0 ? shift : "", name_of(base, bytes));
}

void key_name(key k, char *out, size_t size)
{
	write_name(k, "C-", "M-", "S-", false, out, size);
}

void key_show(key k, char *out, size_t size)
{
	write_name(k, "Ctrl-", "Alt-", "Shift-", true, out, size);
}
