/* What callers say. */
#include "line/hearing.h"

#include "base/text.h"
#include "line/barge.h"
#include "log.h"
#include "speech/listen.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum {
	WIDE_RATE_HZ = 16000,
	FRAME_SAMPLES_MAX = 2 * BARGE_FRAME_SAMPLES,
	SENT_FRAMES = 8, /* packets come in bunches; what was sent waits so long for what came meanwhile */
	FIRST_FRAMES = 4 * 50
};

enum ear_state {
	EAR_QUIET,
	EAR_SPEAKING,
	EAR_GIVEN /* to the decoders; who goes on speaking is not heard until there is an answer */
};

struct line_ear {
	struct line_ear *next;
	uint32_t call;
	uint32_t turn; /* grows with every other question */
	uint8_t language;
	uint8_t state;           /* enum ear_state */
	bool waits;              /* lets prompts end */
	bool interrupts;         /* to be told to the line, once */
	struct grammar *grammar; /* NULL: nobody listens */
	struct barge gate;

	/* What was sent, for its echo. */
	struct codec_state *codec;
	uint8_t codec_kind;
	uint8_t sent_count;
	uint8_t sent_owed; /* what came before what was sent meanwhile: that is late, and left out, or all would shift
			    */
	int16_t sent[SENT_FRAMES][BARGE_FRAME_SAMPLES]; /* the oldest first */

	/* What came. */
	uint16_t frame_samples; /* 160 or 320: 20 ms */
	uint16_t frame_count;   /* of the one that is coming in */
	int16_t frame[FRAME_SAMPLES_MAX];
	uint16_t preroll_at;
	int16_t *preroll; /* a ring of BARGE_PREROLL_FRAMES */
	int16_t *said;    /* NULL: nothing */
	size_t said_frames;
	size_t said_frames_max;
};

struct hearing {
	struct hearing_options options;
	struct decoders *decoders;
	pthread_mutex_t lock;
	struct line_ear *ears;
	char jsgf[LISTEN_GRAMMAR_BYTES_MAX]; /* the runner's thread only */
};

static struct line_ear *ear_of(const struct hearing *hearing, uint32_t call)
{
	struct line_ear *ear = hearing->ears;

	while (ear && ear->call != call)
		ear = ear->next;
	return ear;
}

static void wake(const struct hearing *hearing)
{
	const struct decoders_options *options = &hearing->options.decoders;

	if (options->wake)
		options->wake(options->wake_self);
}

/* --- what was said --- */

static void samples_free(int16_t *samples, size_t count)
{
	if (samples)
		explicit_bzero(samples, count * sizeof(*samples));
	free(samples);
}

static void said_forget(struct line_ear *ear)
{
	samples_free(ear->said, ear->said_frames_max * ear->frame_samples);
	ear->said = NULL;
	ear->said_frames = ear->said_frames_max = 0;
}

static bool said_grow(struct line_ear *ear)
{
	size_t frames_max = ear->said_frames_max ? 2 * ear->said_frames_max : FIRST_FRAMES;
	size_t used = ear->said_frames * ear->frame_samples;
	int16_t *more = malloc(frames_max * ear->frame_samples * sizeof(*more));

	if (!more)
		return false;
	if (used)
		memcpy(more, ear->said, used * sizeof(*more));
	samples_free(ear->said, used);
	ear->said = more;
	ear->said_frames_max = frames_max;
	return true;
}

static bool said_add(struct line_ear *ear, const int16_t *frame)
{
	if (ear->said_frames == ear->said_frames_max && !said_grow(ear))
		return false;
	memcpy(ear->said + ear->said_frames++ * ear->frame_samples, frame, ear->frame_samples * sizeof(*frame));
	return true;
}

static void preroll_add(struct line_ear *ear)
{
	memcpy(ear->preroll + (size_t)ear->preroll_at * ear->frame_samples, ear->frame,
		ear->frame_samples * sizeof(*ear->frame));
	ear->preroll_at = (uint16_t)((ear->preroll_at + 1) % BARGE_PREROLL_FRAMES);
}

static void preroll_forget(struct line_ear *ear)
{
	if (ear->preroll)
		explicit_bzero(ear->preroll, (size_t)BARGE_PREROLL_FRAMES * ear->frame_samples * sizeof(*ear->preroll));
}

static void ear_forget(struct line_ear *ear)
{
	ear->state = EAR_QUIET;
	ear->interrupts = false;
	ear->frame_count = 0;
	explicit_bzero(ear->frame, sizeof(ear->frame));
	said_forget(ear);
	preroll_forget(ear);
	barge_forget(&ear->gate);
}

