#!/bin/sh
# How the claims hang together, said by commands: strategies with what they mean, and the source's remark.
. "${srcdir:-.}/tests/cli-lib.sh"

run 0 new portal.assay --import "$example"

run 0 tree 1.2
says '  argued by substitution (S1.2)'
says 'argued by time split (S1.4)'
says 'time split     What holds now and what is kept so later are argued one by one.'
says 'substitution   Another object or property is argued about in its place.'
says_not 'decomposition'
run 0 tree 1 --depth 1
says 'argued somewhere below by decomposition (S1.10)'
says 'its place is not sure, unknown: fits either claim; candidates: 1.2,'
run 0 tree 1.2.1
says_not 'argued'

run 0 show 1.2.2.1
says 'strategy     argued by time split (S1.4)'
says 'What holds now and what is kept so later are argued one by one.'
says 'its place is inferred, strong: the only claim split over time'
run 0 show 2
says 'note N2.1: Terminology note'
run 0 show 1.4
says 'remark       This decomposition on secure by default and design is not complete'
says_not 'N1.1'
run 0 show 1.4/2
says 'remark       on 1.4: This decomposition on secure by default and design is not'
run 0 show 1.3/1
says_not 'remark'

# The last obstacle to claiming 1.4 falls: now it is said, and only now.
after_save set 1.4/2 --status to-assess
says_not 'claimable'
after_save set 1.4/2 --status evidenced
says '1.4: claimable: This decomposition on secure by default and design is not'
run 0 set 1.4/2 --status evidenced
says_not 'claimable'
after_save set 1.4/2 --owner Kim
says_not 'claimable'

finish
