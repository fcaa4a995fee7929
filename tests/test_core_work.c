/* core/work: what is put in comes out, sorted and linked, whatever the order of the puts. */
#include "config.h"

#include <time.h>

#include "base/utf8.h"
#include "test_core_support.h"

static struct tree *tree;
static struct work *w;

static void start(void)
{
	tree = apc_tree();
	w = work_new(tree);
}

static void end(void)
{
	work_free(w);
	tree_free(tree);
}

TestSuite(work, .init = start, .fini = end);

static int node(const char *number)
{
	return tree_find(tree, number);
}

static date day(const char *s)
{
	date d = DATE_NONE;

	cr_assert(date_parse(s, &d));
	return d;
}

static void refuses(enum entity e, const char *id, enum field f, const char *value, const char *words)
{
	struct err err = {0};

	cr_assert(false == work_put(w, e, id, f, value, &err), "%s %s was taken", id, value);
	cr_expect(eq(int, err.code, ERR_WORKSPACE));
	expect_text(err.text, words);
}

/* ---- fields ------------------------------------------------------------------------------------------ */

Test(work, an_empty_one_is_sound)
{
	struct standing st;

	cr_expect(work_is_empty(w));
	cr_expect(w->n_evidence == 0 && w->first_support[0] == -1);
	cr_expect(w->assessment.delivery == -1 && w->assessment.assessed == DATE_NONE);
	cr_expect(eq(int, work_find_evidence_ref(w, 1), -1));
	cr_expect(eq(int, work_find_support(w, 0, 0), -1));
	standing_compute(&st, w);
	cr_expect(eq(int, st.total.leaf[LEAF_OPEN], APC_ASKED));
	standing_release(&st);
}

Test(work, assessment)
{
	put(w, ENTITY_ASSESSMENT, "assessment", FIELD_PRODUCT, "Example Portal");
	put(w, ENTITY_ASSESSMENT, "assessment", FIELD_PRODUCT, "Portal");
	put(w, ENTITY_ASSESSMENT, "assessment", FIELD_DELIVERY, "hybrid");
	put(w, ENTITY_ASSESSMENT, "assessment", FIELD_NEXT_REVIEW, "2027-03-01");
	put(w, ENTITY_ASSESSMENT, "assessment", FIELD_OWNER, "Sam");
	put(w, ENTITY_ASSESSMENT, "assessment", FIELD_OWNER, "");
	settle(w);
	expect_text(w->assessment.product, "Portal");
	cr_expect(eq(int, w->assessment.delivery, DELIVERY_HYBRID));
	cr_expect(eq(int, w->assessment.next_review, day("2027-03-01")));
	cr_expect(w->assessment.owner == NULL);
	cr_expect(work_is_empty(w));
}

Test(work, answer)
{
	const struct answer *a = &w->answer[node("1.1.1")];

	put_answer(w, "1.1.1", "partly-evidenced", "because");
	put(w, ENTITY_ANSWER, "1.1.1", FIELD_READING, "alternative");
	put(w, ENTITY_ANSWER, "1.1.1", FIELD_INHERITED, "true");
	put(w, ENTITY_ANSWER, "1.1.1", FIELD_ANSWER_OWNER, "Kim");
	settle(w);
	cr_expect(a->status == STATUS_PARTLY_EVIDENCED && a->reading == READING_ALTERNATIVE && a->inherited);
	cr_expect(a->has_argument && !a->has_assumptions && !a->has_note);
	expect_text(a->owner, "Kim");
	put_answer(w, "1.1.1", NULL, NULL);
	put(w, ENTITY_ANSWER, "1.1.1", FIELD_INHERITED, "false");
	settle(w);
	cr_expect(a->status == STATUS_TO_ASSESS && !a->inherited && !a->has_argument);
}

/* A text of blanks is no argument; and it makes no difference whether all of it was given or its head. */
Test(work, blanks_say_nothing)
{
	struct buf b = {0};
	const struct answer *a = &w->answer[node("1.1.1")];

	put_answer(w, "1.1.1", "evidenced", " \n\t ");
	cr_expect(false == a->has_argument);
	put_answer(w, "1.1.1", "evidenced", "\n\nä");
	cr_expect(a->has_argument);
	buf_add_repeat(&b, " ", HEAD_MAX);
	buf_add(&b, "words");
	put_answer(w, "1.1.1", "evidenced", buf_str(&b));
	cr_expect(false == a->has_argument);
	buf_release(&b);
}

/* The head of a list may end between two of its lines. */
Test(work, head_of_a_list)
{
	put_evidence(w, 1, "one", "a\n");
	settle(w);
	cr_expect(w->evidence[0].has_location);
	refuses(ENTITY_EVIDENCE, w->evidence[0].id, FIELD_LOCATION, "a\n\n",
	    "evidence 45000000000000000000000000000001, location: line 2 is empty; a list has one entry a line");
}

