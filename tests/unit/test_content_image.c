#include "content_help.h"

#include "base/rng.h"
#include "content/build.h"
#include "content/say.h"
#include "hash.h"

enum { FLIPS = 4000, HOUR_S = 3600, DAY_S = 24 * HOUR_S };

static void *loaded(const char *folder)
{
	struct problems *problems = calloc(1, sizeof(*problems));
	void *image;
	enum err err = content_load(folder, &image, problems);

	for (uint16_t i = 0; i < problems->count; i++)
		print_message("%s\n", problems->list[i].text);
	assert_int_equal(err, ERR_NONE);
	free(problems);
	return image;
}

static uint32_t size_of(const void *image)
{
	return image_header(image)->bytes;
}

static void both_demonstration_sites_have_no_mistakes(void **state)
{
	void *bank = loaded(BANK);
	void *shop = loaded(SHOP);

	(void)state;
	assert_true(hash_image_holds(bank, size_of(bank)));
	assert_true(hash_image_holds(shop, size_of(shop)));
	free(bank);
	free(shop);
}

static void the_same_files_make_the_same_image(void **state)
{
	void *first = loaded(BANK);
	void *second = loaded(BANK);

	(void)state;
	assert_int_equal(size_of(first), size_of(second));
	assert_memory_equal(first, second, size_of(first));
	free(first);
	free(second);
}

static void a_leaf_leads_to_its_form_and_an_inner_item_to_itself(void **state)
{
	const struct content *c = loaded(BANK);
	uint16_t lost = content_find_item(c, "cards.lost");
	uint16_t cards = content_find_item(c, "cards");
	const struct content_topic *topic = content_topic(c, content_item(c, lost)->topic);

	(void)state;
	assert_string_equal(content_string(c, topic->id), "form:lost_card");
	assert_int_equal(content_item(c, lost)->parent, cards);
	assert_int_equal(content_item(c, lost)->pinned, 1);
	topic = content_topic(c, content_item(c, cards)->topic);
	assert_string_equal(content_string(c, topic->id), "menu:cards");
	assert_string_equal(content_phrase(c, topic->asks[0], 0), "cards");
	assert_int_equal(content_topic_of(c, TOPIC_MENU, cards), content_item(c, cards)->topic);
	assert_int_equal(content_find_topic(c, "form:lost_card"),
		content_topic_of(c, TOPIC_FORM, content_find_form(c, "lost_card")));
	assert_int_equal(
		content_find_topic(c, "team:cards"), content_topic_of(c, TOPIC_TEAM, content_find_team(c, "cards")));
	assert_int_equal(content_find_topic(c, "answer:nothing"), NONE16);
	free((void *)(uintptr_t)c);
}

static void a_form_keeps_its_slots_in_order_and_knows_what_may_be_skipped(void **state)
{
	const struct content *c = loaded(BANK);
	const struct content_form *form = content_form(c, content_find_form(c, "lost_card"));
	const struct content_slot *slot = content_slot(c, form->slots[2]);

	(void)state;
	assert_int_equal(form->slots_count, 5);
	assert_string_equal(content_string(c, content_slot(c, form->slots[0])->id), "name");
	assert_string_equal(content_string(c, slot->id), "card_kind");
	assert_int_equal(slot->type, SLOT_CHOICE);
	assert_true(slot->choices_count >= 2);
	assert_string_not_equal(
		content_string(c, content_slot_choice(c, content_find_slot(c, "card_kind"), 0)->id), "");
	/* where it was lost, and the phone */
	assert_int_equal(form->optional, 1 << 3 | 1 << 4);
	free((void *)(uintptr_t)c);
}

