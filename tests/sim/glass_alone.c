/* The glass without the rest of the simulator: the real kiosk, core, runner and store (in memory) under customers who
 * touch, type, say and press at random what the questions invite to. One seed replays it; --twice proves that. */
#include "sim_glass.h"

#include "log.h"
#include "runner/runner.h"
#include "site/content_load.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INPUTS_A_LIFE = 250, SESSIONS = 8, SETTLE_MAX = 1000, SITES = 2, CUSTOMER_MS_MAX = 12000 };

struct alone {
	uint64_t seed;
	uint32_t life;
	uint32_t inputs;
	struct rng dice;
	uint64_t now_ms;
	uint64_t hash;
	bool trace;
	void *site[SITES];

	struct device device;
	struct runner *runner;
	struct glass *glass;
	struct surface surface; /* the glass's */
	uint32_t session;       /* 0: nobody is here */
	uint32_t person;        /* 1.. */
	const struct content *content;
	struct effect show;
	struct effect listen;
	bool asked;
	struct event due[8]; /* the business's answers */
	unsigned due_count;

	struct glass_figures all;
};

__attribute__((noreturn)) static void fail(void *self, const char *check, const char *what)
{
	const struct alone *alone = self;

	fprintf(stderr, "\n%s: seed %" PRIu64 ", life %u, input %u, %.1f s: %s\n", check, alone->seed, alone->life,
		alone->inputs, (double)alone->now_ms / 1000, what);
	fprintf(stderr, "replay: build/tests/sim/glass_alone --seed %" PRIu64 " --life %u --trace\n", alone->seed,
		alone->life);
	exit(1);
}

static uint32_t between(struct alone *alone, uint32_t from, uint32_t to)
{
	return from + rng_below(&alone->dice, to - from + 1);
}

static bool chance(struct alone *alone, uint32_t permille)
{
	return rng_chance(&alone->dice, permille);
}

/* --- the world --- */

static uint64_t now_ms(void *self)
{
	return ((struct alone *)self)->now_ms;
}

static int64_t local_s(void *self)
{
	return 1795392000 + 9 * 3600 + (int64_t)(((struct alone *)self)->now_ms / 1000);
}

static enum err start(void *self, const struct action_call *call)
{
	struct alone *alone = self;
	struct event *event = &alone->due[alone->due_count];

	if (alone->due_count == sizeof(alone->due) / sizeof(alone->due[0]))
		return ERR_NO_SPACE;
	alone->due_count++;
	*event = (struct event){.kind = call->known ? EVENT_CUSTOMER_KNOWN : EVENT_ACTION_DONE,
		.session = call->session,
		.request = call->request};
	if (call->known) {
		event->known.level = call->level;
		event->known.language = LANGUAGES_MAX;
		snprintf(event->known.name, sizeof(event->known.name), "Anna Zq%06u", alone->person);
		return ERR_NONE;
	}
	event->done.outcome = (uint8_t)(chance(alone, 700) ? OUTCOME_DONE : between(alone, 1, 3));
	snprintf(event->done.reference, sizeof(event->done.reference), "B-%u", between(alone, 1000, 9999));
	return ERR_NONE;
}

static enum err offer(void *self, const struct agent_card *card)
{
	struct alone *alone = self;

	(void)card;
	return chance(alone, 500) ? ERR_ABSENT : ERR_NONE;
}

static enum err tell(void *self, uint64_t request, const char *words)
{
	(void)self;
	(void)request;
	(void)words;
	return ERR_NONE;
}

static enum err change(void *self, const struct agent_card *card)
{
	(void)self;
	(void)card;
	return ERR_NONE;
}

static void withdraw(void *self, uint64_t request)
{
	(void)self;
	(void)request;
}

static void shut(void *self)
{
	(void)self;
}

/* --- what the customer meets --- */

static void on_say(void *self, const struct content *content, const struct effect *effect)
{
	struct alone *alone = self;

	alone->session = effect->session;
	alone->content = content;
	alone->surface.ops->say(alone->surface.self, content, effect);
}

static void on_show(void *self, const struct content *content, const struct effect *effect)
{
	struct alone *alone = self;

	alone->session = effect->session;
	alone->content = content;
	alone->show = *effect;
	if (alone->trace)
		fprintf(stderr, "[%9.1f]   #%u shows %s\n", (double)alone->now_ms / 1000, effect->session,
			screen_name(effect->show.screen));
	alone->surface.ops->show(alone->surface.self, content, effect);
}

