#include "sync/parcel.h"

#include "hash.h"
#include "hex.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	VALUE_BYTES_MAX = 128,
	SIGNATURE_TEXT_BYTES = (PARCEL_SIGNATURE_BYTES + 2) / 3 * 4,
	NUMBER_DIGITS_MAX = 20,
};

_Static_assert((int)PARCEL_CHAIN_BYTES == (int)HASH_BYTES, "the chain is of hashes");

static const char prefix[] = "Foyer-";
static const char signature_name[] = "Signature";

/* --- a line's value --- */

enum shape { SHAPE_NUMBER, SHAPE_TIME, SHAPE_FLAG, SHAPE_BYTES, SHAPE_WORD };

/* A line of a head, and where it stands in the struct. The order is that in which they are written. */
struct field {
	const char *name;
	uint16_t offset;
	uint8_t bytes; /* of the member */
	uint8_t shape; /* enum shape */
	bool must;     /* a head without it is none */
};

#define FIELD(type, member, title, form, needed)                                                                       \
	{                                                                                                              \
		title, offsetof(struct type, member), sizeof(((struct type *)0)->member), form, needed                 \
	}

static const struct field up_fields[] = {
	FIELD(parcel_up, device, "Device", SHAPE_WORD, true),
	FIELD(parcel_up, epoch, "Epoch", SHAPE_NUMBER, true),
	FIELD(parcel_up, lane, "Lane", SHAPE_NUMBER, true),
	FIELD(parcel_up, after, "After", SHAPE_NUMBER, true),
	FIELD(parcel_up, count, "Count", SHAPE_NUMBER, true),
	FIELD(parcel_up, encoding, "Encoding", SHAPE_NUMBER, false),
	FIELD(parcel_up, chain_before, "Chain-Before", SHAPE_BYTES, false),
	FIELD(parcel_up, chain, "Chain", SHAPE_BYTES, false),
	FIELD(parcel_up, instance, "Instance", SHAPE_BYTES, true),
	FIELD(parcel_up, token, "Token", SHAPE_BYTES, false),
	FIELD(parcel_up, boot_id, "Boot-Id", SHAPE_WORD, false),
	FIELD(parcel_up, boot, "Boot", SHAPE_NUMBER, true),
	FIELD(parcel_up, time_ms, "Time", SHAPE_NUMBER, true),
	FIELD(parcel_up, wall_ms, "Wall", SHAPE_TIME, false),
	FIELD(parcel_up, down, "Down", SHAPE_NUMBER, false),
	FIELD(parcel_up, down_none, "Down-None", SHAPE_FLAG, false),
	FIELD(parcel_up, nonce, "Nonce", SHAPE_WORD, false),
};

static const struct field down_fields[] = {
	FIELD(parcel_down, status, "Status", SHAPE_NUMBER, true),
	FIELD(parcel_down, has_acked, "Has-Acked", SHAPE_FLAG, false),
	FIELD(parcel_down, acked, "Acked", SHAPE_NUMBER, false),
	FIELD(parcel_down, chain, "Chain", SHAPE_BYTES, false),
	FIELD(parcel_down, lane, "Lane", SHAPE_NUMBER, false),
	FIELD(parcel_down, epoch, "Epoch", SHAPE_NUMBER, false),
	FIELD(parcel_down, epoch_renew, "Epoch-Renew", SHAPE_FLAG, false),
	FIELD(parcel_down, token, "Token", SHAPE_BYTES, false),
	FIELD(parcel_down, wall_ms, "Wall", SHAPE_TIME, false),
	FIELD(parcel_down, poison, "Poison", SHAPE_NUMBER, false),
	FIELD(parcel_down, retry_after_s, "Retry-After", SHAPE_NUMBER, false),
	FIELD(parcel_down, down_after, "Down-After", SHAPE_NUMBER, false),
	FIELD(parcel_down, down_count, "Down-Count", SHAPE_NUMBER, false),
	FIELD(parcel_down, down_last, "Down-Last", SHAPE_NUMBER, false),
	FIELD(parcel_down, encoding, "Encoding", SHAPE_NUMBER, false),
	FIELD(parcel_down, nonce, "Nonce", SHAPE_WORD, false),
};

struct fields {
	const struct field *list;
	size_t count;
};

enum {
	UP_FIELDS = sizeof(up_fields) / sizeof(up_fields[0]),
	DOWN_FIELDS = sizeof(down_fields) / sizeof(down_fields[0])
};

_Static_assert(UP_FIELDS <= 32 && DOWN_FIELDS <= 32, "a bit for each that was seen");

