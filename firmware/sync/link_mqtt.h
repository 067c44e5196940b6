/* Parcels by MQTT: up on foyer/DEVICE/up, down on foyer/DEVICE/down, QoS 1, in a session that the broker keeps. What
 * the broker acknowledges means nothing; only the hub's own message does. Implementation: adapter/link_mosquitto.c. */
#ifndef FOYER_SYNC_LINK_MQTT_H
#define FOYER_SYNC_LINK_MQTT_H

#include "port/link.h"
#include "port/web.h"

/* Copied, but for the files' paths, which are lent until the link is closed. */
struct link_mqtt_options {
	const char *url;    /* mqtts://BROKER:PORT, or mqtt://127.0.0.1:PORT on this machine */
	const char *device; /* its name: client's id and topics */
	struct web_tls tls;
};

/* ERR_DENIED: not encrypted, and not on this machine; ERR_FORMAT: no such url; ERR_ABSENT: libmosquitto is not
 * installed. The broker need not be there yet. */
MUST_USE enum err link_mqtt_open(struct link *out, const struct link_mqtt_options *options);

#endif
