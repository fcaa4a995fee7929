/* core/lint with the shipped catalogue and words: for each rule documents that it must remark on, and documents that
 * look like them and that it must leave alone. Here and not with core's tests, so that a case is a document. */
#include "config.h"

#include <criterion/criterion.h>
#include <string.h>
#include <time.h>

#define WORLD_MUST(condition, ...) cr_assert(condition, __VA_ARGS__)
#include "catalogue/wordlist.h"
#include "core/lint.h"
#include "core/reading.h"
#include "test_catalogue_exchange.h"

static struct lint_words words;
static struct tree *tree;

static void start(void)
{
	struct complaints complaints = {0};
	struct err err = {0};

	cr_assert(wordlist_load_with(&words, NULL, &complaints, &err), "%s", complaints.n > 0 ? complaints.item[0] : err.text);
	tree = world_catalogue();
}

static void end(void)
{
	tree_free(tree);
	lint_words_release(&words);
}

TestSuite(lint, .init = start, .fini = end);

/* ---- cases -------------------------------------------------------------------------------------- */

#define ARGUMENT "argument: 'The handbook, page 4, says what the pipeline does.'"
#define ITEM(ref) "  - {ref: " ref ", title: 'Release checklist " ref "', location: 'https://example.org/" ref "', owner: Sam, audience: public"
#define LONG_DETAIL "Each release is signed in the pipeline by two people, and the signatures are kept with the build for five years in the archive"

struct lint_case {
	const char *rule;
	const char *on;         /* what it remarks on, with blanks between; "": nothing */
	const char *document;
};

