#include "parley/replicate/replication.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>
#include <sstream>

#include "parley/base/error.hpp"
#include "parley/equilibrium/solve.hpp"
#include "parley/replicate/nafta_1993.hpp"
#include "parley/replicate/replication_cases.hpp"
#include "parley/report/tables/replication_files.hpp"
#include "parley/report/words/replication_text.hpp"
#include "support/files.hpp"

namespace parley::replicate {
namespace {

namespace fs = std::filesystem;

#define NEED_SHARED()                 \
  const auto shared = test::shared(); \
  if (!shared) GTEST_SKIP() << "PARLEY_SHARED is not set: no reference data"

/// The references that ship with Parley.
const fs::path shipped = test::project() / "data" / "reference";

/// A copy of a case's folder whose data rows are in another order in every file.
void copy_shuffled(const fs::path& from, const fs::path& to, unsigned seed) {
  fs::create_directories(to / "data");
  fs::copy(from / "expected", to / "expected", fs::copy_options::recursive);
  std::mt19937 random(seed);
  for (const auto& entry : fs::directory_iterator(from / "data")) {
    std::istringstream lines(test::read_file(entry.path()));
    std::string header;
    std::getline(lines, header);
    std::vector<std::string> rows;
    for (std::string row; std::getline(lines, row);) rows.push_back(row);
    std::shuffle(rows.begin(), rows.end(), random);
    std::string text = header + "\n";
    for (const std::string& row : rows) text += row + "\n";
    test::write_file(to / "data" / entry.path().filename(), text);
  }
}

const replicate::OracleComparison& welfare(const replicate::Replication& replication) {
  return *std::find_if(replication.oracles.begin(), replication.oracles.end(),
                       [](const replicate::OracleComparison& o) { return o.name == "zero deficits: welfare_pct"; });
}

TEST(PublishedCells, AreCountedByTableInTheOrderOfTheArticle) {
  using Verdict = replicate::PublishedCell::Verdict;
  const auto cell = [](const char* table, Verdict verdict) {
    replicate::PublishedCell made;
    made.table = table;
    made.verdict = verdict;
    return made;
  };
  const std::vector<replicate::TableCount> counts = replicate::count_by_table(
      {cell("TABLE 2", Verdict::agrees), cell("TABLE 1", Verdict::differs), cell("TABLE 2", Verdict::known_exception),
       cell("TABLE 2", Verdict::agrees), cell("TABLE 2", Verdict::differs)});
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(counts[0].table, "TABLE 2");
  EXPECT_EQ(counts[0].figures, 4U);
  EXPECT_EQ(counts[0].agree, 2U);
  EXPECT_EQ(counts[0].known_exceptions, 1U);
  EXPECT_EQ(counts[0].differ(), 1U);
  EXPECT_EQ(counts[1].differ(), 1U);
}

TEST(Nafta1993, AgreesWithTheArticleAndTheOtherPrograms) {
  NEED_SHARED();
  Observer silent;
  const replicate::Replication replication =
      replicate::replicate("nafta-1993", *shared / "reference" / "nafta-1993", silent);
  EXPECT_TRUE(replication.holds()) << report::replication_text(replication, false);
  EXPECT_EQ(replication.published.size(), 276U);  // Tables 2 to 6 as the reference folder has them
  EXPECT_EQ(welfare(replication).cells, 31U);
  EXPECT_LE(welfare(replication).worst, 1e-6);
}

TEST(Nafta1993, NoShockChangesNothing) {
  NEED_SHARED();
  Observer silent;
  const replicate::NaftaData data = replicate::read_nafta(*shared / "reference" / "nafta-1993" / "data");
  const ResolvedBase base = resolve_base(data.economy_1993, DeficitRule::balanced, {.tolerance = 1e-13}, silent);
  ASSERT_TRUE(base.report.usable());
  Shock still = no_shock(base.baseline);
  still.deficit_rule = DeficitRule::balanced;
  const Equilibrium same = solve(base.baseline, still);
  ASSERT_TRUE(same.report.usable());
  for (const double wage : same.wage_hat.values()) EXPECT_NEAR(wage, 1.0, 1e-12);
  for (const double price : same.price_index_hat.values()) EXPECT_NEAR(price, 1.0, 1e-12);
}

TEST(Nafta1993, OrderOfRowsDoesNotMatter) {
  NEED_SHARED();
  const fs::path folder = *shared / "reference" / "nafta-1993";
  const test::TemporaryFolder shuffled;
  copy_shuffled(folder, shuffled.path() / "case", 20180323);
  Observer silent;
  const replicate::Replication replication = replicate::replicate("nafta-1993", shuffled.path() / "case", silent);
  EXPECT_TRUE(replication.holds()) << report::replication_text(replication, false);
  EXPECT_LE(welfare(replication).worst, 1e-6);
  EXPECT_EQ(report::replication_json(replication),
            report::replication_json(replicate::replicate("nafta-1993", folder, silent)));
}

TEST(Nafta1993, AChangedPrintedFigureIsFound) {
  NEED_SHARED();
  const fs::path folder = *shared / "reference" / "nafta-1993";
  const test::TemporaryFolder changed;
  fs::copy(folder, changed / "case", fs::copy_options::recursive);
  std::string tables = test::read_file(folder / "expected" / "published_tables.csv");
  const std::string printed = "TABLE 2,MEX,welfare_pct,1.31";
  const std::size_t at = tables.find(printed);
  ASSERT_NE(at, std::string::npos);
  tables.replace(at, printed.size(), "TABLE 2,MEX,welfare_pct,1.32");
  fs::permissions(changed / "case" / "expected" / "published_tables.csv", fs::perms::owner_all);
  test::write_file(changed / "case" / "expected" / "published_tables.csv", tables);
  Observer silent;
  const replicate::Replication replication = replicate::replicate("nafta-1993", changed / "case", silent);
  EXPECT_FALSE(replication.holds());
  EXPECT_THAT(report::replication_text(replication, false), testing::HasSubstr("DIFFERS"));
}

TEST(Nafta1993, AMissingTradeCellIsNamed) {
  NEED_SHARED();
  const fs::path folder = *shared / "reference" / "nafta-1993";
  const test::TemporaryFolder changed;
  fs::copy(folder, changed / "case", fs::copy_options::recursive);
  std::string flows = test::read_file(folder / "data" / "trade_flows.csv");
  flows.erase(flows.rfind('\n', flows.size() - 2) + 1);
  fs::permissions(changed / "case" / "data" / "trade_flows.csv", fs::perms::owner_all);
  test::write_file(changed / "case" / "data" / "trade_flows.csv", flows);
  Observer silent;
  try {
    (void)replicate::replicate("nafta-1993", changed / "case", silent);
    FAIL() << "a missing cell was accepted";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), testing::AllOf(testing::HasSubstr("trade_flows.csv"), testing::HasSubstr("missing")));
  }
}

