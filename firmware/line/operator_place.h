/* Where people are reached by telephone, as line.conf names them. */
#ifndef FOYER_OPERATOR_PLACE_H
#define FOYER_OPERATOR_PLACE_H

#include "limits.h"
#include "port/line.h"

enum { OPERATOR_PLACES_MAX = 8 };

struct operator_place {
	char team[ID_BYTES_MAX + 1]; /* of the content; "*": every team's */
	bool blind;                  /* the caller is given away (REFER); otherwise the person is asked first */
	char place[LINE_PLACE_BYTES_MAX];
};

#endif
