/* The names that code and content share: prompts, labels, word lists, icons. One list each, so that the enum, the name
 * in the files and the values a text may use can never differ. X(ENUM, name in the files, values that its text may
 * hold, with commas). */
#ifndef FOYER_CONTENT_NAMES_H
#define FOYER_CONTENT_NAMES_H

/* clang-format off */
#define PROMPTS(X) \
	X(GREET, greet, "site") \
	X(CHOOSE, choose, "choices") \
	X(CHOOSE_SUB, choose_sub, "title,choices") \
	X(PRESS, press, "title,key") \
	X(FURTHER, further, "choices") \
	X(NOTED, noted, "value") \
	X(KEPT, kept, "code") \
	X(KEY_MOVED, key_moved, "title,key") \
	X(WHICH_OF_THESE, which_of_these, "choices") \
	X(NO_INPUT_1, no_input_1, "") \
	X(NO_INPUT_2, no_input_2, "choices") \
	X(NO_MATCH_1, no_match_1, "") \
	X(NO_MATCH_2, no_match_2, "choices") \
	X(TROUBLE_PERSON, trouble_person, "") \
	X(HELP_HERE, help_here, "choices") \
	X(DID_THAT_HELP, did_that_help, "") \
	X(GLAD, glad, "") \
	X(THEN_OFFER, then_offer, "title") \
	X(SORRY_NOT_HELPED, sorry_not_helped, "") \
	X(STEP, step, "step,steps,text") \
	X(DID_STEP_WORK, did_step_work, "") \
	X(DID_STEP_DONE, did_step_done, "") \
	X(STEPS_DONE, steps_done, "") \
	X(FORM_START, form_start, "title,code") \
	X(SLOT_CONFIRM, slot_confirm, "label,value") \
	X(REVIEW, review, "review") \
	X(REVIEW_CHANGE, review_change, "choices") \
	X(CORRECTED, corrected, "") \
	X(CARD_NUMBER, card_number, "") \
	X(RECOGNISE, recognise, "") \
	X(VERIFY, verify, "") \
	X(KNOWN, known, "name") \
	X(NOT_RECOGNISED, not_recognised, "") \
	X(ACTION_WAIT, action_wait, "") \
	X(ACTION_TROUBLE, action_trouble, "") \
	X(UNDO_OFFER, undo_offer, "title") \
	X(UNDONE, undone, "") \
	X(HANDOVER_REASON, handover_reason, "team") \
	X(HANDOVER_WAIT, handover_wait, "team,code,wait") \
	X(HANDOVER_CLOSED, handover_closed, "team,code,opens") \
	X(HANDOVER_HERE, handover_here, "agent") \
	X(AGENT_SAYS, agent_says, "agent,words") \
	X(HANDOVER_DONE, handover_done, "agent") \
	X(HANDOVER_UNTAKEN, handover_untaken, "team") \
	X(CALLBACK_PHONE, callback_phone, "") \
	X(CALLBACK_MADE, callback_made, "team,code,value") \
	X(MESSAGE_ASK, message_ask, "") \
	X(MESSAGE_KEPT, message_kept, "team,code") \
	X(ANSWER_WAITING, answer_waiting, "agent,words") \
	X(HANDOVER_BROKEN, handover_broken, "") \
	X(HANDOVER_NEXT, handover_next, "") \
	X(OPERATOR_CALLER, operator_caller, "site,team") \
	X(OPERATOR_CALL_BACK, operator_call_back, "site,team") \
	X(OPERATOR_TOPIC, operator_topic, "title") \
	X(OPERATOR_CUSTOMER, operator_customer, "customer") \
	X(OPERATOR_TRIED, operator_tried, "tried") \
	X(OPERATOR_UPSET, operator_upset, "") \
	X(OPERATOR_ASK, operator_ask, "") \
	X(OPERATOR_DIALS, operator_dials, "") \
	X(OPERATOR_NOBODY, operator_nobody, "") \
	X(CALL_BACK_HELLO, call_back_hello, "site") \
	X(CALL_BACK_WRONG, call_back_wrong, "") \
	X(RECORD_ASK, record_ask, "") \
	X(STILL_THERE, still_there, "seconds") \
	X(MORE_TIME, more_time, "") \
	X(SURVEY_SCORE, survey_score, "") \
	X(SURVEY_WHY, survey_why, "") \
	X(SURVEY_WENT_WRONG, survey_went_wrong, "") \
	X(SURVEY_THANKS, survey_thanks, "") \
	X(GOODBYE, goodbye, "") \
	X(GOODBYE_QUIET, goodbye_quiet, "") \
	X(START_AGAIN, start_again, "") \
	X(SORRY_OURS, sorry_ours, "") \
	X(RESUMED, resumed, "title") \
	X(CODE_UNKNOWN, code_unknown, "") \
	X(CODE_LEVEL, code_level, "") \
	X(CODE_LATER, code_later, "") \
	X(MOVED, moved, "") \
	X(AT_THE_TOP, at_the_top, "") \
	X(LANGUAGE_SET, language_set, "") \
	X(ATTRACT, attract, "") \
	X(READ_ALOUD_ON, read_aloud_on, "") \
	X(READ_ALOUD_KEYS, read_aloud_keys, "") \
	X(PRIVATE, private, "") \
	X(FAILURE, failure, "")

