#include "strategy_arguments.hpp"

#include "parley/base/error.hpp"
#include "parley/study/parse_request.hpp"
#include "shipped_files.hpp"

namespace parley::cli {
void add_world_options(Command& command, study::StrategyRequest& world) {
  world.assets = shipped::assets();
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
  command.add_setting("--bounds", bounds_, "Lowest and highest tariff in per cent");
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
                                 .weights = study::parse_sector_weights(weights_, {.key = "--weight"}),
                                 .lobbying = lobbying_,
                                 .jobs = study::parse_sector_weights(jobs_, {.key = "--jobs"}),
                                 .revenue = study::parse_country_weights(revenue_, {.key = "--revenue"})};
  if (by_sector_) choices.grouping = strategy::Grouping::by_sector;
  if (by_partner_) choices.grouping = strategy::Grouping::by_partner;
  if (uniform_) choices.grouping = strategy::Grouping::uniform;
  study::parse_bounds(bounds_, {.key = "--bounds"}, choices);
  return choices;
}

}  // namespace parley::cli
