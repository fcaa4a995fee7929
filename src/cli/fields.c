/* The names of the text form are the names of the options: both come from core's table of fields. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "catalogue/exchange.h"
#include "cli/cmd.h"
#include "cli/fields.h"

bool fields_read_text(const char *path, char **text, struct err *err)
{
	const char *name = strcmp(path, "-") == 0 ? "standard input" : path;
	size_t len, bad = 0;
	char *bytes;

	if (!exchange_slurp(path, FIELD_TEXT_MAX + 1, &bytes, &len, err))
		return false;
	bool valid = utf8_valid(bytes, len, &bad);
	if (!valid || memchr(bytes, '\0', len) != NULL) {
		free(bytes);
		if (valid)
			return err_set(err, ERR_INPUT, "%s: a NUL is no text", name);
		return err_set(err, ERR_INPUT, "%s: byte %zu is not valid UTF-8", name, bad + 1);
	}
	if (len > 0 && bytes[len - 1] == '\n')
		len--;
	*text = xstrndup(bytes, len);
	free(bytes);
	return true;
}

bool fields_of_option(const struct cmd_info *cmd, const struct option_info *option, enum field *f, bool *from_file)
{
	size_t len = strlen(option->name), suffix = strlen("-file");
	bool file = len > suffix && strcmp(option->name + len - suffix, "-file") == 0;
	char *key = xstrndup(option->name, file ? len - suffix : len);
	bool found = (option->flags & OPTION_FIELD) && field_read(cmd->entity, key, f);

	free(key);
	if (from_file != NULL)
		*from_file = file;
	return found;
}

bool fields_set_one(struct changes *ch, enum entity e, const char *id, int64_t base, enum field f,
    const char *option, const char *value, struct err *err)
{
	if (!field_check(f, value, err))
		return err_prefix(err, "--%s", option);
	changes_set(ch, e, id, base, f, value);
	return true;
}

bool fields_changed(const struct changes *ch, enum entity e, enum field f, const char **value)
{
	for (size_t i = 0; i < ch->n; i++)
		if (ch->item[i].entity == e && ch->item[i].field == f) {
			if (value != NULL)
				*value = ch->item[i].value;
			return true;
		}
	return false;
}

/* The value of an option, and of the same option given again: the lines of a list. */
static char *joined(const struct args *a, const char *name)
{
	struct buf b = {0};
	const char *value;
	size_t at = 0;

	for (bool first = true; (value = args_next(a, name, &at)) != NULL; first = false)
		buf_addf(&b, "%s%s", first ? "" : "\n", value);
	return buf_steal(&b);
}

static bool set_option(struct changes *ch, const struct args *a, const struct option_info *option, const char *id, int64_t base,
    struct err *err)
{
	enum field f = FIELD_COUNT;
	bool from_file = false;
	char *value = NULL;

	if (!fields_of_option(a->cmd, option, &f, &from_file))
		return true;
	if (fields_changed(ch, a->cmd->entity, f, NULL))
		return err_set(err, ERR_INPUT, "--%s: %s is given twice", option->name, field_info(f)->key);
	if (!from_file)
		value = joined(a, option->name);
	else if (!fields_read_text(args_get(a, option->name), &value, err))
		return err_prefix(err, "--%s", option->name);
	bool ok = fields_set_one(ch, a->cmd->entity, id, base, f, option->name, value, err);
	free(value);
	return ok;
}

bool fields_set(struct changes *ch, const struct args *a, const char *id, int64_t base, struct err *err)
{
	for (const struct option_info *o = a->cmd->option; o->name != NULL; o++)
		if (args_has(a, o->name) && !set_option(ch, a, o, id, base, err))
			return false;
	return true;
}

bool fields_need_one(const struct args *a, struct err *err)
{
	struct buf b = {0};

	for (const struct option_info *o = a->cmd->option; o->name != NULL; o++) {
		if (!(o->flags & OPTION_FIELD))
			continue;
		if (args_has(a, o->name)) {
			buf_release(&b);
			return true;
		}
		buf_addf(&b, "%s--%s", b.len > 0 ? ", " : "", o->name);
	}
	err_set(err, ERR_INPUT, "say what to set: %s", buf_str(&b));
	buf_release(&b);
	return false;
}
