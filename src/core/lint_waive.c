/* Waivers: to leave a remark standing, with a reason that is told wherever the remark is. */
#include "config.h"

#include <string.h>

#include "core/lint.h"

static bool is_meant(const struct waiver *v, const char *rule, const char *on)
{
	return v->rule != NULL && v->on != NULL && strcmp(v->rule, rule) == 0 && strcmp(v->on, on) == 0;
}

void lint_waive(struct changes *c, const struct work *w, const char *rule, const char *on, const char *reason)
{
	char id[ID_TEXT];

	for (int i = 0; i < w->n_waiver; i++)
		if (is_meant(&w->waiver[i], rule, on)) {
			changes_set(c, ENTITY_WAIVER, w->waiver[i].id, w->waiver[i].revision, FIELD_WAIVER_REASON, reason);
			return;
		}
	changes_new(c, ENTITY_WAIVER, id);
	changes_set(c, ENTITY_WAIVER, id, 0, FIELD_WAIVER_RULE, rule);
	changes_set(c, ENTITY_WAIVER, id, 0, FIELD_WAIVER_ON, on);
	changes_set(c, ENTITY_WAIVER, id, 0, FIELD_WAIVER_REASON, reason);
}

/* Two copies that were merged may each have brought one. */
int lint_unwaive(struct changes *c, const struct work *w, const char *rule, const char *on)
{
	int n = 0;

	for (int i = 0; i < w->n_waiver; i++)
		if (is_meant(&w->waiver[i], rule, on)) {
			changes_set(c, ENTITY_WAIVER, w->waiver[i].id, w->waiver[i].revision, FIELD_WAIVER_REMOVED, "true");
			n++;
		}
	return n;
}
