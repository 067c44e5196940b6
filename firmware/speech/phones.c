#include "speech/phones.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

struct phone {
	const char *ipa;
	const char *arpabet;
};

/* clang-format off */
/* The longest spelling that fits is taken. Marks of stress, length and ties are dropped before. */
static const struct phone phones[] = {
	/* vowels of English */
	{"iː", "IY"}, {"i", "IY"}, {"ɪ", "IH"}, {"ᵻ", "IH"}, {"e", "EH"}, {"ɛ", "EH"}, {"æ", "AE"}, {"a", "AA"},
	{"ɑ", "AA"}, {"ɒ", "AA"}, {"ɔ", "AO"}, {"o", "OW"}, {"ʊ", "UH"}, {"u", "UW"}, {"ʌ", "AH"}, {"ə", "AH"},
	{"ɐ", "AH"}, {"ɜ", "ER"}, {"ɝ", "ER"}, {"ɚ", "ER"}, {"ɜɹ", "ER"},
	{"eɪ", "EY"}, {"aɪ", "AY"}, {"aʊ", "AW"}, {"ɔɪ", "OY"}, {"oʊ", "OW"}, {"əʊ", "OW"},
	{"ɪə", "IH AH"}, {"iə", "IY AH"}, {"ɪɹ", "IH R"}, {"ɔːɹ", "AO R"}, {"oːɹ", "AO R"}, {"oɹ", "AO R"},
	{"aɪɚ", "AY ER"}, {"aɪə", "AY AH"}, {"juː", "Y UW"},
	/* consonants of English */
	{"p", "P"}, {"b", "B"}, {"t", "T"}, {"d", "D"}, {"k", "K"}, {"ɡ", "G"}, {"g", "G"}, {"f", "F"}, {"v", "V"},
	{"θ", "TH"}, {"ð", "DH"}, {"s", "S"}, {"z", "Z"}, {"ʃ", "SH"}, {"ʒ", "ZH"}, {"h", "HH"}, {"m", "M"},
	{"n", "N"}, {"ŋ", "NG"}, {"l", "L"}, {"ɫ", "L"}, {"ɹ", "R"}, {"j", "Y"}, {"w", "W"}, {"tʃ", "CH"},
	{"dʒ", "JH"}, {"ʔ", "T"},
	/* other languages: the nearest */
	{"r", "R"}, {"ʁ", "R"}, {"ʀ", "R"}, {"ɾ", "R"}, {"ɲ", "N Y"}, {"ʎ", "L Y"}, {"ts", "T S"}, {"dz", "D Z"},
	{"pf", "P F"}, {"ç", "HH"}, {"x", "HH"}, {"ɣ", "G"}, {"β", "V"}, {"ɥ", "W"}, {"ʋ", "V"},
	{"y", "UW"}, {"ʏ", "UH"}, {"ø", "ER"}, {"œ", "ER"}, {"ai", "AY"}, {"ei", "EY"}, {"oi", "OY"}, {"au", "AW"},
	{"aj", "AY"}, {"ej", "EY"}, {"oj", "OY"}, {"aw", "AW"},
	{"ɔø", "OY"}, {"ɔʏ", "OY"}, {"ɑ̃", "AA N"}, {"ɔ̃", "OW N"}, {"ɛ̃", "AE N"}, {"œ̃", "AH N"},
};
/* clang-format on */

enum { PHONES_COUNT = sizeof(phones) / sizeof(phones[0]), SOUNDS_BYTES = 256 };

/* Stress, ties, separators: they say how, not what. Length matters only where the table says so. */
static bool is_mark(uint32_t c)
{
	return c == 0x02C8 || c == 0x02CC || c == 0x0361 || c == 0x200D || c == '_' || c == ' ' || c == 0x0329;
}

static void drop_marks(const char *ipa, char *out, size_t out_bytes)
{
	const char *end = ipa + strlen(ipa);
	size_t used = 0;

	while (ipa < end) {
		uint32_t c = text_next(&ipa, end);
		size_t put = is_mark(c) ? 0 : text_put(out + used, out_bytes - 1 - used, c);

		used += put;
	}
	out[used] = 0;
}

static const struct phone *longest(const char *at)
{
	const struct phone *best = NULL;
	size_t best_length = 0;

	for (size_t i = 0; i < PHONES_COUNT; i++) {
		size_t length = strlen(phones[i].ipa);

		if (length > best_length && strncmp(phones[i].ipa, at, length) == 0) {
			best = &phones[i];
			best_length = length;
		}
	}
	return best;
}

/* American English flaps its t's ("water"); the dictionary that the model was trained with writes them T. */
static const char *arpabet_of(const struct phone *phone, const char *language)
{
	if (strcmp(language, "en") == 0 && strcmp(phone->ipa, "ɾ") == 0)
		return "T";
	return phone->arpabet;
}

enum err phones_from_ipa(const char *language, const char *ipa, char *out, size_t out_bytes)
{
	char sounds[SOUNDS_BYTES];
	const char *at = sounds;
	const char *end;
	size_t used = 0;

	out[0] = 0;
	drop_marks(ipa, sounds, sizeof(sounds));
	end = sounds + strlen(sounds);
	while (at < end) {
		const struct phone *phone = longest(at);
		int put;

		if (!phone) {
			text_next(&at, end);
			continue;
		}
		put = snprintf(out + used, out_bytes - used, "%s%s", used ? " " : "", arpabet_of(phone, language));
		if (put < 0 || (size_t)put >= out_bytes - used)
			return ERR_NO_SPACE;
		used += (size_t)put;
		at += strlen(phone->ipa);
	}
	return used ? ERR_NONE : ERR_FORMAT;
}