Test(work, heads_are_cut_between_characters)
{
	struct buf b = {0};

	buf_add_repeat(&b, "ä", HEAD_MAX + 5);
	put_gap(w, 1, "open");
	put(w, ENTITY_GAP, id_of('G', 1, (char[ID_TEXT]){0}), FIELD_GAP, buf_str(&b));
	settle(w);
	cr_expect(eq(sz, strlen(w->gap[0].head), 2 * HEAD_MAX));
	cr_expect(utf8_valid(w->gap[0].head, strlen(w->gap[0].head), NULL));
	buf_release(&b);
}

Test(work, evidence_and_gap_and_challenge_fields)
{
	char id[ID_TEXT];

	put_evidence(w, 4, "Renovate configuration", NULL);
	put(w, ENTITY_EVIDENCE, id_of('E', 4, id), FIELD_KIND, "code");
	put(w, ENTITY_EVIDENCE, id, FIELD_REVIEW_BY, "2027-03-01");
	put(w, ENTITY_EVIDENCE, id, FIELD_EVIDENCE_AUDIENCE, "public");
	put(w, ENTITY_EVIDENCE, id, FIELD_DETAIL, "what");
	put_gap(w, 3, "accepted");
	put(w, ENTITY_GAP, id_of('G', 3, id), FIELD_DUE, "2026-12-12");
	put(w, ENTITY_GAP, id, FIELD_ACTION, "nothing planned: too dear");
	put_challenge(w, 2, "1.1.1", 4, "overruled");
	settle(w);
	cr_assert(w->n_evidence == 1 && w->n_gap == 1 && w->n_challenge == 1);
	cr_expect(w->evidence[0].ref == 4 && w->evidence[0].kind == KIND_CODE && w->evidence[0].audience == AUDIENCE_PUBLIC);
	cr_expect(w->evidence[0].has_detail && !w->evidence[0].has_location && w->evidence[0].collected == DATE_NONE);
	expect_text(w->evidence[0].id, id_of('E', 4, id));
	cr_expect(w->gap[0].state == GAP_ACCEPTED && w->gap[0].priority == -1 && w->gap[0].has_action && w->gap[0].n_claims == 0);
	cr_expect(w->challenge[0].evidence == 0 && w->challenge[0].claim == node("1.1.1"));
	cr_expect(w->challenge[0].state == CHALLENGE_OVERRULED);
	cr_expect(false == work_is_empty(w));
}

Test(work, approvals_and_waivers_are_sorted)
{
	char id[ID_TEXT];
	static const char *const of[] = { "2.1", "1.1", "1.1" };
	static const char *const at[] = { "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z", "2026-01-15T00:00:00Z" };

	for (int i = 0; i < 3; i++) {
		put(w, ENTITY_APPROVAL, id_of('A', i, id), FIELD_APPROVAL_PRINCIPLE, of[i]);
		put(w, ENTITY_APPROVAL, id, FIELD_APPROVAL_AT, at[i]);
	}
	put(w, ENTITY_WAIVER, id_of('W', 1, id), FIELD_WAIVER_RULE, "stale");
	put(w, ENTITY_WAIVER, id_of('W', 2, id), FIELD_WAIVER_RULE, "no-owner");
	settle(w);
	cr_assert(w->n_approval == 3 && w->n_waiver == 2);
	expect_text(w->approval[0].at, at[2]);
	expect_text(w->approval[1].at, at[1]);
	cr_expect(eq(int, w->approval[2].principle, node("2.1")));
	expect_text(w->waiver[0].rule, "no-owner");
}

Test(work, damaged_data_is_named)
{
	char id[ID_TEXT], *link;

	refuses(ENTITY_ANSWER, "1.9", FIELD_STATUS, "evidenced", "answer 1.9: the catalogue has no such leaf");
	refuses(ENTITY_ANSWER, "1.1.2", FIELD_STATUS, "evidenced", "answer 1.1.2: the catalogue has no such leaf");
	refuses(ENTITY_SCOPE, "1.1.1", FIELD_SCOPE_IN, "true", "scope 1.1.1: the catalogue has no such principle");
	refuses(ENTITY_EVIDENCE, "e1", FIELD_TOOL, "x", "evidence e1: no valid id");
	refuses(ENTITY_ANSWER, "1.1.1", FIELD_TOOL, "x", "answer 1.1.1 has no field tool");
	refuses(ENTITY_ANSWER, "1.1.1", FIELD_STATUS, "met", "answer 1.1.1, status: \"met\" is none of to-assess, evidenced, "
	    "partly-evidenced, not-evidenced, not-applicable");
	refuses(ENTITY_CHALLENGE, id_of('C', 1, id), FIELD_CHALLENGE_CLAIM, "1.9",
	    "challenge 43000000000000000000000000000001, claim: 1.9 is not there");
	refuses(ENTITY_APPROVAL, id_of('A', 1, id), FIELD_APPROVAL_PRINCIPLE, "1.1.1",
	    "approval 41000000000000000000000000000001, principle: 1.1.1 is not there");
	link = link_id(id_of('E', 1, id), "1.1.2");
	refuses(ENTITY_SUPPORT, link, FIELD_SUPPORT_NOTE, "x",
	    "support 45000000000000000000000000000001 1.1.2: no link of an item with a leaf of the catalogue");
	free(link);
	refuses(ENTITY_SUPPORT, "0123456789abcdef0123456789ABCDEF 1.1.1", FIELD_SUPPORT_NOTE, "x",
	    "support 0123456789abcdef0123456789ABCDEF 1.1.1: no link of an item with a leaf of the catalogue");
	refuses(ENTITY_SUPPORT, "1.1.1", FIELD_SUPPORT_NOTE, "x", "support 1.1.1: no link of an item with a leaf of the catalogue");
	cr_expect(work_is_empty(w));
}

