/* Whoever hangs up, and whenever: no call goes on, nothing that was begun is left open, and the next caller is served.
 */
#include "operators_help.h"

enum stage {
	RINGS,   /* the person's telephone */
	WAITS,   /* both telephones ring for others */
	HEARS,   /* the person hears what it is about */
	JOINS,   /* the person's 1 has not been seen yet */
	JOINED,  /* just now */
	TALKED,  /* for a minute */
	P_RINGS, /* the same for somebody who was promised a call */
	P_HEARS,
	P_DIALS, /* the customer's telephone rings */
	P_ASKED, /* whether it is them */
	P_JOINS, /* their 1 has not been seen yet */
	P_JOINED
};

enum leaver { CUSTOMER, PERSON, CUSTOMER_AND_PERSON, PERSON_AND_CUSTOMER, NO_SOUND, DEVICE, LEAVERS };

enum { CALL_NUMBERS = LINES_MAX + 1, LONG_MS = 2 * MINUTE_MS };

static const char *const stage_names[] = {"rings", "waits", "hears", "joins", "joined", "talked", "promised, rings",
	"promised, hears", "promised, dials", "promised, asked", "promised, joins", "promised, joined"};
static const char *const leaver_names[] = {
	"customer", "person", "customer and person", "person and customer", "no sound", "device"};

struct scene {
	uint32_t customer; /* 0: not on the line */
	uint32_t person;
	bool gone[CALL_NUMBERS];
};

/* --- up to there --- */

static void two_others_ring(void)
{
	asks_for_a_person(2);
	is_at_the_menu(3);
	keys(3, "0");
	assert_int_equal(o.count, 2);
}

static void goes_live(struct scene *scene, enum stage stage)
{
	scene->customer = 1;
	if (stage == WAITS) {
		two_others_ring();
		is_at_the_menu(1);
		keys(1, "0");
		assert_int_equal(o.count, 2);
		return;
	}
	scene->person = WARM_1;
	asks_for_a_person(1);
	if (stage >= HEARS)
		picks_up(WARM_1);
	if (stage == JOINS)
		keys_at_once(WARM_1, "1");
	if (stage > JOINS)
		keys(WARM_1, "1");
	if (stage == TALKED)
		passes(MINUTE_MS);
}

static void goes_promised(struct scene *scene, enum stage stage)
{
	wants_a_callback(1);
	scene->gone[1] = scene->gone[WARM_1] = scene->gone[WARM_2] = true;
	passes(PROMISE_FIRST_MS + 2000);
	scene->person = dialled_call();
	if (stage == P_RINGS)
		return;
	picks_up(scene->person);
	if (stage == P_HEARS)
		return;
	keys(scene->person, "1");
	scene->customer = dialled_call();
	assert_string_equal(dialled(), "3331234567");
	if (stage >= P_ASKED)
		picks_up(scene->customer);
	if (stage == P_JOINS)
		keys_at_once(scene->customer, "1");
	if (stage == P_JOINED)
		keys(scene->customer, "1");
}

/* --- somebody leaves --- */

static void goes(struct scene *scene, uint32_t call)
{
	if (call)
		happens((struct line_event){.what = LINE_ENDED, .call = call});
	scene->gone[call] = true;
}

static void leaves(struct scene *scene, enum leaver who)
{
	if (who == CUSTOMER || who == CUSTOMER_AND_PERSON)
		goes(scene, scene->customer);
	if (who != CUSTOMER && who < NO_SOUND)
		goes(scene, scene->person);
	if (who == PERSON_AND_CUSTOMER)
		goes(scene, scene->customer);
	if (who == NO_SOUND)
		happens((struct line_event){.what = LINE_PARTED, .call = scene->customer});
	turn();
}

static void device_stops(struct scene *scene)
{
	x.last = x.first;
	close_device();
	open_device(warm, 2);
	memset(scene->gone, true, sizeof(scene->gone));
}

/* --- what is left --- */

