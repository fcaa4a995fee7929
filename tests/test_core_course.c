/* The course of an assessment: points by day, fitted to a chart. */
#include "config.h"

#include "core/course.h"
#include "test_core_support.h"

static void add(struct course *c, date day, int met, int in_scope)
{
	struct standing st = {0};

	st.total.leaf[LEAF_MET] = met;
	st.total.leaf[LEAF_SET_ASIDE] = 1;
	st.total.in_scope = in_scope;
	course_add(c, day, &st);
}

Test(course, keeps_the_last_of_a_day)
{
	struct course c = {0};

	add(&c, 100, 3, 10);
	add(&c, 100, 5, 10);
	add(&c, 107, 6, 10);
	cr_expect(eq(sz, c.n, 2));
	cr_expect(eq(int, course_at(&c, 100).met, 5));
	cr_expect(eq(int, course_at(&c, 106).met, 5));
	cr_expect(eq(int, course_at(&c, 107).met, 6));
	cr_expect(eq(int, course_at(&c, 900).met, 6));
	cr_expect(eq(int, course_at(&c, 99).met, 0));
	cr_expect(eq(int, course_at(&c, 99).in_scope, 0));
	course_release(&c);
}

Test(course, a_clock_that_went_back_stays_in_order)
{
	struct course c = {0};

	add(&c, 100, 3, 10);
	add(&c, 90, 4, 10);
	cr_expect(eq(sz, c.n, 1));
	cr_expect(eq(int, c.point[0].day, 100));
	cr_expect(eq(int, c.point[0].met, 4));
	course_release(&c);
}

Test(course, fits_days_to_columns)
{
	struct course c = {0};
	struct course_point p[5];

	add(&c, 100, 1, 10);
	add(&c, 102, 2, 10);
	add(&c, 108, 8, 10);
	course_fit(&c, 108, p, 5);
	const int met[] = { 1, 2, 2, 2, 8 }, day[] = { 100, 102, 104, 106, 108 };
	for (int i = 0; i < 5; i++) {
		cr_expect(eq(int, p[i].met, met[i]));
		cr_expect(eq(int, p[i].day, day[i]));
	}
	cr_expect(eq(int, course_in_the_way(&p[4]), 1), "10 in scope, 8 met, 1 set aside");
	course_release(&c);
}

/* More columns than days, and an end after the last save: it goes on as it was. */
Test(course, fits_few_days_to_many_columns)
{
	struct course c = {0};
	struct course_point p[9];

	add(&c, 100, 1, 10);
	add(&c, 101, 2, 10);
	course_fit(&c, 104, p, 9);
	const int met[] = { 1, 1, 2, 2, 2, 2, 2, 2, 2 };
	for (int i = 0; i < 9; i++)
		cr_expect(eq(int, p[i].met, met[i]), "column %d", i);
	cr_expect(eq(int, p[8].day, 104));
	course_fit(&c, 50, p, 3);
	cr_expect(eq(int, p[2].day, 100), "an end before the beginning is the beginning");
	course_release(&c);
}
