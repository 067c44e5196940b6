#include "library.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

struct table {
	double (*cosine)(double x);
	double (*power)(double x, double y);
};

static struct table table;
static unsigned begun;

static bool begin(void)
{
	return ++begun > 1; /* it cannot start the first time */
}

static const struct library_name good[] = {
	{"cos", offsetof(struct table, cosine)}, {"pow", offsetof(struct table, power)}};
static const struct library_name bad[] = {{"cos", offsetof(struct table, cosine)}, {"no_such_function", 0}};

static void its_functions_are_in_the_table(void **state)
{
	static struct library library = {
		.file = "libm.so.6", .package = "libc6", .names = good, .names_count = 2, .table = &table};

	(void)state;
	assert_int_equal(library_load(&library), ERR_NONE);
	assert_true(table.cosine(0) > 0.999 && table.power(2, 10) > 1023.9);
	assert_int_equal(library_load(&library), ERR_NONE);
}

static void one_that_could_not_start_is_tried_again_and_then_stays(void **state)
{
	static struct library library = {.file = "libm.so.6",
		.package = "libc6",
		.names = good,
		.names_count = 2,
		.table = &table,
		.begin = begin};

	(void)state;
	begun = 0;
	assert_int_equal(library_load(&library), ERR_NO_SPACE);
	assert_int_equal(library_load(&library), ERR_NONE);
	assert_int_equal(library_load(&library), ERR_NONE);
	assert_int_equal(begun, 2);
}

static void what_is_missing_or_too_old_is_absent(void **state)
{
	static struct library missing = {
		.file = "libno-such.so.1", .package = "no-such", .names = good, .names_count = 2, .table = &table};
	static struct library old = {
		.file = "libm.so.6", .package = "libc6", .names = bad, .names_count = 2, .table = &table};

	(void)state;
	assert_int_equal(library_load(&missing), ERR_ABSENT);
	assert_int_equal(library_load(&old), ERR_ABSENT);
	assert_false(old.loaded);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(its_functions_are_in_the_table),
		cmocka_unit_test(one_that_could_not_start_is_tried_again_and_then_stays),
		cmocka_unit_test(what_is_missing_or_too_old_is_absent),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
