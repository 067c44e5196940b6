#include "draw/waker.h"

void waker_begin(struct waker *waker)
{
	pthread_mutex_init(&waker->lock, NULL);
}

void waker_end(struct waker *waker)
{
	pthread_mutex_destroy(&waker->lock);
}

void waker_open(struct waker *waker, bool is_open)
{
	pthread_mutex_lock(&waker->lock);
	waker->is_open = is_open;
	waker->woken = false;
	pthread_mutex_unlock(&waker->lock);
}

void waker_wake(struct waker *waker, bool (*push)(void))
{
	pthread_mutex_lock(&waker->lock);
	if (waker->is_open && !waker->woken)
		waker->woken = push();
	pthread_mutex_unlock(&waker->lock);
}

void waker_taken(struct waker *waker)
{
	pthread_mutex_lock(&waker->lock);
	waker->woken = false;
	pthread_mutex_unlock(&waker->lock);
}
