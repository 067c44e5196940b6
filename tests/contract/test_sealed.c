/* Calls whose sound is sealed (SRTP), with another maker's telephone: what is judged is what it heard, and which keys
 * of its arrived. */
#include "line_peer.h"
#include "softphone.h"

#include "line/codec.h"
#include "line/prompt.h"
#include "line/srtp_seal.h"

#include <math.h>
#include <netinet/in.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cmocka.h>

enum {
	PLACE_BYTES = 64,
	WAV_HEADER_BYTES = 44,
	SAMPLES_MAX = 30 * 8000,
	BLOCK = 160,
	BLOCKS_HEARD = 40, /* of the 50 that were hummed */
	HZ = 440,
	FRAMES = 50,
	WAIT_MS = 10000,
	REFUSED = 488
};

static bool has_telephone(void)
{
	if (softphone_is_installed())
		return true;
	skip();
	return false;
}

/* --- what is heard --- */

static void hum(struct peer_line *line, uint32_t call)
{
	struct line_prompt *prompt = prompt_new(CODEC_PCMA);
	uint8_t *frames = malloc((size_t)FRAMES * CODEC_FRAME_BYTES);
	struct codec_state *encoder;
	int16_t samples[BLOCK];

	assert_non_null(prompt);
	assert_non_null(frames);
	assert_int_equal(codec_open(&encoder, CODEC_PCMA), ERR_NONE);
	for (unsigned i = 0; i < FRAMES; i++) {
		for (unsigned at = 0; at < BLOCK; at++)
			samples[at] = (int16_t)(8000 * sin(6.283185307 * HZ * (i * BLOCK + at) / 8000));
		codec_encode(encoder, samples, frames + (size_t)i * CODEC_FRAME_BYTES);
	}
	codec_close(encoder);
	prompt_finish(prompt, frames, FRAMES);
	assert_int_equal(line->line.ops->play(line->line.self, call, prompt, 1, true), ERR_NONE);
	prompt_drop(prompt);
}

static bool is_hum(const int16_t *samples)
{
	double real = 0;
	double imaginary = 0;
	double all = 0;

	for (unsigned i = 0; i < BLOCK; i++) {
		real += samples[i] * cos(6.283185307 * HZ * i / 8000);
		imaginary += samples[i] * sin(6.283185307 * HZ * i / 8000);
		all += (double)samples[i] * samples[i];
	}
	return all > 1e6 * BLOCK && 2 * (real * real + imaginary * imaginary) / BLOCK > 0.7 * all;
}

static unsigned hums_heard(const struct softphone *phone)
{
	static int16_t samples[SAMPLES_MAX];
	char path[SOFTPHONE_PATH_BYTES_MAX];
	unsigned heard = 0;
	size_t count;
	FILE *file;

	softphone_heard(phone, path);
	file = fopen(path, "re");
	assert_non_null(file);
	assert_int_equal(fseek(file, WAV_HEADER_BYTES, SEEK_SET), 0);
	count = fread(samples, sizeof(samples[0]), SAMPLES_MAX, file);
	fclose(file);
	for (size_t i = 0; i + BLOCK <= count; i += BLOCK)
		heard += is_hum(samples + i);
	return heard;
}

/* --- calls --- */

static void open_line(struct peer_line *line, uint8_t srtp)
{
	struct line_sip_account account = {.user = "100", .expires_s = 60, .srtp = srtp};

	/* Nobody answers there: whether it is registered does not matter to who calls directly. */
	snprintf(account.registrar, sizeof(account.registrar), "sip:127.0.0.1:%u", peer_free_port());
	peer_line_open_at(line, &account);
}

static void calls(struct softphone *phone, const struct peer_line *line)
{
	char place[PLACE_BYTES];

	snprintf(place, sizeof(place), "sip:100@%s", line->address);
	softphone_tries(phone, place);
}

