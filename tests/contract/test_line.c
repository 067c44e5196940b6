/* The line over SIP with real telephones on loopback: sipp speaks for them, what they hear and send is RTP. */
#include "line_peer.h"

#include "../bench/hangup_score.h"
#include "line/prompt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

enum { CALLS = 4, TYPE_PCMA = 8, TYPE_G722 = 9, TYPE_EVENTS = 101, HEAR_MS = 500, MARK = 7, FRAMES = 500 };

static struct peer_line line;

static int open_line(void **state)
{
	(void)state;
	peer_line_open(&line, CALLS);
	return 0;
}

static int close_line(void **state)
{
	struct line_event event;

	(void)state;
	while (peer_line_next(&line, &event, 0))
		assert_int_not_equal(event.what, LINE_RANG);
	peer_line_close(&line);
	return 0;
}

/* A prompt whose frames count up, so that each can be told from the others. */
static struct line_prompt *counting(enum codec codec, size_t frames_count)
{
	struct line_prompt *prompt = prompt_new(codec);
	uint8_t *frames = malloc(frames_count * CODEC_FRAME_BYTES);

	assert_non_null(prompt);
	assert_non_null(frames);
	for (size_t i = 0; i < frames_count; i++)
		memset(frames + i * CODEC_FRAME_BYTES, (int)(i % 200) + 1, CODEC_FRAME_BYTES);
	prompt_finish(prompt, frames, frames_count);
	return prompt;
}

static void play(uint32_t call, enum codec codec, size_t frames_count, bool firm)
{
	struct line_prompt *prompt = counting(codec, frames_count);

	assert_int_equal(line.line.ops->play(line.line.self, call, prompt, MARK, firm), ERR_NONE);
	prompt_drop(prompt);
}

/* It rings, is answered, and stands. */
static uint32_t answered(struct peer *peer, const char *name)
{
	uint32_t call;

	peer_begin(peer, &line, name);
	call = peer_line_expects(&line, LINE_RANG);
	assert_int_equal(line.line.ops->answer(line.line.self, call), ERR_NONE);
	assert_int_equal(peer_line_expects(&line, LINE_ANSWERED), call);
	return call;
}

static void hang_up(struct peer *peer, uint32_t call)
{
	line.line.ops->end(line.line.self, call, 0, 0);
	assert_int_equal(peer_line_expects(&line, LINE_ENDED), call);
	assert_int_equal(peer_end(peer), 0);
}

/* The next frame of a prompt, whatever silence comes before; its number. */
static unsigned hears_frame(struct peer *peer, uint8_t silence)
{
	uint8_t payload[CODEC_FRAME_BYTES];
	uint8_t type;

	for (unsigned i = 0; i < 50; i++) {
		assert_true(peer_hears(peer, &type, payload, HEAR_MS));
		if (payload[0] != silence)
			return payload[0] - 1U;
	}
	fail_msg("only silence was heard");
	return 0;
}

/* --- calls --- */

static void who_calls_is_named_and_hears_every_frame_in_order(void **state)
{
	struct peer peer;
	struct line_event event;
	uint32_t call;

	(void)state;
	peer_begin(&peer, &line, "hung_up_there");
	assert_true(peer_line_next(&line, &event, 10000));
	assert_int_equal(event.what, LINE_RANG);
	assert_string_equal(event.number, "3997000058");
	assert_string_equal(event.name, "Anna");
	call = event.call;
	assert_int_equal(line.line.ops->answer(line.line.self, call), ERR_NONE);
	assert_true(peer_line_next(&line, &event, 10000));
	assert_int_equal(event.what, LINE_ANSWERED);
	assert_int_equal(event.codec, CODEC_PCMA);
	play(call, CODEC_PCMA, 50, false);
	for (unsigned i = 0; i < 50; i++)
		assert_int_equal(hears_frame(&peer, 0xd5), i);
	assert_true(peer_line_next(&line, &event, 10000));
	assert_int_equal(event.what, LINE_PLAYED);
	assert_int_equal(event.mark, MARK);
	hang_up(&peer, call);
}

