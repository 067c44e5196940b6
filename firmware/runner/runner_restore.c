/* After a start: takes back the conversations that had not ended. */
#include "runner/runner_parts.h"

#include "learn/layout.h"
#include "log.h"
#include "store/image_kept.h"

#include <stdlib.h>
#include <string.h>

struct kept { /* gathered first: taking one back asks the store for its images */
	uint32_t session;
	enum err err;
	bool not_now; /* the next start may do it */
	size_t bytes;
	uint8_t snapshot[SESSION_BYTES_MAX];
};

struct kept_list {
	struct kept *list;
	uint32_t count;
	uint32_t max;
	uint32_t dropped;
};

/* What a conversation was pinned to. */
struct wanted {
	const uint8_t *content;
	const uint8_t *layout; /* NULL: the menu stood as authored */
	bool may_lay_out;      /* a slot may be taken for the layout alone */
};

static void keep(void *self, uint32_t session, const void *snapshot, size_t bytes)
{
	struct kept_list *all = self;

	if (all->count == all->max || bytes > SESSION_BYTES_MAX) {
		all->dropped++;
		return;
	}
	all->list[all->count].session = session;
	all->list[all->count].bytes = bytes;
	if (bytes > 0)
		memcpy(all->list[all->count].snapshot, snapshot, bytes);
	all->count++;
}

/* NULL: it cannot be had. */
static void *layout_of(struct runner *r, const uint8_t *hash)
{
	void *layout;

	return hash && layout_kept(r->device.store, hash, &layout) == ERR_NONE ? layout : NULL;
}

/* The content is there: with that layout, or with another one where it cannot be had or others need the slot. Keys and
 * places are the content's, so a conversation goes on well enough. */
static enum err slot_beside(struct runner *r, uint8_t with, const struct wanted *wanted, uint8_t *slot)
{
	void *layout = wanted->may_lay_out && runner_images_slot_free(r) ? layout_of(r, wanted->layout) : NULL;

	if (layout && runner_images_lay_out(r, with, layout, slot) == ERR_NONE)
		return ERR_NONE;
	*slot = with;
	return ERR_NONE;
}

/* Its layout of then, or one that is made for that content; NULL: no memory. */
static void *layout_beside(struct runner *r, const uint8_t *layout_hash, const struct content *content)
{
	void *layout = layout_of(r, layout_hash);

	if (layout && layout_is_of(layout, content))
		return layout;
	free(layout);
	return layout_for(content, runner_layout_newest(r));
}

static enum err slot_new(struct runner *r, const struct wanted *wanted, uint8_t *slot)
{
	struct content *content;
	void *layout;
	enum err err = content_kept(r->device.store, wanted->content, &content);

	if (err)
		return err;
	layout = layout_beside(r, wanted->layout, content);
	err = runner_images_place(r, content, layout, slot);
	if (!err && r->newest == IMAGES_COUNT)
		runner_images_make_newest(r, *slot);
	return err;
}

static enum err slot_for(struct runner *r, const struct wanted *wanted, uint8_t *slot)
{
	*slot = wanted->layout ? placed_find(r->images, wanted->content, wanted->layout) : IMAGES_COUNT;
	if (*slot < IMAGES_COUNT)
		return ERR_NONE;
	*slot = placed_find(r->images, wanted->content, NULL);
	return *slot < IMAGES_COUNT ? slot_beside(r, *slot, wanted, slot) : slot_new(r, wanted, slot);
}

/* Memory or the disk may do it at the next start: nobody's conversation is ended for that. */
static bool may_pass(enum err err)
{
	return err == ERR_NO_SPACE || err == ERR_IO || err == ERR_BUSY;
}

/* What somebody who was here had before them; NULL: they are away. */
static const uint8_t *content_met(const struct kept *kept)
{
	bool away = core_snapshot_away(kept->snapshot, kept->bytes);

	return away ? NULL : core_snapshot_content(kept->snapshot, kept->bytes);
}

