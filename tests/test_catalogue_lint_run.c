/* A run in pieces: however it is cut, the remarks are those that are found at one go. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>

#define WORLD_MUST(condition, ...) cr_assert(condition, __VA_ARGS__)
#include "catalogue/wordlist.h"
#include "core/lint.h"
#include "test_catalogue_exchange.h"

/* Something for most rules, an item with many links, several that are nearly the same, waivers of which one is old. */
static const char document[] =
    "schema: assay/1\n"
    "assessment: {title: '<title>', owner: Maya Okafor}\n"
    "answers:\n"
    "  - {claim: 1.1/1, status: evidenced, argument: 'Yes, we do this.', owner: Kim}\n"
    "  - {claim: 1.1/2, status: not-evidenced}\n"
    "  - {claim: 1.2/2, status: evidenced, argument: 'Library updates are merged within 7 days, says Maya Okafor.'}\n"
    "  - {claim: 1.2/5, status: evidenced, argument: 'Every library update is merged in 14 days.'}\n"
    "  - {claim: 2.2/2, status: partly-evidenced, assumptions: TBD}\n"
    "evidence:\n"
    "  - {ref: E1, title: Release checklist, location: 'https://example.org/a', review-by: 2026-01-01, supports: [{claim: 1.1/1},\n"
    "     {claim: 1.1/2}, {claim: 1.2/2, note: 'to be confirmed'}, {claim: 1.2/5}, {claim: 1.3/1}, {claim: 2.2/2}]}\n"
    "  - {ref: E2, title: Training}\n"
    "  - {ref: E3, title: 'The release checklist', location: 'https://example.org/b', supports: [{claim: 1.1/1}]}\n"
    "  - {ref: E4, title: Signatures, audience: public, detail: 'Each release is signed in the pipeline by two people, and the signatures\n"
    "      are kept with the build for five years in the archive of http://wiki.local/x'}\n"
    "  - {ref: E5, title: Signing, detail: 'Each release is signed in the pipeline by two people, and the signatures are kept with the\n"
    "      build for five years in the archive'}\n"
    "  - {ref: E6, title: Another, location: 'http://www.example.org/a/', supports: [{claim: 1.1/1}]}\n"
    "gaps:\n"
    "  - {ref: G1, claims: [1.1/1], gap: g, state: open, due: 2026-01-20}\n"
    "  - {ref: G2, claims: [1.1/2], gap: 'h TBD', state: closed}\n"
    "challenges: [{ref: C1, claim: 1.1/1, by: Kim, text: 'password: Winter2024!', state: open}]\n";

static struct lint_words words;
static struct tree *tree;
static struct world wd;
static struct standing st;
static struct lint_in in;

static void waive(const char *rule, const char *on, const char *reason)
{
	struct changes c = {0};

	if (reason != NULL)
		lint_waive(&c, wd.work, rule, on, reason);
	else
		cr_assert(lint_unwaive(&c, wd.work, rule, on) > 0);
	world_apply(&wd, &c);
	changes_release(&c);
}

static void start(void)
{
	struct complaints complaints = {0};
	struct changes c = {0};
	struct err err = {0};

	cr_assert(wordlist_load_with(&words, NULL, &complaints, &err), "%s", complaints.n > 0 ? complaints.item[0] : err.text);
	tree = world_catalogue();
	world_open_on(&wd, tree);
	cr_assert(exchange_import("case", document, strlen(document), wd.work, &wd.reader, &c, &complaints), "%s",
	    complaints.n > 0 ? complaints.item[0] : "");
	world_apply(&wd, &c);
	changes_release(&c);
	waive("no-argument", "2.2.2.1", "An old one.");
	waive("unused", wd.work->evidence[1].id, "It will be.");
	standing_compute(&st, wd.work);
	in = (struct lint_in){ .work = wd.work, .standing = &st, .reader = &wd.reader, .words = &words };
	cr_assert(date_parse("2026-11-21", &in.today));
}

