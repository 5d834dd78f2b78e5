#include "parley/tariff/law/duty.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>

#include "parley/tariff/law/customs_entry.hpp"
#include "parley/tariff/law/measure_read.hpp"
#include "parley/tariff/law/quota.hpp"
#include "support/files.hpp"

namespace parley::tariff {
namespace {

MeasureBook shipped(const std::string& name) { return read_measures(test::project() / "scenarios/lines" / name); }

double points(const MeasureBook& book, const std::string& origin, const std::string& code, const Date& day) {
  return 100 * duty_at(book, {"USA", origin, code, day}).total;
}

double sum_of_parts(const LineDuty& duty) {
  return std::accumulate(duty.parts.begin(), duty.parts.end(), 0.0,
                         [](double sum, const DutyPart& part) { return sum + part.ad_valorem; });
}

// A customs entry of 2025: 7326.90.8688 from China, $14,172: 2.9 % + 25 % + 50 % (methods page on tariff actions).
TEST(CustomsEntry, TheWorkedExampleAddsUpToTheCent) {
  const MeasureBook book = shipped("customs-entry-example.toml");
  const LineDuty duty = duty_at(book, {"USA", "CHN", "7326908688", {2025, 7, 1}});
  const EntryDuty collected = entry_duty(duty, {14172, {}});
  EXPECT_THAT(collected.cents, testing::ElementsAre(41099, 354300, 708600));
  EXPECT_EQ(collected.total_cents, 1103999);
  EXPECT_NEAR(duty.total, 0.7790, 1e-12);
}

TEST(CustomsEntry, QuantitiesPayTheSpecificPart) {
  const MeasureBook book = shipped("usa-2018.toml");
  const CustomsEntry milk{1000, {{"kg", 250}}};  // 0402.29.50: $1.104/kg + 14.9 %
  const LineDuty duty = duty_at(book, {"USA", "CHN", "04022950", {2018, 6, 1}}, unit_values(milk));
  EXPECT_EQ(entry_duty(duty, milk).total_cents, 27600 + 14900);
  EXPECT_FALSE(duty_at(book, {"USA", "CHN", "04022950", {2018, 6, 1}}).is_complete);
}

class Shipped2018 : public testing::Test {
 protected:
  const MeasureBook book = shipped("usa-2018.toml");
};

TEST_F(Shipped2018, TheSecondListHitsChinaFromItsDayOn) {
  EXPECT_EQ(points(book, "CHN", "85414060", {2018, 8, 22}), 0);
  EXPECT_EQ(points(book, "CHN", "85414060", {2018, 8, 23}), 25);
  EXPECT_EQ(points(book, "JPN", "85414060", {2018, 8, 23}), 0);
}

TEST_F(Shipped2018, TheThirdListRisesOnTheTenthOfMay) {
  EXPECT_NEAR(points(book, "CHN", "73269086", {2018, 9, 24}), 2.9 + 10, 1e-12);
  EXPECT_NEAR(points(book, "CHN", "73269086", {2019, 5, 9}), 2.9 + 10, 1e-12);
  EXPECT_NEAR(points(book, "CHN", "73269086", {2019, 5, 10}), 2.9 + 25, 1e-12);
}

// Proclamations 9705, 9711, 9740, 9759, 9772, 9886 and 9894.
TEST_F(Shipped2018, SteelFollowsTheProclamationsByOriginAndDay) {
  const std::string plate = "72081015";
  const std::vector<std::tuple<const char*, Date, double>> cases{
      {"CHN", {2018, 3, 22}, 0},  {"CHN", {2018, 3, 23}, 25}, {"JPN", {2018, 3, 23}, 25}, {"DEU", {2018, 5, 31}, 0},
      {"DEU", {2018, 6, 1}, 25},  {"CAN", {2018, 5, 31}, 0},  {"CAN", {2018, 6, 1}, 25},  {"MEX", {2019, 5, 19}, 25},
      {"MEX", {2019, 5, 20}, 0},  {"KOR", {2019, 1, 1}, 0},   {"AUS", {2019, 1, 1}, 0},   {"TUR", {2018, 8, 12}, 25},
      {"TUR", {2018, 8, 13}, 50}, {"TUR", {2019, 5, 21}, 25}, {"BRA", {2018, 7, 1}, 0}};
  for (const auto& [origin, day, expected] : cases) {
    EXPECT_NEAR(points(book, origin, plate, day), expected, 1e-12) << origin << " " << to_string(day);
  }
}

TEST_F(Shipped2018, TheThirdCutOfTheInformationTechnologyAgreementFallsOnTheFirstOfJuly) {
  EXPECT_NEAR(points(book, "JPN", "32151110", {2018, 6, 30}), 0.9, 1e-12);
  EXPECT_NEAR(points(book, "JPN", "32151110", {2018, 7, 1}), 0.4, 1e-12);
}

TEST_F(Shipped2018, ElevenLinesOfTheThirdListArePartial) {
  const auto list = std::find_if(book.measures.begin(), book.measures.end(),
                                 [](const Measure& each) { return each.id == "us-301-3"; });
  ASSERT_NE(list, book.measures.end());
  EXPECT_EQ(std::count_if(list->lines.entries().begin(), list->lines.entries().end(),
                          [](const auto& entry) { return entry.second.front().is_partial; }),
            11);
}

TEST_F(Shipped2018, ChangesAreTheDaysOnWhichTheLineChanges) {
  const std::vector<Date> days = changes_between(book, {"USA", "TUR", "72081015", {2018, 4, 1}}, {2020, 1, 1});
  EXPECT_THAT(days, testing::ElementsAre(Date{2018, 8, 13}, Date{2019, 5, 21}));
}

TEST_F(Shipped2018, ACodeIsSpelledOutIntoItsLines) {
  EXPECT_THAT(lines_of(book, "USA", "854140"),
              testing::ElementsAre("85414020", "85414060", "8541406015", "85414070", "85414080", "85414095"));
  EXPECT_THAT(lines_of(book, "USA", "7326908688"), testing::ElementsAre("7326908688"));
}

TEST_F(Shipped2018, UnknownCodesAndCountriesAreRefused) {
  EXPECT_THROW(static_cast<void>(lines_of(book, "USA", "854199")), InputError);
  EXPECT_THROW(static_cast<void>(lines_of(book, "CHN", "854140")), InputError);
  EXPECT_THROW(static_cast<void>(duty_at(book, {"USA", "CHX", "854140", {2018, 1, 1}})), InputError);
}

/// A book of one importer on heading 8703 with what a test puts into it.
MeasureBook small(const std::string& stack, const std::string& measures) {
  return parse_measures("format = 1\ncountries = [\"AAA\", \"BBB\", \"CCC\"]\n[stack]\n" + stack + measures,
                        "book.toml");
}

std::string measure(const std::string& id, const std::string& rest) {
  return "[[measure]]\nid = \"" + id + "\"\nimposer = \"AAA\"\nauthority = \"" + id +
         "\"\norigin = [\"*\"]\nlaw = \"\"\n" +
         (rest.find("\nlines") == std::string::npos ? "lines = { prefix = [\"8703\"] }\n" : "") + rest + "\n";
}

LineDuty on_cars(const MeasureBook& book, const std::string& origin = "BBB", const std::string& code = "87032310") {
  return duty_at(book, {"AAA", origin, code, {2018, 7, 1}});
}

const std::string plain = "order = [\"mfn\", \"a\", \"b\"]\nbase = [\"mfn\"]\n";

// "15 % all-in" is max(0, 15 - MFN) on top of the MFN rate, whatever else is paid.
TEST(Stacking, AnAllInFloorTopsTheBaseRateUp) {
  for (const auto& [mfn, expected] : {std::pair{"2.5%", 0.15 + 0.25}, std::pair{"27.5%", 0.275 + 0.25}}) {
    const MeasureBook book =
        small(plain, measure("mfn", std::string("rate = \"") + mfn + "\"") + measure("a", "rate = \"+25%\"") +
                         measure("b", "rate = \">=15% all-in\""));
    EXPECT_NEAR(on_cars(book).total, expected, 1e-15) << mfn;
  }
}

TEST(Stacking, FloorsAndCeilingsLookAtTheDutySoFar) {
  const auto total = [](const char* rate) {
    return on_cars(small(plain, measure("mfn", "rate = \"10%\"") + measure("a", "rate = \"+10%\"") +
                                    measure("b", std::string("rate = \"") + rate + "\"")))
        .total;
  };
  EXPECT_NEAR(total(">=15%"), 0.20, 1e-15);
  EXPECT_NEAR(total(">=30%"), 0.30, 1e-15);
  EXPECT_NEAR(total("<=15%"), 0.15, 1e-15);
  EXPECT_NEAR(total("=12%"), 0.12, 1e-15);
  EXPECT_NEAR(total("-5%"), 0.15, 1e-15);
}

TEST(Stacking, RulesAreDataAndSaySo) {
  const std::string measures =
      measure("mfn", "rate = \"2%\"") + measure("a", "rate = \"+25%\"") + measure("b", "rate = \"+10%\"");
  const auto total = [&](const std::string& rule) { return on_cars(small(plain + rule, measures)).total; };
  EXPECT_NEAR(total(""), 0.37, 1e-15);
  EXPECT_NEAR(total("[[stack.rule]]\nwhen = [\"a\", \"b\"]\ndo = \"max\"\n"), 0.27, 1e-15);
  EXPECT_NEAR(total("[[stack.rule]]\nwhen = [\"a\", \"b\"]\ndo = \"min\"\n"), 0.12, 1e-15);
  EXPECT_NEAR(total("[[stack.rule]]\nwhen = [\"b\", \"a\"]\ndo = \"replace\"\n"), 0.12, 1e-15);
  const LineDuty duty =
      on_cars(small(plain + "[[stack.rule]]\nwhen = [\"a\", \"b\"]\ndo = \"max\"\nlaw = \"note 16\"\n", measures));
  ASSERT_EQ(duty.parts.size(), 3u);
  EXPECT_EQ(duty.parts[2].ad_valorem, 0);
  EXPECT_THAT(duty.parts[2].note, testing::HasSubstr("note 16"));
}

TEST(Stacking, PartialLinesExemptionsAndExceptionsCountByTheirShare) {
  const MeasureBook book =
      small(plain, measure("mfn", "rate = \"0%\"") +
                       measure("a",
                               "rate = \"+20%\"\nexcept = [ { origin = [\"CCC\"], lines = { prefix = [\"870321\"] } }, "
                               "{ origin = [\"BBB\"], share = 0.25, from = 2018-01-01, until = 2018-07-02 }, "
                               "{ origin = [\"BBB\"], from = 2019-01-01 } ]"));
  EXPECT_NEAR(on_cars(book).total, 0.15, 1e-15);
  EXPECT_NEAR(on_cars(book, "CCC", "87032100").total, 0, 1e-15);  // this product from this country
  EXPECT_NEAR(on_cars(book, "CCC", "87032310").total, 0.20, 1e-15);
  EXPECT_NEAR(duty_at(book, {"AAA", "BBB", "87032310", {2018, 7, 2}}).total, 0.20, 1e-15);
  EXPECT_NEAR(duty_at(book, {"AAA", "BBB", "87032310", {2019, 1, 1}}).total, 0, 1e-15);
}

// A quota of 100 with imports of 125: 80 % pay 5 %, 20 % pay 25 %; the holders of the quota keep 80 % of 20 points.
TEST(Quota, AFilledQuotaMixesRatesAndLeavesRent) {
  const QuotaOutcome outcome = quota_outcome(0.05, 0.25, 1.25);
  EXPECT_NEAR(outcome.mean_rate, 0.8 * 0.05 + 0.2 * 0.25, 1e-15);
  EXPECT_EQ(outcome.marginal_rate, 0.25);
  EXPECT_NEAR(outcome.rent, 0.8 * 0.20, 1e-15);
  EXPECT_EQ(quota_outcome(0.05, 0.25, 0.7).mean_rate, 0.05);
  EXPECT_EQ(quota_outcome(0.05, 0.25, 0.7).rent, 0);
  const MeasureBook book =
      small(plain, measure("mfn", "rate = \"25%\"\nquota = { in_quota = \"5%\", fill = 1.25, rent = \"exporters\" }"));
  EXPECT_NEAR(on_cars(book).total, outcome.mean_rate, 1e-15);
  EXPECT_NEAR(on_cars(book).quota_rent, outcome.rent, 1e-15);
  EXPECT_EQ(book.measures[0].quota->rent, QuotaRent::exporters);
}

std::string random_rate() {
  const char* mark = *rc::gen::element("+", "-", "=", "<=", ">=", "");
  const int percent = *rc::gen::inRange(0, 60);
  return mark + std::to_string(percent) + "%";
}

// Whatever the measures, shares and rules: the parts that are printed add up to the total that is printed.
RC_GTEST_PROP(Stacking, EveryDutyIsTheSumOfItsParts, ()) {
  const int count = *rc::gen::inRange(1, 7);
  std::string order;
  std::string measures;
  for (int at = 0; at < count; ++at) {
    const std::string id = "m" + std::to_string(at);
    order += (at == 0 ? "\"" : ", \"") + id + "\"";
    std::string rest = "rate = \"" + (*rc::gen::inRange(0, 5) == 0 ? ">=15% all-in" : random_rate()) + "\"\n";
    if (*rc::gen::inRange(0, 3) == 0) {
      rest += "except = [ { origin = [\"BBB\"], share = 0." + std::to_string(*rc::gen::inRange(1, 100)) + "1 } ]\n";
    }
    measures += measure(id, rest);
  }
  std::string stack = "order = [" + order + "]\nbase = [\"m0\"]\n";
  const char* action = *rc::gen::element("add", "max", "min", "replace");
  if (count > 2) stack += std::string("[[stack.rule]]\nwhen = [\"m2\", \"m1\"]\ndo = \"") + action + "\"\n";
  const MeasureBook book = small(stack, measures);
  for (const char* origin : {"BBB", "CCC"}) {
    const LineDuty duty = on_cars(book, origin);
    RC_ASSERT(duty.total == sum_of_parts(duty));
    const EntryDuty collected = entry_duty(duty, {14172, {}});
    RC_ASSERT(collected.total_cents ==
              std::accumulate(collected.cents.begin(), collected.cents.end(), std::int64_t{0}));
    RC_ASSERT(std::abs(static_cast<double>(collected.total_cents) - 100 * 14172 * duty.total) <=
              0.5 * static_cast<double>(duty.parts.size()) + 1e-6);
  }
}

// Where every measure adds and none is spared, the duty is the sum of the rates: the plain reading of the law.
RC_GTEST_PROP(Stacking, AdditionsAddUp, ()) {
  const std::vector<int> percents = *rc::gen::container<std::vector<int>>(3, rc::gen::inRange(0, 100));
  const MeasureBook book = small(plain, measure("mfn", "rate = \"" + std::to_string(percents[0]) + "%\"") +
                                            measure("a", "rate = \"+" + std::to_string(percents[1]) + "%\"") +
                                            measure("b", "rate = \"+" + std::to_string(percents[2]) + "%\""));
  RC_ASSERT(std::abs(100 * on_cars(book).total - (percents[0] + percents[1] + percents[2])) < 1e-9);
}

}  // namespace
}  // namespace parley::tariff
