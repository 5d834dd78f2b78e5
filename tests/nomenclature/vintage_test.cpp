#include "parley/nomenclature/vintage.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

#include "parley/nomenclature/convert.hpp"
#include "parley/nomenclature/convert_file.hpp"
#include "parley/nomenclature/decimal.hpp"
#include "parley/nomenclature/read_vintage.hpp"
#include "support/files.hpp"

namespace parley::nomenclature {
namespace {

using testing::HasSubstr;
using testing::UnorderedElementsAre;

// Our own small nomenclature: 100001 stays, 200000 splits, 300001 and 300002 merge, 400001 and 400002 mix.
const std::string united_nations =
    "code_after,code_before,relationship,adjustment\n"
    "100001,100001,1:1,2017 to 2012\n"
    "200001,200000,1:n,2017 to 2012\n"
    "200002,200000,1:n,2017 to 2012\n"
    "300000,300001,n:1,2017 to 2012\n"
    "300000,300002,n:1,2017 to 2012\n"
    "400001,400001,n:n,2017 to 2012\n"
    "400001,400002,n:n,2017 to 2012\n"
    "400002,400001,n:n,2017 to 2012\n"
    "100001,100001,1:1,2012 to 2007\n"
    "200000,200000,1:1,2012 to 2007\n"
    "300001,300001,1:1,2012 to 2007\n"
    "300002,300002,1:1,2012 to 2007\n"
    "400001,400009,1:n,2012 to 2007\n"
    "400002,400009,1:n,2012 to 2007\n";

nomenclature::VintageTable small() { return nomenclature::parse_vintages(united_nations, "un.csv"); }

std::vector<nomenclature::CodeValue> values(const std::vector<std::pair<std::string, std::int64_t>>& given) {
  std::vector<nomenclature::CodeValue> codes;
  for (const auto& [code, amount] : given) codes.push_back({code, amount, {"l.csv", 2, 0, ""}});
  return codes;
}

TEST(Vintages, AreOneChainOldestFirst) {
  const nomenclature::VintageTable table = small();
  EXPECT_THAT(table.vintages(), testing::ElementsAre(2007, 2012, 2017));
  ASSERT_EQ(table.steps.size(), 2u);
  EXPECT_EQ(table.steps[0].before, 2007);
  EXPECT_EQ(table.steps[1].after, 2017);
  EXPECT_EQ(nomenclature::parse_vintage("HS2012", table, {}), 2012);
  EXPECT_THROW(static_cast<void>(nomenclature::parse_vintage("HS2022", table, {})), InputError);
}

TEST(Vintages, OurFormReadsBackTheSame) {
  const nomenclature::VintageTable table = small();
  const nomenclature::VintageTable again =
      nomenclature::parse_vintages(nomenclature::vintages_csv(table, {"made up"}), "ours.csv");
  ASSERT_EQ(again.steps.size(), table.steps.size());
  for (std::size_t at = 0; at < table.steps.size(); ++at) {
    EXPECT_EQ(again.steps[at].earlier, table.steps[at].earlier);
  }
  EXPECT_EQ(again.codes, table.codes);
}

TEST(Vintages, RefuseATableThatContradictsItself) {
  const std::string head = "code_after,code_before,relationship,adjustment\n";
  for (const char* rows :
       {"100001,100001,1:1,2017 to 2012\n100001,100002,n:1,2017 to 2012\n",
        "100001,100001,1:1,2017 to 2012\n100001,100001,1:1,2017 to 2012\n", "10001,100001,1:1,2017 to 2012\n",
        "100001,100001,1:1,2012 to 2017\n", "100001,100001,1:2,2017 to 2012\n",
        "100001,100001,1:1,2022 to 2017\n100001,100001,1:1,2012 to 2007\n", ""}) {
    EXPECT_THROW(static_cast<void>(nomenclature::parse_vintages(head + rows, "t.csv")), InputError) << rows;
  }
}

TEST(Conversion, KnowsHowCodesHangTogether) {
  const nomenclature::Conversion result = nomenclature::convert_codes(
      small(), values({{"100001", 1}, {"200000", 2}, {"300001", 4}, {"300002", 8}, {"400001", 16}, {"400002", 32}}),
      {.from = 2012, .to = 2017});
  EXPECT_THAT(result.codes_by_relation, testing::ElementsAre(1, 1, 2, 2));
  EXPECT_THAT(result.amount_by_relation, testing::ElementsAre(1, 2, 12, 48));
}

TEST(Conversion, MergesAndSplitsEqually) {
  const nomenclature::Conversion result =
      nomenclature::convert_codes(small(), values({{"200000", 101}, {"300001", 5}}), {.from = 2012, .to = 2017});
  ASSERT_EQ(result.lines.size(), 3u);
  EXPECT_EQ(result.lines[0].amount + result.lines[1].amount, 101) << "not a cent is lost";
  EXPECT_EQ(result.lines[0].amount, 51);
  EXPECT_EQ(result.amount_by_equal, 101);
  EXPECT_FALSE(result.lines[0].is_partial) << "200001 holds goods of 200000 only";
  EXPECT_EQ(result.lines[2].code, "300000");
  EXPECT_TRUE(result.lines[2].is_partial) << "300002 is not on the list";
  EXPECT_EQ(result.partial_lines, 1u);
}

TEST(Conversion, FollowsTheWeightsGiven) {
  const nomenclature::Conversion result = nomenclature::convert_codes(
      small(), values({{"200000", 1000}}), {.from = 2012, .to = 2017, .weights = {{"200001", 1}, {"200002", 3}}});
  EXPECT_EQ(result.lines[0].amount, 250);
  EXPECT_EQ(result.lines[1].amount, 750);
  EXPECT_EQ(result.amount_by_weight, 1000);
  EXPECT_EQ(result.amount_by_equal, 0);
}

TEST(Conversion, LeavesTheValueUnderTheSameNumberWhereAsked) {
  const nomenclature::Conversion result = nomenclature::convert_codes(
      small(), values({{"400001", 10}}), {.from = 2012, .to = 2017, .rule = nomenclature::SplitRule::same_code});
  EXPECT_EQ(result.lines[0].amount, 10);
  EXPECT_EQ(result.lines[1].amount, 0);
  EXPECT_EQ(result.amount_by_same_code, 10);
}

TEST(Conversion, JoinsEditionsThroughThoseBetween) {
  const nomenclature::Conversion back =
      nomenclature::convert_codes(small(), values({{"200001", 7}, {"400002", 3}}), {.from = 2017, .to = 2007});
  ASSERT_EQ(back.lines.size(), 2u);
  EXPECT_EQ(back.lines[0].code, "200000");
  EXPECT_EQ(back.lines[1].code, "400009");
  EXPECT_EQ(back.lines[0].amount + back.lines[1].amount, back.total);
}

TEST(Conversion, ACodeThatTheTableForgetsIsAnErrorAndNoLoss) {
  const nomenclature::VintageTable table = nomenclature::parse_vintages(
      "code_after,code_before,relationship,adjustment\n100001,100001,1:1,2017 to 2012\n100002,100002,1:1,2017 to 2012\n"
      "100001,100001,1:1,2012 to 2007\n",
      "un.csv");
  EXPECT_EQ(nomenclature::convert_codes(table, values({{"100002", 5}}), {.from = 2017, .to = 2012}).lines.at(0).amount,
            5);
  try {
    static_cast<void>(nomenclature::convert_codes(table, values({{"100002", 5}}), {.from = 2017, .to = 2007}));
    FAIL() << "100002 does not go on to 2007";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("100002 has no successor in HS2007: un.csv does not say"));
  }
}

RC_GTEST_PROP(Conversion, KeepsEveryCentOverTheWholeNomenclature, ()) {
  const nomenclature::VintageTable table = small();
  const auto from = *rc::gen::element(2007, 2012, 2017);
  const auto to = *rc::gen::element(2007, 2012, 2017);
  std::vector<nomenclature::CodeValue> codes;
  std::int64_t sum = 0;
  for (const std::string& code : table.codes.at(from)) {
    const std::int64_t amount = *rc::gen::inRange<std::int64_t>(0, std::int64_t{1} << 55);
    codes.push_back({code, amount, {}});
    sum += amount;
  }
  const nomenclature::Conversion result = nomenclature::convert_codes(
      table, codes, {.from = from, .to = to, .weights = {{"200001", 0.3}, {"200002", 0.1}}});
  std::int64_t after = 0;
  for (const nomenclature::ConvertedLine& line : result.lines) {
    RC_ASSERT(line.amount >= 0);
    RC_ASSERT(!line.is_partial);
    after += line.amount;
  }
  RC_ASSERT(after == sum);
  RC_ASSERT(result.total == sum);
}

TEST(ForeignCodes, AreNamedWithTheEditionInWhichTheyExist) {
  try {
    static_cast<void>(
        nomenclature::convert_codes(small(), values({{"100001", 1}, {"200001", 1}}), {.from = 2012, .to = 2017}));
    FAIL() << "200001 is a code of 2017";
  } catch (const InputError& error) {
    ASSERT_EQ(error.problems().size(), 1u) << "one clear error";
    EXPECT_THAT(error.what(), HasSubstr("l.csv:2: 1 of 2 codes are not in HS2012 (200001)"));
    EXPECT_THAT(error.what(), HasSubstr("the whole list exists in HS2017"));
  }
  try {
    nomenclature::refuse_foreign_codes(small(), {{"20000112", {}}, {"40000999", {}}, {"999998", {}}}, 2012);
    FAIL() << "three codes are foreign";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("1 in HS2007"));
    EXPECT_THAT(error.what(), HasSubstr("1 in HS2017"));
    EXPECT_THAT(error.what(), HasSubstr("1 in no edition of the table"));
  }
}

