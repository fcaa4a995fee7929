#!/bin/sh
# Workspaces of earlier formats: made by the programs of their day, kept in tests/old with what they say.
. "${srcdir:-.}/tests/cli-lib.sh"

old=$source_root/tests/old
present=3

# take FORMAT
take() {
	rm -rf ./*.assay* && gzip -dc "$old/format-$1.assay.gz" >old.assay || exit 99
}

# A copy by SQLite: of the same format, with the same content, though not every byte.
# kept_as_it_was FORMAT FILE
kept_as_it_was() {
	[ "$(od -An -tu1 -j63 -N1 "$2" | tr -d ' ')" = "$1" ] || fail "$2 is not of format $1"
	run 0 -w "$2" export
	same out "$old/format-$1.yaml" "what was kept says something else"
}

# Reading changes nothing, and says what the program of that day said.
reads() {
	take "$1"
	cp old.assay before
	run 0 -w old.assay export
	same out "$old/format-$1.yaml" "a workspace of format $1 does not say what it said"
	run 0 -w old.assay verify
	run 0 -w old.assay status
	run 0 -w old.assay history
	run 0 -w old.assay --read-only show 1.1/1
	refused 4 -w old.assay --read-only set 1.1/2 --status evidenced
	cmp -s old.assay before || fail "reading a workspace of format $1 changed it"
	[ "$(ls | grep -c format)" = 0 ] || fail "reading a workspace of format $1 left a copy"

	# Without leave to write it is read all the same. (Root may write everything.)
	chmod 400 old.assay
	run 0 -w old.assay why 1.1
	chmod 600 old.assay
}

# A save brings it to the present format, and keeps it as it was under a name that is no workspace's.
writes() {
	take "$1"
	run 0 -w old.assay set 1.1/2 --status evidenced
	complains 'brought to the present format'
	kept_as_it_was "$1" "old.assay.format-$1"
	[ "$(od -An -tu1 -j63 -N1 old.assay | tr -d ' ')" = "$present" ] || fail "format $1 was not brought to format $present"
	run 0 -w old.assay verify
	run 0 -w old.assay assessment set --review-cycle quarterly
	[ ! -s err ] || fail "told twice: $(cat err)"
	run 0 -w old.assay undo
	run 0 -w old.assay undo
	run 0 -w old.assay export
	same out "$old/format-$1.yaml" "undone, it does not say what it said"
	run 0 -w old.assay verify
}

# What is kept is never overwritten.
keeps() {
	take "$1"
	echo mine >"old.assay.format-$1"
	run 0 -w old.assay set 1.1/2 --status evidenced
	[ "$(cat "old.assay.format-$1")" = mine ] || fail "a file in the way was overwritten"
	kept_as_it_was "$1" "old.assay.format-$1.2"
}

# Damage is told and nothing is changed.
damaged() {
	take "$1"
	cp old.assay whole
	dd if=/dev/zero of=old.assay bs=4096 seek=20 count=1 conv=notrunc 2>/dev/null
	cp old.assay damaged
	run 3 -w old.assay set 1.1/2 --status evidenced
	cmp -s old.assay damaged || fail "a damaged workspace of format $1 was changed"
}

for format in 1 2; do
	reads $format
	writes $format
	keeps $format
	damaged $format
done

# A merge reads the history of an old copy, long texts and all.
take 2
cp old.assay copy.assay
run 0 -w old.assay set 1.1/2 --note mine
run 0 -w copy.assay set 1.1/3 --argument "$(head -c 1500 "$old/format-2.yaml" | tr -dc 'a-z ')"
run 0 -w old.assay merge copy.assay
run 0 -w old.assay verify

finish
