#include "parley/study/cases/horizons.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "parley/base/cancelled.hpp"
#include "parley/base/parallel_for.hpp"
#include "parley/equilibrium/short_run.hpp"

namespace parley::study {
namespace {

constexpr double most_products = 4e6;

/// One solved and certified world, or why there is none.
struct HorizonAnswer {
  Outcome outcome;
  std::string failure;
};

HorizonAnswer answer_horizon(const Baseline& baseline, const CaseResult& own, const SolveOptions& options) {
  Observer silent;
  Equilibrium solved = solve(baseline, own.shock, options, silent);
  if (!solved.report.usable()) return {{}, solved.report.message};
  const Certificate certificate = certify_nearer(baseline, own.shock, solved, false, silent);
  if (!certificate.holds()) return {{}, first_failure(certificate)};
  return {outcome(baseline, own.shock, solved), ""};
}

/// The central set's number and the range over all of them.
template <class Value>
YearRange over_sets(const std::vector<HorizonAnswer>& sets, const Value& value) {
  YearRange range;
  range.central = range.lowest = range.highest = value(sets.front().outcome);
  for (const HorizonAnswer& each : sets) {
    range.lowest = std::min(range.lowest, value(each.outcome));
    range.highest = std::max(range.highest, value(each.outcome));
  }
  return range;
}

CaseHorizons combine(const Economy& labels, const Outcome& in_long_run, const std::vector<HorizonAnswer>& sets) {
  CaseHorizons result;
  for (const Country n : labels.countries()) {
    result.countries.push_back(
        {.long_income = in_long_run.real_income_pct(n),
         .long_value_added = in_long_run.real_wage_pct(n),
         .income = over_sets(sets, [&](const Outcome& each) { return each.real_income_pct(n); }),
         .value_added = over_sets(sets, [&](const Outcome& each) { return each.real_wage_pct(n); })});
    for (const Sector s : labels.sectors()) {
      const bool makes = std::isfinite(in_long_run.output_pct(n, s));
      result.sectors.push_back({.long_output = in_long_run.output_pct(n, s),
                                .output = sets.front().outcome.output_pct(n, s),
                                .factor_price = over_sets(sets, [&](const Outcome& each) {
                                  return makes ? each.factor_price_pct(n, s) : std::nan("");
                                })});
    }
  }
  return result;
}

}  // namespace

Verdict verdict_of(const YearRange& range) {
  return verdict_of(range.central, range.lowest, range.highest, 100 * smallest_told);
}

std::optional<HorizonComparison> compare_horizons(const RunResult& result, const SolveOptions& options,
                                                  Observer& observer) {
  const Baseline& base = result.long_run ? *result.long_run : result.baseline;
  const auto countries = static_cast<double>(base.economy.country_count());
  const auto sectors = static_cast<double>(base.economy.sector_count());
  const std::size_t count = result.cases.size();
  const double evaluation = sectors * countries * countries + countries * sectors * sectors;
  if (count == 0 || static_cast<double>(count) * evaluation > most_products) return std::nullopt;
  std::vector<Baseline> economies;
  for (const ShortRunSet& set : short_run_sets()) economies.push_back(in_short_run(base, set));
  if (result.long_run) economies.push_back(base);
  std::vector<std::vector<HorizonAnswer>> answers(count, std::vector<HorizonAnswer>(economies.size()));
  // Each solve is its own, so that the number of threads changes no digit.
  parallel_for(count * economies.size(), 0, [&](std::size_t task, std::size_t /*thread*/) {
    const CaseResult& own = result.cases[task % count];
    const std::size_t at = task / count;
    if (own.commitments.empty()) answers[task % count][at] = answer_horizon(economies[at], own, options);
  });
  if (observer.cancelled()) throw Cancelled("ended before the horizons were compared");
  HorizonComparison comparison;
  for (std::size_t at = 0; at < count; ++at) {
    const CaseResult& own = result.cases[at];
    CaseHorizons each;
    if (!own.commitments.empty()) {
      each.failure =
          fmt::format("'{}' commits to a quantity, which is kept in the long run alone", own.commitments.front().id);
    }
    for (std::size_t k = 0; k < economies.size() && each.failure.empty(); ++k) {
      if (answers[at][k].failure.empty()) continue;
      each.failure = fmt::format("{}: {}", k < short_run_sets().size() ? short_run_sets()[k].id : "long run",
                                 answers[at][k].failure);
    }
    if (each.failure.empty()) {
      const Outcome in_long_run = result.long_run ? answers[at].back().outcome : own.outcome;
      answers[at].resize(short_run_sets().size());
      each = combine(base.economy, in_long_run, answers[at]);
    }
    comparison.cases.push_back(std::move(each));
  }
  return comparison;
}

}  // namespace parley::study
