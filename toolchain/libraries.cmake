# Every library foyer links, in one place. One adapter each includes its header.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
pkg_check_modules(LIBRARIES REQUIRED IMPORTED_TARGET
	yaml-0.1 sqlite3 libsodium sdl2 freetype2 harfbuzz libpng pocketsphinx sphinxbase espeak-ng sndfile samplerate
	jansson libre openssl libzstd)
# Loaded by their adapters when they are wanted, so only their headers are needed here.
pkg_check_modules(CURL REQUIRED libcurl)
pkg_check_modules(SPANDSP REQUIRED spandsp)
pkg_check_modules(MOSQUITTO REQUIRED libmosquitto)
add_library(foyer_libraries INTERFACE)
target_include_directories(foyer_libraries SYSTEM INTERFACE ${CURL_INCLUDE_DIRS} ${SPANDSP_INCLUDE_DIRS}
	${MOSQUITTO_INCLUDE_DIRS})
target_link_libraries(foyer_libraries INTERFACE PkgConfig::LIBRARIES Threads::Threads m)
# libre's headers describe themselves by what the build says of the system.
file(GLOB libre_adapters CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/firmware/adapter/*_sip.c
	${PROJECT_SOURCE_DIR}/firmware/adapter/media_rtp.c)
set_source_files_properties(${libre_adapters} PROPERTIES COMPILE_DEFINITIONS
	"HAVE_INTTYPES_H;HAVE_STDBOOL_H;HAVE_INET6;USE_OPENSSL")
