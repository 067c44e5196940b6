/* The snapshot of a conversation with damaged bytes, as if its seal had held: it is refused or taken back, and what was
 * taken back can be kept and ended. Its indices are not walked through: the seal answers for those. */
#include "fuzz.h"
#include "fuzz_site.h"

#include <stdlib.h>

static struct core *good_core(void)
{
	const struct images images = placed_images(fuzz_site());

	return fuzz_core(&images);
}

static size_t good_snapshot(uint8_t *out, size_t out_bytes)
{
	static uint8_t good[SESSION_BYTES_MAX];
	static size_t bytes;

	if (bytes == 0)
		bytes = core_snapshot(good_core(), 1, good, sizeof(good));
	CHECK(bytes > 0 && bytes <= out_bytes);
	memcpy(out, good, bytes);
	return bytes;
}

/* The first byte cuts or lengthens it. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static uint8_t kept[SESSION_BYTES_MAX];
	size_t snapshot_bytes = good_snapshot(kept, sizeof(kept));
	struct core *core = good_core();
	uint8_t *snapshot;

	if (size > 0 && (bytes[0] & 1))
		snapshot_bytes -= bytes[0];
	if (size > 0)
		fuzz_patch(kept, snapshot_bytes, bytes + 1, size - 1);
	snapshot = malloc(snapshot_bytes); /* exactly as long, so that a sanitiser sees each byte too far */
	CHECK(snapshot);
	memcpy(snapshot, kept, snapshot_bytes);
	(void)core_snapshot_layout(snapshot, snapshot_bytes);
	if (core_snapshot_content(snapshot, snapshot_bytes) &&
		core_restore(core, snapshot, snapshot_bytes, 0) == ERR_NONE)
		(void)core_snapshot(core, 1, kept, sizeof(kept));
	free(snapshot);
	return 0;
}
