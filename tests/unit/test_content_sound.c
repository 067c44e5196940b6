/* Each thing that content_sound() proves, spoilt alone: an image from outside is refused for it, and for nothing else.
 */
#include "tiny_help.h"

#include <stddef.h>

/* A field of one record; `table` 0: of the image's head. */
struct spoil {
	const char *what;
	size_t table;
	size_t record_bytes;
	uint32_t index;
	size_t at;
	size_t bytes;
	uint32_t value;
};

#define NTH(i, table, type, field, value)                                                                              \
	{                                                                                                              \
#table "[" #i "]." #field, offsetof(struct content, table), sizeof(struct type), (i),                  \
			offsetof(struct type, field), sizeof(((struct type *)0)->field), (value)                       \
	}
#define OF(table, type, field, value) NTH(0, table, type, field, value)
#define HEAD(field, value)                                                                                             \
	{                                                                                                              \
#field, 0, 0, 0, offsetof(struct content, field), sizeof(((struct content *)0)->field), (value)        \
	}

enum { NOWHERE = 0x7ffe, FAR = 0x7fffffff, INSIDE = 2 /* of a string */ };

static uint8_t *image_of(struct tiny *t)
{
	void *image;
	enum err err = content_load_text("tiny.yaml", t->text, strlen(t->text), &image, &t->problems);

	if (err)
		tiny_print(t);
	assert_int_equal(err, ERR_NONE);
	free(t);
	return image;
}

static struct content *head_of(uint8_t *image)
{
	return (struct content *)(void *)image;
}

static enum err sound(const uint8_t *image)
{
	return content_sound(image, image_header(image)->bytes);
}

static uint8_t *place_of(uint8_t *image, const struct spoil *s)
{
	struct image_table table = {0, 0};

	if (s->table) {
		memcpy(&table, image + s->table, sizeof(table));
		assert_true(s->index < table.count);
	}
	return image + table.offset + s->index * s->record_bytes + s->at;
}

static void expect_refused(const struct spoil *list, size_t count)
{
	uint8_t *image = image_of(tiny_open());

	for (size_t i = 0; i < count; i++) {
		uint8_t *place = place_of(image, &list[i]);
		uint8_t before[4];

		assert_true(list[i].bytes <= sizeof(before));
		memcpy(before, place, list[i].bytes);
		memcpy(place, &list[i].value, list[i].bytes);
		if (sound(image) != ERR_FORMAT)
			fail_msg("%s = %u is let in", list[i].what, list[i].value);
		memcpy(place, before, list[i].bytes);
		assert_int_equal(sound(image), ERR_NONE);
	}
	free(image);
}

#define EXPECT_REFUSED(list) expect_refused(list, sizeof(list) / sizeof((list)[0]))

static void a_table_outside_the_image_or_in_its_head_is_refused(void **state)
{
	static const struct spoil list[] = {
		HEAD(strings.offset, sizeof(struct image_header)),
		HEAD(strings.offset, FAR),
		HEAD(strings.count, 0),
		HEAD(strings.count, FAR),
		HEAD(texts.offset, sizeof(struct image_header)),
		HEAD(words.count, FAR),
		HEAD(days.offset, 1),
		HEAD(choices.count, FAR),
	};

	(void)state;
	EXPECT_REFUSED(list);
}

static void more_records_than_an_index_can_name_are_refused(void **state)
{
	uint8_t *image = image_of(tiny_open());
	uint32_t bytes = image_header(image)->bytes;
	uint32_t room = (NONE16 + 1U) * (uint32_t)sizeof(struct content_choice);
	uint8_t *large = calloc(1, bytes + room);

	(void)state;
	assert_non_null(large);
	assert_int_equal(bytes % 8, 0);
	memcpy(large, image, bytes);
	head_of(large)->header.bytes = bytes + room;
	head_of(large)->choices = (struct image_table){bytes, NONE16 + 1};
	assert_int_equal(sound(large), ERR_FORMAT);
	free(large);
	free(image);
}

static void a_pool_of_strings_begins_and_ends_with_nothing(void **state)
{
	uint8_t *image = image_of(tiny_open());
	struct image_table strings = head_of(image)->strings;

	(void)state;
	image[strings.offset] = 'a';
	assert_int_equal(sound(image), ERR_FORMAT);
	image[strings.offset] = '\0';
	image[strings.offset + strings.count - 1] = 'a';
	assert_int_equal(sound(image), ERR_FORMAT);
	image[strings.offset + strings.count - 1] = '\0';
	image[strings.offset + 1] = 0xff;
	assert_int_equal(sound(image), ERR_FORMAT);
	free(image);
}

