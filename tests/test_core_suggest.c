/* Where an item could also serve: words as they are compared, what is proposed and what never is. */
#include "config.h"

#include "core/suggest.h"
#include "core/terms.h"
#include "test_core_support.h"

/* ---- words ----------------------------------------------------------------------------------------- */

static void expect_stems(const char *text, const char *must)
{
	struct buf b = {0};
	struct term t;

	for (size_t at = 0; term_next(text, &at, &t);)
		if (!t.stop)
			buf_addf(&b, "%s%s", b.len > 0 ? " " : "", t.stem);
	expect_text(buf_str(&b), must);
	buf_release(&b);
}

Test(terms, endings_are_one_word)
{
	expect_stems("Tests tested TESTING test", "test test test test");
	expect_stems("updates, updating; updated", "updat updat updat");
	expect_stems("policy policies", "policy policy");
	expect_stems("deployment deployed", "deploy deploy");
	expect_stems("verified verification", "verify verify");
	expect_stems("planned plans", "plan plan");
	expect_stems("process access status", "access status");
}

Test(terms, what_is_no_word)
{
	expect_stems("", "");
	expect_stems("2026 7 a - \xE2\x80\x9C \xE2\x80\xA6 the of", "");
	expect_stems("third-party \xE2\x80\x9Clock file\xE2\x80\x9D", "third party lock fil");
	expect_stems("\xC3\x84nderung \xC3\xA4NDERUNG", "\xC3\xA4nderung \xC3\xA4nderung");
	expect_stems("\xFF\xFE\x80", "");
}

Test(terms, a_word_without_end_is_cut)
{
	char *text = xcalloc(100001, 1);
	struct term t;
	size_t at = 0;

	memset(text, 'x', 100000);
	cr_assert(term_next(text, &at, &t));
	cr_expect(eq(sz, strlen(t.stem), TERM_BYTES - 1));
	cr_expect(eq(sz, t.len, 100000));
	cr_expect(not(term_next(text, &at, &t)));
	free(text);
}

/* ---- a small catalogue ----------------------------------------------------------------------------- */

static struct tree *small_tree(void)
{
	static const char *const first[] = { "1.1.1" }, *const second[] = { "1.1.2" };
	static const struct guidance_in guidance[] = {
		{ "IG-1", "Keep a lock file with hashes of the packages.", "1.1", first, 1 },
		{ "IG-2", "Try a restore from the backups every quarter.", "1.1", second, 1 },
	};
	struct draft_tree d = {0};
	struct tree_in in;
	struct tree *t;

	draft_add(&d, "1", NULL)->text = "Design";
	draft_add(&d, "1.1", NULL)->text = "Components";
	draft_add(&d, "1.1.1", "1.1/1")->text = "Integrity of downloaded packages is verified.";
	draft_add(&d, "1.1.2", "1.1/2")->text = "Backups are encrypted and restored.";
	draft_add(&d, "1.1.3", "1.1/3")->text = "Passwords are strong.";
	draft_add(&d, "1.1.4", "1.1/4")->text = "Passwords are long.";
	draft_add(&d, "1.1.5", "1.1/5")->text = "Nothing of the kind.";
	draft_roles(&d);
	d.n_roles = 0;
	in = draft_in(&d);
	in.guidance = guidance;
	in.n_guidance = 2;
	t = tree_build(&in, no_complaint, NULL);
	draft_release(&d);
	return t;
}

struct shelf { struct tree *tree; struct work *work; struct suggestions found; struct suggest *index; };

static void shelf_make(struct shelf *s)
{
	*s = (struct shelf){ .tree = small_tree() };
	s->work = work_new(s->tree);
	put(s->work, ENTITY_SCOPE, "1.1", FIELD_SCOPE_IN, "true");
	put_evidence(s->work, 1, "Lock file with hashes of all packages", "https://a");
	put_evidence(s->work, 2, "Encrypted backups and their restore", "https://b");
	put_evidence(s->work, 3, "Passwords are set by policy", "https://c");
	put_evidence(s->work, 4, "Unrelated", "https://d");
}

static void shelf_free(struct shelf *s)
{
	suggestions_release(&s->found);
	suggest_free(s->index);
	work_free(s->work);
	tree_free(s->tree);
}

static void ask_item(struct shelf *s, int evidence)
{
	struct err err = {0};

	settle(s->work);
	suggestions_release(&s->found);
	suggest_free(s->index);
	s->index = suggest_new(s->work);
	cr_assert(suggest_for_evidence(s->index, NULL, evidence, 10, &s->found, &err), "%s", err.text);
}

static const char *found_claim(const struct shelf *s, size_t i)
{
	return i < s->found.n ? s->tree->node[s->found.item[i].claim].id : "none";
}

Test(suggest, says_what_is_shared_and_where)
{
	struct shelf s;
	struct buf b = {0};

	shelf_make(&s);
	ask_item(&s, 0);
	expect_text(found_claim(&s, 0), "1.1.1");
	cr_assert(eq(sz, s.found.n, 1));
	suggestion_because(&b, &s.found.item[0], s.work);
	expect_text(buf_str(&b), "shares 'packages', 'Lock file', 'hashes' with 1.1/1 and its guidance IG-1");
	buf_release(&b);
	shelf_free(&s);
}

