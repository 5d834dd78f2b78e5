#include "parley/equilibrium/explain.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "parley/numerics/chebyshev.hpp"

namespace parley {
namespace {

/// One solved point of the path.
struct PathPoint {
  Shock shock;
  Equilibrium solved;
};

/// Solved points of the path, or fewer than asked where one could not be solved.
std::vector<PathPoint> walk(const Baseline& baseline, const Shock& target, const numerics::ChebyshevRule& rule,
                            Observer& observer) {
  std::vector<PathPoint> points;
  points.reserve(rule.point.size());
  for (const double place : rule.point) {
    PathPoint point{scaled(baseline, target, place), {}};
    const Equilibrium* before = points.empty() ? nullptr : &points.back().solved;
    point.solved =
        solve(baseline, point.shock, {.tolerance = 1e-13, .iteration_limit = 4000, .start = before}, observer);
    // What matters is that both splits close; a residual near the last digit is good enough to try.
    if (point.solved.report.residual > 1e-11) break;
    points.push_back(std::move(point));
  }
  return points;
}

/// The integral of weight dln z along the path, from their values at its points.
class PathIntegral {
 public:
  explicit PathIntegral(const numerics::ChebyshevRule& rule) : rule_(rule) {}
  /// sum_k w_k weight(k) sum_l D_kl log_value(l)
  template <class Weight, class LogValue>
  [[nodiscard]] double operator()(const Weight& weight, const LogValue& log_value) const {
    const std::size_t size = rule_.point.size();
    double sum = 0.0;
    for (std::size_t k = 0; k < size; ++k) {
      double slope = 0.0;
      for (std::size_t l = 0; l < size; ++l) slope += rule_.derivative[k * size + l] * log_value(l);
      sum += rule_.weight[k] * weight(k) * slope;
    }
    return sum;
  }

