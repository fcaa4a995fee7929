/* For the fuzz targets that need a workspace: a small one with one of each, and texts long enough to be kept in parts, with the rows and in the history. */
#ifndef FUZZ_WORKSPACE_H
#define FUZZ_WORKSPACE_H

#include "catalogue/exchange.h"
#include "catalogue/load.h"
#include "fuzz_help.h"
#include "store/store.h"

static const char fuzz_catalogue[] =
	"schema: assay-catalogue/1\nid: small\nversion: '1'\ntitle: Small\n"
	"themes: [{id: 1, text: Theme, aim: An aim}]\n"
	"principles: [{id: 1.1, parent: 1, text: Principle}, {id: 1.2, parent: 1, text: Another}]\n"
	"claims:\n"
	"  - {id: 1.1.1, parent: 1.1, asked-as: 1.1/1, text: Releases are signed}\n"
	"  - {id: 1.1.2, parent: 1.1, asked-as: 1.1/2, text: Keys are kept}\n"
	"  - {id: 1.2.1, parent: 1.2, asked-as: 1.2/1, text: Others}\n"
	"roles: [{id: developer, text: All, themes: [1]}]\n";

#define FUZZ_LONG "A long text of which the first part is kept with its row, and the rest apart from it. "
#define FUZZ_LONGER FUZZ_LONG FUZZ_LONG FUZZ_LONG
#define FUZZ_LONGEST FUZZ_LONGER FUZZ_LONGER FUZZ_LONGER FUZZ_LONGER

static const char fuzz_content[] =
	"schema: assay/1\n"
	"assessment: {title: Fuzz, role: developer}\n"
	"scope: [{principle: '1.2', in-scope: false, reason: '" FUZZ_LONGER "'}]\n"
	"answers:\n"
	"  - {claim: 1.1/1, status: evidenced, argument: '" FUZZ_LONGER "', note: short, owner: Sam}\n"
	"  - {claim: 1.1/2, status: partly-evidenced, assumptions: '" FUZZ_LONGER "'}\n"
	"evidence:\n"
	"  - {ref: E1, title: Signatures, detail: '" FUZZ_LONGER "', supports: [{claim: 1.1/1, note: '" FUZZ_LONGER "'}, {claim: 1.1/2}]}\n"
	"  - {ref: E2, title: Keys, location: here, review-by: 2027-01-01, supports: [{claim: 1.1/2, note: n}]}\n"
	"gaps: [{ref: G1, gap: '" FUZZ_LONGER "', action: a, due: 2027-01-01, state: open, claims: [1.1/2]}]\n"
	"challenges: [{ref: C1, claim: 1.1/1, evidence: E1, by: Kim, text: '" FUZZ_LONGER "', state: open}]\n"
	"approvals: [{principle: '1.1', by: Helen}]\n"
	"waivers: [{rule: w, on: E1, reason: r}]\n";

static inline struct tree *fuzz_tree(void)
{
	struct complaints c = {0};
	struct tree *t = catalogue_load_bytes("small.yaml", fuzz_catalogue, sizeof fuzz_catalogue - 1, &c);

	FUZZ_MUST(t != NULL, "%s", c.item[0]);
	return t;
}

static inline bool fuzz_no_text(void *ctx, enum field f, const char *id, struct buf *out, struct err *err)
{
	(void)ctx, (void)f, (void)id, (void)out, (void)err;
	return true;
}

/* One save with everything, one with an argument alone. */
static inline void fuzz_workspace(const char *path)
{
	struct tree *t = fuzz_tree();
	struct work *w = work_new(t);
	struct reader none = { .text = fuzz_no_text };
	struct changes first = {0}, second = {0};
	struct complaints c = {0};
	struct store *st = NULL;
	struct err err = {0};

	FUZZ_MUST(exchange_import("content", fuzz_content, sizeof fuzz_content - 1, w, &none, &first, &c), "%s", c.item[0]);
	FUZZ_MUST(store_create(path, t, false, "Sam", "new", &first, &err), "%s", err.text);
	FUZZ_MUST(store_open(path, STORE_WRITE, "Sam", &st, &err), "%s", err.text);
	changes_set(&second, ENTITY_ANSWER, "1.1.1", 1, FIELD_ARGUMENT, FUZZ_LONGEST);
	FUZZ_MUST(store_save(st, "set", &second, &err), "%s", err.text);
	store_close(st);
	changes_release(&first);
	changes_release(&second);
	work_free(w);
	tree_free(t);
}

#endif
