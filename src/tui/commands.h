/* What the commands of the table do; each is one row of command.c. */
#ifndef TUI_COMMANDS_H
#define TUI_COMMANDS_H

#include "tui/ui.h"

/* command_move.c: moving, views, leaving */
void do_up(struct ui *ui);
void do_down(struct ui *ui);
void do_left(struct ui *ui);
void do_right(struct ui *ui);
void do_page_up(struct ui *ui);
void do_page_down(struct ui *ui);
void do_half_up(struct ui *ui);
void do_half_down(struct ui *ui);
void do_top(struct ui *ui);
void do_bottom(struct ui *ui);
void do_open(struct ui *ui);
void do_toggle(struct ui *ui);
void do_next_pane(struct ui *ui);
void do_previous_pane(struct ui *ui);
void do_back(struct ui *ui);
void do_leave(struct ui *ui);
void do_cancel(struct ui *ui);
void do_quit(struct ui *ui);
void do_view_claims(struct ui *ui);
void do_view_evidence(struct ui *ui);
void do_view_gaps(struct ui *ui);
void do_view_dashboard(struct ui *ui);
void do_view_history(struct ui *ui);
void do_view_assessment(struct ui *ui);
void do_redraw(struct ui *ui);
void do_suspend(struct ui *ui);
void do_mouse(struct ui *ui);
void do_wider_list(struct ui *ui);      /* split.c */
void do_narrower_list(struct ui *ui);

/* form.c: in a text */
void do_form_save(struct ui *ui);
void do_form_close(struct ui *ui);
void do_form_next(struct ui *ui);
void do_form_previous(struct ui *ui);
void do_form_discard(struct ui *ui);
void do_form_cancel(struct ui *ui);
void do_form_guidance(struct ui *ui);
void do_form_find(struct ui *ui);       /* form_find.c */
void do_form_replace(struct ui *ui);
void do_form_editor(struct ui *ui);     /* form_external.c */
void do_editor(struct ui *ui);          /* in a view: its text in the user's editor */

/* help.c, find.c */
void do_palette(struct ui *ui);
void do_help(struct ui *ui);
void do_find(struct ui *ui);
void do_find_next(struct ui *ui);
void do_find_previous(struct ui *ui);

/* claim_commands.c: on the claim in hand */
void do_status(struct ui *ui);
void do_evidence(struct ui *ui);
void do_argument(struct ui *ui);
void do_assumptions(struct ui *ui);
void do_gap(struct ui *ui);
void do_owner(struct ui *ui);
void do_note(struct ui *ui);
void do_reading(struct ui *ui);
void do_why(struct ui *ui);
void do_lint(struct ui *ui);            /* remarks.c */
void do_next_needing(struct ui *ui);
void do_previous_needing(struct ui *ui);
/* copy.c */
void do_copy(struct ui *ui);

void do_form_order(struct ui *ui);
void do_parent(struct ui *ui);
void do_next_beside(struct ui *ui);
void do_previous_beside(struct ui *ui);
void do_in_the_way(struct ui *ui);

/* picture.c */
void do_picture(struct ui *ui);

/* evidence_commands.c, gap_commands.c: on the item or gap in hand */
void do_new(struct ui *ui);            /* in Evidence and Gaps */
void do_edit(struct ui *ui);
void do_links(struct ui *ui);
void do_remove(struct ui *ui);

/* gap_state.c, gap_choose.c: in Gaps */
void do_close_gap(struct ui *ui);
void do_gap_filter(struct ui *ui);

/* read_commands.c */
void do_view_read(struct ui *ui);
void do_mark_read(struct ui *ui);
void do_mark_unread(struct ui *ui);
void do_next_unread(struct ui *ui);
void do_read_note(struct ui *ui);
void do_section_guidance(struct ui *ui);
void do_all_guidance(struct ui *ui);
void do_next_section(struct ui *ui);
void do_previous_section(struct ui *ui);
void do_next_in_text(struct ui *ui);
void do_previous_in_text(struct ui *ui);
/* evidence_choice.c: what the register shows */
void do_sort_evidence(struct ui *ui);
void do_filter_evidence(struct ui *ui);
void do_columns(struct ui *ui);
void do_wide_list(struct ui *ui);
void do_next_unfinished(struct ui *ui);
void do_previous_unfinished(struct ui *ui);
/* capture.c, evidence_merge_commands.c, suggestions.c */
void do_capture(struct ui *ui);
void do_merge_evidence(struct ui *ui);
void do_split_evidence(struct ui *ui);
void do_suggestions(struct ui *ui);
/* links.c, links_filter.c, links_commands.c: in the matrix */
void do_view_links(struct ui *ui);
void do_toggle_link(struct ui *ui);
void do_link_note(struct ui *ui);
void do_go_to_item(struct ui *ui);
void do_sort_links(struct ui *ui);
void do_filter_links(struct ui *ui);
void do_first_claim(struct ui *ui);
void do_last_claim(struct ui *ui);
void do_next_principle(struct ui *ui);
void do_previous_principle(struct ui *ui);
void do_fold_principle(struct ui *ui);
void do_fold_all(struct ui *ui);
/* challenge_commands.c */
void do_challenge(struct ui *ui);
void do_challenge_answer(struct ui *ui);
void do_challenge_settle(struct ui *ui);
void do_challenge_overrule(struct ui *ui);
void do_challenge_reopen(struct ui *ui);
void do_challenge_edit(struct ui *ui);

/* undo_commands.c */
void do_undo(struct ui *ui);
void do_redo(struct ui *ui);

/* history.c, history_text.c */
void do_history_here(struct ui *ui);
void do_filter(struct ui *ui);
void do_copy_old(struct ui *ui);
void do_bring_back(struct ui *ui);

/* moments.c, past.c: moments of the history */
void do_baseline(struct ui *ui);
void do_remove_name(struct ui *ui);
void do_compare(struct ui *ui);
void do_as_it_was(struct ui *ui);
void do_moments(struct ui *ui);
void do_now(struct ui *ui);

/* approvals.c, affirm.c */
void do_approve(struct ui *ui);
void do_withdraw_approval(struct ui *ui);
void do_affirm(struct ui *ui);
void do_due(struct ui *ui);

/* why.c */
void do_try(struct ui *ui);

/* assessment.c */
void do_scope(struct ui *ui);

/* drafts.c */
void do_drafts(struct ui *ui);

#endif
