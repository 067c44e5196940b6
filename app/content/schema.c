#include "content/schema.h"

#define AT(type, field) .at = offsetof(struct type, field)
#define COUNT_AT(type, field) .count_at = offsetof(struct type, field)
#define COUNT(list) (sizeof(list) / sizeof((list)[0]))
#define RECORD(list)                                                                                                   \
	{                                                                                                              \
		(list), COUNT(list), NONE16                                                                            \
	}
#define NEEDED .flags = SCHEMA_REQUIRED
enum { INVITING = SCHEMA_REQUIRED | SCHEMA_TOUCH | SCHEMA_FIRM, FIRM = SCHEMA_REQUIRED | SCHEMA_FIRM };
#define ENUM(list) .names = (list), .max = COUNT(list)

enum {
	REASON_CHARS_MAX = 60,
	SHORT_CHARS_MAX = 24,
	ANSWER_CHARS_MAX = 420,
	LINE_CHARS_MAX = 120,
	PROMPT_CHARS_MAX = 300
};

static const char *const levels[] = {"anonymous", "recognised", "verified"};
static const char *const slot_types[] = {"digits", "amount", "date", "time", "choice", "name", "phone", "text"};
static const char *const action_kinds[] = {"program", "http", "training"};
#define X(upper, name) #name,
static const char *const icons[] = {ICONS(X)};
#undef X

/* clang-format off */
static const struct schema_field limits[] = {
	{"still_there_s", "Seconds of silence before \"are you still there?\"", SCHEMA_WHOLE, NEEDED, AT(content_site, still_there_s), .min = 10, .max = 600},
	{"countdown_s", "Seconds after that until the conversation ends", SCHEMA_WHOLE, NEEDED, AT(content_site, countdown_s), .min = COUNTDOWN_S_MIN, .max = COUNTDOWN_S_MAX},
	{"survey_one_in", "The survey is shown to one in so many; 1: everybody", SCHEMA_WHOLE, NEEDED, AT(content_site, survey_one_in), .min = 1, .max = 100},
	{"handover_wait_s", "Seconds until a handover that nobody takes becomes a callback", SCHEMA_WHOLE, NEEDED, AT(content_site, handover_wait_s), .min = 10, .max = 3600},
	{"move_min", "Minutes after which a conversation moves to changed content", SCHEMA_WHOLE, NEEDED, AT(content_site, move_min), .min = 1, .max = 240},
	{"keep_days", "Days that a conversation is kept", SCHEMA_WHOLE, NEEDED, AT(content_site, keep_days), .min = 1, .max = 3650},
};
static const struct schema_record limits_record = RECORD(limits);

static const struct schema_field now[] = {
	{"item", "The menu item in the \"now\" place", SCHEMA_REF, NEEDED, .section = SECTION_MENU, AT(content_site, now_item)},
	{"reason", "Why it stands there, in words", SCHEMA_TEXT, NEEDED, AT(content_site, now_reason), .max = REASON_CHARS_MAX},
	{"pinned", "An emergency: it keeps its place whatever is learned", SCHEMA_FLAG, AT(content_site, now_pinned), .max = 0},
};
static const struct schema_record now_record = RECORD(now);

static const struct schema_field proof[] = {
	{"slots", "What is asked", SCHEMA_REFS, NEEDED, .section = SECTION_SLOTS, AT(content_proof, slots), COUNT_AT(content_proof, slots_count), .min = 1, .max = FORM_SLOTS_MAX},
	{"action", "The action that checks it", SCHEMA_REF, NEEDED, .section = SECTION_ACTIONS, AT(content_proof, action)},
};
static const struct schema_record proof_record = RECORD(proof);

