/* The trained matcher as an image: made with too little room at each place, of too much, and damaged at each place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "site_help.h"

#include "understand/match.h"
#include "understand/model.h"
#include "understand/model_image.h"

enum { MODEL_BYTES = 16 << 20, SCRATCH_BYTES = 256 << 20 };

static struct content *shop; /* with one language, so that what is learned last is known */
static uint64_t *image;
static uint64_t *other;
static uint8_t *scratch;
static size_t image_bytes;
static size_t scratch_used;

static size_t build(void *out, size_t out_bytes, size_t scratch_bytes)
{
	struct arena arena = {.base = scratch, .size = scratch_bytes};
	size_t bytes = model_build(shop, &arena, out, out_bytes);

	scratch_used = arena.used;
	return bytes;
}

static int open_model(void **state)
{
	(void)state;
	shop = (struct content *)(uintptr_t)site_open(SITE_SHOP);
	shop->site.languages_count = 1;
	image = aligned_alloc(64, MODEL_BYTES);
	other = aligned_alloc(64, MODEL_BYTES);
	scratch = aligned_alloc(64, SCRATCH_BYTES);
	if (!image || !other || !scratch)
		return 1;
	image_bytes = build(image, MODEL_BYTES, SCRATCH_BYTES);
	return image_bytes == 0 || model_sound(image, image_bytes) != ERR_NONE;
}

static int close_model(void **state)
{
	(void)state;
	free(image);
	free(other);
	free(scratch);
	site_close(shop);
	return 0;
}

/* Wherever the room ends, none is made; with just enough it is the same. */
static void a_model_that_does_not_fit_is_not_made(void **state)
{
	const struct model *m = (const void *)image;
	const struct model_language *l = &m->language[0];
	const size_t rooms[] = {0, sizeof(*m) - 1, sizeof(*m), m->strings.offset, l->slots.offset, l->doc_topic.offset,
		l->postings.offset, l->spread.offset, image_bytes - 1};

	(void)state;
	for (size_t i = 0; i < sizeof(rooms) / sizeof(rooms[0]); i++)
		assert_int_equal(build(other, rooms[i], SCRATCH_BYTES), 0);
	assert_int_equal(build(other, image_bytes, SCRATCH_BYTES), image_bytes);
	assert_memory_equal(other, image, image_bytes);
}

/* Each room that learning asks for is missing once. */
static void without_memory_none_is_made(void **state)
{
	size_t counts = (shop->topics.count + 1) * sizeof(uint32_t);
	size_t squares = (shop->topics.count + 1) * sizeof(uint64_t);
	size_t all;

	(void)state;
	assert_int_equal(build(other, MODEL_BYTES, SCRATCH_BYTES), image_bytes);
	all = scratch_used;
	for (size_t size = 0; size < all / 2; size = size * 2 + 1000)
		assert_int_equal(build(other, MODEL_BYTES, size), 0);
	assert_int_equal(build(other, MODEL_BYTES, all - 1), 0);
	assert_int_equal(build(other, MODEL_BYTES, all - counts - 64), 0);
	assert_int_equal(build(other, MODEL_BYTES, all - counts - squares - 64), 0);
	assert_int_equal(build(other, MODEL_BYTES, all), image_bytes);
}

/* Beyond what one language may have, phrasings are left out, not written over others. */
static void more_phrasings_than_fit_are_left_out(void **state)
{
	struct content *site = malloc(shop->header.bytes);
	struct arena arena = {.base = scratch, .size = SCRATCH_BYTES};
	const struct model *m = (const void *)other;
	size_t bytes;

	(void)state;
	assert_non_null(site);
	memcpy(site, shop, shop->header.bytes);
	for (uint16_t t = 0; t < site->topics.count; t++) {
		struct content_topic *topic = (struct content_topic *)(uintptr_t)content_topic(site, t);

		topic->asks[0] = (struct content_phrases){0, site->phrases.count};
	}
	assert_true((size_t)site->topics.count * site->phrases.count > MODEL_DOCS_MAX);
	bytes = model_build(site, &arena, other, MODEL_BYTES);
	assert_int_equal(model_sound(other, bytes), ERR_NONE);
	assert_int_equal(m->language[0].doc_topic.count, MODEL_DOCS_MAX);
	free(site);
}

