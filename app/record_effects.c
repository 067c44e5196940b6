/* The effects of a step: what of them is readable, and a hash of all of it. */
#include "record_bytes.h"

#include "base/check.h"

#include <string.h>

/* The bit of an effect's kind that says: a request number follows. */
enum { EFFECT_HAS_REQUEST = 0x80 };

/* FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv). */
static uint64_t mix(uint64_t hash, const void *bytes, size_t count)
{
	const uint8_t *at = bytes;

	for (size_t i = 0; i < count; i++)
		hash = (hash ^ at[i]) * 0x100000001b3U;
	return hash;
}

static uint64_t mix_number(uint64_t hash, uint64_t value)
{
	uint8_t bytes[8];
	struct pen pen = {bytes, 0, sizeof(bytes)};

	record_put(&pen, value, 8);
	return mix(hash, bytes, sizeof(bytes));
}

/* With its NUL, so that "ab" "c" and "a" "bc" differ. */
static uint64_t mix_text(uint64_t hash, const char *text, size_t text_max)
{
	size_t length = record_length(text, text_max);

	return mix(hash, text, length + 1);
}

/* names_only: a masked value is journalled as its length, so a replay has other characters in its place. */
static uint64_t mix_values(uint64_t hash, const struct values *values, bool names_only)
{
	bool name = true;

	CHECK(values->bytes <= VALUES_BYTES_MAX);
	if (!names_only)
		return mix(mix_number(hash, values->bytes), values->list, values->bytes);
	for (uint16_t at = 0; at < values->bytes;) {
		size_t length = record_length(values->list + at, (size_t)(values->bytes - at));

		if (name)
			hash = mix_number(mix(hash, values->list + at, length), length);
		name = !name;
		at = (uint16_t)(at + length + 1);
	}
	return hash;
}

static uint64_t mix_saying(uint64_t hash, const struct saying *saying)
{
	hash = mix_number(hash, saying->text);
	hash = mix_number(hash, saying->wording);
	hash = mix_number(hash, saying->language);
	hash = mix_number(hash, saying->flags);
	return mix_values(hash, &saying->values, false);
}

static uint64_t mix_choices(uint64_t hash, const struct choices *choices)
{
	CHECK(choices->count <= CHOICES_MAX);
	hash = mix_number(hash, choices->count);
	for (uint8_t i = 0; i < choices->count; i++) {
		hash = mix_number(hash, choices->list[i].kind);
		hash = mix_number(hash, choices->list[i].key);
		hash = mix_number(hash, choices->list[i].index);
		hash = mix_number(hash, choices->list[i].bright);
	}
	return hash;
}

static uint64_t mix_show(uint64_t hash, const struct effect *e)
{
	const uint16_t numbers[] = {e->show.screen, e->show.language, e->show.flags, e->show.step, e->show.steps,
		e->show.seconds, e->show.topic, e->show.slot, e->show.parent, e->show.can_undo, e->show.can_skip};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		hash = mix_number(hash, numbers[i]);
	hash = mix_text(hash, e->show.code, sizeof(e->show.code));
	hash = mix_choices(hash, &e->show.choices);
	return mix_saying(hash, &e->show.caption);
}

static uint64_t mix_listen(uint64_t hash, const struct effect *e)
{
	hash = mix_number(hash, e->listen.expect);
	hash = mix_number(hash, e->listen.language);
	hash = mix_number(hash, e->listen.flags);
	hash = mix_number(hash, e->listen.slot);
	hash = mix_number(hash, e->listen.quiet_ms);
	return mix_choices(hash, &e->listen.choices);
}

static uint64_t mix_act(uint64_t hash, const struct effect *e)
{
	hash = mix_number(hash, e->act.action);
	hash = mix_number(hash, e->act.ask);
	hash = mix_number(hash, e->act.undo);
	hash = mix_number(hash, e->act.proves);
	hash = mix_number(hash, e->act.flags);
	return mix_values(hash, &e->act.inputs, e->act.flags & SAYING_MASKED);
}

