/* The queue of bytes to the terminal. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "tui/term_output.h"

/* Not blocking is a property of the open file, which the shell shares with us: it is opened anew. Where
 * that is impossible, writing blocks as it does for everybody. */
void term_output_open(struct term_output *o, int fd)
{
	*o = (struct term_output){ .fd = -1 };
	if (tcgetpgrp(fd) >= 0)                 /* it is the terminal of our session */
		o->fd = open("/dev/tty", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
	o->own = o->fd >= 0;
	if (!o->own)
		o->fd = fd;
}

void term_output_close(struct term_output *o)
{
	if (o->own)
		close(o->fd);
	buf_release(&o->queue);
	*o = (struct term_output){ .fd = -1 };
}

bool term_output_empty(const struct term_output *o)
{
	return o->queue.len == 0;
}

static void forget(struct term_output *o)
{
	buf_clear(&o->queue);
	o->sent = 0;
}

void term_output_add(struct term_output *o, const char *s, size_t n)
{
	if (!o->failed)
		buf_addn(&o->queue, s, n);
}

void term_output_send(struct term_output *o)
{
	while (o->sent < o->queue.len) {
		ssize_t n = write(o->fd, o->queue.data + o->sent, o->queue.len - o->sent);

		if (n > 0) {
			o->sent += (size_t)n;
		} else if (n < 0 && errno == EAGAIN) {
			return;
		} else if (n == 0 || errno != EINTR) {
			o->failed = true;       /* the terminal is gone */
			break;
		}
	}
	forget(o);
}

void term_output_finish(struct term_output *o, int ms)
{
	struct pollfd p = { .fd = o->fd, .events = POLLOUT };

	term_output_send(o);
	while (!term_output_empty(o)) {
		int ready = poll(&p, 1, ms);

		if (ready == 0 || (ready < 0 && errno != EINTR))
			break;
		if (ready > 0)
			term_output_send(o);
	}
	forget(o);
}
