#include "event.h"

#include "base/check.h"

const char *event_kind_name(enum event_kind kind)
{
	static const char *const names[EVENT_KIND_COUNT] = {
		[EVENT_CAME_NEAR] = "came_near",
		[EVENT_HEARD] = "heard",
		[EVENT_TYPED] = "typed",
		[EVENT_KEYED] = "keyed",
		[EVENT_TOUCHED] = "touched",
		[EVENT_BUSY] = "busy",
		[EVENT_SAID] = "said",
		[EVENT_WAKE] = "wake",
		[EVENT_HUNG_UP] = "hung_up",
		[EVENT_ACTION_DONE] = "action_done",
		[EVENT_CUSTOMER_KNOWN] = "customer_known",
		[EVENT_AGENT_SAID] = "agent_said",
		[EVENT_CONTENT_SWAPPED] = "content_swapped",
		[EVENT_STARTED] = "started",
		[EVENT_PREFERS] = "prefers",
	};

	CHECK(kind < EVENT_KIND_COUNT);
	return names[kind];
}
