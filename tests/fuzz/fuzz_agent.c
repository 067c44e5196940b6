/* Lines of agents at the desk: obeyed or refused, each with exactly one answer, and the desk stays in order. */
#include "fuzz.h"

#include "business/agents_desk.h"
#include "store/store.h"

#include <stdlib.h>

static void put_cards(struct desk *desk)
{
	for (unsigned i = 1; i <= 3; i++) {
		struct agent_card card = {.request = i, .session = i, .code = "1234", .team = "cards"};

		card.state = i == 2 ? HANDOVER_CALLBACK : HANDOVER_OPEN;
		strcpy(card.summary, "Topic: Lost card\n");
		CHECK(desk_put(desk, &card) == ERR_NONE || i <= 3);
	}
}

static void check(const struct desk *desk)
{
	for (int i = 0; i < AGENTS_MAX; i++) {
		const struct seat *seat = &desk->seats[i];

		CHECK(seat->out_bytes <= SEAT_OUT_BYTES_MAX);
		CHECK(seat->taken < HANDOVERS_MAX);
		CHECK(seat->taken < 0 || !seat->used || desk->places[seat->taken].seat == i);
	}
}

static void read_all(struct desk *desk, struct inbox *inbox)
{
	static struct event event;

	for (int i = 0; i < AGENTS_MAX; i++)
		desk_sent(desk, i, desk->seats[i].out_bytes);
	while (inbox_take(inbox, &event))
		;
}

/* Lines of two agents in turn. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct inbox *inbox;
	struct desk *desk = calloc(1, sizeof(*desk));
	const uint8_t *end = bytes + size;
	int seats[2];

	CHECK(desk && (inbox || inbox_open(&inbox) == ERR_NONE));
	desk->inbox = inbox;
	for (int i = 0; i < 2; i++)
		seats[i] = desk_sit(desk);
	put_cards(desk);
	for (unsigned turn = 0; bytes < end; turn++) {
		const uint8_t *line_end = memchr(bytes, '\n', (size_t)(end - bytes));

		if (!line_end)
			line_end = end;
		desk_hear(desk, seats[turn % 2], (const char *)bytes, (size_t)(line_end - bytes));
		(void)desk_go_on(desk);
		check(desk);
		read_all(desk, inbox);
		bytes = line_end < end ? line_end + 1 : end;
	}
	desk_leave(desk, seats[0]);
	check(desk);
	read_all(desk, inbox);
	free(desk);
	return 0;
}
