/* core/diff: every kind of change is told, each once; nothing is told where nothing changed. */
#include "config.h"

#include "core/diff.h"
#include "test_core_past.h"

TestSuite(core_diff);

static date day(const char *text)
{
	date d;

	cr_assert(date_parse(text, &d));
	return d;
}

static struct tree *tree;
static struct past was, is;
static struct diff diff;

static void start(void)
{
	tree = apc_tree();
	was = is = (struct past){0};
	say_everything(&was);
	say_everything(&is);
}

static void compare_on(const char *then, const char *now)
{
	struct diff_side a = { &was, day(then) }, b = { &is, day(now) };

	build(&was, tree);
	build(&is, tree);
	diff_compare(&diff, &a, &b);
}

static void compare(void) { compare_on("2026-01-01", "2026-01-01"); }

static void end(void)
{
	diff_release(&diff);
	past_release(&was);
	past_release(&is);
	tree_free(tree);
}

static bool follows(enum diff_kind k) { return k <= DIFF_STANDS_OTHERWISE; }

static int told(enum diff_kind k)
{
	int n = 0;

	for (size_t i = 0; i < diff.n; i++)
		n += diff.change[i].kind == k;
	return n;
}

/* What was done, not what follows from it. */
static int acts(void)
{
	int n = 0;

	for (size_t i = 0; i < diff.n; i++)
		n += !follows(diff.change[i].kind);
	return n;
}

static void print(void)
{
	for (size_t i = 0; i < diff.n; i++)
		cr_log_warn("%s: %s", diff_kind_key(diff.change[i].kind), diff.change[i].text);
}

/* ---- each kind ---------------------------------------------------------------------------------------- */

static void status(struct past *p) { say(p, ENTITY_ANSWER, OTHER_LEAF, FIELD_STATUS, "not-evidenced"); }
static void reworded(struct past *p) { say(p, ENTITY_ANSWER, LEAF, FIELD_ARGUMENT, "The wiki says so."); }
static void affirmed(struct past *p) { say(p, ENTITY_ANSWER, REVIEWED_LEAF, FIELD_INHERITED, NULL); }
static void owner(struct past *p) { say(p, ENTITY_ANSWER, LEAF, FIELD_ANSWER_OWNER, "Kim"); }
static void added(struct past *p) { say_evidence(p, evidence_id(E_NEW), "3", "Report"); }
static void removed(struct past *p) { say(p, ENTITY_EVIDENCE, evidence_id(E_HANDBOOK), FIELD_EVIDENCE_REMOVED, "true"); }
static void item_affirmed(struct past *p) { say(p, ENTITY_EVIDENCE, evidence_id(E_SCAN), FIELD_AFFIRMED, "2026-02-01"); }
static void item_changed(struct past *p) { say(p, ENTITY_EVIDENCE, evidence_id(E_SCAN), FIELD_TOOL, "nmap"); }
static void reused(struct past *p) { say_link(p, ENTITY_SUPPORT, evidence_id(E_SCAN), LEAF, FIELD_SUPPORT_NOTE, NULL); }
static void unlinked(struct past *p) { say_link(p, ENTITY_SUPPORT, evidence_id(E_SCAN), ONLY_LEAF, FIELD_SUPPORT_REMOVED, "true"); }
static void link_note(struct past *p) { say_link(p, ENTITY_SUPPORT, evidence_id(E_HANDBOOK), LEAF, FIELD_SUPPORT_NOTE, "page 4"); }
static void gap_opened(struct past *p) { say_gap(p, gap_id(3), "3", "No review", "open"); }
static void gap_closed(struct past *p) { say(p, ENTITY_GAP, gap_id(1), FIELD_GAP_STATE, "closed"); }
static void gap_reopened(struct past *p) { say(p, ENTITY_GAP, gap_id(2), FIELD_GAP_STATE, "open"); }
static void gap_accepted(struct past *p) { say(p, ENTITY_GAP, gap_id(1), FIELD_GAP_STATE, "accepted"); }
static void gap_removed(struct past *p) { say(p, ENTITY_GAP, gap_id(1), FIELD_GAP_REMOVED, "true"); }
static void gap_changed(struct past *p) { say(p, ENTITY_GAP, gap_id(1), FIELD_DUE, "2026-12-01"); }
static void gap_claim(struct past *p) { say_link(p, ENTITY_GAP_CLAIM, gap_id(1), LEAF, FIELD_GAP_CLAIM_REMOVED, NULL); }
static void challenge(struct past *p) { say(p, ENTITY_CHALLENGE, other_id(1), FIELD_CHALLENGE_STATE, "answered"); }
static void scope(struct past *p) { say(p, ENTITY_SCOPE, "4.3", FIELD_SCOPE_REASON, "not sold there"); }
static void waiver(struct past *p) { say(p, ENTITY_WAIVER, other_id(2), FIELD_WAIVER_REASON, "known"); }
static void refusal(struct past *p) { say_link(p, ENTITY_REFUSAL, evidence_id(E_SCAN), LEAF, FIELD_REFUSAL_REMOVED, NULL); }
static void reading(struct past *p) { say(p, ENTITY_READ_THROUGH, "1.2", FIELD_READ, "true"); }
static void assessment(struct past *p) { say(p, ENTITY_ASSESSMENT, "assessment", FIELD_PRODUCT, "Portal 2"); }

