/* Calls that their callers let be kept: stereo WAV files (A-law, 8 kHz; left: the caller, right: what the caller heard)
 * in a folder that only this account may read, each until it is too old. A thread of its own writes; nobody waits for
 * the disk. What a disk cannot follow is left out. */
#ifndef FOYER_RECORDER_H
#define FOYER_RECORDER_H

#include "base/check.h"
#include "base/err.h"
#include "line/codec.h"

enum { RECORDER_KEEP_DAYS = 30, RECORDER_HOLDS_MS = 4000 };

struct recorder;
struct recording;

/* Makes the folder. `keep_days`: older files of it go at the start and every hour. */
MUST_USE enum err recorder_open(struct recorder **out, const char *folder, unsigned keep_days);
void recorder_close(struct recorder *recorder); /* NULL is fine; what was recorded is on the disk then */
/* NULL: no memory, or no file can be made (logged). */
struct recording *recording_begin(struct recorder *recorder, uint32_t call);
/* 20 ms of both sides in A-law. From one thread. */
void recording_put(
	struct recording *recording, const uint8_t caller[CODEC_FRAME_BYTES], const uint8_t heard[CODEC_FRAME_BYTES]);
void recording_end(struct recording *recording); /* NULL is fine; it is the recorder's from now on */

#endif
