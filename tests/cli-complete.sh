#!/bin/sh
# What may stand at the cursor: asked of the program, and through the completions of the shells there are.
. "${srcdir:-.}/tests/cli-lib.sh"

scripts=$source_root/completions
tab=$(printf '\t')

# offers WORDS LAST CANDIDATES: with LAST begun behind the words, these and no others, in any order.
offers() {
	run 0 complete -- $1 "$2"
	cut -f 1 out | LC_ALL=C sort | tr '\n' ' ' >got
	printf '%s\n' $3 | LC_ALL=C sort | tr '\n' ' ' >expected
	[ -n "$3" ] || : >expected
	cmp -s got expected || fail "assay $1 '$2' offers $(cat got), not $(cat expected)"
	[ ! -s err ] || { fail 'something was said'; show_run; }
}

# --- commands, options, values: no workspace is there ---------------------------------------------------

run 0 complete --
run 0 complete -- ''
for command in status gaps show set evidence gap theme help; do
	grep -q "^$command$tab" out || fail "not offered: $command"
done
cut -f 1 out | grep -qx complete && fail 'complete is offered'
[ "$(cut -f 1 out | sort | uniq -d)" = '' ] || fail 'something is offered twice'
offers '' ev evidence
offers 'evidence' l 'link list'
offers 'theme' '' 'check list show'
offers 'theme show' '' 'colour-blind dark high-contrast light mono terminal :files'
offers '--theme' l light
offers 'nonsense' '' ''
offers 'help theme' s show
offers 'help' k keys
run 0 complete -- status ''
[ "$(cat out)" = ':files .assay' ] || fail "no workspaces for status"
run 0 complete -- status -w ''
[ "$(cat out)" = ':files .assay' ] || fail "no workspaces for -w"
offers 'import' '' ':files'
offers 'gaps' --o '--overdue --owner'
offers 'gaps --overdue' --o '--owner'
offers 'gaps --' --o ''
offers 'set 1.2/2 --status' '' 'to-assess evidenced partly-evidenced not-evidenced not-applicable'
offers 'set 1.2/2' --status=e --status=evidenced
offers 'set 1.2/2' --nothing=e ''
offers 'set 1.2/2 --owner' '' ''
offers 'new x.assay --role' r reseller
offers 'schema' a 'affirm approve assay assessment'
offers 'history --command' exp export
offers 'export --format' '' 'yaml json'
offers 'show' 1.2/ '1.2/1 1.2/2 1.2/3 1.2/4 1.2/5'
offers 'show' E ''

# Every command that is offered by name is one, and every option it lists is offered.
"$ASSAY" help --all | awk '
	/^assay / { sub(/^assay /, ""); sub(/ \[OPTION \.\.\.\].*/, ""); name = $0 }
	/^Options of every command:/ { exit }
	/^  (-., )?--/ { sub(/^  (-., )?/, ""); print name " " $1 }' >options
