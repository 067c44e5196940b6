#include "record_skeleton.h"
#include "record_bytes.h"

#include <string.h>

/* As record_event() and record_effects() write them. */
enum {
	EVENT_KIND_AT = 2,
	STATE_AT = 1,
	LENGTH_BYTES = 2,
	EFFECT_BYTES = 8,
	REQUEST_BYTES = 8,
	HAS_REQUEST = 0x80,
	NUMBER_AT = 5,
};

uint8_t record_skeleton_event(const struct record *event)
{
	if (event->skeleton_bytes <= EVENT_KIND_AT || event->skeleton_bytes > RECORD_SKELETON_BYTES_MAX ||
		event->skeleton[0] != RECORD_FORMAT)
		return EVENT_KIND_COUNT;
	return event->skeleton[EVENT_KIND_AT] < EVENT_KIND_COUNT ? event->skeleton[EVENT_KIND_AT] : EVENT_KIND_COUNT;
}

uint8_t record_skeleton_effects(const struct record *effects, struct record_skeleton_effect out[EFFECTS_MAX])
{
	const uint8_t *bytes = effects->skeleton;
	size_t size = effects->skeleton_bytes;
	size_t at = STATE_AT + LENGTH_BYTES;
	uint8_t count = 0;
	uint8_t left;

	if (size > RECORD_SKELETON_BYTES_MAX || size < at + 1 || bytes[0] != RECORD_FORMAT)
		return 0;
	at += (size_t)bytes[STATE_AT] | (size_t)bytes[STATE_AT + 1] << 8;
	if (at >= size)
		return 0;
	for (left = bytes[at++]; left > 0 && count < EFFECTS_MAX && at + EFFECT_BYTES <= size; left--) {
		uint8_t kind = bytes[at] & (HAS_REQUEST - 1);

		if (kind >= EFFECT_KIND_COUNT)
			return 0;
		out[count++] = (struct record_skeleton_effect){
			kind, (uint16_t)(bytes[at + NUMBER_AT] | bytes[at + NUMBER_AT + 1] << 8)};
		at += EFFECT_BYTES + (bytes[at] & HAS_REQUEST ? REQUEST_BYTES : 0u);
	}
	return count;
}