/* Members are of 1 to 8 bytes, the same for every machine's order of bytes. */
static uint64_t number_of(const void *at, uint8_t bytes)
{
	uint8_t one;
	uint16_t two;
	uint32_t four;
	uint64_t eight;

	switch (bytes) {
	case sizeof(one): memcpy(&one, at, sizeof(one)); return one;
	case sizeof(two): memcpy(&two, at, sizeof(two)); return two;
	case sizeof(four): memcpy(&four, at, sizeof(four)); return four;
	default: memcpy(&eight, at, sizeof(eight)); return eight;
	}
}

static bool number_put(void *at, uint8_t bytes, uint64_t number)
{
	uint8_t one = (uint8_t)number;
	uint16_t two = (uint16_t)number;
	uint32_t four = (uint32_t)number;

	switch (bytes) {
	case sizeof(one): memcpy(at, &one, sizeof(one)); return number <= UINT8_MAX;
	case sizeof(two): memcpy(at, &two, sizeof(two)); return number <= UINT16_MAX;
	case sizeof(four): memcpy(at, &four, sizeof(four)); return number <= UINT32_MAX;
	default: memcpy(at, &number, sizeof(number)); return true;
	}
}

static bool number_read(const char *text, size_t length, uint64_t *out)
{
	uint64_t number = 0;

	if (length == 0 || length > NUMBER_DIGITS_MAX)
		return false;
	for (size_t i = 0; i < length; i++) {
		uint64_t digit = (uint64_t)text[i] - '0';

		if (digit > 9 || number > (UINT64_MAX - digit) / 10)
			return false;
		number = 10 * number + digit;
	}
	*out = number;
	return true;
}

/* Names, tokens, boot ids: what can stand in a line, a topic and a file's name. */
static bool is_word(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!isalnum((unsigned char)text[i]) && !strchr("-_.", text[i]))
			return false;
	return true;
}

static bool time_read(const char *text, size_t length, int64_t *out)
{
	uint64_t number;
	bool before = length > 0 && text[0] == '-';

	if (!number_read(text + before, length - before, &number) || number > INT64_MAX)
		return false;
	*out = before ? -(int64_t)number : (int64_t)number;
	return true;
}

static bool value_read(const struct field *field, const char *text, size_t length, void *at)
{
	uint64_t number;
	int64_t moment;

	switch ((enum shape)field->shape) {
	case SHAPE_FLAG:
	case SHAPE_NUMBER:
		if (!number_read(text, length, &number) || (field->shape == SHAPE_FLAG && number > 1))
			return false;
		return number_put(at, field->bytes, number);
	case SHAPE_TIME:
		if (!time_read(text, length, &moment))
			return false;
		memcpy(at, &moment, sizeof(moment));
		return true;
	case SHAPE_BYTES: return hex_read(text, length, at, field->bytes);
	case SHAPE_WORD:
		if (length >= field->bytes || !is_word(text, length))
			return false;
		memcpy(at, text, length);
		((char *)at)[length] = '\0';
		return true;
	}
	return false;
}

/* Empty: the line is left out. */
static void value_write(const struct field *field, const void *at, char out[VALUE_BYTES_MAX])
{
	static const uint8_t zeroes[PARCEL_CHAIN_BYTES];
	uint64_t number;
	int64_t moment;

	out[0] = '\0';
	switch ((enum shape)field->shape) {
	case SHAPE_FLAG:
	case SHAPE_NUMBER:
		number = number_of(at, field->bytes);
		if (number || field->must)
			snprintf(out, VALUE_BYTES_MAX, "%" PRIu64, number);
		break;
	case SHAPE_TIME:
		memcpy(&moment, at, sizeof(moment));
		if (moment)
			snprintf(out, VALUE_BYTES_MAX, "%" PRId64, moment);
		break;
	case SHAPE_BYTES:
		if (field->must || memcmp(at, zeroes, field->bytes) != 0)
			hex_write(at, field->bytes, out);
		break;
	case SHAPE_WORD: snprintf(out, VALUE_BYTES_MAX, "%s", (const char *)at); break;
	}
}

/* --- base64, for one signature --- */

static const char base64_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void signature_write(const uint8_t bytes[PARCEL_SIGNATURE_BYTES], char out[SIGNATURE_TEXT_BYTES + 1])
{
	for (size_t i = 0; i < PARCEL_SIGNATURE_BYTES; i += 3) {
		size_t left = PARCEL_SIGNATURE_BYTES - i;
		uint32_t group = (uint32_t)bytes[i] << 16 | (left > 1 ? (uint32_t)bytes[i + 1] << 8 : 0) |
				 (left > 2 ? bytes[i + 2] : 0u);

		for (unsigned d = 0; d < 4; d++)
			*out++ = d <= left ? base64_digits[group >> (18 - 6 * d) & 63] : '=';
	}
	*out = '\0';
}

