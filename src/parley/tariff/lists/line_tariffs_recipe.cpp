#include "parley/tariff/lists/line_tariffs_recipe.hpp"

#include <fmt/format.h>

#include "parley/text/csv.hpp"
#include "parley/text/read_code.hpp"
#include "parley/text/toml_table.hpp"

namespace parley::tariff {
namespace {

QuotaGoods read_quota_goods(const std::filesystem::path& path) {
  const text::CsvTable csv = text::read_csv(path);
  const std::size_t importer = csv.column("importer");
  const std::size_t code = csv.column("code");
  const std::size_t in_quota = csv.column("in_quota_pct");
  const std::size_t source = csv.column("source");
  QuotaGoods goods;
  ProblemList problems;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    std::optional<double> rate;
    if (!csv.cell(row, in_quota).empty()) rate = csv.number(row, in_quota) / 100;
    if (rate && *rate < 0) problems.add(csv.place(row, in_quota), "a rate below zero");
    if (csv.cell(row, source).empty()) problems.add(csv.place(row, source), "a quota needs a source");
    const std::optional<std::string> prefix = text::read_code(csv, row, code, problems);
    if (prefix && !goods[std::string(csv.cell(row, importer))].insert(*prefix, rate)) {
      problems.add(csv.place(row, code), fmt::format("{} appears twice", *prefix));
    }
  }
  problems.throw_if_any();
  return goods;
}

TariffSchedule read_tariff_schedule(const text::TomlTable& entry) {
  entry.know({"trade", "file", "where", "code", "rate", "low", "high", "from", "until", "source"});
  entry.require("trade", "id of a [[trade]] of the coverage recipe");
  entry.require("code", "the column with the line's code");
  entry.require("rate", "the column with the line's rate");
  entry.require("source", "where the schedule was published");
  if (entry.has("low") != entry.has("high")) entry.problem(entry.place(), "'low' and 'high' go together");
  if (entry.has("from") != entry.has("until")) entry.problem(entry.place(), "'from' and 'until' go together");
  return {.trade = entry.text("trade"),
          .rows = read_selection(entry),
          .code_column = entry.text("code"),
          .rate_column = entry.text("rate"),
          .low_column = entry.text("low"),
          .high_column = entry.text("high"),
          .from_column = entry.text("from"),
          .until_column = entry.text("until"),
          .source = entry.text("source"),
          .place = entry.place()};
}

}  // namespace

LineTariffRecipe read_line_tariff_recipe(const std::filesystem::path& path) {
  const std::string file = path.string();
  const toml::table table = text::read_toml(path);
  ProblemList problems;
  const text::TomlTable root(table, file, "", problems);
  root.know({"format", "title", "notes", "coverage", "day", "quota_goods", "schedule"});
  if (root.number("format") != 1.0) root.problem(root.place("format"), "format = 1 is needed");
  root.require("coverage", "a coverage recipe, whose trade and sectors are taken");
  root.require("day", "the day on which rates are read");
  LineTariffRecipe recipe{.title = root.text("title"), .notes = root.words("notes")};
  if (const auto day = root.date("day")) recipe.day = {day->year, day->month, day->day};
  for (const text::TomlTable& entry : root.tables("schedule")) recipe.schedules.push_back(read_tariff_schedule(entry));
  if (recipe.schedules.empty()) root.problem(root.place(), "has no [[schedule]]");
  problems.throw_if_any();
  const std::filesystem::path folder = path.parent_path();
  recipe.coverage = read_coverage_recipe(folder / root.text("coverage"));
  if (root.has("quota_goods")) recipe.quota_goods = read_quota_goods(folder / root.text("quota_goods"));
  return recipe;
}

}  // namespace parley::tariff
