/* Which numbers this device dials because a caller keyed them: whoever calls in must not be able to make it call a
 * premium number, a satellite, the police, or one victim all day. What is not dialled stays with a person at the
 * console, who sees why. Pure. */
#ifndef FOYER_DIAL_RULES_H
#define FOYER_DIAL_RULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	DIAL_PREFIXES_BYTES_MAX = 160,
	DIAL_NUMBER_DIGITS_MIN = 6, /* shorter ones are services: police, fire, directory enquiries */
	DIAL_NUMBER_DIGITS_MAX = 15,
	DIAL_PER_NUMBER = 6, /* in a day: a promise kept at its fourth call, and half of another */
	DIAL_PER_HOUR = 30,  /* over all */
	DIAL_PER_HOUR_MAX = 100,
	DIAL_LOG_MAX = 24 * DIAL_PER_HOUR_MAX, /* a whole day of them */
	DIAL_ONE_FORM_BYTES = 16
};

struct dial_rules {
	char country[3];                        /* "it"; "": not said */
	char prefixes[DIAL_PREFIXES_BYTES_MAX]; /* blanks between them; "": every number of the country */
	uint16_t per_number;                    /* in a day; 0: DIAL_PER_NUMBER */
	uint16_t per_hour;                      /* 0: DIAL_PER_HOUR */
};

enum dial_verdict {
	DIAL_ALLOWED,
	DIAL_NO_NUMBER, /* other than digits behind a plus, too short, too long */
	DIAL_EMERGENCY,
	DIAL_PREMIUM,
	DIAL_ELSEWHERE, /* another country, or none of the prefixes */
	DIAL_OFTEN      /* that number, today */
};

bool dial_country_known(const char *code); /* two letters */

/* `number`: of number_plain(). own: the network says that it is the caller's, so its country does not matter; networks
 * can be lied to, so prefixes that are listed count for it, too. Where the country is not said, what is a premium or an
 * emergency number in any country that is known is one, and 00 and 011 both lead abroad. */
enum dial_verdict dial_judge(const struct dial_rules *rules, const char *number, bool own);
/* One form for however a number is spelt, to count and compare by: with a plus, 00 or a trunk digit, or with digits
 * behind it that networks take no notice of (from the tenth of a national number on; so ten neighbours count as one).
 */
void dial_one_form(const struct dial_rules *rules, const char *number, char out[DIAL_ONE_FORM_BYTES]);
/* For the person who sees the card: why it is not dialled, what to do. */
const char *dial_verdict_words(enum dial_verdict verdict);

/* What was dialled of late. who: stands for the number (runner_caller()); never 0. */
struct dial_log {
	struct {
		uint64_t who;
		uint64_t at_ms;
	} list[DIAL_LOG_MAX];
	uint32_t next;
};

void dial_log_add(struct dial_log *log, uint64_t who, uint64_t now_ms);
bool dial_log_often(const struct dial_log *log, const struct dial_rules *rules, uint64_t who, uint64_t now_ms);
/* 0: one more may be dialled now, beside those that are about to be; otherwise in so many milliseconds. */
uint64_t dial_log_wait_ms(
	const struct dial_log *log, const struct dial_rules *rules, unsigned about_to_be, uint64_t now_ms);

#endif