/* ---- links ------------------------------------------------------------------------------------------- */

/* Every list in order, every count right, both lists of each support the same. */
static void check_links(void)
{
	int seen = 0;

	for (int i = 0; i < w->n_evidence; i++) {
		int n = 0, last = -1;

		for (int s = w->evidence[i].first_support; s >= 0; s = w->support[s].next_of_evidence, n++) {
			cr_assert(eq(int, w->support[s].evidence, i));
			cr_assert(lt(int, last, w->support[s].claim));
			last = w->support[s].claim;
		}
		cr_assert(eq(int, w->evidence[i].n_supports, n));
		seen += n;
	}
	cr_assert(eq(int, seen, w->n_support));
	for (int i = 0; i < tree->n_nodes; i++) {
		int n = 0, last = -1;

		for (int s = w->first_support[i]; s >= 0; s = w->support[s].next_of_claim, n++) {
			cr_assert(eq(int, w->support[s].claim, i));
			cr_assert(lt(int, last, w->support[s].evidence));
			cr_assert(eq(int, work_find_support(w, w->support[s].evidence, i), s));
			last = w->support[s].evidence;
		}
		cr_assert(eq(int, w->n_supports[i], n));
	}
}

/* A row at once is the same as its fields one by one, and as closely looked at. */
Test(work, a_whole_row)
{
	const char *value[FIELD_COUNT] = {0};
	int first = (int)entity_first(ENTITY_EVIDENCE);
	char id[ID_TEXT];
	struct err err = {0};

	id_of('E', 1, id);
	value[FIELD_EVIDENCE_REF - first] = "7";
	value[FIELD_EVIDENCE_TITLE - first] = "Lock file";
	cr_assert(work_put_row(w, ENTITY_EVIDENCE, id, value, 3, &err), "%s", err.text);
	settle(w);
	cr_assert(eq(int, w->n_evidence, 1));
	cr_expect(eq(int, w->evidence[0].ref, 7));
	expect_text(w->evidence[0].title, "Lock file");
	cr_expect(w->evidence[0].kind == -1 && w->evidence[0].collected == DATE_NONE && w->evidence[0].revision == 3);
	value[FIELD_COLLECTED - first] = "yesterday";
	cr_expect(false == work_put_row(w, ENTITY_EVIDENCE, id_of('E', 2, id), value, 1, &err));
	cr_expect(eq(int, err.code, ERR_WORKSPACE));
	value[FIELD_COLLECTED - first] = NULL;
	cr_expect(false == work_put_row(w, ENTITY_EVIDENCE, "no id", value, 1, &err));
	memset(value, 0, sizeof value);
	cr_expect(false == work_put_row(w, ENTITY_SUPPORT, id, value, 1, &err), "a link without a claim");
	value[0] = "evidenced";
	cr_assert(work_put_row(w, ENTITY_ANSWER, "1.1.1", value, 4, &err), "%s", err.text);
	cr_expect(w->answer[node("1.1.1")].status == STATUS_EVIDENCED && w->answer[node("1.1.1")].revision == 4);
}

Test(work, links)
{
	put_link(w, ENTITY_SUPPORT, 2, "1.1.1", true);          /* before its evidence is there */
	put_evidence(w, 12, "twelve", "x");
	put_evidence(w, 2, "two", "x");
	put_link(w, ENTITY_SUPPORT, 12, "1.1.1", true);
	put_link(w, ENTITY_SUPPORT, 12, "4.2.1", true);
	put_link(w, ENTITY_SUPPORT, 12, "1.2.3", true);
	settle(w);
	check_links();
	cr_expect(eq(int, w->n_support, 4));
	cr_expect(eq(int, w->evidence[0].ref, 2));
	cr_expect(eq(int, w->n_supports[node("1.1.1")], 2));
	cr_expect(eq(int, w->support[w->first_support[node("1.1.1")]].evidence, 0));
	cr_expect(eq(int, work_find_support(w, 0, node("4.2.1")), -1));
}

