# SPDX-License-Identifier: BSL-1.0
#
# The installed package: find_package(cdcnet) gives cdcnet::cdcnet; with COMPONENTS fmt also cdcnet::fmt.
include(CMakePackageConfigHelpers)
include(GNUInstallDirs)

set(package_dir "${CMAKE_INSTALL_DATADIR}/cmake/cdcnet")

if(CMAKE_VERSION VERSION_GREATER_EQUAL 3.23)
    install(TARGETS cdcnet EXPORT cdcnet-targets FILE_SET HEADERS DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}")
else()
    install(TARGETS cdcnet EXPORT cdcnet-targets)
    install(DIRECTORY include/cdcnet DESTINATION "${CMAKE_INSTALL_INCLUDEDIR}" FILES_MATCHING PATTERN "*.hpp")
endif()
install(TARGETS cdcnet_fmt EXPORT cdcnet-fmt-targets)
install(EXPORT cdcnet-targets NAMESPACE cdcnet:: DESTINATION "${package_dir}")
install(EXPORT cdcnet-fmt-targets NAMESPACE cdcnet:: DESTINATION "${package_dir}")

configure_package_config_file(
    cmake/cdcnet-config.cmake.in "${PROJECT_BINARY_DIR}/cdcnet-config.cmake" INSTALL_DESTINATION "${package_dir}"
    NO_SET_AND_CHECK_MACRO
)
write_basic_package_version_file(
    "${PROJECT_BINARY_DIR}/cdcnet-config-version.cmake" COMPATIBILITY SameMajorVersion ARCH_INDEPENDENT
)
install(FILES "${PROJECT_BINARY_DIR}/cdcnet-config.cmake" "${PROJECT_BINARY_DIR}/cdcnet-config-version.cmake" DESTINATION "${package_dir}")
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}")