static const struct schema_field site[] = {
	{"id", "Stable name of the site", SCHEMA_ID, NEEDED, AT(content_site, id)},
	{"languages", "Two-letter codes; the first is the default", SCHEMA_LANGUAGES, NEEDED, AT(content_site, language), COUNT_AT(content_site, languages_count)},
	{"language_names", "Each language in its own name", SCHEMA_LANGUAGE_NAMES, NEEDED, AT(content_site, language_name), .max = SHORT_CHARS_MAX},
	{"name", "The business's name", SCHEMA_TEXT, NEEDED, AT(content_site, name), .max = TITLE_CHARS_MAX},
	{"notice", "One line: this is a machine, and what is kept and for how long", SCHEMA_TEXT, NEEDED, AT(content_site, notice), .max = LINE_CHARS_MAX},
	{"hours", "When the site is open", SCHEMA_REF, NEEDED, .section = SECTION_HOURS, AT(content_site, hours)},
	{"timezone", "As Europe/Rome", SCHEMA_STRING, NEEDED, AT(content_site, timezone), .max = ID_BYTES_MAX},
	{"currency", "The sign that is shown", SCHEMA_STRING, NEEDED, AT(content_site, currency), .max = 4},
	{"often", "The two menu items in the \"often asked\" places", SCHEMA_REFS, NEEDED, .section = SECTION_MENU, AT(content_site, often), .count_at = NONE16, .min = OFTEN_COUNT, .max = OFTEN_COUNT},
	{"now", "The one \"now\" place; without it the place is empty until something is asked for a lot", SCHEMA_MAP, .record = &now_record},
	{"person", "The team that comes when nobody else fits", SCHEMA_REF, NEEDED, .section = SECTION_TEAMS, AT(content_site, person)},
	{"recognise", "How a customer is recognised", SCHEMA_MAP, AT(content_site, recognise), .record = &proof_record},
	{"verify", "How a customer proves who they are", SCHEMA_MAP, AT(content_site, verify), .record = &proof_record},
	{"limits", "Times and shares", SCHEMA_MAP, NEEDED, .record = &limits_record},
};

#define X(upper, label, list) {#label, "Three wordings that alternate", SCHEMA_WORDINGS, .flags = INVITING, .at = PROMPT_##upper * sizeof(uint16_t), .max = PROMPT_CHARS_MAX, .values = (list)},
static const struct schema_field prompts[] = {PROMPTS(X)};
#undef X
#define X(upper, label, list) {#label, "Text of a key or a heading", SCHEMA_TEXT, NEEDED, .at = LABEL_##upper * sizeof(uint16_t), .max = SHORT_CHARS_MAX, .values = (list)},
static const struct schema_field labels[] = {LABELS(X)};
#undef X

#define SAID(upper, label, help) {#label, help, SCHEMA_WORDS, NEEDED, .at = WORDS_##upper}
static const struct schema_field words[] = {
	SAID(YES, yes, "Ways to say yes"),
	SAID(NO, no, "Ways to say no"),
	SAID(PERSON, person, "Ways to ask for a person"),
	SAID(HELP, help, "Ways to ask for help"),
	SAID(BACK, back, "Ways to say back"),
	SAID(START_OVER, start_over, "Ways to say start again"),
	SAID(GOODBYE, goodbye, "Ways to say goodbye"),
	SAID(REPEAT, repeat, "Ways to ask to hear it again"),
	SAID(SKIP, skip, "Ways to pass over a question"),
	SAID(MORE_TIME, more_time, "Ways to ask for more time"),
	SAID(CHANGE, change, "Ways to ask to change something"),
	SAID(CODE, code, "What a resume code is called"),
	{"digits", "Ten lists: zero to nine", SCHEMA_WORD_ROWS, NEEDED, .at = WORDS_DIGITS, .min = 0, .max = 10},
	{"numbers", "Number words from ten on", SCHEMA_WORD_NUMBERS, NEEDED, .at = WORDS_NUMBERS, .min = 10, .max = 1000000},
	{"repeats", "Double, triple", SCHEMA_WORD_NUMBERS, NEEDED, .at = WORDS_REPEATS, .min = 2, .max = 9},
	{"months", "Twelve lists: January to December", SCHEMA_WORD_ROWS, NEEDED, .at = WORDS_MONTHS, .min = 1, .max = 12},
	{"weekdays", "Seven lists: Monday to Sunday", SCHEMA_WORD_ROWS, NEEDED, .at = WORDS_WEEKDAYS, .min = 1, .max = 7},
	{"days", "0: today, 1: tomorrow, ...", SCHEMA_WORD_NUMBERS, NEEDED, .at = WORDS_DAYS, .min = 0, .max = 60},
	SAID(NEXT, next, "Next, as in next Monday"),
	SAID(FILLER, filler, "Small words that carry nothing"),
	{"speak", "With which our own texts invite to speak: what has one needs touch wordings", SCHEMA_INVITES, NEEDED, .max = LINE_CHARS_MAX},
	{"touch", "With which our own texts speak of a screen: what has one needs wordings for the telephone", SCHEMA_INVITES, .max = LINE_CHARS_MAX},
};
_Static_assert(COUNT(words) == WORDS_COUNT + 2, "every list of words has a row, and so have `speak` and `touch`");

