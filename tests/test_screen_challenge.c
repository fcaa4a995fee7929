/* Challenges on a real terminal: raised, answered, settled, overruled, by different people; and a review, into the
 * workspace and beside it. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "example.h"
#include "golden.h"
#include "pty.h"

TestSuite(challenge, .fini = pty_cleanup, .timeout = 90);

static void type(struct pty *p, const char *text)
{
	for (size_t at = 0; text[at] != '\0'; at++) {
		char one[2] = { text[at], '\0' };

		pty_type(p, one);
		pty_settle(p);
	}
}

static struct pty *come_in(const char *user, const char *const argv[])
{
	const char *env[] = { user, NULL };
	struct pty *p = pty_start(&(struct pty_options){ .rows = 24, .cols = 80, .env = env }, argv);

	pty_wait_text(p, "met");
	return p;
}

static struct pty *work_as(const char *user)
{
	return come_in(user, (const char *[]){ "assay", "-w", "x.assay", NULL });
}

static void must(const char *const argv[])
{
	char *out = NULL;

	cr_assert(eq(int, pty_run(argv, NULL, NULL, &out), 0), "%s", out);
	free(out);
}

/* To a claim that is met, by its number. */
static void go_to(struct pty *p, const char *claim, const char *name)
{
	pty_keys(p, ":");
	pty_wait_text(p, "type a command");
	type(p, claim);
	pty_keys(p, "Enter");
	pty_wait_text(p, name);
}

static void leave(struct pty *p)
{
	pty_keys(p, "q");
	cr_expect(eq(int, pty_wait_exit(p), 0));
}

/* The picker's row that has the word. */
static void choose(struct pty *p, const char *word)
{
	pty_wait_text(p, "type to find");
	type(p, word);
	pty_keys(p, "Enter");
}

Test(challenge, from_raised_to_settled_and_overruled)
{
	struct pty *kim, *sam;

	example_make();
	must((const char *[]){ "assay", "-w", "x.assay", "assessment", "set", "--owner", "Sam", NULL });
	kim = work_as("ASSAY_USER=Kim");
	go_to(kim, "1.3/1", "asked as 1.3/1");
	pty_wait_text(kim, "● met");
	pty_keys(kim, "c");
	pty_wait_text(kim, "Challenge to 1.3/1");
	type(kim, "Which tests?");
	pty_keys(kim, "F2");
	pty_wait_text(kim, "C1 raised; 1.3/1 stands as challenged");

	sam = work_as("ASSAY_USER=Sam");
	pty_keys(sam, "4");
	pty_wait_text(sam, "Challenges that wait (1)");
	pty_keys(sam, "End c");
	choose(sam, "answer");
	pty_wait_text(sam, "Answer to C1");
	pty_wait_text(sam, "Which tests?");
	type(sam, "All of them.");
	pty_keys(sam, "F2");
	pty_wait_text(sam, "C1 answered; 1.3/1 stands as challenged");

	/* Sam may not settle it: the menu does not offer it, and by its name it is refused with who may. */
	pty_keys(sam, ":");
	pty_wait_text(sam, "type a command");
	type(sam, "challenge settle");
	pty_keys(sam, "Enter");
	pty_wait_text(sam, "C1 can only be settled by Kim, who raised it");

	pty_keys(kim, "4");
	pty_wait_text(kim, "answered");
	pty_keys(kim, "End c");
	choose(kim, "settle");
	pty_wait_text(kim, "C1 settled; 1.3/1 stands as met");
	pty_wait_text(kim, "Settled or overruled (1)");
	pty_wait_text(sam, "Settled or overruled (1)");
	pty_keys(kim, "u");
	pty_wait_text(kim, "undone: state of C1, by Kim");
	pty_wait_text(kim, "Challenges that wait (1)");
	pty_wait_text(sam, "Challenges that wait (1)");
	pty_keys(kim, "C-r");
	pty_wait_text(kim, "done again: state of C1, by Kim");
	pty_wait_text(sam, "Settled or overruled (1)");
	pty_keys(kim, "End c");
	choose(kim, "open again");
	pty_wait_text(kim, "Open C1 again?");
	pty_keys(kim, "o");
	pty_wait_text(kim, "C1 open again; 1.3/1 stands as challenged");

	pty_wait_text(sam, "Challenges that wait (1)");
	pty_keys(sam, "End c");
	choose(sam, "overrule");
	pty_wait_text(sam, "Why to overrule C1");
	type(sam, "The list is in E1.");
	pty_keys(sam, "F2");
	pty_wait_text(sam, "C1 overruled; 1.3/1 stands as met");
	pty_wait_text(sam, "Overruled, because");
	pty_keys(sam, "7");
	pty_wait_text(sam, "reason, state of C1");
	pty_keys(sam, "1 q");
	cr_expect(eq(int, pty_wait_exit(sam), 0));
	pty_keys(kim, "1");
	leave(kim);
}

