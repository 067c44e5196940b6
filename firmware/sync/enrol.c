/* Enrolment, as the device sees it: "Enrolment" in README.md. */
#include "sync/identity.h"

#include "hex.h"
#include "json.h"
#include "json_write.h"
#include "store/seal.h"
#include "sync/certificate.h"
#include "sync/keep.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	ASK_MS = 20000,
	REPLY_BYTES_MAX = 64 << 10,
	BODY_BYTES_MAX = 2 * CERTIFICATE_PEM_BYTES_MAX + 512,
	HEX_BYTES = 2 * HASH_BYTES + 1,
	PROVED_BYTES_MAX = 8 * HEX_BYTES,
};

_Static_assert((int)HASH_BYTES == (int)SIGNING_PUBLIC_BYTES, "both are 64 digits");

/* --- proofs --- */

static void add_line(char proved[PROVED_BYTES_MAX], const char *text)
{
	size_t used = strlen(proved);

	snprintf(proved + used, PROVED_BYTES_MAX - used, "%s\n", text);
}

static void add_bytes(char proved[PROVED_BYTES_MAX], const uint8_t *bytes)
{
	char hex[HEX_BYTES];

	hex_write(bytes, HASH_BYTES, hex);
	add_line(proved, hex);
}

static void add_hash(char proved[PROVED_BYTES_MAX], const char *text)
{
	uint8_t hash[HASH_BYTES];

	hash_of(text, strlen(text), hash);
	add_bytes(proved, hash);
}

static void begin_proof(char proved[PROVED_BYTES_MAX], const char *label, const struct identity_proof *proof)
{
	proved[0] = '\0';
	add_line(proved, label);
	add_line(proved, proof->device);
	add_bytes(proved, proof->device_key);
	add_hash(proved, proof->certificate);
}

void identity_prove_device(const char *code, const struct identity_proof *proof, uint8_t out[HASH_BYTES])
{
	char proved[PROVED_BYTES_MAX];

	begin_proof(proved, "foyer-enrol-device", proof);
	add_bytes(proved, proof->shown);
	signing_proof(code, proved, strlen(proved), out);
}

void identity_prove_hub(const char *code, const struct identity_proof *proof, uint8_t out[HASH_BYTES])
{
	char proved[PROVED_BYTES_MAX];

	begin_proof(proved, "foyer-enrol-hub", proof);
	add_bytes(proved, proof->shown);
	add_bytes(proved, proof->hub_key);
	add_hash(proved, proof->authority);
	signing_proof(code, proved, strlen(proved), out);
}

/* --- the two requests --- */

struct enrolling {
	struct identity *identity;
	const char *url;
	char code[IDENTITY_CODE_LETTERS + 1];
	char certificate[CERTIFICATE_PEM_BYTES_MAX];
	uint8_t shown[HASH_BYTES]; /* the hub's certificate, as it is seen from here */
	struct web *web;
	char *why;
	size_t why_bytes;
};

static enum err say(struct enrolling *e, enum err err, const char *what)
{
	snprintf(e->why, e->why_bytes, "%s: %s", e->url, what);
	return err;
}

/* *shown: whose answer it was. */
static enum err ask(
	struct enrolling *e, const char *method, const char *body, struct web_reply *reply, uint8_t shown[HASH_BYTES])
{
	static const char *const headers[] = {"Content-Type: application/json"};
	char url[IDENTITY_URL_BYTES_MAX + 16];
	const struct web_request request = {
		.method = method,
		.url = url,
		.headers = headers,
		.headers_count = 1,
		.body = body,
		.body_bytes = body ? strlen(body) : 0,
		.timeout_ms = ASK_MS,
		.reply_bytes_max = REPLY_BYTES_MAX,
		.stop_fd = -1,
		.once = true,
		.any_peer = true,
	};
	enum err err;

	snprintf(url, sizeof(url), "%s/v1/enrol", e->url);
	err = web_ask(e->web, &request, reply);
	if (err)
		return say(e, err, reply->why);
	if (!reply->peer || certificate_fingerprint(reply->peer, shown))
		return say(e, ERR_DENIED, "shows no certificate: the address must begin with https://");
	return ERR_NONE;
}

static enum err see_hub(struct enrolling *e)
{
	struct web_reply reply = {0};
	enum err err = ask(e, "GET", NULL, &reply, e->shown);

	web_reply_drop(&reply);
	return err;
}

static bool hex_member(const struct json *map, const char *name, uint8_t out[HASH_BYTES])
{
	const char *text = json_text(json_member(map, name));

	return text && hex_read(text, strlen(text), out, HASH_BYTES);
}

static enum err keep_hub(struct enrolling *e, const uint8_t key[HASH_BYTES], const char *authority)
{
	struct identity *identity = e->identity;
	char hex[HEX_BYTES + 1];
	char conf[IDENTITY_URL_BYTES_MAX + 16];
	enum err err = keep_file(identity->folder, "hub.pem", authority, strlen(authority));

