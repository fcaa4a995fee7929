#!/bin/sh
# review without a terminal: refused plainly; and what its document is to the owner of the workspace: taken by merge
# or import, numbered there, and nothing new when it comes again. The session itself is in test_screen_challenge.c.
. "${srcdir:-.}/tests/cli-lib.sh"

run 0 new portal.assay --import "$example" --owner Sam
refused 2 review
complains "a review needs a terminal: use 'ssh -t HOST assay review', or a command such as 'assay challenge add'"
refused 2 review portal.assay --to out.yaml
complains 'a review needs a terminal'
refused 2 review -w portal.assay portal.assay
complains 'name the workspace once'
refused 2 review one.assay two.assay
run 0 review --help
says 'NAME.challenges-PERSON.yaml'
mkdir empty
(cd empty && "$ASSAY" review </dev/null >out 2>err; [ $? -eq 2 ] && [ "$(wc -l <err)" -eq 1 ]) || fail 'review where there is no workspace'

# What a reviewer's session writes.
ASSAY_USER=Kim run 0 -w portal.assay challenge add 1.1/1 'Was here before.'
cat >kim.yaml <<'YAML'
# Challenges on the workspace 00000000000000000000000000000000: assay merge brings them in
schema: assay/1
challenges:
  - ref: C1
    claim: 1.1/1
    state: settled
  - claim: 1.2/2
    evidence: E4
    by: Kim
    text: It only watches the lock file.
  - claim: 1.1/2
    by: Kim
    text: |
      Who was trained,
      and when?
YAML
cat >lee.yaml <<'YAML'
schema: assay/1
challenges:
  - {claim: 1.1/2, by: Lee, text: The list ends in March.}
YAML
cp portal.assay start.assay

ASSAY_USER=Sam run 0 -w portal.assay merge kim.yaml --theirs
says 'C2'
says 'C3'
says 'C1'
run 0 -w portal.assay verify
run 0 -w portal.assay challenge list
says 'It only watches the lock file.'
says 'and when?'
run 0 -w portal.assay challenge list --state settled
says 'C1'
run 0 -w portal.assay challenge list --by Kim --state open
says '2 challenges'
ASSAY_USER=Sam run 0 -w portal.assay merge lee.yaml
says 'C4'
run 0 -w portal.assay challenge show C4
says 'The list ends in March.'

# Again, after they were answered: nothing new, nothing to choose.
ASSAY_USER=Sam run 0 -w portal.assay challenge answer C3 'All eleven, in June.'
cp portal.assay before
ASSAY_USER=Sam run 0 -w portal.assay merge kim.yaml --exit-code
ASSAY_USER=Sam run 0 -w portal.assay merge lee.yaml --exit-code
same before portal.assay 'merged again'

# Left to choose, what is here stands; an import refuses the difference and takes what is new by itself.
ASSAY_USER=Sam run 1 -w start.assay merge kim.yaml --exit-code
run 0 -w start.assay challenge show C1
says 'open'
cp start.assay before
run 2 -w start.assay import kim.yaml
complains 'C1 differs in state: "settled" here, "open" in the workspace'
same before start.assay 'refused'
run 0 -w start.assay import lee.yaml
run 0 -w start.assay verify
run 0 -w start.assay challenge show C4
says 'Lee'

# Undone like any other save.
ASSAY_USER=Sam run 0 -w portal.assay undo
ASSAY_USER=Sam run 0 -w portal.assay undo
run 2 -w portal.assay show C4
run 0 -w portal.assay verify

finish
