# Finds Debian's ns-3 3.37; used where the project is built and where it is installed.

# Sets D2C_NS3_FOUND, else D2C_NS3_MISSING. Debian's own ns3Config.cmake is not used: it ends the configure step where the package `ns3`
# (its raw-socket programs) is absent, and its targets name libraries and include folders of -dev packages that libns3-dev does not depend
# on (libgsl.so, libxml2.so, libsqlite3.so, python3.11). The shared libraries find what they need by themselves.
set(D2C_NS3_FOUND FALSE)
set(D2C_NS3_MISSING "")
set(D2C_NS3_LIBRARIES "")
find_path(D2C_NS3_INCLUDE_DIR ns3/version-defines.h)
foreach(module IN ITEMS core network internet mobility propagation point-to-point)
  find_library(D2C_NS3_${module}_LIBRARY ns3-${module})
  if(NOT D2C_NS3_${module}_LIBRARY)
    set(D2C_NS3_MISSING "libns3-${module}.so not found (Debian package libns3-dev)")
  endif()
  list(APPEND D2C_NS3_LIBRARIES ${D2C_NS3_${module}_LIBRARY})
endforeach()
if(NOT D2C_NS3_INCLUDE_DIR)
  set(D2C_NS3_MISSING "ns3/version-defines.h not found (Debian package libns3-dev)")
endif()
if(D2C_NS3_MISSING)
  return()
endif()
# Another version is another set of traps and another set of results.
file(STRINGS ${D2C_NS3_INCLUDE_DIR}/ns3/version-defines.h version_lines REGEX "define NS3_VERSION_(MAJOR|MINOR) ")
if(NOT version_lines MATCHES "MAJOR 3(;|$)" OR NOT version_lines MATCHES "MINOR 37(;|$)")
  set(D2C_NS3_MISSING "ns-3 3.37 is needed, ${D2C_NS3_INCLUDE_DIR}/ns3/version-defines.h says ${version_lines}")
  return()
endif()
set(D2C_NS3_FOUND TRUE)

