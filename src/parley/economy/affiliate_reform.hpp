#pragma once

#include <string>

#include "parley/base/index.hpp"

namespace parley {

/// How trade costs follow a restrictiveness index: the slope of ln(trade) and what turns it into a cost.
struct RestrictivenessSlope {
  double beta = 0;            ///< b < 0, of ln(trade) on the index
  double standard_error = 0;  ///< of b
  double sigma = 2;           ///< elasticity of substitution > 1
};

/// A host lets foreign owners hold more of their affiliates, restricts them less, or takes less of their technology.
struct AffiliateReform {
  std::string id;
  Country host{0};
  Country owner{0};
  Sector sector{0};
  double affiliate_sales = 0;    ///< of the owner's affiliates in the host at the base, million
  double equity_cap_before = 1;  ///< kappa: the share of the affiliates' profit that is the owner's, fraction
  double equity_cap_after = 1;
  double index_before = 0;  ///< services trade restrictiveness, 0 (open) to 1 (closed)
  double index_after = 0;
  RestrictivenessSlope slope;
  double wedge_before = 0;  ///< what forced transfer of technology adds to the affiliates' cost, ad valorem fraction
  double wedge_after = 0;
  double licence_fees = 0;        ///< what the host's producers pay the owner for technology at the base, million
  double licence_fees_after = 0;  ///< the same at the base's sales under the reform
  double months_earlier = 0;      ///< than otherwise agreed
  double months_until = 0;        ///< when it then begins
  double interest_rate = 0.05;
};

}  // namespace parley
