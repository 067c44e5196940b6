/* What foyer and its agents' desk print, and what is remembered of it: load.h. */
#include "load_parts.h"

#include "json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* --- the agent --- */

static void know_request(struct load *load, const char *code, uint64_t request)
{
	struct load_card *seen = &load->seen[load->seen_count++ % LOAD_SEEN_MAX];

	seen->request = request;
	snprintf(seen->code, sizeof(seen->code), "%s", code);
	for (unsigned i = 0; i < load->promises_count; i++)
		if (load->promises[i].request == 0 && strcmp(load->promises[i].code, code) == 0)
			load->promises[i].request = request;
	if (load->now.code[0] && strcmp(load->now.code, code) == 0)
		load->take = request;
}

static const char *member(const struct json *map, const char *name)
{
	const char *text = json_text(json_member(map, name));

	return text ? text : "";
}

/* Who left, with a number or without, is answered most of the time; who is here is taken at the handover. */
static void settle_card(struct load *load, const struct json *card, int64_t request)
{
	bool here = strcmp(member(card, "code"), load->now.code) == 0;
	char lines[128];

	if (load->taken || strcmp(member(card, "state"), "taken") == 0)
		return;
	if (!load->settling && (here || rng_chance(&load->rng, 200)))
		return;
	snprintf(lines, sizeof(lines), "{\"do\":\"take\",\"request\":%lld}\n{\"do\":\"close\",\"words\":\"Done.\"}\n",
		(long long)request);
	load_order(load, lines);
}

static void agent_hears(struct load *load, const struct json *line)
{
	const char *event = member(line, "event");
	int64_t request = 0;

	if (strcmp(event, "ok") == 0 || strcmp(event, "no") == 0)
		load->orders_left--;
	if (strcmp(event, "card") != 0 || !json_whole(json_member(line, "request"), &request))
		return;
	know_request(load, member(line, "code"), (uint64_t)request);
	settle_card(load, line, request);
}

/* --- what is printed --- */

/* The agent may have the card before the customer has the words, and may be done with it by then. */
uint64_t load_request_seen(const struct load *load, const char *code)
{
	unsigned kept = load->seen_count < LOAD_SEEN_MAX ? load->seen_count : LOAD_SEEN_MAX;

	for (unsigned i = 1; i <= kept; i++) {
		const struct load_card *seen = &load->seen[(load->seen_count - i) % LOAD_SEEN_MAX];

		if (strcmp(seen->code, code) == 0)
			return seen->request;
	}
	return 0;
}

static void promise(struct load *load, bool firm)
{
	struct load_promise *made;

	for (unsigned i = 0; i < load->promises_count; i++)
		if (load->promises[i].request == 0 && strcmp(load->promises[i].code, load->now.code) == 0) {
			load->promises[i].firm = load->promises[i].firm || firm;
			return;
		}
	assert_true(load->promises_count < LOAD_PROMISES_MAX);
	made = &load->promises[load->promises_count++];
	*made = (struct load_promise){.firm = firm, .request = load_request_seen(load, load->now.code)};
	memcpy(made->code, load->now.code, sizeof(made->code));
}

/* The code stands in the words, after the number to call; the screen that follows has it too, but nobody may see that
 * any more. */
static void take_code(struct load *load, const char *text)
{
	for (const char *p = text; *p; p++) {
		size_t digits = strspn(p, "0123456789");

		if (digits == CODE_DIGITS) {
			memcpy(load->now.code, p, CODE_DIGITS);
			load->now.code[CODE_DIGITS] = '\0';
		}
		if (digits > 0)
			p += digits - 1;
	}
}

static void take_reference(struct load *load, const char *text)
{
	static const char words[] = "Your reference is ";
	const char *at = strstr(text, words);
	size_t bytes;

	if (!at || strstr(text, "we do not know yet"))
		return;
	at += sizeof(words) - 1;
	bytes = strcspn(at, ". ");
	assert_true(load->told_count < LOAD_DONE_MAX && bytes < LOAD_REFERENCE_BYTES_MAX);
	memcpy(load->told[load->told_count], at, bytes);
	load->told[load->told_count++][bytes] = '\0';
	load->now.settled = true;
}

static void take_say(struct load *load, const struct json *line)
{
	const char *prompt = member(line, "prompt");
	const char *text = member(line, "text");

	take_reference(load, text);
	if (strcmp(prompt, "form_start") == 0) {
		take_code(load, text);
		load->now.in_form = true;
	} else if (strcmp(prompt, "handover_wait") == 0 || strcmp(prompt, "handover_closed") == 0) {
		take_code(load, text);
		promise(load, false);
	} else if (strcmp(prompt, "callback_made") == 0 || strcmp(prompt, "message_kept") == 0) {
		take_code(load, text);
		promise(load, true);
		load->now.settled = true;
	} else if (strcmp(prompt, "handover_here") == 0) {
		load->taken = true;
	} else if (strcmp(prompt, "handover_done") == 0) {
		load->taken = false;
		load->now.settled = true;
	} else if (strcmp(prompt, "resumed") == 0) {
		load->returned++;
	} else if (strcmp(prompt, "answer_waiting") == 0) {
		load->now.settled =
			true; /* nothing may be left to come back to: its form had failed, and a person was asked */
	} else if (strcmp(prompt, "code_unknown") == 0) {
		if (!load->now.may_give_way)
			LOAD_FAIL(load, "a code that was told, %s, is not known any more", load->now.code);
		load->now.returning = false;
		load->now.code[0] = '\0';
	}
}

/* --- who is it? --- */

void load_new_customer(struct load *load)
{
	load->now = (struct load_customer){
		.wish = (uint8_t)rng_below(&load->rng, WISHES_COUNT), .may_give_way = load->crowded};
	snprintf(load->now.phone, sizeof(load->now.phone), "0541 55 %05u", load->customers++ % 100000);
}

