/* Single screens of the demonstration bank: what a customer must find on them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bank_help.h"
#include "view_walk.h"

static const struct view_element *target_of(const struct view *view, enum target target, uint8_t index)
{
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		if (e->action == VIEW_TARGET && e->target == target && e->index == index)
			return e;
	}
	return NULL;
}

static void a_learned_order_moves_no_tile(void **state)
{
	static struct sample sample;
	static struct view before;
	static struct view after;
	struct sample_wish wish = {SCREEN_MENU, 0, NONE16, NONE16, NONE16};
	struct view_of of;
	struct choices *choices = &sample.show.show.choices;
	struct choice first;

	(void)state;
	sample_make(&sample, bank, &wish);
	of = sample_of(&sample);
	view_build(&before, &walk_boards[1], &walk_fixed, &of);
	first = choices->list[0];
	memmove(choices->list, choices->list + 1, 3 * sizeof(first));
	choices->list[3] = first;
	view_build(&after, &walk_boards[1], &walk_fixed, &of);
	assert_int_equal(target_of(&before, TARGET_CHOICE, 0)->x, target_of(&after, TARGET_CHOICE, 3)->x);
	assert_int_equal(target_of(&before, TARGET_CHOICE, 1)->x, target_of(&after, TARGET_CHOICE, 0)->x);
	assert_string_equal(target_of(&before, TARGET_CHOICE, 0)->text, target_of(&after, TARGET_CHOICE, 3)->text);
}

static void what_was_said_before_stands_in_the_caption(void **state)
{
	static struct sample sample;
	static struct view view;
	struct sample_wish wish = {SCREEN_MENU, 0, NONE16, NONE16, NONE16};
	struct view_of of;

	(void)state;
	sample_make(&sample, bank, &wish);
	strcpy(sample.said, "Sorry, we did not get that.\n");
	of = sample_of(&sample);
	view_build(&view, &walk_boards[1], &walk_fixed, &of);
	for (unsigned i = 0; i < view.elements_count; i++) {
		if (view.elements[i].role == VIEW_CAPTION) {
			assert_memory_equal(view.elements[i].text, "Sorry", 5);
			return;
		}
	}
	fail_msg("there is no caption");
}

static void an_answer_stays_when_only_its_question_is_said_again(void **state)
{
	static struct sample sample;
	static struct view view;
	struct sample_wish wish = {SCREEN_ANSWER, 0, NONE16, 0, NONE16};
	const struct content *c = bank;
	struct view_of of;

	(void)state;
	sample_make(&sample, c, &wish);
	sample.show.show.caption.text = c->prompt[PROMPT_DID_THAT_HELP];
	of = sample_of(&sample);
	view_build(&view, &walk_boards[1], &walk_fixed, &of);
	for (unsigned i = 0; i < view.elements_count; i++) {
		if (view.elements[i].role == VIEW_CAPTION) {
			const char *text = content_text(c, content_answer(c, 0)->text, 0, 0);

			assert_memory_equal(view.elements[i].text, text, strcspn(text, " "));
			return;
		}
	}
	fail_msg("there is no caption");
}

static void a_masked_value_is_never_shown_nor_spoken(void **state)
{
	static struct sample sample;
	static struct view view;
	const struct content *c = bank;
	struct sample_wish wish = {SCREEN_SLOT, 0, NONE16, NONE16, NONE16};
	unsigned masked = 0;

	(void)state;
	for (wish.slot = 0; wish.slot < c->slots.count; wish.slot++) {
		struct view_of of;

		if (!(content_slot(c, wish.slot)->flags & SLOT_MASKED))
			continue;
		masked++;
		sample_make(&sample, c, &wish);
		of = sample_of(&sample);
		view_build(&view, &walk_boards[0], &walk_fixed, &of);
		for (unsigned i = 0; i < view.elements_count; i++) {
			if (view.elements[i].role != VIEW_FIELD)
				continue;
			assert_null(strpbrk(view.elements[i].text, "0123456789"));
			assert_null(strpbrk(view.elements[i].spoken, "0123456789"));
			assert_non_null(strstr(view.elements[i].spoken, "asterisk asterisk"));
		}
	}
	if (masked == 0)
		skip();
}

/* --- pages --- */

