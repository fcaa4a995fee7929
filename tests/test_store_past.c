/* A workspace as it was, by way of the present: the same, whatever was saved, as going through the history from its beginning. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "core/diff.h"
#include "store/moment.h"
#include "store/past_back.h"
#include "store/undo.h"
#include "test_store_help.h"

enum { SAVES = 80, REFS = 40, PAIRS = 60 };

static char *folder, *path;
static struct store *st;
static struct err err;
static int64_t end[SAVES + 1];         /* of each save, the workspace's own first */

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

TestSuite(store_past, .init = set_up, .fini = tear_down, .timeout = 240);

/* ---- a picture of all there is ---------------------------------------------------------------------------- */

static void put_entity(struct buf *b, const struct past *p, enum entity e, const char *id)
{
	struct buf value = {0};

	buf_addf(b, "%s %s %lld\n", entity_name(e), id, (long long)work_revision(p->work, e, id));
	for (int f = (int)entity_first(e); f < (int)entity_end(e); f++) {
		buf_clear(&value);
		cr_assert(work_value(p->work, &p->reader, (enum field)f, id, &value, &err), "%s", err.text);
		if (value.len > 0)
			buf_addf(b, "  %s %s\n", field_info((enum field)f)->key, buf_str(&value));
	}
	buf_release(&value);
}

static char *picture(const struct past *p)
{
	const struct work *w = p->work;
	struct buf b = {0};

	put_entity(&b, p, ENTITY_ASSESSMENT, "assessment");
	for (int i = 0; i < w->tree->n_nodes; i++) {
		enum entity e = tree_is_leaf(w->tree, i) ? ENTITY_ANSWER : ENTITY_SCOPE;

		if (e == ENTITY_ANSWER || w->tree->node[i].kind == NODE_PRINCIPLE)
			put_entity(&b, p, e, w->tree->node[i].id);
		buf_addf(&b, "  read %d %d %lld\n", w->read[i].read, w->read[i].has_note, (long long)w->read[i].revision);
	}
	for (int i = 0; i < w->n_evidence; i++)
		put_entity(&b, p, ENTITY_EVIDENCE, w->evidence[i].id);
	for (int i = 0; i < w->n_support; i++)
		put_entity(&b, p, ENTITY_SUPPORT, w->support[i].id);
	for (int i = 0; i < w->n_gap; i++) {
		put_entity(&b, p, ENTITY_GAP, w->gap[i].id);
		for (int k = 0; k < w->gap[i].n_claims; k++)
			put_entity(&b, p, ENTITY_GAP_CLAIM, w->gap[i].link_id[k]);
	}
	for (int i = 0; i < w->n_challenge; i++)
		put_entity(&b, p, ENTITY_CHALLENGE, w->challenge[i].id);
	for (int i = 0; i < w->n_approval; i++)
		put_entity(&b, p, ENTITY_APPROVAL, w->approval[i].id);
	for (int i = 0; i < w->n_waiver; i++)
		put_entity(&b, p, ENTITY_WAIVER, w->waiver[i].id);
	for (int i = 0; i < w->n_refusal; i++)
		put_entity(&b, p, ENTITY_REFUSAL, w->refusal[i].id);
	for (int i = 0; i < w->n_baseline; i++)
		put_entity(&b, p, ENTITY_BASELINE, w->baseline[i].id);
	for (int ref = 1; ref <= REFS; ref++) {
		const char *id = work_removed_evidence(w, ref);
		buf_addf(&b, "removed %d %s\n", ref, id != NULL ? id : "");
	}
	return buf_steal(&b);
}

static void expect_same(char *is, char *must, const char *how, int64_t seq)
{
	cr_expect(strcmp(is, must) == 0, "%s, at %lld:\n%s\nnot\n%s", how, (long long)seq, is, must);
	free(is);
	free(must);
}

static char *picture_replayed(int64_t seq)
{
	struct past p;

	cr_assert(store_past(st, seq, &p, &err), "%s", err.text);
	char *text = picture(&p);
	past_release(&p);
	return text;
}

/* ---- any history ------------------------------------------------------------------------------------------- */

