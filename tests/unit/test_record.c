/* Events, meanings and effects as bytes, and what those bytes must not hold. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/rng.h"
#include "content/content.h"
#include "record.h"

#include <stdio.h>
#include <string.h>

/* Stands for anything a customer says; found by any four of its bytes. */
#define MARKER "ZQXJKWVYPF"

static struct record record, again;

static void fill(char *out, size_t out_bytes)
{
	for (size_t i = 0; i + 1 < out_bytes; i++)
		out[i] = MARKER[i % (sizeof(MARKER) - 1)];
	out[out_bytes - 1] = '\0';
}

static bool holds_marker(const uint8_t *bytes, size_t count)
{
	for (size_t i = 0; i + 4 <= count; i++) {
		for (size_t at = 0; at < sizeof(MARKER) - 1; at++) {
			char piece[4];

			for (size_t k = 0; k < 4; k++)
				piece[k] = MARKER[(at + k) % (sizeof(MARKER) - 1)];
			if (memcmp(bytes + i, piece, 4) == 0)
				return true;
		}
	}
	return false;
}

/* An event of that kind with every field at its fullest. */
static struct event fullest(enum event_kind kind)
{
	struct event e;

	memset(&e, 0, sizeof(e));
	e.time_ms = 0x0123456789abcdefU;
	e.local_s = -5;
	e.session = 0xfedcba98U;
	e.kind = (uint8_t)kind;
	e.card_masked = true;
	e.request = 0xa1b2c3d4e5f60718U;
	switch (kind) {
	case EVENT_CAME_NEAR:
		e.came_near.channel = CHANNEL_LINE;
		e.came_near.language = 3;
		e.came_near.who = 0x1122334455667788U;
		e.came_near.prefers = (struct prefers){true, 0x5};
		break;
	case EVENT_HEARD:
		e.heard.count = ALTERNATIVES_MAX;
		e.heard.confidence_pct = 71;
		for (uint8_t i = 0; i < ALTERNATIVES_MAX; i++) {
			fill(e.heard.list[i].words, WORDS_BYTES_MAX);
			e.heard.list[i].score_pct = (uint8_t)(90 - i);
			e.heard.list[i].language = i % LANGUAGES_MAX;
			e.heard.list[i].source = SOURCE_LANGUAGE_MODEL;
		}
		break;
	case EVENT_TYPED:
		fill(e.typed.words, WORDS_BYTES_MAX);
		e.typed.source = SOURCE_KEYBOARD;
		break;
	case EVENT_KEYED: e.keyed.key = '#'; break;
	case EVENT_TOUCHED:
		e.touched.target = TARGET_SCORE;
		e.touched.index = 10;
		break;
	case EVENT_ACTION_DONE:
		e.done.outcome = OUTCOME_UNKNOWN;
		fill(e.done.reference, NAME_BYTES_MAX);
		fill(e.done.text, VALUE_BYTES_MAX);
		break;
	case EVENT_CUSTOMER_KNOWN:
		e.known.level = LEVEL_VERIFIED;
		e.known.language = LANGUAGES_MAX;
		fill(e.known.name, NAME_BYTES_MAX);
		break;
	case EVENT_AGENT_SAID:
		e.agent.act = AGENT_SAYS;
		e.agent.has_words = true;
		fill(e.agent.agent, NAME_BYTES_MAX);
		fill(e.agent.words, WORDS_BYTES_MAX);
		break;
	case EVENT_CONTENT_SWAPPED: e.swapped.slot = 2; break;
	case EVENT_PREFERS: e.prefers = (struct prefers){true, 0x5}; break;
	default: break;
	}
	return e;
}

static struct meaning full_meaning(void)
{
	struct meaning m;

	memset(&m, 0, sizeof(m));
	m.kind = MEANING_TOPICS;
	m.index = 7;
	m.confidence_pct = 55;
	m.topics_count = MEANING_TOPICS_MAX;
	for (unsigned i = 0; i < MEANING_TOPICS_MAX; i++) {
		m.topics[i] = (uint16_t)(300 + i);
		m.topics_pct[i] = (uint8_t)(60 - i);
	}
	m.index32 = 0x00c0ffee;
	fill(m.value, FREE_TEXT_BYTES_MAX);
	return m;
}

static void every_event_comes_back_as_it_was(void **state)
{
	(void)state;
	for (unsigned kind = 0; kind < EVENT_KIND_COUNT; kind++) {
		struct event in = fullest(kind), out;
		struct meaning meant_in = full_meaning(), meant;

		record_event(&in, &meant_in, false, &record);
		assert_int_equal(record_read_event(&record, &out, &meant), ERR_NONE);
		assert_memory_equal(&in, &out, sizeof(in));
		assert_memory_equal(&meant_in, &meant, sizeof(meant));
		assert_non_null(event_kind_name(kind));
	}
}

