/* One whole customer without a person, through the real parts: nothing here knows what foyer will say. */
#include "adapter/audio_file.h"
#include "adapter/screen_sdl.h"
#include "base/rng.h"
#include "base/text.h"
#include "command/command.h"
#include "command/demo_customer.h"
#include "command/demo_room.h"
#include "command/options.h"
#include "kiosk/booth.h"
#include "log.h"
#include "paths.h"
#include "process.h"

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	DEMO_MS_MAX = 120000,
	HAND_MS = 520, /* a customer who is not served by then is not served */
	TURNS_MAX = 80,
	SEEDS_MAX = 10000000,
	SURVEY_ONE_IN_MAX = 12, /* up to here a seed is found that shows the survey; the demonstration's sites have 3 */
};

struct demo {
	const char *folder;
	struct device_options device;
	char data[PATH_BYTES_MAX];
	char said[PATH_BYTES_MAX];
	char ledger[PATH_BYTES_MAX];
	struct booth booth;
	struct {
		int16_t x, y;
		uint64_t ms;
	} hand;                       /* what it touched last */
	struct recogniser recogniser; /* the real one; the booth has the room's */
	struct room *room;
	struct surface kiosk; /* the real surface, behind ours */
	struct customer customer;
	struct effect show; /* the last */
	bool has_show;
	bool fresh; /* the customer has not looked at it yet */
	bool over;
	uint32_t began_ms; /* in the process's age: a script may have built for minutes before it became foyer */
	bool scored;       /* the survey was reached */
};

/* --- what is printed --- */

__attribute__((format(printf, 2, 3))) static void tell(const char *who, const char *format, ...)
{
	va_list arguments;

	printf("%-9s ", who);
	va_start(arguments, format);
	vprintf(format, arguments);
	va_end(arguments);
	putchar('\n');
	fflush(stdout);
}

static void tell_heard(struct demo *demo)
{
	struct recognised heard;

	if (!room_heard(demo->room, &heard))
		return;
	if (heard.count == 0)
		tell("hears", "nothing that it could make out");
	else
		tell("hears", "\"%s\", %u%% sure, in %u ms", heard.list[0].words, heard.confidence_pct, heard.work_ms);
}

/* --- the surface, overheard --- */

static void demo_say(void *self, const struct content *content, const struct effect *effect)
{
	struct demo *demo = self;
	char text[SAID_BYTES_MAX];

	tell_heard(demo);
	if (content_say(content, &effect->say, text, sizeof(text)) > 0)
		tell("foyer", "%s", text);
	demo->kiosk.ops->say(demo->kiosk.self, content, effect);
}

static void demo_show(void *self, const struct content *content, const struct effect *effect)
{
	struct demo *demo = self;

	demo->show = *effect;
	demo->has_show = true;
	demo->fresh = true;
	demo->scored = demo->scored || effect->show.screen == SCREEN_SURVEY;
	demo->kiosk.ops->show(demo->kiosk.self, content, effect);
}

static void demo_listen(void *self, const struct content *content, const struct effect *effect)
{
	struct demo *demo = self;

	demo->kiosk.ops->listen(demo->kiosk.self, content, effect);
}

static void demo_language(void *self, uint32_t session, const struct content *content, uint8_t language)
{
	struct demo *demo = self;

	demo->kiosk.ops->language(demo->kiosk.self, session, content, language);
}

static void demo_wipe(void *self, uint32_t session)
{
	struct demo *demo = self;

	demo->kiosk.ops->wipe(demo->kiosk.self, session);
}

static void demo_over(void *self, uint32_t session, bool again)
{
	struct demo *demo = self;

	demo->over = !again;
	demo->kiosk.ops->close(demo->kiosk.self, session, again);
}

static void overhear(struct demo *demo)
{
	static const struct surface_ops ops = {
		.say = demo_say,
		.show = demo_show,
		.listen = demo_listen,
		.language = demo_language,
		.wipe = demo_wipe,
		.close = demo_over,
	};
	struct surface *surface = &demo->booth.whole.device.surface[CHANNEL_SCREEN];

	demo->kiosk = *surface;
	*surface = (struct surface){.ops = &ops, .self = demo};
}

/* --- the customer's hands and mouth --- */

