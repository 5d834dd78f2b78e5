#include "parley/tariff/lists/line_tariffs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "parley/tariff/law/line_rate.hpp"
#include "parley/tariff/law/us_rate_text.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/read_code.hpp"

namespace parley::tariff {
namespace {

/// One line of a schedule: a rate, and the span of the lines that its row stands for.
struct ScheduleLine {
  LineRate rate;
  std::optional<double> low;
  std::optional<double> high;
};
using ScheduleLines = std::map<std::string, ScheduleLine>;

/// Fractions of customs value.
struct RateSpan {
  double rate = 0;
  double low = 0;
  double high = 0;
};

Date day_in(const text::CsvTable& csv, std::size_t row, std::size_t column) {
  const std::optional<Date> day = parse_date(csv.cell(row, column));
  if (!day) throw InputError(csv.place(row, column), "is no day", "a day as 2017-07-01");
  return *day;
}

bool is_valid(const TariffSchedule& schedule, const text::CsvTable& csv, std::size_t row, const Date& day) {
  if (schedule.from_column.empty()) return true;
  return day_in(csv, row, csv.column(schedule.from_column)) <= day &&
         day <= day_in(csv, row, csv.column(schedule.until_column));
}

/// A rate as the US schedule words it; what numbers do not say ("6.5% on the entire set") is kept as words.
LineRate worded_rate(const text::CsvTable& csv, std::size_t row, std::size_t column) {
  const std::string rate = rate_from_us_text(csv.cell(row, column));
  if (rate.starts_with(words_mark)) return rate_in_words(std::string_view(rate).substr(words_mark.size()));
  return parse_line_rate(rate, csv.place(row, column));
}

ScheduleLine schedule_line(const TariffSchedule& schedule, const text::CsvTable& csv, std::size_t row) {
  const std::size_t column = csv.column(schedule.rate_column);
  const auto percent = [&](const std::string& name) { return csv.number(row, csv.column(name)) / 100; };
  if (schedule.low_column.empty()) return {worded_rate(csv, row, column), {}, {}};
  return {parse_line_rate(fmt::format("{:.9g}%", csv.number(row, column)), csv.place(row, column)),
          percent(schedule.low_column), percent(schedule.high_column)};
}

/// The lines in force on the day; rows without a rate (special provisions, blanks of the source) are none.
ScheduleLines lines_in_force(const TariffSchedule& schedule, const Date& day, const std::filesystem::path& sources) {
  const SelectedRows selected = select(schedule.rows, sources);
  const text::CsvTable& csv = selected.csv;
  const std::size_t code = csv.column(schedule.code_column);
  const std::size_t rate = csv.column(schedule.rate_column);
  ScheduleLines lines;
  for (const std::size_t row : selected.rows) {
    if (csv.cell(row, rate).empty() || !is_valid(schedule, csv, row, day)) continue;
    const bool is_new = lines.emplace(text::read_code(csv, row, code), schedule_line(schedule, csv, row)).second;
    if (!is_new) throw InputError(csv.place(row, code), "the line has two rates on one day");
  }
  return lines;
}

/// The span over the lines that begin with a code; nothing where none of them can be computed.
std::optional<RateSpan> span_below(const ScheduleLines& lines, const std::string& code, const UnitValues& unit_values) {
  RateSpan span{0, 1e9, 0};
  std::size_t count = 0;
  for (auto line = lines.lower_bound(code); line != lines.end() && line->first.starts_with(code); ++line) {
    const std::optional<double> rate = ad_valorem_equivalent(line->second.rate, unit_values);
    if (!rate) continue;
    span.rate += *rate;
    span.low = std::min(span.low, line->second.low.value_or(*rate));
    span.high = std::max(span.high, line->second.high.value_or(*rate));
    ++count;
  }
  if (count == 0) return std::nullopt;
  span.rate /= static_cast<double>(count);
  return span;
}

std::optional<RateSpan> span_of(const ScheduleLines& lines, const LineTradeRow& row) {
  UnitValues unit_values;
  if (row.kg > 0) unit_values["kg"] = 1e6 * row.value_musd / row.kg;
  if (const auto span = span_below(lines, row.code, unit_values)) return span;
  return row.code.size() > 6 ? span_below(lines, row.code.substr(0, 6), unit_values) : std::nullopt;
}

/// The in-quota rate in the place of the mean; the span reaches down to it.
void take_quota_rate(const std::optional<double>& in_quota, RateSpan& span) {
  span.rate = in_quota.value_or(span.low);
  span.low = std::min(span.low, span.rate);
}

std::map<std::string, SectorTariff> tariffs_of_trade(const TradeSource& trade, const LineTrade& imports,
                                                     const ScheduleLines& lines, const QuotaGoods& quota_goods) {
  const auto quotas = quota_goods.find(trade.importer);
  std::map<std::string, SectorTariff> by_sector;
  for (const LineTradeRow& row : imports.rows) {
    if (row.match.sector == nullptr || row.value_musd <= 0) continue;
    SectorTariff& sum = by_sector[*row.match.sector];
    sum.total_musd += row.value_musd;
    std::optional<RateSpan> span = span_of(lines, row);
    if (!span) continue;
    const auto* in_quota = quotas == quota_goods.end() ? nullptr : quotas->second.longest(row.code);
    if (in_quota != nullptr) {
      take_quota_rate(*in_quota, *span);
      sum.quota_musd += row.value_musd;
    }
    sum.rated_musd += row.value_musd;
    sum.rate += row.value_musd * span->rate;
    sum.low += row.value_musd * span->low;
    sum.high += row.value_musd * span->high;
  }
  return by_sector;
}

}  // namespace

std::vector<SectorTariff> line_tariffs(const LineTariffRecipe& recipe, const std::filesystem::path& sources) {
  const SectorFinder sectors(recipe.coverage.sectors, sources);
  std::vector<SectorTariff> tariffs;
  for (const TariffSchedule& schedule : recipe.schedules) {
    const TradeSource& trade = trade_named(recipe.coverage, schedule.trade, schedule.place);
    const LineTrade imports = read_line_trade(trade, sectors, sources);
    const ScheduleLines lines = lines_in_force(schedule, recipe.day, sources);
    for (auto& [sector, sum] : tariffs_of_trade(trade, imports, lines, recipe.quota_goods)) {
      if (!(sum.rated_musd > 0)) {
        throw InputError(schedule.place, fmt::format("no line has a rate for the imports of {}", sector));
      }
      for (double* value : {&sum.rate, &sum.low, &sum.high}) *value /= sum.rated_musd;
      sum.importer = trade.importer;
      sum.exporter = trade.exporter;
      sum.sector = sector;
      sum.source = schedule.source;
      tariffs.push_back(std::move(sum));
    }
  }
  return tariffs;
}

std::string line_tariffs_csv(const LineTariffRecipe& recipe, const std::vector<SectorTariff>& tariffs) {
  std::string out = text::csv_note(recipe.title);
  for (const std::string& note : recipe.notes) out += text::csv_note(note);
  out += "importer,exporter,sector,rate_pct,low_pct,high_pct,rated_musd,total_musd,quota_musd,source\n";
  for (const SectorTariff& row : tariffs) {
    out += text::csv_format("{},{},{},{:.4f},{:.4f},{:.4f},{:.1f},{:.1f},{:.1f},{}\n", row.importer, row.exporter,
                            row.sector, 100 * row.rate, 100 * row.low, 100 * row.high, row.rated_musd, row.total_musd,
                            row.quota_musd, row.source);
  }
  return out;
}

}  // namespace parley::tariff
