/* The only thing that other threads may touch: events wait here for the runner. First in, first out; bounded; nobody
 * waits to put. */
#ifndef FOYER_INBOX_H
#define FOYER_INBOX_H

#include "base/check.h"
#include "base/err.h"
#include "event.h"

enum { INBOX_EVENTS_MAX = 256 };

struct inbox;

enum err inbox_open(struct inbox **out);
void inbox_close(struct inbox *inbox);

/* From any thread. time_ms and local_s are set by the runner when it takes the event. ERR_NO_SPACE: full; the caller
 * tries again or drops, and says so. */
MUST_USE enum err inbox_put(struct inbox *inbox, const struct event *event);

/* False: empty. */
bool inbox_take(struct inbox *inbox, struct event *out);

/* Called after each put and each wake, on whatever thread that is: it must be quick, and wake whoever sleeps elsewhere
 * than on the descriptor. NULL: nobody is called any more. */
void inbox_call(struct inbox *inbox, void (*call)(void *self), void *self);

/* Readable (poll) while events wait, or after inbox_wake(). */
int inbox_fd(const struct inbox *inbox);
void inbox_wake(struct inbox *inbox);
/* Takes the readiness back; call before taking events. */
void inbox_settle(struct inbox *inbox);

#endif
