/* The real program, as a script uses it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "run_help.h"

#include "lock.h"
#include "store/store.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { COMMAND_BYTES_MAX = 2048 };

/* Runs `foyer ARGUMENTS` with `input` on stdin; @ in the arguments is the test's folder. */
static void foyer(struct run *run, const char *arguments, const char *input)
{
	char command[COMMAND_BYTES_MAX];
	char path[600];
	size_t used;
	FILE *file;

	snprintf(path, sizeof(path), "%s/in", run->folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(input, file);
	fclose(file);
	used = (size_t)snprintf(
		command, sizeof(command), "LC_ALL=C XDG_STATE_HOME=%s/state %s/foyer ", run->folder, FOYER_BUILD_DIR);
	for (const char *p = arguments; *p; p++)
		used += (size_t)(*p == '@' ? snprintf(command + used, sizeof(command) - used, "%s", run->folder)
					   : snprintf(command + used, sizeof(command) - used, "%c", *p));
	snprintf(command + used, sizeof(command) - used, " <%s/in", run->folder);
	run_line(run, command);
}

static void a_lost_card_leads_to_its_form(void **state)
{
	struct run *run = *state;

	foyer(run, "chat --data @/data", "i lost my card\n");
	assert_int_equal(run->code, 0);
	assert_non_null(strstr(run->out, "Block a lost or stolen card"));
	assert_string_equal(run->err, "");
	foyer(run, "chat --data @/other --json", "i lost my card\n");
	assert_non_null(strstr(run->out, "\"screen\":\"slot\",\"topic\":\"form:lost_card\",\"slot\":\"name\""));
}

static void nonsense_twice_reaches_a_person(void **state)
{
	struct run *run = *state;

	foyer(run, "chat --data @/data --json", "blarg fnord\nxyzzy plugh\n");
	assert_int_equal(run->code, 0);
	assert_non_null(strstr(run->out, "\"prompt\":\"trouble_person\""));
	/* by day somebody comes; by night they are told when */
	assert_true(strstr(run->out, "\"prompt\":\"handover_reason\"") ||
		    strstr(run->out, "\"prompt\":\"handover_closed\""));
}

static void the_end_of_the_input_hangs_up(void **state)
{
	struct run *run = *state;

	foyer(run, "chat --data @/data", "");
	assert_int_equal(run->code, 0);
	foyer(run, "replay --list --data @/data", "");
	assert_int_equal(lines(run->out), 1);
	foyer(run, "replay 1 --data @/data", "");
	assert_int_equal(run->code, 0);
	assert_non_null(strstr(run->out, "hung_up"));
	assert_non_null(strstr(run->out, "-> ended"));
}

static void each_thing_said_is_one_line(void **state)
{
	struct run *run = *state;

	foyer(run, "chat --data @/data", "help\ngoodbye\n");
	for (char *line = strtok(run->out, "\n"); line; line = strtok(NULL, "\n"))
		assert_true(strncmp(line, "foyer: ", 7) == 0 || (line[0] == ' ' && line[2] == ' ' && line[3] == ' '));
}

static void a_script_gets_one_json_object_a_line(void **state)
{
	struct run *run = *state;

	foyer(run, "chat --data @/data --json", "goodbye\n");
	assert_int_equal(run->code, 0);
	for (char *line = strtok(run->out, "\n"); line; line = strtok(NULL, "\n")) {
		assert_int_equal(line[0], '{');
		assert_int_equal(line[strlen(line) - 1], '}');
	}
}

static void a_card_number_is_never_shown_nor_kept(void **state)
{
	struct run *run = *state;
	char command[1200];

	foyer(run, "chat --data @/data --trace @/trace", "my card is 4111 1111 1111 1111\ngoodbye\n");
	assert_int_equal(run->code, 0);
	assert_null(strstr(run->out, "4111"));
	snprintf(command, sizeof(command), "grep -rq '4111 1111' '%s/data' '%s/trace'", run->folder, run->folder);
	assert_int_not_equal(system(command), 0);
}

static void binary_garbage_is_only_a_misunderstanding(void **state)
{
	struct run *run = *state;

	foyer(run, "chat --data @/data", "\xff\xfe\x01\x02\x80garbage\xc0\n\xf5\xf5\n");
	assert_int_equal(run->code, 0);
}

static void a_line_without_end_is_cut_not_stored_whole(void **state)
{
	struct run *run = *state;
	char *endless = malloc(1 << 20);

	assert_non_null(endless);
	memset(endless, 'a', (1 << 20) - 1);
	endless[(1 << 20) - 1] = '\0';
	foyer(run, "chat --data @/data", endless);
	assert_int_equal(run->code, 0);
	free(endless);
}

static void a_data_folder_that_cannot_be_written_is_named(void **state)
{
	struct run *run = *state;
	char path[600];
	FILE *file;

	/* A file where the folder should be: also root cannot write into it. */
	snprintf(path, sizeof(path), "%s/data", run->folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fclose(file);
	foyer(run, "chat --data @/data", "hello\n");
	assert_int_equal(run->code, 1);
	assert_int_equal(lines(run->err), 1);
	assert_non_null(strstr(run->err, path));
	assert_non_null(strstr(run->err, "--data"));
}

static void a_damaged_database_is_set_aside_and_named(void **state)
{
	struct run *run = *state;
	char path[600];
	FILE *file;

	foyer(run, "chat --data @/data", "goodbye\n");
	snprintf(path, sizeof(path), "%s/data/foyer.db", run->folder);
	file = fopen(path, "w");
	assert_non_null(file);
	for (int i = 0; i < 5000; i++)
		fputs("this is no database ", file);
	fclose(file);
	foyer(run, "chat --data @/data", "goodbye\n");
	assert_int_equal(run->code, 0);
	assert_non_null(strstr(run->err, "damaged"));
}

static void a_missing_site_is_named(void **state)
{
	struct run *run = *state;

	foyer(run, "chat --data @/data --content @/nowhere", "hello\n");
	assert_int_equal(run->code, 1);
	assert_non_null(strstr(run->err, "/nowhere"));
	foyer(run, "check @/nowhere", "");
	assert_int_equal(run->code, 1);
	assert_non_null(strstr(run->err, "/nowhere"));
}

static void a_board_that_does_not_exist_is_named(void **state)
{
	struct run *run = *state;

	foyer(run, "chat --data @/data --board moon", "hello\n");
	assert_int_equal(run->code, 1);
	assert_non_null(strstr(run->err, "moon"));
}

static void a_broken_board_is_named_with_its_line(void **state)
{
	struct run *run = *state;
	char path[600];
	FILE *file;

	snprintf(path, sizeof(path), "%s/b.board", run->folder);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("# mine\nscreen_width_px = wide\n", file);
	fclose(file);
	foyer(run, "chat --data @/data --board @/b.board", "hello\n");
	assert_int_equal(run->code, 1);
	assert_non_null(strstr(run->err, "b.board:2: screen_width_px"));
}

static void copy_site(const struct run *run, const char *sed)
{
	char command[1024];

	snprintf(command, sizeof(command), "cp -r '%s/assets/content' '%s/site' && sed -i '%s' '%s/site/menu.yaml'",
		FOYER_SOURCE_DIR, run->folder, sed, run->folder);
	assert_int_equal(system(command), 0);
}

static void a_broken_site_is_named_with_file_and_line(void **state)
{
	struct run *run = *state;

	copy_site(run, "0,/icon: [a-z]*/s//icon: rocket/");
	foyer(run, "check @/site", "");
	assert_int_equal(run->code, 1);
	assert_non_null(strstr(run->err, "menu.yaml:"));
	assert_non_null(strstr(run->err, "rocket"));
	foyer(run, "content apply @/site --data @/data", "");
	assert_int_equal(run->code, 1);
}

static void applied_content_is_live_until_it_is_undone(void **state)
{
	struct run *run = *state;

	copy_site(run, "0,/{en: \"Cards\"/s//{en: \"Plastic\"/");
	foyer(run, "content apply " FOYER_SOURCE_DIR "/assets/content --data @/data", "");
	assert_int_equal(run->code, 0);
	foyer(run, "content apply @/site --data @/data", "");
	assert_int_equal(run->code, 0);
	foyer(run, "chat --data @/data", "");
	assert_non_null(strstr(run->out, " 1  Plastic"));
	foyer(run, "content --undo --data @/data", "");
	assert_int_equal(run->code, 0);
	foyer(run, "chat --data @/data", "");
	assert_non_null(strstr(run->out, " 1  Cards"));
}

static void a_replay_has_the_same_effects_before_and_after_the_wipe(void **state)
{
	struct run *run = *state;

	foyer(run, "chat --data @/data", "i lost my card\nAnna Rossi\n100007\n");
	foyer(run, "replay 1 --data @/data --json", "");
	assert_int_equal(run->code, 0);
	assert_non_null(strstr(run->out, "\"different\":0"));
	assert_null(strstr(run->out, "\"whole\":0"));
	foyer(run, "chat --data @/data", "book an appointment\nloans\ngoodbye\n");
	foyer(run, "replay 2 --data @/data --json", "");
	assert_int_equal(run->code, 0);
	assert_non_null(strstr(run->out, "\"whole\":0,\"different\":0"));
}

static void a_question_matches_its_topic(void **state)
{
	struct run *run = *state;

	foyer(run, "match 'i lost my card' --json", "");
	assert_int_equal(run->code, 0);
	assert_non_null(strstr(run->out, "{\"verdict\":\"sure\",\"topics\":[{\"id\":\"form:lost_card\""));
}

static void what_was_chosen_is_counted(void **state)
{
	struct run *run = *state;

	foyer(run, "chat --data @/data", "i lost my card\n");
	foyer(run, "menu --counts --data @/data", "");
	assert_int_equal(run->code, 0);
	assert_non_null(strstr(run->out, "form:lost_card  chosen 1"));
}

static void wrong_use_exits_with_two(void **state)
{
	static const char *const wrong[] = {"", "dance", "chat --loud", "match", "replay", "replay x", "content",
		"check", "menu a b", "chat --data"};
	struct run *run = *state;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		foyer(run, wrong[i], "");
		assert_int_equal(run->code, 2);
		assert_string_not_equal(run->err, "");
	}
}

static void every_command_explains_itself(void **state)
{
	static const char *const commands[] = {"run", "chat", "match", "check", "menu", "replay", "content"};
	struct run *run = *state;
	char arguments[32];

	foyer(run, "--help", "");
	assert_int_equal(run->code, 0);
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		assert_non_null(strstr(run->out, commands[i]));
	}
	for (size_t i = 0; i < sizeof(commands) / sizeof(commands[0]); i++) {
		snprintf(arguments, sizeof(arguments), "%s --help", commands[i]);
		foyer(run, arguments, "");
		assert_int_equal(run->code, 0);
		assert_true(strncmp(run->out, "use: foyer ", 11) == 0);
	}
}

