/* Verify: every change of stored text that was not a save is found, and its place named. */
#include "config.h"

#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/private.h"
#include "test_store_help.h"

static char *folder, *path, *other;
static unsigned char *data;             /* the undamaged workspace */
static size_t len;

/* One of everything; then one answer saved again, one item removed, one save that came too late. */
static void begin(void)
{
	struct err err;

	folder = help_folder();
	path = help_workspace(folder);
	other = help_path(folder, "damaged.assay");
	struct store *st = help_open(path, STORE_WRITE);
	help_everything(st, "Kennzeichen");
	cr_assert(help_set(st, ENTITY_ANSWER, "1.1.2.1", 1, FIELD_ARGUMENT, "Zweitfassung of the argument", &err), "%s", err.text);
	cr_assert(!help_set(st, ENTITY_ANSWER, "1.1.2.1", 1, FIELD_ARGUMENT, "Verspaetung", &err));
	store_close(st);
	cr_assert(help_clean(path));
	data = help_read(path, &len);
}

static void end(void)
{
	free(data);
	free(path);
	free(other);
	help_remove(folder);
}

TestSuite(store_verify, .init = begin, .fini = end, .timeout = 300);

/* ---- changed by SQL, under the right schema ----------------------------------------------------------- */

static void expect_fault(const char *sql, const char *where)
{
	help_write(other, data, len);
	help_sql(other, sql);
	cr_expect(help_finds(other, where), "%s", sql);
}

Test(store_verify, history)
{
	expect_fault("UPDATE history SET value = 'x' WHERE seq = 5", "history entry 5");
	expect_fault("UPDATE history SET value = NULL WHERE seq = 5", "history entry 5");
	expect_fault("UPDATE history SET who = 'Kim' WHERE seq = 5", "history entry 5");
	expect_fault("UPDATE history SET command = 'x' WHERE seq = 5", "history entry 5");
	expect_fault("UPDATE history SET at = '2026-01-01T00:00:00Z' WHERE seq = 5", "history entry 5");
	expect_fault("UPDATE history SET entity = 'gap' WHERE seq = 5", "history entry 5");
	expect_fault("UPDATE history SET id = '1.1.1' WHERE seq = 5", "history entry 5");
	expect_fault("UPDATE history SET field = 'owner' WHERE seq = 5", "history entry 5");
	expect_fault("UPDATE history SET base = 7 WHERE seq = 5", "history entry 5");
	expect_fault("UPDATE history SET taken = 0 WHERE seq = 5", "history entry 5");
	expect_fault("UPDATE history SET taken = 2 WHERE seq = 5", "history entry 5");
	expect_fault("UPDATE history SET save = '0123456789abcdef0123456789abcdef' WHERE seq = 5", "history entry 5");
	expect_fault("UPDATE history SET prev = hash WHERE seq = 5", "history entry 5");
	expect_fault("UPDATE history SET hash = prev WHERE seq = 5", "history entry 5");
	expect_fault("UPDATE history SET taken = 1 WHERE value = 'Verspaetung'", "history entry ");
	expect_fault("UPDATE history SET who = CAST(x'ff' AS TEXT) WHERE seq = 5", "history entry 5");
	expect_fault("DELETE FROM history WHERE seq = 5", "history entry 6");
	expect_fault("DELETE FROM history WHERE seq = 1", "history entry 2");
	expect_fault("DELETE FROM history", "history");
	expect_fault("DELETE FROM history WHERE value IN ('Verspaetung', 'Zweitfassung of the argument')", "answer 1.1.2.1");
	expect_fault("UPDATE history SET seq = seq + 1000 WHERE seq = (SELECT max(seq) FROM history)", "history entry 10");
}

