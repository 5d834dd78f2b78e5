#include <fmt/format.h>

#include "case_arguments.hpp"
#include "parley/report/tables/models_files.hpp"
#include "parley/report/words/explain_text.hpp"
#include "parley/study/cases/explain_case.hpp"
#include "parley/study/models.hpp"
#include "terminal.hpp"

namespace parley::cli {
namespace {

struct ModelsArguments {
  CaseArguments chosen;
  std::vector<std::string> countries;
  ModelComparisonOptions options;
  std::filesystem::path out;
};

void answer_models(const ModelsArguments& arguments) {
  TerminalObserver observer;
  if (!arguments.out.empty()) refuse_foreign(arguments.out, report::models_folder());
  const study::RunResult result = solve_chosen_case(arguments.chosen, observer);
  const study::CaseResult& solved = result.cases.front();
  const study::ModelsReport models = study::models_report(
      result, solved, study::countries_or_parties(arguments.countries, result), arguments.options, observer);
  observer.finish();
  if (!arguments.out.empty()) report::write_models(models, arguments.out);
  show("{}", arguments.chosen.as_json ? report::to_json(models) : report::to_text(models));
  const std::string held = report::fixed_terms_words(solved);
  if (held.empty()) return;
  if (arguments.chosen.as_json) {
    say(held + "\n");
  } else {
    show("{}\n", held);
  }
}

}  // namespace

void add_models_command(Command& app) {
  auto [command, arguments] = add_command(
      app, answer_models, "models", "Put one shock through several trade models and say why they differ",
      "Example:  parley models scenarios/us-china-march-2018.toml --case all-out\n"
      "Models:   Caliendo-Parro with and without links and intermediates, one sector, structural gravity with given "
      "and\n"
      "          with upward-sloping supply, Krugman-type with fixed firms and profits; all on the same baseline.\n"
      "A model without a solution is named with the reason and has no numbers.");
  arguments.chosen.add_to(command);
  command.add_option("--country", arguments.countries, "Country codes [the scenario's parties]");
  command
      .add_setting("--psi", arguments.options.supply_elasticity,
                   "Supply elasticity of gravity (Campos, Reggio & Timini 2024)")
      ->check(non_negative_number());
  command.add_option("--out", arguments.out, "Folder for models.csv, exports.csv, reasons.csv, models.json [none]");
}

}  // namespace parley::cli
