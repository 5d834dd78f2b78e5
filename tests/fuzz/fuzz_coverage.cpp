// Any bytes are a coverage file (or a recipe of one) or an InputError; shares that were read scale to half their sectors.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>

#include "parley/base/error.hpp"
#include "parley/tariff/lists/coverage.hpp"
#include "parley/tariff/lists/coverage_recipe.hpp"
#include "read_or_refuse.hpp"

namespace {

using parley::fuzz::require;

void scale_half(const parley::tariff::CoverageTable& table) {
  double reachable = 0;
  for (const auto& row : table.rows) {
    // Dollars beyond any economy lose the cents that the check below looks at.
    if (row.coverage > 0 && (row.total_musd > 1e9 || row.coverage < 1e-6)) return;
    if (row.coverage > 0) reachable += row.total_musd;
  }
  if (reachable < 1e-3) return;
  const auto scaled = parley::tariff::scale_to_budget(table.rows, reachable / 2, {});
  double sum = 0;
  for (std::size_t at = 0; at < table.rows.size(); ++at) {
    require(scaled.share[at] >= 0 && scaled.share[at] <= 1);
    sum += scaled.share[at] * table.rows[at].total_musd;
  }
  require(std::abs(sum - reachable / 2) <= 1e-6 * reachable);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  try {
    scale_half(parley::tariff::parse_coverage(text, "fuzz.csv"));
  } catch (const parley::InputError& error) {
    require(!error.problems().empty());
  }
  try {
    static_cast<void>(parley::tariff::parse_coverage_recipe(text, "fuzz.recipe.toml"));
  } catch (const parley::InputError& error) {
    require(!error.problems().empty());
  }
  return 0;
}