TEST(Ossa2014, GivenTariffsOptimaWarsAndTalksAgreeWithTheAuthors) {
  NEED_SHARED();
  Observer silent;
  const replicate::Replication replication =
      replicate::replicate("ossa-2014", *shared / "reference" / "ossa-2014", silent);
  EXPECT_TRUE(replication.holds()) << report::replication_text(replication, false);
  EXPECT_GE(replication.oracles.size(), 90U);
  EXPECT_EQ(replication.published.size(), 996U);  // Tables 2, 3, 4, 5, 8, 9 and 10, a, b and c
}

TEST(Gravity, BothCasesAgreeWithTheOtherPrograms) {
  Observer silent;
  for (const char* name : {"gravity-76", "gravity-30"}) {
    const replicate::Replication replication = replicate::replicate(name, shipped / name, silent);
    EXPECT_TRUE(replication.holds()) << report::replication_text(replication, false);
    EXPECT_GE(replication.oracles.size(), 8U);
  }
}

TEST(EventStudy2018, EveryFigureOfTheOtherProgramsIsPrintedTheSame) {
  NEED_SHARED();
  Observer silent;
  const replicate::Replication report =
      replicate::replicate("event-study-2018", *shared / "reference" / "event-study-2018", silent);
  EXPECT_EQ(report.published.size(), 990U);
  EXPECT_EQ(report.oracles.size(), 11U);
  EXPECT_TRUE(report.holds()) << report::replication_text(report, false);
}

TEST(ReferenceFiles, ThatAreNotJsonAreRefusedByName) {
  const test::TemporaryFolder folder;
  Observer silent;
  for (const auto& [name, file] :
       {std::pair("event-study-2018", "event_study_reference.json"),
        std::pair("bargaining", "bargaining_reference.json"), std::pair("analytic", "cases.json")}) {
    test::write_file(folder / file, "{ \"cases\": [");
    try {
      (void)replicate::replicate(name, folder.path(), silent);
      FAIL() << name;
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), testing::AllOf(testing::HasSubstr(file), testing::HasSubstr(": is not JSON"))) << name;
    }
  }
}

TEST(Analytic, EveryClosedFormIsMet) {
  Observer silent;
  const replicate::Replication replication = replicate::replicate("analytic", shipped / "analytic", silent);
  EXPECT_TRUE(replication.holds()) << report::replication_text(replication, false);
  EXPECT_EQ(replication.side_table.size(), 16U);
}

TEST(GlobalTariffWar, FormulaAndExactWarsAgreeWithTheProgram) {
  NEED_SHARED();
  Observer silent;
  const replicate::Replication replication =
      replicate::replicate("global-tariff-war", *shared / "reference" / "global-tariff-war", silent);
  EXPECT_TRUE(replication.holds()) << report::replication_text(replication, false);
  EXPECT_EQ(replication.oracles.size(), 10U);
}

