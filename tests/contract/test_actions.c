/* The actions port against the real ledger, run as a program. Faults are the ledger's own, on demand. */
#include "actions_desk.h"

/* --- a program --- */

static void a_program_does_it_and_its_answer_comes_back(void **state)
{
	struct event event;

	(void)state;
	site_program("ledger", "block", 8);
	event = block(17, false, "100042");
	assert_outcome(&event, OUTCOME_DONE);
	assert_string_equal(event.done.reference, "B-1001");
	assert_string_equal(event.done.text, "the card is blocked");
	assert_int_equal(ledger_lines(), 1);
}

static void the_answer_is_in_the_customers_language(void **state)
{
	struct values values = block_inputs("100042");
	struct action_call call = call_of(17, false, &values);
	struct event event;

	(void)state;
	site_program("ledger", "block", 8);
	call.language = 1;
	event = started(&call);
	assert_string_equal(event.done.text, "la carta è bloccata");
}

static void what_the_business_refuses_is_refused_with_its_reason(void **state)
{
	struct event event;

	(void)state;
	site_program("ledger", "block", 8);
	event = block(17, false, "100051");
	assert_outcome(&event, OUTCOME_REFUSED);
	assert_string_equal(event.done.text, "there is no customer with this number");
}

static void the_same_request_twice_is_done_once(void **state)
{
	struct event first;
	struct event second;

	(void)state;
	site_program("ledger", "block", 8);
	first = block(17, false, "100042");
	second = block(17, false, "100042");
	assert_outcome(&second, OUTCOME_DONE);
	assert_string_equal(first.done.reference, second.done.reference);
	assert_int_equal(ledger_lines(), 1);
}

static void a_program_that_hangs_is_unknown_and_then_known_to_be_done(void **state)
{
	struct event event;

	(void)state;
	site_program("ledger", "block", 1);
	setenv("LEDGER_FAULTS", "hang", 1);
	event = block(17, false, "100042");
	assert_outcome(&event, OUTCOME_UNKNOWN);
	event = block(17, true, "100042");
	assert_outcome(&event, OUTCOME_DONE);
	assert_string_equal(event.done.reference, "B-1001");
	assert_int_equal(ledger_lines(), 1);
}

static void an_answer_later_than_the_wait_is_unknown_and_then_known_to_be_done(void **state)
{
	struct event event;

	(void)state;
	site_program("ledger", "block", 1);
	setenv("LEDGER_FAULTS", "late,delay=5000", 1);
	event = block(17, false, "100042");
	assert_outcome(&event, OUTCOME_UNKNOWN);
	event = block(17, true, "100042");
	assert_outcome(&event, OUTCOME_DONE);
}

static void a_program_ended_before_it_did_anything_certainly_did_nothing(void **state)
{
	struct event event;

	(void)state;
	site_program("ledger", "block", 1);
	setenv("LEDGER_FAULTS", "delay=5000", 1);
	event = block(17, false, "100042");
	assert_outcome(&event, OUTCOME_UNKNOWN);
	event = block(17, true, "100042");
	assert_outcome(&event, OUTCOME_FAILED);
}

static void what_never_arrived_certainly_failed_and_never_happens_later(void **state)
{
	struct event event;

	(void)state;
	site_program("ledger", "block", 8);
	event = block(17, true, "100042");
	assert_outcome(&event, OUTCOME_FAILED);
	event = block(17, false, "100042");
	assert_outcome(&event, OUTCOME_FAILED);
}

static void a_business_that_does_not_do_it_failed(void **state)
{
	struct event event;

	(void)state;
	site_program("ledger", "block", 8);
	setenv("LEDGER_FAULTS", "fail", 1);
	event = block(17, false, "100042");
	assert_outcome(&event, OUTCOME_FAILED);
	assert_int_equal(ledger_lines(), 0);
}

static void two_answers_are_one_event(void **state)
{
	struct event event;

	(void)state;
	site_program("ledger", "block", 8);
	setenv("LEDGER_FAULTS", "twice", 1);
	event = block(17, false, "100042");
	assert_outcome(&event, OUTCOME_DONE);
	/* Whatever came second would be here before the answer to a later request. */
	unsetenv("LEDGER_FAULTS");
	event = block(18, false, "100042");
	assert_int_equal(event.request, 18);
	assert_false(inbox_take(desk.inbox, &event));
}

