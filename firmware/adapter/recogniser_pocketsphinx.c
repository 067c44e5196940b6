/* pocketsphinx against a grammar that is set anew for each state of the conversation. The dictionary holds the words in
 * use only: a tenth of the memory. Beams are wide and commands are decoded whole: measured, worth more than any other
 * knob. A second pass against a loop of all phones says how much better the words fit than any noise would. */
#include "adapter/recogniser_pocketsphinx.h"

#include "base/rng.h"
#include "log.h"
#include "port/audio.h"
#include "speech/dictionary.h"

#include <math.h>
#include <pocketsphinx.h>
#include <pthread.h>
#include <sphinxbase/cmn.h>
#include <sphinxbase/err.h>
#include <sphinxbase/feat.h>
#include <sphinxbase/jsgf.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum {
	LANGUAGE_BYTES = 8,
	NAME_BYTES = 80,
	PHONES_BYTES = 200,
	DICTIONARY_WORDS_MAX = 20000, /* then a fresh decoder */
	PADDING_SAMPLES = AUDIO_RATE_HZ * 3 / 10,
	PADDED_SAMPLES_MAX = RECOGNISER_UTTERANCE_S_MAX * AUDIO_RATE_HZ + 2 * PADDING_SAMPLES,
	QUIET_LEVEL = 10,
	CHUNK_SAMPLES = 2048,
	CEPSTRUM_MAX = 32,
	LOOP_WEIGHT = 3,                  /* of 0, 1, 3 and 6 the one that told strange words apart best, by little */
	SAMPLES_MIN = AUDIO_RATE_HZ / 20, /* less than 50 ms is a click */
};

static const char search_words[] = "words";
static const char search_loop[] = "loop";

struct recogniser_ps {
	pthread_mutex_t mutex;
	ps_decoder_t *decoder;
	struct dictionary dictionary;
	struct voice voice;
	char *model_path;
	char language[LANGUAGE_BYTES];
	uint32_t words_count; /* in the decoder's dictionary */
	bool ready;           /* a grammar is set */
	bool single_words;    /* every sentence of the grammar is one word */
	int16_t *padded;      /* PADDED_SAMPLES_MAX */
};

/* --- what the library complains about --- */

/* The library's callback is one for the program; the thread that calls it is the one that asked. */
static _Thread_local unsigned complaints;
static _Thread_local char complaint[200];

static void on_message(void *self, err_lvl_t level, const char *format, ...)
{
	va_list arguments;

	(void)self;
	if (level < ERR_ERROR)
		return;
	va_start(arguments, format);
	vsnprintf(complaint, sizeof(complaint), format, arguments);
	va_end(arguments);
	complaint[strcspn(complaint, "\n")] = 0;
	complaints++;
}

static void complaints_forget(void)
{
	complaints = 0;
	complaint[0] = 0;
}

/* --- the decoder --- */

static cmd_ln_t *configuration(const struct recogniser_ps *self)
{
	/* clang-format off */
	return cmd_ln_init(NULL, ps_args(), TRUE,
		"-hmm", self->model_path,
		"-dict", "/dev/null", /* words are added as grammars need them */
		"-bestpath", "no",
		NULL);
	/* clang-format on */
}

static const char *const loop_phones[] = {"AA", "AE", "AH", "AO", "AW", "AY", "B", "CH", "D", "DH", "EH", "ER", "EY",
	"F", "G", "HH", "IH", "IY", "JH", "K", "L", "M", "N", "NG", "OW", "OY", "P", "R", "S", "SH", "T", "TH", "UH",
	"UW", "V", "W", "Y", "Z", "ZH"};

enum { LOOP_PHONES_COUNT = sizeof(loop_phones) / sizeof(loop_phones[0]) };

/* A search takes the beams that are set when it is made. */
static void beams_set(struct recogniser_ps *self, double beam, double word_beam)
{
	cmd_ln_t *config = ps_get_config(self->decoder);

	cmd_ln_set_float64_r(config, "-beam", beam);
	cmd_ln_set_float64_r(config, "-pbeam", beam);
	cmd_ln_set_float64_r(config, "-wbeam", word_beam);
}

/* Quiet may stand anywhere. Added by the library itself, two fillers would come with it that swallow whole sentences of
 * strange words. */
static void quiet_add(struct recogniser_ps *self, fsg_model_t *fsg)
{
	fsg_model_add_silence(fsg, "<sil>", -1, (float32)cmd_ln_float32_r(ps_get_config(self->decoder), "-silprob"));
}

