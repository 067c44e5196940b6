/* What the parts of the simulator share: one device with its customers, its business and its agents, all from one seed
 * on a virtual clock. Only ports are replaced; everything behind them is the production code. */
#ifndef FOYER_SIM_H
#define FOYER_SIM_H

#include "base/rng.h"
#include "device.h"
#include "sim_disk.h"
#include "sim_faults.h"
#include "sim_glass.h"

#include <stdio.h>

enum {
	LIFE_SESSIONS_MIN = 40,
	LIFE_SESSIONS_MAX =
		200, /* conversations of one device before the next is built, so that many mixes of faults run */
	PEOPLE_MAX = 512,
	SEEN_MAX = 1024, /* conversations of one life */
	BEGUN_MAX = 2048,
	CARDS_MAX = 2048,
	SITES_MAX = 8,
	WANTS_MAX = 3,
	ANSWERS_MAX = 40,
	SIM_PROMISES_MAX = 4096,
	DEVICE_SESSIONS = 8,
	LINES_MAX = 4,
	STANDS_COUNT = CHANNEL_COUNT + LINES_MAX - 1, /* each channel's; then those of more callers */
	START_LOOK_MS = 500,
	EXCUSED_AT_ONCE = 3,
	TOKEN_LETTERS = 5,
};

/* A Monday in November 2026, 00:00. */
#define SIM_MONDAY_S INT64_C(1795392000)

/* One version of the content, loaded once. */
struct site {
	struct content *content;
	size_t bytes;
};

enum plant {
	PLANT_NONE,
	PLANT_OTHERS_NAME,    /* the business tells this customer another one's name */
	PLANT_FORGOTTEN_SLOT, /* an accepted answer is taken back behind the customer's back */
	PLANT_DONE_TWICE,     /* the business is asked twice for one request */
	PLANT_DEAF_TO_PERSON, /* the word "person" never reaches the device */
	PLANT_CARD_ECHO,      /* the surface echoes a card number that was typed */
	PLANT_LOST_QUESTION,  /* after a power cut the surface misses the question */
	PLANT_EMPTY_WORDS,    /* a sentence is lost on its way to the surface */
	PLANT_LONG_VISIT,     /* a visit is told longer than its conversation was */
	PLANT_COUNT
};

struct answered { /* one slot that a person has answered and the device has taken */
	char slot[ID_BYTES_MAX + 1];
	char value[FREE_TEXT_BYTES_MAX]; /* as the device must pass it on; "": not foreseen */
};

struct answers {
	uint8_t count;
	struct answered list[ANSWERS_MAX];
};

enum escape { ESCAPE_NONE, ESCAPE_PERSON, ESCAPE_START_OVER, ESCAPE_GOODBYE };

struct person {
	uint32_t id;    /* 1..; in names, phone numbers and free words, so that a stray one is recognised */
	char token[16]; /* "Zqbcdfg" */
	char name[32];
	char phone[16];
	char card[24];
	char masked[64]; /* what they last typed where it must not be kept */
	uint32_t self;   /* whose words these are: their own, or of who they share a name and a code with */
	bool known;      /* to the business */
	bool angry;
	bool gave_card;
	char language[3];
	uint8_t wants_count;
	uint8_t wants_at;
	char wants[WANTS_MAX][ID_BYTES_MAX + 16]; /* topic ids */
	uint16_t patience;                        /* turns */
	char code[CODE_DIGITS + 1];               /* told by the device; "": none */
	uint8_t visits;
	bool resuming; /* comes back with the code */
	struct answers answers;
	struct answers kept;   /* of the conversation behind the code */
	struct answers synced; /* of them those that the disk has for certain: what a power cut leaves */
	const struct content *kept_content;
	bool hurries; /* left while the business was at work */
};

