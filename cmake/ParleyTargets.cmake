# parley_warnings(TARGET): the project's warnings.
function(parley_warnings target)
  # Members left out of a designated initialiser have defaults; g++ 12's -Wrestrict misfires on std::string (GCC 105651).
  target_compile_options(${target} PRIVATE -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wno-missing-field-initializers
                                           $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)
  if(PARLEY_WARNINGS_AS_ERRORS)
    target_compile_options(${target} PRIVATE -Werror)
  endif()
  if(PARLEY_NATIVE)
    target_compile_options(${target} PRIVATE -march=native)
  endif()
endfunction()

# parley_library(NAME SOURCES a.cpp ... [ROOMS base ...] [LIBRARIES fmt::fmt ...]): one static library of the package.
function(parley_library name)
  cmake_parse_arguments(LIBRARY "" "" "SOURCES;ROOMS;LIBRARIES" ${ARGN})
  add_library(parley_${name} STATIC ${LIBRARY_SOURCES})
  add_library(parley::parley_${name} ALIAS parley_${name})  # its name in the installed package
  target_include_directories(parley_${name} PUBLIC "$<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/src>"
                                                    "$<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>")
  target_compile_features(parley_${name} PUBLIC cxx_std_20)
  install(TARGETS parley_${name} EXPORT parleyTargets ARCHIVE DESTINATION "${CMAKE_INSTALL_LIBDIR}/parley")
  foreach(room ${LIBRARY_ROOMS})
    target_link_libraries(parley_${name} PUBLIC parley_${room})
  endforeach()
  target_link_libraries(parley_${name} PRIVATE ${LIBRARY_LIBRARIES})
  parley_warnings(parley_${name})
endfunction()

# parley_together(TARGET): compiles six sources as one, in half the time. For rooms that read, choose and write: rooms that
# compute keep a source each, so that what the compiler makes of one does not depend on its neighbours.
option(PARLEY_TOGETHER "Compile sources together: quicker from nothing, slower after a change" ON)
function(parley_together target)
  set_target_properties(${target} PROPERTIES UNITY_BUILD ${PARLEY_TOGETHER} UNITY_BUILD_BATCH_SIZE 6)
endfunction()

# parley_seldom_run(TARGET): optimised a little only, for code that runs once a command and is no part of any solve.
function(parley_seldom_run target)
  target_compile_options(${target} PRIVATE $<$<CONFIG:Release>:-O1>)
endfunction()

# parley_room(NAME [TOGETHER] [SELDOM_RUN] [ROOMS base ...] [LIBRARIES fmt::fmt ...] [SOURCES generated.cpp ...]
# [OPTIONS -O3 ...]): the library of a room, made of every source in its folder; with OPTIONS of its own it compiles
# without the precompiled headers. A room inside another has a folder, a CMakeLists.txt and a library of its own.
function(parley_room name)
  cmake_parse_arguments(ROOM "TOGETHER;SELDOM_RUN" "" "SOURCES;ROOMS;LIBRARIES;OPTIONS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*.cpp")
  parley_library(${name} SOURCES ${sources} ${ROOM_SOURCES} ROOMS ${ROOM_ROOMS} LIBRARIES ${ROOM_LIBRARIES})
  if(ROOM_OPTIONS)
    target_compile_options(parley_${name} PRIVATE ${ROOM_OPTIONS})
  else()
    parley_precompiled(parley_${name} parley_headers)
  endif()
  if(ROOM_TOGETHER)
    parley_together(parley_${name})
  endif()
  if(ROOM_SELDOM_RUN)
    parley_seldom_run(parley_${name})
  endif()
endfunction()

# parley_test(NAME [CORE] ROOMS base ... [SOURCES a_test.cpp ...] [LIBRARIES ...] [LABELS slow]): one GoogleTest program, its
# tests discovered. Without SOURCES it takes every *_test.cpp in the folder. CORE: of what needs no optional library.
function(parley_test name)
  cmake_parse_arguments(TEST "CORE" "" "SOURCES;ROOMS;LIBRARIES;LABELS" ${ARGN})
  if(NOT TEST_SOURCES)
    file(GLOB TEST_SOURCES CONFIGURE_DEPENDS "${CMAKE_CURRENT_SOURCE_DIR}/*_test.cpp")
  endif()
  add_executable(test_${name} ${TEST_SOURCES})
  target_include_directories(test_${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
  target_compile_definitions(test_${name} PRIVATE PARLEY_SOURCE_DIR="${PROJECT_SOURCE_DIR}")
  foreach(room ${TEST_ROOMS})
    target_link_libraries(test_${name} PRIVATE parley_${room})
  endforeach()
  if(NOT TEST_CORE)
    target_link_libraries(test_${name} PRIVATE "$<LINK_LIBRARY:WHOLE_ARCHIVE,parley::parley_newton_krylov>")
  endif()
  target_link_libraries(test_${name} PRIVATE GTest::gmock_main GTest::gtest fmt::fmt ${TEST_LIBRARIES})
  parley_warnings(test_${name})
  # What is tested is optimised as ever; the tests themselves are not worth the time.
  parley_seldom_run(test_${name})
  parley_precompiled(test_${name} parley_test_headers)
  # What is slow begins first, or one core waits for the other at the end. An empty label would take the next word's place.
  set(properties "")
  if(TEST_LABELS)
    set(properties PROPERTIES LABELS "${TEST_LABELS}" COST 100)
  endif()
  gtest_discover_tests(test_${name} DISCOVERY_MODE PRE_TEST ${properties})
endfunction()
