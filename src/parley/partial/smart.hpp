#pragma once

#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace parley::partial {

/// Imports of one product from one partner, before, with the duty before and after.
struct SmartSupplier {
  std::string partner;
  double imports = 0;                                                         ///< at world prices, any money unit, >= 0
  double tariff_before = 0;                                                   ///< fraction, > -1
  double tariff_after = 0;                                                    ///< fraction, > -1
  double export_supply_elasticity = std::numeric_limits<double>::infinity();  ///< > 0
};

/// One importer's market for one product.
struct SmartProduct {
  std::string code;
  double import_demand_elasticity = 0;  ///< <= 0
  double substitution_elasticity = 0;   ///< >= 0: fall of relative quantity per rise of relative price
  std::vector<SmartSupplier> suppliers;
};

enum class SmartDiversion {
  exact,  ///< relative quantities move by exactly x
  linear  ///< the first-order term, cut at what there is to divert
};

/// What had to be cut because the linear model left its range; several may hold.
struct SmartClip {
  bool relative_quantity = false;  ///< x below -1 was cut to -1
  bool diversion_limit = false;    ///< linear diversion passed -M_c or M_-c
  double diversion_scale = 1;      ///< all of the product's diversion was scaled by this, where below one
  double creation_cut = 0;         ///< trade destruction in excess of the imports that were left, money
  [[nodiscard]] bool any() const {
    return relative_quantity || diversion_limit || diversion_scale < 1 || creation_cut != 0;
  }
};

/// What changes for one supplier; money in the unit of the imports.
struct SmartEffect {
  double trade_creation = 0;
  double trade_diversion = 0;
  double imports_after = 0;            ///< quantity at base prices
  double world_price_change = 0;       ///< dlnP*, fraction
  double exporter_revenue_change = 0;  ///< dlnR of creation and price, fraction
  double revenue_before = 0;
  double revenue_after = 0;
  double consumer_surplus = 0;   ///< triangle on the change of imports; Laird and Yeats call it welfare (their eq. 20)
  double revenue_on_change = 0;  ///< rectangle on the change of imports
  double welfare = 0;            ///< the two together, which WITS reports as welfare
  SmartClip clip;
};

/// Sums over suppliers, or over products.
struct SmartTotal {
  double imports_before = 0;
  double imports_after = 0;
  double trade_creation = 0;
  double gross_diversion = 0;  ///< half the sum of absolute diversions; their sum is zero
  double revenue_before = 0;
  double revenue_after = 0;
  double consumer_surplus = 0;
  double revenue_on_change = 0;
  double welfare = 0;
  std::size_t clipped = 0;  ///< suppliers of products
  SmartTotal& operator+=(const SmartTotal& other);
};

/// SMART, the single-market model of the World Bank's WITS, for one product.
///
///     TC_c = M_c eps (t1-t0)/(1+t0) / (1 - eps/mu)
///     x_c  = -sigma ([(1+t1_c)/(1+t0_c)] / [(1+t1_-c)/(1+t0_-c)] - 1)
///     TD_c = M_c M_-c x_c / (M_c + M_-c + M_c x_c)          exact;  without M_c x_c below: linear
///     TD_k = -TD_c M_k / M_-c               k != c; every c whose own duty changes in turn, added up
///     M1_c = M_c + TC_c + TD_c
///     dlnP* = (t1-t0)/(1+t0) eps/(mu-eps),  dlnR = (t1-t0)/(1+t0) eps (1+mu)/(mu-eps)
///     dW_c = 0.5 (t0+t1) (M1_c - M_c) = 0.5 (t0-t1) dM [consumer surplus] + t1 dM [revenue]
///
/// M imports; t_-c the import-weighted mean of the others; mu export supply, infinite allowed. Where imports would fall
/// below zero the product's diversion is scaled as a whole, so that it still sums to zero, then destruction is cut; `clip`
/// says so.
/// Needs   the ranges that the fields name (parse_smart sees to it).
/// Cost    O(suppliers); `effects` is resized once, nothing else is allocated.
/// Source  Laird & Yeats (1986), UNCTAD Discussion Paper 19, annex; Jammes & Olarreaga (2005); WITS online help.
void smart_effects(const SmartProduct& product, SmartDiversion form, std::vector<SmartEffect>& effects);

/// Adds up one product's effects.
[[nodiscard]] SmartTotal smart_total(const SmartProduct& product, const std::vector<SmartEffect>& effects);

/// What a clip was, in words: "diversion scaled by 0.83; destruction cut by 12.5"; "" for none.
[[nodiscard]] std::string in_words(const SmartClip& clip);

}  // namespace parley::partial
