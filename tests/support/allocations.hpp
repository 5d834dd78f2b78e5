#pragma once

#include <cstddef>

namespace parley::test {

/// How often the program has asked for memory; only in programs that link allocations.cpp.
std::size_t allocation_count();

}  // namespace parley::test