static const struct lint_case cases[] = {
	{ "no-support", "1.1/1", "answers: [{claim: 1.1/1, status: evidenced, " ARGUMENT "}]" },
	{ "no-support", "1.1/1 1.1/2", "answers: [{claim: 1.1/1, status: partly-evidenced}, {claim: 1.1/2, status: evidenced}]" },
	{ "no-support", "1.1/1", "answers: [{claim: 1.1/1, status: evidenced}]\nevidence: [{ref: E1, title: bare, supports: [{claim: 1.1/1}]}]" },
	{ "no-support", "1.1/1", "answers: [{claim: 1.1/1, status: evidenced}]\nevidence: [{ref: E1, title: t, detail: d, supports: [{claim: 1.1/1}]}]\n"
	    "challenges: [{ref: C1, claim: 1.1/1, evidence: E1, by: Kim, text: no, state: open}]" },
	{ "no-support", "", "answers: [{claim: 1.1/1, status: evidenced}]\nevidence:\n" ITEM("E1") ", supports: [{claim: 1.1/1}]}" },
	{ "no-support", "", "answers: [{claim: 1.1/1, status: not-evidenced}, {claim: 1.1/2, status: to-assess}]" },
	{ "no-support", "", "assessment: {role: reseller}\nanswers: [{claim: 1.1/1, status: evidenced}]" },
	{ "no-support", "", "answers: [{claim: 1.1/1, status: evidenced}]\nevidence:\n  - {ref: E1, title: bare, supports: [{claim: 1.1/1}]}\n"
	    ITEM("E2") ", supports: [{claim: 1.1/1}]}" },

	{ "no-argument", "1.1/1", "answers: [{claim: 1.1/1, status: evidenced}]" },
	{ "no-argument", "2.2/2", "answers: [{claim: 2.2/2, status: partly-evidenced, assumptions: x}]" },
	{ "no-argument", "3.5/1", "answers: [{claim: 3.5/1, status: evidenced, note: 'see the argument'}]" },
	{ "no-argument", "", "answers: [{claim: 1.1/1, status: evidenced, " ARGUMENT "}]" },
	{ "no-argument", "", "answers: [{claim: 1.1/1, status: not-evidenced}, {claim: 1.1/2, owner: Sam}]" },
	{ "no-argument", "", "answers: [{claim: 1.1/1, status: not-applicable}]" },

	{ "no-reason", "1.1/1", "answers: [{claim: 1.1/1, status: not-applicable}]" },
	{ "no-reason", "4.2/1", "answers: [{claim: 4.2/1, status: not-applicable, assumptions: none}]" },
	{ "no-reason", "tree:1.2.3", "answers: [{claim: 'tree:1.2.3', status: not-applicable}]" },
	{ "no-reason", "", "answers: [{claim: 1.1/1, status: not-applicable, argument: 'Nothing is built here.'}]" },
	{ "no-reason", "", "answers: [{claim: 1.1/1, status: evidenced}]" },
	{ "no-reason", "", "assessment: {role: reseller}\nanswers: [{claim: 1.1/1, status: not-applicable}]" },

	{ "no-gap", "1.1/1", "answers: [{claim: 1.1/1, status: partly-evidenced}]" },
	{ "no-gap", "1.1/1", "answers: [{claim: 1.1/1, status: not-evidenced}]" },
	{ "no-gap", "1.1/1", "answers: [{claim: 1.1/1, status: not-evidenced}]\ngaps: [{ref: G1, claims: [1.1/2], gap: g, state: open}]" },
	{ "no-gap", "", "answers: [{claim: 1.1/1, status: partly-evidenced}]\ngaps: [{ref: G1, claims: [1.1/1], gap: g, state: open}]" },
	{ "no-gap", "", "answers: [{claim: 1.1/1, status: not-evidenced}]\ngaps: [{ref: G1, claims: [1.1/1], gap: g, action: a, state: accepted}]" },
	{ "no-gap", "", "answers: [{claim: 1.1/1, status: evidenced}, {claim: 1.1/2, status: not-applicable}]" },
	{ "no-gap", "", "answers: [{claim: 1.1/1, status: partly-evidenced}]\ngaps: [{ref: G1, claims: [1.1/1], gap: g, state: closed}]" },

	{ "gap-plan", "G1", "gaps: [{ref: G1, claims: [1.1/1], gap: g, action: a, owner: Sam, state: open}]" },
	{ "gap-plan", "G1", "gaps: [{ref: G1, claims: [1.1/1], gap: g, action: a, due: 2026-12-01, state: in-progress}]" },
	{ "gap-plan", "G1 G2", "gaps:\n  - {ref: G1, claims: [1.1/1], gap: g, owner: Sam, due: 2026-12-01, state: open}\n  - {ref: G2, claims: [1.1/1], gap: h, state: accepted}" },
	{ "gap-plan", "", "gaps: [{ref: G1, claims: [1.1/1], gap: g, action: a, owner: Sam, due: 2026-12-01, state: open}]" },
	{ "gap-plan", "", "gaps: [{ref: G1, claims: [1.1/1], gap: g, state: closed}]" },
	{ "gap-plan", "", "gaps: [{ref: G1, claims: [1.1/1], gap: g, action: 'not worth it', state: accepted}]" },
	{ "gap-plan", "", "assessment: {role: reseller}\ngaps: [{ref: G1, claims: [1.1/1], gap: g, state: open}]" },

	{ "blank-left", "1.1/1", "answers: [{claim: 1.1/1, argument: 'Page TBD of the handbook.'}]" },
	{ "blank-left", "E1", "evidence: [{ref: E1, title: '{{name}} of the policy', location: '[Insert link]'}]" },
	{ "blank-left", "G1 assessment", "assessment: {product: '<your product>'}\ngaps: [{ref: G1, claims: [1.1/1], gap: g, action: 'Lorem ipsum dolor.'}]" },
	{ "blank-left", "E1_1.1/1", "evidence: [{ref: E1, title: t, supports: [{claim: 1.1/1, note: 'to be confirmed'}]}]" },
	{ "blank-left", "1.1/1", "answers: [{claim: 1.1/1, argument: 'Signed on ________ by the owner, [insert date].'}]" },
	{ "blank-left", "", "answers: [{claim: 1.1/1, argument: 'A todo list is kept on the [status page](https://example.org).'}]" },
	{ "blank-left", "", "answers: [{claim: 1.1/1, argument: 'Results are read from array[0] and List<String> by the script.'}]" },
	{ "blank-left", "", "assessment: {role: reseller}\nanswers: [{claim: 1.1/1, argument: TBD}]" },

	{ "past-review", "E1", "evidence: [{ref: E1, title: t, review-by: 2026-11-20}]" },
	{ "past-review", "E1 E3", "evidence:\n  - {ref: E1, title: t, review-by: 2020-01-01}\n  - {ref: E2, title: u}\n  - {ref: E3, title: v, review-by: 2026-01-01}" },
	{ "past-review", "E1", "evidence: [{ref: E1, title: t, collected: 2026-01-01, review-by: 2026-06-30}]" },
	{ "past-review", "", "evidence: [{ref: E1, title: t, review-by: 2026-11-21}]" },
	{ "past-review", "", "evidence: [{ref: E1, title: t, review-by: 2027-11-21}]" },
	{ "past-review", "", "evidence: [{ref: E1, title: t, collected: 2019-01-01}]" },

	{ "dated-later", "E1", "assessment: {assessed: 2026-11-01}\nevidence: [{ref: E1, title: t, collected: 2026-11-02}]" },
	{ "dated-later", "E1", "evidence: [{ref: E1, title: t, collected: 2026-11-22}]" },
	{ "dated-later", "E2", "assessment: {assessed: 2026-11-01}\nevidence: [{ref: E1, title: t, collected: 2026-10-02}, {ref: E2, title: u, collected: 2027-10-02}]" },
	{ "dated-later", "", "assessment: {assessed: 2026-11-01}\nevidence: [{ref: E1, title: t, collected: 2026-11-01}]" },
	{ "dated-later", "", "evidence: [{ref: E1, title: t, collected: 2026-11-21}]" },
	{ "dated-later", "", "assessment: {assessed: 2026-11-01}\nevidence: [{ref: E1, title: t}]" },

	{ "gap-overdue", "G1", "gaps: [{ref: G1, claims: [1.1/1], gap: g, due: 2026-11-20, state: open}]" },
	{ "gap-overdue", "G1", "gaps: [{ref: G1, claims: [1.1/1], gap: g, due: 2025-11-20, state: in-progress}]" },
	{ "gap-overdue", "G2", "gaps: [{ref: G1, claims: [1.1/1], gap: g, due: 2027-11-20}, {ref: G2, claims: [1.1/1], gap: h, due: 2026-01-20}]" },
	{ "gap-overdue", "", "gaps: [{ref: G1, claims: [1.1/1], gap: g, due: 2026-11-21, state: open}]" },
	{ "gap-overdue", "", "gaps: [{ref: G1, claims: [1.1/1], gap: g, due: 2026-01-21, state: closed}]" },
	{ "gap-overdue", "", "gaps: [{ref: G1, claims: [1.1/1], gap: g, due: 2026-01-21, state: accepted}]" },

	{ "gap-closed-early", "G1", "answers: [{claim: 1.1/1, status: partly-evidenced}]\ngaps: [{ref: G1, claims: [1.1/1], gap: g, state: closed}]" },
	{ "gap-closed-early", "G1", "answers: [{claim: 1.1/2, status: not-evidenced}]\ngaps: [{ref: G1, claims: [1.1/1, 1.1/2], gap: g, state: closed}]" },
	{ "gap-closed-early", "G2", "answers: [{claim: 1.1/1, status: partly-evidenced}]\ngaps:\n  - {ref: G1, claims: [1.1/1], gap: g, state: closed}\n"
	    "  - {ref: G2, claims: [1.1/1], gap: h, state: closed}" },
	{ "gap-closed-early", "", "answers: [{claim: 1.1/1, status: evidenced}]\ngaps: [{ref: G1, claims: [1.1/1], gap: g, state: closed}]" },
	{ "gap-closed-early", "", "answers: [{claim: 1.1/1, status: partly-evidenced}]\ngaps:\n  - {ref: G1, claims: [1.1/1], gap: g, state: closed}\n"
	    "  - {ref: G2, claims: [1.1/1], gap: h, state: open}" },
	{ "gap-closed-early", "", "answers: [{claim: 1.1/1, status: partly-evidenced}]\ngaps: [{ref: G1, claims: [1.1/1], gap: g, state: open}]" },

#define BOTH(one, other) "answers:\n  - {claim: 1.2/2, status: evidenced, argument: '" one "'}\n  - {claim: 1.2/5, status: evidenced, argument: '" other "'}\n"
#define SHARED "evidence:\n" ITEM("E1") ", supports: [{claim: 1.2/2, note: n}, {claim: 1.2/5, note: n}]}"
	{ "figures-differ", "1.2/5", BOTH("Library updates are merged within 7 days.", "Every library update is merged in 14 days.") SHARED },
	{ "figures-differ", "1.2/5", BOTH("Critical patches reach production in two weeks.", "We bring critical patches to production within 30 days.") SHARED },
	{ "figures-differ", "1.2/5", BOTH("The scanner covers 95% of the images.", "The scanner covers 80 per cent of all images.") SHARED },
	{ "figures-differ", "", BOTH("Library updates are merged within 14 days.", "Library updates are merged within two weeks.") SHARED },
	{ "figures-differ", "", BOTH("Library updates are merged within 7 days.", "Backups of the register are kept for 14 days.") SHARED },
	{ "figures-differ", "", BOTH("Critical updates are merged within 7 days, other updates within 30 days.", "Other updates are merged within 30 days.") SHARED },
	{ "figures-differ", "", BOTH("Library updates are merged within 7 days.", "Library updates are merged within 14 days.") "evidence:\n"
	    ITEM("E1") ", supports: [{claim: 1.2/2}]}\n" ITEM("E2") ", supports: [{claim: 1.2/5}]}" },

	{ "tick-box", "1.1/1", "answers: [{claim: 1.1/1, argument: 'Yes, we do this.'}]" },
	{ "tick-box", "1.1/1", "answers: [{claim: 1.1/1, argument: 'The register is kept by Kim.\n\nWe follow industry best practice.'}]" },
	{ "tick-box", "E1", "evidence: [{ref: E1, title: t, detail: 'Security is taken very seriously.', location: 'https://example.org/a'}]" },
	{ "tick-box", "1.4/4", "answers: [{claim: 1.4/4, argument: 'All of it is thoroughly looked at.'}]" },
	{ "tick-box", "", "answers: [{claim: 1.1/1, argument: 'Section 3 of the handbook follows the best practice guide of OWASP.'}]" },
	{ "tick-box", "", "answers: [{claim: 1.1/1, note: 'Yes, we do this.', assumptions: 'Best practice.'}]" },
	{ "tick-box", "", "evidence: [{ref: E1, title: t, detail: 'The list of advisories, clear and complete.', location: 'https://example.org/a'}]" },
	{ "tick-box", "", "answers: [{claim: 1.1/1, " ARGUMENT "}]" },

	{ "no-place", "E1", "evidence: [{ref: E1, title: Training}]" },
	{ "no-place", "E1", "evidence: [{ref: E1, title: Secure Coding, detail: 'People know how to write code that is safe.'}]" },
	{ "no-place", "E2", "evidence: [{ref: E1, title: a, tool: Renovate}, {ref: E2, title: b, detail: 'It is looked after.'}]" },
	{ "no-place", "", "evidence: [{ref: E1, title: Training, location: Cupboard}]" },
	{ "no-place", "", "evidence: [{ref: E1, title: Training, tool: Moodle}]" },
	{ "no-place", "", "evidence: [{ref: E1, title: Training, detail: 'The course is in Moodle, with a list of who took it.'}]" },
	{ "no-place", "", "evidence: [{ref: E1, title: Incident playbook}]" },

	{ "repeats-claim", "3.2/1", "answers: [{claim: 3.2/1, argument: 'A vulnerability disclosure process is published.'}]" },
	{ "repeats-claim", "1.3/2", "answers: [{claim: 1.3/2, argument: 'Yes, testing is automated where possible.'}]" },
	{ "repeats-claim", "2.1/1", "answers: [{claim: 2.1/1, argument: 'We have defined roles that specify which data and functionality each role may access.'}]" },
	{ "repeats-claim", "", "answers: [{claim: 3.2/1, argument: 'The vulnerability disclosure process stands at example.org/security, and security.txt names it.'}]" },
	{ "repeats-claim", "", "answers: [{claim: 1.3/2, " ARGUMENT "}]" },
	{ "repeats-claim", "", "answers: [{claim: 2.1/1, argument: 'Terraform defines which role may do what; nobody else gets in.'}]" },

	{ "own-evidence", "E1", "evidence: [{ref: E1, title: This assessment, location: shelf}]" },
	{ "own-evidence", "E1", "evidence: [{ref: E1, title: Answers, location: /home/sam/portal.assay}]" },
	{ "own-evidence", "E1", "assessment: {title: Portal 4.2 against the APC}\nevidence: [{ref: E1, title: Portal 4.2 against the APC}]" },
	{ "own-evidence", "E1", "evidence: [{ref: E1, title: Claim, location: 1.2/2}]" },
	{ "own-evidence", "", "evidence: [{ref: E1, title: Assessment of suppliers, location: 'https://example.org/suppliers'}]" },
	{ "own-evidence", "", "evidence: [{ref: E1, title: Risk assessment, detail: 'The risks of the product, table 2.'}]" },
	{ "own-evidence", "", "evidence: [{ref: E1, title: Version, location: 'page 1.2/2 of the handbook'}]" },

	{ "public-inside", "3.2/1", "answers: [{claim: 3.2/1, status: evidenced}]\nevidence: [{ref: E1, title: t, location: 'https://example.org/vdp', supports: [{claim: 3.2/1}]}]" },
	{ "public-inside", "3.2/1", "answers: [{claim: 3.2/1, status: evidenced}]\nevidence: [{ref: E1, title: t, location: 'https://intranet.example.org/vdp', audience: public, supports: [{claim: 3.2/1}]}]" },
	{ "public-inside", "4.1/1", "answers: [{claim: 4.1/1, status: partly-evidenced}]\nevidence: [{ref: E1, title: t, location: SharePoint, audience: customer, supports: [{claim: 4.1/1}]}]" },
	{ "public-inside", "", "answers: [{claim: 3.2/1, status: evidenced}]\nevidence:\n" ITEM("E1") ", supports: [{claim: 3.2/1}]}" },
	{ "public-inside", "", "answers: [{claim: 3.2/1, status: evidenced}]\nevidence:\n" ITEM("E1") ", supports: [{claim: 3.2/1}]}\n  - {ref: E2, title: t, location: Jira, supports: [{claim: 3.2/1}]}" },
	{ "public-inside", "", "answers: [{claim: 1.1/1, status: evidenced}]\nevidence: [{ref: E1, title: t, location: Jira, supports: [{claim: 1.1/1}]}]" },
	{ "public-inside", "", "answers: [{claim: 3.2/1, status: evidenced}]" },

	{ "link-unsaid", "E1_1.1/2", "evidence:\n" ITEM("E1") ", supports: [{claim: 1.1/1, note: a}, {claim: 1.1/2}, {claim: 1.1/3, note: b}]}" },
	{ "link-unsaid", "E1_1.1/1 E1_1.1/2 E1_1.1/3", "evidence:\n" ITEM("E1") ", supports: [{claim: 1.1/1}, {claim: 1.1/2}, {claim: 1.1/3}]}" },
	{ "link-unsaid", "E1_tree:1.2.3", "evidence:\n" ITEM("E1") ", supports: [{claim: 1.1/1, note: a}, {claim: 1.1/3, note: b}, {claim: 'tree:1.2.3'}]}" },
	{ "link-unsaid", "", "evidence:\n" ITEM("E1") ", supports: [{claim: 1.1/1}, {claim: 1.1/2}]}" },
	{ "link-unsaid", "", "evidence:\n" ITEM("E1") ", supports: [{claim: 1.1/1, note: a}, {claim: 1.1/2, note: b}, {claim: 1.1/3, note: c}]}" },
	{ "link-unsaid", "", "evidence:\n" ITEM("E1") "}" },

	{ "near-same", "E2", "evidence: [{ref: E1, title: Handbook, location: 'https://www.example.org/handbook/'}, {ref: E2, title: Framework, location: 'http://example.org/Handbook#page'}]" },
	{ "near-same", "E2", "evidence: [{ref: E1, title: The password policy, location: 'https://a.org/1'}, {ref: E2, title: Password policies, location: 'https://b.org/2'}]" },
	{ "near-same", "E2", "evidence: [{ref: E1, title: Signing, detail: '" LONG_DETAIL ".'}, {ref: E2, title: Signature, detail: '" LONG_DETAIL " room.'}]" },
	{ "near-same", "E2 E3", "evidence: [{ref: E1, title: Audit log}, {ref: E2, title: Audit logs}, {ref: E3, title: The audit log}]" },
	{ "near-same", "", "evidence: [{ref: E1, title: Sessions, location: GitHub}, {ref: E2, title: Branches, location: GitHub}]" },
	{ "near-same", "", "evidence: [{ref: E1, title: Sessions, location: ['https://a.org/security', GCP]}, {ref: E2, title: Factors, location: ['https://a.org/security', AWS]}]" },
	{ "near-same", "", "evidence: [{ref: E1, title: Penetration test 2025}, {ref: E2, title: Penetration test 2026}]" },
	{ "near-same", "", "evidence: [{ref: E1, title: a, location: 'https://example.org'}, {ref: E2, title: b, location: 'https://example.org/'}]" },

	{ "unused", "E1", "evidence: [{ref: E1, title: t, location: l}]" },
	{ "unused", "E2", "evidence: [{ref: E1, title: t, supports: [{claim: 1.1/1}]}, {ref: E2, title: u}]" },
	{ "unused", "E1 E2", "evidence: [{ref: E1, title: t}, {ref: E2, title: u}]" },
	{ "unused", "", "evidence: [{ref: E1, title: t, supports: [{claim: 1.1/1}]}]" },
	{ "unused", "", "evidence: [{ref: E1, title: t, supports: [{claim: 'tree:1.2.3'}]}]" },
	{ "unused", "", "answers: [{claim: 1.1/1, status: evidenced}]" },

	{ "credential", "E1", "evidence: [{ref: E1, title: t, detail: 'The key is AKIAIOSFODNN7EXAMPLE.'}]" },
	{ "credential", "1.1/1", "answers: [{claim: 1.1/1, note: 'password: Winter2024x'}]" },
	{ "credential", "E1", "evidence: [{ref: E1, title: t, location: 'https://sam:s3cret@example.org/a'}]" },
	{ "credential", "G1", "gaps: [{ref: G1, claims: [1.1/1], gap: '-----BEGIN OPENSSH PRIVATE KEY-----'}]" },
	{ "credential", "1.1/1", "assessment: {role: reseller}\nanswers: [{claim: 1.1/1, argument: 'ghp_0123456789abcdefghijABCDEFGHIJ012345'}]" },
	{ "credential", "", "answers: [{claim: 1.1/1, argument: 'Password: at least 12 characters, and a token: see the handbook.'}]" },
	{ "credential", "", "evidence: [{ref: E1, title: t, detail: 'AKIA is how keys begin, and ghp_ too.', location: 'https://example.org:8443/a@b'}]" },
	{ "credential", "", "evidence: [{ref: E1, title: t, detail: 'Commit 8d777f385d3dfec8815d20f7496026dc8d777f38.', location: 'api key: https://example.org/keys2'}]" },

	{ "internal-matter", "E1", "evidence: [{ref: E1, title: t, detail: 'Internal only: the list.', audience: customer}]" },
	{ "internal-matter", "1.1/1", "answers: [{claim: 1.1/1, argument: 'The build runs on ci01.example.internal and 10.1.2.3.'}]" },
	{ "internal-matter", "1.1/1", "answers: [{claim: 1.1/1, owner: Priya, argument: 'The log is read by Priya each month.'}]" },
	{ "internal-matter", "1.1/1", "answers: [{claim: 1.1/1, argument: 'The plan is in gap G1.'}]\ngaps: [{ref: G1, claims: [1.1/1], gap: g}]" },
	{ "internal-matter", "", "evidence: [{ref: E1, title: t, detail: 'Internal only: the list on ci01.example.internal.'}]" },
	{ "internal-matter", "", "answers: [{claim: 1.1/1, owner: Security team, note: 'Internal only.', argument: 'Security team, version 10.2, 127 tests.'}]" },
	{ "internal-matter", "", "answers: [{claim: 1.1/1, argument: 'The plan is in gap G1; E5 licences.'}]\ngaps: [{ref: G1, claims: [1.1/1], gap: g, audience: customer}]" },

	{ "old-waiver", "1.1/1", "answers: [{claim: 1.1/1, owner: Sam}]\nwaivers: [{rule: no-gap, on: 1.1/1, reason: r}]" },
	{ "old-waiver", "E1", "evidence: [{ref: E1, title: t, location: l, supports: [{claim: 1.1/1}]}]\nwaivers: [{rule: unused, on: E1, reason: r}, {rule: no-place, on: E1, reason: r}]" },
	{ "old-waiver", "assessment", "waivers: [{rule: what-is-this, on: assessment, reason: r}]" },
	{ "old-waiver", "", "answers: [{claim: 1.1/1, status: not-evidenced}]\nwaivers: [{rule: no-gap, on: 1.1/1, reason: r}]" },
	{ "old-waiver", "", "evidence: [{ref: E1, title: t, location: l}]\nwaivers: [{rule: unused, on: E1, reason: r}]" },
	{ "old-waiver", "", "evidence: [{ref: E1, title: t, location: l}]" },
};

