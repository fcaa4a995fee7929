/* A form: one or several fields of one entity to fill in, the claim's wording above, drafts kept.
 *
 * Letters are text here. Ctrl-S saves and stays; Esc, Ctrl-X or F2 save and close (one save, one undoable
 * step); Ctrl-G offers to discard; Tab and Shift-Tab go to the next and previous field; F3 shows and hides
 * guidance. A form of a single text field is the editor pane. */
#ifndef TUI_FORM_H
#define TUI_FORM_H

#include "tui/ui.h"

struct form;

struct form_ask {
	const char *title;              /* "Argument for 1.2.2.1.1"; copied */
	const char *above;              /* foreign text always in sight (the claim's wording); copied; NULL: none */
	int leaf;                       /* whose guidance F3 shows; NODE_NONE: none */
	enum entity entity;
	const char *id;                 /* of the entity: existing, or the id it will have; copied */
	bool fresh;                     /* new: nothing is saved if every field is left empty */
	const char *command;            /* for the history: "set", "evidence edit"; a literal */
	const enum field *field;        /* ended by FIELD_COUNT; a static table */
	enum field focus;               /* the field to begin in; FIELD_COUNT: the first */
	/* After a save that closes the form; `context` as given. May be NULL. `saved` false: discarded or nothing written. */
	void (*closed)(struct ui *ui, const char *id, const char *context, bool saved);
	const char *context;            /* copied; may be NULL */
	/* Adds what else belongs into the same save (links of a new gap). May be NULL. */
	void (*also)(struct ui *ui, const char *id, const char *context, struct changes *c);
	/* What stands in the fields at first where nothing is stored, in the order of `field`: offered, and no change by
	 * itself; an entry NULL: what is stored. May be NULL. */
	const char *const *offered;
	bool passing;                   /* no drafts are kept of it, and those of the entity stay as they are */
	/* Instead of a save of the fields: the first start, where there is no workspace yet; what is more than one entity's
	 * fields; what is checked as a whole: said if it fails, and the form stays open. May be NULL. */
	bool (*save)(struct ui *ui, const struct form *form, const char *id, struct err *err);
};

/* What stands in a field now; yours. */
char *form_value(const struct form *form, enum field f);
const char *form_context(const struct form *form);

/* Opens it, the fields filled with what is stored; with a kept draft, with all that was kept for that entity. */
void form_open(struct ui *ui, const struct form_ask *ask);
void form_open_draft(struct ui *ui, const struct form_ask *ask, const struct draft *draft);
/* Puts kept drafts into the open form of this entity; false: no such form is open. */
bool form_take_up(struct ui *ui, enum entity e, const char *id);
/* Called from the loop about once a second and before leaving: writes drafts that are due (1 s after the
 * first unsaved change or 50 characters). `now` at once. */
void form_keep_drafts(struct ui *ui, bool now);
/* Milliseconds until a draft is due; -1: none. */
int form_draft_wait(const struct ui *ui);

#endif
