#pragma once

#include "parley/bargaining/equal_gains.hpp"
#include "parley/replicate/ossa_2014_world.hpp"
#include "parley/strategy/nash.hpp"

namespace parley::replicate::ossa {

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

struct WarPlan {
  Tariffs tariffs;
  /// The MFN war from which the bilateral one starts, as in the article; none for the MFN war.
  const War* start = nullptr;
  /// Prohibitive tariffs and unilateral deviations are tried too; without, the war has no proof.
  bool with_proof = true;
};
[[nodiscard]] War solve_war(const Case& data, const std::vector<model::FixedFirmsGovernment>& governments,
                            const WarPlan& plan, Observer& observer);

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

/// The figures of a table, region by region.
using Rows = std::vector<std::vector<double>>;
/// Tables 3 and 8, from each region's own optimum.
[[nodiscard]] Rows optimum_rows(const std::vector<Figures>& optima);
/// Tables 4 and 9.
[[nodiscard]] Rows war_rows(const Figures& figures);
/// Tables 5 and 10, and the same from the authors' loose war; columns of a base without an agreement are no numbers.
struct TalkRows {
  Rows exact, loose;
};
[[nodiscard]] TalkRows talk_rows(const Case& data, const Wars& wars, Tariffs tariffs, Observer& observer);
/// From what talks gain, and the tariffs at which the search for an agreement begins.
struct TalkBase {
  std::string name;
  Figures figures;
  strategy::Policy start;
};
/// The article's three: Nash, the factual tariffs, free trade.
[[nodiscard]] std::vector<TalkBase> talk_bases(const Case& data, const Wars& wars, Tariffs tariffs, bool is_weighted,
                                               Observer& observer);
/// A treaty's figures relative to its base.
struct Agreement {
  bargaining::Treaty treaty;
  Percentages change;
};
/// Equal gains over a base, searched from some policy.
[[nodiscard]] Agreement agree(strategy::FixedFirmsGame& game, const Figures& base, const strategy::Policy& start,
                              Observer& observer);
/// How far the authors' stored wages are, at most, from the equilibrium at their own stored tariffs.
[[nodiscard]] double authors_wage_miss(const Case& data, Tariffs tariffs, Observer& observer);
/// Columns of those tables and their printed decimals.
[[nodiscard]] std::vector<std::string> optimum_columns();
[[nodiscard]] std::vector<std::string> war_columns();
[[nodiscard]] std::vector<std::string> talk_columns();
[[nodiscard]] std::vector<int> talk_decimals();

// Parts of the replication; each adds its comparisons.
void replicate_optima(const Case& data, Observer& observer, Replication& report);
void replicate_wars(const Case& data, const Wars& wars, Observer& observer, Replication& report);
void replicate_weights(const Case& data, Observer& observer, Replication& report);
void replicate_talks(const Case& data, const Wars& wars, Observer& observer, Replication& report);
/// Talks in which imports may be subsidised, without lobbying weights.
void replicate_unrestricted_talks(const Case& data, const Wars& wars, Observer& observer, Replication& report);
/// Tables 3c to 10c: other elasticities, without lobbying weights.
void replicate_elasticities(const Case& data, Observer& observer, Replication& report);

}  // namespace parley::replicate::ossa