	hex_write(key, HASH_BYTES, hex);
	memcpy(hex + 2 * HASH_BYTES, "\n", 2);
	snprintf(conf, sizeof(conf), "url = %s\n", e->url);
	if (!err)
		err = keep_file(identity->folder, "hub.key.pub", hex, strlen(hex));
	if (!err)
		err = keep_file(identity->folder, "hub.conf", conf, strlen(conf));
	if (err)
		return say(e, err, "the hub's keys cannot be kept: let this account write into the data folder");
	memcpy(identity->hub_key, key, HASH_BYTES);
	snprintf(identity->url, sizeof(identity->url), "%s", e->url);
	identity->enrolled = true;
	return ERR_NONE;
}

static enum err judge(struct enrolling *e, const struct json *reply)
{
	uint8_t key[HASH_BYTES];
	uint8_t told[HASH_BYTES];
	uint8_t expected[HASH_BYTES];
	const char *authority = json_text(json_member(reply, "authority"));
	struct identity_proof proof = {.device = e->identity->device,
		.device_key = e->identity->public_key,
		.certificate = e->certificate,
		.shown = e->shown,
		.hub_key = key,
		.authority = authority};

	if (!authority || !hex_member(reply, "key", key) || !hex_member(reply, "proof", told))
		return say(e, ERR_FORMAT, "answers, but not as a hub does: look whether the address is right");
	identity_prove_hub(e->code, &proof, expected);
	if (!signing_same(told, expected, HASH_BYTES))
		return say(e, ERR_DENIED,
			"does not know the code: somebody stands in the middle, or this is not the hub that gave it");
	return keep_hub(e, key, authority);
}

static enum err read_reply(struct enrolling *e, const struct web_reply *reply)
{
	struct json *root;
	enum err err;

	if (reply->status == 403)
		return say(e, ERR_DENIED, "the code is wrong or used up: have the hub give another (foyer hub code)");
	if (reply->status != 200)
		return say(e, ERR_FORMAT, "answers, but not as a hub does: look whether the address is right");
	if (json_parse(reply->body ? reply->body : "", reply->body_bytes, &root, NULL))
		return say(e, ERR_FORMAT, "answers, but not as a hub does: look whether the address is right");
	err = judge(e, root);
	json_close(root);
	return err;
}

static void write_body(const struct enrolling *e, char body[BODY_BYTES_MAX])
{
	const struct identity_proof proof = {.device = e->identity->device,
		.device_key = e->identity->public_key,
		.certificate = e->certificate,
		.shown = e->shown};
	uint8_t proved[HASH_BYTES];
	char hex[HEX_BYTES];
	struct json_out out;

	identity_prove_device(e->code, &proof, proved);
	json_to_buffer(&out, body, BODY_BYTES_MAX);
	json_put_map(&out, NULL);
	json_put_text(&out, "device", proof.device);
	hex_write(proof.device_key, HASH_BYTES, hex);
	json_put_text(&out, "key", hex);
	json_put_text(&out, "certificate", proof.certificate);
	hex_write(proved, HASH_BYTES, hex);
	json_put_text(&out, "proof", hex);
	json_put_end(&out);
	CHECK(!out.full);
}

static enum err prove(struct enrolling *e)
{
	char body[BODY_BYTES_MAX];
	uint8_t shown[HASH_BYTES];
	struct web_reply reply = {0};
	enum err err;

	write_body(e, body);
	err = ask(e, "POST", body, &reply, shown);
	if (!err && !signing_same(shown, e->shown, HASH_BYTES))
		err = say(e, ERR_DENIED, "shows another certificate than a moment ago: try again");
	if (!err)
		err = read_reply(e, &reply);
	web_reply_drop(&reply);
	return err;
}

enum err identity_enrol(struct identity *identity, const char *url, const char *code, char *why, size_t why_bytes)
{
	struct enrolling e = {.identity = identity, .url = url, .why = why, .why_bytes = why_bytes};
	char trimmed[IDENTITY_URL_BYTES_MAX];
	size_t bytes = strlen(url);
	size_t certificate_bytes;
	enum err err;

	while (bytes > 0 && url[bytes - 1] == '/')
		bytes--;
	if (bytes >= sizeof(trimmed) || strncmp(url, "https://", 8) != 0)
		return say(&e, ERR_FORMAT, "a hub's address is https://NAME or https://NAME:PORT");
	snprintf(trimmed, sizeof(trimmed), "%.*s", (int)bytes, url);
	e.url = trimmed;
	if (!identity_code_read(code, e.code))
		return say(&e, ERR_FORMAT, "a code has 16 letters and digits: look at it again");
	if (keep_read(identity->folder, "device.pem", e.certificate, sizeof(e.certificate), &certificate_bytes))
		return say(
			&e, ERR_FORMAT, "device.pem of the data folder cannot be read: delete device.key, try again");
	err = web_open(&e.web);
	if (!err)
		err = see_hub(&e);
	if (!err)
		err = prove(&e);
	web_close(e.web);
	seal_forget(e.code, sizeof(e.code));
	return err;
}
