#include "parley/study/cases/measures.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <set>

#include "parley/report/tables/tables.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/study/cases/ranges.hpp"
#include "support/files.hpp"
#include "support/random_economy.hpp"

namespace parley::study {
namespace {

using Scope = OutcomeMeasure::Scope;

constexpr Scope every_scope[] = {Scope::world, Scope::country, Scope::pair, Scope::sector, Scope::flow};

TEST(Measures, HaveOneIdInTheirScopeAndAllThatReadersNeed) {
  std::set<std::pair<Scope, std::string_view>> ids;
  for (const OutcomeMeasure& each : outcome_measures()) {
    EXPECT_TRUE(ids.emplace(each.scope, each.id).second) << each.id;
    EXPECT_NE(each.value, nullptr) << each.id;
    for (const std::string_view text : {each.id, each.unit, each.name, each.definition})
      EXPECT_FALSE(text.empty()) << each.id;
    if (each.headline > 0 || !each.term.empty()) {
      EXPECT_FALSE(each.anchor.empty()) << each.id;
    }
  }
}

TEST(Measures, FillTheirColumnsFromTheLeftWithoutAGap) {
  for (const Scope scope : every_scope) {
    int place = 0;
    for (const OutcomeMeasure* each : columns_of(scope)) EXPECT_EQ(each->column, ++place) << each->id;
  }
}

/// Every number of the headline is explained under its anchor, once.
TEST(Measures, ExplainEveryLineOfTheHeadline) {
  std::multiset<std::string_view> explained;
  for (const OutcomeMeasure& each : outcome_measures()) {
    if (!each.term.empty()) explained.insert(each.anchor);
  }
  for (const OutcomeMeasure& each : outcome_measures()) {
    if (each.headline == 0) continue;
    EXPECT_EQ(explained.count(each.anchor), 1U) << each.id;
  }
}

TEST(Measures, AreAllInTheDocumentation) {
  const std::string page = test::read_file(test::project() / "docs" / "formats.md");
  for (const OutcomeMeasure& each : outcome_measures())
    EXPECT_THAT(page, testing::HasSubstr(fmt::format("| `{}` | {} | {} |\n", each.id, each.unit, each.definition)));
}

/// Other tools read these columns: more may follow at the right, none moves.
TEST(Measures, KeepTheColumnsOfTheTables) {
  const Baseline baseline = calibrate(test::random_economy(3));
  CaseResult solved;
  solved.shock = no_shock(baseline);
  solved.equilibrium = solve(baseline, solved.shock);
  solved.outcome = outcome(baseline, solved.shock, solved.equilibrium);
  const auto first_line = [](const std::string& csv) { return csv.substr(0, csv.find('\n')); };
  EXPECT_THAT(
      first_line(report::country_csv(baseline, {&solved, 1})),
      testing::StartsWith(
          "case,country,welfare_pct,real_income_pct,equivalent_variation_musd,terms_of_trade_pct,volume_of_trade_"
          "pct,wedge_cost_pct,real_wage_pct,wage_hat,price_index_hat,exports_pct,imports_pct,tariff_revenue_"
          "change_musd,transfers_pct"));
  EXPECT_THAT(first_line(report::sector_csv(baseline, {&solved, 1})),
              testing::StartsWith("case,country,sector,output_pct,value_added_pct,employment_pct,price_pct,exports_pct,"
                                  "imports_pct"));
  EXPECT_THAT(
      first_line(report::bilateral_csv(baseline, {&solved, 1})),
      testing::StartsWith("case,exporter,importer,sector,flow_before_musd,flow_after_musd,change_pct,tariff_before_"
                          "pct,tariff_after_pct"));
}

TEST(Measures, GiveMoneyAPersonWhereSomebodyCountedThem) {
  BaselineData data = test::random_economy(3);
  data.population = Array<Country>(data.economy.country_count());
  for (const Country n : data.economy.countries()) data.population(n) = 1e6 * (1.0 + static_cast<double>(n.value()));
  const Baseline counted = calibrate(data);
  Shock shock = no_shock(counted);
  shock.tariff_new(Sector(0), Importer(0), Exporter(1)) += 0.1;
  CaseResult solved;
  solved.shock = shock;
  solved.equilibrium = solve(counted, shock);
  solved.outcome = outcome(counted, shock, solved.equilibrium);
  const SolvedWorld world = solved_world(counted, solved);
  std::size_t lines = 0;
  for (const HeadlineItem& item : headline_items({Country(0), Country(1)}, counted)) {
    if (item.measure->id != "real_income_per_person") continue;
    ++lines;
    EXPECT_EQ(item.unit, counted.info.currency + " a person");
    const double persons = counted.population(item.subject.country);
    EXPECT_DOUBLE_EQ(value_of(item, world) * persons,
                     1e6 * solved.outcome.equivalent_variation_musd(item.subject.country));
    EXPECT_GT(floor_of(item, counted), 0);
  }
  EXPECT_EQ(lines, 2U);
  const Baseline uncounted = calibrate(test::random_economy(3));
  for (const HeadlineItem& item : headline_items({Country(0), Country(1)}, uncounted))
    EXPECT_NE(item.measure->id, "real_income_per_person");
}

}  // namespace
}  // namespace parley::study