static void is_served_still(const struct scene *scene)
{
	assert_false(x.call[scene->customer].ended);
	assert_false(o.joined[scene->customer]);
	forget_heard(scene->customer);
	keys(scene->customer, "9");
	assert_true(strlen(x.call[scene->customer].heard) > 0);
}

/* Callers of this device are asked on and hang up some time; the people have their own telephones to look after. */
static void all_callers_go(struct scene *scene)
{
	for (uint32_t call = 1; call < DIALLED_FIRST; call++)
		if (x.call[call].answered && !x.call[call].ended && !scene->gone[call])
			goes(scene, call);
	turn();
	passes(LONG_MS);
}

static void nothing_is_left(const struct scene *scene)
{
	for (uint32_t call = DIALLED_FIRST; call < DIALLED_FIRST + o.count; call++)
		assert_true(x.call[call].ended || scene->gone[call]);
	assert_int_equal(here(), 0);
	assert_int_equal(calls_count(x.calls), 0);
}

/* The first telephone rings again: nobody holds it. */
static void the_next_is_served(void)
{
	unsigned before = o.count;

	is_at_the_menu(9);
	keys(9, "0");
	assert_int_equal(o.count, before + 1);
	assert_string_equal(dialled(), "sip:one@pbx");
	picks_up(dialled_call());
	keys(dialled_call(), "1");
	assert_true(o.joined[9]);
}

static bool can_be(enum stage stage, enum leaver who)
{
	bool no_person = stage == WAITS;
	bool no_customer = stage == P_RINGS || stage == P_HEARS;

	if (who == NO_SOUND)
		return stage == JOINED || stage == TALKED || stage == P_JOINED;
	if (who == CUSTOMER || who == PERSON)
		return who == CUSTOMER ? !no_customer : !no_person;
	return who == DEVICE || (!no_customer && !no_person);
}

static void plays(enum stage stage, enum leaver who)
{
	struct scene scene = {0};

	print_message("%s: %s\n", stage_names[stage], leaver_names[who]);
	if (stage < P_RINGS)
		goes_live(&scene, stage);
	else
		goes_promised(&scene, stage);
	if (who == DEVICE)
		device_stops(&scene);
	else
		leaves(&scene, who);
	if ((who == PERSON || who == NO_SOUND) && stage < P_RINGS)
		is_served_still(&scene);
	if (stage == P_JOINED && (who == PERSON || who == NO_SOUND))
		assert_true(o.has_card); /* the console may do better */
	all_callers_go(&scene);
	nothing_is_left(&scene);
	if (who != DEVICE)
		assert_int_not_equal(x.desk->store.card.state, HANDOVER_TAKEN);
	the_next_is_served();
}

static void whoever_leaves_and_whenever_nothing_is_left_behind(void **state)
{
	for (unsigned stage = RINGS; stage <= P_JOINED; stage++)
		for (unsigned who = CUSTOMER; who < LEAVERS; who++) {
			if (!can_be((enum stage)stage, (enum leaver)who))
				continue;
			assert_int_equal(set_up_warm(state), 0);
			plays((enum stage)stage, (enum leaver)who);
			assert_int_equal(tear_down_operators(state), 0);
		}
}

static void who_cannot_be_joined_is_served_on_and_the_person_let_go(void **state)
{
	(void)state;
	o.no_join = true;
	asks_for_a_person(1);
	picks_up(WARM_1);
	keys_at_once(WARM_1, "1");
	forget_heard(1);
	turn();
	assert_true(heard(1, "broken off"));
	assert_true(x.call[WARM_1].ended);
	assert_false(x.call[1].ended);
	o.no_join = false;
	hangs_up(1);
	the_next_is_served();
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whoever_leaves_and_whenever_nothing_is_left_behind),
		WARM(who_cannot_be_joined_is_served_on_and_the_person_let_go),
	};

	return cmocka_run_group_tests_name("operators_ends", tests, NULL, NULL);
}
