#ifndef FOYER_ADAPTER_RECOGNISER_POCKETSPHINX_H
#define FOYER_ADAPTER_RECOGNISER_POCKETSPHINX_H

#include "base/check.h"
#include "port/recogniser.h"
#include "port/voice.h"

/* Where Debian's pocketsphinx-en-us puts them. */
#define RECOGNISER_MODEL_PATH "/usr/share/pocketsphinx/model/en-us/en-us"
#define RECOGNISER_DICTIONARY_PATH "/usr/share/pocketsphinx/model/en-us/cmudict-en-us.dict"

enum {
	RECOGNISER_WORDS_MAX = 3000, /* different words in one grammar */
	RECOGNISER_GRAMMAR_BYTES_MAX = 256 << 10,
	RECOGNISER_UTTERANCE_S_MAX = 60,
};

struct recogniser_settings {
	const char *model_path;      /* NULL: RECOGNISER_MODEL_PATH */
	const char *dictionary_path; /* NULL: RECOGNISER_DICTIONARY_PATH */
	const struct voice *voice;   /* says how words sound that the dictionary has not; lent; NULL: then they are
					unknown */
};

/* Each recogniser may be used from any thread, by one at a time: it waits for the other. ERR_ABSENT: no model there
 * (logged). */
MUST_USE enum err recogniser_pocketsphinx_open(struct recogniser *out, const struct recogniser_settings *settings);

#endif
