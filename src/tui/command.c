/* The table of commands, and which of them a key means. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "tui/command.h"
#include "tui/commands.h"
#include "tui/key_list.h"

enum {
	IN_BROWSING = IN_VIEWS | IN_HELP | IN_PICTURE | IN_WHY | IN_COMPARE,
	IN_SPLITS = IN_CLAIMS | IN_EVIDENCE | IN_GAPS | IN_HISTORY,
	IN_LISTS = IN_BROWSING & ~IN_LINKS,     /* where one moves up and down only */
	IN_PANES = IN_VIEWS & ~(IN_LINKS | IN_READ),
};

static const struct command table[] = {
	/* hints are shown in this order, as many as fit */
	{ "toggle link", "Space", IN_LINKS | SAVES, "link", "Link the item to the claim, or take the link away", do_toggle_link },
	{ "link note", "m", IN_LINKS | SAVES, "what it shows", "Say what the item shows for this claim; links it first", do_link_note },
	{ "sort", "o", IN_LINKS, "sort", "Sort the items: by reference, weight, name, age, kind", do_sort_links },
	{ "show only", "f", IN_LINKS, "filter", "Show only some items or claims, or everything again", do_filter_links },
	{ "fold", "z", IN_LINKS, "fold", "Fold this principle into one column, or unfold it", do_fold_principle },
	{ "mark read", "r", IN_READ | SAVES, "read", "Mark this section as read, and go on to the next", do_mark_read },
	{ "read note", "m", IN_READ | SAVES, "note", "Write a note on what is in hand", do_read_note },
	{ "status", "s", IN_CLAIMS | IN_LINKS | SAVES, "status", "Choose the status of this claim", do_status },
	{ "evidence", "e", IN_CLAIMS | IN_LINKS | IN_READ | SAVES, "evidence", "Find evidence or write a new item, and link it to this claim", do_evidence },
	{ "argument", "a", IN_CLAIMS | IN_LINKS | SAVES, "argument", "Write why the evidence shows this claim", do_argument },
	{ "gap", "p", IN_CLAIMS | IN_LINKS | SAVES, "gap", "Write down what is missing for this claim, and the plan", do_gap },
	{ "new", "e", IN_EVIDENCE | IN_GAPS | SAVES, "new", "Write a new item of evidence, or a new gap", do_new },
	{ "edit", "a", IN_EVIDENCE | IN_GAPS | IN_ASSESSMENT | SAVES, "edit", "Fill in the fields of what is in hand", do_edit },
	{ "capture", "i", IN_EVIDENCE | SAVES, "many", "Write many titles in a row, one item each; details and links after", do_capture },
	{ "show only evidence", "f", IN_EVIDENCE, "filter", "Show only some items, by words, mark, kind, owner or principle", do_filter_evidence },
	{ "sort evidence", "o", IN_EVIDENCE, NULL, "Sort the items by reference, title, claims, age, review date, kind or owner", do_sort_evidence },
	{ "close", "s", IN_GAPS | SAVES, "state", "Start or close this gap, open it again, or say why nothing is planned", do_close_gap },
	{ "which gaps", "f", IN_GAPS, "filter", "Show only the gaps of a person, place, state or period", do_gap_filter },
	{ "next section", "J", IN_READ, "next section", "To the next section, and at the end to your notes", do_next_section },
	{ "previous section", "K", IN_READ, NULL, "To the beginning of this section, and from there to the one before", do_previous_section },
	{ "section guidance", "Space", IN_READ, "guidance", "Show or hide the guidance on this section, at its end", do_section_guidance },
	{ "all guidance", "f", IN_READ, NULL, "Show or hide all guidance", do_all_guidance },
	{ "next in text", "Tab", IN_READ, NULL, "To the next claim", do_next_in_text },
	{ "previous in text", "S-Tab", IN_READ, NULL, "To the claim before", do_previous_in_text },
	{ "next unread", "U", IN_READ, NULL, "To the next section that was not read", do_next_unread },
	{ "mark unread", "R", IN_READ | SAVES, NULL, "Take the mark away: this section is to be read again", do_mark_unread },
	{ "try", "t", IN_WHY, "try", "Try without this item, with this claim evidenced, or with this gap closed; nothing is saved", do_try },
	{ "why", "w", IN_ITEMS | IN_DASHBOARD | IN_WHY, "why", "Why this stands as it does, what rests on it, and what it takes", do_why },
	{ "scope", "s", IN_ASSESSMENT | SAVES, "scope", "Take a principle into scope or out of it, with a reason", do_scope },
	{ "compare", "c", IN_HISTORY, "compare", "What changed since this moment, losses first", do_compare },
	{ "as it was", "o", IN_HISTORY | IN_COMPARE, "as it was", "Look at everything as it was at this moment; nothing can be changed there", do_as_it_was },
	{ "filter", "f", IN_HISTORY, "filter", "Show everything again, or only what one person saved", do_filter },
	{ "bring back", "b", IN_HISTORY | IN_OLD_TEXT | SAVES, "bring back", "Bring this earlier text back, after asking", do_bring_back },
	{ "copy", "y", IN_HISTORY | IN_OLD_TEXT, "copy", "Offer this text to the terminal's clipboard", do_copy_old },
	{ "next", "]", IN_VIEWS, "next", "The next claim that needs me", do_next_needing },
	{ "previous", "[", IN_VIEWS, NULL, "The previous claim that needs me", do_previous_needing },
	{ "undo", "u", IN_VIEWS | SAVES_CHALLENGES, NULL, "Take back your last save, saying what it was", do_undo },
	{ "redo", "C-r", IN_VIEWS | SAVES_CHALLENGES, NULL, "Do again what was undone last", do_redo },
	{ "history here", "H", IN_VIEWS, NULL, "The history of this claim, item or gap; in the history, of everything", do_history_here },
	{ "find", "/", IN_VIEWS, "find", "Find anything by its number or its words", do_find },
	{ "copy text", "y", IN_ITEMS | IN_READ, NULL, "Offer the text in hand to the terminal's clipboard", do_copy },
	{ "challenge", "c", IN_ITEMS | SAVES_CHALLENGES, NULL, "Doubt this claim or link; on a challenge, what can be done to it", do_challenge },
	{ "find next", "n", IN_VIEWS, NULL, "The next place found", do_find_next },
	{ "find previous", "N", IN_VIEWS, NULL, "The previous place found", do_find_previous },
	{ "lint", "!", IN_VIEWS, NULL, "All remarks on quality; Enter explains one", do_lint },
	{ "help", "? F1", IN_BROWSING, "keys", "The keys of this place", do_help },
	{ "text help", "F1", IN_TEXT, NULL, "The keys of this place", do_help },
	{ "next unfinished", "}", IN_EVIDENCE, NULL, "The next item that is a bare title or unused", do_next_unfinished },
	{ "previous unfinished", "{", IN_EVIDENCE, NULL, "The previous item that is a bare title or unused", do_previous_unfinished },
	{ "wide", "W", IN_EVIDENCE, NULL, "The list alone with all its columns, or beside the item again", do_wide_list },
	{ "columns", "C", IN_EVIDENCE, NULL, "Choose the columns of the list", do_columns },
	{ "suggestions", "S", IN_CLAIMS | IN_EVIDENCE, NULL, "Where evidence on file could also serve, to link it or refuse it", do_suggestions },
	{ "merge", "M", IN_EVIDENCE | SAVES, NULL, "Make one item of this one and another", do_merge_evidence },
	{ "split", "", IN_EVIDENCE | SAVES, NULL, "Make an item of its own of a part of this one", do_split_evidence },
	{ "palette", ":", IN_VIEWS, "all", "All commands by name; a claim's number goes there", do_palette },
	{ "fold all", "Z", IN_LINKS, NULL, "Fold all principles, or unfold them", do_fold_all },
	{ "item", "i", IN_LINKS, "item", "Go to this item in the register", do_go_to_item },
	{ "next principle", "Tab", IN_LINKS, NULL, "To the first claim of the next principle", do_next_principle },
	{ "previous principle", "S-Tab", IN_LINKS, NULL, "To the first claim of this principle, then of the one before", do_previous_principle },
	{ "first claim", "Home", IN_LINKS, NULL, "To the first claim", do_first_claim },
	{ "last claim", "End", IN_LINKS, NULL, "To the last claim", do_last_claim },
	{ "first item", "g", IN_LINKS, NULL, "To the first item", do_top },
	{ "last item", "G", IN_LINKS, NULL, "To the last item", do_bottom },
	{ "links", "L", IN_ITEMS | SAVES, "links", "Choose the claims of this item of evidence or gap", do_links },
	{ "assumptions", "A", IN_CLAIMS | SAVES, NULL, "Write what this claim's answer takes for granted", do_assumptions },
	{ "owner", "o", IN_CLAIMS | SAVES, NULL, "Say who answers for this claim", do_owner },
	{ "note", "m", IN_CLAIMS | SAVES, NULL, "Write a note on this claim, never shown to customers", do_note },
	{ "reading", "", IN_CLAIMS | SAVES, NULL, "Say whether the claim is read literally or in an alternative way", do_reading },
	{ "remove", "D", IN_ITEMS | SAVES, NULL, "Remove this item, link or gap; says first what it costs", do_remove },
	{ "remove name", "D", IN_HISTORY | SAVES, NULL, "Take the name of this baseline away; the moment stays in the history", do_remove_name },
	{ "baseline", "B", IN_VIEWS | SAVES, NULL, "Give this moment a name, to compare with later", do_baseline },
	{ "moments", "", IN_VIEWS, NULL, "Compare with a baseline, or look at everything as it was then", do_moments },
	{ "now", "", IN_VIEWS, NULL, "From a moment that is past back to the present", do_now },
	{ "affirm", "v", IN_CLAIMS | IN_EVIDENCE | SAVES, NULL, "Say that the answer carried over, or the item of evidence, is still true", do_affirm },
	{ "due", "", IN_VIEWS, NULL, "What is to be looked at again before the next review", do_due },
	{ "approve", "", IN_CLAIMS | IN_ASSESSMENT | SAVES, NULL, "Record a person's approval of this principle as it stands", do_approve },
	{ "withdraw approval", "", IN_CLAIMS | IN_ASSESSMENT | SAVES, NULL, "Take the newest approval of this principle back", do_withdraw_approval },
	{ "editor", "E", IN_CLAIMS | IN_EVIDENCE | IN_GAPS | SAVES, NULL, "The text in hand in $VISUAL or $EDITOR", do_editor },
	{ "order", "f", IN_CLAIMS, NULL, "Show the tree, or the claims in the order of the form", do_form_order },
	{ "in the way", "z", IN_CLAIMS, NULL, "Show only what stands in the way, or all claims again", do_in_the_way },
	{ "parent", "P", IN_CLAIMS, NULL, "To the claim or principle above this one", do_parent },
	{ "next beside", "J", IN_CLAIMS, NULL, "To the next claim beside this one", do_next_beside },
	{ "previous beside", "K", IN_CLAIMS, NULL, "To the previous claim beside this one", do_previous_beside },
	{ "picture", "T", IN_CLAIMS, NULL, "Draw the tree of this claim's principle", do_picture },

	{ "save", "C-s C-o", IN_TEXT, NULL, "Save and go on typing", do_form_save },
	{ "save and close", "Esc C-x F2", IN_TEXT, NULL, "Save and close: one step that can be undone", do_form_close },
	{ "discard", "C-g", IN_TEXT, NULL, "Offer to discard what was typed since the last save", do_form_discard },
	{ "next field", "Tab", IN_TEXT, NULL, "To the next field", do_form_next },
	{ "previous field", "S-Tab", IN_TEXT, NULL, "To the previous field", do_form_previous },
	{ "guidance", "F3", IN_TEXT, NULL, "Show or hide the guidance for this claim", do_form_guidance },
	{ "text find", "C-f M-s", IN_TEXT, NULL, "Find in this text as one types", do_form_find },
	{ "text replace", "M-r", IN_TEXT, NULL, "Find in this text and replace, asking at each", do_form_replace },
	{ "text editor", "F4", IN_TEXT, NULL, "This text in $VISUAL or $EDITOR", do_form_editor },
	{ "text cancel", "C-c", IN_TEXT, NULL, "Say how to leave; nothing is lost", do_form_cancel },

	{ "claims", "1", IN_VIEWS, NULL, "Show the claims", do_view_claims },
	{ "register", "2", IN_VIEWS, NULL, "Show the register of evidence", do_view_evidence },
	{ "matrix", "3", IN_VIEWS, NULL, "Show the links between evidence and claims", do_view_links },
	{ "gaps", "4", IN_VIEWS, NULL, "Show the gaps", do_view_gaps },
	{ "dashboard", "5", IN_VIEWS, NULL, "Show the dashboard", do_view_dashboard },
	{ "read-through", "6", IN_VIEWS, NULL, "Show the whole document as a text, to be read first", do_view_read },
	{ "history", "7", IN_VIEWS, NULL, "Show who saved what and when", do_view_history },
	{ "assessment", "8", IN_VIEWS, NULL, "Show the assessment, its role and scope", do_view_assessment },
	{ "challenge answer", "", IN_VIEWS | SAVES_CHALLENGES, NULL, "Answer a challenge", do_challenge_answer },
	{ "challenge settle", "", IN_VIEWS | SAVES_CHALLENGES, NULL, "Settle a challenge you raised: the doubt is gone", do_challenge_settle },
	{ "challenge overrule", "", IN_VIEWS | SAVES_CHALLENGES, NULL, "Overrule a challenge as owner, with a reason", do_challenge_overrule },
	{ "challenge reopen", "", IN_VIEWS | SAVES_CHALLENGES, NULL, "Open a challenge you raised again", do_challenge_reopen },
	{ "challenge edit", "", IN_VIEWS | SAVES_CHALLENGES, NULL, "Put a challenge you raised in other words", do_challenge_edit },
	{ "drafts", "", IN_VIEWS, NULL, "Take up or throw away text that was never saved", do_drafts },

	{ "up", "k Up C-p", IN_BROWSING, NULL, "Up", do_up },
	{ "down", "j Down C-n", IN_BROWSING, NULL, "Down", do_down },
	{ "left", "h Left", IN_BROWSING, NULL, "Left; in a tree fold, or go to the node above", do_left },
	{ "right", "l Right", IN_BROWSING, NULL, "Right; in a tree unfold, or go to the pane beside", do_right },
	{ "page up", "PgUp", IN_BROWSING, NULL, "A page up", do_page_up },
	{ "page down", "PgDn", IN_BROWSING, NULL, "A page down", do_page_down },
	{ "half up", "C-u", IN_BROWSING, NULL, "Half a page up", do_half_up },
	{ "half down", "C-d", IN_BROWSING, NULL, "Half a page down", do_half_down },
	{ "top", "g Home", IN_LISTS, NULL, "To the first line", do_top },
	{ "bottom", "G End", IN_LISTS, NULL, "To the last line", do_bottom },
	{ "open", "Enter", IN_BROWSING, NULL, "Open what the cursor stands on", do_open },
	{ "toggle", "Space", IN_LISTS & ~IN_READ, NULL, "Fold or unfold", do_toggle },
	{ "next pane", "Tab", IN_PANES, NULL, "To the next pane", do_next_pane },
	{ "previous pane", "S-Tab", IN_PANES, NULL, "To the previous pane", do_previous_pane },
	{ "back", "Esc Backspace", IN_BROWSING, NULL, "Back one step; nothing is lost", do_back },
	{ "leave", "q", IN_BROWSING, NULL, "Leave this view; from the claims, the program", do_leave },
	{ "cancel", "C-c", IN_BROWSING, NULL, "Cancel what asks", do_cancel },
	{ "redraw", "C-l", IN_BROWSING | IN_TEXT | IN_PICK, NULL, "Paint the screen anew", do_redraw },
	{ "suspend", "C-z", IN_BROWSING | IN_PICK | IN_TEXT, NULL, "Back to the shell; fg returns", do_suspend },
	{ "wider list", "+", IN_SPLITS, NULL, "Make the list wider", do_wider_list },
	{ "narrower list", "-", IN_SPLITS, NULL, "Make the list narrower", do_narrower_list },
	{ "mouse", "", IN_VIEWS, NULL, "Switch the mouse on or off", do_mouse },
	{ "quit", "", IN_VIEWS, NULL, "Leave the program", do_quit },
};