/* A topic that nobody has words for is never meant, and hurts nobody. */
static void a_topic_without_words_is_not_learned(void **state)
{
	struct content *site = malloc(shop->header.bytes);
	struct arena arena = {.base = scratch, .size = SCRATCH_BYTES};
	struct content_topic *topic;
	struct ranked ranked;
	size_t bytes;
	uint32_t docs = ((const struct model *)(const void *)image)->language[0].doc_topic.count;

	(void)state;
	assert_non_null(site);
	memcpy(site, shop, shop->header.bytes);
	topic = (struct content_topic *)(uintptr_t)content_topic(site, 0);
	docs -= topic->asks[0].count + 1;
	topic->title = NONE16;
	topic->asks[0].count = 0;
	bytes = model_build(site, &arena, other, MODEL_BYTES);
	assert_int_equal(model_sound(other, bytes), ERR_NONE);
	assert_int_equal(((const struct model *)(const void *)other)->language[0].doc_topic.count, docs);
	match_rank(shop, other, 0, content_text(shop, content_topic(shop, 0)->title, 0, 0), &ranked);
	for (uint8_t i = 0; i < ranked.count; i++)
		assert_int_not_equal(ranked.list[i].topic, 0);
	free(site);
}

/* A content of so many topics without words, and nothing else. */
static size_t build_topics(uint32_t topics)
{
	size_t strings = sizeof(struct content);
	size_t bytes = strings + 8 + topics * sizeof(struct content_topic);
	struct content *site = calloc(1, bytes);
	struct arena arena = {.base = scratch, .size = SCRATCH_BYTES};
	size_t built;

	assert_non_null(site);
	site->header.bytes = (uint32_t)bytes;
	site->strings = (struct image_table){(uint32_t)strings, 8};
	site->topics = (struct image_table){(uint32_t)strings + 8, topics};
	site->site.languages_count = 1;
	for (uint16_t t = 0; t < topics; t++)
		((struct content_topic *)(uintptr_t)content_topic(site, t))->title = NONE16;
	built = model_build(site, &arena, other, MODEL_BYTES);
	free(site);
	return built;
}

static void more_topics_than_a_model_has_make_none(void **state)
{
	size_t bytes = build_topics(MODEL_TOPICS_MAX);

	(void)state;
	assert_int_equal(model_sound(other, bytes), ERR_NONE);
	assert_int_equal(build_topics(MODEL_TOPICS_MAX + 1), 0);
}

/* --- damage --- */

typedef void (*damage)(struct model *m);

static void *at(struct model *m, struct image_table table)
{
	return (uint8_t *)m + table.offset;
}

static void more_languages(struct model *m)
{
	m->languages_count = LANGUAGES_MAX + 1;
}

static void no_strings(struct model *m)
{
	m->strings.count = 0;
}

static void strings_without_an_end(struct model *m)
{
	((char *)at(m, m->strings))[m->strings.count - 1] = 'x';
}

static void too_many_ids(struct model *m)
{
	m->topic_ids.count = MODEL_TOPICS_MAX + 1;
}

static void an_id_beyond_the_strings(struct model *m)
{
	((uint32_t *)at(m, m->topic_ids))[0] = m->strings.count;
}

static void ids_beyond_the_image(struct model *m)
{
	m->topic_ids.offset = m->header.bytes;
}

static void strings_beyond_the_image(struct model *m)
{
	m->strings.count = m->header.bytes;
}

static void a_code_without_an_end(struct model *m)
{
	memset(m->language[0].code, 'x', sizeof(m->language[0].code));
}

static void too_many_phrasings(struct model *m)
{
	m->language[0].doc_topic = (struct image_table){sizeof(*m), MODEL_DOCS_MAX + 1};
}

static void phrasings_beyond_the_image(struct model *m)
{
	m->language[0].doc_topic.count = m->header.bytes;
}

static void a_phrasing_of_no_topic(struct model *m)
{
	((uint16_t *)at(m, m->language[0].doc_topic))[0] = (uint16_t)m->topic_ids.count;
}

static void a_spread_too_short(struct model *m)
{
	m->language[0].spread.count--;
}

static void a_spread_beyond_the_image(struct model *m)
{
	m->language[0].spread.offset = m->header.bytes;
}

static void no_slots(struct model *m)
{
	m->language[0].slots.count = 0;
}

static void slots_of_no_power_of_two(struct model *m)
{
	m->language[0].slots.count--;
}

static void slots_beyond_the_image(struct model *m)
{
	m->language[0].slots.count *= 1U << 12;
}

static void a_slot_beyond_the_postings(struct model *m)
{
	((struct model_slot *)at(m, m->language[0].slots))[0].first = m->language[0].postings.count + 1;
}

static void a_slot_too_long(struct model *m)
{
	((struct model_slot *)at(m, m->language[0].slots))[0] =
		(struct model_slot){0, 1, m->language[0].postings.count};
}

static void no_empty_slot(struct model *m)
{
	struct model_slot *slots = at(m, m->language[0].slots);

	for (uint32_t i = 0; i < m->language[0].slots.count; i++)
		slots[i].count = slots[i].count ? slots[i].count : 1;
}

static void a_posting_of_no_phrasing(struct model *m)
{
	((struct model_posting *)at(m, m->language[0].postings))[0].doc = (uint16_t)m->language[0].doc_topic.count;
}

