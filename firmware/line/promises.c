/* What was promised by telephone. A person of the team is rung first, so that no customer waits for one; then the
 * customer, who says with a key that it is the right person before anything is told. An answer that is there already is
 * told by the conversation itself, which goes on. How often somebody was rung in vain stands on the card, in the store.
 */
#include "line/callers.h"
#include "line/operators_parts.h"

#include "log.h"
#include "store/store.h"

#include <string.h>

enum { MINUTE_MS = 60000 };

static const struct line *line_of(const struct operators *o)
{
	return &o->options.line;
}

/* --- what is promised --- */

static struct promise *find(struct operators *o, uint64_t request)
{
	for (unsigned i = 0; i < PROMISES_MAX; i++)
		if (o->promises[i].request == request)
			return &o->promises[i];
	return NULL;
}

static uint64_t wait_ms(const struct agent_card *card)
{
	if (card->state == HANDOVER_ANSWER && card->tries == 0)
		return 0;
	return card->tries == 0 ? (uint64_t)PROMISE_FIRST_MS : (uint64_t)PROMISE_AGAIN_MS << (card->tries - 1);
}

static uint64_t who_has(const struct operators *o, const char *number)
{
	char form[DIAL_ONE_FORM_BYTES];
	uint64_t who;

	dial_one_form(&o->options.rules, number, form);
	who = runner_caller(calls_runner(o->calls), form);
	explicit_bzero(form, sizeof(form));
	return who;
}

static bool is_own(struct operators *o, const struct agent_card *card)
{
	const struct promise *promise = find(o, card->request);
	char number[NUMBER_BYTES_MAX];
	bool own;

	number_plain(card->phone, number);
	own = (promise && promise->own) || (o->calls && calls_is_from(o->calls, card->session, number));
	explicit_bzero(number, sizeof(number));
	return own;
}

enum dial_verdict promise_verdict(struct operators *o, const struct agent_card *card)
{
	enum dial_verdict verdict;
	char number[NUMBER_BYTES_MAX];

	if (!o->options.numbers || !card->phone[0] || !o->calls)
		return DIAL_ALLOWED;
	number_plain(card->phone, number);
	verdict = dial_judge(&o->options.rules, number, is_own(o, card));
	if (verdict == DIAL_ALLOWED && calls_runner(o->calls) &&
		dial_log_often(&o->dialled, &o->options.rules, who_has(o, number), operators_now_ms(o)))
		verdict = DIAL_OFTEN;
	explicit_bzero(number, sizeof(number));
	return verdict;
}

static bool is_dialled(struct operators *o, const struct agent_card *card)
{
	if (!o->options.numbers || !card->phone[0] || card->tries >= PROMISE_TRIES_MAX)
		return false;
	if (promise_verdict(o, card) != DIAL_ALLOWED)
		return false;
	return card->state == HANDOVER_ANSWER ||
	       (card->state == HANDOVER_CALLBACK && team_has_places(o, card->team, false));
}

/* Also what is not dialled as it stands: somebody at the console may put it back, or answer it, and nobody here is told
 * that; then it is dialled, or the customer comes and hears it. */
static bool is_looked_at(const struct agent_card *card)
{
	return card->phone[0] &&
	       (card->state == HANDOVER_CALLBACK || card->state == HANDOVER_TAKEN || card->state == HANDOVER_ANSWER);
}

void promise_look(struct operators *o, const struct agent_card *card)
{
	struct promise *promise = find(o, card->request);
	bool own = is_own(o, card);

	if (!is_looked_at(card)) {
		if (promise)
			*promise = (struct promise){0};
		return;
	}
	if (promise && promise->state == card->state)
		return;
	if (!promise)
		promise = find(o, 0);
	if (promise)
		*promise = (struct promise){card->request, operators_now_ms(o) + wait_ms(card), card->state, own};
	else
		log_warn("operators: too many promises; %s is left to the console", card->code);
}

static void wait_again(struct operators *o, const struct errand *errand, uint64_t ms)
{
	struct promise *promise = find(o, errand->request);

	if (promise)
		promise->due_ms = operators_now_ms(o) + ms;
}

/* --- the customer --- */

static void says(struct operators *o, const struct errand *errand, enum agent_act act)
{
	const struct agent_card *card;

	errand_says(o, errand, act);
	card = runner_handover(calls_runner(o->calls), errand->request);
	if (card && errand->taken)
		(void)console_shows(o, card, false); /* whoever sits there may take it instead */
	if (card && act == AGENT_MISSED)
		wait_again(o, errand, wait_ms(card));
	if (card && card->tries >= PROMISE_TRIES_MAX)
		log_warn("operators: %s was rung %u times in vain; it is left to the console", card->code, card->tries);
}