static void a_program_that_is_not_there_failed(void **state)
{
	struct event event;

	(void)state;
	site_program("no-such-program", "block", 8);
	event = block(17, false, "100042");
	assert_outcome(&event, OUTCOME_FAILED);
}

static void asking_a_program_that_is_not_there_tells_nothing(void **state)
{
	struct event event;

	(void)state;
	site_program("no-such-program", "block", 8);
	event = block(17, true, "100042");
	assert_outcome(&event, OUTCOME_UNKNOWN);
}

static void a_name_with_a_folder_in_it_is_not_looked_for(void **state)
{
	struct event event;

	(void)state;
	site_program("../ledger", "block", 8);
	event = block(17, false, "100042");
	assert_outcome(&event, OUTCOME_FAILED);
}

static void a_broken_answer_leaves_the_outcome_unknown(void **state)
{
	static const char *const scripts[] = {"echo '{\"outcome\":'", "echo '{\"outcome\":\"perhaps\"}'", "true",
		"echo '{\"outcome\":\"done\"}'; exit 3", "kill -9 $$", "head -c 100000 /dev/zero"};

	(void)state;
	for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++) {
		struct event event;

		site_script(scripts[i], 8);
		event = block(17 + i, false, "100042");
		assert_outcome(&event, OUTCOME_UNKNOWN);
	}
}

static void an_answer_is_taken_from_a_program_that_does_not_listen(void **state)
{
	struct event event;

	(void)state;
	site_script("exec 0<&-; echo '{\"outcome\":\"done\",\"reference\":\"R\"}'", 8);
	event = block(17, false, "100042");
	assert_outcome(&event, OUTCOME_DONE);
	assert_string_equal(event.done.reference, "R");
}

/* Gone, or a zombie that nobody has buried yet. The kernel carries a SIGKILL out when it gets to it. */
static bool ends(int pid)
{
	char path[64];
	bool gone = false;

	snprintf(path, sizeof(path), "/proc/%d/cmdline", pid);
	for (int i = 0; i < 1000 && !gone; i++) {
		FILE *file = fopen(path, "r");

		gone = !file || fgetc(file) == EOF;
		if (file)
			fclose(file);
		if (!gone)
			poll(NULL, 0, 10);
	}
	return gone;
}

static void what_a_program_began_ends_with_it(void **state)
{
	char path[128];
	struct event event;
	FILE *file;
	int child = 0;

	(void)state;
	snprintf(path, sizeof(path), "%s/child", desk.folder);
	site_script("sleep 600 & echo $! > $(dirname $0)/child; wait", 1);
	event = block(17, false, "100042");
	assert_outcome(&event, OUTCOME_UNKNOWN);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_int_equal(fscanf(file, "%d", &child), 1);
	fclose(file);
	assert_true(ends(child));
}

static void the_request_carries_key_action_language_and_inputs(void **state)
{
	struct values values = {0};
	struct action_call call = call_of(17, false, &values);
	char path[128];
	char text[1024] = "";
	struct json *root;
	FILE *file;

	(void)state;
	values_set(&values, "name", "Anna \"la rossa\" \\ Rossi\n");
	site_script("cat > $(dirname $0)/request; echo $# > $(dirname $0)/words; echo '{\"outcome\":\"done\"}'", 8);
	started(&call);
	snprintf(path, sizeof(path), "%s/request", desk.folder);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_true(fread(text, 1, sizeof(text) - 1, file) > 0);
	fclose(file);
	assert_int_equal(json_parse(text, strlen(text), &root, NULL), ERR_NONE);
	assert_string_equal(json_text(json_member(root, "key")), "front_desk-17");
	assert_string_equal(json_text(json_member(root, "action")), "block_card");
	assert_string_equal(json_text(json_member(root, "language")), "en");
	assert_false(json_flag(json_member(root, "ask")));
	assert_string_equal(
		json_text(json_member(json_member(root, "inputs"), "name")), "Anna \"la rossa\" \\ Rossi\n");
	json_close(root);
	/* Everybody on a machine can read a command line. */
	snprintf(path, sizeof(path), "%s/words", desk.folder);
	file = fopen(path, "r");
	assert_non_null(file);
	assert_int_equal(fgetc(file), '0');
	fclose(file);
}

