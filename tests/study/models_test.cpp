#include "parley/study/models.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "parley/report/page/models_chapter.hpp"
#include "parley/report/tables/models_files.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/text/csv.hpp"
#include "support/files.hpp"

namespace parley::study {
namespace {

namespace fs = std::filesystem;

study::RunResult starter() {
  study::RunOptions options{.scenario = test::project() / "scenarios" / "starter.toml"};
  options.stop_after = study::Step::equilibrium;
  Observer silent;
  return study::compute(options, silent);
}

study::ModelsReport models_of(const study::RunResult& result, const ModelComparisonOptions& options = {}) {
  Observer silent;
  return study::models_report(result, result.cases.front(), study::parties(result), options, silent);
}

/// The first line is the run's own result, and each line's parts add up to its difference from it.
TEST(Models, TableStartsFromTheRunAndAddsUp) {
  const study::RunResult result = starter();
  const auto json = nlohmann::json::parse(report::to_json(models_of(result)));
  ASSERT_EQ(json["models"].size(), trade_model_count);
  const std::vector<Country> parties = study::parties(result);
  for (std::size_t at = 0; at < parties.size(); ++at) {
    const double full = result.cases.front().outcome.real_income_pct(parties[at]);
    EXPECT_NEAR(json["models"][0]["countries"][at]["real_income_pct"].get<double>(), full, 1e-10);
    for (const auto& model : json["models"]) {
      EXPECT_EQ(model["status"], "solved");
      double parts = 0;
      for (const auto& part : model["countries"][at]["parts"]) parts += part["points"].get<double>();
      EXPECT_NEAR(parts, model["countries"][at]["difference_points"].get<double>(), 1e-12);
      EXPECT_NEAR(model["countries"][at]["real_income_pct"].get<double>() - full, parts, 1e-9);
    }
  }
  // Every step of every party has its reason.
  EXPECT_EQ(json["reasons"].size(), (trade_model_count - 1) * parties.size());
  for (const auto& reason : json["reasons"]) EXPECT_GT(reason["words"].get<std::string>().size(), 40U);
  EXPECT_EQ(json["readings"].size(), 2U);
}

TEST(Models, FilesReadBackWithTheSameNumbers) {
  const study::RunResult result = starter();
  const study::ModelsReport models = models_of(result);
  const test::TemporaryFolder folder;
  report::write_models(models, folder / "models");
  const text::CsvTable table = text::read_csv(folder / "models" / "models.csv");
  ASSERT_EQ(table.row_count(), trade_model_count * models.countries.size());
  std::size_t row = 0;
  for (const ModelAnswer& answer : models.comparison.answers) {
    for (const Country n : models.countries) {
      EXPECT_EQ(table.cell(row, table.column("model")), entry_of(answer.model).id);
      EXPECT_EQ(table.number(row, table.column("real_income_pct")), answer.real_income_pct(n));
      ++row;
    }
  }
  const text::CsvTable exports = text::read_csv(folder / "models" / "exports.csv");
  EXPECT_EQ(exports.row_count(), trade_model_count * models.countries.size() * (models.countries.size() - 1));
  EXPECT_EQ(text::read_csv(folder / "models" / "reasons.csv").row_count(), models.reasons.size());
  EXPECT_FALSE(fs::exists(folder / "models" / "models.csv.part"));
}

/// A model without a solution is named with its reason; none of its cells has a number.
TEST(Models, NoSolutionMeansNoNumbers) {
  study::RunResult result = starter();
  Shock& shock = result.cases.front().shock;
  shock.iceberg_hat(Sector(0), Importer(0), Exporter(1)) = 1.1;
  const study::ModelsReport models = models_of(result);
  EXPECT_THAT(report::to_text(models),
              testing::HasSubstr("no solution: the shock has export taxes or wedges on trade of"));
  const test::TemporaryFolder folder;
  report::write_models(models, folder / "models");
  const text::CsvTable table = text::read_csv(folder / "models" / "models.csv");
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const bool solved = table.cell(row, table.column("status")) == "solved";
    EXPECT_EQ(solved, table.cell(row, table.column("model")) != "fixed-firms");
    EXPECT_EQ(solved, !table.cell(row, table.column("real_income_pct")).empty());
    EXPECT_EQ(solved, !table.cell(row, table.column("difference_points")).empty());
  }
}

/// Two made-up models of three countries; what is said of each country beside the full model and its exports.
TEST(Models, DifferencesAndExportsAreThoseOfTheAnswers) {
  ModelComparison comparison;
  comparison.answers.resize(trade_model_count);
  ModelAnswer& full = comparison.answers[0];
  ModelAnswer& other = comparison.answers[1];
  for (ModelAnswer* each : {&full, &other}) {
    each->report.status = SolveStatus::converged;
    each->real_income_pct = Array<Country>(3);
    each->flow_musd = each->flow_new = Array<Exporter, Importer>(3, 3);
  }
  full.real_income_pct(Country(2)) = -0.25;
  other.real_income_pct(Country(2)) = 0.5;
  other.flow_musd(Exporter(2), Importer(0)) = 200;
  other.flow_new(Exporter(2), Importer(0)) = 250;
  const std::vector<ModelCountry> rows = beside_full(comparison, other, {Country(2), Country(0)});
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].country, Country(2));
  EXPECT_EQ(rows[0].difference_points, 0.75);
  ASSERT_EQ(rows[0].exports.size(), 1U);
  EXPECT_EQ(rows[0].exports[0].to, Country(0));
  EXPECT_EQ(rows[0].exports[0].before_musd, 200);
  EXPECT_EQ(rows[0].exports[0].after_musd, 250);
  EXPECT_EQ(rows[0].exports[0].change_pct, 25);
  full.report.status = SolveStatus::stalled;
  EXPECT_FALSE(beside_full(comparison, other, {Country(2)})[0].difference_points);
  EXPECT_TRUE(beside_full(comparison, full, {Country(2)}).empty());
}

TEST(Models, ChapterShowsEveryPartyAndKeepsItsFiles) {
  const study::RunResult result = starter();
  std::vector<Attempt<ModelsReport>> by_case;
  Observer silent;
  for (const CaseResult& solved : result.cases)
    by_case.push_back({.value = models_report(result, solved, parties(result), {}, silent), .failure = {}});
  const report::Chapter chapter = report::models_chapter(by_case, result);
  EXPECT_EQ(chapter.files.size(), 3 * result.cases.size());
  for (const Country n : study::parties(result))
    EXPECT_THAT(chapter.html, testing::HasSubstr(result.baseline.economy.region(n).name + ": real income changes by"));
  EXPECT_THAT(chapter.html, testing::HasSubstr("Why the models differ"));
}

TEST(Models, SupplyElasticityZeroIsTheEndowmentEconomy) {
  const study::RunResult result = starter();
  const study::ModelsReport models = models_of(result, {.supply_elasticity = 0});
  const ModelStep supply = models.comparison.steps(TradeModel::gravity_supply).back();
  for (const double points : supply.points.values()) EXPECT_NEAR(points, 0, 1e-12);
}

}  // namespace
}  // namespace parley::study
