/* The state of the workbench, and what layers and commands may do with it.
 *
 * A key press travels one way: key -> command (command.c) -> store (ui_save) -> state (work, standing)
 * -> screen (layers build their pages, then draw). Layers are stacked: a view at the bottom, above it
 * whatever asks (picker, form, question, help). The topmost gets the keys; all are drawn, bottom up,
 * unless one covers the whole screen. Drawing takes a const struct ui. */
#ifndef TUI_UI_H
#define TUI_UI_H

#include "base/buf.h"
#include "core/found.h"
#include "core/standing.h"
#include "core/work.h"
#include "store/draft.h"
#include "store/presence.h"
#include "store/store.h"
#include "tui/canvas.h"
#include "tui/key.h"
#include "tui/page.h"
#include "tui/tui.h"

struct ui;
struct layer;
struct known_remarks;
struct lint_words;
struct review;
struct term;

/* Where a command may be used; also what help lists for a place. */
enum {
	IN_CLAIMS = 1, IN_EVIDENCE = 2, IN_GAPS = 4, IN_DASHBOARD = 8, IN_ASSESSMENT = 16,
	IN_HISTORY = 256, IN_LINKS = 1024, IN_READ = 2048,
	IN_VIEWS = 31 | IN_HISTORY | IN_LINKS | IN_READ,    /* every view */
	IN_ITEMS = IN_CLAIMS | IN_EVIDENCE | IN_GAPS | IN_LINKS,
	IN_TEXT = 32,           /* a form: letters are text */
	IN_PICK = 64,           /* a picker: letters filter */
	IN_HELP = 128,
	IN_OLD_TEXT = 512,      /* an earlier text, shown whole */
	IN_WHY = 4096,
	IN_PICTURE = 8192,      /* the tree of a principle, drawn */
	IN_COMPARE = 65536,     /* what changed since a moment */
};

struct layer_ops {
	const char *name;
	unsigned where;                                 /* IN_* */
	bool covers;                                    /* the whole body: nothing below is drawn */
	/* State or window changed: build pages, clamp cursors. Never draws. */
	void (*build)(struct ui *ui, struct layer *l);
	/* It is going to be drawn: what has come into view and was left for later is written. Never draws. May be NULL. */
	void (*ready)(struct ui *ui, struct layer *l);
	void (*draw)(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body);
	/* A key or a paste that no command took. true: used. */
	bool (*event)(struct ui *ui, struct layer *l, const struct event *ev);
	/* A command of the table's movement family for this layer (see enum move). */
	bool (*move)(struct ui *ui, struct layer *l, int move);
	/* What the layer is about now: the claim, item or gap that commands act on. */
	bool (*subject)(const struct ui *ui, const struct layer *l, struct target *t);
	/* What the cursor stands on within the subject: an item under a claim, a claim under an item. May be NULL. */
	bool (*item)(const struct ui *ui, const struct layer *l, struct target *t);
	/* The hand rests: panes that follow the cursor may be built. May be NULL. */
	void (*rest)(struct ui *ui, struct layer *l);
	/* Nothing was pressed for a while and all is drawn: what takes long is done now, a piece at a time. true: there is
	 * more to do. May be NULL. */
	bool (*idle)(struct ui *ui, struct layer *l);
	void (*free)(struct layer *l);
	/* Adds the hints of the last line: "s status  e evidence"; NULL: from the command table. */
	void (*hints)(const struct ui *ui, const struct layer *l, struct buf *out);
	/* Coming back from a jump: opens it anew, about the same subject, above the view. NULL: only the view comes back. */
	void (*again)(struct ui *ui, const struct target *about);
};

struct layer {
	const struct layer_ops *ops;
	struct layer *below;
	bool stale;                                     /* build is due before drawing */
};

enum view { VIEW_CLAIMS, VIEW_EVIDENCE, VIEW_LINKS, VIEW_GAPS, VIEW_DASHBOARD, VIEW_READ, VIEW_HISTORY, VIEW_ASSESSMENT, VIEW_COUNT };

/* A place to come back to. */
struct place {
	enum view view;
	char *id;                                       /* of what the view stood on */
	char *item;                                     /* Links: the item besides the claim; NULL: none */
	enum target_kind kind;
	void (*again)(struct ui *ui, const struct target *about);       /* of a layer above the view; NULL: there was none */
	char *about;                                    /* its subject */
	enum target_kind about_kind;
};

