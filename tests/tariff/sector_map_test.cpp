// Commodity codes to sectors: overrides first, then the class of a concordance, longest prefix each.
#include "parley/tariff/lists/sector_map.hpp"

#include <gmock/gmock.h>

#include "support/files.hpp"

namespace parley::tariff {
namespace {

using testing::HasSubstr;

class Sectors : public testing::Test {
 protected:
  Sectors() {
    test::write_file(
        folder / "concordance.csv",
        "hs,isic,edition\n720810,2410,2017\n7208,2419,2017\n87,2910,2017\n99,9900,2017\n720810,1111,2012\n");
    map = {.concordance = {.file = "concordance.csv", .where = {{"edition", {"2017"}}}, .place = {}},
           .code_column = "hs",
           .class_column = "isic",
           .sector_of_class = {{"24", "MET"}, {"2410", "STL"}, {"29", "VEH"}},
           .overrides = {}};
  }
  void set_overrides(const std::string& rows) {
    test::write_file(folder / "overrides.csv", "# why\ncode,sector,reason\n" + rows);
    map.overrides = folder / "overrides.csv";
  }
  [[nodiscard]] SectorFinder finder() const { return {map, folder.path()}; }
  [[nodiscard]] std::string refusal() const {
    try {
      (void)finder();
    } catch (const InputError& error) {
      return error.what();
    }
    return "";
  }
  test::TemporaryFolder folder;
  SectorMap map;
};

TEST_F(Sectors, FollowTheLongestPrefixOfCodeAndClass) {
  const SectorFinder sectors = finder();
  const SectorMatch steel = sectors.find("72081015");
  ASSERT_NE(steel.sector, nullptr);
  EXPECT_EQ(*steel.sector, "STL") << "class 2410 has a sector of its own";
  EXPECT_EQ(steel.basis, SectorBasis::concordance);
  EXPECT_EQ(*sectors.find("72089000").sector, "MET") << "class 2419 falls under 24";
  EXPECT_EQ(*sectors.find("870323").sector, "VEH");
}

TEST_F(Sectors, SayWhyACodeHasNone) {
  const SectorFinder sectors = finder();
  EXPECT_EQ(sectors.find("010121").sector, nullptr);
  EXPECT_EQ(sectors.find("010121").basis, SectorBasis::unknown_code);
  EXPECT_EQ(sectors.find("9905").sector, nullptr);
  EXPECT_EQ(sectors.find("9905").basis, SectorBasis::open_class) << "class 9900 has no sector";
}

TEST_F(Sectors, AnOverrideGoesBeforeTheConcordance) {
  set_overrides("720810,VEH,made for cars\n98,*,no goods in particular\n");
  const SectorFinder sectors = finder();
  EXPECT_EQ(*sectors.find("72081015").sector, "VEH");
  EXPECT_EQ(sectors.find("72081015").basis, SectorBasis::by_override);
  EXPECT_EQ(*sectors.find("72082000").sector, "MET") << "another code";
  EXPECT_EQ(sectors.find("98010000").sector, nullptr);
  EXPECT_EQ(sectors.find("98010000").basis, SectorBasis::spread);
}

TEST_F(Sectors, AnOverrideNeedsSectorAndReasonAndStandsOnce) {
  set_overrides("720810,,why\n87,VEH,\n99,STL,a\n99,STL,b\n");
  const std::string message = refusal();
  EXPECT_THAT(message, HasSubstr("overrides.csv:3: column sector: names no sector"));
  EXPECT_THAT(message, HasSubstr("overrides.csv:4: column reason: an override needs a reason"));
  EXPECT_THAT(message, HasSubstr("overrides.csv:6: column code: 99 appears twice"));
}

TEST_F(Sectors, AnAbsentColumnOrEditionIsOneError) {
  map.class_column = "isik";
  EXPECT_THAT(refusal(), HasSubstr("no column 'isik'; did you mean 'isic'?"));
  map.class_column = "isic";
  map.concordance.where = {{"edition", {"1988"}}};
  EXPECT_THAT(refusal(), HasSubstr("no row of concordance.csv is selected"));
}

TEST(SectorBasisWords, AreDistinct) {
  EXPECT_EQ(in_words(SectorBasis::spread), "spread over sectors");
  EXPECT_NE(in_words(SectorBasis::unknown_code), in_words(SectorBasis::open_class));
}

}  // namespace
}  // namespace parley::tariff
