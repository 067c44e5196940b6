/* Which numbers are dialled. */
#include "line/dial_rules.h"

#include <stdio.h>
#include <string.h>

enum { PREFIXES_MAX = 26, EMERGENCY_MAX = 10, NUMBER_BYTES = 40, HOUR_MS = 3600000, DAY_MS = 24 * HOUR_MS };

/* Lengths: of a national number without its trunk digit (E.164). */
struct dial_country {
	char code[3];
	const char *calling; /* behind the plus */
	const char *abroad;  /* what stands for the plus */
	const char *trunk;   /* in front of a national number where the plus is not */
	uint8_t digits_min;
	uint8_t digits_max;
	const char *emergency[EMERGENCY_MAX];
	const char *premium[PREFIXES_MAX];
};

/* Emergency: some telephone systems dial as soon as these have come, whatever follows, and no number of a person begins
 * so there. Premium: shared cost, premium, personal and network services of national numbering plans; for North America
 * also the islands that one dials as if they were next door. */
static const struct dial_country countries[] = {
	{"at", "43", "00", "0", 4, 13, {"112", "122", "133", "140", "141", "142", "144", "147"},
		{"090", "093", "0810", "0820", "0821", "0828", "118"}},
	{"ch", "41", "00", "0", 9, 9, {"112", "117", "118", "143", "144", "145", "147", "1414"},
		{"090", "084", "018", "0878"}},
	{"de", "49", "00", "0", 5, 12, {"110", "112", "115", "116"},
		{"0900", "0190", "0137", "0138", "0180", "0700", "0118", "118", "032"}},
	{"es", "34", "00", "", 9, 9, {"112", "061", "062", "080", "085", "088", "091", "092"},
		{"803", "806", "807", "905", "901", "902", "118"}},
	{"fr", "33", "00", "0", 9, 9, {"15", "17", "18", "112", "114", "115", "116", "119", "19"},
		{"081", "082", "089", "0836", "118"}},
	{"gb", "44", "00", "0", 9, 10, {"999", "112", "101", "105", "111", "116"},
		{"09", "0843", "0844", "0845", "087", "070", "076", "118"}},
	{"it", "39", "00", "", 6, 11, {"112", "113", "114", "115", "116", "117", "118", "15"},
		{"1", "4", "7", "84", "88", "89"}},
	{"us", "1", "011", "", 10, 10, {"911", "112", "988"},
		{"900", "976", "500", "700", "242", "246", "264", "268", "284", "345", "441", "473", "649", "658",
			"664", "721", "758", "767", "784", "809", "829", "849", "868", "869", "876"}},
};

/* The world's own: premium, satellites, networks at sea and in the air. */
static const char *const world_premium[] = {"+979", "+878", "+87", "+881", "+882", "+883", "+888", "+808"};

enum { COUNTRIES = sizeof(countries) / sizeof(countries[0]), COUNTED_DIGITS = 9 };

static bool begins(const char *text, const char *prefix)
{
	return strncmp(text, prefix, strlen(prefix)) == 0;
}

static const struct dial_country *country_of(const char *code)
{
	for (size_t i = 0; i < COUNTRIES; i++)
		if (strcmp(countries[i].code, code) == 0)
			return &countries[i];
	return NULL;
}

bool dial_country_known(const char *code)
{
	return country_of(code) != NULL;
}

/* --- one number --- */

static bool is_number(const char *number)
{
	const char *digits = number + (*number == '+');
	size_t count = strlen(digits);

	return count >= DIAL_NUMBER_DIGITS_MIN && count <= DIAL_NUMBER_DIGITS_MAX &&
	       strspn(digits, "0123456789") == count;
}

/* How many of its digits lead abroad. */
static size_t leads_abroad(const char *number, const struct dial_country *home)
{
	if (home)
		return begins(number, home->abroad) ? strlen(home->abroad) : 0;
	return begins(number, "00") ? 2 : begins(number, "011") ? 3 : 0;
}

/* With a plus if it leads abroad, or says its own country. */
static void with_plus(const char *number, const struct dial_country *home, char out[NUMBER_BYTES])
{
	size_t skip = leads_abroad(number, home);

	snprintf(out, NUMBER_BYTES, "%s%s", skip ? "+" : "", number + skip);
}

/* As it is dialled in its own country, whichever that is; NULL: of a country that is not known. */
static const struct dial_country *at_home(const char *number, const struct dial_country *home, char out[NUMBER_BYTES])
{
	if (number[0] != '+') {
		snprintf(out, NUMBER_BYTES, "%s", number);
		return home;
	}
	for (size_t i = 0; i < COUNTRIES; i++)
		if (begins(number + 1, countries[i].calling)) {
			const char *rest = number + 1 + strlen(countries[i].calling);

			/* "+44 (0) 20 ...": some networks leave it out. */
			if (countries[i].trunk[0] && begins(rest, countries[i].trunk))
				rest += strlen(countries[i].trunk);
			snprintf(out, NUMBER_BYTES, "%s%s", countries[i].trunk, rest);
			return &countries[i];
		}
	snprintf(out, NUMBER_BYTES, "%s", number);
	return NULL;
}

static bool is_north_american(const struct dial_country *country)
{
	return strcmp(country->code, "us") == 0;
}

/* Without what may stand in front of it at home: "1 900 ..." is dialled within North America, too. */
static const char *inner_of(const struct dial_country *country, const char *national)
{
	const char *before = is_north_american(country) ? country->calling : country->trunk;

	return begins(national, before) ? national + strlen(before) : national;
}

