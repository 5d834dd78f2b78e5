#pragma once

#include "parley/run/ossa_2014_world.hpp"
#include "parley/strategy/equal_gains.hpp"
#include "parley/strategy/nash.hpp"

namespace parley::run::ossa {

/// Where the authors' rule for a trade war stops: everybody answers the last round's tariffs, until the mean tariff moves
/// by no more than 0.01.
struct Rounds {
  int count = 0;
  TariffCube tariffs;
  Figures figures;
};

/// A Nash equilibrium, and beside it the authors' loose one.
struct War {
  strategy::Policy policy;
  std::vector<strategy::NashProof> proof;
  TariffCube tariffs;
  Figures figures;
  Rounds authors;
};

/// `start` is the MFN war from which the bilateral one starts, as in the article; none for the MFN war.
[[nodiscard]] War solve_war(const Case& data, const std::vector<model::FixedFirmsGovernment>& governments,
                            Tariffs tariffs, const War* start, Observer& observer);

struct Wars {
  War unweighted_mfn, unweighted_bilateral, weighted_mfn, weighted_bilateral;
  [[nodiscard]] const War& of(Tariffs tariffs, bool is_weighted) const;
};
[[nodiscard]] Wars solve_wars(const Case& data, Observer& observer);

/// A change of a policy that costs no more is no different policy, in per cent of the objective.
constexpr double negligible_loss_pct = 1e-6;

/// What a government loses by having another median tariff, in per cent of its objective: its tariffs between the two
/// medians move to the other one.
[[nodiscard]] double loss_at_median(strategy::FixedFirmsGame& game, std::size_t player, const strategy::Policy& policy,
                                    double median_pct, Observer& observer);

/// Why another median may have been printed: it costs nothing that matters. Empty where it costs more.
[[nodiscard]] std::string flat_median(double loss_pct);

// Parts of the replication; each adds its comparisons.
void replicate_optima(const Case& data, Observer& observer, Replication& report);
void replicate_wars(const Case& data, const Wars& wars, Observer& observer, Replication& report);
void replicate_weights(const Case& data, Observer& observer, Replication& report);
void replicate_talks(const Case& data, const Wars& wars, Observer& observer, Replication& report);

}  // namespace parley::run::ossa
