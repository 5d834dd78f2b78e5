#include "parley/tariff/lists/effective.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "parley/tariff/law/duty.hpp"

namespace parley::tariff {
namespace {

/// Lines of the schedule below a code, or the code itself where the schedule has no finer one.
std::vector<std::string> lines_for(const LineSet& book_lines, const std::vector<std::string>& schedule,
                                   const std::string& code) {
  const auto [first, last] = lines_below(schedule, code);
  std::vector<std::string> lines;
  std::copy_if(first, last, std::back_inserter(lines),
               [&](const std::string& line) { return book_lines.longest(line) != nullptr; });
  if (lines.empty() && book_lines.longest(code) != nullptr) lines.push_back(code);
  if (!lines.empty()) return lines;
  const auto& entries = book_lines.entries();
  for (auto at = entries.lower_bound(code); at != entries.end() && at->first.starts_with(code); ++at) {
    lines.push_back(at->first);
  }
  return lines;
}

LineSet base_lines(const MeasureBook& book, const std::string& importer) {
  LineSet lines;
  for (const Measure& measure : book.measures) {
    const auto& base = book.stack.base;
    if (measure.imposer != importer || std::find(base.begin(), base.end(), measure.authority) == base.end()) continue;
    for (const auto& [code, entries] : measure.lines.entries()) lines.insert(code, entries);
  }
  return lines;
}

class Account {
 public:
  Account(const MeasureBook& book, EffectiveRates& rates) : book_(book), rates_(rates) {}

  void add(const TradeSource& source, const LineTradeRow& row, const std::vector<std::string>& lines) {
    EffectiveRow& cell = cell_of(source.exporter, sector_name(row.match));
    cell.value_musd += row.value_musd;
    if (lines.empty()) {
      rates_.matched.missing_musd += row.value_musd;
      return;
    }
    UnitValues unit_values;
    // Customs value of a kilogram, as the value was scaled to the official total.
    if (row.kg > 0) unit_values["kg"] = row.value_musd * 1e6 / row.kg;
    const double each = row.value_musd / static_cast<double>(lines.size());
    for (const std::string& line : lines) {
      const LineDuty duty = duty_at(book_, {source.importer, source.exporter, line, rates_.day}, unit_values);
      for (const DutyPart& part : duty.parts) {
        cell.duty_musd[authority_of(part.measure)] += each * part.ad_valorem;
      }
      MatchedDollars& matched = rates_.matched;
      (!duty.is_complete ? matched.partial_musd : lines.size() == 1 ? matched.exact_musd : matched.split_musd) += each;
    }
  }

  void finish(const std::vector<TradeSource>& order) {
    for (const TradeSource& source : order) {
      for (auto& [key, cell] : cells_) {
        if (key.first == source.exporter) rates_.rows.push_back(std::move(cell));
      }
    }
  }

 private:
  static std::string sector_name(const SectorMatch& match) {
    if (match.sector != nullptr) return *match.sector;
    return match.basis == SectorBasis::spread ? "*" : "-";
  }
  EffectiveRow& cell_of(const std::string& exporter, const std::string& sector) {
    EffectiveRow& cell = cells_[{exporter, sector}];
    cell.exporter = exporter;
    cell.sector = sector;
    cell.duty_musd.resize(book_.stack.order.size());
    return cell;
  }
  [[nodiscard]] std::size_t authority_of(std::size_t measure) const {
    const auto& order = book_.stack.order;
    return static_cast<std::size_t>(std::find(order.begin(), order.end(), book_.measures[measure].authority) -
                                    order.begin());
  }

  const MeasureBook& book_;
  EffectiveRates& rates_;
  std::map<std::pair<std::string, std::string>, EffectiveRow> cells_;
};

std::vector<TradeSource> trade_of(const CoverageRecipe& recipe, const std::string& importer) {
  std::vector<TradeSource> trade;
  std::copy_if(recipe.trade.begin(), recipe.trade.end(), std::back_inserter(trade),
               [&](const TradeSource& each) { return each.importer == importer; });
  if (!trade.empty()) return trade;
  throw InputError({}, fmt::format("the recipe has no trade of importer {}", importer), "a [[trade]] entry of its own");
}

}  // namespace

double EffectiveRow::duty() const { return std::accumulate(duty_musd.begin(), duty_musd.end(), 0.0); }

std::vector<EffectiveRates> effective_rates(const MeasureBook& book, const std::string& importer,
                                            const CoverageRecipe& recipe, const std::filesystem::path& sources,
                                            const std::vector<Date>& days, Observer& observer) {
  const std::vector<TradeSource> trade = trade_of(recipe, importer);
  const SectorFinder sectors(recipe.sectors, sources);
  const LineSet book_lines = base_lines(book, importer);
  std::vector<std::string> schedule;
  if (const auto found = recipe.schedules.find(importer); found != recipe.schedules.end()) {
    schedule = read_schedule_lines(found->second, sources);
  }
  std::vector<EffectiveRates> result;
  for (const Date& day : days) result.push_back({.day = day, .rows = {}, .matched = {}});
  std::vector<Account> accounts;
  for (EffectiveRates& each : result) accounts.emplace_back(book, each);
  for (std::size_t t = 0; t < trade.size(); ++t) {
    const LineTrade imports = read_line_trade(trade[t], sectors, sources);
    for (std::size_t at = 0; at < imports.rows.size(); ++at) {
      if (at % 256 == 0) {
        const auto done = static_cast<double>(t) + static_cast<double>(at) / static_cast<double>(imports.rows.size());
        observer.progress("effective rates", done / static_cast<double>(trade.size()));
      }
      const LineTradeRow& row = imports.rows[at];
      if (row.value_musd <= 0) continue;
      const std::vector<std::string> lines = lines_for(book_lines, schedule, row.code);
      for (Account& account : accounts) account.add(trade[t], row, lines);
    }
  }
  for (Account& account : accounts) account.finish(trade);
  return result;
}

}  // namespace parley::tariff
