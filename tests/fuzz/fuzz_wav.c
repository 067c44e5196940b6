/* A recording that somebody hands over: read to its end, or a reason why not. */
#include "fuzz.h"

#include "adapter/audio_file.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct audio audio = {0};
	struct audio_why why = {""};
	enum err err = audio_file_open(&audio, fuzz_file(bytes, size), NULL, &why);

	CHECK((err == ERR_NONE) == (audio.ops != NULL));
	CHECK(!err || why.text[0]);
	if (!err)
		audio.ops->close(audio.self);
	return 0;
}
