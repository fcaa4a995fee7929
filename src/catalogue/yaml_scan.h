/* The bytes of a YAML file before libyaml sees them: private to yaml*.c. */
#ifndef CATALOGUE_YAML_SCAN_H
#define CATALOGUE_YAML_SCAN_H

#include "catalogue/yaml.h"

/* Complains of what is no text: other encodings, bad bytes, control characters; if `strict` also of
 * tabs and of what would hide or reorder text. Moves *bytes past a UTF-8 mark; where something had
 * to be complained of, to a copy (in y's arena) with stand-ins, so that reading can go on at the
 * same places. false: not UTF-8 at all. */
bool yaml_scan(struct yaml *y, const char **bytes, size_t *len, bool strict);

/* Why a character may not stand in a YAML text, in words, or NULL where it may. */
const char *yaml_banned(uint32_t cp, bool strict);
/* How a complaint names a character: "^[" or "U+202E". */
enum { YAML_NAME_SIZE = 12 };
const char *yaml_cp_name(uint32_t cp, char out[YAML_NAME_SIZE]);

/* Whether something on this line was complained of: what follows from it need not be. */
bool yaml_told(const struct yaml *y, size_t line);

#endif
