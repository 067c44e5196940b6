/* The menu's order as an image, beside the content it was made for and beside another one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "site_help.h"

#include "base/rng.h"
#include "learn/layout.h"

enum { LAYOUT_BYTES = 1 << 16 };

static const struct content *bank;
static const struct content *shop;
static uint64_t layout[LAYOUT_BYTES / 8];
static uint64_t other[LAYOUT_BYTES / 8];
static size_t layout_bytes;

static void the_first_layout_speaks_as_authored(void **state)
{
	uint16_t out[MENU_CHILDREN_MAX];

	(void)state;
	assert_int_equal(layout_children(layout, bank, NONE16, out), bank->top_count);
	assert_memory_equal(out, bank->top, bank->top_count * sizeof(out[0]));
	for (uint16_t i = 0; i < bank->items.count; i++) {
		const struct content_item *item = content_item(bank, i);

		assert_int_equal(layout_children(layout, bank, i, out), item->children_count);
		assert_memory_equal(out, item->children, item->children_count * sizeof(out[0]));
	}
}

static void often_and_now_are_those_of_the_site(void **state)
{
	uint16_t often[OFTEN_COUNT];

	(void)state;
	layout_often(layout, bank, often);
	assert_memory_equal(often, bank->site.often, sizeof(often));
	assert_int_equal(layout_now(layout, bank), bank->site.now_item);
}

/* The content changed under the layout: all of today's items are there, once, and nothing else. */
static void a_layout_of_other_content_loses_no_item(void **state)
{
	uint16_t out[MENU_CHILDREN_MAX];
	uint16_t often[OFTEN_COUNT];

	(void)state;
	assert_int_equal(layout_children(layout, shop, NONE16, out), shop->top_count);
	for (uint16_t i = 0; i < shop->top_count; i++) {
		int seen = 0;

		for (uint16_t k = 0; k < shop->top_count; k++)
			seen += out[k] == shop->top[i];
		assert_int_equal(seen, 1);
	}
	layout_often(layout, shop, often);
	for (int i = 0; i < OFTEN_COUNT; i++)
		assert_true(often[i] == NONE16 || often[i] < shop->items.count);
}

/* An item whose id the layout has not stands behind the others, which keep their order. */
static void an_unknown_item_is_spoken_last(void **state)
{
	const char *id = content_string(bank, content_item(bank, bank->top[0])->id);
	uint16_t out[MENU_CHILDREN_MAX];
	uint8_t *bytes = (uint8_t *)other;

	(void)state;
	memcpy(other, layout, layout_bytes);
	for (size_t i = sizeof(struct image_header); i + strlen(id) < layout_bytes; i++) {
		if (bytes[i - 1] == 0 && memcmp(bytes + i, id, strlen(id) + 1) == 0)
			bytes[i] = 'Z'; /* no id begins with a capital */
	}
	assert_int_equal(layout_sound(other, layout_bytes), ERR_NONE);
	layout_children(other, bank, NONE16, out);
	assert_int_equal(out[bank->top_count - 1], bank->top[0]);
	for (uint16_t i = 1; i < bank->top_count; i++)
		assert_int_equal(out[i - 1], bank->top[i]);
}

static void too_little_room_makes_no_layout(void **state)
{
	(void)state;
	for (size_t room = 0; room < layout_bytes; room += 8)
		assert_int_equal(layout_build(bank, other, room), 0);
	assert_int_equal(layout_build(bank, other, layout_bytes), layout_bytes);
}

static void a_damaged_layout_never_brings_it_down(void **state)
{
	struct rng rng = {5};

	(void)state;
	for (int round = 0; round < 20000; round++) {
		uint16_t out[MENU_CHILDREN_MAX];

		memcpy(other, layout, layout_bytes);
		for (uint32_t i = 1 + rng_below(&rng, 3); i > 0; i--)
			((uint8_t *)other)[rng_below(&rng, (uint32_t)layout_bytes)] ^=
				(uint8_t)(1U << rng_below(&rng, 8));
		if (layout_sound(other, layout_bytes) != ERR_NONE)
			continue;
		assert_int_equal(layout_children(other, bank, NONE16, out), bank->top_count);
		layout_often(other, bank, out);
		layout_now(other, bank);
	}
}

static int open_sites(void **state)
{
	(void)state;
	bank = site_open(SITE_BANK);
	shop = site_open(SITE_SHOP);
	layout_bytes = layout_build(bank, layout, sizeof(layout));
	return layout_bytes == 0 || layout_sound(layout, layout_bytes);
}

static int close_sites(void **state)
{
	(void)state;
	site_close(bank);
	site_close(shop);
	return 0;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_first_layout_speaks_as_authored),
		cmocka_unit_test(often_and_now_are_those_of_the_site),
		cmocka_unit_test(a_layout_of_other_content_loses_no_item),
		cmocka_unit_test(an_unknown_item_is_spoken_last),
		cmocka_unit_test(too_little_room_makes_no_layout),
		cmocka_unit_test(a_damaged_layout_never_brings_it_down),
	};

	return cmocka_run_group_tests(tests, open_sites, close_sites);
}
