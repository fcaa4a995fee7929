/* Which terminal this is: TERM, what to take for one unknown, and the sequences of its keys. */
#include "config.h"

#include <stdlib.h>

#include "base/mem.h"
#include "tui/term_screen.h"
#include "tui/term_terminal.h"

enum { NAME_SHOWN = 64 };               /* bytes of TERM in a message */

bool terminal_refuse(struct err *err, const char *why, const char *name)
{
	return err_set(err, ERR_INPUT, "%s%.*s; the workbench needs a terminal whose cursor can be placed, but "
	    "commands such as \"assay status\", \"assay show\" and \"assay gaps\" work without", why, NAME_SHOWN, name);
}

const char *terminal_choose(const char *name, char **said, struct err *err)
{
	static const char *const others[] = { "xterm-256color", "xterm", "vt100" };

	if (name == NULL || *name == '\0') {
		terminal_refuse(err, "TERM is not set", "");
		return NULL;
	}
	switch (screen_terminal(name)) {
	case TERMINAL_FIT:
		return name;
	case TERMINAL_UNFIT:
		terminal_refuse(err, "a terminal that cannot place the cursor: TERM=", name);
		return NULL;
	case TERMINAL_UNKNOWN:
		break;
	}
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		if (screen_terminal(others[i]) == TERMINAL_FIT) {
			*said = xasprintf("This system does not know the terminal %.*s: taken for %s", NAME_SHOWN, name, others[i]);
			return others[i];
		}
	}
	terminal_refuse(err, "this system does not know the terminal TERM=", name);
	return NULL;
}

void terminal_clean_environment(void)
{
	static const char *const names[] = { "TERMINFO", "TERMINFO_DIRS", "TERMCAP", "LINES", "COLUMNS" };

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		unsetenv(names[i]);
}

void terminal_learn(struct decoder *d)
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
		const char *sequence = screen_capability(keys[i].capability);

		if (sequence != NULL)
			decoder_learn(d, sequence, keys[i].key);
	}
}