static const struct schema_field menu[] = {
	{"id", "Stable name; statistics hang on it", SCHEMA_ID, NEEDED, AT(read_item, item.id)},
	{"label", "The tile's text", SCHEMA_TEXT, NEEDED, AT(read_item, item.label), .max = LABEL_CHARS_MAX},
	{"icon", "The tile's picture", SCHEMA_ENUM, NEEDED, AT(read_item, item.icon), ENUM(icons)},
	{"pinned", "Keeps its place whatever is learned later", SCHEMA_FLAG, AT(read_item, item.pinned)},
	{"items", "Its children, at most seven", SCHEMA_ITEMS, .min = 1, .max = MENU_CHILDREN_MAX},
	{"form", "The form it leads to", SCHEMA_REF, .section = SECTION_FORMS, AT(read_item, form)},
	{"answer", "The answer it leads to", SCHEMA_REF, .section = SECTION_ANSWERS, AT(read_item, answer)},
	{"team", "The team it leads to", SCHEMA_REF, .section = SECTION_TEAMS, AT(read_item, team)},
};

static const struct schema_field answers[] = {
	{"id", "Stable name; statistics hang on it", SCHEMA_ID, NEEDED, AT(read_answer, answer.id)},
	{"title", "Heading, also shown in \"which of these?\"", SCHEMA_TEXT, NEEDED, AT(read_answer, answer.title), .max = TITLE_CHARS_MAX},
	{"asks", "How people ask it: three or more in each language", SCHEMA_PHRASINGS, NEEDED, AT(read_answer, asks), .min = 3},
	{"text", "The answer, one to three short sentences", SCHEMA_TEXT, .flags = FIRM, AT(read_answer, answer.text), .max = ANSWER_CHARS_MAX},
	{"steps", "A guide, step by step", SCHEMA_TEXTS, AT(read_answer, answer.steps), COUNT_AT(read_answer, answer.steps_count), .min = 2, .max = STEPS_MAX, .chars = ANSWER_CHARS_MAX},
	{"repair", "The steps are things to try: they end when one has worked", SCHEMA_FLAG, AT(read_answer, answer.repair)},
	{"then", "A form that is offered after the answer", SCHEMA_REF, .section = SECTION_FORMS, AT(read_answer, answer.then_form)},
	{"team", "Who takes over if it did not help", SCHEMA_REF, .section = SECTION_TEAMS, AT(read_answer, answer.team)},
	{"source", "Where the answer comes from", SCHEMA_STRING, NEEDED, AT(read_answer, answer.source), .max = LINE_CHARS_MAX},
	{"owner", "Who keeps it true", SCHEMA_REF, NEEDED, .section = SECTION_PEOPLE, AT(read_answer, answer.owner)},
	{"valid_until", "Until when it holds: 2027-12-31", SCHEMA_DATE, NEEDED, AT(read_answer, answer.valid_until_day)},
};

