/* What a review may save, and the document it goes into. */
#include "config.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/utf8.h"
#include "catalogue/exchange.h"
#include "core/challenge.h"
#include "store/store.h"
#include "tui/review.h"
#include "tui/state.h"

enum { PERSON_BYTES = 100, REMARK_BYTES = 160 };
#define REMARK "# Challenges on the workspace "

struct review {
	char *path;                     /* NULL: into the workspace */
	char workspace[ID_TEXT];        /* its permanent id */
	struct reader below;            /* the store's */
	struct changes all;             /* what the document says beyond the workspace, in the order in which it came */
};

bool review_allows(const struct changes *c, struct err *err)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->item[i].entity != ENTITY_CHALLENGE)
			return err_set(err, ERR_READONLY, "%s", REVIEW_REFUSES);
	return true;
}

const char *review_document(const struct review *r)
{
	return r->path;
}

/* ---- where ------------------------------------------------------------------------------------- */

/* Letters and digits stay, whatever their alphabet; the rest would be a path or a nuisance. */
static char *person_part(const char *who)
{
	size_t n = strlen(who) < PERSON_BYTES ? strlen(who) : PERSON_BYTES;
	char *part;

	while (n > 0 && utf8_is_tail(who[n]))
		n--;
	part = xstrndup(who, n);
	for (char *c = part; *c != '\0'; c++)
		if (isascii((unsigned char)*c) && !isalnum((unsigned char)*c) && strchr("._-", *c) == NULL)
			*c = '-';
	return part;
}

/* "portal.challenges-Kim.yaml". */
static char *document_name(const char *workspace, const char *who)
{
	const char *slash = strrchr(workspace, '/'), *base = slash != NULL ? slash + 1 : workspace;
	size_t len = strlen(base), suffix = strlen(".assay");
	char *person = person_part(who), *name;

	if (len > suffix && strcmp(base + len - suffix, ".assay") == 0)
		len -= suffix;
	name = xasprintf("%.*s.challenges-%s.yaml", (int)len, base, person);
	free(person);
	return name;
}

/* In the current folder, or in the state folder where that cannot be written; where one was begun, it goes on. */
static char *document_path(const char *workspace, const char *who)
{
	char *name = document_name(workspace, who), *folder = state_folder();
	char *kept = folder != NULL ? xasprintf("%s/%s", folder, name) : NULL;
	bool here = access(name, F_OK) == 0 || (access(".", W_OK) == 0 && (kept == NULL || access(kept, F_OK) != 0));

	free(folder);
	if (here || kept == NULL) {
		free(kept);
		return name;
	}
	free(name);
	state_make_folder();
	return kept;
}

/* ---- reading ------------------------------------------------------------------------------------ */

/* The remark in the first line names the workspace: numbers of another's challenges mean something else here. */
static bool is_ours(const struct review *r, const char *bytes, size_t len)
{
	size_t head = strlen(REMARK);

	return len < head + ID_TEXT || memcmp(bytes, REMARK, head) != 0 || memcmp(bytes + head, r->workspace, ID_TEXT - 1) == 0;
}

static void add_all(struct changes *to, const struct changes *from)
{
	for (size_t i = 0; i < from->n; i++)
		changes_set(to, from->item[i].entity, from->item[i].id, from->item[i].base, from->item[i].field, from->item[i].value);
}

static bool take_bytes(struct review *r, const char *bytes, size_t len, const struct work *w, struct err *err)
{
	struct complaints complaints = {0};
	struct changes fresh = {0}, differing = {0};
	bool ok = exchange_compare(r->path, bytes, len, w, &r->below, &fresh, &differing, &complaints);

	if (!ok)
		err_set(err, ERR_INPUT, "%s", complaints.n > 0 ? complaints.item[0] : "the challenges of an earlier review cannot be read");
	else if (!review_allows(&fresh, err) || !review_allows(&differing, err))
		ok = err_set(err, ERR_INPUT, "%s: says more than challenges; --to names another file for them", r->path);
	else {
		add_all(&r->all, &fresh);
		add_all(&r->all, &differing);
	}
	complaints_release(&complaints);
	changes_release(&fresh);
	changes_release(&differing);
	return ok;
}

static bool take_up(struct review *r, const struct work *w, struct err *err)
{
	char *bytes;
	size_t len;
	bool ok;

	if (access(r->path, F_OK) != 0)
		return true;
	if (!exchange_slurp(r->path, EXCHANGE_SIZE_MAX, &bytes, &len, err))
		return false;
	ok = is_ours(r, bytes, len) ? take_bytes(r, bytes, len, w, err) :
	    err_set(err, ERR_INPUT, "%s: holds challenges on another workspace; --to names another file for these", r->path);
	free(bytes);
	return ok;
}

