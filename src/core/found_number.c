/* What was typed as a number: of a claim in either numbering, of evidence, a gap or a challenge, of a strategy
 * or a line of guidance. */
#include "config.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "core/found_private.h"

static const char tree_prefix[] = "tree:";

static bool add_node(struct found_list *l, const struct found_query *q, const struct tree *t, enum found_class c, int node)
{
	struct found f = found_of_node(node, "number");

	if (node == NODE_NONE)
		return false;
	found_add(l, q, c, &f, tree_wording(t, node));
	return true;
}

static bool add_evidence(struct found_list *l, const struct found_query *q, const struct work *w, enum found_class c, int i)
{
	struct found f;

	if (i < 0)
		return false;
	f = found_of_evidence(&w->evidence[i], "ref");
	found_add(l, q, c, &f, w->evidence[i].title);
	return true;
}

static bool add_gap(struct found_list *l, const struct found_query *q, const struct work *w, enum found_class c, int i)
{
	struct found f;

	if (i < 0)
		return false;
	f = found_of_gap(&w->gap[i], "ref");
	found_add(l, q, c, &f, w->gap[i].head);
	return true;
}

static bool add_challenge(struct found_list *l, const struct found_query *q, const struct work *w, enum found_class c, int i)
{
	struct found f;

	if (i < 0)
		return false;
	f = found_of_challenge(&w->challenge[i], "ref");
	found_add(l, q, c, &f, w->challenge[i].head);
	return true;
}

/* "E12", "g3", "C4". */
static bool add_ref(struct found_list *l, const struct found_query *q, const struct work *w, const char *word)
{
	int n;

	return (ref_read(word, 'E', &n) && add_evidence(l, q, w, FOUND_EXACT, work_find_evidence_ref(w, n))) ||
	    (ref_read(word, 'G', &n) && add_gap(l, q, w, FOUND_EXACT, work_find_gap_ref(w, n))) ||
	    (ref_read(word, 'C', &n) && add_challenge(l, q, w, FOUND_EXACT, work_find_challenge_ref(w, n)));
}

/* "S1.4", "IG-1.2-04". */
static bool add_source(struct found_list *l, const struct found_query *q, const struct tree *t, const char *word)
{
	struct found f;

	for (size_t i = 0; i < t->n_strategies; i++)
		if (strcasecmp(t->strategy[i].id, word) == 0) {
			f = found_of_strategy(&t->strategy[i]);
			found_add(l, q, FOUND_EXACT, &f, t->strategy[i].text);
			return true;
		}
	for (size_t i = 0; i < t->n_guidance; i++)
		if (strcasecmp(t->guidance[i].id, word) == 0) {
			f = found_of_guidance(&t->guidance[i]);
			found_add(l, q, FOUND_EXACT, &f, t->guidance[i].text);
			return true;
		}
	return false;
}

static bool add_exact(struct found_list *l, const struct found_query *q, const struct work *w, const char *word)
{
	const struct tree *t = w->tree;

	if (strncasecmp(word, tree_prefix, sizeof tree_prefix - 1) == 0)
		word += sizeof tree_prefix - 1;
	return add_node(l, q, t, FOUND_EXACT, tree_find(t, word)) || add_node(l, q, t, FOUND_EXACT, tree_find_asked(t, word)) ||
	    add_ref(l, q, w, word) || add_source(l, q, t, word);
}

/* People also write 1.1.2 for 1.1/2, and 8 for E8. */
static bool add_reading(struct found_list *l, const struct found_query *q, const struct work *w, const char *word)
{
	char *position = xstrdup(word), *dot = strrchr(position, '.'), ref[16];
	bool any = false;
	int n;

	if (dot != NULL) {
		*dot = '/';
		any = add_node(l, q, w->tree, FOUND_NUMBER, tree_find_asked(w->tree, position));
	}
	free(position);
	snprintf(ref, sizeof ref, "E%.12s", word);
	if (ref_read(ref, 'E', &n) && strlen(word) < sizeof ref - 4) {
		any = add_evidence(l, q, w, FOUND_NUMBER, work_find_evidence_ref(w, n)) || any;
		any = add_gap(l, q, w, FOUND_NUMBER, work_find_gap_ref(w, n)) || any;
		any = add_challenge(l, q, w, FOUND_NUMBER, work_find_challenge_ref(w, n)) || any;
	}
	return any;
}

static bool begins(const char *id, const char *word, size_t len)
{
	return id != NULL && strncasecmp(id, word, len) == 0;
}

static void add_evidence_beginning(struct found_list *l, const struct found_query *q, const struct work *w, const char *word, size_t len)
{
	char ref[16];

	for (int i = 0; i < w->n_evidence; i++) {
		snprintf(ref, sizeof ref, "E%d", w->evidence[i].ref);
		if (begins(ref, word, len))
			add_evidence(l, q, w, FOUND_NUMBER, i);
	}
}

/* Numbers that begin with the one that is being typed. */
static void add_beginning(struct found_list *l, const struct found_query *q, const struct work *w, const char *word, size_t len)
{
	const struct tree *t = w->tree;
	char ref[16];

	for (int i = 0; i < t->n_nodes && isdigit((unsigned char)word[0]); i++)
		if (begins(t->node[i].asked_as, word, len) || begins(t->node[i].id, word, len))
			add_node(l, q, t, FOUND_NUMBER, i);
	if (len < 2 || !isdigit((unsigned char)word[1]))
		return;
	if ((word[0] | 0x20) == 'e')
		add_evidence_beginning(l, q, w, word, len);
	for (int i = 0; i < w->n_gap && (word[0] | 0x20) == 'g'; i++) {
		snprintf(ref, sizeof ref, "G%d", w->gap[i].ref);
		if (begins(ref, word, len))
			add_gap(l, q, w, FOUND_NUMBER, i);
	}
	for (int i = 0; i < w->n_challenge && (word[0] | 0x20) == 'c'; i++) {
		snprintf(ref, sizeof ref, "C%d", w->challenge[i].ref);
		if (begins(ref, word, len))
			add_challenge(l, q, w, FOUND_NUMBER, i);
	}
}

static const char blanks[] = " \t\n";

/* Several numbers name several things; with another word among them they are words of a text. */
static bool all_are_numbers(const struct found_query *q, const struct work *w)
{
	struct found_list trial = {0};
	char *words = xstrdup(q->typed), *save = NULL;
	bool all = true;

	for (char *word = strtok_r(words, blanks, &save); word != NULL && all; word = strtok_r(NULL, blanks, &save))
		all = add_exact(&trial, q, w, word) || add_reading(&trial, q, w, word);
	found_list_release(&trial);
	free(words);
	return all;
}

/* The one word that was typed: its length; 0 if there are several, or none. */
static size_t only_word(const char *typed, const char **word)
{
	size_t len;

	*word = typed + strspn(typed, blanks);
	len = strcspn(*word, blanks);
	return (*word)[len + strspn(*word + len, blanks)] == '\0' ? len : 0;
}

void found_numbers(struct found_list *l, const struct found_query *q, const struct work *w)
{
	const char *only;
	size_t len = only_word(q->typed, &only);

	if (all_are_numbers(q, w)) {
		char *words = xstrdup(q->typed), *save = NULL;

		for (char *word = strtok_r(words, blanks, &save); word != NULL; word = strtok_r(NULL, blanks, &save)) {
			add_exact(l, q, w, word);
			add_reading(l, q, w, word);
		}
		free(words);
	}
	if (len > 0)
		add_beginning(l, q, w, only, len);
}
