#!/bin/sh
# export and import: there and back without a byte of difference; a broken document changes nothing.
. "${srcdir:-.}/tests/cli-lib.sh"

run 0 new first.assay --import "$example"
says '39 answers, 26 items of evidence, 43 links, 2 gaps'
for format in yaml json; do
	run 0 -w first.assay export --format $format
	cp out first.$format
	run 0 new second-$format.assay
	run 0 -w second-$format.assay import first.$format
	says imported
	run 0 -w second-$format.assay verify
	for other in yaml json; do
		run 0 -w second-$format.assay export --format $other -o second.$other
		run 0 -w first.assay export --format $other
		same out second.$other "import of $format, export of $other"
	done
	run 0 -w second-$format.assay import first.$format
	says 'nothing to import'
	"$ASSAY" new third-$format.assay --import - <first.$format >out || fail "new --import - of $format"
	run 0 -w third-$format.assay export --format $format
	same out first.$format
done
[ "$(ls -l second.yaml | cut -c1-10)" = -rw------- ] || fail 'the exported file is not private'

# Options win over the document, wherever they stand.
run 0 new --role reseller --product Other fourth.assay --import first.yaml
run 0 -w fourth.assay status --short
says Other

# Into a workspace with content: what is new is taken, what differs is refused, wholly.
cat >more.yaml <<'YAML'
schema: assay/1
answers:
  - claim: 1.1/3
    status: evidenced
    argument: The tools are kept up to date.
evidence:
  - title: One more item
    supports:
      - claim: 1.1/3
YAML
run 0 -w first.assay import more.yaml
says '1 answer, 1 item of evidence, 1 link'
run 0 -w first.assay show 1.1/3
says 'E27 One more item'
run 0 -w first.assay verify
run 0 -w first.assay set 1.1/3 --argument 'Another text.'
cp first.assay before
run 2 -w first.assay import more.yaml
complains 'more.yaml:5:'
same before first.assay

# Every fault is named with its place, in a line each, and not one byte changes.
cat >broken.yaml <<'YAML'
schema: assay/1
answers:
  - claim: 1.1/2
    status: excellent
  - claim: 1.1.2
    status: evidenced
  - claim: 9.9/9
  - claim: 1.1/3
    statsu: evidenced
evidence:
  - ref: E1
    title: Item
    collected: yesterday
YAML
cp first.assay before
run 2 -w first.assay import broken.yaml
same before first.assay
[ "$(wc -l <err)" -ge 5 ] || { fail 'not every fault is named'; show_run; }
complains 'broken.yaml:4:'
complains 'broken.yaml:5:'
complains 'broken.yaml:7:'
complains 'broken.yaml:9:'
complains 'broken.yaml:13:'
[ "$(grep -c '^assay: import: broken.yaml:' err)" -eq "$(wc -l <err)" ] || { fail 'a line without its place'; show_run; }
run 2 new broken.assay --import broken.yaml
[ ! -e broken.assay ] || fail 'a broken document made a workspace'
printf '{"schema": "assay/1", "answers": [{"claim": "1.1/2", "status": "excellent"}]}' >broken.json
run 2 -w first.assay import broken.json
complains 'broken.json'
same before first.assay
for document in missing.yaml . /dev/null; do
	refused 2 -w first.assay import $document
	same before first.assay
done
printf 'schema: assay/1\nanswers: [' >cut.yaml
refused 2 -w first.assay import cut.yaml
printf '\377\376' >binary
refused 2 -w first.assay import binary
same before first.assay

# Writing to a file: whole or not at all, never over a workspace.
refused 2 -w first.assay export -o second-yaml.assay
refused 4 -w first.assay export -o missing/folder
echo old >target.yaml
chmod 644 target.yaml
ln -s target.yaml link.yaml
run 0 -w third-yaml.assay export -o link.yaml
same first.yaml target.yaml
[ -h link.yaml ] || fail 'export replaced a link'
[ "$(ls -l target.yaml | cut -c1-10)" = -rw-r--r-- ] || fail 'export changed the rights of a file'
run 0 -w third-yaml.assay export -o -
same first.yaml out
if ls -a | grep -q assay-export; then fail 'a temporary file was left'; fi
if [ -c /dev/full ]; then
	refused 4 -w first.assay export -o /dev/full
	[ -c /dev/full ] || fail 'export replaced a device'
fi

finish
