/* What can be recorded of a site, and recordings that are no good. */
#include "adapter/audio_file.h"
#include "check/recordings.h"
#include "line/fixed_texts.h"
#include "line/prompts.h"
#include "paths.h"
#include "port/audio.h"
#include "site/content_load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

enum { SAMPLES = AUDIO_RATE_HZ / 2 };

static struct content *bank;
static struct problems problems;
static char site[] = "recordings.XXXXXX";
static char folder[PATH_BYTES_MAX];
static char first_words[256];

static int open_bank(void **state)
{
	void *image = NULL;

	(void)state;
	if (content_load(FOYER_SOURCE_DIR "/assets/content", &image, &problems))
		return -1;
	bank = image;
	return 0;
}

static int close_bank(void **state)
{
	(void)state;
	free(bank);
	return 0;
}

static int begin(void **state)
{
	(void)state;
	strcpy(site, "recordings.XXXXXX");
	memset(&problems, 0, sizeof(problems));
	if (!mkdtemp(site))
		return -1;
	snprintf(folder, sizeof(folder), "%s/voice", site);
	return mkdir(folder, 0700);
}

static int end(void **state)
{
	char command[PATH_BYTES_MAX + 16];

	(void)state;
	snprintf(command, sizeof(command), "rm -r %s", site);
	return system(command);
}

static void keep_first(void *self, const char *language, const char *text)
{
	(void)self;
	assert_null(strchr(text, '{'));
	assert_true(text[0]);
	if (!first_words[0] && strcmp(language, "it") == 0)
		snprintf(first_words, sizeof(first_words), "%s", text);
}

static void record(const char *text, int level, char path[PATH_BYTES_MAX])
{
	static int16_t samples[SAMPLES];
	struct audio_why why;
	struct audio audio;

	for (int i = 0; i < SAMPLES; i++)
		samples[i] = (int16_t)(i / 20 % 2 ? level : -level);
	assert_true(prompts_recording(folder, "it", text, path, PATH_BYTES_MAX));
	assert_int_equal(audio_file_open(&audio, NULL, path, &why), ERR_NONE);
	assert_int_equal(audio.ops->play(audio.self, samples, SAMPLES), ERR_NONE);
	audio.ops->close(audio.self);
}

static void what_is_the_same_for_everybody_can_be_recorded(void **state)
{
	(void)state;
	first_words[0] = '\0';
	fixed_texts_line(bank, keep_first, NULL);
	assert_true(first_words[0]);
	fixed_texts_all(bank, keep_first, NULL);
}

static void a_good_recording_is_none_to_speak_of(void **state)
{
	char path[PATH_BYTES_MAX];

	(void)state;
	record(first_words, 8000, path);
	recordings_check(site, bank, &problems);
	assert_int_equal(problems.count, 0);
}

static void without_a_folder_there_is_no_problem(void **state)
{
	(void)state;
	assert_int_equal(rmdir(folder), 0);
	recordings_check(site, bank, &problems);
	assert_int_equal(problems.count, 0);
}

static void what_cannot_be_played_is_named(void **state)
{
	char path[PATH_BYTES_MAX];

	(void)state;
	record(first_words, 8000, path);
	assert_int_equal(truncate(path, 20), 0);
	recordings_check(site, bank, &problems);
	assert_int_equal(problems.count, 1);
	assert_ptr_equal(strstr(problems.list[0].text, "voice/it-"), problems.list[0].text);
	assert_non_null(strstr(problems.list[0].text, "until then the voice speaks"));
}

static void a_silent_one_is_named(void **state)
{
	char path[PATH_BYTES_MAX];

	(void)state;
	record(first_words, 20, path);
	recordings_check(site, bank, &problems);
	assert_int_equal(problems.count, 1);
	assert_non_null(strstr(problems.list[0].text, "silent"));
}

static void one_of_a_text_that_was_changed_is_named(void **state)
{
	char path[PATH_BYTES_MAX];

	(void)state;
	record("Queste parole non ci sono più.", 8000, path);
	recordings_check(site, bank, &problems);
	assert_int_equal(problems.count, 1);
	assert_non_null(strstr(problems.list[0].text, "no text of the site belongs to it"));
}

static void the_list_says_which_are_there(void **state)
{
	char path[PATH_BYTES_MAX];
	char *text = NULL;
	size_t bytes;
	FILE *out = open_memstream(&text, &bytes);
	char line[PATH_BYTES_MAX + sizeof(first_words)];

	(void)state;
	assert_non_null(out);
	record(first_words, 8000, path);
	recordings_list(site, bank, out);
	assert_int_equal(fclose(out), 0);
	snprintf(line, sizeof(line), "%s\t+\t%s\n", strrchr(path, '/') + 1, first_words);
	assert_non_null(strstr(text, line));
	assert_non_null(strstr(text, "\t-\t"));
	free(text);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(what_is_the_same_for_everybody_can_be_recorded),
		TEST(a_good_recording_is_none_to_speak_of),
		TEST(without_a_folder_there_is_no_problem),
		TEST(what_cannot_be_played_is_named),
		TEST(a_silent_one_is_named),
		TEST(one_of_a_text_that_was_changed_is_named),
		TEST(the_list_says_which_are_there),
	};

	return cmocka_run_group_tests_name("recordings", tests, open_bank, close_bank);
}
