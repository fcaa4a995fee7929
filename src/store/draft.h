/* Drafts: text being typed that has not been saved yet. Not in the workspace: files of mode 0600 in
 * $XDG_STATE_HOME/assay/drafts (else ~/.local/state/assay/drafts), by workspace id, person, session,
 * entity and field. Written under a temporary name, synced, renamed. */
#ifndef STORE_DRAFT_H
#define STORE_DRAFT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/err.h"
#include "core/field.h"

struct draft {
	char *path;                     /* of the file, for telling the user */
	char *workspace, *who, *session;
	enum entity entity;
	char *id;                       /* entity; a new one that was never saved has its future id */
	enum field field;
	int64_t base;                   /* revision of the entity when typing began */
	size_t cursor;                  /* byte offset in text */
	char at[DATE_TIME_TEXT];
	char *text;
};

struct drafts { struct draft *item; size_t n, cap; };
void draft_release(struct draft *d);
void drafts_release(struct drafts *d);

/* Writes or replaces this session's draft of one text. */
bool draft_keep(const struct draft *d, struct err *err);
/* Where it lies, or would lie, for telling the user; yours. NULL where no home folder is known. */
char *draft_path(const struct draft *d);
/* Removes it (saved, or thrown away on purpose). Missing is fine. */
bool draft_drop(const struct draft *d, struct err *err);
/* All drafts of this person on this workspace, newest first; damaged or foreign files are skipped. */
bool draft_list(const char *workspace, const char *who, struct drafts *out, struct err *err);
/* A name for this session: unique among living and dead ones. */
void draft_session_new(char *out, size_t size);

#endif