Test(work, gap_claims)
{
	put_gap(w, 2, "open");
	put_gap(w, 1, "open");
	put_link(w, ENTITY_GAP_CLAIM, 2, "4.2.1", true);
	put_link(w, ENTITY_GAP_CLAIM, 1, "1.1.1", true);
	put_link(w, ENTITY_GAP_CLAIM, 2, "1.1.1", true);
	settle(w);
	cr_expect(w->gap[0].n_claims == 1 && w->gap[0].claim[0] == node("1.1.1"));
	cr_assert(eq(int, w->gap[1].n_claims, 2));
	cr_expect(w->gap[1].claim[0] == node("1.1.1") && w->gap[1].claim[1] == node("4.2.1"));
	expect_text(w->gap[1].link_id[1] + ID_TEXT, "4.2.1");
	put_link(w, ENTITY_GAP_CLAIM, 2, "1.1.1", false);
	settle(w);
	cr_expect(w->gap[1].n_claims == 1 && w->gap[1].claim[0] == node("4.2.1"));
}

Test(work, a_removed_gap_takes_its_claims_along)
{
	char id[ID_TEXT];

	for (int i = 1; i <= 2; i++) {
		put_gap(w, i, "open");
		put_link(w, ENTITY_GAP_CLAIM, i, "1.1.1", true);
		put_link(w, ENTITY_GAP_CLAIM, i, i == 1 ? "1.2.1" : "4.2.1", true);
	}
	put(w, ENTITY_GAP, id_of('G', 1, id), FIELD_GAP_REMOVED, "true");
	settle(w);
	cr_assert(w->n_gap == 1 && w->gap[0].ref == 2 && w->gap[0].n_claims == 2);
	cr_expect(w->gap[0].claim[0] == node("1.1.1") && w->gap[0].claim[1] == node("4.2.1"));
	cr_expect(false == work_claim_has_gap(w, node("1.2.1")));
	put(w, ENTITY_GAP, id, FIELD_GAP_REMOVED, NULL);
	settle(w);
	cr_assert(w->n_gap == 2 && w->gap[0].ref == 1 && w->gap[0].n_claims == 2);
	cr_expect(w->gap[0].claim[1] == node("1.2.1") && work_claim_has_gap(w, node("1.2.1")));
}

/* A link to nothing is told; what is sound stands nevertheless. */
Test(work, dangling_links)
{
	struct err err = {0};

	put_evidence(w, 1, "one", "x");
	put_link(w, ENTITY_SUPPORT, 1, "1.1.1", true);
	put_link(w, ENTITY_SUPPORT, 9, "1.1.1", true);
	cr_expect(false == work_settle(w, &err));
	cr_expect(eq(int, err.code, ERR_WORKSPACE));
	expect_text(err.text, "support 45000000000000000000000000000009 1.1.1 leads to an item that is not there");
	cr_expect(eq(int, w->n_support, 1));
	put_link(w, ENTITY_SUPPORT, 9, "1.1.1", false);         /* removed ones may */
	settle(w);
	put_link(w, ENTITY_GAP_CLAIM, 7, "1.1.1", true);
	cr_expect(false == work_settle(w, &err));
	expect_text(err.text, "gap-claim 47000000000000000000000000000007 1.1.1 leads to an item that is not there");
	put_link(w, ENTITY_GAP_CLAIM, 7, "1.1.1", false);
	put_challenge(w, 1, "1.1.1", 5, "open");
	cr_expect(false == work_settle(w, &err));
	expect_text(err.text, "challenge 43000000000000000000000000000001 leads to an item that is not there");
}

/* ---- removing ---------------------------------------------------------------------------------------- */

Test(work, removed_and_put_back_is_as_it_was)
{
	char id[ID_TEXT];

	put_evidence(w, 1, "one", "x");
	put_evidence(w, 2, "two", "y");
	put(w, ENTITY_EVIDENCE, id_of('E', 1, id), FIELD_TOOL, "Renovate");
	work_put_revision(w, ENTITY_EVIDENCE, id, 5);
	put_link(w, ENTITY_SUPPORT, 1, "1.1.1", true);
	settle(w);
	put(w, ENTITY_EVIDENCE, id, FIELD_EVIDENCE_REMOVED, "true");
	settle(w);
	cr_expect(w->n_evidence == 1 && w->n_support == 0 && w->n_supports[node("1.1.1")] == 0);
	cr_expect(work_find_evidence(w, id) == -1 && work_find_evidence_ref(w, 1) == -1);
	cr_expect(eq(i64, work_revision(w, ENTITY_EVIDENCE, id), 5));
	put(w, ENTITY_EVIDENCE, id, FIELD_EVIDENCE_REMOVED, NULL);
	settle(w);
	cr_assert(w->n_evidence == 2 && w->n_support == 1);
	expect_text(w->evidence[0].title, "one");
	expect_text(w->evidence[0].tool, "Renovate");
	cr_expect(w->evidence[0].ref == 1 && w->evidence[0].has_location && w->evidence[0].revision == 5);
	cr_expect(eq(int, w->n_supports[node("1.1.1")], 1));
	check_links();
}

Test(work, links_are_removed_and_put_back)
{
	char id[ID_TEXT], *link = link_id(id_of('E', 1, id), "1.1.1");

	put_evidence(w, 1, "one", "x");
	put(w, ENTITY_SUPPORT, link, FIELD_SUPPORT_NOTE, "page 3");
	settle(w);
	put_link(w, ENTITY_SUPPORT, 1, "1.1.1", false);
	settle(w);
	cr_expect(w->n_support == 0 && w->evidence[0].n_supports == 0 && w->evidence[0].first_support == -1);
	put_link(w, ENTITY_SUPPORT, 1, "1.1.1", true);
	settle(w);
	cr_assert(w->n_support == 1);
	cr_expect(w->support[0].has_note);
	expect_text(w->support[0].id, link);
	free(link);
}

