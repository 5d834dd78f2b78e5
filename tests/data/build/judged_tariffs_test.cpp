#include "parley/data/build/judged_tariffs.hpp"

#include <gmock/gmock.h>

#include "parley/base/error.hpp"
#include "parley/data/build/part_shares.hpp"
#include "parley/data/build/source_tables.hpp"
#include "small_world.hpp"
#include "support/files.hpp"

namespace parley::data {
namespace {

using testing::HasSubstr;

constexpr const char* head = "importer,exporter,sector,rule,rate_pct,low_pct,high_pct,source\n";

class JudgedTariffs : public testing::Test {
 public:
  test::TemporaryFolder folder;
  BaselineData world = test::small_world(4, 3, 7);

  std::filesystem::path file(const std::string& text) {
    test::write_file(folder / "a.csv", text);
    return folder / "a.csv";
  }
  template <class Act>
  static std::string error(const Act& act) {
    try {
      act();
    } catch (const InputError& problem) {
      return problem.what();
    }
    return "no error";
  }
  double duties(Country n) const {
    double sum = 0;
    for (const Sector s : world.economy.sectors()) {
      for (const Exporter i : world.economy.exporters())
        sum += world.flow(s, importer(n), i) * world.tariff(s, importer(n), i);
    }
    return sum;
  }
};

TEST_F(JudgedTariffs, StarsAndCeilingsAndLaterRows) {
  const double before = world.tariff(Sector(1), Importer(0), Exporter(2));
  const std::vector<Judgement> judged = set_tariffs(
      file(std::string(head) + "R0,*,S0,is,7,6,9,x\nR0,R1,S0,is,3,,,y\nR0,*,S1,at_most,1,,,z\nR2,R0,*,is,0,,,z\n"),
      world);
  EXPECT_DOUBLE_EQ(world.tariff(Sector(0), Importer(0), Exporter(2)), 0.07);
  EXPECT_DOUBLE_EQ(world.tariff(Sector(0), Importer(0), Exporter(1)), 0.03);
  EXPECT_EQ(world.tariff(Sector(0), Importer(0), Exporter(0)), 0.0);
  EXPECT_DOUBLE_EQ(world.tariff(Sector(1), Importer(0), Exporter(2)), std::min(before, 0.01));
  EXPECT_EQ(world.tariff(Sector(1), Importer(2), Exporter(0)), 0.0);
  // The service S2 has no tariff and gets none.
  EXPECT_EQ(world.tariff(Sector(2), Importer(0), Exporter(1)), 0.0);
  ASSERT_EQ(judged.size(), 3U);
  EXPECT_EQ(judged[0].what, "tariff of R0 on all others in 2 sectors");
  EXPECT_EQ(judged[1].bounds, "");
  EXPECT_EQ(judged[2].file, "a.csv");
}

TEST_F(JudgedTariffs, RefuseWrongRows) {
  const auto refused = [&](const std::string& rows) {
    return error([&] { set_tariffs(file(std::string(head) + rows), world); });
  };
  EXPECT_THAT(refused("R9,*,S0,is,7,,,x\n"), HasSubstr("R9"));
  EXPECT_THAT(refused("R0,*,S2,is,7,,,x\n"), HasSubstr("no sector of goods 'S2'"));
  EXPECT_THAT(refused("R0,*,S0,is,-7,,,x\n"), HasSubstr("below zero"));
  EXPECT_THAT(refused("R0,*,S0,is,7,,,\n"), HasSubstr("source"));
  EXPECT_THAT(refused("R0,*,S0,is,7,8,9,x\n"), HasSubstr("bounds"));
  EXPECT_THAT(refused("R0,*,S0,is,7,,,x\nR0,*,S0,is,8,,,x\n"), HasSubstr("twice"));
  EXPECT_THAT(refused("R0,*,S0,was,7,,,x\n"), HasSubstr("at_most"));
}

TEST_F(JudgedTariffs, ACustomsUnionHasOneTariffOutsideAndNoneInside) {
  const double outside =
      world.flow(Sector(0), Importer(0), Exporter(3)) * world.tariff(Sector(0), Importer(0), Exporter(3)) +
      world.flow(Sector(0), Importer(1), Exporter(3)) * world.tariff(Sector(0), Importer(1), Exporter(3));
  unite_customs(file("union,member,source\nU,R0,x\nU,R1,x\n"), world);
  for (const Sector s : world.economy.sectors()) {
    EXPECT_EQ(world.tariff(s, Importer(0), Exporter(1)), 0.0);
    EXPECT_EQ(world.tariff(s, Importer(1), Exporter(0)), 0.0);
    EXPECT_EQ(world.tariff(s, Importer(0), Exporter(3)), world.tariff(s, Importer(1), Exporter(3)));
  }
  const double bought =
      world.flow(Sector(0), Importer(0), Exporter(3)) + world.flow(Sector(0), Importer(1), Exporter(3));
  EXPECT_NEAR(bought * world.tariff(Sector(0), Importer(0), Exporter(3)), outside, 1e-12 * outside);
  EXPECT_THAT(error([&] { unite_customs(file("union,member,source\nU,R0,x\n"), world); }), HasSubstr("two members"));
  EXPECT_THAT(error([&] { unite_customs(file("union,member,source\nU,R0,x\nV,R0,x\n"), world); }), HasSubstr("twice"));
}

TEST_F(JudgedTariffs, ScaledTariffsYieldWhatWasCollected) {
  const double ratio =
      world.tariff(Sector(0), Importer(1), Exporter(2)) / world.tariff(Sector(1), Importer(1), Exporter(0));
  const double other = duties(Country(0));
  scale_to_collected(file("importer,collected_musd,source\nR1,0.5,x\n"), world);
  EXPECT_NEAR(duties(Country(1)), 0.5, 1e-12);
  EXPECT_EQ(duties(Country(0)), other);
  EXPECT_NEAR(world.tariff(Sector(0), Importer(1), Exporter(2)) / world.tariff(Sector(1), Importer(1), Exporter(0)),
              ratio, 1e-12 * ratio);
  EXPECT_THAT(error([&] {
                scale_to_collected(file("importer,collected_musd,low_musd,high_musd,source\nR1,5,6,7,x\n"), world);
              }),
              HasSubstr("5 lies outside its own bounds"));
  EXPECT_THAT(error([&] { scale_to_collected(file("importer,collected_musd,source\nR1,0,x\n"), world); }),
              HasSubstr("above zero"));
}

TEST_F(JudgedTariffs, ElasticitiesWinOverTheTable) {
  const std::vector<Judgement> judged =
      set_elasticities(file("sector,theta,low,high,source\nS1,7,2.91,10,fitted\n"), world);
  EXPECT_EQ(world.trade_elasticity(Sector(1)), 7);
  EXPECT_EQ(world.elasticity_source[1], "fitted");
  EXPECT_EQ(judged.at(0).bounds, "2.91 to 10");
  EXPECT_THAT(error([&] { set_elasticities(file("sector,theta,source\nS1,0,x\n"), world); }),
              HasSubstr("not positive"));
}

class PartShareFile : public JudgedTariffs {
 public:
  PartShares read(const std::string& rows, double largest = 0.97) {
    return read_part_shares(file("exporter,importer,musd,share,whole_musd,basis,source\n" + rows), world, Sector(0),
                            "P", largest);
  }
};

TEST_F(PartShareFile, DollarsBecomeSharesOfFlows) {
  const PartShares found =
      read("R0,R1,0.4,,,customs,x\nR0,*,0.9,,,assumed,x\nR0,R0,2,,,assumed,x\n*,*,,0.01,,assumed,x\n");
  EXPECT_NEAR(found.share(Importer(1), Exporter(0)) * world.flow(Sector(0), Importer(1), Exporter(0)), 0.4, 1e-15);
  const double others =
      world.flow(Sector(0), Importer(2), Exporter(0)) + world.flow(Sector(0), Importer(3), Exporter(0));
  EXPECT_NEAR(found.share(Importer(2), Exporter(0)), 0.9 / others, 1e-15);
  EXPECT_EQ(found.share(Importer(2), Exporter(0)), found.share(Importer(3), Exporter(0)));
  EXPECT_NEAR(found.share(Importer(0), Exporter(0)) * world.flow(Sector(0), Importer(0), Exporter(0)), 2, 1e-14);
  EXPECT_EQ(found.share(Importer(0), Exporter(1)), 0.01);
  EXPECT_TRUE(found.remarks.empty());
}

TEST_F(PartShareFile, DollarsThatDoNotFitAreHeldAndSaid) {
  const PartShares found = read("R0,R1,1000,,,customs,x\n*,*,,0.01,,assumed,x\n");
  EXPECT_EQ(found.share(Importer(1), Exporter(0)), 0.97);
  ASSERT_EQ(found.remarks.size(), 1U);
  EXPECT_THAT(found.remarks[0], HasSubstr("P from R0 to R1: 1000.0 million"));
}

TEST_F(PartShareFile, OwnSalesAreNotAmongDollarsToEverybody) {
  EXPECT_EQ(read("R0,*,0.9,,,assumed,x\n*,*,,0.01,,assumed,x\n").share(Importer(0), Exporter(0)), 0.01);
}

TEST_F(PartShareFile, RefusesWrongDollars) {
  const auto refused = [&](const std::string& rows) { return error([&] { static_cast<void>(read(rows)); }); };
  EXPECT_THAT(refused("*,*,5,0.1,,a,x\n"), HasSubstr("either a share or dollars"));
  EXPECT_THAT(refused("*,*,,,,a,x\n"), HasSubstr("either a share or dollars"));
  EXPECT_THAT(refused("*,R1,5,,,a,x\n*,*,,0.1,,a,x\n"), HasSubstr("exporter"));
  EXPECT_THAT(refused("R0,R1,-5,,,a,x\n*,*,,0.1,,a,x\n"), HasSubstr("below zero"));
  EXPECT_THAT(refused("*,*,,0.98,,a,x\n"), HasSubstr("0.97"));
}

TEST_F(PartShareFile, AsksForWholeFlows) {
  const std::filesystem::path path =
      file("exporter,importer,musd,share,whole_musd,basis,source\nR0,R1,4,,9,customs,x\n*,*,,0.01,,assumed,x\n");
  const std::vector<WholeFlow> asked = read_whole_flows(path, world.economy);
  ASSERT_EQ(asked.size(), 1U);
  EXPECT_EQ(asked[0].importer, Importer(1));
  EXPECT_EQ(asked[0].exporter, Exporter(0));
  EXPECT_EQ(asked[0].musd, 9);
}

}  // namespace
}  // namespace parley::data
