/* The text form: out and in again, byte for byte; what is refused, and how it is told. */
#include <config.h>

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define WORLD_MUST(...) cr_assert(__VA_ARGS__)
#include "test_catalogue_exchange.h"
#include "watched.h"

#include "core/standing.h"

/* ---- short ways ---------------------------------------------------------------------------------- */

/* Yours: the complaints a line each, "" if there are none. The changes are applied. *n: how many. */
static char *import_named(struct world *wd, const char *name, const char *bytes, size_t len, size_t *n)
{
	struct changes changes = {0};
	struct complaints c = {0};
	struct buf b = {0};
	bool ok = exchange_import(name, bytes, len, wd->work, &wd->reader, &changes, &c);

	cr_assert(eq(int, ok, c.n == 0));
	cr_assert(ok || changes.n == 0);
	*n = changes.n;
	world_apply(wd, &changes);
	for (size_t i = 0; i < c.n; i++)
		buf_addf(&b, "%s\n", c.item[i]);
	if (c.dropped > 0)
		buf_addf(&b, "and %zu more\n", c.dropped);
	changes_release(&changes);
	complaints_release(&c);
	buf_add(&b, "");
	return buf_steal(&b);
}

static size_t must_import(struct world *wd, const char *bytes)
{
	size_t n;
	char *said = import_named(wd, "doc", bytes, strlen(bytes), &n);

	cr_assert(said == NULL || *said == '\0', "%s\n%s", said, strlen(bytes) < 5000 ? bytes : "");
	free(said);
	return n;
}

static void must_complain(struct world *wd, const char *bytes, const char *expected)
{
	size_t n;
	char *said = import_named(wd, "doc", bytes, strlen(bytes), &n);

	cr_expect(eq(str, said, expected));
	free(said);
}

static char *slurp(const char *path)
{
	struct err err;
	char *bytes;
	size_t len;

	cr_assert(exchange_slurp(path, EXCHANGE_SIZE_MAX, &bytes, &len, &err), "%s", err.text);
	return bytes;
}

static char *example(void)
{
	char *path = xasprintf("%s/catalogue/examples/example-portal.yaml", data_folder()), *bytes = slurp(path);

	free(path);
	return bytes;
}

static void put(struct changes *c, enum field f, const char *id, const char *value)
{
	changes_set(c, field_info(f)->entity, id, 0, f, value);
}

/* What a world holds comes back the same through both forms and across. */
static void expect_round_trip(struct world *wd)
{
	char *yaml = world_export(wd, EXCHANGE_YAML), *json = world_export(wd, EXCHANGE_JSON);
	const char *in[2] = { yaml, json };

	for (int i = 0; i < 2; i++) {
		struct world other;
		char *yaml2, *json2;

		world_open(&other);
		must_import(&other, in[i]);
		yaml2 = world_export(&other, EXCHANGE_YAML);
		json2 = world_export(&other, EXCHANGE_JSON);
		cr_expect(strcmp(yaml, yaml2) == 0, "from %s:\n%.2000s\n---\n%.2000s", i == 0 ? "YAML" : "JSON", yaml, yaml2);
		cr_expect(strcmp(json, json2) == 0, "from %s:\n%.2000s\n---\n%.2000s", i == 0 ? "YAML" : "JSON", json, json2);
		cr_expect(eq(sz, must_import(&other, in[1 - i]), 0));
		free(yaml2);
		free(json2);
		world_close(&other);
	}
	free(yaml);
	free(json);
}

/* ---- the example ----------------------------------------------------------------------------------- */

Test(exchange, example_stands_as_it_says)
{
	struct world wd;
	struct standing st = {0};
	struct buf claimable = {0};
	char *bytes = example();
	int n, *p;

	world_open(&wd);
	must_import(&wd, bytes);
	standing_compute(&st, wd.work);
	cr_expect(eq(int, st.total.asked, 45));
	cr_expect(eq(int, st.total.leaf[LEAF_MET], 32));
	cr_expect(eq(int, st.total.leaf[LEAF_PARTLY], 2));
	cr_expect(eq(int, st.total.leaf[LEAF_ASSERTED], 5));
	cr_expect(eq(int, st.total.leaf[LEAF_OPEN], 6));
	cr_expect(eq(int, st.gaps_outstanding, 2));
	p = standing_all_claimable(&st, wd.tree, &n);
	for (int i = 0; i < n; i++)
		buf_addf(&claimable, "%s ", wd.tree->node[p[i]].id);
	cr_expect(eq(str, buf_str(&claimable), "1.3 1.4 3.1 3.2 3.3 3.4 3.5 "));
	cr_expect(eq(int, wd.work->n_evidence, 26));
	cr_expect(eq(int, wd.work->n_gap, 2));
	cr_expect(eq(str, wd.work->assessment.product_version, "4.2"));
	free(p);
	buf_release(&claimable);
	standing_release(&st);
	world_close(&wd);
	free(bytes);
}