static void one_folder_serves_one_device_at_a_time(void **state)
{
	struct run *run = *state;
	char folder[600];
	char why[512];
	char mine[32];
	int fd;

	foyer(run, "chat --data @/data", "");
	assert_int_equal(run->code, 0);
	snprintf(folder, sizeof(folder), "%s/data", run->folder);
	snprintf(mine, sizeof(mine), "process %ld", (long)getpid());
	assert_int_equal(lock_take(&fd, folder, why, sizeof(why)), ERR_NONE);
	foyer(run, "chat --data @/data", "");
	assert_int_equal(run->code, 1);
	assert_int_equal(lines(run->err), 1);
	assert_non_null(strstr(run->err, mine));
	assert_non_null(strstr(run->err, "--data"));
	assert_string_equal(run->out, "");
	foyer(run, "replay --list --data @/data", "");
	assert_int_equal(run->code, 0);
	foyer(run, "menu --counts --data @/data", "");
	assert_int_equal(run->code, 0);
	foyer(run, "match \"lost card\" --data @/data", "");
	assert_int_equal(run->code, 0);
	foyer(run, "content apply " FOYER_SOURCE_DIR "/assets/content --data @/data", "");
	assert_int_equal(run->code, 0);
	lock_give_back(fd);
	foyer(run, "chat --data @/data", "");
	assert_int_equal(run->code, 0);
}

