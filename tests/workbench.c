/* The shipped catalogue and the example, for tests of the views. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>

#include "catalogue/exchange.h"
#include "catalogue/load.h"
#include "store/store.h"
#include "workbench.h"

struct tree *shipped_tree(void)
{
	struct complaints complaints = {0};
	struct err err = {0};
	char *name = catalogue_path(NULL, &err);
	struct tree *t;

	cr_assert(name != NULL, "%s", err.text);
	t = catalogue_load(name, &complaints, &err);
	cr_assert(t != NULL, "%s", complaints.n > 0 ? complaints.item[0] : err.text);
	free(name);
	complaints_release(&complaints);
	return t;
}

void example_workspace(const char *path)
{
	struct err err = {0};
	struct complaints complaints = {0};
	struct changes c = {0};
	struct tree *t = shipped_tree();
	struct work *w = work_new(t);
	struct buf name = {0};
	char *bytes;
	size_t len;

	buf_addf(&name, "%s/catalogue/examples/example-portal.yaml", data_folder());
	cr_assert(exchange_slurp(buf_str(&name), EXCHANGE_SIZE_MAX, &bytes, &len, &err), "%s", err.text);
	cr_assert(exchange_import("example", bytes, len, w, NULL, &c, &complaints));
	cr_assert(store_create(path, t, false, "Sam", "new", &c, &err), "%s", err.text);
	changes_release(&c);
	free(bytes);
	buf_release(&name);
	work_free(w);
	tree_free(t);
}
