/* Private to text*.c: the steps of undo. A step is one place where some bytes were replaced by
 * others; only those that are not in the text at the moment are kept. */
#ifndef TUI_TEXT_UNDO_H
#define TUI_TEXT_UNDO_H

#include <stdbool.h>
#include <stddef.h>

struct place {
	size_t cursor, anchor;
};

struct step {
	size_t at;
	size_t removed, added;          /* how many bytes it took out and put in there */
	char *kept;                     /* the removed ones; while the step is undone: the added ones */
	struct place before, after;
};

struct undo {
	struct step *step;
	size_t n, cap;
	size_t done;                    /* the steps from here on are undone */
	size_t kept;                    /* bytes in all of them */
};

void undo_release(struct undo *u);
/* Forgets the undone steps and adds one; `kept` (removed bytes) is taken. Old steps are forgotten
 * when there are too many of them, or they keep too much. */
struct step *undo_add(struct undo *u, const struct step *s);
/* The newest step if it is not undone, else NULL. */
struct step *undo_last(struct undo *u);
/* The newest step took out these bytes as well, before or after those it has. */
void undo_grow(struct undo *u, const char *bytes, size_t n, bool before);
/* Swaps what a step keeps for `bytes` (taken, n of them); the old ones are freed. */
void undo_swap(struct undo *u, struct step *s, char *bytes, size_t n);

#endif
