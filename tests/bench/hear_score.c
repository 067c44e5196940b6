#include "hear_score.h"

#include "adapter/audio_file.h"
#include "json.h"
#include "line/codec.h"
#include "speech/resample.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	PATH_BYTES = 600,
	TEXT_BYTES_MAX_READ = 256 << 10,
	SAMPLES_MAX = 30 * AUDIO_RATE_HZ,
	SLOT_BYTES = 80,
};

static const char digits_grammar[] =
	"#JSGF V1.0;\n"
	"grammar digits;\n"
	"public <digit> = zero | one | two | three | four | five | six | seven | eight | nine;\n";

/* --- files --- */

static char *text_read(const char *path)
{
	FILE *file = fopen(path, "rb");
	char *text = calloc(1, TEXT_BYTES_MAX_READ);

	if (!file || !text || fread(text, 1, TEXT_BYTES_MAX_READ - 1, file) == 0) {
		fprintf(stderr, "%s is not there\n", path);
		free(text);
		text = NULL;
	}
	if (file)
		fclose(file);
	return text;
}

static bool over_telephone;

void hear_over_telephone(bool yes)
{
	over_telephone = yes;
}

/* Down to 8 kHz, through G.711, and up again. */
static size_t telephoned(int16_t *samples, size_t count)
{
	uint8_t bytes[CODEC_FRAME_BYTES];
	struct codec_state *codec = NULL;
	struct sound down = {0};
	struct sound up = {0};

	if (!codec_open(&codec, CODEC_PCMA) &&
		!resample(&(struct sound){samples, count, AUDIO_RATE_HZ}, codec_rate_hz(CODEC_PCMA), &down)) {
		for (size_t at = 0; at + CODEC_FRAME_BYTES <= down.count; at += CODEC_FRAME_BYTES) {
			codec_encode(codec, down.samples + at, bytes);
			codec_decode(codec, bytes, sizeof(bytes), down.samples + at);
		}
		if (!resample(&down, AUDIO_RATE_HZ, &up)) {
			count = up.count < count ? up.count : count;
			memcpy(samples, up.samples, count * sizeof(*samples));
		}
	}
	codec_close(codec);
	sound_free(&down);
	sound_free(&up);
	return count;
}

static bool hear_file(
	const struct recogniser *recogniser, const char *path, struct recognised *heard, struct hear_tally *tally)
{
	static int16_t samples[SAMPLES_MAX];
	struct audio_why why;
	struct audio audio;
	size_t count;
	enum err err;

	if (audio_file_open(&audio, path, NULL, &why)) {
		fprintf(stderr, "%s: %s\n", path, why.text);
		return false;
	}
	count = audio.ops->record(audio.self, samples, SAMPLES_MAX);
	audio.ops->close(audio.self);
	if (over_telephone)
		count = telephoned(samples, count);
	err = recogniser->ops->hear(recogniser->self, samples, count, heard);
	if (err)
		fprintf(stderr, "%s: %s\n", path, err_name(err));
	tally->files++;
	tally->audio_ms += heard->audio_ms;
	tally->work_ms += heard->work_ms;
	return !err;
}

/* --- digits: 7_george_12.flac --- */

static int is_clip(const struct dirent *entry)
{
	return entry->d_name[0] >= '0' && entry->d_name[0] <= '9' && strstr(entry->d_name, ".flac") != NULL;
}

static struct hear_speaker *speaker_of(struct hear_tally *tally, const char *file)
{
	const char *name = file + 2;
	int length = (int)strcspn(name, "_");
	struct hear_speaker *speaker = tally->speakers;

	while (speaker < tally->speakers + tally->speakers_count &&
		(strncmp(speaker->name, name, (size_t)length) != 0 || speaker->name[length]))
		speaker++;
	if (speaker == tally->speakers + tally->speakers_count && tally->speakers_count < HEAR_SPEAKERS_MAX - 1) {
		snprintf(speaker->name, sizeof(speaker->name), "%.*s", length, name);
		tally->speakers_count++;
	}
	return speaker;
}

static bool hear_digit(const struct recogniser *recogniser, const char *file, struct hear_tally *tally)
{
	static const char *const names[] = {
		"zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"};
	struct hear_speaker *speaker = speaker_of(tally, file);
	struct recognised heard;
	char path[PATH_BYTES];
	bool right;

	snprintf(path, sizeof(path), HEAR_DATA "/digits/%s", file);
	if (!hear_file(recogniser, path, &heard, tally))
		return false;
	right = heard.count > 0 && strcmp(heard.list[0].words, names[file[0] - '0']) == 0;
	tally->right += right;
	speaker->files++;
	speaker->right += right;
	return true;
}

bool hear_digits(const struct recogniser *recogniser, unsigned every, struct hear_tally *out)
{
	struct dirent **clips = NULL;
	int count = scandir(HEAR_DATA "/digits", &clips, is_clip, alphasort);
	bool good = count > 0 && !recogniser->ops->grammar(recogniser->self, "en", digits_grammar);

	*out = (struct hear_tally){0};
	if (count <= 0)
		fputs(HEAR_DATA "/digits is not there\n", stderr);
	for (int i = 0; i < count; i++) {
		if (good && (unsigned)i % every == 0)
			good = hear_digit(recogniser, clips[i]->d_name, out);
		if (i % 100 == 99)
			fprintf(stderr, "digits: %d of %d\n", i + 1, count);
		free(clips[i]);
	}
	free(clips);
	return good;
}