/* An ordinary end, and how the scenario went. */
static void ends(struct peer *peer, uint32_t call)
{
	struct line_event event;

	assert_true(peer_line_next(&line, &event, 10000));
	assert_int_equal(event.what, LINE_ENDED);
	assert_int_equal(event.call, call);
	assert_int_equal(event.why, 0);
	assert_int_equal(peer_end(peer), 0);
}

static void who_hangs_up_is_gone(void **state)
{
	struct peer peer;

	(void)state;
	ends(&peer, answered(&peer, "hung_up_here"));
}

static void who_gives_up_while_it_rings_is_gone(void **state)
{
	struct peer peer;
	uint32_t call;

	(void)state;
	peer_begin(&peer, &line, "cancelled");
	call = peer_line_expects(&line, LINE_RANG);
	assert_int_equal(peer_line_expects(&line, LINE_ENDED), call);
	assert_int_equal(peer_end(&peer), 0);
}

static void who_is_refused_is_told_when_to_try_again(void **state)
{
	struct peer peer;
	uint32_t call;

	(void)state;
	peer_begin(&peer, &line, "refused");
	call = peer_line_expects(&line, LINE_RANG);
	line.line.ops->end(line.line.self, call, 486, 30);
	assert_int_equal(peer_line_expects(&line, LINE_ENDED), call);
	assert_int_equal(peer_end(&peer), 0);
}

static void the_device_may_make_the_offer(void **state)
{
	struct peer peer;
	uint32_t call;

	(void)state;
	call = answered(&peer, "late_offer");
	play(call, CODEC_PCMA, 20, false);
	assert_int_equal(hears_frame(&peer, 0xd5), 0);
	hang_up(&peer, call);
}

static void a_broken_line_does_not_cost_the_call(void **state)
{
	struct peer peer;
	uint32_t call;

	(void)state;
	call = answered(&peer, "bad_rtpmap");
	play(call, CODEC_PCMA, 20, false);
	assert_int_equal(hears_frame(&peer, 0xd5), 0);
	hang_up(&peer, call);
}

static void without_a_sound_in_common_there_is_no_call(void **state)
{
	struct peer peer;
	uint32_t call;

	(void)state;
	peer_begin(&peer, &line, "no_codec");
	call = peer_line_expects(&line, LINE_RANG);
	assert_int_equal(line.line.ops->answer(line.line.self, call), ERR_NONE);
	assert_int_equal(peer_line_expects(&line, LINE_ENDED), call);
	assert_int_equal(peer_end(&peer), 0);
}

static void what_is_required_and_not_known_is_refused(void **state)
{
	struct line_event event;
	struct peer peer;

	(void)state;
	peer_begin(&peer, &line, "required");
	assert_int_equal(peer_end(&peer), 0);
	assert_false(peer_line_next(&line, &event, 0));
}

static void whoever_asks_is_told_that_somebody_is_there(void **state)
{
	struct peer peer;

	(void)state;
	peer_begin(&peer, &line, "options");
	assert_int_equal(peer_end(&peer), 0);
	peer_begin(&peer, &line, "options_required");
	assert_int_equal(peer_end(&peer), 0);
}

static void what_is_not_done_here_is_refused_with_what_is(void **state)
{
	struct peer peer;

	(void)state;
	peer_begin(&peer, &line, "update");
	assert_int_equal(peer_end(&peer), 0);
}

static void wide_sound_is_spoken_where_it_is_preferred(void **state)
{
	uint8_t payload[CODEC_FRAME_BYTES];
	struct line_event event;
	struct peer peer;
	uint8_t type;
	uint32_t call;

	(void)state;
	peer_begin(&peer, &line, "wide");
	call = peer_line_expects(&line, LINE_RANG);
	assert_int_equal(line.line.ops->answer(line.line.self, call), ERR_NONE);
	assert_true(peer_line_next(&line, &event, 10000));
	assert_int_equal(event.codec, CODEC_G722);
	assert_true(peer_hears(&peer, &type, payload, HEAR_MS));
	assert_int_equal(type, TYPE_G722);
	hang_up(&peer, call);
}

/* --- sound and keys --- */

