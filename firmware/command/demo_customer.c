#include "command/demo_customer.h"

#include "base/text.h"
#include "choice.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

enum { SCORE = 9, DAYS_AHEAD = 3, DAY_S = 24 * 60 * 60 };

/* --- what they came for --- */

static bool is_form(const struct content *c, const struct content_topic *topic)
{
	const struct content_form *form;

	if (topic->kind != TOPIC_FORM)
		return false;
	form = content_form(c, topic->index);
	return form->level == LEVEL_ANONYMOUS && form->action != NONE16;
}

static bool is_question(const struct content *c, const struct content_topic *topic)
{
	return topic->kind == TOPIC_ANSWER && content_answer(c, topic->index)->steps_count == 0;
}

/* The first leaf under the item, in the menu's order, that is wanted; the path to it stands in `wish`. */
static bool find_leaf(const struct content *c, uint16_t item, struct wish *wish,
	bool (*wanted)(const struct content *, const struct content_topic *))
{
	const struct content_item *of = content_item(c, item);
	uint8_t depth = wish->path_count;

	wish->path[wish->path_count++] = item;
	if (of->children_count == 0 && wanted(c, content_topic(c, of->topic))) {
		wish->topic = of->topic;
		return true;
	}
	for (uint16_t i = 0; i < of->children_count; i++) {
		if (find_leaf(c, of->children[i], wish, wanted))
			return true;
	}
	wish->path_count = depth;
	return false;
}

static struct wish *add_wish(struct customer *customer, bool aloud)
{
	struct wish *wish = &customer->wishes[customer->wishes_count++];

	*wish = (struct wish){.aloud = aloud};
	return wish;
}

bool customer_begin(struct customer *customer, const struct content *content, uint8_t language, int64_t today_s)
{
	const struct content *c = content;
	uint16_t top = 0;

	*customer = (struct customer){.content = c, .language = language, .today_s = today_s, .slot_aloud = NONE16};
	while (top < c->top_count && !find_leaf(c, c->top[top], add_wish(customer, true), is_question)) {
		customer->wishes_count--;
		top++;
	}
	/* A second one, from the other end of the menu. */
	for (uint16_t i = c->top_count; i > top + 1; i--) {
		if (find_leaf(c, c->top[i - 1], add_wish(customer, true), is_question))
			break;
		customer->wishes_count--;
	}
	for (uint16_t i = 0; i < c->top_count; i++) {
		if (find_leaf(c, c->top[i], add_wish(customer, false), is_form))
			return true;
		customer->wishes_count--;
	}
	return false;
}

static struct wish *wish_now(struct customer *customer)
{
	return customer->wish < customer->wishes_count ? &customer->wishes[customer->wish] : NULL;
}

/* --- the screen --- */

static const struct view_element *element_of(const struct view *view, enum target target, uint8_t index)
{
	for (unsigned i = 0; i < view->elements_count; i++) {
		const struct view_element *e = &view->elements[i];

		if (e->action == VIEW_TARGET && e->target == target && e->index == index)
			return e;
	}
	return NULL;
}

static void touch(struct deed *out, const struct view_element *element)
{
	out->kind = element ? DEED_TOUCH : DEED_LOST;
	out->element = element;
}

static void touch_target(struct deed *out, const struct view *view, enum target target, uint8_t index)
{
	touch(out, element_of(view, target, index));
}

static void words(struct deed *out, enum deed_kind kind, const char *text)
{
	out->kind = (uint8_t)kind;
	text_copy(out->words, sizeof(out->words), text_of(text));
}

static void ask(struct customer *customer, const struct effect *show, const char *text, struct deed *out)
{
	customer->awaits_answer = true;
	customer->asked_screen = show->show.screen;
	words(out, DEED_ASK, text);
}

/* --- menus --- */

/* The choice of the menu in front that lies on the path. */
static bool on_path(const struct wish *wish, const struct choice *choice, uint16_t parent)
{
	uint8_t depth = 0;

	if (choice->kind == CHOICE_TOPIC)
		return choice->index == wish->topic;
	while (parent != NONE16 && depth < wish->path_count && wish->path[depth] != parent)
		depth++;
	depth = parent == NONE16 ? 0 : (uint8_t)(depth + 1);
	return choice->kind == CHOICE_ITEM && depth < wish->path_count && choice->index == wish->path[depth];
}

