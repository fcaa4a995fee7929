/* The first start: four questions, or the example, or which of several workspaces. */
#include "config.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/complaint.h"
#include "catalogue/exchange.h"
#include "catalogue/load.h"
#include "tui/first.h"
#include "tui/form.h"
#include "tui/picker.h"

enum { SLUG_MAX = 60, ROLE_COLUMNS = 12 };

/* The bottom layer of the first start. What was answered so far is here; questions stand above it. */
struct first {
	struct layer layer;
	struct tree *tree;              /* the catalogue a new workspace will hold */
	char *product, *organisation, *role;
	char *path;                     /* the answer to all of it */
	struct err err;                 /* why it could not be made */
	bool failed;
};

static struct first *first_of(const struct ui *ui)
{
	struct layer *l = ui->top;

	while (l->below != NULL)
		l = l->below;
	return (struct first *)(void *)l;
}

static void finish(struct ui *ui, char *path)
{
	first_of(ui)->path = path;
	ui->quit = true;
}

static void fail(struct ui *ui, const struct err *err)
{
	first_of(ui)->err = *err;
	first_of(ui)->failed = true;
	ui->quit = true;
}

/* ---- making the file ------------------------------------------------------------------------ */

/* "Example Portal 4" -> "example-portal-4.assay", with a number where that name is taken. */
static char *free_path(const char *product)
{
	char slug[SLUG_MAX + 1];
	size_t n = 0;
	char *path;

	for (const char *s = product; *s != '\0' && n < SLUG_MAX; s++) {
		if (isalnum((unsigned char)*s))
			slug[n++] = (char)tolower((unsigned char)*s);
		else if (n > 0 && slug[n - 1] != '-')
			slug[n++] = '-';
	}
	while (n > 0 && slug[n - 1] == '-')
		n--;
	slug[n] = '\0';
	path = xasprintf("%s.assay", n > 0 ? slug : "assessment");
	for (int i = 2; access(path, F_OK) == 0; i++) {
		free(path);
		path = xasprintf("%s-%d.assay", n > 0 ? slug : "assessment", i);
	}
	return path;
}

static void set(struct changes *c, enum field f, const char *value)
{
	changes_set(c, ENTITY_ASSESSMENT, "assessment", 0, f, value);
}

static void make_workspace(struct ui *ui, const char *delivery)
{
	struct first *first = first_of(ui);
	struct changes c = {0};
	struct err err = {0};
	char *path = free_path(first->product);

	set(&c, FIELD_TITLE, first->product);
	set(&c, FIELD_PRODUCT, first->product);
	set(&c, FIELD_ORGANISATION, first->organisation);
	set(&c, FIELD_ROLE, first->role);
	set(&c, FIELD_DELIVERY, delivery);
	set(&c, FIELD_OWNER, ui->start->who);
	set(&c, FIELD_CATALOGUE, first->tree->id);
	set(&c, FIELD_CATALOGUE_VERSION, first->tree->version);
	if (store_create(path, first->tree, false, ui->start->who, "new", &c, &err))
		finish(ui, path);
	else {
		free(path);
		fail(ui, &err);
	}
	changes_release(&c);
}

/* ---- the example: a copy of one's own ---------------------------------------------------------- */

static bool read_example(const struct tree *t, struct changes *c, struct err *err)
{
	char *name = xasprintf("%s/catalogue/examples/example-portal.yaml", data_folder()), *bytes = NULL;
	struct complaints complaints = {0};
	struct work *w = work_new(t);
	size_t len;
	bool ok;

	ok = exchange_slurp(name, EXCHANGE_SIZE_MAX, &bytes, &len, err);
	if (ok && !exchange_import(name, bytes, len, w, NULL, c, &complaints))
		ok = err_set(err, ERR_INPUT, "%s", complaints.n > 0 ? complaints.item[0] : "the example cannot be read");
	complaints_release(&complaints);
	work_free(w);
	free(bytes);
	free(name);
	return ok;
}

static void make_example(struct ui *ui)
{
	struct changes c = {0};
	struct err err = {0};
	char *path = free_path("example portal");

	if (read_example(first_of(ui)->tree, &c, &err) &&
	    store_create(path, first_of(ui)->tree, false, ui->start->who, "import", &c, &err))
		finish(ui, path);
	else {
		free(path);
		fail(ui, &err);
	}
	changes_release(&c);
}

/* ---- the questions -------------------------------------------------------------------------- */

static void leave(struct ui *ui, struct picker *p)
{
	(void)p;
	ui->quit = true;
}

static void fill_deliveries(struct ui *ui, struct picker *p)
{
	const char *const *values = field_info(FIELD_DELIVERY)->values;

	(void)ui;
	for (int i = 0; values[i] != NULL; i++)
		picker_add(p, &(struct picker_row){ .text = values[i], .id = values[i] });
}

static void take_delivery(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	(void)p;
	(void)typed;
	make_workspace(ui, row->id);
}

