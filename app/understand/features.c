#include "understand/features.h"

#include "base/text.h"
#include "understand/tokens.h"

#include <string.h>

enum { GRAM_MIN = 2, GRAM_MAX = 5, WORD_CHARS_MAX = 40 };

static const uint64_t fnv_start = 0xcbf29ce484222325U;
static const uint64_t fnv_prime = 0x100000001b3U;
static const uint32_t ln2_q16 = 45426;

enum salt { SALT_WORD = 1, SALT_PAIR, SALT_CHARS };

static uint64_t fnv(uint64_t hash, const char *bytes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		hash = (hash ^ (uint8_t)bytes[i]) * fnv_prime;
	return hash;
}

static uint64_t fnv_salted(enum salt salt)
{
	return (fnv_start ^ (uint64_t)salt) * fnv_prime;
}

/* FNV's low bits are its best, its high ones are weak for short keys: mix, since both ends are used. */
static uint64_t mixed(uint64_t hash)
{
	hash ^= hash >> 32;
	hash *= 0x9e3779b97f4a7c15U;
	return hash ^ hash >> 29;
}

static void put(struct features *f, uint64_t hash, enum feature_block block)
{
	uint64_t key = mixed(hash);
	uint32_t slot = (uint32_t)key % FEATURE_SLOTS;

	while (f->slots[slot] != 0) {
		struct feature *old = &f->list[f->slots[slot] - 1];

		if (old->key == key) {
			old->times = (uint16_t)(old->times + (old->times < UINT16_MAX));
			return;
		}
		slot = (slot + 1) % FEATURE_SLOTS;
	}
	if (f->count == FEATURES_MAX)
		return;
	f->list[f->count++] = (struct feature){key, 1, (uint8_t)block};
	f->slots[slot] = (uint16_t)f->count;
}

/* The word between two spaces, and where each of its characters begins. */
struct padded {
	char bytes[WORD_CHARS_MAX * 4 + 2];
	uint16_t start[WORD_CHARS_MAX + 3];
	uint16_t chars;
};

static void pad(struct padded *p, const struct token *token)
{
	const char *at = token->at;
	const char *end = token->at + token->length;
	uint16_t used = 1;

	p->bytes[0] = ' ';
	p->start[0] = 0;
	p->chars = 1;
	while (at < end && p->chars <= WORD_CHARS_MAX) {
		const char *before = at;
		size_t length;

		text_next(&at, end);
		length = (size_t)(at - before);
		p->start[p->chars++] = used;
		memcpy(p->bytes + used, before, length);
		used = (uint16_t)(used + length);
	}
	p->bytes[used] = ' ';
	p->start[p->chars++] = used;
	p->start[p->chars] = (uint16_t)(used + 1);
}

static void put_chars(struct features *f, const struct token *token)
{
	struct padded p;

	pad(&p, token);
	for (uint16_t length = GRAM_MIN; length <= GRAM_MAX && length <= p.chars; length++) {
		for (uint16_t from = 0; from + length <= p.chars; from++) {
			const char *bytes = p.bytes + p.start[from];
			size_t count = (size_t)(p.start[from + length] - p.start[from]);

			put(f, fnv(fnv_salted(SALT_CHARS), bytes, count), BLOCK_CHARS);
		}
	}
}

void features_read(struct features *f, const char *words)
{
	struct tokens t;

	tokens_read(&t, words);
	f->count = 0;
	memset(f->slots, 0, sizeof(f->slots));
	for (uint16_t i = 0; i < t.count; i++) {
		const struct token *token = &t.list[i];

		put(f, fnv(fnv_salted(SALT_WORD), token->at, token->length), BLOCK_WORDS);
		if (i > 0) {
			const struct token *before = &t.list[i - 1];
			uint64_t hash = fnv(fnv_salted(SALT_PAIR), before->at, before->length);

			hash = fnv(hash, " ", 1);
			put(f, fnv(hash, token->at, token->length), BLOCK_WORDS);
		}
		put_chars(f, token);
	}
}

uint32_t log2_q16(uint32_t value)
{
	uint32_t whole = 31U - (uint32_t)__builtin_clz(value);
	uint64_t x = (uint64_t)value << (31 - whole); /* 1.0 <= x < 2.0, in 1/2^31 */
	uint32_t fraction = 0;

	for (int bit = 0; bit < 16; bit++) {
		x = x * x >> 31;
		fraction <<= 1;
		if (x >> 32) {
			x >>= 1;
			fraction |= 1;
		}
	}
	return whole << 16 | fraction;
}

uint32_t isqrt64(uint64_t value)
{
	uint64_t root = 0;

	for (uint64_t bit = (uint64_t)1 << 62; bit != 0; bit >>= 2) {
		if (value >= root + bit) {
			value -= root + bit;
			root = (root >> 1) + bit;
		} else {
			root >>= 1;
		}
	}
	return (uint32_t)root;
}

static uint32_t ln_q8(uint32_t log2_value_q16)
{
	return (uint32_t)((uint64_t)log2_value_q16 * ln2_q16 >> 24);
}

uint32_t feature_idf_q8(uint32_t docs, uint32_t docs_with)
{
	uint32_t all = log2_q16(docs + 1);
	uint32_t with = log2_q16(docs_with + 1);

	return 256 + (all > with ? ln_q8(all - with) : 0);
}

uint32_t feature_weight_q8(uint16_t times, uint32_t idf_q8)
{
	if (times == 1)
		return idf_q8; /* as the rule says; nearly every feature stands in a sentence once */
	return (256 + ln_q8(log2_q16(times))) * idf_q8 >> 8;
}