static void touch_path(const struct wish *wish, const struct view *view, const struct effect *show, struct deed *out)
{
	const struct choices *choices = &show->show.choices;

	for (uint8_t i = 0; i < choices->count; i++) {
		if (on_path(wish, &choices->list[i], show->show.parent)) {
			touch_target(out, view, TARGET_CHOICE, i);
			return;
		}
	}
	touch_target(out, view, TARGET_START_AGAIN, 0); /* somewhere else: from the top */
}

static void finish(struct customer *customer, const struct view *view, struct deed *out)
{
	customer->done = true;
	touch_target(out, view, TARGET_FINISH, 0);
}

/* A whole sentence, as somebody says it who has never seen this machine. */
static const char *longest(const struct content *c, struct content_phrases phrases)
{
	const char *best = "";

	for (uint32_t i = 0; i < phrases.count; i++) {
		const char *phrase = content_phrase(c, phrases, i);

		if (strlen(phrase) > strlen(best))
			best = phrase;
	}
	return best;
}

static void at_menu(struct customer *customer, const struct view *view, const struct effect *show, struct deed *out)
{
	struct wish *wish = wish_now(customer);
	const struct content *c = customer->content;

	while (wish && wish->met) {
		customer->wish++;
		wish = wish_now(customer);
	}
	if (!wish) {
		finish(customer, view, out);
		return;
	}
	if (wish->aloud && !wish->tried_aloud) {
		wish->tried_aloud = true;
		ask(customer, show, longest(c, content_topic(c, wish->topic)->asks[customer->language]), out);
		return;
	}
	touch_path(wish, view, show, out);
}

/* --- answers and questions --- */

static const char *first_yes(const struct content *c, uint8_t language)
{
	for (uint32_t i = 0; i < c->words.count; i++) {
		const struct content_word *word = content_word(c, i);

		if (word->kind == WORDS_YES && word->language == language)
			return content_string(c, word->phrase);
	}
	return "";
}

static void at_answer(struct customer *customer, const struct view *view, const struct effect *show, struct deed *out)
{
	const struct wish *wish = wish_now(customer);

	if (wish && show->show.topic != wish->topic) { /* another thing was understood */
		touch_target(out, view, TARGET_START_AGAIN, 0);
		return;
	}
	if (customer->said_yes) {
		touch_target(out, view, TARGET_YES, 0);
		return;
	}
	customer->said_yes = true;
	ask(customer, show, first_yes(customer->content, customer->language), out);
}

/* What was said aloud to the question with choices. */
static const char *said_option(const struct customer *customer)
{
	const struct content *c = customer->content;

	return content_text(c, content_slot_choice(c, customer->slot_aloud, 0)->label, customer->language, 0);
}

/* Yes to the form that they came for; no to what is only offered beside. */
static void at_question(struct customer *customer, const struct view *view, const struct effect *show, struct deed *out)
{
	const struct content_topic *about =
		show->show.topic == NONE16 ? NULL : content_topic(customer->content, show->show.topic);
	bool form = about && about->kind == TOPIC_FORM;
	const char *read_back = values_get(&show->show.caption.values, "value");

	if (form && read_back && customer->slot_aloud != NONE16 && strcmp(read_back, said_option(customer)) != 0) {
		customer->misheard++;
		form = false;
	}
	touch_target(out, view, form ? TARGET_YES : TARGET_NO, 0);
}

/* --- forms --- */

/* What the demonstration's own records know; other sites get something of the right kind. */
static const struct {
	const char *slot;
	const char *value;
} known[] = {
	{"customer_number", "100042"},
	{"repair_number", "20001"},
};

static void digits(int32_t count, char *out, size_t out_bytes)
{
	static const char some[] = "407129583604";
	size_t length = count > 0 && (size_t)count < sizeof(some) ? (size_t)count : 4;

	snprintf(out, out_bytes, "%.*s", (int)length, some);
}

static void day_ahead(const struct customer *customer, char *out, size_t out_bytes)
{
	time_t day = (time_t)(customer->today_s + DAYS_AHEAD * DAY_S);
	struct tm parts;

	if (gmtime_r(&day, &parts) && parts.tm_wday == 0) {
		day += DAY_S;
		gmtime_r(&day, &parts);
	}
	strftime(out, out_bytes, "%d%m", &parts);
}

