#!/bin/sh
# challenge: raised, answered, settled, overruled and opened again, by whom it may be; listed where gaps are; kept
# when its item goes, and through every document.
. "${srcdir:-.}/tests/cli-lib.sh"

# by PERSON STATUS ARGUMENT...
by() {
	ASSAY_USER=$1
	shift
	run "$@"
	ASSAY_USER='Test Person'
}
# saved PERSON ARGUMENT...: and the file is as it should be after it.
saved() {
	ASSAY_USER=$1
	shift
	after_save "$@"
	ASSAY_USER='Test Person'
}
# refuses PERSON TEXT ARGUMENT...: status 2, one line that says so, and nothing changed.
refuses() {
	person=$1 text=$2
	shift 2
	cp portal.assay before
	by "$person" 2 "$@"
	complains "$text"
	[ "$(wc -l <err)" -eq 1 ] || fail "$*: more than one line"
	same before portal.assay "$*"
}

run 0 new portal.assay --import "$example" --owner Sam
ASSAY_WORKSPACE=portal.assay
export ASSAY_WORKSPACE
run 0 set 1.2/1 --owner Lee --status evidenced --argument 'Because.'

# --- on a claim ---------------------------------------------------------------------------------------

run 0 show 1.2/1 --json
saved Kim challenge add 1.2/1 'The policy says 14 days, not 7.'
says 'C1 on 1.2/1: raised; 1.2/1 now stands as challenged'
by Kim 0 show C1
says '1.2/1'
says 'The policy says 14 days, not 7.'
says 'Kim'
run 0 status
says 'Challenges:'
says '1 waits: 1 open'
run 0 status --short
says '1 challenge'
run 0 gaps
says '1 challenge'
says 'C1 on 1.2/1'
run 0 why 1.2
says 'C1 by Kim is open: The policy says 14 days, not 7.'
run 0 why 1.2/1
says 'C1 is not settled'

refuses Pat 'C1 can only be settled by Kim, who raised it' challenge settle C1
refuses kim 'C1 can only be settled by Kim, who raised it' challenge settle C1
refuses Pat 'only Sam, who owns the assessment, or Lee, who owns the claim, can overrule C1' challenge overrule C1 --reason No
refuses Sam 'say why: --reason TEXT' challenge overrule C1
refuses Sam 'the text is empty' challenge answer C1 ''
refuses Sam 'C1 can only be worded anew by Kim' challenge edit C1 --text Other
refuses Sam 'C1 can only be removed by Kim' challenge remove C1
refuses Kim 'C1 is open already' challenge reopen C1 More
refuses Kim 'there is no C9; the last is C1' challenge settle C9

saved Kim challenge edit C1 --text 'The policy says 14 days, not 7, on page 3.'
says 'C1 on 1.2/1: saved'
printf 'It was changed\nin October.\n' >answer
saved Sam challenge answer C1 --answer-file answer
says 'C1 on 1.2/1: answered; 1.2/1 now stands as challenged'
refuses Kim 'C1 is answered, and can only be worded anew while it is open' challenge edit C1 --text Other
run 0 challenge show C1
says 'in October.'
saved Kim challenge settle C1
says 'C1 on 1.2/1: settled; 1.2/1 now stands as'
says_not 'stands as challenged'
run 0 gaps
says_not 'challenge'
refuses Sam 'C1 is settled, and cannot be answered; Kim can open it again' challenge answer C1 More
refuses Sam 'C1 can only be opened again by Kim' challenge reopen C1
saved Kim challenge reopen C1 'Page 3 still says 14.'
run 0 challenge show C1
says 'Opened again: Page 3 still says 14.'
says 'in October.'
saved Lee challenge overrule C1 --reason 'Page 3 is about something else.'
says 'C1 on 1.2/1: overruled'
run 0 show 1.2/1
says 'Page 3 is about something else.'
says 'Overruled'
run 0 challenge list --state overruled
says 'C1'
run 0 challenge list --state open
says_not 'C1'
says 'no challenges'

# Undo takes back one act at a time, redo does it again.
by Lee 0 undo
run 0 challenge list --state open
says 'C1'
by Lee 0 undo --redo
run 0 challenge list --state overruled
says 'C1'
run 0 history 1.2/1
says 'challenge overrule'
says 'state of C1: open → overruled'

# --- on a link ----------------------------------------------------------------------------------------