/* One state, every phone leads back to it: what any sound at all would score. */
static enum err loop_set(struct recogniser_ps *self)
{
	fsg_model_t *loop = fsg_model_init(search_loop, ps_get_logmath(self->decoder), LOOP_WEIGHT, 2);
	int32 log_share = (int32)logmath_log(ps_get_logmath(self->decoder), 1.0 / LOOP_PHONES_COUNT);
	enum err err = ERR_NONE;

	loop->start_state = 0;
	loop->final_state = 1;
	for (size_t i = 0; i < LOOP_PHONES_COUNT && !err; i++) {
		char name[16];
		int word;

		snprintf(name, sizeof(name), "phone%s", loop_phones[i]);
		if (ps_add_word(self->decoder, name, loop_phones[i], FALSE) < 0)
			err = ERR_FORMAT;
		word = fsg_model_word_add(loop, name);
		fsg_model_trans_add(loop, 0, 1, (int32)(log_share * LOOP_WEIGHT), word);
	}
	fsg_model_null_trans_add(loop, 1, 0, 0);
	beams_set(self, 1e-48, 7e-29); /* the library's own */
	quiet_add(self, loop);
	if (!err && ps_set_fsg(self->decoder, search_loop, loop) != 0)
		err = ERR_FORMAT;
	fsg_model_free(loop);
	return err;
}

static void decoder_close(struct recogniser_ps *self)
{
	if (self->decoder)
		ps_free(self->decoder);
	self->decoder = NULL;
	self->words_count = 0;
	self->ready = false;
}

static enum err decoder_open(struct recogniser_ps *self)
{
	cmd_ln_t *config = configuration(self);
	enum err err;

	decoder_close(self);
	if (!config)
		return ERR_NO_SPACE;
	err_set_logfp(NULL); /* a page of settings, on this thread */
	self->decoder = ps_init(config);
	cmd_ln_free_r(config);
	if (!self->decoder)
		return ERR_ABSENT;
	err = loop_set(self);
	if (err)
		decoder_close(self);
	return err;
}

/* --- words --- */

static bool decoder_knows(struct recogniser_ps *self, const char *word)
{
	char *phones = ps_lookup_word(self->decoder, word);
	bool known = phones != NULL;

	free(phones);
	return known;
}

static void word_add(void *as_recogniser, const char *name, const char *phones)
{
	struct recogniser_ps *self = as_recogniser;

	if (ps_add_word(self->decoder, name, phones, FALSE) >= 0)
		self->words_count++;
}

static void word_ask_voice(struct recogniser_ps *self, struct dictionary_word *word)
{
	char phones[PHONES_BYTES];

	if (!self->voice.ops)
		return;
	if (self->voice.ops->pronounce(self->voice.self, self->language, word->word, phones, sizeof(phones)))
		return;
	word->found = true;
	word_add(self, word->word, phones);
}

/* The words of the grammar that the decoder does not have yet. Returns how many. */
static size_t words_missing(struct recogniser_ps *self, fsg_model_t *fsg, struct dictionary_word *out)
{
	size_t count = 0;

	for (int i = 0; i < fsg_model_n_word(fsg); i++) {
		const char *word = fsg_model_word_str(fsg, i);

		if (!decoder_knows(self, word))
			out[count++] = (struct dictionary_word){.word = word};
	}
	return count;
}

static void words_ask_voice(struct recogniser_ps *self, struct dictionary_word *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!words[i].found)
			word_ask_voice(self, &words[i]);
	}
}

static enum err words_judge(const struct recogniser_ps *self, const struct dictionary_word *words, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (words[i].found)
			continue;
		log_warn("recogniser: nobody knows how \"%s\" (%s) sounds: leave the word out or add it to the "
			 "dictionary",
			words[i].word, self->language);
		return ERR_FORMAT;
	}
	return ERR_NONE;
}

/* English words are looked up first; those of other languages only share their spelling with the English dictionary. */
static enum err words_add(struct recogniser_ps *self, fsg_model_t *fsg)
{
	struct dictionary_word *words;
	size_t count;
	enum err err;

	if (fsg_model_n_word(fsg) > RECOGNISER_WORDS_MAX)
		return ERR_NO_SPACE;
	words = calloc((size_t)fsg_model_n_word(fsg) + 1, sizeof(*words));
	if (!words)
		return ERR_NO_SPACE;
	count = words_missing(self, fsg, words);
	if (strcmp(self->language, "en") != 0)
		words_ask_voice(self, words, count);
	if (count)
		dictionary_find(&self->dictionary, words, count, word_add, self);
	words_ask_voice(self, words, count);
	err = words_judge(self, words, count);
	free(words);
	return err;
}

