/* assay new: a workspace of its own for one product. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "catalogue/exchange.h"
#include "catalogue/load.h"
#include "cli/assessment.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "cli/fields.h"
#include "cli/import.h"
#include "core/carry.h"
#include "store/moment.h"

/* ---- the document, then the options, then what is left ---------------------------------------------- */

/* Texts of a workspace that does not exist yet. */
static bool no_text(void *ctx, enum field f, const char *id, struct buf *out, struct err *err)
{
	(void)ctx, (void)f, (void)id, (void)out, (void)err;
	return true;
}

static bool import_document(struct changes *ch, struct context *c, const struct args *a, const struct tree *t, struct err *err)
{
	const char *path = args_get(a, "import");
	struct reader nothing = { .text = no_text };

	if (path == NULL)
		return true;
	struct work *empty = work_new(t);
	bool ok = import_read(path, empty, &nothing, ch, c, err);
	work_free(empty);
	return ok;
}

/* ---- or an earlier assessment ------------------------------------------------------------------------ */

struct earlier {
	struct store *store;            /* NULL: none */
	struct past past;
	struct carried carried;
};

static bool earlier_open(struct earlier *e, struct context *c, const struct args *a, struct err *err)
{
	const char *path = args_get(a, "from");

	if (path == NULL)
		return true;
	if (args_has(a, "import"))
		return err_set(err, ERR_INPUT, "--import or --from: a workspace begins with one of them");
	return store_open(path, STORE_READ, c->who, &e->store, err) && store_past(e->store, 0, &e->past, err);
}

static void earlier_close(struct earlier *e)
{
	past_release(&e->past);
	buf_release(&e->carried.left);
	store_close(e->store);
}

/* An option wins over what the document says. */
static void put_over(struct changes *ch, const struct change *option)
{
	for (size_t i = 0; i < ch->n; i++)
		if (ch->item[i].entity == option->entity && ch->item[i].field == option->field) {
			free(ch->item[i].value);
			ch->item[i].value = xstrdup_or_null(option->value);
			return;
		}
	changes_set(ch, option->entity, option->id, 0, option->field, option->value);
}

static bool apply_options(struct changes *ch, const struct args *a, struct err *err)
{
	struct changes given = {0};
	bool ok = fields_set(&given, a, ASSESSMENT_ID, 0, err);

	for (size_t i = 0; ok && i < given.n; i++)
		put_over(ch, &given.item[i]);
	changes_release(&given);
	return ok;
}

static void set_default(struct changes *ch, enum field f, const char *value)
{
	if (!fields_changed(ch, ENTITY_ASSESSMENT, f, NULL))
		changes_set(ch, ENTITY_ASSESSMENT, ASSESSMENT_ID, 0, f, value);
}

/* "Assessment of PRODUCT", or of the file's name where that is text. */
static char *default_title(const struct changes *ch, const char *path)
{
	const char *product = NULL, *name = strrchr(path, '/') != NULL ? strrchr(path, '/') + 1 : path;
	size_t len = strlen(name), suffix = strlen(".assay");
	struct err ignored;

	fields_changed(ch, ENTITY_ASSESSMENT, FIELD_PRODUCT, &product);
	if (product != NULL)
		return xasprintf("Assessment of %s", product);
	if (len > suffix && strcmp(name + len - suffix, ".assay") == 0)
		len -= suffix;
	char *title = xasprintf("Assessment of %.*s", (int)len, name);
	if (field_check(FIELD_TITLE, title, &ignored))
		return title;
	free(title);
	return xstrdup("Assessment");
}

static bool check_role(const struct changes *ch, const struct tree *t, struct err *err)
{
	const char *role = NULL;

	fields_changed(ch, ENTITY_ASSESSMENT, FIELD_ROLE, &role);
	if (role != NULL && tree_find_role(t, role) == NULL)
		return err_set(err, ERR_INPUT, "the catalogue %s knows no role '%s'", t->id, role);
	return true;
}

