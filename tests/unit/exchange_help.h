/* A device with an outbox in memory and a hub that keeps the rules or breaks one, on virtual time. For one test program
 * each. */
#ifndef FOYER_TEST_EXCHANGE_HELP_H
#define FOYER_TEST_EXCHANGE_HELP_H

#include "hub_help.h"
#include "outbox_help.h"

#include "json.h"
#include "log.h"
#include "store/seal.h"
#include "sync/exchange.h"
#include "sync/keep.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static struct outbox_help outbox;
static struct hub_help hub;
static struct identity identity;
static struct exchange device;
static struct batch_maker *hub_maker;
static uint64_t clock_ms;
static uint64_t applied[16];
static size_t applied_count;
static bool cable_out;
static char folder[] = "/tmp/foyer-exchange-XXXXXX";

static uint64_t now(void *self)
{
	(void)self;
	return clock_ms;
}

static int64_t wall(void *self)
{
	(void)self;
	return 0;
}

static enum err link_ask(void *self, const struct link_question *question, struct link_reply *reply)
{
	(void)self;
	*reply = (struct link_reply){.bytes = strlen(question->head) + question->body.count};
	if (cable_out) {
		snprintf(reply->why, sizeof(reply->why), "no route to host");
		return ERR_NOT_FOUND;
	}
	if (!hub_help_answer(&hub, hub_maker, question->head, question->body))
		return ERR_TIMEOUT;
	memcpy(reply->head, hub.reply, hub.reply_head);
	reply->head_bytes = hub.reply_head;
	reply->body_bytes = hub.reply_bytes - hub.reply_head;
	reply->body = malloc(reply->body_bytes + 1);
	assert_non_null(reply->body);
	memcpy(reply->body, hub.reply + hub.reply_head, reply->body_bytes);
	reply->status = 200;
	return ERR_NONE;
}

static void link_close(void *self)
{
	(void)self;
}

static enum err apply(void *self, uint64_t number, const char *type, const struct json *data)
{
	int64_t n = 0;

	(void)self;
	assert_string_equal(type, "foyer.setting");
	assert_true(json_whole(json_member(data, "n"), &n));
	assert_int_equal(n, number);
	assert_true(applied_count < sizeof(applied) / sizeof(applied[0]));
	applied[applied_count++] = number;
	return ERR_NONE;
}

static void open_device(void)
{
	static const struct link_ops ops = {.ask = link_ask, .close = link_close};

	device = (struct exchange){.source = outbox_help_source(&outbox),
		.link = {&ops, NULL},
		.identity = &identity,
		.clock = {now, wall, NULL},
		.apply = {apply, NULL},
		.stop_fd = -1};
	assert_int_equal(exchange_open(&device), ERR_NONE);
}

static int begin(void **state)
{
	char path[64];

	(void)state;
	clock_ms = 10000000;
	cable_out = false;
	applied_count = 0;
	outbox = (struct outbox_help){.epoch = 7};
	signing_keys_make(identity.public_key, identity.secret);
	hub_help_begin(&hub, identity.public_key);
	memcpy(identity.hub_key, hub.public_key, sizeof(identity.hub_key));
	identity.enrolled = true;
	snprintf(identity.device, sizeof(identity.device), "d-test");
	snprintf(identity.folder, sizeof(identity.folder), "%s", folder);
	snprintf(path, sizeof(path), "%s/hub.token", folder);
	unlink(path);
	open_device();
	return 0;
}

static int end(void **state)
{
	(void)state;
	exchange_close(&device);
	return 0;
}

/* Turns until so much virtual time has gone. */
static void run_for(uint64_t ms)
{
	uint64_t until = clock_ms + ms;

	for (unsigned turns = 0; clock_ms < until; turns++) {
		uint32_t wait_ms = exchange_turn(&device);

		assert_true(turns < 20000);
		clock_ms += wait_ms < until - clock_ms ? wait_ms : until - clock_ms;
	}
}

/* What should stand at the end of every story: all is there, each once, and the marks agree. */
static void assert_all_home(unsigned rows)
{
	for (unsigned lane = 0; lane < LANES; lane++)
		assert_int_equal(outbox.acked[lane], outbox.last[lane]);
	assert_int_equal(hub.taken, rows);
}

static int begin_all(void **state)
{
	(void)state;
	log_set_level(LOG_ERROR);
	return seal_start() || batch_open(&hub_maker) || !mkdtemp(folder) ? -1 : 0;
}

static int end_all(void **state)
{
	char path[64];

	(void)state;
	snprintf(path, sizeof(path), "%s/hub.token", folder);
	unlink(path);
	rmdir(folder);
	batch_close(hub_maker);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

#endif
