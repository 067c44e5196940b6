/* One call on its way to its recording. */
#include "line/tape.h"

#include "line/bridge.h"

#include <stdlib.h>
#include <string.h>

enum { ALAW_SILENCE = 0xd5 };

struct moment {
	uint8_t caller[CODEC_FRAME_BYTES];
	uint8_t heard[CODEC_FRAME_BYTES];
};

struct tape {
	struct recording *recording;
	struct bridge *caller; /* what comes unevenly, as A-law in time */
	struct bridge *hears;
	struct codec_state *decoder; /* of what the caller hears */
	enum codec codec;
	bool muted;
	uint8_t keyed; /* frames that are still cut out */
	uint8_t count;
	struct moment waits[TAPE_WAITS_FRAMES]; /* the oldest first */
};

static void silence(uint8_t *frame)
{
	memset(frame, ALAW_SILENCE, CODEC_FRAME_BYTES);
}

static void take(struct bridge *bridge, uint8_t *out)
{
	const uint8_t *frame = bridge_frame(bridge);

	if (frame)
		memcpy(out, frame, CODEC_FRAME_BYTES);
	else
		silence(out);
}

static void write_oldest(struct tape *tape)
{
	recording_put(tape->recording, tape->waits[0].caller, tape->waits[0].heard);
	tape->count--;
	memmove(tape->waits, tape->waits + 1, tape->count * sizeof(tape->waits[0]));
}

void tape_says(struct tape *tape, const int16_t *samples, size_t count, uint32_t rate_hz)
{
	bridge_put(tape->caller, samples, count, rate_hz);
}

void tape_keyed(struct tape *tape)
{
	for (uint8_t i = 0; i < tape->count; i++)
		silence(tape->waits[i].caller);
	tape->keyed = TAPE_BEHIND_FRAMES;
}

void tape_mute(struct tape *tape, bool muted)
{
	tape->muted = muted;
	if (muted)
		tape_keyed(tape);
}

void tape_frame(struct tape *tape, const uint8_t *heard)
{
	int16_t samples[2 * CODEC_FRAME_BYTES];
	struct moment *now;

	if (tape->count == TAPE_WAITS_FRAMES)
		write_oldest(tape);
	if (heard)
		bridge_put(tape->hears, samples, codec_decode(tape->decoder, heard, CODEC_FRAME_BYTES, samples),
			codec_rate_hz(tape->codec));
	now = &tape->waits[tape->count++];
	take(tape->caller, now->caller);
	take(tape->hears, now->heard);
	if (tape->muted)
		silence(now->heard);
	if (tape->muted || tape->keyed > 0)
		silence(now->caller);
	if (tape->keyed > 0)
		tape->keyed--;
}

enum err tape_codec(struct tape *tape, enum codec heard)
{
	struct codec_state *decoder;
	enum err err = codec_open(&decoder, heard);

	if (err)
		return err;
	codec_close(tape->decoder);
	tape->decoder = decoder;
	tape->codec = heard;
	return ERR_NONE;
}

enum err tape_open(struct tape **out, struct recording *recording, enum codec heard)
{
	struct tape *tape = calloc(1, sizeof(*tape));
	enum err err = tape ? ERR_NONE : ERR_NO_SPACE;

	*out = NULL;
	if (!err) {
		tape->recording = recording;
		tape->codec = heard;
		err = bridge_open(&tape->caller, CODEC_PCMA);
	} else {
		recording_end(recording);
	}
	if (!err)
		err = bridge_open(&tape->hears, CODEC_PCMA);
	if (!err)
		err = codec_open(&tape->decoder, heard);
	if (err)
		tape_close(tape);
	else
		*out = tape;
	return err;
}

void tape_close(struct tape *tape)
{
	if (!tape)
		return;
	while (tape->count > 0)
		write_oldest(tape);
	recording_end(tape->recording);
	bridge_close(tape->caller);
	bridge_close(tape->hears);
	codec_close(tape->decoder);
	explicit_bzero(tape, sizeof(*tape));
	free(tape);
}
