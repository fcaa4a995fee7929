/* core/field, core/change: the table of fields and the check of values. */
#include "config.h"

#include "test_core_support.h"

static bool passes(enum field f, const char *value)
{
	struct err err = {0};

	return field_check(f, value, &err);
}

/* The value is refused with these words. */
static void refuses(enum field f, const char *value, const char *words)
{
	struct err err = {0};

	cr_assert(false == field_check(f, value, &err), "%s passed", value);
	cr_expect(eq(int, err.code, ERR_INPUT));
	expect_text(err.text, words);
}

/* ---- the table -------------------------------------------------------------------------------------- */

Test(field, every_field_has_its_row)
{
	for (int e = 0; e < ENTITY_COUNT; e++) {
		enum entity back = ENTITY_COUNT;

		cr_expect(lt(int, (int)entity_first((enum entity)e), (int)entity_end((enum entity)e)));
		cr_expect(entity_read(entity_name((enum entity)e), &back) && (int)back == e);
		for (int f = (int)entity_first((enum entity)e); f < (int)entity_end((enum entity)e); f++) {
			const struct field_info *info = field_info((enum field)f);
			enum field found = FIELD_COUNT;

			cr_assert(info->key != NULL && info->label != NULL, "field %d", f);
			cr_expect(eq(int, (int)info->entity, e), "%s", info->key);
			cr_expect(field_read((enum entity)e, info->key, &found) && (int)found == f, "%s", info->key);
			cr_expect(eq(int, (info->type == FIELD_CHOICE), (info->values != NULL)), "%s", info->key);
		}
	}
	cr_expect(eq(int, (int)entity_end(ENTITY_BASELINE), FIELD_COUNT));
}

Test(field, names)
{
	enum entity e;
	enum field f;

	expect_text(entity_name(ENTITY_GAP_CLAIM), "gap-claim");
	cr_expect(false == entity_read("evidences", &e));
	cr_expect(false == field_read(ENTITY_GAP, "status", &f));
	cr_expect(field_read(ENTITY_ASSESSMENT, "senior-responsible-owner", &f) && f == FIELD_SENIOR_OWNER);
	cr_expect(field_read(ENTITY_EVIDENCE, "owner", &f) && f == FIELD_EVIDENCE_OWNER);
	cr_expect(field_read(ENTITY_GAP, "owner", &f) && f == FIELD_GAP_OWNER);
}

Test(field, marks)
{
	int removed = 0, refs = 0, internal = 0;

	for (int f = 0; f < FIELD_COUNT; f++) {
		removed += field_is_removed((enum field)f);
		refs += field_is_ref((enum field)f);
		internal += field_info((enum field)f)->internal;
	}
	cr_expect(eq(int, removed, 10));
	cr_expect(eq(int, refs, 3));
	cr_expect(eq(int, internal, 3));
	cr_expect(field_is_removed(FIELD_GAP_CLAIM_REMOVED) && !field_is_removed(FIELD_INHERITED));
	cr_expect(field_is_ref(FIELD_CHALLENGE_REF) && !field_is_ref(FIELD_CHALLENGE_CLAIM));
	cr_expect(field_info(FIELD_ANSWER_NOTE)->internal && field_info(FIELD_SUPPORT_NOTE)->internal);
}

/* The enums of work.h count in the order of these values. */
Test(field, choices_are_in_the_order_of_their_enums)
{
	cr_expect(eq(int, field_choice(FIELD_STATUS, "not-applicable"), STATUS_NOT_APPLICABLE));
	cr_expect(eq(int, field_choice(FIELD_STATUS, "partly-evidenced"), STATUS_PARTLY_EVIDENCED));
	cr_expect(eq(int, field_choice(FIELD_READING, "alternative"), READING_ALTERNATIVE));
	cr_expect(eq(int, field_choice(FIELD_DELIVERY, "other"), DELIVERY_OTHER));
	cr_expect(eq(int, field_choice(FIELD_DELIVERY, "hybrid"), DELIVERY_HYBRID));
	cr_expect(eq(int, field_choice(FIELD_KIND, "other"), KIND_OTHER));
	cr_expect(eq(int, field_choice(FIELD_KIND, "configuration"), KIND_CONFIGURATION));
	cr_expect(eq(int, field_choice(FIELD_EVIDENCE_AUDIENCE, "public"), AUDIENCE_PUBLIC));
	cr_expect(eq(int, field_choice(FIELD_GAP_AUDIENCE, "customer"), AUDIENCE_CUSTOMER));
	cr_expect(eq(int, field_choice(FIELD_PRIORITY, "low"), PRIORITY_LOW));
	cr_expect(eq(int, field_choice(FIELD_GAP_STATE, "accepted"), GAP_ACCEPTED));
	cr_expect(eq(int, field_choice(FIELD_CHALLENGE_STATE, "overruled"), CHALLENGE_OVERRULED));
	cr_expect(eq(int, field_choice(FIELD_STATUS, "met"), -1));
	cr_expect(eq(int, field_choice(FIELD_TITLE, "met"), -1));
}

