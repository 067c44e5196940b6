/* `foyer menu --history, --undo, --to, --freeze, --thaw, --night`: what was changed, and the hand that decides. */
#include "adapter/clock_linux.h"
#include "command/options.h"
#include "device.h"
#include "json_write.h"
#include "log.h"
#include "menu/menu_command.h"
#include "menu/menu_versions.h"
#include "moment.h"
#include "site/site.h"
#include "zone.h"

#include <stdio.h>
#include <stdlib.h>

enum { DAY_S = 86400, NIGHT_S = 4 * 3600 };

static const char *actor_name(uint8_t actor)
{
	static const char *const names[MENU_ACTORS] = {
		"as authored", "new content", "at night", "between two customers", "by hand"};

	return actor < MENU_ACTORS ? names[actor] : "unknown";
}

static void hash_words(const uint8_t *hash, char out[13])
{
	for (int i = 0; i < 6; i++)
		snprintf(out + 2 * i, 3, "%02x", hash[i]);
}

/* --- history --- */

struct history {
	struct store *store;
	struct json_out *json; /* NULL: lines */
	unsigned count;
};

static void json_change(struct json_out *json, const struct store_menu_change *row)
{
	json_put_map(json, NULL);
	json_put_text(json, "kind", change_kind_name(row->change.kind));
	json_put_text(json, "subject", row->subject[0] ? row->subject : NULL);
	json_put_text(json, "other", row->other[0] ? row->other : NULL);
	json_put_whole(json, "from", row->change.from);
	json_put_whole(json, "to", row->change.to);
	json_put_text(json, "reason", row->sentence);
	json_put_whole(json, "gain_ms", row->change.gain_ms);
	json_put_end(json);
}

static bool print_change(void *self, const struct store_menu_change *row)
{
	const struct history *history = self;

	if (history->json)
		json_change(history->json, row);
	else
		printf("    %s\n", row->sentence);
	return true;
}

static void json_version(const struct history *history, const struct store_menu_version *version)
{
	struct json_out *json = history->json;
	char hash[13];

	hash_words(version->layout, hash);
	json_put_map(json, NULL);
	json_put_whole(json, "version", version->version);
	json_put_whole(json, "before", version->before);
	json_put_whole(json, "same_as", version->same_as);
	json_put_whole(json, "local_s", version->local_s);
	json_put_text(json, "by", actor_name(version->actor));
	json_put_text(json, "layout", hash);
	json_put_flag(json, "live", history->count == 0);
	json_put_list(json, "changes");
}

static void text_version(const struct history *history, const struct store_menu_version *version)
{
	char when[32];
	bool known = moment_words(version->local_s, "%Y-%m-%d %H:%M", when, sizeof(when));

	printf("%sversion %u  %s  %s", history->count > 0 ? "" : "live: ", version->version,
		known ? when : "at an unknown time", actor_name(version->actor));
	if (version->same_as != version->version)
		printf(", the same as version %u", version->same_as);
	putchar('\n');
}

static bool print_version(void *self, const struct store_menu_version *version)
{
	struct history *history = self;
	enum err err;

	if (history->json)
		json_version(history, version);
	else
		text_version(history, version);
	err = store_menu_changes(history->store, version->version, print_change, history);
	if (history->json) {
		json_put_end(history->json);
		json_put_end(history->json);
	}
	history->count++;
	return err == ERR_NONE;
}

int menu_history(const struct menu_options *options)
{
	struct history history = {.store = site_store(options->data)};
	struct json_out out;
	enum err err = ERR_NONE;

	if (!history.store && site_has_store(options->data))
		return EXIT_TROUBLE; /* it was told why */
	json_to_file(&out, stdout);
	if (options->json) {
		history.json = &out;
		json_put_map(&out, NULL);
		json_put_list(&out, "versions");
	}
	if (history.store)
		err = store_menu_versions(history.store, print_version, &history);
	if (options->json) {
		json_put_end(&out);
		json_put_end(&out);
		putchar('\n');
	} else if (history.count == 0 && !err) {
		puts("nothing was kept yet: the menu stands as authored");
	}
	store_close(history.store);
	if (err)
		log_error("menu: the versions cannot be read: %s", err_name(err));
	return err ? EXIT_TROUBLE : EXIT_GOOD;
}

/* --- back --- */

static void explain_return(enum err err, uint32_t version)
{
	switch (err) {
	case ERR_NOT_FOUND:
		if (version)
			log_error("menu: there is no version %u: foyer menu --history lists them", version);
		else
			log_error("menu: there is no version before this one; nothing was changed: foyer menu "
				  "--history lists them, "
				  "--to N takes one of them");
		break;
	case ERR_FORMAT:
		log_error("menu: that version was made for other content, or is damaged; nothing was changed: choose "
			  "another with --to, foyer menu --history lists them");
		break;
	case ERR_BUSY: log_error("menu: it changed at this very moment; look at it and try again"); break;
	default: log_error("menu: nothing was changed (%s): check the disk of the data folder", err_name(err)); break;
	}
}

static void tell_return(const struct store_menu_version *now, bool json)
{
	struct json_out out;
	char hash[13];

	hash_words(now->layout, hash);
	if (!json) {
		printf("back to version %u (%s), instead of version %u; from the next customer on. It is version %u "
		       "now.\n",
			now->same_as, hash, now->before, now->version);
		return;
	}
	json_to_file(&out, stdout);
	json_put_map(&out, NULL);
	json_put_whole(&out, "version", now->version);
	json_put_whole(&out, "before", now->before);
	json_put_whole(&out, "same_as", now->same_as);
	json_put_text(&out, "layout", hash);
	json_put_end(&out);
	putchar('\n');
}

