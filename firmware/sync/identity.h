/* Who this device is, and which hub is its own: keys and certificates in the data folder (0700), the secret ones 0600.
 *
 * device.key: name and ed25519 secret key; device.pem, device.tls: certificate for TLS, its key; hub.pem, hub.key.pub:
 * whom to believe; hub.conf: url, and broker
 * where parcels go by MQTT. The way to get the last three: "Enrolment" in README.md. */
#ifndef FOYER_SYNC_IDENTITY_H
#define FOYER_SYNC_IDENTITY_H

#include "base/check.h"
#include "base/err.h"
#include "paths.h"
#include "port/web.h"
#include "sync/parcel.h"
#include "sync/signing.h"

enum { IDENTITY_URL_BYTES_MAX = 200, IDENTITY_CODE_LETTERS = 16 };

struct identity {
	char device[PARCEL_DEVICE_BYTES_MAX];
	uint8_t public_key[SIGNING_PUBLIC_BYTES];
	uint8_t secret[SIGNING_SECRET_BYTES];
	uint8_t hub_key[SIGNING_PUBLIC_BYTES];
	bool enrolled;                       /* the hub's part is there */
	char url[IDENTITY_URL_BYTES_MAX];    /* https://hub.example, without a slash at its end */
	char broker[IDENTITY_URL_BYTES_MAX]; /* mqtts://..., where parcels go by MQTT; "": they go to url */
	char folder[PATH_BYTES_MAX];
	char certificate_path[PATH_BYTES_MAX];
	char tls_key_path[PATH_BYTES_MAX];
	char authority_path[PATH_BYTES_MAX];
};

/* Reads what the folder has. make: keys are made if there are none yet. ERR_NOT_FOUND: there are none; ERR_FORMAT: a
 * file is damaged. *why: one line for the person who must act. */
MUST_USE enum err identity_open(struct identity *out, const char *folder, bool make, char *why, size_t why_bytes);
void identity_close(struct identity *identity); /* overwrites what is secret */

/* Signs as this device, verifies as its hub's. Lent: `identity` must live as long. */
struct parcel_signer identity_signer(struct identity *identity);
/* Whom requests to the hub believe and who they say they are. Lent too. */
struct web_tls identity_tls(const struct identity *identity);

/* The letters of a code as the other side hashes them. False: it is no code. */
bool identity_code_read(const char *typed, char out[IDENTITY_CODE_LETTERS + 1]);
/* Asks the hub at `url`, proves the code, believes the hub if it proves it too, and keeps its part. ERR_DENIED: the
 * code is wrong or used up, or this is not our hub. */
MUST_USE enum err identity_enrol(
	struct identity *identity, const char *url, const char *code, char *why, size_t why_bytes);

/* Proofs of both sides, for the hub too; `shown` is what the hub's TLS shows. */
struct identity_proof {
	const char *device;
	const uint8_t *device_key;
	const char *certificate; /* PEM */
	const uint8_t *shown;    /* HASH_BYTES */
	const uint8_t *hub_key;  /* the hub's proof only */
	const char *authority;   /* PEM; the hub's proof only */
};
void identity_prove_device(const char *code, const struct identity_proof *proof, uint8_t out[HASH_BYTES]);
void identity_prove_hub(const char *code, const struct identity_proof *proof, uint8_t out[HASH_BYTES]);

#endif
