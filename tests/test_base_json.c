/* base/json: shape, escapes, nesting. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <limits.h>
#include <signal.h>

#include "base/json.h"

static void expect_quoted(const char *value, const char *quoted)
{
	struct buf b = {0};

	json_quote(&b, value);
	cr_expect(eq(str, b.data, quoted));
	buf_release(&b);
}

Test(json, whole_document)
{
	struct buf b = {0};
	struct json j = { .out = &b };

	json_object(&j, NULL);
	json_string(&j, "schema", "assay.status/1");
	json_array(&j, "claimable");
	json_string(&j, NULL, "1.3");
	json_int(&j, NULL, LLONG_MIN);
	json_object(&j, NULL);
	json_end(&j);
	json_end(&j);
	json_array(&j, "empty");
	json_end(&j);
	json_object(&j, "a \"key\"");
	json_bool(&j, "yes", true);
	json_bool(&j, "no", false);
	json_null(&j, "nothing");
	json_end(&j);
	json_end(&j);
	cr_expect(eq(str, b.data,
		"{\n"
		"  \"schema\": \"assay.status/1\",\n"
		"  \"claimable\": [\n"
		"    \"1.3\",\n"
		"    -9223372036854775808,\n"
		"    {}\n"
		"  ],\n"
		"  \"empty\": [],\n"
		"  \"a \\\"key\\\"\": {\n"
		"    \"yes\": true,\n"
		"    \"no\": false,\n"
		"    \"nothing\": null\n"
		"  }\n"
		"}\n"));
	buf_release(&b);
}

Test(json, empty_strings)
{
	struct buf b = {0};
	struct json j = { .out = &b };

	json_array(&j, NULL);
	json_string(&j, NULL, "");
	json_string(&j, NULL, NULL);
	json_text(&j, NULL, "");
	json_text(&j, NULL, NULL);
	json_end(&j);
	cr_expect(eq(str, b.data, "[\n  null,\n  null,\n  \"\",\n  null\n]\n"));
	buf_release(&b);
}

Test(json, escapes)
{
	expect_quoted("", "\"\"");
	expect_quoted("say \"hi\" \\ /", "\"say \\\"hi\\\" \\\\ /\"");
	expect_quoted("\b\f\n\r\t", "\"\\b\\f\\n\\r\\t\"");
	expect_quoted("\x01\x1b\x1f\x7f", "\"\\u0001\\u001b\\u001f\\u007f\"");
	expect_quoted("\xc2\x80\xc2\x9b\xc2\xa0", "\"\\u0080\\u009b\xc2\xa0\"");
	expect_quoted("a\xe2\x80\xa8" "b\xe2\x80\xa9", "\"a\\u2028b\\u2029\"");
	expect_quoted("caf\xc3\xa9 \xe6\xb0\xb4 \xf0\x9f\x98\x80", "\"caf\xc3\xa9 \xe6\xb0\xb4 \xf0\x9f\x98\x80\"");
}

Test(json, bytes_that_are_no_text_become_replacement_characters)
{
	expect_quoted("a\xff" "b\xe2\x82", "\"a\xef\xbf\xbd" "b\xef\xbf\xbd\xef\xbf\xbd\"");
	expect_quoted("\xed\xa0\x80", "\"\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\"");
	expect_quoted("\xc0\xaf", "\"\xef\xbf\xbd\xef\xbf\xbd\"");
}

Test(json, a_value_may_stand_alone)
{
	struct buf b = {0};
	struct json j = { .out = &b };

	json_int(&j, NULL, 3);
	cr_expect(eq(str, b.data, "3"));
	buf_release(&b);
}

Test(json, nests_to_the_bound)
{
	struct buf b = {0};
	struct json j = { .out = &b };

	for (int i = 0; i < JSON_DEPTH_MAX; i++)
		json_array(&j, NULL);
	for (int i = 0; i < JSON_DEPTH_MAX; i++)
		json_end(&j);
	cr_expect(eq(int, j.depth, 0));
	cr_expect(eq(chr, b.data[b.len - 1], '\n'));
	buf_release(&b);
}

Test(json, one_level_too_deep_is_our_mistake, .signal = SIGABRT)
{
	struct buf b = {0};
	struct json j = { .out = &b };

	for (int i = 0; i <= JSON_DEPTH_MAX; i++)
		json_array(&j, NULL);
}
