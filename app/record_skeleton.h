/* What can be told of a record without its words and without reading all of it: for what goes home. */
#ifndef FOYER_RECORD_SKELETON_H
#define FOYER_RECORD_SKELETON_H

#include "record.h"

struct record_skeleton_effect {
	uint8_t kind;    /* enum effect_kind */
	uint16_t number; /* which prompt, screen, action ...; NONE16: it has none */
};

/* enum event_kind; EVENT_KIND_COUNT: damaged, or of another version. */
uint8_t record_skeleton_event(const struct record *event);
/* How many there are, in their order; 0 also where the record is damaged. */
uint8_t record_skeleton_effects(const struct record *effects, struct record_skeleton_effect out[EFFECTS_MAX]);

#endif
