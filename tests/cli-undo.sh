#!/bin/sh
# Any commands at all, as many times undone, as many times done again: the export is the first one and
# the last one to the byte, and the file is sound.
. "${srcdir:-.}/tests/cli-lib.sh"

run 0 new w.assay --product Product --role developer-distributor
run 0 export -o first
seed=20261121
pick() {
	seed=$(((seed * 1103515245 + 12345) % 2147483648))
	picked=$((seed / 65536 % $1 + 1))
}
one_of() {
	pick $#
	shift $((picked - 1))
	one=$1
}

head_now() { "$ASSAY" verify --json | sed -n 's/.*"head": "\(.*\)".*/\1/p'; }

# What is refused (an item that is not there any more) is refused; what changes nothing is no save.
made=0 head=$(head_now)
for i in $(seq 60); do
	one_of 1.1/1 1.1/2 1.2/2 2.1/1 3.1/1 tree:1.2.3
	claim=$one
	one_of E1 E2 E3 E4
	item=$one
	one_of G1 G2 G3
	gap=$one
	pick 14
	case $picked in
	1) one_of evidenced partly-evidenced not-evidenced to-assess; set -- set $claim --status $one ;;
	2) set -- set $claim --argument "argument $i" --note "note $i" ;;
	3) set -- set $claim --owner '' --argument '' --reading alternative ;;
	4 | 5) set -- evidence add "item $i" --detail "detail $i" --supports $claim=here ;;
	6) set -- evidence edit $item --title "title $i" --location "place $i" --location other ;;
	7) set -- evidence link $item $claim 4.1/1 --note "note $i" ;;
	8) set -- evidence unlink $item $claim ;;
	9) set -- evidence remove $item ;;
	10) set -- gap add "gap $i" --claim $claim --action do ;;
	11) set -- gap edit $gap --claim $claim --due 2027-01-01 --priority high ;;
	12) set -- gap close $gap ;;
	13) one_of --in-scope --out-of-scope; set -- assessment set $one 4.2 --reason "reason $i" --product "Product $i" ;;
	14)
		printf 'schema: assay/1\nevidence:\n  - title: imported %s\n    supports: [{claim: %s}]\n' $i $claim >document
		set -- import document
		;;
	esac
	"$ASSAY" "$@" >out 2>err || [ $? -eq 2 ] || { fail "assay $*"; show_run; }
	now=$(head_now)
	[ "$now" = "$head" ] || made=$((made + 1))
	head=$now
done
[ "$made" -gt 30 ] || fail "only $made of the commands saved"
run 0 export -o last

for i in $(seq "$made"); do
	run 0 undo
	says 'undone: '
done
run 0 undo
says 'nothing of yours to undo'
run 0 export -o back
same first back
run 0 status
cp out status.back
run 0 verify
for i in $(seq "$made"); do
	run 0 undo --redo
	says 'done again: '
done
run 0 export -o again
same last again
run 0 verify

# Seen as before it was begun.
run 0 new other.assay --product Product --role developer-distributor
run 0 -w other.assay status
mv w.assay w
mv other.assay w.assay
run 0 status
same status.back out

finish
