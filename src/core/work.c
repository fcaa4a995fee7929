/* One workspace in memory: life, finding things, and the rules that need no standing. How fields
 * come in is in work_put.c, how the arrays are made in work_settle.c. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/complaint.h"
#include "base/utf8.h"
#include "core/work_private.h"

static const size_t row_sizes[ENTITY_COUNT] = {
	[ENTITY_EVIDENCE] = sizeof(struct evidence_row),
	[ENTITY_SUPPORT] = sizeof(struct support_row),
	[ENTITY_GAP] = sizeof(struct gap_row),
	[ENTITY_GAP_CLAIM] = sizeof(struct gap_claim_row),
	[ENTITY_CHALLENGE] = sizeof(struct challenge_row),
	[ENTITY_APPROVAL] = sizeof(struct approval_row),
	[ENTITY_WAIVER] = sizeof(struct waiver_row),
	[ENTITY_REFUSAL] = sizeof(struct refusal_row),
	[ENTITY_BASELINE] = sizeof(struct baseline_row),
};

static const struct assessment no_assessment = {
	.delivery = -1,
	.assessed = DATE_NONE,
	.next_review = DATE_NONE,
	.review_cycle = -1,
};

static void rows_init(struct work *w, enum entity e)
{
	struct rows *rows = &w->private->rows[e];

	rows->size = row_sizes[e];
	rows->by_id.borrows = true;
	rows->blank = xcalloc(1, rows->size);
	for (int f = (int)entity_first(e); f < (int)entity_end(e); f++)
		(void)field_keep(w, rows->blank, (enum field)f, NULL);
	((struct row *)rows->blank)->live = -1;
	if (entity_is_link(e))
		((struct link *)rows->blank)->owner = -1;
}

struct work *work_new(const struct tree *t)
{
	struct work *w = xcalloc(1, sizeof *w);
	struct work_private *p = xcalloc(1, sizeof *p);
	size_t n = (size_t)t->n_nodes + 1;
	struct err err;

	w->tree = t;
	w->private = p;
	w->assessment = no_assessment;
	w->scope = xcalloc(n, sizeof *w->scope);
	w->answer = xcalloc(n, sizeof *w->answer);
	w->read = xcalloc(n, sizeof *w->read);
	w->first_support = xcalloc(n, sizeof *w->first_support);
	w->n_supports = xcalloc(n, sizeof *w->n_supports);
	p->scope = xcalloc(n, sizeof *p->scope);
	p->claim_challenged = xcalloc(n, sizeof *p->claim_challenged);
	p->claim_has_gap = xcalloc(n, sizeof *p->claim_has_gap);
	p->texts = texts_new(NULL);
	for (int e = 0; e < ENTITY_COUNT; e++)
		if (row_sizes[e] != 0)
			rows_init(w, (enum entity)e);
	(void)work_settle(w, &err);             /* of nothing: cannot fail */
	return w;
}

static void free_private(struct work_private *p)
{
	for (int e = 0; e < ENTITY_COUNT; e++) {
		free(p->rows[e].row);
		free(p->rows[e].blank);
		map_release(&p->rows[e].by_id);
	}
	texts_free(p->texts);
	free(p->scope);
	free(p->gap_claim);
	free(p->gap_link);
	free(p->support_challenged);
	free(p->claim_challenged);
	free(p->claim_has_gap);
	free(p);
}

void work_free(struct work *w)
{
	if (w == NULL)
		return;
	free_private(w->private);
	free(w->scope);
	free(w->answer);
	free(w->first_support);
	free(w->n_supports);
	free(w->evidence);
	free(w->support);
	free(w->gap);
	free(w->challenge);
	free(w->approval);
	free(w->waiver);
	free(w->refusal);
	free(w->read);
	free(w->baseline);
	free(w);
}

bool reader_text(const struct reader *r, enum field f, const char *id, struct buf *out, struct err *err)
{
	return r == NULL || r->text(r->ctx, f, id, out, err);
}

/* ---- a save ------------------------------------------------------------------------------------ */

