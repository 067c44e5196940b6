/* What other telephones say of their sound, made fit for a strict reader. */
#include "line/sdp_clean.h"

#include "base/rng.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TEXT_BYTES_MAX = 512, ROUNDS = 20000 };

static void becomes(const char *before, const char *after)
{
	char text[TEXT_BYTES_MAX];
	size_t bytes = strlen(before);

	memcpy(text, before, bytes);
	bytes = sdp_clean(text, bytes);
	text[bytes] = '\0';
	assert_string_equal(text, after);
}

static void a_good_description_stays_as_it_is(void **state)
{
	static const char good[] =
		"v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\nm=audio 4000 RTP/AVP 8 9 101\r\n"
		"a=rtpmap:8 PCMA/8000\r\na=rtpmap:9 G722/8000/1\r\na=rtpmap:101 telephone-event/8000\r\n"
		"a=fmtp:101 0-15\r\na=sendrecv\r\na=x-something:\tbeyond us\r\n";

	(void)state;
	becomes(good, good);
	becomes("", "");
	becomes("a=sendonly", "a=sendonly"); /* without an end of line */
	becomes("a=sendonly\n", "a=sendonly\n");
}

static void a_broken_attribute_goes_alone(void **state)
{
	static const char *const broken[] = {"a=rtpmap:97", "a=rtpmap:98 nonsense", "a=rtpmap:x PCMA/8000",
		"a=rtpmap:200 PCMA/8000", "a=rtpmap:8 PCMA/0", "a=rtpmap:8 PCMA/8000/0", "a=rtpmap:8 PCMA/8000 more",
		"a=rtpmap:8  PCMA/8000", "a=rtpmap:8 /8000", "a=rtpmap:8 PCMA/99999999", "a=bad\001thing", "a"};

	(void)state;
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++) {
		char before[TEXT_BYTES_MAX] = "s=-\r\n";

		strcat(before, broken[i]);
		strcat(before, "\r\na=sendrecv\r\n");
		becomes(before, "s=-\r\na=sendrecv\r\n");
	}
}

static void empty_lines_go(void **state)
{
	(void)state;
	becomes("v=0\r\n\r\n\ns=-\r\n", "v=0\r\ns=-\r\n");
}

/* Whatever comes: nothing is read or written beyond it, it grows nowhere, and cleaning again changes nothing. */
static void anything_is_survived(void **state)
{
	static const char alphabet[] = "a=rtpmap: 0123456789/PCMA\r\n\t\001mv";
	struct rng dice = {.state = 5};

	(void)state;
	for (unsigned i = 0; i < ROUNDS; i++) {
		size_t bytes = rng_next(&dice) % 120;
		char *text = malloc(bytes + 1); /* its own, so that a tool sees a step beyond it */
		size_t kept;

		assert_non_null(text);
		for (size_t j = 0; j < bytes; j++)
			text[j] = alphabet[rng_next(&dice) % (sizeof(alphabet) - 1)];
		kept = sdp_clean(text, bytes);
		assert_true(kept <= bytes);
		assert_int_equal(sdp_clean(text, kept), kept);
		free(text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_good_description_stays_as_it_is),
		cmocka_unit_test(a_broken_attribute_goes_alone),
		cmocka_unit_test(empty_lines_go),
		cmocka_unit_test(anything_is_survived),
	};

	return cmocka_run_group_tests_name("sdp_clean", tests, NULL, NULL);
}
