/* JSON as it leaves the program. */
#include "config.h"

#include <assert.h>
#include <string.h>

#include "base/mem.h"
#include "base/utf8.h"
#include "cli/out.h"

/* Whether a terminal would act on the character or hide it. */
static bool is_hidden(uint32_t cp)
{
	return cp == 0xad || cp == 0x61c || cp == 0xfeff || (cp >= 0x80 && cp < 0xa0) ||
	    (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x2028 && cp <= 0x202e) ||
	    (cp >= 0x2060 && cp <= 0x206f) || (cp >= 0xfff9 && cp <= 0xfffb) ||
	    (cp >= 0xe0000 && cp <= 0xe0fff);
}

static void add_escape(struct buf *b, uint32_t cp)
{
	if (cp < 0x10000) {
		buf_addf(b, "\\u%04x", (unsigned)cp);
		return;
	}
	cp -= 0x10000;
	buf_addf(b, "\\u%04x\\u%04x", (unsigned)(0xd800 + (cp >> 10)), (unsigned)(0xdc00 + (cp & 0x3ff)));
}

void out_json(struct out *o, const char *json)
{
	size_t len = strlen(json);

	for (size_t at = 0; at < len;) {
		uint32_t cp = 0;
		size_t n = utf8_decode(json + at, len - at, &cp);
		assert(n > 0);                  /* json.h writes nothing else */
		if (cp >= 0x80 && (o->ascii || is_hidden(cp)))
			add_escape(&o->pending, cp);
		else
			buf_addn(&o->pending, json + at, n);
		at += n;
	}
}
