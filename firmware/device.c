#include "device.h"

#include "adapter/agents_local.h"
#include "adapter/clock_linux.h"
#include "business/actions.h"
#include "hash.h"
#include "lock.h"
#include "log.h"
#include "menu/menu_versions.h"
#include "site/site.h"
#include "site/watch.h"
#include "store/outbox.h"
#include "zone.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LOOK_MS = 1000, SETTLE_MS = 200, FINISH_MS_MAX = 5000, FINISH_STEP_MS = 10, WHY_BYTES_MAX = 1400 };

/* --- board and data --- */

static bool open_board(struct whole *whole, const char *name)
{
	char why[WHY_BYTES_MAX];

	if (!board_find(&whole->board, name ? name : "desk", why, sizeof(why)))
		return true;
	log_error("%s", why);
	return false;
}

static bool data_folder(const char *named, char *out, size_t out_bytes)
{
	if (named)
		return (size_t)snprintf(out, out_bytes, "%s", named) < out_bytes;
	if (paths_state(out, out_bytes))
		return true;
	log_error("data: this account has no home folder: name a folder with --data");
	return false;
}

static bool make_data_folder(const char *path)
{
	if (!paths_make_folder(path)) {
		log_error("%s: %s: name a folder that can be written with --data", path, strerror(errno));
		return false;
	}
	if (access(path, R_OK | W_OK | X_OK) == 0)
		return true;
	log_error("%s: %s: let this account write there, or name another folder with --data", path, strerror(errno));
	return false;
}

static bool take_lock(struct whole *whole)
{
	char why[PATH_BYTES_MAX + 200];

	if (!lock_take(&whole->lock, whole->data, why, sizeof(why)))
		return true;
	log_error("%s", why);
	return false;
}

static void wake(void *inbox)
{
	inbox_wake(inbox);
}

static bool open_store(struct whole *whole)
{
	enum err memory = kept_memory_open(&whole->kept, whole->data);
	struct store_options options = {.folder = whole->data,
		.progress = wake,
		.progress_self = whole->device.inbox,
		.kept = whole->kept.kept};
	char why[WHY_BYTES_MAX] = "";
	enum err err = store_open(&whole->device.store, &options, why, sizeof(why));

	if (memory)
		log_warn("store: no shared memory (%s): every step is written at once, which wears the disk",
			err_name(memory));

	if (err)
		log_error("%s", why);
	else if (why[0])
		log_warn("%s", why); /* the damaged one was set aside */
	return !err;
}

struct store *device_store(const char *data, bool read_only)
{
	char folder[PATH_BYTES_MAX];
	char why[WHY_BYTES_MAX] = "";
	struct store_options options = {.folder = folder, .synchronous = true, .read_only = read_only, .shared = true};
	struct store *store = NULL;

	if (!data_folder(data, folder, sizeof(folder)) || (!read_only && !make_data_folder(folder)))
		return NULL;
	if (store_open(&store, &options, why, sizeof(why))) {
		log_error("%s", why);
		return NULL;
	}
	return store;
}

/* --- the business and its people --- */

/* The device's name is part of every request's key at the business: another one for each store, whose numbers begin
 * again. So it comes from what only this store has. */
static bool open_actions(struct whole *whole)
{
	static const char what[] = "the device's name at the business";
	char name[NAME_BYTES_MAX];

	if (store_salt(whole->device.store, whole->device.salt)) {
		log_error("store: its key cannot be read: check the disk and start again");
		return false;
	}
	snprintf(name, sizeof(name), "foyer-%016" PRIx64, hash_keyed(whole->device.salt, what, sizeof(what)));
	if (actions_open(&whole->device.actions, whole->device.inbox, name))
		log_warn("actions cannot be done on this machine now; people are offered instead");
	return true;
}

/* Without a socket a handover still ends somewhere: the store keeps it, and it becomes a callback. */
static void open_agents(struct whole *whole)
{
	enum err err;

	if (whole->board.agents_socket[0] == '\0')
		return;
	err = agents_local_open(&whole->device.agents, whole->device.inbox, whole->data, whole->board.agents_socket);
	if (err)
		log_warn("agents: nobody can take over here now (%s); what is handed over becomes a callback",
			err_name(err));
}

