#!/bin/sh
# assay lint and assay waive: one fault of each kind, put into the example by commands, is found exactly once
# more than on the clean example; what was waived is told with its reason.
. "${srcdir:-.}/tests/cli-lib.sh"
need_python

run 0 new clean.assay --import "$example"
run 0 -w clean.assay lint
says '5 remarks'
for claim in 4.1/1 4.1/2 4.1/3 4.2/1 4.3/1; do
	says "    $claim           "
done
[ "$(awk 'length > 80' out | wc -l)" -eq 0 ] || fail 'lines of more than 80 columns'
run 0 -w clean.assay lint --json
json 'd["schema"] == "assay.lint/1"'
json '{r["rule"] for r in d["remarks"]} == {"no-support"} and all(r["waived"] is None and r["heading"] == "completeness" for r in d["remarks"])'
cp out clean.json

# One more remark of this rule than on the clean example, about this.
one_more() {
	run 0 -w w.assay lint --json
	python3 - "$1" "$2" clean.json out <<'PYTHON' >&2 || { fail "$1 is not found once more, on $2"; show_run; }
import json, sys
rule, on = sys.argv[1:3]
before, after = ([r["on"] for r in json.load(open(f))["remarks"] if r["rule"] == rule] for f in sys.argv[3:])
new = list(after)
for name in before:
    new.remove(name)
print(rule, "new on", new) if new != [on] else None
sys.exit(new != [on])
PYTHON
}

fault() { # RULE ON ARGUMENT...: a fault in a fresh copy, by one command
	rule=$1 on=$2
	shift 2
	cp clean.assay w.assay
	run 0 -w w.assay "$@"
	one_more "$rule" "$on"
}
also() { # the fault needs one command more
	run 0 -w w.assay "$@"
}

fault no-support 2.2/2 evidence unlink E20 2.2/2
fault no-argument 2.2/2 set 2.2/2 --argument ''
fault no-reason 1.1/2 set 1.1/2 --status not-applicable
fault no-gap 1.1/2 set 1.1/2 --status not-evidenced
fault gap-plan G1 gap edit G1 --owner '' --due ''
fault blank-left 1.1/1 set 1.1/1 --note 'See page TBD, [insert date].'
fault past-review E1 evidence edit E1 --review-by 2026-11-20
fault dated-later E1 evidence edit E1 --collected 2026-11-21
fault gap-overdue G1 gap edit G1 --due 2026-11-20
fault gap-closed-early G1 gap close G1
fault tick-box 1.4/4 set 1.4/4 --argument 'Yes, we do this.'
fault tick-box E9 evidence edit E9 --detail 'We follow industry best practice.'
fault no-place E9 evidence edit E9 --title Defects --detail 'They are looked after.' --location '' --tool ''
fault repeats-claim 3.2/1 set 3.2/1 --argument 'A vulnerability disclosure process is published.'
fault own-evidence E9 evidence edit E9 --location /srv/portal.assay
fault link-unsaid 'E7 1.3/3' evidence link E7 1.3/3
fault near-same E27 evidence add 'The engineering handbook' --location 'https://sharepoint.example.com/h.docx' --supports 1.1/1=all
fault near-same E27 evidence add 'Framework' --location 'http://www.handbook.example.com/engineering/' --supports 1.1/1=all
fault unused E27 evidence add 'Training records' --location 'Moodle, course 7'
fault credential E9 evidence edit E9 --detail 'The board; sign in with AKIAIOSFODNN7EXAMPLE.'
says_not EXAMPLE
fault internal-matter 1.1/1 set 1.1/1 --argument 'The handbook lies on wiki.example.internal, page 4.'

cp clean.assay w.assay
also set 1.2/3 --argument 'Unit tests run on each pull request, and what fails is repaired within 7 days.'
also set 1.2/4 --argument 'A failing pull request of Renovate is repaired within two weeks; the tests run daily.'
one_more figures-differ 1.2/4
says 'says two weeks where 1.2/3 says 7 days'

cp clean.assay w.assay
also evidence link E21 3.2/2 --note 'the page is served from there'
also evidence edit E22 --location 'https://intranet.example.com/vdp'
one_more public-inside 3.2/1

cp clean.assay w.assay
also waive no-support 4.1/1 --reason 'The contract says it.'
also evidence link E22 4.1/1 --note n
one_more old-waiver 4.1/1

run 0 new sheet.assay --role reseller
for principle in 3.2 3.3 3.4 3.5 4.1 4.2 4.3; do
	run 0 -w sheet.assay assessment set --out-of-scope $principle --reason 'for the test'
done
for claim in 3.1/1 3.1/2; do
	run 0 -w sheet.assay set $claim --status evidenced --argument 'Section 2 of the contract says that the portal is reached over TLS only.'