static void fill_slot(const struct customer *customer, uint16_t index, char *out, size_t out_bytes)
{
	const struct content *c = customer->content;
	const struct content_slot *slot = content_slot(c, index);

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strcmp(known[i].slot, content_string(c, slot->id)) == 0) {
			text_copy(out, out_bytes, text_of(known[i].value));
			return;
		}
	}
	switch ((enum slot_type)slot->type) {
	case SLOT_DIGITS: digits(slot->min, out, out_bytes); break;
	case SLOT_AMOUNT: snprintf(out, out_bytes, "%d", (int)slot->min); break;
	case SLOT_DATE: day_ahead(customer, out, out_bytes); break;
	case SLOT_TIME: text_copy(out, out_bytes, TEXT("1030")); break;
	case SLOT_PHONE: text_copy(out, out_bytes, TEXT("3335550142")); break;
	case SLOT_NAME: text_copy(out, out_bytes, TEXT("Anna Rossi")); break;
	case SLOT_TEXT: text_copy(out, out_bytes, TEXT("as we said on the phone")); break;
	case SLOT_CHOICE: out[0] = '\0'; break;
	}
}

static void at_choice(struct customer *customer, const struct view *view, const struct effect *show, struct deed *out)
{
	if (show->show.can_skip) {
		touch_target(out, view, TARGET_SKIP, 0);
	} else if (customer->slot_aloud == NONE16) {
		customer->slot_aloud = show->show.slot;
		ask(customer, show, said_option(customer), out);
	} else {
		touch_target(out, view, TARGET_CHOICE, 0);
	}
}

static void at_slot(struct customer *customer, const struct view *view, const struct effect *show, struct deed *out)
{
	if (content_slot(customer->content, show->show.slot)->type == SLOT_CHOICE) {
		at_choice(customer, view, show, out);
		return;
	}
	out->kind = DEED_ENTER;
	fill_slot(customer, show->show.slot, out->words, sizeof(out->words));
}

/* --- all of it --- */

/* "Which of these do you mean?", and it is among them. */
static bool is_offered(const struct wish *wish, const struct choices *choices)
{
	for (uint8_t i = 0; wish && i < choices->count; i++) {
		if (choices->list[i].kind == CHOICE_TOPIC && choices->list[i].index == wish->topic)
			return true;
	}
	return false;
}

bool customer_sees(struct customer *customer, const struct effect *show)
{
	struct wish *wish = wish_now(customer);
	bool asked = customer->awaits_answer;
	bool understood = show->show.screen != customer->asked_screen || is_offered(wish, &show->show.choices);

	customer->awaits_answer = false;
	if (wish && !wish->met && show->show.topic == wish->topic)
		wish->met = true;
	else if (wish && !wish->met && (show->show.screen == SCREEN_ANSWER || show->show.screen == SCREEN_SLOT))
		understood = false;
	if (asked && show->show.screen == SCREEN_SLOT && customer->asked_screen == SCREEN_SLOT)
		understood = show->show.slot != customer->slot_aloud;
	customer->misheard += asked && !understood;
	return asked && !understood;
}

static void at_start(const struct view *view, struct deed *out)
{
	touch_target(out, view, TARGET_LANGUAGE, 0);
}

static void at_screen(struct customer *customer, const struct view *view, const struct effect *show, struct deed *out)
{
	switch ((enum screen_kind)show->show.screen) {
	case SCREEN_LANGUAGE: touch_target(out, view, TARGET_CHOICE, customer->language); break;
	case SCREEN_MENU: at_menu(customer, view, show, out); break;
	case SCREEN_ANSWER: at_answer(customer, view, show, out); break;
	case SCREEN_QUESTION: at_question(customer, view, show, out); break;
	case SCREEN_SLOT: at_slot(customer, view, show, out); break;
	case SCREEN_STEP:
	case SCREEN_REVIEW: touch_target(out, view, TARGET_YES, 0); break;
	case SCREEN_SURVEY: touch_target(out, view, TARGET_SCORE, SCORE); break;
	case SCREEN_WHY: words(out, DEED_ENTER, "quick and clear"); break;
	case SCREEN_STILL_THERE: touch_target(out, view, TARGET_MORE_TIME, 0); break;
	case SCREEN_WAIT:
	case SCREEN_GOODBYE: break;
	default: out->kind = DEED_LOST; break; /* a person was fetched: not what they came for */
	}
}

void customer_decides(struct customer *customer, const struct view *view, const struct effect *show, struct deed *out)
{
	*out = (struct deed){.kind = DEED_NOTHING};
	if (show)
		at_screen(customer, view, show, out);
	else if (view->screen == SCREEN_ATTRACT)
		at_start(view, out);
	customer->turns += out->kind != DEED_NOTHING;
}
