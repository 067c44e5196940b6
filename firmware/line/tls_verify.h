/* Whose certificates are believed. Implementation: adapter/tls_verify.c. */
#ifndef FOYER_TLS_VERIFY_H
#define FOYER_TLS_VERIFY_H

#include "base/check.h"
#include "base/err.h"

#include <stddef.h>

struct ssl_ctx_st; /* OpenSSL's */

/* Connections of that context that are made from here end at once where the other side's certificate is not signed by
 * one of its signers, or is for none of these hosts (names or addresses; of none: always). libre asks for neither
 * (1.1.0). Those that come here are not asked who they are. Once for each context. */
MUST_USE enum err tls_verify_hosts(struct ssl_ctx_st *context, const char *const *hosts, size_t count);

#endif
