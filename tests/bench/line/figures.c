#include "figures.h"

#include "crowd.h"
#include "packets.h"
#include "under.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	COUNTED_CALLS = 10,
	MANY_CALLS = 800,
	RATIO_CALLS = 100,
	SET_UP_PER_S = 50,
	SETTLE_MS = 4000,
	STAND_SHARE = 100,    /* one in so many may just be silent, on a machine that is full */
	FORGOTTEN_MS = 50000, /* 32 s of a transaction, and until memory was given back */
	EMPTY_TRIES = 80,     /* 40 s: a call that was never acknowledged is given up after 32 */
	EMPTY_EVERY_MS = 500,
	KEYS_EVERY_S = 2,
	REPEAT_EVERY_S = 10, /* who says nothing at all is told a code: a sentence of their own, made for them */
	RATE_HZ = 8000,
	WAV_HEADER_BYTES = 44,
	WAV_S = 90, /* longer than any call here */
	TEXT_BYTES = 4096
};

/* Until so many calls are heard. */
static bool all_stand(struct crowd *crowd, unsigned calls)
{
	for (unsigned i = 0; i < EMPTY_TRIES && crowd_count(crowd) < calls; i++)
		under_rests(EMPTY_EVERY_MS);
	if (crowd_count(crowd) < calls)
		fprintf(stderr, "bench-line: %u of %u calls stand\n", crowd_count(crowd), calls);
	return crowd_count(crowd) >= calls;
}

/* --- instructions --- */

static uint64_t counted(const struct line_prompt *speech, unsigned hold_ms)
{
	struct crowd *crowd = crowd_open(speech);
	struct telephones telephones = {"stays", COUNTED_CALLS, COUNTED_CALLS, hold_ms, 0, 0};
	struct under under;
	struct sipp sipp;
	uint64_t count = 0;
	pid_t pid;

	if (!crowd || !under_serve(&under, COUNTED_CALLS, true)) {
		crowd_close(crowd);
		return 0;
	}
	pid = under.pid;
	telephones.sound = crowd_port(crowd);
	telephones.to = under.port;
	if (telephones_begin(&sipp, &telephones) && telephones_end(&sipp) == 0 && under_end(&under) == 0)
		count = under_instructions(pid);
	fprintf(stderr, "%u calls of %u s: %.1f M instructions, %llu frames\n", COUNTED_CALLS, hold_ms / 1000,
		(double)count / 1e6, (unsigned long long)crowd_heard(crowd));
	(void)under_end(&under);
	crowd_close(crowd);
	return count;
}

static bool instructions(const struct line_prompt *speech, bool brief, struct figures *out)
{
	const unsigned short_ms = brief ? 2000 : 5000;
	const unsigned long_ms = brief ? 6000 : 15000;
	uint64_t fewer = counted(speech, short_ms);
	uint64_t more = fewer ? counted(speech, long_ms) : 0;

	if (more <= fewer)
		return false;
	out->instr_per_call_s = (double)(more - fewer) / 1e6 / COUNTED_CALLS / ((long_ms - short_ms) / 1000.0);
	return true;
}

/* --- processor beside baresip --- */

/* "data" as its bytes stand. */
enum { DATA_TAG = 0x61746164 };

static void put32(uint8_t *to, uint32_t value)
{
	for (unsigned i = 0; i < 4; i++)
		to[i] = (uint8_t)(value >> (8 * i));
}

