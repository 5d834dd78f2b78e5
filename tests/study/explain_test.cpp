#include "parley/equilibrium/explain.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "parley/study/cases/compute.hpp"
#include "parley/study/cases/explain_case.hpp"
#include "parley/study/cases/headline.hpp"
#include "support/files.hpp"

namespace parley::study {
namespace {

namespace fs = std::filesystem;
using Kind = Measure::Kind;

std::vector<fs::path> scenario_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(test::project() / "scenarios")) {
    if (entry.path().extension() == ".toml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// The sector in which the country makes most.
Sector largest_sector(const Baseline& baseline, Country n) {
  Sector found(0);
  for (const Sector s : baseline.economy.sectors()) {
    if (baseline.gross_output(n, s) > baseline.gross_output(n, found)) found = s;
  }
  return found;
}

/// Every measure that can be split, of one country.
std::vector<Measure> all_measures(const Baseline& baseline, Country n) {
  const Sector s = largest_sector(baseline, n);
  return {{Kind::real_income, n, {}, {}}, {Kind::real_wage, n, {}, {}}, {Kind::tariff_revenue, n, {}, {}},
          {Kind::employment, n, s, {}},   {Kind::output, n, s, {}},     {Kind::exports, n, {}, {}}};
}

/// The exact change from the solved case's own levels; the base is where everything is one.
double exact_change(const study::RunResult& result, const study::CaseResult& solved, const Measure& measure) {
  const Outcome& out = solved.outcome;
  const Country n = measure.country;
  switch (measure.kind) {
    case Kind::real_income:
      return std::log1p(out.real_income_pct(n) / 100);
    case Kind::real_wage:
      return std::log1p(out.real_wage_pct(n) / 100);
    case Kind::tariff_revenue:
      return solved.equilibrium.tariff_revenue_new(n) - result.baseline.tariff_revenue(n);
    case Kind::employment:
      return std::log1p(out.employment_pct(n, *measure.sector) / 100);
    case Kind::output:
      return std::log1p(out.output_pct(n, *measure.sector) / 100);
    case Kind::exports:
      break;
  }
  return out.exports_after_musd(n) - out.exports_before_musd(n);
}

double sum_of(std::span<const double> values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum;
}

class EveryMeasure : public testing::TestWithParam<fs::path> {};

/// Of the first party in every case: by entry, by partner and by sector, every measure adds up to its exact change.
TEST_P(EveryMeasure, IsExplainedInEveryMeasure) {
  Observer silent;
  const study::RunResult result = study::compute({.scenario = GetParam()}, silent);
  const std::vector<Measure> measures = all_measures(result.baseline, study::parties(result).front());
  for (const study::CaseResult& solved : result.cases) {
    const auto changes = study::explain_case(result, solved, measures, silent);
    ASSERT_EQ(changes.size(), measures.size());
    for (std::size_t at = 0; at < measures.size(); ++at) {
      const Explanation& split = changes[at].split;
      const double exact = exact_change(result, solved, measures[at]);
      const double near = 1e-8 * split.scale;
      double entries = 0;
      for (const study::ActionTerm& term : changes[at].actions) entries += term.contribution;
      const study::InstrumentSums sums = study::sum_instruments(result.baseline, solved.shock, split);
      double partners = 0;
      for (const study::PartnerPart& part : changes[at].partners) partners += part.contribution;
      double sectors = 0;
      for (const study::SectorPart& part : changes[at].sectors) sectors += part.contribution;
      EXPECT_NEAR(partners, exact, near);
      EXPECT_NEAR(sectors, exact, near);
      EXPECT_NEAR(entries, exact, near) << solved.compare.name << " " << to_string(measures[at].kind);
      EXPECT_NEAR(sum_of(sums.with.values()) + sum_of(sums.between_others.values()), exact, near)
          << solved.compare.name << " " << to_string(measures[at].kind);
      EXPECT_TRUE(split.holds(1e-8));
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Scenarios, EveryMeasure, testing::ValuesIn(scenario_files()), [](const auto& file) {
  std::string name = file.param.stem().string();
  std::replace_if(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) == 0; }, '_');
  return name;
});

/// The entries in the opposite order, of revenue and employment too: the same parts.
TEST(ExplainCase, TheOrderOfTheEntriesDoesNotMatterInAnyMeasure) {
  Observer silent;
  study::RunResult result =
      study::compute({.scenario = test::project() / "scenarios" / "us-china-march-2018.toml"}, silent);
  const study::CaseResult& solved = result.cases.at(3);
  const std::vector<Measure> measures = all_measures(result.baseline, study::parties(result).back());
  const auto forward = study::explain_case(result, solved, measures, silent);
  std::reverse(result.scenario.actions.begin(), result.scenario.actions.end());
  std::reverse(result.resolved.actions.begin(), result.resolved.actions.end());
  const auto backward = study::explain_case(result, solved, measures, silent);
  for (std::size_t at = 0; at < measures.size(); ++at) {
    for (const study::ActionTerm& term : forward[at].actions) {
      const auto same = std::find_if(backward[at].actions.begin(), backward[at].actions.end(),
                                     [&](const study::ActionTerm& other) { return other.id == term.id; });
      ASSERT_NE(same, backward[at].actions.end()) << term.id;
      EXPECT_NEAR(same->contribution, term.contribution, 1e-12 * forward[at].split.scale) << term.id;
    }
  }
}

TEST(ExplainCase, ATariffRateQuotaTakesOffWhatTheDutyPutsOn) {
  Observer silent;
  const study::RunResult result =
      study::compute({.scenario = test::project() / "scenarios" / "beyond-tariffs.toml"}, silent);
  const auto of_korea = [&](const std::string& name) {
    const auto found = std::find_if(result.cases.begin(), result.cases.end(),
                                    [&](const auto& each) { return each.compare.name == name; });
    return study::explain_case(result, *found, real_incomes({*result.baseline.economy.find_country("KOR")}), silent)
        .at(0)
        .actions;
  };
  const double duty_alone = of_korea("duty").at(0).contribution;
  const std::vector<study::ActionTerm> both = of_korea("tariff-rate-quota");
  ASSERT_EQ(both.size(), 2U);
  EXPECT_LT(duty_alone, 0);
  EXPECT_LT(both[0].contribution, 0);  // the duty costs Korea
  EXPECT_GT(both[1].contribution, 0);  // what comes in without it, and its rent, are a gain
}

/// Two goods of three countries; goods with an elasticity at which a duty of 300 % leaves no trade that a double can hold.
void write_steep_world(const fs::path& folder) {
  const std::vector<std::string> codes{"A", "B", "C"};
  const std::vector<std::vector<double>> goods{{1000, 50, 30}, {50, 900, 20}, {30, 20, 800}};  // exporter, importer
  const auto services = [](std::size_t i, std::size_t n) { return i == n ? 500.0 : 5.0; };
  std::string flows = "exporter,importer,sector,value_musd\n";
  std::string tariffs = "importer,exporter,sector,tariff_pct\n";
  std::string accounts = "region,sector,gross_output_musd,value_added_musd,final_demand_musd\n";
  for (std::size_t i = 0; i < 3; ++i) {
    std::vector<double> made(2), used(2);
    for (std::size_t n = 0; n < 3; ++n) {
      flows += fmt::format("{0},{1},G,{2}\n{0},{1},S,{3}\n", codes[i], codes[n], goods[i][n], services(i, n));
      if (i != n) tariffs += fmt::format("{},{},G,0\n", codes[n], codes[i]);
      made[0] += goods[i][n];
      made[1] += services(i, n);
      used[0] += goods[n][i];
      used[1] += services(n, i);
    }
    for (std::size_t s = 0; s < 2; ++s)
      accounts += fmt::format("{},{},{},{},{}\n", codes[i], s == 0 ? "G" : "S", made[s], made[s], used[s]);
  }
  test::write_file(folder / "baseline.toml",
                   "format = 1\nname = \"w\"\nyear = 2017\ncurrency = \"USD\"\ndeficit_rule = \"fixed\"\n");
  test::write_file(folder / "regions.csv", "code,name\nA,A\nB,B\nC,C\n");
  test::write_file(folder / "sectors.csv", "code,name,goods\nG,Goods,1\nS,Services,0\n");
  test::write_file(folder / "elasticities.csv", "sector,theta,source\nG,520,a test\nS,4,a test\n");
  test::write_file(folder / "flows.csv", flows);
  test::write_file(folder / "tariffs.csv", tariffs);
  test::write_file(folder / "accounts.csv", accounts);
}

/// Trade that vanishes has no logarithm: the two whose trade it is cannot be split and say why, the third is split.
TEST(ExplainCase, AChangeThatCannotBeSplitTakesNoOtherWithIt) {
  const test::TemporaryFolder folder;
  write_steep_world(folder / "data" / "w");
  test::write_file(folder / "s.toml",
                   "format = 1\ntitle = \"t\"\nbaseline = \"w\"\n[[action]]\nid = \"a\"\nimposer = \"A\"\n"
                   "origin = [\"B\"]\nsectors = [\"G\"]\nrate = \"=300%\"\n");
  Observer silent;
  const study::RunResult result =
      study::compute({.scenario = folder / "s.toml", .assets = {.data = {folder / "data"}}}, silent);
  const study::CaseResult& solved = result.cases.front();
  ASSERT_TRUE(solved.certificate.holds());
  const auto changes = study::explain_case(result, solved, study::measures_of({}, {"A", "B", "C"}, result), silent);
  ASSERT_EQ(changes.size(), 3U);
  for (std::size_t at = 0; at < 2; ++at) {
    EXPECT_NE(changes[at].failure.find("trade of some pair vanishes on the way"), std::string::npos);
    EXPECT_NE(changes[at].failure.find(at == 0 ? "of A in case" : "of B in case"), std::string::npos);
    EXPECT_TRUE(changes[at].actions.empty() && changes[at].terms.empty()) << "no numbers beside a failure";
  }
  EXPECT_EQ(changes[2].failure, "");
  EXPECT_NEAR(changes[2].actions.at(0).contribution, changes[2].split.total, 1e-8);
}

}  // namespace
}  // namespace parley::study
