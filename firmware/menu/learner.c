#include "menu/learner.h"

#include "hash.h"
#include "learn/layout.h"
#include "learn/learn.h"
#include "log.h"
#include "menu/menu_versions.h"
#include "menu/pace.h"
#include "store/image_kept.h"
#include "store/outbox.h"

#include <stdlib.h>
#include <string.h>

enum {
	LOOK_MS = 1000,     /* how often a decision by hand is looked for */
	SLICE_MS = 10,      /* of one turn */
	SLICE_VISITS = 256, /* read at once */
	DAY_S = 86400,
	HOUR_S = 3600,
	NOON_S = 12 * HOUR_S,
	QUIET_FROM_S = 3 * HOUR_S, /* where nobody closes */
	QUIET_TO_S = 5 * HOUR_S,
	HAND_DAYS = 7, /* so long stands what was decided by hand; only what rises goes on */
};

struct learner {
	struct learner_options options;
	struct learn *learn; /* in its own memory; NULL: no content yet */
	void *memory;
	struct names_kept *names;
	struct layout *layout; /* what is met now */
	uint32_t version;      /* the live row it stands for */
	uint32_t hand_day;     /* when that was last decided by hand; 0: it was not */
	uint64_t visit;        /* the last that was read */
	int64_t since_s;       /* those of before are read from here on */
	uint64_t visits_seen;  /* of the runner's count */
	bool recalled;         /* all of before was read: it may propose */
	bool frozen;
	uint32_t night;            /* the last that was worked through, */
	uint32_t night_tried;      /* and that was begun */
	const struct voice *voice; /* NULL: none */
	struct pace *pace;         /* being measured; NULL: it is not */
	bool measured;             /* this content */
	uint64_t looked_ms;
	uint64_t looked_mark; /* of the store's changes that were looked at; 0: of none */
};

enum err learner_open(struct learner **out, const struct learner_options *options)
{
	struct learner *l = calloc(1, sizeof(*l));

	*out = NULL;
	if (!l)
		return ERR_NO_SPACE;
	l->options = *options;
	l->memory = malloc(learn_bytes());
	l->layout = malloc(sizeof(*l->layout));
	if (!l->memory || !l->layout) {
		learner_close(l);
		return ERR_NO_SPACE;
	}
	*out = l;
	return ERR_NONE;
}

void learner_close(struct learner *l)
{
	if (!l)
		return;
	pace_close(l->pace);
	free(l->memory);
	free(l->layout);
	free(l->names);
	free(l);
}

void learner_voice(struct learner *l, const struct voice *voice)
{
	l->voice = voice;
}

const struct learn *learner_learn(const struct learner *l)
{
	return l->learn;
}

static int64_t local_s(const struct learner *l)
{
	return clock_local_s(l->options.clock);
}

/* --- what stands --- */

/* False: while the store cannot be read nothing moves. */
static bool look(struct learner *l)
{
	bool good = !store_frozen_get(l->options.store, &l->frozen) && !store_night_get(l->options.store, &l->night);

	if (!good)
		l->frozen = true;
	return good;
}

static uint64_t content_mark(const struct layout *layout)
{
	uint64_t mark;

	memcpy(&mark, layout->header.content, sizeof(mark));
	return mark;
}

/* LEARN_DAYS before now, or before the last visit if the clock is ahead of it: started in a wrong year, a device must
 * not take what it knows for long past. */
static int64_t window_from(struct learner *l, int64_t now_s)
{
	int64_t newest_s;

	if (store_visits_newest(l->options.store, &newest_s) == ERR_NONE && newest_s > 0 && newest_s < now_s)
		now_s = newest_s;
	return now_s > (int64_t)LEARN_DAYS * DAY_S ? now_s - (int64_t)LEARN_DAYS * DAY_S : 0;
}

/* From the beginning: another tree gives the same visits another meaning. */
static void begin(struct learner *l, const struct layout *layout)
{
	uint64_t measured;

	*l->layout = *layout;
	l->learn = learn_open(l->memory, &l->layout->tree, &l->layout->standing);
	l->visit = 0;
	l->recalled = false;
	l->since_s = window_from(l, local_s(l));
	(void)look(l);
	/* What cannot be read is not measured either. */
	l->measured = store_measured_get(l->options.store, &measured) || measured == content_mark(layout);
}

static void note_hand(struct learner *l, const struct store_menu_version *live)
{
	if (live->actor == MENU_BY_HAND && live->local_s > 0)
		l->hand_day = (uint32_t)(live->local_s / DAY_S);
}

void *learner_content(struct learner *l, const struct content *c)
{
	const struct menu_met met = {local_s(l), l->options.way};
	struct layout *layout = menu_for(l->options.store, c, &met);
	struct store_menu_version live = {.version = 0};
	struct names_kept *names;

	if (!layout)
		return NULL;
	names = names_kept_make(c, &layout->tree);
	if (!names) {
		free(layout);
		return NULL;
	}
	free(l->names);
	l->names = names;
	pace_close(l->pace); /* it was another content's */
	l->pace = NULL;
	l->version = store_menu_live(l->options.store, &live) ? 0 : live.version;
	note_hand(l, &live);
	begin(l, layout);
	return layout;
}

