#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/date.hpp"

namespace parley::tariff {

/// Whom a measure spares, how much of the trade and when; what goods it is about is said by those that build on it.
struct Exemption {
  std::vector<std::string> origin;  ///< country codes; empty: every origin
  double share = 1;                 ///< spared, in (0, 1]
  Validity validity;                ///< half-open
  std::string note;                 ///< the act or the reason
};

/// Whether an exemption is for goods of that origin.
[[nodiscard]] inline bool is_for_origin(const Exemption& exemption, std::string_view origin) {
  return exemption.origin.empty() ||
         std::find(exemption.origin.begin(), exemption.origin.end(), origin) != exemption.origin.end();
}

}  // namespace parley::tariff