/* ---- the machine -------------------------------------------------------------------------------- */

static void import(struct world *wd, const char *document)
{
	struct complaints complaints = {0};
	struct changes c = {0};
	char *whole = xasprintf("schema: assay/1\n%s\n", document);
	bool ok = exchange_import("case", whole, strlen(whole), wd->work, &wd->reader, &c, &complaints);

	cr_assert(ok, "%s\n%s", complaints.n > 0 ? complaints.item[0] : "", whole);
	world_apply(wd, &c);
	changes_release(&c);
	complaints_release(&complaints);
	free(whole);
}

static struct lint_in input(const struct world *wd, const struct standing *st)
{
	struct lint_in in = { .work = wd->work, .standing = st, .reader = &wd->reader, .words = &words };

	cr_assert(date_parse("2026-11-21", &in.today));
	return in;
}

/* The names of what the rule remarks on, sorted, blanks within them shown as '_'. */
static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *names_of(const struct lint *l, const char *rule)
{
	char **name = xcalloc(l->n + 1, sizeof *name);
	struct buf b = {0};
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		if (strcmp(l->item[i].rule->id, rule) == 0)
			name[n++] = l->item[i].name;
	qsort(name, n, sizeof *name, by_text);
	for (size_t i = 0; i < n; i++)
		buf_addf(&b, "%s%s", i > 0 ? " " : "", name[i]);
	free(name);
	return b.data != NULL ? buf_steal(&b) : xstrdup("");
}