/* The one before left, and foyer knows it or will. Who was in the middle of something comes back. */
static void next_customer(struct load *load)
{
	struct load_customer *before = &load->now;
	bool comes_back = before->returning || (before->hung_up && before->in_form && !before->settled);

	/* Who says goodbye and hangs up before the answer, which may have been another question, has ended it. */
	comes_back = comes_back && !before->took_leave;

	if (comes_back && before->code[0] && load->away_count < LOAD_AWAY_MAX) {
		before->asked = before->leaving = before->hung_up = before->returning = false;
		load->away[load->away_count++] = *before;
	}
	load_new_customer(load);
}

/* Who had left is here still: that the line was dropped did not reach the disk. */
static void forget_away(struct load *load, const char *code)
{
	for (unsigned i = load->away_count; i > 0; i--)
		if (strcmp(load->away[i - 1].code, code) == 0)
			load->away[i - 1] = load->away[--load->away_count];
}

/* Somebody is here whose code it is, or who has none. */
static void take_who(struct load *load, const char *code)
{
	struct load_customer *now = &load->now;

	if (strcmp(code, now->code) == 0 || (now->code[0] == '\0' && !load->after_death)) {
		snprintf(now->code, sizeof(now->code), "%s", code);
		now->returning = now->returning && !code[0];
		if (load->first)
			now->leaving = now->hung_up = now->took_leave = false; /* that was never heard */
		return;
	}
	if (!load->first && now->returning)
		return; /* the code was not understood yet */
	if (load->first && now->code[0] && !now->leaving && !now->returning)
		LOAD_FAIL(load, "the code %s was told; after the restart \"%s\" stands there", now->code, code);
	next_customer(load);
	forget_away(load, code);
	snprintf(load->now.code, sizeof(load->now.code), "%s", code);
	load->now.settled = code[0] != '\0'; /* what that one wanted is not known: nothing more is asked for */
}

/* After a death: a question that is asked again was not answered, so nothing was begun. */
static void take_confirming(struct load *load)
{
	if (!load->first || !load->now.confirming)
		return;
	load->now.confirming = false;
	load_read_ledger(load);
	if (strcmp(load->screen, "question") == 0 && load->done_count != load->now.before)
		LOAD_FAIL(load, "asked again whether to do it, but the business has done it already");
}

static void take_show(struct load *load, const struct json *line)
{
	const char *code = member(line, "code");

	load->asks = false; /* what stood before is over; this one's question comes next */
	snprintf(load->screen, sizeof(load->screen), "%s", member(line, "screen"));
	snprintf(load->slot, sizeof(load->slot), "%s", member(line, "slot"));
	snprintf(load->topic, sizeof(load->topic), "%s", member(line, "topic"));
	snprintf(load->key, sizeof(load->key), "%s", member(json_item(json_member(line, "choices"), 0), "key"));
	assert_true(strlen(code) <= CODE_DIGITS);
	take_who(load, code);
	take_confirming(load);
}

/* Of all threads; its clock is there as long as the process is. */
static uint32_t cpu_us(pid_t pid)
{
	struct timespec used = {0};
	clockid_t clock;

	if (clock_getcpuclockid(pid, &clock) != 0 || clock_gettime(clock, &used) != 0)
		return 0;
	return (uint32_t)(used.tv_sec * 1000000 + used.tv_nsec / 1000);
}

static void note_ready(struct load *load)
{
	if (load->ready_count == LOAD_STARTS_MAX)
		return;
	load->ready[load->ready_count++] = (struct load_start){
		.ready_us = (uint32_t)(load_now_us() - load->started_us),
		.cpu_us = cpu_us(load->pid),
		.flush_us = load->flush_us,
		.load_average = (float)load->load_average,
	};
}

static void take_question(struct load *load)
{
	if (!load->first) {
		load->now.confirming = false;
	} else {
		if (load->after_death)
			note_ready(load);
		load->first = false;
		load->after_death = false;
	}
	load->asks = true;
	load_agent_comes(load);
}

static void take_close(struct load *load)
{
	next_customer(load);
	load->asks = load->taken = false;
	load->take = 0;
}

static void take_line(struct load *load, const char *text, size_t bytes, bool from_agent)
{
	struct json *line;
	const char *kind;

	if (json_parse(text, bytes, &line, NULL))
		LOAD_FAIL(load, "not a line of JSON: %.*s", (int)bytes, text);
	kind = member(line, "kind");
	load_note(load, from_agent ? "agent" : ">", text, bytes);
	if (from_agent)
		agent_hears(load, line);
	else if (strcmp(kind, "say") == 0)
		take_say(load, line);
	else if (strcmp(kind, "show") == 0)
		take_show(load, line);
	else if (strcmp(kind, "listen") == 0)
		take_question(load);
	else if (strcmp(kind, "close") == 0)
		take_close(load);
	json_close(line);
}

/* False: nothing more will come. */
bool load_take_bytes(struct load *load, int fd, bool from_agent)
{
	char *line = from_agent ? load->agent_line : load->line;
	size_t *used = from_agent ? &load->agent_used : &load->used;
	ssize_t bytes = read(fd, line + *used, LOAD_LINE_BYTES_MAX - *used);
	char *start = line;
	char *end;

	if (bytes <= 0)
		return false;
	*used += (size_t)bytes;
	while ((end = memchr(start, '\n', *used - (size_t)(start - line))) != NULL) {
		take_line(load, start, (size_t)(end - start), from_agent);
		start = end + 1;
	}
	*used -= (size_t)(start - line);
	memmove(line, start, *used);
	assert_true(*used < LOAD_LINE_BYTES_MAX);
	return true;
}
