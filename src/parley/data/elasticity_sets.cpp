#include "parley/data/elasticity_sets.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "parley/text/csv.hpp"

namespace parley::data {

std::vector<ElasticitySet> read_elasticity_sets(const std::filesystem::path& file) {
  const text::CsvTable table = text::read_csv(file);
  const std::size_t set = table.column("set");
  const std::size_t sector = table.column("sector");
  const std::size_t theta = table.column("theta");
  std::vector<ElasticitySet> sets;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const std::string name(table.cell(row, set));
    auto found = std::find_if(sets.begin(), sets.end(), [&](const ElasticitySet& each) { return each.name == name; });
    if (found == sets.end()) found = sets.insert(sets.end(), {name, {}});
    const double value = table.number(row, theta);
    if (!(value > 0))
      throw InputError(table.place(row, theta), fmt::format("{} is not an elasticity", value), "above zero");
    if (!found->theta.emplace(table.cell(row, sector), value).second)
      throw InputError(table.place(row, sector),
                       fmt::format("'{}' has two rows in '{}'", table.cell(row, sector), name));
  }
  return sets;
}

std::string apply_elasticity_set(const std::vector<ElasticitySet>& sets, const std::string& name, const Place& place,
                                 Baseline& baseline) {
  std::vector<std::string> known;
  for (const ElasticitySet& each : sets) {
    known.push_back(each.name);
    if (each.name != name) continue;
    std::vector<std::string> kept;
    for (const Sector s : baseline.economy.sectors()) {
      const auto found = each.theta.find(baseline.economy.code(s));
      if (found == each.theta.end()) {
        kept.push_back(baseline.economy.code(s));
      } else {
        baseline.trade_elasticity(s) = found->second;
      }
    }
    if (kept.size() == baseline.economy.sector_count())
      throw InputError(place, fmt::format("set '{}' has none of this baseline's sectors", name));
    return kept.empty()
               ? fmt::format("trade elasticities of {}", name)
               : fmt::format("trade elasticities of {}; the baseline's own for {}", name, fmt::join(kept, " "));
  }
  throw InputError(place, fmt::format("no set of elasticities '{}'", name),
                   fmt::format("known: {}", fmt::join(known, " ")));
}

}  // namespace parley::data