/* A second touch of the same place comes when a hand is ready for it: sooner it would count as one that trembles. */
static void lift_hand(struct demo *demo, const struct screen_input *input)
{
	struct clock clock = demo->booth.whole.device.clock;
	bool same = input->x == demo->hand.x && input->y == demo->hand.y;
	bool closed = false;

	while (same && !closed && clock_now_ms(clock) < demo->hand.ms + HAND_MS)
		booth_wait(&demo->booth, booth_turn(&demo->booth, &closed));
	demo->hand.x = input->x;
	demo->hand.y = input->y;
	demo->hand.ms = clock_now_ms(clock);
}

static void touch(struct demo *demo, const struct view_element *e)
{
	struct screen_input input = {.kind = SCREEN_DOWN};
	bool key = e->action == VIEW_ENTRY_KEY;

	input.x = (int16_t)(e->x + e->w / 2);
	input.y = (int16_t)(e->y + e->h / 2);
	if (!key)
		lift_hand(demo, &input);
	kiosk_input(demo->booth.kiosk, &input);
	input.kind = SCREEN_UP;
	kiosk_input(demo->booth.kiosk, &input);
}

static void touch_told(struct demo *demo, const struct view_element *e)
{
	char label[VIEW_TEXT_BYTES_MAX];

	text_copy(label, sizeof(label), text_of(e->text));
	for (char *at = label; *at; at++)
		*at = *at == '\n' ? ' ' : *at;
	tell("customer", "touches \"%s\"", label);
	touch(demo, e);
}

/* The key that writes this character; NULL: the screen has none. */
static const struct view_element *key_of(const struct view *view, char character)
{
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		if (e->action == VIEW_ENTRY_KEY && text_lower(e->key) == text_lower((uint8_t)character))
			return e;
	}
	return NULL;
}

static const struct view_element *done_key(const struct view *view)
{
	for (unsigned i = 0; i < view->elements_count; i++) {
		if (view->elements[i].action == VIEW_ENTRY_DONE)
			return &view->elements[i];
	}
	return NULL;
}

static bool look_again(struct demo *demo)
{
	bool closed;

	(void)booth_turn(&demo->booth, &closed);
	return !closed;
}

static bool enter(struct demo *demo, const char *words)
{
	const struct view *view = kiosk_view(demo->booth.kiosk);
	const struct view_element *e;
	bool letters = key_of(view, 'a') != NULL;

	tell("customer", "%s \"%s\" on the screen's %s", letters ? "writes" : "keys", words,
		letters ? "keyboard" : "keypad");
	for (const char *at = words; *at; at++) {
		e = key_of(view, *at);
		if (!e) {
			log_error("demo: the screen has no key for \"%c\"", *at);
			return false;
		}
		touch(demo, e);
		if (!look_again(demo))
			return false;
	}
	e = done_key(view);
	if (!e) {
		log_error("demo: the screen has no key that ends an entry");
		return false;
	}
	kiosk_picture(demo->booth.kiosk, "entered");
	touch(demo, e);
	return true;
}

static bool ask(struct demo *demo, const char *words)
{
	const struct content *c = demo->customer.content;
	const char *file = NULL;

	if (!room_ask(demo->room, content_string(c, c->site.language[demo->customer.language]), words, &file)) {
		log_error("demo: the question could not be asked aloud");
		return false;
	}
	tell("customer", "asks aloud, with a synthetic voice (%s): \"%s\"", file, words);
	return true;
}

static bool do_deed(struct demo *demo, const struct deed *deed)
{
	switch ((enum deed_kind)deed->kind) {
	case DEED_NOTHING: return true;
	case DEED_TOUCH: touch_told(demo, deed->element); return true;
	case DEED_ENTER: return enter(demo, deed->words);
	case DEED_ASK: return ask(demo, deed->words);
	case DEED_LOST: break;
	}
	log_error("demo: the customer does not know what to do on the screen \"%s\"",
		screen_name(kiosk_view(demo->booth.kiosk)->screen));
	return false;
}

/* --- the conversation --- */

/* It is the customer's turn: foyer has spoken, heard, and done what was to be done. */
static bool is_our_turn(struct demo *demo)
{
	struct runner *runner = demo->booth.whole.runner;
	uint32_t session = runner_session(runner, CHANNEL_SCREEN);

	return !room_asking(demo->room) && kiosk_quiet(demo->booth.kiosk) && runner_idle(runner) &&
	       !(session && runner_waits(runner, session));
}

static bool take_turn(struct demo *demo)
{
	const struct effect *show = demo->has_show ? &demo->show : NULL;
	struct customer *customer = &demo->customer;
	struct deed deed;

	tell_heard(demo);
	if (show && (demo->fresh || customer->awaits_answer) && customer_sees(customer, show))
		tell("", "(not understood: the customer goes on by touch)");
	demo->fresh = false;
	customer_decides(customer, kiosk_view(demo->booth.kiosk), show, &deed);
	return do_deed(demo, &deed);
}

