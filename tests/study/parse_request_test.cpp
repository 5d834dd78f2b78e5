#include "parley/study/parse_request.hpp"

#include <gmock/gmock.h>

#include <functional>

namespace parley::study {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// What the one problem says that `parse` throws.
std::string problem_of(const std::function<void()>& parse) {
  try {
    parse();
  } catch (const InputError& error) {
    EXPECT_EQ(error.problems().size(), 1U);
    return to_string(error.problems().front());
  }
  return "no error";
}

TEST(ParseRequest, ReadsWeights) {
  const auto weights = parse_sector_weights({"USA:STL=1.5", "CHN:MCH=-2"}, {.key = "--weight"});
  ASSERT_EQ(weights.size(), 2U);
  EXPECT_EQ(weights[0].country, "USA");
  EXPECT_EQ(weights[0].sector, "STL");
  EXPECT_EQ(weights[0].weight, 1.5);
  EXPECT_EQ(weights[1].weight, -2);
  const auto revenue = parse_country_weights({"USA=0.5"}, {.key = "--revenue"});
  ASSERT_EQ(revenue.size(), 1U);
  EXPECT_EQ(revenue[0].country, "USA");
  EXPECT_EQ(revenue[0].sector, "");
  EXPECT_EQ(revenue[0].weight, 0.5);
}

TEST(ParseRequest, NamesAWrongWeight) {
  for (const char* wrong : {"USA=1.5", "USA:STL", "", "USA=1:5"}) {
    EXPECT_THAT(problem_of([&] { static_cast<void>(parse_sector_weights({wrong}, {.key = "--weight"})); }),
                StartsWith("--weight: cannot read '"))
        << wrong;
  }
  EXPECT_EQ(problem_of([] { static_cast<void>(parse_country_weights({"USA:STL=1"}, {.key = "--revenue"})); }),
            "--revenue: cannot read 'USA:STL=1'; write COUNTRY=WEIGHT, as USA=0.5");
  EXPECT_EQ(problem_of([] { static_cast<void>(parse_sector_weights({"USA:STL=x"}, {.key = "--weight"})); }),
            "--weight: 'x' is not a number");
}

TEST(ParseRequest, ReadsBoundsInPerCent) {
  StrategyChoices choices;
  parse_bounds("-30:200", {.key = "--bounds"}, choices);
  EXPECT_DOUBLE_EQ(choices.lowest_tariff, -0.3);
  EXPECT_DOUBLE_EQ(choices.highest_tariff, 2);
  EXPECT_EQ(problem_of([&] { parse_bounds("0-100", {.key = "--bounds"}, choices); }),
            "--bounds: cannot read '0-100'; write LOW:HIGH, as 0:200");
  EXPECT_EQ(problem_of([&] { parse_bounds("0:", {.key = "--bounds"}, choices); }), "--bounds: '' is not a number");
}

TEST(ParseRequest, ReadsPairs) {
  const NamedPair equal = parse_pair("USA:CHN", {.key = "--pairs"});
  EXPECT_EQ(equal.first, "USA");
  EXPECT_EQ(equal.second, "CHN");
  EXPECT_EQ(equal.first_power, 0.5);
  const NamedPair strong = parse_pair("USA:DEU=0.6", {.key = "--pairs"});
  EXPECT_EQ(strong.second, "DEU");
  EXPECT_EQ(strong.first_power, 0.6);
  for (const char* wrong : {"USA", ":CHN", "USA:", "USA:=0.5", "USA=0.5:CHN"}) {
    EXPECT_THAT(problem_of([&] { static_cast<void>(parse_pair(wrong, {.key = "--pairs"})); }),
                StartsWith("--pairs: cannot read '"))
        << wrong;
  }
}

TEST(ParseRequest, ReadsTermsOrTheOneMeasure) {
  const auto terms = parse_terms({"0.7:real_income:USA", "-2:exports:USA:MCH:CHN"}, {});
  ASSERT_EQ(terms.size(), 2U);
  EXPECT_EQ(terms[0].weight, 0.7);
  EXPECT_EQ(terms[0].measure.measure, "real_income");
  EXPECT_EQ(terms[0].measure.sector, "");
  EXPECT_EQ(terms[1].weight, -2);
  EXPECT_EQ(terms[1].measure.sector, "MCH");
  EXPECT_EQ(terms[1].measure.partner, "CHN");
  const auto one = parse_terms({}, {.measure = "output", .country = "CHN", .sector = "STL"});
  ASSERT_EQ(one.size(), 1U);
  EXPECT_EQ(one[0].weight, 1);
  EXPECT_EQ(one[0].measure.measure, "output");
  EXPECT_THAT(problem_of([] { static_cast<void>(parse_terms({}, {})); }), StartsWith("--country: is needed"));
  EXPECT_THAT(problem_of([] { static_cast<void>(parse_terms({"1:real_income"}, {})); }), HasSubstr("three to five"));
  EXPECT_THAT(problem_of([] { static_cast<void>(parse_terms({"0:real_income:USA"}, {})); }), HasSubstr("zero"));
}

TEST(ParseRequest, ReadsDays) {
  const DaySpan day = parse_days("2018-09-24");
  EXPECT_EQ(day.from, (Date{2018, 9, 24}));
  EXPECT_FALSE(day.until);
  const DaySpan year = parse_days("2018-01-01..2018-12-31");
  EXPECT_EQ(year.from, (Date{2018, 1, 1}));
  EXPECT_EQ(year.until, (Date{2019, 1, 1})) << "the day after the last";
  EXPECT_EQ(problem_of([] { static_cast<void>(parse_days("2018-02-29")); }),
            "'2018-02-29' is not a day of the calendar; as 2018-09-24");
  EXPECT_EQ(problem_of([] { static_cast<void>(parse_days("2018-01-01..")); }),
            "'' is not a day of the calendar; as 2018-09-24");
}

TEST(ParseRequest, ReadsQuantities) {
  const auto quantities = parse_quantities({"kg=2.5", "No=3"});
  EXPECT_EQ(quantities, (std::map<std::string, double>{{"kg", 2.5}, {"No", 3}}));
  for (const char* wrong : {"kg", "kg=", "kg=0", "kg=-1", "kg=many"}) {
    EXPECT_EQ(problem_of([&] { static_cast<void>(parse_quantities({wrong})); }),
              std::string("'") + wrong + "' is not a quantity; as kg=2.5");
  }
}

}  // namespace
}  // namespace parley::study
