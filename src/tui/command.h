/* The one table of what the workbench can do: keys, palette, help and manual come from it. */
#ifndef TUI_COMMAND_H
#define TUI_COMMAND_H

#include "catalogue/settings.h"
#include "tui/ui.h"

/* Beside its places: it asks ui_may_write before it asks anything else. What only ends what such a command began, as in a
 * form, is not marked. */
enum {
	SAVES = 1 << 30,
	SAVES_CHALLENGES = 1 << 29,     /* challenges too, which may be saved in a review */
};

struct command {
	const char *name;       /* in the palette and in the configuration's `keys`: "gap add" */
	const char *keys;       /* names separated by blanks, "" for none: "j Down" */
	unsigned where;         /* IN_*, and SAVES where it saves */
	const char *hint;       /* a word for the last line, NULL: not shown there */
	const char *help;       /* one line */
	void (*run)(struct ui *ui);
};

size_t command_count(void);
const struct command *command_at(size_t i);
/* The command that `k` runs in a place, the configuration's keys first; NULL: none. */
const struct command *command_for(const struct settings *s, unsigned where, key k);
/* Its keys as shown to people, the configuration's where set: "j, Down". */
void command_keys(const struct settings *s, const struct command *c, struct buf *out);
/* Whether it is told of in hints, help and palette: what saves is not where nothing of it can be saved. */
bool command_offered(const struct ui *ui, const struct command *c);
/* The hints of the last line for a place: what can be done now, or (`always`) what helps everywhere. */
void command_hints(const struct ui *ui, unsigned where, bool always, struct buf *out);
/* Complaints about the configuration's `keys`: unknown commands or keys. true: none. */
bool command_check_settings(const struct settings *s, struct err *err);

#endif