/* --- grammars --- */

static bool state_has_word(fsg_model_t *fsg, int32 state, unsigned depth)
{
	bool has = false;

	for (fsg_arciter_t *arc = fsg_model_arcs(fsg, state); arc; arc = fsg_arciter_next(arc)) {
		fsg_link_t *link = fsg_arciter_get(arc);

		if (has)
			continue;
		has = fsg_link_wid(link) >= 0 || (depth > 0 && state_has_word(fsg, fsg_link_to_state(link), depth - 1));
	}
	return has;
}

/* True if no word can follow a word. One empty step is enough: the model's empty steps are closed. */
static bool grammar_single_words(fsg_model_t *fsg)
{
	bool single = true;

	for (int32 state = 0; state < fsg_model_n_state(fsg) && single; state++) {
		for (fsg_arciter_t *arc = fsg_model_arcs(fsg, state); arc; arc = fsg_arciter_next(arc)) {
			fsg_link_t *link = fsg_arciter_get(arc);

			if (single && fsg_link_wid(link) >= 0)
				single = !state_has_word(fsg, fsg_link_to_state(link), 1);
		}
	}
	return single;
}

/* A grammar with forbidden recursion is built all the same, with only a complaint: complaints are counted. */
static fsg_model_t *grammar_read(struct recogniser_ps *self, const char *jsgf_text)
{
	float32 weight = (float32)cmd_ln_float32_r(ps_get_config(self->decoder), "-lw");
	fsg_model_t *fsg = NULL;
	jsgf_rule_t *rule;
	jsgf_t *jsgf;

	complaints_forget();
	/* The library's scanner prints what stands before the header on stdout. */
	if (strncmp(jsgf_text, "#JSGF", 5) != 0) {
		snprintf(complaint, sizeof(complaint), "it does not begin with #JSGF");
		return NULL;
	}
	jsgf = jsgf_parse_string(jsgf_text, NULL);
	if (!jsgf)
		return NULL;
	rule = jsgf_get_public_rule(jsgf);
	if (rule)
		fsg = jsgf_build_fsg(jsgf, rule, ps_get_logmath(self->decoder), weight);
	jsgf_grammar_free(jsgf);
	if (fsg && (complaints > 0 || fsg_model_n_word(fsg) == 0)) {
		fsg_model_free(fsg);
		fsg = NULL;
	}
	return fsg;
}

static enum err grammar_set(struct recogniser_ps *self, const char *jsgf_text)
{
	fsg_model_t *fsg = grammar_read(self, jsgf_text);
	enum err err;

	if (!fsg) {
		log_warn(
			"recogniser: the grammar is broken (%s): mend it", complaint[0] ? complaint : "no public rule");
		return ERR_FORMAT;
	}
	self->single_words = grammar_single_words(fsg);
	err = words_add(self, fsg);
	beams_set(self, 1e-100, 1e-70);
	if (!err)
		quiet_add(self, fsg);
	if (!err && ps_set_fsg(self->decoder, search_words, fsg) != 0)
		err = ERR_FORMAT;
	fsg_model_free(fsg);
	self->ready = !err;
	return err;
}

/* A word can sound in one way only in one decoder: another language begins afresh. */
static enum err decoder_for(struct recogniser_ps *self, const char *language)
{
	if (strlen(language) >= LANGUAGE_BYTES)
		return ERR_NOT_FOUND;
	if (strcmp(self->language, language) == 0 && self->words_count < DICTIONARY_WORDS_MAX)
		return ERR_NONE;
	snprintf(self->language, sizeof(self->language), "%s", language);
	return decoder_open(self);
}

/* Debian ships a model of English. Words of other languages can be spelled with its sounds, but that is heard well
 * enough for single commands only, and nobody is asked to speak for that. */
static bool recogniser_knows(void *as_recogniser, const char *language)
{
	(void)as_recogniser;
	return strcmp(language, "en") == 0;
}

static enum err recogniser_grammar(void *as_recogniser, const char *language, const char *jsgf_text)
{
	struct recogniser_ps *self = as_recogniser;
	enum err err;

