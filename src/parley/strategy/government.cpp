#include "parley/strategy/government.hpp"

#include <fmt/format.h>

#include <cmath>

#include "parley/base/error.hpp"

namespace parley::strategy {
namespace {

double base_jobs(const Baseline& baseline, Country n, Sector s) {
  return baseline.value_added_share(n, s) * baseline.gross_output(n, s);
}

/// sum_s lambda_s L_s
double weighted_jobs(const Baseline& baseline, const Government& government) {
  double sum = 0;
  for (const Sector s : baseline.economy.sectors())
    sum += government.sector_weight(s) * base_jobs(baseline, government.country, s);
  return sum;
}

/// ln G from ln W, R' and L_hat by sector.
template <class JobsHat>
double combine(const Baseline& baseline, const Government& government, double log_income, double revenue,
               const JobsHat& jobs_hat) {
  const Country n = government.country;
  double value = government.income_weight * log_income + government.revenue_weight * revenue / baseline.income(n);
  if (!government.sector_weight.empty()) {
    double jobs = 0;
    for (const Sector s : baseline.economy.sectors()) {
      if (base_jobs(baseline, n, s) > 0) jobs += government.sector_weight(s) * base_jobs(baseline, n, s) * jobs_hat(s);
    }
    value += std::log(jobs / weighted_jobs(baseline, government));
  }
  if (!government.jobs_weight.empty()) {
    for (const Sector s : baseline.economy.sectors()) {
      if (government.jobs_weight(s) != 0) value += government.jobs_weight(s) * std::log(jobs_hat(s));
    }
  }
  // The base's own revenue is part of the base.
  return value - government.revenue_weight * baseline.tariff_revenue(n) / baseline.income(n);
}

}  // namespace

double payoff(const Baseline& baseline, const Government& government, const Equilibrium& solved) {
  const Country n = government.country;
  double log_income = std::log(solved.income_new(n) / baseline.income(n));
  for (const Sector s : baseline.economy.sectors()) {
    if (baseline.consumption_share(n, s) > 0)
      log_income -= baseline.consumption_share(n, s) * std::log(solved.price_index_hat(n, s));
  }
  return combine(baseline, government, log_income, solved.tariff_revenue_new(n), [&](Sector s) {
    return solved.gross_output_new(n, s) / baseline.gross_output(n, s) / solved.wage_hat(n);
  });
}

double payoff(const GovernmentLevels& at, const Government& government) {
  const Baseline& baseline = at.baseline;
  const Country n = government.country;
  double log_income = std::log(at.state.income[n.value()] / baseline.income(n));
  for (const Sector s : baseline.economy.sectors()) {
    log_income -=
        baseline.consumption_share(n, s) * at.x[baseline.economy.country_count() * (1 + s.value()) + n.value()];
  }
  return combine(baseline, government, log_income, at.state.tariff_revenue[n.value()], [&](Sector s) {
    return at.state.gross_output(s, n) / baseline.gross_output(n, s) / at.state.wage_hat[n.value()];
  });
}

void add_seeds(const GovernmentLevels& at, const Government& government, double weight, model::LevelSeeds& seeds) {
  const Baseline& baseline = at.baseline;
  const Country n = government.country;
  const double on_income = weight * government.income_weight;
  seeds.income(n) += on_income / at.state.income[n.value()];
  seeds.tariff_revenue(n) += weight * government.revenue_weight / baseline.income(n);
  for (const Sector s : baseline.economy.sectors())
    seeds.log_price(s, n) -= on_income * baseline.consumption_share(n, s);
  const auto jobs = [&](Sector s, double slope) {
    seeds.gross_output(s, n) += slope / at.state.gross_output(s, n);
    seeds.log_wage(n) -= slope;
  };
  if (!government.sector_weight.empty()) {
    double sum = 0;
    const auto part = [&](Sector s) {
      return government.sector_weight(s) * baseline.value_added_share(n, s) * at.state.gross_output(s, n);
    };
    for (const Sector s : baseline.economy.sectors()) sum += part(s);
    for (const Sector s : baseline.economy.sectors()) {
      if (part(s) > 0) jobs(s, weight * part(s) / sum);
    }
  }
  if (!government.jobs_weight.empty()) {
    for (const Sector s : baseline.economy.sectors()) {
      if (government.jobs_weight(s) != 0) jobs(s, weight * government.jobs_weight(s));
    }
  }
}

void check(const Baseline& baseline, const Government& government) {
  const Economy& labels = baseline.economy;
  const Place place{.key = "government of " + labels.code(government.country)};
  if (!(government.income_weight >= 0 && government.revenue_weight >= 0))
    throw InputError(place, "a weight is negative", "weights are zero or positive");
  for (const Array<Sector>* weights : {&government.sector_weight, &government.jobs_weight}) {
    if (weights->empty()) continue;
    if (weights->size() != labels.sector_count())
      throw InputError(place,
                       fmt::format("has {} sector weights for {} sectors", weights->size(), labels.sector_count()));
    for (const Sector s : labels.sectors()) {
      if (!((*weights)(s) >= 0))
        throw InputError(place, fmt::format("the weight of {} is {}", labels.code(s), (*weights)(s)),
                         "weights are zero or positive");
      if (weights == &government.jobs_weight && (*weights)(s) > 0 && !(base_jobs(baseline, government.country, s) > 0))
        throw InputError(place, fmt::format("wants jobs in {}, where it has none", labels.code(s)));
    }
  }
  if (!government.sector_weight.empty() && !(weighted_jobs(baseline, government) > 0))
    throw InputError(place, "gives no weight to any sector it has");
}

}  // namespace parley::strategy
