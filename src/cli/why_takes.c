/* assay why --what-it-takes: the pieces, by what they cost. */
#include "config.h"

#include "cli/describe.h"
#include "cli/why.h"
#include "core/takes.h"

static void put_effort(const struct why *y, const struct takes *t, enum piece_effort e, const char *heading)
{
	struct buf b = {0};

	if (t->effort[e] == 0)
		return;
	out_paragraph(&y->c->out, 2, heading);
	for (size_t i = 0; i < t->n; i++) {
		const struct piece *p = &t->piece[i];

		if (piece_effort(p->act) != e)
			continue;
		buf_clear(&b);
		buf_add(&b, "- ");
		piece_words(&b, y->seen.work, p);
		if (p->act == PIECE_CLOSE) {
			buf_add(&b, ": ");
			describe_gap(&b, y->c, &y->seen.work->gap[p->gap]);
		}
		out_blanks(&y->c->out, 4);
		out_hanging(&y->c->out, 6, buf_str(&b));
	}
	buf_release(&b);
}

void why_put_takes(const struct why *y, int node)
{
	struct takes t;
	struct buf b = {0};

	takes_of(&t, y->seen.work, &y->seen.standing, node);
	takes_sentence(&b, &t, y->seen.tree, node);
	buf_add(&b, t.n > 0 ? ":" : ".");
	out_end(&y->c->out);
	out_paragraph(&y->c->out, 0, buf_str(&b));
	put_effort(y, &t, EFFORT_FILE, "Link, affirm or decide:");
	put_effort(y, &t, EFFORT_WRITE, "Write:");
	put_effort(y, &t, EFFORT_DO, "Do:");
	if (t.n > 0)
		out_paragraph(&y->c->out, 0, takes_caution);
	buf_release(&b);
	takes_release(&t);
}

/* ---- JSON --------------------------------------------------------------------------------------------- */

static void json_ref_or_null(struct json *j, const char *key, char letter, int ref)
{
	if (ref > 0)
		describe_json_ref(j, key, letter, ref);
	else
		json_null(j, key);
}

/* Which item is linked is for the assessor: none is named. */
static void json_piece(struct json *j, const struct why *y, const struct piece *p)
{
	const struct work *w = y->seen.work;

	json_object(j, NULL);
	json_string(j, "act", piece_key(p->act));
	json_string(j, "effort", effort_key(piece_effort(p->act)));
	json_ref_or_null(j, "evidence", 'E', p->evidence >= 0 && p->act != PIECE_LINK ? w->evidence[p->evidence].ref : 0);
	json_ref_or_null(j, "challenge", 'C', p->challenge >= 0 ? w->challenge[p->challenge].ref : 0);
	json_ref_or_null(j, "gap", 'G', p->gap >= 0 ? w->gap[p->gap].ref : 0);
	json_array(j, "claims");
	for (int i = 0; i < p->n_serves; i++)
		describe_json_claim(j, NULL, y->seen.tree, p->serves[i]);
	json_end(j);
	json_end(j);
}

void why_json_takes(struct json *j, const struct why *y, int node)
{
	struct takes t;

	if (!y->takes)
		return;
	takes_of(&t, y->seen.work, &y->seen.standing, node);
	json_array(j, "takes");
	for (size_t i = 0; i < t.n; i++)
		json_piece(j, y, &t.piece[i]);
	json_end(j);
	json_bool(j, "smallest", t.smallest);
	takes_release(&t);
}
