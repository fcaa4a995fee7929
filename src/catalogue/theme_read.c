/* A theme file, assay-theme(5), into looks. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalogue/colour.h"
#include "catalogue/theme.h"
#include "catalogue/yaml.h"

#define COUNT(table) (sizeof (table) / sizeof *(table))

static const struct yaml_limits limits = { .bytes = 1 << 20, .events = 100000, .strict = true };

static const char *const colour_names[] = {
	"default", "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black", "bright-red",
	"bright-green", "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
};

static const char *const attr_names[] = { "bold", "dim", "underline", "reverse", "italic" };
static const unsigned attr_bits[] = { ATTR_BOLD, ATTR_DIM, ATTR_UNDERLINE, ATTR_REVERSE, ATTR_ITALIC };

/* ---- colours ------------------------------------------------------------------------------------ */

static bool read_rgb(const char *s, int *out)
{
	if (*s != '#' || strlen(s) != 7 || strspn(s + 1, "0123456789abcdefABCDEF") != 6)
		return false;
	*out = COLOUR_RGB | (int)strtol(s + 1, NULL, 16);
	return true;
}

static bool read_number(const char *s, int *out)
{
	size_t n = strspn(s, "0123456789");

	if (n == 0 || n > 3 || s[n] != '\0' || (n > 1 && *s == '0'))
		return false;
	*out = atoi(s);
	return *out < COLOUR_PALETTE;
}

static bool read_name(const char *s, int *out)
{
	int i;

	for (i = 0; i < (int)COUNT(colour_names); i++)
		if (strcmp(s, colour_names[i]) == 0) {
			*out = i - 1;           /* "default" is the one before the palette's first */
			return true;
		}
	return false;
}

/* An unquoted # begins a comment, and nothing is left of the colour. */
static void read_colour(struct yaml *y, const struct yaml_node *n, int *out)
{
	const char *s = yaml_line(y, n), *nearest;

	if (!s || read_rgb(s, out) || read_number(s, out) || read_name(s, out))
		return;
	nearest = complaint_nearest(s, colour_names, COUNT(colour_names));
	if (*s == '\0')
		yaml_complain(y, n, "'%s' names no colour; one that starts with # must stand in quotes", n->key->text);
	else if (nearest)
		yaml_complain(y, n, "'%.60s' is no colour; did you mean '%s'?", s, nearest);
	else
		yaml_complain(y, n, "'%.60s' is no colour: a name, a number from 0 to 255, or \"#rrggbb\"", s);
}

/* ---- whether it can be read --------------------------------------------------------------------- */

/* Below this nobody reads anything; what reads well is said by `assay theme show`. */
#define CONTRAST_MIN 2.0

static bool too_close(const struct look *l)
{
	int fg = colour_rgb(l->fg), bg = colour_rgb(l->bg);

	if (l->fg == l->bg)
		return l->fg != COLOUR_DEFAULT;
	return fg >= 0 && bg >= 0 && colour_contrast(fg, bg) < CONTRAST_MIN;
}

/* ---- styles ------------------------------------------------------------------------------------- */

struct look_item {
	const struct yaml_node *fg, *bg;
	struct yaml_lines attributes;
};

static const struct yaml_field look_fields[] = {
	{ "fg",         YAML_NODE,  offsetof(struct look_item, fg),         YAML_OPTIONAL },
	{ "bg",         YAML_NODE,  offsetof(struct look_item, bg),         YAML_OPTIONAL },
	{ "attributes", YAML_LINES, offsetof(struct look_item, attributes), YAML_OPTIONAL },
};

static void read_look(struct yaml *y, const struct yaml_node *n, struct look *look)
{
	struct look_item item = {0};
	char what[64];
	size_t i;

	snprintf(what, sizeof what, "style %.40s", n->key->text);
	*look = (struct look){ COLOUR_DEFAULT, COLOUR_DEFAULT, 0 };
	yaml_read(y, n, what, look_fields, COUNT(look_fields), &item);
	if ((item.fg = yaml_get(n, "fg")))
		read_colour(y, item.fg, &look->fg);
	if ((item.bg = yaml_get(n, "bg")))
		read_colour(y, item.bg, &look->bg);
	for (i = 0; i < item.attributes.n; i++) {
		int a = yaml_choice(y, item.attributes.node[i], "attribute", attr_names, COUNT(attr_names));

		look->attr |= a < 0 ? 0 : attr_bits[a];
	}
	if (too_close(look))
		yaml_complain(y, n, "style %s cannot be read: its two colours are too much alike", n->key->text);
}

static void read_styles(struct yaml *y, const struct yaml_node *styles, struct theme *t)
{
	const char *names[STYLE_COUNT];
	const struct yaml_node *n;
	int s;

	for (s = 0; s < STYLE_COUNT; s++)
		names[s] = theme_style_name(s);
	for (n = styles ? styles->first : NULL; n; n = n->next) {
		s = yaml_choice(y, n->key, "style", names, STYLE_COUNT);
		if (s >= 0)
			read_look(y, n, &t->look[s]);
	}
}

/* ---- the whole ---------------------------------------------------------------------------------- */

struct theme_file {
	const char *title;
	const struct yaml_node *styles;
};

static const struct yaml_field theme_fields[] = {
	{ "title",  YAML_LINE, offsetof(struct theme_file, title),  YAML_OPTIONAL },
	{ "styles", YAML_MAP,  offsetof(struct theme_file, styles), YAML_REQUIRED },
};

/* A file is called after its theme. */
static char *name_of(const char *path)
{
	const char *slash = strrchr(path, '/'), *base = slash ? slash + 1 : path, *dot = strrchr(base, '.');

	return dot && dot > base ? xstrndup(base, (size_t)(dot - base)) : xstrdup(base);
}

static void read_theme(struct yaml *y, struct theme *t, const char *path)
{
	struct theme_file f = {0};

	yaml_read(y, y->root, "the theme", theme_fields, COUNT(theme_fields), &f);
	read_styles(y, f.styles, t);
	free(t->name);
	free(t->title);
	t->name = name_of(path);
	t->title = f.title ? xstrdup(f.title) : name_of(path);
}

bool theme_load_file(struct theme *t, const char *path, struct complaints *out, struct err *err)
{
	struct yaml y;
	char *bytes;
	size_t len;

	*t = (struct theme){ 0 };
	if (!yaml_file(path, limits.bytes, &bytes, &len, err))
		return false;
	theme_plain(t);
	if (yaml_open(&y, path, bytes, len, &limits))
		read_theme(&y, t, path);
	free(bytes);
	if (yaml_close(&y, out))
		return true;
	theme_release(t);
	return false;
}