static const struct view_element *only(const struct view *view, enum view_role role)
{
	const struct view_element *found = NULL;

	for (unsigned i = 0; i < view->elements_count; i++) {
		if (view->elements[i].role == role) {
			assert_null(found);
			found = &view->elements[i];
		}
	}
	return found;
}

static size_t put_words(char *out, size_t length, size_t bytes, const char *text)
{
	for (; *text && length + 1 < bytes; text++) {
		if (*text != ' ' && *text != '\n')
			out[length++] = *text;
	}
	out[length] = '\0';
	return length;
}

/* Each answer, in large letters on the smallest panel: its pages one behind the other are the whole text, once. */
static void pages_of_an_answer_hold_every_word_once(void **state)
{
	static struct sample sample;
	static struct view view;
	const struct content *c = bank;
	unsigned several = 0;

	(void)state;
	for (uint16_t answer = 0; answer < c->answers.count; answer++) {
		struct sample_wish wish = {SCREEN_ANSWER, 0, NONE16, answer, NONE16};
		struct view_of of;
		char whole[4 * SAID_BYTES_MAX];
		char shown[4 * SAID_BYTES_MAX];
		size_t length;

		sample_make(&sample, c, &wish);
		of = sample_of(&sample);
		of.mode.large = true;
		length = 0;
		do {
			view_build(&view, &walk_boards[0], &walk_fixed, &of);
			assert_int_equal(view.page, of.page);
			length = put_words(shown, length, sizeof(shown), only(&view, VIEW_CAPTION)->text);
		} while (++of.page < view.pages);
		several += view.pages > 1;
		length = put_words(whole, 0, sizeof(whole),
			content_text(c, content_answer(c, answer)->text, 0, sample.show.show.caption.wording));
		assert_memory_equal(shown, whole, length);
		assert_non_null(target_of(&view, TARGET_YES, 0));
	}
	assert_true(several > 10);
}

static void a_page_beyond_the_last_is_the_last(void **state)
{
	static struct sample sample;
	static struct view view;
	struct sample_wish wish = {SCREEN_MENU, 0, NONE16, NONE16, NONE16};
	struct view_of of;

	(void)state;
	sample_make(&sample, bank, &wish);
	of = sample_of(&sample);
	of.mode.large = true;
	of.page = 200;
	view_build(&view, &walk_boards[0], &walk_fixed, &of);
	assert_true(view.pages > 1);
	assert_int_equal(view.page, view.pages - 1);
}

/* Of a menu in pages: each choice on one page, and Back on a later page turns to the page before. */
static void pages_of_a_menu_hold_every_choice_once(void **state)
{
	static struct sample sample;
	static struct view view;
	struct sample_wish wish = {SCREEN_MENU, 0, NONE16, NONE16, NONE16};
	unsigned seen[CHOICES_MAX] = {0};
	struct view_of of;

	(void)state;
	sample_make(&sample, bank, &wish);
	of = sample_of(&sample);
	of.mode.large = true;
	do {
		view_build(&view, &walk_boards[0], &walk_fixed, &of);
		for (unsigned i = 0; i < view.elements_count; i++) {
			const struct view_element *e = &view.elements[i];

			if (e->action == VIEW_TARGET && e->target == TARGET_CHOICE)
				seen[e->index]++;
			if (e->role == VIEW_BUTTON && e->target == TARGET_BACK && of.page > 0) {
				assert_int_equal(e->action, VIEW_PAGE);
				assert_true(e->index < of.page);
			}
		}
	} while (++of.page < view.pages);
	assert_true(view.pages > 2);
	for (uint8_t i = 0; i < sample.show.show.choices.count; i++)
		assert_int_equal(seen[i], 1);
}

/* --- what does not move --- */