static bool signature_read(const char *text, size_t length, uint8_t out[PARCEL_SIGNATURE_BYTES])
{
	uint32_t bits = 0;
	unsigned held = 0;
	size_t used = 0;

	if (length != SIGNATURE_TEXT_BYTES || memcmp(text + length - 2, "==", 2) != 0)
		return false;
	for (size_t i = 0; i < length - 2; i++) {
		const char *digit = text[i] ? strchr(base64_digits, text[i]) : NULL;

		if (!digit)
			return false;
		bits = bits << 6 | (uint32_t)(digit - base64_digits);
		held += 6;
		if (held < 8)
			continue;
		held -= 8;
		if (used < PARCEL_SIGNATURE_BYTES)
			out[used++] = (uint8_t)(bits >> held);
	}
	return used == PARCEL_SIGNATURE_BYTES;
}

/* --- a head --- */

struct writing {
	char *out;
	size_t room;
	size_t used;
	bool full;
};

static void line_write(struct writing *w, const char *name, const char *value)
{
	int length = snprintf(w->out + w->used, w->room - w->used, "%s%s: %s\r\n", prefix, name, value);

	if (length < 0 || (size_t)length >= w->room - w->used)
		w->full = true;
	else
		w->used += (size_t)length;
}

/* What is signed: the lines, then the body's hash. `room` behind the lines is there for it. */
static size_t add_hash(char *lines, size_t used, struct parcel_body body)
{
	hash_of(body.bytes ? body.bytes : "", body.count, (uint8_t *)lines + used);
	return used + HASH_BYTES;
}

static enum err head_write(const struct fields *fields, const void *from, struct parcel_body body, struct writing *w,
	const struct parcel_signer *signer)
{
	char value[VALUE_BYTES_MAX];
	char signing[PARCEL_HEAD_BYTES_MAX + HASH_BYTES];
	uint8_t signature[PARCEL_SIGNATURE_BYTES];

	for (size_t i = 0; i < fields->count && !w->full; i++) {
		value_write(&fields->list[i], (const char *)from + fields->list[i].offset, value);
		if (value[0])
			line_write(w, fields->list[i].name, value);
	}
	if (w->full || w->used > PARCEL_HEAD_BYTES_MAX)
		return ERR_NO_SPACE;
	memcpy(signing, w->out, w->used);
	signer->sign(signer->self, signing, add_hash(signing, w->used, body), signature);
	signature_write(signature, value);
	line_write(w, signature_name, value);
	return w->full ? ERR_NO_SPACE : ERR_NONE;
}

struct reading {
	const struct field *fields;
	size_t count;
	char *to;
	uint32_t seen; /* a bit a field */
	bool has_signature;
	uint8_t signature[PARCEL_SIGNATURE_BYTES];
	size_t signing_bytes;
	char signing[PARCEL_HEAD_BYTES_MAX + HASH_BYTES];
};

static bool is_name(const char *text, size_t length, const char *name)
{
	return strlen(name) == length && strncasecmp(text, name, length) == 0;
}

static bool signing_add(struct reading *r, const char *text, size_t length)
{
	if (r->signing_bytes + length > PARCEL_HEAD_BYTES_MAX)
		return false;
	memcpy(r->signing + r->signing_bytes, text, length);
	r->signing_bytes += length;
	return true;
}

static bool signing_line(struct reading *r, const char *name, const char *value, size_t value_bytes)
{
	return signing_add(r, prefix, sizeof(prefix) - 1) && signing_add(r, name, strlen(name)) &&
	       signing_add(r, ": ", 2) && signing_add(r, value, value_bytes) && signing_add(r, "\r\n", 2);
}

static bool take_field(struct reading *r, size_t at, const char *value, size_t value_bytes)
{
	const struct field *field = &r->fields[at];

	if (r->seen & 1u << at)
		return false;
	r->seen |= 1u << at;
	return value_read(field, value, value_bytes, r->to + field->offset);
}

static bool take_line(struct reading *r, const char *line, size_t length)
{
	const size_t prefix_bytes = sizeof(prefix) - 1;
	const char *colon = memchr(line, ':', length);
	const char *value = colon ? colon + 1 : NULL;
	const char *name = line + prefix_bytes;
	size_t name_bytes;
	size_t value_bytes;

	if (!colon || (size_t)(colon - line) <= prefix_bytes || strncasecmp(line, prefix, prefix_bytes) != 0)
		return true; /* not one of ours */
	name_bytes = (size_t)(colon - name);
	value_bytes = length - (size_t)(value - line);
	for (; value_bytes > 0 && *value == ' '; value_bytes--)
		value++;
	if (is_name(name, name_bytes, signature_name)) {
		bool again = r->has_signature;

		r->has_signature = true;
		return !again && signature_read(value, value_bytes, r->signature);
	}
	for (size_t i = 0; i < r->count; i++)
		if (is_name(name, name_bytes, r->fields[i].name))
			return take_field(r, i, value, value_bytes);
	return true;
}

