/* Letters for an HTML file that is well-formed XML as well: nothing that somebody wrote can become a tag. */
#ifndef FOYER_HTML_WRITE_H
#define FOYER_HTML_WRITE_H

#include <stdio.h>

/* As text or inside an attribute's quotes. What XML may not hold, and broken bytes, become U+FFFD. */
void html_put(FILE *out, const char *words);
/* <tag>words</tag> and a line's end. `tag` may have attributes: "p class=\"soft\"". */
void html_put_element(FILE *out, const char *tag, const char *words);

#endif
