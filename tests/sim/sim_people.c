/* Customers: who they are, what they want, and what they decide to do at each question. */
#include "sim.h"

#include "base/text.h"
#include "session.h"

#include <stdlib.h>
#include <string.h>

enum {
	ANSWER_MS_MIN = 1000,
	ANSWER_MS_MAX = 20000,
	PATIENCE_MIN = 18,
	PATIENCE_MAX = 60,
	TURNS_PAST_PATIENCE = 12,
	TRIES_MAX = 2,
	BACK_TRIES_MAX = 8
};

/* --- who they are --- */

static uint32_t luhn_digit(const char *digits, size_t count)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t digit = (uint32_t)(digits[count - 1 - i] - '0');

		if (i % 2 == 0)
			digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
		sum += digit;
	}
	return (10 - sum % 10) % 10;
}

static void card_of(struct person *person)
{
	snprintf(person->card, sizeof(person->card), "437199%09u", person->id * 7919U);
	snprintf(person->card + 15, 2, "%u", luhn_digit(person->card, 15));
}

static void wish(struct sim *sim, struct person *person, unsigned at, const struct content *c)
{
	uint16_t topic;

	/* Forms are what the device is for; the rest is whatever stands in the content. */
	do
		topic = (uint16_t)rng_below(&sim->dice, c->topics.count);
	while (content_topic(c, topic)->kind == TOPIC_MENU ||
		(content_topic(c, topic)->kind != TOPIC_FORM && rng_chance(&sim->dice, 750)));
	text_copy(
		person->wants[at], sizeof(person->wants[at]), text_of(content_string(c, content_topic(c, topic)->id)));
}

static struct person *person_new(struct sim *sim, const struct content *c)
{
	static const char *const firsts[] = {"Anna", "Marco", "Elena", "Paul"};
	struct person *person;
	char token[16];

	if (sim->people_count == PEOPLE_MAX)
		return NULL;
	person = &sim->people[sim->people_count++];
	memset(person, 0, sizeof(*person));
	person->id = person->self = sim->people_count;
	person_token(person->id, token);
	memcpy(person->token, token, sizeof(token));
	snprintf(person->name, sizeof(person->name), "%s %s", firsts[sim_between(sim, 0, 3)], token);
	snprintf(person->phone, sizeof(person->phone), "3997%06u", person->id);
	card_of(person);
	person->known = rng_chance(&sim->dice, 850);
	memcpy(person->language, rng_chance(&sim->dice, 600) ? "en" : "it", 3);
	person->wants_count = (uint8_t)sim_between(sim, 1, WANTS_MAX);
	for (unsigned i = 0; i < person->wants_count; i++)
		wish(sim, person, i, c);
	person->patience = (uint16_t)sim_between(sim, PATIENCE_MIN, PATIENCE_MAX);
	return person;
}

/* With 9000 codes one that nobody needs any more is given again, perhaps while its first owner comes back. */
bool people_hold_code(struct sim *sim, const struct person *person)
{
	uint32_t id = code_owner(sim, person->code);

	return id && sim_person(sim, id)->self == person->self;
}

bool people_may_come_back(const struct sim *sim, const struct person *person)
{
	if (!person->code[0] || person->visits > 3)
		return false;
	for (unsigned i = 0; i < STANDS_COUNT; i++)
		if (sim->places[i].person == person)
			return false;
	return code_owner(sim, person->code) == person->id;
}

static struct person *person_back(struct sim *sim)
{
	struct person *person;

	if (sim->people_count == 0)
		return NULL;
	person = &sim->people[rng_below(&sim->dice, sim->people_count)];
	if (!people_may_come_back(sim, person))
		return NULL;
	person->resuming = true;
	return person;
}

/* --- coming and going --- */

static void forget_answers(struct person *person)
{
	memset(&person->answers, 0, sizeof(person->answers));
	memset(&person->synced, 0, sizeof(person->synced));
}

