#pragma once

#include <vector>

#include "parley/data/build/customs_targets.hpp"
#include "parley/economy/baseline.hpp"

namespace parley::data {

/// A service in which trade and transport margins stand at basic prices.
struct MarginSector {
  Sector sector;
  double share = 0;  ///< the most of what an importer pays for it that can be a margin on goods, fraction
};

struct MarginOptions {
  std::vector<MarginSector> sectors;
  double other_ratio = 1;    ///< customs value over basic price where nothing is recorded
  double most_of_use = 0.9;  ///< the most of a user's purchases of a margin service that can go over to goods
};

struct MovedMargins {
  Array<Sector, Importer, Exporter> margin;  ///< M, million: added to the flow of goods
  double total_musd = 0;
  double to_final_musd = 0;  ///< goods that went to final use because their user buys too little of the services
};

/// Moves trade and transport margins from services into the goods that they were charged on, with their users.
///
///     A_p = share_p F[n,i,p];   l_p = A_p / sum_p A_p;   M[n,i,s] = w min(1, sum_p A_p / sum_s w)
///     w = max(V - F, 0) min(1, (sum V - sum F)+ / sum max(V - F, 0))       pairs that are recorded whole
///       = max(V - F, 0)                                                    a cell that is recorded alone
///       = (other_ratio - 1) F                                              else
///     exporter   F[n,i,s] += M;  F[n,i,p] -= l_p sum_s M;  F[i,i,p] += sum_n l_p sum_s M;  U[i,p,s] += sum_n l_p M
///     importer   U[n,s,k] += d[n,s,k] = (sum_i M) U[n,s,k] / sum_k U[n,s,k],  k: users and final use
///                U[n,p,k] -= r_p[n,k],  sum_p r_p = sum_s d,  sum_k r_p = sum_i l_p sum_s M,  r_p <= most_of_use U[n,p,k]
///
/// Keeps   output of services, value added of every sector at border prices, what every user spends, trade balances.
/// Units   million.
/// Errors  InputError as tabulate(); for services that are not there; where users cannot give up the services.
[[nodiscard]] MovedMargins move_margins(BaselineData& data, const TargetTable& targets, const MarginOptions& options);

}  // namespace parley::data
