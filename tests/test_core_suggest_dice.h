/* Workspaces made up by dice, for the rank of suggestions: claims, guidance and items of a few words, links, refusals,
 * and claims that do not count. A seed names a case for ever. */
#ifndef TEST_CORE_SUGGEST_DICE_H
#define TEST_CORE_SUGGEST_DICE_H

#include "test_core_support.h"

enum { LEAVES = 40, ITEMS = 60, GUIDANCE = 12 };

static const char *const words[] = {
	"token", "backups", "restore", "the", "firewall", "packages", "signing", "scanner", "role", "of", "keys", "logs", "merge",
	"pipeline", "rotation", "supplier", "vulnerability", "tickets", "audits", "encryption", "manifest", "licence", "threat",
	"registry", "privileges", "deploying", "incident", "notified", "defect", "dependency", "container", "rollback",
};

struct case_made {
	struct dice dice;
	struct tree *tree;
	struct work *work;
	struct arena texts;
	const char *detail[ITEMS + 1];
	struct reader reader;
};

/* The first words are said most often. */
static inline const char *sentence(struct case_made *c, int most)
{
	struct buf b = {0};
	const char *text;

	for (int n = 1 + dice_below(&c->dice, most); n > 0; n--) {
		int limit = 1 + dice_below(&c->dice, (int)(sizeof words / sizeof words[0]));

		buf_addf(&b, "%s%s", words[dice_below(&c->dice, limit)], dice_chance(&c->dice, 15) ? ", " : " ");
	}
	text = arena_strdup(&c->texts, buf_str(&b));
	buf_release(&b);
	return text;
}

static inline const char *leaf_id(int i, char out[24])
{
	snprintf(out, 24, "1.%d.%d", i % 2 + 1, i / 2 + 1);
	return out;
}

static inline void make_tree(struct case_made *c)
{
	struct draft_tree d = {0};
	struct guidance_in guidance[GUIDANCE];
	const char *helped[GUIDANCE][2];
	struct tree_in in;
	char id[24];

	draft_add(&d, "1", NULL)->text = "Theme";
	draft_add(&d, "1.1", NULL)->text = sentence(c, 6);
	draft_add(&d, "1.2", NULL)->text = sentence(c, 6);
	for (int i = 0; i < LEAVES; i++)
		draft_add(&d, leaf_id(i, id), NULL)->text = sentence(c, 12);
	for (int i = 0; i < GUIDANCE; i++) {
		char ig[24];

		snprintf(ig, sizeof ig, "IG-%d", i + 1);
		helped[i][0] = arena_strdup(&c->texts, leaf_id(dice_below(&c->dice, LEAVES / 2), id));
		helped[i][1] = arena_strdup(&c->texts, leaf_id(LEAVES / 2 + dice_below(&c->dice, LEAVES / 2), id));
		guidance[i] = (struct guidance_in){ arena_strdup(&c->texts, ig), sentence(c, 12), "1.1", helped[i], 2 };
	}
	draft_roles(&d);
	d.n_roles = 0;
	in = draft_in(&d);
	in.guidance = guidance;
	in.n_guidance = GUIDANCE;
	c->tree = tree_build(&in, no_complaint, NULL);
	draft_release(&d);
}

static inline bool detail_of(void *ctx, enum field f, const char *id, struct buf *out, struct err *err)
{
	const struct case_made *c = ctx;
	long n = strtol(id + 2, NULL, 16);

	(void)err;
	if (f == FIELD_DETAIL && c->detail[n] != NULL)
		buf_add(out, c->detail[n]);
	return true;
}

static inline void make_item(struct case_made *c, int n)
{
	char id[ID_TEXT], leaf[24];

	put_evidence(c->work, n, sentence(c, 7), "https://a");
	id_of('E', n, id);
	if (dice_chance(&c->dice, 40))
		put(c->work, ENTITY_EVIDENCE, id, FIELD_TOOL, sentence(c, 2));
	if (dice_chance(&c->dice, 60)) {
		c->detail[n] = sentence(c, 15);
		put(c->work, ENTITY_EVIDENCE, id, FIELD_DETAIL, c->detail[n]);
	}
	for (int k = dice_below(&c->dice, 4); k > 0; k--)
		put_link(c->work, ENTITY_SUPPORT, n, leaf_id(dice_below(&c->dice, LEAVES), leaf), true);
	if (dice_chance(&c->dice, 30)) {
		char *link = link_id(id, leaf_id(dice_below(&c->dice, LEAVES), leaf));

		put(c->work, ENTITY_REFUSAL, link, FIELD_REFUSAL_REMOVED, NULL);
		free(link);
	}
}

static inline void case_make(struct case_made *c, int seed)
{
	char leaf[24];

	*c = (struct case_made){ .dice = { (uint64_t)seed } };
	make_tree(c);
	c->reader = (struct reader){ c, detail_of };
	c->work = work_new(c->tree);
	put(c->work, ENTITY_SCOPE, "1.1", FIELD_SCOPE_IN, "true");
	put(c->work, ENTITY_SCOPE, "1.2", FIELD_SCOPE_IN, seed % 3 == 0 ? "false" : "true");
	put(c->work, ENTITY_ANSWER, leaf_id(dice_below(&c->dice, LEAVES), leaf), FIELD_STATUS, "not-applicable");
	for (int n = 1; n <= ITEMS; n++)
		make_item(c, n);
	settle(c->work);
}

static inline void case_free(struct case_made *c)
{
	work_free(c->work);
	tree_free(c->tree);
	arena_release(&c->texts);
}

#endif