Test(store_verify, rows)
{
	expect_fault("UPDATE answer SET status = 'not-evidenced'", "answer 1.1.2.1, status");
	expect_fault("UPDATE answer SET revision = revision + 1", "answer 1.1.2.1, revision");
	expect_fault("UPDATE answer SET row = 9223372036854775807", "answer 1.1.2.1, row");
	expect_fault("UPDATE answer SET argument = NULL", "answer 1.1.2.1, argument");
	expect_fault("UPDATE answer SET argument = 'Verspaetung'", "answer 1.1.2.1, argument");
	expect_fault("UPDATE answer SET argument = (SELECT value FROM history WHERE field = 'argument' LIMIT 1)", "answer 1.1.2.1, argument");
	expect_fault("UPDATE evidence SET ref = 2", "evidence E2, ref");
	expect_fault("UPDATE evidence SET removed = 'true'", "evidence E1, removed");
	expect_fault("UPDATE evidence SET title = CAST(x'ff' AS TEXT)", "evidence E1, title");
	expect_fault("UPDATE support SET note = 'x'", "link of E1 to 1.1.2.1, note");
	expect_fault("UPDATE gap_claim SET removed = 'true'", "link of G1 to 1.1.1, removed");
	expect_fault("UPDATE gap SET priority = 'low'", "gap G1, priority");
	expect_fault("UPDATE challenge SET evidence = NULL", "challenge C1, evidence");
	expect_fault("UPDATE challenge SET \"by\" = 'Kim'", "challenge C1, by");
	expect_fault("UPDATE scope SET in_scope = 'false'", "scope 2.1, in-scope");
	expect_fault("UPDATE approval SET \"of\" = 'x'", "approval ");
	expect_fault("UPDATE waiver SET reason = 'x'", "waiver ");
	expect_fault("UPDATE assessment SET product = 'x'", "assessment, product");
	expect_fault("DELETE FROM waiver", "waiver ");
	expect_fault("INSERT INTO answer (id, revision, status) VALUES ('1.1.1', 1, 'evidenced')", "answer 1.1.1");
	expect_fault("UPDATE answer SET id = '1.1.1'", "answer 1.1.1");
	expect_fault("UPDATE answer SET id = '1.1.1'", "answer 1.1.2.1");
	expect_fault("UPDATE answer SET row = row + 7", "search index: answer 1.1.2.1, argument");
	expect_fault("UPDATE gap_claim SET row = 5", "link of G1 to 1.1.1, row");
	expect_fault("PRAGMA ignore_check_constraints = ON; UPDATE support SET claim = '2.1.1'", "file");
	expect_fault("PRAGMA foreign_keys = OFF; UPDATE challenge SET claim = '3.3.3'", "links");
}

Test(store_verify, the_rest)
{
	expect_fault("UPDATE counter SET last = 9 WHERE entity = 'gap'", "counters");
	expect_fault("DELETE FROM counter WHERE entity = 'gap'", "counters");
	expect_fault("INSERT INTO counter VALUES ('x', 1)", "counters");
	expect_fault("UPDATE meta SET value = '2026-01-01T00:00:00Z' WHERE key = 'created'", "workspace");
	expect_fault("UPDATE meta SET value = '0123456789abcdef0123456789abcdef' WHERE key = 'workspace'", "workspace");
	expect_fault("UPDATE meta SET value = 'x' WHERE key = 'catalogue'", "workspace");
	expect_fault("UPDATE meta SET value = 'x' WHERE key = 'catalogue'", "catalogue");
	expect_fault("DELETE FROM meta WHERE key = 'created'", "workspace");
	expect_fault("INSERT INTO meta VALUES ('x', 'y')", "workspace");
	expect_fault("UPDATE node SET text = 'x' WHERE id = '1.1.1'", "catalogue: claim 1.1.1");
	expect_fault("UPDATE node SET hash = 'x' WHERE id = '1.1.1'", "catalogue: claim 1.1.1");
	expect_fault("UPDATE node SET must_be_public = 'true' WHERE id = '1.1.1'", "catalogue: claim 1.1.1");
	expect_fault("DELETE FROM node WHERE id = '1.1.2.2'", "catalogue");
	expect_fault("UPDATE strategy SET kind = 'x' WHERE id = 'S1.1'", "catalogue: strategy S1.1");
	expect_fault("UPDATE strategy SET row = row + 10 WHERE id = 'S1.1'", "catalogue");
	expect_fault("UPDATE guidance SET claims = '1.1.1' WHERE id = 'IG-1'", "catalogue: guidance IG-1");
	expect_fault("DELETE FROM guidance", "catalogue");
	expect_fault("UPDATE role SET themes = '2' WHERE id = 'developer'", "catalogue: role developer");
	expect_fault("UPDATE catalogue SET row = 3", "catalogue: head");
	expect_fault("UPDATE catalogue SET licence = 'mine'", "catalogue: head");
}

