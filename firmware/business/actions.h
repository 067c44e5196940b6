/* The actions port: content says of each action whether a program, an HTTP service or the training twin does it. A few
 * workers carry them out side by side; answers go into the inbox. */
#ifndef FOYER_ACTIONS_H
#define FOYER_ACTIONS_H

#include "port/actions.h"
#include "runner/inbox.h"

/* `device`: the device's name, for keys; unlike any other device's that asks the same business. The inbox must outlive
 * the port. ops->close() ends what is under way; its outcome is then unknown, and is asked after the next start. */
MUST_USE enum err actions_open(struct actions *out, struct inbox *inbox, const char *device);

#endif
