// Scenarios of ten thousand entries: what they cost, and how much of them a terminal shows.
#include "support/large_scenario.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <nlohmann/json.hpp>
#include <set>

#include "parley/data/read_baseline.hpp"
#include "parley/report/tables/tables.hpp"
#include "parley/report/words/explain_text.hpp"
#include "parley/report/words/headline_text.hpp"
#include "parley/study/cases/compute.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/study/cases/lone_entries.hpp"
#include "parley/study/study.hpp"
#include "support/files.hpp"

namespace parley::study {
namespace {

const Baseline& world() {
  static const Baseline baseline = data::read_baseline(test::project() / "data" / "world-2017");
  return baseline;
}

/// A scenario's text, studied from a file of its own.
Study studied(const std::string& text) {
  const test::TemporaryFolder folder;
  test::write_file(folder / "large.toml", text);
  Observer silent;
  return study({.scenario = folder / "large.toml", .known_baseline = &world(), .assets = {{test::project() / "data"}}},
               silent);
}

/// One study of one entry for every importer, exporter and goods sector, with the processor's seconds that it took.
struct Large {
  Large() {
    const std::clock_t begun = std::clock();
    study = studied(test::large_scenario(world().economy));
    json = report::result_json(study);
    seconds = static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
  }
  Study study;
  std::string json;
  double seconds = 0;
};
const Large& large() {
  static const Large made;
  return made;
}

std::size_t lines_of(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// Issue 13: 11,267 entries took 534 s. Now it is a second or two; the limit leaves room for sanitizers and slow
/// machines and is far below what anything that grows with the square of the entries would take.
TEST(LargeScenario, CostsWhatItsEntriesTouch) {
  const std::size_t entries = large().study.result.scenario.actions.size();
  ASSERT_EQ(entries, 22U * 21U * 23U);
  EXPECT_LT(large().seconds, 60);
  const LoneEntries alone = lone_entries(large().study.result, large().study.result.cases.at(0));
  // Every entry touches one cell, so that all that is kept of all of them is one number each.
  EXPECT_EQ(alone.changes[PolicyInstrument::tariff].size(), entries);
  EXPECT_TRUE(alone.changes[PolicyInstrument::export_tax].empty());
  EXPECT_TRUE(alone.changes[PolicyInstrument::wedge].empty());
}

/// An entry that has a cell to itself contributes what the cell does, to the last bit.
TEST(LargeScenario, EveryEntryContributesItsCell) {
  const RunResult& result = large().study.result;
  const Economy& labels = result.baseline.economy;
  const CaseResult& solved = result.cases.at(0);
  ASSERT_EQ(solved.explained.size(), labels.country_count()) << solved.explanation_failure;
  for (const ExplainedChange& change : solved.explained) {
    double sum = 0;
    auto term = change.actions.begin();
    for (const Importer n : labels.importers()) {
      for (const Exporter i : labels.exporters()) {
        for (const Sector s : labels.sectors()) {
          if (country(n) == country(i) || !labels.sector(s).is_goods) continue;
          ASSERT_EQ(term->contribution, change.split.by_instrument[PolicyInstrument::tariff](s, n, i)) << term->id;
          sum += (term++)->contribution;
        }
      }
    }
    EXPECT_EQ(term, change.actions.end());
    EXPECT_NEAR(sum, std::log1p(solved.outcome.real_income_pct(change.split.country) / 100), 1e-8);
  }
}

TEST(LargeScenario, EveryEntryIsInTheFiles) {
  const auto json = nlohmann::json::parse(large().json);
  EXPECT_EQ(json.at("cases").at(0).at("explained").at("USA").at("entries").size(), 22U * 21U * 23U);
}

TEST(LargeScenario, ATerminalShowsAScreenOrTwo) {
  const RunResult& result = large().study.result;
  EXPECT_EQ(parties(result).size(), 22U);  // all of them impose something
  const std::string headline = report::headline_text(result);
  EXPECT_LT(lines_of(headline), 90U);
  EXPECT_NE(headline.find("9 of 22 parties are shown"), std::string::npos);
  const CaseResult& solved = result.cases.at(0);
  const std::string explained = report::explanation_text(result, solved, solved.explained.at(0), 10);
  EXPECT_LT(lines_of(explained), 80U);
  EXPECT_NE(explained.find("10616 other entries"), std::string::npos);
}

/// A rate for each origin, as in the order of 2 April 2025: whoever is named does not make the story longer.
TEST(LargeScenario, ManyNamedOriginsAreNotAsManyParties) {
  const Economy& labels = world().economy;
  std::string text = "format = 1\ntitle = \"A rate for each\"\nbaseline = \"world-2017\"\n";
  for (const Country n : labels.countries()) {
    if (labels.code(n) == "USA") continue;
    text += fmt::format(
        "[[action]]\nid = \"{0}\"\nimposer = \"USA\"\norigin = [\"{0}\"]\nsectors = [\"*\"]\nrate = \"+10%\"\n",
        labels.code(n));
  }
  const auto parties_in = [&](const std::string& toml) {
    std::set<std::string> codes;
    for (const Country n : parties(scenario::parse(toml, "s.toml"), world())) codes.insert(labels.code(n));
    return codes;
  };
  const std::set<std::string> found = parties_in(text);
  EXPECT_EQ(found.size(), 13U);  // the imposer and the twelve that trade most with it
  for (const char* each : {"USA", "CAN", "MEX", "CHN", "JPN", "DEU"}) EXPECT_TRUE(found.contains(each)) << each;
  // A file that says itself whom it is about is taken at its word.
  const std::string own = "parties = [\"VNM\", \"IDN\"]\n";
  EXPECT_EQ(parties_in(own + text), (std::set<std::string>{"VNM", "IDN"}));
}

}  // namespace
}  // namespace parley::study