static void wordings_alternate_and_come_round(void **state)
{
	const struct content *c = loaded(BANK);
	uint16_t greet = c->prompt[PROMPT_GREET];

	(void)state;
	assert_int_equal(content_wordings(c, greet, 0), 3);
	assert_string_not_equal(content_text(c, greet, 0, 0), content_text(c, greet, 0, 1));
	assert_string_equal(content_text(c, greet, 0, 0), content_text(c, greet, 0, 3));
	assert_string_equal(content_text(c, NONE16, 0, 0), "");
	assert_int_equal(content_wordings(c, c->label[LABEL_BACK], 1), 1);
	assert_int_equal(content_language(c, "it"), 1);
	assert_int_equal(content_language(c, "de"), LANGUAGES_MAX);
	free((void *)(uintptr_t)c);
}

/* --- opening hours --- */

static void a_desk_is_open_between_its_times_and_not_on_a_holiday(void **state)
{
	const struct content *c = loaded(BANK);
	const uint16_t office = content_team(c, content_find_team(c, "savings"))->hours;
	const int64_t wednesday = (int64_t)20775 * DAY_S; /* 2026-11-18 is a Wednesday, day 20775 */
	const int64_t christmas = (int64_t)20812 * DAY_S;

	(void)state;
	assert_true(content_is_open(c, office, 0)); /* no clock: better a wait than a closed door */
	assert_true(content_is_open(c, office, wednesday + 9 * HOUR_S));
	assert_false(content_is_open(c, office, wednesday + 8 * HOUR_S));
	assert_true(content_is_open(c, office, wednesday + 8 * HOUR_S + 20 * 60));
	assert_false(content_is_open(c, office, wednesday + 13 * HOUR_S + 20 * 60));
	assert_int_equal(content_opens_at(c, office, wednesday + 14 * HOUR_S), wednesday + 14 * HOUR_S + 30 * 60);
	assert_int_equal(
		content_opens_at(c, office, wednesday + 17 * HOUR_S), wednesday + DAY_S + 8 * HOUR_S + 20 * 60);
	/* Friday evening: over the weekend to Monday */
	assert_int_equal(content_opens_at(c, office, wednesday + 2 * DAY_S + 17 * HOUR_S),
		wednesday + 5 * DAY_S + 8 * HOUR_S + 20 * 60);
	assert_false(content_is_open(c, office, christmas + 9 * HOUR_S));
	assert_int_equal(content_opens_at(c, office, 0), 0);
	free((void *)(uintptr_t)c);
}

/* --- saying --- */

static void a_value_is_filled_in_and_an_unknown_one_leaves_nothing(void **state)
{
	struct values values = {0};
	char out[64];

	(void)state;
	values_set(&values, "name", "Ada");
	values_set(&values, "town", "Riva {name}");
	assert_int_equal(content_fill("Hello {name} of {town}{gone}.", &values, out, sizeof(out)), 25);
	assert_string_equal(out, "Hello Ada of Riva {name}.");
	content_fill("a brace { alone", &values, out, sizeof(out));
	assert_string_equal(out, "a brace { alone");
}

static void a_value_is_replaced_and_the_others_stay(void **state)
{
	struct values values = {0};
	const char *name;
	const char *value;
	uint16_t at = 0;

	(void)state;
	values_set(&values, "a", "1");
	values_set(&values, "b", "2");
	values_set(&values, "a", "three");
	assert_string_equal(values_get(&values, "a"), "three");
	assert_string_equal(values_get(&values, "b"), "2");
	assert_null(values_get(&values, "c"));
	assert_true(values_next(&values, &at, &name, &value));
	assert_true(values_next(&values, &at, &name, &value));
	assert_false(values_next(&values, &at, &name, &value));
}

static void what_does_not_fit_is_cut_between_characters(void **state)
{
	struct values values = {0};
	char out[8];

	(void)state;
	values_set(&values, "x", "perché così");
	assert_int_equal(content_fill("{x}", &values, out, 7), 5);
	assert_string_equal(out, "perch");
	assert_int_equal(content_fill("ab{x}!", &values, out, 8), 7);
	assert_string_equal(out, "abperch");
}

static void values_that_are_damaged_are_walked_to_their_end_only(void **state)
{
	struct values values;
	const char *name;
	const char *value;
	uint16_t at = 0;

	(void)state;
	memset(&values, 'x', sizeof(values));
	assert_false(values_next(&values, &at, &name, &value));
	values.bytes = VALUES_BYTES_MAX;
	assert_false(values_next(&values, &at, &name, &value));
	assert_null(values_get(&values, "x"));
}

