/* The view of why: what stands in the way below, what is held up above, what it takes, and trying. */
#ifndef TUI_WHY_H
#define TUI_WHY_H

#include "core/trial.h"
#include "tui/ui.h"

/* Tried, never saved: without an item (TARGET_EVIDENCE), with a claim evidenced (TARGET_NODE), with a gap
 * closed (TARGET_GAP). */
struct why_tried {
	enum target_kind kind;
	char *id;
};

struct why_layer {
	struct layer layer;             /* first: it is its layer */
	struct target about;            /* its id is ours */
	struct pane pane;
	struct why_tried *tried;
	size_t n_tried, cap_tried;
	char *effect;                   /* one line on what was tried last, as built last; NULL: nothing is tried */
};

bool why_has_tried(const struct why_layer *l, enum target_kind kind, const char *id);

/* why_page.c. `seen` is a copy of `ui` whose work and standing are as if the tries were done. */
void why_page(const struct ui *ui, const struct ui *seen, const struct why_layer *l, const struct trial_effect *effect, struct page *p);
/* "1.3", "E7", "G2": what it is about. */
void why_name(const struct ui *ui, const struct target *t, struct buf *out);

/* why_lines.c: lines that several parts of the page share; `ui` with the work and standing that are meant. */
/* A paragraph that the cursor stops at, and that can be opened. TARGET_NONE: for reading only. */
void why_opening(struct page *p, enum style s, int indent, const char *text, enum target_kind kind, const char *id);
void why_node_line(const struct ui *ui, int node, struct page *p);
void why_wording(const struct ui *ui, int node, struct page *p);        /* below such a line */
void why_reasons(const struct ui *ui, int leaf, int except_gap, int indent, struct page *p);
void why_gap_facts(const struct ui *ui, const struct gap *g, int indent, struct page *p);
void why_takes(const struct ui *ui, int node, struct page *p);
void why_rests_on(const struct ui *ui, int node, struct page *p);

#endif
