/* What stands on an offered choice, and what a text is called, for surfaces and tools. */
#ifndef FOYER_CHOICE_H
#define FOYER_CHOICE_H

#include "content/content.h"
#include "effect.h"

/* `slot`: the one being asked, for its options. Never NULL. */
const char *choice_label(const struct content *c, uint16_t slot, const struct choice *choice, uint8_t language);
/* "greet"; for a slot's question the slot's id; NULL: a text of an answer or an action. */
const char *choice_prompt_name(const struct content *c, uint16_t text);

#endif
