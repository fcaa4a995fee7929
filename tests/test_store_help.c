/* Shared by the tests of the store; see test_store_help.h. */
#include "config.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "test_store_help.h"

static void complain(void *ctx, enum tree_part part, size_t index, const char *text)
{
	(void)ctx, (void)part, (void)index;
	cr_assert_fail("the test's own catalogue: %s", text);
}

struct tree *help_tree(void)
{
	static const struct node_in nodes[] = {
		{ .id = "1", .kind = NODE_THEME, .text = "Theme one", .label = "one", .aim = "An aim" },
		{ .id = "1.1", .parent = "1", .kind = NODE_PRINCIPLE, .text = "Principle", .label = "p11", .code_text = "Follow it",
			.remark = "not complete" },
		{ .id = "1.1.1", .parent = "1.1", .kind = NODE_CLAIM, .text = "First claim", .label = "c1", .asked_as = "1.1/1", .body = "Another wording" },
		{ .id = "1.1.2", .parent = "1.1", .kind = NODE_CLAIM, .text = "Middle", .label = "m" },
		{ .id = "1.1.2.1", .parent = "1.1.2", .kind = NODE_CLAIM, .text = "Second claim", .label = "c2", .asked_as = "1.1/2",
			.must_be_public = true, .published = "Secnod claim" },
		{ .id = "1.1.2.2", .parent = "1.1.2", .kind = NODE_CLAIM, .text = "Advisory", .label = "adv" },
		{ .id = "2", .kind = NODE_THEME, .text = "Theme two", .label = "two" },
		{ .id = "2.1", .parent = "2", .kind = NODE_PRINCIPLE, .text = "Other principle", .label = "p21" },
		{ .id = "2.1.1", .parent = "2.1", .kind = NODE_CLAIM, .text = "Third claim", .label = "c3", .asked_as = "2.1/1" },
	};
	static const struct strategy_in strategies[] = {
		{ .id = "S1.1", .text = "Split", .theme = "1", .attached_to = "1.1.2", .kind = STRATEGY_TIME_SPLIT, .basis = "probably" },
		{ .id = "N1.1", .text = "A note", .theme = "1", .kind = STRATEGY_NOTE, .published = "A ntoe" },
	};
	static const char *const claims[] = { "1.1.1", "2.1.1" };
	static const struct guidance_in guidance[] = {
		{ .id = "IG-1", .text = "Do it", .place = "1.1", .claims = claims, .n_claims = 2 },
		{ .id = "IG-2", .text = "Do it well" },
	};
	static const char *const both[] = { "1", "2" }, *const one[] = { "1" }, *const two[] = { "2" };
	static const struct role_in roles[] = {
		{ .id = "developer-distributor", .text = "All of it", .themes = both, .n_themes = 2 },
		{ .id = "developer", .text = "Some of it", .themes = one, .n_themes = 1, .if_responsible = two, .n_if_responsible = 1 },
	};
	static const struct tree_in in = { .id = "test", .version = "1.0", .title = "A catalogue", .short_title = "cat", .publisher = "us",
		.published_on = "2026-01-01", .licence = "none", .attribution = "by us", .node = nodes, .n_nodes = 9, .strategy = strategies,
		.n_strategies = 2, .guidance = guidance, .n_guidance = 2, .role = roles, .n_roles = 2 };

	struct tree *t = tree_build(&in, complain, NULL);
	cr_assert(t != NULL);
	return t;
}

char *help_folder(void)
{
	char *folder = xstrdup("/tmp/assay-test-XXXXXX");
	cr_assert(mkdtemp(folder) != NULL);
	return folder;
}

void help_remove(char *folder)
{
	DIR *dir = opendir(folder);

	chmod(folder, 0700);
	for (struct dirent *e; dir && (e = readdir(dir));) {
		if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
			continue;
		char *path = help_path(folder, e->d_name);
		if (unlink(path) != 0)
			help_remove(path);
		else
			free(path);
	}
	if (dir)
		closedir(dir);
	rmdir(folder);
	free(folder);
}

char *help_path(const char *folder, const char *name)
{
	return xasprintf("%s/%s", folder, name);
}

char *help_workspace(const char *folder)
{
	struct err err;
	struct tree *t = help_tree();
	char *path = help_path(folder, "w.assay");

	cr_assert(store_create(path, t, false, "Sam", "new", NULL, &err), "%s", err.text);
	tree_free(t);
	return path;
}

struct store *help_open(const char *path, enum store_mode mode)
{
	struct err err;
	struct store *st = NULL;

	cr_assert(store_open(path, mode, "Sam", &st, &err), "%s", err.text);
	return st;
}

