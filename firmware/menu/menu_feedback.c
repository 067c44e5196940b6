#include "command/options.h"
#include "device.h"
#include "json_write.h"
#include "log.h"
#include "menu/menu_command.h"
#include "moment.h"

#include <stdio.h>

static const char *note_words(uint8_t what)
{
	return what == NOTE_WENT_WRONG ? "went_wrong" : "survey_why";
}

static void print_note(void *self, const struct store_note *note)
{
	struct json_out *json = self;
	char hour[24];
	bool known = moment_words(note->local_s, "%Y-%m-%d %H:00", hour, sizeof(hour));

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
	json_put_text(json, "hour", known ? hour : NULL);
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
