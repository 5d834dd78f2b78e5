# `tidy` and `format`: the tools of a developer as build targets.
add_custom_target(tidy COMMAND "${PROJECT_SOURCE_DIR}/tools/tidy.sh" --build "${PROJECT_BINARY_DIR}" USES_TERMINAL VERBATIM)
add_custom_target(format COMMAND "${PROJECT_SOURCE_DIR}/tools/format.sh" USES_TERMINAL VERBATIM)
