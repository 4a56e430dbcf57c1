# How every folder of the project is built: one standard, one set of warnings, one place for programs and one for data.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
set(D2C_SHARE_DIR ${CMAKE_BINARY_DIR}/share/d2c)
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()

set(D2C_ARCH "x86-64-v3" CACHE STRING "value of -march; empty for the compiler's own. x86-64-v3 is AVX2, in PCs since 2013")
add_library(d2c_compile_options INTERFACE)
target_include_directories(d2c_compile_options INTERFACE $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}> $<INSTALL_INTERFACE:include/d2c>)
target_compile_features(d2c_compile_options INTERFACE cxx_std_20)
# No contraction and no -ffast-math (errno and floating-point traps, which nobody reads, change no digit): the same source gives the same digits at every optimisation level.
target_compile_options(d2c_compile_options INTERFACE
  "$<BUILD_INTERFACE:-Wall;-Wextra;-Wshadow;-Wconversion;-Wno-sign-conversion;-ffp-contract=off;-fno-math-errno;-fno-trapping-math>")
if(D2C_ARCH)
  target_compile_options(d2c_compile_options INTERFACE $<BUILD_INTERFACE:-march=${D2C_ARCH}>)
endif()

# d2c_library(NAME SOURCES a.cc … [PUBLIC target …] [PRIVATE target …])
function(d2c_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  target_link_libraries(${name} PUBLIC d2c_compile_options ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
endfunction()

# d2c_test(NAME SOURCES a_test.cc … [LINK target …] [LABELS label …]): one GoogleTest program, its tests known to CTest one by one.
function(d2c_test name)
  cmake_parse_arguments(ARG "" "" "SOURCES;LINK;LABELS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_link_libraries(${name} PRIVATE ${ARG_LINK} GTest::gmock GTest::gtest_main)
  # gtest_discover_tests hands its properties through two generated scripts: a list survives only with its semicolons escaped three times.
  string(REPLACE ";" "\\\\\\\\\\\\\\\\;" environment "${D2C_TEST_ENVIRONMENT}")
  set(properties ENVIRONMENT "${environment}" TIMEOUT 600)
  if(ARG_LABELS)
    string(REPLACE ";" "\\\\\\\\\\\\\\\\;" labels "${ARG_LABELS}")
    list(APPEND properties LABELS "${labels}")
  endif()
  gtest_discover_tests(${name} DISCOVERY_MODE PRE_TEST DISCOVERY_TIMEOUT 60 PROPERTIES ${properties})
endfunction()

# d2c_share(FOLDER file …): copies data read at run time to share/d2c/FOLDER, keeping paths relative to the caller's folder.
function(d2c_share folder)
  set(outputs "")
  foreach(file IN LISTS ARGN)
    set(output ${D2C_SHARE_DIR}/${folder}/${file})
    add_custom_command(OUTPUT ${output}
      COMMAND ${CMAKE_COMMAND} -E copy ${CMAKE_CURRENT_SOURCE_DIR}/${file} ${output}
      DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${file} VERBATIM)
    list(APPEND outputs ${output})
  endforeach()
  add_custom_target(d2c_share_${folder} ALL DEPENDS ${outputs})
endfunction()

find_package(GTest REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
include(GoogleTest)
if(NOT D2C_REFERENCE_DIR)
  set(D2C_REFERENCE_DIR "${CMAKE_SOURCE_DIR}/../shared/reference" CACHE PATH "third-party reference data for tests; absent: those tests are skipped, aloud")
endif()
set(D2C_TEST_ENVIRONMENT "D2C_REFERENCE_DIR=${D2C_REFERENCE_DIR};D2C_DATA_DIR=${D2C_SHARE_DIR};D2C_BIN_DIR=${CMAKE_RUNTIME_OUTPUT_DIRECTORY};D2C_SOURCE_DIR=${CMAKE_SOURCE_DIR}")