static void expect_names(const struct lint_case *k, const struct lint *l, const char *how)
{
	char *is = names_of(l, k->rule), *should = xstrdup(k->on);

	for (char *c = should; *c != '\0'; c++)
		if (*c == '_')
			*c = ' ';
	cr_expect(strcmp(is, should) == 0, "%s %s on \"%s\", should be on \"%s\":\n%s", k->rule, how, is, should, k->document);
	free(is);
	free(should);
}

static bool is_mine(const struct lint_remark *r, enum entity e)
{
	return e != ENTITY_ANSWER || strchr(r->on, ' ') == NULL;        /* links are told with their item too */
}

static void gather(struct lint *all, const struct lint_in *in, enum entity e, const char *id)
{
	struct lint l;
	struct err err;

	cr_assert(lint_of(&l, in, e, id, &err));
	for (size_t i = 0; i < l.n; i++) {
		if (is_mine(&l.item[i], e)) {
			MEM_GROW(all->item, all->n, all->cap);
			all->item[all->n++] = l.item[i];
			continue;
		}
		free(l.item[i].on);
		free(l.item[i].name);
		free(l.item[i].text);
		free(l.item[i].waived);
	}
	free(l.item);
}

/* The panes' way: one thing at a time. Together they say what lint_all says, but of the assessment. */
static void one_by_one(struct lint *all, const struct lint_in *in)
{
	const struct work *w = in->work;

	*all = (struct lint){0};
	for (int i = 0; i < w->tree->n_nodes; i++)
		if (tree_is_leaf(w->tree, i))
			gather(all, in, ENTITY_ANSWER, w->tree->node[i].id);
	for (int i = 0; i < w->n_evidence; i++)
		gather(all, in, ENTITY_EVIDENCE, w->evidence[i].id);
	for (int i = 0; i < w->n_gap; i++)
		gather(all, in, ENTITY_GAP, w->gap[i].id);
}