static void every_meaning_comes_back_as_it_was(void **state)
{
	struct event in = fullest(EVENT_WAKE), out;

	(void)state;
	for (unsigned kind = 0; kind < MEANING_KIND_COUNT; kind++) {
		struct meaning meant_in, meant;

		memset(&meant_in, 0, sizeof(meant_in));
		meant_in.kind = (uint8_t)kind;
		meant_in.index = 3;
		record_event(&in, &meant_in, false, &record);
		assert_int_equal(record.words_bytes, 0);
		assert_int_equal(record_read_event(&record, &out, &meant), ERR_NONE);
		assert_memory_equal(&meant_in, &meant, sizeof(meant));
		assert_non_null(meaning_kind_name(kind));
	}
}

static void no_skeleton_of_an_event_holds_a_customers_words(void **state)
{
	struct meaning meaning = full_meaning();

	(void)state;
	for (unsigned kind = 0; kind < EVENT_KIND_COUNT; kind++) {
		struct event in = fullest(kind);

		record_event(&in, &meaning, false, &record);
		assert_false(holds_marker(record.skeleton, record.skeleton_bytes));
		assert_true(holds_marker(record.words, record.words_bytes));
	}
}

static void a_key_pressed_is_in_the_words_only(void **state)
{
	struct event one = fullest(EVENT_KEYED), two = one;
	struct meaning meaning;

	(void)state;
	memset(&meaning, 0, sizeof(meaning));
	one.keyed.key = '4';
	two.keyed.key = '7';
	record_event(&one, &meaning, false, &record);
	record_event(&two, &meaning, false, &again);
	assert_int_equal(record.skeleton_bytes, again.skeleton_bytes);
	assert_memory_equal(record.skeleton, again.skeleton, record.skeleton_bytes);
	assert_memory_not_equal(record.words, again.words, record.words_bytes);
}

static void destroyed_words_leave_the_skeleton_readable(void **state)
{
	struct event in = fullest(EVENT_HEARD), out;
	struct meaning meant_in = full_meaning(), meant;

	(void)state;
	record_event(&in, &meant_in, false, &record);
	record.words_bytes = 0;
	assert_int_equal(record_read_event(&record, &out, &meant), ERR_NONE);
	assert_int_equal(out.heard.count, ALTERNATIVES_MAX);
	assert_string_equal(out.heard.list[0].words, "");
	assert_int_equal(out.heard.list[1].score_pct, 89);
	assert_string_equal(meant.value, "");
	assert_int_equal(meant.topics[1], 301);
}

static void a_masked_event_keeps_its_length_only(void **state)
{
	struct event in = fullest(EVENT_TYPED), out;
	struct meaning meant_in = full_meaning(), meant;

	(void)state;
	strcpy(in.typed.words, "my pin is ZQXJ, citt\xc3\xa0");
	strcpy(meant_in.value, "ZQXJ");
	record_event(&in, &meant_in, true, &record);
	assert_false(holds_marker(record.words, record.words_bytes));
	assert_false(holds_marker(record.skeleton, record.skeleton_bytes));
	assert_int_equal(record.words_bytes, 4);
	assert_int_equal(record_read_event(&record, &out, &meant), ERR_NONE);
	assert_true(out.masked); /* else a replay would understand its asterisks */
	assert_string_equal(out.typed.words, "000000000000000000000");
	assert_string_equal(meant.value, "0000");
	assert_int_equal(out.typed.source, SOURCE_KEYBOARD);
}

static void an_agents_words_are_not_masked_with_the_customers(void **state)
{
	struct event in = fullest(EVENT_AGENT_SAID), out;
	struct meaning meaning, meant;

	(void)state;
	in.masked = true;
	memset(&meaning, 0, sizeof(meaning));
	record_event(&in, &meaning, true, &record);
	assert_int_equal(record_read_event(&record, &out, &meant), ERR_NONE);
	assert_memory_equal(&in, &out, sizeof(in));
}

static void cut_or_broken_bytes_are_refused_or_read_but_never_harm(void **state)
{
	struct rng rng = {20261122};
	struct meaning meaning = full_meaning(), meant;

	(void)state;
	for (unsigned round = 0; round < 20000; round++) {
		struct event in = fullest(rng_below(&rng, EVENT_KIND_COUNT)), out;
		bool cut = rng_chance(&rng, 500);

		record_event(&in, &meaning, rng_chance(&rng, 300), &record);
		if (cut)
			record.skeleton_bytes = (uint16_t)rng_below(&rng, record.skeleton_bytes);
		else
			record.skeleton[rng_below(&rng, record.skeleton_bytes)] = (uint8_t)rng_next(&rng);
		if (rng_chance(&rng, 500))
			record.words[rng_below(&rng, record.words_bytes)] = (uint8_t)rng_next(&rng);
		if (record_read_event(&record, &out, &meant) == ERR_NONE) {
			assert_false(cut);
			assert_in_range(out.kind, 0, EVENT_KIND_COUNT - 1);
			assert_in_range(meant.topics_count, 0, MEANING_TOPICS_MAX);
		}
	}
}

