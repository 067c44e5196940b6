/* Telephones that die, and callers who want to know the password: against the real line on loopback. */
#include "line_peer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { CALLS = 2, TYPE_PCMA = 8, HEAR_MS = 2000 };

static uint32_t answered(struct peer_line *line, struct peer *peer, const char *name)
{
	uint32_t call;

	peer_begin(peer, line, name);
	call = peer_line_expects(line, LINE_RANG);
	assert_int_equal(line->line.ops->answer(line->line.self, call), ERR_NONE);
	assert_int_equal(peer_line_expects(line, LINE_ANSWERED), call);
	return call;
}

/* Its program died, its machine stands: it says of each packet that nobody is there. */
static void a_telephone_that_died_is_noticed_at_once(void **state)
{
	uint8_t payload[CODEC_FRAME_BYTES];
	struct timespec began, now;
	struct peer_line line;
	struct peer peer;
	uint32_t call;
	uint8_t type;

	(void)state;
	peer_line_open(&line, CALLS);
	call = answered(&line, &peer, "hung_up_there");
	assert_true(peer_hears(&peer, &type, payload, HEAR_MS));
	peer_sounds(&peer, TYPE_PCMA, NULL);
	close(peer.sound);
	clock_gettime(CLOCK_MONOTONIC, &began);
	assert_int_equal(peer_line_expects(&line, LINE_ENDED), call);
	clock_gettime(CLOCK_MONOTONIC, &now);
	assert_in_range(now.tv_sec - began.tv_sec, 1, 5);
	peer.sound = -1;
	assert_int_equal(peer_end(&peer), 0);
	peer_line_close(&line);
}

/* Whoever calls may choose the challenge; with an answer to it they could guess at the password at leisure. */
static void who_calls_learns_nothing_of_the_password(void **state)
{
	struct line_sip_account account = {.user = "desk", .password = "s#cret", .expires_s = 60};
	struct peer_line line;
	struct peer peer;
	uint32_t call;

	(void)state;
	snprintf(account.registrar, sizeof(account.registrar), "sip:127.0.0.2:%u", peer_free_port());
	peer_line_open_at(&line, &account);
	call = answered(&line, &peer, "asks_who_hangs_up");
	line.line.ops->end(line.line.self, call, 0, 0);
	assert_int_equal(peer_line_expects(&line, LINE_ENDED), call);
	assert_int_equal(peer_end(&peer), 0);
	peer_line_close(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_telephone_that_died_is_noticed_at_once),
		cmocka_unit_test(who_calls_learns_nothing_of_the_password),
	};

	return cmocka_run_group_tests_name("line_strangers", tests, NULL, NULL);
}