static uint64_t mix_hand_over(uint64_t hash, const struct effect *e)
{
	const uint16_t numbers[] = {e->hand_over.team, e->hand_over.topic, e->hand_over.language, e->hand_over.channel,
		e->hand_over.level, e->hand_over.flags, e->hand_over.mood};

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		hash = mix_number(hash, numbers[i]);
	hash = mix_text(hash, e->hand_over.code, sizeof(e->hand_over.code));
	return mix_values(hash, &e->hand_over.facts, e->hand_over.flags & SAYING_MASKED);
}

static uint64_t mix_count(uint64_t hash, const struct effect *e)
{
	hash = mix_number(hash, e->count.what);
	hash = mix_number(hash, e->count.topic);
	hash = mix_number(hash, e->count.item);
	return mix_number(hash, (uint64_t)(int64_t)e->count.value);
}

static uint64_t mix_call_back(uint64_t hash, const struct effect *e)
{
	hash = mix_text(hash, e->call_back.code, sizeof(e->call_back.code));
	hash = mix_text(hash, e->call_back.phone, sizeof(e->call_back.phone));
	return mix_text(hash, e->call_back.words, sizeof(e->call_back.words));
}

static uint64_t mix_note(uint64_t hash, const struct effect *e)
{
	hash = mix_number(hash, e->note.what);
	hash = mix_number(hash, e->note.score);
	hash = mix_number(hash, e->note.topic);
	return mix_text(hash, e->note.words, sizeof(e->note.words));
}

static uint64_t mix_visit(uint64_t hash, const struct visit *v)
{
	const uint64_t numbers[] = {v->session, v->layout, (uint64_t)v->local_s, v->ms, v->leaf, v->held_permille,
		v->channel, v->held, v->outcome, v->flags, v->wrong, v->steps_count};

	CHECK(v->steps_count <= VISIT_STEPS_MAX);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++)
		hash = mix_number(hash, numbers[i]);
	for (uint8_t i = 0; i < v->steps_count; i++) {
		hash = mix_number(hash, (uint64_t)v->steps[i].kind << 8 | v->steps[i].end);
		hash = mix_number(hash, (uint64_t)v->steps[i].index << 32 | v->steps[i].ms);
	}
	return hash;
}

static uint64_t mix_phrase(uint64_t hash, const struct effect *e)
{
	hash = mix_number(hash, e->phrase.understood);
	hash = mix_number(hash, e->phrase.language);
	hash = mix_number(hash, e->phrase.topic);
	return mix_text(hash, e->phrase.words, sizeof(e->phrase.words));
}

static uint64_t mix_close(uint64_t hash, const struct effect *e)
{
	hash = mix_number(mix_number(hash, e->close.again), e->close.language);
	return mix_number(mix_number(hash, e->close.prefers.unhurried), e->close.prefers.heard);
}

static uint64_t mix_effect(uint64_t hash, const struct effect *e)
{
	hash = mix_number(hash, e->kind);
	hash = mix_number(hash, e->session);
	hash = mix_number(hash, e->request);
	switch ((enum effect_kind)e->kind) {
	case EFFECT_SAY: return mix_saying(hash, &e->say);
	case EFFECT_SHOW: return mix_show(hash, e);
	case EFFECT_LISTEN: return mix_listen(hash, e);
	case EFFECT_ACT:
	case EFFECT_LOOK_UP: return mix_act(hash, e);
	case EFFECT_HAND_OVER: return mix_hand_over(hash, e);
	case EFFECT_TELL_AGENT: return mix_text(hash, e->tell.words, sizeof(e->tell.words));
	case EFFECT_CALL_BACK: return mix_call_back(hash, e);
	case EFFECT_WAKE_AT: return mix_number(hash, e->wake_at.time_ms);
	case EFFECT_COUNT: return mix_count(hash, e);
	case EFFECT_LANGUAGE: return mix_number(hash, e->language.language);
	case EFFECT_WIPE: return mix_number(mix_number(hash, e->wipe.keep), e->wipe.state);
	case EFFECT_CLOSE: return mix_close(hash, e);
	case EFFECT_NOTE: return mix_note(hash, e);
	case EFFECT_VISIT: return mix_visit(hash, &e->visit);
	case EFFECT_PHRASE: return mix_phrase(hash, e);
	default: return hash; /* nothing but its kind */
	}
}

