/* core/urgency: which gap comes first, what waits for it, and what is said about it. */
#include "config.h"

#include "core/urgency.h"
#include "test_core_support.h"

static struct tree *tree;
static struct work *w;
static struct standing st;
static struct urgencies u;

enum { TODAY = 20778 };                 /* 2026-11-21 */

static void start(void)
{
	tree = apc_tree();
	w = work_new(tree);
	put(w, ENTITY_ASSESSMENT, "assessment", FIELD_ROLE, "developer-distributor");
	put_evidence(w, 1, "one", "https://example.org");
	for (int i = 0; i < tree->n_nodes; i++)
		if (tree->node[i].asked_as != NULL) {
			put_answer(w, tree->node[i].id, "evidenced", "because");
			put_link(w, ENTITY_SUPPORT, 1, tree->node[i].id, true);
		}
	settle(w);
}

static void end(void)
{
	urgency_release(&u);
	standing_release(&st);
	work_free(w);
	tree_free(tree);
}

TestSuite(urgency, .init = start, .fini = end);

static void compute(void)
{
	settle(w);
	urgency_release(&u);
	standing_release(&st);
	standing_compute(&st, w);
	urgency_compute(&u, w, &st, TODAY);
}

struct row { const char *state, *priority, *due, *claims; };

/* Gap n, claims with blanks between. */
static void put_row(int n, const struct row *r)
{
	char id[ID_TEXT], *claims = xstrdup(r->claims), *save = NULL;

	put_gap(w, n, r->state);
	id_of('G', n, id);
	put(w, ENTITY_GAP, id, FIELD_PRIORITY, r->priority);
	put(w, ENTITY_GAP, id, FIELD_DUE, r->due);
	for (char *c = strtok_r(claims, " ", &save); c != NULL; c = strtok_r(NULL, " ", &save))
		put_link(w, ENTITY_GAP_CLAIM, n, c, true);
	free(claims);
}

static void put_rows(const struct row *r, int n)
{
	for (int i = 0; i < n; i++)
		put_row(i + 1, &r[i]);
	compute();
}

static const char *order(void)
{
	static char text[200];
	size_t len = 0;

	text[0] = '\0';
	for (int i = 0; i < u.n; i++)
		len += (size_t)snprintf(text + len, sizeof text - len, "%s%d", i > 0 ? " " : "", w->gap[u.item[i].gap].ref);
	return text;
}

static void expect_words(int ref, const char *words)
{
	struct buf b = {0};

	urgency_words(&b, urgency_of(&u, work_find_gap_ref(w, ref)), w, TODAY);
	expect_text(buf_str(&b), words);
	buf_release(&b);
}

Test(urgency, today_is_the_day_of_these_tests)
{
	char text[DATE_TEXT];

	date_print(TODAY, text);
	expect_text(text, "2026-11-21");
}

/* ---- the order: each table is a rule and the one before it ------------------------------------------------ */

#define EXPECT_ORDER(rows, expected) \
	do { \
		put_rows(rows, (int)(sizeof rows / sizeof rows[0])); \
		expect_text(order(), expected); \
	} while (0)

/* Overdue, priority, due, reference; what is not set comes last. */
Test(urgency, overdue_then_priority_then_date_then_reference)
{
	static const struct row rows[] = {
		{ "open", "low", NULL, "1.1.1" },
		{ "open", "low", "2027-02-01", "1.1.1" },
		{ "open", "low", "2027-01-01", "1.1.1" },
		{ "open", "high", NULL, "1.1.1" },
		{ "open", NULL, "2026-01-01", "1.1.1" },
		{ "open", "medium", "2027-01-01", "1.1.1" },
		{ "open", NULL, NULL, "1.1.1" },
	};

	EXPECT_ORDER(rows, "5 4 6 3 2 1 7");
}