static bool is_premium_in(const struct dial_country *country, const char *number)
{
	const char *inner = is_north_american(country) ? inner_of(country, number) : number;

	if (is_north_american(country) && strlen(inner) > 6 && begins(inner + 3, "976"))
		return true; /* in every area */
	for (size_t i = 0; i < PREFIXES_MAX && country->premium[i]; i++)
		if (begins(inner, country->premium[i]))
			return true;
	return false;
}

static bool is_premium(const char *plus, const char *national, const struct dial_country *country)
{
	for (size_t i = 0; i < sizeof(world_premium) / sizeof(world_premium[0]); i++)
		if (begins(plus, world_premium[i]))
			return true;
	if (country)
		return is_premium_in(country, national);
	for (size_t i = 0; i < COUNTRIES && plus[0] != '+'; i++)
		if (is_premium_in(&countries[i], national))
			return true;
	return false;
}

static bool is_emergency_in(const struct dial_country *country, const char *national)
{
	for (size_t i = 0; i < EMERGENCY_MAX && country->emergency[i]; i++)
		if (begins(national, country->emergency[i]))
			return true;
	return false;
}

static bool is_emergency(const char *national, const struct dial_country *country)
{
	if (country)
		return is_emergency_in(country, national);
	for (size_t i = 0; i < COUNTRIES; i++)
		if (is_emergency_in(&countries[i], national))
			return true;
	return false;
}

/* Neither too short nor too long for one there: digits too many would make another one of a number that was counted. */
static bool is_whole(const char *national, const struct dial_country *country)
{
	size_t digits = country ? strlen(inner_of(country, national)) : 0;

	return !country || (digits >= country->digits_min && digits <= country->digits_max);
}

static bool is_listed(const char *prefixes, const char *plus, const char *national)
{
	for (const char *at = prefixes + strspn(prefixes, " "); *at; at += strspn(at, " ")) {
		size_t bytes = strcspn(at, " ");

		if (strncmp(plus, at, bytes) == 0 || strncmp(national, at, bytes) == 0)
			return true;
		at += bytes;
	}
	return false;
}

enum dial_verdict dial_judge(const struct dial_rules *rules, const char *number, bool own)
{
	const struct dial_country *home = country_of(rules->country);
	const struct dial_country *country;
	char national[NUMBER_BYTES];
	char plus[NUMBER_BYTES];
	bool inland;

	if (!is_number(number))
		return DIAL_NO_NUMBER;
	with_plus(number, home, plus);
	country = at_home(plus, home, national);
	inland = plus[0] != '+' || (home && country == home);
	if (is_emergency(national, country))
		return DIAL_EMERGENCY;
	if (is_premium(plus, national, country))
		return DIAL_PREMIUM;
	if (!is_whole(national, country))
		return DIAL_NO_NUMBER;
	if (rules->prefixes[0])
		return is_listed(rules->prefixes, plus, inland ? national : plus) ? DIAL_ALLOWED : DIAL_ELSEWHERE;
	return inland || own ? DIAL_ALLOWED : DIAL_ELSEWHERE;
}

void dial_one_form(const struct dial_rules *rules, const char *number, char out[DIAL_ONE_FORM_BYTES])
{
	const struct dial_country *home = country_of(rules->country);
	const struct dial_country *country;
	char national[NUMBER_BYTES];
	char plus[NUMBER_BYTES];

	with_plus(number, home, plus);
	country = at_home(plus, home, national);
	snprintf(out, DIAL_ONE_FORM_BYTES, "%s%.*s", country ? country->calling : "",
		country && country->digits_min == country->digits_max ? country->digits_max : COUNTED_DIGITS,
		country ? inner_of(country, national) : plus);
	explicit_bzero(national, sizeof(national));
	explicit_bzero(plus, sizeof(plus));
}

const char *dial_verdict_words(enum dial_verdict verdict)
{
	switch (verdict) {
	case DIAL_ALLOWED: break;
	case DIAL_NO_NUMBER: return "it is no whole number: check it";
	case DIAL_EMERGENCY: return "emergency numbers never are: check it";
	case DIAL_PREMIUM: return "premium numbers never are: check it, call yourself";
	case DIAL_ELSEWHERE: return "line.conf does not allow numbers from there: call yourself";
	case DIAL_OFTEN: return "it was dialled too often today: call yourself";
	}
	return "";
}

/* --- how often --- */

static bool is_within(uint64_t at_ms, uint64_t now_ms, uint64_t window_ms)
{
	return now_ms < at_ms + window_ms;
}

void dial_log_add(struct dial_log *log, uint64_t who, uint64_t now_ms)
{
	log->list[log->next % DIAL_LOG_MAX].who = who;
	log->list[log->next % DIAL_LOG_MAX].at_ms = now_ms;
	log->next++;
}

bool dial_log_often(const struct dial_log *log, const struct dial_rules *rules, uint64_t who, uint64_t now_ms)
{
	unsigned count = 0;

	for (uint32_t i = 0; i < DIAL_LOG_MAX; i++)
		count += log->list[i].who == who && is_within(log->list[i].at_ms, now_ms, DAY_MS);
	return count >= (rules->per_number ? rules->per_number : DIAL_PER_NUMBER);
}

uint64_t dial_log_wait_ms(
	const struct dial_log *log, const struct dial_rules *rules, unsigned about_to_be, uint64_t now_ms)
{
	uint64_t oldest_ms = now_ms;
	unsigned count = about_to_be;

	for (uint32_t i = 0; i < DIAL_LOG_MAX; i++) {
		if (!log->list[i].who || !is_within(log->list[i].at_ms, now_ms, HOUR_MS))
			continue;
		count++;
		if (log->list[i].at_ms < oldest_ms)
			oldest_ms = log->list[i].at_ms;
	}
	return count < (rules->per_hour ? rules->per_hour : DIAL_PER_HOUR) ? 0 : oldest_ms + HOUR_MS - now_ms;
}
