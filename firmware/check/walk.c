#include "check/walk.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum { DAY_S = 86400, WALK_DAY = 20780 /* a Monday in November 2026 */, WALK_TIME_S = 37440, LANGUAGE_TURN_S = 12 };
enum { DAYS_WALKED = 7, TOPICS_AT_ONCE = 4, HOUR_S = 3600, SOON_S = 55 * 60 };

const struct board_screen walk_boards[WALK_BOARDS_COUNT] = {
	{800, 480, 154, 86}, {1280, 800, 217, 136}, {1080, 1920, 268, 476}};

const struct walk_theme walk_themes[WALK_MODES_COUNT] = {
	{"light", {.mic = VIEW_MIC_OPEN}},
	{"large", {.large = true, .mic = VIEW_MIC_OPEN}},
	{"contrast", {.large = true, .contrast = true, .mic = VIEW_MIC_OPEN}},
	{"aloud", {.large = true, .aloud = true, .typing = true, .mic = VIEW_MIC_OPEN}},
};

static void tell(struct walk *walk, const char *name)
{
	walk->views_count++;
	walk->each(walk->self, walk, name, &walk->view);
}

/* The sample as it stands, page by page. */
static void walk_pages(struct walk *walk, const char *name)
{
	struct view_of of = sample_of(&walk->sample);
	char page_name[WALK_NAME_BYTES_MAX + 16];

	of.mode = walk->mode;
	view_build(&walk->view, walk->board, walk->measure, &of);
	tell(walk, name);
	for (of.page = 1; of.page < walk->view.pages; of.page++) {
		view_build(&walk->view, walk->board, walk->measure, &of);
		snprintf(page_name, sizeof(page_name), "%s page %d", name, of.page + 1);
		tell(walk, page_name);
	}
}

/* The sample in each wording of its caption. */
static void walk_wordings(struct walk *walk, const char *name)
{
	struct saying *caption = &walk->sample.show.show.caption;
	uint8_t wordings = 1;
	char wording_name[WALK_NAME_BYTES_MAX + 16];

	if (caption->text != NONE16)
		wordings = content_wordings(walk->content, caption->text, caption->language);
	walk_pages(walk, name);
	for (caption->wording = 1; caption->wording < wordings; caption->wording++) {
		snprintf(wording_name, sizeof(wording_name), "%s wording %d", name, caption->wording + 1);
		walk_pages(walk, wording_name);
	}
	caption->wording = 0;
}

static struct sample_wish plain(const struct walk *walk, enum screen_kind screen)
{
	return (struct sample_wish){(uint8_t)screen, walk->language, NONE16, NONE16, NONE16};
}

static void make(struct walk *walk, enum screen_kind screen)
{
	struct sample_wish wish = plain(walk, screen);

	sample_make(&walk->sample, walk->content, &wish);
}

static const char *named(char out[WALK_NAME_BYTES_MAX], enum screen_kind screen, const struct content *c, uint32_t id)
{
	snprintf(out, WALK_NAME_BYTES_MAX, "%s %s", screen_name(screen), content_string(c, id));
	return out;
}

/* --- places of a conversation --- */

/* `rising`: as in struct view_idle. */
static void build_attract(struct walk *walk, int64_t at_s, uint16_t rising)
{
	at_s += (int64_t)LANGUAGE_TURN_S * walk->language; /* the languages take turns */
	view_build_attract(&walk->view, walk->board, walk->measure,
		&(struct view_idle){.content = walk->content,
			.local_s = at_s,
			.heard = walk->mode.mic == VIEW_MIC_NONE ? 0 : UINT8_MAX,
			.rising = rising,
			.mode = walk->mode});
}

static void walk_attract(struct walk *walk, unsigned days)
{
	char name[WALK_NAME_BYTES_MAX];

	for (unsigned day = 0; day < days; day++) {
		build_attract(walk, (int64_t)(WALK_DAY + day) * DAY_S + WALK_TIME_S, 0);
		snprintf(name, sizeof(name), day == 0 ? "attract" : "attract day %u", day + 1);
		tell(walk, name);
	}
}