/* By revision alone a link exists: a link without a note has no field. */
Test(work, a_link_exists_by_its_id)
{
	char id[ID_TEXT], *link = link_id(id_of('E', 1, id), "1.1.1");

	put_evidence(w, 1, "one", "x");
	work_put_revision(w, ENTITY_SUPPORT, link, 3);
	settle(w);
	cr_assert(w->n_support == 1);
	cr_expect(eq(i64, w->support[0].revision, 3));
	free(link);
}

Test(work, everything_else_can_be_removed)
{
	char id[ID_TEXT];

	put_gap(w, 1, "open");
	put_challenge(w, 1, "1.1.1", 0, "open");
	put(w, ENTITY_APPROVAL, id_of('A', 1, id), FIELD_APPROVAL_BY, "Kim");
	put(w, ENTITY_WAIVER, id_of('W', 1, id), FIELD_WAIVER_RULE, "stale");
	settle(w);
	cr_expect(w->n_gap == 1 && w->n_challenge == 1 && w->n_approval == 1 && w->n_waiver == 1);
	put(w, ENTITY_GAP, id_of('G', 1, id), FIELD_GAP_REMOVED, "true");
	put(w, ENTITY_CHALLENGE, id_of('C', 1, id), FIELD_CHALLENGE_REMOVED, "true");
	put(w, ENTITY_APPROVAL, id_of('A', 1, id), FIELD_APPROVAL_REMOVED, "true");
	put(w, ENTITY_WAIVER, id_of('W', 1, id), FIELD_WAIVER_REMOVED, "true");
	settle(w);
	cr_expect(w->n_gap == 0 && w->n_challenge == 0 && w->n_approval == 0 && w->n_waiver == 0);
	cr_expect(work_is_empty(w));
}

/* ---- order of the puts --------------------------------------------------------------------------------- */

struct one_put {
	enum entity e;
	char id[ID_TEXT + 16];
	enum field f;
	const char *value;
};

/* What a reader of the arrays sees, written down. */
static void describe(struct buf *b, const struct work *x)
{
	for (int i = 0; i < x->n_evidence; i++)
		buf_addf(b, "%s %d %s %d\n", x->evidence[i].id, x->evidence[i].ref, x->evidence[i].title, x->evidence[i].has_location);
	for (int i = 0; i < x->n_support; i++)
		buf_addf(b, "%s %d %d %d %d\n", x->support[i].id, x->support[i].evidence, x->support[i].claim,
		    x->support[i].next_of_claim, x->support[i].next_of_evidence);
	for (int i = 0; i < x->n_gap; i++)
		for (int c = 0; c < x->gap[i].n_claims; c++)
			buf_addf(b, "%s %d %d %s\n", x->gap[i].id, x->gap[i].ref, x->gap[i].claim[c], x->gap[i].link_id[c]);
	for (int i = 0; i < x->n_challenge; i++)
		buf_addf(b, "%s %d %d %d\n", x->challenge[i].id, x->challenge[i].claim, x->challenge[i].evidence, x->challenge[i].state);
}

static size_t some_puts(struct one_put *p, struct dice *dice)
{
	static const char *const refs[] = { "1", "2", "3", "4", "5", "6", "7", "8" };
	size_t n = 0;
	char id[ID_TEXT];

	for (int i = 0; i < 8; i++) {
		p[n] = (struct one_put){ .e = ENTITY_EVIDENCE, .f = FIELD_EVIDENCE_REF, .value = refs[(i * 5 + 3) % 8] };
		memcpy(p[n++].id, id_of('E', i, id), ID_TEXT);
		p[n] = (struct one_put){ .e = ENTITY_EVIDENCE, .f = FIELD_LOCATION, .value = i % 3 == 0 ? NULL : "x" };
		memcpy(p[n++].id, id, ID_TEXT);
		p[n] = (struct one_put){ .e = ENTITY_GAP, .f = FIELD_GAP_REF, .value = refs[(i * 3 + 1) % 8] };
		memcpy(p[n++].id, id_of('G', i, id), ID_TEXT);
		p[n] = (struct one_put){ .e = ENTITY_CHALLENGE, .f = FIELD_CHALLENGE_CLAIM, .value = apc_ids[1].id };
		memcpy(p[n++].id, id_of('C', i, id), ID_TEXT);
		for (int k = 0; k < 6; k++) {
			int at = dice_below(dice, APC_NUMBERS);

			if (apc_ids[at].asked_as == NULL)
				continue;
			p[n] = (struct one_put){ .e = k % 2 ? ENTITY_SUPPORT : ENTITY_GAP_CLAIM,
				.f = k % 2 ? FIELD_SUPPORT_REMOVED : FIELD_GAP_CLAIM_REMOVED };
			snprintf(p[n].id, sizeof p[n].id, "%s %s", id_of(k % 2 ? 'E' : 'G', i, id), apc_ids[at].id);
			n++;
		}
	}
	return n;
}

