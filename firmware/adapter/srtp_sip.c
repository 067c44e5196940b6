/* Sealed sound, by libre: between its sockets and its RTP. */
#include "line/srtp_seal.h"

#include <re.h>

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

static const char plain[] = "RTP/AVP";
static const char sealed[] = "RTP/SAVP";

enum { LAYER = 10 /* of helpers on a socket; there is no other */, RENEW_EVERY_MS = 1000 };

struct srtp_seal {
	bool closed; /* to what is not sealed */
	uint8_t width;
	struct srtp *
		out[SRTP_WIDTHS]; /* each has one key for the whole call, so that no part of its stream is used twice */
	struct srtp *in;
	uint8_t in_width;
	uint8_t in_key[SRTP_KEY_BYTES];
	uint64_t renewed_ms;
	struct udp_helper *sound;
	struct udp_helper *reports;
};

static bool sound_out(int *err, struct sa *to, struct mbuf *mb, void *self)
{
	struct srtp_seal *seal = self;

	(void)to;
	if (!seal->closed)
		return false;
	*err = srtp_encrypt(seal->out[seal->width], mb);
	return *err != 0; /* then it does not go */
}

static enum srtp_suite suite_of(uint8_t width)
{
	return width == SRTP_TAG_32 ? SRTP_AES_CM_128_HMAC_SHA1_32 : SRTP_AES_CM_128_HMAC_SHA1_80;
}

/* The library takes a place for each source before it knows whether that has the key, and has eight. Whoever sprays
 * forged packets would make the call deaf: their places are given up, and with them what was known of repeats. */
static void renew(struct srtp_seal *seal)
{
	uint64_t now_ms = tmr_jiffies();
	struct srtp *in;

	if (now_ms < seal->renewed_ms + RENEW_EVERY_MS ||
		srtp_alloc(&in, suite_of(seal->in_width), seal->in_key, SRTP_KEY_BYTES, 0))
		return;
	seal->renewed_ms = now_ms;
	mem_deref(seal->in);
	seal->in = in;
}

static bool sound_in(struct sa *from, struct mbuf *mb, void *self)
{
	struct srtp_seal *seal = self;
	int err = seal->closed ? srtp_decrypt(seal->in, mb) : 0;

	(void)from;
	if (err == ENOSR)
		renew(seal);
	return err != 0;
}

static bool reports_out(int *err, struct sa *to, struct mbuf *mb, void *self)
{
	struct srtp_seal *seal = self;

	(void)to;
	if (!seal->closed)
		return false;
	*err = srtcp_encrypt(seal->out[seal->width], mb);
	return *err != 0;
}

static bool reports_in(struct sa *from, struct mbuf *mb, void *self)
{
	struct srtp_seal *seal = self;

	(void)from;
	return seal->closed && srtcp_decrypt(seal->in, mb) != 0;
}

static enum err seal_open(struct srtp_seal **out, struct rtp_sock *rtp)
{
	struct srtp_seal *seal = calloc(1, sizeof(*seal));

	*out = NULL;
	if (!seal)
		return ERR_NO_SPACE;
	if (udp_register_helper(&seal->sound, rtp_sock(rtp), LAYER, sound_out, sound_in, seal) ||
		udp_register_helper(&seal->reports, rtcp_sock(rtp), LAYER, reports_out, reports_in, seal)) {
		srtp_seal_close(seal);
		return ERR_NO_SPACE;
	}
	*out = seal;
	return ERR_NONE;
}

static enum err hear_with(struct srtp_seal *seal, const struct srtp_agreed *agreed)
{
	struct srtp *in;

	if (seal->in && seal->in_width == agreed->width && memcmp(seal->in_key, agreed->theirs, SRTP_KEY_BYTES) == 0)
		return ERR_NONE;
	if (srtp_alloc(&in, suite_of(agreed->width), agreed->theirs, SRTP_KEY_BYTES, 0))
		return ERR_NO_SPACE;
	mem_deref(seal->in);
	seal->in = in;
	seal->in_width = agreed->width;
	memcpy(seal->in_key, agreed->theirs, SRTP_KEY_BYTES);
	return ERR_NONE;
}

enum err srtp_seal_agree(struct srtp_seal **seal, struct rtp_sock *rtp, const struct srtp_agreed *agreed)
{
	enum err err = ERR_NONE;

