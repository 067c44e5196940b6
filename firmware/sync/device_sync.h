/* The messenger of one device: its store's outbox, its hub, the carrier that hub.conf names. */
#ifndef FOYER_SYNC_DEVICE_SYNC_H
#define FOYER_SYNC_DEVICE_SYNC_H

#include "port/clock.h"
#include "sync/sync.h"

struct device_sync;

struct device_sync_options {
	const char *folder; /* the data folder; lent */
	struct store *store;
	struct clock clock; /* the machine's; the device's goes on from the store's last time */
	uint32_t boot;      /* starts, counted */
	struct exchange_apply apply;
};

/* *out NULL: this device reports to no hub, or cannot (said in the log); it serves its customers all the same. */
void device_sync_open(struct device_sync **out, const struct device_sync_options *options);
void device_sync_close(struct device_sync *device); /* NULL is fine */
/* For sync_wake() and the like; NULL of NULL. */
struct sync *device_sync_of(struct device_sync *device);

#endif