#define LABELS(X) \
	X(BACK, back, "") \
	X(START_AGAIN, start_again, "") \
	X(HELP, help, "") \
	X(PERSON, person, "") \
	X(YES, yes, "") \
	X(NO, no, "") \
	X(DONE, done, "") \
	X(DELETE, delete, "") \
	X(SKIP, skip, "") \
	X(CHANGE, change, "") \
	X(MORE, more, "") \
	X(CALL_ME, call_me, "") \
	X(MESSAGE, message, "") \
	X(OFTEN, often, "") \
	X(NOW, now, "") \
	X(RISING, rising, "") \
	X(TOUCH_TO_START, touch_to_start, "") \
	X(LISTENING, listening, "") \
	X(STEP_OF, step_of, "step,steps") \
	X(REVIEW, review, "") \
	X(YOUR_CODE, your_code, "") \
	X(SCORE_LOW, score_low, "") \
	X(SCORE_HIGH, score_high, "") \
	X(STILL_THERE, still_there, "") \
	X(STEPS_DID_WORK, steps_did_work, "") \
	X(STEPS_NOT_WORK, steps_not_work, "") \
	X(FINISH, finish, "") \
	X(UNDO, undo, "") \
	X(LANGUAGE, language, "") \
	X(SHIFT, shift, "") \
	X(SPACE, space, "") \
	X(ANSWER, answer, "") \
	X(LARGE_TEXT, large_text, "") \
	X(HIGH_CONTRAST, high_contrast, "") \
	X(NORMAL_LOOK, normal_look, "") \
	X(READ_ALOUD, read_aloud, "") \
	X(LOUDER, louder, "") \
	X(SLOWER, slower, "") \
	X(NOT_LISTENING, not_listening, "") \
	X(ON_SCREEN, on_screen, "") \
	X(ASTERISK, asterisk, "") \
	X(HASH, hash, "") \
	X(TYPE_HERE, type_here, "") \
	X(TODAY, today, "") \
	X(CLOSED_NOW, closed_now, "") \
	X(CLOSING_AT, closing_at, "time") \
	X(GOOD_MORNING, good_morning, "") \
	X(GOOD_AFTERNOON, good_afternoon, "") \
	X(GOOD_EVENING, good_evening, "") \
	X(PLACE_OF, place_of, "at,count") \
	X(CHOICES, choices, "count") \
	X(KEY_IN, key_in, "") \
	X(FAILURE, failure, "") \
	X(TRY_AGAIN, try_again, "") \
	X(GO_ON, go_on, "")

#define WORDS_KINDS(X) \
	X(YES, yes) \
	X(NO, no) \
	X(PERSON, person) \
	X(HELP, help) \
	X(BACK, back) \
	X(START_OVER, start_over) \
	X(GOODBYE, goodbye) \
	X(REPEAT, repeat) \
	X(SKIP, skip) \
	X(MORE_TIME, more_time) \
	X(CHANGE, change) \
	X(CODE, code) \
	X(DIGITS, digits) \
	X(NUMBERS, numbers) \
	X(REPEATS, repeats) \
	X(MONTHS, months) \
	X(WEEKDAYS, weekdays) \
	X(DAYS, days) \
	X(NEXT, next) \
	X(FILLER, filler)

#define ICONS(X) \
	X(CARD, card) \
	X(ACCOUNT, account) \
	X(PERSON, person) \
	X(PHONE, phone) \
	X(HOUSE, house) \
	X(CALENDAR, calendar) \
	X(EURO, euro) \
	X(KEY, key) \
	X(LOCK, lock) \
	X(MAP, map) \
	X(INFO, info) \
	X(QUESTION, question) \
	X(TOOL, tool) \
	X(BOX, box) \
	X(HEART, heart) \
	X(STAR, star) \
	X(WARNING, warning) \
	X(SHOP, shop)
/* clang-format on */

#define X(upper, name, values) PROMPT_##upper,
enum prompt { PROMPTS(X) PROMPT_COUNT };
#undef X
#define X(upper, name, values) LABEL_##upper,
enum label { LABELS(X) LABEL_COUNT };
#undef X
#define X(upper, name) WORDS_##upper,
enum words_kind { WORDS_KINDS(X) WORDS_COUNT };
#undef X
#define X(upper, name) ICON_##upper,
enum icon { ICONS(X) ICON_COUNT };
#undef X

/* The name as the files spell it. Never NULL. */
const char *prompt_name(enum prompt prompt);
const char *label_name(enum label label);
const char *words_kind_name(enum words_kind kind);
const char *icon_name(enum icon icon);
/* Comma-separated names of the values that the text may hold. */
const char *prompt_values(enum prompt prompt);
const char *label_values(enum label label);

#endif
