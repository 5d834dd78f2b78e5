#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "parley/base/whole_output.hpp"
#include "parley/report/tables/models_files.hpp"
#include "parley/report/words/format.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/json.hpp"

namespace parley::report {
namespace {

namespace fs = std::filesystem;

std::string status_of(const ModelAnswer& answer) {
  return answer.report.usable() ? "solved" : "no solution: " + answer.report.message;
}

/// What a model that has a solution says of the country at one position.
const study::ModelCountry& country_at(const study::ModelsReport& report, TradeModel model, std::size_t at) {
  return report.by_model[static_cast<std::size_t>(model)][at];
}

std::string head(const study::ModelsReport& report, Country n) {
  std::string text = fmt::format("\n{}, case {}\n{:<40} {:>12} {:>12} {:>12}", report.labels.region(n).name,
                                 report.case_name, "", "real income", "less full", "terms of");
  for (const Country to : report.countries) {
    if (to != n) text += fmt::format("{:>13}", "exports to");
  }
  text += fmt::format("\n{:<40} {:>12} {:>12} {:>12}", "", "%", "points", "trade, %");
  for (const Country to : report.countries) {
    if (to != n) text += fmt::format("{:>13}", report.labels.code(to) + ", %");
  }
  return text + "\n";
}

std::string row(const study::ModelsReport& report, const ModelAnswer& answer, std::size_t at) {
  const std::string_view title = entry_of(answer.model).title;
  if (!answer.report.usable()) return fmt::format("{:<40} {}\n", title, status_of(answer));
  const study::ModelCountry& here = country_at(report, answer.model, at);
  std::string text = fmt::format("{:<40} {:>+12.4f} ", title, answer.real_income_pct(here.country));
  text += here.difference_points ? fmt::format("{:>+12.4f} ", *here.difference_points) : fmt::format("{:>12} ", "");
  text += fmt::format("{:>+12.4f}", answer.terms_of_trade_pct(here.country));
  for (const study::ModelExports& exports : here.exports) text += fmt::format("{:>+13.2f}", exports.change_pct);
  return text + "\n";
}

/// "links -0.0123, materials +0.0456" with the sum in front.
std::string parts(const std::vector<ModelStep>& steps, Country n) {
  std::string text;
  for (const ModelStep& step : steps) {
    text += fmt::format("{}{} {:+.4f}", text.empty() ? "" : ", ", entry_of(step.to).step, step.points(n));
  }
  return text;
}

std::string why(const study::ModelsReport& report, std::size_t at) {
  const Country n = report.countries[at];
  std::string text = "  the differences, step by step from the full model (another order would split them otherwise)\n";
  for (const TradeModelEntry& entry : trade_models()) {
    const std::vector<ModelStep> steps = report.comparison.steps(entry.model);
    if (!steps.empty())
      text += fmt::format("    {:<40} {:>+9.4f} = {}\n", entry.title,
                          *country_at(report, entry.model, at).difference_points, parts(steps, n));
  }
  text += "  why\n";
  for (const study::ModelReason& reason : report.reasons) {
    if (reason.country != n) continue;
    const TradeModelEntry& entry = entry_of(reason.to);
    text += fmt::format("    {} ({}, from \"{}\"), {:+.4f} points: {}\n", entry.step, entry.title,
                        entry_of(entry.parent).title, reason.points, reason.words);
  }
  return text;
}

nlohmann::ordered_json answer_json(const study::ModelsReport& report, const ModelAnswer& answer) {
  const TradeModelEntry& entry = entry_of(answer.model);
  nlohmann::ordered_json json{{"model", entry.id},
                              {"title", entry.title},
                              {"parent", entry.parent == entry.model ? "" : entry_of(entry.parent).id},
                              {"step", entry.step},
                              {"status", status_of(answer)},
                              {"left_out", answer.left_out},
                              {"countries", nlohmann::ordered_json::array()}};
  if (!answer.report.usable()) return json;
  for (const study::ModelCountry& here : report.by_model[static_cast<std::size_t>(answer.model)]) {
    nlohmann::ordered_json one{{"country", report.labels.code(here.country)},
                               {"real_income_pct", answer.real_income_pct(here.country)},
                               {"terms_of_trade_pct", answer.terms_of_trade_pct(here.country)}};
    if (here.difference_points) one["difference_points"] = *here.difference_points;
    one["parts"] = nlohmann::ordered_json::array();
    for (const ModelStep& step : report.comparison.steps(answer.model)) {
      one["parts"].push_back(
          {{"to", entry_of(step.to).id}, {"step", entry_of(step.to).step}, {"points", step.points(here.country)}});
    }
    for (const study::ModelExports& exports : here.exports)
      one["exports_pct"][report.labels.code(exports.to)] = exports.change_pct;
    json["countries"].push_back(std::move(one));
  }
  return json;
}

/// The respects that models differ in, each once, in the order of the table.
std::vector<std::string_view> respects() {
  std::vector<std::string_view> names;
  for (const TradeModelEntry& entry : trade_models()) {
    if (!entry.step.empty() && std::find(names.begin(), names.end(), entry.step) == names.end())
      names.push_back(entry.step);
  }
  return names;
}

/// A model's own columns in one row of models.csv.
std::string csv_numbers(const ModelAnswer& answer, const study::ModelCountry& here) {
  const Country n = here.country;
  return text::csv_format(",{},{},{}", exact(answer.real_income_pct(n)), exact(answer.terms_of_trade_pct(n)),
                          here.difference_points ? exact(*here.difference_points) : "");
}

std::string column_name(std::string_view respect) {
  std::string name(respect);
  for (char& letter : name) {
    if (letter == ' ') letter = '_';
  }
  return name + "_points";
}

}  // namespace

std::string to_text(const study::ModelsReport& report) {
  std::string text = fmt::format("{}\nOne shock, {} models, one baseline; real income is the exact change\n",
                                 report.title, report.comparison.answers.size());
  for (std::size_t at = 0; at < report.countries.size(); ++at) {
    text += head(report, report.countries[at]);
    for (const ModelAnswer& answer : report.comparison.answers) text += row(report, answer, at);
    text += why(report, at);
  }
  text += "\nleft out of the baseline\n";
  for (const ModelAnswer& answer : report.comparison.answers) {
    if (!answer.left_out.empty()) text += fmt::format("  {:<40} {}\n", entry_of(answer.model).title, answer.left_out);
  }
  text += "\ntwo readings of the same equations and numbers (all models but the one with fixed firms)\n";
  for (const study::ModelReading& reading : report.readings)
    text += fmt::format("  {:<14} {}\n  {:<14} gains: {}\n", reading.name, reading.elasticity, "", reading.gains);
  return text;
}

std::string to_json(const study::ModelsReport& report) {
  nlohmann::ordered_json json{{"title", report.title},
                              {"case", report.case_name},
                              {"supply_elasticity", report.comparison.supply_elasticity},
                              {"implied_supply_elasticity", report.comparison.implied_supply_elasticity},
                              {"models", nlohmann::ordered_json::array()},
                              {"reasons", nlohmann::ordered_json::array()},
                              {"readings", nlohmann::ordered_json::array()}};
  for (const ModelAnswer& answer : report.comparison.answers) json["models"].push_back(answer_json(report, answer));
  for (const study::ModelReason& reason : report.reasons) {
    json["reasons"].push_back({{"model", entry_of(reason.to).id},
                               {"step", entry_of(reason.to).step},
                               {"country", report.labels.code(reason.country)},
                               {"points", reason.points},
                               {"words", reason.words}});
  }
  for (const study::ModelReading& reading : report.readings)
    json["readings"].push_back({{"name", reading.name}, {"elasticity", reading.elasticity}, {"gains", reading.gains}});
  return text::json_text(json);
}

std::string models_csv(const study::ModelsReport& report) {
  std::string csv = "model,title,status,country,real_income_pct,terms_of_trade_pct,difference_points";
  for (const std::string_view respect : respects()) csv += "," + column_name(respect);
  csv += "\n";
  for (const ModelAnswer& answer : report.comparison.answers) {
    const TradeModelEntry& entry = entry_of(answer.model);
    const std::vector<ModelStep> steps = report.comparison.steps(answer.model);
    for (std::size_t at = 0; at < report.countries.size(); ++at) {
      const Country n = report.countries[at];
      csv += text::csv_format("{},{},{},{}", entry.id, entry.title, status_of(answer), report.labels.code(n));
      csv += answer.report.usable() ? csv_numbers(answer, country_at(report, answer.model, at)) : ",,,";
      for (const std::string_view respect : respects()) {
        csv += ",";
        for (const ModelStep& step : steps) {
          if (entry_of(step.to).step == respect) csv += exact(step.points(n));
        }
      }
      csv += "\n";
    }
  }
  return csv;
}

std::string model_exports_csv(const study::ModelsReport& report) {
  std::string csv = "model,exporter,importer,before_musd,after_musd,change_pct\n";
  for (const ModelAnswer& answer : report.comparison.answers) {
    for (const study::ModelCountry& from : report.by_model[static_cast<std::size_t>(answer.model)]) {
      for (const study::ModelExports& exports : from.exports) {
        csv += text::csv_format("{},{},{},{},{},{}\n", entry_of(answer.model).id, report.labels.code(from.country),
                                report.labels.code(exports.to), exact(exports.before_musd), exact(exports.after_musd),
                                exact(exports.change_pct));
      }
    }
  }
  return csv;
}

std::string model_reasons_csv(const study::ModelsReport& report) {
  std::string csv = "model,from,step,country,points,reason\n";
  for (const study::ModelReason& reason : report.reasons) {
    const TradeModelEntry& entry = entry_of(reason.to);
    csv += text::csv_format("{},{},{},{},{},{}\n", entry.id, entry_of(entry.parent).id, entry.step,
                            report.labels.code(reason.country), exact(reason.points), reason.words);
  }
  return csv;
}

FolderKind models_folder() {
  return folder_with("a result of 'parley models'", "models.json", {"models.csv", "exports.csv", "reasons.csv"});
}

void write_models(const study::ModelsReport& report, const fs::path& place) {
  OutputFolder folder(place, models_folder());
  folder.save("models.csv", models_csv(report));
  folder.save("exports.csv", model_exports_csv(report));
  folder.save("reasons.csv", model_reasons_csv(report));
  folder.save("models.json", to_json(report));
  folder.put_in_place();
}

}  // namespace parley::report
