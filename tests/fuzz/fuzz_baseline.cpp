// Any bytes are a file of a baseline folder whose other files are right, or an InputError; the same for the recipe of a
// baseline, a map of groups and sets of elasticities.
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <string>

#include "parley/data/build/aggregate.hpp"
#include "parley/data/build/recipe.hpp"
#include "parley/data/elasticity_sets.hpp"
#include "parley/data/read_baseline.hpp"
#include "read_or_refuse.hpp"
#include "small_world.hpp"
#include "temporary_file.hpp"

namespace {

const parley::fuzz::NamedFiles right_files = parley::fuzz::small_world_with(
    {{"baseline.toml", "format = 1\nname = \"w\"\nyear = 2017\ncurrency = \"USD\"\ndeficit_rule = \"fixed\"\n"},
     {"elasticities.csv", "sector,theta,source\nG,4,x\nS,3,x\n"},
     {"population.csv", "region,persons\nA,40\nB,30\n"},
     {"groups.csv", "group,name,member,customs_union\nU,Union,A,1\nU,Union,B,1\nL,List,B,0\n"}});

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
