/* The table of rules; each is in the file of its heading. */
#include "config.h"

#include <string.h>

#include "base/complaint.h"
#include "core/lint_private.h"

static const struct lint_rule table[] = {
	{ "no-support", LINT_COMPLETENESS, "A claim without evidence is an assertion, whatever its status says.",
	    "Link an item that says where or what it is, or choose the status that fits.", .leaf = rule_no_support },
	{ "no-argument", LINT_COMPLETENESS, "Evidence does not say by itself why it shows the claim.",
	    "Write the argument: why this evidence meets the claim as it is worded.", .leaf = rule_no_argument },
	{ "no-reason", LINT_COMPLETENESS, "A claim is set aside only where somebody can read why it does not apply.",
	    "Write in the argument why the claim does not apply here.", .leaf = rule_no_reason },
	{ "no-gap", LINT_COMPLETENESS, "What is not fully evidenced has something missing, and a reader wants to know what.",
	    "Write down the gap and the plan, or raise the status if nothing is missing.", .leaf = rule_no_gap },
	{ "gap-plan", LINT_COMPLETENESS, "A gap is believed where it says what will be done, by whom and by when.",
	    "Fill in what is missing; where nothing is planned, the action says why.", .gap = rule_gap_plan },
	{ "not-read", LINT_COMPLETENESS, "Claims are easily misread one by one; the guidance asks to read the whole document first.",
	    "Read through the rest, and mark what you have read.", .assessment = rule_not_read },
	{ "blank-left", LINT_COMPLETENESS, "A blank that was to be filled in later shows that a text is not finished.",
	    "Write what belongs there, or take the blank out.", .text = rule_blank_left },
	{ "draft-lying", LINT_COMPLETENESS, "What was typed and not saved is in no report.",
	    "Take the draft up in the workbench (command drafts) and save it, or throw it away.", .assessment = rule_draft_lying },
	{ "clean-sheet", LINT_COMPLETENESS, "An assessment that finds nothing missing anywhere is seldom believed.",
	    "Look again at the weakest claims, and let somebody else challenge them.", .assessment = rule_clean_sheet },

	{ "past-review", LINT_ACCURACY, "Evidence that was to be looked at again by now may no longer be true.",
	    "Look at it again, then set a new date, or collect it anew.", .item = rule_past_review },
	{ "dated-later", LINT_ACCURACY, "The assessment cannot rest on what was collected after it was made.",
	    "Correct the date of the item or that of the assessment.", .item = rule_dated_later },
	{ "gap-overdue", LINT_ACCURACY, "A plan whose date has passed is no longer a plan.",
	    "Close the gap if it is mended, or agree a new date and say why.", .gap = rule_gap_overdue },
	{ "gap-closed-early", LINT_ACCURACY, "Either something is still missing or the status is out of date.",
	    "Open the gap again, write down what is still missing, or raise the status.", .gap = rule_gap_closed_early },
	{ "figures-differ", LINT_ACCURACY, "Two arguments that rest on one item cannot both be right about its figures.",
	    "Look the figure up in the item and correct the argument that is wrong.", .leaf = rule_figures_differ },

	{ "tick-box", LINT_RELEVANCY, "Words that could stand under any claim show nothing.",
	    "Say what is done, by whom or what, and where it can be seen.", .text = rule_tick_box },
	{ "no-place", LINT_RELEVANCY, "Evidence is something that a reader could go and look at.",
	    "Name the document, tool or place: its location, its tool, or both in the detail.", .item = rule_no_place },
	{ "repeats-claim", LINT_RELEVANCY, "To say the claim again is no argument for it.",
	    "Say how it comes to be so, and why the evidence shows it.", .leaf = rule_repeats_claim },
	{ "own-evidence", LINT_RELEVANCY, "An assessment cannot be evidence for itself.",
	    "Link what the assessment was made from instead.", .item = rule_own_evidence },
	{ "public-inside", LINT_RELEVANCY, "This claim is about something published: what only insiders can open does not show it.",
	    "Link the public page, with its address, and mark the item as public.", .leaf = rule_public_inside },
	{ "link-unsaid", LINT_RELEVANCY, "An item that carries many claims shows each of them with another part.",
	    "Say on the link which part of the item shows this claim.", .link = rule_link_unsaid },

	{ "near-same", LINT_CONSISTENCY, "One document in two items is looked after twice, and its copies drift apart.",
	    "Keep one of them, and link its claims to it.", .text = NULL },
	{ "unused", LINT_CONSISTENCY, "Evidence that supports nothing is either forgotten or not needed.",
	    "Link it to the claims it shows, or remove it.", .item = rule_unused },
	{ "credential", LINT_CONSISTENCY, "Whoever reads the assessment, or its history, can use what stands here.",
	    "Change the credential where it is used, then take it out of the text: the history keeps what was saved.",
	    .text = rule_credential },
	{ "internal-matter", LINT_CONSISTENCY, "A customer's copy would hold this text.",
	    "Say it without what is internal, or mark the item as internal.", .text = rule_internal_matter },
	{ LINT_OLD_WAIVER, LINT_CONSISTENCY, "A waiver that waives nothing would hide the next remark of its kind.",
	    "Take it away: assay waive --remove RULE ON.", .text = NULL },
};

size_t lint_rule_count(void)
{
	return sizeof table / sizeof *table;
}

const struct lint_rule *lint_rule_at(size_t i)
{
	return &table[i];
}

const struct lint_rule *lint_rule_find(const char *id)
{
	for (size_t i = 0; i < lint_rule_count(); i++)
		if (strcmp(table[i].id, id) == 0)
			return &table[i];
	return NULL;
}

bool lint_rule_read(const char *id, const struct lint_rule **rule, struct err *err)
{
	const char *known[sizeof table / sizeof *table], *nearest;

	*rule = lint_rule_find(id);
	if (*rule != NULL)
		return true;
	for (size_t i = 0; i < lint_rule_count(); i++)
		known[i] = table[i].id;
	nearest = complaint_nearest(id, known, lint_rule_count());
	if (nearest != NULL)
		return err_set(err, ERR_INPUT, "'%.60s' is no rule; did you mean '%s'?", id, nearest);
	return err_set(err, ERR_INPUT, "'%.60s' is no rule; 'assay lint --explain' lists them", id);
}

const char *lint_heading_name(enum lint_heading h)
{
	static const char *const names[LINT_HEADINGS] = { "completeness", "accuracy", "relevancy", "consistency" };

	return names[h];
}