bool review_begin(struct review **out, const struct tui_start *start, struct store *st, const struct work *w, bool aside, struct err *err)
{
	struct review *r = xcalloc(1, sizeof *r);

	*out = r;
	r->below = store_reader(st);
	snprintf(r->workspace, sizeof r->workspace, "%s", store_id(st));
	if (!aside)
		return true;
	r->path = start->review_to != NULL ? xstrdup(start->review_to) : document_path(store_path(st), start->who);
	return take_up(r, w, err);
}

void review_free(struct review *r)
{
	if (r == NULL)
		return;
	changes_release(&r->all);
	free(r->path);
	free(r);
}

/* ---- lying over ---------------------------------------------------------------------------------- */

bool review_lay_over(const struct review *r, struct work *w, struct err *err)
{
	return r->all.n == 0 || work_apply(w, &r->all, err);
}

static const struct change *latest(const struct review *r, enum field f, const char *id)
{
	for (size_t i = r->all.n; i-- > 0;)
		if (r->all.item[i].field == f && strcmp(r->all.item[i].id, id) == 0)
			return &r->all.item[i];
	return NULL;
}

static bool read_text(void *ctx, enum field f, const char *id, struct buf *out, struct err *err)
{
	struct review *r = ctx;
	const struct change *c = latest(r, f, id);

	if (c == NULL)
		return reader_text(&r->below, f, id, out, err);
	if (c->value != NULL)
		buf_add(out, c->value);
	return true;
}

struct reader review_reader(struct review *r)
{
	return (struct reader){ .ctx = r, .text = read_text };
}

static int count(const struct review *r)
{
	int n = 0;

	for (size_t i = 0; i < r->all.n; i++) {
		bool first = true, gone = latest(r, FIELD_CHALLENGE_REMOVED, r->all.item[i].id) != NULL;

		for (size_t k = 0; k < i && first; k++)
			first = strcmp(r->all.item[k].id, r->all.item[i].id) != 0;
		n += first && !gone;
	}
	return n;
}

void review_last_words(const struct review *r, const char *workspace, struct buf *out)
{
	int n = count(r);

	if (n == 0)
		buf_addf(out, "No challenge was raised; nothing was changed in %s.", workspace);
	else
		buf_addf(out, "%d challenge%s in %s: the owner of %s brings %s in with assay merge.", n, n == 1 ? " is" : "s are", r->path, workspace,
		    n == 1 ? "it" : "them");
}

/* ---- writing ------------------------------------------------------------------------------------- */

static bool write_to(struct review *r, FILE *to, const struct work *w, struct err *err)
{
	char remark[REMARK_BYTES];
	struct reader reader = review_reader(r);

	snprintf(remark, sizeof remark, REMARK "%s: assay merge brings them in", r->workspace);
	return exchange_export_challenges(to, remark, w, &reader, &r->all, err);
}

static bool failed(const struct review *r, struct err *err)
{
	return err_set(err, ERR_STORE, "%s: not written, and nothing was changed: %s", r->path, strerror(errno));
}

/* Under another name first, synced, then given its name. */
static bool write_document(struct review *r, const struct work *w, struct err *err)
{
	char *temp = xasprintf("%s.%ld.tmp", r->path, (long)getpid());
	int fd = open(temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	FILE *to = fd >= 0 ? fdopen(fd, "w") : NULL;
	bool ok = to != NULL ? write_to(r, to, w, err) : failed(r, err);

	if (ok && (fflush(to) != 0 || fsync(fd) != 0))
		ok = failed(r, err);
	if (to != NULL && fclose(to) != 0 && ok)
		ok = failed(r, err);
	if (to == NULL && fd >= 0)
		close(fd);
	if (ok && rename(temp, r->path) != 0)
		ok = failed(r, err);
	if (!ok && fd >= 0)
		unlink(temp);
	free(temp);
	return ok;
}

static void forget_after(struct changes *all, size_t n)
{
	while (all->n > n) {
		free(all->item[--all->n].id);
		free(all->item[all->n].value);
	}
}

/* What the workspace holds already cannot be taken back by a document. */
static bool check_removals(const struct review *r, const struct changes *c, struct err *err)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->item[i].field == FIELD_CHALLENGE_REMOVED && latest(r, FIELD_CHALLENGE_REF, c->item[i].id) == NULL)
			return err_set(err, ERR_READONLY, "Not removed: the workspace is not written here; settle it instead");
	return true;
}

bool review_keep(struct review *r, const struct changes *c, struct work *w, struct err *err)
{
	size_t before = r->all.n;

	if (!check_removals(r, c, err) || !work_apply(w, c, err))
		return false;
	add_all(&r->all, c);
	if (write_document(r, w, err))
		return true;
	forget_after(&r->all, before);
	return false;
}
