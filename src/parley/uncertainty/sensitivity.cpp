#include "parley/uncertainty/sensitivity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "parley/base/parallel_for.hpp"
#include "parley/uncertainty/central.hpp"
#include "parley/uncertainty/collect_draws.hpp"
#include "parley/uncertainty/sensitivity_quantities.hpp"

namespace parley::uncertainty {
namespace {

/// 10th and 90th percentile of a standard normal, the ends of a tornado bar.
constexpr double tornado_score = 1.2815515655446004;

std::size_t thread_count(const SensitivityOptions& options, std::size_t most) {
  return parley::thread_count(options.threads, most);
}

std::vector<QuantityInterval> quantities(const Central& central, const std::vector<Draw>& draws, bool has_quantiles,
                                         std::size_t column) {
  const Draw middle = answer(central, nothing_drawn(central.base.economy.sector_count()), 0);
  std::vector<QuantityInterval> table;
  for (const CaseCommitments& committed : central.commitments) {
    for (const Commitment& commitment : committed.commitments) {
      if (commitment.kind != Commitment::Kind::purchase) continue;
      table.push_back(shortfall(committed, commitment, draws, middle, has_quantiles, column));
      ++column;
    }
  }
  return table;
}

std::vector<Interval> intervals(const Central& central, const std::vector<Draw>& draws, bool has_quantiles) {
  const Draw middle = answer(central, nothing_drawn(central.base.economy.sector_count()), 0);
  std::vector<Interval> table;
  std::size_t column = 0;
  for (const study::HeadlineItem& item : central.items) {
    for (const scenario::Compare& compare : central.compares) {
      Interval interval{.case_name = compare.name, .item = item};
      interval.spread.central = middle.values.at(column);
      describe(draws, column, has_quantiles, interval.spread);
      table.push_back(std::move(interval));
      ++column;
    }
  }
  return table;
}

/// Real income of the first party with one factor at its low and high end and all others in the middle.
void tornado(const Central& central, const SensitivityPlan& plan, Sensitivity& result) {
  const std::size_t sectors = central.base.economy.sector_count();
  Central last{.problem = central.problem,
               .compares = {central.compares.back()},
               .items = {central.items.front()},
               .base = central.base,
               .shocks = {central.shocks.back()},
               .solved = {central.solved.back()},
               .inverses = {},
               .commitments = {central.commitments.back()}};
  // The first item of the headline is the first party's real income.
  const auto at = [&](const Realisation& drawn) {
    const Draw draw = answer(last, drawn, 0);
    return draw.failure.empty() ? draw.values.at(0) : std::nan("");
  };
  result.tornado_case = last.compares[0].name;
  result.tornado_central = at(nothing_drawn(sectors));
  const auto add = [&](const std::string& name, const Realisation& low, const Realisation& high) {
    result.tornado.push_back({name, at(low), at(high)});
  };
  if (plan.shocks.shape != Uncertainty::Shape::none) {
    Realisation low = nothing_drawn(sectors);
    Realisation high = low;
    low.shock = factor(plan.shocks, -tornado_score);
    high.shock = factor(plan.shocks, tornado_score);
    add("size of the shocks", low, high);
  }
  if (plan.elasticities.shape != Uncertainty::Shape::none) {
    const double low_factor = factor(plan.elasticities, -tornado_score);
    const double high_factor = factor(plan.elasticities, tornado_score);
    add("all elasticities together", {std::vector<double>(sectors, low_factor), 1},
        {std::vector<double>(sectors, high_factor), 1});
    for (const Sector s : central.base.economy.sectors()) {
      Realisation low = nothing_drawn(sectors);
      Realisation high = low;
      low.elasticity[s.value()] = low_factor;
      high.elasticity[s.value()] = high_factor;
      add("elasticity of " + central.base.economy.sector(s).name, low, high);
    }
  }
  std::stable_sort(result.tornado.begin(), result.tornado.end(), [](const TornadoBar& a, const TornadoBar& b) {
    const double first = std::abs(a.high - a.low);
    const double second = std::abs(b.high - b.low);
    if (std::isnan(first) || std::isnan(second)) return !std::isnan(first) && std::isnan(second);  // unsolved: last
    return first > second;
  });
}

}  // namespace

std::string plan_key(const study::Problem& problem, const SensitivityOptions& options) {
  const SensitivityPlan& plan = options.plan;
  std::string key =
      fmt::format("format 2; parley {}; elasticities {}; shocks {}; correlations {} {}; {} seed {}; case '{}'",
                  problem.manifest.parley_version, plan.elasticities.text, plan.shocks.text, plan.sector_correlation,
                  plan.shock_correlation, to_string(plan.sampling.method), plan.sampling.seed, options.case_name);
  for (const study::InputFile& input : problem.manifest.inputs) key += "; " + input.path + " " + input.sha256;
  return key;
}

void serve_sensitivity(Team& team, const std::function<SensitivityOptions()>& options) {
  // Here, because the draws are made from them for as long as the service lasts.
  SensitivityOptions chosen;
  study::Problem problem;
  std::optional<Central> central;
  serve(team, [&]() -> Service {
    Observer silent;
    chosen = options();
    problem = study::read_problem(chosen.run);
    chosen.plan.sampling.dimension = 2 + problem.baseline.economy.sector_count();
    central.emplace(prepare(problem, {.case_name = chosen.case_name}, chosen.run.solve, silent));
    return {plan_key(problem, chosen), draw_maker(*central, chosen.plan),
            thread_count(chosen, chosen.plan.sampling.point_count())};
  });
}

Sensitivity sensitivity(study::Problem problem, const SensitivityOptions& options, DrawStore* store, Observer& observer,
                        ProcessGroup* started) {
  Sensitivity result;
  ProcessGroup alone(nullptr);
  ProcessGroup& group = started != nullptr ? *started : alone;
  result.problem = std::move(problem);
  group.expect(plan_key(result.problem, options));
  SensitivityOptions chosen = options;
  chosen.plan.sampling.dimension = 2 + result.problem.baseline.economy.sector_count();
  result.plan = chosen.plan;
  const Central central = prepare(result.problem, {.case_name = chosen.case_name}, chosen.run.solve, observer);
  if (observer.cancelled()) throw Cancelled("no draw was made");
  const std::size_t count = chosen.plan.sampling.point_count();
  result.draws = collect_draws(draw_maker(central, chosen.plan),
                               {.count = count, .length = values_of_a_draw(central), .threads = options.threads}, store,
                               group, observer);
  for (const Draw& draw : result.draws) result.failed += draw.failure.empty() ? 0 : 1;
  if (result.failed == count) {
    SolveReport report;
    report.message = "first: " + result.draws.front().failure;
    throw NotSolved("every draw failed", report);
  }
  const bool has_quantiles = chosen.plan.sampling.method != numerics::SamplingMethod::quadrature;
  result.intervals = intervals(central, result.draws, has_quantiles);
  result.quantities = quantities(central, result.draws, has_quantiles, result.intervals.size());
  result.tornado_country = central.items.front().subject.country;
  tornado(central, chosen.plan, result);
  return result;
}

}  // namespace parley::uncertainty
