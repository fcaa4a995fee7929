/* All remarks, as far as they are known: looked for a piece at a time, kept until something is saved that they hang on. */
#include "config.h"

#include <stdlib.h>

#include "tui/remarks.h"
#include "tui/term.h"

enum { LOOKS = 16 /* things between two looks at the clock */ };

struct known_remarks {
	struct lint_people *people;
	struct lint_run *run;           /* NULL: not looked for yet */
	int number;                     /* of runs so far */
	bool all;
	date today;                     /* with which the run began */
	int drafts;
};

static struct known_remarks *known(struct ui *ui)
{
	if (ui->remarks == NULL)
		ui->remarks = xcalloc(1, sizeof *ui->remarks);
	return ui->remarks;
}

struct lint_people *remarks_people(struct ui *ui)
{
	struct known_remarks *k = known(ui);

	if (k->people == NULL)
		k->people = lint_people_new();
	return k->people;
}

static void forget_run(struct known_remarks *k)
{
	lint_run_free(k->run);
	k->run = NULL;
	k->all = false;
}

static void begin(struct ui *ui, struct known_remarks *k)
{
	struct lint_in in = remarks_input(ui);

	if (k->run != NULL && (k->today != in.today || k->drafts != in.drafts))
		forget_run(k);
	if (k->run != NULL)
		return;
	k->run = lint_run_new(&in);
	k->number++;
	k->today = in.today;
	k->drafts = in.drafts;
}

/* One lock for all texts of the piece; what cannot be had of it now is tried again with the next. */
bool remarks_look(struct ui *ui, int ms, int looks, bool *more, struct err *err)
{
	struct known_remarks *k = known(ui);
	int64_t end = term_now() + ms;
	bool ok = true;

	begin(ui, k);
	*more = !k->all;
	if (k->all)
		return true;
	if (!store_snapshot_begin(ui->store, err))
		return false;
	for (; ok && *more && looks > 0 && term_now() < end; looks -= LOOKS)
		ok = lint_run_go_on(k->run, looks < LOOKS ? looks : LOOKS, more, err);
	store_snapshot_end(ui->store);
	k->all = !*more;
	if (!ok)
		forget_run(k);
	return ok;
}

const struct lint *remarks_known(const struct ui *ui)
{
	return ui->remarks != NULL && ui->remarks->run != NULL ? lint_run_found(ui->remarks->run) : NULL;
}

bool remarks_all_known(const struct ui *ui)
{
	return ui->remarks != NULL && ui->remarks->all;
}

void remarks_count(const struct ui *ui, int *looked, int *all)
{
	*looked = *all = 0;
	if (ui->remarks != NULL && ui->remarks->run != NULL)
		lint_run_count(ui->remarks->run, looked, all);
}

int remarks_number(const struct ui *ui)
{
	return ui->remarks != NULL ? ui->remarks->number : 0;
}

void remarks_follow(struct ui *ui, bool waivers)
{
	struct known_remarks *k = ui->remarks;
	struct err ignored;

	if (k == NULL || (waivers && k->run != NULL && lint_run_waived(k->run, &ignored)))
		return;
	forget_run(k);
	if (waivers)
		return;
	lint_people_free(k->people);
	k->people = NULL;
}

void remarks_free(struct ui *ui)
{
	remarks_follow(ui, false);
	free(ui->remarks);
	ui->remarks = NULL;
	if (ui->words != NULL)
		lint_words_release(ui->words);
	free(ui->words);
	ui->words = NULL;
}