void people_think(struct sim *sim, struct stand *place)
{
	uint32_t wait_ms = sim_between(sim, ANSWER_MS_MIN, ANSWER_MS_MAX);

	if (rng_chance(&sim->dice, sim->swarm.often[FAULT_SILENCE]))
		wait_ms = sim_between(sim, 60, 400) * 1000;
	else if (place->show.show.screen == SCREEN_WAIT && place->show.show.slot == NONE16)
		wait_ms = sim_between(sim, 8, 90) * 1000;
	else if (place->show.show.screen == SCREEN_HANDOVER)
		wait_ms = sim_between(sim, 10, 240) * 1000;
	place->next_ms = sim->now_ms + wait_ms;
}

void people_start_again(struct sim *sim, struct stand *place)
{
	struct person *person = place->person;

	people_leave(sim, place);
	place->person = person;
	place->questions = 0;
	place->began_ms = sim->now_ms;
	forget_answers(person);
	sim->begun_sessions++;
	sim->totals.sessions++;
}

/* A headset goes in, a microphone is muted: two in a hundred do so in mid-conversation. */
static struct prefers prefers_drawn(struct sim *sim)
{
	struct prefers prefers = {.unhurried = rng_chance(&sim->dice, 200), .heard = HEARD_ALL};

	if (rng_chance(&sim->dice, 300))
		prefers.heard = (uint8_t)rng_below(&sim->dice, HEARD_ALL + 1);
	return prefers;
}

/* Only a disk that cannot follow is a reason. */
static void nobody_is_served(struct sim *sim, struct stand *place)
{
	if (!store_hand_waits(sim->machine.whole.device.store))
		sim_fail(sim, "place", 0, "no place for one more conversation on a free channel");
	people_leave(sim, place);
}

void people_come(struct sim *sim, struct stand *place, struct person *person)
{
	const struct content *c = runner_content_newest(sim->machine.whole.runner);
	uint8_t language;

	language = place->channel == CHANNEL_SCREEN && rng_chance(&sim->dice, 800)
			   ? LANGUAGES_MAX
			   : content_language(c, person->language);
	person->visits++;
	forget_answers(person);
	place->person = person;
	place->touched_ms = sim->now_ms;
	place->gone = false;
	place->questions = 0;
	sim->begun_sessions++;
	sim->totals.sessions++;
	sim->totals.steps++;
	place->session = 0;
	place->waits = true;
	if (place_has_call(place)) {
		line_ring(sim, place);
		return;
	}
	if (place_has_glass(place)) {
		place_begin(sim);
		if (place->session == 0) /* a pane that nobody touched where it begins, or that is out of order */
			people_leave(sim, place);
		return;
	}
	place->session =
		runner_begin(sim->machine.whole.runner, (enum channel)place->channel, language, prefers_drawn(sim));
	if (place->session && sim->machine.flipped) /* what followed the bit in the log is lost, its numbers too */
		*sim_seen(sim, place->session) = (struct seen){.session = place->session};
	if (place->session == 0)
		nobody_is_served(sim, place);
}

void people_arrive(struct sim *sim, struct stand *place)
{
	struct person *person = crowd_other(sim, place);

	if (!person)
		person = crowd_returns(sim);
	if (!person && rng_chance(&sim->dice, 120))
		person = person_back(sim);
	for (int tries = 0; !person && tries < BACK_TRIES_MAX && crowd_comes_back(sim); tries++)
		person = person_back(sim);
	if (!person)
		person = person_new(sim, runner_content_newest(sim->machine.whole.runner));
	if (!person) {
		place->next_ms = 0;
		return;
	}
	people_come(sim, place, person);
	if (place->session)
		crowd_arrives(sim, place);
}

/* --- the way to a topic --- */

static bool leads_to(const struct content *c, uint16_t item, uint16_t topic)
{
	const struct content_item *it = content_item(c, item);

	if (it->topic == topic)
		return true;
	for (uint16_t i = 0; i < it->children_count; i++)
		if (leads_to(c, it->children[i], topic))
			return true;
	return false;
}

