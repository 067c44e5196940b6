/* What the business wrote, compiled and checked: the records of a content image and how to read them.
 * A `const struct content *` points at the image itself (mapped or in memory). It never changes; sessions pin it.
 * Indices are uint16_t into the record's own table and are good for this image only; NONE16 says "none".
 * Offsets into the string pool are uint32_t; 0 is the empty string. Strings are UTF-8 and end with a NUL. */
#ifndef FOYER_CONTENT_CONTENT_H
#define FOYER_CONTENT_CONTENT_H

#include "content/image.h"
#include "content/names.h"
#include "limits.h"

enum { NONE16 = 0xffff };

/* One text in each language of the site, in up to three wordings. wording[l][0] is never 0 where the language exists.
 */
struct content_text {
	uint32_t wording[LANGUAGES_MAX][WORDINGS_MAX];
	uint16_t touch; /* the text that stands for it where nobody is heard; NONE16: itself */
	uint16_t line;  /* 1 + the text that stands for it on the telephone; its `touch` where nobody is heard there; 0:
			   none of its own */
	uint16_t mandatory; /* 1: heard to its end, whatever is pressed or said meanwhile */
};

/* Strings of one language, as a run in the `phrases` table (offsets into the string pool). */
struct content_phrases {
	uint32_t first;
	uint32_t count;
};

/* What a customer can ask for by name: an answer, a form, a team. Menus lead to topics; the matcher ranks topics. */
enum topic_kind { TOPIC_ANSWER, TOPIC_FORM, TOPIC_TEAM, TOPIC_MENU };

struct content_topic {
	uint32_t id; /* "answer:card_arrival", "form:lost_card", "team:cards", "menu:cards" (inner menu items) */
	uint16_t kind;
	uint16_t index; /* into the kind's own table */
	uint16_t title; /* text */
	uint16_t reserved;
	struct content_phrases asks[LANGUAGES_MAX];
};

struct content_item { /* of the menu */
	uint32_t id;
	uint16_t label;                       /* text */
	uint16_t icon;                        /* enum icon */
	uint16_t parent;                      /* item, NONE16 at the top */
	uint16_t topic;                       /* where it leads; inner items lead to their TOPIC_MENU */
	uint16_t children[MENU_CHILDREN_MAX]; /* items, as authored */
	uint16_t children_count;              /* 0: a leaf */
	uint16_t pinned;
	uint16_t reserved;
};

struct content_answer {
	uint32_t id;
	uint16_t title;
	uint16_t text;
	uint16_t steps[STEPS_MAX]; /* texts */
	uint16_t steps_count;
	uint16_t then_form;       /* form or NONE16 */
	uint16_t team;            /* never NONE16 */
	uint16_t owner;           /* people */
	uint32_t source;          /* string */
	uint32_t valid_until_day; /* days since 1970-01-01; 0: for ever */
	uint16_t repair; /* the steps are things to try: "it worked" ends them; otherwise they follow one another */
	uint16_t reserved;
};

enum level { LEVEL_ANONYMOUS, LEVEL_RECOGNISED, LEVEL_VERIFIED };

struct content_form {
	uint32_t id;
	uint16_t title;
	uint16_t level; /* enum level */
	uint16_t slots[FORM_SLOTS_MAX];
	uint16_t slots_count;
	uint16_t action;   /* or NONE16: handed over to the team, filled in */
	uint16_t team;     /* never NONE16 */
	uint16_t optional; /* bit i: slots[i] may be skipped in this form */
};

enum slot_type { SLOT_DIGITS, SLOT_AMOUNT, SLOT_DATE, SLOT_TIME, SLOT_CHOICE, SLOT_NAME, SLOT_PHONE, SLOT_TEXT };

enum slot_flag { SLOT_MASKED = 1, SLOT_CONFIRM = 2, SLOT_OPTIONAL = 4 };

struct content_choice {
	uint32_t id;
	uint16_t label; /* text */
	uint16_t reserved;
	struct content_phrases asks[LANGUAGES_MAX];
};

struct content_slot {
	uint32_t id;
	uint16_t label;
	uint16_t ask;   /* text, three wordings */
	uint16_t again; /* text */
	uint16_t type;  /* enum slot_type */
	uint16_t flags; /* enum slot_flag */
	uint16_t choices_count;
	uint32_t choices_first; /* in the `choices` table */
	int32_t min;            /* digits: how many; amount: whole units; date: days from today; otherwise 0 */
	int32_t max;
};

