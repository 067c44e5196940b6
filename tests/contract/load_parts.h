/* What load.c (the program and who talks to it), load_hear.c (what is printed) and load_check.c (what must hold) share;
 * nobody else includes this. */
#ifndef FOYER_TEST_LOAD_PARTS_H
#define FOYER_TEST_LOAD_PARTS_H

#include "load.h"

#define LOAD_FAIL(load, ...) load_fail(load, __FILE__, __LINE__, __VA_ARGS__)
void load_fail(const struct load *load, const char *file, int line, const char *format, ...)
	__attribute__((format(printf, 4, 5), noreturn));
void load_finish(struct load *load);
void load_note(struct load *load, const char *who, const char *text, size_t bytes);
/* Lines of the ledger that are new since the last time. */
void load_read_ledger(struct load *load);
uint64_t load_now_us(void);
void load_new_customer(struct load *load);

/* Lines of JSON, each with its end. */
void load_order(struct load *load, const char *line);
/* If one is wanted and foyer is there. */
void load_agent_comes(struct load *load);
/* The newest handover with that code that the agent has seen; 0: none. */
uint64_t load_request_seen(const struct load *load, const char *code);
/* What can be read now of foyer, or of its agents' desk. False: nothing more will come. */
bool load_take_bytes(struct load *load, int fd, bool from_agent);

#endif