/* The hum arrives there, its keys here. */
static void is_understood_both_ways(uint8_t srtp, const char *telephone, const char *says)
{
	struct softphone phone;
	struct peer_line line;
	struct line_event event;
	uint32_t call;

	open_line(&line, srtp);
	softphone_open_as(&phone, telephone);
	calls(&phone, &line);
	call = peer_line_expects(&line, LINE_RANG);
	assert_int_equal(line.line.ops->answer(line.line.self, call), ERR_NONE);
	assert_int_equal(peer_line_expects(&line, LINE_ANSWERED), call);
	if (says)
		softphone_comes_to_say(&phone, says);
	softphone_comes_to_say(&phone, "Call established");
	softphone_press(&phone, '5');
	assert_true(peer_line_next(&line, &event, WAIT_MS));
	assert_int_equal(event.what, LINE_KEYED);
	assert_int_equal(event.key, '5');
	hum(&line, call);
	assert_int_equal(peer_line_expects(&line, LINE_PLAYED), call);
	peer_rests(300); /* what is under way arrives */
	softphone_hang_up(&phone);
	assert_int_equal(peer_line_expects(&line, LINE_ENDED), call);
	assert_in_range(hums_heard(&phone), BLOCKS_HEARD, FRAMES);
	softphone_close(&phone);
	peer_line_close(&line);
}

/* The other way round: the device makes the offer. */
static void is_understood_when_called(struct peer_line *line, struct softphone *phone, const char *place)
{
	uint32_t call;

	assert_int_equal(line->line.ops->dial(line->line.self, place, &call), ERR_NONE);
	assert_int_equal(peer_line_expects(line, LINE_ANSWERED), call);
	softphone_comes_to_say(phone, "SRTP is Enabled");
	softphone_press(phone, '7');
	assert_int_equal(peer_line_expects(line, LINE_KEYED), call);
	hum(line, call);
	assert_int_equal(peer_line_expects(line, LINE_PLAYED), call);
	peer_rests(300);
	softphone_hang_up(phone);
	assert_int_equal(peer_line_expects(line, LINE_ENDED), call);
	assert_in_range(hums_heard(phone), BLOCKS_HEARD, FRAMES);
	softphone_close(phone);
	peer_line_close(line);
}

/* Somebody who vouches for themselves, at 127.0.0.1: file.pem has the key too, ca.pem has not. */
static bool certify(char folder[PLACE_BYTES])
{
	char command[512];

	strcpy(folder, "/tmp/foyer-sealed.XXXXXX");
	assert_non_null(mkdtemp(folder));
	snprintf(command, sizeof(command),
		"cd %s && openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=127.0.0.1 -addext "
		"subjectAltName=IP:127.0.0.1 -keyout key.pem -out ca.pem 2>/dev/null && cat key.pem ca.pem >both.pem",
		folder);
	return system(command) == 0;
}

static void is_refused(uint8_t srtp, const char *telephone)
{
	struct softphone phone;
	struct peer_line line;
	struct line_event event;
	uint32_t call;

	open_line(&line, srtp);
	softphone_open_as(&phone, telephone);
	calls(&phone, &line);
	call = peer_line_expects(&line, LINE_RANG);
	assert_int_equal(line.line.ops->answer(line.line.self, call), ERR_NONE);
	assert_true(peer_line_next(&line, &event, WAIT_MS));
	assert_int_equal(event.what, LINE_ENDED);
	assert_int_equal(event.why, REFUSED);
	softphone_comes_to_say(&phone, "488 Not Acceptable Here");
	softphone_hang_up(&phone);
	softphone_close(&phone);
	peer_line_close(&line);
}

static void a_telephone_that_must_seal_is_understood(void **state)
{
	(void)state;
	if (has_telephone())
		is_understood_both_ways(SRTP_OFFERED, ";mediaenc=srtp-mand", "SRTP is Enabled");
}

static void a_telephone_that_may_seal_does_with_an_account_that_must(void **state)
{
	(void)state;
	if (has_telephone())
		is_understood_both_ways(SRTP_REQUIRED, ";mediaenc=srtp", "SRTP is Enabled");
}

