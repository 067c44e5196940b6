/* Which numbers are dialled because a caller keyed them. */
#include "line/dial_rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { HOUR_MS = 3600000, WHO = 77 };

struct row {
	const char *country;
	const char *prefixes;
	const char *number;
	enum dial_verdict verdict; /* a stranger's */
	enum dial_verdict own;     /* the network says it is the caller's */
};

static const struct row rows[] = {
	/* national */
	{"it", "", "3331234567", DIAL_ALLOWED, DIAL_ALLOWED},
	{"it", "", "0541555010", DIAL_ALLOWED, DIAL_ALLOWED},
	{"it", "", "0112345678", DIAL_ALLOWED, DIAL_ALLOWED}, /* Turin, not abroad */
	{"it", "", "0901234567", DIAL_ALLOWED, DIAL_ALLOWED}, /* Messina, not a premium number of elsewhere */
	{"it", "", "+393331234567", DIAL_ALLOWED, DIAL_ALLOWED},
	{"it", "", "00393331234567", DIAL_ALLOWED, DIAL_ALLOWED},
	{"us", "", "2125550123", DIAL_ALLOWED, DIAL_ALLOWED},
	{"gb", "", "+442079460000", DIAL_ALLOWED, DIAL_ALLOWED},
	/* premium, however it is written, and whoever's it is */
	{"it", "", "8991234567", DIAL_PREMIUM, DIAL_PREMIUM},
	{"it", "", "+39899123456", DIAL_PREMIUM, DIAL_PREMIUM},
	{"it", "", "0039899123456", DIAL_PREMIUM, DIAL_PREMIUM},
	{"it", "", "199123456", DIAL_PREMIUM, DIAL_PREMIUM},
	{"it", "8", "899123456", DIAL_PREMIUM, DIAL_PREMIUM},
	{"it", "+", "+449098790000", DIAL_PREMIUM, DIAL_PREMIUM},
	{"gb", "", "09098790000", DIAL_PREMIUM, DIAL_PREMIUM},
	{"gb", "", "+449098790000", DIAL_PREMIUM, DIAL_PREMIUM},
	{"us", "", "19005550123", DIAL_PREMIUM, DIAL_PREMIUM},
	{"us", "", "18765550123", DIAL_PREMIUM, DIAL_PREMIUM},
	{"us", "", "+18765550123", DIAL_PREMIUM, DIAL_PREMIUM},
	{"it", "+", "+979123456789", DIAL_PREMIUM, DIAL_PREMIUM},
	{"it", "00", "00881612345678", DIAL_PREMIUM, DIAL_PREMIUM},
	{"us", "", "8695550123", DIAL_PREMIUM, DIAL_PREMIUM},
	{"us", "", "12129765555", DIAL_PREMIUM, DIAL_PREMIUM},
	{"us", "", "2129765555", DIAL_PREMIUM, DIAL_PREMIUM},
	{"gb", "", "004409098790000", DIAL_PREMIUM, DIAL_PREMIUM}, /* with the trunk's digit, too */
	{"de", "", "004909001234567", DIAL_PREMIUM, DIAL_PREMIUM},
	/* abroad */
	{"it", "", "+37122345678", DIAL_ELSEWHERE, DIAL_ALLOWED},
	{"it", "", "0037122345678", DIAL_ELSEWHERE, DIAL_ALLOWED},
	{"us", "", "01137122345678", DIAL_ELSEWHERE, DIAL_ALLOWED},
	{"it", "+41 0 3", "+41442345678", DIAL_ALLOWED, DIAL_ALLOWED},
	{"it", "+41 0 3", "0041442345678", DIAL_ALLOWED, DIAL_ALLOWED},
	{"it", "+41 0 3", "+37122345678", DIAL_ELSEWHERE, DIAL_ELSEWHERE},
	{"it", "0541", "3331234567", DIAL_ELSEWHERE, DIAL_ELSEWHERE},
	{"it", "333", "+393331234567", DIAL_ALLOWED, DIAL_ALLOWED},
	/* never */
	{"it", "", "112", DIAL_NO_NUMBER, DIAL_NO_NUMBER},
	{"us", "", "911", DIAL_NO_NUMBER, DIAL_NO_NUMBER},
	{"it", "1", "112000000", DIAL_EMERGENCY, DIAL_EMERGENCY},
	{"it", "1", "+39112000000", DIAL_EMERGENCY, DIAL_EMERGENCY},
	{"us", "", "9110000000", DIAL_EMERGENCY, DIAL_EMERGENCY},
	{"es", "", "911234567", DIAL_ALLOWED, DIAL_ALLOWED}, /* Madrid */
	{"es", "", "+34911234567", DIAL_ALLOWED, DIAL_ALLOWED},
	{"es", "", "112345678", DIAL_EMERGENCY, DIAL_EMERGENCY},
	{"fr", "", "0112345678", DIAL_ALLOWED, DIAL_ALLOWED}, /* Paris */
	/* digits too many or too few */
	{"es", "", "9112345678", DIAL_NO_NUMBER, DIAL_NO_NUMBER},
	{"us", "", "21255501234", DIAL_NO_NUMBER, DIAL_NO_NUMBER},
	{"us", "", "2125550", DIAL_NO_NUMBER, DIAL_NO_NUMBER},
	{"it", "", "054155501012", DIAL_NO_NUMBER, DIAL_NO_NUMBER},
	{"", "", "999000000", DIAL_EMERGENCY, DIAL_EMERGENCY},
	{"it", "*", "*21*333123456#", DIAL_NO_NUMBER, DIAL_NO_NUMBER},
	{"it", "", "anna@example.org", DIAL_NO_NUMBER, DIAL_NO_NUMBER},
	{"it", "", "", DIAL_NO_NUMBER, DIAL_NO_NUMBER},
	{"it", "", "3331234567890123", DIAL_NO_NUMBER, DIAL_NO_NUMBER},
	/* nobody said which country this is */
	{"", "", "3331234567", DIAL_ALLOWED, DIAL_ALLOWED},
	{"", "", "+393331234567", DIAL_ELSEWHERE, DIAL_ALLOWED},
	{"", "", "+39899123456", DIAL_PREMIUM, DIAL_PREMIUM},
	{"", "", "8991234567", DIAL_PREMIUM, DIAL_PREMIUM},
	{"", "", "09001234567", DIAL_PREMIUM, DIAL_PREMIUM},
	{"", "", "9005550123", DIAL_PREMIUM, DIAL_PREMIUM},
	{"", "", "01137122345678", DIAL_ELSEWHERE, DIAL_ALLOWED},
	{"", "", "011447911123456", DIAL_ELSEWHERE, DIAL_ALLOWED},
};

