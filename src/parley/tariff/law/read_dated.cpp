#include "parley/tariff/law/read_dated.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>

namespace parley::tariff {

using text::TomlTable;

std::optional<Date> day(const TomlTable& entry, std::string_view key) {
  const std::optional<toml::date> found = entry.date(key);
  if (!found) return std::nullopt;
  return Date{static_cast<int>(found->year), static_cast<int>(found->month), static_cast<int>(found->day)};
}

Validity read_validity(const TomlTable& entry, std::string_view from, std::string_view until,
                       std::string_view what_holds) {
  Validity validity{day(entry, from), day(entry, until)};
  if (validity.is_empty()) {
    entry.problem(entry.place(until),
                  fmt::format("{} is not after {}", to_string(*validity.until), to_string(*validity.from)),
                  fmt::format("{} from '{}' to the day before '{}'", what_holds, from, until));
  }
  return validity;
}

Exemption read_exemption(const TomlTable& entry, std::vector<std::string> origin, std::string_view what_holds) {
  Exemption exemption{.origin = std::move(origin), .share = entry.number("share").value_or(1.0)};
  if (!(exemption.share > 0 && exemption.share <= 1)) {
    entry.problem(entry.place("share"), fmt::format("{} is not a share", exemption.share), "above 0 and at most 1");
  }
  exemption.validity = read_validity(entry, "from", "until", what_holds);
  return exemption;
}

}  // namespace parley::tariff