/* Good morning until good evening, and shortly before the doors close. */
static void walk_hours(struct walk *walk)
{
	char name[WALK_NAME_BYTES_MAX];

	for (int hour = 0; hour < DAY_S / HOUR_S; hour++) {
		build_attract(walk, (int64_t)WALK_DAY * DAY_S + hour * HOUR_S + SOON_S, 0);
		snprintf(name, sizeof(name), "attract at %d", hour);
		tell(walk, name);
	}
}

/* What may be learned: that leaf in each place that learning fills, on both screens. */
static void walk_learned(struct walk *walk, uint16_t leaf)
{
	const char *id = content_string(walk->content, content_item(walk->content, leaf)->id);
	char name[WALK_NAME_BYTES_MAX];

	build_attract(walk, (int64_t)WALK_DAY * DAY_S + WALK_TIME_S, (uint16_t)(leaf + 1));
	snprintf(name, sizeof(name), "attract rising %s", id);
	tell(walk, name);
	make(walk, SCREEN_MENU);
	sample_learned(&walk->sample, leaf);
	snprintf(name, sizeof(name), "menu learned %s", id);
	walk_pages(walk, name);
}

static void walk_leaves(struct walk *walk, uint16_t most)
{
	for (uint16_t i = 0; i < walk->content->items.count && most > 0; i++) {
		if (content_item(walk->content, i)->children_count > 0)
			continue;
		walk_learned(walk, i);
		most--;
	}
}

static void walk_failure(struct walk *walk)
{
	const struct content *c = walk->content;

	view_build_notice(&walk->view, walk->board, walk->measure,
		&(struct view_notice){
			.title = content_text(c, c->label[LABEL_FAILURE], walk->language, 0),
			.text = content_text(c, c->prompt[PROMPT_FAILURE], walk->language, 0),
			.button = content_text(c, c->label[LABEL_TRY_AGAIN], walk->language, 0),
			.change = VIEW_TRY_AGAIN,
			.mode = walk->mode,
		});
	tell(walk, screen_name(SCREEN_NOTICE));
}

void walk_screen(struct walk *walk, const struct sample_wish *wish)
{
	if (wish->screen == SCREEN_ATTRACT) {
		walk_attract(walk, 1);
	} else if (wish->screen == SCREEN_NOTICE) {
		walk_failure(walk);
	} else {
		sample_make(&walk->sample, walk->content, wish);
		walk_pages(walk, screen_name(wish->screen));
	}
}

static void walk_plain(struct walk *walk)
{
	for (uint8_t screen = SCREEN_LANGUAGE; screen < SCREEN_NOTICE; screen++) {
		make(walk, screen);
		walk_wordings(walk, screen_name(screen));
	}
	walk_failure(walk);
}

static const char *make_menu(struct walk *walk, uint16_t item, char name[WALK_NAME_BYTES_MAX])
{
	struct sample_wish wish = plain(walk, SCREEN_MENU);

	wish.item = item;
	sample_make(&walk->sample, walk->content, &wish);
	return named(name, SCREEN_MENU, walk->content, content_item(walk->content, item)->id);
}

static void walk_menus(struct walk *walk)
{
	char name[WALK_NAME_BYTES_MAX];

	for (uint16_t item = 0; item < walk->content->items.count; item++) {
		if (content_item(walk->content, item)->children_count > 0)
			walk_wordings(walk, make_menu(walk, item, name));
	}
}