static void on_listen(void *self, const struct content *content, const struct effect *effect)
{
	struct alone *alone = self;

	alone->listen = *effect;
	alone->asked = true;
	alone->surface.ops->listen(alone->surface.self, content, effect);
}

static void on_language(void *self, uint32_t session, const struct content *content, uint8_t language)
{
	struct alone *alone = self;

	alone->surface.ops->language(alone->surface.self, session, content, language);
}

static void on_wipe(void *self, uint32_t session)
{
	struct alone *alone = self;

	alone->surface.ops->wipe(alone->surface.self, session);
}

static void on_close(void *self, uint32_t session, bool again)
{
	struct alone *alone = self;

	alone->session = 0;
	alone->asked = false;
	alone->surface.ops->close(alone->surface.self, session, again);
}

/* --- the device --- */

static const struct content *content_now(void *self)
{
	return runner_content_newest(((struct alone *)self)->runner);
}

static uint16_t rising_now(void *self)
{
	const struct alone *alone = self;
	uint32_t items = runner_content_newest(alone->runner)->items.count;

	return (uint16_t)(alone->life % 3 == 0 ? 1 + alone->person % items : 0);
}

static uint32_t begin(void *self, uint8_t language, struct prefers prefers)
{
	struct alone *alone = self;
	uint32_t session = chance(alone, 20) ? 0 : runner_begin(alone->runner, CHANNEL_SCREEN, language, prefers);
	char token[16];

	if (session == 0)
		return 0;
	alone->person++;
	snprintf(token, sizeof(token), "Zq%06u", alone->person);
	glass_own(alone->glass, token);
	snprintf(token, sizeof(token), "3997%06u", alone->person);
	glass_own(alone->glass, token);
	return session;
}

static void settle(struct alone *alone)
{
	unsigned turns = 0;

	while (runner_turn(alone->runner) == 0) {
		if (++turns > SETTLE_MAX)
			fail(alone, "ends", "the device is busy for ever");
	}
}

static void give_content(struct alone *alone)
{
	const struct content *content = alone->site[alone->life % SITES];
	void *copy = malloc(content->header.bytes);

	CHECK(copy);
	memcpy(copy, content, content->header.bytes);
	CHECK(runner_content(alone->runner, copy, NULL) == ERR_NONE);
}

static uint16_t maybe(struct alone *alone, uint32_t most)
{
	return chance(alone, 500) ? (uint16_t)between(alone, 1, most) : 0;
}

static void open_glass(struct alone *alone)
{
	static const struct clock_ops clock = {now_ms, local_s};
	struct glass_options options = {.clock = {&clock, alone},
		.inbox = alone->device.inbox,
		.content = content_now,
		.rising = rising_now,
		.begin = begin,
		.fail = fail,
		.self = alone};

	options.faults.voice_fails = maybe(alone, 200);
	options.faults.voice_slow = maybe(alone, 400);
	options.faults.key_sticks = maybe(alone, 400);
	options.faults.sensor_bounces = maybe(alone, 600);
	options.faults.misses = maybe(alone, 100);
	options.faults.draw_fails = maybe(alone, 300);
	options.seed = rng_next(&alone->dice);
	alone->glass = glass_open(&options);
	alone->surface = glass_surface(alone->glass);
}

static void life_begin(struct alone *alone)
{
	static const struct clock_ops clock = {now_ms, local_s};
	static const struct actions_ops actions = {.start = start, .close = shut};
	static const struct agents_ops agents = {
		.offer = offer, .tell = tell, .change = change, .withdraw = withdraw, .close = shut};
	static const struct surface_ops surface = {.say = on_say,
		.show = on_show,
		.listen = on_listen,
		.language = on_language,
		.wipe = on_wipe,
		.close = on_close};
	struct store_options options = {.folder = "", .synchronous = true, .memory = true};
	struct device *device = &alone->device;
	char why[256];

	alone->dice.state = alone->seed * 0x9e3779b97f4a7c15U + alone->life;
	alone->now_ms = 1000;
	alone->session = 0;
	alone->due_count = 0;
	alone->person = alone->life * 1000 % 900000;
	alone->asked = false;
	*device = (struct device){.clock = {&clock, alone},
		.actions = {&actions, alone},
		.agents = {&agents, alone},
		.surface = {[CHANNEL_SCREEN] = {.ops = &surface, .self = alone}},
		.sessions_max = SESSIONS,
		.seed = rng_next(&alone->dice)};
	CHECK(store_open(&device->store, &options, why, sizeof(why)) == ERR_NONE);
	CHECK(inbox_open(&device->inbox) == ERR_NONE);
	CHECK(runner_open(&alone->runner, device) == ERR_NONE);
	give_content(alone);
	CHECK(runner_restore(alone->runner) == ERR_NONE);
	open_glass(alone);
}

