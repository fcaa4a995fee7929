/* How far an assessment was, day by day, and fitting that to a chart of so many columns. Pure. */
#ifndef CORE_COURSE_H
#define CORE_COURSE_H

#include "base/date.h"
#include "core/standing.h"

struct course_point {
	date day;
	int met, aside, in_scope;       /* claims at the end of it; what is neither met nor set aside stands in the way */
};

struct course {
	struct course_point *point;     /* by day, the earliest first; days on which nothing was saved are left out */
	size_t n, cap;
};
void course_release(struct course *c);

/* The last that is known of a day. Of a day already passed, because a clock went back: of the last day there is. */
void course_add(struct course *c, date day, const struct standing *st);
/* As it was on a day: the last point up to it; before the first all is 0. */
struct course_point course_at(const struct course *c, date day);
/* The days from the first to `until` spread over the columns, the last of which is `until` itself; there is at least
 * one point. */
void course_fit(const struct course *c, date until, struct course_point *out, int columns);
int course_in_the_way(const struct course_point *p);

#endif