/* --- frames, on the line's thread --- */

static bool ear_rate(struct line_ear *ear, uint16_t frame_samples)
{
	if (ear->frame_samples == frame_samples)
		return true;
	ear_forget(ear);
	samples_free(ear->preroll, (size_t)BARGE_PREROLL_FRAMES * ear->frame_samples);
	ear->frame_samples = frame_samples;
	ear->preroll = calloc((size_t)BARGE_PREROLL_FRAMES * frame_samples, sizeof(*ear->preroll));
	if (!ear->preroll)
		ear->frame_samples = 0;
	return ear->preroll != NULL;
}

/* Every second sample of wide sound will do for the gate. */
static void to_narrow(int16_t *out, const int16_t *samples, size_t count)
{
	size_t every = count / BARGE_FRAME_SAMPLES;

	for (size_t i = 0; i < BARGE_FRAME_SAMPLES; i++)
		out[i] = every == 1 ? samples[i] : (int16_t)((samples[2 * i] + samples[2 * i + 1]) / 2);
}

static enum barge_says ask_gate(struct line_ear *ear)
{
	int16_t narrow[BARGE_FRAME_SAMPLES];
	bool sent = ear->sent_count > 0;
	enum barge_says says;

	to_narrow(narrow, ear->frame, ear->frame_samples);
	says = barge_frame(&ear->gate, sent ? ear->sent[0] : NULL, narrow);
	if (sent) {
		ear->sent_count--;
		memmove(ear->sent[0], ear->sent[1], ear->sent_count * sizeof(ear->sent[0]));
	} else if (ear->sent_owed < SENT_FRAMES) {
		ear->sent_owed++;
	}
	explicit_bzero(narrow, sizeof(narrow));
	return says;
}

static bool ear_begin(struct line_ear *ear)
{
	ear->state = EAR_SPEAKING;
	ear->interrupts = !ear->waits;
	for (uint16_t i = (uint16_t)(BARGE_PREROLL_FRAMES - ear->gate.before); i < BARGE_PREROLL_FRAMES; i++) {
		size_t at = (ear->preroll_at + (size_t)i) % BARGE_PREROLL_FRAMES;

		if (!said_add(ear, ear->preroll + at * ear->frame_samples))
			return false;
	}
	preroll_forget(ear);
	return true;
}

static void hand_over(struct hearing *hearing, struct line_ear *ear)
{
	size_t quiet = ear->gate.quiet > BARGE_TAIL_FRAMES ? ear->gate.quiet - (size_t)BARGE_TAIL_FRAMES : 0;
	struct utterance utterance = {.call = ear->call,
		.turn = ear->turn,
		.language = ear->language,
		.grammar = grammar_keep(ear->grammar),
		.sound = {ear->said, (ear->said_frames - quiet) * ear->frame_samples,
			ear->frame_samples == BARGE_FRAME_SAMPLES ? WIDE_RATE_HZ / 2 : WIDE_RATE_HZ}};

	explicit_bzero(ear->said + utterance.sound.count,
		(ear->said_frames * ear->frame_samples - utterance.sound.count) * sizeof(*ear->said));
	ear->said = NULL;
	ear->said_frames = ear->said_frames_max = 0;
	ear->state = EAR_GIVEN;
	if (decoders_give(hearing->decoders, &utterance)) {
		log_warn("hearing: no memory for what a caller said: close other programs");
		ear->state = EAR_QUIET;
	}
}

/* True: the runner is to know that somebody speaks. */
static bool ear_takes(struct hearing *hearing, struct line_ear *ear)
{
	enum barge_says says = ask_gate(ear);
	bool began = says != BARGE_NOBODY && ear->state == EAR_QUIET;
	bool kept = true;

	if (!ear->grammar || ear->state == EAR_GIVEN) {
		if (says != BARGE_NOBODY)
			barge_forget(&ear->gate);
		return false;
	}
	if (says == BARGE_NOBODY) {
		preroll_add(ear);
		return false;
	}
	if (began)
		kept = ear_begin(ear);
	kept = kept && said_add(ear, ear->frame);
	if (!kept)
		ear_forget(ear);
	else if (says == BARGE_SPOKEN)
		hand_over(hearing, ear);
	return began && kept;
}

static bool ear_hears(struct hearing *hearing, struct line_ear *ear, const struct media_sound *sound)
{
	bool began = false;

	if (!ear_rate(ear, sound->rate_hz == WIDE_RATE_HZ ? FRAME_SAMPLES_MAX : BARGE_FRAME_SAMPLES))
		return false;
	for (size_t i = 0; i < sound->count; i++) {
		ear->frame[ear->frame_count++] = sound->samples[i];
		if (ear->frame_count < ear->frame_samples)
			continue;
		ear->frame_count = 0;
		began = ear_takes(hearing, ear) || began;
	}
	return began;
}