 private:
  const numerics::ChebyshevRule& rule_;
};

/// One cell's part in the channels of `result.country`, importer n or exporter i of the cell.
void add_channels(const Baseline& baseline, const std::vector<PathPoint>& path, const PathIntegral& integral, Sector s,
                  Importer n, Exporter i, Explanation& result) {
  if (!(baseline.flow(s, n, i) > 0.0)) return;
  const bool buys = country(n) == result.country;
  const bool own = country(n) == country(i);
  const auto income = [&](std::size_t k) { return path[k].solved.income_new(result.country); };
  const auto tax = [&](std::size_t k) { return 1 + path[k].shock.export_tax_new(s, n, i); };
  const auto tariff = [&](std::size_t k) { return path[k].shock.tariff_new(s, n, i); };
  const auto flow = [&](std::size_t k) { return path[k].solved.flow_new(s, n, i); };
  const auto cost = [&](std::size_t k) { return path[k].solved.unit_cost_hat(country(i), s); };
  const auto border = [&](std::size_t k) { return flow(k) * tax(k) / income(k); };
  const Partner other = partner(buys ? country(i) : country(n));
  if (buys && path.back().shock.iceberg_hat(s, n, i) != 1.0) {
    result.wedge_cost(other, s) -=
        integral([&](std::size_t k) { return border(k) * (1 + tariff(k)); },
                 [&](std::size_t l) { return std::log(path[l].shock.iceberg_hat(s, n, i)); });
  }
  if (own) return;
  const double price = integral(border, [&](std::size_t l) { return std::log(cost(l) * tax(l)); });
  result.terms_of_trade(other, s) += buys ? -price : price;
  const auto rate = [&](std::size_t k) { return buys ? tariff(k) * border(k) : (tax(k) - 1) * flow(k) / income(k); };
  result.volume_of_trade(other, s) += integral(rate, [&](std::size_t l) { return std::log(flow(l) / cost(l)); });
}

void split_by_channel(const Baseline& baseline, const std::vector<PathPoint>& path, const PathIntegral& integral,
                      Explanation& result) {
  const Economy& labels = baseline.economy;
  result.terms_of_trade = result.volume_of_trade = result.wedge_cost =
      Array<Partner, Sector>(labels.country_count(), labels.sector_count());
  for (const Sector s : labels.sectors()) {
    for (const Country m : labels.countries()) {
      add_channels(baseline, path, integral, s, importer(result.country), exporter(m), result);
      if (m != result.country) add_channels(baseline, path, integral, s, importer(m), exporter(result.country), result);
    }
  }
  result.transfers = integral([&](std::size_t k) { return 1 / path[k].solved.income_new(result.country); },
                              [&](std::size_t l) { return path[l].solved.deficit_new(result.country); });
}

/// Adds w_k dV/dln z (k) times the whole change of ln z, for every cell of one instrument.
void add_point(const PolicyInstrumentRow& row, const Baseline& baseline, const Shock& target, const PathPoint& point,
               const Gradient& slope, double weight, TradeCells& sum) {
  for (std::size_t at = 0; at < sum.size(); ++at) {
    const double before = base_factor(row, baseline, at);
    const double after = factor(row, target, at);
    if (before == after) continue;
    const double weighted = weight * slope.by[row.instrument].values()[at];
    const double by_log = row.is_border_tax ? weighted * factor(row, point.shock, at) : weighted;
    sum.values()[at] += by_log * std::log(after / before);
  }
}

bool split_by_instrument(const Baseline& baseline, const Shock& target, const std::vector<PathPoint>& path,
                         const numerics::ChebyshevRule& rule, Observer& observer, Explanation& result) {
  result.by_instrument.values.fill(
      TradeCells(baseline.flow.extent(0), baseline.flow.extent(1), baseline.flow.extent(2)));
  result.by_claim.assign(target.claims.size(), 0.0);
  const Objective objective{{{1, result.measure}}};
  for (std::size_t k = 0; k < path.size(); ++k) {
    const Gradient slope = gradient(baseline, path[k].shock, path[k].solved, objective, {.tolerance = 1e-11}, observer);
    if (!slope.report.usable()) return false;
    const double weight = rule.weight[k];
    for (const PolicyInstrumentRow& row : policy_instruments)
      add_point(row, baseline, target, path[k], slope, weight, result.by_instrument[row.instrument]);
    for (std::size_t c = 0; c < target.claims.size(); ++c) {
      const IncomeClaim& claim = target.claims[c];
      result.by_claim[c] += weight * slope.claim_rate[c] * (claim.rate - rate_at_base(baseline, claim));
    }
  }
  return true;
}

double sum_of(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

Explanation split(const Baseline& baseline, const Shock& target, const std::vector<PathPoint>& path,
                  const numerics::ChebyshevRule& rule, const Measure& measure, Observer& observer) {
  Explanation result;
  result.measure = measure;
  result.country = measure.country;
  result.path_points = path.size();
  result.instrument_gap = result.channel_gap = std::nan("");
  if (path.size() < rule.point.size()) return result;
  const Objective objective{{{1, measure}}};
  const double before = value_of(baseline, path.front().solved, objective);
  const double after = value_of(baseline, path.back().solved, objective);
  result.total = after - before;
  if (is_money(measure.kind)) result.scale = std::max(std::abs(before), std::abs(after));
  if (result.has_channels()) {
    split_by_channel(baseline, path, PathIntegral(rule), result);
    result.channel_gap = sum_of(result.terms_of_trade.values()) + sum_of(result.volume_of_trade.values()) +
                         sum_of(result.wedge_cost.values()) + result.transfers - result.total;
  }
  if (split_by_instrument(baseline, target, path, rule, observer, result)) {
    double parts = 0.0;
    for (const TradeCells& cells : result.by_instrument.values) parts += sum_of(cells.values());
    result.instrument_gap = parts + sum_of(result.by_claim) - result.total;
  }
  return result;
}

}  // namespace

bool Explanation::holds(double tolerance) const {
  const double most = tolerance * scale;  // NaN does not hold
  return std::abs(instrument_gap) <= most && (!has_channels() || std::abs(channel_gap) <= most);
}

std::vector<Measure> real_incomes(const std::vector<Country>& countries) {
  std::vector<Measure> measures;
  for (const Country n : countries) measures.push_back({Measure::Kind::real_income, n, {}, {}});
  return measures;
}

std::vector<Explanation> explain(const Baseline& baseline, const Shock& shock, const std::vector<Measure>& measures,
                                 const ExplainOptions& options, Observer& observer) {
  std::vector<Explanation> results;
  for (std::size_t intervals = 8; intervals <= options.most_intervals; intervals *= 2) {
    const numerics::ChebyshevRule rule = numerics::chebyshev_rule(intervals);
    const std::vector<PathPoint> path = walk(baseline, shock, rule, observer);
    results.clear();
    for (const Measure& each : measures) results.push_back(split(baseline, shock, path, rule, each, observer));
    const bool closed = std::all_of(results.begin(), results.end(),
                                    [&](const Explanation& each) { return each.holds(options.tolerance); });
    if (closed || path.size() < rule.point.size()) break;
  }
  return results;
}

}  // namespace parley
