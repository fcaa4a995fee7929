/* Permanent random ids: 128 bits from the kernel as 32 lower-case hex digits. */
#ifndef BASE_ID_H
#define BASE_ID_H

#include <stdbool.h>

enum { ID_TEXT = 33 };

void id_new(char out[ID_TEXT]);
bool id_valid(const char *s);           /* exactly 32 lower-case hex digits */

#endif
