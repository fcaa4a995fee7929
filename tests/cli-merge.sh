#!/bin/sh
# merge: two copies edited apart come together; only what both changed differently asks; the other file is
# only read; done twice it changes nothing; killed half way it did all or nothing.
. "${srcdir:-.}/tests/cli-lib.sh"

as() {
	ASSAY_USER=$1
	shift
	run 0 "$@"
	ASSAY_USER='Test Person'
}
# The command saves, and this file is as it should be after it: saved FILE ARGUMENT...
saved() {
	file=$1
	shift
	run 0 -w "$file" "$@"
	cp out out.saved
	run 0 -w "$file" verify
	mv out.saved out
}
kim() { as Kim -w mine.assay "$@"; }
sam() { as Sam -w other.assay "$@"; }

run 0 new mine.assay --import "$example"
cp mine.assay start.assay
cp mine.assay other.assay

# Twelve edits each; three of them on the same texts.
kim set 1.1/1 --argument 'Kim on 1.1/1.'
kim set 1.1/4 --note 'Kim on 1.1/4.'
kim evidence edit E12 --title "Kim's title"
kim set 1.1/2 --status evidenced --argument 'Kim wrote this.'
kim set 1.1/3 --status not-evidenced
kim set 1.2/1 --owner Kim
kim evidence add "Kim's item" --location 'Cupboard 3' --location 'https://example.org/kim'
kim evidence link E27 1.1/2
kim evidence edit E1 --tool Wiki
kim gap edit G1 --due 2027-02-01
kim gap add "Kim's gap" --claim 1.2/1
kim assessment set --product-version 4.3

sam set 1.1/1 --argument 'Sam on 1.1/1.'
sam set 1.1/4 --note 'Sam on 1.1/4.'
sam evidence edit E12 --title "Sam's title"
sam set 1.1/1 --owner Sam
sam set 2.1/4 --status evidenced --argument 'Sam wrote that.'
sam evidence add "Sam's item" --detail 'What it is.' --location 'https://example.org/sam' --location 'Cupboard 3'
sam evidence link E27 2.1/4 --note 'All of it.'
sam evidence edit E1 --owner Sam
sam evidence unlink E4 1.2/2
sam gap edit G1 --priority low
sam gap add "Sam's gap" --claim 2.1/4 --claim 1.2/1
sam assessment set --out-of-scope 4.2 --reason 'sold elsewhere'
cp mine.assay mine.apart
cp other.assay other.apart

# First only looked at.
run 0 merge -w mine.assay other.assay --dry-run
says 'would be merged'
same mine.assay mine.apart
ASSAY_USER=Kim
saved mine.assay merge other.assay
says '1.1/1       owner (Sam'
says '4.2         scope chosen (Sam'
says '2.1/4       status, argument (Sam'
says 'E1          owner (Sam'
says 'E4          no longer supports 1.2/2 (Sam'
says "E28         new: \"Sam's item\" (Sam"
says 'E28         now supports 2.1/4 (Sam'
says 'G1          priority (Sam'
says "G4          new: \"Sam's gap\" (Sam"
says 'G4          now on 2.1/4 (Sam'
says 'their E27 is E28 here'
says 'their G3 is G4 here'
says 'E27 and E28: both are at Cupboard 3'
says '3 choices are open: 1.1/1.argument, 1.1/4.note, E12.title'
says 'Kim, 20'
says "here: \"Kim on 1.1/1.\""
says "there: \"Sam on 1.1/1.\""
[ "$(grep -c 'not chosen yet' out)" -eq 3 ] || { fail 'something else asks'; show_run; }
same other.assay other.apart 'the other file was written to'
run 0 -w mine.assay show 1.1/1
says 'Kim on 1.1/1.'
says Sam
run 0 -w mine.assay show E28
says 'All of it.'
run 0 -w mine.assay show G1
says 2027-02-01
says low

# The other values are kept, not taken, under a command of their own.
run 0 -w mine.assay history
says 'merge left open'

# Again: the same three choices, and not one byte.
cp mine.assay before
run 0 -w mine.assay merge other.assay
says 'nothing else to merge'
says '3 choices are open'
same before mine.assay
run 1 -w mine.assay merge other.assay --exit-code
same before mine.assay

# What is wrong changes nothing.
refused 2 -w mine.assay merge other.assay --take 1.1/1.argumnt=theirs
complains 'did you mean 1.1/1.argument?'
refused 2 -w mine.assay merge other.assay --take 1.1/1.argument
refused 2 -w mine.assay merge other.assay --mine --theirs
refused 4 -w mine.assay merge other.assay --read-only
refused 3 -w mine.assay merge missing.assay
refused 2 -w mine.assay merge missing.yaml
same before mine.assay

