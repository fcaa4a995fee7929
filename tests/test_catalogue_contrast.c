/* catalogue/colour, and what the shipped themes promise: text that can be read, and standings that can be
 * told apart by eyes that lack a colour. */
#include "config.h"

#include <criterion/criterion.h>
#include <criterion/new/assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "catalogue/colour.h"
#include "catalogue/theme.h"

#define LEGIBLE 4.5             /* WCAG 2.2, 1.4.3 */

static void use_source(void)
{
	const char *src = getenv("srcdir");

	setenv("ASSAY_DATA", src ? src : ".", 1);
	setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
}

static struct theme load(const char *name)
{
	struct complaints c = {0};
	struct err err = {0};
	struct theme t;

	use_source();
	cr_assert(theme_load(&t, name, &c, &err), "%s: %s%s", name, err.text, c.n > 0 ? c.item[0] : "");
	complaints_release(&c);
	return t;
}

/* ---- colours ------------------------------------------------------------------------------------ */

Test(contrast, of_colours)
{
	cr_expect(fabs(colour_contrast(0, 0xffffff) - 21.0) < 0.001);
	cr_expect(fabs(colour_contrast(0xffffff, 0) - 21.0) < 0.001);
	cr_expect(fabs(colour_contrast(0x123456, 0x123456) - 1.0) < 0.001);
	cr_expect(fabs(colour_contrast(0x767676, 0xffffff) - 4.54) < 0.01);     /* the grey every guide names */
	cr_expect(fabs(colour_contrast(0xff0000, 0xffffff) - 4.00) < 0.01);
}

Test(contrast, what_a_palette_colour_is)
{
	static const struct { int colour, rgb; } known[] = {
		{ COLOUR_DEFAULT, -1 }, { 0, -1 }, { 15, -1 }, { 16, 0 }, { 231, 0xffffff }, { 232, 0x080808 }, { 255, 0xeeeeee },
		{ 214, 0xffaf00 }, { 33, 0x0087ff }, { COLOUR_RGB | 0x0a0b0c, 0x0a0b0c }, { 256, -1 },
	};

	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		cr_expect(eq(int, colour_rgb(known[i].colour), known[i].rgb), "%d", known[i].colour);
}

/* ---- every theme that sets its own ground --------------------------------------------------------- */

static void check_style(const struct theme *t, enum style s)
{
	const struct look *look = &t->look[s];
	int fg = colour_rgb(look->fg), bg = colour_rgb(look->bg);

	cr_assert(fg >= 0 && bg >= 0, "%s: %s leaves a colour to the terminal", t->name, theme_style_name(s));
	cr_expect(colour_contrast(fg, bg) >= LEGIBLE, "%s: %s has a contrast of %.2f", t->name, theme_style_name(s),
	    colour_contrast(fg, bg));
	/* Terminals make dim text as faint as they like. */
	cr_expect(eq(uint, look->attr & ATTR_DIM, 0), "%s: %s is dim", t->name, theme_style_name(s));
}

Test(contrast, themes_can_be_read_on_their_own_ground)
{
	struct theme_list l;
	struct err err = {0};
	int checked = 0;

	use_source();
	cr_assert(theme_list(&l, &err), "%s", err.text);
	for (size_t i = 0; i < l.n; i++) {
		struct theme t = load(l.name[i]);
		bool own = false;

		for (int s = 0; s < STYLE_COUNT; s++)
			own = own || t.look[s].bg != COLOUR_DEFAULT;
		for (int s = 0; own && s < STYLE_COUNT; s++)
			check_style(&t, (enum style)s);
		checked += own;
		theme_release(&t);
	}
	cr_expect(eq(int, checked, 4));
	theme_list_release(&l);
}

/* Without colours the row in hand, messages and dates that have passed must still be found. */
Test(contrast, attributes_do_without_colour)
{
	static const char *const names[] = { "dark", "light", "colour-blind" };
	static const enum style reversed[] = { STYLE_STATUS_BAR, STYLE_CURSOR, STYLE_SELECTED, STYLE_ERROR };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		struct theme t = load(names[i]);

		for (size_t k = 0; k < sizeof reversed / sizeof *reversed; k++)
			cr_expect(ne(uint, t.look[reversed[k]].attr & ATTR_REVERSE, 0), "%s: %s", names[i], theme_style_name(reversed[k]));
		cr_expect(t.look[STYLE_OVERDUE].attr != 0, "%s", names[i]);
		theme_release(&t);
	}
}

