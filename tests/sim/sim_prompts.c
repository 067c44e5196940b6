/* Sentences on the telephone: a voice whose speech is silence, and who holds what it has made. The linker leads the
 * product's calls here (--wrap). What is somebody's own is made for one call, and gone when that has heard it. */
#include "sim_line.h"

#include "base/text.h"
#include "line/prompts.h"
#include "port/audio.h"

#include <string.h>

/* A character is a millisecond of sound; sim_phone.c plays each frame for as long as a real one of so many characters
 * would take. */
enum { SAMPLES_A_CHARACTER = AUDIO_RATE_HZ / 1000, CHARACTERS_MAX = 8192, HELD_MAX = 2048 };

struct held {
	struct line_prompt *prompt;
	uint32_t holds;
	uint32_t session; /* whose own words they are; 0: everybody's */
};

static struct sim_exchange *now; /* whose calls are under way */
static struct held held[HELD_MAX];
static unsigned held_count;

struct line_prompt *__real_prompt_new(enum codec codec);
struct line_prompt *__real_prompt_keep(struct line_prompt *prompt);
void __real_prompt_drop(struct line_prompt *prompt);
struct line_prompt *__real_prompts_get(
	struct prompts *prompts, enum codec codec, const char *language, const char *text, bool personal);
struct line_prompt *__wrap_prompt_new(enum codec codec);
struct line_prompt *__wrap_prompt_keep(struct line_prompt *prompt);
void __wrap_prompt_drop(struct line_prompt *prompt);
struct line_prompt *__wrap_prompts_get(
	struct prompts *prompts, enum codec codec, const char *language, const char *text, bool personal);

/* --- holds --- */

static struct held *find(const struct line_prompt *prompt)
{
	for (unsigned i = held_count; i-- > 0;)
		if (held[i].prompt == prompt)
			return &held[i];
	CHECK(false); /* somebody uses a sentence that is gone */
	return NULL;
}

struct line_prompt *__wrap_prompt_new(enum codec codec)
{
	struct line_prompt *prompt = __real_prompt_new(codec);

	CHECK(held_count < HELD_MAX);
	if (prompt)
		held[held_count++] = (struct held){.prompt = prompt, .holds = 1};
	return prompt;
}

struct line_prompt *__wrap_prompt_keep(struct line_prompt *prompt)
{
	find(prompt)->holds++;
	return __real_prompt_keep(prompt);
}

void __wrap_prompt_drop(struct line_prompt *prompt)
{
	struct held *at = prompt ? find(prompt) : NULL;

	if (at && --at->holds == 0)
		*at = held[--held_count];
	__real_prompt_drop(prompt);
}

/* --- asking --- */

/* Names and numbers of the simulator's people carry these. */
static bool is_somebodys(const char *text)
{
	return strstr(text, "Zq") || strstr(text, "3997");
}

struct line_prompt *__wrap_prompts_get(
	struct prompts *prompts, enum codec codec, const char *language, const char *text, bool personal)
{
	struct line_prompt *prompt = __real_prompts_get(prompts, codec, language, text, personal);
	uint32_t session = now->says_session;
	struct held *at;

	text_copy(now->spoken, sizeof(now->spoken), text_of(!session && is_somebodys(text) ? text : ""));
	if (session && sim_seen(now->sim, session)->person)
		check_text(now->sim, session, text, "a prompt");
	if (!personal && is_somebodys(text))
		sim_fail(now->sim, "personal", session, "\"%s\" is somebody's own, and kept for all calls", text);
	if (!personal || !prompt)
		return prompt;
	at = find(prompt);
	if (at->session)
		sim_fail(now->sim, "personal", session, "\"%s\" was made for session %u", text, at->session);
	at->session = session ? session : UINT32_MAX;
	return prompt;
}

static uint32_t played_by_calls(const struct sim_exchange *x, const struct line_prompt *prompt)
{
	uint32_t count = 0;

	for (unsigned i = 0; i < x->lines; i++)
		for (uint8_t at = 0; at < x->phones[i].player.count; at++)
			count += x->phones[i].player.list[at].prompt == prompt;
	return count + outside_plays(x, prompt);
}

void prompts_check(struct sim_exchange *x)
{
	for (unsigned i = 0; i < held_count; i++)
		if (held[i].session && prompt_ready(held[i].prompt) &&
			held[i].holds > played_by_calls(x, held[i].prompt))
			sim_fail(x->sim, "personal", held[i].session,
				"a sentence with a customer's own words is kept though nobody plays it");
	if (x->spoke_own)
		sim_fail(x->sim, "personal", 0, "the voice still has a customer's own words");
}

void prompts_check_none(struct sim_exchange *x)
{
	if (held_count)
		sim_fail(x->sim, "holds", 0, "%u sentences are held, and no call is there", held_count);
}

/* --- the voice --- */

static enum err speak(void *self, const char *language, unsigned rate_pct, const char *text, struct speech *out)
{
	static const int16_t silence[CHARACTERS_MAX * SAMPLES_A_CHARACTER];
	struct sim_exchange *x = self;
	size_t length = strlen(text);

	(void)rate_pct;
	if (length == 0 || language[0] == '\0')
		sim_fail(x->sim, "words", 0, "the voice is to speak nothing, in \"%s\"", language);
	if (x->spoke_own)
		sim_fail(x->sim, "personal", 0, "the voice still has a customer's own words");
	x->spoke_own = is_somebodys(text);
	if (line_strikes(x, FAULT_LINE_MUTE))
		return ERR_IO;
	*out = (struct speech){silence, (length < CHARACTERS_MAX ? length : CHARACTERS_MAX) * SAMPLES_A_CHARACTER};
	return ERR_NONE;
}

static void forget(void *self)
{
	((struct sim_exchange *)self)->spoke_own = false;
}

static void shut(void *self)
{
	(void)self;
}

struct voice prompts_voice(struct sim_exchange *x)
{
	static const struct voice_ops ops = {.speak = speak, .forget = forget, .close = shut};

	now = x;
	return (struct voice){&ops, x};
}