/* ---- values ----------------------------------------------------------------------------------------- */

Test(field, absent_is_always_allowed)
{
	for (int f = 0; f < FIELD_COUNT; f++)
		cr_expect(passes((enum field)f, NULL) && passes((enum field)f, ""), "%s", field_info((enum field)f)->key);
}

Test(field, line)
{
	cr_expect(passes(FIELD_TITLE, "Größe – 大きさ 👩‍💻"));
	cr_expect(passes(FIELD_TITLE, "  blanks stay  "));
	refuses(FIELD_TITLE, "ab\033[31m", "line 1, column 3: a control character (^[)");
	refuses(FIELD_TITLE, "äb\tc", "line 1, column 3: a control character (^I)");
	refuses(FIELD_TITLE, "one\ntwo", "line 1, column 4: a line break in a one-line field (^J)");
	refuses(FIELD_TITLE, "\x7f", "line 1, column 1: a control character (^?)");
	refuses(FIELD_TITLE, "x\xc2\x9bm", "line 1, column 2: a control character (<U+009B>)");
	refuses(FIELD_TITLE, "x\x9bm", "line 1, column 2: not valid UTF-8 (<9B>)");
	refuses(FIELD_TITLE, "ok\xc3", "line 1, column 3: not valid UTF-8 (<C3>)");
}

/* Characters count, not bytes. */
Test(field, line_limit)
{
	struct buf b = {0};

	buf_add_repeat(&b, "ä", 1000);
	cr_expect(passes(FIELD_TITLE, buf_str(&b)));
	buf_add(&b, "x");
	refuses(FIELD_TITLE, buf_str(&b), "line 1 has 1001 characters; 1000 is the most");
	cr_expect(passes(FIELD_ARGUMENT, buf_str(&b)));
	buf_release(&b);
}

Test(field, text)
{
	cr_expect(passes(FIELD_ARGUMENT, "one\n\ttwo\n\n"));
	refuses(FIELD_ARGUMENT, "one\ntwo\nä\tthr\033ee", "line 3, column 6: a control character (^[)");
	refuses(FIELD_ARGUMENT, "one\r\n", "line 1, column 4: a control character (^M)");
	refuses(FIELD_ARGUMENT, "one\n\xff", "line 2, column 1: not valid UTF-8 (<FF>)");
}

Test(field, text_limit)
{
	struct buf b = {0};

	buf_add_repeat(&b, "x", FIELD_TEXT_MAX);
	cr_expect(passes(FIELD_ARGUMENT, buf_str(&b)));
	buf_add(&b, "x");
	refuses(FIELD_ARGUMENT, buf_str(&b), "1048577 bytes; 1048576 (1 MiB) is the most");
	buf_release(&b);
}

Test(field, lines)
{
	struct buf b = {0};

	cr_expect(passes(FIELD_LOCATION, "https://example.org/a"));
	cr_expect(passes(FIELD_LOCATION, "a\nb"));
	refuses(FIELD_LOCATION, "a\n\nb", "line 2 is empty; a list has one entry a line");
	refuses(FIELD_LOCATION, "a\n", "line 2 is empty; a list has one entry a line");
	refuses(FIELD_LOCATION, "a\nb\tc", "line 2, column 2: a control character (^I)");
	buf_add(&b, "a\n");
	buf_add_repeat(&b, "x", 1001);
	refuses(FIELD_LOCATION, buf_str(&b), "line 2 has 1001 characters; 1000 is the most");
	buf_release(&b);
}

Test(field, choice)
{
	cr_expect(passes(FIELD_STATUS, "evidenced"));
	refuses(FIELD_STATUS, "evidenecd", "\"evidenecd\" is none of to-assess, evidenced, partly-evidenced, not-evidenced, "
	    "not-applicable; did you mean evidenced?");
	refuses(FIELD_PRIORITY, "urgent", "\"urgent\" is none of high, medium, low");
	refuses(FIELD_PRIORITY, "h\033", "\"h^[\" is none of high, medium, low");
}