/* The same speech as a file, for the peer: again and again, because where its file ends the peer sends nothing more. */
static bool write_wav(const struct line_prompt *speech, const char *path)
{
	uint8_t header[WAV_HEADER_BYTES] = "RIFF....WAVEfmt ";
	int16_t samples[CODEC_FRAME_BYTES];
	const uint32_t frames = WAV_S * 1000 / CODEC_FRAME_MS;
	uint32_t spoken = 0;
	FILE *file = fopen(path, "we");
	bool good = file != NULL;

	while (prompt_frame(speech, spoken))
		spoken++;
	if (spoken == 0)
		good = false;
	put32(header + 4, WAV_HEADER_BYTES - 8 + frames * (uint32_t)sizeof(samples));
	put32(header + 16, 16);
	put32(header + 20, 1 | 1 << 16); /* whole numbers, one channel */
	put32(header + 24, RATE_HZ);
	put32(header + 28, RATE_HZ * 2);
	put32(header + 32, 2 | 16 << 16);
	put32(header + 36, DATA_TAG);
	put32(header + 40, frames * (uint32_t)sizeof(samples));
	good = good && fwrite(header, sizeof(header), 1, file) == 1;
	for (uint32_t i = 0; good && i < frames; i++) {
		codec_pcma_decode(prompt_frame(speech, i % spoken), CODEC_FRAME_BYTES, samples);
		good = fwrite(samples, sizeof(samples), 1, file) == 1;
	}
	return file && fclose(file) == 0 && good;
}

/* Percent of one processor for one of so many calls; below 0: it could not be measured. */
static double load_pct(struct under *under, const struct line_prompt *speech, unsigned calls, unsigned seconds)
{
	struct crowd *crowd = crowd_open(speech);
	struct telephones telephones = {"stays", calls, 25, (calls / 25 + 4 + seconds + 3) * 1000, 0, under->port};
	struct sipp sipp;
	uint64_t used_us;
	double pct = -1;

	if (!crowd)
		return -1;
	telephones.sound = crowd_port(crowd);
	if (telephones_begin(&sipp, &telephones) && all_stand(crowd, calls)) {
		under_rests(2000);
		used_us = under_cpu_us(under);
		under_rests(seconds * 1000);
		used_us = under_cpu_us(under) - used_us;
		pct = (double)used_us / 1e4 / seconds / calls;
	}
	(void)telephones_end(&sipp);
	crowd_close(crowd);
	return pct;
}

static double packets_pct(const struct line_prompt *speech, unsigned calls, unsigned seconds)
{
	struct crowd *crowd = crowd_open(speech);
	double pct = crowd ? packets_load_pct(crowd_port(crowd), calls, seconds) : -1;

	crowd_close(crowd);
	return pct;
}

static bool ratio(const struct line_prompt *speech, bool brief, struct figures *out)
{
	const unsigned calls = brief ? RATIO_CALLS / 5 : RATIO_CALLS;
	const unsigned seconds = brief ? 3 : 10;
	char wav[UNDER_PATH_BYTES];
	struct under under;

	under_path("speech.wav", wav);
	if (!write_wav(speech, wav) || !under_foyer(&under, calls))
		return false;
	out->cpu_foyer_pct = load_pct(&under, speech, calls, seconds);
	(void)under_end(&under);
	if (!under_baresip(&under, calls, wav)) {
		fprintf(stderr, "bench-line: baresip is the peer: install baresip-core\n");
		return false;
	}
	out->cpu_baresip_pct = load_pct(&under, speech, calls, seconds);
	(void)under_end(&under);
	out->cpu_packets_pct = packets_pct(speech, calls, seconds);
	fprintf(stderr, "a call: foyer %.3f %%, baresip %.3f %%, its packets alone %.3f %% of a processor\n",
		out->cpu_foyer_pct, out->cpu_baresip_pct, out->cpu_packets_pct);
	if (out->cpu_foyer_pct < 0 || out->cpu_baresip_pct <= 0)
		return false;
	out->cpu_ratio_baresip = out->cpu_foyer_pct / out->cpu_baresip_pct;
	return true;
}

/* --- memory --- */

struct resident {
	long fresh_kb; /* 0: it could not be measured */
	long settled_kb;
};

/* With so many calls that stand and are spoken to: when the last has begun, and when SIP has forgotten how they did. */
static struct resident resident(const struct line_prompt *speech, unsigned calls)
{
	struct crowd *crowd = crowd_open(speech);
	struct telephones telephones = {"stays", calls, 50, (calls / 50) * 1000 + 2 * SETTLE_MS + FORGOTTEN_MS, 0, 0};
	struct resident resident = {0, 0};
	struct under under;
	struct sipp sipp;

