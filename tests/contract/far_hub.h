/* The far end of a device's way home over real TLS: libmicrohttpd in front of tests/unit/hub_help.h. */
#ifndef FOYER_TEST_FAR_HUB_H
#define FOYER_TEST_FAR_HUB_H

#include "sync/certificate.h"
#include "sync/identity.h"

#include <stdatomic.h>
#include <stdint.h>

struct hub_help;

struct far_hub; /* a server on loopback */

enum far_manner {
	FAR_HUB,      /* is one */
	FAR_PORTAL,   /* sends everybody to a page that wants a sign-in */
	FAR_HANGS,    /* takes a question, and says nothing */
	FAR_IMPOSTOR, /* enrols, but does not know the code */
};

struct far_hub_options {
	const struct certificate *certificate; /* for localhost */
	const char *code;                      /* of one enrolment; NULL: none is open */
	uint16_t port;                         /* 0: a free one */
};

/* The device's key comes with its enrolment. */
struct far_hub *far_hub_start(const struct far_hub_options *options);
void far_hub_stop(struct far_hub *hub);
const char *far_hub_url(const struct far_hub *hub); /* https://localhost:PORT */
uint16_t far_hub_port(const struct far_hub *hub);
void far_hub_manner(struct far_hub *hub, enum far_manner manner);
/* Lent; what the hub has. */
struct hub_help *far_hub_help(struct far_hub *hub);
unsigned far_hub_requests(const struct far_hub *hub);
/* Parcels that came with the certificate of the enrolled device. */
unsigned far_hub_certified(const struct far_hub *hub);

#endif
