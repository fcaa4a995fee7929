/* catalogue/load and catalogue/yaml: the shipped catalogue, bad files beside the message they earn,
 * bombs. Files tests/bad/catalogue-NAME.yaml; UPDATE=1 rewrites the messages. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "catalogue/load.h"
#include "catalogue/yaml.h"

enum { BOMB_MS = 500 };          /* a guard against what grows beyond bounds, not a benchmark */

static char *in_source(const char *name)
{
	const char *src = getenv("srcdir");

	return xasprintf("%s/%s", src ? src : ".", name);
}

static void add_complaints(struct buf *b, const struct complaints *c)
{
	size_t i;

	for (i = 0; i < c->n; i++)
		buf_addf(b, "%s\n", c->item[i]);
}

/* Of the processor: others may be busy on the same machine. */
static double ms_since(const struct timespec *start)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)(now.tv_sec - start->tv_sec) * 1e3 + (double)(now.tv_nsec - start->tv_nsec) / 1e6;
}

/* ---- the shipped catalogue ---------------------------------------------------------------------- */

static struct tree *shipped(void)
{
	char *path = in_source("catalogue/sscop-apc-1.0.yaml");
	struct complaints c = {0};
	struct buf said = {0};
	struct err err = {0};
	struct tree *t = catalogue_load(path, &c, &err);

	add_complaints(&said, &c);
	cr_assert(t != NULL, "%s%s", err.text, buf_str(&said));
	cr_expect(eq(sz, c.n, 0));
	complaints_release(&c);
	buf_release(&said);
	free(path);
	return t;
}

static const struct node *node(const struct tree *t, const char *id)
{
	int i = tree_find(t, id);

	cr_assert(i != NODE_NONE, "%s", id);
	return &t->node[i];
}

static const struct strategy *strategy(const struct tree *t, const char *id)
{
	size_t i;

	for (i = 0; i < t->n_strategies; i++)
		if (strcmp(t->strategy[i].id, id) == 0)
			return &t->strategy[i];
	cr_assert(false, "%s", id);
	return NULL;
}

static const struct guidance *guidance(const struct tree *t, const char *id)
{
	size_t i;

	for (i = 0; i < t->n_guidance; i++)
		if (strcmp(t->guidance[i].id, id) == 0)
			return &t->guidance[i];
	cr_assert(false, "%s", id);
	return NULL;
}

Test(load, shipped_counts)
{
	struct tree *t = shipped();
	int principles = 0, claims = 0, leaves = 0, notes = 0, public = 0, i;
	size_t s;

	for (i = 0; i < t->n_nodes; i++) {
		principles += t->node[i].kind == NODE_PRINCIPLE;
		claims += t->node[i].kind == NODE_CLAIM;
		leaves += tree_is_leaf(t, i);
		public += t->node[i].must_be_public;
	}
	for (s = 0; s < t->n_strategies; s++)
		notes += t->strategy[s].kind == STRATEGY_NOTE;
	cr_expect(eq(int, t->n_themes, 4));
	cr_expect(eq(int, principles, 14));
	cr_expect(eq(int, claims, 54));
	cr_expect(eq(int, leaves, 46));
	cr_expect(eq(int, t->n_asked, 45));
	cr_expect(eq(int, public, 6));
	cr_expect(eq(sz, t->n_strategies, 23));
	cr_expect(eq(int, notes, 2));
	cr_expect(eq(sz, t->n_guidance, 95));
	cr_expect(eq(sz, t->n_roles, 4));
	tree_free(t);
}

Test(load, shipped_claims_per_principle)
{
	static const struct { const char *id; int asked; } expected[] = {
		{ "1.1", 6 }, { "1.2", 5 }, { "1.3", 3 }, { "1.4", 5 }, { "2.1", 6 }, { "2.2", 4 }, { "3.1", 2 },
		{ "3.2", 2 }, { "3.3", 2 }, { "3.4", 2 }, { "3.5", 2 }, { "4.1", 3 }, { "4.2", 1 }, { "4.3", 2 },
	};
	struct tree *t = shipped();
	size_t p;
	int i;

	for (p = 0; p < sizeof expected / sizeof *expected; p++) {
		int asked = 0;

		for (i = 0; i < t->n_asked; i++)
			asked += t->node[t->asked[i]].principle == tree_find(t, expected[p].id);
		cr_expect(eq(int, asked, expected[p].asked), "%s", expected[p].id);
	}
	tree_free(t);
}