	if (strlen(jsgf_text) > RECOGNISER_GRAMMAR_BYTES_MAX)
		return ERR_NO_SPACE;
	pthread_mutex_lock(&self->mutex);
	self->ready = false;
	err = decoder_for(self, language);
	if (!err)
		err = grammar_set(self, jsgf_text);
	pthread_mutex_unlock(&self->mutex);
	return err;
}

/* --- hearing --- */

struct pass {
	char words[RECOGNISED_WORDS_BYTES_MAX];
	int32 score;
	int32 grammar; /* of the score */
	int frames;
};

/* What a microphone hears when nobody speaks. Digital silence would not do: the model then takes half of a synthetic or
 * cut-out word for a pause. */
static int16_t noise(struct rng *rng, int level)
{
	return (int16_t)((int)rng_below(rng, (uint32_t)(2 * level + 1)) - level);
}

static int16_t with_noise(int16_t sample, struct rng *rng)
{
	int sum = sample + noise(rng, QUIET_LEVEL / 2);

	return (int16_t)(sum > INT16_MAX ? INT16_MAX : sum < INT16_MIN ? INT16_MIN : sum);
}

/* Single words are heard better as a stream. It subtracts the mean that a pass over the whole left behind: this
 * utterance's own. With the mean of the utterances before, the first word of a quiet morning would be lost. */
static void feed_stream(ps_decoder_t *decoder, const int16_t *samples, size_t count)
{
	static const int16_t quiet[PADDING_SAMPLES];
	cmn_t *cmn = ps_get_feat(decoder)->cmn_struct;
	mfcc_t mean[CEPSTRUM_MAX];

	CHECK(cmn->veclen <= CEPSTRUM_MAX);
	memcpy(mean, cmn->cmn_mean, (size_t)cmn->veclen * sizeof(*mean));
	cmn_live_set(cmn, mean);
	ps_process_raw(decoder, quiet, PADDING_SAMPLES, FALSE, FALSE);
	for (size_t at = 0; at < count; at += CHUNK_SAMPLES) {
		size_t chunk = count - at < CHUNK_SAMPLES ? count - at : CHUNK_SAMPLES;

		ps_process_raw(decoder, samples + at, chunk, FALSE, FALSE);
	}
	ps_process_raw(decoder, quiet, PADDING_SAMPLES, FALSE, FALSE);
}

/* Whole sentences are heard better at once, with their own mean. */
static void feed_whole(struct recogniser_ps *self, const int16_t *samples, size_t count)
{
	struct rng rng = {.state = 1}; /* the same sound is heard the same way */
	size_t padded_count = count + 2 * (size_t)PADDING_SAMPLES;

	for (size_t i = 0; i < PADDING_SAMPLES; i++) {
		self->padded[i] = noise(&rng, QUIET_LEVEL);
		self->padded[padded_count - 1 - i] = noise(&rng, QUIET_LEVEL);
	}
	for (size_t i = 0; i < count; i++)
		self->padded[PADDING_SAMPLES + i] = with_noise(samples[i], &rng);
	ps_process_raw(self->decoder, self->padded, padded_count, FALSE, TRUE);
	explicit_bzero(self->padded, padded_count * sizeof(*self->padded));
}

/* What the grammar said beforehand about how likely the words were: the longer the list, the less likely each. */
static int32_t grammar_score(ps_decoder_t *decoder)
{
	int32_t sum = 0;

	for (ps_seg_t *segment = ps_seg_iter(decoder); segment; segment = ps_seg_next(segment)) {
		int32 sound;
		int32 grammar;
		int32 back_off;

		ps_seg_prob(segment, &sound, &grammar, &back_off);
		sum += grammar;
	}
	return sum;
}

static enum err decode(
	struct recogniser_ps *self, const char *search, const int16_t *samples, size_t count, struct pass *out)
{
	const char *words;

	*out = (struct pass){0};
	if (ps_set_search(self->decoder, search) != 0)
		return ERR_IO;
	/* What the noise tracker learned belongs to the sound before. */
	if (ps_start_stream(self->decoder) != 0 || ps_start_utt(self->decoder) != 0)
		return ERR_IO;
	if (self->single_words && search == search_words)
		feed_stream(self->decoder, samples, count);
	else
		feed_whole(self, samples, count);
	ps_end_utt(self->decoder);

	words = ps_get_hyp(self->decoder, &out->score);
	if (words)
		snprintf(out->words, sizeof(out->words), "%s", words);
	out->grammar = grammar_score(self->decoder);
	out->frames = ps_get_n_frames(self->decoder);
	return ERR_NONE;
}

