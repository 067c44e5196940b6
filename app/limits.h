/* Every bound of the product in one place. Sizes are bytes, times are in their name's unit. */
#ifndef FOYER_LIMITS_H
#define FOYER_LIMITS_H

enum {
	/* content */
	LANGUAGES_MAX = 4,
	WORDINGS_MAX = 3,
	MENU_CHILDREN_MAX = 7, /* what fits on the screen and in an ear */
	MENU_DEPTH_MAX = 3,
	FORM_SLOTS_MAX = 8,
	FORM_TEXTS_MAX = 2, /* of them free texts: a session has room for so many long ones */
	STEPS_MAX = 8,
	CHOICES_MAX = 12, /* offered at once: 7 items, 2 often, 1 now, 2 spare */
	SLOT_CHOICES_MAX = 7,
	ACTION_INPUTS_MAX = 8,
	OFTEN_COUNT = 2,
	OPENING_OFFERS_MAX = 6,  /* said at the beginning */
	OPENING_CHARS_MAX = 160, /* each of them: everybody must wait for it */
	COUNTDOWN_S_MIN = 20,    /* "are you still there?": what everybody must be given */
	COUNTDOWN_S_MAX = 80,
	ID_BYTES_MAX = 40,
	TEXT_BYTES_MAX = 1000, /* one text of content, UTF-8 */
	LABEL_CHARS_MAX = 28,
	TITLE_CHARS_MAX = 40,
	CONTENT_BYTES_MAX = 4 << 20, /* a compiled image */
	CONTENT_FILE_BYTES_MAX = 2 << 20,
	CONTENT_FILES_MAX = 256,
	IMAGES_COUNT = 3, /* versions that sessions may be pinned to at once */

	/* a conversation */
	WORDS_BYTES_MAX = 512, /* what a customer says or types at once, with the final NUL */
	ALTERNATIVES_MAX = 5,  /* what the recogniser thinks it was */
	VALUE_BYTES_MAX = 96,  /* one slot's value, with the final NUL */
	FREE_TEXT_BYTES_MAX = 384,
	PHRASE_BYTES_MAX = 128,  /* of words that led to a topic, until it is served */
	FACTS_MAX = 16,          /* slots known about one customer */
	TRAIL_MAX = 12,          /* menu steps remembered for the handover */
	VALUES_BYTES_MAX = 1536, /* the values that fill one prompt */
	SAID_BYTES_MAX = 2560,   /* a prompt with its values, as text */
	CODE_DIGITS = 4,
	NAME_BYTES_MAX = 48,
	EFFECTS_MAX = 28,
	UNHURRIED_TIMES = 3, /* as much time for who listens to the screen or uses its keypad */
	NO_INPUT_MAX = 3,    /* the third silence: a person */
	NO_MATCH_MAX = 2,    /* the second misunderstanding in a row: a person */

	/* the device */
	SESSIONS_DESK = 8,
	SESSIONS_LINE = 64,
	SESSIONS_BENCH = 1000,
	SESSIONS_MAX = 1024,
	SESSION_BYTES_MAX = 4096,
};

#endif