/* Which prompt, screen, action ... and its flags: what a list of effects needs to be readable by a person. */
static void effect_number(const struct effect *e, uint16_t *number, uint8_t *flags)
{
	*number = NONE16;
	*flags = 0;
	switch ((enum effect_kind)e->kind) {
	case EFFECT_SAY: *number = e->say.text, *flags = e->say.flags; break;
	case EFFECT_SHOW: *number = e->show.screen, *flags = e->show.flags; break;
	case EFFECT_LISTEN: *number = e->listen.expect, *flags = e->listen.flags; break;
	case EFFECT_ACT:
	case EFFECT_LOOK_UP: *number = e->act.action, *flags = e->act.flags; break;
	case EFFECT_HAND_OVER: *number = e->hand_over.team, *flags = e->hand_over.flags; break;
	case EFFECT_COUNT: *number = e->count.what; break;
	case EFFECT_LANGUAGE: *number = e->language.language; break;
	case EFFECT_CLOSE: *number = e->close.again ? e->close.language : NONE16; break;
	case EFFECT_NOTE: *number = e->note.what; break;
	case EFFECT_VISIT: *number = e->visit.leaf, *flags = e->visit.outcome; break;
	case EFFECT_PHRASE: *number = e->phrase.topic, *flags = e->phrase.understood; break;
	default: break;
	}
}

/* A slot that nobody uses any more, or who had to give way, says nothing about a conversation: how many others there
 * were, and which version they had, is chance. */
static bool is_recorded(const struct effect *effect)
{
	return effect->kind != EFFECT_RELEASE && !(effect->kind == EFFECT_WIPE && effect->wipe.gave_way);
}

static uint16_t recorded_count(const struct effects *effects)
{
	uint16_t count = 0;

	for (uint16_t i = 0; i < effects->count; i++)
		count += is_recorded(&effects->list[i]);
	return count;
}

void record_effects(const struct effects *effects, const char *state, struct record *out)
{
	struct pen skeleton = {out->skeleton, 0, RECORD_SKELETON_BYTES_MAX};
	struct pen words = {out->words, 0, RECORD_WORDS_BYTES_MAX};
	uint64_t hash = 0xcbf29ce484222325U;

	CHECK(effects->count <= EFFECTS_MAX);
	record_put(&skeleton, RECORD_FORMAT, 1);
	record_put_text(&skeleton, state, ID_BYTES_MAX, false);
	record_put(&skeleton, recorded_count(effects), 1);
	for (uint16_t i = 0; i < effects->count; i++) {
		const struct effect *e = &effects->list[i];
		uint16_t number;
		uint8_t flags;

		CHECK(e->kind < EFFECT_KIND_COUNT);
		if (!is_recorded(e))
			continue;
		effect_number(e, &number, &flags);
		record_put(&skeleton, e->kind | (e->request ? EFFECT_HAS_REQUEST : 0u), 1);
		record_put(&skeleton, e->session, 4);
		record_put(&skeleton, number, 2);
		record_put(&skeleton, flags, 1);
		if (e->request)
			record_put(&skeleton, e->request, 8);
		hash = mix_effect(hash, e);
	}
	record_put(&words, recorded_count(effects) ? hash : 0, recorded_count(effects) ? 8 : 0);
	out->skeleton_bytes = skeleton.bytes;
	out->words_bytes = words.bytes;
}
