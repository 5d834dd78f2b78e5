#include "parley/nomenclature/convert_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

#include "parley/text/contains.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/read_code.hpp"

namespace parley::nomenclature {
namespace {

/// The digits of a code cell; nothing, and a problem, where it is none.
std::optional<std::string> code_at(const text::CsvTable& csv, std::size_t row, std::size_t column,
                                   ProblemList& problems) {
  std::optional<std::string> digits = text::read_code(csv, row, column, problems);
  if (!digits || digits->size() >= 6) return digits;
  problems.add(csv.place(row, column), fmt::format("'{}' is not a code of six digits or more", csv.cell(row, column)),
               "editions differ at six digits");
  return std::nullopt;
}

DecimalColumn decimals_of(const text::CsvTable& csv, std::size_t column) {
  DecimalColumn decimals;
  for (std::size_t row = 0; row < csv.row_count(); ++row) decimals.widen(csv.cell(row, column));
  return decimals;
}

std::int64_t sum(std::int64_t a, std::int64_t b, const Place& place) {
  if (b <= 0 || a <= std::numeric_limits<std::int64_t>::max() - b) return a + b;
  throw InputError(place, "the values add up to more than can be counted");
}

/// The columns of our own files that tell lines of one code apart.
const std::vector<std::string> key_columns{"year", "importer", "exporter", "valuation", "kind"};

/// Finds what a row has beside its code and its value.
class GroupFinder {
 public:
  GroupFinder(const text::CsvTable& csv, const std::vector<std::size_t>& taken, HsVintage from)
      : csv_(csv), from_(from) {
    if (csv.has_column("nomenclature")) nomenclature_ = csv.column("nomenclature");
    for (std::size_t at = 0; at < csv.header().size(); ++at) {
      if (std::find(taken.begin(), taken.end(), at) != taken.end() || at == nomenclature_) continue;
      (text::contains(key_columns, csv.header()[at]) ? keys_ : others_).push_back(at);
    }
  }

  void check_edition(std::size_t row, ProblemList& problems) const {
    if (!nomenclature_) return;
    const std::string_view cell = csv_.cell(row, *nomenclature_);
    if (cell == fmt::format("HS{}", from_) || !cell.starts_with("HS")) return;
    problems.add(csv_.place(row, *nomenclature_), fmt::format("is {}, not HS{}", cell, from_),
                 fmt::format("say --from {}, or convert its rows on their own", cell));
  }

  [[nodiscard]] std::vector<std::string> cells(std::size_t row) const {
    std::vector<std::string> found;
    for (const std::size_t at : keys_) found.emplace_back(csv_.cell(row, at));
    return found;
  }
  [[nodiscard]] std::vector<std::string> names() const { return names_of(keys_); }
  [[nodiscard]] std::vector<std::string> dropped() const { return names_of(others_); }

 private:
  [[nodiscard]] std::vector<std::string> names_of(const std::vector<std::size_t>& columns) const {
    std::vector<std::string> found;
    for (const std::size_t at : columns) found.push_back(csv_.header()[at]);
    return found;
  }

  const text::CsvTable& csv_;
  HsVintage from_;
  std::optional<std::size_t> nomenclature_;
  std::vector<std::size_t> keys_, others_;
};

}  // namespace

CodeList read_code_list(const text::CsvTable& csv, const std::string& code, const std::string& value, bool cut_to_six,
                        HsVintage from) {
  const std::size_t code_column = csv.column(code);
  CodeList list{.has_values = !value.empty()};
  const std::size_t value_column = list.has_values ? csv.column(value) : code_column;
  if (list.has_values) list.decimals = decimals_of(csv, value_column);
  const GroupFinder groups(csv, {code_column, value_column}, from);
  std::map<std::vector<std::string>, std::size_t> group_of;
  std::map<std::pair<std::size_t, std::string>, std::size_t> seen;
  ProblemList problems;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    groups.check_edition(row, problems);
    std::optional<std::string> digits = code_at(csv, row, code_column, problems);
    if (!digits) continue;
    CodeValue each{*digits, 0, csv.place(row, code_column)};
    each.group = group_of.emplace(groups.cells(row), group_of.size()).first->second;
    if (list.has_values) {
      each.amount = list.decimals.parse(csv.cell(row, value_column), csv.place(row, value_column));
    }
    if (each.amount < 0) problems.add(csv.place(row, value_column), "the value is negative");
    if (cut_to_six) each.code.resize(6);
    const auto [found, is_new] = seen.emplace(std::pair{each.group, each.code}, list.codes.size());
    if (cut_to_six && !is_new) {
      CodeValue& first = list.codes[found->second];
      first.amount = sum(first.amount, each.amount, each.place);
      ++list.lines_joined;
    } else {
      list.codes.push_back(std::move(each));
    }
  }
  problems.throw_if_any();
  list.keys = groups.names();
  list.dropped = groups.dropped();
  list.groups.resize(group_of.size());
  for (const auto& [cells, at] : group_of) list.groups[at] = cells;
  return list;
}

std::map<std::string, double, std::less<>> read_weights(const text::CsvTable& csv, const std::string& code,
                                                        const std::string& value) {
  const std::size_t code_column = csv.column(code);
  const std::size_t value_column = csv.column(value);
  std::map<std::string, double, std::less<>> weights;
  ProblemList problems;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    const std::optional<std::string> digits = code_at(csv, row, code_column, problems);
    if (!digits) continue;
    const double amount = csv.number(row, value_column);
    if (amount < 0 || amount > 1e18)
      problems.add(csv.place(row, value_column), "is not a weight", "between 0 and 1e18");
    weights[digits->substr(0, 6)] += amount;
  }
  problems.throw_if_any();
  return weights;
}

std::string conversion_csv(const Conversion& conversion, const CodeList& list, HsVintage to,
                           const std::vector<std::string>& head) {
  std::string out;
  for (const std::string& line : head) out += text::csv_note(line);
  for (const std::string& key : list.keys) out += text::csv_format("{},", key);
  if (!list.keys.empty()) out += "nomenclature,";
  out += list.has_values ? "code,value,is_partial,from_codes\n" : "code,is_partial,from_codes\n";
  for (const ConvertedLine& line : conversion.lines) {
    for (const std::string& cell : list.groups[line.group]) out += text::csv_format("{},", cell);
    if (!list.keys.empty()) out += text::csv_format("HS{},", to);
    out += text::csv_format("{},", line.code);
    if (list.has_values) out += list.decimals.text(line.amount) + ',';
    out += text::csv_format("{},{}\n", line.is_partial ? 1 : 0, fmt::format("{}", fmt::join(line.from, " ")));
  }
  return out;
}

}  // namespace parley::nomenclature
