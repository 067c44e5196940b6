/* SDL's audio queues: SDL's own thread fills and empties them, so nothing here ever waits for the card. */
#include "adapter/audio_sdl.h"

#include "hush.h"
#include "log.h"

#include <SDL.h>
#include <stdlib.h>

struct audio_sdl {
	SDL_AudioDeviceID speaker;    /* 0: none */
	SDL_AudioDeviceID microphone; /* 0: none */
};

static SDL_AudioDeviceID device_open(bool recording)
{
	const SDL_AudioSpec wanted = {
		.freq = AUDIO_RATE_HZ, .format = AUDIO_S16SYS, .channels = 1, .samples = AUDIO_FRAME_SAMPLES * 2};
	SDL_AudioSpec got;
	/* No change allowed: SDL converts to what the card can do. */
	SDL_AudioDeviceID device = SDL_OpenAudioDevice(NULL, recording, &wanted, &got, 0);

	if (device)
		SDL_PauseAudioDevice(device, 0);
	return device;
}

static enum err audio_play(void *as_sdl, const int16_t *samples, size_t count)
{
	struct audio_sdl *self = as_sdl;
	size_t bytes = count * sizeof(*samples);
	size_t bytes_max = (size_t)AUDIO_QUEUED_SECONDS_MAX * AUDIO_RATE_HZ * sizeof(*samples);

	if (!self->speaker || SDL_GetAudioDeviceStatus(self->speaker) == SDL_AUDIO_STOPPED)
		return ERR_ABSENT;
	if (bytes > bytes_max || SDL_GetQueuedAudioSize(self->speaker) > bytes_max - bytes)
		return ERR_NO_SPACE;
	return SDL_QueueAudio(self->speaker, samples, (Uint32)bytes) == 0 ? ERR_NONE : ERR_IO;
}

static void audio_stop(void *as_sdl)
{
	struct audio_sdl *self = as_sdl;

	if (self->speaker)
		SDL_ClearQueuedAudio(self->speaker);
}

static size_t audio_queued(void *as_sdl)
{
	struct audio_sdl *self = as_sdl;

	return self->speaker ? SDL_GetQueuedAudioSize(self->speaker) / sizeof(int16_t) : 0;
}

static size_t audio_record(void *as_sdl, int16_t *samples, size_t count)
{
	struct audio_sdl *self = as_sdl;

	if (!self->microphone)
		return 0;
	return SDL_DequeueAudio(self->microphone, samples, (Uint32)(count * sizeof(*samples))) / sizeof(*samples);
}

static bool audio_ended(void *as_sdl)
{
	struct audio_sdl *self = as_sdl;

	return !self->microphone || SDL_GetAudioDeviceStatus(self->microphone) == SDL_AUDIO_STOPPED;
}

static void audio_close(void *as_sdl)
{
	struct audio_sdl *self = as_sdl;

	if (!self)
		return;
	if (self->speaker)
		SDL_CloseAudioDevice(self->speaker);
	if (self->microphone)
		SDL_CloseAudioDevice(self->microphone);
	SDL_QuitSubSystem(SDL_INIT_AUDIO);
	free(self);
}

static enum err nothing_there(const char *why)
{
	log_warn("audio: no sound card (%s), foyer neither speaks nor hears: plug one in and start again", why);
	return ERR_ABSENT;
}

enum err audio_sdl_open(struct audio *out)
{
	static const struct audio_ops ops = {
		.play = audio_play,
		.stop = audio_stop,
		.queued = audio_queued,
		.record = audio_record,
		.ended = audio_ended,
		.close = audio_close,
	};
	struct audio_sdl *self;

	*out = (struct audio){0};
	hush_libraries();
	if (SDL_InitSubSystem(SDL_INIT_AUDIO) != 0)
		return nothing_there(SDL_GetError());
	self = calloc(1, sizeof(*self));
	if (!self) {
		SDL_QuitSubSystem(SDL_INIT_AUDIO);
		return ERR_NO_SPACE;
	}
	self->speaker = device_open(false);
	self->microphone = device_open(true);
	if (!self->speaker && !self->microphone) {
		enum err err = nothing_there(SDL_GetError());

		audio_close(self);
		return err;
	}
	if (!self->speaker)
		log_warn("audio: no speaker, foyer does not speak: plug one in and start again");
	if (!self->microphone)
		log_warn("audio: no microphone, foyer does not hear: plug one in and start again");
	*out = (struct audio){&ops, self};
	return ERR_NONE;
}
