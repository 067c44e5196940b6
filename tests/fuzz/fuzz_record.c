/* A row of the journal: whatever stands there is read whole or refused, and what is read can be written again. The
 * first two bytes are the skeleton's length. */
#include "fuzz.h"

#include "record.h"

static size_t at_most(size_t bytes, size_t max)
{
	return bytes < max ? bytes : max;
}

static void fill(struct record *record, const uint8_t *bytes, size_t size)
{
	size_t skeleton = size >= 2 ? (size_t)bytes[0] | (size_t)bytes[1] << 8 : 0;
	size_t left = size >= 2 ? size - 2 : 0;

	skeleton = at_most(at_most(skeleton, left), RECORD_SKELETON_BYTES_MAX);
	record->skeleton_bytes = (uint16_t)skeleton;
	record->words_bytes = (uint16_t)at_most(left - skeleton, RECORD_WORDS_BYTES_MAX);
	if (size >= 2)
		memcpy(record->skeleton, bytes + 2, skeleton);
	if (size >= 2)
		memcpy(record->words, bytes + 2 + skeleton, record->words_bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct record record, again;
	static struct event event, event_again;
	static struct meaning meaning, meaning_again;

	fill(&record, bytes, size);
	if (record_read_event(&record, &event, &meaning))
		return 0;
	record_event(&event, &meaning, false, &again);
	CHECK(record_read_event(&again, &event_again, &meaning_again) == ERR_NONE);
	CHECK(event_again.kind == event.kind && event_again.session == event.session);
	CHECK(meaning_again.kind == meaning.kind);
	return 0;
}