static void a_site_that_points_nowhere_is_refused(void **state)
{
	static const struct spoil list[] = {
		HEAD(site.languages_count, 0),
		HEAD(site.languages_count, LANGUAGES_MAX + 1),
		HEAD(site.language[1], INSIDE),
		HEAD(site.language_name[1], INSIDE),
		HEAD(site.id, FAR),
		HEAD(site.timezone, INSIDE),
		HEAD(site.currency, INSIDE),
		HEAD(site.name, NONE16),
		HEAD(site.notice, NOWHERE),
		HEAD(site.now_item, NOWHERE),
		HEAD(site.now_reason, NONE16),
		HEAD(site.often[1], NONE16),
		HEAD(site.hours, NONE16),
		HEAD(site.person, NONE16),
		HEAD(site.survey_one_in, 0),
		HEAD(site.recognise.slots[0], NOWHERE),
		HEAD(site.recognise.slots_count, FORM_SLOTS_MAX + 1),
		HEAD(site.verify.action, NOWHERE),
		HEAD(prompt[PROMPT_COUNT - 1], NONE16),
		HEAD(label[LABEL_COUNT - 1], NONE16),
	};

	(void)state;
	EXPECT_REFUSED(list);
}

static void a_text_that_is_not_there_in_each_language_is_refused(void **state)
{
	static const struct spoil list[] = {
		OF(texts, content_text, wording[0][0], 0),
		OF(texts, content_text, wording[1][0], 0),
		OF(texts, content_text, wording[2][0], 1),
		OF(texts, content_text, wording[0][2], 1),
		OF(texts, content_text, wording[0][0], INSIDE),
		OF(texts, content_text, touch, NOWHERE),
	};
	uint8_t *image = image_of(tiny_open());
	struct content_text *texts = (struct content_text *)(void *)(image + head_of(image)->texts.offset);

	(void)state;
	EXPECT_REFUSED(list);
	texts[0].touch = 1;
	assert_int_equal(sound(image), ERR_NONE);
	texts[1].touch = 2; /* touch wordings have none of their own */
	assert_int_equal(sound(image), ERR_FORMAT);
	texts[1].touch = NONE16;
	texts[0].line = 3; /* one more than its number */
	texts[2].touch = 1;
	assert_int_equal(sound(image), ERR_NONE);
	texts[2].line = 2; /* the telephone's wordings have none for the telephone */
	assert_int_equal(sound(image), ERR_FORMAT);
	texts[2].line = 0;
	texts[0].line = NONE16;
	assert_int_equal(sound(image), ERR_FORMAT);
	free(image);
}

/* Topics of the tiny site: the answer, the form, the team, the inner item "more". */
static void a_topic_out_of_its_place_is_refused(void **state)
{
	static const struct spoil list[] = {
		NTH(0, topics, content_topic, id, INSIDE),
		NTH(0, topics, content_topic, title, NONE16),
		NTH(0, topics, content_topic, kind, TOPIC_FORM),
		NTH(0, topics, content_topic, index, 1),
		NTH(3, topics, content_topic, kind, TOPIC_TEAM),
		NTH(3, topics, content_topic, index, 4),
		NTH(3, topics, content_topic, index, 0),
		NTH(1, topics, content_topic, asks[1].count, FAR),
		HEAD(topics.count, 2),
		HEAD(phrases.count, 3),
	};

	(void)state;
	EXPECT_REFUSED(list);
}

/* Items of the tiny site: ask, order, more; more.people below it. */
static void an_item_that_is_no_part_of_the_tree_is_refused(void **state)
{
	static const struct spoil list[] = {
		OF(items, content_item, id, INSIDE),
		OF(items, content_item, label, NONE16),
		OF(items, content_item, icon, ICON_COUNT),
		OF(items, content_item, topic, NONE16),
		OF(items, content_item, topic, 3),
		OF(items, content_item, children_count, 1),
		OF(items, content_item, parent, 1),
		NTH(2, items, content_item, children_count, MENU_CHILDREN_MAX + 1),
		NTH(2, items, content_item, children[0], NOWHERE),
		NTH(3, items, content_item, parent, NONE16),
		HEAD(top[1], 0),
		HEAD(top_count, 2),
		HEAD(items.count, 3),
	};

	(void)state;
	EXPECT_REFUSED(list);
}

