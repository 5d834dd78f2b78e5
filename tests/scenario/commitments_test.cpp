#include <gmock/gmock.h>

#include "parley/base/error.hpp"
#include "parley/data/read_baseline.hpp"
#include "parley/scenario/resolve.hpp"
#include "support/files.hpp"

namespace parley::scenario {
namespace {

using testing::HasSubstr;

class Commitments : public testing::Test {
 protected:
  const Baseline world = data::read_baseline(test::project() / "data/world-2017");
  mutable std::vector<std::string> notes;

  [[nodiscard]] std::vector<Commitment> made(const std::string& rest) const {
    const Scenario scenario = parse("format = 1\ntitle = \"t\"\nbaseline = \"world-2017\"\n" + rest, "s.toml");
    return commitments(resolve(scenario, world), scenario.compares.at(0), notes);
  }
  [[nodiscard]] std::string error(const std::string& rest) const {
    try {
      static_cast<void>(made(rest));
    } catch (const InputError& thrown) {
      return thrown.what();
    }
    return "no error";
  }
  [[nodiscard]] Country at(const char* code) const { return world.economy.find_country(code).value(); }
  [[nodiscard]] double base(const char* from, const char* to, const char* sector) const {
    return world.flow(world.economy.find_sector(sector).value(), importer(at(to)), exporter(at(from)));
  }
};

std::string purchase(const std::string& what) {
  return "[[request]]\nid = \"p\"\nfrom = \"USA\"\nto = \"CHN\"\npurchase = { " + what + " }\n";
}

TEST_F(Commitments, AddToTheBaseYearsTrade) {
  const std::vector<Commitment> list = made(purchase("sector = \"SEM\", add_musd = 500"));
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].buyer, importer(at("CHN")));
  EXPECT_EQ(list[0].supplier, exporter(at("USA")));
  EXPECT_DOUBLE_EQ(list[0].target, base("USA", "CHN", "SEM") + 500);
  EXPECT_TRUE(notes.empty());
}

TEST_F(Commitments, CustomsDollarsAreCarriedOverAndSaidSo) {
  const std::vector<Commitment> list =
      made(purchase("sector = \"SEM\", add_musd = 11050, valuation = \"customs\", customs_musd = 11050"));
  EXPECT_DOUBLE_EQ(list.at(0).target, 2 * base("USA", "CHN", "SEM"));
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_THAT(notes[0], HasSubstr("11050 million at customs"));
}

TEST_F(Commitments, AQuotaLimitsEveryOriginOnItsOwn) {
  const std::vector<Commitment> list = made(
      "[[action]]\nid = \"q\"\nimposer = \"USA\"\norigin = [\"KOR\", \"BRA\"]\nkind = \"import_quota\"\nunit = "
      "\"volume\"\n"
      "sectors = [\"STL\"]\nlimit = \"-30%\"\n");
  ASSERT_EQ(list.size(), 2U);
  EXPECT_EQ(list[0].kind, Commitment::Kind::quota);
  EXPECT_EQ(list[0].unit, Commitment::Unit::volume);
  EXPECT_DOUBLE_EQ(list[0].target, 0.7 * base("KOR", "USA", "STL"));
  EXPECT_DOUBLE_EQ(list[1].target, 0.7 * base("BRA", "USA", "STL"));
}

TEST_F(Commitments, AnExportRestraintIsTheSellers) {
  const std::vector<Commitment> list = made(
      "[[action]]\nid = \"v\"\nimposer = \"JPN\"\ndestination = [\"USA\"]\nkind = \"export_restraint\"\n"
      "sectors = [\"MVH\"]\nlimit_musd = 1000\n");
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].buyer, importer(at("USA")));
  EXPECT_EQ(list[0].supplier, exporter(at("JPN")));
  EXPECT_DOUBLE_EQ(list[0].target, 1000);
}

TEST_F(Commitments, OfSeveralYearsTakeTheYearOfTheCase) {
  const std::string text = purchase("sector = \"SEM\", add_musd = { 2020 = 500, 2021 = 800 }");
  const double before = base("USA", "CHN", "SEM");
  EXPECT_DOUBLE_EQ(made(text + "[[compare]]\nname = \"c\"\nactions = [\"p\"]\non = 2020-03-01\n").at(0).target,
                   before + 500);
  notes.clear();
  EXPECT_DOUBLE_EQ(made(text).at(0).target, before + 800);
  ASSERT_EQ(notes.size(), 1U);
  EXPECT_THAT(notes[0], HasSubstr("800 million, the amount of 2021 (the last year"));
  EXPECT_THAT(error(text + "[[compare]]\nname = \"c\"\nactions = [\"p\"]\non = 2019-03-01\n"),
              HasSubstr("has no amount for 2019"));
}

TEST_F(Commitments, ATariffRateQuotaHasATariffWithinAndAnOwner) {
  const std::vector<Commitment> list = made(
      "[[action]]\nid = \"q\"\nimposer = \"USA\"\norigin = [\"KOR\"]\nkind = \"tariff_rate_quota\"\n"
      "sectors = [\"STL\"]\nlimit = \"-30%\"\nin_quota_rate = \"5%\"\nlicences = \"exporter\"\n");
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0].kind, Commitment::Kind::tariff_rate_quota);
  EXPECT_DOUBLE_EQ(list[0].in_quota_tariff, 0.05);
  EXPECT_EQ(list[0].licences, Commitment::Licences::exporter);
}

TEST_F(Commitments, UnknownCodesAreNamedWithTheirPlace) {
  EXPECT_THAT(error(purchase("sector = \"SEN\", add_musd = 5")), HasSubstr("s.toml:8:23"));
  EXPECT_THAT(error(purchase("sector = \"SEN\", add_musd = 5")), HasSubstr("did you mean 'SEM'?"));
  EXPECT_THAT(error(purchase("sector = \"SEM\", add_musd = 5, from_suppliers = [\"KOR\", \"TWM\"]")),
              HasSubstr("no country 'TWM'"));
  EXPECT_THAT(error(purchase("sector = \"SEM\", add_musd = 5, from_suppliers = [\"USA\"]")),
              HasSubstr("USA cannot make way"));
}

}  // namespace
}  // namespace parley::scenario