/* The sizes are a row's too. */
static void sizes_beyond_any_record_are_refused(void **state)
{
	struct event e = fullest(EVENT_TYPED);
	const struct meaning none = {.kind = MEANING_UNKNOWN};
	struct event back;
	struct meaning meant;

	(void)state;
	record_event(&e, &none, false, &record);
	assert_int_equal(record_read_event(&record, &back, &meant), ERR_NONE);
	again = record;
	again.skeleton_bytes = RECORD_SKELETON_BYTES_MAX + 1;
	assert_int_equal(record_read_event(&again, &back, &meant), ERR_FORMAT);
	again = record;
	again.words_bytes = RECORD_WORDS_BYTES_MAX + 1;
	assert_int_equal(record_read_event(&again, &back, &meant), ERR_FORMAT);
}

static void another_format_is_named_as_such(void **state)
{
	struct event in = fullest(EVENT_WAKE), out;
	struct meaning meaning = full_meaning(), meant;

	(void)state;
	record_event(&in, &meaning, false, &record);
	record.skeleton[0]++;
	assert_int_equal(record_read_event(&record, &out, &meant), ERR_VERSION);
}

static void values_fill(struct values *values)
{
	char value[VALUE_BYTES_MAX];

	fill(value, sizeof(value));
	values->bytes = 0;
	memcpy(values->list, "phone", 6);
	memcpy(values->list + 6, value, sizeof(value));
	values->bytes = 6 + sizeof(value);
}

static struct effect full_effect(enum effect_kind kind)
{
	struct effect e;

	memset(&e, 0, sizeof(e));
	e.kind = (uint8_t)kind;
	e.session = 77;
	e.request = 88;
	switch (kind) {
	case EFFECT_SAY:
		e.say.text = 12;
		values_fill(&e.say.values);
		break;
	case EFFECT_SHOW:
		e.show.screen = SCREEN_REVIEW;
		fill(e.show.code, sizeof(e.show.code));
		e.show.choices.count = CHOICES_MAX;
		values_fill(&e.show.caption.values);
		break;
	case EFFECT_LISTEN: e.listen.choices.count = CHOICES_MAX; break;
	case EFFECT_ACT:
	case EFFECT_LOOK_UP: values_fill(&e.act.inputs); break;
	case EFFECT_HAND_OVER:
		fill(e.hand_over.code, sizeof(e.hand_over.code));
		values_fill(&e.hand_over.facts);
		break;
	case EFFECT_TELL_AGENT: fill(e.tell.words, sizeof(e.tell.words)); break;
	case EFFECT_CALL_BACK:
		fill(e.call_back.code, sizeof(e.call_back.code));
		fill(e.call_back.phone, sizeof(e.call_back.phone));
		fill(e.call_back.words, sizeof(e.call_back.words));
		break;
	case EFFECT_NOTE: fill(e.note.words, sizeof(e.note.words)); break;
	case EFFECT_VISIT: e.visit.steps_count = VISIT_STEPS_MAX; break;
	case EFFECT_PHRASE: fill(e.phrase.words, sizeof(e.phrase.words)); break;
	default: break;
	}
	return e;
}

static bool same_record(void)
{
	return record.skeleton_bytes == again.skeleton_bytes && record.words_bytes == again.words_bytes &&
	       memcmp(record.skeleton, again.skeleton, record.skeleton_bytes) == 0 &&
	       memcmp(record.words, again.words, record.words_bytes) == 0;
}

static bool same_skeleton(void)
{
	return record.skeleton_bytes == again.skeleton_bytes &&
	       memcmp(record.skeleton, again.skeleton, record.skeleton_bytes) == 0;
}

static void no_record_of_effects_holds_a_customers_words(void **state)
{
	static struct effects effects;

	(void)state;
	for (unsigned kind = 0; kind < EFFECT_KIND_COUNT; kind++) {
		effects.count = EFFECTS_MAX;
		for (unsigned i = 0; i < EFFECTS_MAX; i++)
			effects.list[i] = full_effect(kind);
		record_effects(&effects, "collect", &record);
		assert_false(holds_marker(record.skeleton, record.skeleton_bytes));
		assert_false(holds_marker(record.words, record.words_bytes));
		assert_int_equal(record.words_bytes, kind == EFFECT_RELEASE ? 0 : 8);
		assert_non_null(effect_kind_name(kind));
	}
}