size_t command_count(void)
{
	return sizeof table / sizeof table[0];
}

const struct command *command_at(size_t i)
{
	return &table[i];
}

/* The configuration's keys for a command replace the table's. */
static const char *keys_of(const struct settings *s, const struct command *c)
{
	for (int i = 0; s != NULL && i < s->n_keys; i++)
		if (strcmp(s->key[i].command, c->name) == 0)
			return s->key[i].keys;
	return c->keys;
}

const struct command *command_for(const struct settings *s, unsigned where, key k)
{
	for (size_t i = 0; i < command_count(); i++)
		if ((table[i].where & where) != 0 && key_list_has(keys_of(s, &table[i]), k))
			return &table[i];
	return NULL;
}

void command_keys(const struct settings *s, const struct command *c, struct buf *out)
{
	key_list_show(keys_of(s, c), out);
}

/* Shown however narrow the window is: from here everything else is found. */
static bool helps_always(const struct command *c)
{
	return c->run == do_help || c->run == do_palette;
}

bool command_offered(const struct ui *ui, const struct command *c)
{
	return (c->where & (SAVES | SAVES_CHALLENGES)) == 0 || ui_writable(ui) ||
	    ((c->where & SAVES_CHALLENGES) != 0 && ui->review != NULL && ui->then == NULL);
}

