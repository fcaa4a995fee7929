/* Moments: found by number, hash, time and name, and the workspace as it was at each; what made an approval lapse. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/approval.h"
#include "store/approval_lapse.h"
#include "store/moment_name.h"
#include "test_store_help.h"

enum { SAVES = 30 };

static char *folder, *path;
static struct store *st;
static struct err err;

static void set_up(void)
{
	setlocale(LC_CTYPE, "C.UTF-8");
	folder = help_folder();
	path = help_workspace(folder);
	st = help_open(path, STORE_WRITE);
}

static void tear_down(void)
{
	store_close(st);
	free(path);
	help_remove(folder);
}

TestSuite(store_moment, .init = set_up, .fini = tear_down, .timeout = 120);

static void set(enum entity e, const char *id, enum field f, const char *value)
{
	cr_assert(help_set(st, e, id, -1, f, value, &err), "%s", err.text);
}

static struct moment now(void)
{
	struct moment m;

	cr_assert(store_moment_now(st, &m, &err), "%s", err.text);
	return m;
}

static void give_name(const char *name)
{
	struct work *w = help_load(st);
	struct changes c = {0};

	cr_assert(moment_give_name(st, w, name, "Sam", &c, &err) && store_save(st, "baseline", &c, &err), "%s", err.text);
	changes_release(&c);
	work_free(w);
}

static const char *leaf(void)
{
	const struct tree *t = store_tree(st);

	for (int i = 0; i < t->n_nodes; i++)
		if (tree_is_leaf(t, i))
			return t->node[i].id;
	return NULL;
}

/* ---- finding ---------------------------------------------------------------------------------------------- */

Test(store_moment, every_entry_is_found_by_its_number_and_its_hash)
{
	struct moment last, by_seq, by_head;

	for (int i = 0; i < 5; i++) {
		char text[20];

		snprintf(text, sizeof text, "Product %d", i);
		set(ENTITY_ASSESSMENT, "assessment", FIELD_PRODUCT, text);
	}
	last = now();
	for (int64_t seq = 1; seq <= last.seq; seq++) {
		cr_assert(store_moment_of_seq(st, seq, &by_seq, &err), "%s", err.text);
		cr_expect(eq(i64, by_seq.seq, seq));
		cr_assert(store_moment_of_head(st, by_seq.head, &by_head, &err), "%s", err.text);
		cr_expect(eq(i64, by_head.seq, seq));
		by_seq.head[12] = '\0';
		cr_expect(store_moment_of_head(st, by_seq.head, &by_head, &err) && by_head.seq == seq, "its first digits are enough");
	}
	cr_expect(eq(str, by_head.head, last.head));
}

static bool refused(bool ok) { return !ok && err.code == ERR_INPUT; }

Test(store_moment, what_is_no_moment_is_refused)
{
	static const char *const heads[] = { "", "0", "1234567", "0000000000", "ABCDEF0123", "not a hash at all", "12345678'; DROP TABLE history",
		"00000000000000000000000000000000000000000000000000000000000000000", NULL };
	struct moment m;

	for (int i = 0; heads[i] != NULL; i++) {
		cr_expect(not(store_moment_of_head(st, heads[i], &m, &err)), "%s", heads[i]);
		cr_expect(err.code == ERR_INPUT, "%s: %s", heads[i], err.text);
	}
	cr_expect(refused(store_moment_of_seq(st, 0, &m, &err)));
	cr_expect(refused(store_moment_of_seq(st, -1, &m, &err)));
	cr_expect(refused(store_moment_of_seq(st, now().seq + 1, &m, &err)));
	cr_expect(refused(store_moment_before(st, "1999-01-01T00:00:00Z", &m, &err)));
	cr_expect(store_moment_before(st, "9999-01-01T00:00:00Z", &m, &err) && m.seq == now().seq);
}

/* ---- names -------------------------------------------------------------------------------------------------- */

Test(store_moment, a_name_leads_to_its_moment)
{
	struct moment before = now(), m;
	struct work *w;
	struct changes c = {0};

	give_name("start");
	set(ENTITY_ASSESSMENT, "assessment", FIELD_PRODUCT, "Portal");
	w = help_load(st);
	cr_assert(moment_read(st, w, "start", &m, &err), "%s", err.text);
	cr_expect(eq(i64, m.seq, before.seq));
	cr_expect(moment_read(st, w, m.head, &m, &err) && m.seq == before.seq);
	cr_expect(moment_read(st, w, "9999-01-01", &m, &err) && m.seq == now().seq, "the end of a day");
	cr_expect(not(moment_read(st, w, "nowhere", &m, &err)));
	cr_expect(strstr(err.text, "there are: start") != NULL, "%s", err.text);
	cr_expect(not(moment_give_name(st, w, "start", "Sam", &c, &err)), "it is there");
	cr_expect(not(moment_give_name(st, w, "two\nlines", "Sam", &c, &err)));
	cr_expect(eq(sz, c.n, 0));
	work_free(w);
}

/* A baseline that a document brought along is of another history. */
Test(store_moment, a_name_from_elsewhere_leads_nowhere)
{
	static const char id[] = "0123456789abcdef0123456789abcdef";
	struct moment m;
	struct work *w;

	set(ENTITY_BASELINE, id, FIELD_BASELINE_NAME, "theirs");
	set(ENTITY_BASELINE, id, FIELD_BASELINE_HEAD, "00000000000000000000000000000000000000000000000000000000000000aa");
	w = help_load(st);
	cr_expect(not(moment_read(st, w, "theirs", &m, &err)));
	cr_expect(strstr(err.text, "another workspace") != NULL, "%s", err.text);
	work_free(w);
}

/* ---- as it was ------------------------------------------------------------------------------------------------ */