static void add_figures(struct alone *alone)
{
	struct glass_figures life = glass_figures(alone->glass);
	const uint32_t *from = (const uint32_t *)&life;
	uint32_t *to = (uint32_t *)&alone->all;

	for (size_t i = 0; i < sizeof(life) / sizeof(*from); i++)
		to[i] += from[i];
}

static void life_end(struct alone *alone)
{
	alone->hash = (alone->hash ^ glass_hash(alone->glass)) * 0x100000001b3U;
	add_figures(alone);
	runner_close(alone->runner);
	glass_close(alone->glass);
	inbox_close(alone->device.inbox);
	store_close(alone->device.store);
}

/* --- time --- */

static void business_answers(struct alone *alone)
{
	while (alone->due_count > 0 && chance(alone, 600)) {
		CHECK(inbox_put(alone->device.inbox, &alone->due[0]) == ERR_NONE);
		alone->due_count--;
		memmove(&alone->due[0], &alone->due[1], alone->due_count * sizeof(alone->due[0]));
	}
}

/* The hands' time is over, then so much more; the device has its turns meanwhile. */
static void pass(struct alone *alone, uint32_t ms)
{
	uint64_t until = alone->now_ms + glass_ahead_ms(alone->glass) + ms;

	for (;;) {
		uint32_t wait_ms;

		settle(alone);
		wait_ms = glass_turn(alone->glass);
		settle(alone);
		if (alone->now_ms >= until)
			break;
		alone->now_ms += wait_ms < until - alone->now_ms ? wait_ms : until - alone->now_ms;
		business_answers(alone);
	}
}

/* --- a customer --- */

static void slot_words(struct alone *alone, const struct content_slot *slot, char *out, size_t bytes)
{
	uint32_t first; /* drawn before the next: in a list of arguments the compiler chooses the order */
	uint32_t second;

	switch ((enum slot_type)slot->type) {
	case SLOT_DIGITS: snprintf(out, bytes, "%0*u", (int)slot->max, alone->person % 10000); break;
	case SLOT_PHONE: snprintf(out, bytes, "3997%06u", alone->person); break;
	case SLOT_AMOUNT: snprintf(out, bytes, "%u.50", between(alone, 1, 900)); break;
	case SLOT_DATE:
		first = between(alone, 1, 28);
		second = between(alone, 1, 12);
		snprintf(out, bytes, "%02u/%02u/%u", first, second, between(alone, 1940, 2027));
		break;
	case SLOT_TIME:
		first = between(alone, 0, 23);
		snprintf(out, bytes, "%02u:%02u", first, between(alone, 0, 59));
		break;
	case SLOT_NAME: snprintf(out, bytes, "Anna Zq%06u", alone->person); break;
	default: snprintf(out, bytes, "it was Zq%06u, two weeks ago", alone->person); break;
	}
}

static void words_for(struct alone *alone, char *out, size_t bytes)
{
	static const char *const said[] = {"a person", "i lost my card", "help", "yes", "no", "go back", "start over",
		"blah", "where is my parcel", "goodbye"};
	uint16_t slot = alone->listen.listen.slot;

	if ((alone->listen.listen.expect & EXPECT_SLOT) && slot != NONE16)
		slot_words(alone, content_slot(alone->content, slot), out, bytes);
	else if (alone->listen.listen.expect & EXPECT_SLOT)
		snprintf(out, bytes, "3997%06u", alone->person);
	else if (alone->listen.listen.expect & EXPECT_FREE)
		snprintf(out, bytes, "it was Zq%06u, and nobody came", alone->person);
	else
		snprintf(out, bytes, "%s", said[between(alone, 0, sizeof(said) / sizeof(said[0]) - 1)]);
}

static bool answer(struct alone *alone)
{
	uint8_t expect = alone->listen.listen.expect;
	char words[WORDS_BYTES_MAX];

	words_for(alone, words, sizeof(words));
	if (alone->show.show.screen == SCREEN_STILL_THERE)
		return glass_touch(alone->glass, TARGET_MORE_TIME, 0);
	if ((expect & (EXPECT_SLOT | EXPECT_FREE)) && glass_type(alone->glass, words))
		return true;
	if ((expect & EXPECT_SCORE) && chance(alone, 800))
		return glass_touch(alone->glass, TARGET_SCORE, (uint8_t)between(alone, 0, 10));
	if ((expect & EXPECT_YES_NO) && chance(alone, 700))
		return glass_touch(alone->glass, chance(alone, 700) ? TARGET_YES : TARGET_NO, 0);
	if (alone->show.show.choices.count > 0)
		return glass_touch(
			alone->glass, TARGET_CHOICE, (uint8_t)between(alone, 0, alone->show.show.choices.count - 1U));
	return chance(alone, 500) && glass_say(alone->glass, words, (uint8_t)between(alone, 10, 99));
}