void hearing_heard(void *self, uint32_t call, const struct media_sound *sound)
{
	struct hearing *hearing = self;
	struct line_ear *ear;
	bool began;

	pthread_mutex_lock(&hearing->lock);
	ear = ear_of(hearing, call);
	began = ear && ear_hears(hearing, ear, sound);
	pthread_mutex_unlock(&hearing->lock);
	if (began)
		wake(hearing);
}

bool hearing_interrupts(void *self, uint32_t call)
{
	struct hearing *hearing = self;
	struct line_ear *ear;
	bool interrupts;

	pthread_mutex_lock(&hearing->lock);
	ear = ear_of(hearing, call);
	interrupts = ear && ear->interrupts;
	if (interrupts)
		ear->interrupts = false;
	pthread_mutex_unlock(&hearing->lock);
	return interrupts;
}

static bool sent_codec(struct line_ear *ear, enum codec codec)
{
	if (ear->codec && ear->codec_kind == codec)
		return true;
	codec_close(ear->codec);
	ear->codec = NULL;
	ear->codec_kind = (uint8_t)codec;
	return codec_open(&ear->codec, codec) == ERR_NONE;
}

static void ear_sends(struct line_ear *ear, const struct media_frame *frame)
{
	int16_t samples[FRAME_SAMPLES_MAX] = {0};
	size_t count = BARGE_FRAME_SAMPLES;

	if (frame->bytes && sent_codec(ear, (enum codec)frame->codec))
		count = codec_decode(ear->codec, frame->bytes, CODEC_FRAME_BYTES, samples);
	if (ear->sent_owed) {
		ear->sent_owed--;
		return;
	}
	if (ear->sent_count == SENT_FRAMES) {
		ear->sent_count--;
		memmove(ear->sent[0], ear->sent[1], ear->sent_count * sizeof(ear->sent[0]));
	}
	to_narrow(ear->sent[ear->sent_count++], samples, count);
	explicit_bzero(samples, sizeof(samples));
}

void hearing_sent(void *self, uint32_t call, const struct media_frame *frame)
{
	struct hearing *hearing = self;
	struct line_ear *ear;

	pthread_mutex_lock(&hearing->lock);
	ear = ear_of(hearing, call);
	if (ear)
		ear_sends(ear, frame);
	pthread_mutex_unlock(&hearing->lock);
}

/* --- questions, on the runner's thread --- */

uint8_t hearing_languages(const struct hearing *hearing, const struct content *content)
{
	const struct recogniser *recogniser = hearing->options.decoders.list;
	uint8_t languages = 0;

	for (uint8_t l = 0; l < content->site.languages_count; l++)
		if (recogniser->ops->knows(recogniser->self, content_string(content, content->site.language[l])))
			languages |= (uint8_t)(1U << l);
	return languages;
}

/* One for all who are asked the same. */
static struct grammar *grammar_shared(const struct hearing *hearing, const char *language)
{
	for (const struct line_ear *ear = hearing->ears; ear; ear = ear->next)
		if (ear->grammar && grammar_is(ear->grammar, language, hearing->jsgf))
			return grammar_keep(ear->grammar);
	return grammar_new(language, hearing->jsgf);
}

/* NULL: nothing of it can be said, or is to be. */
static struct grammar *grammar_for(struct hearing *hearing, const struct content *content, const struct effect *listen)
{
	const struct recogniser *recogniser = hearing->options.decoders.list;
	const char *language = content_string(content, content->site.language[listen->listen.language]);

	if ((listen->listen.flags & SAYING_MASKED) || !recogniser->ops->knows(recogniser->self, language) ||
		listen_grammar(content, listen, hearing->jsgf, sizeof(hearing->jsgf)))
		return NULL;
	return grammar_shared(hearing, language);
}

static struct line_ear *ear_new(struct hearing *hearing, uint32_t call)
{
	struct line_ear *ear = calloc(1, sizeof(*ear));

	if (!ear)
		return NULL;
	ear->call = call;
	barge_begin(&ear->gate);
	ear->next = hearing->ears;
	hearing->ears = ear;
	return ear;
}

/* With the lock held. */
static void ear_asks(struct hearing *hearing, struct line_ear *ear, struct grammar *grammar, uint8_t language)
{
	bool same = grammar && grammar == ear->grammar;

	grammar_drop(ear->grammar);
	ear->grammar = grammar;
	ear->language = language;
	if (same)
		return;
	ear->turn++;
	ear_forget(ear);
	decoders_forget(hearing->decoders, ear->call);
}