TEST(CodeList, CutsNationalLinesToSixDigitsAndAddsUp) {
  const nomenclature::CodeList list = nomenclature::read_code_list(
      text::parse_csv("hs8,kusd\n0203.12.00,1.25\n02031290,0.5\n08011100,9\n", "l.csv"), "hs8", "kusd", true, 2017);
  ASSERT_EQ(list.codes.size(), 2u);
  EXPECT_EQ(list.decimals.decimals, 2);
  EXPECT_EQ(list.codes[0].code, "020312");
  EXPECT_EQ(list.codes[0].amount, 175);
  EXPECT_EQ(list.lines_joined, 1u);
}

TEST(CodeList, WhatOurFilesHaveBesideCodesIsKeptAndEachGroupConvertedOnItsOwn) {
  const nomenclature::CodeList list = nomenclature::read_code_list(
      text::parse_csv("# baci download x.csv\nyear,importer,exporter,nomenclature,code,value_usd,valuation,title\n"
                      "2017,CHN,USA,HS2012,100001,10,fob,x\n2018,CHN,USA,HS2012,100001,7,fob,x\n"
                      "2017,KOR,USA,HS2012,100001,5,fob,x\n",
                      "l.csv"),
      "code", "value_usd", false, 2012);
  EXPECT_THAT(list.keys, testing::ElementsAre("year", "importer", "exporter", "valuation"));
  EXPECT_THAT(list.dropped, testing::ElementsAre("title"));
  ASSERT_EQ(list.groups.size(), 3U);
  const nomenclature::Conversion same = nomenclature::convert_codes(small(), list.codes, {.from = 2012, .to = 2017});
  EXPECT_EQ(nomenclature::conversion_csv(same, list, 2017, {}),
            "year,importer,exporter,valuation,nomenclature,code,value,is_partial,from_codes\n"
            "2017,CHN,USA,fob,HS2017,100001,10,0,100001\n2018,CHN,USA,fob,HS2017,100001,7,0,100001\n"
            "2017,KOR,USA,fob,HS2017,100001,5,0,100001\n");
}

