#!/bin/sh
# Every command that saves: it says what it did, the file is sound after it, and what is refused
# changes not one byte.
. "${srcdir:-.}/tests/cli-lib.sh"

after_save new w.assay --product Product --organisation 'An Organisation' --owner Kim
says 'w.assay: 45 claims in scope as developer-distributor'
refused 4 new w.assay
after_save assessment set --product-version 4.2 --next-review 2027-01-01 --delivery hybrid
run 0 assessment show
says 4.2
says hybrid
after_save assessment set --out-of-scope 4.2 --reason 'sold with the device'
says '44 claims in scope (were 45)'
after_save assessment set --scope-of-role 4.2
says '45 claims in scope (were 44)'
after_save assessment set --role reseller
says '16 claims in scope (were 45)'
after_save assessment set --role developer-distributor

# Claims.
after_save set 1.1/2 --status evidenced --owner Kim
says '1.1/2 (1.1.2.1): status, owner saved; now asserted (was open)'
printf 'First line.\n\n\tSecond – “line”.\n' >text
after_save set 1.1/2 --argument-file text --assumptions 'none to speak of' --reading alternative --note internal
run 0 show 1.1.2.1
says 'First line.'
says 'Second – “line”.'
says alternative
"$ASSAY" set 1.1/2 --argument-file - <text >out || fail 'set from standard input'
grep -q 'nothing to save' out || fail 'the same text again was saved'
printf 'From the pipe' | "$ASSAY" set 1.1/2 --argument-file - >out || fail 'set from standard input'
run 0 show 1.1/2
says 'From the pipe'
after_save set 1.1/2 --owner ''
run 0 show 1.1/2
says_not Kim
run 0 set 1.1/2 --status evidenced
says 'nothing to save'

# A number that has claims below it is another reading.
cp w.assay before
refused 2 set 1.1.2 --status not-evidenced
complains 'did you mean 1.1/2, which is 1.1.2.1?'
same before w.assay
refused 2 set 1.1/2 --status not-evidenced --owner "$(printf 'a\001')"
same before w.assay
refused 2 set 1.1/2 --argument-file missing
refused 2 set 1.1/2 --argument a --argument-file text
printf 'bad \377' >bad
refused 2 set 1.1/2 --argument-file bad
same before w.assay

# Evidence.
after_save evidence add 'Training records' --detail 'Who took which course.' --kind log --location 'https://example.org/a' \
	--location 'Cupboard 3' --tool Moodle --owner Sam --collected 2026-09-01 --review-by 2026-10-01 --audience customer \
	--supports 1.1/2='the list of courses' --supports 1.1/3
says 'E1 Training records'
run 0 show E1
says 'Cupboard 3'
says 'the list of courses'
says 'look again'
run 0 show 1.1/2
says 'E1 Training records'
says 'also supports 1.1/3'
says '● met'
after_save evidence edit e1 --title 'Records of training' --location 'Cupboard 4' --tool ''
run 0 show E1
says 'Cupboard 4'
says_not 'Cupboard 3'
says_not Moodle
printf 'Second\n\nThird\n' | "$ASSAY" evidence add - --kind code >out || fail 'evidence add -'
says 'E2 Second'
says 'E3 Third'
run 0 verify
after_save evidence link E2 1.1/2 1.1/3 1.1/2 --note 'page 3'
says 'E2 now supports 1.1/2, 1.1/3'
run 0 show 1.1/2
says 'E2 Second (does not count)'
after_save evidence unlink E2 1.1/3
says 'E2 no longer supports 1.1/3'
after_save evidence link E2 1.1/3
run 0 evidence list
says weak
says unused
cp w.assay before
refused 2 evidence link E2 1.1/2 1.1.2
refused 2 evidence add x --supports 1.1.2
complains '--supports'
refused 2 evidence add x --supports 1.1/1 --kind thing
same before w.assay
after_save evidence edit E2 --detail 'Now it says something.'
after_save evidence remove E1
says 'less support, judge again: 1.1/2'
after_save evidence remove E2
says 'left with no support: 1.1/2'
refused 2 show E1
run 0 evidence add Fourth
says 'E4 Fourth'

# Gaps.
after_save gap add 'Nobody is trained' --claim 1.1/2 --claim 1.1/3 --action 'Train them' --owner Sam --due 2026-11-01 \
	--priority high
says 'G1 on 1.1/2, 1.1/3: written down'
run 0 gaps
says 'overdue'
says 'Train them'
after_save gap edit G1 --claim 1.1/1 --no-claim 1.1/3 --state in-progress --due 2026-12-01
says 'G1 on 1.1/1, 1.1/2: saved'
run 0 gaps --overdue
says 'no overdue gaps'
run 0 gaps --claim 1.1
says G1
run 0 gaps --claim 2
says 'no outstanding gaps'
cp w.assay before
refused 2 gap edit G1 --no-claim 1.1/3
refused 2 gap edit G9 --owner x
refused 2 gap edit G1 --gap ''
same before w.assay
run 0 gap show g1
says 'Nobody is trained'
after_save gap close G1
says 'G1 on 1.1/1, 1.1/2: closed'
run 0 gaps
says 'no outstanding gaps'
run 0 gap list
says G1

# A copy.
after_save backup copy.backup
run 0 -w copy.backup status
run 0 -w copy.backup verify
[ "$(ls -l copy.backup | cut -c1-10)" = -rw------- ] || fail 'the copy is not private'
[ "$(ls -l w.assay | cut -c1-10)" = -rw------- ] || fail 'the workspace is not private'
refused 4 backup copy.backup
refused 4 backup w.assay
refused 4 backup nowhere/copy

finish