static void check(const struct lint_case *k)
{
	struct world wd;
	struct standing st;
	struct lint all, parts;
	struct err err;

	world_open_on(&wd, tree);
	import(&wd, k->document);
	standing_compute(&st, wd.work);
	struct lint_in in = input(&wd, &st);
	cr_assert(lint_all(&all, &in, &err));
	expect_names(k, &all, "remarks");
	one_by_one(&parts, &in);
	if (strstr(k->on, "assessment") == NULL)
		expect_names(k, &parts, "remarks one by one");
	lint_release(&all);
	lint_release(&parts);
	standing_release(&st);
	world_close(&wd);
}

Test(lint, each_rule_catches_what_it_must_and_leaves_the_rest_alone)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check(&cases[i]);
}

Test(lint, each_rule_has_three_cases_either_way)
{
	static const char *const of_the_assessment[] = { "not-read", "draft-lying", "clean-sheet" };    /* below */

	for (size_t r = 0; r < lint_rule_count(); r++) {
		int caught = 0, left = 0;
		bool apart = false;

		for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
			if (strcmp(cases[i].rule, lint_rule_at(r)->id) == 0)
				*(cases[i].on[0] != '\0' ? &caught : &left) += 1;
		for (size_t i = 0; i < 3; i++)
			apart = apart || strcmp(of_the_assessment[i], lint_rule_at(r)->id) == 0;
		cr_expect(apart || (caught >= 3 && left >= 3), "%s: %d and %d", lint_rule_at(r)->id, caught, left);
		cr_expect(lint_rule_at(r)->reason[strlen(lint_rule_at(r)->reason) - 1] == '.' && lint_rule_at(r)->mend[strlen(lint_rule_at(r)->mend) - 1] == '.');
	}
}

