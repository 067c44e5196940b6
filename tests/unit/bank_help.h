/* The demonstration bank, for a program all of whose tests read it: cmocka_run_group_tests(tests, open_bank,
 * close_bank).
 */
#ifndef FOYER_TESTS_UNIT_BANK_HELP_H
#define FOYER_TESTS_UNIT_BANK_HELP_H

#include "site_help.h"

static const struct content *bank;

static inline int open_bank(void **state)
{
	(void)state;
	bank = site_open(SITE_BANK);
	return 0;
}

static inline int close_bank(void **state)
{
	(void)state;
	site_close(bank);
	return 0;
}

#endif