bool device_open(struct whole *whole, const struct device_options *options)
{
	memset(whole, 0, sizeof(*whole));
	whole->watch = -1;
	whole->lock = -1;
	whole->device.clock = clock_linux();
	whole->device.trace_path = options->trace;
	if (!open_board(whole, options->board) || !data_folder(options->data, whole->data, sizeof(whole->data)) ||
		!make_data_folder(whole->data) || !take_lock(whole))
		return false;
	whole->device.sessions_max = whole->board.sessions_max;
	if (getrandom(&whole->device.seed, sizeof(whole->device.seed), 0) != sizeof(whole->device.seed))
		whole->device.seed = clock_now_ms(whole->device.clock); /* codes are less of a surprise then, no more */
	if (inbox_open(&whole->device.inbox)) {
		log_error("no memory for the inbox: close other programs and start again");
		return false;
	}
	if (!open_store(whole) || !open_actions(whole))
		return false;
	open_agents(whole);
	return true;
}

/* --- content --- */

/* Before anything is dated: versions of the menu are. */
static void set_zone(const struct content *content)
{
	const char *zone = content_string(content, content->site.timezone);

	if (!zone_set(zone))
		log_warn("content: this machine does not know the zone %s: its own local time counts; install tzdata",
			zone);
}

static enum err place(struct whole *whole, struct content *content)
{
	void *layout;

	set_zone(content);
	layout = learner_content(whole->learner, content);
	return runner_content(whole->runner, content, layout); /* both are given away */
}

static void start_watch(struct whole *whole)
{
	if (whole->content[0] == '\0' && !site_demonstration(whole->content, sizeof(whole->content)))
		return;
	if (watch_open(&whole->watch, whole->content))
		log_warn("%s cannot be watched: saved files are taken at the next start", whole->content);
}

static enum err place_layout(void *self, void *layout)
{
	struct whole *whole = self;

	return runner_layout(whole->runner, layout);
}

static bool open_learner(struct whole *whole)
{
	const struct learner_options options = {
		.store = whole->device.store,
		.clock = whole->device.clock,
		.way = whole->board.menu_heard ? MENU_HEARD : MENU_SEEN,
		.place = place_layout,
		.self = whole,
	};

	if (!learner_open(&whole->learner, &options))
		return true;
	log_error("no memory for learning: close other programs and start again");
	return false;
}

/* Each start is one boot of the journal, whether anybody is told of it or not: who is enrolled later tells of before.
 */
static void start_sync(struct whole *whole)
{
	struct device_sync_options options = {
		.folder = whole->data, .store = whole->device.store, .clock = whole->device.clock};

	if (outbox_boot(whole->device.store, runner_now_ms(whole->runner), &options.boot))
		log_warn("store: this start could not be written down: what comes now counts as of the one before");
	device_sync_open(&whole->sync, &options);
}

bool device_start(struct whole *whole, const struct device_options *options)
{
	struct content *content;

	if (runner_open(&whole->runner, &whole->device)) {
		log_error("no memory for %u conversations: make sessions_max of the board smaller",
			whole->device.sessions_max);
		return false;
	}
	if (!open_learner(whole))
		return false;
	if (options->content)
		snprintf(whole->content, sizeof(whole->content), "%s", options->content);
	/* Watching is for writing a site: what counts then is the folder, not what was applied once. */
	if (options->watch)
		start_watch(whole);
	if (site_pick(whole->content[0] ? whole->content : NULL, whole->device.store, &content))
		return false;
	if (place(whole, content)) {
		log_error("no memory for the content: close other programs and start again");
		return false;
	}
	if (runner_restore(whole->runner))
		return false;
	start_sync(whole);
	return true;
}

static bool is_taken(const struct whole *whole, const uint8_t *hash)
{
	const struct content *next = runner_content_next(whole->runner);

	return next && memcmp(next->header.hash, hash, IMAGE_HASH_BYTES) == 0;
}

/* `foyer content apply` from beside: taken between conversations, because each keeps what it began with. What memory or
 * the disk did not allow is tried again. */
