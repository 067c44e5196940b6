/* A visit as the store has it: damaged ones are refused, the others are one of this menu, and pack again. */
#include "fuzz.h"
#include "fuzz_site.h"

#include "learn/layout.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const struct tree *tree = layout_tree(fuzz_site()->layout);
	static struct visit visit, again;
	uint8_t packed[VISIT_BYTES_MAX];
	size_t packed_bytes;

	if (visit_unpack(tree, bytes, size, &visit))
		return 0;
	packed_bytes = visit_pack(tree, &visit, packed);
	CHECK(packed_bytes <= sizeof(packed));
	CHECK(visit_unpack(tree, packed, packed_bytes, &again) == ERR_NONE);
	CHECK(again.outcome == visit.outcome && again.steps_count == visit.steps_count);
	return 0;
}
