#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>
#include <numeric>

#include "commands.hpp"
#include "files.hpp"
#include "parley/base/error.hpp"
#include "parley/data/sector_table.hpp"
#include "parley/study/lobbying.hpp"
#include "strategy_arguments.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct WeightsArguments {
  study::StrategyRequest request{.assets = shipped_assets()};
  std::vector<std::string> countries;
  std::string observed;
  bool as_json = false;
  bool as_csv = false;
};

struct Fitted {
  Economy labels;
  std::string title;
  std::vector<std::string> notes;
  std::vector<study::CountryWeights> countries;
};

Fitted compute(const WeightsArguments& arguments, Observer& observer) {
  if (arguments.as_json && arguments.as_csv)
    throw InputError(Place{}, "--json and --csv do not go together", "give one of them");
  const study::StrategyProblem problem = study::read_strategy_problem(arguments.request, observer);
  const Economy& labels = problem.baseline.economy;
  study::LobbyingRequest request{countries_of(labels, arguments.countries, "--country"), {}};
  const bool is_applied = arguments.observed == "applied";
  if (!is_applied) {
    request.observed = data::sector_table(text::read_csv(arguments.observed), "tariff_pct", labels);
    for (double& each : request.observed->values()) each /= 100;
  }
  return {labels,
          fmt::format("{}: lobbying weights that give the spread of {}", problem.name,
                      is_applied ? "the applied tariffs" : "the tariffs in " + arguments.observed),
          problem.notes, study::fit_lobbying(problem, request, observer)};
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

std::string csv(const Fitted& fitted) {
  std::string text = "country,sector,weight\n";
  for (const study::CountryWeights& each : fitted.countries) {
    const strategy::Government& government = each.weights.government;
    for (const Sector s : fitted.labels.sectors()) {
      text += fmt::format("{},{},{:.10g}\n", fitted.labels.code(government.country), fitted.labels.code(s),
                          government.sector_weight(s));
    }
  }
  return text;
}

std::string json(const Fitted& fitted) {
  nlohmann::ordered_json json{{"title", fitted.title}, {"notes", fitted.notes}};
  for (const study::CountryWeights& each : fitted.countries) {
    const strategy::LobbyingWeights& fit = each.weights.fit;
    nlohmann::ordered_json entry{{"country", fitted.labels.code(each.weights.government.country)},
                                 {"largest_difference_points", 100 * fit.largest_difference},
                                 {"steps", fit.report.iterations}};
    for (std::size_t k = 0; k < fit.weight.size(); ++k) {
      entry["sectors"].push_back({{"sector", fitted.labels.code(each.weights.sectors[k])},
                                  {"observed_pct", 100 * each.weights.observed[k]},
                                  {"modelled_pct", 100 * fit.tariff[k]},
                                  {"weight", fit.weight[k]}});
    }
    json["countries"].push_back(std::move(entry));
  }
  return json.dump(2) + "\n";
}

std::string country_text(const Economy& labels, const study::CountryWeights& each) {
  const strategy::LobbyingWeights& fit = each.weights.fit;
  const double observed_mean = mean(each.weights.observed);
  const double modelled_mean = mean(fit.tariff);
  std::string text = fmt::format(
      "\n{}: mean tariff observed {:.3f} %, modelled {:.3f} %; the largest difference of the spreads is {:.2e} points, "
      "after {} steps\n{:<8}{:>12}{:>12}{:>14}{:>14}{:>12}{:>10}\n",
      labels.code(each.weights.government.country), 100 * observed_mean, 100 * modelled_mean,
      100 * fit.largest_difference, fit.report.iterations, "sector", "observed, %", "modelled, %", "less its mean",
      "less its mean", "difference", "weight");
  for (std::size_t k = 0; k < fit.weight.size(); ++k) {
    const double observed = 100 * (each.weights.observed[k] - observed_mean);
    const double modelled = 100 * (fit.tariff[k] - modelled_mean);
    text += fmt::format("{:<8}{:>12.3f}{:>12.3f}{:>+14.3f}{:>+14.3f}{:>+12.5f}{:>10.4f}{}\n",
                        labels.code(each.weights.sectors[k]), 100 * each.weights.observed[k], 100 * fit.tariff[k],
                        observed, modelled, modelled - observed, fit.weight[k],
                        fit.weight[k] > 0 ? "" : "  at its bound: no weight gives so low a tariff");
  }
  if (!each.unused.empty()) {
    text += "not used, for the country does not both make and import it:";
    for (const Sector s : each.unused) text += " " + labels.code(s);
    text += '\n';
  }
  return text;
}

std::string text(const Fitted& fitted) {
  std::string text = fitted.title + "\n";
  for (const std::string& note : fitted.notes) text += "  " + note + "\n";
  text += "  their mean is one; services, and goods that are not fitted, keep the weight one\n";
  for (const study::CountryWeights& each : fitted.countries) text += country_text(fitted.labels, each);
  return text;
}

}  // namespace

void add_weights_command(Command& app, int& exit_code) {
  auto arguments = std::make_shared<WeightsArguments>();
  Command* command = app.add_subcommand("weights", "Fit governments' lobbying weights to tariffs that they set");
  command->footer(
      "Example:  parley weights world-2017 --country USA,CHN --observed applied\n"
      "          parley weights world-2017 --country USA --observed noncooperative.csv --csv > weights.csv\n"
      "          parley nash world-2017 --players USA,CHN --lobbying weights.csv\n"
      "The file of observed tariffs has the columns country,sector,tariff_pct. Only the spread of tariffs around their "
      "mean is fitted (Ossa 2014).");
  command->add_option("target", arguments->request.target, "Baseline (name or folder) or scenario file (.toml)")
      ->required();
  command->add_option("--country", arguments->countries, "Whose weights")->required()->delimiter(',');
  command
      ->add_option("--observed", arguments->observed,
                   "File of tariffs that they set without an agreement, or: applied, for their own in the status quo")
      ->required();
  command->add_option("--case", arguments->request.case_name, "Case of the scenario that is the status quo");
  command->add_option("--elasticities", arguments->request.elasticities, "Named set of trade elasticities");
  command->add_flag("--keep-deficits", arguments->request.keeps_deficits,
                    "Keep aggregate deficits instead of taking them away first");
  command->add_flag("--json", arguments->as_json, "Print JSON for machines");
  command->add_flag("--csv", arguments->as_csv, "Print the weights as the file that --lobbying reads");
  command->callback([arguments, &exit_code] {
    TerminalObserver observer;
    const Fitted fitted = compute(*arguments, observer);
    observer.finish();
    fmt::print("{}", arguments->as_json ? json(fitted) : arguments->as_csv ? csv(fitted) : text(fitted));
    exit_code = done;
  });
}

}  // namespace parley::cli
