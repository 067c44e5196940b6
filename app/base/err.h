/* Errors are values with few names. An adapter turns its library's or errno's codes into these. */
#ifndef FOYER_BASE_ERR_H
#define FOYER_BASE_ERR_H

enum err {
	ERR_NONE = 0,
	ERR_NOT_FOUND, /* no such file, row, program, name */
	ERR_DENIED,    /* no right to it */
	ERR_NO_SPACE,  /* disk full, or a limit with a name reached */
	ERR_FORMAT,    /* it is there, but not what it should be */
	ERR_VERSION,   /* made by another version */
	ERR_TIMEOUT,
	ERR_ABSENT, /* the device has no such part (no sound card, no display) */
	ERR_BUSY,
	ERR_IO,
	ERR_COUNT
};

/* Never NULL. One lower-case phrase for a person: "not found", "disk full". */
const char *err_name(enum err err);

#endif
