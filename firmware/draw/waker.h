/* Lets other threads wake the one that sleeps at the window, while the queue that they wake it through comes and goes
 * with the display. One wake waits there at a time. */
#ifndef FOYER_WAKER_H
#define FOYER_WAKER_H

#include <pthread.h>
#include <stdbool.h>

struct waker {
	pthread_mutex_t lock;
	bool is_open; /* there is a queue */
	bool woken;   /* a wake waits in it */
};

void waker_begin(struct waker *waker);
void waker_end(struct waker *waker);
/* Closed before the queue goes, open once it is there. */
void waker_open(struct waker *waker, bool is_open);
/* `push` puts a wake into the queue; false: it could not. From any thread. */
void waker_wake(struct waker *waker, bool (*push)(void));
/* It was taken out of the queue. */
void waker_taken(struct waker *waker);

#endif
