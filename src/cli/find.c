/* assay find: everything that has the words, best first. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/describe.h"
#include "store/find.h"

enum { LIMIT = 50, LIMIT_MAX = 1000000, INDENT = 4, TITLE_MIN = 12 /* columns */ };

/* ---- text ----------------------------------------------------------------------------------------- */

/* One line of an excerpt in the pieces of the places found that cross it. */
static void put_line(struct out *o, const char *text, size_t from, size_t to, const struct seek_places *found, size_t *next)
{
	for (size_t at = from; at < to;) {
		while (*next < found->n && found->item[*next].at + found->item[*next].len <= at)
			++*next;
		const struct seek_place *p = *next < found->n ? &found->item[*next] : NULL;
		bool inside = p != NULL && p->at <= at;
		size_t end = p == NULL ? to : inside ? p->at + p->len : p->at;
		char *part = xstrndup(text + at, (end < to ? end : to) - at);

		out_styled(o, inside ? STYLE_MATCH : STYLE_TEXT, part);
		at += strlen(part);
		free(part);
	}
	out_end(o);
}

/* As it will be shown first, so that places in the text are places on the line. */
static void put_excerpt(struct out *o, const struct seek *seek, const char *excerpt)
{
	struct buf text = {0};
	struct seek_places found;
	size_t columns = (o->columns < OUT_PROSE_MAX ? o->columns : OUT_PROSE_MAX), next_place = 0;

	columns = columns > INDENT + OUT_COLUMNS_MIN ? columns - INDENT : OUT_COLUMNS_MIN;
	if (o->ascii)
		utf8_ascii(&text, excerpt, strlen(excerpt), false);
	else
		buf_add(&text, excerpt);
	seek_places(seek, buf_str(&text), &found);
	for (size_t at = 0, next; at < text.len; at = next) {
		size_t n = utf8_wrap(buf_str(&text), text.len, at, columns, &next);

		out_blanks(o, INDENT);
		put_line(o, buf_str(&text), at, at + n, &found, &next_place);
	}
	seek_places_release(&found);
	buf_release(&text);
}

/* What an item is called, where the hit is in another of its texts: as much as fits after the rest. */
static void put_title(struct context *c, const struct workspace *ws, const struct found *f, size_t used)
{
	int i = f->id != NULL && (f->kind == FOUND_EVIDENCE || f->kind == FOUND_LINK) ? work_find_evidence(ws->work, f->id) : -1;
	const char *title = i >= 0 ? ws->work->evidence[i].title : NULL;
	size_t room = c->out.columns > used + 2 ? c->out.columns - used - 2 : 0, width;

	if (title == NULL || room < TITLE_MIN || strcmp(f->field, "title") == 0 || strcmp(f->field, "ref") == 0)
		return;
	width = out_width(&c->out, title);
	out_text(&c->out, ": ");
	out_cell(&c->out, STYLE_DIM, title, width < room ? width : room);
}

/* "evidence E4, tool: Automated dependency updates" */
static void put_head(struct context *c, const struct workspace *ws, const struct found *f)
{
	struct buf claim = {0}, field = {0};
	size_t used;

	if (f->claim != NODE_NONE)
		describe_claim(&claim, ws->tree, f->claim);
	if (strcmp(f->field, found_kind_name(f->kind)) != 0)
		buf_addf(&field, ", %s", f->field);
	out_styled(&c->out, STYLE_DIM, found_kind_name(f->kind));
	out_textf(&c->out, "%s", f->ref[0] != '\0' ? " " : "");
	out_styled(&c->out, STYLE_KEY, f->ref);
	out_text(&c->out, claim.len == 0 ? "" : f->ref[0] != '\0' ? " on " : " ");
	out_styled(&c->out, STYLE_KEY, buf_str(&claim));
	out_text(&c->out, buf_str(&field));
	used = strlen(found_kind_name(f->kind)) + 1 + out_width(&c->out, f->ref) + 4 + out_width(&c->out, buf_str(&claim)) + field.len;
	put_title(c, ws, f, used);
	out_end(&c->out);
	buf_release(&claim);
	buf_release(&field);
}

static void put_hit(struct context *c, const struct workspace *ws, const struct seek *seek, const struct found *f)
{
	put_head(c, ws, f);
	put_excerpt(&c->out, seek, f->excerpt);
}

static void put_text(struct context *c, const struct workspace *ws, const struct found_query *q, const struct found_list *l)
{
	struct buf b = {0};

	for (size_t i = 0; i < l->n; i++)
		put_hit(c, ws, q->seek, &l->item[i]);
	if (l->n == 0) {
		buf_add(&b, "nothing found");
	} else {
		buf_add(&b, l->more ? "the first " : "");
		buf_add_count(&b, (int)l->n, "hit", "hits");
		buf_add(&b, l->more ? "; --limit NUMBER lists more" : "");
	}
	out_line(&c->out, buf_str(&b));
	buf_release(&b);
}

