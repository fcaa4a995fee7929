/* The rows of the command table, each defined in the file of its command. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/cmd.h"

extern const struct cmd_info cmd_new, cmd_status, cmd_gaps, cmd_tree, cmd_show, cmd_why, cmd_find_text, cmd_set;
extern const struct cmd_info cmd_evidence_add, cmd_evidence_edit, cmd_evidence_link, cmd_evidence_unlink,
    cmd_evidence_list, cmd_evidence_remove;
extern const struct cmd_info cmd_evidence_merge, cmd_evidence_split, cmd_evidence_suggest, cmd_evidence_refuse;
extern const struct cmd_info cmd_gap_add, cmd_gap_edit, cmd_gap_close, cmd_gap_list, cmd_gap_show;
extern const struct cmd_info cmd_challenge_add, cmd_challenge_answer, cmd_challenge_settle, cmd_challenge_overrule,
    cmd_challenge_reopen, cmd_challenge_edit, cmd_challenge_list, cmd_challenge_show, cmd_challenge_remove;
extern const struct cmd_info cmd_review;
extern const struct cmd_info cmd_assessment_show, cmd_assessment_set;
extern const struct cmd_info cmd_lint, cmd_waive;
extern const struct cmd_info cmd_affirm, cmd_approve, cmd_baseline, cmd_diff;
extern const struct cmd_info cmd_history, cmd_undo;
extern const struct cmd_info cmd_report, cmd_export, cmd_import, cmd_merge, cmd_backup, cmd_verify;
extern const struct cmd_info cmd_catalogue_list, cmd_catalogue_show, cmd_catalogue_check;
extern const struct cmd_info cmd_theme_list, cmd_theme_show, cmd_theme_check;
extern const struct cmd_info cmd_schema, cmd_complete, cmd_help;

#endif
