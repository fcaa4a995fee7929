#!/bin/sh
# The example of the catalogue folder gives the numbers its text promises.
. "${srcdir:-.}/tests/cli-lib.sh"
need_python

run 0 new portal.assay
run 0 import "$example"
run 0 status --json
json '(d["asked"], d["in_scope"]) == (45, 45)'
json '(d["met"], d["partly"], d["asserted"], d["open"]) == (32, 2, 5, 6)'
json 'd["challenged"] == d["not_evidenced"] == d["set_aside"] == d["out_of_scope"] == 0'
json 'd["claimable"] == "1.3 1.4 3.1 3.2 3.3 3.4 3.5".split()'
json '(d["gaps_outstanding"], d["gaps_overdue"]) == (2, 0)'
json 'd["product"] == "Example Portal" and len(d["chain_head"]) == 64'
json 'len(d["principles"]) == 14 and sum(p["met"] for p in d["principles"]) == 32'

run 0 status --json --as-of 2030-01-01
json 'd["gaps_overdue"] == 2'
run 0 gaps --exit-code --overdue
run 1 gaps --exit-code
run 1 gaps --exit-code --overdue --as-of 2030-01-01
run 0 gaps --json
json '[g["ref"] for g in d["gaps"]] == ["G1", "G2"]'
json '[c["asked_as"] for c in d["gaps"][1]["claims"]] == ["4.1/1", "4.1/2", "4.3/1"]'
run 0 gaps --json --claim 4.3
json '[g["ref"] for g in d["gaps"]] == ["G2"]'
run 0 gaps --json --claim 1
json 'd["gaps"] == []'
run 0 gaps --json --owner marek
json '[g["ref"] for g in d["gaps"]] == ["G2"]'

run 0 new reseller.assay --import "$example" --role reseller
run 0 -w reseller.assay status --json
json '(d["in_scope"], d["met"], d["asserted"], d["out_of_scope"]) == (16, 11, 5, 29)'
json 'd["gaps_outstanding"] == 1'
run 0 -w reseller.assay assessment show --json
json 'd["role"] == "reseller" and d["delivery"] == "saas"'

ASSAY_WORKSPACE=portal.assay
export ASSAY_WORKSPACE
run 0 tree --json
json 'sum(n["kind"] == "theme" for n in d["nodes"]) == 4'
json 'sum(n["kind"] == "principle" for n in d["nodes"]) == 14'
json 'sum(n["kind"] == "claim" for n in d["nodes"]) == 54'
json 'sum(n["asked_as"] is not None for n in d["nodes"]) == 45'
json 'all(n["parent"] == n["id"][0] for n in d["nodes"] if n["kind"] == "principle")'
json 'all(n["parent"] is None for n in d["nodes"] if n["kind"] == "theme")'
json 'all(n["parent"] in [m["id"] for m in d["nodes"]] for n in d["nodes"] if n["kind"] != "theme")'
json 'all((n["standing"] is None) == (n["kind"] in ("strategy", "note")) for n in d["nodes"])'
run 0 tree 1.2 --json --depth 0
json '[n["id"] for n in d["nodes"]] == ["1.2"]'
run 0 tree 1.2 --json --depth 1
json '[n["id"] for n in d["nodes"] if n["kind"] == "claim"] == ["1.2.1", "1.2.2", "1.2.3"]'

run 0 show 1.1/2
cp out position
run 0 show 1.1.2.1
same position out
run 0 show 1.1/2 --json
cp out position
run 0 show 1.1.2.1 --json
same position out
json 'd["claim"] == "1.1.2.1" and d["asked_as"] == "1.1/2" and d["standing"] == "open"'

run 0 why 1.2 --json
json '[(b["asked_as"], b["standing"]) for b in d["because"]] == [("1.2/1", "open")]'
json 'd["standing"] == "unfinished"'
run 0 why 1.2/2 --json
json 'd["because"] == [] and d["holds_up"] == ["1.2.2.1", "1.2.2", "1.2"]'
run 0 why 2.2 --json
json '[(b["asked_as"], b["gaps"]) for b in d["because"]] == [("2.2/1", ["G1"]), ("2.2/3", ["G1"]), ("2.2/4", [])]'
run 0 why 2.2
says 'due 2027-02-26'
run 0 why E4 --json
json '[c["asked_as"] for c in d["left_without"]] == ["1.2/2"]'
json '[c["asked_as"] for c in d["loses_some"]] == ["1.2/5", "3.3/1"]'
json 'd["principles"] == ["1.2"]'

run 0 status --short
[ "$(wc -l <out)" -eq 1 ] || fail 'status --short is not one line'
says 'Example Portal 4.2: 32/45 met, 2 gaps, 6 open'
run 0 status
says 'Can be claimed:  1.3, 1.4, 3.1, 3.2, 3.3, 3.4, 3.5'
unset ASSAY_WORKSPACE
run 0 status portal.assay reseller.assay
[ "$(wc -l <out)" -eq 3 ] || fail 'status of two files is not a table of two rows'
run 0 status --json portal.assay reseller.assay
json 'list(d) == ["schema", "workspaces"] and [w["met"] for w in d["workspaces"]] == [32, 11]'
run 3 status --json portal.assay missing.assay
json '[w["met"] for w in d["workspaces"]] == [32]'
complains 'missing.assay'

finish