static void build_menu(struct view *view, const struct board_screen *board, uint8_t language, struct view_mode mode)
{
	static struct sample sample;
	struct sample_wish wish = {SCREEN_MENU, language, NONE16, NONE16, NONE16};
	struct view_of of;

	sample_make(&sample, bank, &wish);
	of = sample_of(&sample);
	of.mode = mode;
	view_build(view, board, &walk_fixed, &of);
}

static void tiles_stand_where_they_stood_in_every_language(void **state)
{
	static struct view one;
	static struct view other;

	(void)state;
	for (int b = 0; b < BOARDS_COUNT; b++) {
		for (int large = 0; large < 2; large++) {
			unsigned tiles = 0;

			build_menu(&one, &walk_boards[b], 0, (struct view_mode){.large = large});
			build_menu(&other, &walk_boards[b], 1, (struct view_mode){.large = large});
			for (uint8_t i = 0; i < CHOICES_MAX; i++) {
				const struct view_element *a = target_of(&one, TARGET_CHOICE, i);
				const struct view_element *z = target_of(&other, TARGET_CHOICE, i);

				assert_int_equal(a == NULL, z == NULL);
				if (!a || !z)
					continue;
				tiles++;
				assert_memory_equal(&a->x, &z->x, 4 * sizeof(a->x));
			}
			assert_true(tiles > 3);
		}
	}
}

static void high_contrast_is_laid_out_as_large_text_is(void **state)
{
	static struct view large;
	static struct view contrast;

	(void)state;
	for (int b = 0; b < BOARDS_COUNT; b++) {
		build_menu(&large, &walk_boards[b], 0, (struct view_mode){.large = true});
		build_menu(&contrast, &walk_boards[b], 0, (struct view_mode){.large = true, .contrast = true});
		assert_true(contrast.contrast && !large.contrast);
		assert_int_equal(large.elements_count, contrast.elements_count);
		for (unsigned i = 0; i < large.elements_count; i++)
			assert_memory_equal(&large.elements[i].x, &contrast.elements[i].x, 4 * sizeof(int16_t));
	}
}

static unsigned tiles_of(const struct view *view)
{
	unsigned tiles = 0;

	for (unsigned i = 0; i < view->elements_count; i++)
		tiles += view->elements[i].role == VIEW_TILE;
	return tiles;
}

/* Also with a field to type into, which would like to have their room. */
static void the_start_screen_is_one_page_with_ten_tiles(void **state)
{
	static struct view view;

	(void)state;
	for (int b = 0; b < BOARDS_COUNT; b++) {
		for (int typing = 0; typing < 2; typing++) {
			build_menu(
				&view, &walk_boards[b], EN, (struct view_mode){.mic = VIEW_MIC_OPEN, .typing = typing});
			assert_int_equal(view.pages, 1);
			assert_int_equal(tiles_of(&view), 10);
		}
	}
	build_menu(&view, &walk_boards[0], EN, (struct view_mode){.mic = VIEW_MIC_OPEN});
	assert_non_null(strstr(only(&view, VIEW_CAPTION)->text, "messages"));
}

/* --- the microphone, the keyboard, the countdown --- */

static void without_a_microphone_no_sign_of_one_is_drawn(void **state)
{
	static struct view view;

	(void)state;
	build_menu(&view, &walk_boards[1], 0, (struct view_mode){.mic = VIEW_MIC_NONE});
	assert_null(only(&view, VIEW_LISTENING));
	build_menu(&view, &walk_boards[1], 0, (struct view_mode){.mic = VIEW_MIC_OPEN});
	assert_string_equal(only(&view, VIEW_LISTENING)->text, "Listening");
	build_menu(&view, &walk_boards[1], 0, (struct view_mode){.mic = VIEW_MIC_MUTED});
	assert_string_equal(only(&view, VIEW_LISTENING)->spoken, "Not listening");
	assert_int_equal(only(&view, VIEW_LISTENING)->index, VIEW_MUTE);
}

