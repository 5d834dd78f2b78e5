#include "parley/study/cases/static_duties.hpp"

#include <cmath>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "parley/scenario/compared.hpp"

namespace parley::study {
namespace {

constexpr double noted_difference = 0.02;

/// What one cell adds to the two sums, and the trade behind it.
struct CellDuty {
  Country partner{0};
  Sector sector{0};
  double flow = 0;
  double share = 0;
  double points = 0;  ///< t' - t
  std::optional<double> official_musd;
  [[nodiscard]] double duty() const { return points * flow; }
  /// Points per covered dollar, times the official dollars covered.
  [[nodiscard]] double official_duty() const { return points / share * *official_musd; }
};

std::vector<CellDuty> cells_of(const scenario::ResolvedScenario& resolved, const scenario::Compare& compare,
                               const scenario::ResolvedAction& action, const Baseline& baseline, Shock& shock) {
  const auto& change = std::get<scenario::ResolvedTariffChange>(action.change);
  std::vector<CellDuty> cells;
  if (change.instrument != PolicyInstrument::tariff) return cells;
  const auto rate = [&](const scenario::CoveredTrade& trade) {
    const scenario::TradeCell at = scenario::cell_of(change, trade);
    return shock.tariff_new(at.sector, at.buyer, at.seller);
  };
  std::vector<double> before;
  for (const scenario::CoveredTrade& trade : change.trade) before.push_back(rate(trade));
  static_cast<void>(scenario::apply_entry(resolved, compare, action, baseline, shock));
  for (std::size_t at = 0; at < change.trade.size(); ++at) {
    const scenario::CoveredTrade& trade = change.trade[at];
    const scenario::TradeCell cell = scenario::cell_of(change, trade);
    cells.push_back({trade.partner, trade.sector, baseline.flow(cell.sector, cell.buyer, cell.seller), trade.share,
                     rate(trade) - before[at], trade.official_musd});
  }
  return cells;
}

/// The sum and the sector that say most of a difference.
std::string reason_of(const std::vector<CellDuty>& cells, const EntryDuty& entry, const Economy& economy) {
  const CellDuty* worst = nullptr;
  const auto miss = [](const CellDuty& cell) { return std::abs(cell.duty() - cell.official_duty()); };
  for (const CellDuty& cell : cells) {
    if (cell.official_musd && (worst == nullptr || miss(cell) > miss(*worst))) worst = &cell;
  }
  if (worst == nullptr) return "";
  return fmt::format(
      "the baseline's trade differs from the list's records: most in {} with {}, where it covers {:.1f} million and "
      "they "
      "{:.1f} ({:+.1f} of {:+.1f} million of duty)",
      economy.code(worst->sector), economy.code(worst->partner), worst->share * worst->flow, *worst->official_musd,
      worst->duty() - worst->official_duty(), entry.comparable_musd - entry.official_duty_musd.value_or(0));
}

PartnerDuty& partner_of(EntryDuty& entry, Country partner) {
  for (PartnerDuty& each : entry.partners) {
    if (each.partner == partner) return each;
  }
  return entry.partners.emplace_back(PartnerDuty{.partner = partner});
}

EntryDuty add_up(const std::vector<CellDuty>& cells, EntryDuty entry, const Economy& economy) {
  for (const CellDuty& cell : cells) {
    if (cell.points == 0) continue;
    PartnerDuty& partner = partner_of(entry, cell.partner);
    partner.covered_musd += cell.share * cell.flow;
    partner.duty_musd += cell.duty();
    entry.duty_musd += cell.duty();
    if (!cell.official_musd) continue;
    partner.official_covered_musd = partner.official_covered_musd.value_or(0) + *cell.official_musd;
    partner.official_duty_musd = partner.official_duty_musd.value_or(0) + cell.official_duty();
    entry.comparable_musd += cell.duty();
    entry.official_covered_musd += *cell.official_musd;
    entry.official_duty_musd = entry.official_duty_musd.value_or(0) + cell.official_duty();
  }
  const std::optional<double> difference = entry.difference_pct();
  if (difference && std::abs(*difference) > 100 * noted_difference) {
    entry.reason = reason_of(cells, entry, economy);
  }
  return entry;
}

}  // namespace

std::optional<double> EntryDuty::difference_pct() const {
  if (!official_duty_musd || *official_duty_musd == 0) return std::nullopt;
  return 100 * (comparable_musd / *official_duty_musd - 1);
}

std::vector<EntryDuty> static_duties(const RunResult& result, const CaseResult& solved) {
  std::vector<EntryDuty> duties;
  std::unordered_map<std::string_view, const scenario::Action*> actions;
  for (const scenario::Action& each : result.scenario.actions) actions.emplace(each.id, &each);
  Shock shock = no_shock(result.baseline);
  const scenario::ComparedEntries compared(solved.compare);
  for (const scenario::ResolvedAction& action : result.resolved.actions) {
    if (!std::holds_alternative<scenario::ResolvedTariffChange>(action.change) || !compared.has(action.id)) continue;
    const scenario::Action& written = *actions.at(action.id);
    EntryDuty entry{.id = action.id, .title = written.title, .importer = written.imposer};
    entry = add_up(cells_of(result.resolved, solved.compare, action, result.baseline, shock), std::move(entry),
                   result.baseline.economy);
    if (!entry.partners.empty()) duties.push_back(std::move(entry));
  }
  return duties;
}

}  // namespace parley::study
