#!/bin/sh
# The history and undo: what is said, what is refused, and that whatever was done is taken back and done
# again to the byte.
. "${srcdir:-.}/tests/cli-lib.sh"

run 0 new w.assay --product Product
run 0 export -o begun
run 0 undo
says 'nothing of yours to undo'
run 0 undo --redo --any
says 'nothing to do again'

# One save after the other, and back.
after_save set 1.2/2 --status evidenced --argument 'the quick brown fox'
after_save set 1.2/2 --argument 'the slow brown fox'
after_save evidence add Handbook --detail x --supports 1.2/2='page 3'
run 0 export -o full
run 0 undo --dry-run
says 'would be undone: new E1; E1 linked to 1.2/2, by Test Person'
after_save undo
says 'undone: new E1; E1 linked to 1.2/2, by Test Person'
refused 2 show E1
complains 'E1 was removed'
run 0 show 1.2/2
says_not E1
after_save undo
run 0 show 1.2/2
says 'the quick brown fox'
after_save undo
run 0 export -o back
same begun back
after_save undo --redo
says 'done again: status, argument of 1.2/2'
after_save undo --redo
after_save undo --redo
run 0 export -o back
same full back
run 0 undo --redo
says 'nothing of yours to do again'

# Others.
after_save --as Kim set 1.2/2 --status partly-evidenced
run 0 undo --any --dry-run
says 'status of 1.2/2, by Kim'
after_save undo
says 'undone: new E1'
after_save undo
cp w.assay before
refused 4 undo
complains 'status, argument of 1.2/2, by Test Person: not undone, for more was built on it: status of 1.2/2 by Kim'
complains '--force'
same before w.assay
run 0 undo --dry-run
says 'built on it: status of 1.2/2 by Kim'
same before w.assay
refused 4 undo --read-only
after_save undo --force
run 0 show 1.2/2
says 'to-assess'
after_save undo --redo
run 0 show 1.2/2
says 'partly-evidenced'

# The history.
run 0 history 1.2/2 --texts
says 'the [-quick-]{+slow+} brown fox'
says 'status of 1.2/2: to-assess → evidenced'
says_not Product
run 0 history --texts -n 1
[ "$(grep -c 'Test Person' out)" -eq 1 ] || fail 'more than the newest one'
run 0 history E1
says 'new E1'
says 'E1 linked to 1.2/2'
says '(undone)'
says 'note of E1 for 1.2/2: written'
says_not 'page 3'
run 0 history --by kim
says Kim
says_not 'Test Person'
run 0 history --command evidence
says 'title of E1: Handbook'
says_not 'status'
run 0 history --since 2999-01-01
says 'nothing was saved that fits'
run 0 history --until 1999-12-31
says 'nothing was saved that fits'
run 0 history --ascii 1.2/2
grep -q "$(printf '[\200-\377]')" out && fail 'not ASCII'
refused 2 history G1
complains 'there was never a G1'
refused 2 history 9.9
refused 2 history -n many
refused 2 history --since yesterday

# Each in its own zone.
at=$(TZ=UTC "$ASSAY" history -n 1 | sed -n '1s/^.\{11\}\(..\).*/\1/p')
there=$(TZ=UTC-5 "$ASSAY" history -n 1 | sed -n '1s/^.\{11\}\(..\).*/\1/p')
[ "$there" = "$(printf '%02d' $(((${at#0} + 5) % 24)))" ] || fail "at $at in UTC, at $there five hours ahead"

# Text cannot act.
run 0 set 1.1/1 --argument "$(printf 'a\342\200\256b')"
run 0 history --texts 1.1/1
says '<U+202E>'

finish