/* --- orders: order017.flac, with its slots in labels.json --- */

enum slot { SIZE, ROAST, SHOTS, DRINK, MILK, SUGAR, SLOTS_COUNT, AMOUNT = SLOTS_COUNT };

static const char *const slot_names[SLOTS_COUNT] = {
	"size", "roast", "numberOfShots", "coffeeDrink", "milkAmount", "sugarAmount"};

/* clang-format off */
static const struct {
	const char *words;
	enum slot slot;
} phrases[] = {
	{"small", SIZE}, {"medium", SIZE}, {"large", SIZE}, {"eight ounce", SIZE}, {"twelve ounce", SIZE},
	{"sixteen ounce", SIZE}, {"twenty ounce", SIZE},
	{"light roast", ROAST}, {"medium roast", ROAST}, {"dark roast", ROAST},
	{"single shot", SHOTS}, {"double shot", SHOTS}, {"triple shot", SHOTS},
	{"coffee", DRINK}, {"iced coffee", DRINK}, {"drip coffee", DRINK}, {"house coffee", DRINK}, {"mocha", DRINK},
	{"iced mocha", DRINK}, {"americano", DRINK}, {"cappuccino", DRINK}, {"latte", DRINK}, {"espresso", DRINK},
	{"milk", MILK}, {"soy milk", MILK}, {"almond milk", MILK}, {"skim milk", MILK}, {"whole milk", MILK},
	{"cream", MILK}, {"sugar", SUGAR}, {"brown sugar", SUGAR}, {"sweetener", SUGAR},
	{"some", AMOUNT}, {"a lot of", AMOUNT}, {"lots of", AMOUNT}, {"a bit of", AMOUNT}, {"a little bit of", AMOUNT},
};
/* clang-format on */

enum { PHRASES_COUNT = sizeof(phrases) / sizeof(phrases[0]) };

struct order {
	char slots[SLOTS_COUNT][SLOT_BYTES];
};

static int longest_phrase(const char *at)
{
	size_t best_length = 0;
	int best = -1;

	for (int i = 0; i < PHRASES_COUNT; i++) {
		size_t length = strlen(phrases[i].words);

		if (length > best_length && strncmp(at, phrases[i].words, length) == 0 &&
			(at[length] == ' ' || at[length] == 0)) {
			best = i;
			best_length = length;
		}
	}
	return best;
}

/* What is said twice stands there twice, and is then unlike any label. */
static void order_add(struct order *order, enum slot slot, const char *amount, const char *words)
{
	char *text = order->slots[slot];
	size_t used = strlen(text);

	snprintf(text + used, SLOT_BYTES - used, "%s%s%s", amount, amount[0] ? " " : "", words);
}

static struct order order_of(const char *words)
{
	struct order order = {0};
	const char *amount = "";

	while (*words) {
		int phrase = longest_phrase(words);

		if (phrase < 0) {
			words += strcspn(words, " ");
			words += *words == ' ';
			continue;
		}
		words += strlen(phrases[phrase].words);
		words += *words == ' ';
		if (phrases[phrase].slot == AMOUNT) {
			amount = phrases[phrase].words;
		} else {
			order_add(&order, phrases[phrase].slot, amount, phrases[phrase].words);
			amount = "";
		}
	}
	return order;
}

static bool order_fits(const struct order *order, const struct json *slots)
{
	for (int slot = 0; slot < SLOTS_COUNT; slot++) {
		const char *wanted = json_text(json_member(slots, slot_names[slot]));

		wanted = wanted ? wanted + strspn(wanted, " ") : "";
		if (strcmp(order->slots[slot], wanted) != 0)
			return false;
	}
	return true;
}

struct orders {
	const struct recogniser *recogniser;
	struct hear_tally *tally;
	unsigned every;
	unsigned at;
	bool good;
};

static bool hear_order(void *as_orders, const char *file, const struct json *label)
{
	struct orders *orders = as_orders;
	struct recognised heard;
	struct order order;
	char path[PATH_BYTES];

	if (orders->at++ % orders->every)
		return true;
	snprintf(path, sizeof(path), HEAR_DATA "/orders/%s", file);
	orders->good = hear_file(orders->recogniser, path, &heard, orders->tally);
	order = order_of(heard.count ? heard.list[0].words : "");
	orders->tally->right += order_fits(&order, json_member(label, "slots"));
	if (orders->tally->files % 50 == 0)
		fprintf(stderr, "orders: %u\n", orders->tally->files);
	return orders->good;
}

bool hear_orders(const struct recogniser *recogniser, unsigned every, struct hear_tally *out)
{
	char *labels_text = text_read(HEAR_DATA "/orders/labels.json");
	char *grammar = text_read(FOYER_SOURCE_DIR "/tests/bench/orders.jsgf");
	struct orders orders = {.recogniser = recogniser, .tally = out, .every = every};
	struct json *labels = NULL;

	*out = (struct hear_tally){0};
	if (labels_text && grammar && !json_parse(labels_text, strlen(labels_text), &labels, NULL))
		orders.good = !recogniser->ops->grammar(recogniser->self, "en", grammar);
	if (orders.good)
		json_members(labels, hear_order, &orders);
	json_close(labels);
	free(labels_text);
	free(grammar);
	return orders.good;
}
