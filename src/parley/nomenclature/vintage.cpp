#include "parley/nomenclature/vintage.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "parley/text/number.hpp"

namespace parley::nomenclature {
namespace {

constexpr std::size_t hs_digits = 6;
constexpr std::size_t codes_shown = 5;

std::vector<std::string> names(const std::vector<HsVintage>& vintages) {
  std::vector<std::string> words;
  for (const HsVintage vintage : vintages) words.push_back(fmt::format("HS{}", vintage));
  return words;
}

/// The editions that have every one of the codes.
std::vector<HsVintage> common_vintages(const VintageTable& table, const std::vector<PlacedCode>& codes) {
  std::vector<HsVintage> common = table.vintages();
  for (const PlacedCode& each : codes) {
    std::erase_if(common, [&](HsVintage vintage) {
      return !table.codes.at(vintage).contains(std::string_view(each.code).substr(0, hs_digits));
    });
  }
  return common;
}

std::string where_they_exist(const VintageTable& table, const std::vector<PlacedCode>& codes,
                             const std::vector<PlacedCode>& foreign) {
  const std::vector<HsVintage> whole_list = common_vintages(table, codes);
  if (!whole_list.empty()) {
    return fmt::format("the whole list exists in {}; convert it, or state that edition",
                       fmt::join(names(whole_list), ", "));
  }
  std::map<std::string, std::size_t> counts;
  for (const PlacedCode& each : foreign) {
    const std::vector<HsVintage> found = vintages_of(table, each.code);
    ++counts[found.empty() ? "no edition of the table" : fmt::format("{}", fmt::join(names(found), ", "))];
  }
  std::vector<std::string> parts;
  for (const auto& [where, count] : counts) parts.push_back(fmt::format("{} in {}", count, where));
  return fmt::format("they exist: {}", fmt::join(parts, "; "));
}

/// The year of an edition as statistics name it: its year in full or by its end (HS92, HS02), or Comtrade's letter (H0).
std::optional<HsVintage> year_of_edition(std::string_view text) {
  constexpr std::array<HsVintage, 7> editions{1992, 1996, 2002, 2007, 2012, 2017, 2022};
  const bool is_letter = text.size() == 2 && text.front() == 'H';
  const std::string_view digits = text.substr(text.starts_with("HS") ? 2 : is_letter ? 1 : 0);
  const std::optional<HsVintage> number = text::read_whole<HsVintage>(digits);
  if (!number || *number < 0) return std::nullopt;
  if (is_letter) {
    const auto at = static_cast<std::size_t>(*number);
    return at < editions.size() ? std::optional(editions.at(at)) : std::nullopt;
  }
  if (digits.size() != 2) return number;
  const auto found =
      std::find_if(editions.begin(), editions.end(), [&](HsVintage each) { return each % 100 == *number; });
  return found == editions.end() ? std::nullopt : std::optional(*found);
}

}  // namespace

std::vector<HsVintage> VintageTable::vintages() const {
  std::vector<HsVintage> years;
  for (const auto& [vintage, its_codes] : codes) years.push_back(vintage);
  return years;
}

HsVintage parse_vintage(std::string_view text, const VintageTable& table, const Place& place) {
  const std::optional<HsVintage> vintage = year_of_edition(text);
  if (vintage && table.has(*vintage)) return *vintage;
  throw InputError(place, fmt::format("no edition '{}' of the Harmonized System", text),
                   fmt::format("{} has {}", table.file, fmt::join(names(table.vintages()), ", ")));
}

std::vector<HsVintage> vintages_of(const VintageTable& table, std::string_view code) {
  std::vector<HsVintage> found;
  for (const auto& [vintage, codes] : table.codes) {
    if (codes.contains(code.substr(0, hs_digits))) found.push_back(vintage);
  }
  return found;
}

void refuse_foreign_codes(const VintageTable& table, const std::vector<PlacedCode>& codes, HsVintage vintage) {
  const auto& known = table.codes.at(vintage);
  std::vector<PlacedCode> foreign;
  for (const PlacedCode& each : codes) {
    if (!known.contains(std::string_view(each.code).substr(0, hs_digits))) foreign.push_back(each);
  }
  if (foreign.empty()) return;
  std::vector<std::string> shown;
  for (std::size_t at = 0; at < foreign.size() && at < codes_shown; ++at) shown.push_back(foreign[at].code);
  throw InputError(foreign.front().place,
                   fmt::format("{} of {} codes are not in HS{} ({}{})", foreign.size(), codes.size(), vintage,
                               fmt::join(shown, ", "), foreign.size() > codes_shown ? ", ..." : ""),
                   where_they_exist(table, codes, foreign));
}

}  // namespace parley::nomenclature
