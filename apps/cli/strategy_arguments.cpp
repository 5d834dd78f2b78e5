#include "strategy_arguments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>

#include "case_arguments.hpp"
#include "parley/base/error.hpp"
#include "parley/data/sector_table.hpp"

namespace parley::cli {
namespace {

double number(std::string_view text, const Place& place) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    throw InputError(place, fmt::format("'{}' is not a number", text));
  return value;
}

/// "USA:STL=1.5" or "USA=0.5"
struct Weight {
  std::string country, sector;
  double value = 0;
};

Weight parse_weight(const std::string& text, const char* option, bool has_sector) {
  const Place place{.key = option};
  const std::size_t equals = text.find('=');
  const std::size_t colon = text.find(':');
  if (equals == std::string::npos || has_sector != (colon != std::string::npos && colon < equals))
    throw InputError(place, fmt::format("cannot read '{}'", text),
                     has_sector ? "write COUNTRY:SECTOR=WEIGHT, as USA:STL=1.5" : "write COUNTRY=WEIGHT, as USA=0.5");
  Weight weight;
  weight.country = text.substr(0, has_sector ? colon : equals);
  if (has_sector) weight.sector = text.substr(colon + 1, equals - colon - 1);
  weight.value = number(std::string_view(text).substr(equals + 1), place);
  return weight;
}

void fill(const std::vector<std::string>& texts, const char* option, const Economy& labels, Country who,
          double otherwise, Array<Sector>& weights) {
  for (const std::string& text : texts) {
    const Weight weight = parse_weight(text, option, true);
    if (chosen_country(labels, weight.country, option) != who) continue;
    if (weights.empty()) {
      weights = Array<Sector>(labels.sector_count());
      weights.fill(otherwise);
    }
    weights(chosen_sector(labels, weight.sector, option)) = weight.value;
  }
}

/// A country's weights in a file; a sector without a row has the weight one.
void read_lobbying(const std::string& file, const Economy& labels, Country who, Array<Sector>& weights) {
  const Array<Country, Sector> table = data::sector_table(text::read_csv(file), "weight", labels);
  for (const Sector s : labels.sectors()) {
    if (std::isnan(table(who, s))) continue;
    if (weights.empty()) {
      weights = Array<Sector>(labels.sector_count());
      weights.fill(1);
    }
    weights(s) = table(who, s);
  }
}

}  // namespace

void StrategyArguments::add_to(Command& command) {
  command.add_option("target", request.target, "Baseline (name or folder) or scenario file (.toml)")->required();
  command.add_option("--case", request.case_name, "Case of the scenario that is the status quo [the base's tariffs]");
  command.add_option("--elasticities", request.elasticities, "Named set of trade elasticities");
  command.add_flag("--keep-deficits", request.keeps_deficits,
                   "Keep aggregate deficits instead of taking them away first");
  command.add_flag("--mfn,--by-sector", by_sector, "One rate per sector for all partners");
  command.add_flag("--by-partner", by_partner, "One rate per partner for all sectors");
  command.add_flag("--uniform", uniform, "One rate");
  command.add_option("--sectors", sectors, "Sectors that may be taxed [all goods]")->delimiter(',');
  command.add_option("--bounds", bounds, "Lowest and highest tariff in per cent")->capture_default_str();
  command.add_option("--weight", weights, "Weight of a sector's income, COUNTRY:SECTOR=WEIGHT [1 each]");
  command.add_option("--lobbying", lobbying,
                     "File of weights, country,sector,weight (parley weights --csv); --weight comes before it");
  command.add_option("--jobs", jobs, "Weight of a sector's employment in logs, COUNTRY:SECTOR=WEIGHT [0]");
  command.add_option("--revenue", revenue, "Extra weight of tariff revenue, COUNTRY=WEIGHT [0]");
  command.add_flag("--json", as_json, "Print JSON for machines");
  command.add_flag("--csv", as_csv, "Print CSV");
}