struct ui {
	const struct tui_start *start;
	struct term *term;
	struct store *store;
	struct work *work;
	struct standing standing;
	struct reader reader;
	struct looking_back *then;                      /* as it was at a moment (past.h); NULL: this is now */
	struct approvals *approvals;                    /* what is known of work->approval (approvals.h); NULL: nothing yet */
	date today;
	struct review *review;                          /* NULL: no review */
	bool ascii, readonly, mouse;
	int rows, cols;                                 /* of the screen */
	int list_cols;                                  /* that a list beside its detail is to have; 0: what fits the screen */
	struct layer *view[VIEW_COUNT];                 /* all made at start, live until the end */
	enum view current;
	struct layer *top;                              /* the current view, or what asks above it */
	struct place *back;                             /* jumps, newest last */
	int n_back, cap_back;
	char *message;                                  /* the line above the hints; NULL: none */
	enum style message_style;
	char *search;                                   /* the last search, and what it found, for n and N */
	struct found_list found;
	size_t found_at;                                /* the hit that was gone to last */
	struct drafts drafts;                           /* found at the start, not yet dealt with */
	struct presence *presence;                      /* NULL: cannot be had here */
	struct people people;                           /* who else is here */
	char session[64];                               /* of our own drafts */
	int saves;                                      /* in this session, for the last line on leaving */
	int64_t last_key, looked;                       /* term_now() of the last key, and of the last look for others' saves */
	bool moving;                                    /* keys come in quick succession: what follows the cursor waits */
	bool idle_due;                                  /* something changed since the topmost layer was idle */
	struct lint_words *words;                       /* remarks.c: what remarks look for; NULL: not read, or unreadable */
	bool words_sought;
	struct known_remarks *remarks;                  /* remarks_known.c: which there are; NULL: nobody asked yet */
	struct suggest *suggest;                        /* suggestions.c: what it knows of items and claims; NULL: not asked since the last change */
	bool suggest_waits;                             /* a pane was built without it */
	struct suggest_all *suggest_all;                /* the list of all, as far as it is made; NULL: nobody waits for it */
	bool checked;                                   /* quick_check was made */
	bool draft_left;                                /* unsaved text lies in the drafts folder */
	bool hung_up;                                   /* the terminal is gone */
	bool dirty;                                     /* something on the screen may have changed */
	bool quit;
};

/* Opens the workspace and makes the views. ui->start, today and ascii are set already; rows and cols may follow.
 * Fails as store_open does. ui_close undoes all of it, what ui gathered since included; also after a failure. */
bool ui_open(struct ui *ui, const char *path, struct err *err);
void ui_close(struct ui *ui);

/* Runs until ui->quit: waits for events, keeps drafts, draws. For tui.c and the first start. */
void ui_loop(struct ui *ui, struct canvas *c);

/* ---- layers ---- */
void ui_push(struct ui *ui, struct layer *l);
void ui_pop(struct ui *ui);                             /* frees the topmost; a view is never popped */
void ui_build(struct ui *ui);                           /* every layer whose state changed, before drawing */
void ui_stale(struct ui *ui);                           /* every layer is built anew before the next drawing */
struct layer *ui_view_layer(const struct ui *ui);       /* of the current view */

/* ---- going places ---- */
void ui_show_view(struct ui *ui, enum view v);
/* Shows a claim, item or gap in its view and remembers where one came from; ui_go_back returns there. */
void ui_jump(struct ui *ui, const struct target *t);
/* The same, but the current view keeps it where it shows such a thing beside others (Links). */
void ui_show(struct ui *ui, const struct target *t);
void ui_remember_place(struct ui *ui);                  /* for ui_go_back */
void ui_forget_place(struct ui *ui);                    /* the newest of these */
bool ui_go_back(struct ui *ui);                         /* false: nowhere to go */
/* Puts a view's cursor on something; each view implements it (claims_select and so on). */
void ui_select(struct ui *ui, enum view v, const struct target *t);
bool ui_subject(const struct ui *ui, struct target *t);
bool ui_item(const struct ui *ui, struct target *t);
int ui_subject_leaf(const struct ui *ui);               /* node index of the claim in hand, NODE_NONE (with a message) if none */

/* ---- saying ---- */
void ui_say(struct ui *ui, enum style s, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
void ui_say_err(struct ui *ui, const struct err *err);

/* ---- saving ---- */
/* One save under this command name: the store, then work and standing, then every layer is stale.
 * false: said on the message line. A lock held by somebody else is tried again for up to 2 s between
 * keys by the caller's layer, which stays as it is: nothing typed is lost. Releases `c`'s contents. */
bool ui_save(struct ui *ui, const char *command, struct changes *c);
/* The same, keeping `c` on failure, the reason in `err`. */
bool ui_try_save(struct ui *ui, const char *command, struct changes *c, struct err *err);
bool ui_reload(struct ui *ui, struct err *err);         /* somebody else saved; what is past stays as it was */
void ui_follow(struct ui *ui);                          /* another work is in place: standing, then every layer is stale */
/* The store took these changes: the work makes them too, or is read anew. */
bool ui_follow_save(struct ui *ui, const struct changes *c, struct err *err);
/* The door that every save goes through, undo's too. ERR_READONLY: this session may not make these changes. */
bool ui_check_save(const struct ui *ui, const struct changes *c, struct err *err);
bool ui_writable(const struct ui *ui);                  /* everything here may be changed */
/* What is said of a thing that is missing: with the key that makes it, where it can be made. */
const char *ui_offer(const struct ui *ui, const char *with_key, const char *without);
bool ui_may_write(struct ui *ui);                       /* the same; false: said why not */

/* A long text through the reader, "" where absent or unreadable (then said). Adds to b. */
void ui_text(const struct ui *ui, enum field f, const char *id, struct buf *b);

/* ---- words for the screen ---- */
enum style ui_standing_style(const struct ui *ui, int node);
const char *ui_glyph(const struct ui *ui, const char *utf8, const char *ascii);
/* A choice's value as people read it: "to assess". Static. */
const char *value_words(enum field f, int value);
/* "1.2.2.1.1 · asked as 1.2/2" */
void ui_claim_name(const struct ui *ui, int node, struct buf *out);

#endif