static void end(void)
{
	standing_release(&st);
	world_close(&wd);
	tree_free(tree);
	lint_words_release(&words);
}

TestSuite(lint_run, .init = start, .fini = end);

static void write_out(const struct lint *l, struct buf *out)
{
	for (size_t i = 0; i < l->n; i++)
		buf_addf(out, "%s %s [%s]: %s (%s)\n", l->item[i].rule->id, l->item[i].name, l->item[i].on, l->item[i].text,
		    l->item[i].waived != NULL ? l->item[i].waived : "-");
}

static void write_all(struct buf *out)
{
	struct lint all;
	struct err err = {0};

	cr_assert(lint_all(&all, &in, &err), "%s", err.text);
	cr_assert(all.n > 20, "%zu remarks are too few to tell anything", all.n);
	write_out(&all, out);
	lint_release(&all);
}

/* The next length of a piece: always the same, or with 0 any, in an order that is the same every time. */
static int next_length(int length, unsigned *seed)
{
	*seed = *seed * 1103515245U + 12345U;
	return length > 0 ? length : (int)(*seed >> 16 & 7);
}

Test(lint_run, any_cut_gives_the_same)
{
	static const int lengths[] = { 1, 2, 3, 7, 50, 100000, 0, 0, 0, 0 };
	struct buf whole = {0};
	unsigned seed = 7;

	write_all(&whole);
	for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
		struct lint_run *r = lint_run_new(&in);
		struct buf parts = {0};
		struct err err = {0};
		bool more = true;

		while (more)
			cr_assert(lint_run_go_on(r, next_length(lengths[i], &seed), &more, &err), "%s", err.text);
		write_out(lint_run_found(r), &parts);
		cr_expect(strcmp(buf_str(&parts), buf_str(&whole)) == 0, "pieces of %d:\n%s\nat one go:\n%s", lengths[i], buf_str(&parts), buf_str(&whole));
		buf_release(&parts);
		lint_run_free(r);
	}
	buf_release(&whole);
}

/* What is shown already stays where it is: more is added behind it. Remarks on waivers alone come among the others. */
Test(lint_run, what_was_found_stays_in_its_place)
{
	struct lint_run *r = lint_run_new(&in);
	struct err err = {0};
	bool more = true;
	int looked = 0, all = 0;

	while (more) {
		struct buf before = {0}, after = {0};

		write_out(lint_run_found(r), &before);
		cr_assert(lint_run_go_on(r, 1, &more, &err));
		write_out(lint_run_found(r), &after);
		lint_run_count(r, &looked, &all);
		cr_expect(!more || looked == all || strncmp(buf_str(&after), buf_str(&before), before.len) == 0, "%s\n%s", buf_str(&before), buf_str(&after));
		cr_expect(looked <= all);
		buf_release(&before);
		buf_release(&after);
	}
	cr_expect(looked == all, "%d of %d", looked, all);
	lint_run_free(r);
}

/* Waivers that are saved while it goes on, and after its end. */
Test(lint_run, waivers_come_and_go_meanwhile)
{
	for (int at = 0; at < 1000; at += at < 20 ? 1 : 97) {
		struct lint_run *r = lint_run_new(&in);
		struct buf parts = {0}, whole = {0};
		struct err err = {0};
		bool more = true;

		cr_assert(lint_run_go_on(r, at, &more, &err));
		waive("no-gap", "1.1.2.1", at % 2 == 0 ? "Because." : "Why not.");
		waive("past-review", wd.work->evidence[0].id, "It is good.");
		waive("past-review", wd.work->evidence[1].id, "Nothing of the kind.");
		cr_assert(lint_run_waived(r, &err));
		while (more)
			cr_assert(lint_run_go_on(r, 5, &more, &err));
		waive("past-review", wd.work->evidence[0].id, NULL);
		cr_assert(lint_run_waived(r, &err));
		write_out(lint_run_found(r), &parts);
		write_all(&whole);
		cr_expect(strcmp(buf_str(&parts), buf_str(&whole)) == 0, "after %d:\n%s\nat one go:\n%s", at, buf_str(&parts), buf_str(&whole));
		buf_release(&parts);
		buf_release(&whole);
		lint_run_free(r);
	}
}

