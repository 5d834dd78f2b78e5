#include "parley/customs/collect.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "parley/text/commodity_code.hpp"
#include "parley/text/number.hpp"
#include "parley/text/trim.hpp"

namespace parley::customs {
namespace {

/// Rows between two words to the observer.
constexpr std::size_t progress_rows = std::size_t{1} << 15;

constexpr const char* not_asked_for = "years or countries that were not asked for";
constexpr const char* unspecified_mark = "9999";
constexpr const char* world = "WLD";

/// A name without what spellings of it differ in: "Reporter ISO" and "reporter_iso" are "reporteriso".
std::string plain_name(std::string_view name) {
  std::string plain;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') plain += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) plain += c;
  }
  return plain;
}

}  // namespace

std::optional<std::size_t> find_column(const text::CsvTable& csv, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    if (csv.has_column(name)) return csv.column(name);
  }
  for (const char* name : names) {
    for (std::size_t at = 0; at < csv.header().size(); ++at) {
      if (plain_name(csv.header()[at]) == plain_name(name)) return at;
    }
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

std::optional<std::string> Collector::code_at(const text::CsvTable& csv, std::size_t row, std::size_t column,
                                              ProblemList& problems) {
  const std::string_view cell = text::trimmed(csv.cell(row, column));
  if (plain_name(cell.substr(0, 5)) == "total") return "";
  if (cell.starts_with(unspecified_mark) && cell.find_first_of("+,") == std::string_view::npos) {
    return std::string(cell);  // "9999AA" too
  }
  if (std::optional<std::string> code = text::parse_code(cell)) return code;
  if (std::optional<std::string> code = text::parse_code_without_zero(cell)) {
    note("a leading zero was put back before a code with an odd number of digits");
    return code;
  }
  problems.add(csv.place(row, column), fmt::format("'{}' is not a commodity code", text::shortened(cell)),
               text::code_hint(cell));
  return std::nullopt;
}

bool Collector::is_wanted(int year, const std::string& importer, const std::string& exporter) const {
  const auto names = [](const auto& wanted, const auto& value) {
    return wanted.empty() || std::find(wanted.begin(), wanted.end(), value) != wanted.end();
  };
  return names(options_->years, year) && names(options_->importers, importer) && names(options_->exporters, exporter);
}

void Collector::keep(TradeRow row) {
  const double value = row.value_usd;
  if (!is_wanted(row.year, row.importer, row.exporter)) return leave_out(not_asked_for, value);
  if (row.importer == row.exporter) return leave_out("imports from oneself: goods that came back", value);
  const bool is_unspecified = row.code.starts_with(unspecified_mark);
  Sums& sums = is_unspecified ? unspecified_ : row.code.size() < options_->digits ? totals_ : trade_;
  if (is_unspecified) leave_out("commodities not elsewhere specified (9999..)", value);
  Sum& sum = sums[{row.year, std::move(row.importer), std::move(row.exporter), std::move(row.nomenclature),
                   std::move(row.code), std::move(row.valuation)}];
  sum.value_usd += value;
  ++sum.rows;
}

void Collector::keep(TariffRow row, const Place& place) {
  if (!is_wanted(row.year, row.importer, row.exporter)) return leave_out(not_asked_for);
  if (row.code.starts_with(unspecified_mark)) return leave_out("commodities not elsewhere specified (9999..)");
  Key key{row.year, row.importer, row.exporter, row.nomenclature, row.code, row.kind};
  if (row.code.size() < options_->digits) {
    tariff_totals_.push_back(std::move(key));
    return;
  }
  if (row.code.size() > options_->digits) {
    throw InputError(place, fmt::format("'{}' has more digits than wanted", row.code),
                     "rates are not averaged here; take them all with --digits");
  }
  refuse_two_editions(row, place);
  ++kept_;
  if (!tariffs_.emplace(key, row).second) {
    throw InputError(
        place, fmt::format("{} of {} on {} from {} appears twice", row.kind, row.importer, row.code, row.exporter));
  }
}

void Collector::refuse_two_editions(const TariffRow& row, const Place& place) {
  const auto [first, is_new] = edition_of_.emplace(std::tuple(row.year, row.importer, row.exporter, row.kind),
                                                   std::pair(row.nomenclature, place.line));
  if (is_new || first->second.first == row.nomenclature) return;
  throw InputError(place,
                   fmt::format("the {} rates of {} on goods from {} in {} are there under {} and {}", row.kind,
                               row.importer, row.exporter, row.year, first->second.first, row.nomenclature),
                   fmt::format("keep the rows of one of them; line {} has the other", first->second.second));
}

void Collector::leave_out(const std::string& cause, double value_usd) { leave_out_rows(cause, {value_usd, 1}); }

void Collector::leave_out_rows(const std::string& cause, const Sum& sum) {
  LeftOut& entry = left_out_[cause];
  entry.cause = cause;
  entry.rows += sum.rows;
  entry.value_usd += sum.value_usd;
}

void Collector::note(const std::string& text) { ++notes_[text]; }

void Collector::name_unread(const text::CsvTable& csv, const std::set<std::size_t>& read) {
  std::vector<std::string> names;
  for (std::size_t at = 0; at < csv.header().size(); ++at) {
    if (read.contains(at) || csv.header()[at].empty()) continue;
    bool has_cells = false;
    for (std::size_t row = 0; row < csv.row_count() && !has_cells; ++row) has_cells = !csv.cell(row, at).empty();
    if (has_cells) names.push_back(csv.header()[at]);
  }
  if (!names.empty()) say(fmt::format("columns that are not read: {}", fmt::join(names, ", ")));
}

/// Cuts codes to the digits asked for; codes below one that is there itself are its parts and left out.
void Collector::join_longer_codes() {
  Sums joined;
  const Key* above = nullptr;
  Sum* total = nullptr;
  const auto is_below = [](const Key& part, const Key& whole) {
    const auto flow = [](const Key& key) {
      return std::tie(std::get<0>(key), std::get<1>(key), std::get<2>(key), std::get<3>(key));
    };
    const std::string& code = std::get<4>(whole);
    return flow(part) == flow(whole) && std::get<4>(part).size() > code.size() && std::get<4>(part).starts_with(code);
  };
  double excess = 0;
  const auto close = [&] {
    if (total != nullptr && total->has_parts) excess += std::max(0.0, total->value_usd - total->parts_usd);
  };
  for (auto& [key, sum] : trade_) {
    if (above != nullptr && is_below(key, *above)) {
      leave_out_rows("longer codes of a code that is there itself", sum);
      total->parts_usd += sum.value_usd;
      total->has_parts = true;
      continue;
    }
    close();
    above = &key;
    total = &sum;
    Key cut = key;
    std::string& code = std::get<4>(cut);
    if (code.size() > options_->digits) notes_["codes cut to the digits wanted and added up"] += sum.rows;
    code.resize(options_->digits);
    Sum& whole = joined[std::move(cut)];
    whole.value_usd += sum.value_usd;
    whole.rows += sum.rows;
  }
  close();
  constexpr double cent = 0.005;
  if (excess > cent) say(fmt::format("codes exceed the longer codes below them by {:.2f} US dollars", excess));
  trade_ = std::move(joined);
}

/// Counts a row among the parts of every total above it: of its pair, of the importer's and of the exporter's whole trade.
void Collector::find_parts(const Key& key, double value_usd) {
  const auto& [year, importer, exporter, nomenclature, code, valuation] = key;
  std::set<std::pair<std::string, std::string>> pairs{{importer, exporter}, {importer, world}, {world, exporter}};
  for (const auto& [from, to] : pairs) {
    for (std::size_t digits = 0; digits < code.size(); digits += 2) {
      const Key above{year, from, to, nomenclature, code.substr(0, digits), ""};
      for (auto total = totals_.lower_bound(above); total != totals_.end(); ++total) {
        const auto& other = total->first;
        if (std::get<0>(other) != year || std::get<1>(other) != from || std::get<2>(other) != to ||
            std::get<3>(other) != nomenclature || std::get<4>(other) != std::get<4>(above)) {
          break;
        }
        total->second.has_parts = true;
        total->second.parts_usd += value_usd;
      }
    }
  }
}

void Collector::leave_out_totals() {
  if (totals_.empty()) return;
  for (const auto& [key, sum] : trade_) find_parts(key, sum.value_usd);
  for (const auto& [key, sum] : unspecified_) find_parts(key, sum.value_usd);
  std::map<std::string, double> excess;
  for (const auto& [key, sum] : totals_) {
    const std::size_t digits = std::get<4>(key).size();
    const std::string what = digits == 0 ? "totals of all commodities" : fmt::format("{} digits", digits);
    if (!sum.has_parts) {
      leave_out_rows(digits == 0 ? what + ", none of which is in the file"
                                 : what + ": fewer than wanted, and no longer code of theirs is in the file",
                     sum);
      continue;
    }
    leave_out_rows(digits == 0 ? what : what + ": totals of longer codes", sum);
    excess[digits == 0 ? what : "totals of " + what] += std::max(0.0, sum.value_usd - sum.parts_usd);
  }
  constexpr double cent = 0.005;
  for (const auto& [what, dollars] : excess) {
    if (dollars > cent) say(fmt::format("{} exceed the codes in the file by {:.2f} US dollars", what, dollars));
  }
}

void Collector::leave_out_tariff_totals() {
  for (const Key& key : tariff_totals_) {
    const auto& [year, importer, exporter, nomenclature, code, kind] = key;
    bool has_parts = false;
    for (auto at = tariffs_.lower_bound(key); at != tariffs_.end() && !has_parts; ++at) {
      const TariffRow& row = at->second;
      if (row.year != year || row.importer != importer || row.exporter != exporter || !row.code.starts_with(code))
        break;
      has_parts = row.nomenclature == nomenclature && row.kind == kind;
    }
    leave_out(has_parts ? fmt::format("{} digits: totals of longer codes", code.size())
                        : fmt::format("{} digits: fewer than wanted, and no longer code of theirs is in the file",
                                      code.size()));
  }
}

Imported Collector::finish(const std::string& file) {
  join_longer_codes();
  leave_out_totals();
  leave_out_tariff_totals();
  if (trade_.empty() && tariffs_.empty()) {
    std::string causes;
    for (const auto& [cause, entry] : left_out_)
      causes += fmt::format("{}{} rows: {}", causes.empty() ? "" : "; ", entry.rows, cause);
    throw InputError({file, 0, 0, ""}, "no row is left", causes.empty() ? "the file has a header only" : causes);
  }
  for (const auto& [key, sum] : trade_) {
    kept_ += sum.rows;
    value_usd_ += sum.value_usd;
  }
  Imported result{.rows_read = kept_, .rows_kept = kept_, .value_usd = value_usd_};
  for (const auto& [key, sum] : trade_) {
    const auto& [year, importer, exporter, nomenclature, code, valuation] = key;
    result.trade.push_back({year, importer, exporter, nomenclature, code, sum.value_usd, valuation});
  }
  for (auto& [key, row] : tariffs_) result.tariffs.push_back(std::move(row));
  for (auto& [cause, entry] : left_out_) {
    result.rows_read += entry.rows;
    result.left_out.push_back(std::move(entry));
  }
  for (const auto& [text, count] : notes_) result.notes.push_back(fmt::format("{} rows: {}", count, text));
  result.notes.insert(result.notes.end(), said_.begin(), said_.end());
  return result;
}

void SeenRows::add(std::string words, const Place& place, ProblemList& problems) {
  const auto [found, is_new] = line_of_.emplace(std::move(words), place.line);
  if (is_new) return;
  problems.add(place, fmt::format("{} appears twice", found->first), fmt::format("line {} has it, too", found->second));
}

}  // namespace parley::customs
