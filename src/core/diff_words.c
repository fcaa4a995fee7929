/* A comparison in words. Nothing here is cleaned for a terminal. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "core/diff_private.h"

enum { TITLE_COLUMNS = 60 };

static const struct { const char *key, *heading; } kinds[DIFF_KIND_COUNT] = {
	[DIFF_CLAIMABLE] = { "claimable", "Can be claimed now" },
	[DIFF_NOT_CLAIMABLE] = { "not_claimable", "Can no longer be claimed" },
	[DIFF_GAINED] = { "gained", "Claims gained" },
	[DIFF_LOST] = { "lost", "Claims lost" },
	[DIFF_STANDS_OTHERWISE] = { "stands_otherwise", "Claims that stand otherwise" },
	[DIFF_STATUS] = { "status", "Answers" },
	[DIFF_REWORDED] = { "reworded", "Answers" },
	[DIFF_AFFIRMED] = { "affirmed", "Answers" },
	[DIFF_ANSWER] = { "answer", "Answers" },
	[DIFF_EVIDENCE_ADDED] = { "evidence_added", "Evidence" },
	[DIFF_EVIDENCE_REMOVED] = { "evidence_removed", "Evidence" },
	[DIFF_EVIDENCE_EXPIRED] = { "evidence_expired", "Evidence past its review date" },
	[DIFF_EVIDENCE_AFFIRMED] = { "evidence_affirmed", "Evidence affirmed" },
	[DIFF_EVIDENCE_CHANGED] = { "evidence_changed", "Evidence changed" },
	[DIFF_REUSED] = { "reused", "Evidence reused" },
	[DIFF_LINKED] = { "linked", "Links" },
	[DIFF_UNLINKED] = { "unlinked", "Links" },
	[DIFF_LINK_NOTE] = { "link_note", "Links" },
	[DIFF_GAP_OPENED] = { "gap_opened", "Gaps opened" },
	[DIFF_GAP_CLOSED] = { "gap_closed", "Gaps closed" },
	[DIFF_GAP_REOPENED] = { "gap_reopened", "Gaps opened again" },
	[DIFF_GAP_ACCEPTED] = { "gap_accepted", "Gaps that nothing is planned for" },
	[DIFF_GAP_REMOVED] = { "gap_removed", "Gaps removed" },
	[DIFF_GAP_CHANGED] = { "gap_changed", "Gaps changed" },
	[DIFF_GAP_CLAIM] = { "gap_claim", "Gaps changed" },
	[DIFF_CHALLENGE] = { "challenge", "Challenges" },
	[DIFF_SCOPE] = { "scope", "Scope" },
	[DIFF_APPROVAL] = { "approval", "Approvals" },
	[DIFF_WAIVER] = { "waiver", "Waivers" },
	[DIFF_REFUSAL] = { "refusal", "Refused links" },
	[DIFF_READING] = { "reading", "Read-through" },
	[DIFF_ASSESSMENT] = { "assessment", "The assessment itself" },
};

const char *diff_kind_key(enum diff_kind k)
{
	return kinds[k].key;
}

const char *diff_kind_heading(enum diff_kind k)
{
	return kinds[k].heading;
}

/* ---- names ---------------------------------------------------------------------------------------------- */

static void add_node(const struct comparing *c, const char *id, struct buf *out)
{
	const struct tree *t = c->is->past->work->tree;
	int node = tree_find(t, id);

	buf_add(out, node != NODE_NONE && tree_is_leaf(t, node) ? tree_leaf_name(t, node) : id);
}

static void add_ref(const struct facts *side, enum entity e, const char *id, struct buf *out)
{
	buf_addf(out, "%c%d", entity_letter(e), facts_ref(facts_find(side, e, id)));
}

static const char *link_words(enum entity e)
{
	return e == ENTITY_SUPPORT ? "supports" : e == ENTITY_REFUSAL ? "refused for" : "on";
}