Test(suggest, never_what_is_linked_refused_or_set_aside)
{
	struct shelf s;
	char id[ID_TEXT], *link = link_id(id_of('E', 1, id), "1.1.1");

	shelf_make(&s);
	put(s.work, ENTITY_REFUSAL, link, FIELD_REFUSAL_REMOVED, NULL);
	ask_item(&s, 0);
	expect_text(found_claim(&s, 0), "none");
	put(s.work, ENTITY_REFUSAL, link, FIELD_REFUSAL_REMOVED, "true");
	ask_item(&s, 0);
	expect_text(found_claim(&s, 0), "1.1.1");
	put_link(s.work, ENTITY_SUPPORT, 1, "1.1.1", true);
	ask_item(&s, 0);
	expect_text(found_claim(&s, 0), "none");
	put_link(s.work, ENTITY_SUPPORT, 1, "1.1.1", false);
	put(s.work, ENTITY_ANSWER, "1.1.1", FIELD_STATUS, "not-applicable");
	ask_item(&s, 0);
	expect_text(found_claim(&s, 0), "none");
	put(s.work, ENTITY_ANSWER, "1.1.1", FIELD_STATUS, "evidenced");
	put(s.work, ENTITY_SCOPE, "1.1", FIELD_SCOPE_IN, "false");
	ask_item(&s, 0);
	expect_text(found_claim(&s, 0), "none");
	free(link);
	shelf_free(&s);
}

/* Two claims that fit equally well: the one without support goes first; and one that fits better stays first,
 * however much support it has. */
Test(suggest, need_decides_between_equals)
{
	struct shelf s;

	shelf_make(&s);
	put_evidence(s.work, 3, "Strong passwords, long passwords", "https://c");
	put_evidence(s.work, 5, "Other", "https://e");
	put_evidence(s.work, 6, "Another", "https://f");
	ask_item(&s, 2);
	cr_assert(eq(sz, s.found.n, 2));
	expect_text(found_claim(&s, 0), "1.1.3");
	put_link(s.work, ENTITY_SUPPORT, 5, "1.1.3", true);
	put_link(s.work, ENTITY_SUPPORT, 6, "1.1.3", true);
	ask_item(&s, 2);
	expect_text(found_claim(&s, 0), "1.1.4");
	cr_expect(eq(int, s.found.item[0].supports, 0));
	cr_expect(eq(int, s.found.item[1].supports, 2));
	shelf_free(&s);
}

Test(suggest, an_item_like_one_that_supports_it)
{
	struct shelf s;
	struct buf b = {0};

	shelf_make(&s);
	put(s.work, ENTITY_EVIDENCE, id_of('E', 1, (char[ID_TEXT]){ 0 }), FIELD_TOOL, "Renovate, GitHub");
	put_evidence(s.work, 5, "Hashes of packages", "https://e");
	put(s.work, ENTITY_EVIDENCE, id_of('E', 5, (char[ID_TEXT]){ 0 }), FIELD_TOOL, "github");
	put_link(s.work, ENTITY_SUPPORT, 1, "1.1.1", true);
	ask_item(&s, 4);
	cr_assert(s.found.n >= 1);
	cr_expect(eq(int, s.found.item[0].like, 0));
	cr_expect(s.found.item[0].same_tool);
	suggestion_because(&b, &s.found.item[0], s.work);
	cr_expect(strstr(buf_str(&b), "; E1, which supports it, names the same tool") != NULL, "%s", buf_str(&b));
	buf_release(&b);
	shelf_free(&s);
}

Test(suggest, both_ways_agree)
{
	struct shelf s;
	struct suggestions back;
	struct err err = {0};

	shelf_make(&s);
	ask_item(&s, 1);
	cr_assert(eq(sz, s.found.n, 1));
	cr_assert(suggest_for_claim(s.index, NULL, s.found.item[0].claim, 10, &back, &err));
	cr_assert(back.n >= 1);
	cr_expect(eq(int, back.item[0].evidence, 1));
	cr_expect(eq(dbl, back.item[0].score, s.found.item[0].score));
	suggestions_release(&back);
	cr_assert(suggest_for_all(s.index, NULL, 10, &back, &err));
	cr_expect(back.n >= 2);
	suggestions_release(&back);
	shelf_free(&s);
}

Test(suggest, nothing_of_nothing)
{
	struct tree *t = apc_tree();
	struct work *w = work_new(t);
	struct suggest *index = suggest_new(w);
	struct suggestions found;
	struct err err = {0};

	cr_assert(suggest_for_all(index, NULL, 10, &found, &err));
	cr_expect(eq(sz, found.n, 0));
	cr_assert(suggest_for_claim(index, NULL, tree_find(t, "1.1.1"), 10, &found, &err));
	cr_expect(eq(sz, found.n, 0));
	suggest_free(index);
	work_free(w);
	tree_free(t);
}