refuses Kim 'there is no E99' challenge add 1.2/2 Why --evidence E99
refuses Kim 'E1 does not support 1.2/2' challenge add 1.2/2 Why --evidence E1
refuses Kim 'the text is empty' challenge add 1.2/2 ''
refuses Kim 'has claims below it' challenge add 1.2.2 Why
saved Kim challenge add 1.2/2 'It only watches the lock file.' --evidence E4
says 'C2 on E4 for 1.2/2: raised'
need_python
run 0 show 1.2/2 --json
json 'd["challenges"] == ["C2"] and [e["counts"] for e in d["evidence"] if e["ref"] == "E4"] == [False]'
run 0 show C2 --json
json 'd["schema"] == "assay.show/1" and d["ref"] == "C2" and d["claim"] == "1.2.2.1.1" and d["evidence"] == "E4" and d["state"] == "open"'
cp out first
run 0 challenge show C2 --json
same first out
run 0 challenge list --json
json '[c["ref"] for c in d["challenges"]] == ["C1", "C2"] and d["challenges"][0]["reason"] == "Page 3 is about something else."'
run 0 challenge list --by Kim --claim 1.2.2 --json
json '[c["ref"] for c in d["challenges"]] == ["C2"]'
run 0 gaps --json
json '[c["ref"] for c in d["challenges"]] == ["C2"] and all("state" in g for g in d["gaps"])'
run 0 status --json
json 'd["challenges_open"] == 1 and d["challenges_answered"] == 0'
run 0 why 1.2 --json
json 'any(b["challenges"] == ["C2"] for b in d["because"]) or not any(b["claim"] == "1.2.2.1.1" for b in d["because"])'

# --- its item goes: the challenge stays, as one on a removed item ----------------------------------------

run 0 show 1.2/2 --json
cp out before.json
by Sam 0 evidence remove E4
says 'C2'
run 0 show C2
says 'E4, removed, for 1.2/2'
run 0 show C2 --json
json 'd["evidence"] == "E4" and d["evidence_removed"]'
run 0 show 1.2/2 --json
json 'd["standing"] != "challenged" and d["challenges"] == ["C2"]'
run 0 export -o doc.yaml
grep -qF 'evidence: E4 removed' doc.yaml || fail 'the export does not say that the item was removed'
run 0 new again.assay --import doc.yaml
run 0 -w again.assay verify
run 0 -w again.assay show C2
says 'E4, removed, for 1.2/2'
run 0 -w again.assay export -o again.yaml
same doc.yaml again.yaml
run 0 -w again.assay evidence add New --location Shelf
says_not 'E4'
run 0 export --format json -o doc.json
run 0 new json.assay --import doc.json
run 0 -w json.assay export -o again.yaml
same doc.yaml again.yaml
# What is here already comes in without a change, imported or merged.
cp portal.assay before
run 0 -w portal.assay import doc.yaml
says 'everything is there already'
run 0 -w portal.assay merge doc.yaml
same before portal.assay
# A new one on the removed item, in a document of somebody else's.
cat >more.yaml <<'YAML'
schema: assay/1
challenges:
  - {claim: 1.2/2, evidence: E4 removed, by: Pat, text: Where is it now?}
YAML
cp portal.assay third.assay
run 0 -w portal.assay import more.yaml
run 0 -w portal.assay verify
run 0 -w portal.assay show C3
says 'E4, removed, for 1.2/2'
run 0 -w third.assay merge more.yaml
run 0 -w third.assay verify
run 0 -w third.assay show C3
says 'E4, removed, for 1.2/2'
# A misspelt number is still refused.
sed 's/E4 removed/E77/' more.yaml >bad.yaml
run 2 -w portal.assay import bad.yaml
complains 'there is no E77, neither in this document nor in the workspace'
sed 's/E4 removed/E4 gone/' more.yaml >bad.yaml
run 2 -w portal.assay import bad.yaml
complains '"E4 gone" is no reference such as E12'

# A document brought in again after its challenge was answered brings nothing.
saved Sam -w portal.assay challenge answer C3 'It went with the old build.'
cp portal.assay before
run 0 -w portal.assay import more.yaml
run 0 -w portal.assay merge more.yaml
same before portal.assay

# --- removing -------------------------------------------------------------------------------------------

saved Pat -w portal.assay challenge reopen C3
saved Pat -w portal.assay challenge remove C3
says 'C3'
run 2 -w portal.assay show C3
complains 'C3 was removed'

# --- merging two copies -----------------------------------------------------------------------------------

cp portal.assay other.assay
by Pat 0 -w other.assay challenge add 1.1/1 'From the other copy.'
saved Kim -w portal.assay challenge add 1.1/2 'From this copy.'
by Sam 0 -w other.assay challenge answer C2 'Answered there.'
run 0 -w portal.assay merge other.assay
run 0 -w portal.assay verify
run 0 -w portal.assay challenge list
says 'From the other copy.'
says 'From this copy.'
says 'Answered there.'

finish
