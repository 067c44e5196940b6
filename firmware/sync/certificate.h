/* The device's certificate for TLS, made on the device. Implementation: adapter/x509_openssl.c. */
#ifndef FOYER_SYNC_CERTIFICATE_H
#define FOYER_SYNC_CERTIFICATE_H

#include "base/check.h"
#include "base/err.h"
#include "hash.h"

enum { CERTIFICATE_PEM_BYTES_MAX = 4096 };

struct certificate {
	char key[CERTIFICATE_PEM_BYTES_MAX]; /* secret; seal_forget() it */
	char certificate[CERTIFICATE_PEM_BYTES_MAX];
};

/* A new P-256 key, and a certificate of it that it signs itself, with `name` as its subject. Good for ever: the hub
 * knows it by its fingerprint, and this machine's clock may stand anywhere. */
MUST_USE enum err certificate_make(const char *name, struct certificate *out);
/* BLAKE2b-256 of the DER of the first certificate in a PEM text. ERR_FORMAT: there is none. */
MUST_USE enum err certificate_fingerprint(const char *pem, uint8_t out[HASH_BYTES]);

#endif
