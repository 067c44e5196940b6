#include "base/text.h"

enum { REPLACEMENT = 0xfffd };

/* Length of the sequence that a lead byte announces; 0: no lead byte. Overlong C0, C1 and F5.. are none (RFC 3629). */
static unsigned sequence_length(uint8_t lead)
{
	if (lead < 0x80)
		return 1;
	if (lead >= 0xc2 && lead <= 0xdf)
		return 2;
	if (lead >= 0xe0 && lead <= 0xef)
		return 3;
	return lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
}

static bool code_point_is_allowed(uint32_t point, unsigned length)
{
	static const uint32_t smallest[5] = {0, 0, 0x80, 0x800, 0x10000};

	return point >= smallest[length] && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff);
}

uint32_t text_next(const char **at, const char *end)
{
	const uint8_t *p = (const uint8_t *)*at;
	unsigned length;
	uint32_t point;

	if (*at >= end)
		return 0;
	length = sequence_length(p[0]);
	if (length == 1) {
		(*at)++;
		return p[0];
	}
	if (length == 0 || (size_t)(end - *at) < length)
		goto broken;
	point = p[0] & (0x7fU >> length);
	for (unsigned i = 1; i < length; i++) {
		if ((p[i] & 0xc0) != 0x80)
			goto broken;
		point = point << 6 | (p[i] & 0x3fU);
	}
	if (!code_point_is_allowed(point, length))
		goto broken;
	*at += length;
	return point;

broken:
	(*at)++;
	return REPLACEMENT;
}

size_t text_put(char *out, size_t out_bytes, uint32_t point)
{
	uint8_t b[4];
	size_t length;

	if (point < 0x80) {
		b[0] = (uint8_t)point;
		length = 1;
	} else if (point < 0x800) {
		b[0] = (uint8_t)(0xc0 | point >> 6);
		length = 2;
	} else if (point < 0x10000) {
		b[0] = (uint8_t)(0xe0 | point >> 12);
		length = 3;
	} else {
		b[0] = (uint8_t)(0xf0 | point >> 18);
		length = 4;
	}
	if (length > out_bytes)
		return 0;
	for (size_t i = 1; i < length; i++)
		b[i] = (uint8_t)(0x80 | (point >> 6 * (length - 1 - i) & 0x3f));
	memcpy(out, b, length);
	return length;
}

size_t text_chars(struct text text)
{
	const char *at = text.at;
	size_t count = 0;

	while (text_next(&at, text.at + text.length))
		count++;
	return count;
}

bool text_is_utf8(struct text text)
{
	const char *at = text.at;
	const char *end = text.at + text.length;

	while (at < end) {
		const char *before = at;
		uint32_t point = text_next(&at, end);

		if (point == 0 || (point == REPLACEMENT && at - before == 1))
			return false;
	}
	return true;
}

size_t text_copy(char *out, size_t out_bytes, struct text text)
{
	size_t length = text.length;

	if (out_bytes == 0)
		return 0;
	if (length > out_bytes - 1) {
		length = out_bytes - 1;
		while (length > 0 && ((uint8_t)text.at[length] & 0xc0) == 0x80)
			length--;
	}
	if (length > 0)
		memmove(out, text.at, length);
	out[length] = '\0';
	return length;
}

/* Simple case pairs of the blocks that our languages use (Unicode 15, UnicodeData.txt). */
uint32_t text_lower(uint32_t c)
{
	if (c >= 'A' && c <= 'Z')
		return c + 32;
	if (c < 0xc0)
		return c;
	if (c <= 0xde)
		return c == 0xd7 ? c : c + 32;
	if (c >= 0x100 && c <= 0x17f) {
		if (c == 0x178)
			return 0xff;
		if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17e))
			return c % 2 ? c + 1 : c;
		return c == 0x130 || c == 0x138 || c == 0x149 || c == 0x17f ? c : c | 1;
	}
	if ((c >= 0x391 && c <= 0x3a9) || (c >= 0x410 && c <= 0x42f))
		return c + 32;
	return c >= 0x400 && c <= 0x40f ? c + 80 : c;
}

bool text_is_word(uint32_t c)
{
	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	if (c < 0xc0)
		return c == 0xaa || c == 0xb5 || c == 0xba;
	if (c == 0xd7 || c == 0xf7)
		return false;
	if ((c >= 0x2000 && c <= 0x206f) || (c >= 0x20a0 && c <= 0x2bff))
		return false; /* punctuation, currency, symbols */
	if ((c >= 0x3000 && c <= 0x3020) || (c >= 0xff00 && c <= 0xff0f) || (c >= 0xff1a && c <= 0xff20))
		return false; /* CJK and full-width punctuation */
	return c != REPLACEMENT && c < 0x1f000;
}
