#include "parley/customs/collect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "parley/text/number.hpp"
#include "parley/text/trim.hpp"

namespace parley::customs {
namespace {

/// Rows between two words to the observer.
constexpr std::size_t progress_rows = std::size_t{1} << 15;

constexpr const char* not_asked_for = "years or countries that were not asked for";

}  // namespace

std::optional<std::size_t> find_column(const text::CsvTable& csv, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (csv.has_column(name)) return csv.column(name);
  }
  return std::nullopt;
}

std::size_t need_column(const text::CsvTable& csv, std::initializer_list<const char*> names) {
  if (const auto found = find_column(csv, names)) return *found;
  return csv.column(*(names.end() - 1));
}

std::optional<int> year_in(std::string_view cell) {
  const std::optional<int> year = text::read_whole(text::trimmed(cell));
  if (!year || *year < 1900 || *year > 2100) return std::nullopt;
  return year;
}

std::optional<double> amount_at(const text::CsvTable& csv, std::size_t row, std::size_t column,
                                std::optional<double> (*read)(std::string_view), const char* unit,
                                ProblemList& problems) {
  const std::string_view cell = text::trimmed(csv.cell(row, column));
  const std::optional<double> amount = read(cell);
  if (amount && *amount >= 0) return amount;
  problems.add(csv.place(row, column), fmt::format("'{}' is not a value", text::shortened(cell)),
               amount ? fmt::format("{}, 0 or more", unit) : fmt::format("{}; {}", unit, text::number_hint(cell)));
  return std::nullopt;
}

bool is_digits(std::string_view cell) {
  return !cell.empty() && std::all_of(cell.begin(), cell.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<std::string> hs_edition(std::string_view classification) {
  static const std::map<std::string, std::string, std::less<>> editions{
      {"H0", "HS1992"}, {"H1", "HS1996"}, {"H2", "HS2002"}, {"H3", "HS2007"},
      {"H4", "HS2012"}, {"H5", "HS2017"}, {"H6", "HS2022"}};
  const auto found = editions.find(text::trimmed(classification));
  if (found == editions.end()) return std::nullopt;
  return found->second;
}

void Collector::progress(std::size_t row, std::size_t rows) {
  if (row % progress_rows != 0) return;
  observer_->progress("import", static_cast<double>(row) / static_cast<double>(std::max<std::size_t>(rows, 1)));
}

bool Collector::is_wanted(int year, const std::string& importer, const std::string& exporter) const {
  const auto names = [](const auto& wanted, const auto& value) {
    return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
  };
  return names(options_->years, year) && names(options_->importers, importer) && names(options_->exporters, exporter);
}

void Collector::keep(TradeRow row) {
  if (!is_wanted(row.year, row.importer, row.exporter)) return leave_out(not_asked_for, row.value_usd);
  ++kept_;
  value_usd_ += row.value_usd;
  trade_[{row.year, std::move(row.importer), std::move(row.exporter), std::move(row.nomenclature), std::move(row.code),
          std::move(row.valuation)}] += row.value_usd;
}

void Collector::keep(TariffRow row, const Place& place) {
  if (!is_wanted(row.year, row.importer, row.exporter)) return leave_out(not_asked_for);
  ++kept_;
  const Key key{row.year, row.importer, row.exporter, row.nomenclature, row.code, row.kind};
  if (!tariffs_.emplace(key, row).second) {
    throw InputError(
        place, fmt::format("{} of {} on {} from {} appears twice", row.kind, row.importer, row.code, row.exporter));
  }
}

void Collector::leave_out(const std::string& cause, double value_usd) {
  LeftOut& entry = left_out_[cause];
  entry.cause = cause;
  ++entry.rows;
  entry.value_usd += value_usd;
}

void Collector::note(const std::string& text) { ++notes_[text]; }

Imported Collector::finish(const std::string& file) {
  if (trade_.empty() && tariffs_.empty()) {
    std::string causes;
    for (const auto& [cause, entry] : left_out_)
      causes += fmt::format("{}{} rows: {}", causes.empty() ? "" : "; ", entry.rows, cause);
    throw InputError({file, 0, 0, ""}, "no row is left", causes.empty() ? "the file has a header only" : causes);
  }
  Imported result{.rows_read = kept_, .rows_kept = kept_, .value_usd = value_usd_};
  for (const auto& [key, value] : trade_) {
    const auto& [year, importer, exporter, nomenclature, code, valuation] = key;
    result.trade.push_back({year, importer, exporter, nomenclature, code, value, valuation});
  }
  for (auto& [key, row] : tariffs_) result.tariffs.push_back(std::move(row));
  for (auto& [cause, entry] : left_out_) {
    result.rows_read += entry.rows;
    result.left_out.push_back(std::move(entry));
  }
  for (const auto& [text, count] : notes_) result.notes.push_back(fmt::format("{} rows: {}", count, text));
  return result;
}

SizedCode sized_code(std::string_view cell, std::size_t digits) {
  const std::string_view text = text::trimmed(cell);
  if (text.starts_with("9999")) return {SizedCode::Kind::unspecified, std::string(text)};
  if (!is_digits(text) || text.size() > 12) return {SizedCode::Kind::no_code, std::string(text)};
  if (text.size() < digits) return {SizedCode::Kind::too_short, std::string(text)};
  return {text.size() == digits ? SizedCode::Kind::fits : SizedCode::Kind::cut, std::string(text.substr(0, digits))};
}

bool leave_out_by_code(const SizedCode& code, double value_usd, Collector& collector) {
  switch (code.kind) {
    case SizedCode::Kind::fits:
      return false;
    case SizedCode::Kind::cut:
      collector.note("codes cut to the digits wanted and added up");
      return false;
    case SizedCode::Kind::too_short:
      collector.leave_out(fmt::format("{} digits: totals of longer codes", code.code.size()), value_usd);
      return true;
    case SizedCode::Kind::unspecified:
      collector.leave_out("commodities not elsewhere specified (9999..)", value_usd);
      return true;
    case SizedCode::Kind::no_code:
      break;
  }
  collector.leave_out("totals of all commodities", value_usd);
  return true;
}

}  // namespace parley::customs