static const struct schema_field forms[] = {
	{"id", "Stable name; statistics hang on it", SCHEMA_ID, NEEDED, AT(read_form, form.id)},
	{"title", "Heading, also shown in \"which of these?\"", SCHEMA_TEXT, NEEDED, AT(read_form, form.title), .max = TITLE_CHARS_MAX},
	{"asks", "How people ask it: three or more in each language", SCHEMA_PHRASINGS, NEEDED, AT(read_form, asks), .min = 3},
	{"level", "How surely the customer must be known", SCHEMA_ENUM, NEEDED, AT(read_form, form.level), ENUM(levels)},
	{"slots", "What is asked, in this order", SCHEMA_REFS, NEEDED, .section = SECTION_SLOTS, AT(read_form, form.slots), COUNT_AT(read_form, form.slots_count), .min = 1, .max = FORM_SLOTS_MAX},
	{"optional", "Those of its slots that may be skipped", SCHEMA_OPTIONAL, AT(read_form, form.optional), .section = SECTION_SLOTS, .min = 1, .max = FORM_SLOTS_MAX},
	{"action", "What is done with it; without one the form goes to the team, filled in", SCHEMA_REF, .section = SECTION_ACTIONS, AT(read_form, form.action)},
	{"team", "Who helps when it does not work", SCHEMA_REF, .section = SECTION_TEAMS, AT(read_form, form.team)},
};

static const struct schema_field choices[] = {
	{"id", "Stable name of the choice", SCHEMA_ID, NEEDED, AT(content_choice, id)},
	{"label", "The tile's text", SCHEMA_TEXT, NEEDED, AT(content_choice, label), .max = LABEL_CHARS_MAX},
	{"asks", "How people say it", SCHEMA_PHRASINGS, NEEDED, AT(content_choice, asks), .min = 1},
};
static const struct schema_record choices_record = RECORD(choices);

static const struct schema_field slots[] = {
	{"id", "Stable name", SCHEMA_ID, NEEDED, AT(content_slot, id)},
	{"type", "What kind of answer is wanted", SCHEMA_ENUM, NEEDED, AT(content_slot, type), ENUM(slot_types)},
	{"label", "Its name in the review", SCHEMA_TEXT, NEEDED, AT(content_slot, label), .max = SHORT_CHARS_MAX},
	{"ask", "The question, in three wordings", SCHEMA_WORDINGS, .flags = INVITING, AT(content_slot, ask), .max = PROMPT_CHARS_MAX},
	{"again", "After an answer that does not fit: what is wanted, with an example", SCHEMA_TEXT, INVITING, AT(content_slot, again), .max = PROMPT_CHARS_MAX},
	{"digits", "How many digits", SCHEMA_RANGE, NEEDED, .only = SLOT_DIGITS + 1, AT(content_slot, min), .min = 1, .max = 30},
	{"amount", "From and to, in whole currency units", SCHEMA_RANGE, NEEDED, .only = SLOT_AMOUNT + 1, AT(content_slot, min), .min = 0, .max = 999999},
	{"date", "From and to, in days from today", SCHEMA_RANGE, NEEDED, .only = SLOT_DATE + 1, AT(content_slot, min), .min = -50000, .max = 50000},
	{"choices", "Two to seven choices", SCHEMA_CHOICES, NEEDED, .only = SLOT_CHOICE + 1, AT(content_slot, choices_first), COUNT_AT(content_slot, choices_count), .min = 2, .max = SLOT_CHOICES_MAX, .record = &choices_record},
	{"masked", "Shown and spoken as asterisks", SCHEMA_FLAG, AT(content_slot, flags), .max = 0},
	{"confirm", "Read back and confirmed at once", SCHEMA_FLAG, AT(content_slot, flags), .max = 1},
	{"optional", "May be skipped", SCHEMA_FLAG, AT(content_slot, flags), .max = 2},
};

