/* Whole days: read, printed, counted. Of the clock nothing but the day and the moment is asked. */
#include "config.h"

#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "base/date.h"

enum { YEAR_MIN = 1900, YEAR_MAX = 9999 };

/* Days since 1970-01-01. Years are counted from March, so that the leap day comes last.
 * Source: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil. */
static date from_civil(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = (y >= 0 ? y : y - 399) / 400;
	int of_era = y - era * 400;
	int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;

	return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/* The same source, civil_from_days; wide enough for every int. */
static void to_civil(date d, long long *year, int *month, int *day)
{
	long long z = (long long)d + 719468;
	long long era = (z >= 0 ? z : z - 146096) / 146097;
	int doe = (int)(z - era * 146097);
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;

	*day = doy - (153 * mp + 2) / 5 + 1;
	*month = mp < 10 ? mp + 3 : mp - 9;
	*year = yoe + era * 400 + (*month <= 2);
}

static int days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

/* Whether s[0..strlen(shape)) has a digit wherever `shape` has '0', and its other characters. */
static bool has_shape(const char *s, const char *shape)
{
	for (; *shape; s++, shape++) {
		if (*shape == '0' ? *s < '0' || *s > '9' : *s != *shape)
			return false;
	}
	return true;
}

static int digits(const char *s, int n)
{
	int value = 0;

	for (int i = 0; i < n; i++)
		value = value * 10 + (s[i] - '0');
	return value;
}

/* The day in the first ten bytes; what follows is the caller's business. */
static bool parse_day(const char *s, date *out)
{
	int year, month, day;

	if (!has_shape(s, "0000-00-00"))
		return false;
	year = digits(s, 4);
	month = digits(s + 5, 2);
	day = digits(s + 8, 2);
	if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12)
		return false;
	if (day < 1 || day > days_in_month(year, month))
		return false;
	*out = from_civil(year, month, day);
	return true;
}

bool date_parse(const char *s, date *out)
{
	return strnlen(s, DATE_TEXT) == DATE_TEXT - 1 && parse_day(s, out);
}

void date_print(date d, char out[DATE_TEXT])
{
	char text[32];
	long long year;
	int month, day;

	out[0] = '\0';
	if (d == DATE_NONE)
		return;
	to_civil(d, &year, &month, &day);
	assert(year >= 0 && year <= YEAR_MAX);
	snprintf(text, sizeof text, "%04lld-%02d-%02d", year, month, day);
	memcpy(out, text, DATE_TEXT - 1);
	out[DATE_TEXT - 1] = '\0';
}

/* Stays within the days that can be written down: a review 10000 years ahead is the last of them. */
date date_add_days(date d, int days)
{
	const date first = from_civil(YEAR_MIN, 1, 1), last = from_civil(YEAR_MAX, 12, 31);
	long long sum = (long long)d + days;

	if (d == DATE_NONE)
		return DATE_NONE;
	return sum < first ? first : sum > last ? last : (date)sum;
}

date date_add_months(date d, int months)
{
	long long year;
	int month, day, last;

	if (d == DATE_NONE)
		return DATE_NONE;
	to_civil(d, &year, &month, &day);
	year += (month - 1 + months) / 12;
	if (year > YEAR_MAX)
		return from_civil(YEAR_MAX, 12, 31);
	month = (month - 1 + months) % 12 + 1;
	last = days_in_month((int)year, month);
	return from_civil((int)year, month, day < last ? day : last);
}

void date_relative(date d, date today, char *out, size_t size)
{
	/* Each unit is used from `from` days on, and counted whole. */
	static const struct { int from, days; const char *name; } unit[] = {
		{ 730, 365, "year" }, { 91, 30, "month" }, { 14, 7, "week" }, { 0, 1, "day" },
	};
	long long away = (long long)d - today, n;
	size_t i = 0;

	if (d == DATE_NONE || today == DATE_NONE) {
		snprintf(out, size, "%s", "");
		return;
	}
	if (away == 0) {
		snprintf(out, size, "today");
		return;
	}
	n = away < 0 ? -away : away;
	while (n < unit[i].from)
		i++;
	n /= unit[i].days;
	snprintf(out, size, "%s%lld %s%s%s", away > 0 ? "in " : "", n, unit[i].name, n == 1 ? "" : "s",
	         away < 0 ? " ago" : "");
}

/* A leap second (:60) is refused: no clock that speaks POSIX time can have written it. */
bool date_time_valid(const char *s)
{
	date day;

	return strnlen(s, DATE_TIME_TEXT) == DATE_TIME_TEXT - 1 && has_shape(s, "0000-00-00T00:00:00Z")
	       && parse_day(s, &day) && digits(s + 11, 2) < 24 && digits(s + 14, 2) < 60 && digits(s + 17, 2) < 60;
}

void date_time_now(char out[DATE_TIME_TEXT])
{
	time_t now = time(NULL);
	struct tm tm = {0};

	gmtime_r(&now, &tm);
	if (strftime(out, DATE_TIME_TEXT, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
		out[0] = '\0';
}

/* Seconds since 1970 of a valid moment. */
static time_t moment_of(const char *utc)
{
	date day = DATE_NONE;

	parse_day(utc, &day);
	return (time_t)day * 86400 + digits(utc + 11, 2) * 3600 + digits(utc + 14, 2) * 60 + digits(utc + 17, 2);
}

void date_time_local(const char *utc, char out[DATE_LOCAL_TEXT])
{
	struct tm tm = {0};

	out[0] = '\0';
	if (!date_time_valid(utc))
		return;
	time_t moment = moment_of(utc);
	if (!localtime_r(&moment, &tm) || strftime(out, DATE_LOCAL_TEXT, "%Y-%m-%d %H:%M", &tm) == 0)
		out[0] = '\0';
}

void date_time_of_day(date d, char out[DATE_TIME_TEXT])
{
	long long year;
	int month, day;

	to_civil(d, &year, &month, &day);
	struct tm tm = { .tm_year = (int)year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_isdst = -1 };
	time_t moment = mktime(&tm);
	gmtime_r(&moment, &tm);
	if (strftime(out, DATE_TIME_TEXT, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
		out[0] = '\0';
}

date date_today(void)
{
	time_t now = time(NULL);
	struct tm tm = {0};

	localtime_r(&now, &tm);
	return from_civil(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}
