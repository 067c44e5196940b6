/* Keys for sound that nobody else can hear, as they stand in a description (RFC 4568): "1 AES_CM_128_HMAC_SHA1_80
 * inline:..." behind "a=crypto:". Pure. */
#ifndef FOYER_SRTP_KEYS_H
#define FOYER_SRTP_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum srtp_width { SRTP_TAG_80, SRTP_TAG_32, SRTP_WIDTHS }; /* AES_CM_128_HMAC_SHA1_80, ..._32; the better one first */

enum {
	SRTP_KEY_BYTES = 30, /* key and salt */
	SRTP_TAG_MAX = 999999999,
	SRTP_LINE_BYTES_MAX = 100 /* what srtp_keys_write() needs at most, with the NUL */
};

struct srtp_line {
	uint32_t tag;  /* 1 ... SRTP_TAG_MAX: which of the offered ones */
	uint8_t width; /* enum srtp_width */
	uint8_t key[SRTP_KEY_BYTES];
};

/* False: it is none, or it asks for what we do not do (another cipher, a key that changes, an MKI, parts in the clear):
 * the next line may do. *out is then untouched. */
bool srtp_keys_read(struct srtp_line *out, const char *text, size_t bytes);
void srtp_keys_write(const struct srtp_line *line, char out[SRTP_LINE_BYTES_MAX]);

#endif