	if (!agreed) {
		if (*seal)
			(*seal)->closed = false;
		return ERR_NONE;
	}
	if (!*seal)
		err = seal_open(seal, rtp);
	if (!err)
		err = hear_with(*seal, agreed);
	if (!err && !(*seal)->out[agreed->width] &&
		srtp_alloc(&(*seal)->out[agreed->width], suite_of(agreed->width), agreed->own, SRTP_KEY_BYTES, 0))
		err = ERR_NO_SPACE;
	if (err)
		return err;
	(*seal)->width = agreed->width;
	(*seal)->closed = true;
	return ERR_NONE;
}

void srtp_seal_close(struct srtp_seal *seal)
{
	if (!seal)
		return;
	mem_deref(seal->sound);
	mem_deref(seal->reports);
	for (unsigned i = 0; i < SRTP_WIDTHS; i++)
		mem_deref(seal->out[i]);
	mem_deref(seal->in);
	explicit_bzero(seal, sizeof(*seal));
	free(seal);
}

/* --- in descriptions --- */

const char *srtp_protocol(const struct srtp_talk *talk)
{
	return talk->want == SRTP_REQUIRED ? sealed : plain;
}

static enum err draw(struct srtp_talk *talk)
{
	if (talk->drawn)
		return ERR_NONE;
	if (getrandom(talk->own, sizeof(talk->own), 0) != (ssize_t)sizeof(talk->own))
		return ERR_IO;
	talk->drawn = true;
	return ERR_NONE;
}

static enum err put(struct sdp_media *media, uint32_t tag, uint8_t width, const uint8_t *key)
{
	struct srtp_line line = {.tag = tag, .width = width};
	char text[SRTP_LINE_BYTES_MAX];
	int err;

	memcpy(line.key, key, SRTP_KEY_BYTES);
	srtp_keys_write(&line, text);
	err = sdp_media_set_lattr(media, false, "crypto", "%s", text);
	explicit_bzero(&line, sizeof(line));
	explicit_bzero(text, sizeof(text));
	return err ? ERR_NO_SPACE : ERR_NONE;
}

static uint32_t own_tag(uint8_t width)
{
	return width + 1U;
}

enum err srtp_offer(struct srtp_talk *talk, struct sdp_media *media)
{
	enum err err = ERR_NONE;

	if (talk->want == SRTP_NO)
		return ERR_NONE;
	if (sdp_media_set_alt_protos(media, 2, plain, sealed))
		return ERR_NO_SPACE;
	sdp_media_del_lattr(media, "crypto");
	err = draw(talk);
	for (uint8_t width = 0; !err && width < SRTP_WIDTHS; width++)
		err = put(media, own_tag(width), width, talk->own[width]);
	return err;
}

struct choosing {
	struct srtp_line line;
	bool ours; /* only what we offered */
};

static bool choose(const char *name, const char *value, void *self)
{
	struct choosing *choosing = self;
	struct srtp_line line;
	bool good = srtp_keys_read(&line, value, strlen(value)) && (!choosing->ours || line.tag == own_tag(line.width));

	(void)name;
	if (good)
		choosing->line = line;
	explicit_bzero(&line, sizeof(line));
	return good;
}

/* With their key, or in the clear where that will do. */
static enum err agree(struct srtp_talk *talk, const struct sdp_media *media, struct choosing *choosing)
{
	bool sealed_now = talk->want != SRTP_NO && sdp_media_rattr_apply(media, "crypto", choose, choosing) != NULL;

	if (!sealed_now && (talk->want == SRTP_REQUIRED || str_casecmp(sdp_media_proto(media), plain)))
		return ERR_DENIED; /* what was agreed before stands */
	if (sealed_now && draw(talk))
		return ERR_DENIED;
	talk->sealed = sealed_now;
	if (!sealed_now)
		return ERR_NONE;
	talk->agreed.width = choosing->line.width;
	memcpy(talk->agreed.own, talk->own[choosing->line.width], SRTP_KEY_BYTES);
	memcpy(talk->agreed.theirs, choosing->line.key, SRTP_KEY_BYTES);
	return ERR_NONE;
}

enum err srtp_answer(struct srtp_talk *talk, struct sdp_media *media)
{
	struct choosing choosing = {0};
	enum err err = agree(talk, media, &choosing);

	if (!err && talk->want != SRTP_NO)
		sdp_media_del_lattr(media, "crypto");
	if (!err && talk->sealed)
		err = put(media, choosing.line.tag, choosing.line.width, talk->agreed.own);
	explicit_bzero(&choosing, sizeof(choosing));
	return err;
}

enum err srtp_answered(struct srtp_talk *talk, struct sdp_media *media)
{
	struct choosing choosing = {.ours = true};
	enum err err = agree(talk, media, &choosing);

	explicit_bzero(&choosing, sizeof(choosing));
	return err;
}
