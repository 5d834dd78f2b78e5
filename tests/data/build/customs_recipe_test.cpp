#include "parley/data/build/customs_recipe.hpp"

#include <gmock/gmock.h>

#include "parley/base/error.hpp"
#include "parley/data/build/recipe.hpp"
#include "support/files.hpp"

namespace parley::data {
namespace {

using testing::AllOf;
using testing::HasSubstr;

class CustomsTable : public testing::Test {
 public:
  test::TemporaryFolder folder;
  Recipe read(const std::string& head, const std::string& customs) {
    test::write_file(folder / "a.recipe.toml", "format = 1\nname = \"tiny\"\nyear = 2020\n" + head +
                                                   "[source]\nfolder = \"tiny\"\n[elasticities]\nfile = "
                                                   "\"theta.csv\"\ncitation = \"made up\"\n" +
                                                   customs);
    return read_recipe(folder / "a.recipe.toml");
  }
  std::string error(const std::string& head, const std::string& customs) {
    try {
      static_cast<void>(read(head, customs));
    } catch (const InputError& problem) {
      return problem.what();
    }
    return "no error";
  }
};

TEST_F(CustomsTable, IsReadWhereTheValuationAsksForIt) {
  EXPECT_EQ(read("", "").valuation, Valuation::basic);
  const Recipe recipe = read("valuation = \"customs\"\n", R"([customs]
lines = "lines.toml"
trade = ["a"]
margins = { TRD = 0.8 }
weights = { recorded = 9 }
[[customs.cell]]
importer = "A"
exporter = "B"
sector = "G"
musd = 21.5
source = "made up"
)");
  EXPECT_EQ(recipe.valuation, Valuation::customs);
  ASSERT_TRUE(recipe.customs);
  EXPECT_EQ(recipe.customs->lines, folder / "lines.toml");
  EXPECT_EQ(recipe.customs->margins.at("TRD"), 0.8);
  EXPECT_EQ(recipe.customs->recorded_weight, 9);
  EXPECT_EQ(recipe.customs->group_weight, 4);
  ASSERT_EQ(recipe.customs->cells.size(), 1U);
  EXPECT_EQ(recipe.customs->cells[0].musd, 21.5);
}

TEST_F(CustomsTable, NamesTheKeyThatIsWrong) {
  EXPECT_THAT(error("valuation = \"fob\"\n", ""), AllOf(HasSubstr("fob"), HasSubstr("basic or customs")));
  EXPECT_THAT(error("valuation = \"customs\"\n", ""), HasSubstr("[customs]"));
  EXPECT_THAT(error("", "[customs]\nlines = \"x\"\ntrade = [\"a\"]\n"), HasSubstr("customs.margins"));
  EXPECT_THAT(error("", "[customs]\nmargins = { TRD = 1.5 }\n"), HasSubstr("not a share"));
  EXPECT_THAT(error("", "[customs]\nmargins = { TRD = 0.5 }\ntrade = [\"a\"]\n"), HasSubstr("lines"));
  EXPECT_THAT(error("", "[customs]\nmargins = { TRD = 0.5 }\nweights = { recorded = -1 }\n"), HasSubstr("above zero"));
  EXPECT_THAT(error("", "[customs]\nmargins = { TRD = 0.5 }\n[[customs.total]]\nmeasure = \"imports\"\n"),
              HasSubstr("exports"));
}

}  // namespace
}  // namespace parley::data
