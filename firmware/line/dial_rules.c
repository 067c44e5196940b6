/* Which numbers are dialled. */
#include "line/dial_rules.h"

#include <stdio.h>
#include <string.h>

enum { PREFIXES_MAX = 24, NUMBER_BYTES = 40, HOUR_MS = 3600000, DAY_MS = 24 * HOUR_MS };

struct dial_country {
	char code[3];
	const char *calling; /* behind the plus */
	const char *abroad;  /* what stands for the plus */
	const char *trunk;   /* in front of a national number where the plus is not */
	const char *premium[PREFIXES_MAX];
};

/* Shared cost, premium, personal and network services of national numbering plans; for North America also the islands
 * that one dials as if they were next door. */
static const struct dial_country countries[] = {
	{"at", "43", "00", "0", {"090", "093", "0810", "0820", "0821", "0828", "118"}},
	{"ch", "41", "00", "0", {"090", "084", "018", "0878"}},
	{"de", "49", "00", "0", {"0900", "0190", "0137", "0138", "0180", "0700", "0118", "118", "032"}},
	{"es", "34", "00", "", {"803", "806", "807", "905", "901", "902", "118"}},
	{"fr", "33", "00", "0", {"081", "082", "089", "0836", "118"}},
	{"gb", "44", "00", "0", {"09", "0843", "0844", "0845", "087", "070", "076", "118"}},
	{"it", "39", "00", "", {"1", "4", "7", "84", "88", "89"}},
	{"us", "1", "011", "",
		{"900", "976", "500", "700", "242", "246", "264", "268", "284", "345", "441", "473", "649", "658",
			"664", "721", "758", "767", "784", "809", "829", "849", "868", "876"}},
};

/* The world's own: premium, satellites, networks at sea and in the air. */
static const char *const world_premium[] = {"+979", "+878", "+87", "+881", "+882", "+883", "+888", "+808"};
/* No number of a person begins so; some telephone systems dial as soon as these have come, whatever follows. */
static const char *const emergency[] = {
	"112", "110", "111", "113", "114", "115", "117", "118", "119", "911", "999", "000"};

enum { COUNTRIES = sizeof(countries) / sizeof(countries[0]) };

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

/* With a plus if it leads abroad, or says its own country. */
static void with_plus(const char *number, const struct dial_country *home, char out[NUMBER_BYTES])
{
	const char *abroad = home ? home->abroad : "00";
	size_t skip = begins(number, abroad) ? strlen(abroad) : 0;

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
			snprintf(out, NUMBER_BYTES, "%s%s", countries[i].trunk,
				number + 1 + strlen(countries[i].calling));
			return &countries[i];
		}
	snprintf(out, NUMBER_BYTES, "%s", number);
	return NULL;
}

static bool is_premium_in(const struct dial_country *country, const char *number)
{
	/* "1 900 ..." is dialled within North America, too. */
	const char *inner = strcmp(country->code, "us") == 0 && number[0] == '1' ? number + 1 : number;

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

static bool is_emergency(const char *national)
{
	for (size_t i = 0; i < sizeof(emergency) / sizeof(emergency[0]); i++)
		if (begins(national, emergency[i]))
			return true;
	return false;
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
	if (is_emergency(national) || is_emergency(plus))
		return DIAL_EMERGENCY;
	if (is_premium(plus, national, country))
		return DIAL_PREMIUM;
	if (rules->prefixes[0])
		return is_listed(rules->prefixes, plus, inland ? national : plus) ? DIAL_ALLOWED : DIAL_ELSEWHERE;
	return inland || own ? DIAL_ALLOWED : DIAL_ELSEWHERE;
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