struct seen { /* one conversation, as it looked from outside */
	uint32_t session;
	uint32_t person; /* id; 0: nobody was met yet */
	uint8_t channel;
	uint8_t state; /* enum state */
	bool entered;
	bool closed;
	bool form;
	bool handover;
	bool goodbye;          /* its place was wiped as it was closed */
	uint64_t inputs;       /* the customer's own, in this conversation */
	uint64_t inputs_begun; /* of them when an action was last begun */
	uint16_t turns;
	uint32_t resumed_as; /* it went on under this number */
	uint64_t handover_request;
	char code[CODE_DIGITS + 1]; /* it was told this one */
	uint64_t began_ms;
	uint64_t freed_ms;  /* nothing of it is left in the device */
	bool took_over;     /* it went on with what another had begun */
	bool told_to_prove; /* for it had been proved before */
	bool proves;        /* a part of who it is was answered since then */
	uint8_t first_visits;
	bool waits_to_end; /* the customer has said or done what ends it, and the machine died over it */
	uint64_t asked;    /* 1 + inputs when it died over the last one: what that one was told stands; 0: not so */
	bool called;       /* the business was, to do something, whatever became of it */
	bool was_away;     /* left with a code, perhaps forgotten since */
};

/* A channel and who is there. */
struct stand {
	struct sim *sim;
	uint8_t channel;
	uint32_t session;      /* 0: free */
	struct person *person; /* NULL: nobody */
	uint64_t next_ms;      /* the person's, or the next person's */
	uint64_t touched_ms;   /* last sign of life from either side */
	uint64_t began_ms;     /* of the conversation that stands here */
	bool gone;             /* says nothing any more */
	uint8_t escape;        /* enum escape */
	uint8_t escape_inputs;
	uint32_t escape_carried; /* cards, and changes of cards, when the escape began */
	uint8_t language;
	const struct content *content; /* ours, of the same hash */
	struct effect show;
	struct effect question; /* the last SHOW that was no "still there?" */
	struct effect listen;
	bool listened;                    /* since the last SHOW */
	uint8_t tries;                    /* to make the present wish understood */
	bool shown;                       /* in this step */
	bool blank;                       /* nothing was asked yet since the machine came up */
	bool let_in;                      /* with a code, in this step */
	uint32_t questions;               /* heard so far: LISTENs */
	uint32_t answering_cards;         /* agents' cards when it was given */
	char answering[ID_BYTES_MAX + 1]; /* a valid answer was given to this slot: will it be taken? */
	char answering_value[FREE_TEXT_BYTES_MAX];
	bool alone;        /* nothing else of theirs waited for its answer when they said the last thing */
	char unmasked[64]; /* the digits last typed where they may be kept */
	char code_given[CODE_DIGITS + 1]; /* told earlier, and given here: it may open what was left; "": none */
	bool read_back;                   /* the last LISTEN asked whether it was heard right */
	bool said_yes;                    /* the words under way are a yes */
	uint8_t excused; /* so many questions: the customer went back, or said more than one thing at once, so that a
			    slot which was answered may be asked */
	bool waits;      /* something happened to this conversation and its next question is not out yet */

	/* sim_crowd.c */
	uint8_t blows; /* of a child's hands: so many more */
	uint8_t rants; /* so many more angry words, one after the other */
	uint8_t rants_in_vain;
	uint32_t cards_before; /* this one: whoever was offered a person is on one */
	bool waits_for_other;  /* to type the same code at the same moment */
	uint8_t other;         /* 1 + channel of where that one is; 0: nowhere yet */
	bool couple;           /* two stand here */
	bool second_waits;     /* the second of them has decided, too, */
	struct event second;   /* this */
};

struct begun { /* one request in the business's ledger */
	uint64_t request;
	uint32_t session;
	uint32_t person;
	char action[ID_BYTES_MAX + 1];
	uint8_t truth;             /* enum outcome: DONE, REFUSED or FAILED */
	uint64_t answered;         /* the device was told the outcome for certain */
	uint64_t waits_for_return; /* 1 + deaths of the machine when that was, and the customer away; 0: not so */
	bool told;
	bool carried; /* by a handover or a callback */
};

struct answer {         /* of the business, on its way */
	uint64_t at_ms; /* 0: free */
	struct event event;
};

struct card { /* a handover on the agents' table */
	struct agent_card card;
	uint32_t session_now; /* where the conversation goes on */
	uint32_t person;
	uint64_t next_ms; /* 0: nobody will do anything */
	uint8_t says_left;
	bool taken;
	bool refused;
	bool promised;
	bool called; /* since it was last shown: a callback was promised */
	bool closed;
	bool customer_gone;
	uint64_t put_back_ms;     /* an agent did so; 0: not yet */
	uint64_t put_back_inputs; /* the customer's, until then */
};

enum { ANSWERS_DUE_MAX = 64 };

