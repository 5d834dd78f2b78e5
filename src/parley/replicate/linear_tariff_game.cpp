#include "parley/replicate/linear_tariff_game.hpp"

#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <functional>

#include "parley/bargaining/repeated_game.hpp"

namespace parley::replicate {
namespace {

/// What a good is worth to its importer (first) and exporter at a tariff, with intercept a = 2 and q_m = 1/2.
bargaining::PayoffPair worth(double gap, double tariff) {
  constexpr double intercept = 2;
  constexpr double imported_endowment = 0.5;
  const double exported_endowment = imported_endowment + gap;
  // Demand of both adds up to both endowments: (a - p) + (a - p + t) = q_m + q_x.
  const double price = intercept - (imported_endowment + exported_endowment - tariff) / 2;
  const double abroad = price - tariff;
  const double imports = intercept - price - imported_endowment;
  const auto surplus = [&](double at) { return (intercept - at) * (intercept - at) / 2; };
  return {surplus(price) + price * imported_endowment + tariff * imports,
          surplus(abroad) + abroad * exported_endowment};
}

/// The vertex of the parabola through f(-h), f(0), f(h).
double vertex(const std::function<double(double)>& f) {
  constexpr double h = 0.25;
  const double slope = (f(h) - f(-h)) / (2 * h);
  const double curvature = (f(h) - 2 * f(0) + f(-h)) / (h * h);
  return -slope / curvature;
}

/// Nash's agreement on a curve of outcomes, looked at ever more closely around what was chosen.
std::optional<bargaining::PayoffPair> chosen_on(const std::function<bargaining::PayoffPair(double)>& outcome,
                                                double from, double until, const bargaining::PayoffPair& threat) {
  constexpr int steps = 400;
  std::optional<bargaining::PayoffPair> best;
  for (int zoom = 0; zoom < 6; ++zoom) {
    bargaining::ConvexProblem problem{.points = {}, .disagreement = threat};
    const double width = until - from;
    for (int k = 0; k <= steps; ++k) problem.points.push_back(outcome(from + width * k / steps));
    best = bargaining::solution(bargaining::Rule::nash, problem);
    if (!best) return best;
    const auto distance = [&](int k) {
      const bargaining::PayoffPair& point = problem.points[static_cast<std::size_t>(k)];
      return std::hypot(point.first - best->first, point.second - best->second);
    };
    int nearest = 0;
    for (int k = 1; k <= steps; ++k) nearest = distance(k) < distance(nearest) ? k : nearest;
    const double lowest = from;
    from = lowest + width * std::max(nearest - 2, 0) / steps;
    until = lowest + width * std::min(nearest + 2, steps) / steps;
  }
  return best;
}

}  // namespace

bargaining::PayoffPair welfare(const LinearTariffGame& game, double home_tariff, double foreign_tariff) {
  const bargaining::PayoffPair home = worth(game.home_gap, home_tariff);
  const bargaining::PayoffPair home_free = worth(game.home_gap, 0);
  const bargaining::PayoffPair foreign = worth(game.foreign_gap, foreign_tariff);
  const bargaining::PayoffPair foreign_free = worth(game.foreign_gap, 0);
  return {home.first - home_free.first + foreign.second - foreign_free.second,
          home.second - home_free.second + foreign.first - foreign_free.first};
}

double best_home_tariff(const LinearTariffGame& game) {
  return vertex([&](double t) { return welfare(game, t, 0).first; });
}

double best_foreign_tariff(const LinearTariffGame& game) {
  return vertex([&](double t) { return welfare(game, 0, t).second; });
}

double most_cooperative_tariff(const LinearTariffGame& game, double discount) {
  const double war = best_home_tariff(game);
  const auto needed = [&](double tariff) {
    return bargaining::critical_patience({.truce = welfare(game, tariff, tariff).first,
                                          .betray = welfare(game, war, tariff).first,
                                          .war = welfare(game, war, war).first});
  };
  if (needed(0) <= discount) return 0;
  // At the war's tariff there is nothing to break and nothing to keep, so that the search ends just below it.
  double low = 0;
  double high = war * (1 - 1e-6);
  if (needed(high) > discount) return war;
  boost::uintmax_t iterations = 200;
  const auto bracket =
      boost::math::tools::toms748_solve([&](double tariff) { return needed(tariff) - discount; }, low, high,
                                        boost::math::tools::eps_tolerance<double>(50), iterations);
  return (bracket.first + bracket.second) / 2;
}

std::optional<bargaining::PayoffPair> bargained(const LinearTariffGame& game, bool allows_subsidies) {
  const double home = best_home_tariff(game);
  const double foreign = best_foreign_tariff(game);
  const bargaining::PayoffPair threat = welfare(game, home, foreign);
  if (!allows_subsidies) {
    // Where neither may subsidise, one of the two tariffs is zero on the frontier.
    return chosen_on([&](double s) { return s >= 0 ? welfare(game, s, 0) : welfare(game, 0, -s); }, -foreign, home,
                     threat);
  }
  // The frontier: (D - 3t)(D* - 3t*) = (D - t)(D* - t*).
  const auto on_frontier = [&](double t) {
    const double ratio = (game.home_gap - t) / (game.home_gap - 3 * t);
    return welfare(game, t, game.foreign_gap * (1 - ratio) / (3 - ratio));
  };
  return chosen_on(on_frontier, 0, 0.7 * home, threat);
}

}  // namespace parley::replicate