static void a_key_ends_the_prompt_at_once(void **state)
{
	uint8_t payload[CODEC_FRAME_BYTES];
	struct line_event event;
	struct peer peer;
	uint32_t call;
	uint8_t type;
	unsigned more = 0;

	(void)state;
	call = answered(&peer, "hung_up_there");
	play(call, CODEC_PCMA, FRAMES, false);
	for (unsigned i = 0; i < 10; i++)
		assert_int_equal(hears_frame(&peer, 0xd5), i);
	peer_sounds(&peer, TYPE_PCMA, NULL);
	peer_keys(&peer, TYPE_EVENTS, '5');
	while (peer_hears(&peer, &type, payload, HEAR_MS) && payload[0] != 0xd5)
		more++;
	assert_true(more <= 2); /* 40 ms */
	assert_true(peer_line_next(&line, &event, 1000));
	assert_int_equal(event.what, LINE_KEYED);
	assert_int_equal(event.key, '5');
	assert_true(peer_line_next(&line, &event, 1000));
	assert_int_equal(event.what, LINE_PLAYED);
	hang_up(&peer, call);
}

static void a_firm_prompt_goes_on(void **state)
{
	struct peer peer;
	uint32_t call;

	(void)state;
	call = answered(&peer, "hung_up_there");
	play(call, CODEC_PCMA, 40, true);
	assert_int_equal(hears_frame(&peer, 0xd5), 0);
	peer_keys(&peer, TYPE_EVENTS, '#');
	for (unsigned i = 1; i < 40; i++)
		assert_int_equal(hears_frame(&peer, 0xd5), i);
	assert_int_equal(peer_line_expects(&line, LINE_KEYED), call);
	hang_up(&peer, call);
}

static void a_stranger_is_not_heard(void **state)
{
	struct peer stranger;
	struct line_event event;
	struct peer peer;
	uint32_t call;

	(void)state;
	call = answered(&peer, "hung_up_there");
	play(call, CODEC_PCMA, FRAMES, false);
	assert_int_equal(hears_frame(&peer, 0xd5), 0);
	peer_sounds(&peer, TYPE_PCMA, NULL);
	stranger = peer;
	peer_begin(&stranger, &line, "options"); /* for its own socket */
	stranger.to_port = peer.to_port;
	memcpy(stranger.to_ip, peer.to_ip, sizeof(peer.to_ip));
	for (unsigned i = 0; i < 10; i++)
		peer_keys(&stranger, TYPE_EVENTS, '9');
	assert_int_equal(peer_end(&stranger), 0);
	peer_keys(&peer, TYPE_EVENTS, '1');
	assert_true(peer_line_next(&line, &event, 1000));
	assert_int_equal(event.key, '1');
	hang_up(&peer, call);
}

static void on_hold_nothing_is_said_and_then_it_goes_on(void **state)
{
	struct peer peer;
	uint32_t call;
	unsigned last = 0;
	unsigned at = 0;

	(void)state;
	call = answered(&peer, "held");
	play(call, CODEC_PCMA, FRAMES, false);
	for (unsigned i = 0; i < 30; i++) {
		at = hears_frame(&peer, 0xd5);
		assert_true(i == 0 || at == last + 1); /* the pause costs nothing */
		last = at;
	}
	hang_up(&peer, call);
}

/* Everybody else is told that there is no place, and the caller who is here hears every frame, each in its time. */
static void a_flood_costs_the_caller_who_is_here_nothing(void **state)
{
	struct peer flood;
	struct peer peer;
	uint32_t call;
	unsigned last;

	(void)state;
	peer_line_close(&line);
	peer_line_open(&line, 1);
	call = answered(&peer, "hung_up_there");
	play(call, CODEC_PCMA, FRAMES, false);
	last = hears_frame(&peer, 0xd5);
	peer_floods(&flood, &line, "turned_away");
	for (unsigned i = 0; i < 100; i++) { /* the two seconds of it */
		unsigned at = hears_frame(&peer, 0xd5);

		assert_int_equal(at, (last + 1) % 200);
		last = at;
	}
	assert_int_equal(peer_end(&flood), 0);
	hang_up(&peer, call);
}

/* --- the office's telephone system --- */

static struct line_sip_account account_at(uint16_t port, const char *password)
{
	struct line_sip_account account = {.user = "100", .expires_s = 120};

