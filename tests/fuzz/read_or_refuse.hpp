#pragma once

#include <cstdlib>

#include "parley/base/error.hpp"

namespace parley::fuzz {

/// Ends the program, which the fuzzer reports with the bytes that led there.
inline void require(bool holds) {
  if (!holds) std::abort();
}

/// Runs a reader that may refuse its input, with one problem at least; anything else that it throws is a crash.
template <class Read>
void read_or_refuse(Read read) {
  try {
    read();
  } catch (const InputError& error) {
    require(!error.problems().empty());
  }
}

}  // namespace parley::fuzz
