/* Opening hours on the site's own wall clock: no zone, so no night of the year has 23 or 25 hours here. */
#include "content/content.h"

enum { DAY_S = 24 * 60 * 60, MINUTE_S = 60, LOOK_AHEAD_DAYS = 14, MONDAY_OF_1970 = 3 /* 1970-01-01 was a Thursday */ };

static bool is_closed_day(const struct content *c, const struct content_hours *hours, int64_t day)
{
	const uint32_t *days = (const uint32_t *)((const uint8_t *)c + c->days.offset);

	for (uint32_t i = 0; i < hours->closed_count; i++)
		if (days[hours->closed_first + i] == day)
			return true;
	return false;
}

/* The day's spans; all unused on a closed day. */
static const struct content_span *spans_of(const struct content *c, const struct content_hours *hours, int64_t day)
{
	static const struct content_span closed[SPANS_MAX];

	if (is_closed_day(c, hours, day))
		return closed;
	return hours->day[(day + MONDAY_OF_1970) % DAYS_COUNT];
}

/* NULL: it is closed. */
static const struct content_span *span_now(const struct content *c, uint16_t hours, int64_t local_s)
{
	const struct content_span *spans = spans_of(c, content_hours(c, hours), local_s / DAY_S);
	int64_t minute = local_s % DAY_S / MINUTE_S;

	for (int i = 0; i < SPANS_MAX; i++)
		if (minute >= spans[i].from_min && minute < spans[i].to_min)
			return &spans[i];
	return NULL;
}

bool content_is_open(const struct content *c, uint16_t hours, int64_t local_s)
{
	return local_s <= 0 || span_now(c, hours, local_s);
}

int64_t content_closes_at(const struct content *c, uint16_t hours, int64_t local_s)
{
	const struct content_span *now = local_s <= 0 ? NULL : span_now(c, hours, local_s);

	return now ? local_s / DAY_S * DAY_S + (int64_t)now->to_min * MINUTE_S : 0;
}

bool content_offer_holds(const struct content *c, uint16_t offer, int64_t local_s)
{
	const struct content_offer *o = content_offer(c, offer);
	int64_t day = local_s / DAY_S;

	return local_s == 0 || (day >= (int64_t)o->from_day && day <= (int64_t)o->until_day);
}

int64_t content_opens_at(const struct content *c, uint16_t hours, int64_t local_s)
{
	const struct content_hours *h = content_hours(c, hours);
	int64_t today = local_s / DAY_S;

	if (local_s <= 0)
		return 0;
	for (int64_t day = today; day <= today + LOOK_AHEAD_DAYS; day++) {
		const struct content_span *spans = spans_of(c, h, day);

		for (int i = 0; i < SPANS_MAX; i++) {
			int64_t opens = day * DAY_S + spans[i].from_min * MINUTE_S;

			if (spans[i].from_min != spans[i].to_min && opens > local_s)
				return opens - local_s <= LOOK_AHEAD_DAYS * DAY_S ? opens : 0;
		}
	}
	return 0;
}