void promise_missed(struct operators *o, const struct errand *errand)
{
	says(o, errand, AGENT_MISSED);
}

static void missed(struct operators *o, struct errand *errand, enum prompt last)
{
	struct errand gone = *errand;

	if (last != PROMPT_COUNT)
		leg_leaves(o, &errand->customer, errand->language, last);
	errand_free(o, errand);
	promise_missed(o, &gone);
}

void promise_dial(struct operators *o, struct errand *errand)
{
	const struct agent_card *card = runner_handover(calls_runner(o->calls), errand->request);
	struct leg *customer = &errand->customer;
	char number[NUMBER_BYTES_MAX];
	enum err err = ERR_NOT_FOUND;

	errand->state = ERRAND_DIALS;
	*customer = (struct leg){.since_ms = operators_now_ms(o)};
	if (card) {
		errand->language = card_language(o, card);
		number_plain(card->phone, number);
		dial_log_add(&o->dialled, who_has(o, number), operators_now_ms(o));
		err = line_of(o)->ops->dial(line_of(o)->self, number, &customer->call);
		explicit_bzero(number, sizeof(number));
	}
	leg_hears(o, &errand->agent, 0, PROMPT_OPERATOR_DIALS);
	if (!err)
		return;
	customer->call = 0;
	missed(o, errand, PROMPT_COUNT);
}

static void ask(struct operators *o, struct errand *errand)
{
	errand->customer.asked++;
	errand->customer.since_ms = operators_now_ms(o);
	leg_hears(o, &errand->customer, errand->language, PROMPT_CALL_BACK_HELLO);
}

static void ask_again(struct operators *o, struct errand *errand)
{
	struct leg *customer = &errand->customer;

	line_of(o)->ops->stop(line_of(o)->self, customer->call);
	customer->heard = customer->mark;
	if (customer->asked < OPERATOR_ASKED_MAX)
		ask(o, errand);
	else
		missed(o, errand, PROMPT_CALL_BACK_WRONG);
}

/* The conversation of then goes on in this call, and begins with the answer. That it was heard is seen by the promise's
 * next look: nobody is away any more who waits for it. */
static void tell_answer(struct operators *o, struct errand *errand)
{
	const struct agent_card *card = runner_handover(calls_runner(o->calls), errand->request);
	struct calls_taken taken = {
		.call = errand->customer.call, .codec = errand->customer.codec, .language = errand->language};

	wait_again(o, errand, PROMISE_FIRST_MS);
	if (card)
		memcpy(taken.code, card->code, sizeof(taken.code));
	taken.mark = errand->customer.mark;
	line_of(o)->ops->stop(line_of(o)->self, taken.call);
	if (card && calls_take(o->calls, &taken))
		errand->customer.call = 0;
	errand_free(o, errand);
}

static void keyed(struct operators *o, struct errand *errand, char key)
{
	if (errand->state != ERRAND_CONFIRMS)
		return;
	if (key == '2')
		missed(o, errand, PROMPT_CALL_BACK_WRONG);
	else if (key != '1')
		ask_again(o, errand);
	else if (errand->answer)
		tell_answer(o, errand);
	else
		errand_join(o, errand);
}

static void ended(struct operators *o, struct errand *errand)
{
	struct errand gone = *errand;

	errand->customer.call = 0;
	if (errand->state != ERRAND_JOINED) {
		missed(o, errand, PROMPT_COUNT);
		return;
	}
	errand_free(o, errand);
	errand_says(o, &gone, AGENT_CLOSED);
}

void promise_happened(struct operators *o, struct errand *errand, const struct line_event *event)
{
	struct leg *customer = &errand->customer;

	switch ((enum line_what)event->what) {
	case LINE_ANSWERED:
		customer->codec = event->codec;
		errand->state = ERRAND_CONFIRMS;
		ask(o, errand);
		break;
	case LINE_PLAYED:
		if (event->mark > customer->heard && event->mark <= customer->mark)
			customer->heard = event->mark;
		if (errand->state != ERRAND_JOINED)
			customer->since_ms = operators_now_ms(o);
		break;
	case LINE_KEYED: keyed(o, errand, event->key); break;
	case LINE_PARTED:
		if (errand->state == ERRAND_JOINED)
			errand_breaks(o, errand);
		break;
	case LINE_ENDED: ended(o, errand); break;
	default: break;
	}
}

/* The person left while the customer's telephone rang: it was not in vain for want of the customer. */
void promise_agent_left(struct operators *o, struct errand *errand)
{
	struct errand gone = *errand;
	const struct agent_card *card = runner_handover(calls_runner(o->calls), errand->request);

	if (errand->state == ERRAND_CONFIRMS)
		leg_leaves(o, &errand->customer, errand->language, PROMPT_HANDOVER_BROKEN);
	errand_free(o, errand);
	wait_again(o, &gone, PROMISE_FIRST_MS);
	if (card)
		(void)console_shows(o, card, false);
}

