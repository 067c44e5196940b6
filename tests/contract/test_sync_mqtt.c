/* The way home through a real broker: mosquitto, on loopback. The hub of hub_help.h is its other client. */
#include "../unit/hub_help.h"
#include "../unit/outbox_help.h"

#include "log.h"
#include "store/seal.h"
#include "sync/link_mqtt.h"

#include "sync/exchange.h"

#include <mosquitto.h>

#include <arpa/inet.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

enum { PATIENCE_MS = 20000 };

static char folder[] = "/tmp/foyer-mqtt-XXXXXX";
static unsigned port;
static pid_t broker;
static struct mosquitto *hub_client;
static atomic_bool hub_listens;
static struct hub_help hub;
static struct batch_maker *hub_maker;
static struct outbox_help outbox;
static struct identity identity;
static struct exchange device;

static uint64_t now(void *self)
{
	struct timespec t;

	(void)self;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static int64_t wall(void *self)
{
	(void)self;
	return 1;
}

/* Nothing listens there yet. */
static unsigned free_port(void)
{
	struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	socklen_t bytes = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_int_equal(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(getsockname(fd, (struct sockaddr *)&address, &bytes), 0);
	close(fd);
	return ntohs(address.sin_port);
}

static bool broker_answers(void)
{
	const struct sockaddr_in address = {
		.sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	bool good = connect(fd, (const struct sockaddr *)&address, sizeof(address)) == 0;

	close(fd);
	return good;
}

static void broker_start(void)
{
	char path[64];
	FILE *file;
	uint64_t until = now(NULL) + PATIENCE_MS;

	snprintf(path, sizeof(path), "%s/mosquitto.conf", folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fprintf(file, "listener %u 127.0.0.1\nallow_anonymous true\npersistence false\nlog_type none\n", port);
	fclose(file);
	broker = fork();
	if (broker == 0) {
		execlp("mosquitto", "mosquitto", "-c", path, (char *)NULL);
		execl("/usr/sbin/mosquitto", "mosquitto", "-c", path, (char *)NULL);
		_exit(127);
	}
	while (!broker_answers()) {
		assert_true(now(NULL) < until);
		nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
	}
}

static void broker_kill(void)
{
	if (broker > 0) {
		kill(broker, SIGKILL);
		waitpid(broker, NULL, 0);
	}
	broker = 0;
}

static void on_hub_connect(struct mosquitto *client, void *self, int code)
{
	(void)self;
	(void)code;
	mosquitto_subscribe(client, NULL, "foyer/+/up", 1);
}

static void on_hub_subscribe(struct mosquitto *client, void *self, int mid, int count, const int *granted)
{
	(void)client;
	(void)self;
	(void)mid;
	(void)count;
	(void)granted;
	atomic_store(&hub_listens, true);
}

static void on_hub_message(struct mosquitto *client, void *self, const struct mosquitto_message *message)
{
	char head[PARCEL_HEAD_BYTES_MAX + 1];
	char back[HUB_REPLY_BYTES + 3];
	size_t at = parcel_split(message->payload, (size_t)message->payloadlen);
	const struct parcel_body body = {(char *)message->payload + at, (size_t)message->payloadlen - at};

	(void)self;
	snprintf(head, sizeof(head), "%.*s", (int)at - 2, (char *)message->payload);
	if (!hub_help_answer(&hub, hub_maker, head, body))
		return;
	mosquitto_publish(client, NULL, "foyer/d-test/down", (int)hub_help_message(&hub, back), back, 1, false);
}

static void hub_start(void)
{
	uint64_t until = now(NULL) + PATIENCE_MS;

	atomic_store(&hub_listens, false);
	hub_client = mosquitto_new("hub", true, NULL);
	assert_non_null(hub_client);
	mosquitto_connect_callback_set(hub_client, on_hub_connect);
	mosquitto_subscribe_callback_set(hub_client, on_hub_subscribe);
	mosquitto_message_callback_set(hub_client, on_hub_message);
	assert_int_equal(mosquitto_connect(hub_client, "127.0.0.1", (int)port, 60), MOSQ_ERR_SUCCESS);
	assert_int_equal(mosquitto_loop_start(hub_client), MOSQ_ERR_SUCCESS);
	while (!atomic_load(&hub_listens)) {
		assert_true(now(NULL) < until);
		nanosleep(&(struct timespec){.tv_nsec = 2000000}, NULL);
	}
}

static void hub_stop(void)
{
	if (!hub_client)
		return;
	mosquitto_disconnect(hub_client);
	mosquitto_loop_stop(hub_client, true);
	mosquitto_destroy(hub_client);
	hub_client = NULL;
}

static int begin(void **state)
{
	char url[64];
	struct link_mqtt_options options = {.url = url, .device = "d-test"};

	(void)state;
	port = free_port();
	snprintf(url, sizeof(url), "mqtt://127.0.0.1:%u", port);
	broker_start();
	outbox = (struct outbox_help){.epoch = 7};
	signing_keys_make(identity.public_key, identity.secret);
	hub_help_begin(&hub, identity.public_key);
	memcpy(identity.hub_key, hub.public_key, sizeof(identity.hub_key));
	identity.enrolled = true;
	snprintf(identity.device, sizeof(identity.device), "d-test");
	snprintf(identity.folder, sizeof(identity.folder), "%s", folder);
	device = (struct exchange){.source = outbox_help_source(&outbox),
		.identity = &identity,
		.clock = {now, wall, NULL},
		.timeout_ms = 3000,
		.stop_fd = -1};
	return link_mqtt_open(&device.link, &options) || exchange_open(&device) ? -1 : 0;
}

static int end(void **state)
{
	(void)state;
	exchange_close(&device);
	hub_stop();
	broker_kill();
	return 0;
}

static void run_until_home(void)
{
	uint64_t until = now(NULL) + PATIENCE_MS;

	while (outbox.acked[LANE_PROMISES] < outbox.last[LANE_PROMISES]) {
		assert_true(now(NULL) < until);
		if (exchange_turn(&device) > 0) {
			sender_hurry(&device.sender);
			nanosleep(&(struct timespec){.tv_nsec = 10000000}, NULL);
		}
	}
}

static void rows_go_home_through_a_broker(void **state)
{
	(void)state;
	hub_start();
	outbox.last[LANE_PROMISES] = 2500;
	run_until_home();
	assert_int_equal(hub.taken, 2500);
	assert_int_equal(hub.skipped, 0);
}

static void what_the_broker_acknowledges_moves_no_mark(void **state)
{
	(void)state;
	device.timeout_ms = 500;
	outbox.last[LANE_PROMISES] = 3;
	(void)exchange_turn(&device);
	assert_int_equal(outbox.acked[LANE_PROMISES], 0);
	assert_non_null(strstr(device.sender.why, "the hub does not answer"));
	device.timeout_ms = 3000;
	hub_start();
	run_until_home();
	assert_int_equal(hub.taken, 3);
}

static void a_broker_that_was_killed_is_found_again_and_nothing_is_doubled(void **state)
{
	(void)state;
	hub_start();
	outbox.last[LANE_PROMISES] = 3;
	run_until_home();
	hub_stop();
	broker_kill();
	outbox.last[LANE_PROMISES] = 5;
	device.timeout_ms = 500;
	(void)exchange_turn(&device);
	assert_int_equal(outbox.acked[LANE_PROMISES], 3);
	broker_start();
	hub_start();
	device.timeout_ms = 3000;
	run_until_home();
	assert_int_equal(hub.taken, 5);
}

static void an_answer_that_comes_too_late_is_passed_over(void **state)
{
	(void)state;
	hub_start();
	hub.fault = HUB_OLD_NONCE;
	hub.faults = 1;
	device.timeout_ms = 500;
	outbox.last[LANE_PROMISES] = 3;
	(void)exchange_turn(&device);
	assert_int_equal(outbox.acked[LANE_PROMISES], 0);
	device.timeout_ms = 3000;
	run_until_home();
	assert_int_equal(hub.taken, 3);
}

static void nothing_leaves_this_machine_unencrypted(void **state)
{
	static const struct {
		const char *url;
		enum err err;
	} urls[] = {{"mqtt://192.0.2.1:1883", ERR_DENIED}, {"mqtt://localhost.example", ERR_DENIED},
		{"mqtt://127.0.0.1.example", ERR_DENIED}, {"http://localhost", ERR_FORMAT},
		{"mqtt://localhost:0", ERR_FORMAT}, {"mqtts://a:1/x", ERR_FORMAT}};

	(void)state;
	for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++) {
		const struct link_mqtt_options options = {.url = urls[i].url, .device = "d-test"};
		struct link link;

		assert_int_equal(link_mqtt_open(&link, &options), urls[i].err);
	}
}

static int begin_all(void **state)
{
	(void)state;
	log_set_level(LOG_ERROR);
	return seal_start() || batch_open(&hub_maker) || !mkdtemp(folder) || mosquitto_lib_init() ? -1 : 0;
}

static int end_all(void **state)
{
	char path[64];

	(void)state;
	snprintf(path, sizeof(path), "%s/hub.token", folder);
	unlink(path);
	snprintf(path, sizeof(path), "%s/mosquitto.conf", folder);
	unlink(path);
	rmdir(folder);
	batch_close(hub_maker);
	mosquitto_lib_cleanup();
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(rows_go_home_through_a_broker),
		TEST(what_the_broker_acknowledges_moves_no_mark),
		TEST(a_broker_that_was_killed_is_found_again_and_nothing_is_doubled),
		TEST(an_answer_that_comes_too_late_is_passed_over),
		cmocka_unit_test(nothing_leaves_this_machine_unencrypted),
	};

	return cmocka_run_group_tests(tests, begin_all, end_all);
}