struct totals {
	uint64_t steps;
	uint32_t lives;
	uint32_t sessions;
	uint32_t forms;
	uint32_t handovers;
	uint32_t times[FAULT_COUNT]; /* that each fault struck */
	uint32_t resumed;
	uint32_t visits;
	uint32_t menus; /* layouts that the device took */
	uint32_t begun;
	uint32_t escapes;
	uint32_t rejected; /* valid answers that were not understood */
	uint32_t accepted;
	uint32_t by_hand;    /* inputs that went through the real kiosk */
	uint32_t replayed;   /* conversations run again from the journal */
	uint32_t promises;   /* looked for on the disk after the device had come back */
	uint32_t starts;     /* with one allocation each failing */
	uint32_t applied;    /* the same, content */
	uint32_t compiled;   /* the same, its files read */
	uint32_t rung;       /* people, at telephones */
	uint32_t joined;     /* with a caller */
	uint32_t moved;      /* callers, to another place */
	uint32_t called;     /* customers, back */
	uint64_t came_home;  /* steps, to a hub */
	uint64_t open_ms;    /* virtual time with customers */
	uint64_t virtual_ms; /* with the quiet days behind them */
	uint64_t states[8];
	uint32_t turns[64]; /* conversations by turns; the last: more */
};

/* The device as a machine: what it runs on, and when that does what. */
enum { KEPT_BYTES = 1 << 20 }; /* less than a device has, and never full */

struct machine {
	_Alignas(8) uint8_t kept[KEPT_BYTES]; /* memory that outlives the program */
	uint8_t kept_then[KEPT_BYTES];        /* as it was when the program ended; after a power cut: nothing */
	struct whole whole;
	struct sim_disk *disk;
	uint64_t deaths;     /* and ends */
	bool promised;       /* something, since all was on the disk */
	bool promised_early; /* and a part of the same step was not */
	bool on;
	bool dead;         /* its power went, or it was killed: nothing that it still does counts */
	bool cut;          /* it was the power */
	bool new_store;    /* the damaged one was set aside: what it knew is gone */
	uint64_t boot_ms;  /* when it was switched on: its clock begins there */
	int64_t wall_s;    /* its wall clock at now_ms 0; 0: nobody has set it */
	uint64_t write_ms; /* the disk takes the steps that wait; until then it is busy */
	uint64_t sync_ms;
	uint64_t trouble_ms; /* the disk's trouble ends */
	uint64_t start_ms;   /* off: when it is started again */
	uint64_t died_ms;
	uint64_t failed_since_ms; /* no start has succeeded since; 0: the last one did */
	uint32_t fail_at;         /* of the next start this allocation fails; 0: none */
	bool in_turn;             /* it is doing something just now */
	bool half_written;        /* of what waited a part was written, and the disk failed before the rest */
	bool died_idle;           /* when it died all was done, and on the disk */
	bool flipped;             /* a bit of its disk is another one now */
	struct glass *glass;      /* the kiosk at the screen's place; NULL: a bare surface */
	struct inbox *glass_inbox;
	uint32_t idle_turns; /* of the kiosk since somebody was there */
	uint64_t idle_ms;    /* the next of them */
};

enum promise_kind {
	PROMISE_CODE, /* whoever types it goes on where they were */
	PROMISE_CARD, /* an agent has been given it */
	PROMISE_CALL, /* a callback or a message */
};

/* What a customer or an agent has been told, so that it must be on the disk from then on. */
struct sim_promise {
	uint8_t kind; /* enum promise_kind */
	bool found;
	bool words; /* the card that was given said something */
	bool mute;  /* it is open, and says nothing any more */
	uint32_t session;
	uint64_t request;
	uint64_t inputs; /* of the conversation when it was told */
};

struct sim {
	uint64_t seed;
	uint64_t mask;           /* bit f: fault f may exist */
	const char *faults_list; /* as on the command line */
	enum plant plant;
	FILE *out;   /* for people; the device's own stderr goes into a file that is searched */
	FILE *trace; /* NULL: none */
	uint64_t hash;
	struct totals totals;
	struct site sites[SITES_MAX];
	unsigned sites_count;
	uint32_t life;

