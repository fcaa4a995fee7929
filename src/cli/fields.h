/* Options into changes: an option that is marked OPTION_FIELD sets the field of its name. */
#ifndef CLI_FIELDS_H
#define CLI_FIELDS_H

#include "cli/args.h"
#include "cli/context.h"
#include "core/change.h"

/* Adds a change for every field option that was given, checked. "argument-file" reads the field
 * "argument" from a file, or from standard input for "-"; given several times, a list's lines.
 * ERR_INPUT names the option and what is wrong with the value. */
bool fields_set(struct changes *ch, const struct args *a, const char *id, int64_t base, struct err *err);
/* Whether any field option was given; ERR_INPUT if not: says which there are. */
bool fields_need_one(const struct args *a, struct err *err);
/* The field an option sets; false if it sets none. *from_file (may be NULL): it names a file. */
bool fields_of_option(const struct cmd_info *cmd, const struct option_info *option, enum field *f, bool *from_file);

/* One value, checked, with the option's name in the complaint. */
bool fields_set_one(struct changes *ch, enum entity e, const char *id, int64_t base, enum field f,
    const char *option, const char *value, struct err *err);
/* Whether a change of this field is there; its value, NULL if none. */
bool fields_changed(const struct changes *ch, enum entity e, enum field f, const char **value);

/* A whole text file, or standard input for "-"; without the newline that ends its last line.
 * ERR_INPUT: unreadable, too long, not UTF-8. Yours. */
bool fields_read_text(const char *path, char **text, struct err *err);

#endif