TEST(CodeList, RowsOfAnotherEditionAreRefused) {
  try {
    static_cast<void>(nomenclature::read_code_list(text::parse_csv("nomenclature,code\nHS2017,200001\n", "l.csv"),
                                                   "code", "", false, 2012));
    FAIL() << "the row says HS2017";
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("l.csv:2: column nomenclature: is HS2017, not HS2012"));
  }
}

TEST(ParseVintage, ReadsTheNamesThatStatisticsGiveEditions) {
  for (const char* name : {"HS2012", "2012", "HS12", "12", "H4"}) {
    EXPECT_EQ(nomenclature::parse_vintage(name, small(), {}), 2012) << name;
  }
  for (const char* name : {"HS13", "H9", "H", "HS", "-12", "2013", "HS92"}) {
    EXPECT_THROW(static_cast<void>(nomenclature::parse_vintage(name, small(), {})), InputError) << name;
  }
}

TEST(CodeList, LongerLinesAreRefusedUnlessCut) {
  const nomenclature::CodeList list =
      nomenclature::read_code_list(text::parse_csv("code\n02031200\n", "l.csv"), "code", "", false, 2012);
  EXPECT_THROW(static_cast<void>(nomenclature::convert_codes(small(), list.codes, {.from = 2012, .to = 2017})),
               InputError);
}

