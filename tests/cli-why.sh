#!/bin/sh
# assay why: reasons down to the item, consequences up to the principle, what is tried, what it takes.
. "${srcdir:-.}/tests/cli-lib.sh"
need_python

run 0 new portal.assay --import "$example"
ASSAY_WORKSPACE=portal.assay
export ASSAY_WORKSPACE
cp portal.assay before

# --- down and up -----------------------------------------------------------------------------------

run 0 why 1.1
says '2 of 6 claims stand in the way'
says '1.1/2 (1.1.2.1) open: Developers are trained'
says '1.1/3 (1.1.2.2) open: Tools are maintained and updated.'
says 'no evidence is linked'
[ "$(grep -cE '[0-9]/[0-9]' out)" -eq 2 ] || fail 'why 1.1 names other claims than 1.1/2 and 1.1/3'
run 0 why 1.1 --json
json '[b["asked_as"] for b in d["because"]] == ["1.1/2", "1.1/3"]'
run 0 why 1.1/2
says '1.1.2 unfinished: Tools and their use are adequately secure'
says '1.1 unfinished: An established secure development framework is followed'
run 0 why 1.2/2
says 'It holds up:'

run 0 why E7
says 'left with no support:'
says '1.3/2 (1.3.1.2) Execution of the test plan is automated'
says '1.3/1 (1.3.1.1) A test plan exists'
says '1.2.2.1.3 Through life Management'
run 0 why E7 --json
json '[c["asked_as"] for c in d["left_without"]] == ["1.2/3", "1.2/4", "1.3/2"]'
json '[c["asked_as"] for c in d["loses_some"]] == ["1.3/1", "3.5/2"]'

# --- trying ------------------------------------------------------------------------------------------

run 0 why 1.3 --without E7
says 'Tried, nothing is saved:'
says '1 of 3 claims stands in the way'
says '1.3/2 (1.3.1.2) asserted: Execution of the test plan'
says 'Could no longer be claimed: 1.3'
run 0 why 1.3 --without E7 --json
json 'd["standing"] == "held_back" and [b["asked_as"] for b in d["because"]] == ["1.3/2"]'
json 'd["without"] == ["E7"] and d["if"] == [] and d["lost"] == ["1.3"] and d["gained"] == []'
json '{c["claim"]: (c["before"], c["after"]) for c in d["changes"]}["1.3"] == ("met", "held_back")'
json '[c["asked_as"] for c in d["changes"]][:3] == ["1.2/3", "1.2/4", "1.3/2"]'
run 0 why 1.3 --without e7 --without E7 --json
json 'd["without"] == ["E7"]'

# Several, mixed: what stands in the way is what is left. The same as really doing it.
run 0 why 1 --without E7 --without E4 --if 1.1/2=evidenced --if 1.3/2=not-evidenced --json
json '[(i["asked_as"], i["status"]) for i in d["if"]] == [("1.1/2", "evidenced"), ("1.3/2", "not-evidenced")]'
python3 -c 'import json; d = json.load(open("out")); print([(b["claim"], b["standing"]) for b in d["because"]])' >tried
cmp -s portal.assay before || fail 'a trial changed the workspace'
cp portal.assay done.assay
for step in 'evidence remove E7' 'evidence remove E4' 'set 1.1/2 --status evidenced' 'set 1.3/2 --status not-evidenced'; do
	run 0 -w done.assay $step
done
run 0 -w done.assay why 1 --json
python3 -c 'import json; d = json.load(open("out")); print([(b["claim"], b["standing"]) for b in d["because"]])' >really
same tried really 'tried and done'

run 0 why E4 --without E7 --json
json 'd["ref"] == "E4" and [c["asked_as"] for c in d["left_without"]] == ["1.2/2"] and d["lost"] == ["1.3"]'
run 0 why 4 --if 1.1/1=evidenced
says 'That would change no standing.'

# --- what it takes -------------------------------------------------------------------------------------

run 0 why --what-it-takes 4.2
says '1 piece would satisfy the counting rule for 4.2'
says 'one evidence item for 4.2/1: link one that is on file, or write it'
says 'for the assessor to judge'
run 0 why --what-it-takes 4.2 --json
json '[(t["act"], t["effort"], t["claims"][0]["asked_as"]) for t in d["takes"]] == [("link", "on-file", "4.2/1")]'
json 'd["smallest"] is True and d["takes"][0]["evidence"] is None'
run 0 why 2.2 --what-it-takes
says '5 pieces would satisfy the counting rule for 2.2: 4 with what is on file, 1 to'
says 'close G1, which is on 2.2/1, 2.2/3: high, in-progress, due 2027-02-26'
run 0 why 2.2 --what-it-takes --json
json '[t["act"] for t in d["takes"]] == ["raise-status", "raise-status", "raise-status", "link", "close"]'
json '[c["asked_as"] for c in d["takes"][4]["claims"]] == ["2.2/1", "2.2/3"] and d["takes"][4]["gap"] == "G1"'
run 0 why 1.3 --what-it-takes
says 'Nothing is missing for 1.3.'
run 0 why 1.3 --what-it-takes --without E7 --json
json '[t["act"] for t in d["takes"]] == ["link"]'
run 0 why 1 --what-it-takes
says 'would satisfy the counting rule for 1:'
run_in C 0 why 2.2 --what-it-takes --without E7
if LC_ALL=C grep -q '[^ -~]' out; then fail 'not ASCII in the C locale'; fi

run 0 why tree:1.2.3 --what-it-takes
says 'no evidence is linked'
says 'tree:1.2.3 does not count: nothing is asked of it.'

# What it takes, really done, makes the principle met.

after_save evidence link E4 4.2/1
run 0 show 4.2 --json
json 'd["standing"] == "met"'

# --- refused ----------------------------------------------------------------------------------------------

refused 2 why 1.3 --without E99
complains '--without: there is no E99'
refused 2 why E7 --without E7
complains 'E7 is what is tried without'
refused 2 why 1.1 --if 1.1/2
complains 'write it as 1.2/2=evidenced'
refused 2 why 1.1 --if 1.1/2=
refused 2 why 1.1 --if 9/9=evidenced
complains '--if: there is no 9/9'
refused 2 why 1.1 --if 1.1.2=evidenced
complains 'did you mean 1.1/2, which is 1.1.2.1?'
refused 2 why 1.1 --if 1.1/2=fine
complains 'to-assess, evidenced, partly-evidenced, not-evidenced, not-applicable'
refused 2 why 1.1 --if 1.1/2=evidenced --if 1.1.2.1=to-assess
complains 'two statuses'
refused 2 why E4 --what-it-takes
complains 'not of evidence'

finish
