#!/bin/sh
# The command line: help for everything, and one clear line for what is wrong.
. "${srcdir:-.}/tests/cli-lib.sh"

run 0 --version
says 'assay '
run 0 --help
says 'usage: assay'
run 0 help
run 0 help --all
cp out all
grep '^assay ' all | sed 's/ \[OPTION.*//; s/^assay //' >commands
[ "$(wc -l <commands)" -ge 30 ] || fail 'help --all does not list the commands'

# Every command has its help, of at most 80 columns, without an exclamation mark.
while read -r command; do
	run 0 $command --help
	says "usage: assay $command"
	says '--workspace FILE'
	if grep -q '^.\{81,\}' out; then fail "$command --help is wider than 80 columns"; fi
	if grep -q '!' out; then fail "$command --help exclaims"; fi
	cp out help
	run 0 $command -h
	same help out
	run 0 help $command
	same help out
	refused 2 $command --no-such-option
	complains "assay: $command: unknown option '--no-such-option'"
done <commands
for group in evidence gap assessment catalogue theme; do
	run 0 $group --help
	says "assay $group "
	refused 2 $group
	refused 2 $group nothing
done
# --help answers where there is no workspace and the configuration is broken.
mkdir "$XDG_CONFIG_HOME" "$XDG_CONFIG_HOME/assay"
echo 'nonsense: [' >"$XDG_CONFIG_HOME/assay/config.yaml"
run 0 status --help
run 0 --version
run 2 status
complains config.yaml
rm -r "$XDG_CONFIG_HOME"

refused 2 statsu
complains "did you mean 'status'?"
refused 2 xyzzy
refused 2 evidence lnik
complains "did you mean 'evidence link'?"
refused 2 lint
refused 2 set 1.1/1 --statsu evidenced
complains 'did you mean --status?'
refused 2 -x status
refused 2 --no-such-option
refused 2 set
refused 2 set 1.1/1 1.1/2 --status evidenced
refused 2 set 1.1/1 --status
complains '--status needs a value'
refused 2 set 1.1/1 --owner a --owner b
complains 'given twice'
refused 2 status --json=yes
refused 2 help nothing
refused 2 export --format xml

run 0 new one.assay --product One
# Options and operands in any order, with = or apart, before the command or after it.
run 0 --as-of 2026-01-01 -w one.assay status
run 0 status -wone.assay
run 0 status --workspace=one.assay
run 0 status --workspace nothing -w one.assay
run 0 set --owner=Kim 1.1/1 --status evidenced
run 0 evidence add -- '--a title that begins with dashes'
run 0 show E1
says '--a title that begins with dashes'
run 0 set 1.1/1 --argument --argument
run 0 show 1.1/1
says '--argument'

# Values.
refused 2 status --as-of yesterday
refused 2 status --as-of 2026-02-30
ASSAY_TODAY=soon refused 2 status
ASSAY_TODAY=2026-11-21
refused 2 set 1.1/1 --status fine
complains 'evidenced'
refused 2 set 1.1/1 --owner "$(printf 'a\033[31mb')"
complains '^['
refused 2 set 9.9/9 --status evidenced
refused 2 set 1.2.3 --status evidenced
complains 'tree:1.2.3'
run 0 set tree:1.2.3 --status not-evidenced
refused 2 set 1.1/1 --owner "$(printf 'bad \377 byte')"
complains UTF-8
refused 2 evidence add "$(printf 'bad \377 byte')"
refused 2 evidence add ''
refused 2 evidence add "$(printf 'two\nlines')"
refused 2 evidence edit E99 --title x
refused 2 evidence edit E1
refused 2 evidence edit E1 --title ''
refused 2 evidence edit E1 --collected 2026-13-01
refused 2 evidence unlink E1 1.1/1
refused 2 gap add 'no claim'
refused 2 gap edit G1 --owner x
refused 2 tree --depth deep
refused 2 assessment set --role king
refused 2 assessment set --out-of-scope 1.1
complains '--reason'
refused 2 assessment set --out-of-scope 1.1/1 --reason x
refused 2 status --as ''
refused 2 status --theme no-such-theme
refused 4 set 1.1/1 --owner x --read-only
refused 4 new two.assay --read-only
[ ! -e two.assay ] || fail '--read-only made a workspace'
refused 2 new ''

# File names may be any bytes.
odd=$(printf 'odd \377 name.assay')
run 0 new "$odd"
run 0 status "$odd"
run 0 status -w "$odd" --short
mkdir elsewhere
cd elsewhere || exit 99
cp "../$odd" .
run 0 status --short
cd ..

finish
