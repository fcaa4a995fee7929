#!/bin/sh
# assay report: the formats there are, where it is written, and what Graphviz makes of it.
. "${srcdir:-.}/tests/cli-lib.sh"

run 0 new portal.assay --import "$example"

# --- which format ---

refused 2 report
complains 'say which --format: there is dot ('
refused 2 report --format pdf
complains "no format 'pdf': there is dot ("
refused 2 report --format dot 9.9

# --- the tree ---

run 0 report --format dot
cp out whole
says 'digraph "assay" {'
says 'Example Portal 4.2, as of 2026-11-21'
says '"claim 1.2.2.1" -> "strategy S1.4";'
says '"strategy S1.4" -> "claim 1.2.2.1.1";'
says '"1.2.2.1.1 (1.2/2)\nintegrity verified\nmet"'
says 'advisory, not asked'
says_not 'cylinder'
run 0 report --format dot
same out whole 'twice the same'
run_in C 0 report --format dot
same out whole 'in another locale'
run 0 report --format dot --as-of 2026-11-22
says 'as of 2026-11-22'
run 0 report --format dot --evidence 2.2
says '"claim 2.2.1" -> "evidence E18";'
says_not '"claim 1'

# --- to a file: the old one or the new one, whole ---

run 0 report --format dot -o tree.dot
[ -s out ] && fail 'printed although it was written'
same tree.dot whole
echo old >tree.dot
chmod 644 tree.dot
run 0 report --format dot -o tree.dot
same tree.dot whole 'an existing file'
[ "$(stat -c %a tree.dot)" = 644 ] || fail 'the rights of an existing file were changed'
ln -s tree.dot link.dot
run 0 report --format dot -o link.dot 1.1
[ -L link.dot ] || fail 'a link was replaced by a file'
cmp -s tree.dot whole && fail 'what the link names was not written'
run 0 report --format dot -o -
same out whole
refused 2 report --format dot -o portal.assay
complains 'is a workspace'
refused 4 report --format dot -o missing/tree.dot
run 0 verify
[ "$(ls | grep -c assay-document)" -eq 0 ] || fail 'a temporary file was left'

# Nobody reads to the end: no complaint.
"$ASSAY" report --format dot 2>err | head -c 1 >/dev/null
[ -s err ] && fail 'complained about a reader that went away'
if [ -w /dev/full ]; then
	"$ASSAY" report --format dot >/dev/full 2>err && fail 'a full device was not noticed'
	complains 'No space left on device'
	refused 4 report --format dot -o /dev/full
fi

# --- hostile text ---

run 0 evidence add '"]; evil [label="<b>\' --location here
hostile=$(cut -d ' ' -f 1 out | tr -d ':')
run 0 evidence link "$hostile" 1.2/2
run 0 assessment set --product 'A "quoted" \ &amp; <product>'
run 0 report --format dot --evidence -o hostile.dot
grep -q '\\"\]; evil' hostile.dot || fail 'the title is not quoted'

if command -v dot >/dev/null 2>&1; then
	for file in whole hostile.dot; do
		dot -Tsvg "$file" >picture.svg 2>err || { fail "Graphviz refuses $file"; cat err >&2; }
		[ -s err ] && { fail "Graphviz complains of $file"; cat err >&2; }
		grep -q '</svg>' picture.svg || fail "no picture of $file"
	done
	grep -q '<title>evil' picture.svg && fail 'a title became a box'
	# A box for every claim, strategy and note: 4 themes, 68 claims, 23.
	dot -Tsvg whole | grep -c 'class="node"' >boxes
	[ "$(cat boxes)" -eq 95 ] || fail "$(cat boxes) boxes, not 95"
fi

finish
