/* libFuzzer: any bytes as a document of the text form, into an empty workspace or one with content
 * (the first byte says which). Nothing may crash or hang; what is taken must come out and in again with
 * the same bytes in both forms. ASSAY_DATA names the data folder. */
#include <config.h>

#include <stdint.h>
#include <string.h>

#define WORLD_MUST(condition, ...) \
	do { \
		if (!(condition)) { \
			fprintf(stderr, __VA_ARGS__); \
			abort(); \
		} \
	} while (0)
#include "test_catalogue_exchange.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct tree *tree;

/* One of each: short, so that much can be tried. */
static const char content[] =
	"schema: assay/1\n"
	"scope: [{principle: \"3.1\", in-scope: false, reason: r}]\n"
	"answers: [{claim: 1.1/1, status: evidenced, argument: a}]\n"
	"evidence: [{ref: E1, title: t, supports: [{claim: 1.1/1, note: n}]}]\n"
	"gaps: [{ref: G1, gap: g, claims: [1.1/1]}]\n"
	"challenges: [{ref: C1, claim: 1.1/1, evidence: E1, text: c}]\n"
	"approvals: [{principle: \"1.1\", by: p}]\n"
	"waivers: [{rule: w, on: E1}]\n";

static bool take(struct world *wd, const char *bytes, size_t len)
{
	struct changes changes = {0};
	struct complaints c = {0};
	bool ok = exchange_import("fuzz", bytes, len, wd->work, &wd->reader, &changes, &c);

	WORLD_MUST(ok == (c.n == 0), "complaints and success do not agree");
	WORLD_MUST(ok || changes.n == 0, "changes although there are complaints");
	if (ok)
		world_apply(wd, &changes);
	changes_release(&changes);
	complaints_release(&c);
	return ok;
}

static void must_return(struct world *wd, enum exchange_format f)
{
	char *doc = world_export(wd, f), *again;
	struct world other;

	world_open_on(&other, tree);
	WORLD_MUST(take(&other, doc, strlen(doc)), "its own document is refused:\n%s", doc);
	again = world_export(&other, f);
	WORLD_MUST(strcmp(doc, again) == 0, "not the same again:\n%s\n---\n%s", doc, again);
	free(doc);
	free(again);
	world_close(&other);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct world wd;
	char *bytes;

	if (tree == NULL)
		tree = world_catalogue();
	if (size == 0)
		return 0;
	bytes = xmalloc(size > 1 ? size - 1 : 1);       /* exactly: the sanitizer sees a step too far */
	memcpy(bytes, data + 1, size - 1);
	world_open_on(&wd, tree);
	if (data[0] == 'c')
		take(&wd, content, strlen(content));
	if (take(&wd, bytes, size - 1)) {
		must_return(&wd, EXCHANGE_YAML);
		must_return(&wd, EXCHANGE_JSON);
	}
	world_close(&wd);
	free(bytes);
	return 0;
}
