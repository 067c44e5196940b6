/* What the fuzz entries share. Each fuzz_NAME.c is one entry: libFuzzer calls it (-DFOYER_FUZZ=ON), or fuzz_main.c
 * does. */
#ifndef FOYER_TEST_FUZZ_H
#define FOYER_TEST_FUZZ_H

#include "base/check.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

enum { FUZZ_PATCH_BYTES = 8 };

/* Inputs for what is much larger than a corpus should be: a good one is made at the start, and the input is a list of
 * patches of it, each 4 bytes of offset and 4 to put there. */
static inline void fuzz_patch(uint8_t *good, size_t good_bytes, const uint8_t *bytes, size_t size)
{
	for (; size >= FUZZ_PATCH_BYTES && good_bytes >= 4; bytes += FUZZ_PATCH_BYTES, size -= FUZZ_PATCH_BYTES) {
		uint32_t at;

		memcpy(&at, bytes, sizeof(at));
		memcpy(good + at % (good_bytes - 3), bytes + 4, 4);
	}
}

/* The bytes as a file: its path, which is another file's after the next call. */
const char *fuzz_file(const void *bytes, size_t size);

#endif
