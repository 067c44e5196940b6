/* Keys in descriptions of sound. */
#include "line/srtp_keys.h"

#include <stdio.h>
#include <string.h>

enum { TAG_DIGITS_MAX = 9, KEY_LETTERS = SRTP_KEY_BYTES / 3 * 4 };

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
static const char *const names[SRTP_WIDTHS] = {"AES_CM_128_HMAC_SHA1_80", "AES_CM_128_HMAC_SHA1_32"};

struct reading {
	const char *at;
	const char *end;
};

static size_t left(const struct reading *r)
{
	return (size_t)(r->end - r->at);
}

static bool take(struct reading *r, const char *word)
{
	size_t bytes = strlen(word);

	if (left(r) < bytes || memcmp(r->at, word, bytes) != 0)
		return false;
	r->at += bytes;
	return true;
}

/* At least one. */
static bool take_spaces(struct reading *r)
{
	const char *from = r->at;

	while (r->at < r->end && (*r->at == ' ' || *r->at == '\t'))
		r->at++;
	return r->at > from;
}

static bool take_number(struct reading *r, uint32_t *out)
{
	unsigned digits = 0;

	*out = 0;
	while (r->at < r->end && *r->at >= '0' && *r->at <= '9' && digits < TAG_DIGITS_MAX) {
		*out = *out * 10 + (uint32_t)(*r->at++ - '0');
		digits++;
	}
	return digits > 0;
}

static bool take_width(struct reading *r, uint8_t *out)
{
	for (uint8_t i = 0; i < SRTP_WIDTHS; i++)
		if (take(r, names[i])) {
			*out = i;
			return true;
		}
	return false;
}

static bool take_key(struct reading *r, uint8_t key[SRTP_KEY_BYTES])
{
	uint32_t bits = 0;

	if (left(r) < KEY_LETTERS)
		return false;
	for (unsigned i = 0; i < KEY_LETTERS; i++) {
		const char *letter = r->at[i] ? strchr(letters, r->at[i]) : NULL;

		if (!letter)
			return false;
		bits = bits << 6 | (uint32_t)(letter - letters);
		if (i % 4 != 3)
			continue;
		key[i / 4 * 3] = (uint8_t)(bits >> 16);
		key[i / 4 * 3 + 1] = (uint8_t)(bits >> 8);
		key[i / 4 * 3 + 2] = (uint8_t)bits;
	}
	r->at += KEY_LETTERS;
	return true;
}

/* "|2^20" or "|1048576": far beyond the packets of a call. An MKI, "|1:4", would be in each packet. */
static bool take_lifetime(struct reading *r)
{
	uint32_t number;

	if (!take(r, "|"))
		return true;
	(void)take(r, "2^");
	return take_number(r, &number);
}

/* Of what may follow only what binds us to nothing: how many packets to look back, and what may be left aside. */
static bool take_rest(struct reading *r)
{
	uint32_t number;

	while (take_spaces(r) && r->at < r->end) {
		if (!take(r, "-")) {
			if (!take(r, "WSH=") || !take_number(r, &number))
				return false;
			continue;
		}
		while (r->at < r->end && *r->at != ' ' && *r->at != '\t')
			r->at++;
	}
	return r->at == r->end;
}

bool srtp_keys_read(struct srtp_line *out, const char *text, size_t bytes)
{
	struct reading r = {text, text + bytes};
	struct srtp_line line;

	if (!take_number(&r, &line.tag) || line.tag == 0 || !take_spaces(&r) || !take_width(&r, &line.width) ||
		!take_spaces(&r) || !take(&r, "inline:") || !take_key(&r, line.key) || !take_lifetime(&r) ||
		!take_rest(&r))
		return false;
	*out = line;
	return true;
}

void srtp_keys_write(const struct srtp_line *line, char out[SRTP_LINE_BYTES_MAX])
{
	char key[KEY_LETTERS + 1];

	for (unsigned i = 0; i < KEY_LETTERS; i++) {
		const uint8_t *from = line->key + i / 4 * 3;
		uint32_t bits = (uint32_t)from[0] << 16 | (uint32_t)from[1] << 8 | from[2];

		key[i] = letters[bits >> (18 - 6 * (i % 4)) & 63];
	}
	key[KEY_LETTERS] = '\0';
	snprintf(out, SRTP_LINE_BYTES_MAX, "%u %s inline:%s", line->tag, names[line->width], key);
	explicit_bzero(key, sizeof(key));
}