/* By how much, for each frame, the words fit the sound better than the loop of phones: a logistic curve whose middle
 * was put where 98 of 100 digits heard right are above it. Strange words: single ones are below it two times out of
 * three, sentences nearly always. It does not tell one word of the grammar from another that sounds like it. */
static uint8_t confidence(const struct pass *words, const struct pass *loop)
{
	int32_t gain = words->score - words->grammar - loop->score;
	double gain_per_frame = (double)gain / (words->frames ? words->frames : 1);

	return (uint8_t)lround(100 / (1 + exp(-(gain_per_frame - 1) / 3)));
}

static enum err hear(struct recogniser_ps *self, const int16_t *samples, size_t count, struct recognised *out)
{
	struct pass words;
	struct pass loop;
	enum err err = decode(self, search_loop, samples, count, &loop); /* first: it leaves the mean */

	if (!err)
		err = decode(self, search_words, samples, count, &words);
	if (err || words.words[0] == 0)
		return err;
	out->count = 1;
	out->confidence_pct = confidence(&words, &loop);
	out->list[0].score_pct = out->confidence_pct;
	memcpy(out->list[0].words, words.words, sizeof(words.words));
	return ERR_NONE;
}

static uint32_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (uint32_t)((uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000);
}

static enum err recogniser_hear(void *as_recogniser, const int16_t *samples, size_t count, struct recognised *out)
{
	struct recogniser_ps *self = as_recogniser;
	uint32_t began_ms = now_ms();
	enum err err = ERR_NONE;

	memset(out, 0, sizeof(*out));
	out->audio_ms = (uint32_t)(count * 1000 / AUDIO_RATE_HZ);
	if (count > (size_t)RECOGNISER_UTTERANCE_S_MAX * AUDIO_RATE_HZ)
		return ERR_NO_SPACE;

	pthread_mutex_lock(&self->mutex);
	if (!self->ready)
		err = ERR_ABSENT;
	else if (count >= SAMPLES_MIN) /* the library hangs on the utterance after one without sound */
		err = hear(self, samples, count, out);
	pthread_mutex_unlock(&self->mutex);
	out->work_ms = now_ms() - began_ms;
	return err;
}

/* --- opening --- */

static void recogniser_close(void *as_recogniser)
{
	struct recogniser_ps *self = as_recogniser;

	if (!self)
		return;
	decoder_close(self);
	dictionary_close(&self->dictionary);
	pthread_mutex_destroy(&self->mutex);
	free(self->padded);
	free(self->model_path);
	free(self);
}

static enum err open_model(struct recogniser_ps *self, const struct recogniser_settings *settings)
{
	const char *model = settings->model_path ? settings->model_path : RECOGNISER_MODEL_PATH;
	const char *words = settings->dictionary_path ? settings->dictionary_path : RECOGNISER_DICTIONARY_PATH;

	self->model_path = strdup(model);
	self->padded = malloc(PADDED_SAMPLES_MAX * sizeof(*self->padded));
	if (!self->model_path || !self->padded)
		return ERR_NO_SPACE;
	if (dictionary_open(&self->dictionary, words)) {
		log_warn("recogniser: no dictionary at %s, nothing will be heard: install pocketsphinx-en-us", words);
		return ERR_ABSENT;
	}
	snprintf(self->language, sizeof(self->language), "en");
	complaints_forget();
	if (access(model, R_OK) != 0 || decoder_open(self)) {
		log_warn("recogniser: no acoustic model at %s%s%s, nothing will be heard: install pocketsphinx-en-us",
			model, complaint[0] ? ": " : "", complaint);
		return ERR_ABSENT;
	}
	return ERR_NONE;
}

enum err recogniser_pocketsphinx_open(struct recogniser *out, const struct recogniser_settings *settings)
{
	static const struct recogniser_ops ops = {
		.knows = recogniser_knows,
		.grammar = recogniser_grammar,
		.hear = recogniser_hear,
		.close = recogniser_close,
	};
	struct recogniser_ps *self = calloc(1, sizeof(*self));
	enum err err;

	*out = (struct recogniser){0};
	if (!self)
		return ERR_NO_SPACE;
	err_set_callback(on_message, NULL);
	pthread_mutex_init(&self->mutex, NULL);
	if (settings->voice)
		self->voice = *settings->voice;
	err = open_model(self, settings);
	if (err) {
		recogniser_close(self);
		return err;
	}
	*out = (struct recogniser){&ops, self};
	return ERR_NONE;
}
