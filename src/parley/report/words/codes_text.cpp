#include "parley/report/words/codes_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "parley/nomenclature/country_words.hpp"
#include "parley/report/words/format.hpp"
#include "parley/text/json.hpp"

namespace parley::report {
namespace {

using Json = nlohmann::ordered_json;

/// The row that has a code's letters and number; nullptr for a region that is no country.
const nomenclature::KnownCountry* known_country(const std::string& code) {
  const auto all = nomenclature::known_countries();
  const auto found = std::ranges::find_if(
      all, [&](const nomenclature::KnownCountry& each) { return each.code == code && !each.letters.empty(); });
  return found == all.end() ? nullptr : &*found;
}

std::vector<std::string> member_codes(const Economy& economy, const CountryGroup& group) {
  std::vector<std::string> codes;
  for (const Country n : group.members) codes.push_back(economy.code(n));
  return codes;
}

}  // namespace

std::string codes_text(const Economy& economy) {
  std::string text = fmt::format("Countries\n  {:<8}{:<8}{:<8}{}\n", "code", "ISO-2", "number", "name");
  for (const Country n : economy.countries()) {
    const nomenclature::KnownCountry* known = known_country(economy.code(n));
    text += fmt::format("  {}{:<8}{:<8}{}\n", padded(economy.code(n), 8), known ? known->letters : "",
                        known ? fmt::format("{:03}", known->number) : "", economy.region(n).name);
  }
  if (!economy.groups().empty()) text += "\nGroups\n";
  for (const CountryGroup& group : economy.groups()) {
    text +=
        fmt::format("  {}{}{}: {}\n", padded(group.code, 8), group.name,
                    group.is_customs_union ? ", a customs union" : "", fmt::join(member_codes(economy, group), " "));
  }
  text += "\nSectors\n";
  for (const Sector s : economy.sectors()) {
    text += fmt::format("  {}{}{}\n", padded(economy.code(s), 8), economy.sector(s).name,
                        economy.sector(s).is_goods ? "" : " (services)");
  }
  return text +
         "\nScenarios and options understand codes, ISO-2, numbers and English names, in upper or lower case; a "
         "scenario "
         "groups too.\n";
}

std::string codes_json(const Economy& economy) {
  Json json{{"countries", Json::array()}, {"groups", Json::array()}, {"sectors", Json::array()}};
  for (const Country n : economy.countries()) {
    const nomenclature::KnownCountry* known = known_country(economy.code(n));
    json["countries"].push_back({{"code", economy.code(n)},
                                 {"name", economy.region(n).name},
                                 {"iso2", known ? Json(known->letters) : Json()},
                                 {"number", known ? Json(known->number) : Json()}});
  }
  for (const CountryGroup& group : economy.groups()) {
    json["groups"].push_back({{"code", group.code},
                              {"name", group.name},
                              {"customs_union", group.is_customs_union},
                              {"members", member_codes(economy, group)}});
  }
  for (const Sector s : economy.sectors()) {
    json["sectors"].push_back(
        {{"code", economy.code(s)}, {"name", economy.sector(s).name}, {"goods", economy.sector(s).is_goods}});
  }
  return text::json_text(json);
}

}  // namespace parley::report
