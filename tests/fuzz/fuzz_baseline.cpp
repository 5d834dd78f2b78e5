// Any bytes are a file of a baseline folder whose other files are right, or an InputError; the same for the recipe of a
// baseline, a map of groups and sets of elasticities.
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>
#include <utility>
#include <vector>

#include "parley/data/build/aggregate.hpp"
#include "parley/data/build/recipe.hpp"
#include "parley/data/elasticity_sets.hpp"
#include "parley/data/read_baseline.hpp"
#include "read_or_refuse.hpp"
#include "temporary_file.hpp"

namespace {

const std::vector<std::pair<std::string, std::string>> right_files{
    {"baseline.toml", "format = 1\nname = \"w\"\nyear = 2017\ncurrency = \"USD\"\ndeficit_rule = \"fixed\"\n"},
    {"regions.csv", "code,name\nA,Aland\nB,Bland\n"},
    {"sectors.csv", "code,name,goods\nG,Goods,1\nS,Services,0\n"},
    {"elasticities.csv", "sector,theta,source\nG,4,x\nS,3,x\n"},
    {"flows.csv",
     "exporter,importer,sector,value_musd\nA,A,G,1000\nA,B,G,100\nB,A,G,120\nB,B,G,900\nA,A,S,1500\nA,B,S,30\n"
     "B,A,S,20\nB,B,S,1200\n"},
    {"tariffs.csv", "importer,exporter,sector,tariff_pct\nA,B,G,5\nB,A,G,8\n"},
    {"accounts.csv",
     "region,sector,gross_output_musd,value_added_musd,final_demand_musd\nA,G,1100,650,720\nA,S,1530,1230,1170\n"
     "B,G,1020,570,600\nB,S,1220,920,880\n"},
    {"use.csv",
     "region,input_sector,user_sector,value_musd\nA,G,G,300\nA,G,S,100\nA,S,G,150\nA,S,S,200\nB,G,G,300\nB,G,S,100\n"
     "B,S,G,150\nB,S,S,200\n"}};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace parley;
  static const test::TemporaryFolder folder;
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  for (const auto& [name, right] : right_files) fuzz::write(folder, name, right);
  for (const auto& [name, right] : right_files) {
    fuzz::write(folder, name, text);
    fuzz::read_or_refuse([&] { static_cast<void>(data::read_baseline(folder.path())); });
    fuzz::write(folder, name, right);
  }
  const auto file = fuzz::write(folder, "fuzz", text);
  fuzz::read_or_refuse([&] { static_cast<void>(data::read_recipe(file)); });
  fuzz::read_or_refuse([&] { static_cast<void>(data::read_group_map(file, {"A", "B"})); });
  fuzz::read_or_refuse([&] { static_cast<void>(data::read_elasticity_sets(file)); });
  return 0;
}
