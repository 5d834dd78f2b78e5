#include "parley/data/build/recipe.hpp"

#include <gmock/gmock.h>

#include "parley/base/error.hpp"
#include "parley/data/build/part_shares.hpp"
#include "parley/data/build/source_tables.hpp"
#include "small_world.hpp"
#include "support/files.hpp"

namespace parley::data {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr const char* smallest = R"(format = 1
name = "tiny"
year = 2020

[source]
folder = "tiny"

[elasticities]
file = "theta.csv"
citation = "made up"
)";

class RecipeFile : public testing::Test {
 public:
  test::TemporaryFolder folder;
  Recipe read(const std::string& text) {
    test::write_file(folder / "a.recipe.toml", text);
    return read_recipe(folder / "a.recipe.toml");
  }
  std::string error(const std::string& text) {
    try {
      static_cast<void>(read(text));
    } catch (const InputError& problem) {
      return problem.what();
    }
    return "no error";
  }
};

TEST_F(RecipeFile, HasDefaultsForWhatIsLeftOut) {
  const Recipe recipe = read(smallest);
  EXPECT_EQ(recipe.info.name, "tiny");
  EXPECT_EQ(recipe.info.currency, "USD");
  EXPECT_EQ(recipe.source.tariffs, "tariffs.csv");
  EXPECT_EQ(recipe.value_added, ValueAddedRepair::refuse);
  EXPECT_TRUE(recipe.splits.empty());
}

TEST_F(RecipeFile, NamesTheKeyThatIsWrong) {
  EXPECT_THAT(error(std::string("nmae = 'x'\n") + smallest),
              AllOf(HasSubstr("nmae"), HasSubstr("name"), HasSubstr(":1:")));
  EXPECT_THAT(error("format = 2\n"), HasSubstr("a.recipe.toml"));
  EXPECT_THAT(error(std::string(smallest) + "services = 'five'\n"), HasSubstr("elasticities.services"));
  EXPECT_THAT(error(std::string(smallest) + "[repair]\nvalue_added = 'guess'\n"), HasSubstr("guess"));
  EXPECT_THAT(error(std::string(smallest) + "[rounding]\nsignificant_digits = 1\n"), HasSubstr("significant_digits"));
  EXPECT_THAT(error("format = 1\nname = 'x'\n"), HasSubstr("year"));
  EXPECT_THAT(error("deficit_rule = 'none'\n" + std::string(smallest)), HasSubstr("share_of_world"));
}

TEST_F(RecipeFile, ReadsASplit) {
  const Recipe recipe = read(std::string(smallest) + R"(
[[split]]
sector = "S1"
rest = { code = "S1", name = "Rest" }
part = { code = "P", name = "Part" }
shares = "shares.csv"
elasticity = 4.0
weights = { S0 = 2.0, other = 0.5, final = 0.1 }
)");
  ASSERT_EQ(recipe.splits.size(), 1U);
  EXPECT_EQ(recipe.splits[0].shares, folder / "shares.csv");
  EXPECT_EQ(recipe.splits[0].elasticity, 4.0);
  EXPECT_EQ(recipe.splits[0].other_weight, 0.5);
  EXPECT_EQ(recipe.splits[0].final_weight, 0.1);
  EXPECT_EQ(recipe.splits[0].user_weight.size(), 1U);
}

TEST_F(RecipeFile, ReadsWhereTariffsWereJudged) {
  const Recipe recipe = read(std::string(smallest) + "judged = 'theta.csv'\n" + R"(
[tariffs]
rates = ["a.csv", "b.csv"]
customs_unions = "unions.csv"
)");
  EXPECT_THAT(recipe.tariffs.rates, testing::ElementsAre(folder / "a.csv", folder / "b.csv"));
  EXPECT_EQ(recipe.tariffs.customs_unions, folder / "unions.csv");
  EXPECT_TRUE(recipe.tariffs.collected.empty());
  EXPECT_EQ(recipe.elasticities.judged, folder / "theta.csv");
  EXPECT_THAT(error(std::string(smallest) + "[tariffs]\nrate = ['a.csv']\n"), HasSubstr("rates"));
}

class ShareFile : public testing::Test {
 public:
  test::TemporaryFolder folder;
  BaselineData world = test::small_world(3, 2, 1);
  Array<Importer, Exporter> read(const std::string& rows) {
    test::write_file(folder / "shares.csv", "exporter,importer,share,basis,source\n" + rows);
    return read_part_shares(folder / "shares.csv", world, Sector(0), "P", 1).share;
  }
};

TEST_F(ShareFile, TheMoreParticularRowWins) {
  const auto share = read("*,*,0.1,a,b\nR0,*,0.2,a,b\n*,R1,0.3,a,b\nR0,R2,0.4,a,b\n");
  EXPECT_EQ(share(Importer(2), Exporter(0)), 0.4);
  EXPECT_EQ(share(Importer(1), Exporter(0)), 0.2);
  EXPECT_EQ(share(Importer(1), Exporter(2)), 0.3);
  EXPECT_EQ(share(Importer(0), Exporter(2)), 0.1);
}

