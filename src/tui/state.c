/* Where one was. */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tui/state.h"
#include "tui/views.h"

enum { LINE_MAX_BYTES = 1 << 16, LIST_COLS_MAX = 10000 };

char *state_folder(void)
{
	const char *xdg = getenv("XDG_STATE_HOME"), *home = getenv("HOME");

	if (xdg != NULL && xdg[0] == '/')
		return xasprintf("%s/assay", xdg);
	return home != NULL && home[0] == '/' ? xasprintf("%s/.local/state/assay", home) : NULL;
}

static char *state_path(const struct ui *ui)
{
	char *folder = state_folder(), *path = folder != NULL ? xasprintf("%s/view-%s", folder, store_id(ui->store)) : NULL;

	free(folder);
	return path;
}

/* The width of the lists, where one was chosen. */
static void take_list(struct ui *ui, const char *columns)
{
	char *end;
	long n = strtol(columns, &end, 10);

	if (*end == '\0' && n > 0 && n <= LIST_COLS_MAX)
		ui->list_cols = (int)n;
}

/* "Claims tree 1.2 1 1.2", "view Evidence", "list 44": unknown lines are passed over. */
static void take_line(struct ui *ui, char *line)
{
	char *rest = strchr(line, ' ');

	if (rest == NULL)
		return;
	*rest++ = '\0';
	rest[strcspn(rest, "\n")] = '\0';
	if (strcmp(line, "list") == 0)
		take_list(ui, rest);
	for (int v = 0; v < VIEW_COUNT; v++) {
		const struct view_ops *ops = view_ops_of((enum view)v);

		if (strcmp(line, "view") == 0 && strcmp(rest, ops->title) == 0)
			ui_show_view(ui, (enum view)v);
		else if (strcmp(line, ops->title) == 0 && ops->restore != NULL)
			ops->restore(ui, ui->view[v], rest);
	}
}

void state_restore(struct ui *ui)
{
	char *path = state_path(ui), *line = NULL;
	size_t cap = 0;
	int fd = path != NULL ? open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK) : -1;
	FILE *f = fd >= 0 ? fdopen(fd, "r") : NULL;

	while (f != NULL && getline(&line, &cap, f) > 0 && cap < LINE_MAX_BYTES)
		take_line(ui, line);
	if (f != NULL)
		fclose(f);
	else if (fd >= 0)
		close(fd);
	free(line);
	free(path);
}

bool state_make_folder(void)
{
	char *folder = state_folder();
	bool ok = folder != NULL;

	for (char *slash = folder; ok && (slash = strchr(slash + 1, '/')) != NULL;) {
		*slash = '\0';
		mkdir(folder, 0700);
		*slash = '/';
	}
	if (ok)
		mkdir(folder, 0700);
	free(folder);
	return ok;
}

void state_keep(const struct ui *ui)
{
	char *path = state_path(ui), *tmp = path != NULL ? xasprintf("%s.%ld", path, (long)getpid()) : NULL;
	struct buf b = {0};
	int fd;

	if (path == NULL || !state_make_folder())
		goto done;
	buf_addf(&b, "view %s\n", view_ops_of(ui->current)->title);
	if (ui->list_cols > 0)
		buf_addf(&b, "list %d\n", ui->list_cols);
	for (int v = 0; v < VIEW_COUNT; v++) {
		const struct view_ops *ops = view_ops_of((enum view)v);

		if (ops->keep == NULL)
			continue;
		buf_addf(&b, "%s ", ops->title);
		ops->keep(ui, ui->view[v], &b);
		buf_addc(&b, '\n');
	}
	fd = open(tmp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (fd < 0)
		goto done;
	if (write(fd, buf_str(&b), b.len) != (ssize_t)b.len || close(fd) != 0 || rename(tmp, path) != 0)
		unlink(tmp);
done:
	buf_release(&b);
	free(tmp);
	free(path);
}