static void inputs_of_the_greatest_size_arrive_whole(void **state)
{
	struct values values = {0};
	struct action_call call = call_of(17, false, &values);
	char long_value[VALUES_BYTES_MAX];
	struct event event;

	(void)state;
	memset(long_value, 1, sizeof(long_value) - 1);
	long_value[sizeof(long_value) - 1] = '\0';
	values_set(&values, "a", long_value);
	site_script("n=$(wc -c); echo \"{\\\"outcome\\\":\\\"done\\\",\\\"reference\\\":\\\"$n\\\"}\"", 8);
	event = started(&call);
	assert_outcome(&event, OUTCOME_DONE);
	assert_true(atoi(event.done.reference) > 6 * (VALUES_BYTES_MAX - 10));
}

static void a_fact_about_the_customer_proves_the_level_that_was_asked_for(void **state)
{
	struct values values = {0};
	struct action_call call = call_of(17, false, &values);
	struct event event;

	(void)state;
	values_set(&values, "customer_number", "100042");
	site_program("ledger", "look-up", 8);
	call.known = true;
	call.level = LEVEL_RECOGNISED;
	event = started(&call);
	assert_int_equal(event.kind, EVENT_CUSTOMER_KNOWN);
	assert_int_equal(event.known.level, LEVEL_RECOGNISED);
	assert_int_equal(event.known.language, LANGUAGES_MAX);
	assert_string_equal(event.known.name, "Marco Galli");
	assert_int_equal(ledger_lines(), 0);
}

static void a_wrong_birth_date_proves_nothing_and_names_nobody(void **state)
{
	struct values values = {0};
	struct action_call call = call_of(17, false, &values);
	struct event event;

	(void)state;
	values_set(&values, "customer_number", "100042");
	values_set(&values, "birth_date", "1982-06-15");
	site_program("ledger", "verify", 8);
	call.known = true;
	call.level = LEVEL_VERIFIED;
	event = started(&call);
	assert_int_equal(event.known.level, LEVEL_ANONYMOUS);
	assert_string_equal(event.known.name, "");
}

static void a_fact_may_tell_the_customers_language(void **state)
{
	struct values values = {0};
	struct action_call call = call_of(17, false, &values);
	struct event event;

	(void)state;
	site_script("echo '{\"outcome\":\"done\",\"name\":\"Anna\",\"language\":\"it\"}'", 8);
	call.known = true;
	call.level = LEVEL_RECOGNISED;
	event = started(&call);
	assert_int_equal(event.known.language, 1);
}

static void many_requests_at_once_are_each_answered_once(void **state)
{
	enum { COUNT = 24 };
	struct values values = block_inputs("100042");
	unsigned seen[COUNT] = {0};
	struct event event;

	(void)state;
	site_program("ledger", "block", 30);
	for (uint64_t i = 0; i < COUNT; i++) {
		struct action_call call = call_of(i, false, &values);

		assert_int_equal(desk.actions.ops->start(desk.actions.self, &call), ERR_NONE);
	}
	for (unsigned i = 0; i < COUNT; i++) {
		assert_true(wait_event(&event, PATIENCE_MS));
		assert_outcome(&event, OUTCOME_DONE);
		assert_true(event.request < COUNT);
		seen[event.request]++;
	}
	for (unsigned i = 0; i < COUNT; i++)
		assert_int_equal(seen[i], 1);
	assert_int_equal(ledger_lines(), COUNT);
}

static void what_waits_past_its_time_behind_others_certainly_failed(void **state)
{
	enum { COUNT = 12 };
	struct values values = block_inputs("100042");
	unsigned failed = 0;
	struct event event;

	(void)state;
	setenv("LEDGER_FAULTS", "hang", 1);
	site_program("ledger", "block", 1);
	for (uint64_t i = 0; i < COUNT; i++) {
		struct action_call call = call_of(i, false, &values);

		assert_int_equal(desk.actions.ops->start(desk.actions.self, &call), ERR_NONE);
	}
	for (unsigned i = 0; i < COUNT; i++) {
		assert_true(wait_event(&event, PATIENCE_MS));
		failed += event.done.outcome == OUTCOME_FAILED;
	}
	assert_true(failed > 0);
	assert_true(ledger_lines() <= COUNT - failed);
}