strategy::Grouping StrategyArguments::grouping() const {
  if (int{by_sector} + int{by_partner} + int{uniform} > 1)
    throw InputError(Place{}, "--mfn, --by-partner and --uniform do not go together", "give one of them");
  if (as_json && as_csv) throw InputError(Place{}, "--json and --csv do not go together", "give one of them");
  if (by_sector) return strategy::Grouping::by_sector;
  if (by_partner) return strategy::Grouping::by_partner;
  return uniform ? strategy::Grouping::uniform : strategy::Grouping::each;
}

strategy::Government government_of(const StrategyArguments& arguments, const Baseline& baseline, Country who) {
  strategy::Government government;
  government.country = who;
  if (!arguments.lobbying.empty()) read_lobbying(arguments.lobbying, baseline.economy, who, government.sector_weight);
  fill(arguments.weights, "--weight", baseline.economy, who, 1, government.sector_weight);
  fill(arguments.jobs, "--jobs", baseline.economy, who, 0, government.jobs_weight);
  for (const std::string& text : arguments.revenue) {
    const Weight weight = parse_weight(text, "--revenue", false);
    if (chosen_country(baseline.economy, weight.country, "--revenue") == who) government.revenue_weight = weight.value;
  }
  return government;
}

strategy::InstrumentChoice choice_of(const StrategyArguments& arguments, const Baseline& baseline,
                                     std::vector<Country> partners) {
  strategy::InstrumentChoice choice;
  choice.grouping = arguments.grouping();
  choice.partners = std::move(partners);
  for (const std::string& code : arguments.sectors)
    choice.sectors.push_back(chosen_sector(baseline.economy, code, "--sectors"));
  const Place place{.key = "--bounds"};
  const std::size_t colon = arguments.bounds.find(':');
  if (colon == std::string::npos)
    throw InputError(place, fmt::format("cannot read '{}'", arguments.bounds), "write LOW:HIGH, as 0:200");
  choice.lowest_tariff = number(std::string_view(arguments.bounds).substr(0, colon), place) / 100;
  choice.highest_tariff = number(std::string_view(arguments.bounds).substr(colon + 1), place) / 100;
  return choice;
}

void require_players(const StrategyArguments& arguments, const std::vector<std::string>& players) {
  const auto check = [&](const std::vector<std::string>& texts, const char* option, bool has_sector) {
    for (const std::string& text : texts) {
      const Weight weight = parse_weight(text, option, has_sector);
      if (std::find(players.begin(), players.end(), weight.country) == players.end())
        throw InputError(Place{.key = option},
                         fmt::format("'{}' is not one of the governments that choose", weight.country),
                         fmt::format("they are {}", fmt::join(players, " ")));
    }
  };
  if (!arguments.lobbying.empty()) {
    const text::CsvTable table = text::read_csv(arguments.lobbying);
    const std::size_t column = table.column("country");
    bool has_player = false;
    for (std::size_t row = 0; row < table.row_count(); ++row)
      has_player = has_player || std::ranges::find(players, table.cell(row, column)) != players.end();
    if (!has_player)
      throw InputError(Place{.file = arguments.lobbying}, "has no weights of a government that chooses",
                       fmt::format("they are {}", fmt::join(players, " ")));
  }
  check(arguments.weights, "--weight", true);
  check(arguments.jobs, "--jobs", true);
  check(arguments.revenue, "--revenue", false);
}

std::vector<Country> countries_of(const Economy& economy, const std::vector<std::string>& codes, const char* option) {
  std::vector<Country> countries;
  for (const std::string& code : codes) {
    const Country each = chosen_country(economy, code, option);
    if (std::find(countries.begin(), countries.end(), each) != countries.end())
      throw InputError(Place{.key = option}, fmt::format("'{}' appears twice", code));
    countries.push_back(each);
  }
  return countries;
}

double tariff_pct(double log_factor) { return 100 * std::expm1(log_factor); }

}  // namespace parley::cli
