# The standard library and {fmt} are half of the time that a source takes: they are compiled once for all rooms, and once
# more with GoogleTest for the tests. Nothing of Parley's own is among them, so that a change of ours remakes neither.
option(PARLEY_PRECOMPILED "Precompile the headers of the standard library" ON)

set(PARLEY_PRECOMPILED_HEADERS
  <fmt/format.h> <fmt/ranges.h> <algorithm> <array> <charconv> <chrono> <cmath> <cstdint> <filesystem> <fstream>
  <functional> <limits> <map> <memory> <numeric> <optional> <ranges> <set> <span> <sstream> <stdexcept> <string>
  <string_view> <utility> <variant> <vector>)

# parley_precompiled_set(NAME [OPTIONS ...] [LIBRARIES ...] [HEADERS ...]): a set of headers that targets may share.
function(parley_precompiled_set name)
  cmake_parse_arguments(SET "" "" "OPTIONS;LIBRARIES;HEADERS" ${ARGN})
  set(source "${CMAKE_BINARY_DIR}/${name}.cpp")
  file(CONFIGURE OUTPUT "${source}" CONTENT "// Holds the precompiled headers.\n")
  add_library(${name} OBJECT "${source}")
  target_link_libraries(${name} PRIVATE fmt::fmt ${SET_LIBRARIES})
  target_compile_options(${name} PRIVATE ${SET_OPTIONS})
  # The warnings are options too: -Wpedantic changes which macros the compiler defines.
  parley_warnings(${name})
  target_precompile_headers(${name} PRIVATE ${PARLEY_PRECOMPILED_HEADERS} ${SET_HEADERS})
endfunction()

# parley_precompiled(TARGET SET): compiles a target with the headers of a set; its options must be those of the set.
function(parley_precompiled target set)
  if(PARLEY_PRECOMPILED)
    target_precompile_headers(${target} REUSE_FROM ${set})
    # g++ 12 forgets that the precompiled standard library is a system's, and warns of what it inlines from std::string.
    target_compile_options(${target} PRIVATE $<$<CXX_COMPILER_ID:GNU>:-Wno-array-bounds;-Wno-stringop-overflow;-Wno-stringop-overread>)
  endif()
endfunction()
