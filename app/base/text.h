/* A run of UTF-8 bytes that belongs to somebody else and need not end with a NUL. */
#ifndef FOYER_BASE_TEXT_H
#define FOYER_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct text {
	const char *at;
	uint32_t length;
};

#define TEXT(literal) ((struct text){(literal), sizeof(literal) - 1})

static inline struct text text_of(const char *string)
{
	return (struct text){string, (uint32_t)strlen(string)};
}

static inline bool text_equal(struct text a, struct text b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.at, b.at, a.length) == 0);
}

/* The next code point at *at, which moves on; a broken byte gives U+FFFD and moves one byte. 0 at the end. */
uint32_t text_next(const char **at, const char *end);

/* Writes the code point as UTF-8 (1..4 bytes), returns how many; 0 if it does not fit. */
size_t text_put(char *out, size_t out_bytes, uint32_t code_point);

/* Code points. */
size_t text_chars(struct text text);

/* True if every byte is part of well-formed UTF-8 and there is no NUL. */
bool text_is_utf8(struct text text);

/* Copies as much as fits, never half a character, always a NUL. Returns strlen(out). */
size_t text_copy(char *out, size_t out_bytes, struct text text);

/* Lower case for Latin, Greek and Cyrillic letters; others unchanged. */
uint32_t text_lower(uint32_t code_point);

/* Letter or digit for the matcher: ASCII, and everything from U+00C0 on that is not punctuation or space. */
bool text_is_word(uint32_t code_point);

#endif
