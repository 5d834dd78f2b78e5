# Installs Parley into FOLDER/installed, builds SOURCE against it and runs what was built.
function(run)
  execute_process(COMMAND ${ARGV} RESULT_VARIABLE status OUTPUT_VARIABLE said ERROR_VARIABLE said)
  if(NOT status EQUAL 0)
    message(FATAL_ERROR "${ARGV}\nended with ${status}:\n${said}")
  endif()
endfunction()

file(REMOVE_RECURSE "${FOLDER}")
set(installed "${FOLDER}/installed")
run(${CMAKE_COMMAND} --install "${BUILD}" --prefix "${installed}")
run(${CMAKE_COMMAND} -S "${SOURCE}" -B "${FOLDER}/build" -G Ninja "-DCMAKE_PREFIX_PATH=${installed}"
    "-DCMAKE_CXX_COMPILER=${COMPILER}" "-DCMAKE_CXX_FLAGS=${FLAGS}" -DCMAKE_BUILD_TYPE=Release)
run(${CMAKE_COMMAND} --build "${FOLDER}/build")
run("${FOLDER}/build/consumer" "${installed}/share/parley/scenarios/starter.toml" "${installed}/share/parley/data")
run("${FOLDER}/build/core_consumer" "${installed}/share/parley/data/world-2017")
run("${installed}/bin/parley" --version)
