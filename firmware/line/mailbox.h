/* What happened on the line, from the thread of the calls to the loop's. */
#ifndef FOYER_MAILBOX_H
#define FOYER_MAILBOX_H

#include "port/line.h"

struct mailbox;

/* `wake` is called from the putting thread whenever something was put. NULL: no memory. */
struct mailbox *mailbox_new(void (*wake)(void *self), void *self);
void mailbox_free(struct mailbox *mailbox); /* NULL is fine */
/* Keys beyond MAILBOX_KEYS_MAX that nobody takes are left out, all else is kept. ERR_NO_SPACE: left out. */
MUST_USE enum err mailbox_put(struct mailbox *mailbox, const struct line_event *event);
bool mailbox_take(struct mailbox *mailbox, struct line_event *out);

enum { MAILBOX_KEYS_MAX = 1024 };

#endif