/* The choice that leads to the topic; LANGUAGES_MAX.. none: CHOICES_MAX. */
static uint8_t choice_to(const struct stand *place, uint16_t topic)
{
	const struct choices *choices = &place->listen.listen.choices;

	for (uint8_t i = 0; i < choices->count; i++) {
		const struct choice *choice = &choices->list[i];

		if (choice->kind == CHOICE_TOPIC && choice->index == topic)
			return i;
		if (choice->kind <= CHOICE_RISING && leads_to(place->content, choice->index, topic))
			return i;
	}
	return CHOICES_MAX;
}

static void decide_word(struct doing *doing, enum words_kind kind)
{
	*doing = (struct doing){.kind = DO_SPOKEN, .index = (uint8_t)kind, .sure = true};
}

static void decide_choice(struct sim *sim, const struct stand *place, struct doing *doing)
{
	*doing = (struct doing){
		.kind = DO_CHOICE, .index = (uint8_t)rng_below(&sim->dice, place->listen.listen.choices.count)};
}

/* Nothing that is offered leads there, and words are for nobody. */
static void decide_key(struct sim *sim, const struct stand *place, struct doing *doing)
{
	if (place->listen.listen.choices.count && rng_chance(&sim->dice, 700))
		decide_choice(sim, place, doing);
	else
		decide_word(doing, rng_chance(&sim->dice, 500) ? WORDS_BACK : WORDS_REPEAT);
}

static void decide_code(struct sim *sim, struct stand *place, struct doing *doing)
{
	*doing = (struct doing){.kind = DO_WORDS, .sure = true};
	memcpy(doing->words, place->person->code, CODE_DIGITS + 1);
	place->person->resuming = false;
	memcpy(place->code_given, place->person->code, sizeof(place->code_given));
	machine_trouble_now(sim);
}

static void decide_menu(struct sim *sim, struct stand *place, struct doing *doing)
{
	struct person *person = place->person;
	uint16_t topic;
	uint8_t choice;

	if (person->resuming && (place->listen.listen.expect & EXPECT_CODE) && people_hold_code(sim, person)) {
		decide_code(sim, place, doing);
		return;
	}
	if (person->wants_at >= person->wants_count) {
		decide_word(doing, WORDS_GOODBYE);
		return;
	}
	topic = content_find_topic(place->content, person->wants[person->wants_at]);
	if (topic == NONE16) { /* another site stands here now: another wish */
		wish(sim, person, person->wants_at, place->content);
		topic = content_find_topic(place->content, person->wants[person->wants_at]);
	}
	if (++place->tries > TRIES_MAX) { /* not here, or it has been done: the next wish */
		place->tries = 0;
		person->wants_at++;
	}
	choice = choice_to(place, topic);
	if (choice == CHOICES_MAX && line_is_keyed(place))
		decide_key(sim, place, doing);
	else if (choice < CHOICES_MAX &&
		 (place->show.show.parent != NONE16 || line_is_keyed(place) || rng_chance(&sim->dice, 400)))
		*doing = (struct doing){.kind = DO_CHOICE, .index = choice};
	else
		answer_topic(sim, place, topic, doing);
	if (place->listen.listen.expect & EXPECT_YES_NO) /* undo? */
		doing->sure = true;
}

/* A wish that has been taken up counts as done: the next menu is for the next one. */
static void note_topic(struct stand *place)
{
	struct person *person = place->person;
	uint16_t topic = place->show.show.topic;

	if (person->wants_at < person->wants_count && topic != NONE16 && topic < place->content->topics.count &&
		place->show.show.screen != SCREEN_MENU &&
		strcmp(content_string(place->content, content_topic(place->content, topic)->id),
			person->wants[person->wants_at]) == 0) {
		person->wants_at++;
		place->tries = 0;
	}
}

/* --- one question --- */

static void decide_yes_no(struct sim *sim, const struct stand *place, struct doing *doing)
{
	uint32_t yes = place->show.show.screen == SCREEN_ANSWER || place->show.show.screen == SCREEN_STEP ? 700 : 880;

	decide_word(doing, rng_chance(&sim->dice, yes) ? WORDS_YES : WORDS_NO);
}

