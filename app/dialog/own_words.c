/* The customers' own words for what they want, as far as many may share them: for labels and synonyms. Who is called
 * what, and numbers, are taken out here; the store keeps only what many say. */
#include "dialog/dialog.h"

#include "base/text.h"

#include <string.h>

static bool is_words(const struct event *event)
{
	return (event->kind == EVENT_TYPED || event->kind == EVENT_HEARD) && !event->card_masked;
}

static const char *words_of(const struct event *event)
{
	return event->kind == EVENT_TYPED ? event->typed.words : event->heard.list[0].words;
}

/* --- what must not be kept --- */

/* The next run of letters and digits from *at on; length 0: none. */
static struct text next_word(const char **at)
{
	const char *end = *at + strlen(*at);
	const char *next = *at;
	struct text word;

	while (**at && !text_is_word(text_next(&next, end)))
		*at = next;
	word.at = *at;
	for (next = *at; *next && text_is_word(text_next(&next, end));)
		*at = next;
	word.length = (uint32_t)(*at - word.at);
	return word;
}

static bool same_word(struct text a, struct text b)
{
	const char *p = a.at;
	const char *q = b.at;

	while (p < a.at + a.length && q < b.at + b.length)
		if (text_lower(text_next(&p, a.at + a.length)) != text_lower(text_next(&q, b.at + b.length)))
			return false;
	return p == a.at + a.length && q == b.at + b.length;
}

static bool names(const char *name, struct text word)
{
	for (struct text part = next_word(&name); part.length; part = next_word(&name))
		if (same_word(part, word))
			return true;
	return false;
}

/* One's name, as a card told it or as it was given. */
static bool is_name(const struct turn *t, struct text word)
{
	const struct session *s = t->s;

	for (unsigned i = 0; i < FACTS_MAX; i++) {
		const struct fact *fact = &s->facts[i];

		if ((fact->flags & (FACT_FILLED | FACT_GIVEN)) && content_slot(t->c, fact->slot)->type == SLOT_NAME &&
			names(fact->value, word))
			return true;
	}
	return names(s->name, word);
}

static bool has_digit(struct text word)
{
	for (uint32_t i = 0; i < word.length; i++)
		if (word.at[i] >= '0' && word.at[i] <= '9')
			return true;
	return false;
}

/* In small letters, one space between words: the same words of two people are the same. */
static void without_what_is_ones_own(const struct turn *t, const char *words, char *out, size_t out_bytes)
{
	size_t used = 0;

	out[0] = '\0';
	for (struct text word = next_word(&words); word.length; word = next_word(&words)) {
		const char *at = word.at;

		if (is_name(t, word))
			continue;
		if (used + 1 + word.length >= out_bytes)
			return;
		if (used)
			out[used++] = ' ';
		if (has_digit(word))
			out[used++] = '#';
		while (!has_digit(word) && at < word.at + word.length)
			used += text_put(
				out + used, out_bytes - 1 - used, text_lower(text_next(&at, word.at + word.length)));
		out[used] = '\0';
	}
}

/* --- what becomes of them --- */

static void put(struct turn *t, bool understood, uint16_t topic, const char *words)
{
	struct effect *effect = dialog_add(t, EFFECT_PHRASE);

	effect->phrase.understood = understood;
	effect->phrase.language = t->s->language;
	effect->phrase.topic = topic;
	text_copy(effect->phrase.words, sizeof(effect->phrase.words), text_of(words));
}

/* Whether there were any is told by what was understood, so that a replay without words does the same. */
void own_words_heard(struct turn *t)
{
	struct evidence *e = &t->s->evidence;
	char words[PHRASE_BYTES_MAX] = ""; /* whole: it is kept with all its bytes */
	enum meaning_kind kind = (enum meaning_kind)t->meaning->kind;

	if (!is_words(t->event) || !dialog_takes_topics((enum asking)t->s->asking) || t->s->asking == ASKING_WAIT)
		return; /* while a person is fetched, words may be for that person */
	if (kind != MEANING_UNKNOWN && kind != MEANING_TOPIC && kind != MEANING_TOPICS)
		return;
	without_what_is_ones_own(t, words_of(t->event), words, sizeof(words));
	if (kind == MEANING_UNKNOWN) {
		put(t, false, NONE16, words);
		return;
	}
	e->has_phrase = true;
	memcpy(e->phrase, words, sizeof(e->phrase));
}

void own_words_served(struct turn *t)
{
	if (t->s->evidence.has_phrase)
		put(t, true, t->s->evidence.topic, t->s->evidence.phrase);
}