struct work *help_load(struct store *st)
{
	struct err err;
	struct work *w = NULL;

	cr_assert(store_load(st, &w, &err), "%s", err.text);
	return w;
}

int64_t help_revision(struct store *st, enum entity e, const char *id)
{
	struct work *w = help_load(st);
	int64_t revision = work_revision(w, e, id);

	work_free(w);
	return revision;
}

bool help_set(struct store *st, enum entity e, const char *id, int64_t base, enum field f, const char *value, struct err *err)
{
	struct changes c = {0};

	changes_set(&c, e, id, base < 0 ? help_revision(st, e, id) : base, f, value);
	bool ok = store_save(st, "set", &c, err);
	changes_release(&c);
	return ok;
}

char *help_text(struct store *st, enum field f, const char *id)
{
	struct err err;
	struct buf b = {0};
	struct reader r = store_reader(st);

	cr_assert(reader_text(&r, f, id, &b, &err), "%s", err.text);
	char *text = xstrdup(buf_str(&b));
	buf_release(&b);
	return text;
}

static char *value_for(enum field f, const char *mark)
{
	const struct field_info *info = field_info(f);

	switch (info->type) {
	case FIELD_LINE:
		return xasprintf("%s line %s", mark, info->key);
	case FIELD_TEXT:
		return xasprintf("%s text %s\nÜber zwei Zeilen\n", mark, info->key);
	case FIELD_LINES:
		return xasprintf("%s first\n%s second", mark, mark);
	case FIELD_CHOICE:
		return xstrdup(info->values[1]);
	case FIELD_DATE:
		return xstrdup("2026-11-21");
	case FIELD_TIME:
		return xstrdup("2026-11-21T10:00:00Z");
	case FIELD_BOOL:
		return xstrdup("true");
	default:
		return NULL;
	}
}

void help_fill(struct changes *c, enum entity e, const char *id, int64_t base, const char *mark)
{
	for (int i = (int)entity_first(e); i < (int)entity_end(e); i++) {
		enum field f = (enum field)i;
		if (field_is_ref(f) || field_is_removed(f) || field_info(f)->type == FIELD_ENTITY)
			continue;
		char *value = value_for(f, mark);
		changes_set(c, e, id, base, f, value);
		free(value);
	}
}

static void add_link(struct changes *c, enum entity e, const char *owner, const char *claim, enum field f, const char *value)
{
	char *id = link_id(owner, claim);

	changes_set(c, e, id, 0, f, value);
	free(id);
}

void help_everything(struct store *st, const char *mark)
{
	struct err err;
	struct changes c = {0};
	char evidence[ID_TEXT], gap[ID_TEXT], challenge[ID_TEXT], approval[ID_TEXT], waiver[ID_TEXT], baseline[ID_TEXT];

	help_fill(&c, ENTITY_ASSESSMENT, "assessment", 0, mark);
	help_fill(&c, ENTITY_SCOPE, "2.1", 0, mark);
	help_fill(&c, ENTITY_ANSWER, "1.1.2.1", 0, mark);
	changes_new(&c, ENTITY_EVIDENCE, evidence);
	help_fill(&c, ENTITY_EVIDENCE, evidence, 0, mark);
	char *note = xasprintf("%s note", mark);
	add_link(&c, ENTITY_SUPPORT, evidence, "1.1.2.1", FIELD_SUPPORT_NOTE, note);
	free(note);
	changes_new(&c, ENTITY_GAP, gap);
	help_fill(&c, ENTITY_GAP, gap, 0, mark);
	add_link(&c, ENTITY_GAP_CLAIM, gap, "1.1.1", FIELD_GAP_CLAIM_REMOVED, NULL);
	changes_new(&c, ENTITY_CHALLENGE, challenge);
	help_fill(&c, ENTITY_CHALLENGE, challenge, 0, mark);
	changes_set(&c, ENTITY_CHALLENGE, challenge, 0, FIELD_CHALLENGE_CLAIM, "1.1.2.1");
	changes_set(&c, ENTITY_CHALLENGE, challenge, 0, FIELD_CHALLENGE_EVIDENCE, evidence);
	changes_new(&c, ENTITY_APPROVAL, approval);
	help_fill(&c, ENTITY_APPROVAL, approval, 0, mark);
	changes_set(&c, ENTITY_APPROVAL, approval, 0, FIELD_APPROVAL_PRINCIPLE, "1.1");
	changes_new(&c, ENTITY_WAIVER, waiver);
	help_fill(&c, ENTITY_WAIVER, waiver, 0, mark);
	changes_set(&c, ENTITY_WAIVER, waiver, 0, FIELD_WAIVER_ON, evidence);
	add_link(&c, ENTITY_REFUSAL, evidence, "1.1.1", FIELD_REFUSAL_REMOVED, NULL);
	help_fill(&c, ENTITY_READ_THROUGH, "1.1", 0, mark);
	changes_new(&c, ENTITY_BASELINE, baseline);
	help_fill(&c, ENTITY_BASELINE, baseline, 0, mark);
	cr_assert(store_save(st, "fill", &c, &err), "%s", err.text);
	changes_release(&c);
}

