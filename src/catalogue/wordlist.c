/* Word list files, assay-config(5), into what core looks for. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "catalogue/load.h"
#include "catalogue/settings.h"
#include "catalogue/wordlist.h"
#include "catalogue/yaml.h"

#define COUNT(table) (sizeof (table) / sizeof *(table))
#define SCHEMA "assay-words/1"
#define SHIPPED "words/en.yaml"

/* Not strict: other languages have words that need marks which order text. */
static const struct yaml_limits limits = { .bytes = 1 << 20, .events = 100000, .empty = true };
enum { NUMBER_DIGITS = 9, LEAST_MAX = 10000 };

/* ---- lists of phrases ---------------------------------------------------------------------------- */

struct wordlist_lists {
	struct yaml_lines tick_box, vague, places, own, no_person, secrets, stop;
	const struct yaml_node *blanks, *inside;
};
struct wordlist_blanks { struct yaml_lines words; const struct yaml_node *brackets; };
struct wordlist_inside { struct yaml_lines words, places, addresses; };

struct wordlist_file {
	const char *schema, *title;
	struct wordlist_lists lists;
	const struct yaml_node *credentials, *numbers, *units, *remove;
};

#define LIST(key, member) { key, YAML_LINES, offsetof(struct wordlist_file, lists.member), YAML_OPTIONAL }
#define NODE(key, type, member) { key, type, offsetof(struct wordlist_file, member), YAML_OPTIONAL }

static const struct yaml_field file_fields[] = {
	{ "schema", YAML_LINE, offsetof(struct wordlist_file, schema), YAML_REQUIRED },
	NODE("title", YAML_LINE, title),
	LIST("tick-box", tick_box),
	LIST("vague", vague),
	LIST("places", places),
	LIST("own", own),
	LIST("no-person", no_person),
	LIST("secrets", secrets),
	LIST("stop", stop),
	NODE("blanks", YAML_MAP, lists.blanks),
	NODE("inside", YAML_MAP, lists.inside),
	NODE("credentials", YAML_LIST, credentials),
	NODE("numbers", YAML_MAP, numbers),
	NODE("units", YAML_LIST, units),
	NODE("remove", YAML_MAP, remove),
};

#define GONE(key, member) { key, YAML_LINES, offsetof(struct wordlist_lists, member), YAML_OPTIONAL }
static const struct yaml_field remove_fields[] = {
	GONE("tick-box", tick_box), GONE("vague", vague), GONE("places", places), GONE("own", own), GONE("no-person", no_person),
	GONE("secrets", secrets), GONE("stop", stop),
	{ "blanks", YAML_MAP, offsetof(struct wordlist_lists, blanks), YAML_OPTIONAL },
	{ "inside", YAML_MAP, offsetof(struct wordlist_lists, inside), YAML_OPTIONAL },
};

static const struct yaml_field blanks_fields[] = {
	{ "words", YAML_LINES, offsetof(struct wordlist_blanks, words), YAML_OPTIONAL },
	{ "brackets", YAML_LIST, offsetof(struct wordlist_blanks, brackets), YAML_OPTIONAL },
};

static const struct yaml_field inside_fields[] = {
	{ "words", YAML_LINES, offsetof(struct wordlist_inside, words), YAML_OPTIONAL },
	{ "places", YAML_LINES, offsetof(struct wordlist_inside, places), YAML_OPTIONAL },
	{ "addresses", YAML_LINES, offsetof(struct wordlist_inside, addresses), YAML_OPTIONAL },
};

static void add_phrases(struct yaml *y, struct lint_words *w, enum lint_list list, const struct yaml_lines *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (!lint_words_add(w, list, l->item[i], 0, 0))
			yaml_complain(y, l->node[i], "'%.60s' cannot be looked for: a phrase has 1 to %d words, and at least %d letters stand before a *",
			    l->item[i], LINT_PHRASE_WORDS, LINT_STAR_MIN);
}

static void take_phrases(struct yaml *y, struct lint_words *w, enum lint_list list, const struct yaml_lines *l)
{
	for (size_t i = 0; i < l->n; i++)
		if (!lint_words_take(w, list, l->item[i]))
			yaml_complain(y, l->node[i], "'%.60s' cannot be taken away: it is not in this list", l->item[i]);
}

typedef void with_phrases(struct yaml *y, struct lint_words *w, enum lint_list list, const struct yaml_lines *l);

static void each_list(struct yaml *y, struct lint_words *w, const struct wordlist_lists *l, with_phrases *with)
{
	with(y, w, LINT_TICK_BOX, &l->tick_box);
	with(y, w, LINT_VAGUE, &l->vague);
	with(y, w, LINT_PLACE, &l->places);
	with(y, w, LINT_OWN, &l->own);
	with(y, w, LINT_NO_PERSON, &l->no_person);
	with(y, w, LINT_SECRET, &l->secrets);
	with(y, w, LINT_STOP, &l->stop);
}

/* ---- patterns ----------------------------------------------------------------------------------- */