static void after_starting_again_the_next_line_is_the_new_conversations(void **state)
{
	struct run *run = *state;
	const char *again;

	foyer(run, "chat --data @/data --json", "i lost my card\nAnna Rossi\nstart over\nyes\ni lost my card\n");
	assert_int_equal(run->code, 0);
	again = strstr(run->out, "{\"kind\":\"close\",\"again\":true}");
	assert_non_null(again);
	assert_non_null(strstr(again, "\"slot\":\"name\""));
	foyer(run, "replay --list --data @/data", "");
	assert_int_equal(lines(run->out), 2);
}

static void put_feedback(const struct run *run)
{
	static const uint8_t content[IMAGE_HASH_BYTES];
	static struct record event = {.skeleton_bytes = 1}, effects = {.skeleton_bytes = 1};
	struct store_note note = {
		.what = NOTE_SURVEY_WHY, .score = 3, .topic = "form:lost_card", .words = "too many questions"};
	struct store_step step = {.session = 99, .local_s = 1795428000, .event = &event, .effects = &effects};
	struct store_options options = {.synchronous = true};
	struct store *store;
	char folder[600];
	char why[512];

	snprintf(folder, sizeof(folder), "%s/data", run->folder);
	options.folder = folder;
	assert_int_equal(store_open(&store, &options, why, sizeof(why)), ERR_NONE);
	step.state = "survey";
	step.content = content;
	step.notes = &note;
	step.notes_count = 1;
	assert_int_not_equal(store_append(store, &step), 0);
	store_close(store);
}

