/* The room round the demonstration: a microphone that hears silence until a question is asked aloud there, and a
 * recogniser that remembers what it understood. The questions are made by the voice at run time: synthetic, and said to
 * be so. Nothing waits for real time: a second of the room passes as fast as it can be heard. */
#ifndef FOYER_DEMO_ROOM_H
#define FOYER_DEMO_ROOM_H

#include "base/check.h"
#include "port/audio.h"
#include "port/recogniser.h"
#include "port/voice.h"

#include <stdbool.h>

struct room;

/* `folder`: for asked-N.wav. The voice and the recogniser are lent, for the room's life. */
MUST_USE enum err room_open(struct room **out, const char *folder, struct voice voice, struct recogniser recogniser);
void room_close(struct room *room); /* NULL is fine */

/* What is played there goes nowhere; what is recorded there are the questions. Closed by room_close(). */
struct audio room_audio(struct room *room);
/* The recogniser, which does its work as ever. Closed by room_close(), the real one is not. */
struct recogniser room_recogniser(struct room *room);

/* Asks, from now on. *file: its WAV, lent until the next. False: it could not be spoken or written (logged). */
bool room_ask(struct room *room, const char *language, const char *words, const char **file);
/* The question is not heard to its end yet. */
bool room_asking(struct room *room);
/* What was understood since the last call; false: nothing. From any thread. */
bool room_heard(struct room *room, struct recognised *out);
unsigned room_asked(const struct room *room); /* how many questions */

#endif
