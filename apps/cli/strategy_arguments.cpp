#include "strategy_arguments.hpp"

#include <fmt/format.h>

#include "files.hpp"
#include "parley/base/error.hpp"
#include "parley/text/number.hpp"

namespace parley::cli {
namespace {

/// "USA:STL=1.5", or "USA=0.5" where the weight has no sector.
study::GivenWeight parse_weight(const std::string& text, const char* option, bool has_sector) {
  const std::size_t equals = text.find('=');
  const std::size_t colon = text.find(':');
  if (equals == std::string::npos || has_sector != (colon != std::string::npos && colon < equals))
    throw InputError(Place{.key = option}, fmt::format("cannot read '{}'", text),
                     has_sector ? "write COUNTRY:SECTOR=WEIGHT, as USA:STL=1.5" : "write COUNTRY=WEIGHT, as USA=0.5");
  study::GivenWeight weight;
  weight.country = text.substr(0, has_sector ? colon : equals);
  if (has_sector) weight.sector = text.substr(colon + 1, equals - colon - 1);
  weight.weight = number_of(std::string_view(text).substr(equals + 1), option);
  return weight;
}

std::vector<study::GivenWeight> parse_weights(const std::vector<std::string>& texts, const char* option,
                                              bool has_sector) {
  std::vector<study::GivenWeight> weights;
  for (const std::string& text : texts) weights.push_back(parse_weight(text, option, has_sector));
  return weights;
}

}  // namespace

double number_of(std::string_view word, const char* option) {
  if (const std::optional<double> value = text::read_number(word)) return *value;
  throw InputError(Place{.key = option}, fmt::format("'{}' is not a number", word));
}

void add_world_options(Command& command, study::StrategyRequest& world) {
  world.assets = shipped_assets();
  command.add_option("target", world.target, "Baseline (name or folder) or scenario file (.toml)")->required();
  command.add_option("--case", world.case_name, "Case of the scenario that is the status quo [the base's tariffs]");
  command.add_option("--elasticities", world.elasticities, "Named set of trade elasticities");
  command.add_flag("--keep-deficits", world.keeps_deficits,
                   "Keep aggregate deficits instead of taking them away first");
}

void OutputFormat::add_to(Command& command, const std::string& csv_help) {
  command.add_flag("--json", as_json, "Print JSON for machines");
  command.add_flag("--csv", as_csv, csv_help);
}

void OutputFormat::check() const {
  if (as_json && as_csv) throw InputError(Place{}, "--json and --csv do not go together", "give one of them");
}

void StrategyArguments::add_to(Command& command) {
  add_world_options(command, world);
  command.add_flag("--mfn,--by-sector", by_sector_, "One rate per sector for all partners");
  command.add_flag("--by-partner", by_partner_, "One rate per partner for all sectors");
  command.add_flag("--uniform", uniform_, "One rate");
  command.add_option("--sectors", sectors_, "Sectors that may be taxed [all goods]")->delimiter(',');
  command.add_option("--bounds", bounds_, "Lowest and highest tariff in per cent")->capture_default_str();
  command.add_option("--weight", weights_, "Weight of a sector's income, COUNTRY:SECTOR=WEIGHT [1 each]");
  command.add_option("--lobbying", lobbying_,
                     "File of weights, country,sector,weight (parley weights --csv); --weight comes before it");
  command.add_option("--jobs", jobs_, "Weight of a sector's employment in logs, COUNTRY:SECTOR=WEIGHT [0]");
  command.add_option("--revenue", revenue_, "Extra weight of tariff revenue, COUNTRY=WEIGHT [0]");
  format.add_to(command);
}

study::StrategyChoices StrategyArguments::choices() const {
  if (int{by_sector_} + int{by_partner_} + int{uniform_} > 1)
    throw InputError(Place{}, "--mfn, --by-partner and --uniform do not go together", "give one of them");
  format.check();
  study::StrategyChoices choices{.sectors = sectors_,
                                 .weights = parse_weights(weights_, "--weight", true),
                                 .lobbying = lobbying_,
                                 .jobs = parse_weights(jobs_, "--jobs", true),
                                 .revenue = parse_weights(revenue_, "--revenue", false)};
  if (by_sector_) choices.grouping = strategy::Grouping::by_sector;
  if (by_partner_) choices.grouping = strategy::Grouping::by_partner;
  if (uniform_) choices.grouping = strategy::Grouping::uniform;
  const std::size_t colon = bounds_.find(':');
  if (colon == std::string::npos)
    throw InputError(Place{.key = "--bounds"}, fmt::format("cannot read '{}'", bounds_), "write LOW:HIGH, as 0:200");
  choices.lowest_tariff = number_of(std::string_view(bounds_).substr(0, colon), "--bounds") / 100;
  choices.highest_tariff = number_of(std::string_view(bounds_).substr(colon + 1), "--bounds") / 100;
  return choices;
}

}  // namespace parley::cli
