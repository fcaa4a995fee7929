/* A form's inside, for form*.c only. */
#ifndef TUI_FORM_PRIVATE_H
#define TUI_FORM_PRIVATE_H

#include "tui/editor.h"
#include "tui/form.h"

struct form_field {
	enum field field;
	struct editor *editor;          /* NULL: a choice */
	const char *const *values;      /* of a choice */
	int choice;                     /* -1: unset */
	char *saved;                    /* what is stored; "" where absent */
	uint64_t kept;                  /* revision of the text that the draft holds, or that is stored */
	int64_t changed_at;             /* when it first differed from that; 0: it does not */
	int typed;                      /* keys and pasted characters since then */
	int page, row, rows;            /* as laid out */
	size_t words, characters;       /* as shown; they follow the text when a draft is kept */
};

struct form {
	struct layer layer;
	struct form_ask ask;            /* its strings are ours */
	int64_t base;                   /* revision of the entity when the form was opened or last saved */
	struct form_field *f;
	int n, focus;
	bool guidance;
	int above_rows, guidance_rows, label_cols;
	int pages;
	int find_rows;                  /* taken by the line that finds */
	char *sought;                   /* what was found last; NULL: nothing yet */
	bool closing;                   /* a save that is tried again closes the form */
	int64_t retry_until;            /* somebody else holds the lock: 0 no */
	char *remark;                   /* on the text in hand; NULL: none */
	const struct form_field *looked_at;     /* what it was looked for in */
	uint64_t looked_revision;
	struct buf clipboard;
	struct page lines;              /* the wording above, and guidance */
};

struct form *form_of(struct layer *l);
const struct form *form_in(const struct layer *l);
/* The form on the stack, or NULL. */
struct form *form_on(const struct ui *ui);

bool form_field_changed(const struct form_field *f);            /* against what is stored */
bool form_changed(const struct form *form);
char *form_field_value(const struct form_field *f);             /* yours */

/* What a text lost or changed on its way in, if anything; `how` begins the message: "Pasted". */
void form_say_taken(struct ui *ui, const char *how, const struct text_taken *t);

/* form_save.c */
void form_save(struct ui *ui, struct form *form, bool close);
void form_close(struct ui *ui, struct form *form, bool saved);
void form_discard(struct ui *ui, struct form *form);
void form_retry(struct ui *ui, struct form *form);

/* form_draft.c */
void form_note_change(struct form_field *f, int typed);
void form_keep(struct ui *ui, struct form *form, bool now);
void form_drop_drafts(struct ui *ui, struct form *form);
void form_take_drafts(struct ui *ui, struct form *form);

/* form_remarks.c */
void form_rest(struct ui *ui, struct layer *l);
void form_draw_remark(const struct form *form, struct canvas *c, struct rect body);

/* form_draw.c */
void form_count(struct ui *ui, struct form *form);
void form_build(struct ui *ui, struct layer *l);
void form_draw(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body);

#endif
