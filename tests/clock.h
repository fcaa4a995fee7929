/* A clock that tests set: what is saved after clock_set bears that moment. */
#ifndef TESTS_CLOCK_H
#define TESTS_CLOCK_H

/* "2026-08-03T10:00:00Z"; NULL: the real one again. */
void clock_set(const char *utc);

#endif
