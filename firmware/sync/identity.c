#include "sync/identity.h"

#include "hex.h"
#include "keyfile.h"
#include "store/seal.h"
#include "sync/certificate.h"
#include "sync/keep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME_RANDOM_BYTES = 16, KEY_TEXT_BYTES = 2 * SIGNING_SECRET_BYTES };

static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz"; /* no i, l, o, u: read aloud, they are others */

/* "d-" and the key's hash: no two devices have the same, and nobody gives it out. */
static void name_make(const uint8_t key[SIGNING_PUBLIC_BYTES], char out[PARCEL_DEVICE_BYTES_MAX])
{
	uint8_t hash[HASH_BYTES];
	size_t used = 2;

	hash_of(key, SIGNING_PUBLIC_BYTES, hash);
	memcpy(out, "d-", 2);
	for (size_t bit = 0; bit < 8 * NAME_RANDOM_BYTES; bit += 5) {
		unsigned pair = (unsigned)hash[bit / 8] << 8 | hash[bit / 8 + 1];

		out[used++] = letters[pair >> (11 - bit % 8) & 31];
	}
	out[used] = '\0';
}

static enum err damaged(const char *folder, const char *name, char *why, size_t why_bytes)
{
	snprintf(why, why_bytes,
		"%s/%s: damaged: put back the file that was there, or delete it and enrol this device again", folder,
		name);
	return ERR_FORMAT;
}

/* --- our own part --- */

static enum err make(struct identity *identity, char *why, size_t why_bytes)
{
	struct certificate made;
	char text[PARCEL_DEVICE_BYTES_MAX + KEY_TEXT_BYTES + 4];
	char hex[KEY_TEXT_BYTES + 1];
	enum err err;

	signing_keys_make(identity->public_key, identity->secret);
	name_make(identity->public_key, identity->device);
	hex_write(identity->secret, sizeof(identity->secret), hex);
	snprintf(text, sizeof(text), "%s\n", hex);
	err = certificate_make(identity->device, &made);
	if (!err)
		err = keep_file(identity->folder, "device.tls", made.key, strlen(made.key));
	if (!err)
		err = keep_file(identity->folder, "device.pem", made.certificate, strlen(made.certificate));
	/* Last: with it the device is somebody. */
	if (!err)
		err = keep_file(identity->folder, "device.key", text, strlen(text));
	if (err)
		snprintf(why, why_bytes, "%s: the device's keys cannot be kept (%s): let this account write there",
			identity->folder, err_name(err));
	seal_forget(&made, sizeof(made));
	seal_forget(text, sizeof(text));
	seal_forget(hex, sizeof(hex));
	return err;
}

static enum err read_own(struct identity *identity, char *why, size_t why_bytes)
{
	char text[KEY_TEXT_BYTES + 8];
	size_t bytes = 0;
	enum err err = keep_read(identity->folder, "device.key", text, sizeof(text), &bytes);

	if (err == ERR_NOT_FOUND) {
		snprintf(why, why_bytes, "%s: this device was never enrolled: foyer enrol https://HUB CODE",
			identity->folder);
		return err;
	}
	if (err || bytes != KEY_TEXT_BYTES + 1 ||
		!hex_read(text, KEY_TEXT_BYTES, identity->secret, sizeof(identity->secret)))
		err = damaged(identity->folder, "device.key", why, why_bytes);
	else {
		signing_public(identity->secret, identity->public_key);
		name_make(identity->public_key, identity->device);
	}
	seal_forget(text, sizeof(text));
	return err;
}

/* --- the hub's --- */

static enum err read_hub(struct identity *identity, char *why, size_t why_bytes)
{
	const struct keyfile_key keys[] = {{.name = "url",
						   .take = keyfile_name,
						   .offset = offsetof(struct identity, url),
						   .max = IDENTITY_URL_BYTES_MAX,
						   .must = "the hub's address, https://..."},
		{.name = "broker",
			.take = keyfile_name,
			.offset = offsetof(struct identity, broker),
			.max = IDENTITY_URL_BYTES_MAX,
			.must = "a broker's address, mqtts://...",
			.optional = true}};
	char path[PATH_BYTES_MAX + 16];
	const struct keyfile file = {
		.path = path, .keys = keys, .count = 2, .out = identity, .example = "firmware/sync/README.md"};
	char hex[2 * SIGNING_PUBLIC_BYTES + 8];
	size_t bytes;
	enum err err;

