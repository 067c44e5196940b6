#include "outbox_help.h"
#include "port/agents.h"

#include "json.h"
#include "record.h"
#include "store/seal.h"
#include "sync/batch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static struct batch_maker *maker;
static struct outbox_help outbox;
static const uint8_t no_chain[PARCEL_CHAIN_BYTES];

static struct batch made(uint64_t after, uint32_t events_max, enum err expected)
{
	const struct outbox_source source = outbox_help_source(&outbox);
	const struct batch_wish wish = {.source = {"d-test", 7, LANE_TELEMETRY},
		.after = after,
		.events_max = events_max,
		.chain_before = no_chain};
	struct batch batch;

	assert_int_equal(batch_make(maker, &source, &wish, &batch), expected);
	return batch;
}

static struct json *read_back(const struct batch *batch)
{
	struct parcel_body plain;
	struct json *root;

	assert_int_equal(batch_read(maker, batch->encoding, batch->body, &plain), ERR_NONE);
	assert_int_equal(json_parse(plain.bytes, plain.count, &root, NULL), ERR_NONE);
	return root;
}

static int64_t whole(const struct json *map, const char *name)
{
	int64_t value = -1;

	(void)json_whole(json_member(map, name), &value);
	return value;
}

static void a_batch_is_a_list_of_cloud_events_in_order(void **state)
{
	struct batch batch;
	struct json *root;

	(void)state;
	outbox = (struct outbox_help){.last = {0, 0, 5}};
	batch = made(2, 1000, ERR_NONE);
	assert_int_equal(batch.count, 3);
	root = read_back(&batch);
	assert_int_equal(json_count(root), 3);
	assert_string_equal(json_text(json_member(json_item(root, 0), "id")), "7-t-3");
	assert_string_equal(json_text(json_member(json_item(root, 2), "source")), "/foyer/d-test");
	assert_string_equal(json_text(json_member(json_item(root, 2), "type")), "foyer.note");
	assert_string_equal(json_text(json_member(json_item(root, 2), "specversion")), "1.0");
	assert_int_equal(whole(json_item(root, 2), "boot"), 3);
	assert_int_equal(whole(json_item(root, 2), "ms"), 5000);
	assert_int_equal(whole(json_member(json_item(root, 2), "data"), "n"), 5);
	json_close(root);
}

static void nothing_that_waits_is_no_batch(void **state)
{
	(void)state;
	outbox = (struct outbox_help){.last = {0, 0, 5}};
	assert_int_equal(made(5, 1000, ERR_NONE).count, 0);
}

static void a_batch_ends_at_a_thousand_events_or_at_what_brokers_take(void **state)
{
	struct batch batch;

	(void)state;
	outbox = (struct outbox_help){.last = {0, 0, 3000}};
	assert_int_equal(made(0, 1000, ERR_NONE).count, 1000);
	outbox.body_bytes = 4000;
	batch = made(0, 1000, ERR_NONE);
	assert_in_range(batch.count, 10, 100);
	assert_true(batch.body.count <= PARCEL_BODY_BYTES_MAX);
}

static void the_chain_is_the_same_in_one_piece_and_in_two(void **state)
{
	const struct outbox_source source = outbox_help_source(&outbox);
	struct batch_wish wish = {.source = {"d-test", 7, LANE_TELEMETRY}, .until = 700, .chain_before = no_chain};
	uint8_t chain[PARCEL_CHAIN_BYTES];
	struct batch batch;

	(void)state;
	outbox = (struct outbox_help){.last = {0, 0, 1000}};
	assert_int_equal(batch_chain(maker, &source, &wish, chain), ERR_NONE);
	wish = (struct batch_wish){
		.source = wish.source, .after = 700, .until = 1000, .events_max = 1000, .chain_before = chain};
	assert_int_equal(batch_make(maker, &source, &wish, &batch), ERR_NONE);
	assert_int_equal(batch.count, 300);
	assert_memory_equal(batch.chain, made(0, 1000, ERR_NONE).chain, sizeof(batch.chain));
}

static void a_row_that_cannot_be_written_ends_the_batch_before_it_and_then_is_named(void **state)
{
	struct batch batch;

	(void)state;
	outbox = (struct outbox_help){.last = {0, 0, 9}, .broken = 4};
	assert_int_equal(made(0, 1000, ERR_NONE).count, 3);
	batch = made(3, 1000, ERR_FORMAT);
	assert_int_equal(batch.broken, 4);
}

static void rows_that_are_gone_are_told_and_not_skipped(void **state)
{
	(void)state;
	outbox = (struct outbox_help){.last = {0, 0, 9}, .first = {0, 0, 5}};
	(void)made(2, 1000, ERR_NOT_FOUND);
	assert_int_equal(made(4, 1000, ERR_NONE).count, 5);
}

static void a_damaged_body_is_refused(void **state)
{
	struct parcel_body plain;
	struct batch batch;
	char bytes[4096];

	(void)state;
	outbox = (struct outbox_help){.last = {0, 0, 50}};
	batch = made(0, 1000, ERR_NONE);
	assert_true(batch.body.count < sizeof(bytes));
	memcpy(bytes, batch.body.bytes, batch.body.count);
	assert_int_not_equal(
		batch_read(maker, PARCEL_ZSTD, (struct parcel_body){bytes, batch.body.count - 1}, &plain), ERR_NONE);
	assert_int_equal(batch_read(maker, PARCEL_ZSTD, (struct parcel_body){"[]", 2}, &plain), ERR_FORMAT);
	assert_int_equal(batch_read(maker, PARCEL_GZIP, (struct parcel_body){bytes, 9}, &plain), ERR_VERSION);
	assert_int_equal(batch_read(maker, PARCEL_PLAIN, (struct parcel_body){"[]", 2}, &plain), ERR_NONE);
	assert_int_equal(plain.count, 2);
}

