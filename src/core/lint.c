/* The table of rules, and the run that goes through a work: every text once, remarks in order. */
#include "config.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/complaint.h"
#include "core/lint_private.h"
#include "core/on.h"

/* ---- the table ---------------------------------------------------------------------------------- */

#define OLD_WAIVER "old-waiver"

static const struct lint_rule table[] = {
	{ "no-support", LINT_COMPLETENESS, "A claim without evidence is an assertion, whatever its status says.",
	    "Link an item that says where or what it is, or choose the status that fits.", .leaf = rule_no_support },
	{ "no-argument", LINT_COMPLETENESS, "Evidence does not say by itself why it shows the claim.",
	    "Write the argument: why this evidence meets the claim as it is worded.", .leaf = rule_no_argument },
	{ "no-reason", LINT_COMPLETENESS, "A claim is set aside only where somebody can read why it does not apply.",
	    "Write in the argument why the claim does not apply here.", .leaf = rule_no_reason },
	{ "no-gap", LINT_COMPLETENESS, "What is not fully evidenced has something missing, and a reader wants to know what.",
	    "Write down the gap and the plan, or raise the status if nothing is missing.", .leaf = rule_no_gap },
	{ "gap-plan", LINT_COMPLETENESS, "A gap is believed where it says what will be done, by whom and by when.",
	    "Fill in what is missing; where nothing is planned, the action says why.", .gap = rule_gap_plan },
	{ "not-read", LINT_COMPLETENESS, "Claims are easily misread one by one; the guidance asks to read the whole document first.",
	    "Read through the rest, and mark what you have read.", .assessment = rule_not_read },
	{ "blank-left", LINT_COMPLETENESS, "A blank that was to be filled in later shows that a text is not finished.",
	    "Write what belongs there, or take the blank out.", .text = rule_blank_left },
	{ "draft-lying", LINT_COMPLETENESS, "What was typed and not saved is in no report.",
	    "Take the draft up in the workbench (command drafts) and save it, or throw it away.", .assessment = rule_draft_lying },
	{ "clean-sheet", LINT_COMPLETENESS, "An assessment that finds nothing missing anywhere is seldom believed.",
	    "Look again at the weakest claims, and let somebody else challenge them.", .assessment = rule_clean_sheet },

	{ "past-review", LINT_ACCURACY, "Evidence that was to be looked at again by now may no longer be true.",
	    "Look at it again, then set a new date, or collect it anew.", .item = rule_past_review },
	{ "dated-later", LINT_ACCURACY, "The assessment cannot rest on what was collected after it was made.",
	    "Correct the date of the item or that of the assessment.", .item = rule_dated_later },
	{ "gap-overdue", LINT_ACCURACY, "A plan whose date has passed is no longer a plan.",
	    "Close the gap if it is mended, or agree a new date and say why.", .gap = rule_gap_overdue },
	{ "gap-closed-early", LINT_ACCURACY, "Either something is still missing or the status is out of date.",
	    "Open the gap again, write down what is still missing, or raise the status.", .gap = rule_gap_closed_early },
	{ "figures-differ", LINT_ACCURACY, "Two arguments that rest on one item cannot both be right about its figures.",
	    "Look the figure up in the item and correct the argument that is wrong.", .leaf = rule_figures_differ },

	{ "tick-box", LINT_RELEVANCY, "Words that could stand under any claim show nothing.",
	    "Say what is done, by whom or what, and where it can be seen.", .text = rule_tick_box },
	{ "no-place", LINT_RELEVANCY, "Evidence is something that a reader could go and look at.",
	    "Name the document, tool or place: its location, its tool, or both in the detail.", .item = rule_no_place },
	{ "repeats-claim", LINT_RELEVANCY, "To say the claim again is no argument for it.",
	    "Say how it comes to be so, and why the evidence shows it.", .leaf = rule_repeats_claim },
	{ "own-evidence", LINT_RELEVANCY, "An assessment cannot be evidence for itself.",
	    "Link what the assessment was made from instead.", .item = rule_own_evidence },
	{ "public-inside", LINT_RELEVANCY, "This claim is about something published: what only insiders can open does not show it.",
	    "Link the public page, with its address, and mark the item as public.", .leaf = rule_public_inside },
	{ "link-unsaid", LINT_RELEVANCY, "An item that carries many claims shows each of them with another part.",
	    "Say on the link which part of the item shows this claim.", .link = rule_link_unsaid },

	{ "near-same", LINT_CONSISTENCY, "One document in two items is looked after twice, and its copies drift apart.",
	    "Keep one of them, and link its claims to it.", .text = NULL },
	{ "unused", LINT_CONSISTENCY, "Evidence that supports nothing is either forgotten or not needed.",
	    "Link it to the claims it shows, or remove it.", .item = rule_unused },
	{ "credential", LINT_CONSISTENCY, "Whoever reads the assessment, or its history, can use what stands here.",
	    "Change the credential where it is used, then take it out of the text: the history keeps what was saved.",
	    .text = rule_credential },
	{ "internal-matter", LINT_CONSISTENCY, "A customer's copy would hold this text.",
	    "Say it without what is internal, or mark the item as internal.", .text = rule_internal_matter },
	{ OLD_WAIVER, LINT_CONSISTENCY, "A waiver that waives nothing would hide the next remark of its kind.",
	    "Take it away: assay waive --remove RULE ON.", .text = NULL },
};

