/* What the rules on words find in the text that is being written: one line below it, when the hand rests. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "tui/form_private.h"
#include "tui/remarks.h"

enum { LOOKED_AT_MAX = 32 << 10 /* bytes: a longer text is looked at when it is saved */ };

static bool is_looked_at(const struct ui *ui, const struct form *form, const struct form_field *f)
{
	enum field_type type = field_info(f->field)->type;

	return ui->work != NULL && form->ask.save == NULL && f->editor != NULL &&
	    (type == FIELD_TEXT || type == FIELD_LINES || type == FIELD_LINE) && field_info(f->field)->entity != ENTITY_WAIVER;
}

/* The first remark that was not waived; yours, NULL: none. */
static char *look(struct ui *ui, const struct form *form, const struct form_field *f)
{
	struct lint_in in = remarks_input(ui);
	char *text = form_field_value(f), *found = NULL;
	struct lint l = {0};

	in.reader = NULL;               /* what is being written is all it needs */
	if (in.words != NULL && strlen(text) <= LOOKED_AT_MAX)
		lint_writing(&l, &in, f->field, form->ask.id, form->ask.entity == ENTITY_ANSWER ? form->ask.leaf : NODE_NONE, text);
	for (size_t i = 0; i < l.n && found == NULL; i++)
		if (l.item[i].waived == NULL)
			found = xasprintf("%s: %s", l.item[i].rule->id, l.item[i].text);
	lint_release(&l);
	free(text);
	return found;
}

void form_rest(struct ui *ui, struct layer *l)
{
	struct form *form = form_of(l);
	struct form_field *f = &form->f[form->focus];
	uint64_t revision = f->editor != NULL ? text_revision(editor_text(f->editor)) : 0;
	char *found;

	if (form->looked_at == f && form->looked_revision == revision)
		return;
	form->looked_at = f;
	form->looked_revision = revision;
	found = is_looked_at(ui, form, f) ? look(ui, form, f) : NULL;
	if ((found == NULL) != (form->remark == NULL))
		l->stale = true;                /* the texts get a row less, or more */
	ui->dirty = ui->dirty || found != NULL || form->remark != NULL;
	free(form->remark);
	form->remark = found;
}

void form_draw_remark(const struct form *form, struct canvas *c, struct rect body)
{
	if (form->remark != NULL)
		canvas_text_cut(c, body, body.rows - 1 - form->find_rows, 1, body.cols - 2, STYLE_WARNING, form->remark);
}
