/* Customers who are not one calm person: a child that hammers on the place, somebody angry, two at one place, and two
 * who type the same code at two places at the same moment. Who comes is drawn with dice of their own. */
#include "sim.h"

#include "base/text.h"
#include "session.h"

#include <string.h>

enum {
	BLOWS_MIN = 5,
	BLOWS_MAX = 40,
	BLOW_MS_MIN = 20,
	BLOW_MS_MAX = 400,
	STANDS_PERMILLE = 300, /* the disk stands still meanwhile: nothing moves, and more blows come */
	STANDS_BLOWS_MIN = 90,
	STANDS_BLOWS_MAX = 150,
	STANDS_MS = 40 * 1000,
	INDEX_PAST = 3, /* beyond what may be offered: a screen that has gone */
	RANTS_MAX = 7,
	RANT_MS_MIN = 400,
	RANT_MS_MAX = 3000,
	RANTS_IN_VAIN_MAX = NO_MATCH_MAX + 1,     /* then a person is offered */
	RANTS_AT_MENU_MAX = 2 * NO_MATCH_MAX + 1, /* what it may be about is a try, too */
	ANGRY_PATIENCE_MIN = 6,
	ANGRY_PATIENCE_MAX = 20,
	SECOND_MS_MAX = 700,
	FOR_THE_OTHER_MS = 60000,
	COME_BACK_PERMILLE = 600,
	LOOK_MS = 500,
};

static uint32_t between(struct sim *sim, uint32_t from, uint32_t to)
{
	return from + rng_below(&sim->crowd_dice, to - from + 1);
}

static bool chance(struct sim *sim, uint32_t permille)
{
	return rng_chance(&sim->crowd_dice, permille);
}

static bool strikes(struct sim *sim, enum fault fault)
{
	return sim->swarm.often[fault] && chance(sim, sim->swarm.often[fault]);
}

void crowd_draw(struct sim *sim)
{
	sim->crowd_dice.state = sim->seed * 0xff51afd7ed558ccdU + sim->life * 0xc4ceb9fe1a85ec53U;
}

/* Somebody else did something here: what of it was taken, and what has to be asked again, is not known. */
static void believe_nothing(struct stand *place)
{
	place->answering[0] = '\0';
	place->said_yes = false;
	place->rants_in_vain = 0; /* not in a row any more */
	sim_excuse(place);
}

/* --- a child --- */

static void blow_touch(struct sim *sim, struct event *event)
{
	event->kind = EVENT_TOUCHED;
	event->touched.target = (uint8_t)between(sim, 0, TARGET_COUNT - 1);
	event->touched.index = (uint8_t)between(sim, 0, CHOICES_MAX + INDEX_PAST);
	if ((event->touched.target == TARGET_FINISH || event->touched.target == TARGET_START_AGAIN) && chance(sim, 800))
		event->touched.target = TARGET_CHOICE; /* else that is all that it ever does */
}

static void blow_key(struct sim *sim, struct event *event)
{
	static const char keys[] = "0123456789*#";

	event->kind = EVENT_KEYED;
	event->keyed.key = keys[between(sim, 0, sizeof(keys) - 2)];
}

/* Never four digits: they might be somebody's code, and whoever types it is let in. */
static void blow_letters(struct sim *sim, struct event *event)
{
	static const char letters[] = "0123456789*# axw";
	uint32_t count = chance(sim, 500) ? between(sim, 1, CODE_DIGITS - 1) : between(sim, CODE_DIGITS + 1, 12);

	event->kind = EVENT_TYPED;
	event->typed.source = chance(sim, 500) ? SOURCE_KEYPAD : SOURCE_KEYBOARD;
	for (uint32_t i = 0; i < count; i++)
		event->typed.words[i] = letters[between(sim, 0, sizeof(letters) - 2)];
	if (count > CODE_DIGITS)
		event->typed.words[between(sim, 0, count - 1)] = 'w';
}

static void blow(struct sim *sim, struct stand *place)
{
	struct event event = {0};

	believe_nothing(place);
	if (place_has_glass(place)) {
		place_blow(sim, place);
		return;
	}
	if (place->channel == CHANNEL_LINE)
		blow_key(sim, &event);
	else if (place->channel == CHANNEL_CHAT || chance(sim, 120))
		blow_letters(sim, &event);
	else if (chance(sim, 150))
		blow_key(sim, &event);
	else
		blow_touch(sim, &event);
	sim_step(sim, place, &event);
}

