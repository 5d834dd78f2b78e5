#pragma once

#include <string>
#include <vector>

#include "parley/economy/economy.hpp"
#include "parley/equilibrium/gradient.hpp"

namespace parley::study {

/// An outcome whose causes or slopes are asked for, by names.
struct NamedMeasure {
  std::string measure = "real_income";  ///< one of measure_names()
  std::string country;                  ///< code
  std::string sector, partner;          ///< codes, where the measure has them; empty: all
};
[[nodiscard]] std::vector<std::string> measure_names();

/// Errors  InputError with the closest name for an unknown measure or code; for a sector or partner that it does not have.
[[nodiscard]] Measure measure_of(const NamedMeasure& named, const Economy& labels);

/// One part of a weighted objective; its weight is per per cent, or per million of money.
struct NamedTerm {
  double weight = 1;
  NamedMeasure measure;
};
/// The objective of several parts, in the units of the library. Errors  as measure_of().
[[nodiscard]] Objective objective_of(const std::vector<NamedTerm>& terms, const Economy& labels);

/// The weight of a part as in NamedTerm: per per cent, or per million.
[[nodiscard]] double named_weight(const Objective::Term& term);

}  // namespace parley::study
