#include <fmt/format.h>

#include "case_arguments.hpp"
#include "parley/report/tables/exposure_json.hpp"
#include "parley/report/words/exposure_text.hpp"
#include "parley/study/cases/named_parts.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct ExposureArguments {
  CaseArguments chosen;
  std::string home;
  std::string partner;
  study::ExposureRequest request;  ///< its files
};

void answer_exposure(ExposureArguments& arguments) {
  TerminalObserver observer;
  const study::RunResult result = solve_chosen_case(arguments.chosen, observer);
  const study::CaseResult& solved = result.cases.front();
  study::ExposureRequest& request = arguments.request;
  request.home = study::named_country(result.baseline.economy, arguments.home, "country");
  request.partner = study::named_country(result.baseline.economy, arguments.partner, "partner");
  const study::Exposure exposure = study::study_exposure(result.baseline, solved.equilibrium, request);
  observer.finish();
  show("{}", arguments.chosen.as_json ? report::exposure_json(exposure, result.baseline, solved)
                                      : report::exposure_text(exposure, result.baseline, solved));
}

}  // namespace

void add_exposure_command(Command& app) {
  auto [command, arguments] = add_command(
      app, answer_exposure, "exposure", "Say which industries and firms live from a partner",
      "Example:  parley exposure scenarios/us-china-march-2018.toml --case all-out --country USA --partner CHN\n"
      "            --firms data/market/china-sales-shares.csv --affiliates data/market/us-affiliates-china.csv\n"
      "Equations and files: docs/exposure.md.");
  arguments.chosen.add_to(command);
  command.add_option("--country", arguments.home, "Whose industries and firms")->required();
  command.add_option("--partner", arguments.partner, "To whom they sell")->required();
  Option* firms = command.add_option("--firms", arguments.request.firms, "CSV file of firms' sales shares");
  command.add_option("--affiliates", arguments.request.affiliates, "CSV file of affiliates' sales abroad");
  command.add_option("--weights", arguments.request.weights, "CSV file of firm,weight for the portfolio [equal]")
      ->needs(firms);
}

}  // namespace parley::cli
