# How the project builds against Debian's ns-3 3.37, and how it proves what such a program loads.

# d2c_ns3_sanitise(core network …): Debian's exported targets name absolute paths of -dev libraries that libns3-dev does not depend on
# (libgsl.so, libxml2.so, libsqlite3.so) and include folders that may be absent; the shared libraries find what they need by themselves.
# Drops both, for the modules named and for those they link.
function(d2c_ns3_sanitise)
  foreach(module IN LISTS ARGN)
    get_property(done GLOBAL PROPERTY D2C_NS3_SANE_${module})
    if(done)
      continue()
    endif()
    set_property(GLOBAL PROPERTY D2C_NS3_SANE_${module} TRUE)
    set(target ns3::lib${module})
    if(NOT TARGET ${target})
      message(FATAL_ERROR "ns-3 was found but has no module ${module}")
    endif()
    get_target_property(links ${target} INTERFACE_LINK_LIBRARIES)
    set(kept "")
    set(modules "")
    foreach(link IN LISTS links)
      if(link MATCHES "^-Wl," OR (IS_ABSOLUTE "${link}" AND NOT EXISTS "${link}"))
        continue()
      endif()
      list(APPEND kept "${link}")
      if(link MATCHES "^ns3::lib(.*)$")
        list(APPEND modules "${CMAKE_MATCH_1}")
      endif()
    endforeach()
    set_target_properties(${target} PROPERTIES INTERFACE_LINK_LIBRARIES "${kept}" INTERFACE_INCLUDE_DIRECTORIES "/usr/include")
    d2c_ns3_sanitise(${modules})
  endforeach()
endfunction()

d2c_ns3_sanitise(core network internet mobility propagation point-to-point)

# What every user of ns-3 in this project compiles with.
# - NS3_LOG_ENABLE: the libraries are built with it, and it changes the size of ns3::UdpClient; without it CreateObject under-allocates.
# - the compatibility header: two headers of 3.37 are not C++20 for GCC 12.
# - never a unity build: NS_LOG_COMPONENT_DEFINE defines one name per translation unit.
add_library(d2c_ns3 INTERFACE)
target_compile_options(d2c_ns3 INTERFACE -include ${CMAKE_CURRENT_LIST_DIR}/ns3-cxx20.h)
target_compile_definitions(d2c_ns3 INTERFACE NS3_LOG_ENABLE $<$<CONFIG:Debug>:NS3_ASSERT_ENABLE>)
target_link_libraries(d2c_ns3 INTERFACE d2c_compile_options
  ns3::libcore ns3::libnetwork ns3::libinternet ns3::libmobility ns3::libpropagation ns3::libpoint-to-point)

set(D2C_CHECK_LINKED ${CMAKE_CURRENT_LIST_DIR}/check-linked-libraries.sh)

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
