#!/bin/sh
# Workspaces of earlier formats: made by the programs of their day, kept in tests/old with what they say.
. "${srcdir:-.}/tests/cli-lib.sh"

old=$source_root/tests/old
take() {
	rm -rf ./*.assay* && gzip -dc "$old/format-1.assay.gz" >old.assay || exit 99
}

# A copy by SQLite: of the same format, with the same content, though not every byte.
kept_as_it_was() {
	[ "$(od -An -tu1 -j63 -N1 "$1" | tr -d ' ')" = 1 ] || fail "$1 is not of the earlier format"
	run 0 -w "$1" export
	same out "$old/format-1.yaml" "what was kept says something else"
}

# Reading changes nothing, and says what the program of that day said.
take
cp old.assay before
run 0 -w old.assay export
same out "$old/format-1.yaml" "an old workspace does not say what it said"
run 0 -w old.assay verify
run 0 -w old.assay status
run 0 -w old.assay history
run 0 -w old.assay --read-only show 1.1/1
refused 4 -w old.assay --read-only set 1.1/2 --status evidenced
cmp -s old.assay before || fail "reading an old workspace changed it"
[ "$(ls | grep -c format)" = 0 ] || fail "reading an old workspace left a copy"

# Without leave to write it is read all the same. (Root may write everything.)
chmod 400 old.assay
run 0 -w old.assay why 1.1
chmod 600 old.assay

# A save brings it to the present format, and keeps it as it was under a name that is no workspace's.
run 0 -w old.assay set 1.1/2 --status evidenced
complains 'brought to the present format'
kept_as_it_was old.assay.format-1
run 0 -w old.assay verify
run 0 -w old.assay assessment set --review-cycle quarterly
[ ! -s err ] || fail "told twice: $(cat err)"
run 0 -w old.assay undo
run 0 -w old.assay undo
run 0 -w old.assay export
same out "$old/format-1.yaml" "undone, it does not say what it said"

# What is kept is never overwritten.
take
echo mine >old.assay.format-1
run 0 -w old.assay set 1.1/2 --status evidenced
[ "$(cat old.assay.format-1)" = mine ] || fail "a file in the way was overwritten"
kept_as_it_was old.assay.format-1.2

# Damage is told and nothing is changed.
take
cp old.assay whole
dd if=/dev/zero of=old.assay bs=4096 seek=20 count=1 conv=notrunc 2>/dev/null
cp old.assay damaged
run 3 -w old.assay set 1.1/2 --status evidenced
cmp -s old.assay damaged || fail "a damaged old workspace was changed"

finish