Test(store_verify, search_index)
{
	expect_fault("UPDATE search_content SET c0 = 'x' WHERE c3 = 'argument'", "search index: answer 1.1.2.1, argument");
	expect_fault("UPDATE search_content SET c1 = 'x' WHERE c3 = 'argument'", "search index: answer 1.1.2.1, argument");
	expect_fault("UPDATE search_content SET c2 = 'x' WHERE c3 = 'argument'", "search index: answer 1.1.2.1, argument");
	expect_fault("UPDATE search_content SET c3 = 'note' WHERE c3 = 'argument'", "search index: answer 1.1.2.1, argument");
	expect_fault("UPDATE search_content SET c0 = CAST(c0 AS BLOB) WHERE c3 = 'argument'", "search index: answer 1.1.2.1, argument");
	expect_fault("DELETE FROM search WHERE field = 'argument'", "search index: answer 1.1.2.1, argument");
	expect_fault("INSERT INTO search (rowid, text, entity, id, field) VALUES (77777, 'x', 'answer', '1.1.1', 'argument')", "search index");
	expect_fault("DELETE FROM search_docsize", "search index");
	expect_fault("UPDATE search_docsize SET sz = x'7f' || substr(sz, 2)", "search index");
	expect_fault("DELETE FROM search_data WHERE id > 10", "search index");
	expect_fault("UPDATE search_config SET v = 3 WHERE k = 'version'", "search index");
}

/* ---- a chain computed anew -------------------------------------------------------------------------------- */

/* As somebody would do it who can write the file: every entry's hash, over what now stands there. */
static void compute_anew(const char *name)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *q = NULL, *set = NULL;
	char prev[HASH_TEXT] = "";

	cr_assert(sqlite3_open_v2(name, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK);
	cr_assert(sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) == SQLITE_OK);
	cr_assert(sqlite3_prepare_v2(db, "SELECT seq, save, command, who, at, entity, id, field, value, base, taken FROM history ORDER BY seq",
	    -1, &q, NULL) == SQLITE_OK);
	cr_assert(sqlite3_prepare_v2(db, "UPDATE history SET prev = ?2, hash = ?3 WHERE seq = ?1", -1, &set, NULL) == SQLITE_OK);
	while (sqlite3_step(q) == SQLITE_ROW) {
		const char *t[9];
		char hash[HASH_TEXT];
		for (int i = 1; i <= 8; i++)
			t[i] = (const char *)sqlite3_column_text(q, i);
		struct entry e = { .seq = sqlite3_column_int64(q, 0), .save = t[1], .command = t[2], .who = t[3], .at = t[4], .entity = t[5],
			.id = t[6], .field = t[7], .value = t[8], .base = sqlite3_column_int64(q, 9), .taken = sqlite3_column_int64(q, 10) != 0,
			.prev = prev };
		history_hash(&e, hash);
		sqlite3_bind_int64(set, 1, e.seq);
		sqlite3_bind_text(set, 2, prev, -1, SQLITE_TRANSIENT);
		sqlite3_bind_text(set, 3, hash, -1, SQLITE_TRANSIENT);
		cr_assert(sqlite3_step(set) == SQLITE_DONE);
		sqlite3_reset(set);
		memcpy(prev, hash, HASH_TEXT);
	}
	sqlite3_finalize(q);
	sqlite3_finalize(set);
	cr_assert(sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK);
	sqlite3_close(db);
}

static void expect_fault_anew(const char *sql, const char *where)
{
	help_write(other, data, len);
	help_sql(other, sql);
	compute_anew(other);
	cr_expect(help_finds(other, where), "%s", sql);
}