	/* From here on: of this life. */
	struct rng dice;
	struct swarm swarm;
	uint64_t now_ms;               /* virtual; never stops */
	uint64_t next_ms[FAULT_COUNT]; /* when each of the faults that come by themselves strikes; 0: never */
	unsigned site_live;            /* the newest that was applied */
	bool has_glass;                /* in this life the screen is a real kiosk */
	struct rng glass_dice;
	struct rng
		crowd_dice; /* of sim_crowd.c and of corrections, so that a life without them is the same one as ever */
	struct machine machine;
	struct sim_home *home;         /* sim_link.c; NULL: this device reports to nobody */
	struct sim_exchange *exchange; /* sim_line.c; NULL: no calls in this life */
	struct stand places[STANDS_COUNT];
	struct stand before[STANDS_COUNT]; /* when the machine last died */
	struct person people[PEOPLE_MAX];
	uint32_t people_count;
	uint32_t begun_sessions;
	uint32_t life_sessions;
	bool content_changes; /* in this life */
	uint32_t gap_s;       /* between two customers of a place, at most */
	bool restoring;
	struct seen seen[SEEN_MAX]; /* in the order in which they were met */
	uint32_t seen_count;
	uint32_t settled;
	uint32_t codes[10000]; /* person who was told that code last */
	struct begun begun[BEGUN_MAX];
	uint32_t begun_count;
	struct answer due[ANSWERS_DUE_MAX];
	struct card cards[CARDS_MAX];
	uint32_t cards_count;
	uint32_t cards_changed;
	struct sim_promise promises[SIM_PROMISES_MAX];
	uint32_t promises_count;
};

/* sim.c */
__attribute__((format(printf, 4, 5), noreturn)) void sim_fail(
	struct sim *sim, const char *check, uint32_t session, const char *format, ...);
__attribute__((format(printf, 2, 3))) void sim_trace(struct sim *sim, const char *format, ...);
void sim_mix(struct sim *sim, const void *bytes, size_t count);
void sim_mix_number(struct sim *sim, uint64_t number);
uint32_t sim_between(struct sim *sim, uint32_t from, uint32_t to);
/* Our own copy of the content that the device passes by. */
const struct content *sim_content(const struct sim *sim, const struct content *theirs);
struct seen *sim_seen(struct sim *sim, uint32_t session);
struct person *sim_person(struct sim *sim, uint32_t id);
/* An event of the customer at that place, and all that follows from it at once. */
/* More was said before the answer came: so many questions more may ask for what was answered. */
void sim_excuse(struct stand *place);
void sim_step(struct sim *sim, struct stand *place, struct event *event);
/* The same at two places, at the same moment. */
void sim_step_both(struct sim *sim, struct stand *places[2], struct event events[2]);

/* sim_life.c */
void sim_life(struct sim *sim);
/* A few conversations; then the device is started, and content applied beside it, with each allocation failing once. */
void sim_each_allocation(struct sim *sim);
/* Everything that follows at once; milliseconds until there is more. */
uint32_t sim_settle(struct sim *sim);
/* Called at each port: the power may go, or the program be killed, just here. True: it is gone, and what the device
 * believes to do here is never done. */
bool sim_dies_here(struct sim *sim);

/* sim_machine.c */
bool machine_on(struct sim *sim); /* false: it did not start; machine.start_ms says when it is tried again */
void machine_off(struct sim *sim);
void machine_dies(struct sim *sim, bool power);
uint32_t machine_turn(struct sim *sim);
uint64_t machine_next_ms(const struct sim *sim); /* its disk's share, or its next start; 0: nothing waits */
struct clock machine_clock(struct sim *sim);
int64_t machine_wall_s(const struct sim *sim);
void machine_apply(struct sim *sim, unsigned site);
void machine_set_clock(struct sim *sim);
void machine_disk_trouble(struct sim *sim, bool full);
void machine_trouble_now(struct sim *sim);
void machine_disk_well(struct sim *sim);
void machine_flip(struct sim *sim);

/* sim_place.c: the screen's place, with the real kiosk or bare. */
void place_draw(struct sim *sim); /* which of both, for this life */
void place_on(struct sim *sim);
void place_off(struct sim *sim);
struct surface place_surface(struct stand *place);
bool place_has_glass(const struct stand *place);
void place_begin(struct sim *sim); /* the person there goes up to the kiosk; place->session */
void place_input(struct sim *sim, struct stand *place, struct event *event); /* what they decided */
void place_blow(struct sim *sim, struct stand *place);                       /* a child strikes the kiosk */
uint32_t place_turn(struct sim *sim, uint32_t wait_ms); /* milliseconds until there is more to do */