	snprintf(path, sizeof(path), "%s/hub.conf", identity->folder);
	err = keyfile_read(&file, why, why_bytes);
	if (err == ERR_NOT_FOUND) {
		why[0] = '\0';
		return ERR_NONE; /* not enrolled */
	}
	if (err)
		return err;
	if (keep_read(identity->folder, "hub.key.pub", hex, sizeof(hex), &bytes) ||
		bytes != 2 * SIGNING_PUBLIC_BYTES + 1 ||
		!hex_read(hex, bytes - 1, identity->hub_key, sizeof(identity->hub_key)))
		return damaged(identity->folder, "hub.key.pub", why, why_bytes);
	identity->enrolled = true;
	return ERR_NONE;
}

static bool place(const struct identity *identity, const char *name, char out[PATH_BYTES_MAX])
{
	return (size_t)snprintf(out, PATH_BYTES_MAX, "%s/%s", identity->folder, name) < PATH_BYTES_MAX;
}

enum err identity_open(struct identity *out, const char *folder, bool make_it, char *why, size_t why_bytes)
{
	enum err err;

	*out = (struct identity){0};
	why[0] = '\0';
	if (seal_start() || (size_t)snprintf(out->folder, sizeof(out->folder), "%s", folder) >= sizeof(out->folder) ||
		!place(out, "device.pem", out->certificate_path) || !place(out, "device.tls", out->tls_key_path) ||
		!place(out, "hub.pem", out->authority_path)) {
		snprintf(why, why_bytes, "%s: a data folder's path must be shorter", folder);
		return ERR_NO_SPACE;
	}
	err = read_own(out, why, why_bytes);
	if (err == ERR_NOT_FOUND && make_it)
		err = make(out, why, why_bytes);
	return err ? err : read_hub(out, why, why_bytes);
}

void identity_close(struct identity *identity)
{
	seal_forget(identity, sizeof(*identity));
}

/* --- as others use it --- */

static void sign_as(void *self, const void *bytes, size_t count, uint8_t signature[PARCEL_SIGNATURE_BYTES])
{
	const struct identity *identity = self;

	signing_sign(identity->secret, bytes, count, signature);
}

static bool holds(void *self, const void *bytes, size_t count, const uint8_t signature[PARCEL_SIGNATURE_BYTES])
{
	const struct identity *identity = self;

	return identity->enrolled && signing_holds(identity->hub_key, bytes, count, signature);
}

struct parcel_signer identity_signer(struct identity *identity)
{
	return (struct parcel_signer){.sign = sign_as, .verify = holds, .self = identity};
}

struct web_tls identity_tls(const struct identity *identity)
{
	return (struct web_tls){.authority = identity->authority_path,
		.certificate = identity->certificate_path,
		.key = identity->tls_key_path};
}

/* Letters are typed in any case; some that look like digits are those. -1: between groups. */
static int code_letter(char typed)
{
	if (typed >= 'A' && typed <= 'Z')
		typed = (char)(typed - 'A' + 'a');
	switch (typed) {
	case '-':
	case ' ': return -1;
	case 'o': return '0';
	case 'i':
	case 'l': return '1';
	default: return typed;
	}
}

bool identity_code_read(const char *typed, char out[IDENTITY_CODE_LETTERS + 1])
{
	size_t count = 0;

	for (; *typed; typed++) {
		int letter = code_letter(*typed);

		if (letter == -1)
			continue;
		if (letter <= 0 || !strchr(letters, letter) || count == IDENTITY_CODE_LETTERS)
			return false;
		out[count++] = (char)(letter >= 'a' ? letter - 'a' + 'A' : letter);
	}
	out[count] = '\0';
	return count == IDENTITY_CODE_LETTERS;
}
