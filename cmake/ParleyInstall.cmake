# The libraries and headers for find_package(parley), beside the program.
set_target_properties(parley_core PROPERTIES EXPORT_NAME core)
set_target_properties(parley_all PROPERTIES EXPORT_NAME parley)
install(TARGETS parley_core parley_all EXPORT parleyTargets)
install(DIRECTORY src/parley DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" FILES_MATCHING PATTERN "*.hpp")

include(CMakePackageConfigHelpers)
set(package_folder "${CMAKE_INSTALL_LIBDIR}/cmake/parley")
configure_package_config_file(cmake/parleyConfig.cmake.in "${PROJECT_BINARY_DIR}/parleyConfig.cmake"
  INSTALL_DESTINATION "${package_folder}")
write_basic_package_version_file("${PROJECT_BINARY_DIR}/parleyConfigVersion.cmake" COMPATIBILITY SameMinorVersion)
install(FILES "${PROJECT_BINARY_DIR}/parleyConfig.cmake" "${PROJECT_BINARY_DIR}/parleyConfigVersion.cmake"
  DESTINATION "${package_folder}")
install(EXPORT parleyTargets NAMESPACE parley:: DESTINATION "${package_folder}")