Test(load, shipped_roles)
{
	static const struct { const char *id; int given, more; } expected[] = {
		{ "developer-distributor", 45, 0 }, { "reseller", 16, 0 }, { "developer", 29, 10 }, { "open-source", 0, 0 },
	};
	struct tree *t = shipped();
	size_t i;

	for (i = 0; i < sizeof expected / sizeof *expected; i++) {
		const struct role *r = tree_find_role(t, expected[i].id);
		int more;

		cr_assert(r != NULL, "%s", expected[i].id);
		cr_expect(eq(int, tree_role_claims(t, r, &more), expected[i].given), "%s", expected[i].id);
		cr_expect(eq(int, more, expected[i].more), "%s", expected[i].id);
	}
	tree_free(t);
}

Test(load, shipped_texts)
{
	struct tree *t = shipped();
	const struct node *n = node(t, "1.2.2.1.1");

	cr_expect(eq(str, n->text, "Integrity of third party components and updates is verified"));
	cr_expect(eq(str, n->body, "Integrity of third-party components and updates is verified."));
	cr_expect(eq(str, n->asked_as, "1.2/2"));
	cr_expect(eq(str, n->label, "integrity verified"));
	cr_expect(n->published == NULL);
	cr_expect(eq(str, node(t, "1")->text, "Secure design and development"));
	cr_expect(eq(str, node(t, "3.3")->text, "A vulnerability detection and management process exists"));
	cr_expect(eq(str, node(t, "2.2")->code_text, "Control and log changes to the build environment."));
	cr_expect(strstr(node(t, "1.4")->remark, "not complete") != NULL);
	cr_expect(strncmp(node(t, "4")->aim, "This theme ensures that vendors", 31) == 0);
	cr_expect(node(t, "1.2.3")->asked_as == NULL);
	cr_expect(strstr(t->attribution, "Open Government Licence v3.0. Not endorsed by DSIT or NCSC.") != NULL);
	cr_expect(eq(str, t->id, "sscop-apc"));
	cr_expect(eq(str, t->version, "1.0"));
	tree_free(t);
}

Test(load, shipped_spelling_is_corrected_and_kept)
{
	static const struct { const char *id, *published, *text; } expected[] = {
		{ "1.2.2", "adequatly", "adequately" },
		{ "2.1.2", "User of the build environment can only access the data and funtionality",
		  "Users of the build environment can only access the data and functionality" },
		{ "4.1.3", "documentation describe how", "documentation describes how" },
		{ "4.2", "1 years notice", "1 year's notice" },
		{ "4.2.1", "1 years notice", "1 year's notice" },
	};
	struct tree *t = shipped();
	int corrected = 0, i;
	size_t k;

	for (k = 0; k < sizeof expected / sizeof *expected; k++) {
		const struct node *n = node(t, expected[k].id);

		cr_expect(n->published && strstr(n->published, expected[k].published), "%s", n->id);
		cr_expect(strstr(n->text, expected[k].text) != NULL, "%s", n->id);
	}
	for (i = 0; i < t->n_nodes; i++)
		corrected += t->node[i].published != NULL;
	cr_expect(eq(int, corrected, 5));
	cr_expect(strstr(strategy(t, "N2.1")->published, "seperate") != NULL);
	cr_expect(strstr(strategy(t, "N2.1")->text, "separate") != NULL);
	tree_free(t);
}

Test(load, shipped_strategies_and_guidance)
{
	struct tree *t = shipped();
	const struct guidance *g = guidance(t, "IG-1.2-05");

	cr_expect(eq(int, strategy(t, "S1.4")->node, tree_find(t, "1.2.2.1")));
	cr_expect(eq(int, strategy(t, "S1.4")->kind, STRATEGY_TIME_SPLIT));
	cr_expect(eq(int, strategy(t, "S1.7")->node, NODE_NONE));
	cr_expect(eq(int, strategy(t, "S1.7")->theme, tree_find(t, "1")));
	cr_expect(strstr(strategy(t, "S1.7")->basis, "; candidates: 1.1.2, 1.1.3, 1.2.2.1.3") != NULL);
	cr_expect(eq(int, strategy(t, "N1.1")->node, tree_find(t, "1.4")));
	cr_assert(eq(sz, g->n_claims, 2));
	cr_expect(eq(int, g->claim[0], tree_find(t, "1.2.1")));
	cr_expect(eq(int, g->claim[1], tree_find(t, "1.2.3")));
	cr_expect(eq(int, guidance(t, "IG-2.x-03")->place, tree_find(t, "2")));
	cr_expect(eq(int, guidance(t, "IG-T1-01")->place, tree_find(t, "1")));
	cr_expect(eq(int, guidance(t, "IG-ABOUT-02")->place, NODE_NONE));
	tree_free(t);
}