static void approval(struct past *p)
{
	say(p, ENTITY_APPROVAL, other_id(4), FIELD_APPROVAL_PRINCIPLE, "1.1");
	say(p, ENTITY_APPROVAL, other_id(4), FIELD_APPROVAL_BY, "Helen");
}

static const struct {
	enum diff_kind kind;
	void (*act)(struct past *p);
	const char *text;
} cases[] = {
	{ DIFF_STATUS, status, "1.2/1: status was to assess, is not evidenced" },
	{ DIFF_REWORDED, reworded, "1.1/1: argument reworded" },
	{ DIFF_AFFIRMED, affirmed, "1.1/5: inherited was true, is false" },
	{ DIFF_ANSWER, owner, "1.1/1: owner was nothing, is \"Kim\"" },
	{ DIFF_EVIDENCE_ADDED, added, "E3 added: Report" },
	{ DIFF_EVIDENCE_REMOVED, removed, "E1 removed (for 1.1/1): Handbook" },
	{ DIFF_EVIDENCE_AFFIRMED, item_affirmed, "E2: affirmed was nothing, is 2026-02-01" },
	{ DIFF_EVIDENCE_CHANGED, item_changed, "E2: tool was nothing, is \"nmap\"" },
	{ DIFF_REUSED, reused, "E2 supports 1.1/1" },
	{ DIFF_UNLINKED, unlinked, "E2 no longer supports 4.2/1" },
	{ DIFF_LINK_NOTE, link_note, "E1 supports 1.1/1: note reworded" },
	{ DIFF_GAP_OPENED, gap_opened, "G3 opened: No review" },
	{ DIFF_GAP_CLOSED, gap_closed, "G1: state was open, is closed" },
	{ DIFF_GAP_REOPENED, gap_reopened, "G2: state was closed, is open" },
	{ DIFF_GAP_ACCEPTED, gap_accepted, "G1: state was open, is accepted" },
	{ DIFF_GAP_REMOVED, gap_removed, "G1 removed (on 1.2/1): No fuzzing" },
	{ DIFF_GAP_CHANGED, gap_changed, "G1: due was nothing, is 2026-12-01" },
	{ DIFF_GAP_CLAIM, gap_claim, "G1 on 1.1/1" },
	{ DIFF_CHALLENGE, challenge, "C1: state was open, is answered" },
	{ DIFF_SCOPE, scope, NULL },
	{ DIFF_APPROVAL, approval, NULL },
	{ DIFF_WAIVER, waiver, NULL },
	{ DIFF_REFUSAL, refusal, "E2 refused for 1.1/1" },
	{ DIFF_READING, reading, NULL },
	{ DIFF_ASSESSMENT, assessment, "assessment: product was \"Portal\", is \"Portal 2\"" },
};
enum { N_CASES = sizeof cases / sizeof cases[0] };

static const char *text_of(enum diff_kind k)
{
	for (size_t i = 0; i < diff.n; i++)
		if (diff.change[i].kind == k)
			return diff.change[i].text;
	return "nothing";
}

