/* base/date: the calendar, its bounds, and the words for people. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"

static date day(const char *s)
{
	date d = DATE_NONE;

	cr_assert(date_parse(s, &d), "%s", s);
	return d;
}

Test(date, known_days)
{
	cr_expect(eq(int, day("1970-01-01"), 0));
	cr_expect(eq(int, day("1969-12-31"), -1));
	cr_expect(eq(int, day("2000-03-01"), 11017));
	cr_expect(eq(int, day("2026-11-21"), 20778));
	cr_expect(eq(int, day("1900-01-01"), -25567));
	cr_expect(eq(int, day("9999-12-31"), 2932896));
}

Test(date, every_day_goes_there_and_back)
{
	char text[DATE_TEXT], last[DATE_TEXT] = "";
	date again;

	for (date d = day("1900-01-01"); d <= day("9999-12-31"); d++) {
		date_print(d, text);
		cr_assert(date_parse(text, &again) && again == d && strcmp(last, text) < 0, "%s", text);
		memcpy(last, text, sizeof last);
	}
	cr_expect(eq(str, last, "9999-12-31"));
}

Test(date, leap_years)
{
	date d;

	cr_expect(date_parse("2024-02-29", &d));
	cr_expect(date_parse("2000-02-29", &d));
	cr_expect(not(date_parse("1900-02-29", &d)));
	cr_expect(not(date_parse("2100-02-29", &d)));
	cr_expect(not(date_parse("2025-02-29", &d)));
	cr_expect(eq(int, day("2024-03-01") - day("2024-02-28"), 2));
	cr_expect(eq(int, day("2100-03-01") - day("2100-02-28"), 1));
}

Test(date, what_is_no_day_is_refused_and_leaves_out_alone)
{
	static const char *const bad[] = {
		"", "2026", "2026-1-01", "2026-01-1", "2026-01-011", "2026-01-01 ", " 2026-01-01", "2026/01/01",
		"2026-00-10", "2026-13-10", "2026-01-00", "2026-01-32", "2026-04-31", "1899-12-31", "0000-01-01",
		"+026-01-01", "-026-01-01", "2026-01-0x", "20260101", "2026-01-01T00:00:00Z", "10000-01-01",
	};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		date d = 77;

		cr_expect(date_parse(bad[i], &d) == false && d == 77, "'%s'", bad[i]);
	}
}

Test(date, none_prints_as_nothing)
{
	char text[DATE_TEXT] = "x";

	date_print(DATE_NONE, text);
	cr_expect(eq(str, text, ""));
}

Test(date, adding_days)
{
	cr_expect(eq(int, date_add_days(day("2024-02-28"), 2), day("2024-03-01")));
	cr_expect(eq(int, date_add_days(day("2026-01-01"), -1), day("2025-12-31")));
	cr_expect(eq(int, date_add_days(DATE_NONE, 5), DATE_NONE));
	cr_expect(eq(int, date_add_days(day("9999-12-30"), INT_MAX), day("9999-12-31")));
	cr_expect(eq(int, date_add_days(day("1900-01-02"), INT_MIN), day("1900-01-01")));
}

Test(date, relative_words)
{
	static const struct { int away; const char *words; } row[] = {
		{ 0, "today" }, { 1, "in 1 day" }, { -1, "1 day ago" }, { 3, "in 3 days" }, { -2, "2 days ago" },
		{ 13, "in 13 days" }, { 14, "in 2 weeks" }, { -20, "2 weeks ago" }, { 35, "in 5 weeks" }, { 90, "in 12 weeks" },
		{ 91, "in 3 months" }, { -364, "12 months ago" }, { 729, "in 24 months" }, { 730, "in 2 years" },
		{ -3650, "10 years ago" },
	};
	date today = day("2026-11-21");
	char out[40];

	for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
		date_relative(today + row[i].away, today, out, sizeof out);
		cr_expect(eq(str, out, row[i].words));
	}
	date_relative(DATE_NONE, today, out, sizeof out);
	cr_expect(eq(str, out, ""));
	date_relative(today + 3, today, out, 6);
	cr_expect(eq(str, out, "in 3 "));
}

Test(date, moments)
{
	cr_expect(date_time_valid("2026-11-21T10:00:00Z"));
	cr_expect(date_time_valid("2024-02-29T23:59:59Z"));
	cr_expect(not(date_time_valid("2026-11-21T24:00:00Z")));
	cr_expect(not(date_time_valid("2026-11-21T10:60:00Z")));
	cr_expect(not(date_time_valid("2026-11-21T10:00:60Z")));
	cr_expect(not(date_time_valid("2025-02-29T10:00:00Z")));
	cr_expect(not(date_time_valid("2026-11-21 10:00:00Z")));
	cr_expect(not(date_time_valid("2026-11-21T10:00:00")));
	cr_expect(not(date_time_valid("2026-11-21T10:00:00Zx")));
	cr_expect(not(date_time_valid("2026-11-21T10:00:00+01:00")));
	cr_expect(not(date_time_valid("2026-11-21T1x:00:00Z")));
}

Test(date, now_is_valid_and_close)
{
	char now[DATE_TIME_TEXT];
	date seen;
	long days = (long)(time(NULL) / 86400);

	date_time_now(now);
	cr_assert(date_time_valid(now));
	now[DATE_TEXT - 1] = '\0';
	cr_assert(date_parse(now, &seen));
	cr_expect(seen == days || seen == days + 1);
}

/* Fourteen hours ahead and twelve behind never share a day for more than an instant. */
Test(date, today_is_the_users_day)
{
	date east, west;

	setenv("ASSAY_TODAY", "2001-01-01", 1);
	setenv("TZ", "ABC-14", 1);
	tzset();
	east = date_today();
	setenv("TZ", "ABC+12", 1);
	tzset();
	west = date_today();
	cr_expect(east - west == 1 || east - west == 2);
	cr_expect(gt(int, west, day("2020-01-01")));
}

Test(date, moments_where_the_reader_is)
{
	char out[DATE_LOCAL_TEXT], utc[DATE_TIME_TEXT];

	setenv("TZ", "ABC-5:30", 1);
	tzset();
	date_time_local("2026-11-21T20:15:59Z", out);
	cr_expect_str_eq(out, "2026-11-22 01:45");
	date_time_local("9999-12-31T00:00:00Z", out);
	cr_expect_str_eq(out, "9999-12-31 05:30");
	date_time_local("no moment", out);
	cr_expect_str_eq(out, "");
	date_time_of_day(day("2026-11-22"), utc);
	cr_expect_str_eq(utc, "2026-11-21T18:30:00Z");
	/* The clocks are put forward: the day is an hour shorter, and begins at its own midnight. */
	setenv("TZ", "XXX0YYY,M3.5.0/1,M10.5.0/2", 1);
	tzset();
	date_time_of_day(day("2026-03-30"), utc);
	cr_expect_str_eq(utc, "2026-03-29T23:00:00Z");
}