static void an_item_outside_the_menu_needs_a_parent_in_front_of_it(void **state)
{
	static const uint16_t wrong[] = {NOWHERE, 3, 2};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		uint8_t *image = image_of(tiny_open());
		struct content_item *items = (struct content_item *)(void *)(image + head_of(image)->items.offset);

		head_of(image)->top_count = 2; /* without "more" */
		items[2].parent = wrong[i];
		assert_int_equal(sound(image), ERR_FORMAT);
		free(image);
	}
}

static void a_leaf_that_an_inner_items_topic_names_is_refused(void **state)
{
	uint8_t *image = image_of(tiny_open());
	struct content_item *items = (struct content_item *)(void *)(image + head_of(image)->items.offset);

	(void)state;
	items[2].children_count = 0;
	items[2].topic = 0;
	assert_int_equal(sound(image), ERR_FORMAT);
	free(image);
}

static void a_menu_of_four_levels_is_refused(void **state)
{
	struct tiny *t = tiny_open();
	uint8_t *image;
	struct content_item *items;

	(void)state;
	tiny_edit(t, "menu:", "        team: front\n",
		"        items:\n          - {id: three, label: {en: c, it: d}, icon: box, team: front}\n"
		"  - {id: last, label: {en: e, it: f}, icon: box, team: front}\n");
	image = image_of(t);
	items = (struct content_item *)(void *)(image + head_of(image)->items.offset);
	assert_int_equal(items[4].parent, 3); /* more, more.people, three; last */
	head_of(image)->top_count--;
	items[5].parent = 4;
	assert_int_equal(sound(image), ERR_FORMAT);
	free(image);
}

static void an_answer_or_a_form_that_points_nowhere_is_refused(void **state)
{
	static const struct spoil list[] = {
		OF(answers, content_answer, id, INSIDE),
		OF(answers, content_answer, source, INSIDE),
		OF(answers, content_answer, title, NONE16),
		OF(answers, content_answer, text, NONE16),
		OF(answers, content_answer, steps[1], NONE16),
		OF(answers, content_answer, steps_count, STEPS_MAX + 1),
		OF(answers, content_answer, then_form, NOWHERE),
		OF(answers, content_answer, team, NONE16),
		OF(answers, content_answer, owner, NOWHERE),
		OF(forms, content_form, id, INSIDE),
		OF(forms, content_form, title, NONE16),
		OF(forms, content_form, level, LEVEL_VERIFIED + 1),
		OF(forms, content_form, slots_count, 0),
		OF(forms, content_form, slots[0], NONE16),
		OF(forms, content_form, action, NOWHERE),
		OF(forms, content_form, team, NONE16),
	};

	(void)state;
	EXPECT_REFUSED(list);
}

/* Slots of the tiny site: number, holder, size (a choice), paid, day. */
static void a_slot_that_cannot_be_asked_is_refused(void **state)
{
	static const struct spoil list[] = {
		OF(slots, content_slot, id, INSIDE),
		OF(slots, content_slot, type, SLOT_TEXT + 1),
		OF(slots, content_slot, flags, 8),
		OF(slots, content_slot, label, NONE16),
		OF(slots, content_slot, ask, NONE16),
		OF(slots, content_slot, again, NONE16),
		OF(slots, content_slot, choices_count, 1),
		OF(slots, content_slot, min, 9),
		NTH(2, slots, content_slot, choices_count, 0),
		NTH(2, slots, content_slot, choices_count, SLOT_CHOICES_MAX + 1),
		NTH(2, slots, content_slot, choices_first, 1),
		OF(choices, content_choice, id, INSIDE),
		OF(choices, content_choice, label, NONE16),
		OF(choices, content_choice, asks[0].first, FAR),
	};

	(void)state;
	EXPECT_REFUSED(list);
}

