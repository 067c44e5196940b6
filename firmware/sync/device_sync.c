#include "sync/device_sync.h"

#include "log.h"
#include "sync/link_http.h"
#include "sync/link_mqtt.h"

#include <stdlib.h>
#include <time.h>

enum { WALL_SET_S = 1577836800 /* 2020: before it nobody has set the clock */ };

struct device_sync {
	struct identity identity;
	struct clock clock;
	uint64_t offset_ms;
	struct sync *sync;
};

static uint64_t now_ms(void *self)
{
	const struct device_sync *device = self;

	return clock_now_ms(device->clock) + device->offset_ms;
}

static int64_t wall_ms(void *self)
{
	struct timespec now;

	(void)self;
	clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec < WALL_SET_S ? 0 : (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* As the runner has it: the device's clock never runs backwards, over restarts too. */
static uint64_t offset_of(struct clock clock, struct store *store)
{
	uint64_t now = clock_now_ms(clock);
	uint64_t last = store_last_time_ms(store);

	return now > last ? 0 : last + 1 - now;
}

static enum err open_link(struct link *out, const struct identity *identity)
{
	const struct link_mqtt_options mqtt = {
		.url = identity->broker, .device = identity->device, .tls = identity_tls(identity)};

	return identity->broker[0] ? link_mqtt_open(out, &mqtt) : link_http_open(out, identity);
}

static enum err start(struct device_sync *device, const struct device_sync_options *options)
{
	struct sync_options sync = {.source = outbox_source_of_store(options->store),
		.identity = &device->identity,
		.clock = {now_ms, wall_ms, device},
		.apply = options->apply,
		.boot = options->boot,
		.folder = options->folder};
	enum err err = open_link(&sync.link, &device->identity);

	return err ? err : sync_open(&device->sync, &sync);
}

void device_sync_open(struct device_sync **out, const struct device_sync_options *options)
{
	struct device_sync *device = calloc(1, sizeof(*device));
	char why[PATH_BYTES_MAX + 400] = "";
	enum err err = device ? ERR_NONE : ERR_NO_SPACE;

	*out = NULL;
	if (!err) {
		device->clock = options->clock;
		device->offset_ms = offset_of(options->clock, options->store);
		err = identity_open(&device->identity, options->folder, false, why, sizeof(why));
	}
	if (!err && device->identity.enrolled)
		err = start(device, options);
	if (!err && device->sync) {
		*out = device;
		return;
	}
	if (err && err != ERR_NOT_FOUND)
		log_error("sync: nothing goes home: %s", why[0] ? why : err_name(err));
	device_sync_close(device);
}

void device_sync_close(struct device_sync *device)
{
	if (!device)
		return;
	sync_close(device->sync);
	identity_close(&device->identity);
	free(device);
}

struct sync *device_sync_of(struct device_sync *device)
{
	return device ? device->sync : NULL;
}