enum action_kind { ACTION_PROGRAM, ACTION_HTTP, ACTION_TRAINING };

struct content_action {
	uint32_t id;
	uint16_t kind; /* enum action_kind */
	uint16_t level;
	uint16_t inputs[ACTION_INPUTS_MAX]; /* slots */
	uint16_t inputs_count;
	uint16_t undo;    /* action or NONE16 */
	uint16_t confirm; /* texts */
	uint16_t done;
	uint16_t refused;
	uint16_t unknown;
	uint16_t team;
	uint16_t wait_s;
	uint32_t program_first; /* strings in `phrases`: the program and its first arguments */
	uint32_t program_count;
	uint32_t url; /* string */
};

enum { DAYS_COUNT = 7, SPANS_MAX = 3 };

struct content_span { /* minutes of the day, to is after from */
	uint16_t from_min;
	uint16_t to_min;
};

struct content_hours {
	uint32_t id;
	struct content_span day[DAYS_COUNT][SPANS_MAX]; /* Monday first; from == to: unused */
	uint32_t closed_first;                          /* in `days`: days since 1970-01-01 */
	uint32_t closed_count;
};

struct content_team {
	uint32_t id;
	uint16_t name; /* text */
	uint16_t hours;
	uint16_t wait_min;
	uint16_t reserved;
	struct content_phrases skills; /* ids */
};

struct content_person {
	uint32_t id;
	uint32_t name; /* string */
	uint16_t team;
	uint16_t hours;
	uint16_t languages; /* bit l: speaks the site's language l */
	uint16_t reserved;
	struct content_phrases skills;
};

struct content_branch {
	uint32_t id;
	uint16_t name; /* text */
	uint16_t hours;
	uint32_t address; /* strings */
	uint32_t town;
	uint32_t phone;
	struct content_phrases services;
};

enum offer_flag {
	OFFER_OPENING = 1,  /* said at the beginning, behind the notice, while it is valid */
	OFFER_MANDATORY = 2 /* and never left out there */
};

struct content_offer {
	uint32_t id;
	uint16_t title;
	uint16_t text;
	uint32_t from_day;
	uint32_t until_day;
	uint16_t item;
	uint16_t flags; /* set of enum offer_flag */
};

struct content_proof { /* how a customer becomes recognised or verified */
	uint16_t slots[FORM_SLOTS_MAX];
	uint16_t slots_count;
	uint16_t action;
};

struct content_site {
	uint32_t id;
	uint16_t name; /* texts */
	uint16_t notice;
	uint16_t now_reason; /* NONE16 with now_item: the place is empty until something rises */
	uint16_t now_item;
	uint16_t often[OFTEN_COUNT]; /* items */
	uint16_t hours;
	uint16_t person;   /* team */
	uint32_t timezone; /* strings */
	uint32_t currency;
	uint32_t languages_count;
	uint32_t language[LANGUAGES_MAX];      /* "en" */
	uint32_t language_name[LANGUAGES_MAX]; /* "English" */
	struct content_proof recognise;
	struct content_proof verify;
	uint16_t still_there_s;
	uint16_t countdown_s;
	uint16_t survey_one_in;
	uint16_t handover_wait_s;
	uint16_t move_min;
	uint16_t keep_days;
	uint16_t now_pinned; /* an emergency: what is learned never takes its place */
	uint16_t reserved;
};

/* How people say things. `list` rows of one language and kind: see words_kind in names.h. */
struct content_word {
	uint32_t phrase; /* string */
	uint16_t kind;   /* enum words_kind */
	uint16_t language;
	int32_t value; /* the digit, number, month 1..12, weekday 1..7, days from today; otherwise 0 */
};

/* The image. */
struct content {
	struct image_header header;
	struct content_site site;
	struct image_table strings; /* bytes; the first is the NUL of the empty string, the last a NUL */
	struct image_table texts;
	struct image_table phrases; /* uint32_t string offsets */
	struct image_table topics;
	struct image_table items;
	struct image_table answers;
	struct image_table forms;
	struct image_table slots;
	struct image_table choices;
	struct image_table actions;
	struct image_table hours;
	struct image_table days; /* uint32_t */
	struct image_table teams;
	struct image_table people;
	struct image_table branches;
	struct image_table offers;
	struct image_table words;
	uint16_t top[MENU_CHILDREN_MAX]; /* items, as authored */
	uint16_t top_count;
	uint16_t prompt[PROMPT_COUNT]; /* texts */
	uint16_t label[LABEL_COUNT];
};

