/* What `assay status` prints for people: at 80 columns
 *
 *     ○ 1 Secure design and development      ████████████████░░░  16/19  unfinished
 *       ● 1.3 tested before release          ███████████████████   3/3   can be claimed
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "cli/challenges.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/status.h"
#include "core/next.h"
#include "store/draft.h"

enum { BAR = 18, COUNT = 7, ASIDE = 3 /* more, where claims are set aside */, WORDS = 14, LABEL_MIN = 12, LABEL_MAX = 60 };

/* ---- the head ----------------------------------------------------------------------------------- */

static void add_product(struct buf *b, const struct assessment *as)
{
	buf_add(b, as->product != NULL ? as->product : as->title != NULL ? as->title : "no product named");
	if (as->product != NULL && as->product_version != NULL)
		buf_addf(b, " %s", as->product_version);
}

static void put_head(struct context *c, const struct workspace *ws)
{
	const struct assessment *as = &ws->work->assessment;
	const struct counts *total = &ws->standing.total;
	struct buf b = {0};

	add_product(&b, as);
	if (as->organisation != NULL)
		buf_addf(&b, ", %s", as->organisation);
	out_cell(&c->out, STYLE_TITLE, buf_str(&b), c->out.columns);
	out_end(&c->out);
	buf_clear(&b);
	buf_addf(&b, "%s%s%s: %d of %d claims in scope", as->role != NULL ? as->role : "no role",
	    as->delivery >= 0 ? ", " : "", as->delivery >= 0 ? describe_choice(FIELD_DELIVERY, as->delivery) : "",
	    total->in_scope, total->asked);
	out_styled(&c->out, STYLE_DIM, buf_str(&b));
	out_end(&c->out);
	buf_release(&b);
}

static void put_counts(struct context *c, const struct workspace *ws)
{
	bool any = false;

	for (int i = 0; i < LEAF_COUNT; i++) {
		enum leaf_standing s = (enum leaf_standing)i;
		int n = ws->standing.total.leaf[i];
		if (n == 0)
			continue;
		if (any)
			out_blanks(&c->out, 3);
		out_styled(&c->out, theme_leaf_style(s), leaf_standing_glyph(s, c->out.ascii));
		out_textf(&c->out, " %d %s", n, leaf_standing_words(s));
		any = true;
	}
	out_end(&c->out);
}

/* ---- the bars ----------------------------------------------------------------------------------- */

static const char *last_words(const struct workspace *ws, int node)
{
	if (ws->tree->node[node].kind == NODE_PRINCIPLE && standing_claimable(&ws->standing, node))
		return "can be claimed";
	return standing_words(&ws->standing, node);
}

/* What the window has room for: the label first, then the bar, then the words. */
static size_t label_room(const struct out *o, size_t indent, size_t count, bool *bar, bool *words)
{
	*bar = o->columns >= 48;
	*words = o->columns >= 72;
	size_t used = indent + 1 + count + (*bar ? 1 + BAR : 0) + (*words ? 2 + WORDS : 0);
	size_t room = o->columns > used + LABEL_MIN ? o->columns - used : LABEL_MIN;
	return room < LABEL_MAX - indent ? room : LABEL_MAX - indent;
}

static void put_label(struct out *o, const struct node *n, bool in_scope, size_t room)
{
	struct buf b = {0};

	buf_addf(&b, " %s %s", n->id, n->kind == NODE_THEME ? n->text : n->label);
	out_cell(o, !in_scope ? STYLE_OUT_OF_SCOPE : n->kind == NODE_THEME ? STYLE_HEADING : STYLE_TEXT, buf_str(&b), room);
	buf_release(&b);
}

/* Claims that are answered with something, but not yet with enough. */
static int begun(const struct counts *n)
{
	return n->leaf[LEAF_PARTLY] + n->leaf[LEAF_ASSERTED] + n->leaf[LEAF_CHALLENGED];
}

static void put_bar(struct context *c, const struct workspace *ws, int node)
{
	const struct counts *counts = &ws->standing.counts[node];
	size_t indent = (size_t)ws->tree->node[node].depth * 2;
	bool bar, words;
	size_t number = ws->standing.total.leaf[LEAF_SET_ASIDE] > 0 ? COUNT + ASIDE : COUNT;
	size_t room = label_room(&c->out, indent, number, &bar, &words);
	struct buf count = {0};

	standing_count_words(&count, counts, c->out.ascii);
	out_blanks(&c->out, indent);
	out_glyph(&c->out, &ws->standing, node);
	put_label(&c->out, &ws->tree->node[node], counts->in_scope > 0, room);
	if (bar) {
		out_blanks(&c->out, 1);
		out_bar(&c->out, counts->leaf[LEAF_MET], counts->leaf[LEAF_SET_ASIDE], begun(counts), counts->in_scope, BAR);
	}
	out_cell_right(&c->out, STYLE_TEXT, buf_str(&count), number);
	buf_release(&count);
	if (words) {
		out_blanks(&c->out, 2);
		out_styled(&c->out, out_standing_style(&ws->standing, node), last_words(ws, node));
	}
	out_end(&c->out);
}

