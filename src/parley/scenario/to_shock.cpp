#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "parley/base/error.hpp"
#include "parley/scenario/compared.hpp"
#include "parley/scenario/exemptions.hpp"
#include "parley/scenario/resolve.hpp"
#include "parley/tariff/law/rate.hpp"

namespace parley::scenario {
namespace {

constexpr double highest_tariff = tariff::highest_duty_percent / 100;
/// What sums of shares may lose to rounding before a tariff counts as negative.
constexpr double tariff_rounding = 1e-12;
/// The same of shares that add up to one.
constexpr double share_rounding = 1e-9;

/// One entry being applied to a shock.
struct Application {
  const std::string& id;
  const ResolvedTariffChange& change;
  const Economy& economy;
  std::optional<Date> day;
  Shock& shock;
  std::vector<Country> limited;  ///< partners whose coverage base_rate limits
  std::vector<Country> raised;   ///< partners on whose goods a cut that is asked for raises a tariff
  std::size_t out_of_range = 0;
  std::string first_out_of_range;
};

void add_once(std::vector<Country>& list, Country n) {
  if (std::find(list.begin(), list.end(), n) == list.end()) list.push_back(n);
}

/// t + s (r(t) - t), or t + s (r(b) - b) with s at most t / b.
double rate_after(Application& applied, double rate, double share, const CoveredTrade& trade) {
  const ResolvedTariffChange& change = applied.change;
  if (!change.rate) return rate + share * trade.line_rate;
  if (!change.base_rate) return rate + share * (apply(*change.rate, rate) - rate);
  // Rates taken together cannot pay more than the sector's mean already holds.
  const double most = rate / *change.base_rate;
  if (share > most) add_once(applied.limited, trade.partner);
  return rate + std::min(share, most) * (apply(*change.rate, *change.base_rate) - *change.base_rate);
}

void set_rate(Application& applied, double& rate, double share, const CoveredTrade& trade) {
  double changed = rate_after(applied, rate, share, trade);
  if (changed < 0 && changed > -tariff_rounding) changed = 0;
  if (changed < 0 || changed > highest_tariff) {
    ++applied.out_of_range;
    if (applied.first_out_of_range.empty()) {
      applied.first_out_of_range =
          fmt::format("{} with {} from {:.4g} % to {:.4g} %", applied.economy.code(trade.sector),
                      applied.economy.code(trade.partner), 100 * rate, 100 * changed);
    }
  }
  if (applied.change.is_asked_cut && changed > rate + tariff_rounding) add_once(applied.raised, trade.partner);
  rate = changed;
}

void apply_to_cell(Application& applied, const CoveredTrade& trade, double share) {
  const PolicyInstrumentRow& row = row_of(applied.change.instrument);
  const TradeCell cell = cell_of(applied.change, trade);
  double& level = (applied.shock.*row.level)(cell.sector, cell.buyer, cell.seller);
  if (row.is_border_tax) {
    set_rate(applied, level, share, trade);
  } else {
    level *= 1 + share * applied.change.rate->fraction;
  }
}

std::vector<std::string> codes(const std::vector<Country>& countries, const Economy& economy) {
  std::vector<std::string> list;
  for (const Country n : countries) list.push_back(economy.code(n));
  return list;
}

void note_limits(const Application& applied, ProblemList& problems) {
  const ResolvedTariffChange& change = applied.change;
  if (applied.out_of_range > 0) {
    const std::string more =
        applied.out_of_range > 1 ? fmt::format(" (and {} more)", applied.out_of_range - 1) : std::string();
    problems.add(
        change.rate_place,
        fmt::format("'{}' takes {}{}", change.rate ? change.rate->text : "by-line", applied.first_out_of_range, more),
        "rates stay between 0 and 3000 %; \"<=5%\" or \"cut 50%\" never go below zero, nor does a cut with base_rate");
  }
  if (!applied.raised.empty()) {
    applied.shock.notes.push_back(fmt::format(
        "{}: '{}' raises tariffs on goods of {}, where they are lower; \"<=\" in place of \"=\" never raises",
        applied.id, change.rate->text, fmt::join(codes(applied.raised, applied.economy), ", ")));
  }
  if (!applied.limited.empty()) {
    applied.shock.notes.push_back(
        fmt::format("{}: the part that pays {:.4g} % is at most the sector's mean rate over it; this limits {}",
                    applied.id, 100 * *change.base_rate, fmt::join(codes(applied.limited, applied.economy), ", ")));
  }
}

void apply(Application& applied, ProblemList& problems) {
  std::vector<Country> spared;
  std::vector<Country> spared_over;
  for (const CoveredTrade& trade : applied.change.trade) {
    const double part = share_spared(applied.change.except, trade, applied.day);
    const double left = std::max(0.0, 1 - part);
    if (part > 1 + share_rounding) add_once(spared_over, trade.partner);
    if (left < 1) add_once(spared, trade.partner);
    if (trade.share * left > 0) apply_to_cell(applied, trade, trade.share * left);
  }
  if (!spared.empty()) {
    applied.shock.notes.push_back(fmt::format("{}: {} spared in part or in full{}", applied.id,
                                              fmt::join(codes(spared, applied.economy), ", "),
                                              applied.day ? " on " + to_string(*applied.day) : std::string()));
  }
  if (!spared_over.empty()) {
    applied.shock.notes.push_back(
        fmt::format("{}: exemptions of different times spare more than there is of {}, so all of it is spared; a day "
                    "('on' or as_of) chooses among them",
                    applied.id, fmt::join(codes(spared_over, applied.economy), ", ")));
  }
  note_limits(applied, problems);
}

std::optional<Date> day_of(const ResolvedScenario& scenario, const Compare& compare) {
  return compare.on ? compare.on : scenario.as_of;
}

}  // namespace

TradeCell cell_of(const ResolvedTariffChange& change, const CoveredTrade& trade) {
  const bool is_set_by_seller = row_of(change.instrument).is_set_by_seller;
  return {trade.sector, importer(is_set_by_seller ? trade.partner : trade.imposer),
          exporter(is_set_by_seller ? trade.imposer : trade.partner)};
}

Shock to_shock(const ResolvedScenario& scenario, const Compare& compare, const Baseline& baseline) {
  Shock shock = no_shock(baseline);
  if (scenario.deficit_rule) shock.deficit_rule = *scenario.deficit_rule;
  shock.deficit_exceptions = scenario.deficit_exceptions;
  shock.numeraire = scenario.numeraire;
  ProblemList problems;
  const ComparedEntries compared(compare);
  for (const ResolvedAction& action : scenario.actions) {
    const auto* change = std::get_if<ResolvedTariffChange>(&action.change);
    if (change == nullptr || !compared.has(action.id)) continue;
    note_force(action, compare, shock.notes);
    if (!is_in_force(action, compare)) continue;
    Application applied{action.id, *change, baseline.economy, day_of(scenario, compare), shock, {}, {}, 0, {}};
    apply(applied, problems);
  }
  problems.throw_if_any();
  return shock;
}

std::vector<TradeCell> apply_entry(const ResolvedScenario& scenario, const Compare& compare,
                                   const ResolvedAction& action, const Baseline& baseline, Shock& shock) {
  const auto* change = std::get_if<ResolvedTariffChange>(&action.change);
  if (change == nullptr || !is_in_force(action, compare)) return {};
  ProblemList problems;
  Application applied{action.id, *change, baseline.economy, day_of(scenario, compare), shock, {}, {}, 0, {}};
  apply(applied, problems);
  problems.throw_if_any();
  std::vector<TradeCell> cells;
  for (const CoveredTrade& trade : change->trade) cells.push_back(cell_of(*change, trade));
  return cells;
}

}  // namespace parley::scenario
