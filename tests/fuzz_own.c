/* libFuzzer: any bytes as a file that lies in a user's own folders. The first byte says which: t a theme, d a draft (under
 * a length and a hash that are right, as nothing else is read of it), else the configuration. */
#include "config.h"

#include "base/hash.h"
#include "base/utf8.h"
#include "catalogue/settings.h"
#include "catalogue/theme.h"
#include "fuzz_help.h"
#include "store/draft.h"
#include "tui/command.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define DRAFT_NAME "0000000000000000000000000000000000000000000000000000000000000000.draft"

static char *config, *theme, *draft;

static void start(void)
{
	char *home = fuzz_home(false);

	config = fuzz_path(home, ".config/assay/config.yaml");
	theme = fuzz_path(home, ".config/assay/themes/fuzz.yaml");
	draft = fuzz_path(home, ".local/state/assay/drafts/" DRAFT_NAME);
	free(home);
}

static void check(struct complaints *c, bool ok, const char *path)
{
	FUZZ_MUST(ok == (c->n == 0), "complaints and success do not agree");
	for (size_t i = 0; i < c->n; i++)
		FUZZ_MUST(strncmp(c->item[i], path, strlen(path)) == 0 && utf8_valid(c->item[i], strlen(c->item[i]), NULL), "%s", c->item[i]);
	complaints_release(c);
}

static void take_theme(void)
{
	struct theme t;
	struct complaints c = {0};
	struct err err = {0};

	check(&c, theme_load(&t, "fuzz", &c, &err), theme);
	for (int s = 0; t.name != NULL && s < STYLE_COUNT; s++)
		FUZZ_MUST(t.look[s].fg >= COLOUR_DEFAULT && t.look[s].fg <= 0x1FFFFFF && t.look[s].bg >= COLOUR_DEFAULT, "no colour");
	theme_release(&t);
}

static void take_settings(void)
{
	struct settings s;
	struct complaints c = {0};
	struct buf keys = {0};
	struct err err = {0};
	bool ok = settings_load(&s, &c, &err);

	check(&c, ok, config);
	if (ok && command_check_settings(&s, &err))
		for (size_t i = 0; i < command_count(); i++)
			command_keys(&s, command_at(i), &keys);
	FUZZ_MUST(utf8_valid(buf_str(&keys), keys.len, NULL), "keys that are no text");
	command_for(&s, ~0u, 'q');
	buf_release(&keys);
	settings_release(&s);
}

static void write_draft(const uint8_t *body, size_t len)
{
	struct hash h;
	char hash[HASH_TEXT];
	struct buf b = {0};

	hash_init(&h);
	hash_bytes(&h, body, len);
	hash_end(&h, hash);
	buf_addf(&b, "assay draft 1\nlength %zu\nsha256 %s\n", len, hash);
	buf_addn(&b, (const char *)body, len);
	fuzz_write(draft, b.data, b.len);
	buf_release(&b);
}

/* It does not lie under the name that belongs to it, so that it is read, and not offered. */
static void take_draft(void)
{
	struct drafts d = {0};
	struct err err = {0};

	FUZZ_MUST(draft_list("fuzz", "Sam", &d, &err) && d.n == 0, "a draft under another's name");
	drafts_release(&d);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (config == NULL)
		start();
	if (size == 0)
		return 0;
	if (data[0] == 'd') {
		write_draft(data + 1, size - 1);
		take_draft();
	} else if (data[0] == 't') {
		fuzz_write(theme, data + 1, size - 1);
		take_theme();
	} else {
		fuzz_write(config, data + 1, size - 1);
		take_settings();
	}
	return 0;
}
