/* SDL's audio queues: SDL's own thread fills and empties them, so nothing here ever waits for the card. */
#include "adapter/audio_sdl.h"

#include "log.h"
#include "speech/hush.h"

#include <SDL.h>
#include <pthread.h>
#include <stdlib.h>

/* Both are open only while they are needed: SDL's threads for them wake many times a second even where nothing is to be
 * heard, and nobody needs to trust a microphone that is shut. The loop asks while the threads that speak and recognise
 * open and close. */
struct audio_sdl {
	pthread_mutex_t lock;         /* held for moments only: never while a card opens or closes */
	pthread_mutex_t opening;      /* SDL counts who uses its audio, but not for two threads at once */
	SDL_AudioDeviceID speaker;    /* 0: not open */
	SDL_AudioDeviceID microphone; /* 0: not open */
	bool has_speaker;
	bool has_microphone;
};

/* 0: there is none. */
static SDL_AudioDeviceID device_open(struct audio_sdl *self, bool recording)
{
	const SDL_AudioSpec wanted = {
		.freq = AUDIO_RATE_HZ, .format = AUDIO_S16SYS, .channels = 1, .samples = AUDIO_FRAME_SAMPLES * 2};
	SDL_AudioSpec got;
	SDL_AudioDeviceID device = 0;

	pthread_mutex_lock(&self->opening);
	if (SDL_InitSubSystem(SDL_INIT_AUDIO) == 0) {
		/* No change allowed: SDL converts to what the card can do. */
		device = SDL_OpenAudioDevice(NULL, recording, &wanted, &got, 0);
		if (!device)
			SDL_QuitSubSystem(SDL_INIT_AUDIO);
	}
	pthread_mutex_unlock(&self->opening);
	return device;
}

static void device_close(struct audio_sdl *self, SDL_AudioDeviceID device)
{
	if (!device)
		return;
	pthread_mutex_lock(&self->opening);
	SDL_CloseAudioDevice(device);
	SDL_QuitSubSystem(SDL_INIT_AUDIO);
	pthread_mutex_unlock(&self->opening);
}

/* Puts another device, or none, into the place; returns the one that was there. */
static SDL_AudioDeviceID place(struct audio_sdl *self, SDL_AudioDeviceID *at, SDL_AudioDeviceID device)
{
	SDL_AudioDeviceID old;

	pthread_mutex_lock(&self->lock);
	old = *at;
	*at = device;
	if (device)
		SDL_PauseAudioDevice(device, 0);
	pthread_mutex_unlock(&self->lock);
	return old;
}

static enum err queue(const struct audio_sdl *self, const int16_t *samples, size_t count)
{
	size_t bytes = count * sizeof(*samples);
	size_t bytes_max = (size_t)AUDIO_QUEUED_SECONDS_MAX * AUDIO_RATE_HZ * sizeof(*samples);

	if (!self->speaker || SDL_GetAudioDeviceStatus(self->speaker) == SDL_AUDIO_STOPPED)
		return ERR_ABSENT;
	if (bytes > bytes_max || SDL_GetQueuedAudioSize(self->speaker) > bytes_max - bytes)
		return ERR_NO_SPACE;
	return SDL_QueueAudio(self->speaker, samples, (Uint32)bytes) == 0 ? ERR_NONE : ERR_IO;
}

static enum err audio_play(void *as_sdl, const int16_t *samples, size_t count)
{
	struct audio_sdl *self = as_sdl;
	enum err err;

	if (self->has_speaker && !self->speaker) /* only the caller's thread opens and closes it */
		(void)place(self, &self->speaker, device_open(self, false));
	pthread_mutex_lock(&self->lock);
	err = queue(self, samples, count);
	pthread_mutex_unlock(&self->lock);
	return err;
}

static void audio_rest(void *as_sdl)
{
	struct audio_sdl *self = as_sdl;

	device_close(self, place(self, &self->speaker, 0));
}

static void audio_stop(void *as_sdl)
{
	struct audio_sdl *self = as_sdl;

	pthread_mutex_lock(&self->lock);
	if (self->speaker)
		SDL_ClearQueuedAudio(self->speaker);
	pthread_mutex_unlock(&self->lock);
}

static size_t audio_queued(void *as_sdl)
{
	struct audio_sdl *self = as_sdl;
	size_t bytes = 0;

	pthread_mutex_lock(&self->lock);
	if (self->speaker)
		bytes = SDL_GetQueuedAudioSize(self->speaker);
	pthread_mutex_unlock(&self->lock);
	return bytes / sizeof(int16_t);
}

static void audio_microphone(void *as_sdl, bool open)
{
	struct audio_sdl *self = as_sdl;
	SDL_AudioDeviceID old = place(self, &self->microphone, 0);

	SDL_AudioDeviceID opened;

	device_close(self, old);
	if (!open || !self->has_microphone)
		return;
	opened = device_open(self, true);
	if (!opened)
		log_warn("audio: the microphone is gone, foyer does not hear: plug it in and start again");
	pthread_mutex_lock(&self->lock);
	self->has_microphone = opened != 0; /* a sign that it listens would not be true */
	pthread_mutex_unlock(&self->lock);
	(void)place(self, &self->microphone, opened);
}

static size_t audio_record(void *as_sdl, int16_t *samples, size_t count)
{
	struct audio_sdl *self = as_sdl;
	size_t bytes = 0;

	pthread_mutex_lock(&self->lock);
	if (self->microphone)
		bytes = SDL_DequeueAudio(self->microphone, samples, (Uint32)(count * sizeof(*samples)));
	pthread_mutex_unlock(&self->lock);
	return bytes / sizeof(*samples);
}

static bool audio_ended(void *as_sdl)
{
	struct audio_sdl *self = as_sdl;
	bool ended;

	pthread_mutex_lock(&self->lock);
	ended = !self->has_microphone ||
		(self->microphone && SDL_GetAudioDeviceStatus(self->microphone) == SDL_AUDIO_STOPPED);
	pthread_mutex_unlock(&self->lock);
	return ended;
}

static void audio_close(void *as_sdl)
{
	struct audio_sdl *self = as_sdl;

	if (!self)
		return;
	device_close(self, place(self, &self->speaker, 0));
	device_close(self, place(self, &self->microphone, 0));
	pthread_mutex_destroy(&self->opening);
	pthread_mutex_destroy(&self->lock);
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
		.microphone = audio_microphone,
		.rest = audio_rest,
		.close = audio_close,
	};
	struct audio_sdl *self;
	SDL_AudioDeviceID probe;

	*out = (struct audio){0};
	hush_libraries();
	self = calloc(1, sizeof(*self));
	if (!self)
		return ERR_NO_SPACE;
	pthread_mutex_init(&self->lock, NULL);
	pthread_mutex_init(&self->opening, NULL);
	self->speaker = device_open(self, false);
	self->has_speaker = self->speaker != 0;
	/* Whether it can be opened, no more: it stays shut until somebody is there to be heard. */
	probe = device_open(self, true);
	self->has_microphone = probe != 0;
	device_close(self, probe);
	if (!self->has_speaker && !self->has_microphone) {
		enum err err = nothing_there(SDL_GetError());

		audio_close(self);
		return err;
	}
	audio_rest(self);
	if (!self->has_speaker)
		log_warn("audio: no speaker, foyer does not speak: plug one in and start again");
	if (!self->has_microphone)
		log_warn("audio: no microphone, foyer does not hear: plug one in and start again");
	*out = (struct audio){&ops, self};
	return ERR_NONE;
}
