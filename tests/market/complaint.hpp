#pragma once

#include <gtest/gtest.h>

#include <string>

#include "parley/base/error.hpp"

namespace parley::market {

/// What a reader says of a file that is wrong in one way.
template <class Read>
std::string complaint(Read read) {
  try {
    read();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().size(), 1U);
    return error.what();
  }
  return "nothing was wrong";
}

}  // namespace parley::market
