/* The matcher on both demonstration sites: what it finds, what it leaves alone, and that no damage brings it down. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "site_help.h"

#include "base/rng.h"
#include "understand/features.h"
#include "understand/match.h"
#include "understand/model.h"

enum { MODEL_BYTES = 8 << 20, SCRATCH_BYTES = 32 << 20 };

struct site {
	const struct content *content;
	void *model;
	size_t model_bytes;
};

static struct site bank;
static struct site shop;

static size_t build(const struct content *c, void *out, size_t out_bytes, size_t scratch_bytes)
{
	struct arena scratch = {.base = malloc(scratch_bytes), .size = scratch_bytes};
	size_t bytes;

	assert_non_null(scratch.base);
	bytes = model_build(c, &scratch, out, out_bytes);
	free(scratch.base);
	return bytes;
}

static struct site site_learn(const char *folder)
{
	struct site s = {.content = site_open(folder), .model = aligned_alloc(64, MODEL_BYTES)};

	assert_non_null(s.model);
	s.model_bytes = build(s.content, s.model, MODEL_BYTES, SCRATCH_BYTES);
	assert_true(s.model_bytes > 0);
	return s;
}

static const char *topic_id(const struct site *s, uint16_t topic)
{
	return content_string(s->content, content_topic(s->content, topic)->id);
}

static enum match_answer ask(const struct site *s, uint8_t language, const char *words, struct ranked *ranked)
{
	match_rank(s->content, s->model, language, words, ranked);
	return match_judge(ranked, 100);
}

static void an_authored_phrasing_finds_its_own_topic(const struct site *s)
{
	uint32_t asked = 0;
	uint32_t first = 0;
	uint32_t none = 0;

	for (uint16_t t = 0; t < s->content->topics.count; t++) {
		for (uint8_t l = 0; l < s->content->site.languages_count; l++) {
			struct content_phrases asks = content_topic(s->content, t)->asks[l];

			for (uint32_t i = 0; i < asks.count; i++) {
				struct ranked ranked;

				none += ask(s, l, content_phrase(s->content, asks, i), &ranked) == MATCH_NONE;
				first += ranked.count > 0 && ranked.list[0].topic == t;
				asked++;
			}
		}
	}
	assert_true(asked > 100);
	assert_true(first * 100 >= asked * 98);
	assert_int_equal(none, 0);
}

static void authored_phrasings_find_their_topic_on_both_sites(void **state)
{
	(void)state;
	an_authored_phrasing_finds_its_own_topic(&bank);
	an_authored_phrasing_finds_its_own_topic(&shop);
}

struct match_case {
	uint8_t language;
	const char *words;
	const char *topic;
	enum match_answer answer;
};

static void people_at_the_bank_are_understood(void **state)
{
	static const struct match_case cases[] = {
		{EN, "i lost my card", "form:lost_card", MATCH_SURE},
		{EN, "I've LOST my card!!", "form:lost_card", MATCH_SURE},
		{EN, "i lots my card", "form:lost_card", MATCH_ASK},
		{EN, "lost my crad", "form:lost_card", MATCH_ASK},
		{EN, "i forgot my pin", "answer:card_pin_forgotten", MATCH_SURE},
		{EN, "the machine swallowed my card", "answer:card_swallowed", MATCH_SURE},
		{EN, "when will my new card arrive", "answer:card_arrival", MATCH_SURE},
		{IT, "ho perso la carta", "form:lost_card", MATCH_SURE},
		{IT, "ho dimenticato il pin", "answer:card_pin_forgotten", MATCH_SURE},
		{IT, "lo sportello si e mangiato la carta", "answer:card_swallowed", MATCH_SURE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct ranked ranked;
		enum match_answer answer = ask(&bank, cases[i].language, cases[i].words, &ranked);

		if (answer != cases[i].answer || strcmp(topic_id(&bank, ranked.list[0].topic), cases[i].topic) != 0)
			fail_msg("\"%s\": %s %d%%, %d", cases[i].words,
				ranked.count ? topic_id(&bank, ranked.list[0].topic) : "-",
				ranked.count ? ranked.list[0].pct : 0, (int)answer);
	}
}

static void nonsense_is_left_alone(void **state)
{
	static const char *const cases[] = {"", " ", "?!", "blah", "asdf qwer zxcv", "the purple elephant sings",
		"hello hello hello", "blorp", "12345", "\xf0\x9f\x98\x80", "\xff\xfe"};
	struct ranked ranked;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(ask(&bank, EN, cases[i], &ranked), MATCH_NONE);
		assert_int_equal(ask(&shop, EN, cases[i], &ranked), MATCH_NONE);
	}
}

static void one_word_for_many_topics_is_asked_back(void **state)
{
	struct ranked ranked;

	(void)state;
	assert_int_equal(ask(&bank, EN, "card", &ranked), MATCH_ASK);
	assert_true(ranked.count > 1);
}

static void badly_heard_words_are_never_sure(void **state)
{
	struct ranked ranked;

	(void)state;
	assert_int_equal(ask(&bank, EN, "i lost my card", &ranked), MATCH_SURE);
	assert_int_equal(match_judge(&ranked, 40), MATCH_ASK);
}

static void ranks_fall_and_name_each_topic_once(void **state)
{
	struct ranked ranked;

	(void)state;
	ask(&bank, EN, "how do i get a new card for my account", &ranked);
	for (uint8_t i = 0; i + 1 < ranked.count; i++) {
		assert_true(ranked.list[i].pct >= ranked.list[i + 1].pct);
		for (uint8_t k = (uint8_t)(i + 1); k < ranked.count; k++)
			assert_int_not_equal(ranked.list[i].topic, ranked.list[k].topic);
	}
}

static void the_same_content_makes_the_same_model_byte_for_byte(void **state)
{
	void *again = aligned_alloc(64, MODEL_BYTES);

	(void)state;
	assert_non_null(again);
	assert_int_equal(build(bank.content, again, MODEL_BYTES, SCRATCH_BYTES), bank.model_bytes);
	assert_memory_equal(again, bank.model, bank.model_bytes);
	free(again);
}

static void too_little_room_makes_no_model(void **state)
{
	void *out = aligned_alloc(64, MODEL_BYTES);

	(void)state;
	assert_non_null(out);
	assert_int_equal(build(bank.content, out, 64, SCRATCH_BYTES), 0);
	assert_int_equal(build(bank.content, out, bank.model_bytes - 8, SCRATCH_BYTES), 0);
	assert_int_equal(build(bank.content, out, MODEL_BYTES, 1024), 0);
	assert_int_equal(build(bank.content, out, bank.model_bytes, SCRATCH_BYTES), bank.model_bytes);
	free(out);
}

/* A model of the bank beside the shop's content: the topics differ, those that both have are found. */
static void an_older_model_leaves_unknown_topics_out(void **state)
{
	struct ranked ranked;

	(void)state;
	match_rank(shop.content, bank.model, EN, "i lost my card and forgot my pin", &ranked);
	for (uint8_t i = 0; i < ranked.count; i++)
		assert_true(ranked.list[i].topic < shop.content->topics.count);
}

