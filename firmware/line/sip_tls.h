/* TLS for SIP: for accounts whose registrar is reached by it, and for who calls by it. */
#ifndef FOYER_SIP_TLS_H
#define FOYER_SIP_TLS_H

#include <stdint.h>

struct operator_place; /* line/operator_place.h */

struct sip_tls {                             /* lent */
	const char *ca_file;                 /* PEM: whose certificates are believed; NULL: the system's */
	const char *certificate_file;        /* PEM, with its key: calls are taken by TLS, too; NULL: they are not */
	uint16_t port;                       /* for them */
	const struct operator_place *people; /* who is called; those with ;transport=tls by TLS */
	uint8_t people_count;
};

#endif