done
run 0 -w sheet.assay evidence add 'The contract' --location 'Folder 7' --supports 3.1/1 --supports 3.1/2
run 0 -w sheet.assay lint
says clean-sheet
says '1 remark'

# Waiving.
cp clean.assay w.assay
run 0 -w w.assay lint --exit-code --rule unused
run 1 -w w.assay lint --exit-code
for claim in 4.1/1 4.1/2 4.1/3 4.2/1; do
	run 0 -w w.assay waive no-support $claim --reason "Told in the contract ($claim)."
	says "no-support on $claim: waived"
done
run 1 -w w.assay lint --exit-code
run 0 -w w.assay waive no-support 4.3/1 --reason 'A plan is enough here.'
run 0 -w w.assay lint --exit-code
says 'no remarks but 5 waived'
says '    A plan is enough here.'
run 0 -w w.assay lint --json
json 'len(d["remarks"]) == 5 and d["remarks"][4]["waived"] == "A plan is enough here."'
run 0 -w w.assay verify
run 0 -w w.assay waive no-support 4.3/1 --reason 'A plan is enough here.'
says 'nothing to save'
run 0 -w w.assay waive no-support 4.3/1 --reason 'Another reason.'
run 0 -w w.assay lint --waived
says '    Another reason.'
run 0 -w w.assay export
says 'reason: Another reason.'
cp out exported.yaml
run 0 new again.assay --import exported.yaml
run 0 -w again.assay lint
says 'no remarks but 5 waived'
run 0 -w w.assay waive --remove no-support 4.3/1
says 'no longer waived'
run 0 -w w.assay lint --on 4.3/1
says '1 remark'
run 0 -w w.assay lint --on 4.1
says 'no remarks but 3 waived'
run 0 -w w.assay undo
run 0 -w w.assay lint --on 4.3/1
says 'Another reason.'
run 0 -w w.assay evidence link E7 1.3/3
run 0 -w w.assay waive link-unsaid E7 1.3/3 --reason 'It is plain.'
run 0 -w w.assay waive --remove link-unsaid 'E7 1.3/3'
run 0 -w w.assay waive unused E1 --reason 'For later.'
says 'nothing of the kind is found there now'
run 0 -w w.assay lint --rule old-waiver
says 'E1'

# What is refused.
cp w.assay before
refused 2 waive no-suport 4.3/1 --reason r -w w.assay
complains "did you mean 'no-support'?"
refused 2 waive no-support 9.9 --reason r -w w.assay
refused 2 waive no-support E99 --reason r -w w.assay
refused 2 waive no-support 'E1 4.3/1' --reason r -w w.assay
complains 'E1 does not support 4.3/1'
refused 2 waive no-support 4.3/1 -w w.assay
complains '--reason TEXT'
refused 2 waive no-support 4.3/1 --reason ' ' -w w.assay
refused 2 waive old-waiver 4.3/1 --reason r -w w.assay
refused 2 waive --remove no-gap 4.3/1 -w w.assay
complains 'is not waived'
refused 2 lint --rule what -w w.assay
refused 2 lint no-support -w w.assay
complains '--explain'
same before w.assay

# Rules, and words of one's own.
run 0 lint --explain
[ "$(grep -c '^  [a-z]' out)" -eq 25 ] || fail 'not 25 rules'
run 0 lint --explain no-gap tick-box
says 'tick-box (relevancy)'
refused 2 lint --explain nogap
run 0 catalogue check "$ASSAY_DATA/catalogue/words/en.yaml"
says 'no faults'
mkdir -p config/assay
printf 'schema: assay-words/1\ntick-box: [handled by magic]\nremove: {blanks: {words: [TBD]}}\n' >config/assay/words.yaml
cp clean.assay w.assay
run 0 -w w.assay set 1.1/1 --argument 'It is handled by magic. The rest is TBD.'
run 0 -w w.assay lint --on 1.1/1 --json
json '[r["rule"] for r in d["remarks"]] == ["tick-box"]'
printf 'schema: assay-words/1\ntick-bx: [a]\nvague: [ab*, "***"]\nremove: {vague: [not there at all]}\ncredentials: [{name: n, begins: b, least: 3}]\nnumbers: {two: many}\n' >bad.yaml
run 2 catalogue check bad.yaml
for fault in "bad.yaml:2:1: unknown key 'tick-bx'" 'bad.yaml:3:9:' 'bad.yaml:3:14:' 'bad.yaml:4:18:' 'bad.yaml:5:15:' 'bad.yaml:6:16:'; do
	complains "$fault"
done
run 2 -w w.assay lint --words bad.yaml
cp bad.yaml config/assay/words.yaml
run 2 -w w.assay lint
complains 'words.yaml:2:1'

finish
