/* Few recognisers, many callers: who is heard first, who is not heard, and what is left of what they said. The
 * recogniser is the test's own: it notes what it is asked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "line/decoders.h"
#include "memory_help.h"

#include <poll.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

enum { CALLERS = 6, SAMPLES = 1600, TRIES = 500 };

static struct {
	uint64_t now_ms;
	unsigned grammars;
	unsigned heard;
	int16_t order[CALLERS * 2]; /* first sample of each utterance: its caller */
	enum err err;
	atomic_uint inside;
	atomic_bool may_leave;
	atomic_uint wakes;
} room;

static uint64_t room_now_ms(void *self)
{
	(void)self;
	return room.now_ms;
}

static bool fake_knows(void *self, const char *language)
{
	(void)self;
	return strcmp(language, "en") == 0;
}

static enum err fake_grammar(void *self, const char *language, const char *jsgf)
{
	(void)self;
	assert_string_equal(language, "en");
	assert_true(strncmp(jsgf, "#JSGF", 5) == 0);
	room.grammars++;
	return ERR_NONE;
}

static enum err fake_hear(void *self, const int16_t *samples, size_t count, struct recognised *out)
{
	(void)self;
	room.order[room.heard++ % (CALLERS * 2)] = samples[count / 2];
	*out = (struct recognised){.count = 1, .confidence_pct = 90};
	strcpy(out->list[0].words, "yes");
	return room.err;
}

/* Takes as long as the test wants. */
static enum err slow_hear(void *self, const int16_t *samples, size_t count, struct recognised *out)
{
	enum err err = fake_hear(self, samples, count, out);

	atomic_fetch_add(&room.inside, 1);
	while (!atomic_load(&room.may_leave))
		(void)poll(NULL, 0, 1);
	return err;
}

static void woken(void *self)
{
	(void)self;
	atomic_fetch_add(&room.wakes, 1);
}

static const struct recogniser_ops quick = {fake_knows, fake_grammar, fake_hear, NULL};
static const struct recogniser_ops slow = {fake_knows, fake_grammar, slow_hear, NULL};
static const struct clock_ops clock_ops = {.now_ms = room_now_ms};

static struct decoders *open_with(const struct recogniser *list, uint8_t count, bool by_hand)
{
	const struct decoders_options options = {list, count, {&clock_ops, NULL}, woken, NULL, by_hand};
	struct decoders *decoders;

	memset(&room, 0, sizeof(room));
	assert_int_equal(decoders_open(&decoders, &options), ERR_NONE);
	return decoders;
}

static void says(struct decoders *decoders, uint32_t call, struct grammar *grammar, int16_t sample)
{
	struct utterance utterance = {.call = call, .turn = 1, .grammar = grammar_keep(grammar)};

	utterance.sound = (struct sound){malloc(SAMPLES * sizeof(int16_t)), SAMPLES, 16000};
	for (size_t i = 0; i < SAMPLES; i++)
		utterance.sound.samples[i] = sample;
	assert_int_equal(decoders_give(decoders, &utterance), ERR_NONE);
	assert_null(utterance.sound.samples);
}

static struct grammar *grammar_of(const char *word)
{
	char jsgf[64];

	snprintf(jsgf, sizeof(jsgf), "#JSGF V1.0; public <a> = %s;", word);
	return grammar_new("en", jsgf);
}

static const struct recogniser one = {&quick, NULL};

static void who_spoke_first_is_heard_first(void **state)
{
	struct decoders *decoders = open_with(&one, 1, true);
	struct grammar *grammar = grammar_of("yes");
	struct decoded decoded;

	(void)state;
	for (uint32_t call = 1; call <= CALLERS; call++)
		says(decoders, call, grammar, (int16_t)call);
	for (uint32_t call = 1; call <= CALLERS; call++) {
		assert_true(decoders_work(decoders));
		assert_int_equal(room.order[call - 1], call);
		assert_true(decoders_next(decoders, &decoded));
		assert_int_equal(decoded.call, call);
		assert_false(decoded.late);
		assert_string_equal(decoded.recognised.list[0].words, "yes");
	}
	assert_false(decoders_work(decoders));
	assert_false(decoders_next(decoders, &decoded));
	assert_int_equal(room.grammars, 1); /* what is set already is not set again */
	grammar_drop(grammar);
	decoders_close(decoders);
}

static void another_question_is_another_grammar(void **state)
{
	struct decoders *decoders = open_with(&one, 1, true);
	struct grammar *yes = grammar_of("yes");
	struct grammar *no = grammar_of("no");

	(void)state;
	says(decoders, 1, yes, 1);
	says(decoders, 2, no, 2);
	says(decoders, 3, no, 3);
	while (decoders_work(decoders))
		;
	assert_int_equal(room.grammars, 2);
	assert_false(grammar_is(yes, "en", "#JSGF V1.0; public <a> = no;"));
	assert_true(grammar_is(no, "en", "#JSGF V1.0; public <a> = no;"));
	grammar_drop(yes);
	grammar_drop(no);
	decoders_close(decoders);
}

static void who_waited_too_long_is_told_so(void **state)
{
	struct decoders *decoders = open_with(&one, 1, true);
	struct grammar *grammar = grammar_of("yes");
	struct decoded decoded;

	(void)state;
	says(decoders, 1, grammar, 1);
	room.now_ms += DECODERS_WAIT_MS_MAX / 2;
	says(decoders, 2, grammar, 2);
	assert_false(decoders_next(decoders, &decoded));
	room.now_ms += DECODERS_WAIT_MS_MAX / 2;
	assert_true(decoders_next(decoders, &decoded));
	assert_int_equal(decoded.call, 1);
	assert_true(decoded.late);
	assert_int_equal(decoded.recognised.count, 0);
	assert_false(decoders_next(decoders, &decoded)); /* the other still has time */
	assert_true(decoders_work(decoders));
	assert_int_equal(room.order[0], 2);
	grammar_drop(grammar);
	decoders_close(decoders);
}

