/* A journal outlives the program that wrote it: what stands in a record under a format's number keeps its shape. Each
 * field has another number here, so that none can take another's place. Whoever changes what is written gives the
 * format another number, and writes the figures here anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "record.h"

#include <string.h>

enum { FORMAT = 3 };

static struct record record;
static uint8_t last; /* given out by n() */

static uint8_t n(void)
{
	return ++last;
}

/* FNV-1a, as the journal's own hash, but of what is written. */
static uint32_t hash_of_record(void)
{
	uint32_t hash = 2166136261U;

	for (uint16_t i = 0; i < record.skeleton_bytes; i++)
		hash = (hash ^ record.skeleton[i]) * 16777619U;
	for (uint16_t i = 0; i < record.words_bytes; i++)
		hash = (hash ^ record.words[i]) * 16777619U;
	return hash ^ (uint32_t)record.skeleton_bytes << 16 ^ record.words_bytes;
}

static void put_choices(struct choices *choices)
{
	choices->count = 2;
	for (uint8_t i = 0; i < choices->count; i++)
		choices->list[i] = (struct choice){.kind = 31 + i, .key = 33 + i, .index = 35 + i, .bright = i > 0};
}

static void put_saying(struct saying *saying)
{
	*saying = (struct saying){.text = 41, .wording = 42, .language = 43, .flags = 44};
	values_set(&saying->values, "day", "Monday");
	values_set(&saying->values, "time", "ten");
}

static void put_show(struct effect *e)
{
	e->show.screen = n();
	e->show.language = n();
	e->show.flags = n();
	e->show.step = n();
	e->show.steps = n();
	e->show.seconds = n();
	e->show.topic = n();
	e->show.slot = n();
	e->show.parent = n();
	e->show.can_undo = true;
	memcpy(e->show.code, "4711", sizeof(e->show.code));
	put_choices(&e->show.choices);
	put_saying(&e->show.caption);
}

static void put_listen(struct effect *e)
{
	e->listen.expect = n();
	e->listen.language = n();
	e->listen.flags = n();
	e->listen.slot = n();
	e->listen.quiet_ms = n();
	put_choices(&e->listen.choices);
}

static void put_act(struct effect *e)
{
	e->act.action = n();
	e->act.ask = true;
	e->act.proves = n();
	e->act.flags = SAYING_MANDATORY;
	values_set(&e->act.inputs, "day", "Monday");
}

static void put_hand_over(struct effect *e)
{
	e->hand_over.team = n();
	e->hand_over.topic = n();
	e->hand_over.language = n();
	e->hand_over.channel = n();
	e->hand_over.level = n();
	e->hand_over.flags = SAYING_MANDATORY;
	e->hand_over.mood = n();
	memcpy(e->hand_over.code, "4711", sizeof(e->hand_over.code));
	values_set(&e->hand_over.facts, "day", "Monday");
}

static void put_call_back(struct effect *e)
{
	memcpy(e->call_back.code, "4711", sizeof(e->call_back.code));
	memcpy(e->call_back.phone, "0541", 5);
	memcpy(e->call_back.words, "soon", 5);
}

static void put_count(struct effect *e)
{
	e->count.what = n();
	e->count.topic = n();
	e->count.item = n();
	e->count.value = -5;
}

static void put_note(struct effect *e)
{
	e->note.what = n();
	e->note.score = n();
	e->note.topic = n();
	memcpy(e->note.words, "good", 5);
}

static void put_phrase(struct effect *e)
{
	e->phrase.understood = n();
	e->phrase.language = n();
	e->phrase.topic = n();
	memcpy(e->phrase.words, "lost", 5);
}

