#!/bin/sh
# Naming a moment, looking at it, comparing with it; approvals; carrying over.
. "${srcdir:-.}/tests/cli-lib.sh"
need_python

run 0 new w.assay --import "$example" --product Portal
run 0 export
cp out then.yaml
refused 2 diff
complains 'assay baseline NAME'
after_save baseline start
refused 2 baseline start
complains 'never moved'
refused 2 diff nowhere
complains 'there are: start'
run 0 diff
says 'no difference'

# That nothing shows a claim is known now; nothing is gained by it.
run 0 set 1.1/2 --status not-evidenced
run 0 diff --json
json '[c["kind"] for c in d["changes"] if c["claim"] and c["claim"]["asked_as"] == "1.1/2"][0] == "stands_otherwise"'
run 0 history
says 'name of baseline start: start'
run 0 set 1.1/2 --status to-assess

# Ten changes: each in words, none missing, none invented.
run 0 set 1.1/1 --status not-evidenced
run 0 set 1.1/4 --argument 'Other words for it.'
run 0 evidence add 'New scan report' --detail 'Weekly.'
run 0 evidence link E1 1.1/2 --note 'page 3'
run 0 evidence unlink E7 1.2/3
run 0 evidence edit E2 --owner Kim
run 0 gap add 'No fuzzing' --claim 1.3/1
run 0 gap close G1
run 0 gap edit G2 --due 2026-12-24
run 0 assessment set --next-review 2027-01-01
run 0 diff --json
json '[c["text"] for c in d["changes"] if c["kind"] not in ("gained", "lost", "stands_otherwise", "claimable", "not_claimable")] == [
 "1.1/1: status was evidenced, is not evidenced", "1.1/4: argument reworded", "E27 added: New scan report",
 d["changes"][[c["field"] for c in d["changes"]].index("owner")]["text"], "E1 supports 1.1/2", "E7 no longer supports 1.2/3", "G3 opened (on 1.3/1): No fuzzing",
 "G1: state was in progress, is closed", "G2: due was 2027-03-19, is 2026-12-24",
 d["changes"][-1]["text"]]'
json 'd["changes"][-1]["field"] == "next-review" and d["changes"][-1]["is"] == "2027-01-01"'
json 'sorted(c["claim"]["asked_as"] for c in d["changes"] if c["loss"] and c["kind"] == "lost") == ["1.1/1", "1.2/3", "1.3/1"] and d["lost"] >= 3'
run 1 diff --exit-code
run 0 diff --texts
says '{+Other words'

# The moment as it was, in every command that reads.
run 0 --at start export
same out then.yaml 'the moment does not say what it said'
run 0 --at start show E2
run 0 status --at start --short
says '32/45 met'
refused 2 --at start show E27
for command in 'gaps' 'tree 1.2' 'why 1.1' 'lint' 'evidence list' 'evidence suggest E1' 'gap list' 'gap show G1' 'challenge list' 'assessment show' \
	'report --format dot'; do
	run 0 --at start $command
done
refused 2 set 1.1/1 --status evidenced --at start
refused 2 history --at start

# Undone, there is no difference; a baseline is not undone by that, and neither moved nor changed.
for i in 1 2 3 4 5 6 7 8 9 10; do run 0 undo; done
run 0 diff --exit-code
says 'no difference'

# By hash, by day, between two moments, against another workspace.
run 0 baseline --json
head=$(python3 -c 'import json; print(json.load(open("out"))["baselines"][0]["head"])')
run 0 diff "$head" start
says 'no difference'
refused 2 diff 00000000
refused 2 diff 1999-01-01
complains 'nothing had been saved by then'
run 0 new other.assay --import "$example"
run 0 -w other.assay set 2.2/1 --owner Noor
run 0 -w other.assay diff w.assay
says '2.2/1: owner was'
says_not 'E1 '

# Evidence that passes its review date is told without anybody having saved.
run 0 -w w.assay evidence edit E1 --review-by 2027-03-01
run 0 -w w.assay baseline dated
run 0 -w w.assay diff dated --as-of 2027-06-01
says 'E1 was to be reviewed by 2027-03-01'
run 0 -w w.assay diff dated --as-of 2027-01-01
says 'no difference'
run 0 -w w.assay undo
run 0 -w w.assay undo

# Approvals lapse with the change that made them lapse.
ASSAY_WORKSPACE=w.assay
export ASSAY_WORKSPACE
after_save approve 1.3 --by Helen --position CTO
says '1.3 approved by Helen'
run 0 approve --json
json '[(a["principle"], a["by"], a["stands"], a["lapsed_by"]) for a in d["approvals"]] == [("1.3", "Helen", True, None)]'
run 0 set 1.2/1 --owner Kim
run 0 gap add 'Something else' --claim 1.3/1
run 0 approve
says 'stands'
run 0 evidence edit E7 --detail 'Other words.' --as Kim
run 0 set 1.3/1 --note 'A later one.'
run 0 approve
says 'lapsed with a later change: detail of E7'
run 0 undo
run 0 undo --any
run 0 approve
says 'stands'
run 0 export
cp out doc.yaml
run 0 new copy.assay --import doc.yaml
run 0 -w copy.assay approve
says 'stands'
run 0 approve 1.3 --withdraw
run 0 approve
says 'no principle was approved yet'
refused 2 approve 1.3 --by ''
refused 2 approve 1.3/1

# Carrying over: everything counts again only when it was affirmed.
run 0 new next.assay --from w.assay --product-version 5.0
says 'carried over: 40 answers'
ASSAY_WORKSPACE=next.assay
run 0 verify
run 0 status --json
json 'd["met"] == 0 and d["open"] == 45'
run 0 assessment show --json
json 'd["product"] == "Portal" and d["product_version"] == "5.0" and d["assessed"] is None'
run 0 show E7 --json
json '[s["asked_as"] for s in d["supports"]] != []'
run 0 show 1.1/1 --json
json 'd["inherited"] is True and d["standing"] == "open"'
run 0 set 1.1/1 --argument 'Edited, which is not affirming.'
run 0 show 1.1/1 --json
json 'd["inherited"] is True and d["standing"] == "open"'
after_save affirm 1.1/1
run 0 show 1.1/1 --json
json 'd["inherited"] is False and d["standing"] == "met"'
refused 2 affirm 1.1/1
complains 'nothing to affirm'
run 0 affirm --json
json 'len([x for x in d["due"] if x["why"] == "inherited"]) == 39'
refused 2 new third.assay --from w.assay --import "$example"
[ ! -e third.assay ] || fail 'a refusal left a file'

# Evidence is due again after the cycle, or as long as it was valid before.
run 0 evidence edit E1 --collected 2026-01-01 --review-by 2026-07-01
run 0 affirm --before 2026-11-21
says 'E1'
run 0 affirm E1
run 0 show E1 --json
json 'd["review_by"] == "2027-05-21"'
run 0 assessment set --review-cycle quarterly
run 0 affirm E1
run 0 show E1 --json
json 'd["review_by"] == "2027-02-21"'
run 0 evidence edit E2 --review-by 2026-01-01
run 0 affirm E2 --review-by 2026-12-31
run 0 undo
run 0 assessment set --review-cycle ''
refused 2 affirm E2
complains 'review-cycle'

finish
