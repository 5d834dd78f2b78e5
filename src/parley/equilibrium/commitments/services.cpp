#include "parley/equilibrium/commitments/services.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "parley/base/error.hpp"

namespace parley {
namespace {

constexpr double interval_95 = 1.96;

double cost_factor(double beta, double sigma, double index_before, double index_after) {
  return std::exp(-beta * (index_after - index_before) / (sigma - 1));
}

double own_sales(const Baseline& baseline, const AffiliateReform& reform) {
  return baseline.flow(reform.sector, importer(reform.host), exporter(reform.host));
}

void check(const Baseline& baseline, const Shock& shock, const AffiliateReform& reform) {
  const Economy& labels = baseline.economy;
  const Place place{.key = fmt::format("reform '{}'", reform.id)};
  if (reform.host == reform.owner)
    throw InputError(place, fmt::format("{} is host and owner", labels.code(reform.host)), "affiliates are foreign");
  for (const double cap : {reform.equity_cap_before, reform.equity_cap_after}) {
    if (!(cap >= 0 && cap <= 1))
      throw InputError(place, fmt::format("an equity cap of {:.4g} % is out of range", 100 * cap),
                       "between 0 and 100 %");
  }
  for (const double index : {reform.index_before, reform.index_after}) {
    if (!(index >= 0 && index <= 1))
      throw InputError(place, fmt::format("a restrictiveness of {:.4g} is out of range", index), "between 0 and 1");
  }
  for (const double wedge : {reform.wedge_before, reform.wedge_after}) {
    if (!(wedge > -1) || !std::isfinite(wedge))
      throw InputError(place, fmt::format("a wedge of {:.4g} % is out of range", 100 * wedge), "above -100 %");
  }
  for (const double fees : {reform.licence_fees, reform.licence_fees_after}) {
    if (!(fees >= 0 && fees < own_sales(baseline, reform)))
      throw InputError(place, fmt::format("licence fees of {:.0f} million do not fit into {}'s own sales", fees,
                                          labels.code(reform.host)));
  }
  if (!(reform.affiliate_sales >= 0) || reform.affiliate_sales >= own_sales(baseline, reform)) {
    throw InputError(place,
                     fmt::format("affiliates with sales of {:.0f} million do not fit into {}'s own sales of {}, {:.0f}",
                                 reform.affiliate_sales, labels.code(reform.host), labels.code(reform.sector),
                                 own_sales(baseline, reform)));
  }
  if (shock.deficit_rule == DeficitRule::balanced)
    throw InputError(place, "owners' profits cannot cross borders under balanced trade",
                     "take deficit_rule = \"share_of_world\" or \"share_of_own_income\"");
}

ReformOutcome at_base(const Baseline& baseline, const AffiliateReform& reform) {
  const double theta = baseline.trade_elasticity(reform.sector);
  ReformOutcome outcome;
  outcome.share_before = reform.affiliate_sales / own_sales(baseline, reform);
  const AdValoremEquivalent cost = ad_valorem_equivalent(reform.slope, reform.index_before, reform.index_after);
  const double wedge = (1 + reform.wedge_after) / (1 + reform.wedge_before);
  outcome.cost_hat = (1 + cost.central) * wedge;
  outcome.cost_hat_low = (1 + std::min(cost.low, cost.high)) * wedge;
  outcome.cost_hat_high = (1 + std::max(cost.low, cost.high)) * wedge;
  outcome.share_after = affiliate_nest(outcome.share_before, theta, outcome.cost_hat).share;
  outcome.owner_income_before = reform.equity_cap_before / (1 + theta) * reform.affiliate_sales + reform.licence_fees;
  outcome.owner_income_after = outcome.owner_income_before;
  return outcome;
}

/// What of the host's own sales is the owner's under the reform: profits of affiliates and licence fees.
double owners_share(const Baseline& baseline, const AffiliateReform& reform, const ReformOutcome& outcome) {
  return reform.equity_cap_after / (1 + baseline.trade_elasticity(reform.sector)) * outcome.share_after +
         reform.licence_fees_after / own_sales(baseline, reform);
}

/// The owner's gain a year, begun so many months earlier.
double acceleration(const AffiliateReform& reform, double gain) {
  const double r = reform.interest_rate;
  const double early = (reform.months_until - reform.months_earlier) / 12;
  const double late = reform.months_until / 12;
  return r > 0 ? gain * (std::exp(-r * early) - std::exp(-r * late)) / r : gain * (late - early);
}

}  // namespace

AdValoremEquivalent ad_valorem_equivalent(const RestrictivenessSlope& slope, double index_before, double index_after) {
  if (!(slope.sigma > 1)) throw std::invalid_argument("ad_valorem_equivalent: sigma exceeds one");
  const auto at = [&](double beta) { return cost_factor(beta, slope.sigma, index_before, index_after) - 1; };
  const double width = interval_95 * slope.standard_error;
  return {at(slope.beta), at(slope.beta + width), at(slope.beta - width)};
}

AffiliateNest affiliate_nest(double share, double trade_elasticity, double cost_hat) {
  if (!(share >= 0 && share < 1 && trade_elasticity > 0 && cost_hat > 0))
    throw std::invalid_argument("affiliate_nest: a share in [0, 1), theta and h_hat above zero");
  const double weight = share * std::pow(cost_hat, -trade_elasticity);
  const double sum = 1 - share + weight;
  return {weight / sum, std::pow(sum, -1 / trade_elasticity)};
}

Shock with_reforms(const Baseline& baseline, Shock shock, const std::vector<AffiliateReform>& reforms) {
  for (std::size_t k = 0; k < reforms.size(); ++k) {
    const AffiliateReform& reform = reforms[k];
    check(baseline, shock, reform);
    for (std::size_t other = 0; other < k; ++other) {
      if (reforms[other].host != reform.host || reforms[other].sector != reform.sector) continue;
      throw InputError(Place{.key = fmt::format("reform '{}'", reform.id)},
                       fmt::format("'{}' of the same case changes the same sector of {}", reforms[other].id,
                                   baseline.economy.code(reform.host)),
                       "put both into one entry: their affiliates share one market");
    }
    const ReformOutcome before = at_base(baseline, reform);
    const double theta = baseline.trade_elasticity(reform.sector);
    shock.iceberg_hat(reform.sector, importer(reform.host), exporter(reform.host)) *=
        affiliate_nest(before.share_before, theta, before.cost_hat).price_hat;
    shock.claims.push_back({.id = reform.id,
                            .payer = reform.host,
                            .receiver = reform.owner,
                            .sector = reform.sector,
                            .importer = importer(reform.host),
                            .exporter = exporter(reform.host),
                            .rate = owners_share(baseline, reform, before),
                            .base = before.owner_income_before});
  }
  return shock;
}

std::vector<ReformOutcome> reform_outcomes(const Baseline& baseline, const std::vector<AffiliateReform>& reforms,
                                           const Equilibrium& equilibrium) {
  std::vector<ReformOutcome> outcomes;
  for (const AffiliateReform& reform : reforms) {
    ReformOutcome outcome = at_base(baseline, reform);
    outcome.owner_income_after = owners_share(baseline, reform, outcome) *
                                 equilibrium.flow_new(reform.sector, importer(reform.host), exporter(reform.host));
    outcome.value_of_acceleration = acceleration(reform, outcome.owner_income_after - outcome.owner_income_before);
    outcomes.push_back(outcome);
  }
  return outcomes;
}

ReformedEquilibrium solve_with_reforms(const Baseline& baseline, const Shock& shock,
                                       const std::vector<Commitment>& commitments,
                                       const std::vector<AffiliateReform>& reforms, const CommitmentOptions& options,
                                       Observer& observer) {
  ReformedEquilibrium result;
  result.solved =
      solve_with_commitments(baseline, with_reforms(baseline, shock, reforms), commitments, options, observer);
  if (result.solved.report.usable()) result.reforms = reform_outcomes(baseline, reforms, result.solved.equilibrium);
  return result;
}

}  // namespace parley
