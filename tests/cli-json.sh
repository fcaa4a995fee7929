#!/bin/sh
# JSON: exactly these keys in this order; the same in a locale without UTF-8, then pure ASCII.
. "${srcdir:-.}/tests/cli-lib.sh"
need_python

run 0 new portal.assay --import "$example"
run 0 gap add 'Training is not recorded' --claim 1.1/2
claim='["claim", "asked_as"]'

run 0 status --json
json 'list(d) == "schema product asked in_scope met partly asserted challenged not_evidenced open set_aside out_of_scope claimable gaps_outstanding gaps_overdue challenges_open challenges_answered chain_head principles".split()'
json 'd["schema"] == "assay.status/1"'
json 'all(list(p) == "id text standing asked in_scope met set_aside remark".split() for p in d["principles"])'
json 'sum(d[k] for k in list(d)[4:12]) == d["asked"]'

run 0 gaps --json
json 'list(d) == ["schema", "gaps", "challenges"] and d["schema"] == "assay.gaps/1" and len(d["gaps"]) == 3'
json 'all(list(g) == "ref claims gap action owner due overdue priority state".split() for g in d["gaps"])'
json "all(list(c) == $claim for g in d['gaps'] for c in g['claims'])"
json 'd["gaps"][2]["action"] is d["gaps"][2]["owner"] is d["gaps"][2]["due"] is d["gaps"][2]["priority"] is None'
json 'd["gaps"][2]["overdue"] is False and d["gaps"][2]["state"] == "open"'

for name in 1.2/2 tree:1.2.3 1.1/2 1.2 1; do
	run 0 show "$name" --json
	json 'list(d) == "schema claim asked_as text status standing inherited reading argument assumptions owner note evidence gaps challenges".split()'
	json 'd["schema"] == "assay.show/1"'
	json 'all(list(e) == "ref title note counts also".split() for e in d["evidence"])'
	json "all(list(c) == $claim for e in d['evidence'] for c in e['also'])"
done
run 0 show 1.2/2 --json
json 'd["status"] == "evidenced" and d["standing"] == "met" and d["reading"] == "literal" and d["inherited"] is False'
json '[e["ref"] for e in d["evidence"]] == ["E4"] and d["evidence"][0]["counts"] is True'
json '[c["asked_as"] for c in d["evidence"][0]["also"]] == ["1.2/5", "3.3/1"]'
run 0 show 1.1/2 --json
json 'd["gaps"] == ["G3"] and d["status"] == "to-assess" and d["argument"] is None'

run 0 show E4 --json
json 'list(d) == "schema ref title detail kind location tool owner collected review_by audience supports".split()'
json 'd["location"] == ["https://github.com/example-software/renovate-config"]'
json 'all(list(s) == "claim asked_as note counts".split() for s in d["supports"]) and len(d["supports"]) == 3'
run 0 evidence list --json
json 'list(d) == ["schema", "evidence"] and d["schema"] == "assay.evidence/1" and len(d["evidence"]) == 26'
json 'all(list(e) == "ref title detail kind location tool owner collected review_by audience supports".split() for e in d["evidence"])'
run 0 show G1 --json
json 'list(d) == "schema ref claims gap action owner due overdue priority state audience".split()'
cp out gap
run 0 gap show G1 --json
same gap out

run 0 tree --json
json 'list(d) == ["schema", "nodes"] and d["schema"] == "assay.tree/1"'
json 'all(list(n) == "id parent kind text label asked_as standing".split() for n in d["nodes"])'
json 'set(n["kind"] for n in d["nodes"]) == {"theme", "principle", "claim", "strategy", "note"}'

run 0 why 1.1 --json
json 'list(d) == "schema claim asked_as standing because holds_up".split() and d["schema"] == "assay.why/1"'
json 'all(list(b) == "claim asked_as standing gaps challenges".split() for b in d["because"])'
run 0 why 1 --json
json 'd["holds_up"] == [] and len(d["because"]) == 3'
run 0 why E4 --json
json 'list(d) == "schema ref left_without loses_some principles".split()'
json "all(list(c) == $claim for c in d['left_without'] + d['loses_some'])"

run 0 verify --json
json 'list(d) == "schema ok head faults".split() and d["schema"] == "assay.verify/1"'
json 'd["ok"] is True and d["faults"] == [] and len(d["head"]) == 64'

# An empty workspace: absent values are null.
run 0 new empty.assay
run 0 status --json empty.assay
json 'd["product"] is None and d["open"] == 45 and d["claimable"] == []'
run 0 evidence list --json -w empty.assay
json 'd["evidence"] == []'

# Another locale: the same values.
run 0 set 1.1/2 -w portal.assay --argument 'Größe „ü“ … 你好 😀'
for command in 'show 1.1/2' 'status' 'tree' 'gaps' 'show E4' 'why 1.2'; do
	run 0 -w portal.assay $command --json
	cp out utf8
	run_in C 0 -w portal.assay $command --json
	if LC_ALL=C grep -q '[^ -~]' out; then fail "not ASCII in the C locale: $command"; fi
	python3 -c 'import json, sys; sys.exit(json.load(open("utf8", encoding="utf-8")) != json.load(open("out")))' ||
		fail "$command --json differs between locales"
done

finish