static void decide_handover(struct sim *sim, const struct stand *place, struct doing *doing)
{
	if (place->listen.listen.expect & EXPECT_FREE) {
		*doing = (struct doing){.kind = DO_WORDS, .sure = true};
		answer_free_words(sim, place, doing->words, sizeof(doing->words));
	} else if (rng_chance(&sim->dice, 500)) {
		*doing = (struct doing){.kind = DO_CALL_ME};
	} else if (rng_chance(&sim->dice, 500) && place->channel == CHANNEL_SCREEN) {
		*doing = (struct doing){.kind = DO_MESSAGE};
	} else {
		decide_word(doing, WORDS_HELP);
	}
}

void people_answer(struct sim *sim, struct stand *place, struct doing *doing)
{
	uint8_t expect = place->listen.listen.expect;

	if (place->show.show.screen == SCREEN_STILL_THERE) {
		decide_word(doing, WORDS_MORE_TIME);
	} else if (expect & EXPECT_SLOT && place->show.show.screen == SCREEN_SLOT) {
		if (rng_chance(&sim->dice, 860))
			answer_slot(sim, place, doing);
		else
			answer_badly(sim, place, doing);
	} else if (expect & EXPECT_SCORE) {
		*doing = (struct doing){.kind = DO_SCORE, .index = (uint8_t)sim_between(sim, 0, 10)};
	} else if (place->show.show.screen == SCREEN_HANDOVER) {
		decide_handover(sim, place, doing);
	} else if (place->show.show.screen == SCREEN_CALLBACK) {
		*doing = (struct doing){.kind = rng_chance(&sim->dice, 600) ? DO_CALL_ME : DO_MESSAGE};
	} else if (expect & EXPECT_FREE) {
		*doing = (struct doing){.kind = DO_WORDS, .sure = true};
		answer_free_words(sim, place, doing->words, sizeof(doing->words));
	} else if (place->show.show.can_undo && rng_chance(&sim->dice, 250)) {
		*doing = (struct doing){.kind = DO_UNDO};
	} else if (expect & EXPECT_OPEN && place->show.show.screen == SCREEN_MENU) {
		decide_menu(sim, place, doing);
	} else if (expect & EXPECT_YES_NO) {
		decide_yes_no(sim, place, doing);
	} else if (place->listen.listen.choices.count) {
		decide_choice(sim, place, doing);
	} else {
		decide_word(doing, rng_chance(&sim->dice, 500) ? WORDS_REPEAT : WORDS_HELP);
	}
}

/* What people do besides answering. False: nothing of the kind. */
static bool decide_something_else(struct sim *sim, struct stand *place, struct doing *doing)
{
	static const struct {
		uint8_t permille;
		uint8_t kind;
	} words[] = {{8, WORDS_HELP}, {8, WORDS_REPEAT}, {6, WORDS_MORE_TIME}, {15, WORDS_BACK}, {5, WORDS_START_OVER},
		{10, WORDS_PERSON}, {4, WORDS_GOODBYE}, {12, WORDS_SKIP}, {4, WORDS_CHANGE}, {6, WORDS_NO}};
	uint32_t dice = rng_below(&sim->dice, 1000);

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		if (dice < words[i].permille) {
			decide_word(doing, (enum words_kind)words[i].kind);
			return true;
		}
		dice -= words[i].permille;
	}
	if (dice < 8) {
		*doing = (struct doing){.kind = DO_LANGUAGE, .index = (uint8_t)sim_between(sim, 0, 1)};
	} else if (dice < 16) {
		*doing = (struct doing){.kind = DO_WORDS, .sure = true};
		memcpy(doing->words, place->person->card, sizeof(place->person->card));
		place->person->gave_card = true;
	} else if (dice < 36) {
		answer_badly(sim, place, doing);
	} else if (dice < 40 && (place->listen.listen.expect & EXPECT_CODE)) {
		*doing = (struct doing){.kind = DO_WORDS, .sure = true}; /* codes begin with 1 to 9 */
		snprintf(doing->words, sizeof(doing->words), "%04u", sim_between(sim, 100, 999));
	} else {
		return false;
	}
	return true;
}