static void expect_product(int64_t seq, const char *product)
{
	struct past p;
	struct buf text = {0};

	cr_assert(store_past(st, seq, &p, &err), "%s", err.text);
	cr_expect(strcmp(p.work->assessment.product != NULL ? p.work->assessment.product : "", product) == 0, "%s at %lld",
	    p.work->assessment.product, (long long)seq);
	cr_assert(reader_text(&p.reader, FIELD_ARGUMENT, leaf(), &text, &err), "%s", err.text);
	cr_expect(strcmp(buf_str(&text), product) == 0, "\"%s\" at %lld", buf_str(&text), (long long)seq);
	buf_release(&text);
	past_release(&p);
}

/* Every moment is what was saved last before it, texts too. */
Test(store_moment, each_moment_is_as_it_was)
{
	int64_t seq[SAVES];

	for (int i = 0; i < SAVES; i++) {
		char text[20];

		snprintf(text, sizeof text, "Product %d", i);
		set(ENTITY_ASSESSMENT, "assessment", FIELD_PRODUCT, text);
		set(ENTITY_ANSWER, leaf(), FIELD_ARGUMENT, text);
		seq[i] = now().seq;
	}
	for (int i = SAVES - 1; i >= 0; i--) {
		char text[20];

		snprintf(text, sizeof text, "Product %d", i);
		expect_product(seq[i], text);
	}
	expect_product(seq[0] - 2, "");
}

/* One of every kind of thing, removed since: it was there. */
Test(store_moment, what_was_removed_was_there)
{
	struct moment then;
	struct work *w;
	struct past p;
	int evidence, supports;

	help_everything(st, "then");
	then = now();
	w = help_load(st);
	evidence = w->n_evidence;
	supports = w->n_support;
	cr_assert(evidence > 0 && supports > 0);
	for (int i = 0; i < w->n_evidence; i++)
		set(ENTITY_EVIDENCE, w->evidence[i].id, FIELD_EVIDENCE_REMOVED, "true");
	work_free(w);
	cr_assert(store_past(st, then.seq, &p, &err), "%s", err.text);
	cr_expect(eq(int, p.work->n_evidence, evidence));
	cr_expect(eq(int, p.work->n_support, supports));
	past_release(&p);
	cr_assert(store_past(st, now().seq, &p, &err), "%s", err.text);
	cr_expect(eq(int, p.work->n_evidence, 0));
	past_release(&p);
}

/* ---- what made an approval lapse ------------------------------------------------------------------------------ */

static const char *principle(void)
{
	const struct tree *t = store_tree(st);

	return t->node[t->node[tree_find(t, leaf())].principle].id;
}

static void approve(void)
{
	struct work *w = help_load(st);
	struct reader r = store_reader(st);
	struct changes c = {0};

	cr_assert(approval_give(&c, w, &r, tree_find(w->tree, principle()), "Helen", NULL, "2026-11-21T10:00:00Z", &err), "%s", err.text);
	cr_assert(store_save(st, "approve", &c, &err), "%s", err.text);
	changes_release(&c);
	work_free(w);
}

static void unrelated(int n)
{
	for (int i = 0; i < n; i++) {
		char text[24];

		snprintf(text, sizeof text, "Product %d %lld", i, (long long)now().seq);
		set(ENTITY_ASSESSMENT, "assessment", FIELD_PRODUCT, text);
	}
}

static void expect_lapse(int64_t until, const char *words)
{
	struct work *w = help_load(st);
	struct buf b = {0};

	cr_assert(eq(int, w->n_approval, 1));
	cr_assert(store_approval_lapse(st, &w->approval[0], until, &b, &err), "%s", err.text);
	cr_expect(strncmp(buf_str(&b), words, strlen(words)) == 0, "\"%s\", not \"%s\"", buf_str(&b), words);
	buf_release(&b);
	work_free(w);
}

/* Wherever in the history it is. */
Test(store_moment, the_change_that_lapsed_it_is_named)
{
	for (int before = 0; before < 4; before++) {
		struct work *w;

		set(ENTITY_ANSWER, leaf(), FIELD_ANSWER_OWNER, "Kim");
		approve();
		unrelated(before * 3);
		set(ENTITY_ANSWER, leaf(), FIELD_ANSWER_OWNER, "Noor");
		unrelated(7 - before);
		set(ENTITY_ANSWER, leaf(), FIELD_ANSWER_NOTE, "later");
		expect_lapse(0, "owner of ");
		w = help_load(st);
		set(ENTITY_APPROVAL, w->approval[0].id, FIELD_APPROVAL_REMOVED, "true");
		set(ENTITY_ANSWER, leaf(), FIELD_ANSWER_NOTE, NULL);
		work_free(w);
	}
}

/* Farther back than the history is read at once. */
Test(store_moment, the_change_is_found_far_back)
{
	approve();
	set(ENTITY_ANSWER, leaf(), FIELD_ANSWER_OWNER, "Noor");
	unrelated(130);
	expect_lapse(0, "owner of ");
}

/* As one looks back: lapsed then, though it stands now. */
Test(store_moment, lapsed_at_a_moment)
{
	struct moment then;

	approve();
	set(ENTITY_ANSWER, leaf(), FIELD_ANSWER_OWNER, "Noor");
	then = now();
	set(ENTITY_ANSWER, leaf(), FIELD_ANSWER_OWNER, NULL);
	unrelated(3);
	expect_lapse(then.seq, "owner of ");
}

Test(store_moment, given_for_something_else)
{
	struct work *w;

	approve();
	w = help_load(st);
	set(ENTITY_APPROVAL, w->approval[0].id, FIELD_APPROVAL_OF, "00000000000000000000000000000000000000000000000000000000000000aa");
	work_free(w);
	expect_lapse(0, "it was given for something else");
}
