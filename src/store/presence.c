/* Who else works on this workspace. */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/mem.h"
#include "store/presence.h"

enum { SLOT_SIZE = 2048, TRIES = 5 };

static const char magic[] = "assay here 1";

struct presence {
	int fd, slot;
	char *path, *who;
};

/* ".NAME.here" in the folder of the workspace; yours. */
static char *here_path(const char *workspace)
{
	const char *slash = strrchr(workspace, '/');

	if (slash == NULL)
		return xasprintf("./.%s.here", workspace);
	return xasprintf("%.*s/.%s.here", (int)(slash - workspace), workspace, slash + 1);
}

static bool lock(int fd, short type, int slot, int slots, int command, struct flock *out)
{
	struct flock l = { .l_type = type, .l_whence = SEEK_SET, .l_start = (off_t)slot * SLOT_SIZE, .l_len = (off_t)slots * SLOT_SIZE };
	bool ok = fcntl(fd, command, &l) == 0;

	if (out != NULL)
		*out = l;
	return ok;
}

/* Whether somebody else holds the slot. */
static bool is_held(int fd, int slot)
{
	struct flock l;

	return lock(fd, F_WRLCK, slot, 1, F_OFD_GETLK, &l) && l.l_type != F_UNLCK;
}

static int take_slot(int fd)
{
	for (int slot = 0; slot < PRESENCE_SLOTS; slot++)
		if (lock(fd, F_WRLCK, slot, 1, F_OFD_SETLK, NULL))
			return slot;
	return -1;
}

/* The last one out may have removed the file between our open and our lock. */
static bool is_still_there(int fd, const char *path)
{
	struct stat ours, there;

	return fstat(fd, &ours) == 0 && stat(path, &there) == 0 && ours.st_dev == there.st_dev && ours.st_ino == there.st_ino;
}

/* As accessible as the workspace: whoever may write it may say that they are here. */
static int open_file(const char *path, const char *workspace)
{
	struct stat st;
	int fd;

	if (stat(workspace, &st) != 0)
		return -1;
	fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, st.st_mode & 0660);
	if (fd >= 0 && (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || st.st_size > (off_t)PRESENCE_SLOTS * SLOT_SIZE)) {
		close(fd);
		return -1;
	}
	return fd;
}

struct presence *presence_open(const char *workspace, const char *who)
{
	struct presence *p = xcalloc(1, sizeof *p);

	p->path = here_path(workspace);
	p->who = xstrdup(who);
	for (int i = 0; i < TRIES; i++) {
		p->fd = open_file(p->path, workspace);
		if (p->fd < 0)
			break;
		p->slot = take_slot(p->fd);
		if (p->slot >= 0 && is_still_there(p->fd, p->path)) {
			presence_say(p, ENTITY_ASSESSMENT, NULL, FIELD_TITLE);
			return p;
		}
		close(p->fd);
	}
	free(p->path);
	free(p->who);
	free(p);
	return NULL;
}

void presence_close(struct presence *p)
{
	static const char nobody[SLOT_SIZE];

	if (p == NULL)
		return;
	if (pwrite(p->fd, nobody, sizeof nobody, (off_t)p->slot * SLOT_SIZE) != (ssize_t)sizeof nobody)
		lock(p->fd, F_UNLCK, p->slot, 1, F_OFD_SETLK, NULL);   /* a slot without a lock is nobody anyway */
	if (lock(p->fd, F_WRLCK, 0, PRESENCE_SLOTS, F_OFD_SETLK, NULL) && is_still_there(p->fd, p->path))
		unlink(p->path);
	close(p->fd);
	free(p->path);
	free(p->who);
	free(p);
}

void presence_say(struct presence *p, enum entity entity, const char *id, enum field field)
{
	char slot[SLOT_SIZE] = "";

	if (p == NULL)
		return;
	snprintf(slot, sizeof slot, "%s\n%s\n%s\n%s\n%s\n", magic, p->who, id != NULL ? entity_name(entity) : "", id != NULL ? id : "",
	    id != NULL ? field_info(field)->key : "");
	if (pwrite(p->fd, slot, sizeof slot, (off_t)p->slot * SLOT_SIZE) != (ssize_t)sizeof slot)
		return;         /* a full disk: others see what they saw before */
}

/* ---- the others ----------------------------------------------------------------------------- */

void people_release(struct people *people)
{
	for (int i = 0; i < people->n; i++) {
		free(people->item[i].who);
		free(people->item[i].id);
	}
	free(people->item);
	*people = (struct people){0};
}

static bool same_person(const struct person *a, const struct person *b)
{
	return strcmp(a->who, b->who) == 0 && a->has_open == b->has_open &&
	    (!a->has_open || (a->entity == b->entity && a->field == b->field && strcmp(a->id, b->id) == 0));
}

bool people_same(const struct people *a, const struct people *b)
{
	if (a->n != b->n)
		return false;
	for (int i = 0; i < a->n; i++)
		if (!same_person(&a->item[i], &b->item[i]))
			return false;
	return true;
}

/* The next line of a slot, ended; NULL if there is none. */
static char *next_line(char **at)
{
	char *line = *at, *end = line != NULL ? strchr(line, '\n') : NULL;

	if (end == NULL)
		return NULL;
	*end = '\0';
	*at = end + 1;
	return line;
}

static bool is_line(const char *s)
{
	struct err err;

	return s != NULL && field_check(FIELD_OWNER, s, &err);
}

static bool read_slot(char *slot, struct person *out)
{
	char *at = slot, *first = next_line(&at), *who = next_line(&at), *entity = next_line(&at), *id = next_line(&at), *field = next_line(&at);

	if (first == NULL || strcmp(first, magic) != 0 || !is_line(who) || *who == '\0' || !is_line(id) || field == NULL)
		return false;
	*out = (struct person){ .who = xstrdup(who) };
	out->has_open = *id != '\0' && entity_read(entity, &out->entity) && field_read(out->entity, field, &out->field);
	out->id = out->has_open ? xstrdup(id) : NULL;
	return true;
}

void presence_look(const struct presence *p, struct people *out)
{
	char slot[SLOT_SIZE + 1];

	*out = (struct people){0};
	if (p == NULL)
		return;
	out->item = xcalloc(PRESENCE_SLOTS, sizeof *out->item);
	for (int i = 0; i < PRESENCE_SLOTS; i++) {
		ssize_t n;

		if (i == p->slot || !is_held(p->fd, i))
			continue;
		n = pread(p->fd, slot, SLOT_SIZE, (off_t)i * SLOT_SIZE);
		slot[n > 0 ? n : 0] = '\0';
		if (read_slot(slot, &out->item[out->n]))
			out->n++;
	}
}
