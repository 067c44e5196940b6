/* At a desk a real keyboard and a mouse stand in for what a machine in a hall has: function keys for its sensors, a
 * field that is always there to type into, recordings dropped on the window for a microphone. */
#ifndef FOYER_DESK_H
#define FOYER_DESK_H

#include <stdbool.h>
#include <stdint.h>

struct kiosk;

/* False: not a key of the desk. */
bool desk_function_key(struct kiosk *kiosk, uint32_t key);
/* The screen in front has the field "type your question". */
bool desk_has_field(const struct kiosk *kiosk);
/* A key that goes into that field. False: it means what it always means. */
bool desk_field_key(struct kiosk *kiosk, uint32_t key);
/* A click somewhere: on the field, digits are letters of it from now on; beside it, they choose tiles again. */
void desk_clicked(struct kiosk *kiosk, int x, int y);
/* What is in the field is asked, and the field is left. */
void desk_put_question(struct kiosk *kiosk);
/* A file was dropped on the window. */
void desk_dropped(struct kiosk *kiosk, const char *path);
/* What the notice of that kind says; NULL: it is not a desk's. */
const char *desk_notice_title(uint8_t notice);
const char *desk_notice_text(uint8_t notice);

#endif