/* ---- bad files ---------------------------------------------------------------------------------- */

static bool updating(void)
{
	const char *s = getenv("UPDATE");

	return s && *s && strcmp(s, "0") != 0;
}

/* What the file earns, each place beginning with the bare name of the file. */
static void complaints_of(struct buf *out, const char *folder, const char *name)
{
	char *path = xasprintf("%s/%s", folder, name), *bytes;
	struct complaints c = {0};
	struct err err = {0};
	size_t len;

	cr_assert(yaml_file(path, 8 << 20, &bytes, &len, &err), "%s", err.text);
	cr_expect(catalogue_load_bytes(name, bytes, len, &c) == NULL, "%s is taken for good", name);
	add_complaints(out, &c);
	complaints_release(&c);
	free(bytes);
	free(path);
}

static void check_message(const char *folder, const char *name, const char *said)
{
	char *path = xasprintf("%s/%.*s.err", folder, (int)(strlen(name) - strlen(".yaml")), name), *expected;
	struct err err = {0};
	size_t len;

	if (updating()) {
		FILE *f = fopen(path, "w");

		cr_assert(f != NULL, "%s", path);
		fputs(said, f);
		fclose(f);
	} else {
		cr_assert(yaml_file(path, 1 << 20, &expected, &len, &err), "%s", err.text);
		cr_expect(eq(str, said, expected), "%s", name);
		free(expected);
	}
	free(path);
}

Test(load, bad_files)
{
	static const char prefix[] = "catalogue-";
	char *folder = in_source("tests/bad");
	DIR *d = opendir(folder);
	const struct dirent *e;
	int n = 0;

	cr_assert(d != NULL, "%s", folder);
	while ((e = readdir(d))) {
		struct buf said = {0};

		if (strncmp(e->d_name, prefix, sizeof prefix - 1) != 0 || !strstr(e->d_name, ".yaml"))
			continue;
		complaints_of(&said, folder, e->d_name);
		cr_expect(said.len > 0, "%s: nobody complained", e->d_name);
		check_message(folder, e->d_name, buf_str(&said));
		buf_release(&said);
		n++;
	}
	cr_expect(ge(int, n, 50));
	closedir(d);
	free(folder);
}

Test(load, five_faults_give_five_lines)
{
	char *folder = in_source("tests/bad");
	struct buf said = {0};
	const char *s;
	int lines = 0;

	complaints_of(&said, folder, "catalogue-five-faults.yaml");
	for (s = buf_str(&said); *s; s++)
		lines += *s == '\n';
	cr_expect(eq(int, lines, 5));
	buf_release(&said);
	free(folder);
}

/* ---- bombs -------------------------------------------------------------------------------------- */

static char *refusal(const struct buf *b, double *ms)
{
	struct complaints c = {0};
	struct timespec start;
	char *first;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
	cr_expect(catalogue_load_bytes("bomb.yaml", buf_str(b), b->len, &c) == NULL);
	*ms = ms_since(&start);
	cr_assert(gt(sz, c.n, 0));
	first = xstrdup(c.item[c.n - 1]);
	complaints_release(&c);
	return first;
}

Test(load, depth_bombs)
{
	static const char *const bombs[] = { "[", "{\"\":[", "- ", "? ", "{a: ", "[[", "&a [", "? [" };
	size_t i;

	for (i = 0; i < sizeof bombs / sizeof *bombs; i++) {
		struct buf b = {0};
		double ms;
		char *last;

		buf_add_repeat(&b, bombs[i], 40000);
		last = refusal(&b, &ms);
		cr_expect(strstr(last, "too deep: more than 32") != NULL, "%s gives %s", bombs[i], last);
		cr_expect(lt(dbl, ms, BOMB_MS), "%s", bombs[i]);
		free(last);
		buf_release(&b);
	}
}

static void expect_bomb(struct buf *b, const char *words, double limit)
{
	double ms;
	char *last = refusal(b, &ms);

	cr_expect(strstr(last, words) != NULL, "%s", last);
	cr_expect(lt(dbl, ms, limit), "%s", words);
	free(last);
	buf_release(b);
}

