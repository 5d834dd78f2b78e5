#include "parley/tariff/lists/coverage_build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

#include "parley/tariff/law/line_list.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/read_code.hpp"

namespace parley::tariff {
namespace {

LineSet read_list(const LineList& list, const std::filesystem::path& sources) {
  LineSet set;
  for (const std::string& prefix : list.prefixes) set.insert(prefix, {ListedLine{.place = list.place}});
  if (list.rows) {
    const SelectedRows selected = select(*list.rows, sources);
    std::vector<std::size_t> columns;
    for (const std::string& name : list.code_columns) columns.push_back(selected.csv.column(name));
    for (const std::size_t row : selected.rows) {
      const auto filled = std::find_if(columns.begin(), columns.end(),
                                       [&](std::size_t column) { return !selected.csv.cell(row, column).empty(); });
      if (filled == columns.end()) throw InputError(selected.csv.place(row, columns.front()), "the code is empty");
      ListedLine line{.place = selected.csv.place(row, *filled)};
      if (!list.points_column.empty()) {
        const std::size_t points = selected.csv.column(list.points_column);
        line.rate =
            parse_line_rate(fmt::format("{:+.7g}%", selected.csv.number(row, points)), selected.csv.place(row, points));
      }
      set.insert(text::read_code(selected.csv, row, *filled), {line});
    }
  }
  expect_count(set, list.expected_lines, fmt::format("list '{}'", list.id), list.place);
  return set;
}

double rate_of(const std::vector<ListedLine>& lines) {
  return lines.front().rate ? ad_valorem_equivalent(*lines.front().rate, {}).value_or(0) : 0;
}

/// How much of a trade code the list hits, and the sum of rates over that share.
struct Hit {
  double share = 0;
  double rate_share = 0;  ///< sum of rates over the hit lines, over all lines
};

/// Whole where the list names the code or a shorter one; else the listed share of the schedule lines below it.
Hit hit(const LineSet& list, const std::vector<std::string>& schedule, std::string_view code) {
  if (const std::vector<ListedLine>* lines = list.longest(code)) return {1, rate_of(*lines)};
  if (!list.goes_below(code)) return {};
  const auto [first, last] = lines_below(schedule, code);
  Hit sum;
  for (auto line = first; line != last; ++line) {
    const std::vector<ListedLine>* lines = list.longest(*line);
    if (lines == nullptr) continue;
    ++sum.share;
    sum.rate_share += rate_of(*lines);
  }
  const auto count = static_cast<double>(last - first);
  return first == last ? Hit{} : Hit{sum.share / count, sum.rate_share / count};
}

std::size_t count_untraded(const LineSet& list, const std::vector<std::string>& schedule,
                           const std::vector<const LineTrade*>& trades) {
  std::set<std::string> known(schedule.begin(), schedule.end());
  for (const LineTrade* trade : trades) {
    for (const LineTradeRow& row : trade->rows) known.insert(row.code);
  }
  std::size_t untraded = 0;
  for (const auto& [code, lines] : list.entries()) {
    const auto next = known.lower_bound(code);
    if (next == known.end() || !next->starts_with(code)) ++untraded;
  }
  return untraded;
}

/// Of one sector's imports: dollars hit, dollars of duty on them, all dollars.
struct SectorSum {
  double covered = 0;
  double duty = 0;
  double total = 0;
};
using SectorSums = std::map<std::string, SectorSum>;

SectorSums sums_by_sector(const LineTrade& trade, const LineSet& list, const std::vector<std::string>& schedule,
                          ListTotal& total) {
  SectorSums sums;
  for (const LineTradeRow& row : trade.rows) {
    if (row.match.sector == nullptr) continue;
    const Hit part = hit(list, schedule, row.code);
    SectorSum& sum = sums[*row.match.sector];
    sum.covered += part.share * row.value_musd;
    sum.duty += part.rate_share * row.value_musd;
    sum.total += row.value_musd;
    if (part.share <= 0 || row.value_musd <= 0) continue;
    CodeDollars& dollars = part.share == 1 ? total.whole : total.split;
    ++dollars.codes;
    dollars.musd += part.share * row.value_musd;
  }
  for (auto& [sector, sum] : sums) sum.total *= trade.total.spread_factor;
  return sums;
}

double rounded(double value, double unit) { return std::round(value / unit) * unit; }

CoverageRow make_row(const std::string& list, const std::string& importer, const std::string& exporter,
                     const std::string& sector, const SectorSum& sum) {
  CoverageRow row{.list = list, .importer = importer, .exporter = exporter, .sector = sector};
  row.covered_musd = sum.covered;
  row.total_musd = sum.total;
  if (sum.total > 0) row.coverage = std::min(1.0, rounded(sum.covered / sum.total, 1e-6));
  if (sum.covered > 0 && sum.duty != 0) row.rate = rounded(sum.duty / sum.covered, 1e-6);
  return row;
}

void add_list(BuiltCoverage& built, const LineList& list, const CoverageRecipe& recipe,
              const std::map<std::string, LineTrade>& trades, const std::filesystem::path& sources) {
  const LineSet codes = read_list(list, sources);
  std::vector<const TradeSource*> used;
  for (const TradeSource& source : recipe.trade) {
    if (std::find(list.trade.begin(), list.trade.end(), source.id) != list.trade.end()) used.push_back(&source);
  }
  if (used.empty()) throw InputError(list.place, "names no trade");
  std::vector<std::string> schedule;
  const auto found = recipe.schedules.find(used.front()->importer);
  if (found != recipe.schedules.end()) schedule = read_schedule_lines(found->second, sources);

  ListTotal total{.list = list.id, .fingerprint = fingerprint(codes), .lines = codes.size()};
  std::vector<std::pair<std::string, SectorSums>> by_exporter;
  std::set<std::string> hit_sectors;
  SectorSums pooled;
  std::vector<const LineTrade*> its_trade;
  for (const TradeSource* source : used) {
    its_trade.push_back(&trades.at(source->id));
    by_exporter.push_back({source->exporter, sums_by_sector(trades.at(source->id), codes, schedule, total)});
    for (const auto& [sector, sum] : by_exporter.back().second) {
      if (sum.covered > 0) hit_sectors.insert(sector);
      pooled[sector].covered += sum.covered;
      pooled[sector].duty += sum.duty;
      pooled[sector].total += sum.total;
    }
  }
  total.untraded_lines = count_untraded(codes, schedule, its_trade);
  if (list.pooled) by_exporter.push_back({"*", pooled});
  for (auto& [exporter, sums] : by_exporter) {
    double covered = 0;
    for (const std::string& sector : hit_sectors) {
      built.table.rows.push_back(make_row(list.id, used.front()->importer, exporter, sector, sums[sector]));
      built.table.rows.back().fingerprint = total.fingerprint;
      covered += sums[sector].covered;
    }
    total.covered_musd.push_back({exporter, covered});
  }
  built.lists.push_back(std::move(total));
}

}  // namespace

BuiltCoverage build_coverage(const CoverageRecipe& recipe, const std::filesystem::path& sources) {
  const SectorFinder sectors(recipe.sectors, sources);
  std::map<std::string, LineTrade> trades;
  BuiltCoverage built;
  for (const TradeSource& source : recipe.trade) {
    LineTrade trade = read_line_trade(source, sectors, sources);
    built.trade.push_back(trade.total);
    trades.emplace(source.id, std::move(trade));
  }
  for (const LineList& list : recipe.lists) add_list(built, list, recipe, trades, sources);
  return built;
}

std::string coverage_csv(const CoverageRecipe& recipe, const BuiltCoverage& built) {
  std::string out = text::csv_note(recipe.title);
  for (const std::string& note : recipe.notes) out += text::csv_note(note);
  for (std::size_t at = 0; at < built.trade.size(); ++at) {
    const TradeTotal& total = built.trade[at];
    std::string note = fmt::format("trade {}: {:.3f} million USD", total.trade, total.total_musd);
    if (total.factor != 1) note += fmt::format(" (the file's own {:.3f} times {:.6f})", total.file_musd, total.factor);
    for (const auto& [basis, dollars] : total.by_basis) {
      if (dollars.codes > 0)
        note += fmt::format("; {} {:.3f} in {} codes", in_words(basis), dollars.musd, dollars.codes);
    }
    if (!total.largest_unmapped.empty()) {
      note += fmt::format("; largest unmapped: {}", fmt::join(total.largest_unmapped, ", "));
    }
    note += ". Source: " + recipe.trade[at].source;
    out += text::csv_note(note);
  }
  for (std::size_t at = 0; at < built.lists.size(); ++at) {
    const ListTotal& total = built.lists[at];
    std::string note = fmt::format("list {}: {} lines", total.list, total.lines);
    if (total.untraded_lines > 0) note += fmt::format(", {} of them not in the data", total.untraded_lines);
    for (const auto& [exporter, covered] : total.covered_musd) note += fmt::format("; {} {:.3f}", exporter, covered);
    note += fmt::format(" million USD; {:.3f} in codes that are listed whole, {:.3f} in {} that are split",
                        total.whole.musd, total.split.musd, total.split.codes);
    note += ". Source: " + recipe.lists[at].source;
    out += text::csv_note(note);
  }
  out += "list,importer,exporter,sector,covered_musd,total_musd,coverage,rate_pct,fingerprint\n";
  for (const CoverageRow& row : built.table.rows) {
    out += text::csv_format("{},{},{},{},{:.3f},{:.3f},{:.6f},{},{}\n", row.list, row.importer, row.exporter,
                            row.sector, row.covered_musd, row.total_musd, row.coverage,
                            row.rate ? fmt::format("{:.4f}", 100 * *row.rate) : "", row.fingerprint);
  }
  return out;
}

}  // namespace parley::tariff
