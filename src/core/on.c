/* Names of what a waiver or a remark is about. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "core/on.h"

/* ---- writing ------------------------------------------------------------------------------------ */

static bool add_item(const struct work *w, const char *id, struct buf *out)
{
	int i;

	if ((i = work_find_evidence(w, id)) >= 0) {
		buf_addf(out, "E%d", w->evidence[i].ref);
		return true;
	}
	if ((i = work_find_gap(w, id)) >= 0) {
		buf_addf(out, "G%d", w->gap[i].ref);
		return true;
	}
	for (i = 0; i < w->n_challenge; i++)
		if (strcmp(w->challenge[i].id, id) == 0) {
			buf_addf(out, "C%d", w->challenge[i].ref);
			return true;
		}
	return false;
}

void on_write_node(const struct work *w, const char *id, struct buf *out)
{
	int node = tree_find(w->tree, id);

	if (node != NODE_NONE && tree_is_leaf(w->tree, node))
		buf_add(out, tree_leaf_name(w->tree, node));
	else    /* a number with claims below it could be misread for a position of the form */
		buf_addf(out, "%s%s", node != NODE_NONE && w->tree->node[node].kind == NODE_CLAIM ? "tree:" : "", id);
}

void on_write(const struct work *w, const char *id, struct buf *out)
{
	const char *blank = strchr(id, ' ');
	char owner[ID_TEXT];

	if (blank == NULL || (size_t)(blank - id) >= sizeof owner) {
		if (!add_item(w, id, out))
			on_write_node(w, id, out);
		return;
	}
	memcpy(owner, id, (size_t)(blank - id));
	owner[blank - id] = '\0';
	if (!add_item(w, owner, out)) {
		buf_add(out, id);
		return;
	}
	buf_addc(out, ' ');
	on_write_node(w, blank + 1, out);
}

/* ---- reading ------------------------------------------------------------------------------------ */

/* A theme or principle by its number; a claim so that it is no misreading. */
static bool read_node(const struct work *w, const char *name, struct buf *id, struct err *err)
{
	int node;

	if (!tree_read_node(w->tree, name, &node, err))
		return false;
	if (w->tree->node[node].kind == NODE_CLAIM && strncmp(name, "tree:", 5) != 0 && !tree_read_leaf(w->tree, name, &node, err))
		return false;
	buf_add(id, w->tree->node[node].id);
	return true;
}

static bool read_challenge(const struct work *w, int number, struct buf *id, struct err *err)
{
	int i = work_find_challenge_ref(w, number);

	if (i < 0)
		return err_set(err, ERR_INPUT, "there is no challenge C%d", number);
	buf_add(id, w->challenge[i].id);
	return true;
}

static bool read_link(const struct work *w, const char *name, const char *blank, struct buf *id, struct err *err)
{
	char ref[16];
	int number, item, leaf;
	size_t n = (size_t)(blank - name);

	snprintf(ref, sizeof ref, "%.*s", n < sizeof ref ? (int)n : 0, name);
	if (!ref_read(ref, entity_letter(ENTITY_EVIDENCE), &number))
		return err_set(err, ERR_INPUT, "'%.60s' is no link: write the item and the claim, as in \"E12 1.2/2\"", name);
	if (!work_read_evidence(w, ref, &item, err) || !tree_read_leaf(w->tree, blank + 1, &leaf, err))
		return false;
	if (work_find_support(w, item, leaf) < 0)
		return err_set(err, ERR_INPUT, "E%d does not support %s", number, tree_leaf_name(w->tree, leaf));
	buf_addf(id, "%s %s", w->evidence[item].id, w->tree->node[leaf].id);
	return true;
}

bool on_read(const struct work *w, const char *name, struct buf *id, struct err *err)
{
	const char *blank = strchr(name, ' ');
	int number, i;

	if (blank != NULL)
		return read_link(w, name, blank, id, err);
	if (strcmp(name, "assessment") == 0) {
		buf_add(id, name);
	} else if (ref_read(name, entity_letter(ENTITY_EVIDENCE), &number)) {
		if (!work_read_evidence(w, name, &i, err))
			return false;
		buf_add(id, w->evidence[i].id);
	} else if (ref_read(name, entity_letter(ENTITY_GAP), &number)) {
		if (!work_read_gap(w, name, &i, err))
			return false;
		buf_add(id, w->gap[i].id);
	} else if (ref_read(name, entity_letter(ENTITY_CHALLENGE), &number)) {
		return read_challenge(w, number, id, err);
	} else {
		return read_node(w, name, id, err);
	}
	return true;
}

enum entity on_owner(const struct work *w, const char *id, char owner[ID_TEXT])
{
	size_t n = strcspn(id, " ");

	snprintf(owner, ID_TEXT, "%.*s", n < ID_TEXT ? (int)n : 0, id);
	if (strcmp(owner, "assessment") == 0)
		return ENTITY_ASSESSMENT;
	if (work_find_evidence(w, owner) >= 0)
		return ENTITY_EVIDENCE;
	if (work_find_gap(w, owner) >= 0)
		return ENTITY_GAP;
	if (work_find_challenge(w, owner) >= 0)
		return ENTITY_CHALLENGE;
	return tree_find(w->tree, owner) != NODE_NONE ? ENTITY_ANSWER : ENTITY_COUNT;
}