Test(urgency, of_what_is_overdue_the_longest_of_a_priority_comes_first)
{
	static const struct row rows[] = {
		{ "open", "medium", "2026-11-20", "1.1.1" },
		{ "open", "medium", "2026-10-01", "1.1.1" },
		{ "in-progress", "high", "2026-11-20", "1.1.1" },
		{ "open", "high", "2026-11-21", "1.1.1" },       /* due today is not overdue */
	};

	EXPECT_ORDER(rows, "3 2 1 4");
	cr_expect(eq(int, u.item[0].late, 1));
	cr_expect(eq(int, u.item[1].late, 51));
	cr_expect(eq(int, u.item[3].late, 0));
}

Test(urgency, of_equals_what_more_waits_for_comes_first)
{
	static const struct row rows[] = {
		{ "open", "high", NULL, "1.1.1" },              /* 1.1 waits for 1 and 2 */
		{ "open", "high", NULL, "1.1.1 1.2.1 1.3.1.1" },
		{ "open", "high", NULL, "1.2.1 1.3.1.1" },
		{ "open", "high", NULL, "2.1.1" },              /* 2.1 for it alone */
		{ "open", "high", NULL, "1.1.1" },
	};

	EXPECT_ORDER(rows, "4 2 3 1 5");
}

Test(urgency, groups)
{
	static const struct row rows[] = {
		{ "open", "high", "2026-01-01", "1.4.1" },      /* taken out of scope below */
		{ "closed", "high", "2026-01-01", "1.1.1" },
		{ "accepted", "high", "2026-01-01", "1.1.1" },
		{ "open", NULL, NULL, "1.1.1" },
		{ "open", "high", NULL, "" },                   /* on no claim */
		{ "closed", "high", NULL, "1.4.1" },
		{ "in-progress", "low", NULL, "1.1.1 1.4.1" },
	};

	put(w, ENTITY_SCOPE, "1.4", FIELD_SCOPE_IN, "false");
	EXPECT_ORDER(rows, "7 4 3 2 6 1 5");
	cr_expect(eq(int, u.item[2].group, URGENCY_ACCEPTED));
	cr_expect(eq(int, u.item[4].group, URGENCY_CLOSED));
	cr_expect(eq(int, u.item[5].group, URGENCY_ASIDE));
	cr_expect(eq(int, u.item[5].late, 0), "what is not outstanding is not overdue");
	cr_expect(eq(int, u.item[2].n_waiting, 0), "nothing waits for what is not outstanding");
}

Test(urgency, a_workspace_without_gaps)
{
	compute();
	cr_expect(eq(int, u.n, 0));
	cr_expect(urgency_of(&u, 0) == NULL);
}

/* A great many, in the time of a key press: an order found by looking at pairs would take minutes. */
Test(urgency, many, .timeout = 20)
{
	enum { MANY = 5000 };
	static const char *const priority[] = { "low", "high", "medium", NULL };

	for (int i = 0; i < MANY; i++) {
		struct row r = { "open", priority[i % 4], NULL, "1.1.1" };

		put_row(i + 1, &r);
	}
	compute();
	cr_expect(eq(int, w->gap[u.item[0].gap].ref, 2));
	cr_expect(eq(int, w->gap[u.item[MANY - 1].gap].ref, MANY));
}

/* ---- what waits ------------------------------------------------------------------------------------------- */

static void expect_waiting(int ref, int waiting, int alone)
{
	const struct urgency *x = urgency_of(&u, work_find_gap_ref(w, ref));

	cr_expect(x->n_waiting == waiting && x->n_alone == alone, "G%d: %d wait, %d for it alone; should be %d and %d", ref,
	    x->n_waiting, x->n_alone, waiting, alone);
}

