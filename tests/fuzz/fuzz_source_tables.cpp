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
#include "temporary_file.hpp"

namespace {

using namespace parley;
using fuzz::require;

const std::vector<std::pair<std::string, std::string>> right_files{
    {"regions.csv", "code,name\nA,Aland\nB,Bland\n"},
    {"sectors.csv", "code,name,goods\nG,Goods,1\nS,Services,0\n"},
    {"flows.csv",
     "exporter,importer,sector,value_musd\nA,A,G,1000\nA,B,G,100\nB,A,G,120\nB,B,G,900\nA,A,S,1500\nA,B,S,30\n"
     "B,A,S,20\nB,B,S,1200\n"},
    {"tariffs.csv", "importer,exporter,sector,tariff_pct\nA,B,G,5\nB,A,G,8\n"},
    {"accounts.csv",
     "region,sector,gross_output_musd,value_added_musd,final_demand_musd\nA,G,1100,650,720\nA,S,1530,1230,1170\n"
     "B,G,1020,570,600\nB,S,1220,920,880\n"},
    {"use.csv",
     "region,input_sector,user_sector,value_musd\nA,G,G,300\nA,G,S,100\nA,S,G,150\nA,S,S,200\nB,G,G,300\nB,G,S,100\n"
     "B,S,G,150\nB,S,S,200\n"},
    {"elasticities.csv", "sector,theta\nG,4\n"}};

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