/* ---- the assessment itself ----------------------------------------------------------------------- */

static int count(const struct lint_in *in, const char *rule)
{
	struct lint l;
	struct err err;
	int n = 0;

	cr_assert(lint_all(&l, in, &err));
	for (size_t i = 0; i < l.n; i++)
		n += strcmp(l.item[i].rule->id, rule) == 0;
	lint_release(&l);
	return n;
}

static void read_sections(struct world *wd, int n)
{
	struct buf b = {0};

	buf_add(&b, "read-through:\n");
	for (int s = reading_beside(tree, NODE_NONE, 1); s != NODE_NONE && n > 0; s = reading_beside(tree, s, 1), n--)
		buf_addf(&b, "  - {node: %s, read: true}\n", tree->node[s].id);
	import(wd, buf_str(&b));
	buf_release(&b);
}

Test(lint, reading)
{
	static const struct { int read, not_read; } table[] = { { 0, 1 }, { 1, 1 }, { 17, 1 }, { 18, 0 } };

	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		struct world wd;
		struct standing st;

		world_open_on(&wd, tree);
		read_sections(&wd, table[i].read);
		standing_compute(&st, wd.work);
		struct lint_in in = input(&wd, &st);
		cr_expect(count(&in, "not-read") == table[i].not_read, "row %zu", i);
		standing_release(&st);
		world_close(&wd);
	}
}