/* False: no child. */
static bool hammers(struct sim *sim, struct stand *place)
{
	uint32_t session = place->session;

	if (place->blows == 0) {
		if (place->escape || !strikes(sim, FAULT_HAMMER))
			return false;
		place->blows = (uint8_t)between(sim, BLOWS_MIN, BLOWS_MAX);
		if (chance(sim, STANDS_PERMILLE)) {
			place->blows = (uint8_t)between(sim, STANDS_BLOWS_MIN, STANDS_BLOWS_MAX);
			sim->machine.write_ms = sim->machine.sync_ms = sim->now_ms + STANDS_MS;
		}
		sim->totals.times[FAULT_HAMMER]++;
		sim_trace(sim, "[%9.1f] a child hammers %u times\n", (double)sim->now_ms / 1000, place->blows);
	}
	place->blows--;
	if (place->blows)
		place->next_ms = sim->now_ms + between(sim, BLOW_MS_MIN, BLOW_MS_MAX);
	else
		people_think(sim, place);
	blow(sim, place);
	if (place->blows || place->session != session || !sim->machine.on)
		return true;
	if (chance(sim, 150)) /* that was enough for everybody */
		people_hang_up(sim, place);
	else if (chance(sim, 100))
		people_walk_off(sim, place);
	return true;
}

/* --- anger --- */

static const char *angry_words(struct sim *sim, const struct stand *place)
{
	static const char *const english[] = {"this is ridiculous you stupid machine", "are you kidding me",
		"damn this bloody thing", "useless piece of junk", "i have had it with you people",
		"what an absolute disgrace", "do you think i have all day", "listen to me you idiot"};
	static const char *const italian[] = {"ma che schifo di macchina", "mi prendete in giro", "maledetto aggeggio",
		"siete degli incapaci", "ne ho le tasche piene di voi", "e una vergogna assoluta",
		"crede che abbia tutto il giorno", "mi ascolti razza di idiota"};
	uint32_t at = between(sim, 0, sizeof(english) / sizeof(english[0]) - 1);

	return place->language == content_language(place->content, "it") ? italian[at] : english[at];
}

/* Whoever is with a person, or on the way out, is offered nobody. */
static bool is_offered(const struct sim *sim, const struct stand *place)
{
	const char *state = runner_state(sim->machine.whole.runner, place->session);

	return strcmp(state, "handover") == 0 || strcmp(state, "survey") == 0 ||
	       place->show.show.screen == SCREEN_STILL_THERE || place->show.show.screen == SCREEN_WAIT;
}

static bool same_question(const struct effect *a, const struct effect *b)
{
	return a->show.screen == b->show.screen && a->show.slot == b->show.slot && a->show.topic == b->show.topic &&
	       a->show.parent == b->show.parent;
}

/* Nobody swears at the same question again and again without being offered a person. */
static void check_rant(struct sim *sim, struct stand *place, const struct effect *before)
{
	bool menu = place->question.show.screen == SCREEN_MENU;

	if (place->waits || !sim->machine.on || is_offered(sim, place) || sim->cards_count > place->cards_before ||
		!same_question(before, &place->question)) {
		place->rants_in_vain = 0;
		return;
	}
	if (++place->rants_in_vain >= (menu ? RANTS_AT_MENU_MAX : RANTS_IN_VAIN_MAX))
		sim_fail(sim, "angry", place->session,
			"%u times in a row nothing but anger was heard, and %s is asked once more instead of offering "
			"a person",
			place->rants_in_vain, screen_name(place->question.show.screen));
}

static void rant(struct sim *sim, struct stand *place)
{
	struct doing doing = {.kind = DO_WORDS, .sure = true};
	struct effect before = place->question;
	const struct content *content = place->content;
	uint32_t session = place->session;
	bool counting_down = place->show.show.screen == SCREEN_STILL_THERE;

	text_copy(doing.words, sizeof(doing.words), text_of(angry_words(sim, place)));
	sim->totals.times[FAULT_ANGRY]++;
	sim_seen(sim, session)->turns++;
	place->rants--;
	place->cards_before = sim->cards_count;
	people_think(sim, place);
	if (place->rants)
		place->next_ms = sim->now_ms + between(sim, RANT_MS_MIN, RANT_MS_MAX);
	answer_do(sim, place, &doing);
	/* What is said to a countdown decides nothing, nor what is said to a question that a new content took away. */
	if (counting_down || place->content != content)
		place->rants_in_vain = 0;
	else if (place->session == session)
		check_rant(sim, place, &before);
}

