# The same strictness for every target, with gcc and with clang.
function(foyer_warnings target)
	target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror)
endfunction()
