/* The list of the register: which items, in which order, with which columns and marks. What the Evidence view
 * (evidence.c) draws; nothing here reads keys. */
#ifndef TUI_EVIDENCE_LIST_H
#define TUI_EVIDENCE_LIST_H

#include "core/near.h"
#include "tui/ui.h"

/* In the order in which they stand. */
enum evidence_column {
	COLUMN_REF, COLUMN_TITLE, COLUMN_KIND, COLUMN_OWNER, COLUMN_COLLECTED, COLUMN_REVIEW, COLUMN_AUDIENCE, COLUMN_WEIGHT, COLUMN_MARKS,
	COLUMN_COUNT
};
enum evidence_sort { SORT_REF, SORT_TITLE, SORT_WEIGHT, SORT_COLLECTED, SORT_REVIEW, SORT_KIND, SORT_OWNER, SORT_COUNT };
enum evidence_mark { MARK_WEAK, MARK_STALE, MARK_UNUSED, MARK_NEAR, MARK_INTERNAL, MARK_COUNT };
enum { KIND_ANY = -2, EVERY_COLUMN = (1 << COLUMN_COUNT) - 1 };

struct evidence_filter {        /* all of it must be so */
	char *words, *owner;            /* NULL: any */
	int kind;                       /* KIND_ANY, or -1: none said */
	int node;                       /* theme or principle with a claim that the item supports; NODE_NONE: any */
	unsigned marks;                 /* 1 << enum evidence_mark */
};

struct evidence_list {
	unsigned columns;               /* 1 << enum evidence_column */
	enum evidence_sort sort;
	struct evidence_filter filter;
	struct near near;
	int64_t near_of;                /* what the near ones were worked out for: they are looked for once a load */
	struct near_search *looking;    /* the search that goes on while no key comes; NULL: they are known */
	int *row;                       /* places in work->evidence */
	int n;
	int width[COLUMN_COUNT];        /* of each column with a blank after it, by what is in it; 0: the title takes the rest */
};

void evidence_list_init(struct evidence_list *l);
void evidence_list_release(struct evidence_list *l);
/* Works out the rows anew, and how wide their columns are. */
void evidence_list_fill(struct evidence_list *l, const struct ui *ui, bool wide);
/* Looks for some more of the near ones; true: there is more to do. Afterwards the rows are to be worked out anew. */
bool evidence_list_seek(struct evidence_list *l, const struct ui *ui);
/* One line a row, with its target alone; a heading line too where `wide`. Columns that do not fit are left out, the least telling first. */
void evidence_list_page(const struct evidence_list *l, const struct ui *ui, bool wide, struct page *p);
/* What evidence_list_page left for later: the cells of an item, by its place. */
void evidence_list_row(const struct evidence_list *l, const struct ui *ui, int evidence, struct page *p);
bool evidence_list_filtered(const struct evidence_list *l);
void evidence_list_show_all(struct evidence_list *l);
/* "12 of 300, by weight; stale; of Kim" */
void evidence_list_words(const struct evidence_list *l, const struct ui *ui, struct buf *out);

/* The marks of an item by its place; without an up-to-date list the near ones are missing. */
unsigned evidence_marks(const struct evidence_list *l, const struct ui *ui, int evidence);
const char *evidence_mark_sign(enum evidence_mark m);           /* one column */
const char *evidence_mark_words(enum evidence_mark m);          /* "past review" */
const char *evidence_column_words(enum evidence_column c);
const char *evidence_sort_words(enum evidence_sort s);

#endif
