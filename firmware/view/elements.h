/* The screen in front as lines of text, for who must touch it without eyes: a test, a remote hand. */
#ifndef FOYER_ELEMENTS_H
#define FOYER_ELEMENTS_H

#include "base/check.h"
#include "base/err.h"
#include "view/view.h"

/* The first line is the screen's name; then for each element, with tabs: role, action, target, index, key, x, y, w, h
 * (numbers as in view.h, pixels), text in one line. The file is there whole or not at all. It holds what the customer
 * sees: not for a device in use. */
MUST_USE enum err elements_write(const char *path, const struct view *view);

#endif
