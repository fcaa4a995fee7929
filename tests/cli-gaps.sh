#!/bin/sh
# What is still outstanding: the order and its reason, filters, the way of a gap from written down to done, tickets.
. "${srcdir:-.}/tests/cli-lib.sh"
need_python

run 0 new portal.assay --import "$example"
ASSAY_WORKSPACE=$folder/portal.assay
export ASSAY_WORKSPACE

narrow() {
	python3 -c 'import sys; sys.exit(any(len(l.rstrip("\n")) > 80 for l in open("out", encoding="utf-8")))' || fail "wider than 80 columns: $1"
}

after_save gap add 'Late and dear' --claim 1.2/3 --due 2026-11-09 --priority high --owner Sam
after_save gap add 'Without any date' --claim 1.3/1
after_save gap add 'Soon' --claim 1.3/1 --due 2026-12-01 --priority low --owner Kim

# The order, and why.
run 0 gaps
says 'overdue by 12 days; high; 1.2 waits for it'
says 'open, due 2026-11-09, Sam'
says '5 gaps outstanding, 1 overdue'
narrow gaps
run 0 gaps --json
json '[g["ref"] for g in d["gaps"]] == ["G3", "G1", "G2", "G5", "G4"]'
json 'd["gaps"][0]["why"] == "overdue by 12 days; high; 1.2 waits for it"'
json 'all(list(g)[-1] == "why" for g in d["gaps"])'
run 0 gaps --as-of 2026-11-01 --json
json 'd["gaps"][0]["why"].startswith("due in ")'

# Which.
run 0 gaps --due-within 30 --json
json '[g["ref"] for g in d["gaps"]] == ["G3", "G5"]'
run 0 gaps --due-within 0 --json
json '[g["ref"] for g in d["gaps"]] == ["G3"]'
run 0 gaps --no-date --json
json '[g["ref"] for g in d["gaps"]] == ["G4"]'
run 0 gaps --state in-progress --owner tom --json
json '[g["ref"] for g in d["gaps"]] == ["G1"]'
run 0 gaps --claim 1 --overdue --json
json '[g["ref"] for g in d["gaps"]] == ["G3"]'
run 0 gaps --claim 2 --no-date
[ "$(cat out)" = 'no outstanding gaps' ] || fail 'not said that there is none'
refused 2 gaps --due-within x
complains '--due-within: a number of days is needed'
refused 2 gaps --due-within -1
refused 2 gaps --due-within 99999999999999999999
refused 2 gaps --state done
complains '--state'
refused 2 gaps --state ''
refused 2 gaps --overdue --no-date
complains 'only one of them'

# From written down to done.
after_save gap start G3
says 'G3 on 1.2/3: in progress'
run 0 gap start G3
says 'in progress already'
after_save set 1.2/3 --status partly-evidenced
run 0 show 1.2/3 --json
json 'd["standing"] == "partly"'
refused 2 gap close G3 --evidenced 1.3/1
complains '--evidenced: G3 is not about 1.3/1'
refused 2 gap close G3 --evidenced 1.2
after_save gap close G3 --as Kim
says 'G3 on 1.2/3: closed'
says "'assay set 1.2/3 --status evidenced' would fit now"
run 0 show 1.2/3 --json
json 'd["status"] == "partly-evidenced"'
after_save gap reopen G3 --as Sam
says 'open again'
run 0 gap reopen G3
says 'open already'
after_save gap close G3 --evidenced 1.2/3
says '1.2/3: met'
run 0 gap close G3
says 'closed already'
run 0 show 1.2/3 --json
json 'd["status"] == "evidenced" and d["standing"] == "met"'
run 0 show G3
tr -s ' \n' ' ' <out >flat
grep -q 'begun [0-9-]* by Test Person, closed [0-9-]* by Kim, opened again [0-9-]* by Sam, closed [0-9-]* by Test Person' flat || { fail 'not remembered'; show_run; }
narrow 'show G3'
run 0 undo
run 0 show 1.2/3 --json
json 'd["status"] == "partly-evidenced"' 
run 0 show G3 --json
json 'd["state"] == "open"'

# Nothing planned, because.
refused 2 gap accept G4
complains 'say why nothing is planned: --reason TEXT'
refused 2 gap accept G4 --reason ''
after_save gap accept G4 --reason 'It costs more than it is worth.'
says 'G4 on 1.3/1: accepted, nothing is planned'
run 0 gap accept G4 --reason 'It costs more than it is worth.'
says 'accepted already'
run 0 gaps --json
json '"G4" not in [g["ref"] for g in d["gaps"]]'
run 0 gaps --state accepted --json
json '[g["ref"] for g in d["gaps"]] == ["G4"] and d["gaps"][0]["why"] == "nothing is planned, for the reason given"'
run 0 gap close G5
run 0 gap list
says 'because: It costs more than it is worth.'
narrow 'gap list'
tr '\n' ' ' <out | tr -s ' ' | grep -qi 'outstanding .*nothing planned, because .*G4 .*closed .*G5' || { fail 'not under its heading'; show_run; }
run 0 gap list --state closed --json
json '[g["ref"] for g in d["gaps"]] == ["G5"]'
after_save gap reopen G4
run 0 gaps --json
json '"G4" in [g["ref"] for g in d["gaps"]]'

# A ticket.
run 0 show G1 --ticket
cp out ticket
[ "$(sed -n 2p ticket)" = '' ] || fail 'the title is not one line'
says '## What is missing'
says '## Plan'
says '- 2.2/1 (2.2.1): '
says '- Due: 2027-02-26'
says '- Owner: Tom'
says '- Priority: high'
says '- Reference: G1, Example Portal 4.2'
run 0 gap show G1 --ticket
same ticket out
run 0 show G4 --ticket
[ "$(sed -n 1p out)" = 'Without any date' ] || fail 'the title is not the first line of the gap'
says '- Due: no date'
says '- Owner: nobody yet'
refused 2 show 1.2/3 --ticket
complains 'only a gap becomes a ticket'
refused 2 show G1 --ticket --json
refused 2 show G99 --ticket

# Removed, and what that costs.
after_save gap remove G3
says 'G3 removed from 1.2/3; nothing says any more what is missing for 1.2/3'
after_save gap remove G4
says 'G4 removed from 1.3/1'
says_not 'nothing says'
refused 2 gap close G3
for command in start close reopen remove; do
	refused 2 gap $command G99
	refused 3 -w none.assay gap $command G1
done
refused 4 --read-only gap close G1

# A name that acts on terminals is shown, not sent.
run 0 gap close G1 --as "$(printf 'Eve \342\200\256x')"
run 0 show G1
if grep -q "$(printf '\342\200\256')" out; then fail 'a name turns the text round'; fi
finish
