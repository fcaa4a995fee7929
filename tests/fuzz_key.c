/* The decoder on anything: the first byte of each piece is its length and the time before it, the rest
 * what the terminal sends. Events must be well formed; what is learnt comes from the input too. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "tui/key.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(struct event *ev)
{
	char name[40];

	if (ev->kind == EVENT_PASTE) {
		if (ev->len == 0 || strlen(ev->text) != ev->len || !utf8_valid(ev->text, ev->len, NULL))
			abort();
	} else if (ev->kind != EVENT_KEY || ev->key == K_NONE || ev->button < 0 || ev->row < 0 || ev->col < 0) {
		abort();
	}
	key_name(ev->key, name, sizeof name);
	if (ev->kind == EVENT_KEY && (ev->key & 0xffffff) != K_MOUSE && key_read(name) != ev->key)
		abort();
	event_release(ev);
}

static void take(struct decoder *d, int64_t now)
{
	struct event ev;

	if (decoder_wait(d, now) < -1)
		abort();
	while (decoder_next(d, now, &ev))
		check(&ev);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const int pauses[] = { 0, 1, 24, 25, 49, 50, 999, 2000 };
	struct decoder *d = decoder_new();
	int64_t now = 0;
	size_t at = 0;

	if (size > 8 && data[0] == 'L') {
		char sequence[8];

		memcpy(sequence, data + 1, 7);
		sequence[7] = '\0';
		decoder_learn(d, sequence, K_F1);
		at = 8;
	}
	while (at < size) {
		size_t n = 1 + (data[at] & 31);

		now += pauses[data[at] >> 5];
		at++;
		if (n > size - at)
			n = size - at;
		decoder_feed(d, data + at, n, now);
		at += n;
		if ((n & 1) != 0)
			take(d, now);
	}
	take(d, now + 10000);
	decoder_free(d);
	return 0;
}
