/* Events and effects as lines for people: the expectation of a story. */
#ifndef FOYER_STORY_TRACE_H
#define FOYER_STORY_TRACE_H

#include "core.h"

#include <stdio.h>

void trace_event(FILE *out, const struct event *event);
/* What was understood, if the event was something to understand. */
void trace_meaning(FILE *out, const struct content *c, const struct meaning *meaning);
void trace_effect(FILE *out, const struct content *c, const struct effect *effect, uint64_t now_ms);

#endif