# One by one, by either number of the claim, then the rest.
saved mine.assay merge other.assay --take 1.1.1.argument=theirs --take 1.1/4.NOTE=mine
says '1.1/1.argument: theirs is taken'
says '1.1/4.note: mine stands'
says '1 choice is open: E12.title'
run 0 -w mine.assay show 1.1/1
says 'Sam on 1.1/1.'
saved mine.assay merge other.assay --mine
says 'nothing taken: mine stands'
cp mine.assay before
run 0 -w mine.assay merge other.assay --exit-code
says 'nothing to merge'
run 0 -w mine.assay merge other.assay --mine
same before mine.assay

# A choice can be made anew; the merge is one step to be undone, and can be done again.
saved mine.assay merge other.assay --take E12.title=theirs
run 0 -w mine.assay show E12
says "Sam's title"
cp mine.apart mine.assay
saved mine.assay merge other.assay --theirs
says_not 'open'
run 0 -w mine.assay export
cp out merged.yaml
saved mine.assay undo
run 0 -w mine.assay export
cp out undone.yaml
run 0 -w mine.apart export
same out undone.yaml 'undo of a merge'
saved mine.assay merge other.assay --theirs
run 0 -w mine.assay export
same out merged.yaml 'the same merge after an undo'

# The other way round, with the other choice, it is the same but for numbers and for what each had first.
cp other.apart theirs.assay
saved theirs.assay merge mine.apart --mine
says 'their E27 is E28 here'
run 0 -w theirs.assay show 1.1/1
says 'Sam on 1.1/1.'
says Sam

# A copy that has only gone on, or stayed behind.
saved start.assay merge other.apart
says 'E27         new'
says_not 'Under another number'
run 0 -w start.assay export
cp out a
run 0 -w other.apart export
same out a 'a copy that stayed behind'
cp start.assay before
run 0 -w start.assay merge mine.assay --dry-run
run 0 -w other.apart merge other.apart --dry-run
says 'nothing to merge'
same before start.assay

# Removal against change.
run 0 new one.assay --import "$example"
cp one.assay two.assay
run 0 -w one.assay evidence remove E4
run 0 -w two.assay evidence edit E4 --title 'Changed there'
run 0 -w two.assay evidence link E4 1.1/2
run 0 -w two.assay evidence remove E5
run 0 -w two.assay evidence remove E6
run 0 -w one.assay evidence link E6 1.1/2
cp one.assay one.apart
saved one.assay merge two.assay
says 'E5          removed'
says '2 choices are open: E4.removed, E6.removed'
refused 2 -w one.assay show E4
run 0 -w one.assay show E6
saved one.assay merge two.assay --theirs
run 0 -w one.assay show E4
says 'Changed there'
says 1.1/2
says 1.2/2
refused 2 -w one.assay show E6
cp one.assay before
run 0 -w one.assay merge two.assay
says 'nothing to merge'
same before one.assay

# No copies of one workspace: refused, and what to do instead.
run 0 new foreign.assay --import "$example"
cp one.assay before
refused 2 -w one.assay merge foreign.assay
complains 'no history in common'
complains 'assay -w foreign.assay export -o other.yaml'
same before one.assay

# A document: what is new is taken, every difference is a choice, and what was removed does not come back.
run 0 -w foreign.assay set 1.1/2 --status evidenced --argument 'From the document.'
run 0 -w foreign.assay set 1.1/1 --argument 'Differs.'
run 0 -w foreign.assay evidence add 'Of the document' --location 'Shelf 9'
run 0 -w foreign.assay export -o other.yaml
cp one.apart three.assay
saved three.assay merge other.yaml
says '1.1/2       status, argument'
says 'E27         new: "Of the document"'
says '2 choices are open: 1.1/1.argument, E4.removed'
says 'the document: "Differs."'
refused 2 -w three.assay show E4
cp three.assay before
run 0 -w three.assay merge other.yaml
same before three.assay
"$ASSAY" -w three.assay merge - --theirs <other.yaml >out 2>err || fail 'merge from standard input'
says merged
run 0 verify -w three.assay
run 0 -w three.assay show E4
says 1.2/2
run 0 -w three.assay merge other.yaml
says 'nothing to merge'
printf 'schema: assay/1\nanswers: [{claim: 9.9/9}]\n' >broken.yaml
cp three.assay before
run 2 -w three.assay merge broken.yaml
same before three.assay

