#include "parley/tariff/lists/line_trade.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "parley/text/read_code.hpp"

namespace parley::tariff {
namespace {

constexpr std::size_t largest_named = 5;

std::vector<LineTradeRow> read_rows(const TradeSource& source, const SectorFinder& sectors,
                                    const std::filesystem::path& folder) {
  const SelectedRows selected = select(source.rows, folder);
  const text::CsvTable& csv = selected.csv;
  const std::size_t code = csv.column(source.code_column);
  const std::size_t value = csv.column(source.value_column);
  std::optional<std::size_t> kg;
  if (!source.kg_column.empty()) kg = csv.column(source.kg_column);
  std::vector<LineTradeRow> rows;
  std::set<std::string> seen;
  ProblemList problems;
  for (const std::size_t row : selected.rows) {
    const std::optional<std::string> digits = text::read_code(csv, row, code, problems);
    if (!digits) continue;
    LineTradeRow entry{.code = *digits, .value_musd = csv.number(row, value) * source.unit_musd};
    if (!seen.insert(entry.code).second) {
      problems.add(csv.place(row, code), fmt::format("code {} appears twice", entry.code),
                   "select one year and partner with 'where'");
    }
    if (entry.value_musd < 0) problems.add(csv.place(row, value), "imports are negative");
    if (kg && !csv.cell(row, *kg).empty()) entry.kg = csv.number(row, *kg);
    entry.match = sectors.find(entry.code);
    rows.push_back(std::move(entry));
  }
  problems.throw_if_any();
  return rows;
}

/// Dollars by basis, and the codes that lose most.
void account(const std::vector<LineTradeRow>& rows, TradeTotal& total) {
  std::vector<std::pair<double, std::string>> unmapped;
  for (const LineTradeRow& row : rows) {
    if (row.value_musd <= 0) continue;
    CodeDollars& basis = total.by_basis[row.match.basis];
    ++basis.codes;
    basis.musd += row.value_musd;
    if (row.match.sector != nullptr || row.match.basis == SectorBasis::spread) continue;
    total.unmapped_musd += row.value_musd;
    unmapped.push_back({row.value_musd, row.code});
  }
  std::sort(unmapped.rbegin(), unmapped.rend());
  for (std::size_t at = 0; at < std::min(largest_named, unmapped.size()); ++at) {
    total.largest_unmapped.push_back(fmt::format("{} {:.1f}", unmapped[at].second, unmapped[at].first));
  }
  const double mapped = total.by_basis[SectorBasis::concordance].musd + total.by_basis[SectorBasis::by_override].musd;
  if (mapped > 0) total.spread_factor = 1 + total.by_basis[SectorBasis::spread].musd / mapped;
}

}  // namespace

LineTrade read_line_trade(const TradeSource& source, const SectorFinder& sectors,
                          const std::filesystem::path& sources) {
  LineTrade trade{.rows = read_rows(source, sectors, sources), .total = {.trade = source.id}};
  TradeTotal& total = trade.total;
  for (const LineTradeRow& row : trade.rows) total.file_musd += row.value_musd;
  total.total_musd = total.file_musd;
  if (source.official_musd && total.file_musd > 0) {
    total.factor = *source.official_musd / total.file_musd;
    total.total_musd = *source.official_musd;
  }
  for (LineTradeRow& row : trade.rows) row.value_musd *= total.factor;
  account(trade.rows, total);
  return trade;
}

std::vector<std::string> read_schedule_lines(const std::pair<RowSelection, std::string>& schedule,
                                             const std::filesystem::path& sources) {
  const SelectedRows selected = select(schedule.first, sources);
  const std::size_t column = selected.csv.column(schedule.second);
  std::vector<std::string> codes;
  for (const std::size_t row : selected.rows) {
    if (!selected.csv.cell(row, column).empty()) codes.push_back(text::read_code(selected.csv, row, column));
  }
  std::sort(codes.begin(), codes.end());
  codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
  std::vector<std::string> leaves;
  for (std::size_t at = 0; at < codes.size(); ++at) {
    if (at + 1 == codes.size() || !codes[at + 1].starts_with(codes[at])) leaves.push_back(codes[at]);
  }
  return leaves;
}

std::pair<std::vector<std::string>::const_iterator, std::vector<std::string>::const_iterator> lines_below(
    const std::vector<std::string>& schedule, std::string_view code) {
  const auto first = std::lower_bound(schedule.begin(), schedule.end(), code);
  const auto last =
      std::find_if(first, schedule.end(), [&](const std::string& line) { return !line.starts_with(code); });
  return {first, last};
}

}  // namespace parley::tariff
