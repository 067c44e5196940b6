#include "report/page.h"

#include <math.h>

double page_largest(const struct page_chart *chart)
{
	double most = 0;

	for (uint32_t i = 0; i < chart->points_count; i++)
		if (!chart->points[i].none)
			most = fmax(most, chart->points[i].value);
	return most;
}

double page_reach(const struct page_point *point)
{
	return fmax(fmax(fabs(point->low), fabs(point->high)), 1e-9);
}