# import refuses differences unless a side is named.
cp one.apart four.assay
run 2 -w four.assay import other.yaml
same one.apart four.assay
saved four.assay import other.yaml --mine
run 0 -w four.assay show 1.1/1
says_not 'Differs.'
saved four.assay import other.yaml --theirs
run 0 -w four.assay show 1.1/1
says 'Differs.'
refused 2 -w four.assay import other.yaml --mine --theirs

# Killed at any moment: all of it, or nothing.
run 0 -w mine.apart export
cp out nothing.yaml
run 0 -w mine.assay export
cp out all.yaml
nothing=0 all=0
for delay in 0 0.005 0.01 0.02 0.03 0.04 0.05 0.06 0.08 0.1; do
	cp mine.apart killed.assay
	rm -f killed.assay-journal
	"$ASSAY" -w killed.assay merge other.assay --theirs >/dev/null 2>&1 </dev/null &
	sleep "$delay"
	kill -9 $! 2>/dev/null
	wait $! 2>/dev/null
	run 0 verify -w killed.assay
	run 0 -w killed.assay export
	if cmp -s out nothing.yaml; then
		nothing=$((nothing + 1))
	elif cmp -s out all.yaml; then
		all=$((all + 1))
	else
		fail "killed after $delay s: half a merge"
	fi
done
echo "killed: $nothing with nothing, $all with all of it"

# Damage on either side is named before anything is merged.
if command -v python3 >/dev/null 2>&1; then
	cp other.apart damaged.assay
	python3 - <<'PYTHON' || fail 'the workspace could not be damaged'
import sqlite3
with sqlite3.connect("damaged.assay") as c:
    c.execute("UPDATE answer SET argument = 'Nobody wrote this' WHERE row = 1")
PYTHON
	cp mine.apart mine.assay
	refused 3 -w mine.assay merge damaged.assay
	complains 'damaged.assay: it is damaged'
	same mine.apart mine.assay
	cp damaged.assay damaged.before
	refused 3 -w damaged.assay merge other.assay
	same damaged.assay damaged.before

	run 0 -w mine.assay merge other.assay --dry-run --json
	json 'd["schema"] == "assay.merge/1" and d["dry_run"] and not d["changed"] and not d["document"] and d["open"] == 3'
	json '[c["name"] for c in d["choices"]] == ["1.1/1.argument", "1.1/4.note", "E12.title"]'
	json 'all(c["mine_who"] == "Kim" and c["theirs_who"] == "Sam" and c["chosen"] is None for c in d["choices"])'
	json 'd["renumbered"] == [{"theirs": "E27", "here": "E28"}, {"theirs": "G3", "here": "G4"}]'
	json 'd["alike"] == [{"here": "E27", "merged": "E28", "location": "Cupboard 3"}]'
	json '{"name": "E28", "kind": "evidence", "new": True} == {k: v for k, v in [t for t in d["taken"] if t["kind"] == "evidence"][-1].items() if k in ("name", "kind", "new")}'
	same mine.apart mine.assay

	# On a terminal it asks one by one: theirs, something else, later, and the last left unanswered.
	python3 - >asked 2>&1 <<'PYTHON' || { fail 'merge on a terminal'; cat asked >&2; }
import os, pty, re, signal
signal.alarm(60)
pid, fd = pty.fork()
if pid == 0:
    os.execv(os.environ["ASSAY"], ["assay", "-w", "mine.assay", "merge", "other.assay", "--as", "Kim"])
seen, answers = b"", [b"t\n", b"x\nl\n", b"m\n"]
while True:
    try:
        more = os.read(fd, 4096)
    except OSError:
        break
    if not more:
        break
    seen += more
    if answers and seen.rstrip().endswith(b"(l)ater?"):
        os.write(fd, answers[0][:2])
        answers[0] = answers[0][2:]
        if not answers[0]:
            answers.pop(0)
        seen += b"\n"
status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
text = re.sub(r"\x1b\[[0-9;]*m|\r", "", seen.decode())
print(text)
assert status == 0, status
assert "1 of 3: 1.1/1.argument" in text and "3 of 3: E12.title" in text
assert "1.1/1.argument: theirs is taken" in text and "E12.title: mine stands" in text
assert "1 choice is open: 1.1/4.note" in text
PYTHON
	run 0 verify -w mine.assay
	run 0 -w mine.assay show 1.1/1
	says 'Sam on 1.1/1.'
fi

finish
