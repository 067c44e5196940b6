/* What a person hears who is rung, in ten seconds: who it is, what it is about, what was tried, how it went. Never more
 * than a card has that everybody at the desk may see, and nothing of what was keyed. Pure. */
#ifndef FOYER_OPERATOR_SUMMARY_H
#define FOYER_OPERATOR_SUMMARY_H

#include "content/content.h"
#include "port/agents.h"

#include <stdbool.h>

enum {
	SUMMARY_SENTENCES_MAX = 6,
	SUMMARY_SENTENCE_BYTES_MAX = 320,
	SUMMARY_LETTERS_MAX = 138 /* ten seconds of the voice, with a breath behind each sentence */
};

struct operator_summary {
	unsigned count;
	struct {
		bool personal;
		char text[SUMMARY_SENTENCE_BYTES_MAX];
	} sentence[SUMMARY_SENTENCES_MAX]; /* in the content's first language; the last is what is to be keyed */
};

/* What does not fit is left out: of what was tried the oldest first, then how it went. promised: a call back. */
void operator_summary(
	struct operator_summary *out, const struct content *c, const struct agent_card *card, bool promised);

/* In the content's first language; its id if there is no such team. */
const char *operator_team_name(const struct content *c, const char *team);
/* The language that the card names; the first one if it names none. */
uint8_t operator_card_language(const struct content *c, const struct agent_card *card);

#endif
