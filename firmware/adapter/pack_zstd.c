/* Compression, by zstd. */
#include "sync/pack.h"

#include "sync/parcel.h"

#include <stdlib.h>
#include <string.h>
#include <zstd.h>

/* Fast enough for any CPU of ours; the next ones cost twice the time for a twentieth of the bytes. */
enum { LEVEL = 6 };

struct pack {
	ZSTD_CCtx *writing;
	ZSTD_DCtx *reading;
	ZSTD_CDict *written_by;
	ZSTD_DDict *read_by;
};

enum err pack_open(struct pack **out)
{
	struct pack *pack = calloc(1, sizeof(*pack));

	*out = pack;
	if (!pack)
		return ERR_NO_SPACE;
	pack->writing = ZSTD_createCCtx();
	pack->reading = ZSTD_createDCtx();
	pack->written_by = ZSTD_createCDict(pack_dictionary, pack_dictionary_bytes, LEVEL);
	pack->read_by = ZSTD_createDDict(pack_dictionary, pack_dictionary_bytes);
	if (pack->writing && pack->reading && pack->written_by && pack->read_by)
		return ERR_NONE;
	pack_close(pack);
	*out = NULL;
	return ERR_NO_SPACE;
}

void pack_close(struct pack *pack)
{
	if (!pack)
		return;
	ZSTD_freeCCtx(pack->writing);
	ZSTD_freeDCtx(pack->reading);
	ZSTD_freeCDict(pack->written_by);
	ZSTD_freeDDict(pack->read_by);
	free(pack);
}

enum err pack_bytes(struct pack *pack, const struct pack_plain *plain, void *out, size_t out_bytes, size_t *used)
{
	*used = ZSTD_compress_usingCDict(pack->writing, out, out_bytes, plain->bytes, plain->count, pack->written_by);
	return ZSTD_isError(*used) ? ERR_NO_SPACE : ERR_NONE;
}

static enum err undo_plain(const struct pack_packed *packed, void *out, size_t out_bytes, size_t *used)
{
	if (packed->count > out_bytes)
		return ERR_NO_SPACE;
	if (packed->count > 0)
		memcpy(out, packed->bytes, packed->count);
	*used = packed->count;
	return ERR_NONE;
}

enum err pack_undo(struct pack *pack, const struct pack_packed *packed, void *out, size_t out_bytes, size_t *used)
{
	unsigned long long whole = 0;
	unsigned dictionary = 0;

	if (packed->encoding == PARCEL_PLAIN)
		return undo_plain(packed, out, out_bytes, used);
	if (packed->encoding != PARCEL_ZSTD)
		return ERR_VERSION;
	whole = ZSTD_getFrameContentSize(packed->bytes, packed->count);
	if (whole == ZSTD_CONTENTSIZE_ERROR)
		return ERR_FORMAT;
	if (whole != ZSTD_CONTENTSIZE_UNKNOWN && whole > out_bytes)
		return ERR_NO_SPACE;
	dictionary = ZSTD_getDictID_fromFrame(packed->bytes, packed->count);
	if (dictionary != 0 && dictionary != ZSTD_getDictID_fromDDict(pack->read_by))
		return ERR_VERSION;
	*used = ZSTD_decompress_usingDDict(pack->reading, out, out_bytes, packed->bytes, packed->count, pack->read_by);
	return ZSTD_isError(*used) ? ERR_FORMAT : ERR_NONE;
}
