/* Strategies in plain words: one table. */
#include "config.h"

#include <string.h>
#include <strings.h>

#include "core/strategy.h"

static const struct {
	const char *words, *meaning;
} kinds[] = {
	[STRATEGY_DECOMPOSITION] = { "decomposition", "The claim is split into parts that together make it." },
	[STRATEGY_TIME_SPLIT] = { "time split", "What holds now and what is kept so later are argued one by one." },
	[STRATEGY_SUBSTITUTION] = { "substitution", "Another object or property is argued about in its place." },
	[STRATEGY_CONCRETION] = { "concretion", "A vague claim is made precise." },
	[STRATEGY_NOTE] = { "note", "A remark of the source; it splits nothing." },
};

const char *strategy_kind_words(enum strategy_kind k)
{
	return kinds[k].words;
}

const char *strategy_kind_meaning(enum strategy_kind k)
{
	return kinds[k].meaning;
}

bool strategy_has_text(const struct strategy *s)
{
	return strcasecmp(s->text, kinds[s->kind].words) != 0;
}

void strategy_words(struct buf *out, const struct strategy *s)
{
	if (s->kind == STRATEGY_NOTE) {
		buf_addf(out, "note %s: %s", s->id, s->text);
		return;
	}
	buf_addf(out, "argued %sby %s (%s)", s->node == NODE_NONE ? "somewhere below " : "", kinds[s->kind].words, s->id);
	if (strategy_has_text(s))
		buf_addf(out, ": %s", s->text);
}

void strategy_basis(struct buf *out, const struct strategy *s)
{
	if (s->basis != NULL)
		buf_addf(out, "its place is %s, %s", s->node == NODE_NONE ? "not sure" : "inferred", s->basis);
}

bool strategy_is_with(const struct strategy *s, int node)
{
	return s->node != NODE_NONE ? s->node == node : s->theme == node;
}

bool strategy_is_remark(const struct tree *t, const struct strategy *s)
{
	const char *remark = s->node != NODE_NONE ? t->node[s->node].remark : NULL;

	return s->kind == STRATEGY_NOTE && remark != NULL && strcmp(remark, s->text) == 0;
}

int strategy_remarked(const struct tree *t, int node)
{
	while (node != NODE_NONE && t->node[node].remark == NULL)
		node = t->node[node].parent;
	return node;
}