size_t lint_rule_count(void)
{
	return sizeof table / sizeof *table;
}

const struct lint_rule *lint_rule_at(size_t i)
{
	return &table[i];
}

const struct lint_rule *lint_rule_find(const char *id)
{
	for (size_t i = 0; i < lint_rule_count(); i++)
		if (strcmp(table[i].id, id) == 0)
			return &table[i];
	return NULL;
}

bool lint_rule_read(const char *id, const struct lint_rule **rule, struct err *err)
{
	const char *known[sizeof table / sizeof *table], *nearest;

	*rule = lint_rule_find(id);
	if (*rule != NULL)
		return true;
	for (size_t i = 0; i < lint_rule_count(); i++)
		known[i] = table[i].id;
	nearest = complaint_nearest(id, known, lint_rule_count());
	if (nearest != NULL)
		return err_set(err, ERR_INPUT, "'%.60s' is no rule; did you mean '%s'?", id, nearest);
	return err_set(err, ERR_INPUT, "'%.60s' is no rule; 'assay lint --explain' lists them", id);
}

const char *lint_heading_name(enum lint_heading h)
{
	static const char *const names[LINT_HEADINGS] = { "completeness", "accuracy", "relevancy", "consistency" };

	return names[h];
}

/* ---- remarks ------------------------------------------------------------------------------------ */

void lint_release(struct lint *l)
{
	for (size_t i = 0; i < l->n; i++) {
		free(l->item[i].on);
		free(l->item[i].name);
		free(l->item[i].text);
		free(l->item[i].waived);
	}
	free(l->item);
	*l = (struct lint){0};
}

int lint_open(const struct lint *l)
{
	int n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += l->item[i].waived == NULL;
	return n;
}

/* What is of one kind stands in the order of its numbers; links follow their item. */
uint64_t lint_place(enum entity e, int index, int claim)
{
	static const uint64_t turn[ENTITY_COUNT] = { [ENTITY_ASSESSMENT] = 0, [ENTITY_ANSWER] = 1, [ENTITY_EVIDENCE] = 2,
		[ENTITY_SUPPORT] = 2, [ENTITY_GAP] = 3, [ENTITY_CHALLENGE] = 4 };

	return turn[e] << 60 | (uint64_t)(unsigned)index << 28 | (uint64_t)(unsigned)(claim + 1);
}

