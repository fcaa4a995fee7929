#!/bin/sh
# assay(1) and the program name the same commands, options, operands and keys.
#
# Compared are the page's source and the program's own tables, as `assay help --all` and `assay help
# keys` print them. In the page a command of the command line is `.It Ic NAME ...`, its options are
# `.It Fl -NAME ...` under it; a command of the workbench is `.It KEYS Pq Ic NAME`, an editing key
# `.It KEYS Ta HELP`; in running text a key is marked with Sy, an option with Fl.
. "${srcdir:-.}/tests/cli-lib.sh"

page=$source_root/man/assay.1
[ -r "$page" ] || { echo "there is no $page"; exit 1; }
tab=$(printf '\t')

# compare WHAT: the files `page` and `program`, sorted.
compare() {
	LC_ALL=C sort page >page.sorted
	LC_ALL=C sort program >program.sorted
	[ -s page.sorted ] || fail "$1: nothing found in the page"
	diff page.sorted program.sorted >differences && return
	fail "$1: < is only in assay(1), > only in the program"
	cat differences >&2
}

# section NAME [SUBSECTION]: the lines of it, without their \&.
section() {
	sed 's/\\&//g' "$page" | awk -v name="$1" -v sub_name="$2" '
		/^\.Sh / { inside = $0 == ".Sh " name; part = sub_name == "" }
		/^\.Ss / { part = sub_name == "" || $0 == ".Ss " sub_name; next }
		inside && part'
}

# --- the command line ------------------------------------------------------------------------------

run 0 help --all
awk '
	/^assay / { sub(/^assay /, ""); sub(/ \[OPTION \.\.\.\]/, ""); print; name = $0; next }
	/^Options of every command:/ { name = "every command"; next }
	/^  (-., )?--/ {
		sub(/^  /, "")
		sub(/   *[^ ].*$/, "")          # what it does, where it stands on the same line
		print name ": " $0
	}' out >program
{
	section COMMANDS
	echo '.It Ic every command'
	section OPTIONS
} | awk '
	/^\.It Ic / {
		sub(/^\.It Ic /, "")
		while (sub(/ Op Ar /, " [")) $0 = $0 "]"
		sub(/ Ar /, " ")
		name = $0
		if (name != "every command") print
	}
	/^\.It Fl / {
		sub(/^\.It /, "")
		gsub(/Fl -/, "--")
		gsub(/Fl /, "-")
		sub(/ , /, ", ")
		sub(/ Ar /, " ")
		print name ": " $0
	}' >page
compare 'commands and options'

# --- the workbench -----------------------------------------------------------------------------------

run 0 help keys
cp out keys

grep -v '^edit ' keys | cut -f 1,2 >program
section WORKBENCH Keys | awk '
	/^\.It .*Pq Ic / {
		name = keys = $0
		sub(/^.*Pq Ic /, "", name)
		sub(/^\.It /, "", keys)
		sub(/ *Pq Ic .*$/, "", keys)
		gsub(/ , /, ", ", keys)
		if (keys == "no key") keys = ""
		print name "\t" keys
	}' >page
compare 'commands of the workbench'

grep '^edit ' keys | cut -f 2,3 >program
section WORKBENCH 'In a text' | sed -n 's/^\.It \(.*\) Ta /\1'"$tab"'/p' >page
compare 'editing keys'

# --- what running text names ----------------------------------------------------------------------------

# Every word of `named` must be a line of `known`.
all_known() {
	LC_ALL=C sort -u named >named.sorted
	LC_ALL=C sort -u known >known.sorted
	unknown=$(LC_ALL=C comm -23 named.sorted known.sorted)
	[ -z "$unknown" ] || fail "$1 that the program does not have:" $unknown
}

cut -f 2 keys | sed 's/, /\n/g' >known
sed -n 's/^\.Sy //p; s/^\.Pq Sy //p' "$page" | sed 's/\\&//g; s/\(.\) [,.;)]*$/\1/' >named
all_known 'keys'

{
	"$ASSAY" help --all | grep -oE -e '--[a-z-]+'
	printf '%s\n' -w -o -h -n
} >known
{
	grep -oE 'Fl -?[a-z][a-z-]*' "$page" | sed 's/^Fl /-/'
	awk '/^\.Bd -literal -offset/ { inside = 1 } /^\.Ed/ { inside = 0 } inside' "$page" | grep -oE -e ' --[a-z-]+' | tr -d ' '
} >named
all_known 'options'

# Names of commands, of the command line or the workbench.
{
	cut -f 1 keys
	"$ASSAY" help --all | sed -n 's/^assay \([a-z ]*[a-z]\).*/\1/p'
} >known
sed -n 's/^\.\(It \|Pq \)\{0,1\}Ic //p; s/^\.It .* Pq Ic //p' "$page" |
	sed 's/ \(Op \)\{0,1\}Ar .*//; s/ [.,;]$//' >named
all_known 'commands'

finish