static void something_else(struct alone *alone)
{
	char words[WORDS_BYTES_MAX];

	words_for(alone, words, sizeof(words));
	switch (between(alone, 0, 6)) {
	case 0: glass_touch(alone->glass, (enum target)between(alone, 0, TARGET_COUNT - 1), 0); break;
	case 1: glass_key(alone->glass, "0123456789*#"[between(alone, 0, 11)]); break;
	case 2: glass_hammer(alone->glass); break;
	case 3: glass_say(alone->glass, words, (uint8_t)between(alone, 10, 99)); break;
	case 4: glass_type(alone->glass, words); break;
	case 5: pass(alone, between(alone, 1000, 400000)); break; /* thinks it over, or has left */
	default: glass_touch(alone->glass, TARGET_FINISH, 0); break;
	}
}

static void one_input(struct alone *alone)
{
	if (!alone->session)
		glass_begin(alone->glass);
	else if (!alone->asked)
		;
	else if (chance(alone, 150) || !answer(alone))
		something_else(alone);
	pass(alone, between(alone, 0, CUSTOMER_MS_MAX));
}

static void run(struct alone *alone, uint32_t lives)
{
	alone->hash = 0xcbf29ce484222325U;
	memset(&alone->all, 0, sizeof(alone->all));
	for (uint32_t i = 0; i < lives; i++, alone->life++) {
		life_begin(alone);
		for (alone->inputs = 0; alone->inputs < INPUTS_A_LIFE; alone->inputs++)
			one_input(alone);
		pass(alone, 1000000); /* nobody is here any more: it comes to its end */
		if (alone->session)
			fail(alone, "ends", "a quarter of an hour after the last touch somebody is still served");
		life_end(alone);
	}
}

static void load(struct alone *alone)
{
	static const char *const folders[SITES] = {
		FOYER_SOURCE_DIR "/assets/content", FOYER_SOURCE_DIR "/assets/phone-shop"};
	static struct problems problems;

	for (unsigned i = 0; i < SITES; i++)
		CHECK(content_load(folders[i], &alone->site[i], &problems) == ERR_NONE);
}

int main(int argc, char **argv)
{
	static struct alone alone = {.seed = 1};
	uint32_t lives = 0;
	uint32_t first_life = 0;
	bool twice = false;
	uint64_t first;

	for (int i = 1; i < argc; i++) {
		const char *value = i + 1 < argc ? argv[i + 1] : "0";

		if (strcmp(argv[i], "--seed") == 0)
			alone.seed = strtoull(value, NULL, 10);
		if (strcmp(argv[i], "--lives") == 0)
			lives = (uint32_t)strtoul(value, NULL, 10);
		if (strcmp(argv[i], "--life") == 0)
			first_life = (uint32_t)strtoul(value, NULL, 10);
		alone.trace = alone.trace || strcmp(argv[i], "--trace") == 0;
		twice = twice || strcmp(argv[i], "--twice") == 0;
	}
	lives = lives ? lives : 1;
	log_set_level(alone.trace ? LOG_WARN : LOG_ERROR);
	load(&alone);
	alone.life = first_life;
	run(&alone, lives);
	first = alone.hash;
	if (twice) {
		alone.life = first_life;
		run(&alone, lives);
	}
	if (alone.hash != first)
		fail(&alone, "same_trace", "the same seed gave another sequence");
	printf("{\"seed\": %" PRIu64 ", \"lives\": %u, \"conversations\": %u, \"draws\": %u, \"screens\": %u, "
	       "\"touches\": %u, \"letters\": %u, \"spoken\": %u, \"heard\": %u, \"changed\": %u, \"missed\": %u, "
	       "\"bounces\": %u, \"stuck\": %u, \"hash\": \"%016" PRIx64 "\", \"failures\": 0}\n",
		alone.seed, lives, alone.all.begun, alone.all.draws, alone.all.screens, alone.all.touches,
		alone.all.letters, alone.all.spoken, alone.all.heard, alone.all.changed, alone.all.missed,
		alone.all.bounces, alone.all.stuck, alone.hash);
	for (unsigned i = 0; i < SITES; i++)
		free(alone.site[i]);
	return 0;
}
