#pragma once

#include <optional>
#include <string>
#include <type_traits>

#include "parley/base/not_solved.hpp"

namespace parley::study {

/// A part of a study, or why it has no solution.
template <class Value>
struct Attempt {
  std::optional<Value> value;
  std::string failure;  ///< set where there is no value
};

/// What `work` returns, or what NotSolved said of it; other exceptions pass.
template <class Work>
[[nodiscard]] Attempt<std::invoke_result_t<const Work&>> attempt(const Work& work) {
  try {
    return {.value = work(), .failure = {}};
  } catch (const NotSolved& failure) {
    return {.value = {}, .failure = failure.what()};
  }
}

}  // namespace parley::study