static void an_action_that_cannot_be_done_or_told_is_refused(void **state)
{
	static const struct spoil list[] = {
		OF(actions, content_action, id, INSIDE),
		OF(actions, content_action, kind, ACTION_TRAINING + 1),
		OF(actions, content_action, level, LEVEL_VERIFIED + 1),
		OF(actions, content_action, inputs[0], NONE16),
		OF(actions, content_action, undo, NOWHERE),
		OF(actions, content_action, team, NONE16),
		OF(actions, content_action, confirm, NONE16),
		OF(actions, content_action, done, NONE16),
		OF(actions, content_action, refused, NONE16),
		OF(actions, content_action, unknown, NONE16),
		OF(actions, content_action, program_first, FAR),
		OF(actions, content_action, program_count, 0),
		OF(actions, content_action, url, INSIDE),
	};

	(void)state;
	EXPECT_REFUSED(list);
}

static void hours_people_places_and_words_that_point_nowhere_are_refused(void **state)
{
	static const struct spoil list[] = {
		OF(hours, content_hours, id, INSIDE),
		OF(hours, content_hours, closed_count, 2),
		OF(hours, content_hours, day[0][0].to_min, 24 * 60 + 1),
		OF(hours, content_hours, day[0][0].from_min, 24 * 60),
		OF(teams, content_team, id, INSIDE),
		OF(teams, content_team, name, NONE16),
		OF(teams, content_team, hours, NONE16),
		OF(teams, content_team, skills.count, FAR),
		OF(people, content_person, id, INSIDE),
		OF(people, content_person, name, INSIDE),
		OF(people, content_person, team, NONE16),
		OF(people, content_person, hours, NONE16),
		OF(people, content_person, skills.first, FAR),
		OF(branches, content_branch, id, INSIDE),
		OF(branches, content_branch, name, NONE16),
		OF(branches, content_branch, hours, NONE16),
		OF(branches, content_branch, address, INSIDE),
		OF(branches, content_branch, town, INSIDE),
		OF(branches, content_branch, phone, INSIDE),
		OF(branches, content_branch, services.count, FAR),
		OF(offers, content_offer, id, INSIDE),
		OF(offers, content_offer, title, NONE16),
		OF(offers, content_offer, text, NONE16),
		OF(offers, content_offer, item, NONE16),
		OF(offers, content_offer, flags, 4),
		OF(words, content_word, phrase, INSIDE),
		OF(words, content_word, kind, WORDS_COUNT),
		OF(words, content_word, language, 2),
	};

	(void)state;
	EXPECT_REFUSED(list);
}

static void a_head_that_is_no_contents_is_refused(void **state)
{
	uint8_t *image = image_of(tiny_open());
	struct content *c = head_of(image);

	(void)state;
	c->header.format++;
	assert_int_equal(sound(image), ERR_VERSION);
	c->header.format--;
	c->header.kind = IMAGE_LAYOUT;
	assert_int_equal(sound(image), ERR_FORMAT);
	c->header.kind = IMAGE_CONTENT;
	c->header.reserved = 1;
	assert_int_equal(sound(image), ERR_FORMAT);
	c->header.reserved = 0;
	assert_int_equal(content_sound(image, c->header.bytes - 1), ERR_FORMAT);
	c->header.bytes = sizeof(*c) - 8;
	assert_int_equal(sound(image), ERR_FORMAT);
	free(image);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_table_outside_the_image_or_in_its_head_is_refused),
		cmocka_unit_test(more_records_than_an_index_can_name_are_refused),
		cmocka_unit_test(a_pool_of_strings_begins_and_ends_with_nothing),
		cmocka_unit_test(a_site_that_points_nowhere_is_refused),
		cmocka_unit_test(a_text_that_is_not_there_in_each_language_is_refused),
		cmocka_unit_test(a_topic_out_of_its_place_is_refused),
		cmocka_unit_test(an_item_that_is_no_part_of_the_tree_is_refused),
		cmocka_unit_test(an_item_outside_the_menu_needs_a_parent_in_front_of_it),
		cmocka_unit_test(a_leaf_that_an_inner_items_topic_names_is_refused),
		cmocka_unit_test(a_menu_of_four_levels_is_refused),
		cmocka_unit_test(an_answer_or_a_form_that_points_nowhere_is_refused),
		cmocka_unit_test(a_slot_that_cannot_be_asked_is_refused),
		cmocka_unit_test(an_action_that_cannot_be_done_or_told_is_refused),
		cmocka_unit_test(hours_people_places_and_words_that_point_nowhere_are_refused),
		cmocka_unit_test(a_head_that_is_no_contents_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