static uint64_t place_of_link(const struct work *w, const char *on, const char *blank)
{
	char owner[ID_TEXT] = "";
	int leaf = tree_find(w->tree, blank + 1), item;

	if ((size_t)(blank - on) < sizeof owner)
		memcpy(owner, on, (size_t)(blank - on));
	item = work_find_evidence(w, owner);
	return item >= 0 && leaf != NODE_NONE ? lint_place(ENTITY_SUPPORT, item, leaf) : UINT64_MAX;
}

/* What is not there any more stands last. */
uint64_t lint_place_of(const struct work *w, const char *on)
{
	const char *blank = strchr(on, ' ');
	int i;

	if (strcmp(on, "assessment") == 0)
		return lint_place(ENTITY_ASSESSMENT, 0, NODE_NONE);
	if (blank != NULL)
		return place_of_link(w, on, blank);
	if ((i = work_find_evidence(w, on)) >= 0)
		return lint_place(ENTITY_EVIDENCE, i, NODE_NONE);
	if ((i = work_find_gap(w, on)) >= 0)
		return lint_place(ENTITY_GAP, i, NODE_NONE);
	if ((i = tree_find(w->tree, on)) != NODE_NONE)
		return lint_place(ENTITY_ANSWER, i, NODE_NONE);
	for (i = 0; i < w->n_challenge; i++)
		if (strcmp(w->challenge[i].id, on) == 0)
			return lint_place(ENTITY_CHALLENGE, i, NODE_NONE);
	return UINT64_MAX;
}

/* Why it was waived; NULL: it was not. */
static char *waived(struct lint_run *r, const char *rule, const char *on)
{
	char *key = xasprintf("%s %s", rule, on);
	long i = map_get(&r->waivers, key);
	struct buf b = {0};

	free(key);
	if (i < 0)
		return NULL;
	r->used[i] = true;
	if (r->w->waiver[i].has_reason)
		lint_read(r, FIELD_WAIVER_REASON, r->w->waiver[i].id, &b);
	return b.data != NULL ? buf_steal(&b) : xstrdup("");
}

void lint_remark(struct lint_run *r, const char *rule, uint64_t place, const char *on, const char *text)
{
	struct lint *out = r->out;
	struct buf name = {0};

	on_write(r->w, on, &name);
	MEM_GROW(out->item, out->n, out->cap);
	out->item[out->n++] = (struct lint_remark){ .rule = lint_rule_find(rule), .on = xstrdup(on), .name = buf_steal(&name),
		.text = xstrdup(text), .waived = waived(r, rule, on), .place = place };
}

static int compare_remarks(const void *a, const void *b)
{
	const struct lint_remark *x = a, *y = b;

	if (x->place != y->place)
		return x->place < y->place ? -1 : 1;
	if (x->rule != y->rule)
		return x->rule < y->rule ? -1 : 1;
	return strcmp(x->on, y->on);
}

static void sort_remarks(struct lint *l)
{
	if (l->n > 1)
		qsort(l->item, l->n, sizeof *l->item, compare_remarks);
}

/* ---- what rules say ----------------------------------------------------------------------------- */

static size_t row_of(const char *rule)
{
	return (size_t)(lint_rule_find(rule) - table);
}

void lint_say(struct lint_run *r, const char *rule, const char *fmt, ...)
{
	struct buf *b = &r->found[row_of(rule)];
	va_list ap;

	if (b->len > 0)
		buf_add(b, "; ");
	va_start(ap, fmt);
	buf_vaddf(b, fmt, ap);
	va_end(ap);
}

bool lint_has_said(const struct lint_run *r, const char *rule)
{
	return r->found[row_of(rule)].len > 0;
}