/* --- a new version --- */

static enum err place(struct learner *l)
{
	struct layout *layout = l->options.place ? malloc(sizeof(*layout)) : NULL;

	if (!l->options.place)
		return ERR_NONE;
	if (!layout)
		return ERR_NO_SPACE;
	*layout = *l->layout;
	return l->options.place(l->options.self, layout);
}

static void take(struct learner *l, const struct layout *layout, uint32_t version)
{
	enum err err;

	*l->layout = *layout;
	l->version = version;
	learn_applied(l->learn, &l->layout->standing);
	err = place(l);
	if (err)
		log_warn("menu: version %u is not met before the next start (%s)", version, err_name(err));
}

/* Somebody changed or froze the menu meanwhile: that is noticed soon. */
static bool is_by_hand(enum err err)
{
	return err == ERR_BUSY || err == ERR_DENIED;
}

static enum err apply(struct learner *l, enum menu_actor actor, uint32_t night)
{
	const struct proposal *proposal = learn_proposal(l->learn);
	struct layout *layout = malloc(sizeof(*layout));
	struct menu_next next = {
		.layout = layout,
		.names = l->names,
		.changes = proposal->changes.list,
		.changes_count = proposal->changes.count,
		.actor = (uint8_t)actor,
		.night = night,
		.before = l->version,
		.local_s = local_s(l),
	};
	enum err err;

	if (!layout)
		return ERR_NO_SPACE;
	*layout = *l->layout;
	layout->standing = proposal->next;
	err = menu_keep(l->options.store, &next);
	if (!err)
		take(l, layout, l->version + 1);
	else if (!is_by_hand(err))
		log_warn("menu: a change was not made (%s); what stands stays", err_name(err));
	free(layout);
	return err;
}

/* --- decisions by hand, made beside us --- */

static enum err look_for_live(struct learner *l)
{
	struct store_menu_version live;
	void *layout = NULL;
	enum err err = store_menu_live(l->options.store, &live);

	if (err || live.version == l->version)
		return err == ERR_NOT_FOUND ? ERR_NONE : err;
	l->version = live.version; /* a damaged one is not tried again every second */
	note_hand(l, &live);
	if (layout_kept(l->options.store, live.layout, &layout) == ERR_NONE &&
		memcmp(image_header(layout)->content, l->layout->header.content, IMAGE_HASH_BYTES) == 0)
		take(l, layout, live.version);
	free(layout);
	return ERR_NONE;
}

static void look_beside(struct learner *l)
{
	uint64_t now_ms = clock_now_ms(l->options.clock);
	uint64_t mark;
	bool known;

	if (now_ms < l->looked_ms + LOOK_MS)
		return;
	l->looked_ms = now_ms;
	known = store_changes(l->options.store, &mark) == ERR_NONE;
	if (known && mark == l->looked_mark)
		return;
	l->looked_mark = look(l) && look_for_live(l) == ERR_NONE && known ? mark : 0;
}

/* --- visits --- */

struct reading {
	struct learner *l;
	unsigned count;
	bool rising; /* stop: there is a proposal */
};

/* What another content's menu led to, or is damaged, says nothing here. */
static bool take_visit(void *self, const struct store_visit_row *row)
{
	struct reading *reading = self;
	struct learner *l = reading->l;
	struct visit visit;

	l->visit = row->id;
	reading->count++;
	if (visit_unpack(&l->layout->tree, row->packed, row->bytes, &visit) == ERR_NONE) {
		if (l->recalled)
			reading->rising = learn_visit(l->learn, &visit);
		else
			learn_recall(l->learn, &visit);
	}
	return reading->count < SLICE_VISITS && !reading->rising;
}

/* *more: there may be. */
static enum err read_some(struct learner *l, struct reading *reading, bool *more)
{
	int64_t since_s = l->recalled ? 0 : l->since_s;
	enum err err;

	*reading = (struct reading){.l = l};
	err = store_visits(l->options.store, since_s, l->visit, take_visit, reading);
	*more = !err && (reading->count == SLICE_VISITS || reading->rising);
	return err;
}

/* The visits of before, some at a time. False: what cannot be read now is read in another turn; until then nothing is
 * proposed. */
static bool recall(struct learner *l)
{
	uint64_t until_ms = clock_now_ms(l->options.clock) + SLICE_MS;
	struct reading reading;
	bool more;

	do {
		if (read_some(l, &reading, &more))
			return false;
		if (more && clock_now_ms(l->options.clock) >= until_ms)
			return true;
	} while (more);
	l->recalled = true;
	return true;
}

/* Those that were just stored; a rising issue stands for the next customer. */
static bool follow(struct learner *l, uint64_t seen)
{
	struct reading reading;
	bool more;

	if (read_some(l, &reading, &more))
		return false; /* the next turn tries again */
	if (reading.rising && !l->frozen)
		(void)apply(l, MENU_BY_RISING, 0);
	if (!more)
		l->visits_seen = seen;
	return more;
}

