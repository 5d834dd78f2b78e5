#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>

#include "parley/economy/shock.hpp"

namespace parley {

using TradeCells = Array<Sector, Importer, Exporter>;

/// What trade policy can change in every cell of a shock.
enum class PolicyInstrument { tariff, export_tax, wedge };
inline constexpr std::size_t policy_instrument_count = 3;

/// One value for each instrument of trade policy.
template <class Value>
struct ByInstrument {
  std::array<Value, policy_instrument_count> values{};
  [[nodiscard]] Value& operator[](PolicyInstrument at) { return values[static_cast<std::size_t>(at)]; }
  [[nodiscard]] const Value& operator[](PolicyInstrument at) const { return values[static_cast<std::size_t>(at)]; }
};

/// One row of the table of instruments.
///
///     factor = one + level:   1 + t    1 + x    d
struct PolicyInstrumentRow {
  PolicyInstrument instrument;
  std::string_view name;          ///< as options and files have it
  std::string_view label;         ///< in words
  std::string_view unit;          ///< of a level
  TradeCells Shock::* level;      ///< in a shock
  TradeCells Baseline::* base;    ///< in the base; null: one in every cell
  double one = 1;                 ///< what makes a level a factor
  bool is_border_tax = true;      ///< a fraction of a price that governments collect at a border; false: a cost
  bool is_set_by_seller = false;  ///< the exporter imposes it
};

inline constexpr std::array<PolicyInstrumentRow, policy_instrument_count> policy_instruments{
    {{PolicyInstrument::tariff, "tariff", "tariff", "fraction of the border value", &Shock::tariff_new,
      &Baseline::tariff},
     {.instrument = PolicyInstrument::export_tax,
      .name = "export_tax",
      .label = "export tax",
      .unit = "fraction of the exporter's price",
      .level = &Shock::export_tax_new,
      .base = &Baseline::export_tax,
      .is_set_by_seller = true},
     {.instrument = PolicyInstrument::wedge,
      .name = "wedge",
      .label = "non-tariff wedge",
      .unit = "new cost over the base's",
      .level = &Shock::iceberg_hat,
      .base = nullptr,
      .one = 0,
      .is_border_tax = false}}};

[[nodiscard]] constexpr const PolicyInstrumentRow& row_of(PolicyInstrument instrument) {
  return policy_instruments[static_cast<std::size_t>(instrument)];
}

/// The factor of a cell in a shock.
[[nodiscard]] inline double factor(const PolicyInstrumentRow& row, const Shock& shock, std::size_t cell) {
  return row.one + (shock.*row.level).values()[cell];
}
[[nodiscard]] inline double factor(const PolicyInstrumentRow& row, const Shock& shock, Sector s, Importer n,
                                   Exporter i) {
  return row.one + (shock.*row.level)(s, n, i);
}

/// The level of a cell in the base.
[[nodiscard]] inline double base_level(const PolicyInstrumentRow& row, const Baseline& baseline, std::size_t cell) {
  return row.base == nullptr ? 1.0 : (baseline.*row.base).values()[cell];
}

/// The factor of a cell in the base.
[[nodiscard]] inline double base_factor(const PolicyInstrumentRow& row, const Baseline& baseline, std::size_t cell) {
  return row.one + base_level(row, baseline, cell);
}
[[nodiscard]] inline double base_factor(const PolicyInstrumentRow& row, const Baseline& baseline, Sector s, Importer n,
                                        Exporter i) {
  return row.one + (row.base == nullptr ? 1.0 : (baseline.*row.base)(s, n, i));
}

}  // namespace parley