static void more_than_can_wait_is_refused_at_the_door(void **state)
{
	struct values values = block_inputs("100042");
	enum err err = ERR_NONE;

	(void)state;
	setenv("LEDGER_FAULTS", "hang", 1);
	site_program("ledger", "block", 30);
	for (uint64_t i = 0; i < 100 && !err; i++) {
		struct action_call call = call_of(i, false, &values);

		err = desk.actions.ops->start(desk.actions.self, &call);
	}
	assert_int_equal(err, ERR_BUSY);
}

static void a_close_ends_what_hangs_at_once(void **state)
{
	struct values values = block_inputs("100042");
	struct action_call call = call_of(17, false, &values);

	(void)state;
	setenv("LEDGER_FAULTS", "hang", 1);
	site_program("ledger", "block", 60);
	assert_int_equal(desk.actions.ops->start(desk.actions.self, &call), ERR_NONE);
	alarm(10);
	desk.actions.ops->close(desk.actions.self);
	alarm(0);
	desk.actions = (struct actions){0};
}

/* --- the training twin --- */

static void training_says_done_and_does_nothing(void **state)
{
	struct event event;

	(void)state;
	site_make(&desk.site, ACTION_TRAINING, 8);
	event = block(17, false, "100042");
	assert_outcome(&event, OUTCOME_DONE);
	assert_string_equal(event.done.reference, "TRAINING");
	assert_int_equal(ledger_lines(), 0);
}

/* --- the ledger's own file --- */

static void a_torn_last_line_of_the_ledger_is_cut_off(void **state)
{
	struct event event;
	FILE *file;

	(void)state;
	site_program("ledger", "block", 8);
	block(17, false, "100042");
	file = fopen(desk.ledger, "a");
	assert_non_null(file);
	fputs("{\"key\":\"front_desk-18\",\"outc", file);
	fclose(file);
	event = block(18, false, "100042");
	assert_outcome(&event, OUTCOME_DONE);
	assert_int_equal(ledger_lines(), 2);
}

static void a_ledger_that_cannot_be_written_does_nothing(void **state)
{
	struct event event;

	(void)state;
	setenv("LEDGER_FILE", "/proc/no/ledger.jsonl", 1);
	site_program("ledger", "block", 8);
	event = block(17, false, "100042");
	assert_true(event.done.outcome == OUTCOME_FAILED || event.done.outcome == OUTCOME_UNKNOWN);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_program_does_it_and_its_answer_comes_back),
		TEST(the_answer_is_in_the_customers_language),
		TEST(what_the_business_refuses_is_refused_with_its_reason),
		TEST(the_same_request_twice_is_done_once),
		TEST(a_program_that_hangs_is_unknown_and_then_known_to_be_done),
		TEST(an_answer_later_than_the_wait_is_unknown_and_then_known_to_be_done),
		TEST(a_program_ended_before_it_did_anything_certainly_did_nothing),
		TEST(what_never_arrived_certainly_failed_and_never_happens_later),
		TEST(a_business_that_does_not_do_it_failed),
		TEST(two_answers_are_one_event),
		TEST(a_program_that_is_not_there_failed),
		TEST(asking_a_program_that_is_not_there_tells_nothing),
		TEST(a_name_with_a_folder_in_it_is_not_looked_for),
		TEST(a_broken_answer_leaves_the_outcome_unknown),
		TEST(an_answer_is_taken_from_a_program_that_does_not_listen),
		TEST(what_a_program_began_ends_with_it),
		TEST(the_request_carries_key_action_language_and_inputs),
		TEST(inputs_of_the_greatest_size_arrive_whole),
		TEST(a_fact_about_the_customer_proves_the_level_that_was_asked_for),
		TEST(a_wrong_birth_date_proves_nothing_and_names_nobody),
		TEST(a_fact_may_tell_the_customers_language),
		TEST(many_requests_at_once_are_each_answered_once),
		TEST(what_waits_past_its_time_behind_others_certainly_failed),
		TEST(more_than_can_wait_is_refused_at_the_door),
		TEST(a_close_ends_what_hangs_at_once),
		TEST(training_says_done_and_does_nothing),
		TEST(a_torn_last_line_of_the_ledger_is_cut_off),
		TEST(a_ledger_that_cannot_be_written_does_nothing),
	};

	return cmocka_run_group_tests(tests, find_ledger, NULL);
}