static void put_visit(struct visit *v)
{
	*v = (struct visit){.session = 51,
		.layout = 52,
		.local_s = 53,
		.ms = 54,
		.leaf = 55,
		.held_permille = 56,
		.channel = 57,
		.held = 58,
		.outcome = 59,
		.flags = 60,
		.wrong = 61,
		.steps_count = 2};
	for (uint8_t i = 0; i < v->steps_count; i++)
		v->steps[i] = (struct visit_step){.kind = 62 + i, .end = 64 + i, .index = 66 + i, .ms = 68 + i};
}

static void put_close(struct effect *e)
{
	e->close.again = true;
	e->close.language = n();
	e->close.prefers = (struct prefers){false, n()};
}

static void put_effect(struct effect *e, enum effect_kind kind)
{
	memset(e, 0, sizeof(*e));
	last = 0;
	e->kind = (uint8_t)kind;
	e->session = n();
	e->request = n();
	switch (kind) {
	case EFFECT_SAY: put_saying(&e->say); break;
	case EFFECT_SHOW: put_show(e); break;
	case EFFECT_LISTEN: put_listen(e); break;
	case EFFECT_ACT:
	case EFFECT_LOOK_UP: put_act(e); break;
	case EFFECT_HAND_OVER: put_hand_over(e); break;
	case EFFECT_TELL_AGENT: memcpy(e->tell.words, "well", 5); break;
	case EFFECT_CALL_BACK: put_call_back(e); break;
	case EFFECT_WAKE_AT: e->wake_at.time_ms = n(); break;
	case EFFECT_COUNT: put_count(e); break;
	case EFFECT_LANGUAGE: e->language.language = n(); break;
	case EFFECT_WIPE:
		e->wipe.keep = true;
		e->wipe.state = n();
		break;
	case EFFECT_CLOSE: put_close(e); break;
	case EFFECT_NOTE: put_note(e); break;
	case EFFECT_VISIT: put_visit(&e->visit); break;
	case EFFECT_PHRASE: put_phrase(e); break;
	default: break;
	}
}

static void put_answer(struct event *e)
{
	switch ((enum event_kind)e->kind) {
	case EVENT_ACTION_DONE:
		e->done.outcome = OUTCOME_REFUSED;
		memcpy(e->done.reference, "B-7", 4);
		memcpy(e->done.text, "later", 6);
		break;
	case EVENT_CUSTOMER_KNOWN:
		e->known.level = n();
		e->known.language = n();
		e->known.has_name = true;
		memcpy(e->known.name, "Anna", 5);
		break;
	case EVENT_AGENT_SAID:
		e->agent.act = n();
		e->agent.has_words = true;
		memcpy(e->agent.agent, "Giulia", 7);
		memcpy(e->agent.words, "here", 5);
		break;
	default: break;
	}
}

static void put_event(struct event *e, enum event_kind kind)
{
	memset(e, 0, sizeof(*e));
	last = 0;
	*e = (struct event){.kind = (uint8_t)kind, .time_ms = 71, .local_s = 72, .session = 73, .request = 74};
	switch (kind) {
	case EVENT_CAME_NEAR:
		e->came_near.channel = CHANNEL_LINE;
		e->came_near.language = n();
		e->came_near.seed = n();
		e->came_near.who = n();
		e->came_near.prefers = (struct prefers){true, n()};
		break;
	case EVENT_HEARD:
		e->heard.count = 2;
		e->heard.confidence_pct = n();
		for (uint8_t i = 0; i < e->heard.count; i++)
			e->heard.list[i] = (struct alternative){.words = {(char)('a' + i), '\0'},
				.score_pct = 75 + i,
				.language = 77 + i,
				.source = 79 + i};
		break;
	case EVENT_TYPED:
		e->typed.source = n();
		memcpy(e->typed.words, "well", 5);
		break;
	case EVENT_KEYED: e->keyed.key = '7'; break;
	case EVENT_TOUCHED:
		e->touched.target = n();
		e->touched.index = n();
		break;
	case EVENT_CONTENT_SWAPPED: e->swapped.slot = 1; break;
	case EVENT_PREFERS: e->prefers = (struct prefers){true, n()}; break;
	default: put_answer(e); break;
	}
}