/* sim_line.c: the line's places, with real calls or bare. */
bool place_has_call(const struct stand *place);
void line_draw(struct sim *sim); /* whether, and how many at once, in this life */
void line_end(struct sim *sim);
uint32_t line_gap_times(const struct stand *place); /* nobody comes for so many times as long */
struct surface line_surface(struct sim *sim);
void line_on(struct sim *sim);
void line_off(struct sim *sim);
void line_cut(struct sim *sim, struct stand *place);  /* the machine died */
void line_ring(struct sim *sim, struct stand *place); /* the person there rings up */
void line_hang_up(struct sim *sim, struct stand *place);
bool line_is_free(const struct stand *place);                /* nobody is on the telephone there */
bool line_talks(struct sim *sim, struct stand *place);       /* who is there, with a person; they wait, or hang up */
bool line_agents(const struct sim *sim, struct agents *out); /* people at telephones; false: there are none */
bool line_rings(const struct sim *sim);                      /* somebody is rung, or is on the telephone who was */
void line_answered(struct sim *sim, uint64_t request); /* somebody at the table did: it may be told by telephone */
bool line_is_keyed(const struct stand *place);         /* who is there only presses keys */
void line_input(struct sim *sim, struct stand *place, struct event *event); /* what they decided */
void line_turn(struct sim *sim);                                            /* before the device's own turn, */
uint32_t line_wait_ms(const struct sim *sim); /* and behind it: milliseconds until there is more to do */
uint64_t line_next_ms(const struct sim *sim); /* 0: nothing is due */
void line_act(struct sim *sim);
void line_leapt(struct sim *sim);
void line_check_over(struct sim *sim);

/* sim_link.c: the way home, in some lives. */
void link_draw(struct sim *sim);
void link_end(struct sim *sim);
void link_on(struct sim *sim);
void link_off(struct sim *sim);
uint32_t link_turn(struct sim *sim, uint32_t wait_ms); /* milliseconds until there is more to do */
void link_check_over(struct sim *sim);

/* sim_memory.c: the n-th allocation of the product from now on fails, once; 0: none does. */
void memory_fail_at(uint32_t n);
bool memory_failed(void);   /* one did, since this was last asked */
bool memory_is_short(void); /* one will fail */

/* sim_promise.c */
void promise_made(struct sim *sim, const struct sim_promise *promise);
void code_told(struct sim *sim, struct stand *place, const char *code); /* "": none was */
uint32_t code_owner(const struct sim *sim, const char *code);           /* person who was told it last; 0: nobody was */
bool code_leads_on(
	struct sim *sim, const struct seen *seen); /* those who were told it are in another conversation now */
void check_promises(struct sim *sim);              /* after a start */

/* sim_journal.c: what the device writes down: journal, log, trace, disk. */
void journal_open(struct sim *sim);
void journal_tail(const struct sim *sim); /* to sim->out */
void journal_check_replay(struct sim *sim, uint32_t session);
void journal_check_secrets(struct sim *sim);

/* sim_gone.c: what must be gone. */
void gone_from_place(struct sim *sim, const struct stand *place); /* as it is closed */
void gone_note(struct stand *place, const struct event *event);
void gone_after_start(struct sim *sim);
void gone_when_over(struct sim *sim);

/* sim_site.c */
void sim_sites_load(struct sim *sim);
/* Reads a site's files with the n-th allocation failing. False: there are not so many. */
bool sim_site_without(struct sim *sim, uint32_t n);
void sim_sites_free(struct sim *sim);

/* sim_menu.c: another layout of the newest content, from the next customer on. */
void sim_menu_change(struct sim *sim);

/* sim_people.c: who comes, and what they decide to do. */
void people_arrive(struct sim *sim, struct stand *place);
void people_come(struct sim *sim, struct stand *place, struct person *person); /* this one; place->session */
void people_act(struct sim *sim, struct stand *place);
void people_think(struct sim *sim, struct stand *place); /* sets when they act next */
void people_leave(struct sim *sim, struct stand *place);
void people_start_again(struct sim *sim, struct stand *place); /* the same one, in a conversation of its own */
void people_see_it_die(struct sim *sim);
bool people_hold_code(struct sim *sim, const struct person *person); /* nobody else was given it since */
/* Whoever left in the middle and was told a code that nobody has been told since. */
bool people_may_come_back(const struct sim *sim, const struct person *person);
void people_hang_up(struct sim *sim, struct stand *place);
void people_walk_off(struct sim *sim, struct stand *place); /* without a word */