static bool converse(struct demo *demo)
{
	struct booth *booth = &demo->booth;
	uint64_t end_ms = clock_now_ms(booth->whole.device.clock) + DEMO_MS_MAX;
	unsigned still = 0;
	bool closed = false;

	while (!demo->over && !closed) {
		booth_wait(booth, booth_turn(booth, &closed));
		/* Twice: what another thread has just finished may stand in the inbox. */
		still = is_our_turn(demo) ? still + 1 : 0;
		if (still < 2)
			continue;
		still = 0;
		if (!demo->over && !take_turn(demo))
			return false;
		if (demo->customer.turns > TURNS_MAX || clock_now_ms(booth->whole.device.clock) > end_ms) {
			log_error("demo: after %u turns the customer is still not served", demo->customer.turns);
			return false;
		}
	}
	booth_turn(booth, &closed); /* the goodbye is drawn */
	booth_finish(booth);
	return demo->over;
}

/* --- was it good? --- */

struct served {
	const char *form; /* the topic's id */
	bool done;
};

static void look_at_count(void *self, uint8_t kind, const char *id, int64_t times, int64_t sum)
{
	struct served *served = self;

	(void)sum;
	served->done = served->done || (kind == COUNT_SERVED && times > 0 && strcmp(id, served->form) == 0);
}

/* As the device's own statistics tell it: the form's action was done. */
static bool is_served(struct demo *demo)
{
	const struct customer *customer = &demo->customer;
	const struct content *c = customer->content;
	uint16_t topic = customer->wishes[customer->wishes_count - 1].topic;
	struct served served = {.form = content_string(c, content_topic(c, topic)->id)};

	if (store_counts(demo->booth.whole.device.store, look_at_count, &served))
		return false;
	return served.done && demo->scored;
}

static unsigned count_pictures(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	unsigned count = 0;

	while (dir && (entry = readdir(dir)) != NULL) {
		const char *dot = strrchr(entry->d_name, '.');

		count += dot && strcmp(dot, ".png") == 0;
	}
	if (dir)
		closedir(dir);
	return count;
}

static int sum_up(struct demo *demo)
{
	bool served = is_served(demo);

	printf("\n%s: %u turns of the customer, %u asked aloud, %u of them misheard; %u pictures and said.wav in %s; "
	       "%.1f s\n",
		served ? "served" : "not served", demo->customer.turns, room_asked(demo->room), demo->customer.misheard,
		count_pictures(demo->folder), demo->folder, (process_age_ms() - demo->began_ms) / 1000.0);
	return served ? EXIT_GOOD : EXIT_TROUBLE;
}

/* --- the stage --- */

/* Only what a demonstration before this one has left, whatever else lies in the folder. */
static bool is_ours(const char *name)
{
	static const char *const ours[] = {
		"foyer.db", "foyer.db-wal", "foyer.db-shm", "device", "agents.sock", "ledger.jsonl", "said.wav"};
	size_t length = strlen(name);

	for (size_t i = 0; i < sizeof(ours) / sizeof(ours[0]); i++) {
		if (strcmp(name, ours[i]) == 0)
			return true;
	}
	if (length > 4 && strcmp(name + length - 4, ".png") == 0)
		return strspn(name, "0123456789") == 2 && name[2] == '-';
	return strncmp(name, "asked-", 6) == 0 && length > 4 && strcmp(name + length - 4, ".wav") == 0;
}

static void clear(const char *folder)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;

	while (dir && (entry = readdir(dir)) != NULL) {
		if (is_ours(entry->d_name))
			(void)unlinkat(dirfd(dir), entry->d_name, 0);
	}
	if (dir)
		closedir(dir);
}

static bool prepare(struct demo *demo)
{
	bool fits = (size_t)snprintf(demo->data, sizeof(demo->data), "%s/data", demo->folder) < sizeof(demo->data);

	fits = fits &&
	       (size_t)snprintf(demo->said, sizeof(demo->said), "%s/said.wav", demo->folder) < sizeof(demo->said);
	fits = fits && (size_t)snprintf(demo->ledger, sizeof(demo->ledger), "%s/ledger.jsonl", demo->folder) <
			       sizeof(demo->ledger);
	if (!fits || !paths_make_folder(demo->data)) {
		log_error(
			"%s: %s: name a folder that can be written", demo->folder, fits ? strerror(errno) : "too long");
		return false;
	}
	clear(demo->folder);
	clear(demo->data);
	demo->device.data = demo->data;
	if (setenv("LEDGER_FILE", demo->ledger, 1) == 0)
		return true;
	log_error("no memory: close other programs and start again");
	return false;
}

