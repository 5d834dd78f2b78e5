// What the tools on tariff lines answer: duties through time, means over a panel, tables of effective duties.
#include <gmock/gmock.h>

#include "parley/report/tables/lines_tables.hpp"
#include "parley/report/words/lines_text.hpp"
#include "parley/study/effective_duties.hpp"
#include "parley/study/line_duties.hpp"
#include "parley/study/line_panel.hpp"
#include "parley/tariff/law/measure_read.hpp"
#include "support/files.hpp"

namespace parley::study {
namespace {

using testing::HasSubstr;
using testing::Not;

const tariff::MeasureBook& book() {
  static const tariff::MeasureBook shipped = tariff::read_measures(test::project() / "scenarios/lines/usa-2018.toml");
  return shipped;
}

LineDutyRequest plate_from_turkey() {
  return {.importer = "USA", .origin = "TUR", .codes = {"7208.10.15"}, .from = {2018, 1, 1}};
}

TEST(LineDuties, OfADayAreOneEntry) {
  const LineDuties duties = line_duties(book(), plate_from_turkey());
  ASSERT_EQ(duties.lines.size(), 1U);
  EXPECT_EQ(duties.lines[0].query.code, "72081015");
  EXPECT_EQ(duties.lines[0].duty.total, 0);
}

TEST(LineDuties, OfASpanAreOneEntryForEachChange) {
  LineDutyRequest request = plate_from_turkey();
  request.until = Date{2020, 1, 1};
  const LineDuties duties = line_duties(book(), request);
  std::vector<std::pair<Date, double>> steps;
  for (const DatedLineDuty& each : duties.lines) steps.emplace_back(each.query.day, each.duty.total);
  // Proclamations 9705, 9772 and 9886.
  EXPECT_THAT(steps, testing::ElementsAre(std::pair(Date{2018, 1, 1}, 0.0), std::pair(Date{2018, 3, 23}, 0.25),
                                          std::pair(Date{2018, 8, 13}, 0.5), std::pair(Date{2019, 5, 21}, 0.25)));
  for (std::size_t at = 1; at < duties.lines.size(); ++at) {
    EXPECT_FALSE(have_same_parts(duties.lines[at].duty, duties.lines[at - 1].duty)) << at;
  }
}

TEST(LineDuties, GivenUnitValuesGoBeforeThoseOfTheEntry) {
  LineDutyRequest request{.importer = "USA",
                          .origin = "CHN",
                          .codes = {"0402.29.50"},
                          .from = {2018, 6, 1},
                          .entry = {1000, {{"kg", 250}}}};
  EXPECT_NEAR(line_duties(book(), request).lines[0].duty.total, 1.104 / 4 + 0.149, 1e-12);
  request.unit_values = {{"kg", 8}};
  EXPECT_NEAR(line_duties(book(), request).lines[0].duty.total, 1.104 / 8 + 0.149, 1e-12);
}

TEST(LineDuties, ACodeThatIsNoneIsRefused) {
  LineDutyRequest request = plate_from_turkey();
  request.codes = {"85x"};
  EXPECT_THROW(static_cast<void>(line_duties(book(), request)), InputError);
}

TEST(LineDuties, OfACountrysOwnGoodsAreRefused) {
  LineDutyRequest request = plate_from_turkey();
  request.origin = request.importer;
  EXPECT_THROW(static_cast<void>(line_duties(book(), request)), InputError);
}

TEST(LineDutiesText, PutsLinesWithTheSamePartsTogether) {
  LineDutyRequest request{.importer = "USA", .origin = "CHN", .codes = {"8541.40"}, .from = {2018, 9, 24}};
  const std::string apart = report::line_duties_text(book(), line_duties(book(), request));
  EXPECT_THAT(apart, HasSubstr("8541.40.6015"));
  request.from = {2018, 1, 1};
  const LineDuties before = line_duties(book(), request);
  EXPECT_THAT(report::line_duties_text(book(), before), HasSubstr(" lines)  USA from CHN, 2018-01-01"));
  EXPECT_THAT(report::line_duties_json(book(), before), Not(HasSubstr("amount"))) << "no value is declared";
}

TEST(LinePanel, NamesTheDaysOnWhichTheMeanChanges) {
  const test::TemporaryFolder folder;
  test::write_file(folder / "schedule.csv", "line,unit\n72081015,kg\n,t\n");
  const LinePanel panel = line_panel(book(), {.importer = "USA",
                                              .schedule = folder / "schedule.csv",
                                              .code_column = "line",
                                              .from = {2018, 3, 22},
                                              .until = {2018, 3, 25}});
  EXPECT_EQ(panel.panel.line_count(), 2U) << "a row without a code has that of the row above";
  EXPECT_EQ(panel.mean_by_day.size(), 3U);
  ASSERT_EQ(panel.changes.size(), 2U);
  EXPECT_EQ(panel.changes[1].from, (Date{2018, 3, 23}));
  EXPECT_EQ(panel.changes[1].mean_duty, panel.mean_by_day[1]);
  EXPECT_THAT(report::line_panel_csv(panel), HasSubstr("\n2018-03-24,"));
}

/// A duty of so much a kilogram is no percentage without a unit value: the mean is said to be the least, and is never taken
/// for the whole.
TEST(LinePanel, AnUnknownPartIsNotCountedAsZero) {
  const test::TemporaryFolder folder;
  test::write_file(folder / "schedule.csv", "code\n72081015\n04022950\n");
  LinePanelRequest request{
      .importer = "USA", .schedule = folder / "schedule.csv", .from = {2018, 3, 22}, .until = {2018, 3, 23}};
  const LinePanel both = line_panel(book(), request);
  EXPECT_EQ(both.panel.incomplete_lines(), 1U);
  EXPECT_THAT(report::line_panel_text(both, 1), AllOf(HasSubstr("mean duty at least"), HasSubstr("on the 1 lines")));
  EXPECT_THAT(report::line_panel_json(both, 1), HasSubstr("mean_duty_of_known_lines_pct"));
  test::write_file(folder / "schedule.csv", "code\n72081015\n");
  const LinePanel known = line_panel(book(), request);
  EXPECT_EQ(known.panel.incomplete_lines(), 0U);
  EXPECT_THAT(report::line_panel_text(known, 1), Not(HasSubstr("at least")));
  EXPECT_EQ(both.mean_of_known_by_day, known.mean_by_day);
  EXPECT_EQ(known.mean_of_known_by_day, known.mean_by_day);
  test::write_file(folder / "schedule.csv", "code\n04022950\n");
  EXPECT_TRUE(std::isnan(line_panel(book(), request).mean_of_known_by_day.front()));
}

TEST(LinePanel, AScheduleWhoseFirstRowHasNoCodeIsRefused) {
  const test::TemporaryFolder folder;
  test::write_file(folder / "schedule.csv", "code,unit\n,kg\n72081015,kg\n");
  const LinePanelRequest request{
      .importer = "USA", .schedule = folder / "schedule.csv", .from = {2018, 3, 22}, .until = {2018, 3, 25}};
  EXPECT_THROW(static_cast<void>(line_panel(book(), request)), InputError);
}

TEST(EffectiveLines, AddUpOverTheOtherDimension) {
  const auto day = [](double steel, double cars) {
    return tariff::EffectiveRates{
        .rows = {{"CHN", "STL", 100, {2, steel}}, {"CHN", "VEH", 300, {6, cars}}, {"CAN", "STL", 50, {0, 0}}}};
  };
  const EffectiveDuties duties{"USA", {"mfn", "s232"}, {day(0, 0), day(25, 10)}};
  const std::vector<EffectiveLine> by_partner = effective_lines(duties, EffectiveBy::partner);
  ASSERT_EQ(by_partner.size(), 3U);
  EXPECT_EQ(by_partner[0].name, "CAN");
  EXPECT_EQ(by_partner[1].name, "CHN");
  EXPECT_EQ(by_partner[1].imports_musd, 400) << "imports count once, however many days are asked for";
  EXPECT_THAT(by_partner[1].duty_musd[1], testing::ElementsAre(8, 35));
  EXPECT_EQ(by_partner[1].total_duty_musd(1), 43);
  EXPECT_EQ(by_partner[2].name, "total");
  EXPECT_EQ(by_partner[2].imports_musd, 450);
  const std::vector<EffectiveLine> by_sector = effective_lines(duties, EffectiveBy::sector);
  EXPECT_EQ(by_sector[0].name, "STL");
  EXPECT_EQ(by_sector[0].imports_musd, 150);
  EXPECT_EQ(percent_of(5, 0), 0) << "no imports, no rate";
}

}  // namespace
}  // namespace parley::study