/* On the clock of the site. */
static int64_t site_time_s(struct store *store)
{
	struct content *content;

	if (menu_content(store, &content) == ERR_NONE)
		(void)zone_set(content_string(content, content->site.timezone));
	free(content);
	return clock_local_s(clock_linux());
}

int menu_undo(const struct menu_options *options, const char *to)
{
	char *end = NULL;
	unsigned long version = to ? strtoul(to, &end, 10) : 0;
	struct store_menu_version now;
	struct store *store;
	enum err err;

	if (to && (*end || version == 0 || version > UINT32_MAX)) {
		log_error("menu: --to is \"%s\": name a version's number", to);
		return EXIT_WRONG_USE;
	}
	store = device_store(options->data, false);
	if (!store)
		return EXIT_TROUBLE;
	err = menu_return(store, (uint32_t)version, site_time_s(store), &now);
	store_close(store);
	if (err)
		explain_return(err, (uint32_t)version);
	else
		tell_return(&now, options->json);
	return err ? EXIT_TROUBLE : EXIT_GOOD;
}

int menu_freeze(const struct menu_options *options, bool frozen)
{
	struct store *store = device_store(options->data, false);
	struct json_out out;
	enum err err;

	if (!store)
		return EXIT_TROUBLE;
	err = store_frozen_set(store, frozen);
	store_close(store);
	if (err) {
		log_error("menu: nothing was changed (%s): check the disk of the data folder", err_name(err));
		return EXIT_TROUBLE;
	}
	if (options->json) {
		json_to_file(&out, stdout);
		json_put_map(&out, NULL);
		json_put_flag(&out, "frozen", frozen);
		json_put_end(&out);
		putchar('\n');
	} else {
		puts(frozen ? "frozen: the menu stays as it is; what happens is still counted"
			    : "thawed: the menu learns again");
	}
	return EXIT_GOOD;
}

/* --- the night's work --- */

struct night {
	struct store *store;
	struct learner *learner;
	struct content *content;
	int64_t local_s; /* 0: the clock's */
};

static uint64_t night_ms(void *self)
{
	(void)self;
	return clock_now_ms(clock_linux());
}

static int64_t night_local_s(void *self)
{
	const struct night *night = self;

	return night->local_s ? night->local_s : clock_local_s(clock_linux());
}

static bool read_day(const char *text, int64_t *local_s)
{
	uint32_t day;
	bool good = moment_day(text, &day);

	*local_s = good ? (int64_t)day * DAY_S + NIGHT_S : 0;
	if (good)
		return true;
	log_error("menu: --day is \"%s\": name a day as 2026-11-22", text);
	return false;
}

/* Of the live menu; before there is one, the site's. */
static enum err night_content(struct night *night)
{
	enum err err = menu_content(night->store, &night->content);

	if (err == ERR_NOT_FOUND)
		err = site_pick(NULL, night->store, &night->content);
	return err;
}

static enum err night_work(struct night *night, bool *changed)
{
	static const struct clock_ops ops = {night_ms, night_local_s};
	const struct learner_options options = {.store = night->store, .clock = {&ops, night}};
	void *layout;
	enum err err = night_content(night);

	if (!err)
		err = learner_open(&night->learner, &options);
	if (err)
		return err;
	(void)zone_set(content_string(night->content, night->content->site.timezone));
	layout = learner_content(night->learner, night->content);
	free(layout);
	if (!layout)
		return ERR_NO_SPACE;
	return learner_night(night->learner, (uint32_t)(night_local_s(night) / DAY_S), changed);
}

static int tell_night(struct night *night, bool changed, bool json)
{
	struct json_out out;
	struct history history = {.store = night->store, .json = json ? &out : NULL};
	struct store_menu_version live;

	json_to_file(&out, stdout);
	if (store_menu_live(night->store, &live))
		return EXIT_TROUBLE;
	if (changed)
		(void)print_version(&history, &live);
	else if (json) {
		json_put_map(&out, NULL);
		json_put_whole(&out, "version", live.version);
		json_put_list(&out, "changes");
		json_put_end(&out);
		json_put_end(&out);
	} else
		printf("nothing to change: version %u stays\n", live.version);
	if (json)
		putchar('\n');
	return EXIT_GOOD;
}

int menu_night(const struct menu_options *options, const char *day)
{
	struct night night = {.local_s = 0};
	bool changed = false;
	int code = EXIT_TROUBLE;
	enum err err;

	if (day && !read_day(day, &night.local_s))
		return EXIT_WRONG_USE;
	night.store = device_store(options->data, false);
	if (!night.store)
		return EXIT_TROUBLE;
	err = night_work(&night, &changed);
	if (err == ERR_DENIED)
		log_error("menu: it is frozen; nothing was changed: foyer menu --thaw lets it learn again");
	else if (err)
		log_error("menu: the night's work was not done (%s): check the disk of the data folder", err_name(err));
	else
		code = tell_night(&night, changed, options->json);
	learner_close(night.learner);
	free(night.content);
	store_close(night.store);
	return code;
}