/* The case's numbers for the same product, only sold: 11 met, 5 asserted, 29 out of scope. */
Test(exchange, example_as_reseller)
{
	struct world wd;
	struct standing st = {0};
	struct changes c = {0};
	char *bytes = example();

	world_open(&wd);
	must_import(&wd, bytes);
	changes_set(&c, ENTITY_ASSESSMENT, "assessment", wd.work->assessment.revision, FIELD_ROLE, "reseller");
	world_apply(&wd, &c);
	standing_compute(&st, wd.work);
	cr_expect(eq(int, st.total.leaf[LEAF_MET], 11));
	cr_expect(eq(int, st.total.leaf[LEAF_ASSERTED], 5));
	cr_expect(eq(int, st.total.leaf[LEAF_OUT_OF_SCOPE], 29));
	cr_expect(eq(int, st.gaps_outstanding, 1));
	for (int i = 0; i < wd.work->n_gap; i++)
		cr_expect(not(gap_overdue(wd.work, &wd.work->gap[i], 20778)));         /* 2026-11-21 */
	standing_release(&st);
	changes_release(&c);
	world_close(&wd);
	free(bytes);
}

Test(exchange, example_comes_back)
{
	struct world wd;
	char *bytes = example();

	world_open(&wd);
	must_import(&wd, bytes);
	expect_round_trip(&wd);
	world_close(&wd);
	free(bytes);
}

/* Only the folding of its lines is not canonical: unfolded, it is what export writes. */
Test(exchange, example_is_in_canonical_order)
{
	struct world wd;
	char *bytes = example(), *out, *save = NULL, *at;

	world_open(&wd);
	must_import(&wd, bytes);
	out = world_export(&wd, EXCHANGE_YAML);
	at = out;
	for (char *line = strtok_r(bytes, "\n", &save); line != NULL; line = strtok_r(NULL, "\n", &save)) {
		char *fold = strstr(line, ": >-"), *found;

		if (*line == '#')
			continue;
		line += strspn(line, " ");
		if (fold != NULL)
			fold[1] = '\0';
		found = strstr(at, line);
		cr_assert(found != NULL, "not there, or before its place: %s", line);
		at = found;
	}
	free(out);
	world_close(&wd);
	free(bytes);
}

Test(exchange, importing_twice_adds_nothing)
{
	struct world wd;
	char *bytes = example();

	world_open(&wd);
	cr_expect(gt(sz, must_import(&wd, bytes), 100));
	cr_expect(eq(sz, must_import(&wd, bytes), 0));
	world_close(&wd);
	free(bytes);
}

/* ---- everything there is ---------------------------------------------------------------------------- */

static const char everything[] =
	"schema: assay/1\n"
	"assessment:\n"
	"  title: Everything\n"
	"  role: developer\n"
	"  delivery: on-premises\n"
	"  assessed: 2026-11-20\n"
	"  catalogue: sscop-apc\n"
	"  catalogue-version: \"1.0\"\n"
	"scope:\n"
	"  - principle: \"3.1\"\n"
	"    in-scope: true\n"
	"    reason: We publish it ourselves.\n"
	"answers:\n"
	"  - claim: 1.1/2\n"
	"    status: not-applicable\n"
	"    inherited: true\n"
	"    argument: |\n"
	"      One.\n"
	"\n"
	"        Two.\n"
	"    note: \"yes\"\n"
	"  - claim: 1.2/1\n"
	"    owner: Sam\n"
	"  - claim: tree:1.2.3\n"
	"    status: evidenced\n"
	"    reading: alternative\n"
	"  - claim: 2.1/2\n"
	"    status: not-evidenced\n"
	"  - claim: 2.1/3\n"
	"    status: evidenced\n"
	"evidence:\n"
	"  - ref: E2\n"
	"    title: Second\n"
	"    location:\n"
	"      - https://www.example.com/a\n"
	"      - \"- b\"\n"
	"    audience: public\n"
	"    supports:\n"
	"      - claim: tree:1.2.3\n"
	"      - claim: 2.1/3\n"
	"        note: \"[a]\"\n"
	"      - claim: 2.1/2\n"
	"  - ref: E7\n"
	"    title: \"7\"\n"
	"    kind: log\n"
	"    collected: 2026-01-31\n"
	"gaps:\n"
	"  - ref: G3\n"
	"    claims: [1.1/2, \"tree:1.2.3\"]\n"
	"    gap: |-\n"
	"      a\n"
	"      b\n"
	"    state: accepted\n"
	"    audience: customer\n"
	"challenges:\n"
	"  - ref: C1\n"
	"    claim: 1.1/2\n"
	"    by: Kim\n"
	"    text: Really?\n"
	"    state: open\n"
	"  - ref: C5\n"
	"    claim: 2.1/3\n"
	"    evidence: E2\n"
	"    by: Kim\n"
	"    text: \"Which: one?\"\n"
	"    answer: The first.\n"
	"    state: answered\n"
	"approvals:\n"
	"  - principle: \"1.1\"\n"
	"    by: Ada\n"
	"    position: CTO\n"
	"    at: 2026-09-01T10:00:00Z\n"
	"    of: a1b2\n"
	"  - principle: \"1.1\"\n"
	"    by: Bob\n"
	"    at: 2026-09-02T10:00:00Z\n"
	"waivers:\n"
	"  - rule: a-rule\n"
	"    on: \"1.2\"\n"
	"  - rule: a-rule\n"
	"    on: E2 tree:1.2.3\n"
	"  - rule: a-rule\n"
	"    on: E7\n"
	"    reason: Because.\n"
	"  - rule: b-rule\n"
	"    on: \"2.1/3\"\n"
	"  - rule: b-rule\n"
	"    on: assessment\n"
	"  - rule: b-rule\n"
	"    on: tree:1.1.2\n";