Test(work, order_of_the_puts_changes_nothing)
{
	struct dice dice = { 42 };
	struct one_put puts[100];
	struct buf first = {0}, again = {0};
	size_t n = some_puts(puts, &dice);

	for (int round = 0; round < 100; round++) {
		struct work *x = work_new(tree);

		for (size_t i = 0; i < n; i++)
			put(x, puts[i].e, puts[i].id, puts[i].f, puts[i].value);
		settle(x);
		buf_clear(&again);
		describe(round == 0 ? &first : &again, x);
		if (round > 0)
			expect_text(buf_str(&again), buf_str(&first));
		work_free(x);
		for (size_t i = n - 1; i > 0; i--) {
			size_t k = (size_t)dice_below(&dice, (int)i + 1);
			struct one_put swap = puts[i];

			puts[i] = puts[k];
			puts[k] = swap;
		}
	}
	buf_release(&first);
	buf_release(&again);
}

/* ---- saves ------------------------------------------------------------------------------------------- */

Test(work, apply_raises_each_revision_once)
{
	struct changes c = {0};
	struct err err = {0};
	char id[ID_TEXT];

	changes_new(&c, ENTITY_EVIDENCE, id);
	changes_set(&c, ENTITY_EVIDENCE, id, 0, FIELD_EVIDENCE_TITLE, "one");
	changes_set(&c, ENTITY_ANSWER, "1.1.1", 0, FIELD_STATUS, "evidenced");
	changes_set(&c, ENTITY_ANSWER, "1.1.1", 0, FIELD_ANSWER_OWNER, "Sam");
	changes_set(&c, ENTITY_SCOPE, "3.1", 0, FIELD_SCOPE_IN, "false");
	changes_set(&c, ENTITY_ASSESSMENT, "assessment", 0, FIELD_PRODUCT, "p");
	cr_assert(work_apply(w, &c, &err), "%s", err.text);
	cr_expect(eq(i64, work_revision(w, ENTITY_EVIDENCE, id), 1));
	cr_expect(eq(i64, w->answer[node("1.1.1")].revision, 1));
	cr_expect(eq(i64, work_revision(w, ENTITY_SCOPE, "3.1"), 1));
	cr_expect(eq(i64, w->assessment.revision, 1));
	cr_expect(eq(i64, work_revision(w, ENTITY_ANSWER, "1.1.2.1"), 0));
	cr_assert(work_apply(w, &c, &err));
	cr_expect(eq(i64, w->evidence[0].revision, 2));
	changes_release(&c);
}

Test(work, apply_puts_all_or_nothing)
{
	struct changes c = {0};
	struct err err = {0};

	changes_set(&c, ENTITY_ANSWER, "1.1.1", 0, FIELD_STATUS, "evidenced");
	changes_set(&c, ENTITY_ANSWER, "1.1.1", 0, FIELD_STATUS, "nonsense");
	cr_expect(false == work_apply(w, &c, &err));
	cr_expect(eq(int, err.code, ERR_WORKSPACE));
	cr_expect(work_is_empty(w) && w->answer[node("1.1.1")].revision == 0);
	changes_release(&c);
}

/* ---- finding ------------------------------------------------------------------------------------------ */

Test(work, by_reference)
{
	char id[ID_TEXT];

	for (int i = 1; i < 40; i += 2) {
		put_evidence(w, i, "x", "x");
		put_gap(w, i, "open");
		put_challenge(w, i, "1.1.1", 0, "open");
	}
	for (int i = 0; i < 30; i++)
		put(w, ENTITY_EVIDENCE, id_of('T', i, id), FIELD_EVIDENCE_TITLE, "without a reference");
	settle(w);
	for (int i = 0; i < 42; i++) {
		int expected = i % 2 == 1 && i < 40 ? i / 2 : -1;

		cr_expect(eq(int, work_find_evidence_ref(w, i), expected));
		cr_expect(eq(int, work_find_gap_ref(w, i), expected));
		cr_expect(eq(int, work_find_challenge_ref(w, i), expected));
	}
	cr_expect(eq(int, work_find_evidence(w, id), w->n_evidence - 1));
	cr_expect(eq(int, work_find_gap(w, id_of('G', 3, id)), 1));
}

Test(work, nothing_has_reference_0)
{
	char id[ID_TEXT];

	put(w, ENTITY_EVIDENCE, id_of('T', 1, id), FIELD_EVIDENCE_TITLE, "without a reference");
	settle(w);
	cr_expect(eq(int, work_find_evidence_ref(w, 0), -1));
	cr_expect(eq(int, work_find_evidence_ref(w, -1), -1));
}

static void read_fails(bool gap, const char *name, const char *words)
{
	struct err err = {0};
	int at;

	cr_assert(false == (gap ? work_read_gap(w, name, &at, &err) : work_read_evidence(w, name, &at, &err)), "%s", name);
	cr_expect(eq(int, err.code, ERR_INPUT));
	expect_text(err.text, words);
}

