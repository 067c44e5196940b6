/* What customers type: any bytes. Every reader of words takes them, alone and within a conversation. The first byte
 * chooses the language and the slot. */
#include "fuzz.h"
#include "fuzz_site.h"

#include "understand/match.h"
#include "understand/phrase.h"
#include "understand/slot.h"
#include "understand/tokens.h"

static void read_alone(const struct content *c, uint8_t choice, const char *words)
{
	uint8_t language = choice % (uint8_t)c->site.languages_count;
	char value[FREE_TEXT_BYTES_MAX];
	char digits[PHRASE_DIGITS_MAX + 1];
	char said[SAID_BYTES_MAX];
	struct ranked ranked;

	for (uint16_t slot = 0; slot < c->slots.count; slot++) {
		if (slot_parse(c, slot, language, choice & 0x80 ? 0 : FUZZ_LOCAL_S, words, value, sizeof(value)))
			slot_say(c, slot, language, value, said, sizeof(said));
		CHECK(memchr(value, '\0', sizeof(value)));
		(void)phrase_option(c, slot, language, words);
	}
	CHECK(phrase_kind(c, language, words) <= WORDS_COUNT);
	CHECK(phrase_number(c, language, words) >= -1);
	CHECK(phrase_digits(c, language, words, digits, sizeof(digits)) < sizeof(digits));
	(void)phrase_code(c, language, words, digits, sizeof(digits));
	match_rank(c, fuzz_site()->model, language, words, &ranked);
	CHECK(ranked.count <= RANKED_MAX);
}

static void converse(const char *words, unsigned times)
{
	static struct effects effects;
	static struct meaning meaning;
	const struct images images = placed_images(fuzz_site());
	struct core *core = fuzz_core(&images);
	struct event event = {.kind = EVENT_TYPED, .session = 1, .time_ms = 2000, .local_s = FUZZ_LOCAL_S};

	event.typed.source = SOURCE_KEYBOARD;
	for (unsigned i = 0; i < times; i++) {
		strcpy(event.typed.words, i % 2 ? "my phone is broken" : words);
		core_mask(core, &event);
		core_step(core, &event, &meaning, &effects);
		CHECK(effects.count <= EFFECTS_MAX);
		event.time_ms += 1000;
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct tokens tokens;
	char words[WORDS_BYTES_MAX] = "";
	char masked[WORDS_BYTES_MAX];
	uint8_t choice = size > 0 ? bytes[0] : 0;

	if (size > 1)
		memcpy(words, bytes + 1, size - 1 < sizeof(words) - 1 ? size - 1 : sizeof(words) - 1);
	tokens_read(&tokens, words);
	CHECK(tokens.count <= TOKENS_MAX && tokens.end <= strlen(words));
	memcpy(masked, words, sizeof(masked));
	card_mask(fuzz_site()->content, masked, sizeof(masked));
	CHECK(!card_mask(fuzz_site()->content, masked, sizeof(masked))); /* nothing is left of it */
	read_alone(fuzz_site()->content, choice, words);
	converse(words, 4);
	return 0;
}