const char *lint_field_words(enum field f)
{
	switch ((int)f) {
	case FIELD_TITLE:
	case FIELD_EVIDENCE_TITLE: return "the title";
	case FIELD_PRODUCT: return "the product";
	case FIELD_PRODUCT_VERSION: return "the version";
	case FIELD_ORGANISATION: return "the organisation";
	case FIELD_ARGUMENT: return "the argument";
	case FIELD_ASSUMPTIONS: return "the assumptions";
	case FIELD_ANSWER_NOTE:
	case FIELD_SUPPORT_NOTE: return "the note";
	case FIELD_DETAIL: return "the detail";
	case FIELD_LOCATION: return "the location";
	case FIELD_TOOL: return "the tool";
	case FIELD_GAP: return "the gap";
	case FIELD_ACTION: return "the action";
	case FIELD_CHALLENGE_TEXT: return "the challenge";
	case FIELD_CHALLENGE_ANSWER: return "the answer";
	}
	return field_info(f)->label;
}

enum { QUOTE_MAX = 60 /* bytes */ };

void lint_quote(struct buf *b, const char *s, size_t n)
{
	size_t cut = n;

	if (n > QUOTE_MAX)
		for (cut = QUOTE_MAX; cut > 0 && ((unsigned char)s[cut] & 0xc0) == 0x80; cut--)
			;
	buf_add(b, "\"");
	for (size_t i = 0; i < cut; i++)
		buf_addc(b, s[i] == '\n' || s[i] == '\t' ? ' ' : s[i]);
	buf_add(b, cut < n ? "...\"" : "\"");
}

/* ---- what is in hand ---------------------------------------------------------------------------- */

static void take_up(struct lint_run *r, enum entity e, const char *id, bool counts, bool visible)
{
	r->entity = e;
	r->id = id;
	r->leaf = NODE_NONE;
	r->counts = counts;
	r->visible = visible;
	r->n_said = 0;
}

bool lint_read(struct lint_run *r, enum field f, const char *id, struct buf *b)
{
	if (r->failed || !reader_text(r->in->reader, f, id, b, r->err))
		r->failed = true;
	return !r->failed;
}

static void add_said(struct lint_run *r, enum field f, const char *line)
{
	struct lint_said *s = &r->said[r->n_said];

	buf_clear(&s->bytes);
	if (line != NULL)
		buf_add(&s->bytes, line);
	else if (!lint_read(r, f, r->id, &s->bytes))
		return;
	if (s->bytes.len == 0)
		return;
	s->field = f;
	lint_text_read(&s->text, r->in->words, buf_str(&s->bytes), s->bytes.len);
	r->n_said++;
}

static void add_line(struct lint_run *r, enum field f, const char *line)
{
	if (line != NULL)
		add_said(r, f, line);
}

static void add_text(struct lint_run *r, enum field f, bool there)
{
	if (there)
		add_said(r, f, NULL);
}

const struct lint_said *lint_said(const struct lint_run *r, enum field f)
{
	for (int i = 0; i < r->n_said; i++)
		if (r->said[i].field == f)
			return &r->said[i];
	return NULL;
}

static void look_at_texts(struct lint_run *r)
{
	for (int s = 0; s < r->n_said; s++) {
		r->now = r->said[s].field;
		for (size_t i = 0; i < lint_rule_count(); i++)
			if (table[i].text != NULL)
				table[i].text(r, &r->said[s].text);
	}
}

/* What was found becomes remarks. */
static void put_down(struct lint_run *r, uint64_t place)
{
	for (size_t i = 0; i < lint_rule_count(); i++) {
		if (r->found[i].len == 0)
			continue;
		lint_remark(r, table[i].id, place, r->id, buf_str(&r->found[i]));
		buf_clear(&r->found[i]);
	}
}

void lint_drop(struct lint_run *r)
{
	r->n_said = 0;
}

/* ---- one thing after another -------------------------------------------------------------------- */

static void look_at_assessment(struct lint_run *r)
{
	const struct assessment *a = &r->w->assessment;

	take_up(r, ENTITY_ASSESSMENT, "assessment", true, true);
	add_line(r, FIELD_TITLE, a->title);
	add_line(r, FIELD_PRODUCT, a->product);
	add_line(r, FIELD_PRODUCT_VERSION, a->product_version);
	add_line(r, FIELD_ORGANISATION, a->organisation);
	look_at_texts(r);
	for (size_t i = 0; i < lint_rule_count(); i++)
		if (table[i].assessment != NULL)
			table[i].assessment(r);
	put_down(r, lint_place(ENTITY_ASSESSMENT, 0, NODE_NONE));
}

