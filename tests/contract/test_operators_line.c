/* People at telephones, on the real line: the real program, sipp as the caller and as the person. Whether they hear
 * each other is judged by tones that arrive at the other end. */
#include "line_peer.h"

#include "line/codec.h"

#include <fcntl.h>
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum {
	PATH_MAX_BYTES = 256,
	TEXT_BYTES_MAX = 65536,
	UP_TRIES = 100,
	STEP_MS = 20,
	TYPE_PCMA = 8,
	TYPE_G722 = 9,
	TYPE_EVENTS = 101,
	SAMPLES_MAX = 2 * CODEC_FRAME_BYTES,
	FRAMES_HEARD = 25, /* of one second: a tone arrived */
	LOUD = 3000,
	READ_BACK_MS = 1300 /* a key that comes sooner is a digit too many */
};

struct telephone { /* one end with its codec's memory */
	struct peer peer;
	enum codec codec;
	struct codec_state *out;
	struct codec_state *in;
	unsigned phase;
};

static const char program[] = FOYER_BUILD_DIR "/foyer";
static const char board[] = FOYER_SOURCE_DIR "/board/line/line.board";
static char folder[32];
static char content[PATH_MAX_BYTES];
static struct peer_line place; /* of the device: only where it is */
static uint16_t agent_port[2];
static const char *more = ""; /* lines of line.conf */
static uint16_t office_port;  /* 0: there is no account */
static pid_t device;

static void path_of(const char *name, char *out)
{
	snprintf(out, PATH_MAX_BYTES, "%s/%s", folder, name);
}

static bool says(const char *name, const char *words)
{
	static char text[TEXT_BYTES_MAX];
	char path[PATH_MAX_BYTES];
	size_t bytes = 0;
	FILE *file;

	path_of(name, path);
	file = fopen(path, "re");
	if (file) {
		bytes = fread(text, 1, sizeof(text) - 1, file);
		fclose(file);
	}
	text[bytes] = '\0';
	return strstr(text, words) != NULL;
}

static bool comes_to_say(const char *name, const char *words)
{
	for (unsigned i = 0; i < UP_TRIES; i++) {
		if (says(name, words))
			return true;
		peer_rests(100);
	}
	return false;
}

/* --- the device --- */

/* The teams are there whatever the time of this test. */
static void make_content(void)
{
	char command[4 * PATH_MAX_BYTES];

	path_of("content", content);
	snprintf(command, sizeof(command),
		"cp -r %s/assets/content %s && sed -i -E 's/^    (mon|tue|wed|thu|fri|sat|sun): .*/    \\1: "
		"[\"00:00-24:00\"]/; /^    closed: /d' %s/people.yaml",
		FOYER_SOURCE_DIR, content, content);
	assert_int_equal(system(command), 0);
}

static void run(void)
{
	char trace[PATH_MAX_BYTES];
	char log[PATH_MAX_BYTES];
	const char *const arguments[] = {
		program, "run", "--board", board, "--content", content, "--data", folder, "--trace", trace, NULL};

	path_of("trace", trace);
	path_of("device.log", log);
	dup2(open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600), STDOUT_FILENO);
	dup2(STDOUT_FILENO, STDERR_FILENO);
	execv(program, (char *const *)arguments);
	_exit(127);
}

static int begin(const char *how)
{
	char path[PATH_MAX_BYTES];
	uint16_t port = peer_free_port();
	FILE *file;

	snprintf(folder, sizeof(folder), "operators.XXXXXX");
	if (!mkdtemp(folder))
		return -1;
	make_content();
	agent_port[0] = peer_free_port();
	agent_port[1] = peer_free_port();
	path_of("line.conf", path);
	file = fopen(path, "we");
	if (!file)
		return -1;
	fprintf(file, "address = 127.0.0.1\nport = %u\n%s", port, more);
	if (office_port)
		fprintf(file, "account_1_user = 100\naccount_1_registrar = sip:127.0.0.1:%u\n", office_port);
	for (unsigned i = 0; i < 2; i++)
		fprintf(file, "operator_%u = * %s sip:agent@127.0.0.1:%u\n", i + 1, how, agent_port[i]);
	fclose(file);
	snprintf(place.address, sizeof(place.address), "127.0.0.1:%u", port);
	device = fork();
	if (device == 0)
		run();
	return comes_to_say("device.log", "calls are taken at") ? 0 : -1;
}

static int begin_warm(void **state)
{
	(void)state;
	office_port = 0;
	return begin("warm");
}

static int begin_office(void **state)
{
	(void)state;
	office_port = peer_free_port();
	return begin("warm");
}

static int begin_blind(void **state)
{
	(void)state;
	office_port = 0;
	return begin("blind");
}

