#include "speech/resample.h"

#include <math.h>
#include <samplerate.h>
#include <stdlib.h>
#include <string.h>

void sound_free(struct sound *sound)
{
	free(sound->samples);
	*sound = (struct sound){0};
}

static bool rate_fits(uint32_t rate_hz)
{
	return rate_hz >= RESAMPLE_RATE_HZ_MIN && rate_hz <= RESAMPLE_RATE_HZ_MAX;
}

static enum err copy(const struct sound *in, struct sound *out)
{
	out->samples = malloc(in->count * sizeof(int16_t));
	if (!out->samples)
		return ERR_NO_SPACE;
	memcpy(out->samples, in->samples, in->count * sizeof(int16_t));
	out->count = in->count;
	out->rate_hz = in->rate_hz;
	return ERR_NONE;
}

static enum err convert(const struct sound *in, float *in_float, float *out_float, size_t out_max, struct sound *out)
{
	SRC_DATA data = {0};

	src_short_to_float_array(in->samples, in_float, (int)in->count);
	data.data_in = in_float;
	data.input_frames = (long)in->count;
	data.data_out = out_float;
	data.output_frames = (long)out_max;
	data.src_ratio = (double)out->rate_hz / in->rate_hz;
	/* Speech: the fastest band-limited filter loses nothing that the recogniser or an ear would miss. */
	if (src_simple(&data, SRC_SINC_FASTEST, 1) != 0)
		return ERR_FORMAT;

	out->count = (size_t)data.output_frames_gen;
	out->samples = malloc((out->count + 1) * sizeof(int16_t));
	if (!out->samples)
		return ERR_NO_SPACE;
	src_float_to_short_array(out_float, out->samples, (int)out->count);
	return ERR_NONE;
}

enum err resample(const struct sound *in, uint32_t rate_hz, struct sound *out)
{
	size_t out_max;
	float *in_float;
	float *out_float;
	enum err err;

	*out = (struct sound){.rate_hz = rate_hz};
	if (!rate_fits(in->rate_hz) || !rate_fits(rate_hz))
		return ERR_FORMAT;
	if (in->count == 0)
		return ERR_NONE;
	if (in->count > INT32_MAX / 4)
		return ERR_NO_SPACE;
	if (in->rate_hz == rate_hz)
		return copy(in, out);

	out_max = (size_t)ceil((double)in->count * rate_hz / in->rate_hz) + 1;
	in_float = malloc(in->count * sizeof(float));
	out_float = malloc(out_max * sizeof(float));
	err = in_float && out_float && out_max < INT32_MAX / 4 ? convert(in, in_float, out_float, out_max, out)
							       : ERR_NO_SPACE;
	free(in_float);
	free(out_float);
	if (err)
		sound_free(out);
	return err;
}