static void a_posting_too_heavy(struct model *m)
{
	((struct model_posting *)at(m, m->language[0].postings))[0].weight = WEIGHT_ONE + 1;
}

static void postings_beyond_the_image(struct model *m)
{
	m->language[0].postings.offset = m->header.bytes;
}

static void a_model_damaged_at_any_place_is_refused(void **state)
{
	static const damage damages[] = {more_languages, no_strings, strings_without_an_end, too_many_ids,
		an_id_beyond_the_strings, ids_beyond_the_image, strings_beyond_the_image, a_code_without_an_end,
		too_many_phrasings, phrasings_beyond_the_image, a_phrasing_of_no_topic, a_spread_too_short,
		a_spread_beyond_the_image, no_slots, slots_of_no_power_of_two, slots_beyond_the_image,
		a_slot_beyond_the_postings, a_slot_too_long, no_empty_slot, a_posting_of_no_phrasing,
		a_posting_too_heavy, postings_beyond_the_image};

	(void)state;
	for (size_t i = 0; i < sizeof(damages) / sizeof(damages[0]); i++) {
		memcpy(other, image, image_bytes);
		assert_int_equal(model_sound(other, image_bytes), ERR_NONE);
		damages[i]((void *)other);
		if (model_sound(other, image_bytes) != ERR_FORMAT)
			fail_msg("damage %zu passes", i);
	}
	memcpy(other, image, image_bytes); /* a head and nothing behind it */
	((struct model *)(void *)other)->header.bytes = sizeof(struct image_header);
	assert_int_equal(model_sound(other, sizeof(struct image_header)), ERR_FORMAT);
	assert_int_equal(model_sound(other, 8), ERR_FORMAT);
}

static const void *in_image(struct image_table table)
{
	return (const uint8_t *)image + table.offset;
}

/* Of each feature its weights in all of a topic's phrasings are summed; the spread is the length of that vector, for
 * each phrasing: (spread * phrasings)^2 <= squares < ((spread + 1) * phrasings)^2. */
static void the_spread_is_how_long_the_sum_of_the_phrasings_is(void **state)
{
	static uint64_t squares[MODEL_TOPICS_MAX];
	static uint64_t phrasings[MODEL_TOPICS_MAX];
	const struct model_language *l = &((const struct model *)(const void *)image)->language[0];
	const struct model_slot *slots = in_image(l->slots);
	const struct model_posting *postings = in_image(l->postings);
	const uint16_t *topic = in_image(l->doc_topic);
	const uint16_t *spread = in_image(l->spread);

	(void)state;
	for (uint32_t d = 0; d < l->doc_topic.count; d++)
		phrasings[topic[d]]++;
	for (uint32_t s = 0; s < l->slots.count; s++) {
		static uint64_t sums[MODEL_TOPICS_MAX];

		memset(sums, 0, sizeof(sums));
		for (uint32_t p = slots[s].first; p < slots[s].first + slots[s].count; p++)
			sums[topic[postings[p].doc]] += postings[p].weight;
		for (uint32_t t = 0; t < l->spread.count; t++)
			squares[t] += sums[t] * sums[t];
	}
	for (uint32_t t = 0; t < l->spread.count; t++) {
		uint64_t least = spread[t] * phrasings[t];
		uint64_t beyond = (spread[t] + 1) * phrasings[t];

		assert_true(least * least <= squares[t]);
		assert_true(phrasings[t] == 0 || squares[t] < beyond * beyond);
	}
}

static void one_topic_alone_leads_by_all_it_has(void **state)
{
	struct ranked ranked = {1, {{0, 45}}};

	(void)state;
	assert_int_equal(match_judge(&ranked, 100), MATCH_SURE);
	ranked.list[0].pct = 44;
	assert_int_equal(match_judge(&ranked, 100), MATCH_ASK);
	ranked.list[0].pct = 23;
	assert_int_equal(match_judge(&ranked, 100), MATCH_NONE);
	ranked = (struct ranked){2, {{0, 60}, {1, 51}}};
	assert_int_equal(match_judge(&ranked, 100), MATCH_ASK);
	ranked.list[1].pct = 50;
	assert_int_equal(match_judge(&ranked, 100), MATCH_SURE);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_model_that_does_not_fit_is_not_made),
		cmocka_unit_test(without_memory_none_is_made),
		cmocka_unit_test(more_phrasings_than_fit_are_left_out),
		cmocka_unit_test(a_topic_without_words_is_not_learned),
		cmocka_unit_test(more_topics_than_a_model_has_make_none),
		cmocka_unit_test(a_model_damaged_at_any_place_is_refused),
		cmocka_unit_test(the_spread_is_how_long_the_sum_of_the_phrasings_is),
		cmocka_unit_test(one_topic_alone_leads_by_all_it_has),
	};

	return cmocka_run_group_tests(tests, open_model, close_model);
}