void hearing_listen(struct hearing *hearing, uint32_t call, const struct content *content, const struct effect *listen)
{
	struct grammar *grammar = grammar_for(hearing, content, listen);
	struct line_ear *ear;

	pthread_mutex_lock(&hearing->lock);
	ear = ear_of(hearing, call);
	if (!ear && grammar)
		ear = ear_new(hearing, call);
	if (ear)
		ear_asks(hearing, ear, grammar, listen->listen.language);
	else
		grammar_drop(grammar);
	pthread_mutex_unlock(&hearing->lock);
}

void hearing_waits(struct hearing *hearing, uint32_t call)
{
	struct line_ear *ear;

	pthread_mutex_lock(&hearing->lock);
	ear = ear_of(hearing, call);
	if (ear)
		ear->waits = true;
	pthread_mutex_unlock(&hearing->lock);
}

void hearing_forget(struct hearing *hearing, uint32_t call)
{
	struct line_ear *ear;

	pthread_mutex_lock(&hearing->lock);
	ear = ear_of(hearing, call);
	if (ear && ear->state != EAR_QUIET) {
		ear->turn++;
		ear_forget(ear);
		decoders_forget(hearing->decoders, call);
	}
	pthread_mutex_unlock(&hearing->lock);
}

void hearing_deaf(struct hearing *hearing, uint32_t call)
{
	struct line_ear *ear;

	pthread_mutex_lock(&hearing->lock);
	ear = ear_of(hearing, call);
	if (ear)
		ear_asks(hearing, ear, NULL, ear->language);
	pthread_mutex_unlock(&hearing->lock);
}

static void ear_free(struct line_ear *ear)
{
	ear_forget(ear);
	samples_free(ear->preroll, (size_t)BARGE_PREROLL_FRAMES * ear->frame_samples);
	codec_close(ear->codec);
	grammar_drop(ear->grammar);
	explicit_bzero(ear, sizeof(*ear));
	free(ear);
}

void hearing_leave(struct hearing *hearing, uint32_t call)
{
	struct line_ear **at = &hearing->ears;
	struct line_ear *ear;

	pthread_mutex_lock(&hearing->lock);
	while (*at && (*at)->call != call)
		at = &(*at)->next;
	ear = *at;
	if (ear) {
		*at = ear->next;
		decoders_forget(hearing->decoders, call);
		ear_free(ear);
	}
	pthread_mutex_unlock(&hearing->lock);
}

bool hearing_speaks(struct hearing *hearing, uint32_t call)
{
	const struct line_ear *ear;
	bool speaks;

	pthread_mutex_lock(&hearing->lock);
	ear = ear_of(hearing, call);
	speaks = ear && ear->state != EAR_QUIET;
	pthread_mutex_unlock(&hearing->lock);
	return speaks;
}

/* With the lock held. False: it is not about what is asked now. */
static bool ear_answers(struct hearing *hearing, const struct decoded *decoded)
{
	struct line_ear *ear = ear_of(hearing, decoded->call);

	if (!ear || ear->turn != decoded->turn || ear->state != EAR_GIVEN)
		return false;
	ear->state = EAR_QUIET;
	return true;
}

bool hearing_next(struct hearing *hearing, struct decoded *out)
{
	bool good = false;

	while (!good && decoders_next(hearing->decoders, out)) {
		pthread_mutex_lock(&hearing->lock);
		good = ear_answers(hearing, out);
		pthread_mutex_unlock(&hearing->lock);
	}
	return good;
}

bool hearing_work(struct hearing *hearing)
{
	return decoders_work(hearing->decoders);
}

/* --- from the start to the end --- */

enum err hearing_open(struct hearing **out, const struct hearing_options *options)
{
	struct hearing *hearing = calloc(1, sizeof(*hearing));
	enum err err;

	*out = NULL;
	if (!hearing)
		return ERR_NO_SPACE;
	hearing->options = *options;
	pthread_mutex_init(&hearing->lock, NULL);
	err = decoders_open(&hearing->decoders, &options->decoders);
	if (err)
		hearing_close(hearing);
	else
		*out = hearing;
	return err;
}

void hearing_close(struct hearing *hearing)
{
	if (!hearing)
		return;
	decoders_close(hearing->decoders);
	while (hearing->ears) {
		struct line_ear *ear = hearing->ears;

		hearing->ears = ear->next;
		ear_free(ear);
	}
	pthread_mutex_destroy(&hearing->lock);
	free(hearing);
}
