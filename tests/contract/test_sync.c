/* A device's way home over real TLS: enrolment, parcels, and what stands in their way. */
#include "../unit/hub_help.h"
#include "../unit/outbox_help.h"
#include "far_hub.h"

#include "json.h"
#include "json_write.h"
#include "local_socket.h"
#include "log.h"
#include "store/seal.h"
#include "sync/keep.h"
#include "sync/link_http.h"
#include "sync/sync.h"

#include <setjmp.h>
#include <stdarg.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#define CODE "0123456789ABCDEF"
enum { PATIENCE_MS = 20000 };

static char folder[] = "/tmp/foyer-sync-XXXXXX";
static struct certificate certificate;
static struct far_hub *hub;
static struct identity identity;
static struct outbox_help outbox;
static struct sync *device;

static uint64_t now(void *self)
{
	struct timespec t;

	(void)self;
	clock_gettime(CLOCK_BOOTTIME, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

static int64_t wall(void *self)
{
	(void)self;
	return 1;
}

static void forget_files(void)
{
	static const char *const names[] = {
		"device.key", "device.pem", "device.tls", "hub.pem", "hub.key.pub", "hub.conf", "hub.token"};
	char path[64];

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
		unlink(path);
	}
}

static int begin(void **state)
{
	const struct far_hub_options options = {.certificate = &certificate, .code = CODE};
	char why[400];

	(void)state;
	forget_files();
	outbox = (struct outbox_help){.epoch = 7};
	hub = far_hub_start(&options);
	return identity_open(&identity, folder, true, why, sizeof(why)) ? -1 : 0;
}

static int end(void **state)
{
	(void)state;
	sync_close(device);
	device = NULL;
	if (hub)
		far_hub_stop(hub);
	hub = NULL;
	return 0;
}

static void enrol_well(void)
{
	char why[400] = "";
	enum err err = identity_enrol(&identity, far_hub_url(hub), "0123-4567-89ab-cdef", why, sizeof(why));

	if (err)
		fail_msg("%s: %s", err_name(err), why);
}

static void start_device(void)
{
	struct sync_options options = {.source = outbox_help_source(&outbox),
		.identity = &identity,
		.clock = {now, wall, NULL},
		.boot = 1,
		.folder = folder};

	assert_int_equal(link_http_open(&options.link, &identity), ERR_NONE);
	assert_int_equal(sync_open(&device, &options), ERR_NONE);
}

/* What `foyer sync` would be told, once it satisfies; fails after a while. */
static struct json *status_when(bool (*good)(const struct json *status))
{
	static char text[SYNC_STATUS_BYTES_MAX];
	uint64_t until = now(NULL) + PATIENCE_MS;
	struct json *status;
	struct json_out out;

	for (;;) {
		json_to_buffer(&out, text, sizeof(text));
		sync_tell(device, &out);
		assert_int_equal(json_parse(text, out.used, &status, NULL), ERR_NONE);
		if (good(status))
			return status;
		json_close(status);
		if (now(NULL) > until)
			fail_msg("%s", text);
		nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
	}
}

static int64_t promises(const struct json *status, const char *name)
{
	int64_t value = -1;

	(void)json_whole(json_member(json_item(json_member(status, "lanes"), 0), name), &value);
	return value;
}

static bool all_promises_home(const struct json *status)
{
	return promises(status, "waiting") == 0 && promises(status, "acked") == (int64_t)outbox.last[LANE_PROMISES];
}

static bool has_error(const struct json *status)
{
	return json_text(json_member(status, "error"))[0] != '\0';
}

static void assert_error_has(const char *what)
{
	struct json *status = status_when(has_error);

	if (!strstr(json_text(json_member(status, "error")), what))
		fail_msg("%s", json_text(json_member(status, "error")));
	json_close(status);
}

static void a_device_with_the_code_is_enrolled_and_its_rows_go_home(void **state)
{
	char why[400];

	(void)state;
	outbox.last[LANE_PROMISES] = 5;
	enrol_well();
	identity_close(&identity);
	assert_int_equal(identity_open(&identity, folder, false, why, sizeof(why)), ERR_NONE);
	assert_true(identity.enrolled);
	start_device();
	json_close(status_when(all_promises_home));
	assert_int_equal(far_hub_help(hub)->taken, 5);
	sync_close(device);
	device = NULL;
	assert_int_equal(far_hub_certified(hub), far_hub_help(hub)->asked); /* it shows who it is each time */
}

static void a_wrong_code_enrols_nobody_and_leaves_nothing(void **state)
{
	char why[400];
	char kept[256];
	size_t bytes;

	(void)state;
	assert_int_equal(identity_enrol(&identity, far_hub_url(hub), "0123456789ABCDEG", why, sizeof(why)), ERR_DENIED);
	assert_non_null(strstr(why, "code"));
	assert_int_equal(identity_enrol(&identity, far_hub_url(hub), "0123", why, sizeof(why)), ERR_FORMAT);
	assert_int_equal(keep_read(folder, "hub.conf", kept, sizeof(kept), &bytes), ERR_NOT_FOUND);
	assert_false(identity.enrolled);
}

static void who_stands_in_the_middle_without_the_code_is_not_believed(void **state)
{
	char why[400];
	char kept[256];
	size_t bytes;

	(void)state;
	far_hub_manner(hub, FAR_IMPOSTOR);
	assert_int_equal(identity_enrol(&identity, far_hub_url(hub), CODE, why, sizeof(why)), ERR_DENIED);
	assert_non_null(strstr(why, "middle"));
	assert_int_equal(keep_read(folder, "hub.pem", kept, sizeof(kept), &bytes), ERR_NOT_FOUND);
}

static void a_network_that_wants_a_sign_in_moves_nothing(void **state)
{
	(void)state;
	enrol_well();
	far_hub_manner(hub, FAR_PORTAL);
	outbox.last[LANE_PROMISES] = 5;
	start_device();
	assert_error_has("sign-in");
	assert_int_equal(outbox.acked[LANE_PROMISES], 0);
	far_hub_manner(hub, FAR_HUB);
	sync_hurry(device);
	json_close(status_when(all_promises_home));
}

static void another_certificate_is_not_spoken_with(void **state)
{
	struct certificate other;
	struct far_hub_options options = {.certificate = &other, .port = far_hub_port(hub)};

	(void)state;
	enrol_well();
	assert_int_equal(certificate_make("localhost", &other), ERR_NONE);
	far_hub_stop(hub);
	hub = far_hub_start(&options);
	outbox.last[LANE_PROMISES] = 5;
	start_device();
	assert_error_has("certificate");
	assert_int_equal(far_hub_requests(hub), 0);
}

static void a_hub_that_hangs_does_not_hold_up_the_end(void **state)
{
	uint64_t began;

	(void)state;
	enrol_well();
	far_hub_manner(hub, FAR_HANGS);
	outbox.last[LANE_PROMISES] = 1;
	start_device();
	while (far_hub_requests(hub) < 3) /* two of them enrolled it */
		nanosleep(&(struct timespec){.tv_nsec = 5000000}, NULL);
	began = now(NULL);
	sync_close(device);
	device = NULL;
	assert_in_range(now(NULL) - began, 0, 5000);
}

static bool one_waits(const struct json *status)
{
	return promises(status, "waiting") == 1;
}

static void a_row_that_comes_later_goes_when_it_is_told_of(void **state)
{
	(void)state;
	enrol_well();
	start_device();
	json_close(status_when(all_promises_home));
	outbox.last[LANE_PROMISES] = 1;
	sync_wake(device);
	json_close(status_when(all_promises_home));
	assert_int_equal(far_hub_help(hub)->taken, 1);
}

static void a_socket_tells_what_waits_and_why(void **state)
{
	char text[SYNC_STATUS_BYTES_MAX];
	size_t bytes = 0;
	ssize_t got;
	struct json *status;
	int fd;

	(void)state;
	enrol_well();
	far_hub_stop(hub);
	hub = NULL;
	outbox.last[LANE_PROMISES] = 1;
	start_device();
	json_close(status_when(has_error));
	json_close(status_when(one_waits));
	assert_int_equal(local_socket_connect(&fd, folder, SYNC_SOCKET), ERR_NONE);
	assert_int_equal(send(fd, "status\n", 7, MSG_NOSIGNAL), 7);
	while ((got = read(fd, text + bytes, sizeof(text) - bytes)) > 0)
		bytes += (size_t)got;
	close(fd);
	assert_int_equal(json_parse(text, bytes, &status, NULL), ERR_NONE);
	assert_int_equal(promises(status, "waiting"), 1);
	assert_string_equal(json_text(json_member(status, "device")), identity.device);
	json_close(status);
}

static int begin_all(void **state)
{
	(void)state;
	log_set_level(LOG_ERROR);
	return seal_start() || certificate_make("localhost", &certificate) || !mkdtemp(folder) ? -1 : 0;
}

static int end_all(void **state)
{
	(void)state;
	forget_files();
	rmdir(folder);
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_device_with_the_code_is_enrolled_and_its_rows_go_home),
		TEST(a_wrong_code_enrols_nobody_and_leaves_nothing),
		TEST(who_stands_in_the_middle_without_the_code_is_not_believed),
		TEST(a_network_that_wants_a_sign_in_moves_nothing),
		TEST(another_certificate_is_not_spoken_with),
		TEST(a_hub_that_hangs_does_not_hold_up_the_end),
		TEST(a_row_that_comes_later_goes_when_it_is_told_of),
		TEST(a_socket_tells_what_waits_and_why),
	};

	return cmocka_run_group_tests(tests, begin_all, end_all);
}