Test(exchange, everything_is_canonical_and_comes_back)
{
	struct world wd;
	char *out;

	world_open(&wd);
	must_import(&wd, everything);
	out = world_export(&wd, EXCHANGE_YAML);
	cr_expect(eq(str, out, everything));
	cr_expect(eq(sz, must_import(&wd, everything), 0));
	expect_round_trip(&wd);
	free(out);
	world_close(&wd);
}

Test(exchange, nothing_is_a_document_too)
{
	struct world wd;
	char *out;

	world_open(&wd);
	out = world_export(&wd, EXCHANGE_YAML);
	cr_expect(eq(str, out, "schema: assay/1\n"));
	free(out);
	out = world_export(&wd, EXCHANGE_JSON);
	cr_expect(eq(str, out, "{\n  \"schema\": \"assay/1\"\n}\n"));
	free(out);
	expect_round_trip(&wd);
	world_close(&wd);
}

/* Ids are random: they must not decide the order of anything. */
Test(exchange, the_order_is_that_of_the_content)
{
	char *first = NULL;

	for (int i = 0; i < 8; i++) {
		struct world wd;
		char *out;

		world_open(&wd);
		must_import(&wd, everything);
		out = world_export(&wd, EXCHANGE_JSON);
		if (first != NULL)
			cr_expect(eq(str, out, first));
		free(first);
		first = out;
		world_close(&wd);
	}
	free(first);
}

/* ---- texts --------------------------------------------------------------------------------------------- */

static void put_checked(struct changes *c, enum field f, const char *id, const char *value)
{
	struct err err;

	if (field_check(f, value, &err))
		put(c, f, id, value);
}

/* The text in every field that may hold it. */
static void put_everywhere(struct changes *c, const char *text)
{
	static const char ev[] = "0123456789abcdef0123456789abcdef", gap[] = "1123456789abcdef0123456789abcdef",
	    ch[] = "2123456789abcdef0123456789abcdef", ap[] = "3123456789abcdef0123456789abcdef", wv[] = "4123456789abcdef0123456789abcdef",
	    bl[] = "5123456789abcdef0123456789abcdef";
	static const struct { enum field f; const char *id; } at[] = {
		{ FIELD_TITLE, "assessment" }, { FIELD_PRODUCT, "assessment" }, { FIELD_OWNER, "assessment" },
		{ FIELD_SCOPE_REASON, "3.1" }, { FIELD_ARGUMENT, "1.1.1" }, { FIELD_ASSUMPTIONS, "1.1.1" },
		{ FIELD_ANSWER_OWNER, "1.1.1" }, { FIELD_ANSWER_NOTE, "1.2.3" }, { FIELD_EVIDENCE_TITLE, ev }, { FIELD_DETAIL, ev },
		{ FIELD_LOCATION, ev }, { FIELD_TOOL, ev }, { FIELD_GAP, gap }, { FIELD_ACTION, gap }, { FIELD_GAP_OWNER, gap },
		{ FIELD_CHALLENGE_TEXT, ch }, { FIELD_CHALLENGE_ANSWER, ch }, { FIELD_CHALLENGE_BY, ch },
		{ FIELD_APPROVAL_BY, ap }, { FIELD_APPROVAL_POSITION, ap }, { FIELD_WAIVER_RULE, wv }, { FIELD_WAIVER_REASON, wv },
		{ FIELD_CHALLENGE_REASON, ch }, { FIELD_READ_NOTE, "1.2" }, { FIELD_READ_NOTE, "1.2.2" }, { FIELD_BASELINE_NAME, bl },
	};
	char *link = link_id(ev, "1.2.2.1.1"), *refused = link_id(ev, "1.2.3");

	put(c, FIELD_SCOPE_IN, "3.1", "true");
	put(c, FIELD_EVIDENCE_REF, ev, "12");
	put(c, FIELD_GAP_REF, gap, "3");
	put(c, FIELD_CHALLENGE_REF, ch, "4");
	put(c, FIELD_CHALLENGE_CLAIM, ch, "1.1.1");
	put(c, FIELD_APPROVAL_PRINCIPLE, ap, "1.1");
	put(c, FIELD_APPROVAL_BY, ap, "Kim");
	put(c, FIELD_WAIVER_ON, wv, ev);
	put(c, FIELD_WAIVER_RULE, wv, "rule");
	put(c, FIELD_READ, "1.2", "true");
	put(c, FIELD_BASELINE_NAME, bl, "first");
	put(c, FIELD_BASELINE_HEAD, bl, "0123");
	put(c, FIELD_REFUSAL_REMOVED, refused, NULL);
	put_checked(c, FIELD_SUPPORT_NOTE, link, text);
	for (size_t i = 0; i < sizeof at / sizeof *at; i++)
		put_checked(c, at[i].f, at[i].id, text);
	free(link);
	free(refused);
}