/* An empty reason overrules nothing. */
Test(challenge, nothing_is_overruled_without_a_reason)
{
	struct pty *sam;

	example_make();
	must((const char *[]){ "assay", "-w", "x.assay", "assessment", "set", "--owner", "Sam", NULL });
	must((const char *[]){ "assay", "-w", "x.assay", "--as", "Kim", "challenge", "add", "1.3/1", "Which tests?", NULL });
	sam = work_as("ASSAY_USER=Sam");
	pty_keys(sam, "4 End c");
	choose(sam, "overrule");
	pty_wait_text(sam, "Why to overrule C1");
	pty_keys(sam, "F2");
	pty_wait_text(sam, "Nothing was changed: the challenge is open");

	/* Nor emptied of its words. */
	must((const char *[]){ "assay", "-w", "x.assay", "--as", "Sam", "challenge", "add", "1.3/2", "Why", NULL });
	pty_wait_text(sam, "Challenges that wait (2)");
	pty_keys(sam, "End c");
	choose(sam, "edit");
	pty_wait_text(sam, "save and close");
	pty_keys(sam, "C-u F2");
	pty_wait_text(sam, "one raised by mistake is removed");
}

static const char refuses[] = "Not changed: a review changes only challenges; c raises one";

Test(challenge, a_review_in_the_workspace_changes_challenges_only)
{
	struct pty *p;

	example_make();
	p = come_in("ASSAY_USER=Kim", (const char *[]){ "assay", "review", "x.assay", NULL });
	pty_wait_text(p, "review: challenges only");
	pty_wait_text(p, "A review: challenges go into the workspace");
	go_to(p, "1.3/1", "asked as 1.3/1");
	for (const char *k = "seapom"; *k != '\0'; k++) {
		char one[2] = { *k, '\0' };

		pty_keys(p, one);
		pty_wait_text(p, refuses);
		pty_keys(p, "C-l");
		pty_wait_gone(p, refuses);
	}
	pty_keys(p, "c");
	pty_wait_text(p, "Challenge to 1.3/1");
	type(p, "Which tests?");
	pty_keys(p, "F2");
	pty_wait_text(p, "C1 raised; 1.3/1 stands as challenged");
	pty_keys(p, "u");
	pty_wait_text(p, "undone: new C1, by Kim");
	leave(p);
	must((const char *[]){ "assay", "-w", "x.assay", "verify", NULL });
}

/* An own save from before the review is about more than challenges: the door refuses its undo as well. */
Test(challenge, a_review_does_not_undo_other_work)
{
	struct pty *p;

	example_make();
	must((const char *[]){ "assay", "-w", "x.assay", "--as", "Kim", "set", "1.1/2", "--note", "Mine.", NULL });
	p = come_in("ASSAY_USER=Kim", (const char *[]){ "assay", "review", "x.assay", NULL });
	pty_keys(p, "u");
	pty_wait_text(p, refuses);
	leave(p);
	must((const char *[]){ "assay", "-w", "x.assay", "--as", "Kim", "undo", NULL });
}

static void bytes_of(const char *name, char **out)
{
	char path[4096];

	snprintf(path, sizeof path, "%s/%s", pty_dir(), name);
	*out = golden_read(path);
	cr_assert(out[0] != NULL, "%s cannot be read", path);
}

