/* Points by day: see course.h. */
#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"
#include "core/course.h"

void course_release(struct course *c)
{
	free(c->point);
	*c = (struct course){0};
}

void course_add(struct course *c, date day, const struct standing *st)
{
	struct course_point p = { .day = day, .met = st->total.leaf[LEAF_MET], .aside = st->total.leaf[LEAF_SET_ASIDE],
		.in_scope = st->total.in_scope };

	if (c->n > 0 && day <= c->point[c->n - 1].day) {
		p.day = c->point[c->n - 1].day;
		c->point[c->n - 1] = p;
		return;
	}
	MEM_GROW(c->point, c->n, c->cap);
	c->point[c->n++] = p;
}

struct course_point course_at(const struct course *c, date day)
{
	size_t low = 0, high = c->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (c->point[middle].day <= day)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? c->point[low - 1] : (struct course_point){ .day = day };
}

void course_fit(const struct course *c, date until, struct course_point *out, int columns)
{
	date first = c->point[0].day;
	int64_t days = until > first ? (int64_t)until - first : 0;

	for (int i = 0; i < columns; i++) {
		date day = columns > 1 ? (date)(first + days * i / (columns - 1)) : until;

		out[i] = course_at(c, day);
		out[i].day = day;
	}
}

int course_in_the_way(const struct course_point *p)
{
	return p->in_scope - p->met - p->aside;
}
