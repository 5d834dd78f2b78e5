#pragma once

#include <optional>
#include <string>

namespace parley::study {

/// A part of a study, or why it has no solution.
template <class Value>
struct Attempt {
  std::optional<Value> value;
  std::string failure;  ///< set where there is no value
};

}  // namespace parley::study
