/* Word lists: the shipped one tells sentences that say something from those that tick a box, and files with faults
 * are refused with their places. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "catalogue/load.h"
#include "catalogue/wordlist.h"
#include "core/lint.h"

static struct lint_words words;
static struct tree *tree;
static struct work *work;
static struct standing standing;

static void start(void)
{
	struct complaints complaints = {0};
	struct err err = {0};
	char *name = catalogue_path(NULL, &err);

	cr_assert(wordlist_load_with(&words, NULL, &complaints, &err), "%s", complaints.n > 0 ? complaints.item[0] : err.text);
	tree = catalogue_load(name, &complaints, &err);
	cr_assert(tree != NULL);
	work = work_new(tree);
	standing_compute(&standing, work);
	free(name);
	complaints_release(&complaints);
}

static void end(void)
{
	standing_release(&standing);
	work_free(work);
	tree_free(tree);
	lint_words_release(&words);
}

TestSuite(words, .init = start, .fini = end);

/* ---- good sentences and boxes ticked ------------------------------------------------------------- */

static bool ticks_a_box(const char *text)
{
	struct lint_in in = { .work = work, .standing = &standing, .words = &words };
	struct lint l;
	bool found = false;

	lint_writing(&l, &in, FIELD_ARGUMENT, "", NODE_NONE, text);
	for (size_t i = 0; i < l.n; i++)
		found = found || strcmp(l.item[i].rule->id, "tick-box") == 0;
	lint_release(&l);
	return found;
}

/* Sentences of a file of tests/lint for which `ticks_a_box` is not `expected`; *n all of them. */
static int mistakes_in(const char *file, bool expected, int *n)
{
	char *path = xasprintf("%s/tests/lint/%s", data_folder(), file), line[1000];
	FILE *f = fopen(path, "r");
	int wrong = 0;

	cr_assert(f != NULL, "%s", path);
	*n = 0;
	while (fgets(line, sizeof line, f) != NULL) {
		const char *sentence = strchr(line, ' ');

		if (line[0] == '#' || sentence == NULL)
			continue;
		++*n;
		if (ticks_a_box(sentence + 1) != expected) {
			wrong++;
			fprintf(stderr, "%s: %s", expected ? "not noticed" : "wrongly remarked on", line);
		}
	}
	fclose(f);
	free(path);
	return wrong;
}

Test(words, tell_what_says_something_from_ticked_boxes)
{
	int good, boxes, wrong = mistakes_in("good.txt", false, &good) + mistakes_in("tickbox.txt", true, &boxes);

	cr_expect(good == 60 && boxes == 60, "%d and %d sentences", good, boxes);
	cr_expect(wrong <= 3, "%d mistakes", wrong);
}
