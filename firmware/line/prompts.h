/* Speech for telephones, made once for each text and codec and kept as ready frames; the texts a site says most are
 * made before they are wanted. The voice works on a thread of its own; callers never wait. Safe from several threads.
 */
#ifndef FOYER_PROMPTS_H
#define FOYER_PROMPTS_H

#include "line/prompt.h"
#include "port/voice.h"

#include <stddef.h>
#include <stdint.h>

struct prompts;

struct prompts_options {
	/* Lent, to nobody else meanwhile: what it lends ends with its next call. It forgets what it spoke after each
	 * personal text. ops NULL: every prompt without a recording is silent. */
	struct voice voice;
	size_t bytes_max;       /* of frames that are kept; what was not wanted for longest gives way */
	const char *recordings; /* as in prompts_record(); lent */
	bool by_hand;           /* no thread: prompts_work() does what it would */
};

MUST_USE enum err prompts_open(struct prompts **out, const struct prompts_options *options);
void prompts_close(struct prompts *prompts); /* NULL is fine; prompts that are held stay, those in the making silent */

/* A folder of WAV files that stand for texts (prompts_recording()) from now on; NULL: none. What cannot be read is
 * logged, and the voice speaks. Lent. */
void prompts_record(struct prompts *prompts, const char *recordings);
/* Set of codecs in which anything was wanted so far, bit 1 << enum codec. */
uint32_t prompts_codecs(struct prompts *prompts);
/* How many are kept for the next who hears them; *bytes: of all their frames. */
size_t prompts_kept(struct prompts *prompts, size_t *bytes);

/* The text as sound, with a hold for the caller; ready at once if it is kept. `personal`: it has a customer's words in
 * it, and is kept for nobody else. NULL: no memory. */
struct line_prompt *prompts_get(
	struct prompts *prompts, enum codec codec, const char *language, const char *text, bool personal);
/* Nothing to hear for so long, ready, with a hold for the caller. NULL: no memory, or the codec is not there. */
struct line_prompt *prompts_pause(enum codec codec, unsigned ms);
/* Made when there is time, for later: behind all that somebody waits for. */
void prompts_foresee(struct prompts *prompts, enum codec codec, const char *language, const char *text);
/* By hand only. False: there is nothing to make. */
bool prompts_work(struct prompts *prompts);

/* The path of the recording of a text: FOLDER/LANGUAGE-HASH.wav, HASH being the first 16 hexadecimal digits of the
 * BLAKE2b-256 of the text's bytes. Returns false if it does not fit. */
bool prompts_recording(const char *folder, const char *language, const char *text, char *out, size_t out_bytes);

#endif