/* ---- eyes that lack a colour ------------------------------------------------------------------------- */

/* Linear RGB as it is seen. Source: Machado, Oliveira and Fernandes, "A physiologically-based model for
 * simulation of color vision deficiency", 2009, severity 1.0. */
static const struct { const char *name; double m[3][3]; } eyes[] = {
	{ "all three", { { 1, 0, 0 }, { 0, 1, 0 }, { 0, 0, 1 } } },
	{ "protanopia", { { 0.152286, 1.052583, -0.204868 }, { 0.114503, 0.786281, 0.099216 }, { -0.003882, -0.048116, 1.051998 } } },
	{ "deuteranopia", { { 0.367322, 0.860646, -0.227968 }, { 0.280085, 0.672501, 0.047413 }, { -0.011820, 0.042940, 0.968881 } } },
	{ "tritanopia", { { 1.255528, -0.076749, -0.178779 }, { -0.078411, 0.930809, 0.147602 }, { 0.004733, 0.691367, 0.303900 } } },
};

static double linear(int component)
{
	double c = (component & 0xff) / 255.0;

	return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

static double lab_part(double t)
{
	return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

/* CIE 1976 L*a*b* of the colour as these eyes see it, for the white of sRGB. */
static void see(int rgb, const double m[3][3], double lab[3])
{
	static const double xyz[3][3] = { { 0.4124564, 0.3575761, 0.1804375 }, { 0.2126729, 0.7151522, 0.0721750 },
		{ 0.0193339, 0.1191920, 0.9503041 } };
	static const double white[3] = { 0.95047, 1, 1.08883 };
	double in[3] = { linear(rgb >> 16), linear(rgb >> 8), linear(rgb) }, seen[3], f[3];

	for (int i = 0; i < 3; i++)
		seen[i] = fmin(1, fmax(0, m[i][0] * in[0] + m[i][1] * in[1] + m[i][2] * in[2]));
	for (int i = 0; i < 3; i++)
		f[i] = lab_part((xyz[i][0] * seen[0] + xyz[i][1] * seen[1] + xyz[i][2] * seen[2]) / white[i]);
	lab[0] = 116 * f[1] - 16;
	lab[1] = 500 * (f[0] - f[1]);
	lab[2] = 200 * (f[1] - f[2]);
}

static double difference(int a, int b, const double m[3][3])
{
	double x[3], y[3];

	see(a, m, x);
	see(b, m, y);
	return sqrt((x[0] - y[0]) * (x[0] - y[0]) + (x[1] - y[1]) * (x[1] - y[1]) + (x[2] - y[2]) * (x[2] - y[2]));
}

/* The least difference between two standings, for the eyes that see it least. */
static double least_difference(const struct theme *t, const char **whose)
{
	double least = INFINITY;

	for (size_t e = 0; e < sizeof eyes / sizeof *eyes; e++)
		for (int a = STYLE_MET; a <= STYLE_OUT_OF_SCOPE; a++)
			for (int b = a + 1; b <= STYLE_OUT_OF_SCOPE; b++) {
				double d = difference(colour_rgb(t->look[a].fg), colour_rgb(t->look[b].fg), eyes[e].m);

				if (d < least) {
					least = d;
					*whose = eyes[e].name;
				}
			}
	return least;
}

/* 2 can just be seen side by side; the theme's file and assay-theme(5) promise 19. */
Test(contrast, standings_differ_for_every_eye)
{
	struct theme t = load("colour-blind"), dark = load("dark");
	const char *whose = "";
	double least = least_difference(&t, &whose);

	cr_expect(least >= 19.0, "%.1f with %s", least, whose);
	/* The measure is one: a theme that was not made for it does not reach that. */
	cr_expect(least_difference(&dark, &whose) < 19.0);
	theme_release(&t);
	theme_release(&dark);
}
