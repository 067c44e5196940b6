#include "speech/endpoint.h"

enum {
	LEVEL_DOUBLING = 16,                   /* 3 dB */
	VOICE_OVER_FLOOR = 3 * LEVEL_DOUBLING, /* 9 dB over the room is a voice */
	VOICE_LEVEL_MIN = 11 * LEVEL_DOUBLING, /* and never what is quieter than about -57 dB of full scale */
	FLOOR_LEVEL_MAX = 18 * LEVEL_DOUBLING, /* a room of -36 dB: louder is a voice from the first frame on */
	FLOOR_RISE_EVERY = 8, /* frames: the floor rises 1 dB a second, so that no sentence lifts it far */
};

/* 16 log2(x), to within a sixteenth of a doubling or so: the bits below the highest one as a straight line. */
static int32_t level_of(uint64_t power)
{
	int32_t bits = 0;

	power += 1;
	while (power >> (bits + 1))
		bits++;
	return bits * LEVEL_DOUBLING + (int32_t)(((power << 4) >> bits) - LEVEL_DOUBLING);
}

static int32_t frame_level(const int16_t *samples)
{
	int64_t sum = 0;
	uint64_t squares = 0;
	int64_t mean;

	for (int i = 0; i < AUDIO_FRAME_SAMPLES; i++)
		sum += samples[i];
	mean = sum / AUDIO_FRAME_SAMPLES; /* cheap microphones hum at 0 Hz */
	for (int i = 0; i < AUDIO_FRAME_SAMPLES; i++)
		squares += (uint64_t)((samples[i] - mean) * (samples[i] - mean));
	return level_of(squares / AUDIO_FRAME_SAMPLES);
}

/* Falls at once to what is quieter, rises slowly. */
static void floor_follow(struct endpoint *e, int32_t level)
{
	if (!e->heard_any)
		e->floor = level < FLOOR_LEVEL_MAX ? level : FLOOR_LEVEL_MAX;
	else if (level < e->floor)
		e->floor -= (e->floor - level + 3) / 4;
	else if (e->frame % FLOOR_RISE_EVERY == 0 && e->floor < level)
		e->floor++;
	e->heard_any = true;
}

static uint64_t sample_of(uint64_t frame)
{
	return frame * AUDIO_FRAME_SAMPLES;
}

static enum endpoint_says wait_for_voice(struct endpoint *e, bool voiced)
{
	uint64_t first;

	if (!voiced) {
		e->voiced_run -= e->voiced_run > 0;
		return ENDPOINT_NOBODY;
	}
	if (++e->voiced_run < ENDPOINT_START_FRAMES)
		return ENDPOINT_NOBODY;
	first = e->frame > ENDPOINT_PREROLL_FRAMES + e->voiced_run ? e->frame - e->voiced_run - ENDPOINT_PREROLL_FRAMES
								   : 0;
	e->start_sample = sample_of(first > e->spoken_at ? first : e->spoken_at);
	e->speaking = true;
	e->quiet_run = 0;
	return ENDPOINT_SPEAKING;
}

static enum endpoint_says finish(struct endpoint *e)
{
	uint64_t last = e->voiced_last + ENDPOINT_TAIL_FRAMES;

	e->end_sample = sample_of(last < e->frame ? last : e->frame);
	e->spoken_at = e->end_sample / AUDIO_FRAME_SAMPLES;
	e->speaking = false;
	e->voiced_run = 0;
	return ENDPOINT_SPOKEN;
}

static enum endpoint_says wait_for_quiet(struct endpoint *e, int32_t level, bool voiced)
{
	e->quiet_run = voiced ? 0 : e->quiet_run + 1;
	if (e->quiet_run >= e->quiet_frames)
		return finish(e);
	if (sample_of(e->frame) - e->start_sample < sample_of(ENDPOINT_FRAMES_MAX))
		return ENDPOINT_SPEAKING;
	e->floor = level; /* nobody speaks that long: the room itself has become louder */
	return finish(e);
}

void endpoint_begin(struct endpoint *endpoint, uint32_t quiet_frames)
{
	*endpoint = (struct endpoint){.quiet_frames = quiet_frames ? quiet_frames : ENDPOINT_QUIET_FRAMES};
}

enum endpoint_says endpoint_frame(struct endpoint *e, const int16_t *samples)
{
	int32_t level = frame_level(samples);
	bool voiced;

	floor_follow(e, level);
	voiced = level >= e->floor + VOICE_OVER_FLOOR && level >= VOICE_LEVEL_MIN;
	e->frame++;
	if (voiced)
		e->voiced_last = e->frame;
	return e->speaking ? wait_for_quiet(e, level, voiced) : wait_for_voice(e, voiced);
}
