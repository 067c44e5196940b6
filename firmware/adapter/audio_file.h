#ifndef FOYER_ADAPTER_AUDIO_FILE_H
#define FOYER_ADAPTER_AUDIO_FILE_H

#include "base/check.h"
#include "port/audio.h"

enum { AUDIO_FILE_SECONDS_MAX = 900, AUDIO_WHY_BYTES_MAX = 160 };

/* What was wrong, and what to do, for the person with the file: "truncated, 300 of 64044 bytes are there: copy it
 * again". */
struct audio_why {
	char text[AUDIO_WHY_BYTES_MAX];
};

/* in_path: a recording to hear, any rate, width and number of channels (they are mixed); NULL: records nothing, and has
 * ended. out_path: what is played is written there as WAV; NULL: it is thrown away. Both are read and written at once;
 * nothing waits for real time, so nothing is ever queued. ERR_NOT_FOUND, ERR_DENIED, ERR_FORMAT, ERR_NO_SPACE (longer
 * than AUDIO_FILE_SECONDS_MAX): `why` says what to do. */
MUST_USE enum err audio_file_open(struct audio *out, const char *in_path, const char *out_path, struct audio_why *why);

struct audio_stereo {
	const int16_t *left;
	const int16_t *right;
	size_t count; /* of each */
	uint32_t rate_hz;
};

/* Both sides of something as one WAV. */
MUST_USE enum err audio_file_stereo(const char *path, const struct audio_stereo *sound, struct audio_why *why);

#endif
