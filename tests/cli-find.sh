#!/bin/sh
# Finding from the shell: by number and by words, in text and in JSON; any text is a search.
. "${srcdir:-.}/tests/cli-lib.sh"
need_python

run 0 new portal.assay --import "$example"
ASSAY_WORKSPACE=$folder/portal.assay
export ASSAY_WORKSPACE

# Text.
run 0 find renov
says 'evidence E4, tool: Automated dependency updates'
says '    Renovate'
says 'argument 1.2/4 (1.2.2.1.3.1)'
says 'hits'
python3 -c 'import sys; sys.exit(any(len(l.rstrip("\n")) > 80 for l in open("out", encoding="utf-8")))' || fail 'wider than 80 columns'
if grep -q "$(printf '\033')" out; then fail 'colours in a file'; fi
run 0 find zzyzx
[ "$(cat out)" = 'nothing found' ] || fail 'not said plainly that nothing was found'
run 0 find E12
says 'evidence E12, ref'
says '1 hit'
run 0 find 1.1.2
says 'claim 1.1.2, number'
says 'claim 1.1/2 (1.1.2.1), number'

# Several operands are one search; quotes make a phrase.
run 0 find pull request --json
cp out words
run 0 find 'pull request' --json
same words out
run 0 find '"pull request"' --json
json 'd["hits"] and all("pull request" in h["excerpt"].lower() for h in d["hits"])'
run 0 find '"request pull"' --json
json 'd["hits"] == []'

# JSON: these keys, in this order, absent values null.
run 0 find updates --json
json 'list(d) == ["schema", "hits"] and d["schema"] == "assay.find/1"'
json 'all(list(h) == "kind ref claim field excerpt".split() for h in d["hits"])'
json 'all(h["claim"] is None or list(h["claim"]) == ["claim", "asked_as"] for h in d["hits"])'
run 0 find maintained updated --json
json 'd["hits"][0] == {"kind": "claim", "ref": None, "claim": {"claim": "1.1.2.2", "asked_as": "1.1/3"}, "field": "body", "excerpt": "Tools are maintained and updated."}'
run 0 find updates --json
json 'any(h["kind"] == "evidence" and h["ref"] == "E4" and h["claim"] is None and h["field"] == "title" for h in d["hits"])'
run 0 find G1 --json
json '[(h["kind"], h["ref"], h["field"]) for h in d["hits"]] == [("gap", "G1", "ref")]'
run 0 find 1.2/2 --json
json 'd["hits"][0]["claim"] == {"claim": "1.2.2.1.1", "asked_as": "1.2/2"} and d["hits"][0]["field"] == "number"'

# Kinds and limits.
run 0 find update --kind gap --kind guidance --json --limit 1000
json '{h["kind"] for h in d["hits"]} == {"gap", "guidance"}'
for kind in claim strategy guidance evidence link argument assumptions note owner gap challenge approval scope waiver read-through baseline assessment; do
	run 0 find a e i o --kind $kind --json
	run 0 find a --kind $kind --json
	json "all(h['kind'] == '$kind' for h in d['hits'])"
done
run 0 find updates --limit 3
says 'the first 3 hits; --limit NUMBER lists more'
run 0 find updates --limit 3 --json
json 'len(d["hits"]) == 3'
refused 2 find updates --kind evidnce
complains 'did you mean evidence?'
refused 2 find updates --limit 0
refused 2 find updates --limit 1000001
refused 2 find updates --limit 99999999999999999999
refused 2 find updates --limit many
refused 2 find

# Any text whatsoever.
long=$(printf '%10000s' '' | tr ' ' x)
words=$(i=0; while [ $i -lt 2000 ]; do printf 'w%s "' $i; i=$((i + 1)); done)
for text in '' ' ' '"' '""' '"a' 'a"b' '* OR 1' 'NEAR(a b' 'NOT' 'text:a' '^a' '(' ')' "'; DROP TABLE search" '%s%n' '😀' '…' '漢字' "$long" "$words"; do
	run 0 find --json -- "$text"
	json 'd["schema"] == "assay.find/1"'
	run 0 find -- "$text"
done

# Case and accents do not matter; what was removed is not found.
after_save set 1.1/2 --argument 'Die Überprüfung der Schulung.'
run 0 find 'UBERPRUFUNG' --json
json '[h["kind"] for h in d["hits"]] == ["argument"]'
run_in C 0 find uberpruf
says 'Uberprufung'
after_save evidence add 'Zebra book' --location Shelf
run 0 find zebra --json
json '[h["ref"] for h in d["hits"]] == ["E27"]'
after_save evidence remove E27
run 0 find zebra
says 'nothing found'
run 0 find E27
says 'nothing found'

finish