/* False: nothing that they do now comes of their anger, or it is done as others do it. */
static bool rages(struct sim *sim, struct stand *place)
{
	if (!place->person->angry || place->escape)
		return false;
	if (place->rants == 0 && chance(sim, 200)) {
		place->rants = (uint8_t)between(sim, 1, RANTS_MAX);
		place->rants_in_vain = 0;
	}
	if (place->rants) {
		rant(sim, place);
		return true;
	}
	if (chance(sim, 40)) {
		people_hang_up(sim, place);
		return true;
	}
	if (chance(sim, 60)) { /* "a person, now!" */
		place->escape = ESCAPE_PERSON;
		place->escape_inputs = 0;
		place->escape_carried = sim->cards_count + sim->cards_changed;
		sim->totals.escapes++;
	}
	return false;
}

/* --- two at one place --- */

static void second_decides(struct sim *sim, struct stand *place, struct doing *doing)
{
	uint8_t expect = place->listen.listen.expect;
	uint8_t choices = place->listen.listen.choices.count;

	*doing = (struct doing){.kind = DO_SPOKEN, .index = WORDS_BACK, .sure = true};
	if (chance(sim, 250))
		return;
	if (expect & EXPECT_SLOT && place->show.show.screen == SCREEN_SLOT)
		(void)answer_slot(sim, place, doing);
	else if (choices && chance(sim, 500))
		*doing = (struct doing){.kind = DO_CHOICE, .index = (uint8_t)between(sim, 0, choices - 1U)};
	else if (expect & EXPECT_YES_NO)
		doing->index = chance(sim, 700) ? WORDS_NO : WORDS_YES;
	else if (expect & EXPECT_OPEN)
		answer_topic(sim, place, (uint16_t)between(sim, 0, place->content->topics.count - 1), doing);
	else
		doing->index = WORDS_HELP;
}

/* Both see the same question; what the second says comes after what the first has said. */
void crowd_second_looks(struct sim *sim, struct stand *place)
{
	char answering[sizeof(place->answering)];
	char value[sizeof(place->answering_value)];
	struct doing doing;

	if (!place->couple || place->escape || !place->listened || !chance(sim, 400))
		return;
	memcpy(answering, place->answering, sizeof(answering));
	memcpy(value, place->answering_value, sizeof(value));
	second_decides(sim, place, &doing);
	memcpy(place->answering, answering, sizeof(answering)); /* the first one's */
	memcpy(place->answering_value, value, sizeof(value));
	(void)answer_event(sim, place, &doing, &place->second);
	place->second_waits = true;
}

static bool second_acts(struct sim *sim, struct stand *place)
{
	if (!place->second_waits)
		return false;
	place->second_waits = false;
	if (place->escape)
		return false; /* who wants out is let out */
	sim->totals.times[FAULT_TWO_AT_ONCE]++;
	sim_trace(sim, "    (the second of them)\n");
	believe_nothing(place);
	people_think(sim, place);
	place_input(sim, place, &place->second);
	return true;
}

/* --- one code at two places --- */

static bool is_waited_for(const struct sim *sim, const struct stand *place)
{
	return place->waits_for_other && place->session && sim->now_ms < place->touched_ms + FOR_THE_OTHER_MS;
}

/* Somebody with the same name and the same code: who it is that comes back cannot be told. */
struct person *crowd_other(struct sim *sim, struct stand *place)
{
	for (unsigned i = 0; i < STANDS_COUNT && sim->people_count < PEOPLE_MAX; i++) {
		struct stand *first = &sim->places[i];
		struct person *other;

		if (first->other || !is_waited_for(sim, first))
			continue;
		other = &sim->people[sim->people_count++];
		*other = *first->person;
		other->id = sim->people_count;
		first->other = (uint8_t)(1 + (place - sim->places));
		return other;
	}
	return NULL;
}

