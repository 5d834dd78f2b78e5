// Any bytes are a file of SMART, of GSIM or of a list recipe, or an InputError; what was read gives effects that add up.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "parley/partial/gsim_file.hpp"
#include "parley/partial/list_recipe.hpp"
#include "parley/partial/smart_file.hpp"
#include "read_or_refuse.hpp"

namespace {

using namespace parley;
using fuzz::require;

/// Numbers that an economy can have; beyond them sums lose the digits that the checks look at.
bool is_plain(double value) { return value == 0 || (std::abs(value) > 1e-6 && std::abs(value) < 1e9); }

bool is_plain(const partial::SmartProduct& product) {
  bool plain = is_plain(product.import_demand_elasticity) && is_plain(product.substitution_elasticity);
  for (const partial::SmartSupplier& each : product.suppliers) {
    plain = plain && is_plain(each.imports) && each.tariff_before > -0.9 && each.tariff_after > -0.9 &&
            is_plain(each.tariff_before) && is_plain(each.tariff_after);
  }
  return plain;
}

void check_smart(const partial::SmartInput& input) {
  std::vector<partial::SmartEffect> effects;
  for (const partial::SmartProduct& product : input.products) {
    for (const auto form : {partial::SmartDiversion::exact, partial::SmartDiversion::linear}) {
      partial::smart_effects(product, form, effects);
      if (!is_plain(product)) continue;
      double imports = 1;
      double diverted = 0;
      for (const partial::SmartSupplier& each : product.suppliers) imports += each.imports;
      for (const partial::SmartEffect& effect : effects) {
        require(effect.imports_after >= 0);
        diverted += effect.trade_diversion;
      }
      require(std::abs(diverted) <= 1e-6 * imports);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(bytes), size);
  fuzz::read_or_refuse([&] {
    partial::SmartElasticityTable table;
    table.otherwise.import_demand = -1;
    check_smart(partial::parse_smart(text, "fuzz.csv", table));
  });
  fuzz::read_or_refuse([&] { static_cast<void>(partial::parse_smart_elasticities(text, "fuzz.csv")); });
  fuzz::read_or_refuse([&] {
    partial::GsimInput input = partial::parse_gsim(text, "fuzz.csv");
    if (input.market.countries.size() > 20) return;
    const partial::GsimEffects effects = partial::gsim_effects(input.market, partial::ConsumerSurplus::second_order);
    if (effects.status != partial::GsimStatus::solved) return;
    for (const double trade : effects.trade_after.values()) require(!(trade < 0));
  });
  fuzz::read_or_refuse([&] {
    partial::GsimInput input =
        partial::parse_gsim("exporter,importer,trade,tariff_before_pct,tariff_after_pct\nA,B,1,0,5\n", "t.csv");
    partial::set_gsim_elasticities(input, text, "fuzz.csv");
  });
  fuzz::read_or_refuse([&] {
    const partial::ListRecipe recipe = partial::parse_list_recipe(text, "fuzz.toml");
    require(recipe.budget_usd > 0 && recipe.rate > 0 && recipe.fill > 0 && recipe.fill <= 1);
  });
  return 0;
}