/* "Which of these?": each topic stands in a tile once. */
static void walk_topics(struct walk *walk)
{
	const struct content *c = walk->content;
	char name[WALK_NAME_BYTES_MAX];

	for (uint16_t topic = 0; topic < c->topics.count; topic += TOPICS_AT_ONCE) {
		struct effect *show = &walk->sample.show;

		make(walk, SCREEN_MENU);
		show->show.caption = (struct saying){
			.text = c->prompt[PROMPT_WHICH_OF_THESE],
			.language = walk->language,
		};
		show->show.choices.count = 0;
		for (uint16_t i = topic; i < c->topics.count && i < topic + TOPICS_AT_ONCE; i++)
			show->show.choices.list[show->show.choices.count++] =
				(struct choice){CHOICE_TOPIC, 0, i, false};
		snprintf(name, sizeof(name), "menu of %s", content_string(c, content_topic(c, topic)->id));
		walk_pages(walk, name);
	}
}

static void walk_steps(struct walk *walk, uint16_t answer)
{
	const struct content *c = walk->content;
	const struct content_answer *a = content_answer(c, answer);
	struct sample_wish wish = plain(walk, SCREEN_STEP);
	char name[WALK_NAME_BYTES_MAX];

	wish.answer = answer;
	for (uint8_t step = 1; step <= a->steps_count; step++) {
		struct values *values = &walk->sample.show.show.caption.values;

		sample_make(&walk->sample, c, &wish);
		walk->sample.show.show.step = step;
		snprintf(name, sizeof(name), "%d", step);
		values_set(values, "step", name);
		values_set(values, "text", content_text(c, a->steps[step - 1], walk->language, 0));
		snprintf(name, sizeof(name), "%s %s %d", screen_name(SCREEN_STEP), content_string(c, a->id), step);
		walk_pages(walk, name);
	}
}

static void walk_answers(struct walk *walk)
{
	struct sample_wish wish = plain(walk, SCREEN_ANSWER);
	char name[WALK_NAME_BYTES_MAX];

	for (wish.answer = 0; wish.answer < walk->content->answers.count; wish.answer++) {
		sample_make(&walk->sample, walk->content, &wish);
		walk_wordings(walk,
			named(name, SCREEN_ANSWER, walk->content, content_answer(walk->content, wish.answer)->id));
		walk_steps(walk, wish.answer);
	}
}

static void say(struct walk *walk, uint16_t text)
{
	struct saying saying = {.text = text, .language = walk->language};

	sample_values(&walk->sample, text, &saying.values);
	content_say(walk->content, &saying, walk->sample.said, sizeof(walk->sample.said) - 1);
	memcpy(walk->sample.said + strlen(walk->sample.said), "\n", 2);
}

static void walk_slot(struct walk *walk, uint16_t slot)
{
	struct sample_wish wish = plain(walk, SCREEN_SLOT);
	char name[WALK_NAME_BYTES_MAX];
	char again[WALK_NAME_BYTES_MAX + 16];
	uint16_t ask = content_slot(walk->content, slot)->ask;
	uint16_t touch = content_text_heard(walk->content, ask, walk->language, 0);

	wish.slot = slot;
	sample_make(&walk->sample, walk->content, &wish);
	named(name, SCREEN_SLOT, walk->content, content_slot(walk->content, slot)->id);
	walk_wordings(walk, name);
	say(walk, content_slot(walk->content, slot)->again);
	snprintf(again, sizeof(again), "%s again", name);
	walk_pages(walk, again);
	if (touch == ask)
		return;
	sample_make(&walk->sample, walk->content, &wish);
	walk->sample.show.show.caption.text = touch;
	snprintf(again, sizeof(again), "%s by touch", name);
	walk_wordings(walk, again);
}

/* The review, and the list of what may be changed. */
static void walk_forms(struct walk *walk)
{
	const struct content *c = walk->content;
	char name[WALK_NAME_BYTES_MAX];
	char change[WALK_NAME_BYTES_MAX + 16];

	for (uint16_t form = 0; form < c->forms.count; form++) {
		const struct content_form *f = content_form(c, form);
		struct choices *choices = &walk->sample.show.show.choices;

		named(name, SCREEN_REVIEW, c, f->id);
		make(walk, SCREEN_REVIEW);
		walk->sample.show.show.topic = content_topic_of(c, TOPIC_FORM, form);
		sample_review(&walk->sample, form);
		walk_pages(walk, name);
		make(walk, SCREEN_MENU);
		walk->sample.show.show.caption.text = c->prompt[PROMPT_REVIEW_CHANGE];
		walk->sample.show.show.topic = content_topic_of(c, TOPIC_FORM, form);
		choices->count = 0;
		for (uint16_t i = 0; i < f->slots_count; i++)
			choices->list[choices->count++] = (struct choice){CHOICE_SLOT, 0, f->slots[i], false};
		snprintf(change, sizeof(change), "%s change", name);
		walk_pages(walk, change);
	}
}