[ -s options ] || fail 'no options found'
while read -r line; do
	option=${line##* }
	offers "${line% *}" "$option" "$("$ASSAY" complete -- ${line% *} - | cut -f 1 | grep -e "^$option")"
	cut -f 1 out | grep -qxe "$option" || fail "not offered: $line"
done <options

# --- what is in the workspace --------------------------------------------------------------------------

run 0 new portal.assay --import "$example"
offers 'show' E2 'E2 E20 E21 E22 E23 E24 E25 E26'
run 0 complete -- show E4
says "E4${tab}Automated dependency updates"
offers 'show' G 'G1 G2'
offers 'gap close' '' 'G1 G2'
offers 'gap close G1' '' ''
offers 'show' 1.2.2 '1.2.2 1.2.2.1 1.2.2.1.1 1.2.2.1.2 1.2.2.1.3 1.2.2.1.3.1 1.2.2.1.3.2'
offers 'why' 1.2 '1.2 1.2/1 1.2/2 1.2/3 1.2/4 1.2/5 1.2.2 1.2.2.1 1.2.2.1.3 1.2.3'
# A command that writes wants claims without claims below, and the advisory one in full.
offers 'set' 1.2 '1.2/1 1.2/2 1.2/3 1.2/4 1.2/5'
offers 'set' 1.2.2 '1.2.2.1.1 1.2.2.1.2 1.2.2.1.3.1 1.2.2.1.3.2'
offers 'set' tree: tree:1.2.3
offers 'evidence link E4 1.1/1' 4.3 '4.3/1 4.3/2'
offers 'evidence link' G ''
offers 'evidence add Title --supports' 4.3 '4.3/1 4.3/2'
offers 'evidence add Title' --supports=4.3 '--supports=4.3/1 --supports=4.3/2'
offers 'gaps --claim' 4.3 '4.3 4.3/1 4.3/2'
offers 'assessment set --in-scope' 3 '3.1 3.2 3.3 3.4 3.5'

# Which workspace: as on the command line itself, as it stands there.
mkdir "$HOME/with blank"
cp portal.assay "$HOME/with blank/other.assay"
run 0 -w "$HOME/with blank/other.assay" gap add 'Only there' --claim 1.1/2
offers "-w $folder/portal.assay gap close" '' 'G1 G2'
run 0 complete -- -w '~/with\ blank/other.assay' gap close ''
says "G3${tab}Only there"

# Text of others is one line and harmless; whatever is wrong, nothing is said.
run 0 evidence add "$(printf 'red \342\200\256 text')" -w portal.assay
run 0 complete -- show E27
[ "$(wc -l <out)" -eq 1 ] || fail 'not one line'
printf 'no workspace at all' >broken.assay
offers '-w broken.assay show' E ''
offers '-w missing.assay show' E ''
offers 'show' E ''
offers "$(printf '\377')" '' ''
offers 'show' "$(printf '\377')" ''
mkdir -p "$XDG_CONFIG_HOME/assay"
echo 'nonsense: [' >"$XDG_CONFIG_HOME/assay/config.yaml"
offers 'gap' cl close
offers '-w portal.assay gap close' G2 G2
rm -r "$XDG_CONFIG_HOME" broken.assay

# --- bash ---------------------------------------------------------------------------------------------

PATH=$(dirname "$ASSAY"):$PATH
export PATH
if command -v bash >/dev/null 2>&1; then
	touch 'a file'
	bash -n "$scripts/bash/assay" || fail 'the completion for bash does not parse'
	cat >try.bash <<'BASH'
source "$1/bash/assay"
failed=0
# try LINE|AFTER EXPECTED...: the cursor stands at |; the words are parted as readline does.
try() {
	local line=$1 word expected
	shift
	COMP_LINE=${line/|/} COMP_POINT=${line%%|*} COMP_POINT=${#COMP_POINT} COMP_WORDS=() COMP_CWORD=0
	local rest=$COMP_LINE at=0 n
	while [[ $at -le ${#COMP_LINE} ]]; do
		rest=${COMP_LINE:at}
		word=${rest%%[![:space:]]*}
		at=$((at + ${#word})) rest=${COMP_LINE:at}
		if [[ $rest == [=:]* ]]; then word=${rest:0:1}; else word=${rest%%[[:space:]=:]*}; fi
		[[ -n $word || $at -eq $COMP_POINT ]] && COMP_WORDS+=("$word")
		((at <= COMP_POINT)) && COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
		at=$((at + ${#word}))
		[[ -z $word ]] && break
		((at == COMP_POINT && at == ${#COMP_LINE})) && break
	done
	_assay assay
	expected=$(printf '%s\n' "$@" | sort)
	[[ $(printf '%s\n' "${COMPREPLY[@]}" | sort) == "$expected" ]] && return
	echo "bash: $line gives ${COMPREPLY[*]@Q}, not ${*@Q}" >&2
	failed=1
}
try 'assay ev|' evidence
try 'assay evidence l|' link list
try 'assay evidence |' add edit link list merge refuse remove split suggest unlink
try 'assay -w portal.assay show E4|' E4
try 'assay -w portal.assay gap close |' G1 G2
try 'assay set tree:|' 1.2.3
try 'assay set tree:1|' 1.2.3
try 'assay set 1.2/2 --status=e|' evidenced
try 'assay set 1.2/2 --status=|' to-assess evidenced partly-evidenced not-evidenced not-applicable
try 'assay gaps --over| --json' --overdue
try 'assay ga|ps' gap gaps
try 'assay import a|' 'a file'
try 'assay status -w po|' portal.assay
complete -p assay >/dev/null || failed=1
COMP_TYPE=63 try 'assay -w portal.assay show E4|' E4
COMP_TYPE=63 COLUMNS=40 try 'assay show tr|' 'tree:1.2.3'
COMP_TYPE=63 COLUMNS=40 try 'assay theme |' 'check  (Check a theme file, and name ev' 'list  (List the colour themes: your own' 'show  (Show a theme: on a terminal ever'
exit $failed
BASH
	bash --norc --noprofile try.bash "$scripts" >&2 || fail 'the completion for bash'
fi

# --- fish and zsh ------------------------------------------------------------------------------------

if command -v fish >/dev/null 2>&1; then
	fish --no-execute "$scripts/fish/assay.fish" || fail 'the completion for fish does not parse'
	# in_fish LINE CANDIDATES
	in_fish() {
		fish --no-config -c 'source $argv[1]; complete -C $argv[2]' "$scripts/fish/assay.fish" "$1" 2>fish.err |
			cut -f 1 | tr '\n' ' ' >got
		[ "$(cat got)" = "$2" ] || fail "fish: $1 gives $(cat got), not $2: $(cat fish.err)"
	}
	in_fish 'assay ev' 'evidence '
	in_fish 'assay -w portal.assay gap close ' 'G1 G2 '
	in_fish 'assay set 1.2/2 --status=e' '--status=evidenced '
	in_fish 'assay set tree:' 'tree:1.2.3 '
	in_fish 'assay -w po' 'portal.assay '
fi
if command -v zsh >/dev/null 2>&1; then
	zsh -fn "$scripts/zsh/_assay" || fail 'the completion for zsh does not parse'
fi

finish
