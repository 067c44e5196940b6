#include "understand/when.h"

/* Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil, civil_from_days). */
static int32_t days_from_civil(int32_t y, int32_t m, int32_t d)
{
	int32_t era;
	int32_t year_of_era;
	int32_t day_of_year;

	y -= m <= 2;
	era = y / 400; /* y >= 0 here: years start at 1 */
	year_of_era = y - era * 400;
	day_of_year = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

void date_civil(int32_t day, int32_t *year, int32_t *month, int32_t *month_day)
{
	int32_t z = day + 719468;
	int32_t era = z / 146097;
	int32_t day_of_era = z - era * 146097;
	int32_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int32_t shifted = (5 * day_of_year + 2) / 153; /* months from March */

	CHECK(z >= 0); /* the year 0 */
	*month_day = day_of_year - (153 * shifted + 2) / 5 + 1;
	*month = shifted < 10 ? shifted + 3 : shifted - 9;
	*year = year_of_era + era * 400 + (*month <= 2);
}

int32_t date_day(int32_t year, int32_t month, int32_t month_day)
{
	int32_t y;
	int32_t m;
	int32_t d;
	int32_t day;

	if (year < 1 || year > 9999 || month < 1 || month > 12 || month_day < 1 || month_day > 31)
		return DATE_NONE;
	day = days_from_civil(year, month, month_day);
	date_civil(day, &y, &m, &d);
	return m == month ? day : DATE_NONE; /* 30 February comes out as March */
}

/* What has been found of a date so far; 0: not said. */
struct parts {
	int32_t year;
	int32_t month;
	int32_t month_day;
	int32_t weekday; /* 1 Monday .. 7 */
	int32_t offset;  /* days from today + 1 */
	bool two_digit_year;
};

/* Each part once: a second month or day makes the sentence unclear; and there is no day, month or year 0. */
static bool part_set(int32_t *part, int32_t value)
{
	if (value == 0 || (*part != 0 && *part != value))
		return false;
	*part = value;
	return true;
}

static const struct token *unit_token(const struct units *u, uint16_t at)
{
	return &u->tokens.list[u->list[at].first];
}

static bool is_written(const struct units *u, uint16_t at)
{
	return at < u->count && u->list[at].kind == UNIT_WRITTEN;
}

static bool is_date_sign(char gap)
{
	return gap == '-' || gap == '/' || gap == '.';
}

static bool year_set(struct parts *p, int32_t value, uint16_t digits)
{
	p->two_digit_year = digits == 2;
	return (digits == 2 || digits == 4) && part_set(&p->year, digits == 2 ? 2000 + value : value);
}

/* "2026-12-03": units used, 0 if it is not one. */
static uint16_t read_iso(const struct units *u, uint16_t at, struct parts *p)
{
	if (unit_token(u, at)->length != 4 || !is_written(u, (uint16_t)(at + 1)) ||
		!is_written(u, (uint16_t)(at + 2)) || !is_date_sign(unit_token(u, (uint16_t)(at + 1))->gap) ||
		!is_date_sign(unit_token(u, (uint16_t)(at + 2))->gap))
		return 0;
	if (!year_set(p, u->list[at].value, 4) || !part_set(&p->month, u->list[at + 1].value) ||
		!part_set(&p->month_day, u->list[at + 2].value))
		return 0;
	return 3;
}

/* "3/12", "3.12.2026", "3 12 26": the day stands first, as everywhere in Europe. */
static uint16_t read_numeric(const struct units *u, uint16_t at, struct parts *p)
{
	uint16_t second = (uint16_t)(at + 1);
	uint16_t third = (uint16_t)(at + 2);
	bool signs;

	if (unit_token(u, at)->length > 2 || !is_written(u, second) || unit_token(u, second)->length > 2)
		return 0;
	signs = is_date_sign(unit_token(u, second)->gap);
	if (!signs && !is_written(u, third))
		return 0; /* "3 12" alone may be anything */
	if (!part_set(&p->month_day, u->list[at].value) || !part_set(&p->month, u->list[second].value))
		return 0;
	if (!is_written(u, third))
		return 2;
	return year_set(p, u->list[third].value, unit_token(u, third)->length) ? 3 : 0;
}

/* "2026", "twenty twenty six", "duemilaventisei" behind a month. */
static bool read_year_said(const struct units *u, uint16_t *at, struct parts *p)
{
	uint16_t i = *at;
	int32_t value = units_cardinal(u, &i);

	if ((value == 19 || value == 20) && i < u->count) {
		int32_t low = units_cardinal(u, &i);

		if (low < 10 || low > 99)
			return false;
		value = value * 100 + low;
	}
	if (value < 1900 || value > 2999)
		return false;
	*at = i;
	return part_set(&p->year, value);
}

/* A day of the month, in words or written: 1..31; the tail of "3rd" is read too. -1: none. */
static int32_t read_month_day(const struct units *u, uint16_t *at)
{
	uint16_t i = *at;
	int32_t value;

	/* "twenty first", "third": the ordinal ends it. */
	value = units_cardinal(u, &i);
	if (i < u->count && u->list[i].kind == UNIT_ORDINAL && (value < 0 || (value % 10 == 0 && value > 10))) {
		value = (value < 0 ? 0 : value) + u->list[i].value;
		i++;
	} else if (i < u->count && i > *at && unit_is_ordinal_tail(u, i)) {
		i++;
	}
	if (value < 1 || value > 31)
		return -1;
	*at = i;
	return value;
}

/* "Tomorrow at ten", "martedì alle 10": that number is no day. */
static const char *const clock_leads[] = {"at", "alle", "all", "ore", NULL};

static void skip_time(const struct units *u, uint16_t *at)
{
	while (units_cardinal(u, at) >= 0)
		continue;
}

/* Moves *at behind one part of a date; false: the sentence is no date, or an unclear one. */
static bool read_part(const struct units *u, uint16_t *at, struct parts *p)
{
	const struct unit *unit = &u->list[*at];
	int32_t value;
	uint16_t used;

	switch (unit->kind) {
	case UNIT_MONTH: (*at)++; return part_set(&p->month, unit->value);
	case UNIT_WEEKDAY: (*at)++; return part_set(&p->weekday, unit->value);
	case UNIT_DAY: (*at)++; return part_set(&p->offset, unit->value + 1);
	case UNIT_WRITTEN:
		used = read_iso(u, *at, p);
		used = used > 0 ? used : read_numeric(u, *at, p);
		*at = (uint16_t)(*at + used);
		if (used > 0)
			return true;
		break;
	case UNIT_DIGIT:
	case UNIT_NUMBER:
	case UNIT_ORDINAL: break;
	default: /* other words: "on", "il", "of", "prossimo" */
		if (token_is_one(unit_token(u, (*at)++), clock_leads))
			skip_time(u, at);
		return true;
	}
	if (p->month != 0 && read_year_said(u, at, p))
		return true;
	value = read_month_day(u, at);
	return value > 0 && part_set(&p->month_day, value);
}

static int32_t weekday_of(int32_t day)
{
	return (day % 7 + 7 + 3) % 7 + 1; /* 1970-01-01 was a Thursday, the 4th day */
}

/* The nearest one on the wanted side of today; today itself is said as "today". */
static int32_t nearest_weekday(int32_t today, int32_t weekday, bool past)
{
	int32_t next = today + (weekday - weekday_of(today) + 6) % 7 + 1;

	if (!past)
		return next;
	return next - 7 < today ? next - 7 : next - 14;
}

/* The nearest day on the wanted side of today for which `step` months or years away exists. */
static int32_t nearest(int32_t today, const struct parts *p, bool past)
{
	int32_t year;
	int32_t month;
	int32_t month_day;

	date_civil(today, &year, &month, &month_day);
	/* 48 months reach the next 29 February but for 1896..1904 and 2096..2104. */
	for (int32_t step = 0; step <= 48; step++) {
		int32_t months = year * 12 + month - 1 + (past ? -step : step);
		int32_t day = date_day(months / 12, months % 12 + 1, p->month_day);

		if (day == DATE_NONE || (p->month != 0 && months % 12 + 1 != p->month))
			continue;
		if (past ? day <= today : day >= today)
			return day;
	}
	return DATE_NONE;
}

static int32_t parts_day(const struct parts *p, int32_t today, bool past)
{
	int32_t day;

	if (p->year != 0) {
		day = date_day(p->year, p->month, p->month_day);
		if (past && p->two_digit_year && today != DATE_NONE && day > today)
			day = date_day(p->year - 100, p->month, p->month_day);
		return day;
	}
	if (today == DATE_NONE)
		return DATE_NONE;
	if (p->offset != 0)
		return p->month == 0 && p->month_day == 0 ? today + p->offset - 1 : DATE_NONE;
	if (p->month_day != 0)
		return nearest(today, p, past);
	return p->weekday != 0 && p->month == 0 ? nearest_weekday(today, p->weekday, past) : DATE_NONE;
}

int32_t when_date(const struct units *u, int32_t today, bool past)
{
	struct parts p = {0};
	uint16_t at = 0;
	int32_t day;

	while (at < u->count) {
		if (!read_part(u, &at, &p))
			return DATE_NONE;
	}
	day = parts_day(&p, today, past);
	/* "Tuesday 3 March" when that is a Friday: better asked than guessed. */
	return day != DATE_NONE && p.weekday != 0 && weekday_of(day) != p.weekday ? DATE_NONE : day;
}

/* Half of the day: -1 not said, 0 before noon, 1 after. */
static int read_half(const struct units *u, uint16_t at, uint16_t *used)
{
	static const char *const before[] = {"am", "morning", "mattina", "mattino", NULL};
	static const char *const after[] = {"pm", "afternoon", "evening", "pomeriggio", "sera", NULL};
	const struct token *token = unit_token(u, at);

	*used = 1;
	if (token_is_one(token, before))
		return 0;
	if (token_is_one(token, after))
		return 1;
	/* "p.m.", "a. m." */
	if (at + 1 < u->count && token_is(unit_token(u, (uint16_t)(at + 1)), "m")) {
		*used = 2;
		if (token_is(token, "a"))
			return 0;
		if (token_is(token, "p"))
			return 1;
	}
	return -1;
}

struct clock {
	int32_t hour;   /* -1: not yet */
	int32_t minute; /* negative: before the hour */
	int half;
	bool has_minute;
	bool exact;  /* "03": written with a zero in front, meant as it stands */
	bool parted; /* another word stood behind the hour: what follows is not its minutes */
};

static bool says_one(const struct units *u, uint16_t at, const char *const *words)
{
	return at < u->count && token_is_one(unit_token(u, at), words);
}

/* Parts of an hour: "half", "a quarter", "tre quarti"; minutes, and *at behind them. -1: none. */
static int32_t read_part_of_hour(const struct units *u, uint16_t *at)
{
	static const char *const halves[] = {"half", "mezza", "mezzo", NULL};
	static const char *const quarters[] = {"quarter", "quarters", "quarto", "quarti", NULL};
	bool several = u->list[*at].kind == UNIT_DIGIT && says_one(u, (uint16_t)(*at + 1), quarters);
	int32_t minutes = several ? u->list[(*at)++].value * 15 : 15;

	if (says_one(u, *at, halves))
		minutes = 30;
	else if (!says_one(u, *at, quarters))
		return -1;
	(*at)++;
	return minutes;
}

/* Without "past" or "to" before an hour: half of which one? */
static bool says_part(const struct units *u, uint16_t at)
{
	return read_part_of_hour(u, &at) >= 0;
}

/* "Ten minutes", "a quarter": minutes, and *at behind them; -1: none. */
static int32_t read_minutes(const struct units *u, uint16_t *at)
{
	static const char *const names[] = {"minute", "minutes", "minuto", "minuti", NULL};
	int32_t minutes = read_part_of_hour(u, at);

	if (minutes < 0)
		minutes = units_cardinal(u, at);
	if (says_one(u, *at, names))
		(*at)++;
	return minutes;
}

/* "Half past", "ten to": minutes in front of their hour. False: these words are none. */
static bool read_before_hour(struct clock *k, const struct units *u, uint16_t *at)
{
	static const char *const pasts[] = {"past", "after", NULL};
	static const char *const tos[] = {"to", "before", "till", NULL};
	uint16_t i = *at;
	int32_t minutes = read_minutes(u, &i);
	bool to = says_one(u, i, tos);

	if (minutes < 0 || (!to && !says_one(u, i, pasts)))
		return false;
	/* "From 2 to 4" are two hours; people count minutes to an hour by fives. */
	k->parted = to && minutes % 5 != 0;
	k->minute = to ? -minutes : minutes;
	k->has_minute = true;
	*at = (uint16_t)(i + 1);
	return true;
}

/* "E mezza", "meno un quarto": minutes behind their hour. False: these words are none. */
static bool read_behind_hour(struct clock *k, const struct units *u, uint16_t *at)
{
	static const char *const less[] = {"meno", NULL};
	uint16_t i = *at;
	bool minus = says_one(u, i, less);
	int32_t minutes = -1;

	if (minus && ++i < u->count)
		minutes = read_minutes(u, &i);
	else if (!minus)
		minutes = read_part_of_hour(u, &i);
	if (minutes < 0)
		return false;
	k->parted = k->parted || k->has_minute;
	k->minute = minus ? -minutes : minutes;
	k->has_minute = true;
	*at = i;
	return true;
}

/* A number: the hour first, then the minutes; a third one makes it unclear, and so does one behind other words. */
static bool clock_number(struct clock *k, const struct units *u, uint16_t *at)
{
	const struct unit *unit = &u->list[*at];
	const struct token *token = unit_token(u, *at);
	int32_t value = units_cardinal(u, at);

	if (value < 0 || k->parted)
		return false;
	if (k->hour < 0 && unit->kind == UNIT_WRITTEN && token->length >= 3) {
		k->hour = value / 100; /* "1430" */
		k->minute = value % 100;
		k->exact = token->at[0] == '0';
		if (token->length != 4 || k->has_minute)
			return false;
		k->has_minute = true;
		return true;
	}
	if (k->hour < 0) {
		k->hour = value;
		k->exact = unit->kind == UNIT_WRITTEN && token->at[0] == '0';
		return true;
	}
	if (k->has_minute)
		return false;
	k->minute = value;
	k->has_minute = true;
	return unit->kind != UNIT_WRITTEN || token->length == 2;
}

/* Words that may stand between an hour and its minutes: "14h30", "ten o'clock and thirty". */
static bool is_between(const struct units *u, uint16_t at)
{
	static const char *const words[] = {
		"h", "hour", "hours", "o", "clock", "ore", "ora", "in", "point", "punto", "virgola", NULL};

	return u->list[at].kind == UNIT_JOIN || u->list[at].kind == UNIT_FILLER || says_one(u, at, words);
}

static int32_t clock_minutes(const struct clock *k)
{
	int32_t hour = k->hour;

	if (hour < 0 || hour > 24 || k->minute < -59 || k->minute > 59 || (hour == 24 && k->minute > 0))
		return -1;
	if (k->half == 1 && hour < 12)
		hour += 12;
	else if (k->half == 0 && hour == 12)
		hour = 0;
	else if (k->half < 0 && hour >= 1 && hour <= 6 && !k->exact)
		hour += 12;
	return (hour % 24 * 60 + k->minute + 1440) % 1440;
}

/* One thing of a time; false: it makes it unclear. */
static bool read_clock(struct clock *k, const struct units *u, uint16_t *at)
{
	uint16_t used;
	int half = read_half(u, *at, &used);

	if (half >= 0) {
		k->half = half;
		*at = (uint16_t)(*at + used);
		return true;
	}
	if (k->hour < 0 ? !k->has_minute && read_before_hour(k, u, at) : read_behind_hour(k, u, at))
		return !k->parted;
	switch (u->list[*at].kind) {
	case UNIT_WRITTEN:
	case UNIT_DIGIT:
	case UNIT_NUMBER: return clock_number(k, u, at);
	default:
		k->parted = k->parted || (k->hour < 0 ? says_part(u, *at) : !is_between(u, *at));
		(*at)++;
		return true;
	}
}

int32_t when_time(const struct units *u)
{
	struct clock k = {.hour = -1, .half = -1};
	uint16_t at = 0;

	while (at < u->count)
		if (!read_clock(&k, u, &at))
			return -1;
	return clock_minutes(&k);
}