static void what_customers_wrote_about_it_is_kept_for_the_manager(void **state)
{
	struct run *run = *state;

	foyer(run, "chat --data @/data", "");
	foyer(run, "menu --feedback --data @/data", "");
	assert_int_equal(run->code, 0);
	assert_string_equal(run->out, "");
	put_feedback(run);
	foyer(run, "menu --feedback --data @/data", "");
	assert_string_equal(run->out, "2026-11-23 10:00  survey_why   3  form:lost_card  too many questions\n");
	foyer(run, "menu --feedback --json --data @/data", "");
	assert_string_equal(run->out,
		"{\"feedback\":[{\"hour\":\"2026-11-23 10:00\",\"what\":\"survey_why\",\"score\":3,"
		"\"topic\":\"form:lost_card\",\"words\":\"too many questions\"}]}\n");
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(a_lost_card_leads_to_its_form),
		TEST(nonsense_twice_reaches_a_person),
		TEST(the_end_of_the_input_hangs_up),
		TEST(each_thing_said_is_one_line),
		TEST(a_script_gets_one_json_object_a_line),
		TEST(a_card_number_is_never_shown_nor_kept),
		TEST(binary_garbage_is_only_a_misunderstanding),
		TEST(a_line_without_end_is_cut_not_stored_whole),
		TEST(a_data_folder_that_cannot_be_written_is_named),
		TEST(a_damaged_database_is_set_aside_and_named),
		TEST(a_missing_site_is_named),
		TEST(a_board_that_does_not_exist_is_named),
		TEST(a_broken_board_is_named_with_its_line),
		TEST(a_broken_site_is_named_with_file_and_line),
		TEST(applied_content_is_live_until_it_is_undone),
		TEST(a_replay_has_the_same_effects_before_and_after_the_wipe),
		TEST(a_question_matches_its_topic),
		TEST(what_was_chosen_is_counted),
		TEST(one_folder_serves_one_device_at_a_time),
		TEST(after_starting_again_the_next_line_is_the_new_conversations),
		TEST(what_customers_wrote_about_it_is_kept_for_the_manager),
		TEST(wrong_use_exits_with_two),
		TEST(every_command_explains_itself),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