Test(lint, drafts)
{
	static const struct { int drafts, lying; } table[] = { { 0, 0 }, { 1, 1 }, { 7, 1 } };
	struct world wd;
	struct standing st;

	world_open_on(&wd, tree);
	standing_compute(&st, wd.work);
	struct lint_in in = input(&wd, &st);
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		in.drafts = table[i].drafts;
		cr_expect(count(&in, "draft-lying") == table[i].lying, "row %zu", i);
	}
	standing_release(&st);
	world_close(&wd);
}

/* All claims of a role that asks for few: met, with what `more` says besides. */
static int clean_sheets(const char *role, const char *status, const char *more)
{
	struct world wd;
	struct standing st;
	struct buf b = {0};
	int n;

	world_open_on(&wd, tree);
	buf_addf(&b, "assessment: {role: %s}\nanswers:\n", role);
	for (int i = 0; i < tree->n_asked; i++)
		buf_addf(&b, "  - {claim: %s, status: %s, " ARGUMENT "}\n", tree->node[tree->asked[i]].asked_as, i == 0 ? status : "evidenced");
	buf_add(&b, "evidence:\n" ITEM("E1") "\n    , supports: [");
	for (int i = 0; i < tree->n_asked; i++)
		buf_addf(&b, "%s{claim: %s, note: n}", i > 0 ? ", " : "", tree->node[tree->asked[i]].asked_as);
	buf_addf(&b, "]}\n%s", more);
	import(&wd, buf_str(&b));
	standing_compute(&st, wd.work);
	struct lint_in in = input(&wd, &st);
	n = count(&in, "clean-sheet");
	standing_release(&st);
	world_close(&wd);
	buf_release(&b);
	return n;
}

