# Writes OUT (a header with the short commit of SOURCE, "+" where files differ from it) if that has changed.
execute_process(COMMAND git -C ${SOURCE} describe --always --dirty=+ --abbrev=9 --match=none OUTPUT_VARIABLE commit
	OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
if(NOT commit)
	set(commit "unknown")
endif()
file(CONFIGURE OUTPUT ${OUT} CONTENT "#define FOYER_COMMIT \"${commit}\"\n")