static void where_there_is_a_keyboard_a_question_may_be_typed(void **state)
{
	static struct sample sample;
	static struct view view;
	struct sample_wish wish = {SCREEN_MENU, 0, NONE16, NONE16, NONE16};
	struct view_of of;

	(void)state;
	sample_make(&sample, bank, &wish);
	for (int b = 0; b < BOARDS_COUNT; b++) {
		of = sample_of(&sample);
		of.mode = (struct view_mode){.typing = true, .mic = VIEW_MIC_OPEN};
		view_build(&view, &walk_boards[b], &walk_fixed, &of);
		assert_non_null(strstr(only(&view, VIEW_FIELD)->text, "Type"));
		sample.entry = (struct entry){.kind = ENTRY_LETTERS, .length_max = 200, .text = "my card"};
		view_build(&view, &walk_boards[b], &walk_fixed, &of);
		assert_string_equal(only(&view, VIEW_FIELD)->text, "my card_");
		of.mode.large = true;
		view_build(&view, &walk_boards[b], &walk_fixed, &of);
		assert_string_equal(only(&view, VIEW_FIELD)->text, "my card_");
		memset(&sample.entry, 0, sizeof(sample.entry));
	}
}

static void what_is_left_of_the_time_is_a_number_and_a_part(void **state)
{
	static struct sample sample;
	static struct view view;
	struct sample_wish wish = {SCREEN_STILL_THERE, 0, NONE16, NONE16, NONE16};
	struct view_of of;

	(void)state;
	sample_make(&sample, bank, &wish);
	sample.show.show.seconds = 7;
	of = sample_of(&sample);
	view_build(&view, &walk_boards[0], &walk_fixed, &of);
	assert_string_equal(only(&view, VIEW_COUNTDOWN)->text, "7");
	assert_int_equal(only(&view, VIEW_COUNTDOWN)->value, 7);
	assert_true(only(&view, VIEW_COUNTDOWN)->of >= 20);
	assert_int_equal(only(&view, VIEW_PRIMARY)->target, TARGET_MORE_TIME);
}

static void signs_are_named_in_words_and_stand_on_a_page_of_their_own(void **state)
{
	static struct sample sample;
	static struct view view;
	struct sample_wish wish = {SCREEN_WHY, 0, NONE16, NONE16, NONE16};
	struct view_of of;
	bool found = false;

	(void)state;
	sample_make(&sample, bank, &wish);
	of = sample_of(&sample);
	of.page = 1;
	view_build(&view, &walk_boards[0], &walk_fixed, &of);
	for (unsigned i = 0; i < view.elements_count; i++) {
		if (view.elements[i].key == '@') {
			assert_string_equal(view.elements[i].spoken, "at sign");
			found = true;
		}
	}
	assert_true(found);
}

/* A site of another language: its letters, their names, and what is said of the point of an amount. */
static void a_german_keyboard_has_its_umlauts(void **state)
{
	static struct sample sample;
	static struct view view;
	const struct content *site = site_open(SITE_SHOP);
	struct sample_wish wish = {SCREEN_WHY, EN, NONE16, NONE16, NONE16};
	struct view_of of;
	unsigned found = 0;

	(void)state;
	memcpy((char *)(uintptr_t)content_string(site, site->site.language[EN]), "de", 2);
	sample_make(&sample, site, &wish);
	of = sample_of(&sample);
	view_build(&view, &walk_boards[0], &walk_fixed, &of);
	for (unsigned i = 0; i < view.elements_count; i++) {
		const struct view_element *e = &view.elements[i];

		found += e->key == 0xe4 || e->key == 0xf6 || e->key == 0xfc || e->key == 0xdf;
		if (e->key == 0xfc)
			assert_non_null(strstr(e->spoken, "u Umlaut"));
	}
	assert_int_equal(found, 4);
	site_close(site);
}