static bool is_first_of_its_content(const struct kept_list *all, uint32_t at)
{
	const uint8_t *hash = content_met(&all->list[at]);

	for (uint32_t i = 0; i < at; i++) {
		const uint8_t *other = content_met(&all->list[i]);

		if (other && memcmp(other, hash, IMAGE_HASH_BYTES) == 0)
			return false;
	}
	return true;
}

/* Versions that people who were here had before them and that are not placed yet. */
static uint32_t contents_met(const struct runner *r, const struct kept_list *all)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < all->count; i++) {
		const uint8_t *hash = content_met(&all->list[i]);

		if (hash && placed_find(r->images, hash, NULL) == IMAGES_COUNT && is_first_of_its_content(all, i))
			count++;
	}
	return count;
}

static uint32_t slots_free(const struct runner *r)
{
	uint32_t count = 0;

	for (unsigned i = 0; i < IMAGES_COUNT; i++)
		count += !r->images[i].content;
	return count;
}

/* More versions are pinned to than there are slots: while the device ran, whoever was away had moved to the newest in
 * its memory; here that is done again. */
static void take_back_moved(struct runner *r, struct kept *kept, const uint8_t *hash)
{
	struct content *content;
	struct images from;
	void *layout;

	kept->err = content_kept(r->device.store, hash, &content);
	kept->not_now = may_pass(kept->err);
	if (kept->err)
		return;
	layout = layout_beside(r, core_snapshot_layout(kept->snapshot, kept->bytes), content);
	from = (struct images){.content = content, .layout = layout};
	kept->not_now = !layout;
	kept->err = layout ? core_restore_moved(r->core, kept->snapshot, kept->bytes, &from) : ERR_NO_SPACE;
	free(layout);
	free(content);
}

static void take_back(struct runner *r, const struct kept_list *all, struct kept *kept)
{
	const struct wanted wanted = {
		.content = core_snapshot_content(kept->snapshot, kept->bytes),
		.layout = core_snapshot_layout(kept->snapshot, kept->bytes),
		.may_lay_out = slots_free(r) > contents_met(r, all),
	};
	uint8_t slot;

	kept->err = ERR_FORMAT;
	if (!wanted.content)
		return;
	if (placed_find(r->images, wanted.content, NULL) == IMAGES_COUNT && !runner_images_slot_free(r)) {
		take_back_moved(r, kept, wanted.content);
		return;
	}
	kept->err = slot_for(r, &wanted, &slot);
	kept->not_now = may_pass(kept->err);
	if (!kept->err)
		kept->err = core_restore(r->core, kept->snapshot, kept->bytes, slot);
}

struct promised {
	uint32_t session;
	bool open;
};

static void look_for_promise(void *self, const struct agent_card *card)
{
	struct promised *promised = self;

	promised->open = promised->open || card->session == promised->session;
}

/* The journal says that it is over and its key goes, as if the customer had left: what a team was promised stays
 * readable until it is done. */
static void end_politely(struct runner *r, uint32_t session, enum err why)
{
	struct event event = {.kind = EVENT_HUNG_UP, .session = session, .time_ms = r->last_ms};
	struct store_step step = {
		.session = session, .time_ms = r->last_ms, .state = "ended", .durable = true, .wipe = true};
	struct promised promised = {session, false};

	if (store_handovers(r->device.store, false, look_for_promise, &promised))
		promised.open = true; /* not known: rather kept too long than broken */
	step.wipe_keep = promised.open;
	log_warn("conversation %u could not go on after the restart (%s); it was ended", session, err_name(why));
	r->meaning = (struct meaning){0};
	r->effects.count = 0;
	record_event(&event, &r->meaning, false, &r->event_record);
	record_effects(&r->effects, step.state, &r->effects_record);
	step.event = &r->event_record;
	step.effects = &r->effects_record;
	(void)store_append(r->device.store, &step);
}

/* On a channel that this device has and that is free, it goes on; elsewhere its code resumes it. No call outlives the
 * program: where a surface carries many, nobody is there any more. */
static bool is_there_still(const struct runner *r, uint8_t channel)
{
	return channel < CHANNEL_COUNT && r->device.surface[channel].ops && !r->device.surface[channel].many &&
	       !r->on_channel[channel];
}

