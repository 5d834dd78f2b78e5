#include "parley/tariff/law/measure_read.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "parley/tariff/law/line_list.hpp"
#include "parley/tariff/law/us_rate_text.hpp"
#include "parley/tariff/lists/shipped_lists.hpp"
#include "support/files.hpp"

namespace parley::tariff {
namespace {

using testing::HasSubstr;

const std::string head =
    "format = 1\ncountries = [\"USA\", \"CHN\", \"CAN\"]\n[stack]\norder = [\"mfn\", \"s301\"]\nbase = [\"mfn\"]\n";
const std::string schedule =
    "[[measure]]\nid = \"mfn\"\nimposer = \"USA\"\nauthority = \"mfn\"\norigin = [\"*\"]\nlaw = \"HTS\"\nvintage = "
    "\"HTS2018\"\nlines = { list = \"mfn.csv\", rate = \"rate\", from = \"from\", until = \"until\" }\nrate = "
    "\"by-line\"\n";

/// What is said of a wrong book.
class WrongBooks : public testing::Test {
 protected:
  WrongBooks() { mfn("87032310,2.5%,,\n87032390,2.5%,,\n"); }
  void mfn(const std::string& rows) { test::write_file(folder / "mfn.csv", "code,rate,from,until\n" + rows); }
  [[nodiscard]] std::string error(const std::string& toml) const {
    try {
      static_cast<void>(parse_measures(head + schedule + toml, folder / "book.toml"));
    } catch (const InputError& thrown) {
      return thrown.what();
    }
    return "no error";
  }
  [[nodiscard]] std::string with(const std::string& rest) const {
    return error(
        "[[measure]]\nid = \"m\"\nimposer = \"USA\"\nauthority = \"s301\"\norigin = [\"CHN\"]\nlaw = \"\"\nvintage = "
        "\"HTS2018\"\n" +
        rest);
  }
  test::TemporaryFolder folder;
};

TEST_F(WrongBooks, TheGoodOneIsRead) {
  EXPECT_EQ(with("lines = { prefix = [\"8703\"] }\nrate = \"+25%\"\n"), "no error");
}

TEST_F(WrongBooks, AListOfAnotherLengthIsRefused) {
  test::write_file(folder / "two.csv", "code\n87032310\n8703.23.90\n");
  const std::string said = with("lines = { list = \"two.csv\", expect = 3 }\nrate = \"+25%\"\n");
  EXPECT_THAT(said, HasSubstr("list 'two.csv' has 2 lines, expected 3"));
  EXPECT_THAT(said, HasSubstr("book.toml:22:"));
}

TEST_F(WrongBooks, AnUnknownCodeIsRefusedWhereItStands) {
  test::write_file(folder / "wrong.csv", "code\n87032310\n87039999\n");
  const std::string said = with("lines = { list = \"wrong.csv\" }\nrate = \"+25%\"\n");
  EXPECT_THAT(said, HasSubstr("wrong.csv:3: column code: 'm' names 8703.99.99, which schedule 'mfn' (HTS2018)"));
}

TEST_F(WrongBooks, ACodeOfAnotherVintageIsRefused) {
  const std::string said = error(
      "[[measure]]\nid = \"m\"\nimposer = \"USA\"\nauthority = \"s301\"\norigin = [\"CHN\"]\nlaw = \"\"\nvintage = "
      "\"HS2012\"\nlines = { prefix = [\"8703\"] }\nrate = \"+25%\"\n");
  EXPECT_THAT(said, HasSubstr("'m' has codes of vintage 'HS2012', schedule 'mfn' of 'HTS2018'"));
}

TEST_F(WrongBooks, ValiditiesThatOverlapAreRefused) {
  mfn("87032310,2.5%,2018-01-01,2018-07-02\n87032310,2%,2018-07-01,\n87032390,2.5%,,\n");
  EXPECT_THAT(with("lines = { prefix = [\"8703\"] }\nrate = \"+25%\"\n"),
              HasSubstr("mfn.csv:3: column code: the validity of 87032310 overlaps that of line 2"));
  mfn("87032310,2.5%,2018-01-01,2018-07-01\n87032310,2%,2018-07-01,\n87032390,2.5%,,\n");
  EXPECT_EQ(with("lines = { prefix = [\"8703\"] }\nrate = \"+25%\"\n"), "no error");
  EXPECT_THAT(with("lines = { prefix = [\"8703\"] }\nrates = [ { rate = \"+10%\", effective = 2018-09-24, ends = "
                   "2019-05-11 }, { rate = \"+25%\", effective = 2019-05-10 } ]\n"),
              HasSubstr("the validity of rates 1 and 2 of 'm' overlaps"));
}

TEST_F(WrongBooks, DatesThatDoNotExistAreRefused) {
  mfn("87032310,2.5%,2018-02-30,\n");
  EXPECT_THAT(with("lines = { prefix = [\"8703\"] }\nrate = \"+25%\"\n"),
              HasSubstr("mfn.csv:2: column from: '2018-02-30' is not a day of the calendar"));
  EXPECT_THAT(with("lines = { prefix = [\"8703\"] }\nrate = \"+25%\"\neffective = 2018-02-30\n"),
              HasSubstr("book.toml:24:23"));
  EXPECT_THAT(with("lines = { prefix = [\"8703\"] }\nrate = \"+25%\"\neffective = 2018-07-06\nends = 2018-07-06\n"),
              HasSubstr("2018-07-06 is not after 2018-07-06"));
}

TEST_F(WrongBooks, WhatIsOverSaysSinceWhen) {
  const std::string lines = "lines = { prefix = [\"8703\"] }\n";
  for (const std::string status : {"ended", "suspended"}) {
    const std::string said = with(lines + "rate = \"+25%\"\nstatus = \"" + status + "\"\n");
    EXPECT_THAT(said, HasSubstr("measure[1].status: '" + status + "', but no date says since when; 'ends'"));
    EXPECT_EQ(with(lines + "rate = \"+25%\"\nends = 2018-06-01\nstatus = \"" + status + "\"\n"), "no error");
  }
  EXPECT_THAT(
      with(lines + "rates = [{ rate = \"+25%\", ends = 2018-06-01 }, { rate = \"+10%\", effective = 2018-06-01 }]\n"
                   "status = \"ended\"\n"),
      HasSubstr("since when"));
}

TEST_F(WrongBooks, AnExemptionSparesSomeOfTheMeasuresOwn) {
  const std::string lines = "lines = { prefix = [\"8703\"] }\nrate = \"+25%\"\n";
  EXPECT_THAT(with(lines + "except = [{ origin = [\"CAN\"] }]\n"),
              HasSubstr("except[0].origin: CAN is not hit by 'm', so it cannot be spared"));
  EXPECT_EQ(with(lines + "except = [{ origin = [\"CHN\"] }]\n"), "no error");
  EXPECT_THAT(
      error("[[measure]]\nid = \"own\"\nimposer = \"USA\"\nauthority = \"s301\"\norigin = [\"USA\"]\nlaw = \"\"\n"
            "vintage = \"HTS2018\"\n" +
            lines),
      HasSubstr("measure[1].origin: USA is on both sides"));
}

TEST_F(WrongBooks, PartsThatAreSparedAddUpToTheWholeAtMost) {
  const auto parts = [&](const std::string& first, const std::string& second) {
    return with("lines = { prefix = [\"8703\"] }\nrate = \"+25%\"\nexcept = [{ origin = [\"CHN\"], " + first +
                " }, { lines = { prefix = [\"8703.23\"] }, " + second + " }]\n");
  };
  EXPECT_THAT(parts("share = 0.7", "share = 0.6"), HasSubstr("the exemptions of 'm' add up to 130 % for CHN"));
  EXPECT_THAT(parts("share = 0.7", "share = 0.6, from = 2018-06-01"), HasSubstr("130 % for CHN on 2018-06-01"));
  EXPECT_EQ(parts("share = 0.7, until = 2018-06-01", "share = 0.6, from = 2018-06-01"), "no error");
  EXPECT_EQ(parts("share = 0.4", "share = 0.6"), "no error");
  EXPECT_EQ(parts("share = 1", "share = 0.6"), "no error");
}

TEST_F(WrongBooks, NamesAreCheckedWithTheNearMiss) {
  EXPECT_THAT(with("lines = { prefix = [\"8703\"] }\nrate = \"+25%\"\nexcept = [ { origin = [\"CNA\"] } ]\n"),
              HasSubstr("no country 'CNA'"));
  EXPECT_THAT(with("lines = { prefix = [\"8703\"] }\nrate = \"+25%\"\neffectve = 2018-07-06\n"),
              HasSubstr("did you mean 'effective'?"));
  EXPECT_THAT(error("[[measure]]\nid = \"m\"\nimposer = \"USA\"\nauthority = \"s302\"\norigin = [\"CHN\"]\nlaw = "
                    "\"\"\nvintage = \"HTS2018\"\nlines = { prefix = [\"8703\"] }\nrate = \"+25%\"\n"),
              HasSubstr("authority 's302' has no place in stack.order"));
  EXPECT_THAT(with("lines = { prefix = [\"8703\"] }\nrate = \"25\"\n"), HasSubstr("'25' is not a rate"));
  EXPECT_THAT(with("lines = { list = \"absent.csv\" }\nrate = \"+25%\"\n"), HasSubstr("--data DIR"));
  EXPECT_THAT(with("lines = { prefix = [\"8703\"] }\nrate = \"by-line\"\n"), HasSubstr("has no rate"));
}

TEST(UsRateText, TheScheduleIsReadAsItIsPrinted) {
  const std::vector<std::pair<const char*, const char*>> cases{
      {"Free", "free"},
      {"6.8%", "6.8%"},
      {"68¢/head", "0.68/head"},
      {"0.9¢; each", "0.009/each"},
      {"$1.104/kg + 14.9%", "1.104/kg + 14.9%"},
      {"40¢;/kg +10.4%", "0.4/kg + 10.4%"},
      {"13.5 cents/kg + 6.3% + 1.9 cents/article", "0.135/kg + 6.3% + 0.019/article"},
      {"18.9¢;/pf.liter", "0.189/pf.liter"},
      {"2.2%`", "2.2%"}};
  for (const auto& [printed, expected] : cases) EXPECT_EQ(rate_from_us_text(printed), expected);
  for (const char* words : {"1.7¢/kg on lead content", "6.5% on the entire set", "See additional U.S. note 1", ""}) {
    EXPECT_THAT(rate_from_us_text(words), testing::StartsWith("words: "));
  }
}

TEST(ShippedLists, AreWhatTheBuilderMakesOfTheSources) {
  if (!test::shared()) GTEST_SKIP() << "needs the shared source tables";
  const auto folder = test::project() / "scenarios/lines";
  for (const BuiltList& list :
       build_shipped_lists(read_shipped_recipe(folder / "lists.recipe.toml"), *test::shared() / "data")) {
    EXPECT_EQ(test::read_file(folder / list.file), list.text) << list.file;
  }
}

TEST(ShippedLists, ChinasBookIsReadWithTheUsersFolder) {
  if (!test::shared()) GTEST_SKIP() << "needs the shared source tables";
  const MeasureBook book = read_measures(test::project() / "scenarios/lines/chn-2018.toml", {*test::shared() / "data"});
  EXPECT_EQ(book.measures.size(), 8u);
}

}  // namespace
}  // namespace parley::tariff
