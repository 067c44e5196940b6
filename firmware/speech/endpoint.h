/* Where somebody begins to speak and where they stop, by how loud 20 ms are against the room. A pure state machine over
 * frames; nothing but whole numbers. */
#ifndef FOYER_ENDPOINT_H
#define FOYER_ENDPOINT_H

#include "port/audio.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	ENDPOINT_START_FRAMES = 4,     /* 80 ms of voice begin an utterance: less is a click */
	ENDPOINT_PREROLL_FRAMES = 15,  /* 300 ms before it belong to it: soft beginnings, and quiet to compare with */
	ENDPOINT_QUIET_FRAMES = 35,    /* 700 ms of quiet end it */
	ENDPOINT_TAIL_FRAMES = 15,     /* 300 ms of these are kept */
	ENDPOINT_FRAMES_MAX = 20 * 50, /* nobody answers for more than 20 s */
};

enum endpoint_says {
	ENDPOINT_NOBODY,
	ENDPOINT_SPEAKING,
	ENDPOINT_SPOKEN, /* an utterance lies between start_sample and end_sample; the next frame begins anew */
};

struct endpoint {
	uint32_t quiet_frames; /* how many end an utterance; 0: ENDPOINT_QUIET_FRAMES */
	uint64_t frame;        /* how many came */
	uint64_t start_sample; /* of the utterance; good while SPEAKING and when SPOKEN */
	uint64_t end_sample;   /* good when SPOKEN */

	/* its own */
	bool speaking;
	bool heard_any;      /* the floor is known */
	int32_t floor;       /* of the room: 16ths of a doubling of power */
	uint32_t voiced_run; /* frames of voice, less those of quiet between them */
	uint32_t quiet_run;
	uint64_t voiced_last; /* frame */
	uint64_t spoken_at;   /* frame of the end of the utterance before */
};

/* A new room; the floor is learned again. */
void endpoint_begin(struct endpoint *endpoint, uint32_t quiet_frames);

/* AUDIO_FRAME_SAMPLES samples. */
enum endpoint_says endpoint_frame(struct endpoint *endpoint, const int16_t *samples);

#endif