static bool listens_for_code(const struct stand *place)
{
	return place->session && place->person->resuming && !place->gone && place->content && place->listened &&
	       !place->waits && (place->listen.listen.expect & EXPECT_CODE) &&
	       people_hold_code(place->sim, place->person);
}

static void give_code(struct sim *sim, struct stand *place, struct event *event)
{
	struct doing doing = {.kind = DO_WORDS, .sure = true};

	memcpy(doing.words, place->person->code, CODE_DIGITS + 1);
	(void)answer_event(sim, place, &doing, event);
	place->person->resuming = false;
	memcpy(place->code_given, place->person->code, sizeof(place->code_given));
	place->answering[0] = '\0';
	place->rants_in_vain = 0; /* a code is no rant */
	sim_seen(sim, place->session)->turns++;
	people_think(sim, place);
}

/* The first waits until both are asked; the second only comes to that. False: nobody waits. */
static bool both_give_code(struct sim *sim, struct stand *place)
{
	struct stand *pair[2] = {place, place->other ? &sim->places[place->other - 1] : NULL};
	struct event events[2];

	if (!place->waits_for_other || !listens_for_code(place))
		return false;
	if (!pair[1] || !listens_for_code(pair[1]) || pair[1]->person->self != place->person->self) {
		place->waits_for_other = is_waited_for(sim, place);
		place->next_ms = sim->now_ms + LOOK_MS;
		return place->waits_for_other;
	}
	place->waits_for_other = false;
	sim->totals.times[FAULT_TWO_AT_ONCE]++;
	sim_trace(sim, "[%9.1f] two people type %s\n", (double)sim->now_ms / 1000, place->person->code);
	give_code(sim, pair[0], &events[0]);
	give_code(sim, pair[1], &events[1]);
	sim_step_both(sim, pair, events);
	return true;
}

/* --- no time --- */

/* Leaves while the business is at work. */
static bool hurries(struct sim *sim, struct stand *place)
{
	bool at_work = place->show.show.screen == SCREEN_WAIT && place->show.show.slot == NONE16;

	if (!at_work || place->waits || !strikes(sim, FAULT_HURRY))
		return false;
	sim->totals.times[FAULT_HURRY]++;
	place->person->hurries = true;
	people_hang_up(sim, place);
	return true;
}

struct person *crowd_returns(struct sim *sim)
{
	if (!sim->swarm.often[FAULT_HURRY] || !chance(sim, COME_BACK_PERMILLE))
		return NULL;
	for (uint32_t id = 1; id <= sim->people_count; id++) {
		struct person *person = sim_person(sim, id);

		if (!person->hurries || !people_may_come_back(sim, person))
			continue;
		person->hurries = false;
		person->resuming = true;
		return person;
	}
	return NULL;
}

/* --- who comes, and what they do --- */

bool crowd_comes_back(struct sim *sim)
{
	return sim->swarm.often[FAULT_TWO_AT_ONCE] && chance(sim, COME_BACK_PERMILLE);
}

void crowd_arrives(struct sim *sim, struct stand *place)
{
	struct person *person = place->person;

	if (person->visits == 1 && strikes(sim, FAULT_ANGRY)) {
		person->angry = true;
		person->patience = (uint16_t)between(sim, ANGRY_PATIENCE_MIN, ANGRY_PATIENCE_MAX);
	}
	place->couple = strikes(sim, FAULT_TWO_AT_ONCE);
	place->waits_for_other = person->resuming && person->self == person->id && sim->swarm.often[FAULT_TWO_AT_ONCE];
	for (unsigned i = 0; i < STANDS_COUNT && place->waits_for_other; i++)
		if (sim->places[i].next_ms && !sim->places[i].person)
			sim->places[i].next_ms = sim->now_ms + 1;
}

bool crowd_acts(struct sim *sim, struct stand *place)
{
	return both_give_code(sim, place) || second_acts(sim, place) || hammers(sim, place) || rages(sim, place) ||
	       hurries(sim, place);
}

void crowd_hurries(struct sim *sim, struct stand *place)
{
	if (place->session == 0 || place->person == NULL)
		return;
	if (place->second_waits)
		place->next_ms = sim->now_ms + between(sim, 0, SECOND_MS_MAX);
	else if (place->person->angry && chance(sim, 300)) /* before it has been asked to the end */
		place->next_ms = sim->now_ms + between(sim, 50, 900);
}
