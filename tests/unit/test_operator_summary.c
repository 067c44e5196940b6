/* What a person hears who is rung: all that matters, in ten seconds, and nothing that was keyed. */
#include "line/operator_summary.h"

#include "content/say.h"
#include "site/content_load.h"
#include "speech/speak.h"

#include "adapter/voice_espeak.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum {
	PATH_MAX_BYTES = 256,
	LONGEST_MS = 10000,
	MEASURED = 4, /* the longest cards of a site */
	TRIED_MAX = 6
};

static const char *const sites[] = {"content", "phone-shop"};
static struct content *c;
static const char *language;
static struct voice voice;

/* --- a site, with that language first --- */

static void open_site(const char *site, bool italian)
{
	static struct problems problems;
	char folder[] = "summary.XXXXXX";
	char command[4 * PATH_MAX_BYTES];
	void *image = NULL;

	assert_non_null(mkdtemp(folder));
	snprintf(command, sizeof(command),
		"cp -r %s/assets/%s %s/site && sed -i 's/languages: .en, it./languages: %s/' %s/site/site.yaml",
		FOYER_SOURCE_DIR, site, folder, italian ? "[it, en]" : "[en, it]", folder);
	assert_int_equal(system(command), 0);
	snprintf(command, sizeof(command), "%s/site", folder);
	assert_int_equal(content_load(command, &image, &problems), ERR_NONE);
	snprintf(command, sizeof(command), "rm -r %s", folder);
	assert_int_equal(system(command), 0);
	c = image;
	language = content_string(c, c->site.language[0]);
	assert_string_equal(language, italian ? "it" : "en");
}

static const char *title(uint16_t topic)
{
	return content_text(c, content_topic(c, topic)->title, 0, 0);
}

/* --- cards --- */

struct facts {
	uint16_t topic;
	uint16_t team;
	const char *name;
	unsigned tried;
	const char *mood;
};

static void fill(struct agent_card *card, const struct facts *facts)
{
	size_t used;

	memset(card, 0, sizeof(*card));
	snprintf(card->team, sizeof(card->team), "%s", content_string(c, content_team(c, facts->team)->id));
	used = (size_t)snprintf(card->summary, sizeof(card->summary),
		"Topic: %s\nCard number: 4539148803436467\nTried: ", title(facts->topic));
	for (unsigned i = 0; i < facts->tried; i++)
		used += (size_t)snprintf(card->summary + used, sizeof(card->summary) - used, "%s%s", i ? ", " : "",
			title((uint16_t)((facts->topic + i + 1) % c->topics.count)));
	snprintf(card->summary + used, sizeof(card->summary) - used,
		"\nCustomer: %s\nLast words: my code is 1234\nLanguage: English\nMood: %s\nIdentity: verified\n",
		facts->name, facts->mood);
}

static size_t bytes_of(const struct operator_summary *summary)
{
	size_t bytes = 0;

	for (unsigned i = 0; i < summary->count; i++)
		bytes += strlen(summary->sentence[i].text);
	return bytes;
}

static unsigned spoken_ms(const struct operator_summary *summary)
{
	size_t count = 0;

	for (unsigned i = 0; i < summary->count; i++) {
		struct speech speech;

		assert_int_equal(
			voice.ops->speak(voice.self, language, SPEAK_RATE_PCT, summary->sentence[i].text, &speech),
			ERR_NONE);
		count += speech.count;
	}
	return (unsigned)(count * 1000 / AUDIO_RATE_HZ);
}

static void says_all(const struct operator_summary *summary, char *out, size_t out_bytes)
{
	size_t used = 0;

	out[0] = '\0';
	for (unsigned i = 0; i < summary->count; i++)
		used += (size_t)snprintf(out + used, out_bytes - used, "%s ", summary->sentence[i].text);
}

/* --- tests --- */

struct measured {
	size_t bytes;
	struct operator_summary summary;
};

static void keep_longest(struct measured *longest, const struct operator_summary *summary)
{
	size_t bytes = bytes_of(summary);

	for (unsigned i = 0; i < MEASURED; i++)
		if (bytes > longest[i].bytes) {
			longest[i] = (struct measured){bytes, *summary};
			return;
		}
}

/* Every topic with every team, a long name, much that was tried, or nothing of all that. */
static void all_cards(struct measured *longest)
{
	static const char *const names[] = {"", "Anna Rossi", "Massimiliano Bartolomei della Gherardesca"};
	struct agent_card card;
	struct operator_summary summary;

	for (uint16_t topic = 0; topic < c->topics.count; topic++)
		for (uint16_t team = 0; team < c->teams.count; team++)
			for (unsigned kind = 0; kind < 6; kind++) {
				fill(&card, &(struct facts){topic, team, names[kind % 3], kind / 3 * TRIED_MAX,
						    kind % 2 ? "upset" : "calm"});
				operator_summary(&summary, c, &card, kind % 2 == 0);
				keep_longest(longest, &summary);
			}
}

static void everything_is_said_in_ten_seconds(void **state)
{
	char text[2048];

	(void)state;
	for (unsigned i = 0; i < 4; i++) {
		struct measured longest[MEASURED] = {0};
		unsigned most_ms = 0;

		open_site(sites[i / 2], i % 2);
		all_cards(longest);
		for (unsigned k = 0; k < MEASURED; k++) {
			unsigned ms = spoken_ms(&longest[k].summary);

			most_ms = ms > most_ms ? ms : most_ms;
			says_all(&longest[k].summary, text, sizeof(text));
			if (ms > LONGEST_MS)
				fail_msg("%s, %s: %u ms: %s", sites[i / 2], language, ms, text);
		}
		print_message("%s, %s: at most %u ms\n", sites[i / 2], language, most_ms);
		free(c);
	}
}

static void who_what_tried_and_mood_are_said_in_this_order(void **state)
{
	struct operator_summary summary;
	struct agent_card card;
	char text[2048];
	const char *at = text;

	(void)state;
	open_site("content", false);
	fill(&card, &(struct facts){0, 0, "Anna Rossi", 1, "upset"});
	operator_summary(&summary, c, &card, false);
	says_all(&summary, text, sizeof(text));
	print_message("%s\n", text);
	for (unsigned i = 0; i < 5; i++) {
		const char *const parts[] = {"Anna Rossi", title(0), title(1), "Be patient", "1 to accept"};

		at = strstr(at, parts[i]);
		assert_non_null(at);
	}
	assert_null(strstr(text, "4539"));
	assert_null(strstr(text, "1234"));
	free(c);
}

static void what_was_tried_last_is_kept_when_not_all_fits(void **state)
{
	struct operator_summary summary;
	struct agent_card card;
	char text[2048];

	(void)state;
	open_site("content", false);
	fill(&card, &(struct facts){0, 0, "Anna Rossi", TRIED_MAX, "calm"});
	operator_summary(&summary, c, &card, false);
	says_all(&summary, text, sizeof(text));
	print_message("%s\n", text);
	assert_non_null(strstr(text, title(TRIED_MAX)));
	assert_null(strstr(text, title(1)));
	free(c);
}

static int begin(void **state)
{
	(void)state;
	return voice_espeak_open(&voice) ? -1 : 0;
}

static int end(void **state)
{
	(void)state;
	voice.ops->close(voice.self);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everything_is_said_in_ten_seconds),
		cmocka_unit_test(who_what_tried_and_mood_are_said_in_this_order),
		cmocka_unit_test(what_was_tried_last_is_kept_when_not_all_fits),
	};

	return cmocka_run_group_tests_name("operator_summary", tests, begin, end);
}