/* Where nobody is heard nobody is invited to speak. */
static void the_invitation_asks_to_speak_only_where_speech_is_heard(void **state)
{
	static struct view heard;
	static struct view touched;
	struct view_idle idle = {.content = bank, .local_s = 0, .heard = 1 << EN};

	(void)state;
	view_build_attract(&heard, &walk_boards[1], &walk_fixed, &idle);
	idle.heard = 0;
	view_build_attract(&touched, &walk_boards[1], &walk_fixed, &idle);
	assert_string_equal(only(&touched, VIEW_CAPTION)->spoken,
		content_text(bank, content_prompt(bank, PROMPT_ATTRACT, EN, 0), EN, 0));
	assert_string_equal(only(&heard, VIEW_CAPTION)->spoken,
		content_text(bank, content_prompt(bank, PROMPT_ATTRACT, EN, 1 << EN), EN, 0));
}

/* --- when somebody is here --- */

enum { SUNDAY = 20779 /* 22 November 2026 */, HOUR_S = 3600, TURN_S = 12 };

static void is_said_at(int64_t day, int minutes, const char *hours)
{
	static struct view view;
	struct view_idle idle = {.content = bank, .local_s = day * 24 * HOUR_S + (int64_t)minutes * 60};

	view_build_attract(&view, &walk_boards[1], &walk_fixed, &idle);
	for (unsigned i = 0; i < view.elements_count; i++) {
		if (strcmp(view.elements[i].spoken, hours) == 0)
			return;
	}
	fail_msg("nowhere on the screen: %s", hours);
}

static void a_day_when_nobody_is_here_begins_with_that_it_is_closed(void **state)
{
	(void)state;
	is_said_at(SUNDAY, 10 * 60, "Closed now. Monday 08:20–13:20, 14:30–16:00");
	is_said_at(SUNDAY + 1, 20 * 60, "Closed now. Tuesday 08:20–13:20, 14:30–16:00");
	is_said_at(SUNDAY + 1, 7 * 60, "Today 08:20–13:20, 14:30–16:00");
	is_said_at(SUNDAY + 1, 14 * 60, "Today 08:20–13:20, 14:30–16:00");
}

static void is_greeted_at(int64_t day, int minutes, const char *greeting)
{
	static struct view view;
	struct view_idle idle = {.content = bank, .local_s = day * 24 * HOUR_S + (int64_t)minutes * 60};

	idle.local_s += idle.local_s / TURN_S % 2 * TURN_S; /* when it is the first language's turn */
	view_build_attract(&view, &walk_boards[1], &walk_fixed, &idle);
	assert_memory_equal(only(&view, VIEW_CAPTION)->spoken, greeting, strlen(greeting));
}

static void the_first_line_fits_the_time_of_day(void **state)
{
	(void)state;
	is_greeted_at(SUNDAY + 1, 7 * 60, "Good morning. ");
	is_greeted_at(SUNDAY + 1, 12 * 60, "Good afternoon. ");
	is_greeted_at(SUNDAY + 1, 19 * 60, "Good evening. ");
	is_greeted_at(SUNDAY + 1, 3 * 60, "Good evening. ");
	is_greeted_at(SUNDAY + 1, 15 * 60 + 29, "Good afternoon. ");
	is_greeted_at(SUNDAY + 1, 15 * 60 + 30, "We close at 16:00. ");
	is_greeted_at(SUNDAY + 1, 16 * 60, "Good afternoon. ");
	is_greeted_at(SUNDAY, 15 * 60 + 45, "Good afternoon. ");
}

static void large_figures_on_small_glass_stand_below_their_question(void **state)
{
	static struct sample sample;
	static struct view view;
	struct sample_wish wish = {SCREEN_SURVEY, 0, NONE16, NONE16, NONE16};
	struct view_of of;

	(void)state;
	sample_make(&sample, bank, &wish);
	strcpy(sample.said, "That is done.\n");
	of = sample_of(&sample);
	of.mode.large = true;
	view_build(&view, &walk_boards[0], &walk_fixed, &of);
	assert_memory_equal(only(&view, VIEW_CAPTION)->text, "From zero", 9);
	assert_non_null(strstr(only(&view, VIEW_CAPTION)->spoken, "Not at all likely"));
}