static void before_word(struct stand *place, const struct doing *doing)
{
	place->said_yes = doing->kind == DO_SPOKEN && doing->index == WORDS_YES;
	if (doing->kind == DO_SPOKEN && doing->index == WORDS_BACK)
		place->excused = place->excused ? place->excused : 1;
	if (doing->kind == DO_SPOKEN && doing->index == WORDS_START_OVER)
		forget_answers(place->person);
	if (doing->kind == DO_SPOKEN && place->show.show.screen != SCREEN_SLOT && doing->index != WORDS_YES)
		place->answering[0] = '\0'; /* read back, and not said to be right */
	if (doing->kind == DO_CHOICE) {
		const struct choice *choice = &place->listen.listen.choices.list[doing->index];

		if (choice->kind == CHOICE_SLOT)
			answers_forget(place->person,
				content_string(place->content, content_slot(place->content, choice->index)->id));
	}
}

static bool escape(struct sim *sim, struct stand *place, struct doing *doing)
{
	static const uint8_t kinds[] = {[ESCAPE_PERSON] = WORDS_PERSON,
		[ESCAPE_START_OVER] = WORDS_START_OVER,
		[ESCAPE_GOODBYE] = WORDS_GOODBYE};

	if (place->escape == ESCAPE_NONE && rng_chance(&sim->dice, sim->swarm.often[FAULT_ESCAPE])) {
		place->escape = (uint8_t)sim_between(sim, ESCAPE_PERSON, ESCAPE_GOODBYE);
		if (line_is_keyed(place)) /* who wants to leave hangs up, and no key begins anew */
			place->escape = ESCAPE_PERSON;
		place->escape_inputs = 0;
		place->escape_carried = sim->cards_count + sim->cards_changed;
		sim->totals.escapes++;
	}
	if (place->escape == ESCAPE_NONE)
		return false;
	decide_word(doing, (enum words_kind)kinds[place->escape]);
	place->escape_inputs++;
	return true;
}

static void decide(struct sim *sim, struct stand *place, struct doing *doing)
{
	const struct seen *seen = sim_seen(sim, place->session);
	bool impatient = seen->turns > place->person->patience;

	if (escape(sim, place, doing))
		return;
	if (impatient)
		decide_word(doing, WORDS_GOODBYE);
	else if (!decide_something_else(sim, place, doing))
		people_answer(sim, place, doing);
}

void people_act(struct sim *sim, struct stand *place)
{
	struct event busy = {.kind = rng_chance(&sim->dice, 500) ? EVENT_BUSY : EVENT_SAID};
	struct event prefers = {.kind = EVENT_PREFERS};
	struct seen *seen = sim_seen(sim, place->session);
	struct doing doing;

	if (place->gone) { /* where restarts keep it from noticing the silence, somebody else comes at last */
		people_hang_up(sim, place);
		return;
	}
	if (!place->content) {
		place->next_ms = 0;
		return;
	}
	if (crowd_acts(sim, place))
		return;
	people_think(sim, place);
	note_topic(place);
	if (!place_has_call(place) && rng_chance(&sim->dice, 40)) {
		sim_step(sim, place, &busy);
		return;
	}
	if (!place_has_call(place) && rng_chance(&sim->dice, 20)) {
		prefers.prefers = prefers_drawn(sim);
		sim_step(sim, place, &prefers);
		return;
	}
	if (rng_chance(&sim->dice, sim->swarm.often[FAULT_HANG_UP]) ||
		seen->turns > place->person->patience + TURNS_PAST_PATIENCE) {
		people_hang_up(sim, place);
		return;
	}
	if (rng_chance(&sim->dice, sim->swarm.often[FAULT_LEAVE])) {
		people_walk_off(sim, place);
		return;
	}
	crowd_second_looks(sim, place);
	decide(sim, place, &doing);
	if (line_is_keyed(place) && doing.kind == DO_SPOKEN && doing.index == WORDS_GOODBYE) {
		people_hang_up(sim, place);
		return;
	}
	before_word(place, &doing);
	if (place->said_yes)
		machine_trouble_now(sim);
	seen->turns++;
	answer_do(sim, place, &doing);
	crowd_hurries(sim, place);
}
