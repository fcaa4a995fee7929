/* Theme files: colours and attributes for the style names. A theme sets only what it names. */
#ifndef CATALOGUE_THEME_H
#define CATALOGUE_THEME_H

#include <stdbool.h>
#include <stdint.h>

#include "base/complaint.h"
#include "base/err.h"
#include "core/standing.h"

/* What a cell means; the theme says how it looks. Names in theme files: theme_style_name. */
enum style {
	STYLE_TEXT, STYLE_DIM, STYLE_TITLE, STYLE_HEADING, STYLE_BORDER, STYLE_KEY, STYLE_STATUS_BAR,
	STYLE_CURSOR, STYLE_SELECTED, STYLE_MATCH, STYLE_INPUT, STYLE_LINK,
	STYLE_MET, STYLE_PARTLY, STYLE_ASSERTED, STYLE_CHALLENGED, STYLE_NOT_EVIDENCED, STYLE_OPEN, STYLE_SET_ASIDE, STYLE_OUT_OF_SCOPE,
	STYLE_OVERDUE, STYLE_WARNING, STYLE_ERROR, STYLE_GOOD, STYLE_MARK,
	STYLE_COUNT
};

enum { COLOUR_DEFAULT = -1 };
enum { ATTR_BOLD = 1, ATTR_DIM = 2, ATTR_UNDERLINE = 4, ATTR_REVERSE = 8, ATTR_ITALIC = 16 };

struct look {
	int fg, bg;             /* COLOUR_DEFAULT, 0-255 of the palette, or 0x1000000 | rgb */
	unsigned attr;          /* ATTR_* */
};

struct theme {
	char *name, *title;
	struct look look[STYLE_COUNT];
};

const char *theme_style_name(enum style s);             /* "not-evidenced" */
enum style theme_leaf_style(enum leaf_standing s);       /* of a claim that stands so */
void theme_release(struct theme *t);
/* The built-in look when no file can be read: default colours, attributes only. */
void theme_plain(struct theme *t);
/* `name`: a theme's name (beside the user's configuration, then in the data folder) or a path. */
bool theme_load(struct theme *t, const char *name, struct complaints *out, struct err *err);
bool theme_load_file(struct theme *t, const char *path, struct complaints *out, struct err *err);
struct theme_list { char **name; char **path; size_t n, cap; };
void theme_list_release(struct theme_list *l);
bool theme_list(struct theme_list *out, struct err *err);

#endif