static void add_link(const struct comparing *c, const struct facts *side, enum entity e, const char *id, struct buf *out)
{
	size_t n = strcspn(id, " ");
	char *owner = xstrndup(id, n);

	add_ref(side, entity_owner(e), owner, out);
	buf_addf(out, " %s ", link_words(e));
	add_node(c, id[n] == ' ' ? id + n + 1 : "", out);
	free(owner);
}

void diff_name(const struct comparing *c, const struct facts *side, enum entity e, const char *id, struct buf *out)
{
	const struct facts_item *it = facts_find(side, e, id);

	if (e == ENTITY_ASSESSMENT)
		buf_add(out, "assessment");
	else if (entity_is_link(e))
		add_link(c, side, e, id, out);
	else if (entity_letter(e) != 0)
		add_ref(side, e, id, out);
	else if (entity_is_of_node(e)) {
		if (e == ENTITY_SCOPE)
			buf_add(out, "scope of ");
		if (e == ENTITY_READ_THROUGH)
			buf_add(out, "reading of ");
		add_node(c, id, out);
	} else {
		const char *of = facts_value(it, e == ENTITY_APPROVAL ? FIELD_APPROVAL_PRINCIPLE : FIELD_WAIVER_RULE);
		buf_addf(out, "%s of %s", entity_name(e), of == NULL ? "nothing" : of);
	}
}

/* ---- values --------------------------------------------------------------------------------------------- */

static void add_choice(enum field f, const char *value, struct buf *out)
{
	if (value == NULL && !field_has_default(f)) {
		buf_add(out, "nothing");
		return;
	}
	for (const char *s = value != NULL ? value : field_info(f)->values[0]; *s != '\0'; s++)
		buf_addc(out, *s == '-' ? ' ' : *s);
}

static void add_value(const struct comparing *c, enum field f, const char *value, struct buf *out)
{
	enum field_type type = field_info(f)->type;

	if (type == FIELD_CHOICE) {
		add_choice(f, value, out);
	} else if (value == NULL) {
		buf_add(out, type == FIELD_BOOL ? "false" : "nothing");
	} else if (type == FIELD_ENTITY && f != FIELD_CHALLENGE_EVIDENCE) {
		add_node(c, value, out);
	} else if (type == FIELD_ENTITY) {
		buf_add(out, "another item");
	} else if (type == FIELD_LINE) {
		buf_addc(out, '"');
		utf8_cut(out, value, TITLE_COLUMNS, false);
		buf_addc(out, '"');
	} else {
		buf_add(out, value);
	}
}

void diff_field_words(const struct comparing *c, enum field f, const char *was, const char *is, struct buf *out)
{
	for (const char *s = field_info(f)->key; *s != '\0'; s++)
		buf_addc(out, *s == '-' ? ' ' : *s);
	if (field_is_long(f)) {
		buf_add(out, was == NULL ? " written" : is == NULL ? " taken out" : " reworded");
		return;
	}
	buf_add(out, " was ");
	add_value(c, f, was, out);
	buf_add(out, ", is ");
	add_value(c, f, is, out);
}

void diff_line_words(const char *title, struct buf *out)
{
	char *line;

	if (title == NULL)
		return;
	line = xstrndup(title, strcspn(title, "\n"));
	buf_add(out, ": ");
	utf8_cut(out, line, TITLE_COLUMNS, false);
	free(line);
}

void diff_title_words(const struct facts_item *it, struct buf *out)
{
	static const enum field titles[ENTITY_COUNT] = { [ENTITY_EVIDENCE] = FIELD_EVIDENCE_TITLE, [ENTITY_GAP] = FIELD_GAP,
		[ENTITY_CHALLENGE] = FIELD_CHALLENGE_TEXT, [ENTITY_APPROVAL] = FIELD_APPROVAL_BY, [ENTITY_WAIVER] = FIELD_WAIVER_REASON };

	diff_line_words(titles[it->entity] == 0 ? NULL : facts_value(it, titles[it->entity]), out);
}