static const struct picker_ops delivery_picker = {
	.title = " How is it delivered to customers? ", .keeps_order = true, .fill = fill_deliveries, .take = take_delivery, .cancelled = leave,
};

static void fill_roles(struct ui *ui, struct picker *p)
{
	const struct tree *t = first_of(ui)->tree;

	for (size_t i = 0; i < t->n_roles; i++) {
		char right[48];
		int more, n = tree_role_claims(t, &t->role[i], &more);

		if (more > 0)
			snprintf(right, sizeof right, "%d claims, up to %d more", n, more);
		else
			snprintf(right, sizeof right, "%d claims", n);
		picker_add(p, &(struct picker_row){ .text = t->role[i].text, .find = t->role[i].id, .id = t->role[i].id, .right = right });
	}
}

static void take_role(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	(void)p;
	(void)typed;
	first_of(ui)->role = xstrdup(row->id);
	picker_open(ui, &delivery_picker, NULL, NULL, NULL);
}

static const struct picker_ops role_picker = {
	.title = " What is the organisation's role for this product? ", .keeps_order = true, .fill = fill_roles, .take = take_role,
	.cancelled = leave,
};

static bool keep_names(struct ui *ui, const struct form *form, const char *id, struct err *err)
{
	struct first *first = first_of(ui);

	(void)id;
	free(first->product);
	free(first->organisation);
	first->product = form_value(form, FIELD_PRODUCT);
	first->organisation = form_value(form, FIELD_ORGANISATION);
	if (first->product[0] == '\0')
		return err_set(err, ERR_INPUT, "The product needs a name; Ctrl-G leaves");
	return true;
}

static void names_closed(struct ui *ui, const char *id, const char *context, bool saved)
{
	(void)id;
	(void)context;
	if (saved)
		picker_open(ui, &role_picker, NULL, NULL, NULL);
	else
		ui->quit = true;
}

static void ask_names(struct ui *ui)
{
	static const enum field fields[] = { FIELD_PRODUCT, FIELD_ORGANISATION, FIELD_COUNT };
	struct form_ask ask = {
		.title = "A new assessment", .above = "Which product is assessed, and whose is it? Tab goes to the next line, Esc goes on.",
		.leaf = NODE_NONE, .entity = ENTITY_ASSESSMENT, .id = "assessment", .fresh = true, .field = fields, .focus = FIELD_COUNT,
		.save = keep_names, .closed = names_closed,
	};

	form_open(ui, &ask);
}

/* ---- the start ------------------------------------------------------------------------------ */

static void fill_start(struct ui *ui, struct picker *p)
{
	for (size_t i = 0; i < ui->start->n_choices; i++)
		picker_add(p, &(struct picker_row){ .text = ui->start->choices[i], .id = ui->start->choices[i], .number = 0, .right = "open" });
	picker_add(p, &(struct picker_row){ .text = "Start an assessment", .number = 1, .right = "four questions" });
	picker_add(p, &(struct picker_row){ .text = "Open the example", .number = 2, .right = "a copy of your own" });
}

static void take_start(struct ui *ui, struct picker *p, const struct picker_row *row, const char *typed)
{
	(void)p;
	(void)typed;
	if (row->number == 0)
		finish(ui, xstrdup(row->id));
	else if (row->number == 1)
		ask_names(ui);
	else
		make_example(ui);
}

static const struct picker_ops start_picker = {
	.title = " assay: assessing software against the Software Security Code of Practice ", .keeps_order = true, .fill = fill_start,
	.take = take_start, .cancelled = leave, .hints = "Up and Down choose  Enter takes  Esc leaves",
};

static void first_draw(const struct ui *ui, const struct layer *l, struct canvas *c, struct rect body)
{
	(void)ui;
	(void)l;
	canvas_hline(c, body, 0, 0, body.cols, STYLE_BORDER);
}

static const struct layer_ops first_layer = { .name = "first start", .covers = true, .draw = first_draw };

bool first_start(struct ui *ui, struct canvas *c, char **path, struct err *err)
{
	struct first first = { .layer.ops = &first_layer };
	struct complaints complaints = {0};
	char *name = catalogue_path(NULL, err);

	if (name == NULL)
		return false;
	first.tree = catalogue_load(name, &complaints, err);
	free(name);
	if (first.tree == NULL && complaints.n > 0)
		err_set(err, ERR_INPUT, "%s", complaints.item[0]);
	complaints_release(&complaints);
	if (first.tree == NULL)
		return false;
	ui->top = &first.layer;
	picker_open(ui, &start_picker, NULL, NULL, NULL);
	ui_loop(ui, c);
	while (ui->top != &first.layer) {
		struct layer *l = ui->top;

		ui->top = l->below;
		l->ops->free(l);
	}
	ui->top = NULL;
	ui->quit = ui->hung_up;
	*path = first.path;
	tree_free(first.tree);
	free(first.product);
	free(first.organisation);
	free(first.role);
	if (first.failed)
		*err = first.err;
	return !first.failed;
}