static void look_at_leaf(struct lint_run *r, int leaf)
{
	const struct answer *a = &r->w->answer[leaf];
	bool in_scope = work_in_scope(r->w, r->w->tree->node[leaf].principle);

	if (a->revision == 0 && a->status == STATUS_TO_ASSESS && !a->has_argument && !a->has_assumptions && !a->has_note)
		return;
	take_up(r, ENTITY_ANSWER, r->w->tree->node[leaf].id, in_scope, in_scope);
	r->leaf = leaf;
	add_text(r, FIELD_ARGUMENT, a->has_argument);
	add_text(r, FIELD_ASSUMPTIONS, a->has_assumptions);
	add_text(r, FIELD_ANSWER_NOTE, a->has_note);
	look_at_texts(r);
	for (size_t i = 0; i < lint_rule_count() && in_scope; i++)
		if (table[i].leaf != NULL)
			table[i].leaf(r, leaf);
	put_down(r, lint_place(ENTITY_ANSWER, leaf, NODE_NONE));
}

void lint_take_item(struct lint_run *r, int evidence)
{
	const struct evidence *e = &r->w->evidence[evidence];

	take_up(r, ENTITY_EVIDENCE, e->id, true, e->audience != AUDIENCE_INTERNAL);
	add_line(r, FIELD_EVIDENCE_TITLE, e->title);
	add_line(r, FIELD_TOOL, e->tool);
	add_text(r, FIELD_DETAIL, e->has_detail);
	add_text(r, FIELD_LOCATION, e->has_location);
}

static void look_at_item(struct lint_run *r, int evidence)
{
	lint_take_item(r, evidence);
	look_at_texts(r);
	for (size_t i = 0; i < lint_rule_count(); i++)
		if (table[i].item != NULL)
			table[i].item(r, evidence);
	if (r->items != NULL)
		lint_items_keep(r, evidence);
	lint_is_inside(r, evidence);
	put_down(r, lint_place(ENTITY_EVIDENCE, evidence, NODE_NONE));
}

static void look_at_link(struct lint_run *r, int support)
{
	const struct support *s = &r->w->support[support];

	take_up(r, ENTITY_SUPPORT, s->id, true, false);
	add_text(r, FIELD_SUPPORT_NOTE, s->has_note);
	look_at_texts(r);
	for (size_t i = 0; i < lint_rule_count(); i++)
		if (table[i].link != NULL)
			table[i].link(r, support);
	put_down(r, lint_place(ENTITY_SUPPORT, s->evidence, s->claim));
}

static void look_at_gap(struct lint_run *r, int gap)
{
	const struct gap *g = &r->w->gap[gap];

	take_up(r, ENTITY_GAP, g->id, true, g->audience != AUDIENCE_INTERNAL);
	add_text(r, FIELD_GAP, g->head != NULL);
	add_text(r, FIELD_ACTION, g->has_action);
	look_at_texts(r);
	for (size_t i = 0; i < lint_rule_count(); i++)
		if (table[i].gap != NULL)
			table[i].gap(r, gap);
	put_down(r, lint_place(ENTITY_GAP, gap, NODE_NONE));
}

static void look_at_challenge(struct lint_run *r, int challenge)
{
	const struct challenge *c = &r->w->challenge[challenge];

	take_up(r, ENTITY_CHALLENGE, c->id, true, false);
	add_text(r, FIELD_CHALLENGE_TEXT, c->head != NULL);
	add_text(r, FIELD_CHALLENGE_ANSWER, c->has_answer);
	look_at_texts(r);
	put_down(r, lint_place(ENTITY_CHALLENGE, challenge, NODE_NONE));
}