/* The whole way: read-only review, document, left and come back, brought in by the owner, come back again. */
Test(challenge, a_read_only_review_goes_into_a_document)
{
	const char *const review[] = { "assay", "--read-only", "review", "x.assay", NULL };
	char *document, *out = NULL;
	struct pty *p;

	example_make();
	must((const char *[]){ "assay", "-w", "x.assay", "--as", "Kim", "challenge", "add", "1.1/1", "An old one.", NULL });
	p = come_in("ASSAY_USER=Kim", review);
	pty_wait_text(p, "review: challenges only, in x.challenges-Kim.yaml");
	go_to(p, "1.3/1", "asked as 1.3/1");
	pty_keys(p, "s");
	pty_wait_text(p, refuses);
	pty_keys(p, "u");
	pty_wait_text(p, "Not undone");
	pty_keys(p, "2");
	pty_wait_text(p, "Collected on");
	pty_keys(p, "D");
	pty_wait_text(p, refuses);
	pty_keys(p, "5 7 8 1");
	go_to(p, "1.3/1", "asked as 1.3/1");
	pty_keys(p, "c");
	pty_wait_text(p, "Challenge to 1.3/1");
	type(p, "Which tests?");
	pty_keys(p, "F2");
	pty_wait_text(p, "New challenge raised; 1.3/1 stands as challenged");
	pty_keys(p, "4");
	pty_wait_text(p, "Challenges that wait (2)");
	pty_keys(p, "Home j j c");
	choose(p, "settle");
	pty_wait_text(p, "C1 settled");
	pty_keys(p, "1");
	leave(p);
	pty_watch(p, 100);

	bytes_of("x.challenges-Kim.yaml", &document);
	cr_expect(strstr(document, "schema: assay/1\nchallenges:\n  - ref: C1\n    claim: 1.1/1\n    state: settled\n"
	    "  - claim: 1.3/1\n    by: Kim\n    text: Which tests?\n") != NULL, "%s", document);
	free(document);

	/* Taken up again, and gone on with. */
	p = come_in("ASSAY_USER=Kim", review);
	pty_keys(p, "4");
	pty_wait_text(p, "Challenges that wait (1)");
	pty_wait_text(p, "Which tests?");
	pty_keys(p, "1");
	leave(p);

	must((const char *[]){ "assay", "-w", "x.assay", "--as", "Sam", "merge", "x.challenges-Kim.yaml", "--theirs", NULL });
	must((const char *[]){ "assay", "-w", "x.assay", "verify", NULL });
	cr_assert(eq(int, example_command(&out, "show", "C2"), 0));
	cr_expect(strstr(out, "Which tests?") != NULL && strstr(out, "Kim") != NULL, "%s", out);
	free(out);
	cr_assert(eq(int, example_command(&out, "show", "C1"), 0));
	cr_expect(strstr(out, "settled") != NULL, "%s", out);
	free(out);

	/* What was brought in is not shown twice. */
	p = come_in("ASSAY_USER=Kim", review);
	pty_keys(p, "4");
	pty_wait_text(p, "Challenges that wait (1)");
	pty_wait_text(p, "C2");
	pty_keys(p, "1");
	leave(p);
}

/* Another workspace's challenges mean other claims' and items'. */
Test(challenge, a_document_of_another_workspace_is_refused)
{
	char *out = NULL;
	struct pty *p;

	example_make();
	must((const char *[]){ "sh", "-c", "printf '# Challenges on the workspace 00000000000000000000000000000000: no\\nschema: assay/1\\n' >to.yaml", NULL });
	p = pty_start(&(struct pty_options){ .rows = 24, .cols = 80 }, (const char *[]){ "assay", "review", "x.assay", "--to", "to.yaml", NULL });
	cr_expect(eq(int, pty_wait_exit(p), 2));
	cr_expect(strstr(pty_output(p, NULL), "holds challenges on another workspace") != NULL);
	free(out);
}
