#!/bin/sh
# verify: silent about a sound file, and for every place where a byte of a text was changed a fault.
. "${srcdir:-.}/tests/cli-lib.sh"

run 0 new w.assay --product 'Product Xylophone'
run 0 set 1.1/2 --status evidenced --argument 'The word zyzzogeton stands in this argument.'
run 0 evidence add 'Item quizzicaciously' --detail 'The detail says jabberwocky.' --supports 1.1/2='as brillig shows'
run 0 gap add 'A gap of mimsy borogoves' --claim 1.1/3 --action 'Outgrabe'
run 0 verify
says 'no faults'
head=$(sed -n 's/.*history: //p' out)
run 0 verify --head "$head"
run 0 set 1.1/3 --owner Kim
run 0 verify --head "$head"
run 3 verify --head 0000000000000000000000000000000000000000000000000000000000000000
run 3 verify --head nonsense
run 3 verify --json --head nonsense
says '"ok": false'

# Each place in the file where the word stands, one at a time.
damage() {
	places=$(LC_ALL=C grep -abo "$1" w.assay | cut -d: -f1)
	[ -n "$places" ] || fail "$1 is not in the file"
	for place in $places; do
		cp w.assay damaged.assay
		printf '#' | dd of=damaged.assay bs=1 seek=$((place + 1)) conv=notrunc 2>/dev/null
		run 3 -w damaged.assay verify
		[ "$(wc -l <out)" -ge 1 ] || [ -s err ] || fail "$1 at $place: no place is named"
	done
}
damage zyzzogeton
grep -q '1.1.2.1' out || { fail 'the claim is not named'; show_run; }
damage quizzicaciously
damage jabberwocky
damage brillig
damage borogoves
damage Outgrabe
damage Xylophone

# The program that assay-workspace(5) gives for checking the chain finds the same head, behind long texts too.
LC_ALL=C awk 'BEGIN { while (i++ < 400) printf "Zeile %d. ", i }' >long
run 0 -w w.assay set 1.1/3 --argument-file long
run 0 -w w.assay verify
head=$(sed -n 's/.*history: //p' out)
sed -n '/^\.Bd -literal/,/^\.Ed/p' "$source_root/man/assay-workspace.5" | sed -n '/^import hashlib/,/^print/p' >chain.py
[ "$(python3 chain.py w.assay)" = "$head" ] || fail "the program in assay-workspace(5) says $(python3 chain.py w.assay 2>&1)"
python3 chain.py damaged.assay >/dev/null 2>&1 && fail 'the program in assay-workspace(5) finds nothing wrong'

finish