/* ---- a run -------------------------------------------------------------------------------------- */

static void gather_gaps(struct lint_run *r)
{
	for (int i = 0; i < r->w->tree->n_nodes; i++)
		r->gaps[i].last_closed = -1;
	for (int i = 0; i < r->w->n_gap; i++) {
		const struct gap *g = &r->w->gap[i];

		for (int c = 0; c < g->n_claims; c++) {
			if (g->state == GAP_CLOSED)
				r->gaps[g->claim[c]].last_closed = i;
			else
				r->gaps[g->claim[c]].planned = true;
		}
	}
}

static void gather_waivers(struct lint_run *r)
{
	for (int i = 0; i < r->w->n_waiver; i++) {
		const struct waiver *v = &r->w->waiver[i];
		char *key;

		if (v->rule == NULL || v->on == NULL || strcmp(v->rule, OLD_WAIVER) == 0)
			continue;       /* a waiver that hides old waivers would be one itself */
		key = xasprintf("%s %s", v->rule, v->on);
		map_put(&r->waivers, key, (size_t)i);
		free(key);
	}
}

static void start(struct lint_run *r, struct lint *out, const struct lint_in *in, struct err *err)
{
	*r = (struct lint_run){ .in = in, .w = in->work, .out = out, .err = err };
	*out = (struct lint){0};
	r->found = xcalloc(lint_rule_count(), sizeof *r->found);
	r->used = xcalloc((size_t)in->work->n_waiver + 1, sizeof *r->used);
	r->gaps = xcalloc((size_t)in->work->tree->n_nodes + 1, sizeof *r->gaps);
	r->where = xcalloc((size_t)in->work->n_evidence + 1, sizeof *r->where);
	gather_gaps(r);
	gather_waivers(r);
	lint_names_gather(r);
}

static bool end(struct lint_run *r)
{
	for (size_t i = 0; i < lint_rule_count(); i++)
		buf_release(&r->found[i]);
	for (int i = 0; i < LINT_SAID; i++) {
		buf_release(&r->said[i].bytes);
		lint_text_release(&r->said[i].text);
	}
	free(r->found);
	free(r->used);
	free(r->gaps);
	free(r->where);
	lint_figures_free(r->figures);
	lint_items_free(r->items);
	map_release(&r->names);
	map_release(&r->waivers);
	if (r->failed)
		lint_release(r->out);
	else
		sort_remarks(r->out);
	return !r->failed;
}

/* ---- waivers that waive nothing ------------------------------------------------------------------ */

static bool is_about(const char *on, const char *id)
{
	size_t n = strlen(id);

	return strncmp(on, id, n) == 0 && (on[n] == '\0' || on[n] == ' ');
}

/* A document or a newer program may bring a waiver of a rule that is not known here. */
static const char *no_rule(const char *rule)
{
	return lint_rule_find(rule) == NULL ? " (no rule has this name)" : "";
}

/* `about` NULL: of all. Several on one thing are one remark. */
static void look_at_waivers(struct lint_run *r, const char *about)
{
	struct map seen = {0};

	for (int i = 0; i < r->w->n_waiver; i++) {
		const struct waiver *v = &r->w->waiver[i];
		struct buf b = {0};
		long there;

		if (r->used[i] || v->rule == NULL || v->on == NULL || (about != NULL && !is_about(v->on, about)))
			continue;
		there = map_get(&seen, v->on);
		if (there >= 0) {
			buf_addf(&b, "%s, %s%s", r->out->item[there].text, v->rule, no_rule(v->rule));
			free(r->out->item[there].text);
			r->out->item[there].text = buf_steal(&b);
			continue;
		}
		buf_addf(&b, "waived, and nothing of the kind is found any more: %s%s", v->rule, no_rule(v->rule));
		map_put(&seen, v->on, r->out->n);
		lint_remark(r, OLD_WAIVER, lint_place_of(r->w, v->on), v->on, buf_str(&b));
		buf_release(&b);
	}
	map_release(&seen);
}