TEST_F(ShareFile, RefusesWrongRows) {
  EXPECT_THROW(static_cast<void>(read("R9,*,0.1,a,b\n*,*,0.1,a,b\n")), InputError);
  EXPECT_THROW(static_cast<void>(read("*,*,1,a,b\n")), InputError);
  EXPECT_THROW(static_cast<void>(read("*,*,-0.1,a,b\n")), InputError);
  EXPECT_THROW(static_cast<void>(read("*,*,0.1,a,b\n*,*,0.2,a,b\n")), InputError);
  EXPECT_THROW(static_cast<void>(read("R0,*,0.1,a,b\n")), InputError);
}

/// A source folder of two regions and two sectors, one of them a service.
class SourceFolder : public testing::Test {
 public:
  test::TemporaryFolder folder;
  SourceFolder() {
    test::write_file(folder / "s/regions.csv", "code,name\nA,Aland\nB,Bland\n");
    test::write_file(folder / "s/sectors.csv", "code,name\nG,Goods\nV,Services\n");
    test::write_file(folder / "s/flows.csv",
                     "exporter,importer,sector,value_musd\nA,A,G,10\nA,B,G,2\nB,A,G,3\nB,B,G,20\n"
                     "A,A,V,30\nA,B,V,0\nB,A,V,0\nB,B,V,40\n");
    test::write_file(folder / "s/tariffs.csv", "importer,exporter,sector,tariff_pct\nA,B,G,10\nB,A,G,0\n");
    test::write_file(
        folder / "s/use.csv",
        "region,input_sector,user_sector,value_musd\nA,G,G,1\nA,V,G,2\nB,G,G,1\nB,V,G,2\nB,G,V,1\nB,V,V,1\n");
    test::write_file(folder / "s/accounts.csv",
                     "region,sector,gross_output_musd,value_added_musd\nA,G,12,9\nA,V,30,30\nB,G,23,20\nB,V,40,38\n");
  }
  SourceTables read() { return read_source_tables(folder.path(), {.folder = "s"}); }
};

TEST_F(SourceFolder, IsReadAsWritten) {
  const SourceTables tables = read();
  EXPECT_EQ(tables.data.flow(Sector(0), Importer(1), Exporter(0)), 2.0);
  EXPECT_DOUBLE_EQ(tables.data.tariff(Sector(0), Importer(0), Exporter(1)), 0.1);
  EXPECT_TRUE(tables.data.economy.sector(Sector(0)).is_goods);
  EXPECT_FALSE(tables.data.economy.sector(Sector(1)).is_goods);
  EXPECT_DOUBLE_EQ(tables.value_added_share(Country(0), Sector(0)), 0.75);
}

TEST_F(SourceFolder, AnAbsentUserColumnIsNamed) {
  const SourceTables tables = read();
  ASSERT_EQ(tables.remarks.size(), 1U);
  EXPECT_THAT(tables.remarks[0], HasSubstr("A V"));
  EXPECT_EQ(tables.data.use(Country(0), InputSector(0), Sector(1)), 0.0);
}

TEST_F(SourceFolder, AnAbsentCellIsAnError) {
  test::write_file(folder / "s/use.csv", "region,input_sector,user_sector,value_musd\nA,G,G,1\n");
  EXPECT_THROW(static_cast<void>(read()), InputError);
}

TEST_F(SourceFolder, AnAbsentFlowOrTariffIsAnError) {
  test::write_file(folder / "s/tariffs.csv", "importer,exporter,sector,tariff_pct\nA,B,G,10\n");
  EXPECT_THROW(static_cast<void>(read()), InputError);
}

TEST_F(SourceFolder, ElasticitiesNeedARowForEveryGood) {
  BaselineData data = read().data;
  test::write_file(folder / "theta.csv", "sector,theta\nX,4\n");
  ElasticityRecipe recipe;
  recipe.file = "theta.csv";
  EXPECT_THROW(read_elasticities(folder.path(), recipe, data), InputError);
  recipe.key_of = {{"G", "X"}};
  read_elasticities(folder.path(), recipe, data);
  EXPECT_EQ(data.trade_elasticity(Sector(0)), 4.0);
  EXPECT_EQ(data.trade_elasticity(Sector(1)), 5.0);
  recipe.own = {{"V", 2.5}};
  read_elasticities(folder.path(), recipe, data);
  EXPECT_EQ(data.trade_elasticity(Sector(1)), 2.5);
}

TEST_F(SourceFolder, TheSameRowTwiceIsAnError) {
  BaselineData data = read().data;
  test::write_file(folder / "theta.csv", "sector,theta\nG,4\nV,5\nG,6\n");
  ElasticityRecipe recipe;
  recipe.file = "theta.csv";
  EXPECT_THROW(read_elasticities(folder.path(), recipe, data), InputError);
  test::write_file(
      folder / "s/accounts.csv",
      "region,sector,gross_output_musd,value_added_musd\nA,G,12,9\nA,V,30,30\nB,G,23,20\nB,V,40,38\nA,G,12,8\n");
  EXPECT_THROW(static_cast<void>(read()), InputError);
}

}  // namespace
}  // namespace parley::data
