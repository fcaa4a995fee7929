/* libFuzzer: any bytes as the document that an earlier review left. It is taken up or refused; what is taken up lies over the
 * workspace, takes a further challenge, and is written so that it is taken up again and written with the same bytes. */
#include "config.h"

#include "base/utf8.h"
#include "fuzz_workspace.h"
#include "tui/review.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char *document;
static struct store *st;
static struct work *loaded;

static void start(void)
{
	char *home = fuzz_home(false), *path = fuzz_path(home, "w.assay");
	struct err err = {0};

	document = fuzz_path(home, "review.yaml");
	fuzz_workspace(path);
	FUZZ_MUST(store_open(path, STORE_READ, NULL, &st, &err) && store_load(st, &loaded, &err), "%s", err.text);
	free(path);
	free(home);
}

/* NULL: refused. */
static struct review *begin(struct work *w)
{
	struct tui_start how = { .who = "Kim", .review = true, .review_to = document };
	struct review *r = NULL;
	struct err err = {0};

	if (review_begin(&r, &how, st, w, true, &err)) {
		FUZZ_MUST(review_lay_over(r, w, &err), "taken, and does not fit: %s", err.text);
		return r;
	}
	FUZZ_MUST(err.text[0] != '\0', "refused without a word");
	review_free(r);
	return NULL;
}

static void read_texts(struct review *r, const struct work *w)
{
	struct reader reader = review_reader(r);

	for (int i = 0; i < w->n_challenge; i++) {
		struct buf text = {0};
		struct err err = {0};

		FUZZ_MUST(reader_text(&reader, FIELD_CHALLENGE_TEXT, w->challenge[i].id, &text, &err), "%s", err.text);
		FUZZ_MUST(utf8_valid(buf_str(&text), text.len, NULL), "a challenge that is no text");
		buf_release(&text);
	}
}

static char *written(void)
{
	char *bytes = NULL;
	size_t len;
	struct err err = {0};

	FUZZ_MUST(exchange_slurp(document, EXCHANGE_SIZE_MAX, &bytes, &len, &err), "%s", err.text);
	bytes = xrealloc(bytes, len + 1);
	bytes[len] = '\0';
	return bytes;
}

static void raise_one(struct review *r, struct work *w)
{
	struct changes c = {0};
	char id[ID_TEXT];
	struct err err = {0};

	changes_new(&c, ENTITY_CHALLENGE, id);
	changes_set(&c, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_CLAIM, "1.1.2");
	changes_set(&c, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_BY, "Kim");
	changes_set(&c, ENTITY_CHALLENGE, id, 0, FIELD_CHALLENGE_TEXT, "Who holds them?");
	FUZZ_MUST(review_keep(r, &c, w, &err), "%s", err.text);
	changes_release(&c);
}

static void again(const char *was)
{
	struct changes none = {0};
	struct work *w = work_copy(loaded);
	struct review *r = begin(w);
	struct err err = {0};

	FUZZ_MUST(r != NULL, "its own document is refused:\n%s", was);
	FUZZ_MUST(review_keep(r, &none, w, &err), "%s", err.text);
	char *is = written();
	FUZZ_MUST(strcmp(was, is) == 0, "not the same again:\n%s\n---\n%s", was, is);
	free(is);
	review_free(r);
	work_free(w);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (document == NULL)
		start();
	fuzz_write(document, data, size);
	struct work *w = work_copy(loaded);
	struct review *r = begin(w);
	if (r != NULL) {
		struct buf words = {0};

		read_texts(r, w);
		raise_one(r, w);
		review_last_words(r, "w.assay", &words);
		char *was = written();
		again(was);
		free(was);
		buf_release(&words);
	}
	review_free(r);
	work_free(w);
	return 0;
}
