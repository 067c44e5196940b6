/* A board's file or a look's: read, or the first mistake told in one line. */
#include "fuzz.h"

#include "board.h"
#include "keyfile.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	const char *path = fuzz_file(bytes, size);
	char why[512] = "";
	struct board board = {0};
	enum err err = board_read(&board, path, why, sizeof(why));

	CHECK(!err || why[0]);
	CHECK(!strchr(why, '\n'));
	(void)keyfile_line(path, "screen_width_px");
	return 0;
}
