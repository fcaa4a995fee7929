/* Where two copies of a workspace parted, and what each has said: read from their histories. */
#ifndef STORE_LINEAGE_H
#define STORE_LINEAGE_H

#include "core/facts.h"
#include "store/store.h"

/* The number of the newest entry that both histories have; 0: they have none in common, and are no copies
 * of one workspace. Its moment is written to `at`. Both must have been verified: it goes by their hashes. */
bool lineage_parted(struct store *mine, struct store *theirs, int64_t *seq, char at[DATE_TIME_TEXT], struct err *err);

/* Everything that was said in the entries up to `until` (0: all of them); what happened after `parted` is
 * remembered with it (facts.h). ERR_WORKSPACE: an entry that this program does not write. */
bool lineage_facts(struct store *st, int64_t parted, int64_t until, struct facts *out, struct err *err);
/* The same of one entity alone, added to `out`, as of the entry `until`; nothing is remembered besides. Inside a transaction. */
bool lineage_facts_of(struct store *st, enum entity e, const char *id, int64_t until, struct facts *out, struct err *err);

#endif