static void a_telephone_that_cannot_seal_is_understood_where_it_need_not(void **state)
{
	(void)state;
	if (has_telephone())
		is_understood_both_ways(SRTP_OFFERED, "", NULL);
}

static void a_telephone_that_cannot_seal_is_refused_where_it_must(void **state)
{
	(void)state;
	if (has_telephone())
		is_refused(SRTP_REQUIRED, "");
}

static void a_telephone_that_must_seal_is_refused_where_nobody_does(void **state)
{
	(void)state;
	if (has_telephone())
		is_refused(SRTP_NO, ";mediaenc=srtp-mand");
}

static void who_is_called_is_understood_sealed(void **state)
{
	char place[PLACE_BYTES];
	struct softphone phone;
	struct peer_line line;

	(void)state;
	if (!has_telephone())
		return;
	open_line(&line, SRTP_OFFERED);
	softphone_open_as(&phone, ";mediaenc=srtp;answermode=auto");
	snprintf(place, sizeof(place), "sip:anna@127.0.0.1:%u", phone.port);
	is_understood_when_called(&line, &phone, place);
}

static void who_must_be_called_sealed_is_called_by_tls(void **state)
{
	struct line_sip_account account = {.user = "100", .expires_s = 60, .srtp = SRTP_REQUIRED};
	char place[PLACE_BYTES], folder[PLACE_BYTES], path[2 * PLACE_BYTES];
	struct softphone phone;
	struct peer_line line;

	(void)state;
	if (!has_telephone())
		return;
	assert_true(certify(folder));
	snprintf(path, sizeof(path), "%s/both.pem", folder);
	softphone_open_certified(&phone, ";mediaenc=srtp-mand;answermode=auto", path);
	snprintf(account.registrar, sizeof(account.registrar), "sip:127.0.0.1:%u;transport=tls", phone.port + 1);
	snprintf(path, sizeof(path), "%s/ca.pem", folder);
	peer_line_open_secured(&line, &account, path);
	snprintf(place, sizeof(place), "sip:anna@127.0.0.1:%u;transport=tls", phone.port + 1);
	is_understood_when_called(&line, &phone, place);
	snprintf(path, sizeof(path), "rm -r %s", folder);
	assert_int_equal(system(path), 0);
}

static void who_must_be_called_sealed_is_not_called_in_the_clear(void **state)
{
	struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(peer_free_port())};
	int heard = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	struct peer_line line;
	struct line_event event;
	char place[PLACE_BYTES];
	uint32_t call;
	char byte;

	(void)state;
	at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(bind(heard, (struct sockaddr *)&at, sizeof(at)), 0);
	open_line(&line, SRTP_REQUIRED);
	snprintf(place, sizeof(place), "sip:anna@127.0.0.1:%u", ntohs(at.sin_port));
	assert_int_equal(line.line.ops->dial(line.line.self, place, &call), ERR_NONE);
	assert_true(peer_line_next(&line, &event, WAIT_MS));
	assert_int_equal(event.what, LINE_ENDED);
	assert_int_equal(recv(heard, &byte, 1, 0), -1); /* not a word of it went out */
	close(heard);
	peer_line_close(&line);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_telephone_that_must_seal_is_understood),
		cmocka_unit_test(a_telephone_that_may_seal_does_with_an_account_that_must),
		cmocka_unit_test(a_telephone_that_cannot_seal_is_understood_where_it_need_not),
		cmocka_unit_test(a_telephone_that_cannot_seal_is_refused_where_it_must),
		cmocka_unit_test(a_telephone_that_must_seal_is_refused_where_nobody_does),
		cmocka_unit_test(who_is_called_is_understood_sealed),
		cmocka_unit_test(who_must_be_called_sealed_is_called_by_tls),
		cmocka_unit_test(who_must_be_called_sealed_is_not_called_in_the_clear),
	};

	return cmocka_run_group_tests_name("sealed", tests, NULL, NULL);
}
