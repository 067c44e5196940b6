/* Speech for telephones, made once for each text and codec and kept as ready frames; the texts a site says most are
 * made before they are wanted. The voice works on a thread of its own; callers never wait. */
#ifndef FOYER_PROMPTS_H
#define FOYER_PROMPTS_H

#include "line/prompt.h"
#include "port/voice.h"

struct prompts;

struct prompts_options {
	struct voice voice;     /* lent */
	size_t bytes_max;       /* of frames that are kept; what was not wanted for longest gives way */
	const char *recordings; /* a folder of WAV files that stand for texts; NULL: none */
	bool by_hand;           /* no thread: prompts_work() does what it would */
};

MUST_USE enum err prompts_open(struct prompts **out, const struct prompts_options *options);
void prompts_close(struct prompts *prompts); /* NULL is fine; prompts that are held stay */

/* The text as sound, with a hold for the caller; ready at once if it is kept. `personal`: it has a customer's words in
 * it, and is kept for nobody else. NULL: no memory. */
struct line_prompt *prompts_get(
	struct prompts *prompts, enum codec codec, const char *language, const char *text, bool personal);
/* Made when there is time, for later. */
void prompts_foresee(struct prompts *prompts, enum codec codec, const char *language, const char *text);
/* By hand only. False: there is nothing to make. */
bool prompts_work(struct prompts *prompts);

#endif