/* The last moment at which it may still go on: waivers were looked at, and nobody was told that this was all. */
Test(lint_run, a_waiver_comes_at_the_very_end)
{
	struct lint_run *r = lint_run_new(&in);
	struct buf parts = {0}, whole = {0};
	struct err err = {0};
	bool more = true;
	int looked = 0, all = 1;

	while (more && looked < all) {
		cr_assert(lint_run_go_on(r, 1, &more, &err), "%s", err.text);
		lint_run_count(r, &looked, &all);
	}
	cr_assert(more);
	waive("past-review", wd.work->evidence[1].id, "Nothing of the kind.");
	cr_assert(lint_run_waived(r, &err));
	cr_assert(lint_run_go_on(r, 1, &more, &err) && !more);
	write_out(lint_run_found(r), &parts);
	write_all(&whole);
	cr_expect(strcmp(buf_str(&parts), buf_str(&whole)) == 0, "%s\nat one go:\n%s", buf_str(&parts), buf_str(&whole));
	buf_release(&parts);
	buf_release(&whole);
	lint_run_free(r);
}

/* One thing alone says what all say of it. */
static void expect_of(enum entity e, const char *id)
{
	struct lint all, one;
	struct buf should = {0}, is = {0};
	struct err err = {0};
	size_t n = strlen(id);

	cr_assert(lint_all(&all, &in, &err) && lint_of(&one, &in, e, id, &err));
	for (size_t i = 0; i < all.n; i++)
		if (strncmp(all.item[i].on, id, n) == 0 && (all.item[i].on[n] == '\0' || all.item[i].on[n] == ' '))
			write_out(&(struct lint){ .item = &all.item[i], .n = 1 }, &should);
	write_out(&one, &is);
	cr_expect(strcmp(buf_str(&is), buf_str(&should)) == 0, "%s\nshould be\n%s", buf_str(&is), buf_str(&should));
	buf_release(&should);
	buf_release(&is);
	lint_release(&all);
	lint_release(&one);
}

Test(lint_run, one_thing_alone)
{
	expect_of(ENTITY_ASSESSMENT, "assessment");
	for (int i = 0; i < wd.work->n_evidence; i++)
		expect_of(ENTITY_EVIDENCE, wd.work->evidence[i].id);
	for (int i = 0; i < wd.work->n_gap; i++)
		expect_of(ENTITY_GAP, wd.work->gap[i].id);
	expect_of(ENTITY_CHALLENGE, wd.work->challenge[0].id);
	waive("unused", "0123456789abcdef0123456789abcdef", "Of what is gone.");
	expect_of(ENTITY_COUNT, "0123456789abcdef0123456789abcdef");
}

static bool no_text(void *ctx, enum field f, const char *id, struct buf *out, struct err *err)
{
	(void)f;
	(void)id;
	(void)out;
	return --*(int *)ctx >= 0 || err_set(err, ERR_STORE, "the disk is gone");
}

Test(lint_run, a_text_that_cannot_be_read_ends_it)
{
	int left = 3;
	struct reader failing = { .ctx = &left, .text = no_text };
	struct lint_run *r;
	struct err err = {0};
	bool more = true, ok = true;

	in.reader = &failing;
	r = lint_run_new(&in);
	while (ok && more)
		ok = lint_run_go_on(r, 1, &more, &err);
	cr_expect(!ok && err.code == ERR_STORE);
	cr_expect(!lint_run_go_on(r, 1, &more, &err));
	lint_run_free(r);
}