static void raise_revisions(struct work *w, const struct changes *c)
{
	struct map seen = {0};

	for (size_t i = 0; i < c->n; i++) {
		const struct change *ch = &c->item[i];
		char *key = xasprintf("%s %s", entity_name(ch->entity), ch->id);

		if (map_get(&seen, key) < 0) {
			map_put(&seen, key, i);
			work_put_revision(w, ch->entity, ch->id, work_revision(w, ch->entity, ch->id) + 1);
		}
		free(key);
	}
	map_release(&seen);
}

bool work_apply(struct work *w, const struct changes *c, struct err *err)
{
	for (size_t i = 0; i < c->n; i++)       /* all or none */
		if (!work_check(w, c->item[i].entity, c->item[i].id, c->item[i].field, c->item[i].value, err))
			return false;
	for (size_t i = 0; i < c->n; i++)
		work_set(w, c->item[i].entity, c->item[i].id, c->item[i].field, c->item[i].value);
	raise_revisions(w, c);
	return work_settle(w, err);
}

/* ---- finding ----------------------------------------------------------------------------------- */

static int find_live(const struct work *w, enum entity e, const char *id)
{
	const struct row *row = rows_find(&w->private->rows[e], id);

	return row == NULL ? -1 : row->live;
}

int work_find_evidence(const struct work *w, const char *id)
{
	return find_live(w, ENTITY_EVIDENCE, id);
}

int work_find_gap(const struct work *w, const char *id)
{
	return find_live(w, ENTITY_GAP, id);
}

int work_find_challenge(const struct work *w, const char *id)
{
	return find_live(w, ENTITY_CHALLENGE, id);
}

/* The reference at place i of an array sorted by reference, unset ones (0) last. */
typedef int ref_at(const struct work *, int i);

static int evidence_ref_at(const struct work *w, int i)
{
	return w->evidence[i].ref;
}

static int gap_ref_at(const struct work *w, int i)
{
	return w->gap[i].ref;
}

static int challenge_ref_at(const struct work *w, int i)
{
	return w->challenge[i].ref;
}

static int find_ref(const struct work *w, ref_at *at, int n, int ref)
{
	int low = 0, high = n - 1;

	while (ref > 0 && low <= high) {
		int middle = low + (high - low) / 2, here = at(w, middle);

		if (here == ref)
			return middle;
		if (here != 0 && here < ref)
			low = middle + 1;
		else
			high = middle - 1;
	}
	return -1;
}

int work_find_evidence_ref(const struct work *w, int ref)
{
	return find_ref(w, evidence_ref_at, w->n_evidence, ref);
}

int work_find_gap_ref(const struct work *w, int ref)
{
	return find_ref(w, gap_ref_at, w->n_gap, ref);
}

int work_find_challenge_ref(const struct work *w, int ref)
{
	return find_ref(w, challenge_ref_at, w->n_challenge, ref);
}

/* ---- reading what people write --------------------------------------------------------------- */

/* Titles, or heads, by place in the array: what words are compared with. */
static const char **titles_of(const struct work *w, enum entity e, size_t *n)
{
	const char **title;

	*n = (size_t)(e == ENTITY_EVIDENCE ? w->n_evidence : e == ENTITY_GAP ? w->n_gap : w->n_challenge);
	title = xcalloc(*n + 1, sizeof *title);
	for (size_t i = 0; i < *n; i++) {
		const char *s = e == ENTITY_EVIDENCE ? w->evidence[i].title : e == ENTITY_GAP ? w->gap[i].head : w->challenge[i].head;

		title[i] = s == NULL ? "" : s;
	}
	return title;
}

/* First a title that has the words in it, then one that is spelt alike. */
static int nearest_title(const char *const *title, size_t n, const char *words)
{
	const char *near;

	if (*words == '\0' || strlen(words) > FIELD_LINE_MAX)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (utf8_find(title[i], words) >= 0)
			return (int)i;
	near = complaint_nearest(words, title, n);
	for (size_t i = 0; near != NULL && i < n; i++)
		if (title[i] == near)
			return (int)i;
	return -1;
}

