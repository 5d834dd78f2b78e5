#include "parley/tariff/law/line_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "parley/tariff/law/us_rate_text.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/read_code.hpp"
#include "parley/text/sha256.hpp"

namespace parley::tariff {
namespace {

/// A schedule has some ten thousand lines; this is far above any.
constexpr std::size_t file_limit = std::size_t{1} << 27;

/// The columns by which a file is known as the CSV export of hts.usitc.gov.
constexpr const char* hts_code = "HTS Number";
constexpr const char* hts_indent = "Indent";

bool is_hts_export(const text::CsvTable& csv) { return csv.has_column(hts_code) && csv.has_column(hts_indent); }

/// The column with the code: the one that is named, or where the file has none of the usual name that of the export.
std::size_t code_column(const text::CsvTable& csv, const ListColumns& columns) {
  const bool is_usual = columns.code == ListColumns{}.code;
  return is_usual && !csv.has_column(columns.code) && is_hts_export(csv) ? csv.column(hts_code)
                                                                         : csv.column(columns.code);
}

class ListReader {
 public:
  ListReader(const text::CsvTable& csv, const ListColumns& columns)
      : csv_(csv),
        columns_(columns),
        is_hts_(is_hts_export(csv)),
        code_(code_column(csv, columns)),
        rate_(optional(columns.rate)),
        share_(optional(columns.share)),
        partial_(optional(columns.partial)),
        from_(optional(columns.from)),
        until_(optional(columns.until)),
        where_(optional(columns.where_column)) {}

  [[nodiscard]] LineSet read() {
    for (std::size_t row = 0; row < csv_.row_count(); ++row) {
      if (is_selected(row)) read_row(row);
    }
    problems_.throw_if_any();
    LineSet set;
    for (auto& [code, lines] : lines_) set.insert(code, std::move(lines));
    return set;
  }

 private:
  [[nodiscard]] std::optional<std::size_t> optional(const std::string& name) const {
    return name.empty() ? std::nullopt : std::optional<std::size_t>(csv_.column(name));
  }
  [[nodiscard]] bool is_selected(std::size_t row) const {
    // The export has rows of text between its lines, and headings and statistical suffixes without a rate of their own.
    if (is_hts_ && (csv_.cell(row, code_).empty() || (rate_ && csv_.cell(row, *rate_).empty()))) return false;
    if (!where_) return true;
    const auto& values = columns_.where_values;
    return std::find(values.begin(), values.end(), csv_.cell(row, *where_)) != values.end();
  }

  void read_row(std::size_t row) {
    const std::optional<std::string> code = text::read_code(csv_, row, code_, problems_);
    if (!code) return;
    ListedLine line{.rate = rate(row),
                    .share = share(row),
                    .is_partial = partial_ && csv_.cell(row, *partial_) == "1",
                    .validity = {date(row, from_), date(row, until_)},
                    .place = csv_.place(row, code_)};
    if (line.validity.is_empty()) {
      problems_.add(csv_.place(row, *until_), "no day lies between the two dates", "'until' is the first day after");
    }
    std::vector<ListedLine>& entries = lines_[*code];
    const auto same = std::find_if(entries.begin(), entries.end(),
                                   [&](const ListedLine& each) { return overlap(each.validity, line.validity); });
    if (same != entries.end()) {
      problems_.add(line.place, fmt::format("the validity of {} overlaps that of line {}", *code, same->place.line),
                    "each day has one entry of a code at most");
    }
    entries.push_back(std::move(line));
  }

  std::optional<LineRate> rate(std::size_t row) {
    if (!rate_) return std::nullopt;
    const Place place = csv_.place(row, *rate_);
    const bool is_blank = csv_.cell(row, *rate_).empty();
    const std::string cell(is_blank ? columns_.blank_rate : csv_.cell(row, *rate_));
    if (cell.empty()) return std::nullopt;
    if (cell.starts_with(words_mark)) return rate_in_words(std::string_view(cell).substr(words_mark.size()));
    try {
      if (is_hts_ && !is_blank) return us_rate(cell, place);
      if (columns_.rate_unit == "rate" || is_blank) return parse_line_rate(cell, place);
      const double points = csv_.number(row, *rate_);
      if (columns_.rate_unit == "pct") return parse_line_rate(fmt::format("{}%", points), place);
      return parse_line_rate(fmt::format("{}{}%", points < 0 ? '-' : '+', points < 0 ? -points : points), place);
    } catch (const InputError& error) {
      for (const InputProblem& each : error.problems()) problems_.add(each.place, each.message, each.hint);
    }
    return std::nullopt;
  }

