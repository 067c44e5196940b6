/* What the parts of the dialogue share: one turn (an event of one session, its content, the effects so far) and the
 * words for adding to it. Nothing outside app/core.c and app/dialog/ includes this. */
#ifndef FOYER_DIALOG_DIALOG_H
#define FOYER_DIALOG_DIALOG_H

#include "core.h"
#include "session.h"

struct turn {
	struct core *core;
	struct session *s;
	const struct images *images;
	const struct content *c; /* = images->content */
	const struct event *event;
	const struct meaning *meaning;
	struct effects *out;
};

/* What a language's `trouble` counters allow, and how long we wait. Milliseconds. */
enum {
	ACTION_GRACE_MS = 2000,                    /* beyond the action's own wait_s */
	OUTCOME_ASKED_MAX = 2,                     /* then it is honestly unknown */
	LINE_QUIET_MS = 7000,                      /* silence on the phone line before each prompt */
	LINE_WAIT_MS = 25000,                      /* the same for somebody who waits for a person */
	CHAT_PATIENCE = 4,                         /* a terminal does not show that somebody is typing */
	DROPPED_KEEP_MS = 30 * 60 * 1000,          /* a dropped conversation may be resumed */
	PROMISE_KEEP_MS = 7 * 24 * 60 * 60 * 1000, /* one with an open promise */
	WRONG_CODES_MAX = 3,
	HEARD_SURE_PCT = 60, /* below this a slot that was heard is read back */
	HEARD_MIN_PCT = 25,  /* below this nothing was understood */
};

/* --- speak.c: effects --- */
struct effect *dialog_add(struct turn *t, enum effect_kind kind);
void dialog_save(struct turn *t);
/* What dialog_say() would say, without its values and without saying it. */
void dialog_saying(const struct turn *t, uint16_t text, uint8_t flags, struct saying *out);
/* A prompt or any text, with up to the values already in `values` (NULL: none). */
void dialog_say(struct turn *t, uint16_t text, const struct values *values, uint8_t flags);
void dialog_prompt(struct turn *t, enum prompt prompt);
/* What became of something: nobody may leave without having seen it. */
void dialog_result(struct turn *t, enum prompt prompt);
void dialog_prompt_with(struct turn *t, enum prompt prompt, const char *name, const char *value);
void dialog_count(struct turn *t, enum count what, int32_t value);
/* The heading of what the session is about, which is something, in its language. */
const char *dialog_title(const struct turn *t);
/* The topic that heads the screen; NONE16: none, as in the survey, which is about the whole visit. */
uint16_t dialog_about(const struct turn *t);
/* The labels of the choices on offer, joined for speaking; on the telephone the first WALK_GROUP of them. */
void dialog_choices_text(const struct turn *t, char *out, size_t out_bytes);
/* Behind a text with the choices that was just said: those that it left out, each group behind a pause. */
void dialog_say_more_choices(struct turn *t);

/* --- ask.c: the pending question --- */
/* Changes what is asked and asks it whole: what it is about, the question, the screen, listening, the timer. */
void dialog_ask(struct turn *t, enum asking asking);
/* The same question once more (after a prefix was said): the question alone, not what led to it. */
void dialog_ask_again(struct turn *t);
/* Shows and listens again without saying the question: what was said instead of it is enough. */
void dialog_listen_again(struct turn *t);
/* The same without a new timer: the silence goes on. */
void dialog_show_again(struct turn *t);
/* All of it again: for "repeat" and after a restart. */
void dialog_repeat(struct turn *t);
/* Starts the silence timer anew for the question that waits. */
void dialog_wait_for_answer(struct turn *t);
/* The question that waits offers the menu. */
bool dialog_offers_menu(const struct session *s);
uint64_t dialog_quiet_ms(const struct turn *t);
/* As long as this customer needs. */
uint64_t dialog_patient_ms(const struct turn *t, uint64_t ms);

