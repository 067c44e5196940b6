/* A line with a key, as a stranger's telephone sends it: read or not, and what was read says the same when it is
 * written and read again. */
#include "fuzz.h"

#include "line/srtp_keys.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct srtp_line line;
	struct srtp_line again;
	char text[SRTP_LINE_BYTES_MAX];

	if (!srtp_keys_read(&line, (const char *)bytes, size))
		return 0;
	CHECK(line.tag >= 1 && line.tag <= SRTP_TAG_MAX && line.width < SRTP_WIDTHS);
	srtp_keys_write(&line, text);
	CHECK(srtp_keys_read(&again, text, strlen(text)));
	CHECK(again.tag == line.tag && again.width == line.width && memcmp(again.key, line.key, SRTP_KEY_BYTES) == 0);
	return 0;
}
