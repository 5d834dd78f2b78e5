#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "parley/base/date.hpp"
#include "parley/tariff/law/exemption.hpp"
#include "parley/text/toml_table.hpp"

namespace parley::tariff {

/// The date under a key, or nothing.
[[nodiscard]] std::optional<Date> day(const text::TomlTable& entry, std::string_view key);

/// The days [from, until) under two keys; a problem where none lies between, whose hint begins with `what_holds`.
[[nodiscard]] Validity read_validity(const text::TomlTable& entry, std::string_view from, std::string_view until,
                                     std::string_view what_holds = "it holds");

/// What every exemption says: share, from and until; the origins are those that the caller knows.
[[nodiscard]] Exemption read_exemption(const text::TomlTable& entry, std::vector<std::string> origin,
                                       std::string_view what_holds = "it holds");

}  // namespace parley::tariff