static const struct meaning meaning = {.kind = MEANING_TOPICS,
	.index = 81,
	.confidence_pct = 82,
	.topics_count = 2,
	.topics = {83, 84},
	.topics_pct = {85, 86},
	.index32 = 87,
	.value = "so"};

static void effects_are_written_as_they_were_in_this_format(void **state)
{
	static const uint32_t written[EFFECT_KIND_COUNT] = {
		[EFFECT_SAVE] = 0x2c287366U,
		[EFFECT_SAY] = 0x55fd57c3U,
		[EFFECT_SHOW] = 0x3d23be9aU,
		[EFFECT_LISTEN] = 0x6ce70cb2U,
		[EFFECT_ACT] = 0xd7d3dd01U,
		[EFFECT_LOOK_UP] = 0x55d2397bU,
		[EFFECT_HAND_OVER] = 0x98f89e42U,
		[EFFECT_TELL_AGENT] = 0x071c4208U,
		[EFFECT_CALL_BACK] = 0x4e6e52f0U,
		[EFFECT_WAKE_AT] = 0x33716662U,
		[EFFECT_COUNT] = 0x24d0d2daU,
		[EFFECT_LANGUAGE] = 0x5e4d53c2U,
		[EFFECT_WIPE] = 0x0e3b3755U,
		[EFFECT_CLOSE] = 0xe77b6a3eU,
		[EFFECT_RELEASE] = 0x9a485bc9U,
		[EFFECT_NOTE] = 0x81db9f53U,
		[EFFECT_VISIT] = 0xbb729880U,
		[EFFECT_PHRASE] = 0x3839dc07U,
	};
	static struct effects effects;

	(void)state;
	effects.count = 1;
	for (unsigned kind = 0; kind < EFFECT_KIND_COUNT; kind++) {
		put_effect(&effects.list[0], (enum effect_kind)kind);
		record_effects(&effects, "narrow", &record);
		assert_int_equal(record.skeleton[0], FORMAT);
		if (hash_of_record() != written[kind])
			fail_msg("%s: 0x%08xU", effect_kind_name((enum effect_kind)kind), hash_of_record());
	}
}

static void events_are_written_as_they_were_in_this_format(void **state)
{
	static const uint32_t written[EVENT_KIND_COUNT] = {
		[EVENT_CAME_NEAR] = 0x780d2303U,
		[EVENT_HEARD] = 0x538bd37eU,
		[EVENT_TYPED] = 0xeb8125b9U,
		[EVENT_KEYED] = 0xa330210cU,
		[EVENT_TOUCHED] = 0xb84cb0e1U,
		[EVENT_BUSY] = 0xde0e3645U,
		[EVENT_SAID] = 0x1573b0f8U,
		[EVENT_WAKE] = 0x89c5770fU,
		[EVENT_HUNG_UP] = 0x241ea8caU,
		[EVENT_ACTION_DONE] = 0x1b52b984U,
		[EVENT_CUSTOMER_KNOWN] = 0x150d987eU,
		[EVENT_AGENT_SAID] = 0xefeb6f9bU,
		[EVENT_CONTENT_SWAPPED] = 0x61853a39U,
		[EVENT_STARTED] = 0xb02aa0bdU,
		[EVENT_PREFERS] = 0x82de64ceU,
	};

	(void)state;
	for (unsigned kind = 0; kind < EVENT_KIND_COUNT; kind++) {
		struct event event;

		put_event(&event, (enum event_kind)kind);
		record_event(&event, &meaning, false, &record);
		assert_int_equal(record.skeleton[0], FORMAT);
		if (hash_of_record() != written[kind])
			fail_msg("%s: 0x%08xU", event_kind_name((enum event_kind)kind), hash_of_record());
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(effects_are_written_as_they_were_in_this_format),
		cmocka_unit_test(events_are_written_as_they_were_in_this_format),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