	snprintf(account.registrar, sizeof(account.registrar), "sip:127.0.0.1:%u", port);
	snprintf(account.password, sizeof(account.password), "%s", password);
	return account;
}

/* The registrar's own file checks the digest, the time, and that it is taken back at the end. */
static int registered_with(const char *password)
{
	uint16_t port = peer_free_port();
	const struct line_sip_account account = account_at(port, password);
	struct peer registrar;

	peer_line_close(&line);
	peer_waits(&registrar, "registrar", port);
	peer_line_open_at(&line, &account);
	peer_rests(500);
	peer_line_close(&line);
	peer_line_open(&line, CALLS);
	return peer_end(&registrar);
}

static void an_account_is_registered_and_given_back(void **state)
{
	(void)state;
	assert_int_equal(registered_with("s#cret"), 0);
}

static void a_wrong_password_registers_nobody(void **state)
{
	(void)state;
	assert_int_not_equal(registered_with("secret"), 0);
}

/* What it cannot do yet it says; callers come all the same. */
static void an_account_that_cannot_be_tried_costs_no_callers(void **state)
{
	const struct line_sip_account account = {
		.user = "100", .registrar = "sip:127.0.0.1:5061;transport=tls", .password = "secret", .expires_s = 60};
	struct peer_line other;
	struct peer peer;
	uint32_t call;

	(void)state;
	peer_line_open_at(&other, &account);
	peer_begin(&peer, &other, "hung_up_here");
	call = peer_line_expects(&other, LINE_RANG);
	assert_int_equal(other.line.ops->answer(other.line.self, call), ERR_NONE);
	assert_int_equal(peer_line_expects(&other, LINE_ANSWERED), call);
	assert_int_equal(peer_line_expects(&other, LINE_ENDED), call);
	assert_int_equal(peer_end(&peer), 0);
	peer_line_close(&other);
}

/* --- agents --- */

static void a_caller_is_given_to_an_agent(void **state)
{
	struct peer peer;
	uint32_t call;

	(void)state;
	call = answered(&peer, "moved");
	assert_int_equal(line.line.ops->transfer(line.line.self, call, "sip:agent@127.0.0.1:5999"), ERR_NONE);
	assert_int_equal(peer_line_expects(&line, LINE_MOVED), call);
	hang_up(&peer, call);
}

static void a_caller_whom_nobody_takes_stays(void **state)
{
	struct line_event event;
	struct peer peer;
	uint32_t call;

	(void)state;
	call = answered(&peer, "stayed");
	assert_int_equal(line.line.ops->transfer(line.line.self, call, "sip:agent@127.0.0.1:5999"), ERR_NONE);
	assert_true(peer_line_next(&line, &event, 10000));
	assert_int_equal(event.what, LINE_STAYED);
	assert_int_equal(event.why, 486);
	play(call, CODEC_PCMA, 20, false);
	assert_int_equal(hears_frame(&peer, 0xd5), 0);
	hang_up(&peer, call);
}

/* What an analogue gateway's exchange plays to it when its caller has hung up, here Italy's congestion: 2.4 s of it. */
static void play_congestion(struct peer *peer)
{
	const struct hangup_country *it = hangup_country("it");
	struct codec_state *coder;
	uint8_t frame[CODEC_FRAME_BYTES];

	assert_int_equal(codec_open(&coder, CODEC_PCMA), ERR_NONE);
	for (size_t at = 0; at < 120; at++) {
		int16_t samples[HANGUP_TONE_FRAME] = {0};

		if (at % 20 < 10)
			hangup_make(it->hz, 4000, at * HANGUP_TONE_FRAME, samples);
		codec_encode(coder, samples, frame);
		peer_sounds(peer, TYPE_PCMA, frame);
	}
	codec_close(coder);
}

/* It says nothing of that itself, offers what it can, and asks in between whether the call still stands. */
static void whose_network_plays_busy_behind_a_gateway_is_gone(void **state)
{
	struct line_event event;
	uint8_t frame[CODEC_FRAME_BYTES];
	uint8_t type;
	struct peer peer;

	(void)state;
	peer_begin(&peer, &line, "gateway");
	assert_true(peer_line_next(&line, &event, 10000));
	assert_int_equal(event.what, LINE_RANG);
	assert_string_equal(event.number, "0671234567");
	assert_int_equal(line.line.ops->answer(line.line.self, event.call), ERR_NONE);
	assert_int_equal(peer_line_expects(&line, LINE_ANSWERED), event.call);
	assert_true(peer_hears(&peer, &type, frame, HEAR_MS));
	assert_int_equal(type, TYPE_PCMA);
	peer_rests(300); /* it asks meanwhile */
	play_congestion(&peer);
	ends(&peer, event.call);
}

