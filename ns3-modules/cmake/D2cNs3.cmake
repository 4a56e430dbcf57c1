# How the project builds against Debian's ns-3 3.37, and how it proves what such a program loads.

include(${CMAKE_CURRENT_LIST_DIR}/D2cFindNs3.cmake)
if(NOT D2C_NS3_FOUND)
  return()
endif()

# What every user of ns-3 in this project compiles with.
# - NS3_LOG_ENABLE: the libraries are built with it, and it changes the size of ns3::UdpClient; without it CreateObject under-allocates.
# - the compatibility header: two headers of 3.37 are not C++20 for GCC 12.
# - never a unity build: NS_LOG_COMPONENT_DEFINE defines one name per translation unit.
add_library(d2c_ns3 INTERFACE)
target_compile_options(d2c_ns3 INTERFACE "$<BUILD_INTERFACE:-include;${CMAKE_CURRENT_LIST_DIR}/ns3-cxx20.h>"
  "$<INSTALL_INTERFACE:-include;$<INSTALL_PREFIX>/include/d2c/ns3-modules/cmake/ns3-cxx20.h>")
target_compile_definitions(d2c_ns3 INTERFACE NS3_LOG_ENABLE $<$<CONFIG:Debug>:NS3_ASSERT_ENABLE>)
# Where ns-3 lies is found anew by those who use the installed project (d2cConfig.cmake).
target_include_directories(d2c_ns3 SYSTEM INTERFACE $<BUILD_INTERFACE:${D2C_NS3_INCLUDE_DIR}>)
target_link_libraries(d2c_ns3 INTERFACE d2c_compile_options "$<BUILD_INTERFACE:${D2C_NS3_LIBRARIES}>")

set(D2C_CHECK_LINKED ${CMAKE_CURRENT_LIST_DIR}/check-linked-libraries.sh CACHE INTERNAL "")

# d2c_ns3_check_linked(TARGET): a test that lists with ldd what the program loads and fails on what may not stand beside ns-3.
function(d2c_ns3_check_linked target)
  add_test(NAME Linked.${target}LoadsNothingThatMayNotMeetNs3 COMMAND ${D2C_CHECK_LINKED} $<TARGET_FILE:${target}>)
endfunction()

# d2c_ns3_program(NAME [TEST] SOURCES a.cc … LINK target …): a program that links ns-3, with its library check; with TEST a GoogleTest program.
function(d2c_ns3_program name)
  cmake_parse_arguments(ARG "TEST" "" "SOURCES;LINK" ${ARGN})
  if(ARG_TEST)
    d2c_test(${name} SOURCES ${ARG_SOURCES} LINK ${ARG_LINK} d2c_ns3)
  else()
    add_executable(${name} ${ARG_SOURCES})
    target_link_libraries(${name} PRIVATE ${ARG_LINK} d2c_ns3)
  endif()
  d2c_ns3_check_linked(${name})
endfunction()

# The check itself must be able to fail: CMake's own program loads OpenSSL (through libcurl).
add_test(NAME Linked.TheCheckRefusesAProgramThatLoadsOpenSsl COMMAND ${D2C_CHECK_LINKED} ${CMAKE_COMMAND})
set_tests_properties(Linked.TheCheckRefusesAProgramThatLoadsOpenSsl PROPERTIES PASS_REGULAR_EXPRESSION "may not meet ns-3: .*libcrypto")
add_test(NAME Linked.TheCheckRefusesAFileThatIsNoProgram COMMAND ${D2C_CHECK_LINKED} ${D2C_CHECK_LINKED})
set_tests_properties(Linked.TheCheckRefusesAFileThatIsNoProgram PROPERTIES WILL_FAIL TRUE)