/* ---- the end ------------------------------------------------------------------------------------ */

static void put_remarks(struct context *c, const struct workspace *ws, const int *principle, int n)
{
	struct buf b = {0};

	for (int i = 0; i < n; i++) {
		bool aside = ws->standing.counts[principle[i]].leaf[LEAF_SET_ASIDE] > 0;
		if (!aside && ws->tree->node[principle[i]].remark == NULL)
			continue;
		buf_clear(&b);
		buf_addf(&b, "%s: ", ws->tree->node[principle[i]].id);
		standing_claim_words(&b, &ws->standing, ws->tree, principle[i]);
		out_paragraph(&c->out, 2, buf_str(&b));
	}
	buf_release(&b);
}

static void put_claimable(struct context *c, const struct workspace *ws)
{
	int n, *principle = standing_all_claimable(&ws->standing, ws->tree, &n);
	struct buf b = {0};

	describe_claims(&b, ws->tree, principle, n);
	out_labelled(&c->out, 17, STYLE_HEADING, "Can be claimed:", n > 0 ? buf_str(&b) : "nothing yet");
	put_remarks(c, ws, principle, n);
	buf_release(&b);
	free(principle);
}

static void add_gaps(struct buf *b, const struct context *c, const struct workspace *ws)
{
	int overdue = gaps_overdue(ws->work, c->today);

	buf_addf(b, "%d outstanding", ws->standing.gaps_outstanding);
	if (overdue > 0)
		buf_addf(b, ", %d overdue", overdue);
}

static void put_gaps(struct context *c, const struct workspace *ws)
{
	struct buf b = {0};

	add_gaps(&b, c, ws);
	if (ws->standing.gaps_outstanding > 0)
		buf_add(&b, " (assay gaps)");
	out_labelled(&c->out, 17, STYLE_HEADING, "Gaps:", buf_str(&b));
	buf_release(&b);
}

static void put_challenges(struct context *c, const struct workspace *ws)
{
	struct buf b = {0};

	if (challenges_waiting_words(&b, ws->work) > 0) {
		buf_add(&b, " (assay challenge list)");
		out_labelled(&c->out, 17, STYLE_HEADING, "Challenges:", buf_str(&b));
	}
	buf_release(&b);
}

/* The command that shows more of it. */
static void add_command(struct buf *b, const struct next *n, const struct work *w)
{
	if (n->gap >= 0)
		buf_addf(b, " (assay gap show G%d)", w->gap[n->gap].ref);
	else if (n->evidence >= 0)
		buf_addf(b, " (assay why E%d)", w->evidence[n->evidence].ref);
	else if (n->challenge >= 0)
		buf_addf(b, " (assay challenge show C%d)", w->challenge[n->challenge].ref);
	else if (n->leaf != NODE_NONE)
		buf_addf(b, " (assay show %s)", describe_name(w->tree, n->leaf));
}

static void put_next(struct context *c, const struct workspace *ws)
{
	struct next n;
	struct buf b = {0};

	next_step(&n, ws->work, &ws->standing, c->today);
	if (n.why != NEXT_NOTHING) {
		next_what(&b, &n, ws->work);
		buf_add(&b, ": ");
	}
	next_because(&b, &n, ws->work, &ws->standing, c->today);
	if (ws->standing.total.in_scope == 0)
		buf_add(&b, ": 'assay assessment set' changes the role");
	add_command(&b, &n, ws->work);
	out_labelled(&c->out, 17, STYLE_HEADING, "Next:", buf_str(&b));
	buf_release(&b);
}

/* Text that was typed and never saved lies with the person, not in the workspace: said here so that none
 * is forgotten. Where drafts cannot be read there is nothing to tell. */
static void put_drafts(struct context *c, const struct workspace *ws)
{
	struct drafts drafts = {0};
	struct err ignored;
	struct buf b = {0};

	if (draft_list(store_id(ws->store), c->who, &drafts, &ignored) && drafts.n > 0) {
		buf_addf(&b, "%zu text%s never saved; the workbench offers %s", drafts.n, drafts.n == 1 ? " was" : "s were",
		    drafts.n == 1 ? "it" : "them");
		out_labelled(&c->out, 17, STYLE_HEADING, "Drafts:", buf_str(&b));
	}
	buf_release(&b);
	drafts_release(&drafts);
}