/* --- the night --- */

static bool is_open_all(const struct content *c, int64_t from_s, int64_t to_s)
{
	for (int64_t at = from_s; at < to_s; at += HOUR_S / 2)
		if (!content_is_open(c, c->site.hours, at))
			return false;
	return true;
}

bool learner_is_night(const struct content *c, int64_t now_s)
{
	int64_t midnight_s = now_s - now_s % DAY_S;

	if (now_s <= 0)
		return false; /* nobody has set the clock */
	if (!content_is_open(c, c->site.hours, now_s))
		return now_s < midnight_s + NOON_S || is_open_all(c, midnight_s, midnight_s + NOON_S);
	return now_s >= midnight_s + QUIET_FROM_S && now_s < midnight_s + QUIET_TO_S &&
	       is_open_all(c, midnight_s, midnight_s + DAY_S);
}

static enum err work(struct learner *l, uint32_t day, bool *changed)
{
	enum err err;

	*changed = learn_night(l->learn, day);
	if (!*changed)
		return store_night_set(l->options.store, day);
	err = apply(l, MENU_BY_NIGHT, day);
	*changed = !err;
	return err;
}

/* A night that failed is tried again the next one: a full disk is no better for being asked again at once. */
static void night(struct learner *l, uint32_t day)
{
	bool changed;
	enum err err;

	l->night_tried = day;
	err = work(l, day, &changed);
	if (!err)
		err = store_menu_purge(l->options.store, day);
	if (!err)
		err = outbox_purge(l->options.store, day);
	if (err && !is_by_hand(err))
		log_warn("menu: this night's work was not done (%s)", err_name(err));
}

/* --- how long it takes to say --- */

static enum err keep_measured(struct learner *l, struct layout *layout)
{
	static const struct change change = {.kind = CHANGE_MEASURED, .subject = TREE_NONE, .other = TREE_NONE};
	const struct menu_next next = {
		.layout = layout,
		.names = l->names,
		.changes = &change,
		.changes_count = 1,
		.actor = MENU_BY_NIGHT,
		.before = l->version,
		.local_s = local_s(l),
	};
	enum err err = menu_keep(l->options.store, &next);

	if (err)
		return err;
	take(l, layout, l->version + 1);
	begin(l, layout); /* other seconds: what was learned is reckoned anew */
	return ERR_NONE;
}

static enum err apply_measured(struct learner *l)
{
	struct layout *layout = malloc(sizeof(*layout));
	enum err err = ERR_NO_SPACE;

	if (layout)
		*layout = *l->layout;
	if (layout && pace_tree(l->pace, l->layout->tree.touch, &layout->tree))
		err = memcmp(&layout->tree, &l->layout->tree, sizeof(layout->tree)) == 0 ? ERR_NONE
											 : keep_measured(l, layout);
	if (!err)
		err = store_measured_set(l->options.store, content_mark(l->layout));
	free(layout);
	return err;
}

/* One text a turn. True: there is more to do. */
static bool measure(struct learner *l, const struct content *c)
{
	enum err err;

	if (!l->pace)
		l->pace = pace_open(c, l->voice);
	if (l->pace && pace_some(l->pace))
		return true;
	err = l->pace ? apply_measured(l) : ERR_NO_SPACE;
	if (err && !is_by_hand(err))
		log_warn("menu: its seconds stay as counted from letters (%s)", err_name(err));
	pace_close(l->pace);
	l->pace = NULL;
	l->measured = true; /* if that failed: until the next start */
	return true;
}

/* Another day, not a later one: a clock that was in a wrong year for a while must not end all learning. */
static bool work_at_night(struct learner *l, const struct content *c)
{
	uint32_t today = (uint32_t)(local_s(l) / DAY_S);

	if (l->voice && !l->measured)
		return measure(l, c);
	if (today >= l->hand_day && today < l->hand_day + HAND_DAYS)
		return false; /* the same visits would propose what was just taken back */
	if (today != l->night && today != l->night_tried)
		night(l, today);
	return false;
}

enum err learner_night(struct learner *l, uint32_t day, bool *changed)
{
	struct reading reading;
	enum err err;
	bool more;

	*changed = false;
	if (!l->recalled)
		l->since_s = window_from(l, (int64_t)day * DAY_S);
	do {
		err = read_some(l, &reading, &more);
	} while (more);
	if (err)
		return err;
	l->recalled = true;
	(void)look(l);
	return l->frozen ? ERR_DENIED : work(l, day, changed);
}

bool learner_turn(struct learner *l, const struct learner_now *now)
{
	if (!l->learn)
		return false;
	if (!l->recalled)
		return recall(l);
	look_beside(l);
	if (l->visits_seen != now->visits && follow(l, now->visits))
		return true;
	if (now->nobody && !l->frozen && learner_is_night(now->content, local_s(l)))
		return work_at_night(l, now->content);
	return false;
}
