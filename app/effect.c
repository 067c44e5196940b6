#include "effect.h"

#include "base/check.h"

const char *effect_kind_name(enum effect_kind kind)
{
	static const char *const names[EFFECT_KIND_COUNT] = {
		[EFFECT_SAVE] = "save",
		[EFFECT_SAY] = "say",
		[EFFECT_SHOW] = "show",
		[EFFECT_LISTEN] = "listen",
		[EFFECT_ACT] = "act",
		[EFFECT_LOOK_UP] = "look_up",
		[EFFECT_HAND_OVER] = "hand_over",
		[EFFECT_TELL_AGENT] = "tell_agent",
		[EFFECT_CALL_BACK] = "call_back",
		[EFFECT_WAKE_AT] = "wake_at",
		[EFFECT_COUNT] = "count",
		[EFFECT_LANGUAGE] = "language",
		[EFFECT_WIPE] = "wipe",
		[EFFECT_CLOSE] = "close",
		[EFFECT_RELEASE] = "release",
		[EFFECT_NOTE] = "note",
		[EFFECT_VISIT] = "visit",
		[EFFECT_PHRASE] = "phrase",
	};

	CHECK(kind < EFFECT_KIND_COUNT);
	return names[kind];
}

const char *screen_name(enum screen_kind screen)
{
	static const char *const names[SCREEN_COUNT] = {
		[SCREEN_ATTRACT] = "attract",
		[SCREEN_LANGUAGE] = "language",
		[SCREEN_MENU] = "menu",
		[SCREEN_ANSWER] = "answer",
		[SCREEN_STEP] = "step",
		[SCREEN_QUESTION] = "question",
		[SCREEN_SLOT] = "slot",
		[SCREEN_REVIEW] = "review",
		[SCREEN_WAIT] = "wait",
		[SCREEN_HANDOVER] = "handover",
		[SCREEN_CALLBACK] = "callback",
		[SCREEN_SURVEY] = "survey",
		[SCREEN_WHY] = "why",
		[SCREEN_STILL_THERE] = "still_there",
		[SCREEN_GOODBYE] = "goodbye",
		[SCREEN_NOTICE] = "notice",
	};

	CHECK(screen < SCREEN_COUNT);
	return names[screen];
}