void command_hints(const struct ui *ui, unsigned where, bool always, struct buf *out)
{
	for (size_t i = 0; i < command_count(); i++) {
		const char *keys = keys_of(ui->start->settings, &table[i]);
		char name[32], shown[32];

		if ((table[i].where & where) == 0 || table[i].hint == NULL || helps_always(&table[i]) != always ||
		    !command_offered(ui, &table[i]) || !key_list_next(&keys, name, sizeof name))
			continue;
		key_show(key_read(name), shown, sizeof shown);
		buf_addf(out, "%s%s %s", out->len > 0 ? "  " : "", shown, table[i].hint);
	}
}

static bool check_keys(const char *command, const char *keys, struct err *err)
{
	char name[32];

	while (key_list_next(&keys, name, sizeof name))
		if (key_read(name) == K_NONE)
			return err_set(err, ERR_INPUT, "the configuration gives \"%s\" the key '%s', which is no key; "
			    "write it as in assay-config(5)", command, name);
	return true;
}

bool command_check_settings(const struct settings *s, struct err *err)
{
	for (int i = 0; s != NULL && i < s->n_keys; i++) {
		bool known = false;

		for (size_t c = 0; c < command_count(); c++)
			known = known || strcmp(table[c].name, s->key[i].command) == 0;
		if (!known)
			return err_set(err, ERR_INPUT, "the configuration gives keys to '%s', which is no command of the "
			    "workbench; see assay-config(5)", s->key[i].command);
		if (!check_keys(s->key[i].command, s->key[i].keys, err))
			return false;
	}
	return true;
}
