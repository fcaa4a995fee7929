/* tui/term_colour: a theme on terminals of fewer colours than it was written for. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <stdlib.h>

#include "catalogue/colour.h"
#include "catalogue/theme.h"
#include "tui/term_colour.h"

/* xterm's first sixteen. */
static const int first[] = {
	0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
	0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
};

static int rgb_of(int number)
{
	return number < COLOUR_NAMED ? first[number] : colour_rgb(number);
}

/* Every style of every installed theme that sets both colours: at least `least` once it is brought down. */
static void check_themes(const struct term_colours *c, double least)
{
	const char *src = getenv("srcdir");
	struct theme_list l;
	struct err err = {0};

	setenv("ASSAY_DATA", src ? src : ".", 1);
	setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	cr_assert(theme_list(&l, &err), "%s", err.text);
	for (size_t i = 0; i < l.n; i++) {
		struct complaints faults = {0};
		struct theme t;

		cr_assert(theme_load(&t, l.name[i], &faults, &err), "%s", err.text);
		for (int s = 0; s < STYLE_COUNT; s++) {
			struct term_pair p = term_colour_pair(c, &t.look[s]);

			if (t.look[s].fg < 0 || t.look[s].bg < 0)
				continue;
			cr_expect(colour_contrast(rgb_of(p.fg), rgb_of(p.bg)) >= least, "%s, %d colours: %s is %d on %d, %.2f", t.name,
			    c->count, theme_style_name((enum style)s), p.fg, p.bg, colour_contrast(rgb_of(p.fg), rgb_of(p.bg)));
		}
		theme_release(&t);
	}
	theme_list_release(&l);
}

Test(colour, themes_can_be_read_with_256)
{
	check_themes(&(struct term_colours){ .count = 256 }, 4.5);
}

Test(colour, themes_can_be_read_with_16_and_8)
{
	check_themes(&(struct term_colours){ .count = 16 }, 3.0);
	check_themes(&(struct term_colours){ .count = 8 }, 3.0);
}

/* The nearest two of eight are the same here; the text is what is changed. */
Test(colour, text_does_not_vanish_in_its_ground)
{
	struct term_colours eight = { .count = 8 }, many = { .count = 256 };
	struct look look = { COLOUR_RGB | 0x303030, 16, 0 };
	struct term_pair p = term_colour_pair(&eight, &look);

	cr_expect(eq(int, p.bg, 0));
	cr_expect(eq(int, p.fg, 7));
	look = (struct look){ 252, 255, 0 };
	p = term_colour_pair(&eight, &look);
	cr_expect(eq(int, p.bg, 7));
	cr_expect(eq(int, p.fg, 0));
	p = term_colour_pair(&many, &look);
	cr_expect(eq(int, p.fg, 252));
	cr_expect(eq(int, p.bg, 255));
}

Test(colour, the_users_own_colours_are_left_alone)
{
	struct term_colours eight = { .count = 8 };
	struct term_pair p = term_colour_pair(&eight, &(struct look){ 3, 7, 0 });

	cr_expect(eq(int, p.fg, 3));
	cr_expect(eq(int, p.bg, 7));
	p = term_colour_pair(&eight, &(struct look){ 1, COLOUR_DEFAULT, 0 });
	cr_expect(eq(int, p.fg, 1));
	cr_expect(eq(int, p.bg, COLOUR_DEFAULT));
}

/* Bright black on black is black on terminals that take bold for bold. */
Test(colour, bright_counts_for_nothing)
{
	struct term_colours eight = { .count = 8 };
	struct term_pair p = term_colour_pair(&eight, &(struct look){ 8, 0, 0 });

	cr_expect(eq(int, p.fg, 7));
	cr_expect(not(p.bright));
	p = term_colour_pair(&eight, &(struct look){ 11, 0, 0 });
	cr_expect(eq(int, p.fg, 3));
	cr_expect(p.bright);
}
