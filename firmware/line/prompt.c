#include "line/prompt.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

struct line_prompt {
	enum codec codec;
	atomic_uint holds;
	atomic_bool ready; /* what follows does not change any more */
	uint8_t *frames;
	size_t frames_count;
};

struct line_prompt *prompt_new(enum codec codec)
{
	struct line_prompt *prompt = calloc(1, sizeof(*prompt));

	if (!prompt)
		return NULL;
	prompt->codec = codec;
	atomic_init(&prompt->holds, 1);
	atomic_init(&prompt->ready, false);
	return prompt;
}

void prompt_finish(struct line_prompt *prompt, uint8_t *frames, size_t frames_count)
{
	CHECK(!prompt_ready(prompt));
	CHECK(frames || frames_count == 0);
	prompt->frames = frames;
	prompt->frames_count = frames_count;
	atomic_store_explicit(&prompt->ready, true, memory_order_release);
}

struct line_prompt *prompt_keep(struct line_prompt *prompt)
{
	atomic_fetch_add_explicit(&prompt->holds, 1, memory_order_relaxed);
	return prompt;
}

void prompt_drop(struct line_prompt *prompt)
{
	if (!prompt || atomic_fetch_sub_explicit(&prompt->holds, 1, memory_order_acq_rel) != 1)
		return;
	/* It may have been somebody's name. */
	if (prompt->frames)
		explicit_bzero(prompt->frames, prompt->frames_count * CODEC_FRAME_BYTES);
	free(prompt->frames);
	free(prompt);
}

enum codec prompt_codec(const struct line_prompt *prompt)
{
	return prompt->codec;
}

bool prompt_ready(const struct line_prompt *prompt)
{
	return atomic_load_explicit(&prompt->ready, memory_order_acquire);
}

const uint8_t *prompt_frame(const struct line_prompt *prompt, size_t at)
{
	return at < prompt->frames_count ? prompt->frames + at * CODEC_FRAME_BYTES : NULL;
}
