#include "snapshot.h"

#include "learn/layout.h"

#include <string.h>

enum { SNAPSHOT_FORMAT = 4 };

struct snapshot {
	char magic[4];
	uint32_t format;
	uint32_t bytes;
	uint32_t reserved;
	uint8_t content[IMAGE_HASH_BYTES];
	uint8_t layout[IMAGE_HASH_BYTES];
	struct session session;
};

static_assert(sizeof(struct snapshot) <= SESSION_BYTES_MAX, "a snapshot must fit its limit");

size_t snapshot_write(const struct session *s, const struct images *images, void *out, size_t out_bytes)
{
	struct snapshot *snapshot = out;

	CHECK(out_bytes >= sizeof(*snapshot));
	memset(snapshot, 0, sizeof(*snapshot));
	memcpy(snapshot->magic, "FSES", sizeof(snapshot->magic));
	snapshot->format = SNAPSHOT_FORMAT;
	snapshot->bytes = sizeof(*snapshot);
	memcpy(snapshot->content, images->content->header.hash, IMAGE_HASH_BYTES);
	memcpy(snapshot->layout, ((const struct layout *)images->layout)->header.hash, IMAGE_HASH_BYTES);
	snapshot->session = *s;
	return sizeof(*snapshot);
}

static bool is_one(const void *snapshot, size_t bytes, struct snapshot *out)
{
	if (bytes != sizeof(*out))
		return false;
	memcpy(out, snapshot, sizeof(*out));
	return memcmp(out->magic, "FSES", sizeof(out->magic)) == 0 && out->bytes == sizeof(*out);
}

const uint8_t *core_snapshot_content(const void *snapshot, size_t bytes)
{
	struct snapshot read;

	return is_one(snapshot, bytes, &read) ? (const uint8_t *)snapshot + offsetof(struct snapshot, content) : NULL;
}

const uint8_t *core_snapshot_layout(const void *snapshot, size_t bytes)
{
	struct snapshot read;

	return is_one(snapshot, bytes, &read) ? (const uint8_t *)snapshot + offsetof(struct snapshot, layout) : NULL;
}

bool core_snapshot_away(const void *snapshot, size_t bytes)
{
	struct snapshot read;

	return is_one(snapshot, bytes, &read) && read.session.state == STATE_DROPPED;
}

enum err snapshot_read(const void *snapshot, size_t bytes, const struct content *content, struct session *out)
{
	struct snapshot read;

	if (!is_one(snapshot, bytes, &read))
		return bytes == sizeof(read) ? ERR_FORMAT : ERR_VERSION;
	if (read.format != SNAPSHOT_FORMAT)
		return ERR_VERSION;
	if (memcmp(read.content, content->header.hash, IMAGE_HASH_BYTES) != 0 || read.session.number == 0 ||
		read.session.state == STATE_FREE || read.session.state >= STATE_COUNT ||
		read.session.asking >= ASKING_COUNT)
		return ERR_FORMAT;
	*out = read.session;
	return ERR_NONE;
}