/* --- evidence.c: what of the menu a concern met; learn/visit.h --- */
/* The menu as this conversation meets it. */
const struct plan *dialog_plan(const struct session *s, const void *layout);
void evidence_begin(struct turn *t); /* of a conversation; draws its arm */
/* True: this conversation hears that prompt of the tree (its id) at the beginning; it is about to be said. */
bool evidence_says(struct turn *t, uint64_t prompt);
/* A question is about to be said, or is shown again without being said. */
void evidence_ask(struct turn *t);
void evidence_show(struct turn *t);
void evidence_input(struct turn *t);                 /* before the answer moves anything */
void evidence_topic(struct turn *t, uint16_t topic); /* it is about that now */
void evidence_to_menu(struct turn *t);               /* from a leaf that was not wanted after all */
void evidence_silent(struct turn *t);
/* The concern is over: its visit. Nothing if there is none. */
void evidence_end(struct turn *t, enum visit_outcome outcome);
/* The customer is gone; what is under way decides the outcome. */
void evidence_left(struct turn *t);
void evidence_resume(struct turn *t, uint32_t before); /* a conversation that was dropped goes on */
void evidence_interrupted(struct turn *t);             /* by a power cut: nobody knows what was heard */
/* From indices of one content to those of another. */
void evidence_move(struct session *s, const struct images *from, const struct images *to);

/* --- own_words.c: what people call what they want --- */
void own_words_heard(struct turn *t);
void own_words_served(struct turn *t);

/* --- hear.c: event -> meaning --- */
/* Own words are taken for a topic at this question. */
bool dialog_takes_topics(enum asking asking);
void dialog_understand(const struct core *core, const struct session *s, const struct images *images,
	const struct event *event, struct meaning *out);

/* False: a meaning of another content or another moment, as a damaged journal may hold it: its indices lead nowhere. */
bool dialog_may_mean(
	const struct core *core, const struct session *s, const struct content *c, const struct meaning *meaning);

/* --- answer.c: a meaning, to where it belongs --- */
void answer_understood(struct turn *t);
/* Somebody is there, but has not answered yet. */
void answer_busy(struct turn *t);

/* --- the rooms of a conversation --- */
void greet_begin(struct turn *t);
void greet_notice(struct turn *t); /* with what the business has to say today */
/* CUSTOMER_KNOWN that nobody asked for: a card was read, a number recognised. */
void greet_known(struct turn *t);
void narrow_to(struct turn *t, uint16_t item);
void narrow_topic(struct turn *t, uint16_t topic);
void narrow_which(struct turn *t);
void narrow_answer(struct turn *t); /* to MENU or WHICH */

void collect_begin(struct turn *t, uint16_t form);
void collect_next(struct turn *t);
void collect_answer(struct turn *t); /* to SLOT, SLOT_CONFIRM, REVIEW, CHANGE */
void collect_back(struct turn *t);
/* Keeps the slot's value that was just understood; reads it back first where that is due. */
void collect_keep(struct turn *t);
/* It was none: said otherwise, in the end a person, or a message where a number for a callback is asked. */
void collect_ask_differently(struct turn *t);
void collect_known(struct turn *t);                            /* CUSTOMER_KNOWN */
void collect_unknown(struct turn *t);                          /* who it is could not be found out */
bool collect_wants_review(const struct turn *t);               /* there is something that was not confirmed by itself */
bool collect_is_optional(const struct turn *t, uint16_t slot); /* by itself, or in this form */
/* Slots that the form, with the proof it needs, asks; returns how many. */
uint16_t collect_slots(const struct turn *t, uint16_t out[FORM_SLOTS_MAX * 2]);

void resolve_answer_begin(struct turn *t, uint16_t answer);
void resolve_answer(struct turn *t); /* to ACT, HELPED, STEP, THEN, AFTER */
void resolve_done(struct turn *t);   /* ACTION_DONE */
void resolve_late(struct turn *t);   /* the action did not answer in time */
/* Asks what became of the action that is under way. */
void resolve_ask_outcome(struct turn *t);
/* The action of a customer who has gone: kept for the return, or followed up by a person. */
void resolve_away(struct turn *t, enum outcome outcome);
/* What an action's texts may use: inputs in words, reference, result, reason. */
void resolve_values(const struct turn *t, uint16_t action, struct values *values);