struct wordlist_bracket { const char *open, *close; struct yaml_lines begins; };
static const struct yaml_field bracket_fields[] = {
	{ "open", YAML_LINE, offsetof(struct wordlist_bracket, open), YAML_REQUIRED },
	{ "close", YAML_LINE, offsetof(struct wordlist_bracket, close), YAML_OPTIONAL },
	{ "begins", YAML_LINES, offsetof(struct wordlist_bracket, begins), YAML_OPTIONAL },
};

static void add_brackets(struct yaml *y, struct lint_words *w, const struct yaml_node *list)
{
	for (const struct yaml_node *n = list != NULL ? list->first : NULL; n != NULL; n = n->next) {
		struct wordlist_bracket b = {0};

		if (yaml_read(y, n, "a bracket", bracket_fields, COUNT(bracket_fields), &b))
			lint_words_add_bracket(w, &(struct lint_bracket){ b.open, b.close, b.begins.item, b.begins.n });
	}
}

static void add_blanks(struct yaml *y, struct lint_words *w, const struct yaml_node *node, bool take)
{
	struct wordlist_blanks b = {0};

	if (node == NULL || !yaml_read(y, node, "blanks", blanks_fields, COUNT(blanks_fields), &b))
		return;
	(take ? take_phrases : add_phrases)(y, w, LINT_BLANK, &b.words);
	if (take && b.brackets != NULL)
		yaml_complain(y, b.brackets, "brackets cannot be taken away");
	else
		add_brackets(y, w, b.brackets);
}

static void add_inside(struct yaml *y, struct lint_words *w, const struct yaml_node *node, bool take)
{
	struct wordlist_inside in = {0};

	if (node == NULL || !yaml_read(y, node, "inside", inside_fields, COUNT(inside_fields), &in))
		return;
	(take ? take_phrases : add_phrases)(y, w, LINT_INSIDE, &in.words);
	(take ? take_phrases : add_phrases)(y, w, LINT_INSIDE_PLACE, &in.places);
	for (size_t i = 0; i < in.addresses.n; i++) {
		if (!take)
			lint_words_add_address(w, in.addresses.item[i]);
		else if (!lint_words_take_address(w, in.addresses.item[i]))
			yaml_complain(y, in.addresses.node[i], "'%.60s' cannot be taken away: it is not in this list", in.addresses.item[i]);
	}
}

/* A whole number of at most nine digits. */
static bool read_number(struct yaml *y, const struct yaml_node *n, long *out)
{
	const char *s = yaml_line(y, n);
	size_t digits;

	if (s == NULL)
		return false;
	digits = strspn(s, "0123456789");
	if (digits == 0 || digits > NUMBER_DIGITS || s[digits] != '\0') {
		yaml_complain(y, n, "'%.60s' is no whole number of at most %d digits", s, NUMBER_DIGITS);
		return false;
	}
	*out = strtol(s, NULL, 10);
	return true;
}

struct wordlist_credential { const char *name, *begins; const struct yaml_node *alphabet, *least, *most; };
static const struct yaml_field credential_fields[] = {
	{ "name", YAML_LINE, offsetof(struct wordlist_credential, name), YAML_REQUIRED },
	{ "begins", YAML_LINE, offsetof(struct wordlist_credential, begins), YAML_REQUIRED },
	{ "alphabet", YAML_NODE, offsetof(struct wordlist_credential, alphabet), YAML_OPTIONAL },
	{ "least", YAML_NODE, offsetof(struct wordlist_credential, least), YAML_OPTIONAL },
	{ "most", YAML_NODE, offsetof(struct wordlist_credential, most), YAML_OPTIONAL },
};

static bool read_tail(struct yaml *y, const struct yaml_node *at, const struct wordlist_credential *c, struct lint_credential *out)
{
	static const char *const alphabets[LINT_ALPHABETS] = {
		[LINT_DIGITS] = "digits", [LINT_HEX] = "hex", [LINT_CAPITALS] = "capitals", [LINT_LETTERS] = "letters",
		[LINT_BASE64] = "base64", [LINT_BASE64URL] = "base64url",
	};
	long least = 0, most = 0;
	int a;

	if (c->alphabet == NULL && c->least == NULL && c->most == NULL)
		return true;
	if (c->alphabet == NULL || c->least == NULL || c->most == NULL) {
		yaml_complain(y, at, "alphabet, least and most belong together");
		return false;
	}
	a = yaml_choice(y, c->alphabet, "alphabet", alphabets, LINT_ALPHABETS);
	if (a < 0 || !read_number(y, c->least, &least) || !read_number(y, c->most, &most))
		return false;
	if (least < 1 || most < least || most > LEAST_MAX) {
		yaml_complain(y, c->most, "least must be 1 or more, and most from there to %d", LEAST_MAX);
		return false;
	}
	out->alphabet = (enum lint_alphabet)a;
	out->least = (size_t)least;
	out->most = (size_t)most;
	return true;
}

