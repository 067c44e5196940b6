/* Fourteen days of callers through the real core, runner, store and learning, in seconds: what a menu makes of them. */
#include "check/snapshot.h"
#include "command/command.h"
#include "command/demo_days.h"
#include "command/options.h"
#include "learn/layout.h"
#include "log.h"
#include "moment.h"
#include "site/site.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DAYS = 14, SEED = 1, START_DAY = 20788 /* 2026-12-01, when the offers hold */ };

struct learning {
	const char *pictures; /* folder; NULL: none */
	struct whole whole;
	struct days *days;
	uint32_t version; /* of the menu: the last that was told */
	unsigned calls;   /* of the day */
	unsigned served;
	uint64_t ms;
	bool seen_rising;
};

/* --- what is printed --- */

static bool tell_change(void *self, const struct store_menu_change *change)
{
	(void)self;
	printf("    %-28s %s", change->subject, change->sentence);
	putchar('\n');
	return true;
}

struct news {
	uint32_t after;
	uint32_t count;
	struct store_menu_version list[32];
};

static bool take_version(void *self, const struct store_menu_version *version)
{
	struct news *news = self;

	if (version->version <= news->after || news->count == sizeof(news->list) / sizeof(news->list[0]))
		return false;
	news->list[news->count++] = *version;
	return true;
}

/* The versions of the menu since the last time, oldest first. */
static void tell_versions(struct learning *l)
{
	struct store *store = l->whole.device.store;
	struct news news = {.after = l->version};
	char at[32];

	if (store_menu_versions(store, take_version, &news))
		return;
	while (news.count > 0) {
		const struct store_menu_version *version = &news.list[--news.count];

		(void)moment_words(version->local_s, "%a %d %b %H:%M", at, sizeof(at));
		printf("  %s  menu version %u\n", at, version->version);
		(void)store_menu_changes(store, version->version, tell_change, NULL);
		l->version = version->version;
	}
}

/* --- pictures of the start menu --- */

static void draw(struct learning *l, const struct effect *show, const char *path)
{
	const struct snapshot snapshot = {.content = l->whole.content};
	const struct content *c = runner_content_newest(l->whole.runner);
	static struct view view;
	struct view_measure measure;
	struct screen screen;
	struct view_of of = {.content = c, .show = show, .mode = {.mic = VIEW_MIC_OPEN}};

	if (!snapshot_open(&snapshot, &l->whole.board.screen, &screen))
		return;
	measure = (struct view_measure){screen.ops->text_width, screen.self};
	view_build(&view, &l->whole.board.screen, &measure, &of);
	if (screen.ops->draw(screen.self, &view) || screen.ops->save_png(screen.self, path))
		log_warn("%s: the picture was not written", path);
	screen.ops->close(screen.self);
}

static void picture(struct learning *l, const char *name)
{
	char path[PATH_BYTES_MAX];
	struct effect show;

	if (!l->pictures || !days_glance(l->days, &show))
		return;
	snprintf(path, sizeof(path), "%s/%s", l->pictures, name);
	draw(l, &show, path);
}

static bool is_rising(const struct learning *l)
{
	const struct standing *standing = layout_standing(runner_layout_newest(l->whole.runner));

	return standing->plan.places[PLACE_NOW].why == PLACE_RISING;
}

static void tell_call(void *self, unsigned day, unsigned call, bool served, uint32_t ms)
{
	struct learning *l = self;

	(void)day;
	(void)call;
	l->calls++;
	l->served += served;
	l->ms += served ? ms : 0;
	if (!l->seen_rising && is_rising(l)) {
		l->seen_rising = true;
		picture(l, "menu-rising.png");
	}
}

static void play(struct learning *l, unsigned days)
{
	const struct days_news news = {tell_call, l};

	picture(l, "menu-before.png");
	for (unsigned day = 1; day <= days; day++) {
		l->calls = 0;
		l->served = 0;
		l->ms = 0;
		days_pass(l->days, &news);
		printf("day %2u  %u calls, %u served after %.1f s, %u gave up\n", day, l->calls, l->served,
			l->served ? (double)l->ms / l->served / 1000 : 0.0, l->calls - l->served);
		tell_versions(l);
		fflush(stdout);
	}
	picture(l, "menu-after.png");
}

static bool begin(struct learning *l, const struct device_options *device, uint64_t seed)
{
	if (!device_open(&l->whole, device))
		return false;
	l->whole.board.menu_heard = true; /* whatever the board is: these are callers */
	if (days_open(&l->days, &l->whole, START_DAY, seed)) {
		log_error("learn: no memory: close other programs and start again");
		return false;
	}
	if (!device_start(&l->whole, device))
		return false;
	if (days_people(l->days))
		return true;
	log_error("learn: the menu leads to too few answers for callers: name another site with --content");
	return false;
}

static bool read_seed(const char *text, uint64_t *out)
{
	char *end;

	*out = SEED;
	if (!text)
		return true;
	*out = strtoull(text, &end, 10);
	if (*text >= '0' && *text <= '9' && *end == '\0')
		return true;
	fprintf(stderr, "foyer learn: --seed %s: give a whole number\n", text);
	return false;
}

int command_learn(int argc, char **argv)
{
	struct learning l = {0};
	struct device_options device = {0};
	const char *seed_text = NULL;
	uint64_t seed;
	const struct option options[] = {
		{"board", &device.board, NULL},
		{"content", &device.content, NULL},
		{"data", &device.data, NULL},
		{"pictures", &l.pictures, NULL},
		{"seed", &seed_text, NULL},
		{NULL, NULL, NULL},
	};
	const struct usage usage = {
		.synopsis = "learn --data DIR [--content DIR] [--board NAME] [--pictures DIR] [--seed N]",
		.help = "Fourteen days of callers in seconds, through the real core, runner, store and learning: what "
			"the menu makes of\n"
			"them, night by night. On two of the days many call about the same thing. The callers are "
			"made up.\n\n"
			"  --data DIR     a folder of its own: what was learned stays there, for foyer menu and foyer "
			"report\n"
			"  --content DIR  a site's folder; otherwise the demonstration site\n"
			"  --board NAME   the panel of the pictures; otherwise desk\n"
			"  --pictures DIR the start menu before, while something rises, and after (PNG)\n"
			"  --seed N       other callers\n",
		.options = options,
	};
	int words;
	int code = options_read(&usage, argc, argv, &words);

	if (code != OPTIONS_GO_ON)
		return code;
	if (!device.data) {
		fprintf(stderr, "foyer learn: where to? give --data DIR, a folder of its own\n");
		return EXIT_WRONG_USE;
	}
	if (!read_seed(seed_text, &seed))
		return EXIT_WRONG_USE;
	if (site_has_store(device.data)) { /* made-up callers must never come among real customers */
		log_error("learn: %s: something is kept there already: name a new folder with --data, the callers are "
			  "made up",
			device.data);
		return EXIT_WRONG_USE;
	}
	code = EXIT_TROUBLE;
	if (begin(&l, &device, seed)) {
		play(&l, DAYS);
		code = EXIT_GOOD;
	}
	device_close(&l.whole);
	days_close(l.days);
	return code;
}