/* --- events --- */

static struct json *event_of(const struct outbox_row *row, enum lane lane)
{
	const struct event_source source = {"d-test", UINT64_MAX, lane};
	char text[EVENT_JSON_BYTES_MAX];
	size_t bytes;
	struct json *root;

	assert_int_equal(event_json(&source, row, text, sizeof(text), &bytes), ERR_NONE);
	assert_int_equal(json_parse(text, bytes, &root, NULL), ERR_NONE);
	return root;
}

static void a_step_tells_what_happened_and_nothing_that_was_said(void **state)
{
	static struct effects effects = {.count = 2};
	static struct event event = {.kind = EVENT_TYPED, .session = 9, .typed.words = "my name is Rossi"};
	static struct store_row step = {.session = 9, .seq = 4, .state = "menu"};
	const struct meaning meaning = {.value = "Rossi"};
	struct outbox_row row = {.seq = 1, .kind = OUTBOX_STEP, .step = &step};
	const struct event_source source = {"d-test", 1, LANE_TELEMETRY};
	char text[4096];
	size_t bytes;
	struct json *root;
	const struct json *data;

	(void)state;
	effects.list[0].kind = EFFECT_SAY;
	effects.list[1].kind = EFFECT_SHOW;
	effects.list[1].show.screen = SCREEN_MENU;
	record_event(&event, &meaning, false, &step.event);
	record_effects(&effects, "menu", &step.effects);
	root = event_of(&row, LANE_TELEMETRY);
	data = json_member(root, "data");
	assert_string_equal(json_text(json_member(root, "id")), "18446744073709551615-t-1");
	assert_string_equal(json_text(json_member(data, "event")), event_kind_name(EVENT_TYPED));
	assert_string_equal(json_text(json_member(data, "state")), "menu");
	assert_string_equal(json_text(json_item(json_member(data, "did"), 0)), effect_kind_name(EFFECT_SAY));
	assert_int_equal(json_count(json_member(data, "did")), 2);
	json_close(root);
	assert_int_equal(event_json(&source, &row, text, sizeof(text), &bytes), ERR_NONE);
	assert_null(memmem(text, bytes, "Rossi", 5));
}

static void a_card_goes_home_with_all_its_words(void **state)
{
	const struct agent_card card = {
		.request = 3, .session = 2, .code = "0042", .team = "cards", .summary = "\"a\"\n\\b\tc \xc3\xa8 \xff"};
	const struct outbox_row row = {.seq = 1, .kind = OUTBOX_HANDOVER, .card = &card};
	struct json *root = event_of(&row, LANE_PROMISES);
	const struct json *data = json_member(root, "data");

	(void)state;
	assert_string_equal(json_text(json_member(data, "summary")), "\"a\"\n\\b\tc \xc3\xa8 \xef\xbf\xbd");
	assert_string_equal(json_text(json_member(data, "code")), "0042");
	json_close(root);
}

static void a_row_whose_key_was_destroyed_says_only_that_there_was_one(void **state)
{
	const struct outbox_row row = {.seq = 1, .kind = OUTBOX_HANDOVER};
	struct json *root = event_of(&row, LANE_PROMISES);

	(void)state;
	assert_true(json_flag(json_member(json_member(root, "data"), "gone")));
	json_close(root);
}

static void a_damaged_visit_is_refused(void **state)
{
	const struct event_source source = {"d-test", 1, LANE_TELEMETRY};
	const uint8_t visit[37] = {1, 0, 0, [36] = 1};
	struct outbox_row row = {.seq = 1, .kind = OUTBOX_VISIT, .visit = visit, .visit_bytes = sizeof(visit)};
	char text[4096];
	size_t bytes;

	(void)state;
	assert_int_equal(event_json(&source, &row, text, sizeof(text), &bytes), ERR_FORMAT);
	row.visit_bytes = 0;
	assert_int_equal(event_json(&source, &row, text, sizeof(text), &bytes), ERR_FORMAT);
}

static int begin(void **state)
{
	(void)state;
	return seal_start() || batch_open(&maker) ? -1 : 0;
}

static int end(void **state)
{
	(void)state;
	batch_close(maker);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_batch_is_a_list_of_cloud_events_in_order),
		cmocka_unit_test(nothing_that_waits_is_no_batch),
		cmocka_unit_test(a_batch_ends_at_a_thousand_events_or_at_what_brokers_take),
		cmocka_unit_test(the_chain_is_the_same_in_one_piece_and_in_two),
		cmocka_unit_test(a_row_that_cannot_be_written_ends_the_batch_before_it_and_then_is_named),
		cmocka_unit_test(rows_that_are_gone_are_told_and_not_skipped),
		cmocka_unit_test(a_damaged_body_is_refused),
		cmocka_unit_test(a_step_tells_what_happened_and_nothing_that_was_said),
		cmocka_unit_test(a_card_goes_home_with_all_its_words),
		cmocka_unit_test(a_row_whose_key_was_destroyed_says_only_that_there_was_one),
		cmocka_unit_test(a_damaged_visit_is_refused),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
