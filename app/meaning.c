#include "meaning.h"

#include "base/check.h"

const char *meaning_kind_name(enum meaning_kind kind)
{
	static const char *const names[MEANING_KIND_COUNT] = {
		[MEANING_NONE] = "none",
		[MEANING_UNKNOWN] = "unknown",
		[MEANING_CHOICE] = "choice",
		[MEANING_TOPIC] = "topic",
		[MEANING_TOPICS] = "topics",
		[MEANING_YES] = "yes",
		[MEANING_NO] = "no",
		[MEANING_SLOT] = "slot",
		[MEANING_NOT_SLOT] = "not_slot",
		[MEANING_SCORE] = "score",
		[MEANING_FREE] = "free",
		[MEANING_PERSON] = "person",
		[MEANING_HELP] = "help",
		[MEANING_BACK] = "back",
		[MEANING_START_OVER] = "start_over",
		[MEANING_GOODBYE] = "goodbye",
		[MEANING_REPEAT] = "repeat",
		[MEANING_SKIP] = "skip",
		[MEANING_MORE_TIME] = "more_time",
		[MEANING_CHANGE] = "change",
		[MEANING_CALL_ME] = "call_me",
		[MEANING_MESSAGE] = "message",
		[MEANING_FINISH] = "finish",
		[MEANING_UNDO] = "undo",
		[MEANING_LANGUAGE] = "language",
		[MEANING_CODE] = "code",
		[MEANING_ITEM] = "item",
	};

	CHECK(kind < MEANING_KIND_COUNT);
	return names[kind];
}