static void each_number_is_judged(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct dial_rules rules = {0};

		strcpy(rules.country, rows[i].country);
		strcpy(rules.prefixes, rows[i].prefixes);
		if (dial_judge(&rules, rows[i].number, false) != rows[i].verdict ||
			dial_judge(&rules, rows[i].number, true) != rows[i].own)
			fail_msg("\"%s\" \"%s\" %s: %d %d", rows[i].country, rows[i].prefixes, rows[i].number,
				(int)dial_judge(&rules, rows[i].number, false),
				(int)dial_judge(&rules, rows[i].number, true));
	}
}

static const struct form {
	const char *country;
	const char *number;
	const char *form;
} forms[] = {
	{"it", "0541555010", "39054155501"},
	{"it", "00390541555010", "39054155501"},
	{"it", "+390541555010", "39054155501"},
	{"it", "05415550109", "39054155501"}, /* a digit that the network leaves out */
	{"gb", "02079460000", "44207946000"},
	{"gb", "+4402079460000", "44207946000"},
	{"gb", "00442079460000", "44207946000"},
	{"us", "2125550123", "12125550123"},
	{"us", "12125550123", "12125550123"},
	{"us", "+12125550123", "12125550123"},
	{"", "3331234567", "333123456"},
};

static void a_number_is_one_however_it_is_spelt(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		struct dial_rules rules = {0};
		char form[DIAL_ONE_FORM_BYTES];

		strcpy(rules.country, forms[i].country);
		dial_one_form(&rules, forms[i].number, form);
		assert_string_equal(form, forms[i].form);
	}
}

static void whatever_is_not_dialled_says_why(void **state)
{
	(void)state;
	for (int verdict = DIAL_NO_NUMBER; verdict <= DIAL_OFTEN; verdict++)
		assert_true(strlen(dial_verdict_words((enum dial_verdict)verdict)) > 10);
	assert_string_equal(dial_verdict_words(DIAL_ALLOWED), "");
}

static void one_number_is_dialled_so_often_a_day(void **state)
{
	struct dial_log log = {0};
	const struct dial_rules rules = {.per_number = 2};

	(void)state;
	dial_log_add(&log, WHO, 1000);
	dial_log_add(&log, WHO + 1, 1000);
	assert_false(dial_log_often(&log, &rules, WHO, 2000));
	dial_log_add(&log, WHO, 2000);
	assert_true(dial_log_often(&log, &rules, WHO, 3000));
	assert_false(dial_log_often(&log, &rules, WHO + 1, 3000));
	assert_false(dial_log_often(&log, &rules, WHO, 1000 + 24ULL * HOUR_MS));
}

static void so_many_are_dialled_an_hour(void **state)
{
	struct dial_log log = {0};
	const struct dial_rules rules = {.per_hour = 3};

	(void)state;
	for (uint64_t i = 0; i < 3; i++) {
		assert_int_equal(dial_log_wait_ms(&log, &rules, 0, 5000), 0);
		dial_log_add(&log, WHO + i, 1000 * i + 1);
	}
	assert_int_equal(dial_log_wait_ms(&log, &rules, 0, 5001), HOUR_MS - 5000);
	assert_int_equal(dial_log_wait_ms(&log, &rules, 0, HOUR_MS + 1), 0);
	assert_true(dial_log_wait_ms(&log, &rules, 1, HOUR_MS + 1) > 0); /* it is about to be dialled */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_number_is_judged),
		cmocka_unit_test(a_number_is_one_however_it_is_spelt),
		cmocka_unit_test(whatever_is_not_dialled_says_why),
		cmocka_unit_test(one_number_is_dialled_so_often_a_day),
		cmocka_unit_test(so_many_are_dialled_an_hour),
	};

	return cmocka_run_group_tests_name("dial_rules", tests, NULL, NULL);
}