TEST(DecimalColumn, IsExact) {
  nomenclature::DecimalColumn column;
  for (const char* cell : {"12", "0.125", "7.50"}) column.widen(cell);
  EXPECT_EQ(column.decimals, 3);
  EXPECT_EQ(column.parse("0.125", {}), 125);
  EXPECT_EQ(column.parse("7.50", {}), 7500);
  EXPECT_EQ(column.text(125), "0.125");
  EXPECT_EQ(column.text(-7500), "-7.500");
  EXPECT_EQ(column.text(column.parse("9223372036854775", {})), "9223372036854775.000");
  for (const char* cell : {"", "1e3", "1,5", "0.1234567", "92233720368547758070", "-", "NaN"}) {
    EXPECT_THROW(static_cast<void>(column.parse(cell, {})), InputError) << cell;
  }
}

TEST(ShippedEditions, HaveTheNumberOfSubheadingsThatTheNomenclatureHas) {
  // World Customs Organization: 5,205 subheadings in 2012, 5,387 in 2017, 5,609 in 2022; the table's own
  // count differs by the codes that the United Nations adds (999999) and by a few that its table lists apart.
  const nomenclature::VintageTable table = nomenclature::read_vintages(test::project() / "data" / "hs-editions.csv");
  EXPECT_THAT(table.vintages(), testing::ElementsAre(2007, 2012, 2017, 2022));
  EXPECT_NEAR(static_cast<double>(table.codes.at(2012).size()), 5205, 5);
  EXPECT_NEAR(static_cast<double>(table.codes.at(2017).size()), 5387, 5);
  EXPECT_NEAR(static_cast<double>(table.codes.at(2022).size()), 5609, 5);
}

TEST(ShippedEditions, AreTheUnitedNationsTables) {
  const auto shared = test::shared();
  if (!shared) GTEST_SKIP() << "needs PARLEY_SHARED";
  const nomenclature::VintageTable source =
      nomenclature::read_vintages(*shared / "data/tariff-lines/hs6_vintage_concordance_un.csv");
  const nomenclature::VintageTable shipped = nomenclature::read_vintages(test::project() / "data" / "hs-editions.csv");
  EXPECT_EQ(source.codes, shipped.codes);
  for (std::size_t at = 0; at < source.steps.size(); ++at) {
    EXPECT_EQ(source.steps[at].later.size(), shipped.steps.at(at).later.size());
    for (const auto& [code, targets] : source.steps[at].later) {
      EXPECT_THAT(shipped.steps[at].later.at(code), testing::UnorderedElementsAreArray(targets));
    }
  }
}

TEST(ShippedEditions, AgreeWithTheWorldBankOn2017And2012) {
  // The World Bank's one-to-one list of 2017 codes with one code of 2012 each, kept by the R package concordance.
  const auto shared = test::shared();
  if (!shared) GTEST_SKIP() << "needs PARLEY_SHARED";
  const nomenclature::VintageTable table = nomenclature::read_vintages(test::project() / "data" / "hs-editions.csv");
  const auto csv = text::read_csv(*shared / "data/tariff-lines/conc_hs5_hs4.csv");
  const std::size_t after = csv.column("HS5_6d");
  const std::size_t before = csv.column("HS4_6d");
  const nomenclature::CodeLinks& earlier = table.steps.at(1).earlier;
  std::size_t agree = 0;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    const auto found = earlier.find(csv.cell(row, after));
    if (found == earlier.end()) continue;
    const std::string code(csv.cell(row, before));
    if (std::find(found->second.begin(), found->second.end(), code) != found->second.end()) ++agree;
  }
  EXPECT_EQ(agree, csv.row_count());
}

}  // namespace
}  // namespace parley::nomenclature
