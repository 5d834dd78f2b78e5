// Any bytes are a scenario or an InputError; a scenario becomes shocks in range or an InputError.
#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "parley/base/error.hpp"
#include "parley/scenario/resolve.hpp"
#include "read_or_refuse.hpp"

namespace {

using parley::fuzz::require;

parley::Baseline small_world() {
  using namespace parley;
  BaselineData data;
  data.info.name = "small";
  data.economy = Economy({{"USA", "United States"}, {"CHN", "China"}, {"JPN", "Japan"}},
                         {{"STL", "Steel", true}, {"MVH", "Cars", true}, {"FIN", "Finance", false}});
  data.flow = Array<Sector, Importer, Exporter>(3, 3, 3);
  data.flow.fill(10);
  data.tariff = Array<Sector, Importer, Exporter>(3, 3, 3);
  data.tariff(Sector(1), Importer(1), Exporter(0)) = 0.20;
  data.trade_elasticity = Array<Sector>(3);
  data.trade_elasticity.fill(4);
  data.elasticity_source.assign(3, "made up");
  return calibrate(std::move(data));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  static const parley::Baseline world = small_world();
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  try {
    const parley::scenario::Scenario scenario = parley::scenario::parse(text, "fuzz.toml");
    require(!scenario.compares.empty());
    const parley::scenario::ResolvedScenario resolved = parley::scenario::resolve(scenario, world);
    for (const auto& compare : scenario.compares) {
      const parley::Shock shock = parley::scenario::to_shock(resolved, compare, world);
      for (const double tariff : shock.tariff_new.values()) require(tariff >= 0 && tariff <= 30);
      for (const double tax : shock.export_tax_new.values()) require(tax >= 0 && tax <= 4);
      for (const double hat : shock.iceberg_hat.values()) require(hat > 0);
      std::vector<std::string> notes;
      for (const parley::Commitment& each : parley::scenario::commitments(resolved, compare, notes))
        require(each.target > 0 || each.kind != parley::Commitment::Kind::purchase);
      for (const parley::AffiliateReform& each : parley::scenario::affiliate_reforms(resolved, compare, notes))
        require(each.equity_cap_after >= 0 && each.equity_cap_after <= 1 && each.affiliate_sales >= 0);
    }
    if (const auto& plan = scenario.deal) require(plan->parties.size() == 2 && plan->package_count() > 0);
    if (const auto& plan = scenario.strategy) {
      require(plan->players.size() == 2 && plan->frontier_points >= 2);
      require(plan->lowest_tariff > -1 && plan->lowest_tariff < plan->highest_tariff && plan->highest_tariff <= 100);
      require(plan->curve.size() >= 2 && std::is_sorted(plan->curve.begin(), plan->curve.end()));
      require(resolved.strategy->players.size() == 2);
    }
  } catch (const parley::InputError& error) {
    require(!error.problems().empty());
  }
  return 0;
}
