# Runs PROGRAM on FILE; fails unless it ends well and prints what EXPECTED holds.
execute_process(COMMAND "${PROGRAM}" "${FILE}" OUTPUT_VARIABLE printed ERROR_VARIABLE said RESULT_VARIABLE status)
file(READ "${EXPECTED}" expected)
if(NOT status EQUAL 0)
  message(FATAL_ERROR "ended with ${status}: ${said}${printed}")
endif()
if(NOT printed STREQUAL expected)
  message(FATAL_ERROR "printed\n${printed}but ${EXPECTED} has\n${expected}")
endif()