/* Proves every table, offset, index and string of an image that came from a file. After ERR_NONE the accessors below
 * cannot fail. */
MUST_USE enum err content_sound(const void *image, size_t size);

/* Records. The index must be inside the table (CHECK). */
const struct content_topic *content_topic(const struct content *c, uint16_t topic);
const struct content_item *content_item(const struct content *c, uint16_t item);
const struct content_answer *content_answer(const struct content *c, uint16_t answer);
const struct content_form *content_form(const struct content *c, uint16_t form);
const struct content_slot *content_slot(const struct content *c, uint16_t slot);
const struct content_choice *content_slot_choice(const struct content *c, uint16_t slot, uint16_t choice);
const struct content_action *content_action(const struct content *c, uint16_t action);
const struct content_hours *content_hours(const struct content *c, uint16_t hours);
const struct content_team *content_team(const struct content *c, uint16_t team);
const struct content_person *content_person(const struct content *c, uint16_t person);
const struct content_branch *content_branch(const struct content *c, uint16_t branch);
const struct content_offer *content_offer(const struct content *c, uint16_t offer);
const struct content_word *content_word(const struct content *c, uint32_t word);

/* Strings, lent for the image's life. Never NULL. */
const char *content_string(const struct content *c, uint32_t offset);
const char *content_phrase(const struct content *c, struct content_phrases phrases, uint32_t at);
/* The wording is taken modulo what the text has. A text of NONE16 is "". */
const char *content_text(const struct content *c, uint16_t text, uint8_t language, uint8_t wording);
/* The text as it is said where speech in that language is heard, or is not. `heard`: set of languages, bit l. */
uint16_t content_text_heard(const struct content *c, uint16_t text, uint8_t language, uint8_t heard);
/* The same on the telephone, where nothing is touched or seen. */
uint16_t content_text_line(const struct content *c, uint16_t text, uint8_t language, uint8_t heard);
/* The same of a prompt, for surfaces that speak for themselves. */
uint16_t content_prompt(const struct content *c, enum prompt prompt, uint8_t language, uint8_t heard);
uint16_t content_prompt_line(const struct content *c, enum prompt prompt, uint8_t language, uint8_t heard);
/* True: it has wordings of its own for the telephone. */
bool content_has_line(const struct content *c, uint16_t text);
/* Heard to its end: a legal notice. */
bool content_is_mandatory(const struct content *c, uint16_t text);
/* How many wordings the text has in that language, 1..3. */
uint8_t content_wordings(const struct content *c, uint16_t text, uint8_t language);

/* By stable id; NONE16 if this content has it no more. For moving a session, a layout or a model to another version. */
uint16_t content_find_topic(const struct content *c, const char *id);
uint16_t content_find_item(const struct content *c, const char *id);
uint16_t content_find_slot(const struct content *c, const char *id);
uint16_t content_find_action(const struct content *c, const char *id);
uint16_t content_find_form(const struct content *c, const char *id);
uint16_t content_find_answer(const struct content *c, const char *id);
uint16_t content_find_team(const struct content *c, const char *id);
/* The topic of a form, answer, team or inner menu item. Never NONE16. */
uint16_t content_topic_of(const struct content *c, enum topic_kind kind, uint16_t index);
/* The language by its two letters, LANGUAGES_MAX if the site has it not. */
uint8_t content_language(const struct content *c, const char *code);

/* Opening hours. local_s: seconds since 1970-01-01 00:00 of the site's own wall clock (no zone, no leap seconds); 0:
 * unknown, then open. */
bool content_is_open(const struct content *c, uint16_t hours, int64_t local_s);
/* True: the offer holds on that day; of an unknown day too. */
bool content_offer_holds(const struct content *c, uint16_t offer, int64_t local_s);
/* When what is open now closes, in the same seconds; 0: it is closed, or nobody knows. */
int64_t content_closes_at(const struct content *c, uint16_t hours, int64_t local_s);
/* When it opens next, in the same seconds, at most 14 days ahead; 0 if unknown or never. */
int64_t content_opens_at(const struct content *c, uint16_t hours, int64_t local_s);

#endif