static bool first_changes(struct changes *ch, struct context *c, const struct args *a, struct earlier *e, const struct tree *t, struct err *err)
{
	if (e->store != NULL)
		carry_over(&e->past, t, ch, &e->carried);
	if (!import_document(ch, c, a, t, err) || !apply_options(ch, a, err))
		return false;
	set_default(ch, FIELD_ROLE, "developer-distributor");
	set_default(ch, FIELD_DELIVERY, "saas");
	set_default(ch, FIELD_CATALOGUE, t->id);
	set_default(ch, FIELD_CATALOGUE_VERSION, t->version);
	char *title = default_title(ch, a->operand[0]);
	set_default(ch, FIELD_TITLE, title);
	free(title);
	return check_role(ch, t, err);
}

/* ---- the command ------------------------------------------------------------------------------ */

static void say_carried(struct context *c, const struct earlier *e)
{
	const struct carried *n = &e->carried;

	out_linef(&c->out, "carried over: %d answers, which count again when they are affirmed ('assay affirm'), %d items of evidence, %d links, "
	    "%d gaps, %d challenges", n->answers, n->evidence, n->links, n->gaps, n->challenges);
	if (n->left.len > 0)
		out_linef(&c->out, "left behind, as the catalogue does not have them: %s", buf_str(&n->left));
}

static bool say(struct context *c, const char *path, const struct changes *ch, struct err *err)
{
	struct workspace ws = {0};
	struct buf b = {0};
	bool ok = workspace_open_path(&ws, c, path, STORE_READ, err);

	if (ok) {
		buf_addf(&b, "%s: %d claims in scope as %s", path, ws.standing.total.in_scope, ws.work->assessment.role);
		import_words(&b, ch);
		out_line(&c->out, buf_str(&b));
	}
	buf_release(&b);
	workspace_close(&ws);
	return ok;
}

static bool create(struct context *c, const struct args *a, struct earlier *e, const struct tree *t, struct err *err)
{
	struct changes ch = {0};
	const char *path = a->operand[0];

	bool ok = first_changes(&ch, c, a, e, t, err) && store_create(path, t, args_has(a, "group"), c->who, "new", &ch, err);
	if (ok) {
		c->saved = true;
		ok = say(c, path, &ch, err);
		if (ok && e->store != NULL)
			say_carried(c, e);
	}
	changes_release(&ch);
	return ok;
}

static bool create_with_catalogue(struct context *c, const struct args *a, struct earlier *e, struct err *err)
{
	char *path = catalogue_path(args_get(a, "catalogue"), err);
	struct tree *t = path != NULL ? catalogue_load(path, &c->complaints, err) : NULL;
	bool ok = t != NULL && create(c, a, e, t, err);

	tree_free(t);
	free(path);
	return ok;
}

static bool run_new(struct context *c, const struct args *a, struct err *err)
{
	if (c->readonly)
		return err_set(err, ERR_READONLY, "nothing was saved: --read-only was given");
	if (a->operand[0][0] == '\0')
		return err_set(err, ERR_INPUT, "the file name is empty");
	struct earlier e = {0};
	bool ok = earlier_open(&e, c, a, err);

	if (ok && e.store != NULL && !args_has(a, "catalogue"))
		ok = create(c, a, &e, store_tree(e.store), err);
	else if (ok)
		ok = create_with_catalogue(c, a, &e, err);
	earlier_close(&e);
	return ok;
}

static const struct option_info options[] = {
	ASSESSMENT_OPTIONS,
	{ "import", "FILE", "Fill it from a document in YAML or JSON; options win over it; - reads standard input", 0, 0 },
	{ "from", "FILE", "Carry an earlier workspace over: answers count again when they are affirmed; what was closed stays behind", 0, 0 },
	{ "catalogue", "NAME|FILE", "The catalogue to assess against", 0, 0 },
	{ "group", NULL, "Let the group of the folder write it too", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_new = {
	.name = "new",
	.operands = "FILE",
	.help = "Create a workspace",
	.more = "Only FILE is needed; everything else can be set later with 'assay assessment set'. The role is "
	    "developer-distributor and the delivery saas unless said. A file that exists is never overwritten.",
	.option = options,
	.entity = ENTITY_ASSESSMENT,
	.min = 1,
	.max = 1,
	.files = true,
	.run = run_new,
};
