/* Where foyer says in one line that a device is not there, the libraries under SDL write theirs on stderr as well, up
 * to forty of them. */
#ifndef FOYER_HUSH_H
#define FOYER_HUSH_H

/* Takes the sound and display libraries' own words away, where these are loaded. As often as you like. */
void hush_libraries(void);

#endif