	if (!crowd || !under_foyer(&under, calls)) {
		crowd_close(crowd);
		return resident;
	}
	crowd_presses(crowd, REPEAT_EVERY_S, CROWD_KEY_REPEAT);
	telephones.sound = crowd_port(crowd);
	telephones.to = under.port;
	if (telephones_begin(&sipp, &telephones) && all_stand(crowd, calls)) {
		under_rests(SETTLE_MS);
		resident.fresh_kb = under_resident_kb(&under);
		under_rests(FORGOTTEN_MS);
		if (all_stand(crowd, calls - calls / STAND_SHARE))
			resident.settled_kb = under_resident_kb(&under);
	}
	fprintf(stderr, "resident with %u calls: %ld kB, then %ld kB\n", calls, resident.fresh_kb, resident.settled_kb);
	(void)telephones_end(&sipp);
	(void)under_end(&under);
	crowd_close(crowd);
	return resident;
}

static bool memory(const struct line_prompt *speech, bool brief, struct figures *out)
{
	const unsigned many = brief ? MANY_CALLS / 4 : MANY_CALLS;
	struct resident one = resident(speech, 1);
	struct resident all = one.settled_kb ? resident(speech, many) : one;

	if (!all.settled_kb)
		return false;
	out->rss_one_kb = (double)one.settled_kb;
	out->rss_many_kb = (double)all.settled_kb;
	out->rss_per_call = (double)(all.settled_kb - one.settled_kb) / (many - 1);
	out->rss_per_call_fresh = (double)(all.fresh_kb - one.fresh_kb) / (many - 1);
	return true;
}

/* --- set-up --- */

/* Processor time of a call that is hung up as soon as it stands; below 0: not every call stood. */
static double call_cpu_ms(const struct under *under, const struct crowd *crowd, unsigned calls)
{
	const struct telephones telephones = {"stays", calls, SET_UP_PER_S, 0, crowd_port(crowd), under->port};
	uint64_t used_us = under_cpu_us(under);
	struct sipp sipp;

	if (!telephones_begin(&sipp, &telephones) || telephones_end(&sipp))
		return -1;
	under_rests(1000);
	return (double)(under_cpu_us(under) - used_us) / 1000 / calls;
}

static double set_up_p99_ms(const struct under *under, const struct crowd *crowd, unsigned calls)
{
	const struct telephones telephones = {"stays", calls, SET_UP_PER_S, 2000, crowd_port(crowd), under->port};
	unsigned count = 0;
	struct sipp sipp;
	double p99;

	if (!telephones_begin(&sipp, &telephones) || telephones_end(&sipp))
		return -1;
	p99 = telephones_set_up_p99_ms(&sipp, telephones.name, &count);
	return count == calls ? p99 : -1;
}

static bool set_up(const struct line_prompt *speech, bool brief, struct figures *out)
{
	const unsigned calls = SET_UP_PER_S * (brief ? 4 : 20);
	struct crowd *crowd = crowd_open(speech);
	struct under under;

	if (crowd && under_foyer(&under, 4 * SET_UP_PER_S)) {
		out->set_up_p99_ms = set_up_p99_ms(&under, crowd, calls);
		out->cpu_ms_per_call = call_cpu_ms(&under, crowd, calls);
		(void)under_end(&under);
	}
	if (crowd && under_serve(&under, 4 * SET_UP_PER_S, false)) {
		out->cpu_ms_per_call_line = call_cpu_ms(&under, crowd, calls);
		(void)under_end(&under);
	}
	crowd_close(crowd);
	return out->set_up_p99_ms >= 0 && out->cpu_ms_per_call > 0 && out->cpu_ms_per_call_line > 0;
}

/* --- keys --- */

static double value_of(const char *text, const char *key)
{
	char name[64];
	const char *at;

	snprintf(name, sizeof(name), "\"%s\":", key);
	at = strstr(text, name); /* the first: the peer's figures stand behind */
	return at ? strtod(at + strlen(name), NULL) : -1;
}