Test(core_diff, each_kind_is_told_once)
{
	for (int i = 0; i < N_CASES; i++) {
		start();
		cases[i].act(&is);
		compare();
		if (acts() != 1 || told(cases[i].kind) != 1)
			print();
		cr_expect(told(cases[i].kind) == 1, "%s is told %d times", diff_kind_key(cases[i].kind), told(cases[i].kind));
		cr_expect(acts() == 1, "%s: %d things are told", diff_kind_key(cases[i].kind), acts());
		if (cases[i].text != NULL)
			cr_expect(strcmp(text_of(cases[i].kind), cases[i].text) == 0, "\"%s\", not \"%s\"", text_of(cases[i].kind), cases[i].text);
		end();
	}
}

/* The other way round too: what came on one side went on the other. */
Test(core_diff, each_is_told_once_backwards)
{
	for (int i = 0; i < N_CASES; i++) {
		start();
		cases[i].act(&was);
		compare();
		int expected = cases[i].act == removed ? 2 : 1;         /* an item that comes, and what it then supports */
		if (acts() != expected)
			print();
		cr_expect(acts() == expected, "%s: %d things are told", diff_kind_key(cases[i].kind), acts());
		end();
	}
}

Test(core_diff, all_at_once_are_all_told)
{
	int expected = 0;

	start();
	for (int i = 0; i < N_CASES; i++)
		if (cases[i].act != removed && cases[i].act != gap_removed && cases[i].act != gap_closed && cases[i].act != unlinked &&
		    cases[i].act != link_note) {
			cases[i].act(&is);
			expected++;
		}
	compare();
	if (acts() != expected)
		print();
	cr_expect(eq(int, acts(), expected));
	end();
}

Test(core_diff, no_change_is_no_difference)
{
	start();
	compare();
	print();
	cr_expect(eq(sz, diff.n, 0));
	cr_expect(eq(int, diff.n_lost, 0));
	end();
}

/* Said again, said and unsaid, and said as the default: all of it says nothing new. */
Test(core_diff, what_says_the_same_is_no_difference)
{
	start();
	reworded(&is);
	say(&is, ENTITY_ANSWER, LEAF, FIELD_ARGUMENT, "The handbook says so.");
	say(&is, ENTITY_ANSWER, OTHER_LEAF, FIELD_STATUS, "to-assess");
	added(&is);
	say(&is, ENTITY_EVIDENCE, evidence_id(E_NEW), FIELD_EVIDENCE_REMOVED, "true");
	say(&is, ENTITY_BASELINE, other_id(5), FIELD_BASELINE_NAME, "another");
	compare();
	print();
	cr_expect(eq(sz, diff.n, 0));
	end();
}

/* ---- a link that comes with its item, a link of what is there ------------------------------------------------ */

Test(core_diff, a_new_item_with_its_link)
{
	start();
	added(&is);
	say_link(&is, ENTITY_SUPPORT, evidence_id(E_NEW), LEAF, FIELD_SUPPORT_NOTE, NULL);
	compare();
	cr_expect(eq(int, told(DIFF_EVIDENCE_ADDED), 1));
	cr_expect(eq(int, told(DIFF_LINKED), 1));
	cr_expect(eq(int, acts(), 2));
	end();
}

/* ---- what follows --------------------------------------------------------------------------------------------- */

static void unassessed(struct past *p) { say(p, ENTITY_ANSWER, ONLY_LEAF, FIELD_STATUS, "to-assess"); }

Test(core_diff, lost_and_gained)
{
	start();
	unassessed(&is);
	compare();
	cr_expect(eq(int, told(DIFF_LOST), 1));
	cr_expect(eq(int, told(DIFF_NOT_CLAIMABLE), 1));
	cr_expect(eq(int, told(DIFF_GAINED) + told(DIFF_CLAIMABLE), 0));
	cr_expect(eq(int, diff.n_lost, 2));
	end();
	start();
	unassessed(&was);
	compare();
	cr_expect(eq(int, told(DIFF_GAINED), 1));
	cr_expect(eq(int, told(DIFF_CLAIMABLE), 1));
	cr_expect(eq(int, diff.n_lost, 0));
	end();
}