/* ---- JSON ----------------------------------------------------------------------------------------- */

static void put_json(struct context *c, const struct workspace *ws, const struct found_list *l)
{
	struct buf b = {0};
	struct json j = { .out = &b };

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.find/1");
	json_array(&j, "hits");
	for (size_t i = 0; i < l->n; i++) {
		const struct found *f = &l->item[i];

		json_object(&j, NULL);
		json_string(&j, "kind", found_kind_name(f->kind));
		json_string(&j, "ref", f->ref);
		if (f->claim != NODE_NONE)
			describe_json_claim(&j, "claim", ws->tree, f->claim);
		else
			json_null(&j, "claim");
		json_string(&j, "field", f->field);
		json_string(&j, "excerpt", f->excerpt);
		json_end(&j);
	}
	json_end(&j);
	json_end(&j);
	out_json(&c->out, buf_str(&b));
	buf_release(&b);
}

/* ---- what is asked for ------------------------------------------------------------------------------ */

static bool unknown_kind(const char *name, struct err *err)
{
	const char *known[FOUND_KIND_COUNT], *nearest;
	struct buf b = {0};

	buf_add(&b, "--kind: there is no '");
	utf8_cut(&b, name, 40, false);
	buf_add(&b, "' to find; there are ");
	for (int k = 0; k < FOUND_KIND_COUNT; k++) {
		known[k] = found_kind_name((enum found_kind)k);
		buf_addf(&b, "%s%s", k == 0 ? "" : k + 1 == FOUND_KIND_COUNT ? " and " : ", ", known[k]);
	}
	nearest = complaint_nearest(name, known, FOUND_KIND_COUNT);
	if (nearest != NULL)
		buf_addf(&b, "; did you mean %s?", nearest);
	err_set(err, ERR_INPUT, "%s", buf_str(&b));
	buf_release(&b);
	return false;
}

static bool read_kinds(const struct args *a, unsigned *kinds, struct err *err)
{
	size_t at = 0;

	for (const char *name; (name = args_next(a, "kind", &at)) != NULL;) {
		enum found_kind k;

		if (!found_kind_read(name, &k))
			return unknown_kind(name, err);
		*kinds |= 1u << k;
	}
	return true;
}

static bool read_limit(const struct args *a, size_t *limit, struct err *err)
{
	const char *text = args_get(a, "limit");
	size_t n = 0;

	for (const char *s = text; s != NULL && *s != '\0'; s++)
		n = *s >= '0' && *s <= '9' && n <= LIMIT_MAX ? n * 10 + (size_t)(*s - '0') : LIMIT_MAX + 1;
	if (text != NULL && (n == 0 || n > LIMIT_MAX))
		return err_set(err, ERR_INPUT, "--limit: \"%s\" is no number from 1 to %d", text, LIMIT_MAX);
	*limit = text != NULL ? n : LIMIT;
	return true;
}

static bool run_find(struct context *c, const struct args *a, struct err *err)
{
	struct workspace ws = {0};
	struct found_query q = {0};
	struct found_list list = {0};
	struct buf typed = {0};
	struct seek *seek;
	bool ok;

	for (size_t i = 0; i < a->n_operands; i++)
		buf_addf(&typed, "%s%s", i > 0 ? " " : "", a->operand[i]);
	seek = seek_new(buf_str(&typed));
	q.typed = buf_str(&typed);
	q.seek = seek;
	ok = read_kinds(a, &q.kinds, err) && read_limit(a, &q.limit, err) && workspace_open(&ws, c, a, STORE_READ, err) &&
	    store_find_all(ws.store, ws.work, &q, &list, err);
	if (ok && args_has(a, "json"))
		put_json(c, &ws, &list);
	else if (ok)
		put_text(c, &ws, &q, &list);
	found_list_release(&list);
	seek_free(seek);
	buf_release(&typed);
	workspace_close(&ws);
	return ok;
}

static const struct option_info options[] = {
	{ "kind", "KIND", "Only hits of this kind; may be given several times", OPTION_MANY, 0 },
	{ "limit", "NUMBER", "How many hits are listed at most; 50 unless said", 0, 0 },
	{ "json", NULL, "Print JSON", 0, 0 },
	{ 0 },
};

const struct cmd_info cmd_find_text = {
	.name = "find",
	.operands = "TEXT ...",
	.help = "Find claims, guidance, evidence, arguments, notes, gaps and challenges by number or by their words",
	.more = "Every word must begin a word of the text found; words in double quotes must stand there whole, one after another. "
	    "Case and accents do not matter. Kinds: claim, strategy, guidance, evidence, link (what part of an item shows a claim), "
	    "argument, assumptions, note, owner, gap, challenge, approval, scope, waiver, read-through, baseline and assessment.",
	.option = options,
	.min = 1,
	.max = -1,
	.run = run_find,
};