Test(lint, a_clean_sheet)
{
	cr_expect(clean_sheets("developer-distributor", "evidenced", "") == 1);
	cr_expect(clean_sheets("reseller", "to-assess", "") == 1);      /* the first claim is out of scope */
	cr_expect(clean_sheets("developer-distributor", "not-applicable", "") == 1);
	cr_expect(clean_sheets("developer-distributor", "to-assess", "") == 0);
	cr_expect(clean_sheets("developer-distributor", "evidenced", "gaps: [{ref: G1, claims: [1.1/1], gap: g, action: a, state: accepted}]") == 0);
	cr_expect(clean_sheets("developer-distributor", "evidenced", "challenges: [{ref: C1, claim: 1.1/1, by: Kim, text: t, state: settled}]") == 0);
	cr_expect(clean_sheets("open-source", "evidenced", "") == 0);   /* nothing is in scope */
}

/* ---- waivers ------------------------------------------------------------------------------------ */

Test(lint, a_waived_remark_is_told_with_its_reason)
{
	struct world wd;
	struct standing st;
	struct lint l;
	struct err err;
	struct changes c = {0};

	world_open_on(&wd, tree);
	import(&wd, "answers: [{claim: 1.1/1, status: not-evidenced}]");
	read_sections(&wd, 18);
	lint_waive(&c, wd.work, "no-gap", "1.1.1", "Because.");
	world_apply(&wd, &c);
	changes_release(&c);
	standing_compute(&st, wd.work);
	struct lint_in in = input(&wd, &st);
	cr_assert(lint_all(&l, &in, &err));
	cr_assert(l.n == 1 && l.item[0].waived != NULL);
	cr_expect(strcmp(l.item[0].waived, "Because.") == 0 && lint_open(&l) == 0);
	lint_release(&l);
	lint_waive(&c, wd.work, "no-gap", "1.1.1", "Another reason.");
	cr_expect(c.n == 1, "the waiver there is gets the new reason");
	changes_release(&c);
	cr_expect(lint_unwaive(&c, wd.work, "no-gap", "1.1.1") == 1 && lint_unwaive(&c, wd.work, "no-gap", "1.1.2.1") == 0);
	world_apply(&wd, &c);
	changes_release(&c);
	cr_assert(lint_all(&l, &in, &err));
	cr_expect(lint_open(&l) == 1);
	lint_release(&l);
	standing_release(&st);
	world_close(&wd);
}

/* ---- how long it takes ---------------------------------------------------------------------------- */

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* A text without blanks, of nothing but what rules look for: time stays linear. */
Test(lint, hostile_texts_take_no_longer)
{
	static const char *const pieces[] = { "[", "{{", "sk-", "://:", "a.b", "TBD ", "E1.", "7 days ", "password: ", "\\\\", "10.1.1.1/", "best practice ",
		"AccountKey=", "_", "'" };
	struct world wd;
	struct standing st;

	world_open_on(&wd, tree);
	standing_compute(&st, wd.work);
	struct lint_in in = input(&wd, &st);
	for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
		struct buf b = {0};
		struct lint l;
		double before;

		buf_add_repeat(&b, pieces[i], (512 << 10) / strlen(pieces[i]));
		before = seconds();
		lint_writing(&l, &in, FIELD_ARGUMENT, "1.1.1", tree_find(tree, "1.1.1"), buf_str(&b));
		cr_expect(seconds() - before < 30, "%s took %.1f s", pieces[i], seconds() - before);
		lint_release(&l);
		buf_release(&b);
	}
	standing_release(&st);
	world_close(&wd);
}