/* ---- doors -------------------------------------------------------------------------------------- */

bool lint_all(struct lint *out, const struct lint_in *in, struct err *err)
{
	const struct work *w = in->work;
	struct lint_run r;

	start(&r, out, in, err);
	r.figures = lint_figures_new(w);
	r.items = lint_items_new(w);
	look_at_assessment(&r);
	for (int e = 0; e < w->n_evidence && !r.failed; e++) {
		look_at_item(&r, e);
		for (int s = w->evidence[e].first_support; s >= 0 && !r.failed; s = w->support[s].next_of_evidence)
			look_at_link(&r, s);
	}
	for (int i = 0; i < w->tree->n_nodes && !r.failed; i++)
		if (tree_is_leaf(w->tree, i))
			look_at_leaf(&r, i);
	for (int g = 0; g < w->n_gap && !r.failed; g++)
		look_at_gap(&r, g);
	for (int c = 0; c < w->n_challenge && !r.failed; c++)
		look_at_challenge(&r, c);
	lint_items_look(&r, -1);
	look_at_waivers(&r, NULL);
	return end(&r);
}

static void look_at_one_leaf(struct lint_run *r, const char *id)
{
	int leaf = tree_find(r->w->tree, id);

	if (leaf == NODE_NONE || !tree_is_leaf(r->w->tree, leaf))
		return;
	r->figures = lint_figures_new(r->w);
	lint_figures_read(r, leaf);
	look_at_leaf(r, leaf);
	for (int s = r->w->first_support[leaf]; s >= 0 && !r->failed; s = r->w->support[s].next_of_claim)
		look_at_link(r, s);
	look_at_waivers(r, id);
}

static void look_at_one_item(struct lint_run *r, const char *id)
{
	int e = work_find_evidence(r->w, id);

	if (e < 0)
		return;
	if (r->w->n_evidence <= LINT_NEAR_MAX) {
		struct lint_items *items = lint_items_new(r->w);

		for (int i = 0; i <= e && !r->failed; i++) {
			r->items = items;
			lint_take_item(r, i);
			lint_items_keep(r, i);
		}
		lint_items_look(r, e);
		r->items = NULL;
		lint_items_free(items);
	}
	look_at_item(r, e);
	for (int s = r->w->evidence[e].first_support; s >= 0 && !r->failed; s = r->w->support[s].next_of_evidence)
		look_at_link(r, s);
	look_at_waivers(r, id);
}

bool lint_of(struct lint *out, const struct lint_in *in, enum entity e, const char *id, struct err *err)
{
	struct lint_run r;
	int gap;

	start(&r, out, in, err);
	if (e == ENTITY_ANSWER) {
		look_at_one_leaf(&r, id);
	} else if (e == ENTITY_EVIDENCE) {
		look_at_one_item(&r, id);
	} else if (e == ENTITY_GAP && (gap = work_find_gap(in->work, id)) >= 0) {
		look_at_gap(&r, gap);
		look_at_waivers(&r, id);
	}
	return end(&r);
}

void lint_writing(struct lint *out, const struct lint_in *in, enum field f, const char *id, int leaf, const char *text)
{
	struct lint_run r;
	struct err err;
	int item = work_find_evidence(in->work, id), gap = work_find_gap(in->work, id);
	bool visible = item >= 0 ? in->work->evidence[item].audience != AUDIENCE_INTERNAL :
	    gap >= 0 ? in->work->gap[gap].audience != AUDIENCE_INTERNAL : field_info(f)->entity == ENTITY_ANSWER;

	start(&r, out, in, &err);
	take_up(&r, field_info(f)->entity, id, true, visible);
	r.leaf = leaf;
	r.writing = true;
	add_line(&r, f, text);
	look_at_texts(&r);
	put_down(&r, 0);
	(void)end(&r);
}
