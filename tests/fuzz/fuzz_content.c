/* One YAML file, from bytes to an image: whatever the bytes are, mistakes are told and nothing breaks. */
#include "fuzz.h"

#include "site/content_load.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct problems problems;
	void *image;
	enum err err = content_load_text("fuzz.yaml", bytes, size, &image, &problems);

	CHECK((err == ERR_NONE) == (image != NULL));
	CHECK(err != ERR_FORMAT || problems.count > 0); /* no refusal without a word */
	free(image);
	return 0;
}