Test(urgency, alone_means_nothing_else_is_in_the_way)
{
	static const struct row rows[] = { { "open", NULL, NULL, "1.1.1 1.1.2.1" } };

	put_rows(rows, 1);
	expect_waiting(1, 1, 1);
	put_answer(w, "1.1.2.2", "partly-evidenced", "because");        /* a claim without this gap */
	compute();
	expect_waiting(1, 1, 0);
	put_answer(w, "1.1.2.2", "not-applicable", "because");          /* set aside: in nobody's way */
	compute();
	expect_waiting(1, 1, 1);
	put_answer(w, "1.1.1", "to-assess", NULL);                      /* not assessed: more than a gap */
	compute();
	expect_waiting(1, 1, 0);
	put_answer(w, "1.1.1", "not-evidenced", NULL);
	compute();
	expect_waiting(1, 1, 1);
	put_challenge(w, 1, "1.1.1", 0, "open");
	compute();
	expect_waiting(1, 1, 0);
	put_challenge(w, 1, "1.1.1", 0, "settled");
	put_row(2, &(struct row){ "open", NULL, NULL, "1.1.1" });       /* a second gap on one of them */
	compute();
	expect_waiting(1, 1, 0);
	expect_waiting(2, 1, 0);
	put_gap(w, 2, "closed");
	compute();
	expect_waiting(1, 1, 1);
}

Test(urgency, what_does_not_count_waits_for_nothing)
{
	static const struct row rows[] = {
		{ "open", NULL, NULL, "1.2.3" },                /* advisory: the form does not ask for it */
		{ "open", NULL, NULL, "1.3.1.1" },              /* set aside */
		{ "open", NULL, NULL, "1.4.1 2.1.1" },          /* one of two in scope */
	};

	put_answer(w, "1.3.1.1", "not-applicable", "because");
	put(w, ENTITY_SCOPE, "1.4", FIELD_SCOPE_IN, "false");
	put_rows(rows, 3);
	expect_waiting(1, 0, 0);
	expect_waiting(2, 0, 0);
	expect_waiting(3, 1, 1);
}

/* ---- in words --------------------------------------------------------------------------------------------- */

Test(urgency, words)
{
	static const struct row rows[] = {
		{ "open", "high", "2026-11-09", "1.1.1 4.1.1" },
		{ "open", "medium", "2026-11-20", "1.1.1" },
		{ "open", NULL, NULL, "1.2.3" },
		{ "open", "low", "2026-11-21", "2.1.1 2.2.1" },
		{ "in-progress", "low", "2026-11-24", "1.1.1 1.2.1" },
		{ "accepted", NULL, NULL, "1.1.1" },
		{ "closed", NULL, NULL, "1.1.1" },
		{ "open", NULL, NULL, "" },
	};

	put_rows(rows, 8);
	expect_words(1, "overdue by 12 days; high; 2 principles wait for it, 4.1 for it alone");
	expect_words(2, "overdue by 1 day; medium; 1.1 waits for it");
	expect_words(3, "no date; no priority; no principle waits for it");
	expect_words(4, "due today; low; 2.1 and 2.2 wait for it alone");
	expect_words(5, "due in 3 days; low; 2 principles wait for it, 1.2 for it alone");
	expect_words(6, "nothing is planned, and no reason is given");
	expect_words(7, "closed");
	expect_words(8, "on no claim");
}

Test(urgency, words_of_what_is_planned_for_nobody)
{
	char id[ID_TEXT];

	put_row(1, &(struct row){ "accepted", NULL, NULL, "1.1.1" });
	put(w, ENTITY_GAP, id_of('G', 1, id), FIELD_ACTION, "too dear");
	put_row(2, &(struct row){ "open", NULL, NULL, "1.4.1" });
	put_row(3, &(struct row){ "open", NULL, NULL, "1.4.1 1.4.2" });
	put(w, ENTITY_SCOPE, "1.4", FIELD_SCOPE_IN, "false");
	compute();
	expect_words(1, "nothing is planned, for the reason given");
	expect_words(2, "its claim is out of scope");
	expect_words(3, "all its claims are out of scope");
}

Test(urgency, many_principles_are_counted)
{
	put_row(1, &(struct row){ "open", NULL, NULL, "1.1.1 1.2.1 1.3.1.1 1.4.1 2.1.1 2.2.1" });
	compute();
	expect_words(1, "no date; no priority; 1.1, 1.2, 1.3, 1.4 and 2 more wait for it alone");
}
