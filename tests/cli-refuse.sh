#!/bin/sh
# Files that are no workspace, damaged or from a newer program: one line, status 3, no change.
. "${srcdir:-.}/tests/cli-lib.sh"

run 0 new good.assay --import "$example"

# for_all FILE: reading and writing commands refuse it in one line, and leave it as it is.
for_all() {
	if [ -f "$1" ]; then cp "$1" untouched; fi
	refused 3 -w "$1" status
	complains "$1"
	refused 3 -w "$1" show 1.1/1
	refused 3 -w "$1" set 1.1/1 --status evidenced
	refused 3 -w "$1" import "$example"
	refused 3 -w "$1" export
	refused 3 -w "$1" backup copy.of
	refused 3 -w "$1" verify
	if [ -f "$1" ]; then same untouched "$1"; fi
	[ ! -e copy.of ] || fail "$1: a copy was made"
}

for_all missing.assay
mkdir folder.assay
for_all folder.assay
: >empty.assay
for_all empty.assay
echo 'This is a text, not a workspace.' >text.assay
for_all text.assay
head -c 20000 /dev/urandom >noise.assay
for_all noise.assay
head -c 60 good.assay >header.assay
for_all header.assay
head -c 8192 good.assay >cut.assay
for_all cut.assay

# The schema's version is in bytes 60 to 63 of the file, the application's id in 68 to 71.
cp good.assay newer.assay
printf '\000\000\003\347' | dd of=newer.assay bs=1 seek=60 conv=notrunc 2>/dev/null
for_all newer.assay
complains newer
cp good.assay foreign.assay
printf '\001\002\003\004' | dd of=foreign.assay bs=1 seek=68 conv=notrunc 2>/dev/null
for_all foreign.assay

if command -v sqlite3 >/dev/null 2>&1; then
	sqlite3 other.assay 'CREATE TABLE t (a); INSERT INTO t VALUES (1);'
	for_all other.assay
	cp good.assay trigger.assay
	sqlite3 trigger.assay 'CREATE TRIGGER x AFTER UPDATE ON answer BEGIN DELETE FROM evidence; END;'
	for_all trigger.assay
	cp good.assay view.assay
	sqlite3 view.assay 'CREATE VIEW v AS SELECT 1;'
	for_all view.assay
fi
mkfifo pipe.assay && for_all pipe.assay

# With the rights of another user it does not run at all.
if [ "$(id -u)" -eq 0 ] && command -v python3 >/dev/null 2>&1; then
	python3 -c 'import os, sys; os.setresuid(65534, 0, 0); os.execv(sys.argv[1], sys.argv[1:])' "$ASSAY" --version >out 2>err
	[ $? -eq 2 ] && [ ! -s out ] && [ "$(wc -l <err)" -eq 1 ] || { fail 'runs setuid'; show_run; }
fi

# Reading changes nothing, not even beside the file.
mkdir readonly
cp good.assay readonly/w.assay
cp good.assay untouched
for command in status gaps tree 'show 1.1/1' 'show E1' 'why 1.2' export verify 'assessment show' 'evidence list'; do
	run 0 -w readonly/w.assay $command
done
same untouched readonly/w.assay
[ "$(ls -a readonly | wc -l)" -eq 3 ] || fail 'reading left a file behind'

finish
