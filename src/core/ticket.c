/* A gap as a ticket. */
#include "config.h"

#include <string.h>

#include "base/utf8.h"
#include "core/ticket.h"

static void add_title(struct buf *out, const struct gap *g, const char *text)
{
	size_t len = strcspn(text, "\n"), n = utf8_fit(text, len, TICKET_TITLE_MAX);

	if (len == 0)
		buf_addf(out, "Gap G%d", g->ref);
	buf_addn(out, text, n);
	if (n < len)
		buf_add(out, " …");
	buf_addc(out, '\n');
}

static void add_section(struct buf *out, const char *heading, const char *text, const char *missing)
{
	buf_addf(out, "\n## %s\n\n%s\n", heading, text[0] != '\0' ? text : missing);
}

/* "- 1.2/3 (1.2.2.1.2): the wording". */
static void add_claims(struct buf *out, const struct tree *t, const struct gap *g)
{
	buf_add(out, "\n## Claims it holds back\n\n");
	for (int i = 0; i < g->n_claims; i++) {
		buf_addf(out, "- %s", tree_leaf_name(t, g->claim[i]));
		if (t->node[g->claim[i]].asked_as != NULL)
			buf_addf(out, " (%s)", t->node[g->claim[i]].id);
		buf_addf(out, ": %s\n", tree_wording(t, g->claim[i]));
	}
	if (g->n_claims == 0)
		buf_add(out, "none\n");
}

static void add_facts(struct buf *out, const struct work *w, const struct gap *g)
{
	const struct assessment *a = &w->assessment;
	char day[DATE_TEXT];

	date_print(g->due, day);
	buf_addf(out, "\n- Due: %s\n", g->due != DATE_NONE ? day : "no date");
	buf_addf(out, "- Owner: %s\n", g->owner != NULL ? g->owner : "nobody yet");
	buf_addf(out, "- Priority: %s\n", g->priority >= 0 ? field_info(FIELD_PRIORITY)->values[g->priority] : "not said");
	buf_addf(out, "- State: %s\n", field_info(FIELD_GAP_STATE)->values[g->state]);
	buf_addf(out, "- Reference: G%d", g->ref);
	if (a->product != NULL)
		buf_addf(out, ", %s", a->product);
	if (a->product != NULL && a->product_version != NULL)
		buf_addf(out, " %s", a->product_version);
	if (w->tree->short_title != NULL)
		buf_addf(out, ", %s %s", w->tree->short_title, w->tree->version);
	buf_addc(out, '\n');
}

bool ticket_add(struct buf *out, const struct work *w, const struct reader *r, int gap, struct err *err)
{
	const struct gap *g = &w->gap[gap];
	bool accepted = g->state == GAP_ACCEPTED;
	struct buf missing = {0}, plan = {0};
	bool ok = reader_text(r, FIELD_GAP, g->id, &missing, err) && reader_text(r, FIELD_ACTION, g->id, &plan, err);

	if (ok) {
		add_title(out, g, buf_str(&missing));
		add_section(out, "What is missing", buf_str(&missing), "Not said.");
		add_section(out, accepted ? "Nothing is planned, because" : "Plan", buf_str(&plan), accepted ? "No reason is given." : "None yet.");
		add_claims(out, w->tree, g);
		add_facts(out, w, g);
	}
	buf_release(&missing);
	buf_release(&plan);
	return ok;
}
