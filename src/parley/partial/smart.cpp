#include "parley/partial/smart.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace parley::partial {
namespace {

/// Imports and duty factors of a group of suppliers.
struct Market {
  double imports = 0;
  double before = 0;  ///< sum of M (1 + t0)
  double after = 0;   ///< sum of M (1 + t1)
};

/// Imports from everybody but one supplier, summed without it, so that nothing cancels.
Market others_of(const SmartProduct& product, std::size_t supplier) {
  Market others;
  for (std::size_t k = 0; k < product.suppliers.size(); ++k) {
    if (k == supplier) continue;
    const SmartSupplier& each = product.suppliers[k];
    others.imports += each.imports;
    others.before += each.imports * (1 + each.tariff_before);
    others.after += each.imports * (1 + each.tariff_after);
  }
  return others;
}

double relative_price_change(const SmartSupplier& own, const Market& others) {
  return (1 + own.tariff_after) * others.before / ((1 + own.tariff_before) * others.after) - 1;
}

/// Diversion towards one supplier when its relative price moves alone.
double diversion(double own, double others, double x, SmartDiversion form, SmartClip& clip) {
  if (form == SmartDiversion::exact) {
    if (x < -1) {
      clip.relative_quantity = true;
      x = -1;
    }
    return own * others * x / (own + others + own * x);
  }
  const double linear = own * others * x / (own + others);
  const double limited = std::clamp(linear, -own, others);
  clip.diversion_limit = limited != linear;
  return limited;
}

bool is_uniform(const SmartProduct& product) {
  const SmartSupplier& first = product.suppliers.front();
  return std::all_of(product.suppliers.begin(), product.suppliers.end(), [&](const SmartSupplier& each) {
    return each.tariff_before == first.tariff_before && each.tariff_after == first.tariff_after;
  });
}

void divert(const SmartProduct& product, SmartDiversion form, std::vector<SmartEffect>& effects) {
  // Equal duties move no relative price; computing that through weighted means would leave rounding behind.
  if (product.suppliers.empty() || is_uniform(product)) return;
  for (std::size_t c = 0; c < product.suppliers.size(); ++c) {
    const SmartSupplier& own = product.suppliers[c];
    if (own.tariff_after == own.tariff_before) continue;
    const Market others = others_of(product, c);
    if (own.imports <= 0 || others.imports <= 0) continue;
    const double x = -product.substitution_elasticity * relative_price_change(own, others);
    const double gained = diversion(own.imports, others.imports, x, form, effects[c].clip);
    effects[c].trade_diversion += gained;
    for (std::size_t k = 0; k < product.suppliers.size(); ++k) {
      if (k != c) effects[k].trade_diversion -= gained * product.suppliers[k].imports / others.imports;
    }
  }
}

/// Scales a product's diversion to where no supplier loses more than it sold; the sum stays zero.
void limit_diversion(const SmartProduct& product, std::vector<SmartEffect>& effects) {
  double scale = 1;
  for (std::size_t c = 0; c < effects.size(); ++c) {
    const double imports = product.suppliers[c].imports;
    if (imports + effects[c].trade_diversion < 0) scale = std::min(scale, imports / -effects[c].trade_diversion);
  }
  if (scale == 1) return;
  for (SmartEffect& effect : effects) {
    effect.trade_diversion *= scale;
    effect.clip.diversion_scale = scale;
  }
}

void create(const SmartProduct& product, const SmartSupplier& own, SmartEffect& effect) {
  const double price = (own.tariff_after - own.tariff_before) / (1 + own.tariff_before);
  if (price == 0) return;
  const double eps = product.import_demand_elasticity;
  const double mu = own.export_supply_elasticity;
  effect.trade_creation = own.imports * eps * price / (1 - eps / mu);
  effect.world_price_change = std::isinf(mu) ? 0 : price * eps / (mu - eps);
  effect.exporter_revenue_change = std::isinf(mu) ? price * eps : price * eps * (1 + mu) / (mu - eps);
  // Diversion can take all of it, but for rounding.
  const double left = std::max(0.0, own.imports + effect.trade_diversion);
  if (effect.trade_creation < -left) {
    effect.clip.creation_cut = -left - effect.trade_creation;
    effect.trade_creation = -left;
  }
}

void account(const SmartSupplier& own, SmartEffect& effect) {
  effect.imports_after = std::max(0.0, own.imports + effect.trade_diversion + effect.trade_creation);
  const double change = effect.imports_after - own.imports;
  effect.revenue_before = own.tariff_before * own.imports;
  effect.revenue_after = own.tariff_after * effect.imports_after;
  // Adding zero turns the negative zero of an unchanged duty into a plain one.
  effect.consumer_surplus = 0.5 * (own.tariff_before - own.tariff_after) * change + 0.0;
  effect.revenue_on_change = own.tariff_after * change + 0.0;
  effect.welfare = 0.5 * (own.tariff_before + own.tariff_after) * change + 0.0;
}

}  // namespace

void smart_effects(const SmartProduct& product, SmartDiversion form, std::vector<SmartEffect>& effects) {
  effects.assign(product.suppliers.size(), SmartEffect{});
  divert(product, form, effects);
  limit_diversion(product, effects);
  for (std::size_t c = 0; c < effects.size(); ++c) {
    create(product, product.suppliers[c], effects[c]);
    account(product.suppliers[c], effects[c]);
  }
}

SmartTotal smart_total(const SmartProduct& product, const std::vector<SmartEffect>& effects) {
  SmartTotal total;
  for (std::size_t c = 0; c < effects.size(); ++c) {
    const SmartEffect& effect = effects[c];
    total.imports_before += product.suppliers[c].imports;
    total.imports_after += effect.imports_after;
    total.trade_creation += effect.trade_creation;
    total.gross_diversion += 0.5 * std::abs(effect.trade_diversion);
    total.revenue_before += effect.revenue_before;
    total.revenue_after += effect.revenue_after;
    total.consumer_surplus += effect.consumer_surplus;
    total.revenue_on_change += effect.revenue_on_change;
    total.welfare += effect.welfare;
    total.clipped += effect.clip.any();
  }
  return total;
}

SmartTotal& SmartTotal::operator+=(const SmartTotal& other) {
  imports_before += other.imports_before;
  imports_after += other.imports_after;
  trade_creation += other.trade_creation;
  gross_diversion += other.gross_diversion;
  revenue_before += other.revenue_before;
  revenue_after += other.revenue_after;
  consumer_surplus += other.consumer_surplus;
  revenue_on_change += other.revenue_on_change;
  welfare += other.welfare;
  clipped += other.clipped;
  return *this;
}

std::string in_words(const SmartClip& clip) {
  std::string words;
  const auto add = [&](std::string text) { words += (words.empty() ? "" : "; ") + std::move(text); };
  if (clip.relative_quantity) add("relative quantity cut at -100 %");
  if (clip.diversion_limit) add("linear diversion cut at the trade there is");
  if (clip.diversion_scale < 1) add(fmt::format("the product's diversion scaled by {:.6f}", clip.diversion_scale));
  if (clip.creation_cut != 0) add(fmt::format("trade destruction cut by {:.6f}", clip.creation_cut));
  return words;
}

}  // namespace parley::partial