/* No proof against forgers, but what makes no sense is told. */
Test(store_verify, a_forged_chain_must_still_make_sense)
{
	help_write(other, data, len);
	compute_anew(other);
	cr_expect(help_clean(other), "nothing was changed");
	expect_fault_anew("UPDATE history SET base = 7 WHERE value = 'Zweitfassung of the argument'", "history entry ");
	expect_fault_anew("UPDATE history SET who = 'a' || char(27) WHERE seq = 5", "history entry 5");
	expect_fault_anew("UPDATE history SET who = '' WHERE seq = 5", "history entry 5");
	expect_fault_anew("UPDATE history SET at = 'yesterday' WHERE seq = 5", "history entry 5");
	expect_fault_anew("UPDATE history SET field = 'none' WHERE seq = 5", "history entry 5");
	expect_fault_anew("DELETE FROM history WHERE value = 'Verspaetung'; UPDATE history SET seq = seq + 1 WHERE seq ="
	    " (SELECT max(seq) FROM history)", "history entry ");
	expect_fault_anew("UPDATE history SET entity = 'answer', field = 'note', id = '1.1.1' WHERE seq = 1", "history entry 1");
}

/* ---- the head of the chain ----------------------------------------------------------------------------- */

Test(store_verify, a_noted_head_must_occur)
{
	struct err err;
	struct faults f;
	char head[HASH_TEXT], later[HASH_TEXT];
	struct store *st = help_open(path, STORE_WRITE);

	cr_assert(store_head(st, head, &err));
	cr_assert(help_set(st, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "more", &err), "%s", err.text);
	cr_assert(store_head(st, later, &err));
	cr_expect(strcmp(head, later) != 0);
	cr_expect(store_verify(st, head, &f, &err) && f.n == 0);
	faults_release(&f);
	cr_expect(store_verify(st, later, &f, &err) && f.n == 0);
	faults_release(&f);
	head[0] = head[0] == '0' ? '1' : '0';
	cr_expect(store_verify(st, head, &f, &err));
	cr_assert_eq(f.n, 1);
	cr_expect_str_eq(f.item[0].where, "history");
	faults_release(&f);
	store_close(st);
}

Test(store_verify, verify_reads_a_moment_while_others_write)
{
	struct err err;
	struct faults f;
	struct store *a = help_open(path, STORE_READ), *b = help_open(path, STORE_WRITE);

	cr_assert(help_set(b, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "more", &err), "%s", err.text);
	cr_expect(store_verify(a, NULL, &f, &err) && f.n == 0, "%s", err.text);
	faults_release(&f);
	cr_assert(help_set(b, ENTITY_ANSWER, "1.1.1", 1, FIELD_ARGUMENT, "and more", &err), "%s", err.text);
	store_close(a);
	store_close(b);
}

/* ---- changed bytes -------------------------------------------------------------------------------------- */

