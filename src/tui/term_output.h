/* Private to term.c: bytes to the terminal that never make us wait: a line that has stopped keeps them
 * here, and keys, signals and drafts go on. */
#ifndef TUI_TERM_OUTPUT_H
#define TUI_TERM_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

struct term_output {
	int fd;                 /* the terminal, opened anew without blocking, or the one given */
	bool own, failed;
	struct buf queue;
	size_t sent;
};

void term_output_open(struct term_output *o, int fd);
void term_output_close(struct term_output *o);
void term_output_add(struct term_output *o, const char *s, size_t n);
void term_output_send(struct term_output *o);           /* what the terminal takes now */
bool term_output_empty(const struct term_output *o);
/* Until all is sent or the terminal has taken nothing for `ms`; then the rest is forgotten. */
void term_output_finish(struct term_output *o, int ms);

#endif
