/* Whole days, and moments in UTC. */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>

/* A day: days since 1970-01-01, proleptic Gregorian; DATE_NONE where there is none. */
typedef int date;
#define DATE_NONE INT_MIN

enum { DATE_TEXT = 11, DATE_TIME_TEXT = 21 };   /* bytes with NUL: 2026-11-21, 2026-11-21T10:00:00Z */

bool date_parse(const char *s, date *out);              /* exactly YYYY-MM-DD of a real day, years 1900 to 9999 */
void date_print(date d, char out[DATE_TEXT]);           /* DATE_NONE gives "" */
date date_add_days(date d, int days);
/* The same day so many months later; the last of the month where it has no such day. */
date date_add_months(date d, int months);

/* "in 3 days", "today", "2 days ago", "in 5 weeks": for people, from `today`. */
void date_relative(date d, date today, char *out, size_t size);

bool date_time_valid(const char *s);                    /* exactly YYYY-MM-DDTHH:MM:SSZ */
void date_time_now(char out[DATE_TIME_TEXT]);           /* this moment, UTC */
/* "2026-11-21 10:00" where the reader is (local time) of a moment in UTC; "" if it is none. */
enum { DATE_LOCAL_TEXT = 17 };
void date_time_local(const char *utc, char out[DATE_LOCAL_TEXT]);
/* The moment, in UTC, at which a day begins where the reader is. */
void date_time_of_day(date d, char out[DATE_TIME_TEXT]);
/* The day it is now where the user is (local time). Callers that honour $ASSAY_TODAY and --as-of
 * get the day from the command line's context instead: see cli/cmd.h. */
date date_today(void);

#endif
