#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace parley {

/// How long a world has had to answer; docs/model/short-run.md compares them and has the equations.
enum class Horizon { long_run, short_run };
inline constexpr std::array horizons{Horizon::long_run, Horizon::short_run};

/// "long" or "short", as files and options have them.
[[nodiscard]] constexpr std::string_view to_string(Horizon horizon) {
  return horizon == Horizon::long_run ? "long" : "short";
}

[[nodiscard]] constexpr std::optional<Horizon> find_horizon(std::string_view name) {
  for (const Horizon horizon : horizons) {
    if (name == to_string(horizon)) return horizon;
  }
  return std::nullopt;
}

/// What the horizon means, in words for every page that shows its numbers.
[[nodiscard]] constexpr std::string_view horizon_words(Horizon horizon) {
  return horizon == Horizon::long_run ? "long run: full employment, labour moves between sectors"
                                      : "a year: workers and machines stay in their sectors";
}

}  // namespace parley
