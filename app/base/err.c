#include "base/err.h"

#include "base/check.h"

const char *err_name(enum err err)
{
	static const char *const names[ERR_COUNT] = {
		[ERR_NONE] = "no error",
		[ERR_NOT_FOUND] = "not found",
		[ERR_DENIED] = "permission denied",
		[ERR_NO_SPACE] = "no space left",
		[ERR_FORMAT] = "not in the expected form",
		[ERR_VERSION] = "made by another version",
		[ERR_TIMEOUT] = "no answer in time",
		[ERR_ABSENT] = "this machine has none",
		[ERR_BUSY] = "busy",
		[ERR_IO] = "reading or writing failed",
	};

	CHECK(err < ERR_COUNT);
	return names[err];
}
