#!/bin/sh
# Which workspace is meant, and who is writing.
. "${srcdir:-.}/tests/cli-lib.sh"

refused 2 status
complains 'assay new FILE'
run 0 new a.assay --product Alpha
run 0 status --short
says Alpha
run 0 new b.assay --product Beta
refused 2 status
complains 'a.assay, b.assay'
run 0 status -w b.assay --short
says Beta
run 0 status a.assay --short
says Alpha
refused 2 status a.assay -w b.assay
ASSAY_WORKSPACE=b.assay
export ASSAY_WORKSPACE
run 0 status --short
says Beta
run 0 status --short -w a.assay
says Alpha
ASSAY_WORKSPACE=
run 2 status
unset ASSAY_WORKSPACE

# A folder, a hidden file and a backup of another name do not count.
mkdir elsewhere elsewhere/folder.assay
cp a.assay elsewhere/.hidden.assay
cd elsewhere || exit 99
refused 2 status
mkdir "$XDG_CONFIG_HOME" "$XDG_CONFIG_HOME/assay"
echo 'workspace: ~/mine.assay' >"$XDG_CONFIG_HOME/assay/config.yaml"
refused 3 status
cp ../b.assay "$HOME/mine.assay"
run 0 status --short
says Beta
cp ../a.assay here.assay
run 0 status --short
says Alpha
HOME='' run 0 status --short
HOME=$folder/home

# HOME and the configuration's folder may be anything.
cd .. || exit 99
rm -r "$XDG_CONFIG_HOME"
for home in '' relative /nonexistent /dev/null; do
	HOME=$home run 0 status a.assay --short
	XDG_CONFIG_HOME=$home run 0 status a.assay --short
done
HOME=$folder/home XDG_CONFIG_HOME=$folder/config

# Names: --as, $ASSAY_USER, the configuration, the login.
refused 2 status a.assay --as "$(printf 'two\nlines')"
ASSAY_USER=$(printf 'bad \377')
refused 2 status a.assay
complains ASSAY_USER
ASSAY_USER=
run 0 set 1.1/1 --owner x -w a.assay
run 0 set 1.1/2 --owner x -w a.assay --as 'Kim Ö'
run 0 verify -w a.assay

finish
