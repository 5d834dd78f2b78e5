#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "parley/economy/baseline.hpp"
#include "parley/economy/shock.hpp"
#include "parley/equilibrium/equilibrium.hpp"
#include "parley/equilibrium/outcome.hpp"

namespace parley::study {

/// A solved case as the measures read it.
struct SolvedWorld {
  const Baseline& baseline;
  const Shock& shock;
  const Equilibrium& equilibrium;
  const Outcome& outcome;
};

/// Whose number is asked for; a measure reads the members that its scope names.
struct Subject {
  Country country{0};  ///< of a flow the exporter
  Sector sector{0};
  Country partner{0};  ///< whom the country sells to
};

/// One number that a solved case gives for each country, sector of a country, pair, flow or the world.
struct OutcomeMeasure {
  enum class Scope { world, country, pair, sector, flow };

  std::string_view id;  ///< the column of the table and the key in result.json; unique in its scope
  Scope scope = Scope::country;
  std::string_view unit;  ///< "%", "million", "a person" (one unit of the currency), "ratio"
  std::string_view name;  ///< "real income, exact"; of a pair the partner's code follows
  int column = 0;         ///< place in country.csv, sector.csv or bilateral.csv, from one; 0: in none of them
  bool is_in_json = false;
  bool is_level = false;        ///< no change: it is shown without a plus sign
  int headline = 0;             ///< place among the lines of one country, from one; 0: not in the headline
  std::string_view anchor;      ///< where the page says how the headline's number is made: "real-income"
  std::string_view term;        ///< the word that is explained there; empty: another measure's row explains it
  std::string_view definition;  ///< how it is made, in a sentence or two
  double (*value)(const SolvedWorld& world, const Subject& subject) = nullptr;
};

/// Every measure, in the order in which they are explained.
[[nodiscard]] std::span<const OutcomeMeasure> outcome_measures();

/// The columns of the table of one scope, from the left.
[[nodiscard]] std::vector<const OutcomeMeasure*> columns_of(OutcomeMeasure::Scope scope);

}  // namespace parley::study
