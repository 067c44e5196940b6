/* Bytes as hexadecimal digits. */
#ifndef FOYER_HEX_H
#define FOYER_HEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* 2 * count lower-case digits and a NUL. */
void hex_write(const uint8_t *bytes, size_t count, char *out);
/* False: not exactly so many digits. */
bool hex_read(const char *text, size_t length, uint8_t *out, size_t count);

#endif