static void walk_said(struct walk *walk, uint16_t text, const char *name)
{
	make(walk, SCREEN_MENU);
	say(walk, text);
	walk_pages(walk, name);
}

/* Its question, and its outcomes as they are said before the menu. */
/* What became of something, alone, as it may be taken back. */
static void walk_result(struct walk *walk, uint16_t text, const char *name)
{
	struct saying saying = {.text = text, .language = walk->language};

	make(walk, SCREEN_MENU);
	walk->sample.show.show.can_undo = true;
	sample_values(&walk->sample, text, &saying.values);
	content_say(walk->content, &saying, walk->sample.result, sizeof(walk->sample.result));
	walk_pages(walk, name);
}

static void walk_action(struct walk *walk, const struct content_action *a)
{
	const char *id = content_string(walk->content, a->id);
	const uint16_t outcomes[] = {a->done, a->refused, a->unknown};
	char name[WALK_NAME_BYTES_MAX];

	make(walk, SCREEN_QUESTION);
	walk->sample.show.show.caption.text = a->confirm;
	sample_values(&walk->sample, a->confirm, &walk->sample.show.show.caption.values);
	snprintf(name, sizeof(name), "%s %s", screen_name(SCREEN_QUESTION), id);
	walk_wordings(walk, name);
	for (size_t i = 0; i < sizeof(outcomes) / sizeof(outcomes[0]); i++) {
		snprintf(name, sizeof(name), "outcome %zu of %s", i + 1, id);
		if (outcomes[i] == NONE16)
			continue;
		walk_said(walk, outcomes[i], name);
		snprintf(name, sizeof(name), "result %zu of %s", i + 1, id);
		walk_result(walk, outcomes[i], name);
	}
}

static void walk_teams(struct walk *walk)
{
	const struct content *c = walk->content;
	char name[WALK_NAME_BYTES_MAX];

	for (uint16_t team = 0; team < c->teams.count; team++) {
		make(walk, SCREEN_HANDOVER);
		values_set(&walk->sample.show.show.caption.values, "team",
			content_text(c, content_team(c, team)->name, walk->language, 0));
		walk_pages(walk, named(name, SCREEN_HANDOVER, c, content_team(c, team)->id));
	}
}

/* The screen on which a prompt is the question; SCREEN_MENU: it is said before what comes next. */
static enum screen_kind screen_of(enum prompt prompt)
{
	switch (prompt) {
	case PROMPT_THEN_OFFER:
	case PROMPT_SLOT_CONFIRM:
	case PROMPT_UNDO_OFFER: return SCREEN_QUESTION;
	case PROMPT_ACTION_WAIT: return SCREEN_WAIT;
	case PROMPT_HANDOVER_REASON:
	case PROMPT_HANDOVER_WAIT:
	case PROMPT_HANDOVER_HERE: return SCREEN_HANDOVER;
	case PROMPT_HANDOVER_CLOSED:
	case PROMPT_HANDOVER_UNTAKEN: return SCREEN_CALLBACK;
	case PROMPT_MESSAGE_ASK:
	case PROMPT_SURVEY_WHY:
	case PROMPT_SURVEY_WENT_WRONG: return SCREEN_WHY;
	case PROMPT_STILL_THERE: return SCREEN_STILL_THERE;
	case PROMPT_SURVEY_SCORE: return SCREEN_SURVEY;
	case PROMPT_GOODBYE:
	case PROMPT_GOODBYE_QUIET: return SCREEN_GOODBYE;
	default: return SCREEN_MENU;
	}
}

