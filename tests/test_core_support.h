/* For the tests of core: trees from nothing but numbers, repeatable random numbers, and short ways
 * to say things in a workspace. */
#ifndef TEST_CORE_SUPPORT_H
#define TEST_CORE_SUPPORT_H

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "apc_ids.h"
#include "core/standing.h"

/* ---- random numbers: splitmix64 (Vigna), so that a seed names a case for ever --------------------- */

struct dice {
	uint64_t state;
};

static inline uint64_t dice_next(struct dice *d)
{
	uint64_t z = (d->state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static inline int dice_below(struct dice *d, int n)
{
	return (int)(dice_next(d) % (uint64_t)n);
}

static inline bool dice_chance(struct dice *d, int percent)
{
	return dice_below(d, 100) < percent;
}

/* ---- trees ----------------------------------------------------------------------------------------- */

/* Nodes on their way to a tree: their strings are the draft's. */
struct draft_tree {
	struct node_in *node;
	size_t n, cap;
	struct arena arena;
	struct role_in role[8];
	size_t n_roles;
};

static inline void draft_release(struct draft_tree *d)
{
	free(d->node);
	arena_release(&d->arena);
}

static inline enum node_kind draft_kind(const char *id)
{
	int dots = 0;

	for (; *id != '\0'; id++)
		dots += *id == '.';
	return dots == 0 ? NODE_THEME : dots == 1 ? NODE_PRINCIPLE : NODE_CLAIM;
}

/* Kind and parent follow from the number. */
static inline struct node_in *draft_add(struct draft_tree *d, const char *id, const char *asked_as)
{
	char *parent = arena_strdup(&d->arena, id), *dot = strrchr(parent, '.');

	if (dot != NULL)
		*dot = '\0';
	MEM_GROW(d->node, d->n, d->cap);
	d->node[d->n++] = (struct node_in){
		.id = arena_strdup(&d->arena, id),
		.parent = dot == NULL ? NULL : parent,
		.kind = draft_kind(id),
		.text = "a text",
		.asked_as = arena_strdup(&d->arena, asked_as),
	};
	return &d->node[d->n - 1];
}

static inline void draft_role(struct draft_tree *d, const char *id, const char *const *themes, size_t n, const char *const *maybe,
    size_t n_maybe)
{
	d->role[d->n_roles++] = (struct role_in){ .id = id, .text = id, .themes = themes, .n_themes = n,
		.if_responsible = maybe, .n_if_responsible = n_maybe };
}

static inline struct tree_in draft_in(const struct draft_tree *d)
{
	return (struct tree_in){ .id = "test", .version = "1", .title = "Test", .short_title = "APC", .node = d->node,
		.n_nodes = d->n, .role = d->role, .n_roles = d->n_roles };
}

static inline void no_complaint(void *ctx, enum tree_part part, size_t index, const char *text)
{
	(void)ctx;
	cr_fail("part %d, number %zu: %s", (int)part, index, text);
}

static inline struct tree *draft_build(const struct draft_tree *d)
{
	struct tree_in in = draft_in(d);

	return tree_build(&in, no_complaint, NULL);
}

/* The Code's roles (Table 1). */
static inline void draft_roles(struct draft_tree *d)
{
	static const char *const all[] = { "1", "2", "3", "4" };

	draft_role(d, "developer-distributor", all, 4, NULL, 0);
	draft_role(d, "reseller", all + 2, 2, NULL, 0);
	draft_role(d, "developer", all, 2, all + 2, 1);
	draft_role(d, "open-source", NULL, 0, NULL, 0);
}

static inline void draft_apc(struct draft_tree *d)
{
	static const char *const themes[APC_THEMES] = { "1", "2", "3", "4" };

	for (int i = 0; i < APC_THEMES; i++)
		draft_add(d, themes[i], NULL);
	for (int i = 0; i < APC_NUMBERS; i++)
		draft_add(d, apc_ids[i].id, apc_ids[i].asked_as);
	draft_roles(d);
}

static inline struct tree *apc_tree(void)
{
	struct draft_tree d = {0};
	struct tree *t;

	draft_apc(&d);
	t = draft_build(&d);
	draft_release(&d);
	return t;
}

/* ---- workspaces --------------------------------------------------------------------------------------- */

/* Id number n of its kind: 32 hex digits. */
static inline const char *id_of(char letter, int n, char out[ID_TEXT])
{
	snprintf(out, ID_TEXT, "%02x%030x", (unsigned)letter, (unsigned)n);
	return out;
}

static inline void put(struct work *w, enum entity e, const char *id, enum field f, const char *value)
{
	struct err err = {0};

	cr_assert(work_put(w, e, id, f, value, &err), "%s", err.text);
}

static inline void settle(struct work *w)
{
	struct err err = {0};

	cr_assert(work_settle(w, &err), "%s", err.text);
}

static inline void put_answer(struct work *w, const char *claim, const char *status, const char *argument)
{
	put(w, ENTITY_ANSWER, claim, FIELD_STATUS, status);
	put(w, ENTITY_ANSWER, claim, FIELD_ARGUMENT, argument);
}

/* Evidence n with its reference; `location` NULL: a bare title. */
static inline void put_evidence(struct work *w, int n, const char *title, const char *location)
{
	char id[ID_TEXT], ref[12];

	snprintf(ref, sizeof ref, "%d", n);
	put(w, ENTITY_EVIDENCE, id_of('E', n, id), FIELD_EVIDENCE_REF, ref);
	put(w, ENTITY_EVIDENCE, id, FIELD_EVIDENCE_TITLE, title);
	put(w, ENTITY_EVIDENCE, id, FIELD_LOCATION, location);
}

static inline void put_link(struct work *w, enum entity e, int n, const char *claim, bool there)
{
	char id[ID_TEXT], *link = link_id(id_of(e == ENTITY_SUPPORT ? 'E' : 'G', n, id), claim);

	put(w, e, link, e == ENTITY_SUPPORT ? FIELD_SUPPORT_REMOVED : FIELD_GAP_CLAIM_REMOVED, there ? NULL : "true");
	free(link);
}

static inline void put_gap(struct work *w, int n, const char *state)
{
	char id[ID_TEXT], ref[12];

	snprintf(ref, sizeof ref, "%d", n);
	put(w, ENTITY_GAP, id_of('G', n, id), FIELD_GAP_REF, ref);
	put(w, ENTITY_GAP, id, FIELD_GAP_STATE, state);
}

/* On the claim, or with `evidence` > 0 on that link. */
static inline void put_challenge(struct work *w, int n, const char *claim, int evidence, const char *state)
{
	char id[ID_TEXT], item[ID_TEXT], ref[12];

	snprintf(ref, sizeof ref, "%d", n);
	put(w, ENTITY_CHALLENGE, id_of('C', n, id), FIELD_CHALLENGE_REF, ref);
	put(w, ENTITY_CHALLENGE, id, FIELD_CHALLENGE_CLAIM, claim);
	put(w, ENTITY_CHALLENGE, id, FIELD_CHALLENGE_EVIDENCE, evidence > 0 ? id_of('E', evidence, item) : NULL);
	put(w, ENTITY_CHALLENGE, id, FIELD_CHALLENGE_STATE, state);
}

/* The standing of one node, spelt as in JSON. */
static inline const char *standing_of(const struct work *w, const char *number)
{
	struct standing st;
	const char *key;

	standing_compute(&st, w);
	key = standing_key(&st, tree_find(w->tree, number));
	standing_release(&st);
	return key;
}

static inline void expect_text(const char *is, const char *should)
{
	cr_expect(strcmp(is, should) == 0, "is:     %s\nshould: %s", is, should);
}

#endif