static int stop_device(void)
{
	int status;

	if (!device)
		return 0;
	kill(device, SIGTERM);
	while (waitpid(device, &status, 0) < 0)
		;
	device = 0;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int end(void **state)
{
	char command[2 * PATH_MAX_BYTES];
	int status = stop_device();

	(void)state;
	snprintf(command, sizeof(command), "rm -r %s", folder);
	return system(command) || status;
}

/* --- telephones --- */

static uint8_t type_of(enum codec codec)
{
	return codec == CODEC_G722 ? TYPE_G722 : TYPE_PCMA;
}

static void open_sound(struct telephone *t, enum codec codec)
{
	t->codec = codec;
	t->phase = 0;
	assert_int_equal(codec_open(&t->out, codec), ERR_NONE);
	assert_int_equal(codec_open(&t->in, codec), ERR_NONE);
}

static void close_telephone(struct telephone *t)
{
	codec_close(t->out);
	codec_close(t->in);
	assert_int_equal(peer_end(&t->peer), 0);
}

static void speaks(struct telephone *t, unsigned hz)
{
	int16_t samples[SAMPLES_MAX];
	uint8_t frame[CODEC_FRAME_BYTES];
	size_t count = codec_frame_samples(t->codec);

	for (size_t i = 0; i < count; i++)
		samples[i] =
			(int16_t)(hz ? 8000 * sin(6.283185307 * hz * (double)(t->phase + i) / codec_rate_hz(t->codec))
				     : 0);
	t->phase += (unsigned)count;
	codec_encode(t->out, samples, frame);
	peer_sounds(&t->peer, type_of(t->codec), frame);
}

/* How strong that tone is in what came since the last time; -1: nothing came. */
static double hears(struct telephone *t, unsigned hz)
{
	double strongest = -1;
	uint8_t frame[CODEC_FRAME_BYTES];
	int16_t samples[SAMPLES_MAX];
	uint8_t type;

	while (peer_hears(&t->peer, &type, frame, 0)) {
		size_t count = codec_decode(t->in, frame, sizeof(frame), samples);
		double real = 0;
		double imaginary = 0;

		assert_int_equal(type, type_of(t->codec));
		for (size_t i = 0; i < count; i++) {
			real += samples[i] * cos(6.283185307 * hz * (double)i / codec_rate_hz(t->codec));
			imaginary += samples[i] * sin(6.283185307 * hz * (double)i / codec_rate_hz(t->codec));
		}
		real = 2 * sqrt(real * real + imaginary * imaginary) / (double)count;
		strongest = real > strongest ? real : strongest;
	}
	return strongest;
}

/* Both speak for a second; in how many frames each was heard by the other, and by nobody else. */
static bool hear_each_other(struct telephone *one, struct telephone *other)
{
	unsigned by_one = 0;
	unsigned by_other = 0;
	unsigned own = 0;

	for (unsigned i = 0; i < 1000 / STEP_MS; i++) {
		speaks(one, 450);
		speaks(other, 1050);
		peer_rests(STEP_MS);
		by_one += hears(one, 1050) > LOUD;
		by_other += hears(other, 450) > LOUD;
	}
	for (unsigned i = 0; i < 10; i++) {
		speaks(one, 450);
		speaks(other, 0);
		peer_rests(STEP_MS);
		own += i > 7 && hears(one, 450) > LOUD;
	}
	return by_one >= FRAMES_HEARD && by_other >= FRAMES_HEARD && own == 0;
}

/* Somebody speaks there: within so many seconds there is sound that is no silence. */
static bool is_spoken_to(struct telephone *t, unsigned seconds)
{
	uint8_t frame[CODEC_FRAME_BYTES];
	int16_t samples[SAMPLES_MAX];
	uint8_t type;

	for (unsigned i = 0; i < seconds * 50; i++) {
		int32_t loudest = 0;

		assert_true(peer_hears(&t->peer, &type, frame, 5000));
		for (size_t k = codec_decode(t->in, frame, sizeof(frame), samples); k > 0; k--)
			loudest = abs(samples[k - 1]) > loudest ? abs(samples[k - 1]) : loudest;
		if (loudest > LOUD)
			return true;
	}
	return false;
}

/* A caller in English who asks for a person. */
static void asks_for_a_person(struct telephone *caller, const char *scenario, enum codec codec)
{
	open_sound(caller, codec);
	peer_begin(&caller->peer, &place, scenario);
	assert_true(is_spoken_to(caller, 5));
	peer_keys(&caller->peer, TYPE_EVENTS, '1');
	assert_true(comes_to_say("trace", "keyed: choice"));
	peer_keys(&caller->peer, TYPE_EVENTS, '0');
	assert_true(comes_to_say("trace", "keyed: person"));
}

static void waits_for_calls(struct telephone *agent, unsigned which, const char *scenario)
{
	open_sound(agent, CODEC_PCMA);
	peer_waits(&agent->peer, scenario, agent_port[which]);
}

static void takes(struct telephone *agent)
{
	assert_true(is_spoken_to(agent, 5));
	peer_keys(&agent->peer, TYPE_EVENTS, '1');
	assert_true(comes_to_say("trace", "agent_said"));
}

/* --- warm --- */

static void they_talk(const char *scenario, enum codec codec)
{
	struct telephone caller;
	struct telephone agent;

	waits_for_calls(&agent, 0, "agent_picks_up");
	asks_for_a_person(&caller, scenario, codec);
	takes(&agent);
	peer_rests(300);
	assert_true(hear_each_other(&caller, &agent));
	assert_int_equal(stop_device(), 0);
	close_telephone(&agent);
	close_telephone(&caller);
}

static void who_is_brought_together_hears_the_other_and_nothing_else(void **state)
{
	(void)state;
	they_talk("hung_up_there", CODEC_PCMA);
}

static void wide_and_narrow_sound_hear_each_other(void **state)
{
	(void)state;
	they_talk("wide", CODEC_G722);
}

static void who_is_busy_is_followed_by_the_next(void **state)
{
	struct telephone caller;
	struct telephone busy;
	struct telephone agent;

	(void)state;
	waits_for_calls(&busy, 0, "agent_is_busy");
	waits_for_calls(&agent, 1, "agent_picks_up");
	asks_for_a_person(&caller, "hung_up_there", CODEC_PCMA);
	takes(&agent);
	peer_rests(300);
	assert_true(hear_each_other(&caller, &agent));
	assert_int_equal(stop_device(), 0);
	close_telephone(&busy);
	close_telephone(&agent);
	close_telephone(&caller);
}

static void who_says_no_is_let_go_and_the_caller_hears_it_within_two_seconds(void **state)
{
	struct telephone caller;
	struct telephone first;
	struct telephone busy;

	(void)state;
	waits_for_calls(&first, 0, "agent_picks_up");
	waits_for_calls(&busy, 1, "agent_is_busy");
	asks_for_a_person(&caller, "hung_up_there", CODEC_PCMA);
	assert_true(is_spoken_to(&first, 5));
	peer_keys(&first.peer, TYPE_EVENTS, '2');
	peer_rests(1500);
	assert_true(says("trace", "agent_said"));
	peer_forgets(&caller.peer);
	assert_true(is_spoken_to(&caller, 2));
	close_telephone(&first); /* hung up there, long before the end */
	close_telephone(&busy);
	assert_int_equal(stop_device(), 0);
	close_telephone(&caller);
}

static void when_the_person_hangs_up_the_caller_is_back(void **state)
{
	struct telephone caller;
	struct telephone agent;

	(void)state;
	waits_for_calls(&agent, 0, "agent_hangs_up");
	asks_for_a_person(&caller, "hung_up_there", CODEC_PCMA);
	takes(&agent);
	peer_rests(300);
	assert_true(hear_each_other(&caller, &agent));
	close_telephone(&agent);
	peer_forgets(&caller.peer);
	assert_true(is_spoken_to(&caller, 2));
	assert_int_equal(stop_device(), 0);
	close_telephone(&caller);
}

static void when_the_caller_hangs_up_the_person_is_let_go(void **state)
{
	struct telephone caller;
	struct telephone agent;

	(void)state;
	waits_for_calls(&agent, 0, "agent_picks_up");
	asks_for_a_person(&caller, "hung_up_later", CODEC_PCMA);
	takes(&agent);
	close_telephone(&caller);
	close_telephone(&agent);
	assert_true(comes_to_say("trace", "hung_up"));
}

/* --- blind --- */

static void a_caller_is_given_away(void **state)
{
	struct telephone caller;

	(void)state;
	asks_for_a_person(&caller, "moved", CODEC_PCMA);
	close_telephone(&caller); /* its file wants a REFER and an end */
	assert_true(comes_to_say("trace", "hung_up"));
}

/* --- promises --- */

static void keys(struct telephone *t, const char *which)
{
	for (; *which; which++) {
		peer_keys(&t->peer, TYPE_EVENTS, *which);
		peer_rests(2 * STEP_MS);
	}
}

/* Nobody is free: the customer leaves a number and hangs up. */
static void leaves_a_number(void)
{
	struct telephone caller;
	struct telephone busy[2];

	for (unsigned i = 0; i < 2; i++)
		waits_for_calls(&busy[i], i, "agent_is_busy");
	asks_for_a_person(&caller, "hung_up_later", CODEC_PCMA);
	assert_true(comes_to_say("trace", "agent_said"));
	keys(&caller, "1");
	assert_true(comes_to_say("trace", "keyed: yes"));
	keys(&caller, "3331234567#");
	assert_true(comes_to_say("trace", "typed: slot"));
	peer_rests(READ_BACK_MS);
	keys(&caller, "1"); /* it was read back */
	assert_true(comes_to_say("trace", "call_back"));
	for (unsigned i = 0; i < 2; i++)
		close_telephone(&busy[i]);
	close_telephone(&caller);
	assert_true(comes_to_say("trace", "hung_up"));
}

static void answers_at_the_console(const char *answer)
{
	char command[PATH_MAX_BYTES];
	FILE *console;

	snprintf(command, sizeof(command), "%s agent --data %s > %s/console.log", program, folder, folder);
	console = popen(command, "w");
	assert_non_null(console);
	fprintf(console, "take\nclose %s\nquit\n", answer);
	assert_int_equal(pclose(console), 0);
}

static void an_answer_is_brought_to_the_number_that_was_left(void **state)
{
	struct telephone customer;

	(void)state;
	open_sound(&customer, CODEC_PCMA);
	peer_waits_for(&customer.peer, "office", office_port, "2");
	leaves_a_number();
	answers_at_the_console("Your card is blocked.");
	assert_true(is_spoken_to(&customer, 10));
	assert_false(says("trace", "#2"));
	peer_keys(&customer.peer, TYPE_EVENTS, '1');
	assert_true(comes_to_say("trace", "#2 typed"));
	peer_rests(500);
	peer_forgets(&customer.peer);
	assert_true(is_spoken_to(&customer, 3));
	assert_true(comes_to_say("trace", "#1 agent_said"));
	assert_int_equal(stop_device(), 0);
	close_telephone(&customer);
}

/* --- recording --- */

static int begin_recorded(void **state)
{
	more = "record_calls = ask\n";
	return begin_warm(state);
}

static int end_recorded(void **state)
{
	more = "";
	return end(state);
}

/* The loudest in that side (0: the caller) of the only recording; -1: there is none. */
static int loudest_kept(unsigned side)
{
	char command[3 * PATH_MAX_BYTES];
	uint8_t bytes[1 << 16];
	int16_t sample;
	int loudest = -1;
	size_t count;
	FILE *pipe;

	snprintf(command, sizeof(command), "find %s/recordings -name '*.wav' -perm 600 -exec tail -c +59 {} +", folder);
	pipe = popen(command, "re");
	assert_non_null(pipe);
	while ((count = fread(bytes, 1, sizeof(bytes), pipe)) > 0)
		for (size_t i = side; i < count; i += 2) {
			codec_pcma_decode(&bytes[i], 1, &sample);
			loudest = abs(sample) > loudest ? abs(sample) : loudest;
		}
	assert_int_equal(pclose(pipe), 0);
	return loudest;
}

static void a_call_is_kept_as_sound_when_its_caller_agrees(void **state)
{
	struct telephone caller;

	(void)state;
	open_sound(&caller, CODEC_PCMA);
	peer_begin(&caller.peer, &place, "hung_up_there");
	assert_true(is_spoken_to(&caller, 5));
	peer_rests(2500); /* no key that was typed ahead is a yes */
	peer_keys(&caller.peer, TYPE_EVENTS, '1');
	assert_true(comes_to_say("trace", "came_near"));
	for (unsigned i = 0; i < 50; i++) {
		speaks(&caller, 450);
		peer_rests(STEP_MS);
	}
	assert_int_equal(stop_device(), 0);
	close_telephone(&caller);
	assert_true(loudest_kept(0) > 7000);
	assert_true(loudest_kept(1) > LOUD);
}

#define RECORDED(name) cmocka_unit_test_setup_teardown(name, begin_recorded, end_recorded)
#define OFFICE(name) cmocka_unit_test_setup_teardown(name, begin_office, end)
#define WARM(name) cmocka_unit_test_setup_teardown(name, begin_warm, end)
#define BLIND(name) cmocka_unit_test_setup_teardown(name, begin_blind, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		WARM(who_is_brought_together_hears_the_other_and_nothing_else),
		WARM(wide_and_narrow_sound_hear_each_other),
		WARM(who_is_busy_is_followed_by_the_next),
		WARM(who_says_no_is_let_go_and_the_caller_hears_it_within_two_seconds),
		WARM(when_the_person_hangs_up_the_caller_is_back),
		WARM(when_the_caller_hangs_up_the_person_is_let_go),
		BLIND(a_caller_is_given_away),
		RECORDED(a_call_is_kept_as_sound_when_its_caller_agrees),
		OFFICE(an_answer_is_brought_to_the_number_that_was_left),
	};

	if (getenv("ONLY"))
		cmocka_set_test_filter(getenv("ONLY"));
	return cmocka_run_group_tests_name("operators_line", tests, NULL, NULL);
}