Test(field, dates_times_numbers)
{
	cr_expect(passes(FIELD_DUE, "2028-02-29"));
	refuses(FIELD_DUE, "2027-02-29", "\"2027-02-29\" is no date; write YYYY-MM-DD");
	cr_expect(passes(FIELD_APPROVAL_AT, "2026-09-01T10:00:00Z"));
	refuses(FIELD_APPROVAL_AT, "2026-09-01", "\"2026-09-01\" is no time; write YYYY-MM-DDTHH:MM:SSZ, in UTC");
	cr_expect(passes(FIELD_INHERITED, "true") && passes(FIELD_INHERITED, "false"));
	refuses(FIELD_INHERITED, "yes", "\"yes\" is neither true nor false");
	cr_expect(passes(FIELD_GAP_REF, "1") && passes(FIELD_GAP_REF, "999999999"));
	cr_expect(false == passes(FIELD_GAP_REF, "0") && !passes(FIELD_GAP_REF, "012") && !passes(FIELD_GAP_REF, "1x"));
	refuses(FIELD_GAP_REF, "1000000000", "\"1000000000\" is no number from 1 to 999999999");
}

Test(field, entities)
{
	const char *id = "0123456789abcdef0123456789abcdef";
	char *link = link_id(id, "1.2.2.1.1");

	cr_expect(passes(FIELD_WAIVER_ON, id) && passes(FIELD_WAIVER_ON, "1.2.2.1.1"));
	cr_expect(passes(FIELD_WAIVER_ON, link) && passes(FIELD_WAIVER_ON, "assessment"));
	cr_expect(false == passes(FIELD_WAIVER_ON, "E12") && !passes(FIELD_WAIVER_ON, "1.02"));
	cr_expect(false == passes(FIELD_WAIVER_ON, "1..2") && !passes(FIELD_WAIVER_ON, "1.2.") && !passes(FIELD_WAIVER_ON, "1.2 1.3"));
	cr_expect(false == passes(FIELD_WAIVER_ON, "0123456789abcdef0123456789abcdef E1"));
	cr_expect(false == passes(FIELD_WAIVER_ON, "0123456789abcdef0123456789abcdeF 1.1.1"));
	refuses(FIELD_CHALLENGE_CLAIM, "1.2/2", "\"1.2/2\" is no id of an entity and no claim's number");
	free(link);
}

Test(field, references)
{
	int n = 0;

	cr_expect(ref_read("E12", 'E', &n) && n == 12);
	cr_expect(ref_read("g3", 'G', &n) && n == 3);
	cr_expect(ref_read("C999999999", 'C', &n) && n == 999999999);
	cr_expect(false == ref_read("E012", 'E', &n) && !ref_read("E", 'E', &n) && !ref_read("", 'E', &n));
	cr_expect(false == ref_read("G12", 'E', &n) && !ref_read("E12 ", 'E', &n) && !ref_read("E0", 'E', &n));
	cr_expect(false == ref_read("E1000000000", 'E', &n) && !ref_read("12", 0, &n));
	cr_expect(entity_letter(ENTITY_EVIDENCE) == 'E' && entity_letter(ENTITY_GAP) == 'G');
	cr_expect(entity_letter(ENTITY_CHALLENGE) == 'C' && entity_letter(ENTITY_ANSWER) == 0);
}

/* ---- changes ------------------------------------------------------------------------------------------ */

Test(change, copies_and_makes_empty_absent)
{
	struct changes c = {0};
	char id[] = "1.1.1", value[] = "Sam";

	changes_set(&c, ENTITY_ANSWER, id, 7, FIELD_ANSWER_OWNER, value);
	changes_set(&c, ENTITY_ANSWER, id, 7, FIELD_ARGUMENT, "");
	id[0] = value[0] = 'x';
	cr_assert(eq(sz, c.n, 2));
	expect_text(c.item[0].id, "1.1.1");
	expect_text(c.item[0].value, "Sam");
	cr_expect(c.item[0].base == 7 && c.item[0].entity == ENTITY_ANSWER && c.item[0].field == FIELD_ANSWER_OWNER);
	cr_expect(c.item[1].value == NULL);
	changes_release(&c);
	cr_expect(c.n == 0 && c.item == NULL);
}

Test(change, new_asks_for_a_reference_where_there_are_any)
{
	struct changes c = {0};
	char evidence[ID_TEXT], approval[ID_TEXT];

	changes_new(&c, ENTITY_EVIDENCE, evidence);
	changes_new(&c, ENTITY_APPROVAL, approval);
	cr_expect(id_valid(evidence) && id_valid(approval) && strcmp(evidence, approval) != 0);
	cr_assert(eq(sz, c.n, 1));
	cr_expect(c.item[0].field == FIELD_EVIDENCE_REF && c.item[0].value == NULL && c.item[0].base == 0);
	expect_text(c.item[0].id, evidence);
	changes_release(&c);
}