/* The runner's dice begin with it; the first throw is the first conversation's, and decides about its survey. */
static uint64_t seed_with_survey(void)
{
	for (uint64_t seed = 1; seed < SEEDS_MAX; seed++) {
		struct rng dice = {seed};
		struct rng talk = {(uint32_t)(rng_next(&dice) >> 32)};
		uint32_t throw = (uint32_t)(rng_next(&talk) >> 32);
		uint32_t one_in = 1;

		while (one_in <= SURVEY_ONE_IN_MAX && throw % one_in == 0)
			one_in++;
		if (one_in > SURVEY_ONE_IN_MAX)
			return seed;
	}
	return 1;
}

static bool open_senses(struct demo *demo)
{
	struct kiosk_senses *senses = &demo->booth.senses;
	struct audio_why why;

	booth_open_voice(&demo->booth);
	if (!senses->voice.ops || !senses->recogniser.ops) {
		log_error("demo: it needs espeak-ng and pocketsphinx: toolchain/install run");
		return false;
	}
	if (audio_file_open(&senses->record, NULL, demo->said, &why)) {
		log_error("%s: %s", demo->said, why.text);
		return false;
	}
	demo->recogniser = senses->recogniser;
	if (room_open(&demo->room, demo->folder, demo->booth.pronouncing, demo->recogniser))
		return false;
	senses->recogniser = room_recogniser(demo->room);
	senses->audio = room_audio(demo->room);
	return !kiosk_attach(demo->booth.kiosk, senses);
}

static bool open_stage(struct demo *demo)
{
	struct booth *booth = &demo->booth;
	const struct board_screen *board = &booth->whole.board.screen;
	const struct booth_options options = {.pictures = demo->folder};

	if (!device_open(&booth->whole, &demo->device))
		return false;
	booth->whole.device.seed = seed_with_survey();
	if (screen_sdl_open_memory(&booth->screen, board->width_px, board->height_px) ||
		!booth_open_kiosk(booth, &options) || !open_senses(demo))
		return false;
	overhear(demo);
	if (!device_start(&booth->whole, &demo->device))
		return false;
	if (customer_begin(&demo->customer, runner_content_newest(booth->whole.runner), 0,
		    clock_local_s(booth->whole.device.clock)))
		return true;
	log_error("demo: the site has no form that anybody may fill in here, with an action");
	return false;
}

static void close_stage(struct demo *demo)
{
	booth_close(&demo->booth);
	room_close(demo->room);
	if (demo->recogniser.ops)
		demo->recogniser.ops->close(demo->recogniser.self);
}

static int play(struct demo *demo)
{
	int code = EXIT_TROUBLE;

	if (prepare(demo) && open_stage(demo)) {
		printf("One customer, played by the program; nobody touches, and nobody really speaks.\n\n");
		(void)converse(demo);
		code = sum_up(demo);
	}
	close_stage(demo);
	return code;
}

int command_demo(int argc, char **argv)
{
	static struct demo demo;
	const struct option options[] = {
		{"content", &demo.device.content, NULL},
		{"board", &demo.device.board, NULL},
		{"trace", &demo.device.trace, NULL},
		{NULL, NULL, NULL},
	};
	const struct usage usage = {
		.synopsis = "demo [FOLDER] [--content DIR] [--board NAME]",
		.help = "Plays one whole customer without a person, through the real parts: questions asked aloud by a "
			"synthetic\n"
			"voice and recognised, menus, keypad and keyboard touched, a form, its action at the "
			"demonstration's own\n"
			"back end, the survey. Prints the conversation. What is misheard is misheard: the customer "
			"then touches.\n\n"
			"  FOLDER         otherwise build/demo: NN-screen.png, said.wav, asked-N.wav, and what is "
			"remembered\n"
			"  --content DIR  a site's folder; otherwise the demonstration site\n"
			"  --board NAME   the machine, as in board/; otherwise desk\n"
			"  --trace FILE   each step as a line without personal words; - is stderr\n",
		.options = options,
		.words_max = 1,
	};
	int words;
	int code = options_read(&usage, argc, argv, &words);

	demo.began_ms = process_age_ms();
	if (code != OPTIONS_GO_ON)
		return code;
	demo.folder = words > 0 ? argv[1] : "build/demo";
	return play(&demo);
}