Test(work, as_people_write_references)
{
	char id[ID_TEXT];
	struct err err;
	int at = -1;

	read_fails(false, "E1", "there is no E1; there is no evidence yet");
	put_evidence(w, 4, "Renovate configuration", "x");
	put_evidence(w, 5, "Threat model", "x");
	put_evidence(w, 6, "Old", "x");
	put(w, ENTITY_EVIDENCE, id_of('E', 6, id), FIELD_EVIDENCE_REMOVED, "true");
	put(w, ENTITY_EVIDENCE, id_of('T', 1, id), FIELD_EVIDENCE_TITLE, "without a reference");
	put_gap(w, 2, "open");
	put(w, ENTITY_GAP, id_of('G', 2, id), FIELD_GAP, "No pinned hashes");
	settle(w);
	cr_expect(work_read_evidence(w, "e5", &at, &err) && at == 1);
	cr_expect(work_read_gap(w, "G2", &at, &err) && at == 0);
	read_fails(false, "E7", "there is no E7; the last is E5");
	read_fails(false, "E6", "E6 was removed");
	read_fails(false, "renovate", "\"renovate\" is no reference such as E12; did you mean E4, Renovate configuration?");
	read_fails(false, "Threat modle", "\"Threat modle\" is no reference such as E12; did you mean E5, Threat model?");
	read_fails(false, "zzz", "\"zzz\" is no reference such as E12");
	read_fails(false, "G2", "\"G2\" is no reference such as E12");
	read_fails(true, "pinned", "\"pinned\" is no reference such as G12; did you mean G2, No pinned hashes?");
	read_fails(true, "G9", "there is no G9; the last is G2");
}

Test(work, empty_until_something_is_said)
{
	put(w, ENTITY_SCOPE, "3.1", FIELD_SCOPE_IN, "false");
	put_answer(w, "1.1.1", "to-assess", NULL);
	work_put_revision(w, ENTITY_ANSWER, "1.1.1", 4);
	settle(w);
	cr_expect(work_is_empty(w));
	put(w, ENTITY_ANSWER, "1.1.1", FIELD_ANSWER_NOTE, "look here");
	cr_expect(false == work_is_empty(w));
}

/* ---- rules ------------------------------------------------------------------------------------------- */

static int in_scope(const char *principle)
{
	return work_in_scope(w, node(principle));
}

Test(work, scope_follows_the_role)
{
	static const char *const roles[] = { "developer-distributor", "reseller", "developer", "open-source" };
	static const char *const expected[] = { "1111", "0011", "1100", "0000" };

	cr_expect(in_scope("1.1") && in_scope("4.3"));          /* no role: nothing is hidden */
	for (int i = 0; i < 4; i++) {
		char is[5] = "";

		put(w, ENTITY_ASSESSMENT, "assessment", FIELD_ROLE, roles[i]);
		settle(w);
		snprintf(is, sizeof is, "%d%d%d%d", in_scope("1.2"), in_scope("2.1"), in_scope("3.5"), in_scope("4.1"));
		expect_text(is, expected[i]);
	}
}

Test(work, scope_of_a_principle_is_chosen)
{
	put(w, ENTITY_ASSESSMENT, "assessment", FIELD_ROLE, "developer");
	put(w, ENTITY_SCOPE, "3.1", FIELD_SCOPE_IN, "true");
	put(w, ENTITY_SCOPE, "3.1", FIELD_SCOPE_REASON, "we host it");
	put(w, ENTITY_SCOPE, "1.1", FIELD_SCOPE_IN, "false");
	settle(w);
	cr_expect(in_scope("3.1") && !in_scope("3.2") && !in_scope("1.1") && in_scope("1.2"));
	cr_expect(false == work_role_in_scope(w, node("3.1")));
	expect_text(w->scope[node("3.1")].reason, "we host it");
	put(w, ENTITY_SCOPE, "3.1", FIELD_SCOPE_REMOVED, "true");
	put(w, ENTITY_SCOPE, "1.1", FIELD_SCOPE_IN, NULL);
	settle(w);
	cr_expect(in_scope("1.1"));
	cr_expect(eq(int, in_scope("3.1"), 0));
	put(w, ENTITY_SCOPE, "3.1", FIELD_SCOPE_REMOVED, NULL);
	settle(w);
	cr_expect(in_scope("3.1") && w->scope[node("3.1")].chosen);
	expect_text(w->scope[node("3.1")].reason, "we host it");
}

