# Run at every build: writes OUTPUT from TEMPLATE with the commit of SOURCE; unchanged content leaves the file alone.
set(PARLEY_COMMIT "unknown")
find_program(GIT git)
if(GIT)
  execute_process(COMMAND ${GIT} -C ${SOURCE} describe --always --abbrev=12 --dirty --exclude=*
                  OUTPUT_VARIABLE found OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET RESULT_VARIABLE status)
  if(status EQUAL 0)
    set(PARLEY_COMMIT "${found}")
  endif()
endif()
configure_file(${TEMPLATE} ${OUTPUT} @ONLY)
