/* Which of two values stands: by options, or one question each on a terminal. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "cli/merge.h"

static void choose_all(struct merging *g, enum merge_choice choice)
{
	for (size_t i = 0; i < g->m.n_conflicts; i++)
		g->m.conflict[i].choice = choice;
}

/* ---- --take ------------------------------------------------------------------------------------- */

static bool fail_name(const struct merging *g, const char *name, struct err *err)
{
	size_t n = g->m.n_conflicts, *order = merge_order(g);
	char **known = xcalloc(n + 1, sizeof *known);
	struct buf b = {0};

	for (size_t i = 0; i < n; i++) {
		struct buf one = {0};
		merge_choice_name(g, &g->m.conflict[order[i]], &one);
		known[i] = buf_steal(&one);
	}
	const char *near = complaint_nearest(name, (const char *const *)known, n);
	if (n == 0)
		buf_add(&b, "there is nothing to choose");
	else if (near != NULL)
		buf_addf(&b, "did you mean %s?", near);
	for (size_t i = 0; near == NULL && i < n && i < 5; i++)
		buf_addf(&b, "%s%s", i == 0 ? "there are " : ", ", known[i]);
	if (near == NULL && n > 5)
		buf_addf(&b, " and %zu more", n - 5);
	err_set(err, ERR_INPUT, "--take: there is no choice called '%s'; %s", name, buf_str(&b));
	buf_release(&b);
	for (size_t i = 0; i < n; i++)
		free(known[i]);
	free(known);
	free(order);
	return false;
}

static bool take_named(struct merging *g, const char *name, enum merge_choice choice, struct err *err)
{
	for (size_t i = 0; i < g->m.n_conflicts; i++)
		if (merge_choice_is(g, &g->m.conflict[i], name)) {
			g->m.conflict[i].choice = choice;
			return true;
		}
	return fail_name(g, name, err);
}

/* "1.2/2.argument=theirs". */
static bool take(struct merging *g, const char *text, struct err *err)
{
	const char *equals = strrchr(text, '=');

	if (equals == NULL || (strcmp(equals + 1, "mine") != 0 && strcmp(equals + 1, "theirs") != 0))
		return err_set(err, ERR_INPUT, "--take: '%s' does not end in =mine or =theirs", text);
	char *name = xstrndup(text, (size_t)(equals - text));
	bool ok = take_named(g, name, strcmp(equals + 1, "mine") == 0 ? MERGE_CHOICE_MINE : MERGE_CHOICE_THEIRS, err);
	free(name);
	return ok;
}

/* ---- asking ------------------------------------------------------------------------------------- */

/* The first letter of the answer; 0: nothing but Enter. EOF: nobody will answer any more. */
static int read_letter(void)
{
	int first = 0, c;

	while ((c = getchar()) != EOF && c != '\n')
		if (first == 0 && c != ' ')
			first = c;
	return c == EOF && first == 0 ? EOF : first;
}

/* false: no more questions. */
static bool ask(struct merging *g, struct merge_conflict *f, size_t number, size_t of)
{
	struct out *o = &g->c->out;
	struct err ignored;
	struct buf b = {0};

	buf_addf(&b, "%zu of %zu: ", number, of);
	merge_choice_name(g, f, &b);
	out_heading(o, buf_str(&b));
	buf_release(&b);
	merge_put_sides(g, f, true);
	for (;;) {
		out_text(o, "(m)ine stands, (t)heirs is taken, or (l)ater? ");
		if (!out_finish(o, &ignored))
			return false;
		int letter = read_letter();
		if (letter == 'm' || letter == 't')
			f->choice = letter == 'm' ? MERGE_CHOICE_MINE : MERGE_CHOICE_THEIRS;
		if (letter == EOF)
			out_end(o);
		if (letter == 'm' || letter == 't' || letter == 'l' || letter == 0 || letter == EOF)
			return letter != EOF;
	}
}

static void ask_all(struct merging *g)
{
	size_t *order = merge_order(g), number = 0, of = merge_open(&g->m);

	for (size_t i = 0; i < g->m.n_conflicts; i++) {
		struct merge_conflict *f = &g->m.conflict[order[i]];
		if (!f->settled && !ask(g, f, ++number, of))
			break;
	}
	free(order);
}

static bool may_ask(const struct merging *g)
{
	return !g->dry && g->c->out.terminal && isatty(STDIN_FILENO) == 1 && !args_has(g->a, "json") && strcmp(g->path, "-") != 0;
}

bool merge_choose(struct merging *g, struct err *err)
{
	bool mine = args_has(g->a, "mine"), theirs = args_has(g->a, "theirs"), named = args_has(g->a, "take");
	const char *text;
	size_t at = 0;

	if (mine && theirs)
		return err_set(err, ERR_INPUT, "--mine and --theirs exclude each other");
	if (mine || theirs)
		choose_all(g, mine ? MERGE_CHOICE_MINE : MERGE_CHOICE_THEIRS);
	while ((text = args_next(g->a, "take", &at)) != NULL)
		if (!take(g, text, err))
			return false;
	if (!mine && !theirs && !named && may_ask(g))
		ask_all(g);
	return true;
}
