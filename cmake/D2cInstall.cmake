# What `cmake --install` puts elsewhere: the program, the libraries with their headers, the data read at run time, and a package that
# `find_package(d2c)` finds. The packet level is a component of its own, `ns3`, with its own targets: who links the engine never meets ns-3.
include(CMakePackageConfigHelpers)

set(folders base geography constellation spectrum video results handset_phy roaming scenarios world)
install(TARGETS d2c RUNTIME DESTINATION bin)
install(TARGETS d2c_compile_options d2c_base d2c_geography d2c_grid d2c_borders d2c_earth d2c_constellation d2c_arrays d2c_spectrum d2c_video d2c_results
    d2c_handset_phy d2c_roaming d2c_scenarios d2c_world
  EXPORT d2cTargets ARCHIVE DESTINATION lib)
install(EXPORT d2cTargets NAMESPACE d2c:: DESTINATION lib/cmake/d2c)
if(TARGET d2c_ns3)
  set(ns3_targets d2c_ns3)
  foreach(module IN ITEMS mobility channel radio roaming video)
    if(TARGET d2c_ns3_${module})
      # Outside they are d2c::ns3_video and so on.
      set_target_properties(d2c_ns3_${module} PROPERTIES EXPORT_NAME ns3_${module})
      list(APPEND ns3_targets d2c_ns3_${module})
    endif()
  endforeach()
  set_target_properties(d2c_ns3 PROPERTIES EXPORT_NAME ns3)
  install(TARGETS ${ns3_targets} EXPORT d2cNs3Targets ARCHIVE DESTINATION lib)
  install(EXPORT d2cNs3Targets NAMESPACE d2c:: DESTINATION lib/cmake/d2c)
  install(FILES ${CMAKE_SOURCE_DIR}/ns3-modules/cmake/D2cFindNs3.cmake DESTINATION lib/cmake/d2c)
  list(APPEND folders ns3-modules)
endif()
foreach(folder IN LISTS folders)
  install(DIRECTORY ${CMAKE_SOURCE_DIR}/${folder} DESTINATION include/d2c
    FILES_MATCHING PATTERN "*.h" PATTERN data EXCLUDE PATTERN catalogue EXCLUDE PATTERN schema EXCLUDE PATTERN tools EXCLUDE PATTERN reference EXCLUDE
    PATTERN test EXCLUDE PATTERN doc EXCLUDE PATTERN examples EXCLUDE)
endforeach()
install(DIRECTORY ${D2C_SHARE_DIR} DESTINATION share)
configure_package_config_file(${CMAKE_SOURCE_DIR}/cmake/d2cConfig.cmake.in ${CMAKE_BINARY_DIR}/d2cConfig.cmake INSTALL_DESTINATION lib/cmake/d2c)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/d2cConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/d2cConfig.cmake ${CMAKE_BINARY_DIR}/d2cConfigVersion.cmake DESTINATION lib/cmake/d2c)