static void walk_prompt(struct walk *walk, enum prompt prompt, uint8_t heard)
{
	uint16_t text = content_prompt(walk->content, prompt, walk->language, heard);
	enum screen_kind screen = screen_of(prompt);
	char name[WALK_NAME_BYTES_MAX];

	snprintf(name, sizeof(name), "%s %s%s", screen_name(screen), prompt_name(prompt), heard ? "" : " by touch");
	if (screen == SCREEN_MENU) {
		walk_said(walk, text, name);
		return;
	}
	make(walk, screen);
	walk->sample.show.show.caption.text = text;
	sample_values(&walk->sample, text, &walk->sample.show.show.caption.values);
	walk_wordings(walk, name);
}

/* Those that no other part of the walk shows as they are, and as they are where nobody is heard. */
static void walk_prompts(struct walk *walk)
{
	for (int prompt = 0; prompt < PROMPT_COUNT; prompt++) {
		uint16_t text = walk->content->prompt[prompt];

		walk_prompt(walk, (enum prompt)prompt, HEARD_ALL);
		if (content_prompt(walk->content, (enum prompt)prompt, walk->language, 0) != text)
			walk_prompt(walk, (enum prompt)prompt, 0);
	}
}

/* --- whole walks --- */

/* The first slot of each kind of entry, and a masked one. */
static void walk_entries(struct walk *walk)
{
	bool seen[ENTRY_LETTERS + 1] = {false};
	bool masked = false;

	for (uint16_t slot = 0; slot < walk->content->slots.count; slot++) {
		uint8_t kind = (uint8_t)entry_kind_of(walk->content, slot);
		bool hides = content_slot(walk->content, slot)->flags & SLOT_MASKED;
		struct sample_wish wish = plain(walk, SCREEN_SLOT);
		char name[WALK_NAME_BYTES_MAX];

		if (seen[kind] && (!hides || masked))
			continue;
		seen[kind] = true;
		masked = masked || hides;
		wish.slot = slot;
		sample_make(&walk->sample, walk->content, &wish);
		walk_pages(walk, named(name, SCREEN_SLOT, walk->content, content_slot(walk->content, slot)->id));
	}
}

/* Of the first action that can be taken back. */
static void walk_first_result(struct walk *walk)
{
	for (uint16_t i = 0; i < walk->content->actions.count; i++) {
		const struct content_action *action = content_action(walk->content, i);

		if (action->undo != NONE16) {
			walk_result(walk, action->done, "result");
			return;
		}
	}
}

void walk_screens(struct walk *walk)
{
	char name[WALK_NAME_BYTES_MAX];

	walk_attract(walk, 1);
	for (uint8_t screen = SCREEN_LANGUAGE; screen < SCREEN_NOTICE; screen++) {
		if (screen == SCREEN_SLOT) {
			walk_entries(walk);
			continue;
		}
		make(walk, screen);
		walk_pages(walk, screen_name(screen));
		if (screen == SCREEN_MENU && walk->content->top_count > 0)
			walk_pages(walk, make_menu(walk, walk->content->top[0], name));
	}
	walk_leaves(walk, 1);
	walk_first_result(walk);
	walk_failure(walk);
}

void walk_all(struct walk *walk)
{
	walk_attract(walk, DAYS_WALKED);
	walk_hours(walk);
	walk_leaves(walk, UINT16_MAX);
	walk_plain(walk);
	walk_menus(walk);
	walk_topics(walk);
	walk_answers(walk);
	for (uint16_t slot = 0; slot < walk->content->slots.count; slot++)
		walk_slot(walk, slot);
	walk_forms(walk);
	for (uint16_t action = 0; action < walk->content->actions.count; action++)
		walk_action(walk, content_action(walk->content, action));
	walk_teams(walk);
	walk_prompts(walk);
}