/* What had this reference and was removed; NULL: nothing. */
static const struct row *find_removed(const struct work *w, enum entity e, int ref)
{
	const struct rows *rows = &w->private->rows[e];

	for (size_t i = 0; i < rows->n; i++) {
		const struct row *row = rows_at(rows, i);

		if (row->removed && row->ref == ref)
			return row;
	}
	return NULL;
}

const char *work_removed_evidence(const struct work *w, int ref)
{
	const struct row *row = find_removed(w, ENTITY_EVIDENCE, ref);

	return row != NULL ? row->id : NULL;
}

static bool fail_ref(const struct work *w, enum entity e, int ref, int last, struct err *err)
{
	char letter = entity_letter(e);

	if (find_removed(w, e, ref) != NULL)
		return err_set(err, ERR_INPUT, "%c%d was removed", letter, ref);
	if (last == 0)
		return err_set(err, ERR_INPUT, "there is no %c%d; there is no %s yet", letter, ref, entity_name(e));
	return err_set(err, ERR_INPUT, "there is no %c%d; the last is %c%d", letter, ref, letter, last);
}

static bool fail_words(const struct work *w, enum entity e, const char *words, struct err *err)
{
	size_t n;
	const char **title = titles_of(w, e, &n);
	int near = nearest_title(title, n, words);
	struct buf b = {0};

	buf_addc(&b, '"');
	utf8_cut(&b, words, 40, false);
	buf_addf(&b, "\" is no reference such as %c12", entity_letter(e));
	if (near >= 0) {
		buf_addf(&b, "; did you mean %c%d, ", entity_letter(e),
		    e == ENTITY_EVIDENCE ? w->evidence[near].ref : e == ENTITY_GAP ? w->gap[near].ref : w->challenge[near].ref);
		utf8_cut(&b, title[near], 60, false);
		buf_addc(&b, '?');
	}
	err_set(err, ERR_INPUT, "%s", buf_str(&b));
	buf_release(&b);
	free(title);
	return false;
}

/* The greatest reference in use; those without one stand last. */
static int last_ref(const struct work *w, ref_at *at, int n)
{
	while (n > 0 && at(w, n - 1) == 0)
		n--;
	return n == 0 ? 0 : at(w, n - 1);
}

bool work_read_evidence(const struct work *w, const char *name, int *index, struct err *err)
{
	int ref, found;

	if (!ref_read(name, entity_letter(ENTITY_EVIDENCE), &ref))
		return fail_words(w, ENTITY_EVIDENCE, name, err);
	found = work_find_evidence_ref(w, ref);
	if (found < 0)
		return fail_ref(w, ENTITY_EVIDENCE, ref, last_ref(w, evidence_ref_at, w->n_evidence), err);
	*index = found;
	return true;
}

bool work_read_gap(const struct work *w, const char *name, int *index, struct err *err)
{
	int ref, found;

	if (!ref_read(name, entity_letter(ENTITY_GAP), &ref))
		return fail_words(w, ENTITY_GAP, name, err);
	found = work_find_gap_ref(w, ref);
	if (found < 0)
		return fail_ref(w, ENTITY_GAP, ref, last_ref(w, gap_ref_at, w->n_gap), err);
	*index = found;
	return true;
}

bool work_read_challenge(const struct work *w, const char *name, int *index, struct err *err)
{
	int ref, found;

	if (!ref_read(name, entity_letter(ENTITY_CHALLENGE), &ref))
		return fail_words(w, ENTITY_CHALLENGE, name, err);
	found = work_find_challenge_ref(w, ref);
	if (found < 0)
		return fail_ref(w, ENTITY_CHALLENGE, ref, last_ref(w, challenge_ref_at, w->n_challenge), err);
	*index = found;
	return true;
}

/* By content, not revision: an answer that was undone says nothing. */
static bool is_answered(const struct answer *a)
{
	return a->status != STATUS_TO_ASSESS || a->reading != READING_LITERAL || a->inherited || a->has_argument
	    || a->has_assumptions || a->has_note || a->owner != NULL;
}

bool work_is_empty(const struct work *w)
{
	for (int i = 0; i < w->tree->n_nodes; i++)
		if (is_answered(&w->answer[i]))
			return false;
	return w->n_evidence == 0 && w->n_gap == 0 && w->n_challenge == 0;
}
