#include "content/problem.h"

#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A name in a message that was cut in the middle of a character must not break the terminal. */
static void end_at_character(char text[PROBLEM_BYTES_MAX])
{
	size_t length = strlen(text);
	size_t start = length;

	if (length < PROBLEM_BYTES_MAX - 1)
		return;
	/* it begins with "file: ", so with other bytes than those inside a character */
	while (((uint8_t)text[start - 1] & 0xc0) == 0x80)
		start--;
	if (!text_is_utf8((struct text){text + start - 1, (uint32_t)(length - start + 1)}))
		text[start - 1] = '\0';
}

void problem_add(struct problems *problems, const char *file, uint32_t line, const char *format, ...)
{
	char *text;
	int used;
	va_list list;

	if (problems->count == PROBLEMS_MAX) {
		problems->dropped++;
		return;
	}
	text = problems->list[problems->count++].text;
	if (!file)
		used = snprintf(text, PROBLEM_BYTES_MAX, "site: ");
	else if (line == 0)
		used = snprintf(text, PROBLEM_BYTES_MAX, "%.100s: ", file);
	else
		used = snprintf(text, PROBLEM_BYTES_MAX, "%.100s:%u: ", file, line);
	va_start(list, format);
	vsnprintf(text + used, PROBLEM_BYTES_MAX - (size_t)used, format, list);
	va_end(list);
	end_at_character(text);
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Runs of digits compare as numbers, so that line 9 stands before line 12. */
static int compare_numbers(const char **a, const char **b)
{
	uint64_t left = 0;
	uint64_t right = 0;

	while (is_digit(**a))
		left = left * 10 + (uint64_t)(*(*a)++ - '0');
	while (is_digit(**b))
		right = right * 10 + (uint64_t)(*(*b)++ - '0');
	return left < right ? -1 : left > right;
}

static int compare(const char *a, const char *b)
{
	while (*a && *b) {
		int order = (uint8_t)*a - (uint8_t)*b;

		if (is_digit(*a) && is_digit(*b)) {
			order = compare_numbers(&a, &b);
		} else {
			a++;
			b++;
		}
		if (order != 0)
			return order;
	}
	return (uint8_t)*a - (uint8_t)*b;
}

void problems_sort(struct problems *problems)
{
	uint16_t kept = 0;

	for (uint16_t i = 0; i < problems->count; i++) {
		struct problem problem = problems->list[i];
		uint16_t at = kept;

		while (at > 0 && compare(problem.text, problems->list[at - 1].text) < 0)
			at--;
		if (at > 0 && strcmp(problem.text, problems->list[at - 1].text) == 0)
			continue;
		memmove(&problems->list[at + 1], &problems->list[at], (size_t)(kept - at) * sizeof(problem));
		problems->list[at] = problem;
		kept++;
	}
	problems->count = kept;
}
