#include <fmt/format.h>

#include <map>
#include <memory>

#include "case_arguments.hpp"
#include "commands.hpp"
#include "parley/report/words/exposure_report.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/text/csv.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct ExposureArguments {
  CaseArguments chosen;
  std::string home;
  std::string partner;
  std::filesystem::path firms;
  std::filesystem::path affiliates;
  std::filesystem::path weights;
};

/// One weight per firm from a file of firm,weight; equal ones without a file.
std::vector<double> weights_of(const std::filesystem::path& file, const std::vector<market::FirmSales>& firms) {
  if (file.empty()) return std::vector<double>(firms.size(), 1.0);
  const text::CsvTable csv = text::read_csv(file);
  const std::size_t column = csv.column("weight");
  std::map<std::string, double, std::less<>> weights;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    const std::string firm(csv.cell(row, csv.column("firm")));
    const double weight = csv.number(row, column);
    if (weight < 0) throw InputError(csv.place(row, column), "a weight below zero");
    if (!weights.emplace(firm, weight).second)
      throw InputError(csv.place(row, column), fmt::format("{} appears twice", firm));
  }
  std::vector<double> found;
  double sum = 0;
  for (const market::FirmSales& each : firms) {
    const auto weight = weights.find(each.firm);
    found.push_back(weight == weights.end() ? 0 : weight->second);
    sum += found.back();
    if (weight != weights.end()) weights.erase(weight);
  }
  if (!weights.empty())
    throw InputError({file.string(), 0, 0, "firm"}, fmt::format("no sales share of '{}'", weights.begin()->first));
  if (sum <= 0) throw InputError({file.string(), 0, 0, "weight"}, "no firm has a weight");
  return found;
}

void answer(const ExposureArguments& arguments) {
  TerminalObserver observer;
  const study::RunResult result = solve_chosen_case(arguments.chosen, observer);
  const study::CaseResult& solved = result.cases.front();
  const Economy& economy = result.baseline.economy;
  report::ExposureReport exposure{.home = chosen_country(economy, arguments.home, "--country"),
                                  .partner = chosen_country(economy, arguments.partner, "--partner")};
  exposure.industries = market::industry_exposure(result.baseline, exposure.home, exposure.partner);
  if (!arguments.firms.empty()) {
    exposure.shares = market::parse_sales_shares(text::read_bytes(arguments.firms), arguments.firms.string());
    exposure.firms =
        market::firm_sales(exposure.shares, result.baseline, solved.equilibrium, exposure.home, exposure.partner);
    exposure.weights = weights_of(arguments.weights, exposure.firms);
  }
  if (!arguments.affiliates.empty())
    exposure.affiliates =
        market::parse_affiliate_sales(text::read_bytes(arguments.affiliates), arguments.affiliates.string());
  observer.finish();
  fmt::print("{}", arguments.chosen.as_json ? report::to_json(exposure, result, solved)
                                            : report::to_text(exposure, result, solved));
}

}  // namespace

void add_exposure_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<ExposureArguments>();
  Command* command = app.add_subcommand("exposure", "Say which industries and firms live from a partner");
  command->footer(
      "Example:  parley exposure scenarios/us-china-march-2018.toml --case all-out --country USA --partner CHN\n"
      "            --firms data/market/china-sales-shares.csv --affiliates data/market/us-affiliates-china.csv\n"
      "Equations and files: docs/exposure.md.");
  arguments->chosen.add_to(*command);
  command->add_option("--country", arguments->home, "Whose industries and firms")->required();
  command->add_option("--partner", arguments->partner, "To whom they sell")->required();
  Option* firms = command->add_option("--firms", arguments->firms, "CSV file of firms' sales shares");
  command->add_option("--affiliates", arguments->affiliates, "CSV file of affiliates' sales abroad");
  command->add_option("--weights", arguments->weights, "CSV file of firm,weight for the portfolio [equal]")
      ->needs(firms);
  command->callback([arguments, &exit_code] {
    answer(*arguments);
    exit_code = done;
  });
}

}  // namespace parley::cli