  /// A rate of the export, which may be any words.
  static LineRate us_rate(const std::string& cell, const Place& place) {
    const std::string plain = rate_from_us_text(cell);
    if (plain.starts_with(words_mark)) return rate_in_words(std::string_view(plain).substr(words_mark.size()));
    return parse_line_rate(plain, place);
  }

  double share(std::size_t row) {
    if (!share_ || csv_.cell(row, *share_).empty()) return 1;
    const double share = csv_.number(row, *share_);
    if (!(share > 0 && share <= 1)) {
      problems_.add(csv_.place(row, *share_), fmt::format("{} is not a share", share), "above 0 and at most 1");
      return 1;
    }
    return share;
  }

  std::optional<Date> date(std::size_t row, const std::optional<std::size_t>& column) {
    if (!column || csv_.cell(row, *column).empty()) return std::nullopt;
    const std::optional<Date> day = parse_date(csv_.cell(row, *column));
    if (!day) {
      problems_.add(csv_.place(row, *column), fmt::format("'{}' is not a day of the calendar", csv_.cell(row, *column)),
                    "as 2018-03-23");
    }
    return day;
  }

  const text::CsvTable& csv_;
  const ListColumns& columns_;
  bool is_hts_;
  std::size_t code_;
  std::optional<std::size_t> rate_, share_, partial_, from_, until_, where_;
  std::map<std::string, std::vector<ListedLine>> lines_;
  ProblemList problems_;
};

}  // namespace

LineSet parse_line_list(std::string_view bytes, const std::string& file, const ListColumns& columns) {
  const text::CsvTable csv = text::parse_csv(std::string(bytes), file);
  return ListReader(csv, columns).read();
}

LineSet read_line_list(const std::filesystem::path& path, const ListColumns& columns) {
  return parse_line_list(text::read_bytes(path, file_limit), path.string(), columns);
}

LineSet read_named_columns(const std::filesystem::path& path) {
  const text::CsvTable csv = text::parse_csv(text::read_bytes(path, file_limit), path.string());
  const auto named = [&](const char* column) { return std::string(csv.has_column(column) ? column : ""); };
  const ListColumns columns{.rate = named("rate"),
                            .share = named("share"),
                            .partial = named("partial"),
                            .from = named("from"),
                            .until = named("until")};
  return ListReader(csv, columns).read();
}

void merge(LineSet& into, const LineSet& other) {
  ProblemList problems;
  for (const auto& [code, lines] : other.entries()) {
    if (into.insert(code, lines)) continue;
    std::vector<ListedLine> all = *into.exact(code);
    for (const ListedLine& line : lines) {
      const bool is_twice = std::any_of(all.begin(), all.end(),
                                        [&](const ListedLine& each) { return overlap(each.validity, line.validity); });
      if (is_twice) problems.add(line.place, fmt::format("{} is in two lists of the measure for the same days", code));
      all.push_back(line);
    }
    into.replace(code, std::move(all));
  }
  problems.throw_if_any();
}

void expect_count(const LineSet& lines, std::optional<std::size_t> expected, const std::string& what,
                  const Place& place) {
  if (!expected || *expected == lines.size()) return;
  throw InputError(place, fmt::format("{} has {} lines, expected {}", what, lines.size(), *expected),
                   "is it the list of another date, or cut short?");
}

std::string fingerprint(const LineSet& lines) {
  std::string canonical;
  for (const auto& [code, entries] : lines.entries()) {
    canonical += code;
    for (const ListedLine& line : entries) canonical += "," + (line.rate ? line.rate->text : std::string());
    canonical += '\n';
  }
  constexpr std::size_t digits = 16;
  return text::sha256(canonical).substr(0, digits);
}

std::filesystem::path find_list(const std::string& name, const std::vector<std::filesystem::path>& folders,
                                const Place& place) {
  for (const std::filesystem::path& folder : folders) {
    const std::filesystem::path path = (folder / name).lexically_normal();
    if (std::filesystem::is_regular_file(path)) return path;
  }
  std::vector<std::string> looked;
  for (const std::filesystem::path& folder : folders) looked.push_back(folder.empty() ? "." : folder.string());
  throw InputError(place, fmt::format("no file '{}' in {}", name, fmt::join(looked, ", ")),
                   "lists that may not be passed on are read from your own folder: --data DIR");
}

}  // namespace parley::tariff
