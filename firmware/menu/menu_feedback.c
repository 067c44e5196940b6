#include "command/options.h"
#include "device.h"
#include "json_write.h"
#include "log.h"
#include "menu/menu_command.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const char *note_words(uint8_t what)
{
	return what == NOTE_WENT_WRONG ? "went_wrong" : "survey_why";
}

/* Local already: no time zone is applied. */
static void hour_words(int64_t local_s, char *out, size_t out_bytes)
{
	struct tm day;
	time_t seconds = (time_t)local_s;

	out[0] = '\0';
	if (local_s > 0 && gmtime_r(&seconds, &day))
		strftime(out, out_bytes, "%Y-%m-%d %H:00", &day);
}

static void print_note(void *self, const struct store_note *note)
{
	struct json_out *json = self;
	char hour[24];

	hour_words(note->local_s, hour, sizeof(hour));
	if (!json) {
		printf("%-16s  %-10s  ", hour, note_words(note->what));
		if (note->score == NOTE_NO_SCORE)
			printf(" -");
		else
			printf("%2u", note->score);
		printf("  %s  %s\n", note->topic[0] ? note->topic : "-", note->words);
		return;
	}
	json_put_map(json, NULL);
	json_put_text(json, "hour", hour[0] ? hour : NULL);
	json_put_text(json, "what", note_words(note->what));
	if (note->score != NOTE_NO_SCORE)
		json_put_whole(json, "score", note->score);
	json_put_text(json, "topic", note->topic[0] ? note->topic : NULL);
	json_put_text(json, "words", note->words);
	json_put_end(json);
}

int menu_feedback(const struct menu_options *options)
{
	struct store *store = device_store(options->data, true);
	bool json = options->json;
	struct json_out out;
	enum err err;

	if (!store)
		return EXIT_TROUBLE;
	json_to_file(&out, stdout);
	if (json) {
		json_put_map(&out, NULL);
		json_put_list(&out, "feedback");
	}
	err = store_feedback(store, print_note, json ? &out : NULL);
	if (json) {
		json_put_end(&out);
		json_put_end(&out);
		putchar('\n');
	}
	store_close(store);
	if (err)
		log_error("the feedback cannot be read: %s", err_name(err));
	return err ? EXIT_TROUBLE : EXIT_GOOD;
}
