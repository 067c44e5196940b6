/* Parcels by HTTPS: POST /v1/events, the head's lines as headers. */
#ifndef FOYER_SYNC_LINK_HTTP_H
#define FOYER_SYNC_LINK_HTTP_H

#include "port/link.h"
#include "sync/identity.h"

/* `identity` is lent until it is closed, and enrolled. */
MUST_USE enum err link_http_open(struct link *out, const struct identity *identity);

#endif