/* bench_tones has them. */
static bool digits(const struct line_prompt *speech, bool brief, struct figures *out)
{
	static const char program[] = FOYER_BUILD_DIR "/tests/bench/bench_tones";
	char text[TEXT_BYTES] = "";
	FILE *of = popen(program, "re");
	size_t bytes = of ? fread(text, 1, sizeof(text) - 1, of) : 0;

	(void)speech;
	(void)brief;
	if (!of || pclose(of) || bytes == 0) {
		fprintf(stderr, "bench-line: %s has no figures\n", program);
		return false;
	}
	out->digits_accepted_pct = value_of(text, "digits_accepted_pct");
	out->digits_far_off_accepted = value_of(text, "digits_far_off_accepted");
	out->digits_false = value_of(text, "digits_false");
	out->digits_once_pct = value_of(text, "digits_rfc4733_once_pct");
	return true;
}

/* --- calls hung up at random --- */

struct churn {
	struct under under;
	struct crowd *crowd;
	unsigned places;
	unsigned empty_descriptors;
};

static void hang_up(const struct churn *churn, unsigned calls, unsigned per_s)
{
	const struct telephones telephones = {"leaves", calls, per_s, 0, crowd_port(churn->crowd), churn->under.port};
	struct sipp sipp;

	if (telephones_begin(&sipp, &telephones))
		(void)telephones_end(&sipp);
}

/* Waits until nothing of a call is left. What is all the same. */
static unsigned descriptors_left(const struct churn *churn)
{
	unsigned now = 0;

	for (unsigned i = 0; i < EMPTY_TRIES; i++) {
		now = under_descriptors(&churn->under);
		if (now <= churn->empty_descriptors)
			return 0;
		under_rests(EMPTY_EVERY_MS);
	}
	return now - churn->empty_descriptors;
}

/* As many calls as there are places: each that is not taken was lost by an earlier one. */
static unsigned places_left(const struct churn *churn)
{
	const struct telephones telephones = {"stays", churn->places, 50, churn->places * 20 + 2 * SETTLE_MS,
		crowd_port(churn->crowd), churn->under.port};
	unsigned stand = 0;
	struct sipp sipp;

	if (!telephones_begin(&sipp, &telephones))
		return churn->places;
	under_rests(churn->places * 20 + SETTLE_MS);
	stand = crowd_count(churn->crowd);
	(void)telephones_end(&sipp);
	return stand < churn->places ? churn->places - stand : 0;
}

static bool leaked(const struct line_prompt *speech, bool brief, struct figures *out)
{
	const unsigned calls = brief ? 500 : 20000;
	const unsigned per_s = brief ? 50 : 100;
	struct churn churn = {.crowd = crowd_open(speech), .places = brief ? 150 : 300};
	long half_kb;

	if (!churn.crowd || !under_foyer(&churn.under, churn.places)) {
		crowd_close(churn.crowd);
		return false;
	}
	churn.empty_descriptors = under_descriptors(&churn.under);
	crowd_presses(churn.crowd, KEYS_EVERY_S, CROWD_KEY_ANY);
	hang_up(&churn, calls / 2, per_s);
	under_rests(brief ? 0 : FORGOTTEN_MS);
	half_kb = under_resident_kb(&churn.under);
	fprintf(stderr, "%u calls, %ld kB resident\n", calls / 2, half_kb);
	hang_up(&churn, calls - calls / 2, per_s);
	crowd_presses(churn.crowd, 0, CROWD_KEY_ANY);
	under_rests(brief ? 0 : FORGOTTEN_MS);
	out->leaked_calls = calls;
	out->grown_kb = (double)(under_resident_kb(&churn.under) - half_kb);
	out->leaked_descriptors = descriptors_left(&churn);
	out->leaked_places = places_left(&churn);
	out->leaked = out->leaked_descriptors + out->leaked_places + (under_end(&churn.under) != 0);
	crowd_close(churn.crowd);
	return true;
}

const struct figure figures_all[] = {
	{"instr_per_call_s", instructions},
	{"cpu_ratio_baresip", ratio},
	{"rss_per_call", memory},
	{"set_up_p99_ms", set_up},
	{"digit_to_silence_p99_ms", figure_silence},
	{"digits_accepted_pct", digits},
	{"leaked", leaked},
	{NULL, NULL},
};