static void add_credentials(struct yaml *y, struct lint_words *w, const struct yaml_node *list)
{
	for (const struct yaml_node *n = list != NULL ? list->first : NULL; n != NULL; n = n->next) {
		struct wordlist_credential c = {0};
		struct lint_credential out = {0};

		if (!yaml_read(y, n, "a credential", credential_fields, COUNT(credential_fields), &c) || !read_tail(y, n, &c, &out))
			continue;
		out.name = c.name;
		out.begins = c.begins;
		lint_words_add_credential(w, &out);
	}
}

static void add_numbers(struct yaml *y, struct lint_words *w, const struct yaml_node *map)
{
	for (const struct yaml_node *n = map != NULL ? map->first : NULL; n != NULL; n = n->next) {
		long value;

		if (read_number(y, n, &value) && !lint_words_add(w, LINT_NUMBER, n->key->text, (double)value, 0))
			yaml_complain(y, n->key, "'%.60s' is no word", n->key->text);
	}
}

struct wordlist_unit { struct yaml_lines words; const char *measures; const struct yaml_node *times; };
static const struct yaml_field unit_fields[] = {
	{ "words", YAML_LINES, offsetof(struct wordlist_unit, words), YAML_REQUIRED },
	{ "measures", YAML_LINE, offsetof(struct wordlist_unit, measures), YAML_REQUIRED },
	{ "times", YAML_NODE, offsetof(struct wordlist_unit, times), YAML_REQUIRED },
};

static void add_units(struct yaml *y, struct lint_words *w, const struct yaml_node *list)
{
	for (const struct yaml_node *n = list != NULL ? list->first : NULL; n != NULL; n = n->next) {
		struct wordlist_unit u = {0};
		long times;

		if (!yaml_read(y, n, "a unit", unit_fields, COUNT(unit_fields), &u) || !read_number(y, u.times, &times))
			continue;
		for (size_t i = 0; i < u.words.n; i++)
			if (!lint_words_add(w, LINT_UNIT, u.words.item[i], (double)times, lint_words_measure(w, u.measures)))
				yaml_complain(y, u.words.node[i], "'%.60s' is no word", u.words.item[i]);
	}
}

/* ---- a file ------------------------------------------------------------------------------------- */

static void read_lists(struct yaml *y, struct lint_words *w)
{
	struct wordlist_file f = {0};
	struct wordlist_lists gone = {0};

	yaml_read(y, y->root, "the word list", file_fields, COUNT(file_fields), &f);
	if (f.schema != NULL && strcmp(f.schema, SCHEMA) != 0)
		yaml_complain(y, yaml_get(y->root, "schema"), "'%.60s' is no schema of word lists; this program reads %s", f.schema, SCHEMA);
	if (f.remove != NULL && yaml_read(y, f.remove, "remove", remove_fields, COUNT(remove_fields), &gone)) {
		each_list(y, w, &gone, take_phrases);
		add_blanks(y, w, gone.blanks, true);
		add_inside(y, w, gone.inside, true);
	}
	each_list(y, w, &f.lists, add_phrases);
	add_blanks(y, w, f.lists.blanks, false);
	add_inside(y, w, f.lists.inside, false);
	add_credentials(y, w, f.credentials);
	add_numbers(y, w, f.numbers);
	add_units(y, w, f.units);
}

static bool add_file(struct lint_words *w, const char *path, struct complaints *out, struct err *err)
{
	struct yaml y;
	char *bytes;
	size_t len;

	if (!yaml_file(path, limits.bytes, &bytes, &len, err))
		return false;
	if (yaml_open(&y, path, bytes, len, &limits))
		read_lists(&y, w);
	free(bytes);
	return yaml_close(&y, out);
}

bool wordlist_load_with(struct lint_words *w, const char *path, struct complaints *out, struct err *err)
{
	char *shipped = xasprintf("%s/catalogue/%s", data_folder(), SHIPPED);
	bool ok;

	*w = (struct lint_words){0};
	ok = add_file(w, shipped, out, err) && (path == NULL || add_file(w, path, out, err));
	free(shipped);
	if (ok)
		lint_words_settle(w);
	else
		lint_words_release(w);
	return ok;
}

bool wordlist_load(struct lint_words *w, struct complaints *out, struct err *err)
{
	char *folder = settings_folder(), *own = xasprintf("%s/words.yaml", folder);
	bool ok = wordlist_load_with(w, *folder != '\0' && access(own, F_OK) == 0 ? own : NULL, out, err);

	free(folder);
	free(own);
	return ok;
}

size_t wordlist_size(const struct lint_words *w)
{
	size_t n = w->n_credentials + w->n_brackets + w->n_addresses;

	for (size_t i = 0; i < w->n_phrases; i++)
		n += !w->phrase[i].gone;
	return n;
}

bool wordlist_is_one(const char *path)
{
	static const char key[] = "schema: assay-words/";
	struct err ignored;
	char *bytes;
	size_t len;
	bool found;

	if (!yaml_file(path, limits.bytes, &bytes, &len, &ignored))
		return false;
	found = strncmp(bytes, key, sizeof key - 1) == 0;
	for (const char *s = bytes; !found && (s = strchr(s, '\n')) != NULL;)
		found = strncmp(++s, key, sizeof key - 1) == 0;
	free(bytes);
	return found;
}
