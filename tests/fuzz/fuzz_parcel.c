/* A parcel from a broker, a stick or a server that may be anybody's: refused, or read so that it is written the same.
 */
#include "fuzz.h"

#include "sync/parcel.h"

static void sign(void *self, const void *bytes, size_t count, uint8_t signature[PARCEL_SIGNATURE_BYTES])
{
	(void)self;
	(void)bytes;
	(void)count;
	memset(signature, 7, PARCEL_SIGNATURE_BYTES);
}

static bool verify(void *self, const void *bytes, size_t count, const uint8_t signature[PARCEL_SIGNATURE_BYTES])
{
	(void)self;
	(void)signature;
	CHECK(bytes && count > 0);
	return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static const struct parcel_signer signer = {sign, verify, NULL};
	const char *message = (const char *)bytes;
	size_t at = parcel_split(message, size);
	struct parcel_body body = {bytes + at, size - at};
	struct parcel_up up;
	struct parcel_up again;
	struct parcel_down down;
	char head[PARCEL_HEAD_BYTES_MAX + 1];

	CHECK(at <= size);
	if (parcel_up_read(message, at, body, &signer, &up) == ERR_NONE &&
		parcel_up_write(&up, body, &signer, head, sizeof(head)) == ERR_NONE) {
		CHECK(parcel_up_read(head, strlen(head), body, &signer, &again) == ERR_NONE);
		CHECK(again.epoch == up.epoch && again.count == up.count && again.after == up.after);
	}
	if (parcel_down_read(message, at, body, NULL, &down) == ERR_NONE)
		CHECK(down.lane < LANES);
	return 0;
}
