/* libFuzzer: any bytes as the user's own word list, over a small shipped one. It is taken, or each complaint has its place;
 * what is taken is looked for in a text of which the list itself is the most likely to have something. */
#include "config.h"

#include "base/utf8.h"
#include "catalogue/load.h"
#include "catalogue/wordlist.h"
#include "core/lint.h"
#include "fuzz_help.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char *own;
static struct tree *tree;

static const char shipped[] =
	"schema: assay-words/1\n"
	"tick-box: [best practice, taken serious*]\n"
	"vague: [adequate]\n"
	"places: [handbook]\n"
	"blanks: {words: [TBD], brackets: [{open: '[', close: ']', begins: [insert]}, {open: '{{', close: '}}'}, {open: ___}]}\n"
	"inside: {words: [internal only], places: [intranet], addresses: [.local, intranet]}\n"
	"credentials: [{name: a key, begins: AKIA, alphabet: capitals, least: 4, most: 8}]\n"
	"numbers: {two: 2}\n"
	"units: [{words: [days], measures: time, times: 24}, {words: ['%'], measures: share, times: 1}]\n";

static const char catalogue[] =
	"schema: assay-catalogue/1\nid: small\nversion: '1'\ntitle: Small\n"
	"themes: [{id: 1, text: Theme}]\nprinciples: [{id: 1.1, parent: 1, text: Principle}]\n"
	"claims: [{id: 1.1.1, parent: 1.1, asked-as: 1.1/1, text: Releases are signed}]\nroles: []\n";

static const char text[] =
	"Best practice is taken seriously. TBD by [insert date], {{name}}, ____. See http://intranet/x and fs.local:80, "
	"internal only. AKIAABCDEF two days, 5 % of 30 days. An adequate handbook.\n";

static void start(void)
{
	struct complaints c = {0};
	char *home = fuzz_home(true), *path = fuzz_path(home, "catalogue/words/en.yaml");

	fuzz_write(path, shipped, sizeof shipped - 1);
	own = fuzz_path(home, "words.yaml");
	tree = catalogue_load_bytes("small.yaml", catalogue, sizeof catalogue - 1, &c);
	FUZZ_MUST(tree != NULL, "%s", c.item[0]);
	free(path);
	free(home);
}

static bool read_text(void *ctx, enum field f, const char *id, struct buf *out, struct err *err)
{
	(void)f, (void)id, (void)err;
	buf_add(out, ctx);
	return true;
}

/* An answer and an item, so that every list has something to look at. */
static struct work *work_with(const char *value)
{
	struct work *w = work_new(tree);
	struct changes c = {0};
	char id[ID_TEXT];
	struct err err = {0};

	changes_set(&c, ENTITY_ANSWER, "1.1.1", 0, FIELD_STATUS, "evidenced");
	changes_set(&c, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, value);
	changes_new(&c, ENTITY_EVIDENCE, id);
	for (size_t i = 0; i < c.n; i++)
		if (field_is_ref(c.item[i].field))
			c.item[i].value = xstrdup("1");
	changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, "Handbook");
	changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_AUDIENCE, "public");
	changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_DETAIL, value);
	FUZZ_MUST(work_apply(w, &c, &err), "%s", err.text);
	changes_release(&c);
	return w;
}

static void look(const struct lint_words *words, char *value)
{
	struct err err = {0};
	struct work *w = work_with(value);
	struct standing standing = {0};
	struct reader reader = { .ctx = value, .text = read_text };
	struct lint_in in = { .work = w, .standing = &standing, .reader = &reader, .words = words };
	struct lint found = {0}, typed = {0};

	standing_compute(&standing, w);
	FUZZ_MUST(lint_all(&found, &in, &err), "%s", err.text);
	lint_writing(&typed, &in, FIELD_ARGUMENT, "1.1.1", tree_find(tree, "1.1.1"), value);
	for (size_t i = 0; i < found.n; i++)
		FUZZ_MUST(utf8_valid(found.item[i].text, strlen(found.item[i].text), NULL), "a remark that is no text");
	for (size_t i = 0; i < typed.n; i++)
		FUZZ_MUST(utf8_valid(typed.item[i].text, strlen(typed.item[i].text), NULL), "a remark that is no text");
	lint_release(&found);
	lint_release(&typed);
	standing_release(&standing);
	work_free(w);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct lint_words words;
	struct complaints c = {0};
	struct err err = {0};

	if (tree == NULL)
		start();
	fuzz_write(own, data, size);
	if (wordlist_load_with(&words, own, &c, &err)) {
		char *value = xasprintf("%s%.*s", text, (int)size, (const char *)data);

		FUZZ_MUST(c.n == 0, "taken in spite of: %s", c.item[0]);
		if (!field_check(FIELD_ARGUMENT, value, &err))
			value[sizeof text - 1] = '\0';
		look(&words, value);
		free(value);
	} else {
		FUZZ_MUST(c.n > 0 || err.code != 0, "refused without a word");
	}
	for (size_t i = 0; i < c.n; i++)
		FUZZ_MUST(strncmp(c.item[i], own, strlen(own)) == 0 && utf8_valid(c.item[i], strlen(c.item[i]), NULL), "%s", c.item[i]);
	complaints_release(&c);
	lint_words_release(&words);
	return 0;
}