static void look_for_live(struct whole *whole, uint64_t now_ms)
{
	uint8_t live[IMAGE_HASH_BYTES];
	struct content *content;
	enum err err;

	if (whole->content[0] || now_ms < whole->looked_ms + LOOK_MS)
		return;
	whole->looked_ms = now_ms;
	if (store_live_get(whole->device.store, 0, live) || is_taken(whole, live) ||
		memcmp(live, whole->refused, sizeof(live)) == 0)
		return;
	err = site_live(whole->device.store, 0, &content);
	if (!err)
		err = place(whole, content);
	if (!err)
		log_warn("content: the version that was applied is taken from the next conversation on");
	else if (err != whole->live_err)
		log_error("content: the version that was applied was not taken (%s); the old one stays", err_name(err));
	whole->live_err = err;
	if (err == ERR_FORMAT || err == ERR_VERSION)
		memcpy(whole->refused, live, sizeof(live));
}

/* An editor saves in several steps: wait until it is quiet. */
static void look_for_saved(struct whole *whole, uint64_t now_ms)
{
	struct content *content;

	if (whole->watch < 0)
		return;
	if (watch_take(whole->watch))
		whole->changed_ms = now_ms;
	if (whole->changed_ms == 0 || now_ms < whole->changed_ms + SETTLE_MS)
		return;
	whole->changed_ms = 0;
	if (site_compile(whole->content, &content))
		log_warn("content: the version before stays until this is mended");
	else if (place(whole, content))
		log_error("content: no memory for the saved files: close other programs and save again");
	else
		log_warn("content: the saved files are taken from the next conversation on");
}

/* Where many callers come and go it is learned from all of a second at once: to read what was just stored makes the
 * store write it. */
static uint64_t visits_until(struct whole *whole, uint64_t now_ms)
{
	uint64_t visits = runner_visits(whole->runner);

	if (visits != whole->visits && now_ms >= whole->visits_ms + LOOK_MS) {
		whole->visits = visits;
		whole->visits_ms = now_ms;
	}
	return whole->visits;
}

/* True: there is more to do at once. */
static bool learn_some(struct whole *whole, uint64_t now_ms)
{
	struct learner_now now = {
		.content = runner_content_newest(whole->runner), .visits = visits_until(whole, now_ms), .nobody = true};

	for (unsigned i = 0; i < CHANNEL_COUNT; i++)
		now.nobody = now.nobody && !runner_session(whole->runner, (enum channel)i);
	return now.content && learner_turn(whole->learner, &now);
}

/* Only what is in the database goes home. */
static void tell_messenger(struct whole *whole)
{
	uint64_t stored = store_stored(whole->device.store);

	if (whole->sync && stored != whole->stored)
		sync_wake(device_sync_of(whole->sync));
	whole->stored = stored;
}

uint32_t device_turn(struct whole *whole)
{
	uint64_t now_ms = clock_now_ms(whole->device.clock);
	uint32_t wait_ms;

	look_for_live(whole, now_ms);
	look_for_saved(whole, now_ms);
	wait_ms = runner_turn(whole->runner);
	tell_messenger(whole);
	if (wait_ms > 0 && learn_some(whole, now_ms))
		wait_ms = 0;
	if (whole->visits != runner_visits(whole->runner) && wait_ms > LOOK_MS)
		wait_ms = LOOK_MS;
	return whole->watch >= 0 && wait_ms > SETTLE_MS ? SETTLE_MS : wait_ms;
}

void device_finish(struct whole *whole, void (*wait)(void *self, uint32_t wait_ms), void *self)
{
	for (unsigned waited_ms = 0; !runner_idle(whole->runner) && waited_ms < FINISH_MS_MAX;) {
		if (runner_turn(whole->runner) == 0)
			continue;
		wait(self, FINISH_STEP_MS);
		waited_ms += FINISH_STEP_MS;
	}
}

void device_close(struct whole *whole)
{
	device_sync_close(whole->sync);
	runner_close(whole->runner);
	learner_close(whole->learner);
	if (whole->device.actions.ops)
		whole->device.actions.ops->close(whole->device.actions.self);
	if (whole->device.agents.ops)
		whole->device.agents.ops->close(whole->device.agents.self);
	store_close(whole->device.store);
	kept_memory_close(&whole->kept);
	inbox_close(whole->device.inbox);
	if (whole->watch >= 0)
		close(whole->watch);
	lock_give_back(whole->lock);
}
