#include "content/judge.h"

#include <stdio.h>

enum { DAY_MIN = 24 * 60, YEAR_MIN = 2000, YEAR_MAX = 2199 };

/* Two digits at `at`, UINT32_MAX if they are none. */
static uint32_t two_digits(const char *at)
{
	if (at[0] < '0' || at[0] > '9' || at[1] < '0' || at[1] > '9')
		return UINT32_MAX;
	return (uint32_t)(at[0] - '0') * 10 + (uint32_t)(at[1] - '0');
}

static bool is_leap(uint32_t year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static uint32_t days_in(uint32_t year, uint32_t month)
{
	static const uint8_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return days[month - 1] + (uint32_t)(month == 2 && is_leap(year));
}

/* Days since 1970-01-01. */
static uint32_t day_of(uint32_t year, uint32_t month, uint32_t day)
{
	uint32_t days = day - 1;

	for (uint32_t y = 1970; y < year; y++)
		days += is_leap(y) ? 366 : 365;
	for (uint32_t m = 1; m < month; m++)
		days += days_in(year, m);
	return days;
}

/* 0 after a report. */
static uint32_t date_of(
	struct judge *j, const struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	const char *at = node->value.at;
	uint32_t year;
	uint32_t month;
	uint32_t day;

	if (node->kind != DOC_SCALAR || node->value.length != 10 || at[4] != '-' || at[7] != '-')
		goto unreadable;
	year = two_digits(at) * 100 + two_digits(at + 2);
	month = two_digits(at + 5);
	day = two_digits(at + 8);
	if (two_digits(at) > 99 || two_digits(at + 2) > 99 || month > 99 || day > 99)
		goto unreadable;
	if (year >= YEAR_MIN && year <= YEAR_MAX && month >= 1 && month <= 12 && day >= 1 &&
		day <= days_in(year, month))
		return day_of(year, month, day);
	MISTAKE(j, node, "there is no day %.*s (%s of %s): write a real one, year-month-day", SHOWN(node->value),
		field->name, r->name);
	return 0;

unreadable:
	MISTAKE(j, node, "%s of %s is \"%.*s\": write a day as 2027-12-31", field->name, r->name, SHOWN(node->value));
	return 0;
}

void read_date(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	uint32_t day = date_of(j, r, field, node);

	memcpy(r->base + field->at, &day, sizeof(day));
}

void read_dates(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	uint32_t run[2] = {j->pool.days_count, 0};

	if (!judge_is(j, node, DOC_LIST, r->name, "closed as a list of days: [2026-12-25]"))
		return;
	if (judge_children(j, node) > SCHEMA_LIST_MAX) {
		MISTAKE_KEY(
			j, node, "%s has more than %d closed days: take the past ones out", r->name, SCHEMA_LIST_MAX);
		return;
	}
	for (const struct doc_node *child = judge_first(j, node); child; child = judge_next(j, child)) {
		uint32_t day = date_of(j, r, field, child);

		if (day != 0)
			j->pool.days[j->pool.days_count++] = day;
	}
	run[1] = j->pool.days_count - run[0];
	memcpy(r->base + field->at, run, sizeof(run));
}

/* HH:MM as minutes; 24:00 is the day's end. UINT32_MAX: none. */
static uint32_t minutes_of(const char *at)
{
	uint32_t hour = two_digits(at);
	uint32_t minute = two_digits(at + 3);

	if (at[2] != ':' || hour > 24 || minute > 59 || hour * 60 + minute > DAY_MIN)
		return UINT32_MAX;
	return hour * 60 + minute;
}

/* False after a report. */
static bool span_of(
	struct judge *j, const struct read *r, const char *day, const struct doc_node *node, struct content_span *out)
{
	struct text text = node->value;
	uint32_t from = UINT32_MAX;
	uint32_t to = UINT32_MAX;

	if (node->kind == DOC_SCALAR && text.length == 11 && text.at[5] == '-') {
		from = minutes_of(text.at);
		to = minutes_of(text.at + 6);
	}
	if (from > DAY_MIN || to > DAY_MIN) {
		MISTAKE(j, node, "%s of %s is \"%.*s\": write times as \"08:20-13:20\"", day, r->name, SHOWN(text));
		return false;
	}
	if (from >= to) {
		MISTAKE(j, node, "%s of %s closes before it opens (%.*s): exchange the two times", day, r->name,
			SHOWN(text));
		return false;
	}
	*out = (struct content_span){(uint16_t)from, (uint16_t)to};
	return true;
}

void read_spans(struct judge *j, struct read *r, const struct schema_field *field, const struct doc_node *node)
{
	struct content_span spans[SPANS_MAX] = {{0, 0}};
	uint32_t count = judge_children(j, node);
	uint16_t last_min = 0;
	int stored = 0;

	if (!judge_is(j, node, DOC_LIST, field->name, "a list of times: [\"08:20-13:20\"], or [] for closed"))
		return;
	if (count > SPANS_MAX) {
		MISTAKE_KEY(j, node, "%s of %s has %u opening times: give at most %d", field->name, r->name, count,
			SPANS_MAX);
		return;
	}
	for (const struct doc_node *child = judge_first(j, node); child; child = judge_next(j, child)) {
		if (!span_of(j, r, field->name, child, &spans[stored]))
			continue;
		if (spans[stored].from_min < last_min)
			MISTAKE(j, child,
				"%s of %s: %.*s begins before the time in front of it ends: part them, in order",
				field->name, r->name, SHOWN(child->value));
		last_min = spans[stored++].to_min;
	}
	memcpy(r->base + field->at, spans, sizeof(spans));
}
