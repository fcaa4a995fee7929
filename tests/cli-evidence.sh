#!/bin/sh
# The register's commands: titles one a line, two items into one, a part of one, suggestions and refusals.
. "${srcdir:-.}/tests/cli-lib.sh"
need_python

run 0 new w.assay
: >titles
printf 'Backup policy\n  Restore tests \nBackup  POLICY.\n\n' | "$ASSAY" evidence add - >out 2>err || fail 'evidence add -'
says 'E1 Backup policy'
says 'E2 Restore tests'
says 'named twice: Backup  POLICY.'
printf 'restore tests\n' | "$ASSAY" evidence add - >out 2>err || fail 'a title that is there is no mistake'
says 'E2 is there already: restore tests'
run 0 evidence list --json
json 'len(d["evidence"]) == 2'
printf 'fine\n%s\n' "$(printf '%1001s' '' | tr ' ' x)" | "$ASSAY" evidence add - >out 2>err && fail 'a title too long was taken'
complains 'standard input, line 2'
run 0 evidence list --json
json 'len(d["evidence"]) == 2'

# Numbers and single letters tell titles apart.
mkdir numbers
run 0 new numbers/n.assay
printf 'Penetration test 2025\nPenetration test 2026\nPlan A\nPlan B\n' | "$ASSAY" -w numbers/n.assay evidence add - >out 2>err || fail 'evidence add -'
says 'E4 Plan B'
says_not 'named twice'

# Two items into one.
after_save evidence edit E1 --detail 'What is kept.' --owner Sam --location https://a
after_save evidence edit E2 --detail 'Tried each quarter.' --owner Kim --tool Restic --location https://b --audience public
after_save evidence link E1 1.1/1 --note 'chapter 2'
after_save evidence link E2 1.1/1 1.1/2 --note 'the log'
cp w.assay before
refused 2 evidence merge E1 E2
complains 'E1 and E2 differ in title, owner, audience: choose with --keep E1 or --keep E2'
refused 2 evidence merge E1 E1
refused 2 evidence merge E1 E2 --keep E7
refused 2 evidence merge E1 E2 --title ''
run 2 evidence merge E1 E2 --keep E1 --owner "$(printf 'a\001')"
same before w.assay
after_save evidence merge E1 E2 --keep E1 --title 'Backups and restores'
says 'E2 merged into E1; 1 link moved; 1 link of both joined'
run 0 show E1 --json
json 'd["title"] == "Backups and restores" and d["owner"] == "Sam" and d["tool"] == "Restic" and d["audience"] == "internal"'
json 'd["detail"] == "What is kept.\n\nFrom E2, Restore tests:\nTried each quarter." and d["location"] == ["https://a", "https://b"]'
json '[s["note"] for s in d["supports"]] == ["chapter 2\nFrom E2: the log", "the log"]'
run 2 show E2
run 0 history
says 'evidence merge'
after_save undo
run 0 show E2 --json
json 'd["title"] == "Restore tests" and len(d["supports"]) == 2'
run 0 show E1 --json
json 'd["title"] == "Backup policy" and d["tool"] is None and len(d["supports"]) == 1'

# A part of one.
refused 2 evidence split E2 --claim 1.1/1
complains 'say with --title'
refused 2 evidence split E2 --title Part
complains '--claim or --move-claim'
refused 2 evidence split E2 --title Part --claim 1.1/3
complains 'E2 does not support 1.1/3'
refused 2 evidence split E2 --title Part --claim 1.1/1 --move-claim 1.1/1
complains 'named twice'
after_save evidence split E2 --title 'Restore log' --tool Borg --claim 1.1/1 --move-claim 1.1/2
says 'E3 Restore log: split from E2, supports 1.1/1, 1.1/2'
run 0 show E3 --json
json 'd["owner"] == "Kim" and d["tool"] == "Borg" and [s["note"] for s in d["supports"]] == ["the log", "the log"]'
run 0 show E2 --json
json '[s["asked_as"] for s in d["supports"]] == ["1.1/1"]'
after_save undo
run 2 show E3

# Suggestions: what is refused is not made again, unless that is taken back.
run 0 new ex.assay --import "$example"
ASSAY_WORKSPACE=ex.assay
export ASSAY_WORKSPACE
run 0 evidence suggest E16
says 'for 1.4/2 MFA for privileged users'
says "shares 'Multi-factor'"
says 'E10, which supports it, has a title like it'
run 0 evidence suggest E16 --json --limit 1
json 'd["schema"] == "assay.suggest/1" and len(d["suggestions"]) == 1 and d["suggestions"][0]["asked_as"] == "1.4/2"'
json 'd["suggestions"][0]["like"] == "E10" and "IG-1.4-02" in d["suggestions"][0]["guidance"] and d["suggestions"][0]["words"]'
run 0 evidence suggest 2.2/4
says 'E18 GitHub audit log'
says 'nothing that counts supports it yet'
refused 2 evidence suggest E16 --limit 0
refused 2 evidence suggest 1.1.2
after_save evidence refuse E16 1.4/2
says 'E16 is not suggested any more for 1.4/2'
run 0 evidence suggest E16
says_not '1.4/2 MFA'
run 0 evidence refuse E16 1.4/2
says 'nothing to save'
after_save evidence refuse E16 1.4/2 --again
run 0 evidence suggest E16
says '1.4/2 MFA'
refused 2 evidence refuse E16 1.4/2 --again
refused 2 evidence refuse E16 2.1/5
complains 'E16 supports'
after_save evidence link E16 1.4/2
run 0 evidence suggest E16
says_not '1.4/2 MFA'
run 0 evidence suggest
[ "$(grep -c '^  for ' out)" -eq 20 ] || fail 'not 20 suggestions'
"$ASSAY" evidence suggest --json >again 2>err
"$ASSAY" evidence suggest --json >out 2>err
same out again 'the same again'
finish
