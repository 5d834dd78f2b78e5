#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/array.hpp"
#include "parley/economy/economy.hpp"
#include "parley/economy/production_structure.hpp"

namespace parley {

/// What every country's deficit keeps step with; docs/model/closure.md compares them and has the equations.
enum class DeficitRule { fixed, share_of_world, share_of_own_income, balanced };
inline constexpr std::array deficit_rules{DeficitRule::fixed, DeficitRule::share_of_world,
                                          DeficitRule::share_of_own_income, DeficitRule::balanced};
[[nodiscard]] std::string_view to_string(DeficitRule rule);
/// The rule of a name, as to_string() has it.
[[nodiscard]] std::optional<DeficitRule> find_deficit_rule(std::string_view name);

/// Countries for which the rule of all is not the whole story.
struct DeficitExceptions {
  std::vector<Country> balanced;  ///< their trade is balanced, whatever the rule
  /// Who takes up, in proportion to income, what the others leave of a world that adds up to zero; empty: all but the
  /// balanced.
  std::vector<Country> remainder;
  [[nodiscard]] bool balances(Country n) const;
  [[nodiscard]] bool takes_remainder(Country n) const;
  [[nodiscard]] bool operator==(const DeficitExceptions&) const = default;
};

/// Where one file of a baseline came from and under which terms it may be passed on.
struct Provenance {
  std::string file;
  std::string source;
  std::string licence;
};

/// A number of a baseline that its sources do not settle, as somebody decided it.
struct Judgement {
  std::string what;    ///< "tariff of KOR on all others in AGR"
  std::string value;   ///< with its unit
  std::string bounds;  ///< what other sources or readings would give; may be empty
  std::string file;    ///< where it can be edited
  std::string source;
};

struct BaselineInfo {
  std::string name;
  int year = 0;
  std::string currency = "USD";  ///< ISO code; values are in millions of it
  DeficitRule deficit_rule = DeficitRule::fixed;
  DeficitExceptions deficit_exceptions;  ///< of a scenario; a baseline as read has none
  std::string description;
  std::vector<Provenance> provenance;
  std::vector<Judgement> judgements;
  std::vector<std::string> notes;  ///< what was split, assumed, rescaled: shown in every report
};

/// The numbers of a baseline folder, dense and keyed, before calibration.
struct BaselineData {
  BaselineInfo info;
  Economy economy;
  Array<Sector, Importer, Exporter> flow;      ///< million currency units, basic prices, own sales included
  Array<Sector, Importer, Exporter> tariff;    ///< ad valorem fraction
  Array<Country, InputSector, Sector> use;     ///< million, basic prices, all origins together; empty: no input links
  Array<Sector> trade_elasticity;              ///< theta > 0
  std::vector<std::string> elasticity_source;  ///< one per sector
  Array<Country> population;                   ///< persons in the base year, > 0; empty where nobody has stated them
};

/// A calibrated world economy: an exact equilibrium of the model when `clipped_final_use` is empty.
///
/// Shapes by the types; n importer, i exporter. Money in millions of `info.currency`, basic prices unless named.
/// Calibration: X = sum_i F (1+t);  m = X / sum_i F;  g[n,k,j] = use[n,k,j] m[n,k] / Y[n,j];  b = 1 - sum_k g;
///              VA = sum_j b Y;  I = VA + R + D;  alpha = (X - sum_k g Y) / I.
/// Made by calibrate(); members are not changed afterwards.
struct Baseline {
  BaselineInfo info;
  Economy economy;

  Array<Sector, Importer, Exporter> flow;               ///< F: at exporter (basic) prices, export taxes excluded
  Array<Sector, Importer, Exporter> tariff;             ///< t, ad valorem fraction on the border value
  Array<Sector, Importer, Exporter> export_tax;         ///< x, ad valorem fraction on the exporter price
  Array<Sector, Importer, Exporter> expenditure_share;  ///< pi, sums to one over exporters, or zero where X = 0

  Array<Country, Sector> expenditure;               ///< X[n,j], tariff-inclusive
  Array<Country, Sector> gross_output;              ///< Y[i,j]
  Array<Country, Sector> value_added_share;         ///< b[n,j]
  Array<Country, InputSector, Sector> input_share;  ///< g[n,k,j]: input k in the output of j
  Array<Country, Sector> consumption_share;         ///< alpha[n,j], sums to one over sectors
  Array<Sector> trade_elasticity;                   ///< theta[j]
  Array<Country> population;                        ///< persons in the base year; empty where nobody has stated them

  /// What a horizon leaves of the answers of production; calibrate() leaves the long run.
  ProductionStructure production;

  Array<Country> value_added;     ///< VA[n] = wage bill at the base
  Array<Country> tariff_revenue;  ///< R[n]
  Array<Country> export_tax_revenue;
  Array<Country> deficit;  ///< D[n] = imports - exports at border prices
  Array<Country> income;   ///< I[n] = final expenditure

  /// Negative final shares that were set to zero on request (Caliendo-Parro's way), "CAN,Auto -0.062"; else empty.
  std::vector<std::string> clipped_final_use;

  /// What a country earns in the base year, duties with wages: VA + R, without the deficit.
  [[nodiscard]] double earned_income(Country n) const {
    return value_added(n) + tariff_revenue(n) + export_tax_revenue(n);
  }
};

enum class NegativeFinalUse { refuse, clip };

struct CalibrationOptions {
  /// What to do where the accounts leave a negative final share: refuse (InputError), or clip to zero and rescale,
  /// after which the folder is no equilibrium and the caller must solve once before any shock.
  NegativeFinalUse negative_final_use = NegativeFinalUse::refuse;
};

/// Calibrates shares from flows, uses and tariffs; methods: docs/model/calibration.md.
///
/// Errors  InputError where value added is not positive, an elasticity is not positive, or (by option) a final share
///         is negative.
[[nodiscard]] Baseline calibrate(BaselineData data, const CalibrationOptions& options = {});

}  // namespace parley
