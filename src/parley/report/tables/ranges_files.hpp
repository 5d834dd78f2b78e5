#pragma once

#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "parley/study/cases/result.hpp"

namespace parley::report {

/// The numbers of a range by the names that all files give them.
inline constexpr std::array range_columns{std::pair{"central", &study::Range::central},
                                          std::pair{"low", &study::Range::low},
                                          std::pair{"high", &study::Range::high},
                                          std::pair{"draws_p05", &study::Range::draws_low},
                                          std::pair{"draws_p95", &study::Range::draws_high},
                                          std::pair{"sets_low", &study::Range::sets_low},
                                          std::pair{"sets_high", &study::Range::sets_high}};

/// Every headline number of every case with its range; the header alone without ranges.
[[nodiscard]] std::string ranges_csv(const study::RunResult& result);

/// The same with how they were made; null without ranges.
[[nodiscard]] nlohmann::ordered_json ranges_json(const study::RunResult& result);

}  // namespace parley::report