static void a_decoder_that_fails_is_somebody_not_heard(void **state)
{
	struct decoders *decoders = open_with(&one, 1, true);
	struct grammar *grammar = grammar_of("yes");
	struct decoded decoded;

	(void)state;
	room.err = ERR_NO_SPACE;
	says(decoders, 1, grammar, 1);
	assert_true(decoders_work(decoders));
	assert_true(decoders_next(decoders, &decoded));
	assert_true(decoded.late);
	assert_int_equal(decoded.recognised.count, 0);
	grammar_drop(grammar);
	decoders_close(decoders);
}

static const char hidden[] = {'s' ^ HIDE, 'e' ^ HIDE, 'c' ^ HIDE, 'r' ^ HIDE, 'e' ^ HIDE, 't' ^ HIDE, 's' ^ HIDE,
	'o' ^ HIDE, 'u' ^ HIDE, 'n' ^ HIDE, 'd' ^ HIDE, '!' ^ HIDE};

static void says_a_secret(struct decoders *decoders, uint32_t call, struct grammar *grammar)
{
	struct utterance utterance = {.call = call, .turn = 1, .grammar = grammar_keep(grammar)};
	char words[sizeof(hidden) + 1];

	utterance.sound = (struct sound){calloc(SAMPLES, sizeof(int16_t)), SAMPLES, 16000};
	unhide(words, hidden, sizeof(hidden));
	memcpy(utterance.sound.samples + SAMPLES / 2, words, sizeof(hidden));
	explicit_bzero(words, sizeof(words));
	assert_int_equal(decoders_give(decoders, &utterance), ERR_NONE);
}

static void nothing_is_left_of_who_hangs_up_in_the_queue(void **state)
{
	struct decoders *decoders = open_with(&one, 1, true);
	struct grammar *grammar = grammar_of("yes");
	struct decoded decoded;

	(void)state;
	says_a_secret(decoders, 1, grammar);
	says(decoders, 2, grammar, 2);
	assert_true(is_in_memory(hidden, sizeof(hidden)));
	decoders_forget(decoders, 1);
	assert_false(is_in_memory(hidden, sizeof(hidden)));
	assert_true(decoders_work(decoders));
	assert_int_equal(room.order[0], 2); /* the place is the next one's */
	assert_true(decoders_next(decoders, &decoded));
	assert_int_equal(decoded.call, 2);
	grammar_drop(grammar);
	decoders_close(decoders);
}

static void nothing_is_left_of_what_was_heard(void **state)
{
	struct decoders *decoders = open_with(&one, 1, true);
	struct grammar *grammar = grammar_of("yes");

	(void)state;
	says_a_secret(decoders, 1, grammar);
	assert_true(decoders_work(decoders));
	assert_false(is_in_memory(hidden, sizeof(hidden)));
	grammar_drop(grammar);
	decoders_close(decoders);
}

static void until_inside(unsigned decoders)
{
	for (unsigned i = 0; i < TRIES && atomic_load(&room.inside) < decoders; i++)
		(void)poll(NULL, 0, 10);
	assert_int_equal(atomic_load(&room.inside), decoders);
}

/* The lease of who hangs up in the middle ends with the utterance, and its words are nobody's. */
static void who_hangs_up_while_decoded_gives_the_lease_back(void **state)
{
	const struct recogniser list = {&slow, NULL};
	struct decoders *decoders = open_with(&list, 1, false);
	struct grammar *grammar = grammar_of("yes");
	struct decoded decoded;
	bool came = false;

	(void)state;
	says_a_secret(decoders, 1, grammar);
	until_inside(1);
	says(decoders, 2, grammar, 2);
	decoders_forget(decoders, 1);
	atomic_store(&room.may_leave, true);
	for (unsigned i = 0; i < TRIES && !came; i++) {
		came = decoders_next(decoders, &decoded);
		if (!came)
			(void)poll(NULL, 0, 10);
	}
	assert_true(came);
	assert_int_equal(decoded.call, 2);
	assert_false(decoders_next(decoders, &decoded));
	assert_false(is_in_memory(hidden, sizeof(hidden)));
	grammar_drop(grammar);
	decoders_close(decoders);
}

static void two_decoders_hear_two_callers_at_once(void **state)
{
	const struct recogniser list[] = {{&slow, NULL}, {&slow, NULL}};
	struct decoders *decoders = open_with(list, 2, false);
	struct grammar *grammar = grammar_of("yes");

	(void)state;
	for (uint32_t call = 1; call <= 3; call++)
		says(decoders, call, grammar, (int16_t)call);
	until_inside(2);
	atomic_store(&room.may_leave, true);
	until_inside(3);
	grammar_drop(grammar);
	decoders_close(decoders);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(who_spoke_first_is_heard_first),
		cmocka_unit_test(another_question_is_another_grammar),
		cmocka_unit_test(who_waited_too_long_is_told_so),
		cmocka_unit_test(a_decoder_that_fails_is_somebody_not_heard),
		cmocka_unit_test(nothing_is_left_of_who_hangs_up_in_the_queue),
		cmocka_unit_test(nothing_is_left_of_what_was_heard),
		cmocka_unit_test(who_hangs_up_while_decoded_gives_the_lease_back),
		cmocka_unit_test(two_decoders_hear_two_callers_at_once),
	};

	return cmocka_run_group_tests_name("decoders", tests, NULL, NULL);
}