Test(load, size_bombs)
{
	struct buf b = {0};

	buf_add_repeat(&b, "a", (8 << 20) + 1);
	expect_bomb(&b, "too large: 8388609 bytes", BOMB_MS);
	buf_add(&b, "[");
	buf_add_repeat(&b, "a,", 4000000);
	expect_bomb(&b, "too large: more than 500000 values", 10 * BOMB_MS);    /* the rest is for sanitizers */
}

/* Whatever is wrong many times over is told at most COMPLAINTS_MAX times, and takes no guesses after. */
Test(load, many_faults)
{
	struct buf b = {0};
	struct complaints c = {0};
	struct timespec start;
	int i;

	for (i = 0; i < 200000; i++)
		buf_addf(&b, "titl%d: x\n", i);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
	cr_expect(catalogue_load_bytes("many.yaml", buf_str(&b), b.len, &c) == NULL);
	cr_expect(lt(dbl, ms_since(&start), 20 * BOMB_MS));
	cr_expect(eq(sz, c.n, COMPLAINTS_MAX));
	cr_expect(ge(sz, c.dropped, 200000 - COMPLAINTS_MAX));
	complaints_release(&c);
	buf_release(&b);
}

Test(load, what_is_no_file, .timeout = 10)
{
	char folder[] = "/tmp/assay-load-XXXXXX";
	char *fifo, *large;
	const char *bad[] = { "/dev/zero", "/tmp", "/nonexistent/x.yaml", NULL, NULL };
	size_t i;

	cr_assert(mkdtemp(folder) != NULL);
	bad[3] = fifo = xasprintf("%s/fifo.yaml", folder);
	bad[4] = large = xasprintf("%s/large.yaml", folder);
	cr_assert(mkfifo(fifo, 0600) == 0);
	fclose(fopen(large, "w"));
	cr_assert(truncate(large, 100 << 20) == 0);
	for (i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct complaints c = {0};
		struct err err = {0};
		struct timespec start;

		clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
		cr_expect(catalogue_load(bad[i], &c, &err) == NULL, "%s", bad[i]);
		cr_expect(lt(dbl, ms_since(&start), BOMB_MS), "%s", bad[i]);
		cr_expect(eq(int, err.code, ERR_INPUT), "%s", bad[i]);
		cr_expect(eq(sz, c.n, 0), "%s", bad[i]);
	}
	unlink(fifo);
	unlink(large);
	rmdir(folder);
	free(fifo);
	free(large);
}

/* ---- good files that are unusual ---------------------------------------------------------------- */

static const char small[] =
	"schema: assay-catalogue/1\n"
	"id: small\n"
	"version: \"1\"\n"
	"title: yes\n"
	"themes: [{id: 1, text: 0x1F}]\n"
	"principles: [{id: 1.1, parent: 1, text: 2026-11-21, remark: }]\n"
	"claims: [{id: 1.1.1, parent: 1.1, asked-as: 1.1/1, text: \"caf\\u00e9\", body: no}]\n"
	"roles: []\n";

static struct tree *load_text(const char *text, size_t len)
{
	struct complaints c = {0};
	struct tree *t = catalogue_load_bytes("text.yaml", text, len, &c);

	cr_expect(t != NULL, "%s", c.n > 0 ? c.item[0] : "");
	complaints_release(&c);
	return t;
}

/* Nothing is taken for a number, a date or a truth value; an empty value says nothing. */
Test(load, scalars_are_text)
{
	struct tree *t = load_text(small, strlen(small));

	cr_assert(t != NULL);
	cr_expect(eq(str, t->title, "yes"));
	cr_expect(eq(str, node(t, "1")->text, "0x1F"));
	cr_expect(eq(str, node(t, "1")->label, "0x1F"));
	cr_expect(eq(str, node(t, "1.1")->text, "2026-11-21"));
	cr_expect(node(t, "1.1")->remark == NULL);
	cr_expect(eq(str, node(t, "1.1.1")->text, "caf\303\251"));
	cr_expect(eq(str, node(t, "1.1.1")->body, "no"));
	tree_free(t);
}

