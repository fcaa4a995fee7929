/* Word lists: the shipped one tells sentences that say something from those that tick a box, and files with faults
 * are refused with their places. */
#include "config.h"

#include <criterion/criterion.h>
#include <stdint.h>
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

static bool give_sentence(void *ctx, enum field f, const char *id, struct buf *out, struct err *err)
{
	(void)id;
	(void)err;
	if (f == FIELD_ARGUMENT)
		buf_add(out, ctx);
	return true;
}

/* As the argument of a claim of the principle it was written for. To repeat the claim is to tick a box too. */
static bool ticks_a_box(const char *principle, const char *text)
{
	int leaf = tree_find(tree, principle);
	struct reader reader = { .ctx = (void *)(uintptr_t)text, .text = give_sentence };
	struct lint_in in = { .work = work, .standing = &standing, .reader = &reader, .words = &words };
	struct err err = {0};
	struct lint l;
	bool found = false;

	cr_assert(leaf != NODE_NONE, "%s", principle);
	while (!tree_is_leaf(tree, leaf))
		leaf++;
	cr_assert(work_put(work, ENTITY_ANSWER, tree->node[leaf].id, FIELD_ARGUMENT, text, &err), "%s", err.text);
	cr_assert(lint_of(&l, &in, ENTITY_ANSWER, tree->node[leaf].id, &err), "%s", err.text);
	for (size_t i = 0; i < l.n; i++)
		found = found || strcmp(l.item[i].rule->id, "tick-box") == 0 || strcmp(l.item[i].rule->id, "repeats-claim") == 0;
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
		char *sentence = strchr(line, ' ');

		if (line[0] == '#' || sentence == NULL)
			continue;
		*sentence++ = '\0';
		sentence[strcspn(sentence, "\n")] = '\0';
		++*n;
		if (ticks_a_box(line, sentence) != expected) {
			wrong++;
			fprintf(stderr, "%s: %s %s\n", expected ? "not noticed" : "wrongly remarked on", line, sentence);
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
