// Any bytes are a table that a baseline is built from, beside others that are right, or an InputError.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "parley/data/build/judged_tariffs.hpp"
#include "parley/data/build/part_shares.hpp"
#include "parley/data/build/source_tables.hpp"
#include "read_or_refuse.hpp"
#include "small_world.hpp"
#include "temporary_file.hpp"

namespace {

using namespace parley;
using fuzz::require;

const fuzz::NamedFiles right_files = fuzz::small_world_with({{"elasticities.csv", "sector,theta\nG,4\n"}});

void read_all(const std::filesystem::path& folder) {
  data::SourceTables tables = data::read_source_tables(folder, {});
  for (const double flow : tables.data.flow.values()) require(flow >= 0 && std::isfinite(flow));
  for (const double tariff : tables.data.tariff.values()) require(tariff >= 0 && std::isfinite(tariff));
  data::read_elasticities(folder, {.file = "elasticities.csv"}, tables.data);
  for (const double elasticity : tables.data.trade_elasticity.values())
    require(elasticity > 0 && std::isfinite(elasticity));
}

void read_shares(const std::filesystem::path& file, const BaselineData& data) {
  constexpr double largest_share = 0.97;
  const data::PartShares shares = data::read_part_shares(file, data, Sector(0), "P", largest_share);
  for (const double share : shares.share.values()) require(share >= 0 && share <= largest_share);
}

void require_sound(const std::vector<data::WholeFlow>& flows) {
  for (const data::WholeFlow& flow : flows) require(flow.musd > 0 && std::isfinite(flow.musd));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const test::TemporaryFolder folder;
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  for (const auto& [name, right] : right_files) fuzz::write(folder, name, right);
  for (const auto& [name, right] : right_files) {
    fuzz::write(folder, name, text);
    fuzz::read_or_refuse([&] { read_all(folder.path()); });
    fuzz::write(folder, name, right);
  }
  const auto file = fuzz::write(folder, "fuzz.csv", text);
  const data::SourceTables right = data::read_source_tables(folder.path(), {});
  fuzz::read_or_refuse([&] { read_shares(file, right.data); });
  fuzz::read_or_refuse([&] { require_sound(data::read_whole_flows(file, right.data.economy)); });
  for (const auto judge : {data::set_tariffs, data::unite_customs, data::scale_to_collected}) {
    fuzz::read_or_refuse([&] {
      BaselineData judged = right.data;
      (void)judge(file, judged);
      for (const double tariff : judged.tariff.values()) require(tariff >= 0 && std::isfinite(tariff));
    });
  }
  return 0;
}
