/* What `new` and `assessment set` have in common. */
#ifndef CLI_ASSESSMENT_H
#define CLI_ASSESSMENT_H

#define ASSESSMENT_ID "assessment"      /* of the one entity there is, see core/field.h */

#define ASSESSMENT_OPTIONS \
	{ "title", "TEXT", "The title of the assessment", OPTION_FIELD, 0 }, \
	{ "product", "NAME", "The product", OPTION_FIELD, 0 }, \
	{ "product-version", "TEXT", "Its version", OPTION_FIELD, 0 }, \
	{ "organisation", "NAME", "Who makes or sells it", OPTION_FIELD, 0 }, \
	{ "role", "ROLE", "The organisation's role in the Code of Practice", OPTION_FIELD, 0 }, \
	{ "delivery", "DELIVERY", "How customers get it", OPTION_FIELD, 0 }, \
	{ "owner", "NAME", "Who owns the assessment", OPTION_FIELD, 0 }, \
	{ "senior-responsible-owner", "NAME", "The Senior Responsible Owner", OPTION_FIELD, 0 }, \
	{ "assessed", "DATE", "The day of the assessment, YYYY-MM-DD", OPTION_FIELD, 0 }, \
	{ "next-review", "DATE", "The day of the next one", OPTION_FIELD, 0 }, \
	{ "review-cycle", "CYCLE", "How often everything is looked at again", OPTION_FIELD, 0 }

#endif