/* Asserted and challenged are equally far from being met. */
Test(core_diff, stands_otherwise_is_neither)
{
	start();
	say_challenge(&is, other_id(6), "2", CHALLENGED_LEAF, "open");
	compare();
	cr_expect(eq(int, told(DIFF_STANDS_OTHERWISE), 1));
	cr_expect(eq(int, diff.n_lost, 0));
	end();
}

Test(core_diff, a_review_date_that_passed)
{
	start();
	say(&was, ENTITY_EVIDENCE, evidence_id(E_SCAN), FIELD_REVIEW_BY, "2026-06-30");
	say(&is, ENTITY_EVIDENCE, evidence_id(E_SCAN), FIELD_REVIEW_BY, "2026-06-30");
	compare_on("2026-06-30", "2026-07-01");
	cr_expect(eq(int, told(DIFF_EVIDENCE_EXPIRED), 1));
	cr_expect(eq(sz, diff.n, 1));
	end();
	start();
	say(&was, ENTITY_EVIDENCE, evidence_id(E_SCAN), FIELD_REVIEW_BY, "2026-06-30");
	say(&is, ENTITY_EVIDENCE, evidence_id(E_SCAN), FIELD_REVIEW_BY, "2026-06-30");
	compare_on("2026-07-01", "2027-07-01");
	cr_expect(eq(sz, diff.n, 0), "it had passed then already");
	end();
}

/* ---- another workspace: ids differ, references tell what is the same ---------------------------------------------- */

static void say_as(struct past *p, const char *id, const char *title)
{
	say_evidence(p, id, "7", title);
	say(p, ENTITY_EVIDENCE, id, FIELD_DETAIL, "Weekly.");
	say_link(p, ENTITY_SUPPORT, id, LEAF, FIELD_SUPPORT_NOTE, "page 9");
}

Test(core_diff, the_same_reference_and_title_is_the_same_item)
{
	start();
	say_as(&was, evidence_id(4), "Report");
	say_as(&is, evidence_id(5), "Report");
	compare();
	print();
	cr_expect(eq(sz, diff.n, 0));
	end();
}

Test(core_diff, the_same_item_elsewhere_changed)
{
	start();
	say_as(&was, evidence_id(4), "Report");
	say_as(&is, evidence_id(5), "Report");
	say(&is, ENTITY_EVIDENCE, evidence_id(5), FIELD_DETAIL, "Monthly.");
	say_link(&is, ENTITY_SUPPORT, evidence_id(5), LEAF, FIELD_SUPPORT_NOTE, "page 10");
	compare();
	cr_expect(eq(int, told(DIFF_EVIDENCE_CHANGED), 1));
	cr_expect(eq(int, told(DIFF_LINK_NOTE), 1));
	cr_expect(eq(int, acts(), 2));
	end();
}

Test(core_diff, the_same_reference_of_something_else)
{
	start();
	say_as(&was, evidence_id(4), "Report");
	say_as(&is, evidence_id(5), "Register");
	compare();
	cr_expect(eq(int, told(DIFF_EVIDENCE_ADDED), 1));
	cr_expect(eq(int, told(DIFF_EVIDENCE_REMOVED), 1));
	end();
}

/* ---- order ---------------------------------------------------------------------------------------------------------- */

Test(core_diff, every_kind_has_a_key_and_a_heading_of_its_own_place)
{
	for (int a = 0; a < DIFF_KIND_COUNT; a++) {
		cr_expect(diff_kind_heading((enum diff_kind)a) != NULL);
		for (int b = 0; b < a; b++)
			cr_expect(strcmp(diff_kind_key((enum diff_kind)a), diff_kind_key((enum diff_kind)b)) != 0);
	}
}

Test(core_diff, nine_comes_before_ten)
{
	start();
	say_evidence(&is, evidence_id(4), "10", "Tenth");
	say_evidence(&is, evidence_id(5), "9", "Ninth");
	compare();
	cr_expect(eq(int, told(DIFF_EVIDENCE_ADDED), 2));
	cr_expect(eq(str, (char *)(uintptr_t)text_of(DIFF_EVIDENCE_ADDED), "E9 added: Ninth"));
	end();
}
