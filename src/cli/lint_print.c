/* How remarks and rules are printed. */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "cli/lint.h"

enum { NAME_COLUMNS = 16, RULE_COLUMNS = 18 };

static void put_remark(struct context *c, const struct lint_remark *r)
{
	size_t indent = 4 + NAME_COLUMNS;

	out_blanks(&c->out, 4);
	if (out_width(&c->out, r->name) < NAME_COLUMNS) {
		out_cell(&c->out, STYLE_LINK, r->name, NAME_COLUMNS);
	} else {
		out_styled(&c->out, STYLE_LINK, r->name);
		out_end(&c->out);
		out_blanks(&c->out, indent);
	}
	out_hanging(&c->out, indent, r->text);
}

static void put_rule(struct context *c, const struct lint_rule *rule)
{
	out_blanks(&c->out, 2);
	out_cell(&c->out, STYLE_KEY, rule->id, RULE_COLUMNS);
	out_hanging(&c->out, 2 + RULE_COLUMNS, rule->mend);
}

/* A heading where it begins, a rule where it begins, each remark. */
static int put_open(struct context *c, const struct lint_shown *s)
{
	const struct lint_remark *last = NULL;
	int n = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct lint_remark *r = s->item[i];

		if (r->waived != NULL)
			continue;
		if (last == NULL || last->rule->heading != r->rule->heading) {
			char heading[32];

			if (last != NULL)
				out_end(&c->out);
			snprintf(heading, sizeof heading, "%s", lint_heading_name(r->rule->heading));
			heading[0] = (char)(heading[0] - 'a' + 'A');
			out_styled(&c->out, STYLE_HEADING, heading);
			out_end(&c->out);
		}
		if (last == NULL || last->rule != r->rule)
			put_rule(c, r->rule);
		put_remark(c, r);
		last = r;
		n++;
	}
	return n;
}

static int put_waived(struct context *c, const struct lint_shown *s, bool more)
{
	struct buf b = {0};
	int n = 0;

	for (size_t i = 0; i < s->n; i++) {
		const struct lint_remark *r = s->item[i];

		if (r->waived == NULL)
			continue;
		if (n++ == 0) {
			if (more)
				out_end(&c->out);
			out_styled(&c->out, STYLE_HEADING, "Waived");
			out_end(&c->out);
		}
		buf_clear(&b);
		buf_addf(&b, "%s %s: %s", r->rule->id, r->name, r->text);
		out_blanks(&c->out, 2);
		out_hanging(&c->out, 4, buf_str(&b));
		out_blanks(&c->out, 4);
		out_hanging(&c->out, 4, *r->waived != '\0' ? r->waived : "no reason is given");
	}
	buf_release(&b);
	return n;
}

void lint_print(struct context *c, const struct lint_shown *s)
{
	int n = put_open(c, s), waived = put_waived(c, s, n > 0);

	if (s->n > 0)
		out_end(&c->out);
	if (n == 0)
		out_textf(&c->out, waived > 0 ? "no remarks but %d waived" : "no remarks", waived);
	else if (waived > 0)
		out_textf(&c->out, "%d remark%s, and %d waived", n, n == 1 ? "" : "s", waived);
	else
		out_textf(&c->out, "%d remark%s", n, n == 1 ? "" : "s");
	out_end(&c->out);
	if (n > 0)
		out_paragraph(&c->out, 0, "'assay lint --explain RULE' says why a rule matters; 'assay waive RULE ON' leaves a remark standing.");
}

void lint_print_json(struct context *c, const struct lint_shown *s)
{
	struct buf b = {0};
	struct json j = { .out = &b };

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.lint/1");
	json_array(&j, "remarks");
	for (size_t i = 0; i < s->n; i++) {
		const struct lint_remark *r = s->item[i];

		json_object(&j, NULL);
		json_string(&j, "rule", r->rule->id);
		json_string(&j, "heading", lint_heading_name(r->rule->heading));
		json_string(&j, "on", r->name);
		json_string(&j, "text", r->text);
		json_string(&j, "mend", r->rule->mend);
		json_string(&j, "waived", r->waived != NULL && *r->waived == '\0' ? "no reason is given" : r->waived);
		json_end(&j);
	}
	json_end(&j);
	json_end(&j);
	out_json(&c->out, buf_str(&b));
	buf_release(&b);
}

void lint_explain(struct context *c, const struct lint_rule *rule)
{
	out_styled(&c->out, STYLE_KEY, rule->id);
	out_textf(&c->out, " (%s)", lint_heading_name(rule->heading));
	out_end(&c->out);
	out_paragraph(&c->out, 2, rule->reason);
	out_paragraph(&c->out, 2, rule->mend);
}

void lint_list_rules(struct context *c)
{
	for (int h = 0; h < LINT_HEADINGS; h++) {
		if (h > 0)
			out_end(&c->out);
		out_styled(&c->out, STYLE_HEADING, lint_heading_name((enum lint_heading)h));
		out_end(&c->out);
		for (size_t i = 0; i < lint_rule_count(); i++) {
			const struct lint_rule *rule = lint_rule_at(i);

			if ((int)rule->heading != h)
				continue;
			out_blanks(&c->out, 2);
			out_cell(&c->out, STYLE_KEY, rule->id, RULE_COLUMNS);
			out_hanging(&c->out, 2 + RULE_COLUMNS, rule->reason);
		}
	}
}