/* --- images from outside --- */

/* Everything an accessor can reach. Returns something of it, so that no reading is left out. */
static size_t read_phrases(const struct content *c, const struct content_phrases asks[LANGUAGES_MAX])
{
	size_t sum = 0;

	for (uint8_t l = 0; l < c->site.languages_count; l++)
		for (uint32_t i = 0; i < asks[l].count && i < 20; i++)
			sum += strlen(content_phrase(c, asks[l], i));
	return sum;
}

static size_t read_text(const struct content *c, uint16_t text)
{
	size_t sum = 0;

	for (uint8_t l = 0; l < c->site.languages_count; l++)
		for (uint8_t w = 0; w < 4; w++)
			sum += strlen(content_text(c, text, l, w));
	return sum;
}

static size_t read_menu(const struct content *c)
{
	size_t sum = 0;

	for (uint16_t i = 0; i < c->items.count; i++) {
		const struct content_item *item = content_item(c, i);

		sum += read_text(c, item->label) + strlen(icon_name(item->icon));
		sum += read_phrases(c, content_topic(c, item->topic)->asks);
		for (uint16_t k = 0; k < item->children_count; k++)
			sum += content_item(c, item->children[k])->label;
		if (item->children_count > 0)
			sum += content_topic_of(c, TOPIC_MENU, i);
	}
	return sum;
}

static size_t read_forms(const struct content *c)
{
	size_t sum = 0;

	for (uint16_t i = 0; i < c->forms.count; i++) {
		const struct content_form *form = content_form(c, i);

		for (uint16_t s = 0; s < form->slots_count; s++) {
			const struct content_slot *slot = content_slot(c, form->slots[s]);

			sum += read_text(c, slot->ask);
			for (uint16_t k = 0; k < slot->choices_count; k++)
				sum += read_text(c, content_slot_choice(c, form->slots[s], k)->label);
		}
		sum += content_topic_of(c, TOPIC_FORM, i);
		if (form->action != NONE16)
			sum += read_text(c, content_action(c, form->action)->done);
		sum += read_text(c, content_team(c, form->team)->name);
	}
	return sum;
}

static size_t read_rest(const struct content *c)
{
	size_t sum = 0;

	for (uint16_t i = 0; i < c->answers.count; i++)
		for (uint16_t s = 0; s < content_answer(c, i)->steps_count; s++)
			sum += read_text(c, content_answer(c, i)->steps[s]);
	for (uint16_t i = 0; i < c->hours.count; i++)
		sum += content_is_open(c, i, 1794700000) + (size_t)content_opens_at(c, i, 1794700000);
	for (uint16_t i = 0; i < c->people.count; i++)
		sum += strlen(content_string(c, content_person(c, i)->name)) +
		       content_team(c, content_person(c, i)->team)->hours;
	for (uint32_t i = 0; i < c->words.count; i++)
		sum += strlen(content_string(c, content_word(c, i)->phrase)) + content_word(c, i)->kind;
	for (int i = 0; i < PROMPT_COUNT; i++)
		sum += read_text(c, c->prompt[i]);
	return sum + content_find_topic(c, "form:lost_card") + content_find_item(c, "x") + content_language(c, "it");
}

static void an_image_with_flipped_bytes_is_refused_or_harmless(void **state)
{
	uint8_t *image = loaded(SHOP);
	uint32_t size = size_of(image);
	struct rng rng = {20261122};
	uint32_t sound = 0;
	size_t sum = 0;

	(void)state;
	for (int i = 0; i < FLIPS; i++) {
		/* half of them where the tables are, not the strings */
		uint32_t at = rng_below(&rng, i % 4 == 0 ? (uint32_t)sizeof(struct content) : size);
		uint8_t before = image[at];

		image[at] ^= (uint8_t)(1U + rng_below(&rng, 255));
		if (content_sound(image, size) == ERR_NONE) {
			const struct content *c = (const void *)image;

			sound++;
			sum += read_menu(c) + read_forms(c) + read_rest(c);
			assert_false(hash_image_holds(image, size));
		}
		image[at] = before;
	}
	assert_true(sound > 0 && sound < FLIPS);
	assert_true(sum > 0);
	assert_int_equal(content_sound(image, size), ERR_NONE);
	free(image);
}