/* --- picture, words and reason --- */

static void picture_and_words_stand_as_one_block_in_the_middle(void **state)
{
	static struct sample sample;
	static struct view view;
	struct sample_wish wish = {SCREEN_MENU, 0, NONE16, NONE16, NONE16};
	struct view_of of;
	int blocks = 0;

	(void)state;
	sample_make(&sample, bank, &wish);
	of = sample_of(&sample);
	view_build(&view, &walk_boards[1], &walk_fixed, &of);
	for (unsigned i = 0; i < view.elements_count; i++) {
		const struct view_element *e = &view.elements[i];
		struct view_box icon = view_icon_box(e);
		struct view_box words = view_text_box(e);
		int above = icon.y - e->y;
		int below = e->y + e->h - words.y - words.h;

		if (icon.w == 0 || words.y < icon.y + icon.h || e->reason[0] != '\0')
			continue;
		blocks++;
		assert_in_range(above, 1, e->h);
		assert_in_range(above - below + 1, 0, 2);
		if (e->role == VIEW_TILE && !strchr(e->text, '\n'))
			assert_in_range(icon.h, e->h * 38 / 100, e->h * 40 / 100);
	}
	assert_in_range(blocks, 8, VIEW_ELEMENTS_MAX);
}

static void a_touch_beside_everything_is_nothing(void **state)
{
	static struct sample sample;
	static struct view view;
	struct sample_wish wish = {SCREEN_MENU, 0, NONE16, NONE16, NONE16};
	struct view_of of;
	const struct view_element *back;

	(void)state;
	sample_make(&sample, bank, &wish);
	of = sample_of(&sample);
	view_build(&view, &walk_boards[0], &walk_fixed, &of);
	back = target_of(&view, TARGET_BACK, 0);
	assert_non_null(back);
	assert_null(view_at(&view, 0, 0));
	assert_null(view_at(&view, -5, 9999));
	assert_ptr_equal(view_at(&view, back->x, back->y), back);
	assert_ptr_equal(view_at(&view, back->x + back->w - 1, back->y + back->h - 1), back);
	assert_ptr_not_equal(view_at(&view, back->x + back->w, back->y), back);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_learned_order_moves_no_tile),
		cmocka_unit_test(what_was_said_before_stands_in_the_caption),
		cmocka_unit_test(an_answer_stays_when_only_its_question_is_said_again),
		cmocka_unit_test(a_masked_value_is_never_shown_nor_spoken),
		cmocka_unit_test(pages_of_an_answer_hold_every_word_once),
		cmocka_unit_test(pages_of_a_menu_hold_every_choice_once),
		cmocka_unit_test(a_page_beyond_the_last_is_the_last),
		cmocka_unit_test(tiles_stand_where_they_stood_in_every_language),
		cmocka_unit_test(high_contrast_is_laid_out_as_large_text_is),
		cmocka_unit_test(the_start_screen_is_one_page_with_ten_tiles),
		cmocka_unit_test(without_a_microphone_no_sign_of_one_is_drawn),
		cmocka_unit_test(where_there_is_a_keyboard_a_question_may_be_typed),
		cmocka_unit_test(what_is_left_of_the_time_is_a_number_and_a_part),
		cmocka_unit_test(signs_are_named_in_words_and_stand_on_a_page_of_their_own),
		cmocka_unit_test(a_german_keyboard_has_its_umlauts),
		cmocka_unit_test(the_invitation_asks_to_speak_only_where_speech_is_heard),
		cmocka_unit_test(a_day_when_nobody_is_here_begins_with_that_it_is_closed),
		cmocka_unit_test(the_first_line_fits_the_time_of_day),
		cmocka_unit_test(large_figures_on_small_glass_stand_below_their_question),
		cmocka_unit_test(picture_and_words_stand_as_one_block_in_the_middle),
		cmocka_unit_test(a_touch_beside_everything_is_nothing),
	};

	return cmocka_run_group_tests(tests, open_bank, close_bank);
}