bool status_full(struct context *c, const struct workspace *ws)
{
	put_head(c, ws);
	out_end(&c->out);
	put_counts(c, ws);
	out_end(&c->out);
	for (int i = 0; i < ws->tree->n_nodes; i++)
		if (ws->tree->node[i].kind != NODE_CLAIM)
			put_bar(c, ws, i);
	out_end(&c->out);
	put_claimable(c, ws);
	put_gaps(c, ws);
	put_challenges(c, ws);
	put_drafts(c, ws);
	put_next(c, ws);
	return true;
}

/* ---- one line ----------------------------------------------------------------------------------- */

static void add_count(struct buf *b, int n, const char *what)
{
	if (n > 0)
		buf_addf(b, ", %d %s", n, what);
}

/* For a prompt or the bar of a multiplexer: what is not there is not said. */
bool status_short(struct context *c, const struct workspace *ws)
{
	const struct counts *total = &ws->standing.total;
	int gaps = ws->standing.gaps_outstanding, waiting = challenge_waiting(ws->work);
	struct buf b = {0};

	add_product(&b, &ws->work->assessment);
	buf_addf(&b, ": %d/%d met", total->leaf[LEAF_MET], total->in_scope);
	add_count(&b, gaps, gaps == 1 ? "gap" : "gaps");
	add_count(&b, gaps_overdue(ws->work, c->today), "overdue");
	add_count(&b, total->leaf[LEAF_OPEN], "open");
	add_count(&b, waiting, waiting == 1 ? "challenge" : "challenges");
	out_line(&c->out, buf_str(&b));
	buf_release(&b);
	return true;
}

/* ---- a row of a table --------------------------------------------------------------------------- */

enum { NAME = 24, NAME_NARROW = 12, COLUMNS = 5, CLAIMED = 1, TABLE_WIDE = 72 };

static const struct { const char *head; size_t width; } column[COLUMNS] = {
	{ "met", 7 }, { "claimed", 9 }, { "open", 6 }, { "gaps", 6 }, { "overdue", 9 },
};

/* The end of a path says more than its beginning. */
static void put_path(struct out *o, enum style style, const char *path, size_t used)
{
	const char *slash = strrchr(path, '/');
	size_t room = o->columns > used ? o->columns - used : 0;

	if (!o->terminal || out_width(o, path) <= room)
		out_styled(o, style, path);
	else
		out_cell(o, style, slash != NULL ? slash + 1 : path, room);
}

/* A narrow window has no room for the file and for what can be claimed. */
static void put_cells(struct out *o, enum style style, const char *name, char cell[COLUMNS][32], const char *path)
{
	bool wide = o->columns >= TABLE_WIDE;
	size_t used = wide ? NAME : NAME_NARROW;

	out_cell(o, style, name, used);
	for (int i = 0; i < COLUMNS; i++) {
		if (!wide && i == CLAIMED)
			continue;
		out_cell_right(o, style, cell != NULL ? cell[i] : column[i].head, column[i].width);
		used += column[i].width;
	}
	if (wide) {
		out_blanks(o, 2);
		put_path(o, style, path, used + 2);
	}
	out_end(o);
}

void status_row_head(struct context *c)
{
	put_cells(&c->out, STYLE_HEADING, "product", NULL, "workspace");
}

bool status_row(struct context *c, const struct workspace *ws, const char *path)
{
	const struct counts *total = &ws->standing.total;
	char cell[COLUMNS][32];
	struct buf b = {0};
	int n;

	free(standing_all_claimable(&ws->standing, ws->tree, &n));
	snprintf(cell[0], sizeof cell[0], "%d/%d", total->leaf[LEAF_MET], total->in_scope);
	snprintf(cell[1], sizeof cell[1], "%d/%d", n, standing_principles_in_scope(&ws->standing, ws->tree));
	snprintf(cell[2], sizeof cell[2], "%d", total->leaf[LEAF_OPEN]);
	snprintf(cell[3], sizeof cell[3], "%d", ws->standing.gaps_outstanding);
	snprintf(cell[4], sizeof cell[4], "%d", gaps_overdue(ws->work, c->today));
	add_product(&b, &ws->work->assessment);
	put_cells(&c->out, STYLE_TEXT, buf_str(&b), cell, path);
	buf_release(&b);
	return true;
}