Test(load, mark_and_crlf_are_accepted)
{
	struct buf b = {0};
	struct tree *t, *same = load_text(small, strlen(small));
	char a[HASH_TEXT], c[HASH_TEXT];
	const char *s;

	buf_add(&b, "\xef\xbb\xbf");
	for (s = small; *s; s++) {
		if (*s == '\n')
			buf_addc(&b, '\r');
		buf_addc(&b, *s);
	}
	t = load_text(buf_str(&b), b.len);
	cr_assert(t != NULL && same != NULL);
	tree_hash(t, a);
	tree_hash(same, c);
	cr_expect(eq(str, a, c));
	tree_free(t);
	tree_free(same);
	buf_release(&b);
}

static void add_claims(struct buf *b, int principles, int claims)
{
	int p, c;

	buf_add(b, "claims:\n");
	for (p = 1; p <= principles; p++)
		for (c = 1; c <= claims; c++)
			buf_addf(b, "  - id: 1.%d.%d\n    parent: 1.%d\n    asked-as: 1.%d/%d\n    text: >-\n      Claim %d of\n"
			    "      principle %d\n", p, c, p, p, c, c, p);
}

Test(load, five_thousand_nodes)
{
	struct buf b = {0};
	struct timespec start;
	struct tree *t;
	int p;

	buf_add(&b, "schema: assay-catalogue/1\nid: large\nversion: \"1\"\ntitle: Large\nthemes: [{id: \"1\", text: One}]\nprinciples:\n");
	for (p = 1; p <= 50; p++)
		buf_addf(&b, "  - {id: 1.%d, parent: 1, text: Principle %d}\n", p, p);
	add_claims(&b, 50, 99);
	buf_add(&b, "roles: []\n");
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
	t = load_text(buf_str(&b), b.len);
	cr_expect(lt(dbl, ms_since(&start), 10 * BOMB_MS));
	cr_assert(t != NULL);
	cr_expect(eq(int, t->n_nodes, 1 + 50 + 50 * 99));
	cr_expect(eq(int, t->n_asked, 50 * 99));
	cr_expect(eq(str, node(t, "1.50.99")->text, "Claim 99 of principle 50"));
	tree_free(t);
	buf_release(&b);
}

/* Every prefix, and every byte changed: a tree or complaints, never a crash, never silence. */
Test(load, corruptions)
{
	size_t len = strlen(small), i;
	int bit;

	for (i = 0; i < len; i++)
		for (bit = 0; bit <= 8; bit++) {
			struct complaints c = {0};
			char *bytes = xstrdup(small);
			struct tree *t;

			if (bit < 8)
				bytes[i] = (char)(bytes[i] ^ (1 << bit));
			t = catalogue_load_bytes("x.yaml", bytes, bit < 8 ? len : i, &c);
			cr_expect(eq(int, t != NULL, c.n == 0));
			tree_free(t);
			complaints_release(&c);
			free(bytes);
		}
}

/* ---- which catalogue ---------------------------------------------------------------------------- */

static void expect_path(const char *name, const char *ending)
{
	struct err err = {0};
	char *path = catalogue_path(name, &err);

	cr_assert(path != NULL, "%s", err.text);
	cr_expect(strlen(path) >= strlen(ending) && strcmp(path + strlen(path) - strlen(ending), ending) == 0, "%s", path);
	free(path);
}

Test(load, paths)
{
	struct err err = {0};
	char *src = in_source("");
	struct catalogue_list l;

	setenv("ASSAY_DATA", src, 1);
	expect_path(NULL, "/catalogue/sscop-apc-1.0.yaml");
	expect_path("sscop-apc", "/catalogue/sscop-apc-1.0.yaml");
	expect_path("sscop-apc-1.0", "/catalogue/sscop-apc-1.0.yaml");
	expect_path("sscop-apc-1.0.yaml", "/catalogue/sscop-apc-1.0.yaml");
	expect_path("./mine.yaml", "./mine.yaml");
	cr_expect(catalogue_path("sscop", &err) == NULL);
	cr_expect(eq(int, err.code, ERR_INPUT));
	cr_expect(strstr(err.text, "there is no catalogue 'sscop'; there is sscop-apc-1.0") != NULL, "%s", err.text);
	cr_assert(catalogue_list(&l, &err));
	cr_expect(eq(sz, l.n, 1));
	catalogue_list_release(&l);
	setenv("ASSAY_DATA", "/nonexistent", 1);
	cr_expect(not(catalogue_list(&l, &err)));
	cr_expect(eq(int, err.code, ERR_INPUT));
	free(src);
}
