#include "view/elements.h"

#include <stdio.h>

enum { PATH_BYTES = 1024 };

static void write_element(FILE *file, const struct view_element *e)
{
	fprintf(file, "%u\t%u\t%u\t%u\t%u\t%d\t%d\t%d\t%d\t", e->role, e->action, e->target, e->index, e->key, e->x,
		e->y, e->w, e->h);
	for (const char *at = e->text; *at; at++)
		fputc(*at == '\n' || *at == '\t' ? ' ' : *at, file);
	fputc('\n', file);
}

enum err elements_write(const char *path, const struct view *view)
{
	char part[PATH_BYTES];
	FILE *file;
	bool good;

	if ((size_t)snprintf(part, sizeof(part), "%s.part", path) >= sizeof(part))
		return ERR_NO_SPACE;
	file = fopen(part, "we");
	if (!file)
		return ERR_IO;
	fprintf(file, "%s\n", screen_name(view->screen));
	for (unsigned i = 0; i < view->elements_count; i++)
		write_element(file, &view->elements[i]);
	good = !ferror(file);
	good = fclose(file) == 0 && good;
	return good && rename(part, path) == 0 ? ERR_NONE : ERR_IO;
}