static const struct schema_field actions[] = {
	{"id", "Stable name", SCHEMA_ID, NEEDED, AT(content_action, id)},
	{"kind", "How it is done", SCHEMA_ENUM, NEEDED, AT(content_action, kind), ENUM(action_kinds)},
	{"program", "The program and its first arguments", SCHEMA_STRINGS, NEEDED, .only = ACTION_PROGRAM + 1, AT(content_action, program_first), .max = ACTION_INPUTS_MAX, .chars = LINE_CHARS_MAX},
	{"url", "Where it is asked for", SCHEMA_STRING, NEEDED, .only = ACTION_HTTP + 1, AT(content_action, url), .max = 200},
	{"inputs", "The slots it needs", SCHEMA_REFS, .section = SECTION_SLOTS, AT(content_action, inputs), COUNT_AT(content_action, inputs_count), .min = 0, .max = ACTION_INPUTS_MAX},
	{"level", "How surely the customer must be known", SCHEMA_ENUM, NEEDED, AT(content_action, level), ENUM(levels)},
	{"confirm", "What is going to happen, as a question", SCHEMA_TEXT, .flags = FIRM | SCHEMA_INPUTS, AT(content_action, confirm), .max = PROMPT_CHARS_MAX},
	{"undo", "The action that takes it back", SCHEMA_REF, .section = SECTION_ACTIONS, AT(content_action, undo)},
	{"done", "The result", SCHEMA_TEXT, .flags = SCHEMA_REQUIRED | SCHEMA_INPUTS, AT(content_action, done), .max = PROMPT_CHARS_MAX, .values = "reference,result"},
	{"refused", "The business said no", SCHEMA_TEXT, .flags = SCHEMA_REQUIRED | SCHEMA_INPUTS, AT(content_action, refused), .max = PROMPT_CHARS_MAX, .values = "reason"},
	{"unknown", "Nobody knows yet whether it happened: says so, promises a callback", SCHEMA_TEXT, .flags = SCHEMA_REQUIRED | SCHEMA_INPUTS, AT(content_action, unknown), .max = PROMPT_CHARS_MAX, .values = "reference"},
	{"wait_s", "Seconds before its outcome is asked for", SCHEMA_WHOLE, NEEDED, AT(content_action, wait_s), .min = 1, .max = 60},
	{"team", "Who helps when it does not work", SCHEMA_REF, .section = SECTION_TEAMS, AT(content_action, team)},
};

static const struct schema_field teams[] = {
	{"id", "Stable name; statistics hang on it", SCHEMA_ID, NEEDED, AT(content_team, id)},
	{"name", "As the customer sees it", SCHEMA_TEXT, NEEDED, AT(content_team, name), .max = TITLE_CHARS_MAX},
	{"skills", "What it can help with", SCHEMA_NAMES, AT(content_team, skills)},
	{"hours", "When somebody is there", SCHEMA_REF, NEEDED, .section = SECTION_HOURS, AT(content_team, hours)},
	{"wait_min", "The usual wait in minutes", SCHEMA_WHOLE, NEEDED, AT(content_team, wait_min), .min = 0, .max = 600},
};

static const struct schema_field people[] = {
	{"id", "Stable name", SCHEMA_ID, NEEDED, AT(content_person, id)},
	{"name", "As the customer sees it", SCHEMA_STRING, NEEDED, AT(content_person, name), .max = TITLE_CHARS_MAX},
	{"team", "Where they work", SCHEMA_REF, NEEDED, .section = SECTION_TEAMS, AT(content_person, team)},
	{"languages", "Those of the site's that they speak", SCHEMA_SPOKEN, NEEDED, AT(content_person, languages)},
	{"skills", "What they can help with", SCHEMA_NAMES, AT(content_person, skills)},
	{"hours", "When they are there", SCHEMA_REF, NEEDED, .section = SECTION_HOURS, AT(content_person, hours)},
};

#define DAY(name, index) {name, "Opening times: [\"08:20-13:20\"]; [] is closed", SCHEMA_SPANS, NEEDED, .at = offsetof(struct content_hours, day) + (index) * sizeof(struct content_span[SPANS_MAX])}
static const struct schema_field hours[] = {
	{"id", "Stable name", SCHEMA_ID, NEEDED, AT(content_hours, id)},
	DAY("mon", 0), DAY("tue", 1), DAY("wed", 2), DAY("thu", 3), DAY("fri", 4), DAY("sat", 5), DAY("sun", 6),
	{"closed", "Days on which it is closed all the same", SCHEMA_DATES, AT(content_hours, closed_first)},
};

