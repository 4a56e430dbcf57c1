#include "base/sha256.h"

#include <gtest/gtest.h>

namespace d2c {
namespace {

TEST(Sha256, OfAbcIsTheExampleOfFips180) {
    EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Sha256, AMissingFileIsAFaultThatNamesIt) {
    const auto digest = sha256_hex_of_file("no/such/file");
    ASSERT_FALSE(digest);
    EXPECT_EQ(digest.faults().front().file, "no/such/file");
}

}  // namespace
}  // namespace d2c