void promise_due(struct operators *o, struct errand *errand)
{
	const struct leg *customer = &errand->customer;
	uint64_t ms = operators_now_ms(o) - customer->since_ms;

	if (errand->state == ERRAND_DIALS && ms >= PROMISE_RINGS_MS)
		missed(o, errand, PROMPT_COUNT);
	else if (errand->state == ERRAND_CONFIRMS && leg_is_silent(customer, ms))
		ask_again(o, errand);
}

/* --- when --- */

/* Whoever is here now is not rung. */
static bool is_away(const struct operators *o, const struct agent_card *card)
{
	const char *state = runner_state(calls_runner(o->calls), card->session);

	return strcmp(state, "dropped") == 0 || strcmp(state, "ended") == 0;
}

/* They came back by themselves, or nothing is left to go back to. */
static bool is_told(const struct operators *o, const struct agent_card *card)
{
	return card->state == HANDOVER_ANSWER &&
	       strcmp(runner_state(calls_runner(o->calls), card->session), "dropped") != 0;
}

static unsigned about_to_dial(const struct operators *o)
{
	unsigned count = 0;

	for (unsigned i = 0; i < OPERATOR_ERRANDS_MAX; i++)
		count += o->errands[i].promised && o->errands[i].state != ERRAND_NONE &&
			 o->errands[i].state < ERRAND_DIALS;
	return count;
}

/* Whoever leaves numbers by the hundred does not make the device dial all day. */
static bool must_wait(struct operators *o, struct promise *promise)
{
	uint64_t wait_for_ms = dial_log_wait_ms(&o->dialled, &o->options.rules, about_to_dial(o), operators_now_ms(o));

	if (wait_for_ms == 0)
		return false;
	log_warn("operators: as many were called in this hour as callbacks_per_hour of line.conf says; the next one "
		 "in %u minutes",
		(unsigned)(wait_for_ms / MINUTE_MS) + 1);
	promise->due_ms = operators_now_ms(o) + wait_for_ms;
	return true;
}

static void begin(struct operators *o, const struct agent_card *card, struct promise *promise)
{
	bool answer = card->state == HANDOVER_ANSWER;
	struct errand *errand;

	if (must_wait(o, promise))
		return;
	errand = errand_take(o, card);
	promise->due_ms = operators_now_ms(o) + PROMISE_FIRST_MS; /* if nobody of the team is there */
	if (!errand)
		return;
	errand->promised = true;
	errand->answer = answer;
	if (answer)
		promise_dial(o, errand);
	else
		(void)errand_next(o, errand);
}

/* Two promises of one number are kept one after the other: the second call would find it busy, and how often it may be
 * dialled is only known behind the first. */
static bool is_being_called(struct operators *o, const struct agent_card *card)
{
	char number[NUMBER_BYTES_MAX];
	char other[NUMBER_BYTES_MAX];
	bool same = false;

	number_plain(card->phone, number);
	for (unsigned i = 0; i < OPERATOR_ERRANDS_MAX && !same; i++) {
		const struct errand *errand = &o->errands[i];
		const struct agent_card *one = NULL;

		if (errand->promised && errand->state != ERRAND_NONE)
			one = runner_handover(calls_runner(o->calls), errand->request);
		number_plain(one ? one->phone : "", other);
		same = one && who_has(o, number) == who_has(o, other);
	}
	explicit_bzero(number, sizeof(number));
	explicit_bzero(other, sizeof(other));
	return same;
}

static void look(struct operators *o, struct promise *promise)
{
	const struct agent_card *card = runner_handover(calls_runner(o->calls), promise->request);
	struct errand told = {.request = promise->request};

	if (card)
		promise_look(o, card);
	if (!card || promise->request == 0) {
		*promise = (struct promise){0};
	} else if (is_told(o, card)) {
		told.session = card->session;
		*promise = (struct promise){0};
		errand_says(o, &told, AGENT_TOLD);
	} else if (is_dialled(o, card) && operators_now_ms(o) >= promise->due_ms && team_is_open(o, card->team) &&
		   is_away(o, card) && !is_being_called(o, card)) {
		begin(o, card, promise);
	}
}

void promises_due(struct operators *o)
{
	uint64_t now_ms = operators_now_ms(o);

	if (now_ms < o->looked_ms + PROMISE_LOOK_MS)
		return;
	o->looked_ms = now_ms;
	for (unsigned i = 0; i < PROMISES_MAX; i++)
		if (o->promises[i].request && !errand_of(o, o->promises[i].request))
			look(o, &o->promises[i]);
}
