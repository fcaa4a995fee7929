/* Finding: claims by number or words, evidence, gaps and challenges by their titles; n and N walk the hits. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/commands.h"
#include "tui/picker.h"

static void fill_places(struct ui *ui, struct picker *p)
{
	const struct work *w = ui->work;
	char ref[24];

	for (int i = 0; i < w->tree->n_nodes; i++) {
		const struct node *n = &w->tree->node[i];

		picker_add(p, &(struct picker_row){ .lead = n->asked_as != NULL ? n->asked_as : n->id, .lead_style = ui_standing_style(ui, i),
			.text = tree_wording(w->tree, i), .find = n->label, .right = n->id, .id = n->id, .number = TARGET_NODE });
	}
	for (int i = 0; i < w->n_evidence; i++) {
		snprintf(ref, sizeof ref, "E%d", w->evidence[i].ref);
		picker_add(p, &(struct picker_row){ .lead = ref, .lead_style = STYLE_LINK, .find = w->evidence[i].tool,
			.text = w->evidence[i].title != NULL ? w->evidence[i].title : "", .id = w->evidence[i].id, .number = TARGET_EVIDENCE });
	}
	for (int i = 0; i < w->n_gap; i++) {
		snprintf(ref, sizeof ref, "G%d", w->gap[i].ref);
		picker_add(p, &(struct picker_row){ .lead = ref, .lead_style = STYLE_WARNING,
			.text = w->gap[i].head != NULL ? w->gap[i].head : "", .id = w->gap[i].id, .number = TARGET_GAP });
	}
	for (int i = 0; i < w->n_challenge; i++) {
		snprintf(ref, sizeof ref, "C%d", w->challenge[i].ref);
		picker_add(p, &(struct picker_row){ .lead = w->challenge[i].ref > 0 ? ref : "new", .lead_style = STYLE_CHALLENGED, .find = w->challenge[i].by,
			.text = w->challenge[i].head != NULL ? w->challenge[i].head : "", .id = w->challenge[i].id, .number = TARGET_CHALLENGE });
	}
}

static void take_place(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	struct target to = { .kind = (enum target_kind)row->number, .id = row->id };

	(void)p;
	free(ui->search);
	ui->search = typed[0] != '\0' ? xstrdup(typed) : NULL;
	ui_jump(ui, &to);
	if (ui->search != NULL)
		ui_say(ui, STYLE_DIM, "n goes to the next place with \"%s\", Esc back", ui->search);
}

static const struct picker_ops find_picker = {
	.title = " Find ", .fill = fill_places, .take = take_place, .hints = "type a number or words  Enter go there  Esc leave",
};

void do_find(struct ui *ui)
{
	picker_open(ui, &find_picker, NULL, NULL, NULL);
}

/* ---- n and N: in the tree's order, then evidence, gaps, challenges ------------------------------------------ */

struct found { struct target target; const char *text, *more, *name; };

static int count_places(const struct work *w)
{
	return w->tree->n_nodes + w->n_evidence + w->n_gap + w->n_challenge;
}

static struct found place_at(const struct work *w, int i)
{
	if (i < w->tree->n_nodes) {
		const struct node *n = &w->tree->node[i];

		return (struct found){ { TARGET_NODE, n->id, 0 }, tree_wording(w->tree, i), n->label, n->asked_as != NULL ? n->asked_as : n->id };
	}
	i -= w->tree->n_nodes;
	if (i < w->n_evidence)
		return (struct found){ { TARGET_EVIDENCE, w->evidence[i].id, 0 }, w->evidence[i].title, w->evidence[i].tool, NULL };
	i -= w->n_evidence;
	if (i < w->n_gap)
		return (struct found){ { TARGET_GAP, w->gap[i].id, 0 }, w->gap[i].head, NULL, NULL };
	i -= w->n_gap;
	return (struct found){ { TARGET_CHALLENGE, w->challenge[i].id, 0 }, w->challenge[i].head, w->challenge[i].by, NULL };
}

static bool has_words(const struct found *h, const char *words)
{
	char *copy = xstrdup(words), *save = NULL;
	bool all = true;

	for (char *w = strtok_r(copy, " ", &save); w != NULL && all; w = strtok_r(NULL, " ", &save))
		all = (h->text != NULL && utf8_find(h->text, w) >= 0) || (h->more != NULL && utf8_find(h->more, w) >= 0) ||
		    (h->name != NULL && utf8_find(h->name, w) == 0);
	free(copy);
	return all;
}

static void walk(struct ui *ui, int way)
{
	int n = count_places(ui->work), from = way > 0 ? -1 : 0;
	struct target at;

	if (ui->search == NULL) {
		ui_say(ui, STYLE_DIM, "Nothing was searched for yet: / does");
		return;
	}
	if (ui_subject(ui, &at))
		for (int i = 0; i < n; i++) {
			struct found h = place_at(ui->work, i);

			if (target_same(&h.target, &at))
				from = i;
		}
	for (int i = 1; i <= n; i++) {
		struct found h = place_at(ui->work, (from + way * i + 2 * n) % n);

		if (has_words(&h, ui->search)) {
			ui_jump(ui, &h.target);
			return;
		}
	}
	ui_say(ui, STYLE_WARNING, "No other place has \"%s\"", ui->search);
}

void do_find_next(struct ui *ui) { walk(ui, 1); }
void do_find_previous(struct ui *ui) { walk(ui, -1); }