static bool take_lines(struct reading *r, const char *head, size_t bytes)
{
	const char *end = head + bytes;

	while (head < end) {
		const char *stop = memchr(head, '\n', (size_t)(end - head));
		size_t length = (size_t)((stop ? stop : end) - head);

		if (length > 0 && head[length - 1] == '\r')
			length--;
		if (!take_line(r, head, length))
			return false;
		head = stop ? stop + 1 : end;
	}
	return true;
}

/* Lines come in any order and any case, as a server on the way likes: they are written anew from what was read, in the
 * order of the table. What is not in the table is nobody's word, so nothing may depend on it. */
static bool sign_again(struct reading *r)
{
	char value[VALUE_BYTES_MAX];

	for (size_t i = 0; i < r->count; i++) {
		value_write(&r->fields[i], r->to + r->fields[i].offset, value);
		if (value[0] && !signing_line(r, r->fields[i].name, value, strlen(value)))
			return false;
	}
	return true;
}

static enum err head_read(struct reading *r, const char *head, size_t bytes)
{
	if (bytes > PARCEL_HEAD_BYTES_MAX || !take_lines(r, head, bytes))
		return ERR_FORMAT;
	for (size_t i = 0; i < r->count; i++)
		if (r->fields[i].must && !(r->seen & 1u << i))
			return ERR_FORMAT;
	return ERR_NONE;
}

static enum err judge(struct reading *r, struct parcel_body body, const struct parcel_signer *signer)
{
	if (!signer)
		return ERR_NONE;
	if (!r->has_signature || !sign_again(r))
		return ERR_DENIED;
	return signer->verify(signer->self, r->signing, add_hash(r->signing, r->signing_bytes, body), r->signature)
		       ? ERR_NONE
		       : ERR_DENIED;
}

enum err parcel_up_write(const struct parcel_up *up, struct parcel_body body, const struct parcel_signer *signer,
	char *out, size_t out_bytes)
{
	struct writing w = {.out = out, .room = out_bytes};

	return head_write(&(const struct fields){up_fields, UP_FIELDS}, up, body, &w, signer);
}

enum err parcel_down_write(const struct parcel_down *down, struct parcel_body body, const struct parcel_signer *signer,
	char *out, size_t out_bytes)
{
	struct writing w = {.out = out, .room = out_bytes};

	return head_write(&(const struct fields){down_fields, DOWN_FIELDS}, down, body, &w, signer);
}

enum err parcel_up_read(const char *head, size_t head_bytes, struct parcel_body body,
	const struct parcel_signer *signer, struct parcel_up *up)
{
	struct reading r = {.fields = up_fields, .count = UP_FIELDS, .to = (char *)up};
	enum err err;

	*up = (struct parcel_up){0};
	err = head_read(&r, head, head_bytes);
	if (!err && (up->lane >= LANES || up->count > PARCEL_EVENTS_MAX || up->encoding > PARCEL_ZSTD ||
			    up->after > UINT64_MAX - up->count || !up->device[0]))
		err = ERR_FORMAT;
	return err ? err : judge(&r, body, signer);
}

enum err parcel_down_read(const char *head, size_t head_bytes, struct parcel_body body,
	const struct parcel_signer *signer, struct parcel_down *down)
{
	struct reading r = {.fields = down_fields, .count = DOWN_FIELDS, .to = (char *)down};
	enum err err;

	*down = (struct parcel_down){0};
	err = head_read(&r, head, head_bytes);
	if (!err && (down->lane >= LANES || down->encoding > PARCEL_ZSTD || down->down_count > PARCEL_EVENTS_MAX))
		err = ERR_FORMAT;
	return err ? err : judge(&r, body, signer);
}

void parcel_chain(uint8_t chain[PARCEL_CHAIN_BYTES], const void *event, size_t bytes)
{
	hash_link(chain, event, bytes);
}

size_t parcel_split(const char *message, size_t bytes)
{
	static const char gap[] = "\r\n\r\n";
	const char *at = memmem(message, bytes, gap, sizeof(gap) - 1);

	return at ? (size_t)(at - message) + sizeof(gap) - 1 : 0;
}