/* Everything that SQLite gives out of the tables of this program, as one hash: false if it fails. */
static bool content(const char *name, char out[HASH_TEXT])
{
	static const char *const queries[] = { "SELECT * FROM meta", "SELECT * FROM catalogue", "SELECT * FROM node", "SELECT * FROM strategy",
		"SELECT * FROM guidance", "SELECT * FROM role", "SELECT * FROM assessment", "SELECT * FROM scope", "SELECT * FROM answer",
		"SELECT * FROM evidence", "SELECT * FROM support", "SELECT * FROM gap", "SELECT * FROM gap_claim", "SELECT * FROM challenge",
		"SELECT * FROM approval", "SELECT * FROM waiver", "SELECT * FROM counter", "SELECT * FROM history",
		"SELECT rowid, * FROM search", "SELECT type, name, tbl_name FROM sqlite_schema",
		"SELECT sql FROM sqlite_schema WHERE name NOT LIKE 'search_%' OR name = 'search'",
		"SELECT rowid FROM search WHERE search MATCH 'kenn*'", "SELECT id FROM answer ORDER BY id", "SELECT id FROM evidence ORDER BY id" };
	sqlite3 *db = NULL;
	struct hash h;
	bool ok = sqlite3_open_v2(name, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK;

	hash_init(&h);
	for (size_t i = 0; ok && i < sizeof queries / sizeof queries[0]; i++) {
		sqlite3_stmt *q = NULL;
		ok = sqlite3_prepare_v2(db, queries[i], -1, &q, NULL) == SQLITE_OK;
		int rc = SQLITE_DONE;
		while (ok && (rc = sqlite3_step(q)) == SQLITE_ROW)
			for (int c = 0; c < sqlite3_column_count(q); c++) {
				hash_int(&h, sqlite3_column_type(q, c));
				const void *cell = sqlite3_column_blob(q, c);
				hash_bytes(&h, cell ? cell : "", (size_t)sqlite3_column_bytes(q, c));
			}
		ok = ok && rc == SQLITE_DONE;
		sqlite3_finalize(q);
	}
	hash_end(&h, out);
	sqlite3_close(db);
	return ok;
}

/* Verify says nothing, although SQLite gives out something else than before. */
static bool missed(const char *name, const char *sound)
{
	struct err err;
	struct faults f = {0};
	struct store *st = NULL;
	char is[HASH_TEXT];

	bool clean = store_open(name, STORE_READ, NULL, &st, &err) && store_verify(st, NULL, &f, &err) && f.n == 0;
	faults_release(&f);
	store_close(st);
	return clean && (!content(name, is) || strcmp(is, sound) != 0);
}

/* Bits all over the file, always the same ones: every change is found, or is without any effect. */
Test(store_verify, flipped_bits)
{
	char sound[HASH_TEXT];
	uint64_t x = 42;
	size_t found_nothing = 0;

	cr_assert(content(path, sound));
	for (int i = 0; i < 200; i++) {
		x = x * UINT64_C(6364136223846793005) + 1442695040888963407u;
		size_t at = (size_t)((x >> 33) % len);
		unsigned char bit = (unsigned char)(1u << ((x >> 20) & 7));
		data[at] ^= bit;
		help_write(other, data, len);
		data[at] ^= bit;
		if (missed(other, sound)) {
			found_nothing++;
			fprintf(stderr, "byte %zu, bit %u\n", at, bit);
		}
	}
	cr_expect_eq(found_nothing, 0);
}

/* The places where `text` lies in the file. */
static size_t find(const char *text, size_t from)
{
	size_t n = strlen(text);

	for (size_t i = from; i + n <= len; i++)
		if (memcmp(data + i, text, n) == 0)
			return i;
	return len;
}

static void add_places(struct buf *b)
{
	struct err err;
	struct faults f = {0};
	struct store *st = NULL;

	cr_assert(store_open(other, STORE_READ, NULL, &st, &err), "%s", err.text);
	cr_assert(store_verify(st, NULL, &f, &err), "%s", err.text);
	cr_expect(f.n > 0);
	for (size_t i = 0; i < f.n; i++)
		buf_addf(b, "[%s]", f.item[i].where);
	faults_release(&f);
	store_close(st);
}

/* A letter of a text, in each place where the file holds it: in the row, in the history and in the
 * search index. All three must be named over all places. */
static void change_text(const char *text, const char *row, bool searched)
{
	struct buf places = {0};
	size_t n = 0;

	for (size_t at = find(text, 0); at < len; at = find(text, at + 1), n++) {
		data[at] ^= 2;
		help_write(other, data, len);
		data[at] ^= 2;
		add_places(&places);
	}
	cr_expect(n >= (searched ? 3u : 2u), "%s: %zu places", text, n);
	char *in_row = xasprintf("[%s]", row), *in_search = xasprintf("[search index: %s]", row);
	cr_expect(strstr(buf_str(&places), in_row) != NULL, "%s not in %s", in_row, buf_str(&places));
	cr_expect(strstr(buf_str(&places), "[history entry ") != NULL, "%s: %s", text, buf_str(&places));
	cr_expect(!searched || strstr(buf_str(&places), in_search) != NULL, "%s not in %s", in_search, buf_str(&places));
	free(in_row);
	free(in_search);
	buf_release(&places);
}

Test(store_verify, a_changed_letter_in_each_text)
{
	change_text("Zweitfassung", "answer 1.1.2.1, argument", true);
	change_text("Kennzeichen text assumptions", "answer 1.1.2.1, assumptions", true);
	change_text("Kennzeichen text note", "answer 1.1.2.1, note", true);
	change_text("Kennzeichen text detail", "evidence E1, detail", true);
	change_text("Kennzeichen line tool", "evidence E1, tool", true);
	change_text("Kennzeichen second", "evidence E1, location", true);
	change_text("Kennzeichen text gap", "gap G1, gap", true);
	change_text("Kennzeichen text action", "gap G1, action", true);
	change_text("Kennzeichen text text", "challenge C1, text", true);
	change_text("Kennzeichen text answer", "challenge C1, answer", true);
	change_text("Kennzeichen note", "link of E1 to 1.1.2.1, note", true);
	change_text("Kennzeichen line product", "assessment, product", true);
	change_text("Kennzeichen line product-version", "assessment, product-version", false);
	change_text("Kennzeichen line reason", "scope 2.1, reason", true);
}

Test(store_verify, a_changed_letter_of_a_save_not_taken)
{
	struct buf places = {0};
	size_t at = find("Verspaetung", 0);

	cr_assert(at < len);
	data[at] ^= 2;
	help_write(other, data, len);
	add_places(&places);
	cr_expect(strstr(buf_str(&places), "[history entry ") != NULL);
	buf_release(&places);
}

Test(store_verify, a_changed_letter_of_the_catalogue)
{
	static const struct { const char *text, *where; } cases[] = {
		{ "Second claim", "[catalogue: claim 1.1.2.1]" }, { "Another wording", "[catalogue: claim 1.1.1]" },
		{ "A ntoe", "[catalogue: strategy N1.1]" }, { "Do it well", "[catalogue: guidance IG-2]" },
		{ "Some of it", "[catalogue: role developer]" }, { "A catalogue", "[catalogue: head]" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf places = {0};
		size_t at = find(cases[i].text, 0);
		cr_assert(at < len, "%s", cases[i].text);
		data[at] ^= 2;
		help_write(other, data, len);
		data[at] ^= 2;
		add_places(&places);
		cr_expect(strstr(buf_str(&places), cases[i].where) != NULL, "%s: %s", cases[i].text, buf_str(&places));
		buf_release(&places);
	}
}

/* A schema that says something else is not even opened. */
Test(store_verify, a_changed_letter_of_the_schema)
{
	struct err err = {0};
	struct store *st = NULL;
	size_t at = find("senior_responsible_owner", 0);

	cr_assert(at < len);
	data[at] ^= 2;
	help_write(other, data, len);
	cr_expect(!store_open(other, STORE_READ, NULL, &st, &err));
	cr_expect_eq(err.code, ERR_WORKSPACE);
}

/* Writers look before they save, also where the save itself would not meet the damage: a broken file
 * must not be built upon. */
Test(store_verify, writers_check_before_the_first_save)
{
	struct err err = {0};
	char before[HASH_TEXT], after[HASH_TEXT];
	size_t at = find("Kennzeichen text detail", 0) / 4096 * 4096;

	memset(data + at + 1, 0xff, 2);                 /* the page's list of free blocks */
	help_write(other, data, len);
	help_picture(folder, before);
	struct store *st = help_open(other, STORE_WRITE);
	cr_expect(!help_set(st, ENTITY_ANSWER, "1.1.1", 0, FIELD_ARGUMENT, "x", &err));
	cr_expect_eq(err.code, ERR_WORKSPACE, "%s", err.text);
	store_close(st);
	st = help_open(other, STORE_WORKBENCH);
	cr_expect(!store_check_quick(st, &err));
	cr_expect_eq(err.code, ERR_WORKSPACE, "%s", err.text);
	store_close(st);
	help_picture(folder, after);
	cr_expect_str_eq(before, after);
}