/* Whatever model_sound lets pass, match_rank survives. */
static void a_damaged_model_never_brings_it_down(void **state)
{
	uint8_t *damaged = aligned_alloc(64, MODEL_BYTES);
	struct rng rng = {3};
	uint32_t passed = 0;

	(void)state;
	assert_non_null(damaged);
	for (int round = 0; round < 600; round++) {
		struct ranked ranked;
		uint32_t flips = 1 + rng_below(&rng, 4);
		/* Headers are small: half of the damage is aimed at them. */
		uint32_t reach = rng_chance(&rng, 500) ? 400 : (uint32_t)bank.model_bytes;

		memcpy(damaged, bank.model, bank.model_bytes);
		for (uint32_t i = 0; i < flips; i++)
			damaged[rng_below(&rng, reach)] ^= (uint8_t)(1U << rng_below(&rng, 8));
		if (model_sound(damaged, bank.model_bytes) != ERR_NONE)
			continue;
		passed++;
		match_rank(bank.content, damaged, EN, "i lost my card", &ranked);
		match_rank(bank.content, damaged, IT, "ho perso la carta", &ranked);
		match_judge(&ranked, 100);
	}
	assert_true(passed > 0);
	for (size_t size = 0; size < 4096; size += 8)
		assert_int_not_equal(model_sound(bank.model, size), ERR_NONE);
	free(damaged);
}

static void logarithm_and_root_are_right(void **state)
{
	(void)state;
	assert_int_equal(log2_q16(1), 0);
	assert_int_equal(log2_q16(2), 65536);
	assert_int_equal(log2_q16(1U << 31), 31 * 65536);
	assert_in_range(log2_q16(3), 103871, 103873); /* 1.5849625 */
	assert_in_range(log2_q16(1000), 653116, 653118);
	assert_int_equal(isqrt64(0), 0);
	assert_int_equal(isqrt64(99), 9);
	assert_int_equal(isqrt64(UINT64_MAX), UINT32_MAX);
	for (uint64_t root = 1; root < 100000; root += 37) {
		assert_int_equal(isqrt64(root * root), root);
		assert_int_equal(isqrt64(root * root - 1), root - 1);
	}
}

static int open_sites(void **state)
{
	(void)state;
	bank = site_learn(SITE_BANK);
	shop = site_learn(SITE_SHOP);
	return model_sound(bank.model, bank.model_bytes) || model_sound(shop.model, shop.model_bytes);
}

static int close_sites(void **state)
{
	(void)state;
	site_close(bank.content);
	site_close(shop.content);
	free(bank.model);
	free(shop.model);
	return 0;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(authored_phrasings_find_their_topic_on_both_sites),
		cmocka_unit_test(people_at_the_bank_are_understood),
		cmocka_unit_test(nonsense_is_left_alone),
		cmocka_unit_test(one_word_for_many_topics_is_asked_back),
		cmocka_unit_test(badly_heard_words_are_never_sure),
		cmocka_unit_test(ranks_fall_and_name_each_topic_once),
		cmocka_unit_test(the_same_content_makes_the_same_model_byte_for_byte),
		cmocka_unit_test(too_little_room_makes_no_model),
		cmocka_unit_test(an_older_model_leaves_unknown_topics_out),
		cmocka_unit_test(a_damaged_model_never_brings_it_down),
		cmocka_unit_test(logarithm_and_root_are_right),
	};

	return cmocka_run_group_tests(tests, open_sites, close_sites);
}
