/* Lists of key names as tables and the configuration write them: "j Down C-n". */
#ifndef TUI_KEY_LIST_H
#define TUI_KEY_LIST_H

#include "tui/key.h"

bool key_list_has(const char *keys, key k);
void key_list_show(const char *keys, struct buf *out);          /* "j, Down, Ctrl-N" */
/* The next name of the list into `name`; false at the end. Too long a name comes out cut, and is no key. */
bool key_list_next(const char **keys, char *name, size_t size);

#endif
