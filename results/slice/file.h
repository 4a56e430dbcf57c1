#pragma once
// A slice in a GeoPackage of its own.

#include <string>

#include "base/error.h"
#include "results/slice/slice.h"

namespace d2c::slice {

/// What is wrong with a slice as a question: numbers that are not finite or out of range, rows that name what is not there, no satellite,
/// no beam that could serve, no user, a track that does not cover the window. All at once; empty where nothing is. `where` is put before
/// each field as its file.
Faults check(const Slice& slice, const std::string& where);

/// Writes `<path>.part` and renames it: a file is whole or absent, and one that exists is replaced. Faults: those of `check`, a folder that
/// is absent or not writable, a full disk.
[[nodiscard]] Faults write(const Slice& slice, const std::string& path);

/// Faults: no such file, not a slice, one of another schema version ("made by schema version 7; this program reads 1"), a damaged file,
/// and those of `check`.
Result<Slice> read(const std::string& path);

}  // namespace d2c::slice