TEST(Replication, UnknownCaseSuggestsTheNearest) {
  Observer silent;
  try {
    (void)replicate::replicate("nafta-1994", "nowhere", silent);
    FAIL() << "an unknown case was accepted";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("nafta-1993"));
  }
}

TEST(Replication, PrintedDigitsAreComparedAsPrinted) {
  EXPECT_TRUE(replicate::prints_the_same(1.31, 1.3121, 2));
  EXPECT_TRUE(replicate::prints_the_same(-0.06, -0.0638, 2));
  EXPECT_FALSE(replicate::prints_the_same(-0.83, -0.8246, 2));
  EXPECT_FALSE(replicate::prints_the_same(1.31, 1.3151, 2));
  EXPECT_TRUE(replicate::prints_the_same(0.092, 0.09249, 3));
}

TEST(EventStudy2018, RunsOnTheFactsThatShip) {
  Observer silent;
  const replicate::Replication report =
      replicate::replicate("event-study-2018", test::project() / "data" / "market", silent);
  EXPECT_TRUE(report.holds()) << report::replication_text(report, true);
  EXPECT_EQ(report.published.size(), 8U);
  ASSERT_EQ(report.oracles.size(), 2U);
  EXPECT_EQ(report.oracles[0].cells, 3U);
  EXPECT_EQ(report.oracles[1].cells, 3U);
}

TEST(TariffLines, CountsOfTheShippedListsAgreeWithWhatWasPublished) {
  Observer silent;
  const replicate::Replication replication =
      replicate::replicate("tariff-lines", test::project() / "scenarios" / "lines", silent);
  EXPECT_TRUE(replication.holds()) << report::replication_text(replication, true);
  EXPECT_EQ(replication.published.size(), 9U);
}

TEST(TariffLines, AShippedListThatLostALineIsFound) {
  const test::TemporaryFolder changed;
  fs::copy(test::project() / "scenarios" / "lines", changed / "lines");
  std::string list = test::read_file(changed / "lines" / "cn-232.csv");
  list.erase(list.rfind('\n', list.size() - 2) + 1);
  test::write_file(changed / "lines" / "cn-232.csv", list);
  Observer silent;
  EXPECT_FALSE(replicate::replicate("tariff-lines", changed / "lines", silent).holds());
}

fs::path nothing_ships(const std::string& file) { throw InputError(Place{.file = file}, "is not here"); }

TEST(PublishedCase, PrefersAFolderOfReferencesToWhatShips) {
  const test::TemporaryFolder references;
  fs::create_directories(references / "reference/gravity-76");
  const replicate::PublishedCase& gravity = replicate::find_case("gravity-76");
  EXPECT_EQ(replicate::case_folder(gravity, {references / "absent", references.path()}, nothing_ships),
            references / "reference/gravity-76");
  const auto ships = [](const std::string& file) { return fs::path("/shipped") / file; };
  EXPECT_EQ(replicate::case_folder(gravity, {}, ships), "/shipped/reference/gravity-76");
}

TEST(PublishedCase, SaysWhereTheAuthorsPackageIsHadAndWhereToPutIt) {
  for (const char* name : {"nafta-1993", "ossa-2014", "global-tariff-war"}) {
    try {
      (void)replicate::case_folder(replicate::find_case(name), {}, nothing_ships);
      FAIL() << name << " was found nowhere";
    } catch (const InputError& error) {
      EXPECT_THAT(error.what(), testing::AllOf(testing::HasSubstr(replicate::find_case(name).package),
                                               testing::HasSubstr(replicate::find_case(name).folder)));
    }
  }
}

TEST(PublishedCase, ShipsWhatItSaysOrNamesItsPackage) {
  for (const replicate::PublishedCase& published : replicate::published_cases()) {
    if (published.shipped_file.empty()) {
      EXPECT_FALSE(published.package.empty()) << published.name;
      continue;
    }
    EXPECT_TRUE(fs::exists(test::project() / "data" / published.shipped_file) ||
                fs::exists(test::project() / "scenarios" / published.shipped_file))
        << published.name << ": " << published.shipped_file;
  }
}

TEST(TariffLines, CountsAndDollarsAgreeWithWhatWasPublished) {
  if (!test::shared()) GTEST_SKIP() << "PARLEY_SHARED is not set: the source tables are not here";
  Observer silent;
  const replicate::Replication replication =
      replicate::replicate("tariff-lines", *test::shared() / "data/tariff-lines", silent);
  EXPECT_EQ(replication.published.size(), 21U);
  for (const replicate::PublishedCell& cell : replication.published) {
    EXPECT_EQ(cell.verdict, replicate::PublishedCell::Verdict::agrees)
        << cell.table << " " << cell.row << " " << cell.column;
  }
}

}  // namespace
}  // namespace parley::replicate
