#!/bin/sh
# The jobs of README, section "In a pipeline", do what it says: their checks are run as they stand there, in a
# repository with an assessment; the packages they install are those that ./bootstrap needs to build.
. "${srcdir:-.}/tests/cli-lib.sh"

readme=$source_root/README.md
mkdir bin repository
ln -s "$ASSAY" bin/assay
PATH=$folder/bin:$PATH
unset ASSAY_USER
export PATH

# block N: the Nth block of YAML in the section.
block() {
	awk -v n="$1" '
		/^## / { inside = $0 == "## In a pipeline" }
		!inside { next }
		/^```yaml$/ { i++; show = i == n; next }
		/^```$/ { show = 0 }
		show' "$readme"
}
# run_of STEP: the script of a step of a GitHub job. list_of KEY: the lines of a list of a GitLab job.
run_of() {
	awk -v step="      - name: $1" '
		/^      - / { inside = $0 == step; script = 0 }
		inside && /^        run: \|$/ { script = 1; next }
		script && /^          / { print substr($0, 11) }'
}
list_of() {
	awk -v key="  $1:" '/^  [a-z_]*:/ { inside = $0 == key; next } inside && sub(/^    - /, "")'
}

# check NAME: the script in the file `job`, as a runner does it: every command must succeed.
check() {
	for text in 'a good one:0:2026-11-21' 'one with a gap overdue:1:2027-12-31'; do
		rm -f "$folder/check.assay"
		rest=${text#*:}
		(cd repository && ASSAY_TODAY=${rest#*:} sh -e ../job) >out 2>err </dev/null
		status=$?
		[ $status -eq "${rest%:*}" ] || { fail "$1, ${text%%:*}: status $status"; show_run; }
		says 'Example Portal 4.2'
	done
	rm -f "$folder/check.assay"
	# What is wrong in the text is named with its place.
	sed 's/^schema: .*/schema: nonsense/' repository/assessment.yaml >repository/whole.yaml
	mv repository/assessment.yaml good.yaml
	mv repository/whole.yaml repository/assessment.yaml
	(cd repository && sh -e ../job) >out 2>err </dev/null && fail "$1: takes a broken text"
	complains 'assessment.yaml:1:'
	mv good.yaml repository/assessment.yaml
}

run 0 new portal.assay --import "$example"
run 0 -w portal.assay export -o repository/assessment.yaml

# The workspace of the job lies in /tmp; here in the test's folder.
block 1 | run_of 'Check the assessment' >github
block 2 | list_of script >gitlab
[ "$(grep -c '^assay ' github)" -ge 3 ] || fail 'no script of the GitHub job found'
cmp -s github gitlab || fail 'the two jobs check different things'
for job in github gitlab; do
	sed "s,/tmp/check.assay,$folder/check.assay,g" $job >job
	check $job
done

# What was lost since the text of an approval.
run 0 new "$folder/check.assay" --import repository/assessment.yaml
cp repository/assessment.yaml repository/approved.yaml
sed -n 's/^    \(assay .*approved.*\)$/\1/p' "$readme" | sed "s,/tmp/check.assay,$folder/check.assay,g; s,/tmp/approved.assay,$folder/approved.assay,g" >job
[ "$(wc -l <job)" -eq 2 ] || fail 'the comparison with an approved text is not found'
(cd repository && sh -e ../job) >out 2>err </dev/null || { fail 'nothing was lost, and the job fails'; show_run; }
run 0 -w check.assay set 1.3/1 --status to-assess
rm -f approved.assay
(cd repository && sh -e ../job) >out 2>err </dev/null
[ $? -eq 1 ] || { fail 'a claim was lost, and the job does not fail'; show_run; }
says '1.3/1'

block 1 | run_of 'Build assay' >github
block 2 | list_of before_script | grep -v '^cd "\$CI_PROJECT_DIR"$' >gitlab
[ -s github ] || fail 'no build of the GitHub job found'
cmp -s github gitlab || fail 'the two jobs build in different ways'
sh -n github || fail 'the build does not parse'
if [ -e "$source_root/bootstrap" ]; then
	sed -n "/^build_packages='/,/'\$/p" "$source_root/bootstrap" | tr -d "'" | sed 's/build_packages=//' | tr -s ' \t\n' '\n' | sort >needed
	sed -n 's/^apt-get install -y --no-install-recommends git ca-certificates //p' github | tr ' ' '\n' | sort >installed
	sed -i '/^$/d' needed
	same needed installed 'packages'
fi

finish
