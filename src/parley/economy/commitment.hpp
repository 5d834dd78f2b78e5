#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "parley/base/index.hpp"

namespace parley {

/// A quantity of one country's purchases from another that policy must reach or keep within.
struct Commitment {
  enum class Kind {
    purchase,          ///< at least the target; the buyer pays the supplier's way in
    quota,             ///< at most the target; licences belong to the importer
    export_restraint,  ///< at most the target; the exporter keeps the price
    tariff_rate_quota  ///< a lower tariff up to the target, the tariff in force above it
  };
  enum class Licences { importer, exporter };
  enum class Instrument {
    subsidy,     ///< a purchase subsidy, or a state buyer that sells on at a loss: the same equations
    tariff_cut,  ///< a lower tariff, never below zero
    opening      ///< one and the same subsidy on every foreign supplier
  };
  /// Who has what named suppliers' buyers pay more.
  enum class Levy {
    nobody,    ///< an order that ignores price: the dearer goods take that much more to make and bring
    treasury,  ///< a discriminating duty, which the buyer's treasury keeps
    sellers    ///< the named suppliers charge it
  };
  enum class Unit {
    value,  ///< million currency units at border prices of the new equilibrium
    volume  ///< million currency units at base prices
  };
  std::string id;
  Kind kind = Kind::purchase;
  Instrument instrument = Instrument::subsidy;
  Unit unit = Unit::value;
  Importer buyer{0};
  Exporter supplier{0};
  std::vector<Sector> sectors;  ///< bound together, under one wedge
  double target = 0;
  /// Suppliers whose sales make way: their goods get dearer by what leaves the buyer's price index alone. Empty: all adjust.
  std::vector<Exporter> from_suppliers;
  Levy levy_goes_to = Levy::nobody;        ///< of the tax on them
  double in_quota_tariff = 0;              ///< of a tariff-rate quota, fraction
  Licences licences = Licences::importer;  ///< who has the rent of a tariff-rate quota
};

inline constexpr std::array levies{Commitment::Levy::nobody, Commitment::Levy::treasury, Commitment::Levy::sellers};

/// "nobody", "treasury", "sellers", as files have them.
[[nodiscard]] constexpr std::string_view to_string(Commitment::Levy levy) {
  switch (levy) {
    case Commitment::Levy::nobody:
      return "nobody";
    case Commitment::Levy::treasury:
      return "treasury";
    case Commitment::Levy::sellers:
      break;
  }
  return "sellers";
}

}  // namespace parley
