/* How long a menu takes to say, by the voice that says it: text by text, a few milliseconds each, so that nothing waits
 * for it. What no voice can say is counted from its letters. */
#ifndef FOYER_PACE_H
#define FOYER_PACE_H

#include "learn/tree.h"
#include "port/voice.h"

struct pace;

/* The content and the voice are lent until pace_close(). NULL: no memory. */
struct pace *pace_open(const struct content *c, const struct voice *voice);
void pace_close(struct pace *pace); /* NULL is fine */
/* One more text. False: all are measured. */
bool pace_some(struct pace *pace);
/* The tree with what was measured. False: the menu is larger than a tree. */
bool pace_tree(struct pace *pace, bool touch, struct tree *out);

#endif
