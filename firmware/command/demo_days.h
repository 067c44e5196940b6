/* Fourteen days of callers, for the demonstration of the menu that learns: a clock that runs as fast as the machine
 * can, and people who choose by what they hear. They know nothing of what is learned: they listen until what they want
 * is named, press its key, and some hang up while they are sold something. */
#ifndef FOYER_DEMO_DAYS_H
#define FOYER_DEMO_DAYS_H

#include "device.h"

enum {
	DAYS_COUNT_MAX = 90,
	DAYS_CALLS = 160,     /* a day, more or less */
	DAYS_RISING_FROM = 9, /* counted from 1: on these days something is wrong that many call about */
	DAYS_RISING_TO = 10,
	DAYS_RISING_PERCENT = 30, /* of the calls of those days */
	DAYS_SOLD_PERCENT = 9,    /* of the callers hang up while an offer is read to them */
	DAYS_BORED_PERMILLE = 8,  /* give up in each second of the menu */
};

struct days;

/* What the caller meets, told to whoever prints it. */
struct days_news {
	void (*call)(void *self, unsigned day, unsigned call, bool served, uint32_t ms);
	void *self;
};

/* `whole`: opened by device_open(), not yet started: it gets this clock and a line. `start_day`: days since 1970-01-01.
 */
MUST_USE enum err days_open(struct days **out, struct whole *whole, uint32_t start_day, uint64_t seed);
void days_close(struct days *days); /* NULL is fine */

/* Once the device is started: who wants what, drawn from its content. False: the menu has too few answers. */
bool days_people(struct days *days);
/* The next day, from the first call to midnight and the night behind it. */
void days_pass(struct days *days, const struct days_news *news);
/* What many call about on the rising days. An item of the content. */
uint16_t days_rising(const struct days *days);
int64_t days_local_s(const struct days *days);
/* Somebody at the screen looks at the start menu and goes: what is shown is left in `out`. False: no place. */
bool days_glance(struct days *days, struct effect *out);

#endif