/* sim_answer.c: how a decision becomes an event, by touch, keys, letters or voice. */
enum doing_kind {
	DO_WORDS,    /* words as they are */
	DO_CHOICE,   /* index: of the choices */
	DO_SPOKEN,   /* index: enum words_kind */
	DO_LANGUAGE, /* index */
	DO_SCORE,    /* index */
	DO_CALL_ME,
	DO_MESSAGE,
	DO_UNDO,
};
struct doing {
	uint8_t kind;
	uint8_t index;
	bool sure; /* said clearly */
	char words[WORDS_BYTES_MAX];
};
void answer_do(struct sim *sim, struct stand *place, const struct doing *doing);
/* Not yet done. False: nobody could have understood it. */
bool answer_event(struct sim *sim, const struct stand *place, const struct doing *doing, struct event *event);
/* A fitting answer for the slot that is asked; false: this person cannot give one. */
bool answer_slot(struct sim *sim, struct stand *place, struct doing *doing);
void answer_badly(struct sim *sim, struct stand *place, struct doing *doing);
void answer_free_words(struct sim *sim, const struct stand *place, char *out, size_t out_bytes);
void answer_topic(struct sim *sim, struct stand *place, uint16_t topic, struct doing *doing);

/* What is answered to the question that is seen (sim_people.c). */
void people_answer(struct sim *sim, struct stand *place, struct doing *doing);

/* sim_crowd.c: who is not one calm person: a child that hammers, anger, two at once. */
void crowd_draw(struct sim *sim);                                 /* for this life */
struct person *crowd_other(struct sim *sim, struct stand *place); /* whom another waits for; NULL: nobody */
/* Somebody who left while the business was at work; NULL: nobody does so now. */
struct person *crowd_returns(struct sim *sim);
bool crowd_comes_back(struct sim *sim);                        /* more do, where two may have one code */
void crowd_arrives(struct sim *sim, struct stand *place);      /* somebody has come */
bool crowd_acts(struct sim *sim, struct stand *place);         /* true: nothing else is done now */
void crowd_second_looks(struct sim *sim, struct stand *place); /* before the first has answered */
void crowd_hurries(struct sim *sim, struct stand *place);      /* after it: who acts next, and how soon */

/* sim_back.c: the business and the agents. */
struct actions back_actions(struct sim *sim);
struct agents back_agents(struct sim *sim);
void back_said(struct sim *sim, const struct event *event); /* by people at telephones */
uint64_t back_next_ms(const struct sim *sim);               /* 0: nothing is due */
void back_act(struct sim *sim);                             /* what is due now */
void back_power_cut(struct sim *sim);                       /* answers on their way are lost; the ledger is not */

/* sim_words.c: whose words are these? */
void person_token(uint32_t id, char out[16]);
void check_text(struct sim *sim, uint32_t session, const char *text, const char *where);
void check_values(struct sim *sim, uint32_t session, const struct values *values, const char *where);
void check_inputs(struct sim *sim, uint32_t session, const struct content *c, const struct values *inputs);

/* sim_asked.c: slots are asked once. */
void answers_check_slot(struct sim *sim, struct stand *place);
/* Also in what the disk has for certain: a power cut may leave the state in which it was asked anew. */
void answers_forget(struct person *person, const char *slot);
void answers_prove(struct stand *place, uint16_t slot);
void answers_check_proof(struct sim *sim, uint32_t session, uint8_t level);
void answers_forget_proof(struct answers *answers, const struct content *c);
void answers_move(struct answers *answers, const struct content *from, const struct content *to);
void answers_keep_moving(struct person *person, const struct content *to); /* those behind a code */
void answers_applied(struct sim *sim, const struct content *to);

/* sim_check.c: what must hold. The surfaces feed it. */
struct surface check_surface(struct stand *place);
void check_states(struct sim *sim);
void check_step_done(struct sim *sim, struct stand *place);
void check_escape(struct sim *sim, struct stand *place);
void check_who_is_over(struct sim *sim); /* before it is switched off */
void check_after_start(struct sim *sim);
void check_all_synced(struct sim *sim); /* all that has happened so far is on the disk */
void check_life_over(struct sim *sim);

/* sim_visits.c: what learning gets of a life that is over. */
void check_visits(struct sim *sim);

#endif