/* A handset behind an adapter: a short press on its hook comes as an event, too, and is no key. */
static void a_hook_flash_is_no_key(void **state)
{
	enum { FLASH = 16 };
	struct line_event event;
	uint8_t frame[CODEC_FRAME_BYTES];
	uint8_t type;
	struct peer peer;
	uint32_t call;

	(void)state;
	call = answered(&peer, "hung_up_there");
	assert_true(peer_hears(&peer, &type, frame, HEAR_MS));
	peer_event(&peer, TYPE_EVENTS, FLASH);
	peer_keys(&peer, TYPE_EVENTS, '5');
	assert_true(peer_line_next(&line, &event, 5000));
	assert_int_equal(event.what, LINE_KEYED);
	assert_int_equal(event.key, '5');
	hang_up(&peer, call);
}

static uint32_t dialled(uint16_t port)
{
	char place[64];
	uint32_t call;

	snprintf(place, sizeof(place), "sip:agent@127.0.0.1:%u", port);
	assert_int_equal(line.line.ops->dial(line.line.self, place, &call), ERR_NONE);
	return call;
}

static void an_agent_who_is_called_hears_it(void **state)
{
	uint16_t port = peer_free_port();
	struct peer peer;
	uint32_t call;

	(void)state;
	peer_waits(&peer, "agent_picks_up", port);
	call = dialled(port);
	assert_int_equal(peer_line_expects(&line, LINE_ANSWERED), call);
	play(call, CODEC_PCMA, 20, false);
	assert_int_equal(hears_frame(&peer, 0xd5), 0);
	hang_up(&peer, call);
}

static void an_agent_who_is_busy_is_told(void **state)
{
	uint16_t port = peer_free_port();
	struct line_event event;
	struct peer peer;
	uint32_t call;

	(void)state;
	peer_waits(&peer, "agent_is_busy", port);
	call = dialled(port);
	assert_true(peer_line_next(&line, &event, 10000));
	assert_int_equal(event.what, LINE_ENDED);
	assert_int_equal(event.call, call);
	assert_int_equal(event.why, 486);
	assert_int_equal(peer_end(&peer), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, open_line, close_line)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(who_calls_is_named_and_hears_every_frame_in_order),
		TEST(who_hangs_up_is_gone),
		TEST(who_gives_up_while_it_rings_is_gone),
		TEST(who_is_refused_is_told_when_to_try_again),
		TEST(the_device_may_make_the_offer),
		TEST(a_broken_line_does_not_cost_the_call),
		TEST(without_a_sound_in_common_there_is_no_call),
		TEST(what_is_required_and_not_known_is_refused),
		TEST(whoever_asks_is_told_that_somebody_is_there),
		TEST(what_is_not_done_here_is_refused_with_what_is),
		TEST(wide_sound_is_spoken_where_it_is_preferred),
		TEST(a_key_ends_the_prompt_at_once),
		TEST(a_firm_prompt_goes_on),
		TEST(a_stranger_is_not_heard),
		TEST(on_hold_nothing_is_said_and_then_it_goes_on),
		TEST(whose_network_plays_busy_behind_a_gateway_is_gone),
		TEST(a_hook_flash_is_no_key),
		TEST(a_flood_costs_the_caller_who_is_here_nothing),
		TEST(an_account_is_registered_and_given_back),
		TEST(a_wrong_password_registers_nobody),
		TEST(an_account_that_cannot_be_tried_costs_no_callers),
		TEST(a_caller_is_given_to_an_agent),
		TEST(a_caller_whom_nobody_takes_stays),
		TEST(an_agent_who_is_called_hears_it),
		TEST(an_agent_who_is_busy_is_told),
	};

	return cmocka_run_group_tests_name("line", tests, NULL, NULL);
}