static const struct schema_field branches[] = {
	{"id", "Stable name", SCHEMA_ID, NEEDED, AT(content_branch, id)},
	{"name", "As the customer sees it", SCHEMA_TEXT, NEEDED, AT(content_branch, name), .max = TITLE_CHARS_MAX},
	{"address", "Street and number", SCHEMA_STRING, NEEDED, AT(content_branch, address), .max = LINE_CHARS_MAX},
	{"town", "Town", SCHEMA_STRING, NEEDED, AT(content_branch, town), .max = TITLE_CHARS_MAX},
	{"phone", "Telephone number, in quotes", SCHEMA_STRING, NEEDED, AT(content_branch, phone), .max = SHORT_CHARS_MAX},
	{"hours", "When it is open", SCHEMA_REF, NEEDED, .section = SECTION_HOURS, AT(content_branch, hours)},
	{"services", "What it has", SCHEMA_NAMES, AT(content_branch, services)},
};

static const struct schema_field offers[] = {
	{"id", "Stable name", SCHEMA_ID, NEEDED, AT(content_offer, id)},
	{"title", "Heading", SCHEMA_TEXT, NEEDED, AT(content_offer, title), .max = TITLE_CHARS_MAX},
	{"text", "One or two sentences", SCHEMA_TEXT, NEEDED, AT(content_offer, text), .max = PROMPT_CHARS_MAX},
	{"from", "First day", SCHEMA_DATE, NEEDED, AT(content_offer, from_day)},
	{"until", "Last day", SCHEMA_DATE, NEEDED, AT(content_offer, until_day)},
	{"item", "The menu item it leads to", SCHEMA_REF, NEEDED, .section = SECTION_MENU, AT(content_offer, item)},
	{"opening", "It is also said when a conversation begins", SCHEMA_FLAG, AT(content_offer, flags), .max = 0},
	{"mandatory", "It is never left out there", SCHEMA_FLAG, AT(content_offer, flags), .max = 1},
};

const struct schema_rule schema_rules[SECTION_COUNT] = {
	[SECTION_SITE] = {"site", "site", "The site as a whole", RECORD(site), 0, true},
	[SECTION_PROMPTS] = {"prompts", "prompts", "What foyer says", RECORD(prompts), 0, true},
	[SECTION_LABELS] = {"labels", "labels", "Texts of keys and headings", RECORD(labels), 0, true},
	[SECTION_WORDS] = {"words", "words", "How people say things", RECORD(words), 0, true},
	[SECTION_MENU] = {"menu", "menu item", "The tree of services", RECORD(menu), sizeof(struct read_item), true},
	[SECTION_ANSWERS] = {"answers", "answer", "What can be answered", RECORD(answers), sizeof(struct read_answer), false},
	[SECTION_FORMS] = {"forms", "form", "What can be done", RECORD(forms), sizeof(struct read_form), false},
	[SECTION_SLOTS] = {"slots", "slot", "What forms ask", {slots, COUNT(slots), offsetof(struct content_slot, type)}, sizeof(struct content_slot), false},
	[SECTION_ACTIONS] = {"actions", "action", "What is done in the business's systems", {actions, COUNT(actions), offsetof(struct content_action, kind)}, sizeof(struct content_action), false},
	[SECTION_TEAMS] = {"teams", "team", "Who helps", RECORD(teams), sizeof(struct content_team), true},
	[SECTION_PEOPLE] = {"people", "person", "Who works where", RECORD(people), sizeof(struct content_person), false},
	[SECTION_HOURS] = {"hours", "hours", "Opening times", RECORD(hours), sizeof(struct content_hours), true},
	[SECTION_BRANCHES] = {"branches", "branch", "Where the business is", RECORD(branches), sizeof(struct content_branch), false},
	[SECTION_OFFERS] = {"offers", "offer", "Shown while nobody is there", RECORD(offers), sizeof(struct content_offer), false},
};
/* clang-format on */

_Static_assert((int)PROMPT_COUNT <= (int)SCHEMA_FIELDS_MAX, "room for every prompt");