static void go_on(struct runner *r, uint32_t session)
{
	struct talk *talk = runner_talk_take(r, session);
	struct event event = {.kind = EVENT_STARTED, .session = session};
	uint8_t channel = core_channel(r->core, session);
	bool dropped = strcmp(core_state_name(r->core, session), "dropped") == 0;
	bool here = is_there_still(r, channel);

	CHECK(talk != NULL);
	if (!dropped && here) {
		talk->channel = channel;
		r->on_channel[channel] = session;
	}
	runner_step(r, &event);
	if (dropped || here)
		return;
	event.kind = EVENT_HUNG_UP;
	runner_step(r, &event);
}

/* A restored conversation's first step may fill the queue; the disk is waited for by the store, not here. */
static void make_room(struct runner *r)
{
	while (r->held_left < 2 * EFFECTS_MAX && runner_carry(r))
		;
}

/* The latest first. */
static enum err take_these_back(struct runner *r, struct kept_list *all, bool away)
{
	for (uint32_t i = all->count; i-- > 0;) {
		struct kept *kept = &all->list[i];

		if (core_snapshot_away(kept->snapshot, kept->bytes) != away)
			continue;
		take_back(r, all, kept);
		if (!kept->not_now)
			continue;
		log_error("conversation %u cannot be taken back just now (%s): free memory or disk, and start again",
			kept->session, err_name(kept->err));
		return kept->err;
	}
	return ERR_NONE;
}

/* Whoever is here goes before those who are away: these can wait with another version. All before the first goes on: it
 * may leave its images for the newest, whose slot is then not free for a while. */
static enum err take_all_back(struct runner *r, struct kept_list *all)
{
	enum err err;

	if (contents_met(r, all) >= IMAGES_COUNT) /* applied while they filled the slots, or the device was off */
		runner_images_step_back(r);
	err = take_these_back(r, all, false);
	if (r->newest == IMAGES_COUNT)
		runner_images_settle(r); /* none of them can be had any more */
	return err ? err : take_these_back(r, all, true);
}

static void all_go_on(struct runner *r, const struct kept_list *all)
{
	if (all->dropped)
		log_warn("%u conversations could not go on after the restart: this board has places for %u",
			all->dropped, r->device.sessions_max);
	for (uint32_t i = 0; i < all->count; i++) {
		make_room(r);
		if (all->list[i].err)
			end_politely(r, all->list[i].session, all->list[i].err);
		else
			go_on(r, all->list[i].session);
	}
}

static enum err restore_conversations(struct runner *r)
{
	struct kept_list all = {.max = core_places(r->device.sessions_max)};
	enum err err;

	all.list = calloc(all.max, sizeof(*all.list));
	err = all.list ? store_sessions(r->device.store, keep, &all) : ERR_NO_SPACE;
	if (err)
		log_error("store: open conversations cannot be read (%s): start again", err_name(err));
	else
		err = take_all_back(r, &all);
	if (!err)
		all_go_on(r, &all);
	if (all.list)
		memset(all.list, 0, all.max * sizeof(*all.list)); /* personal */
	free(all.list);
	return err;
}

static void offer_again(void *self, const struct agent_card *card)
{
	struct runner *r = self;
	const struct agents *agents = &r->device.agents;
	enum err err;

	runner_card_keep(r, card);
	err = agents->ops->offer(agents->self, card);

	if (err && err != ERR_ABSENT)
		log_warn("agents: handover %s was not shown (%s); it stays in the store", card->code, err_name(err));
}

/* Those who take over knew of it from the run before only. What was promised must not wait for a customer who asks:
 * many never do, and their conversation may be over. */
enum err runner_restore(struct runner *r)
{
	enum err err = restore_conversations(r);

	if (err)
		return err;
	if (r->device.agents.ops && store_handovers(r->device.store, false, offer_again, r))
		log_error("store: what was handed over to people cannot be read; they do not see it until the next "
			  "start");
	return ERR_NONE;
}