static void one_changed_character_changes_the_hash_not_the_skeleton(void **state)
{
	static struct effects effects;

	(void)state;
	for (unsigned kind = 0; kind < EFFECT_KIND_COUNT; kind++) {
		char *text = NULL;

		effects.count = 1;
		effects.list[0] = full_effect(kind);
		record_effects(&effects, "narrow", &record);
		record_effects(&effects, "narrow", &again);
		assert_true(same_record());
		switch (kind) {
		case EFFECT_SAY: text = effects.list[0].say.values.list + 10; break;
		case EFFECT_SHOW: text = effects.list[0].show.caption.values.list + 10; break;
		case EFFECT_ACT:
		case EFFECT_LOOK_UP: text = effects.list[0].act.inputs.list + 10; break;
		case EFFECT_HAND_OVER: text = effects.list[0].hand_over.facts.list + 10; break;
		case EFFECT_TELL_AGENT: text = effects.list[0].tell.words; break;
		case EFFECT_CALL_BACK: text = effects.list[0].call_back.phone; break;
		case EFFECT_NOTE: text = effects.list[0].note.words; break;
		case EFFECT_PHRASE: text = effects.list[0].phrase.words; break;
		default: continue;
		}
		*text = '!';
		record_effects(&effects, "narrow", &again);
		assert_true(same_skeleton());
		assert_false(same_record());
	}
}

static void each_number_of_a_visit_counts(void **state)
{
	static struct effects effects;
	struct visit *visit = &effects.list[0].visit;

	(void)state;
	effects.count = 1;
	effects.list[0] = full_effect(EFFECT_VISIT);
	record_effects(&effects, "narrow", &record);
	visit->steps[VISIT_STEPS_MAX - 1].ms = 1;
	record_effects(&effects, "narrow", &again);
	assert_true(same_skeleton());
	assert_false(same_record());
	visit->outcome = VISIT_LEFT;
	record_effects(&effects, "narrow", &again);
	assert_false(same_skeleton());
}

static void the_skeleton_tells_state_kind_and_prompt(void **state)
{
	static struct effects effects;

	(void)state;
	effects.count = 1;
	effects.list[0] = full_effect(EFFECT_SAY);
	record_effects(&effects, "narrow", &record);
	record_effects(&effects, "collect", &again);
	assert_false(same_skeleton());
	effects.list[0].say.text++;
	record_effects(&effects, "narrow", &again);
	assert_false(same_skeleton());
	effects.list[0] = full_effect(EFFECT_LANGUAGE);
	record_effects(&effects, "narrow", &again);
	assert_false(same_skeleton());
}

static void masked_inputs_count_by_their_names_only(void **state)
{
	static struct effects effects;
	const enum effect_kind kinds[] = {EFFECT_ACT, EFFECT_LOOK_UP, EFFECT_HAND_OVER};

	(void)state;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		struct effect *e = &effects.list[0];
		struct values *values;

		effects.count = 1;
		*e = full_effect(kinds[i]);
		values = kinds[i] == EFFECT_HAND_OVER ? &e->hand_over.facts : &e->act.inputs;
		if (kinds[i] == EFFECT_HAND_OVER)
			e->hand_over.flags = SAYING_MASKED;
		else
			e->act.flags = SAYING_MASKED;
		record_effects(&effects, "collect", &record);
		values->list[10] = '0';
		record_effects(&effects, "collect", &again);
		assert_true(same_record());
		values->list[0] = 'P';
		record_effects(&effects, "collect", &again);
		assert_false(same_record());
	}
}

static void every_screen_has_a_name(void **state)
{
	(void)state;
	for (unsigned screen = 0; screen < SCREEN_COUNT; screen++)
		assert_true(strlen(screen_name(screen)) > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_event_comes_back_as_it_was),
		cmocka_unit_test(every_meaning_comes_back_as_it_was),
		cmocka_unit_test(no_skeleton_of_an_event_holds_a_customers_words),
		cmocka_unit_test(a_key_pressed_is_in_the_words_only),
		cmocka_unit_test(destroyed_words_leave_the_skeleton_readable),
		cmocka_unit_test(a_masked_event_keeps_its_length_only),
		cmocka_unit_test(an_agents_words_are_not_masked_with_the_customers),
		cmocka_unit_test(cut_or_broken_bytes_are_refused_or_read_but_never_harm),
		cmocka_unit_test(sizes_beyond_any_record_are_refused),
		cmocka_unit_test(another_format_is_named_as_such),
		cmocka_unit_test(no_record_of_effects_holds_a_customers_words),
		cmocka_unit_test(one_changed_character_changes_the_hash_not_the_skeleton),
		cmocka_unit_test(each_number_of_a_visit_counts),
		cmocka_unit_test(the_skeleton_tells_state_kind_and_prompt),
		cmocka_unit_test(masked_inputs_count_by_their_names_only),
		cmocka_unit_test(every_screen_has_a_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
