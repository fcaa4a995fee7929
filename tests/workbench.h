/* What tests of the views stand on: a folder of their own, the shipped catalogue, a workspace of the example, and the
 * workbench on it, played by keys and drawn on a canvas. A test is a process of its own, so one folder is enough. */
#ifndef TESTS_WORKBENCH_H
#define TESTS_WORKBENCH_H

#include "core/change.h"
#include "core/tree.h"
#include "tui/ui.h"

/* ---- the folder: for .init and .fini of a suite ---- */

/* A folder of the test's own, and sessions' state in it; no workspace yet. */
void workbench_begin(void);
void workbench_begin_example(void);     /* and a workspace of the example */
void workbench_end(void);
const char *workbench_folder(void);     /* borrowed */
const char *workbench_path(void);       /* of the workspace in it; borrowed */

/* ---- what lies in it: new workspaces at workbench_path(), written by Sam ---- */

/* Yours: tree_free. */
struct tree *shipped_tree(void);
void example_workspace(void);
/* With what `more` adds to the example's changes, in the same save. */
void example_workspace_with(void (*more)(const struct tree *t, struct changes *c));
void document_workspace(const char *text);      /* of a document */

/* ---- the workbench on it, by Sam, on 2026-11-21 ---- */

struct workbench {
	struct tui_start start;
	struct ui ui;
};

void workbench_open(struct workbench *s, int rows, int cols, bool ascii);
/* As `start` says, in a window of 80x24; path and day are filled in. */
void workbench_open_as(struct workbench *s, const struct tui_start *start);
void workbench_close(struct workbench *s);            /* nothing if it is closed, or {0} */

/* Keys as the loop takes them, one at a time: a command of the place, else the layer's own; the hand rests after each. */
void press(struct workbench *s, const char *keys);
/* The first of `keys` alone, nothing built after it. false: there was none. */
bool press_one(struct workbench *s, const char **keys);
/* The hand rests, until nothing is left to be done: what follows the cursor, and what takes long. */
void rest(struct workbench *s);
/* What the mouse did, and a rest; whether it was used. */
bool click(struct workbench *s, int button, bool drag, int row, int col);

/* What is on it, yours to free. Its text, or a letter for each style. The folder's name and hashes are masked, as they differ
 * from run to run. */
struct canvas *workbench_canvas(struct workbench *s);         /* the cells themselves; yours: canvas_free */
char *workbench_text(struct workbench *s);
char *workbench_styles(struct workbench *s);
bool shows(struct workbench *s, const char *words);
/* The identifier of the claim or node in hand, "" where there is none; borrowed. */
const char *node_in_hand(const struct workbench *s);

/* ---- what a test expects; it goes on otherwise ---- */

void expect_drawn(struct workbench *s, const char *golden);
void expect_in(struct workbench *s, const char *words);
void expect_not_in(struct workbench *s, const char *words);
void expect_said(const struct workbench *s, const char *words);    /* the line of messages */
void expect_in_hand(struct workbench *s, const char *keys, const char *node);      /* after these keys */
/* All at once: opened, played, compared, closed. */
void expect_screen(int rows, int cols, bool ascii, const char *keys, const char *golden);

#endif