void handover_begin(struct turn *t, uint16_t team);
/* Hands over without waiting: a form that a team takes. */
void handover_leave(struct turn *t, uint16_t team);
/* The same without a word: a loose end of a customer who has gone, or is busy with something else. */
void handover_leave_quietly(struct turn *t, uint16_t team);
/* A message, or without letters what is known already. */
void handover_ask_message(struct turn *t);
void handover_answer(struct turn *t); /* to WAIT, TALK, CALLBACK, PHONE, MESSAGE */
void handover_agent(struct turn *t);  /* AGENT_SAID; handover_agent.c */
void handover_untaken(struct turn *t);
/* Nobody took it and nobody is there to be asked: a callback where the number is known, otherwise the code. */
void handover_promise_quietly(struct turn *t, struct handover *handover);
/* The customer is gone: what nobody has taken and nobody is waited for, or all of it, becomes a callback or a message;
 * never silence. */
void handover_let_go(struct turn *t, bool all);
void handover_facts(const struct turn *t, struct effect *effect);
/* Makes a code if there is none yet. */
void handover_code(struct turn *t);
bool handover_is_open(const struct session *s); /* any of them */
/* A person is here, or is asked for and not yet promised for later: no other one is fetched meanwhile. */
bool handover_is_fetched(struct session *s);
struct handover *handover_now(struct session *s);
/* When the first that nobody has taken becomes a callback; 0: none waits. */
uint64_t handover_due_ms(const struct session *s);
void handover_phone_known(struct turn *t); /* the number for the callback was confirmed */

void survey_begin(struct turn *t); /* or straight to the end */
void survey_answer(struct turn *t);
void survey_end(struct turn *t, enum prompt prompt);
/* Ends this conversation and begins a new one on the same channel: it may be somebody else. */
void survey_start_again(struct turn *t);

void quiet_wake(struct turn *t); /* silence, or a deadline */
void quiet_hung_up(struct turn *t);
void quiet_prefers(struct turn *t); /* another way of being served: the same question, nothing said */
/* Keeps the conversation under its code, without the customer. */
void quiet_keep(struct turn *t);
/* The timer of a conversation whose customer is away. */
void quiet_wake_again(struct turn *t);
/* Its WAKE. */
void quiet_away(struct turn *t);
void quiet_resume(struct turn *t, uint32_t number); /* a dropped conversation goes on in this one */
void quiet_started(struct turn *t);                 /* after a restart */

/* --- core.c, for the rooms --- */
struct session *core_find(const struct core *core, uint32_t number);
struct session *core_find_code(const struct core *core, const char *code);
bool core_code_used(const struct core *core, const char *code);
/* So many wrong codes lately that none is taken for a while; and one more of them. */
bool core_codes_closed(const struct core *core, uint64_t time_ms);
void core_code_failed(struct core *core, uint64_t time_ms);
/* Pins the session to another image slot. */
void core_pin(struct core *core, struct session *s, uint8_t slot, struct effects *out);
void core_free(struct core *core, struct session *s, struct effects *out);

/* by_phone.c: nothing of it does anything on other channels, but for values, which are as they are everywhere */
/* A call whose speech is not understood: twelve keys are all there is. */
bool by_phone_keys_alone(const struct turn *t);
/* False: it wants letters, and there are keys alone. */
bool by_phone_answerable(const struct turn *t, uint16_t slot);
/* Behind the question: what its keys are. */
void by_phone_tell_keys(struct turn *t, bool yes_or_no);
/* The question about the language, each in its own. */
void by_phone_say_languages(struct turn *t);
/* Nobody answers any more: under which code what was begun is kept. */
void by_phone_tell_kept(struct turn *t);
/* A mistake in it is costly: it is read back and confirmed at once, however it was given. */
bool by_phone_is_costly(const struct turn *t, uint16_t slot);
/* Whether the review is needed for that answer: on the telephone what was said back is not heard twice. */
bool by_phone_is_reviewed(const struct turn *t, uint16_t slot);
/* A form whose answers were said back one by one, but never all. */
bool by_phone_unreviewed(const struct turn *t);
/* The other answers are said once more before what comes next; in a free text the caller would hear their own voice. */
void by_phone_note(struct turn *t, uint16_t slot);
/* slot_say() for this channel. */
void by_phone_value(const struct turn *t, uint16_t slot, const char *value, char *out, size_t out_bytes);

#endif