static void expect_text_comes_back(const char *text)
{
	struct world wd, back;
	struct changes c = {0};
	struct buf b = {0};
	struct err err;

	world_open(&wd);
	put_everywhere(&c, text);
	world_apply(&wd, &c);
	expect_round_trip(&wd);
	for (int f = 0; f < 2; f++) {
		char *doc = world_export(&wd, f == 0 ? EXCHANGE_YAML : EXCHANGE_JSON);

		world_open(&back);
		must_import(&back, doc);
		world_text(&back, FIELD_ARGUMENT, "1.1.1", &b, &err);
		cr_expect(strcmp(buf_str(&b), text) == 0, "\"%s\" became \"%s\"", text, buf_str(&b));
		buf_clear(&b);
		world_text(&back, FIELD_DETAIL, back.work->evidence[0].id, &b, &err);
		cr_expect(strcmp(buf_str(&b), text) == 0, "\"%s\" became \"%s\"", text, buf_str(&b));
		buf_clear(&b);
		free(doc);
		world_close(&back);
	}
	buf_release(&b);
	changes_release(&c);
	world_close(&wd);
}

Test(exchange, hostile_texts_come_back)
{
	static const char *const texts[] = {
		/* blanks and lines */
		" ", "\n", "\n\n\n", "   x", "x   ", "x  \n \n", " \n x", "\n x", "\n\n  x\n y", "a\n\n\n", "a\n", "a\nb", "a\n b\n", "\ta\tb\t\t",
		"\t\n", "a\n\t b\n", "\t- b\nc", "a:\n\t- b", "  a\nb", "a\n  ", "a\n   \nb", "   \na", "\n   \na\n   \n", "\t\na",
		/* YAML's own */
		"yes", "No", "TRUE", "null", "~", "Null", "y", "N", "on", "OFF", "0x1F", "0o17", "1e9", "1e999", ".inf", ".nan", "1_000", "12:30:45",
		"2026-01-01", "2026-01-01T10:00:00Z", "4.2", "-1", "+1", "<<: *x", "<<", "=", "!!python/object:os.system x",
		"&a *b !c |d >e %f @g `h : - ? # ,[]{}", "---\n...\n", "---", "...", "--- a", "%YAML 1.1", "a: b", "a:", "a :b", ": a", ":", "a #b", "a# b",
		"#", "# a\n# b", "- a", "-", "- a\n- b\n", "? a", "?", "[a", "{a: b}", "a, b]", "|", "|\n a", ">-", "'", "''", "\"", "\"\"", "'a'", "a'b\"c",
		"\\", "\\n", "\\u0000\\ud800\\/", "a\\", "key: value\nother: 1\n", "schema: assay/1\nanswers: []\n", "@a", "`a", "*a", "&a", "!a",
		/* JSON's, and others' */
		"__proto__", "\",\"", "{\"a\":1}", "</script>", "=1+1", "%s%n%99999999d", "$(id)`id`${IFS}", "'); DROP TABLE claim;--",
		/* Unicode */
		"caf\u00e9", "\u00e9", "\u6c34\u6c34", "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466 \U0001f3f4\u200d\u2620\ufe0f",
		"status \u202etem ton\u202c", "if \u2066ok\u2069\nthen \u2067not\u2069\n", "a\u200eb\u200fc\u061cd", "ad\u200bm\u200cin\u200d\u2060", "a\ufeffb",
		"\ufeff", "\ufeffa\nb", "co\u00adop", "hi\U000e0068\U000e0069\U000e007f", "a\ufe0f\U000e0100b", "a\ufff9b\ufffac\ufffb", "a\u2028b\u2029c",
		"a\n\u2028\n b", "\u3164\u115f\u1160\u2800\u17b4", "a\u00a0b\u2003c\u3000d", "\u00a0a", "\u2003", "Z\u0301\u0327\u20dd", "\u0301abc",
		"\u00e9 e\u0301", "\U0010fffd\U0001f4a9\U00020000", "\ue000\uf8ff\U000f0000", "\ufffd", "\ufffe\uffff\U0001ffff\ufdd0", "\uffff\nb\n",
		"\u0430dmin",
	};
	struct err err;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		cr_assert(field_check(FIELD_ARGUMENT, texts[i], &err), "%s", err.text);
		expect_text_comes_back(texts[i]);
	}
}

Test(exchange, long_texts_come_back)
{
	struct buf b = {0};

	buf_add_repeat(&b, "x", FIELD_TEXT_MAX / WATCHED);
	expect_text_comes_back(buf_str(&b));
	buf_clear(&b);
	buf_add_repeat(&b, "\n", 100000 / WATCHED);
	buf_add(&b, "x");
	expect_text_comes_back(buf_str(&b));
	buf_clear(&b);
	buf_add_repeat(&b, "\u6c34", FIELD_TEXT_MAX / 3 / WATCHED);
	expect_text_comes_back(buf_str(&b));
	buf_clear(&b);
	buf_add_repeat(&b, "\u2028\"", FIELD_TEXT_MAX / 4 / WATCHED);
	expect_text_comes_back(buf_str(&b));
	buf_clear(&b);
	buf_add_repeat(&b, " ", 300);           /* what work takes for blank is a text all the same */
	buf_add(&b, "x");
	expect_text_comes_back(buf_str(&b));
	buf_release(&b);
}

/* ---- texts at random --------------------------------------------------------------------------------------- */