void help_sql(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	char *what = NULL;

	cr_assert(sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK);
	int rc = sqlite3_exec(db, sql, NULL, NULL, &what);
	cr_assert(rc == SQLITE_OK, "%s: %s", sql, what ? what : "");
	cr_assert(sqlite3_total_changes(db) > 0 || strstr(sql, "CREATE") || strstr(sql, "PRAGMA") || strstr(sql, "DROP") || strstr(sql, "ALTER") || strstr(sql, "ANALYZE"), "%s: no change", sql);
	sqlite3_close(db);
}

int64_t help_sql_number(const char *path, const char *sql)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *q = NULL;

	cr_assert(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) == SQLITE_OK);
	cr_assert(sqlite3_prepare_v2(db, sql, -1, &q, NULL) == SQLITE_OK, "%s: %s", sql, sqlite3_errmsg(db));
	cr_assert(sqlite3_step(q) == SQLITE_ROW);
	int64_t n = sqlite3_column_int64(q, 0);
	sqlite3_finalize(q);
	sqlite3_close(db);
	return n;
}

unsigned char *help_read(const char *path, size_t *len)
{
	struct stat info;
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	cr_assert(fd >= 0 && fstat(fd, &info) == 0, "%s", path);
	unsigned char *data = xmalloc((size_t)info.st_size + 1);
	cr_assert(read(fd, data, (size_t)info.st_size) == info.st_size);
	close(fd);
	*len = (size_t)info.st_size;
	return data;
}

void help_write(const char *path, const void *data, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	cr_assert(fd >= 0 && write(fd, data, len) == (ssize_t)len && close(fd) == 0);
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

void help_picture(const char *folder, char out[HASH_TEXT])
{
	char *name[64];
	size_t n = 0;
	struct hash h;
	DIR *dir = opendir(folder);

	cr_assert(dir != NULL);
	for (struct dirent *e; (e = readdir(dir)) && n < 64;)
		name[n++] = xstrdup(e->d_name);
	closedir(dir);
	qsort(name, n, sizeof name[0], by_name);
	hash_init(&h);
	for (size_t i = 0; i < n; i++) {
		struct stat info;
		char *path = help_path(folder, name[i]);
		hash_field(&h, name[i]);
		if (stat(path, &info) == 0 && S_ISREG(info.st_mode)) {
			size_t len;
			unsigned char *data = help_read(path, &len);
			hash_bytes(&h, data, len);
			hash_int(&h, (long long)info.st_mtim.tv_sec);
			hash_int(&h, (long long)info.st_mtim.tv_nsec);
			free(data);
		}
		free(path);
		free(name[i]);
	}
	hash_end(&h, out);
}

static struct faults verify(const char *path, struct err *err, bool *opened)
{
	struct faults f = {0};
	struct store *st = NULL;

	*opened = store_open(path, STORE_READ, NULL, &st, err);
	if (*opened)
		*opened = store_verify(st, NULL, &f, err);
	store_close(st);
	return f;
}

bool help_finds(const char *path, const char *where)
{
	struct err err;
	bool opened, found = false;
	struct faults f = verify(path, &err, &opened);

	if (!opened)
		found = err.code == ERR_WORKSPACE && !where;
	for (size_t i = 0; i < f.n; i++)
		found = found || !where || strncmp(f.item[i].where, where, strlen(where)) == 0;
	if (!found) {
		fprintf(stderr, "looked for \"%s\", found:\n", where ? where : "anything");
		if (!opened)
			fprintf(stderr, "  not opened: %s\n", err.text);
		for (size_t i = 0; i < f.n; i++)
			fprintf(stderr, "  %s: %s\n", f.item[i].where, f.item[i].text);
	}
	faults_release(&f);
	return found;
}

bool help_clean(const char *path)
{
	struct err err;
	bool opened;
	struct faults f = verify(path, &err, &opened);
	bool clean = opened && f.n == 0;

	if (!opened)
		fprintf(stderr, "  not opened: %s\n", err.text);
	for (size_t i = 0; i < f.n; i++)
		fprintf(stderr, "  %s: %s\n", f.item[i].where, f.item[i].text);
	faults_release(&f);
	return clean;
}