static unsigned seed;
static unsigned any(unsigned n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

static int64_t newest(void)
{
	struct moment m;

	cr_assert(store_moment_now(st, &m, &err), "%s", err.text);
	return m.seq;
}

/* One field of one of all entities there ever were; or it is removed, or comes back. */
static void random_change(struct changes *c, const struct touched_list *all, const char *mark)
{
	unsigned i = any((unsigned)all->n);
	enum entity e = all->item[i].entity;
	const char *id = all->item[i].id;
	struct changes filled = {0};
	enum field removed;

	help_fill(&filled, e, id, 0, mark);
	if (facts_removed_field(e, &removed) && (filled.n == 0 || any(3) == 0))
		changes_set(c, e, id, help_revision(st, e, id), removed, any(2) ? "true" : NULL);
	else if (filled.n > 0) {
		const struct change *ch = &filled.item[any((unsigned)filled.n)];
		changes_set(c, e, id, help_revision(st, e, id), ch->field, any(4) ? ch->value : NULL);
	}
	changes_release(&filled);
}

static void random_save(int number)
{
	struct touched_list all = {0};
	struct changes c = {0};
	struct undoing u;
	char mark[24];

	snprintf(mark, sizeof mark, "mark %d", number);
	cr_assert(store_snapshot_begin(st, &err) && touched_between(st, 0, newest(), &all, &err), "%s", err.text);
	store_snapshot_end(st);
	if (any(5) == 0 && store_undo(st, any(3) == 0, true, &u, &err)) {
		if (u.found)
			cr_assert(store_undo_save(st, &u, &err), "%s", err.text);
		undoing_release(&u);
	}
	for (unsigned n = 1 + any(3); n > 0 && c.n < n; n--)
		random_change(&c, &all, mark);
	cr_assert(store_save(st, "random", &c, &err) || err.code == ERR_INPUT || err.code == ERR_STALE, "%s", err.text);
	changes_release(&c);
	touched_release(&all);
}

/* What is new of every kind comes only with a first answer: those that have numbers or random ids as often as wanted. */
static void random_new(int number)
{
	struct changes c = {0};
	char id[ID_TEXT], link[ID_TEXT + 16], mark[24];
	enum entity e = any(2) ? ENTITY_EVIDENCE : ENTITY_GAP;

	snprintf(mark, sizeof mark, "new %d", number);
	changes_new(&c, e, id);
	help_fill(&c, e, id, 0, mark);
	snprintf(link, sizeof link, "%s %s", id, any(2) ? "1.1.1" : "1.1.2.1");
	changes_set(&c, e == ENTITY_EVIDENCE ? ENTITY_SUPPORT : ENTITY_GAP_CLAIM, link, 0,
	    e == ENTITY_EVIDENCE ? FIELD_SUPPORT_NOTE : FIELD_GAP_CLAIM_REMOVED, e == ENTITY_EVIDENCE ? mark : NULL);
	cr_assert(store_save(st, "new", &c, &err), "%s", err.text);
	changes_release(&c);
}

static void make_history(unsigned with)
{
	seed = with;
	end[0] = newest();
	help_everything(st, "first");
	end[1] = newest();
	for (int i = 2; i <= SAVES; i++) {
		if (any(5) == 0)
			random_new(i);
		else
			random_save(i);
		end[i] = newest();
	}
}

/* ---- one moment ---------------------------------------------------------------------------------------------- */

Test(store_past, from_the_present_is_as_from_the_beginning)
{
	make_history(20261121);
	for (int i = SAVES; i >= 0; i--) {
		struct past p = { .work = help_load(st) };

		past_read_from(&p, st, end[i]);
		cr_assert(past_move(st, p.work, newest(), end[i], &err), "%s", err.text);
		expect_same(picture(&p), picture_replayed(end[i]), "moved", end[i]);
		past_release(&p);
	}
}

Test(store_past, there_and_back)
{
	int64_t at;

	make_history(42);
	struct past p = { .work = help_load(st) };
	at = newest();
	for (int i = 0; i < PAIRS; i++) {
		int64_t to = end[any(SAVES + 1)];

		cr_assert(past_move(st, p.work, at, to, &err), "%s", err.text);
		past_read_from(&p, st, at = to);
		expect_same(picture(&p), picture_replayed(to), "there and back", to);
	}
	past_release(&p);
}

Test(store_past, a_view_of_any_entry)
{
	make_history(7);
	for (int64_t seq = 1; seq <= newest(); seq++) {
		struct past view, all;
		bool ok = store_past_view(st, seq, NULL, &view, &err), must = store_past(st, seq, &all, &err);

		cr_expect(ok == must, "at %lld: %s", (long long)seq, err.text);
		if (ok && must)
			expect_same(picture(&view), picture(&all), "view", seq);
		past_release(&view);
		past_release(&all);
	}
}

Test(store_past, the_work_at_hand_is_taken_where_it_is_of_use)
{
	struct past p;

	make_history(3);
	struct work *now = help_load(st), *kept = now;
	cr_assert(store_past_view(st, end[SAVES - 1], &now, &p, &err), "%s", err.text);
	cr_expect(now == NULL && p.work == kept);
	expect_same(picture(&p), picture_replayed(end[SAVES - 1]), "taken", end[SAVES - 1]);
	past_release(&p);
	now = help_load(st);
	cr_assert(store_past_view(st, end[0], &now, &p, &err), "%s", err.text);
	cr_expect(now != NULL);
	work_free(now);
	past_release(&p);
}

/* What others save meanwhile belongs to neither. */
Test(store_past, texts_stay_those_of_then)
{
	struct past p;
	struct buf b = {0};

	make_history(5);
	cr_assert(help_set(st, ENTITY_ANSWER, "1.1.1", -1, FIELD_ARGUMENT, "as it was", &err), "%s", err.text);
	cr_assert(store_past_view(st, newest(), NULL, &p, &err), "%s", err.text);
	cr_assert(help_set(st, ENTITY_ANSWER, "1.1.1", -1, FIELD_ARGUMENT, "as it is", &err), "%s", err.text);
	cr_assert(reader_text(&p.reader, FIELD_ARGUMENT, "1.1.1", &b, &err), "%s", err.text);
	cr_expect(strcmp(buf_str(&b), "as it was") == 0, "%s", buf_str(&b));
	buf_release(&b);
	past_release(&p);
}

/* ---- two moments ----------------------------------------------------------------------------------------------- */

static int by_all(const void *a, const void *b)
{
	const struct diff_change *x = a, *y = b;
	int order = (int)x->kind - (int)y->kind;

	order = order != 0 ? order : strcmp(x->text, y->text);
	return order != 0 ? order : strcmp(x->id != NULL ? x->id : "", y->id != NULL ? y->id : "");
}

/* Ids are random and decide nothing; among the same words the order does not matter. */
static char *differences(const struct past *was, const struct past *is)
{
	struct diff_side before = { was, 20400 }, after = { is, 21900 };
	struct diff d;
	struct buf b = {0};

	diff_compare(&d, &before, &after);
	if (d.n > 1)
		qsort(d.change, d.n, sizeof *d.change, by_all);
	buf_addf(&b, "%d lost\n", d.n_lost);
	for (size_t i = 0; i < d.n; i++) {
		const struct diff_change *c = &d.change[i];
		buf_addf(&b, "%s %d %s %d %d: %s (%s, %s)\n", diff_kind_key(c->kind), (int)c->entity, c->id != NULL ? c->id : "", (int)c->field, c->node,
		    c->text, c->was != NULL ? c->was : "-", c->is != NULL ? c->is : "-");
	}
	diff_release(&d);
	return buf_steal(&b);
}

/* Whether it went by way of the present. */
static bool expect_pair(int64_t from, int64_t to)
{
	struct past was, is, all_was, all_is;

	cr_assert(store_past_pair(st, from, to, NULL, &was, &is, &err), "%s", err.text);
	cr_assert(store_past(st, from, &all_was, &err) && store_past(st, to, &all_is, &err), "%s", err.text);
	bool near = was.source != NULL;
	expect_same(differences(&was, &is), differences(&all_was, &all_is), "differences", from);
	expect_same(picture(&was), picture(&all_was), "the side from", from);
	expect_same(picture(&is), picture(&all_is), "the side to", to);
	past_release(&was);
	past_release(&is);
	past_release(&all_was);
	past_release(&all_is);
	return near;
}

Test(store_past, what_lies_between_is_all_that_differs)
{
	int near = 0;

	make_history(100);
	for (int i = 0; i < 3 * PAIRS; i++) {
		unsigned least = any(2) ? SAVES / 2 : 0;
		int64_t from = end[least + any(SAVES + 1 - least)], to = any(3) ? newest() : end[least + any(SAVES + 1 - least)];
		near += expect_pair(from, to);
	}
	cr_expect(near > PAIRS, "%d", near);
}

Test(store_past, nothing_between)
{
	make_history(11);
	cr_expect(expect_pair(newest(), newest()));
	cr_expect(expect_pair(end[SAVES - 1], end[SAVES - 1]));
}
