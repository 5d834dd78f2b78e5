#include "parley/replicate/replication.hpp"

#include <algorithm>
#include <cmath>

#include "parley/replicate/replication_cases.hpp"

namespace parley::replicate {

void OracleComparison::add(double difference, std::string_view cell) {
  // The first cell counts whatever it is; one that is no number is worse than any.
  if (cells == 0 || difference > worst || std::isnan(difference)) {
    worst = difference;
    where = cell;
  }
  ++cells;
}

bool Replication::holds() const {
  return std::none_of(published.begin(), published.end(),
                      [](const PublishedCell& c) { return c.verdict == PublishedCell::Verdict::differs; }) &&
         std::all_of(oracles.begin(), oracles.end(), [](const OracleComparison& o) { return o.holds(); });
}

std::vector<TableCount> count_by_table(const std::vector<PublishedCell>& cells) {
  std::vector<TableCount> counts;
  for (const PublishedCell& cell : cells) {
    auto same = std::find_if(counts.begin(), counts.end(), [&](const auto& each) { return each.table == cell.table; });
    if (same == counts.end()) same = counts.insert(counts.end(), {.table = cell.table});
    ++same->figures;
    same->agree += cell.verdict == PublishedCell::Verdict::agrees;
    same->known_exceptions += cell.verdict == PublishedCell::Verdict::known_exception;
  }
  return counts;
}

bool prints_the_same(double published, double computed, int decimals) {
  const double unit = std::pow(10.0, -decimals);
  return std::abs(std::round(computed / unit) - std::round(published / unit)) < 0.5;
}

Replication replicate(const std::string& name, const std::filesystem::path& folder, Observer& observer) {
  return find_case(name).run(folder, observer);
}

}  // namespace parley::replicate