static void an_image_cut_short_is_refused_at_every_length(void **state)
{
	uint8_t *image = loaded(SHOP);
	uint32_t size = size_of(image);

	(void)state;
	for (uint32_t cut = 0; cut < size; cut += 97) {
		uint8_t *part = malloc(cut + 1); /* of its own, so that a read behind it is seen */

		memcpy(part, image, cut);
		assert_int_not_equal(content_sound(part, cut), ERR_NONE);
		if (cut >= sizeof(struct image_header)) {
			((struct image_header *)(void *)part)->bytes = cut;
			assert_int_not_equal(content_sound(part, cut), ERR_NONE);
		}
		free(part);
	}
	free(image);
}

/* --- the schema for editors --- */

static void put_piece(void *self, const char *text, size_t length)
{
	assert_int_equal(fwrite(text, 1, length, self), length);
}

static void the_published_schema_is_json(void **state)
{
	char path[SITE_PATH_MAX];
	FILE *out;

	(void)state;
	if (access("/usr/bin/python3", X_OK) != 0)
		skip();
	snprintf(path, sizeof(path), "%s/content.schema.json", FOYER_BUILD_DIR);
	out = fopen(path, "wb");
	assert_non_null(out);
	content_schema_json(put_piece, out);
	fclose(out);
	site_run("/usr/bin/python3 -m json.tool '%s' > /dev/null%s", path, "");
}

struct schema_text {
	size_t used;
	char text[1 << 18];
};

static void keep_piece(void *self, const char *text, size_t length)
{
	struct schema_text *schema = self;

	assert_true(schema->used + length < sizeof(schema->text));
	memcpy(schema->text + schema->used, text, length);
	schema->used += length;
}

/* Whether an editor lets touch wordings stand beside the languages of the field that is described so. */
static bool takes_touch(const char *schema, const char *description)
{
	const char *at = strstr(schema, description);
	const char *end = at ? strstr(at, "\"description\"") : NULL;
	const char *touch = at ? strstr(at, "touch") : NULL;

	assert_non_null(end);
	return touch && touch < end;
}

static void editors_take_touch_wordings_only_where_the_site_may_have_them(void **state)
{
	static struct schema_text schema;

	(void)state;
	content_schema_json(keep_piece, &schema);
	assert_true(takes_touch(schema.text, "The question, in three wordings"));
	assert_false(takes_touch(schema.text, "Its name in the review"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(both_demonstration_sites_have_no_mistakes),
		cmocka_unit_test(the_same_files_make_the_same_image),
		cmocka_unit_test(a_leaf_leads_to_its_form_and_an_inner_item_to_itself),
		cmocka_unit_test(a_form_keeps_its_slots_in_order_and_knows_what_may_be_skipped),
		cmocka_unit_test(wordings_alternate_and_come_round),
		cmocka_unit_test(a_desk_is_open_between_its_times_and_not_on_a_holiday),
		cmocka_unit_test(a_value_is_filled_in_and_an_unknown_one_leaves_nothing),
		cmocka_unit_test(a_value_is_replaced_and_the_others_stay),
		cmocka_unit_test(what_does_not_fit_is_cut_between_characters),
		cmocka_unit_test(values_that_are_damaged_are_walked_to_their_end_only),
		cmocka_unit_test(an_image_with_flipped_bytes_is_refused_or_harmless),
		cmocka_unit_test(an_image_cut_short_is_refused_at_every_length),
		cmocka_unit_test(the_published_schema_is_json),
		cmocka_unit_test(editors_take_touch_wordings_only_where_the_site_may_have_them),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