Test(work, outstanding_and_overdue)
{
	static const char *const states[] = { "open", "in-progress", "closed", "accepted" };
	char id[ID_TEXT];

	for (int i = 0; i < 4; i++) {
		put_gap(w, i + 1, states[i]);
		put_link(w, ENTITY_GAP_CLAIM, i + 1, "3.1.1", true);
		put(w, ENTITY_GAP, id_of('G', i + 1, id), FIELD_DUE, "2026-12-12");
	}
	put_gap(w, 5, "open");                                   /* of no claim */
	settle(w);
	for (int i = 0; i < 5; i++) {
		cr_expect(eq(int, gap_outstanding(w, &w->gap[i]), i < 2));
		cr_expect(eq(int, gap_overdue(w, &w->gap[i], day("2026-12-12")), 0));
		cr_expect(eq(int, gap_overdue(w, &w->gap[i], day("2026-12-13")), i < 2));
	}
	put(w, ENTITY_SCOPE, "3.1", FIELD_SCOPE_IN, "false");
	settle(w);
	cr_expect(eq(int, gap_outstanding(w, &w->gap[0]), 0));
	put_link(w, ENTITY_GAP_CLAIM, 1, "3.2.1", true);
	settle(w);
	cr_expect(gap_outstanding(w, &w->gap[0]));
	cr_expect(work_claim_has_gap(w, node("3.1.1")) && work_claim_has_gap(w, node("3.2.1")));
}

static int counts(const char *claim, int n)
{
	char id[ID_TEXT];
	int s = work_find_support(w, work_find_evidence(w, id_of('E', n, id)), node(claim));

	cr_assert(ge(int, s, 0));
	return support_counts(w, &w->support[s]);
}

Test(work, what_counts_as_support)
{
	static const char *const states[] = { "open", "answered", "settled", "overruled" };
	char id[ID_TEXT];

	put_evidence(w, 1, "a bare title", NULL);
	put_evidence(w, 2, "somewhere", "https://example.org");
	for (int i = 1; i <= 2; i++) {
		put_link(w, ENTITY_SUPPORT, i, "1.1.1", true);
		put_link(w, ENTITY_SUPPORT, i, "1.2.1", true);
	}
	settle(w);
	cr_expect(eq(int, counts("1.1.1", 1), 0));
	cr_expect(eq(int, counts("1.1.1", 2), 1));
	put(w, ENTITY_EVIDENCE, id_of('E', 1, id), FIELD_DETAIL, "what");
	settle(w);
	cr_expect(eq(int, counts("1.1.1", 1), 1));
	for (int i = 0; i < 4; i++) {
		put_challenge(w, 1, "1.1.1", 1, states[i]);
		settle(w);
		cr_expect(eq(int, counts("1.1.1", 1), i >= 2), "%s", states[i]);
		cr_expect(counts("1.2.1", 1) && counts("1.1.1", 2));
		cr_expect(false == work_claim_challenged(w, node("1.1.1")));
	}
	put_challenge(w, 1, "1.1.1", 0, "answered");
	settle(w);
	cr_expect(counts("1.1.1", 1) && work_claim_challenged(w, node("1.1.1")));
	cr_expect(false == work_claim_challenged(w, node("1.2.1")));
}

Test(work, challenge_without_a_claim)
{
	put_challenge(w, 1, NULL, 0, "open");
	settle(w);
	cr_expect(eq(int, w->challenge[0].claim, NODE_NONE));
	for (int i = 0; i < tree->n_nodes; i++)
		cr_expect(false == work_claim_challenged(w, i));
}

/* A doubt about a link goes with the link, and does not fall on the claim. */
Test(work, challenge_on_a_link_that_was_removed)
{
	char id[ID_TEXT];

	put_evidence(w, 1, "one", "x");
	put_link(w, ENTITY_SUPPORT, 1, "1.1.1", true);
	put_challenge(w, 1, "1.1.1", 1, "open");
	put(w, ENTITY_EVIDENCE, id_of('E', 1, id), FIELD_EVIDENCE_REMOVED, "true");
	settle(w);
	cr_expect(w->n_challenge == 1 && w->challenge[0].evidence == -1 && w->challenge[0].evidence_id != NULL);
	cr_expect(false == work_claim_challenged(w, node("1.1.1")));
}

/* ---- the reader ---------------------------------------------------------------------------------------- */

static bool say(void *ctx, enum field f, const char *id, struct buf *out, struct err *err)
{
	(void)err;
	buf_addf(out, "%s %s %s", (const char *)ctx, field_info(f)->key, id);
	return true;
}

Test(work, reader)
{
	char who[] = "reader";
	struct reader r = { who, say };
	struct buf b = {0};
	struct err err;

	cr_expect(reader_text(&r, FIELD_ARGUMENT, "1.1.1", &b, &err));
	expect_text(buf_str(&b), "reader argument 1.1.1");
	buf_release(&b);
}

/* ---- size -------------------------------------------------------------------------------------------- */

Test(work, a_hundred_thousand_items, .timeout = 120)
{
	struct timespec begin, done;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
	for (int i = 1; i <= 100000; i++) {
		put_evidence(w, i, "Renovate configuration", "https://example.org");
		put_link(w, ENTITY_SUPPORT, i, apc_ids[1].id, true);
	}
	settle(w);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &done);
	cr_expect(eq(int, w->n_support, 100000));
	cr_expect(eq(int, work_find_evidence_ref(w, 77777), 77776));
	cr_expect(lt(long, (long)(done.tv_sec - begin.tv_sec), 20));
}