/* splitmix64 (Vigna): a seed names a case for ever. */
static uint64_t dice(uint64_t *state)
{
	uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

static void random_text(uint64_t *state, struct buf *out)
{
	static const char *const alphabets[][24] = {
		{ " ", "\n", "\t", "a", NULL },
		{ " ", "\n", "a", ":", "#", "-", "|", ">", "'", "\"", "\\", "[", "]", "{", "}", ",", "&", "*", "!", "%", "@", "?", NULL },
		{ "yes", "no", "null", "~", "1", ".", "0", "e", "-", "+", ":", "2026-01-01", "true", " ", NULL },
		{ "a", " ", "\n", "\u00e9", "\u2028", "\u2029", "\u00a0", "\ufeff", "\u202e", "\U0001f600", "\u0301", "\ufffe", "\u200d", NULL },
		{ "---", "...", "\n", " ", "- ", "a: ", "# ", "  ", "|\n", "\"\n", "...\n", "---\n", NULL },
		{ "\\", "n", "u", "0", "x", "\"", "'", "/", "\n", "U", "t", NULL },
	};
	const char *const *alphabet = alphabets[dice(state) % (sizeof alphabets / sizeof *alphabets)];
	size_t size = 0, n = dice(state) % 14 + 1;

	while (alphabet[size] != NULL)
		size++;
	buf_clear(out);
	for (size_t i = 0; i < n; i++)
		buf_add(out, alphabet[dice(state) % size]);
}

/* Many texts in one workspace: one to every leaf's argument, note and assumptions, and to as many items. */
static void put_random(struct world *wd, uint64_t seed, struct changes *c)
{
	uint64_t state = seed;
	struct buf b = {0};

	for (int i = 0; i < wd->tree->n_nodes; i++) {
		char *id = xasprintf("%032x", i), *link = link_id(id, "1.2.3"), *ref = xasprintf("%d", i + 1);
		static const enum field of_answer[] = { FIELD_ARGUMENT, FIELD_ASSUMPTIONS, FIELD_ANSWER_OWNER, FIELD_ANSWER_NOTE };
		static const enum field of_evidence[] = { FIELD_EVIDENCE_TITLE, FIELD_DETAIL, FIELD_LOCATION, FIELD_TOOL };

		put(c, FIELD_EVIDENCE_REF, id, ref);
		for (int k = 0; k < 4; k++) {
			random_text(&state, &b);
			if (tree_is_leaf(wd->tree, i))
				put_checked(c, of_answer[k], wd->tree->node[i].id, buf_str(&b));
			random_text(&state, &b);
			put_checked(c, of_evidence[k], id, buf_str(&b));
		}
		random_text(&state, &b);
		put_checked(c, FIELD_SUPPORT_NOTE, link, buf_str(&b));
		free(id);
		free(link);
		free(ref);
	}
	buf_release(&b);
}

Test(exchange, random_texts_come_back)
{
	for (uint64_t seed = 1; seed <= 40; seed++) {
		struct world wd;
		struct changes c = {0};

		world_open(&wd);
		put_random(&wd, seed, &c);
		world_apply(&wd, &c);
		expect_round_trip(&wd);
		changes_release(&c);
		world_close(&wd);
	}
}

/* ---- into a workspace with content ---------------------------------------------------------------------------- */

Test(exchange, what_is_new_is_added)
{
	struct world wd;

	world_open(&wd);
	must_import(&wd, everything);
	cr_expect(eq(sz, must_import(&wd,
	    "schema: assay/1\n"
	    "assessment: {product: New, title: Everything}\n"
	    "answers:\n"
	    "  - {claim: 1.1.2.1, status: not-applicable}\n"                /* the same, by its other number */
	    "  - {claim: 1.1/3, status: evidenced}\n"
	    "evidence:\n"
	    "  - {title: Without a reference, supports: [{claim: 1.1/1}]}\n"
	    "  - {ref: e2, supports: [{claim: 1.1/1, note: more}, {claim: 2.1/2}]}\n"
	    "  - {ref: E9, title: Nine}\n"
	    "gaps:\n"
	    "  - {ref: G3, claims: [1.1/1]}\n"
	    "challenges:\n"
	    "  - {claim: 1.1/1, evidence: E9, by: Kim, text: Why?}\n"), 14));
	cr_expect(eq(str, wd.work->assessment.product, "New"));
	cr_expect(eq(int, wd.work->n_evidence, 4));
	cr_expect(eq(int, wd.work->evidence[2].ref, 9));
	cr_expect(eq(int, wd.work->evidence[3].ref, 10));
	cr_expect(eq(int, wd.work->n_gap, 1));
	cr_expect(eq(int, wd.work->gap[0].n_claims, 3));
	cr_expect(eq(int, wd.work->challenge[2].evidence, 2));
	expect_round_trip(&wd);
	world_close(&wd);
}

Test(exchange, items_without_reference_are_known_by_what_they_say)
{
	static const char doc[] =
	    "schema: assay/1\n"
	    "evidence:\n"
	    "  - {title: A, supports: [{claim: 1.1/1, note: x}]}\n"
	    "  - {title: A, supports: [{claim: 1.1/2}]}\n"
	    "gaps:\n"
	    "  - {gap: g, claims: [1.1/1], state: open, audience: internal}\n"
	    "challenges:\n"
	    "  - {claim: 1.1/1, by: Kim, text: Why?}\n"
	    "approvals:\n"
	    "  - {principle: \"1.1\", by: Ada}\n"
	    "waivers:\n"
	    "  - {rule: r, on: 1.1/1}\n";
	struct world wd;

	world_open(&wd);
	must_import(&wd, doc);
	cr_expect(eq(int, wd.work->n_evidence, 2));
	cr_expect(eq(sz, must_import(&wd, doc), 0));
	cr_expect(eq(sz, must_import(&wd, "schema: assay/1\nevidence: [{title: A}]\n"), 2));    /* it supports nothing: another */
	cr_expect(eq(int, wd.work->n_evidence, 3));
	world_close(&wd);
}

Test(exchange, what_differs_is_refused_with_both)
{
	struct world wd;

	world_open(&wd);
	must_import(&wd, everything);
	must_complain(&wd,
	    "schema: assay/1\n"
	    "assessment: {title: Nothing}\n"
	    "scope: [{principle: \"3.1\", in-scope: false}]\n"
	    "answers:\n"
	    "  - {claim: 1.1/2, status: evidenced, argument: \"One.\\n\\n  Too.\\n\", assumptions: None.}\n"
	    "  - {claim: 1.1/3, status: evidenced}\n"
	    "evidence:\n"
	    "  - {ref: E2, title: Segundo, audience: internal, supports: [{claim: 2.1/3, note: \"[b]\"}]}\n"
	    "gaps: [{ref: G3, state: open}]\n"
	    "challenges: [{ref: C5, claim: 2.1/2, evidence: E7}]\n",
	    "doc:2:21: the assessment differs in title: \"Nothing\" here, \"Everything\" in the workspace\n"
	    "doc:3:38: the scope of 3.1 differs in in-scope: \"false\" here, \"true\" in the workspace\n"
	    "doc:5:28: 1.1/2 differs in status: \"evidenced\" here, \"not-applicable\" in the workspace\n"
	    "doc:5:49: 1.1/2 differs in argument: \"One.^J^J  Too.^J\" here, \"One.^J^J  Two.^J\" in the workspace\n"
	    "doc:5:82: 1.1/2 differs in assumptions: \"None.\" here, nothing in the workspace\n"
	    "doc:8:22: E2 differs in title: \"Segundo\" here, \"Second\" in the workspace\n"
	    "doc:8:41: E2 differs in audience: \"internal\" here, \"public\" in the workspace\n"
	    "doc:8:83: the link from E2 to 2.1/3 differs in note: \"[b]\" here, \"[a]\" in the workspace\n"
	    "doc:9:25: G3 differs in state: \"open\" here, \"accepted\" in the workspace\n"
	    "doc:10:31: C5 differs in claim: \"2.1/2\" here, \"2.1/3\" in the workspace\n"
	    "doc:10:48: C5 differs in evidence: \"E7\" here, \"E2\" in the workspace\n");
	cr_expect(eq(int, wd.work->answer[tree_find(wd.tree, "1.1.2.2")].status, STATUS_TO_ASSESS));
	world_close(&wd);
}

/* A long text is shown from where it differs. */
Test(exchange, a_difference_far_in_is_shown)
{
	struct world wd;

	world_open(&wd);
	must_import(&wd, "schema: assay/1\nanswers:\n  - claim: 1.1/1\n    argument: We keep all of it in one place, so that nobody has to "
	    "look for it, and review it every 14 days.\n");
	must_complain(&wd, "schema: assay/1\nanswers:\n  - claim: 1.1/1\n    argument: We keep all of it in one place, so that nobody has to "
	    "look for it, and review it every 7 days.\n",
	    "doc:4:15: 1.1/1 differs in argument: \"...review it every 7 days.\" here, \"...review it every 14 days.\" in the workspace\n");
	world_close(&wd);
}

Test(exchange, an_empty_workspace_takes_the_assessment)
{
	struct world wd;
	struct changes c = {0};

	world_open(&wd);
	put(&c, FIELD_TITLE, "assessment", "Old");
	put(&c, FIELD_ROLE, "assessment", "reseller");
	put(&c, FIELD_SCOPE_IN, "3.1", "false");
	world_apply(&wd, &c);
	must_import(&wd, everything);
	cr_expect(eq(str, wd.work->assessment.title, "Everything"));
	cr_expect(eq(str, wd.work->assessment.role, "developer"));
	cr_expect(wd.work->scope[tree_find(wd.tree, "3.1")].in_scope);
	changes_release(&c);
	world_close(&wd);
}

/* What was taken away and comes in again comes as the document says it, over its old revision. */
Test(exchange, removed_links_come_back)
{
	struct world wd;
	struct changes c = {0};
	struct buf b = {0};
	struct err err;
	char *link;

	world_open(&wd);
	must_import(&wd, everything);
	link = link_id(wd.work->evidence[0].id, "2.1.2.1");
	changes_set(&c, ENTITY_SUPPORT, link, work_revision(wd.work, ENTITY_SUPPORT, link), FIELD_SUPPORT_REMOVED, "true");
	changes_set(&c, ENTITY_SCOPE, "3.1", 1, FIELD_SCOPE_REMOVED, "true");
	world_apply(&wd, &c);
	must_import(&wd, "schema: assay/1\nscope: [{principle: \"3.1\", in-scope: true}]\nevidence: [{ref: E2, supports: [{claim: 2.1/3}]}]\n");
	cr_expect(ge(int, work_find_support(wd.work, 0, tree_find(wd.tree, "2.1.2.1")), 0));
	world_text(&wd, FIELD_SUPPORT_NOTE, link, &b, &err);
	cr_expect(eq(str, buf_str(&b), ""));
	cr_expect(wd.work->scope[tree_find(wd.tree, "3.1")].chosen);
	cr_expect(eq(ptr, wd.work->scope[tree_find(wd.tree, "3.1")].reason, NULL));
	free(link);
	buf_release(&b);
	changes_release(&c);
	world_close(&wd);
}

/* ---- what is accepted in other words ------------------------------------------------------------------------------ */

Test(exchange, json_is_told_by_its_content)
{
	struct world wd;

	world_open(&wd);
	must_import(&wd, "\xef\xbb\xbf \n{\"schema\": \"assay/1\", \"assessment\": {\"title\": null, \"product\": \"P\"}, \"scope\": [],\r\n"
	    "\"evidence\": [{\"ref\": \"E3\", \"title\": \"T\", \"location\": [\"a\", \"b\"], \"supports\": [{\"claim\": \"1.1/1\"}]}],\n"
	    "\"answers\": [{\"claim\": \"1.1/1\", \"inherited\": true}]}\n");
	cr_expect(eq(str, wd.work->assessment.product, "P"));
	cr_expect(wd.work->answer[tree_find(wd.tree, "1.1.1")].inherited);
	cr_expect(eq(int, wd.work->evidence[0].ref, 3));
	world_close(&wd);
}

Test(exchange, blocks_and_empty_values)
{
	struct world wd;
	struct buf b = {0};
	struct err err;

	world_open(&wd);
	must_import(&wd, "\xef\xbb\xbfschema: assay/1\r\nassessment:\r\nanswers:\r\n  - claim: 1.1/1\r\n    owner: |\r\n      Sam\r\n"
	    "    argument: |\r\n      a\r\n      b\r\n    note:\r\n    status: ''\r\nevidence: []\r\n");
	cr_expect(eq(str, wd.work->answer[tree_find(wd.tree, "1.1.1")].owner, "Sam"));
	world_text(&wd, FIELD_ARGUMENT, "1.1.1", &b, &err);
	cr_expect(eq(str, buf_str(&b), "a\nb\n"));
	buf_release(&b);
	world_close(&wd);
}

/* ---- what is refused ------------------------------------------------------------------------------------------------ */

static bool updating(void)
{
	const char *s = getenv("UPDATE");

	return s != NULL && *s != '\0' && strcmp(s, "0") != 0;
}

static void check_bad(const char *folder, const char *name)
{
	char *path = xasprintf("%s/%s", folder, name), *dot = strrchr(path, '.'), *err_path = xasprintf("%.*s.err", (int)(dot - path), path);
	char *bytes = slurp(path), *said;
	struct world wd;
	size_t n;

	world_open(&wd);
	said = import_named(&wd, name, bytes, strlen(bytes), &n);
	cr_expect(said != NULL && *said != '\0', "%s: nobody complained", name);
	if (updating()) {
		FILE *f = fopen(err_path, "wb");

		cr_assert(f != NULL);
		fputs(said != NULL ? said : "", f);
		fclose(f);
	} else {
		char *expected = slurp(err_path);

		cr_expect(eq(str, said, expected), "%s", name);
		free(expected);
	}
	free(said);
	free(bytes);
	free(path);
	free(err_path);
	world_close(&wd);
}

/* Each tests/bad/exchange-NAME.yaml or .json beside what is said of it. */
Test(exchange, bad_documents)
{
	const char *src = getenv("srcdir");
	char *folder = xasprintf("%s/tests/bad", src != NULL ? src : ".");
	DIR *d = opendir(folder);
	const struct dirent *e;
	int n = 0;

	cr_assert(d != NULL, "%s", folder);
	while ((e = readdir(d)) != NULL)
		if (strncmp(e->d_name, "exchange-", 9) == 0 && strstr(e->d_name, ".err") == NULL) {
			check_bad(folder, e->d_name);
			n++;
		}
	cr_expect(ge(int, n, 20));
	closedir(d);
	free(folder);
}

Test(exchange, depth_bombs_are_refused)
{
	static const char *const bombs[] = { "[", "{\"\":[", "- ", "? ", "{\"a\":", "[[\"]\"," };

	for (size_t i = 0; i < sizeof bombs / sizeof *bombs; i++) {
		struct world wd;
		struct buf b = {0};
		size_t n;
		char *said;

		buf_add_repeat(&b, bombs[i], 40000);
		world_open(&wd);
		said = import_named(&wd, "bomb", buf_str(&b), b.len, &n);
		cr_expect(said != NULL && strstr(said, "too deep") != NULL, "%s: %s", bombs[i], said);
		free(said);
		buf_release(&b);
		world_close(&wd);
	}
}

/* At most so many complaints are kept, however many faults there are, and in good time. */
Test(exchange, many_faults)
{
	for (int json = 0; json < 2; json++) {
		struct world wd;
		struct buf b = {0};
		size_t n;
		char *said;

		buf_add(&b, json ? "{\"schema\": \"assay/1\", \"evidence\": [" : "schema: assay/1\nevidence:\n");
		for (int i = 0; i < 100000; i++)
			buf_add(&b, json ? (i ? ",{\"ref\":\"E1\",\"titel\":\"x\"}" : "{\"ref\":\"E1\",\"titel\":\"x\"}") : "- {ref: E1, titel: x}\n");
		buf_add(&b, json ? "]}" : "");
		world_open(&wd);
		said = import_named(&wd, "many", buf_str(&b), b.len, &n);
		cr_expect(said != NULL && strstr(said, "did you mean title?") != NULL && strstr(said, "and 19") != NULL, "%.300s", said);
		free(said);
		buf_release(&b);
		world_close(&wd);
	}
}

/* 100,000 items in both forms, and once more on top of themselves. */
Test(exchange, many_items)
{
	struct world wd;
	struct buf b = {0};
	clock_t start;
	char *out;

	buf_add(&b, "schema: assay/1\nevidence:\n");
	for (int i = 1; i <= 100000 / WATCHED; i++)
		buf_addf(&b, "  - ref: E%d\n    title: Item %d\n    detail: What is done.\n    location: https://www.example.com/%d\n"
		    "    kind: document\n    collected: 2026-01-01\n    supports:\n      - claim: 1.1/1\n        note: n\n", i, i, i);
	world_open(&wd);
	start = clock();
	must_import(&wd, buf_str(&b));
	cr_expect(eq(sz, must_import(&wd, buf_str(&b)), 0));
	out = world_export(&wd, EXCHANGE_JSON);
	cr_expect(eq(sz, must_import(&wd, out), 0));
	cr_expect(lt(dbl, (double)(clock() - start) / CLOCKS_PER_SEC, 60.0));
	free(out);
	buf_release(&b);
	world_close(&wd);
}

/* Without references every item is looked for by what it says: still linear. */
Test(exchange, many_items_without_reference)
{
	struct world wd;
	struct buf b = {0};

	buf_add(&b, "schema: assay/1\nevidence:\n");
	for (int i = 1; i <= 50000; i++)
		buf_addf(&b, "  - {title: The same title, detail: No. %d}\n", i);
	world_open(&wd);
	must_import(&wd, buf_str(&b));
	cr_expect(eq(int, wd.work->n_evidence, 50000));
	cr_expect(eq(sz, must_import(&wd, buf_str(&b)), 0));
	buf_release(&b);
	world_close(&wd);
}

/* ---- failures of others ---------------------------------------------------------------------------------------------- */

static bool broken_reader(void *ctx, enum field f, const char *id, struct buf *out, struct err *err)
{
	(void)ctx;
	(void)f;
	(void)id;
	(void)out;
	return err_set(err, ERR_STORE, "the disk is gone");
}

Test(exchange, a_reader_that_fails)
{
	struct world wd;
	struct err err = {0};
	char *doc = example();
	FILE *out = fopen("/dev/null", "wb");

	world_open(&wd);
	must_import(&wd, doc);
	wd.reader.text = broken_reader;
	cr_expect(not(exchange_export(out, EXCHANGE_YAML, wd.work, &wd.reader, &err)));
	cr_expect(eq(int, err.code, ERR_STORE));
	cr_expect(eq(str, err.text, "the disk is gone"));
	must_complain(&wd, "schema: assay/1\nanswers:\n  - {claim: 1.1/1, argument: x}\n  - {claim: 1.1/5, argument: x}\n",
	    "doc:1:1: the workspace cannot be read to compare: the disk is gone\n");
	fclose(out);
	free(doc);
	world_close(&wd);
}

Test(exchange, a_full_disk)
{
	struct world wd;
	struct err err = {0};
	char *doc = example();
	FILE *out = fopen("/dev/full", "wb");

	if (out == NULL)
		cr_skip_test("no /dev/full");
	world_open(&wd);
	must_import(&wd, doc);
	cr_expect(not(exchange_export(out, EXCHANGE_JSON, wd.work, &wd.reader, &err)));
	cr_expect(eq(int, err.code, ERR_STORE));
	cr_expect(eq(str, err.text, "the document could not be written: No space left on device"));
	fclose(out);
	free(doc);
	world_close(&wd);
}

Test(exchange, slurp_is_bounded)
{
	char path[] = "/tmp/assay-slurp-XXXXXX", *bytes, *folder = xstrdup(data_folder());
	int fd = mkstemp(path);
	struct err err = {0};
	size_t len;

	cr_assert(eq(sz, (size_t)write(fd, "a\0b", 3), 3));
	close(fd);
	cr_expect(exchange_slurp(path, 3, &bytes, &len, &err));
	cr_expect(eq(sz, len, 3));
	free(bytes);
	cr_expect(not(exchange_slurp(path, 2, &bytes, &len, &err)));
	cr_expect(strstr(err.text, "too large; at most 2 bytes are read") != NULL);
	unlink(path);
	cr_expect(not(exchange_slurp(path, 3, &bytes, &len, &err)));
	cr_expect(eq(int, err.code, ERR_INPUT));
	cr_expect(not(exchange_slurp(folder, 3, &bytes, &len, &err)));
	cr_expect(strstr(err.text, "is a folder") != NULL);
	cr_expect(not(exchange_slurp("/dev/zero", 3, &bytes, &len, &err)));
	cr_expect(strstr(err.text, "is a device") != NULL);
	cr_assert(eq(int, mkfifo(path, 0600), 0));
	cr_expect(exchange_slurp(path, 3, &bytes, &len, &err));         /* nobody writes: nothing to read, no waiting */
	cr_expect(eq(sz, len, 0));
	free(bytes);
	unlink(path);
	free(folder);
}
