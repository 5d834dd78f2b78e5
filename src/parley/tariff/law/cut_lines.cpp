#include "parley/tariff/law/cut_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "parley/tariff/law/rate.hpp"
#include "parley/text/csv.hpp"
#include "parley/text/read_code.hpp"

namespace parley::tariff {
namespace {

/// Sums from which simple and weighted means follow.
struct MeanSums {
  std::size_t count = 0;
  double before = 0, after = 0, weight = 0, weighted_before = 0, weighted_after = 0;

  void add(double rate_before, double rate_after, double value) {
    ++count;
    before += rate_before;
    after += rate_after;
    weight += value;
    weighted_before += value * rate_before;
    weighted_after += value * rate_after;
  }
  [[nodiscard]] RateMeans means() const {
    RateMeans result;
    if (count > 0) {
      result.simple_before = before / static_cast<double>(count);
      result.simple_after = after / static_cast<double>(count);
    }
    if (weight > 0) {
      result.weighted_before = weighted_before / weight;
      result.weighted_after = weighted_after / weight;
    }
    return result;
  }
};

/// The rate that the formula starts from; nothing where the line is out of its reach.
std::optional<double> base_rate(const LineRates& line, const CutOptions& options) {
  if (options.base == CutBase::applied) return line.applied;
  if (line.bound) return line.bound;
  if (options.unbound_mark_up) return line.applied + *options.unbound_mark_up;
  return std::nullopt;
}

std::vector<CutFormula> with_average(const std::vector<LineRates>& lines, const CutOptions& options) {
  double sum = 0;
  std::size_t count = 0;
  for (const LineRates& line : lines) {
    if (const std::optional<double> rate = base_rate(line, options)) {
      sum += *rate;
      ++count;
    }
  }
  std::vector<CutFormula> formulas = options.formulas;
  for (CutFormula& formula : formulas) {
    auto* girard = std::get_if<GirardCut>(&formula);
    if (girard != nullptr && girard->average_rate < 0) {
      girard->average_rate = count > 0 ? sum / static_cast<double>(count) : 0;
    }
  }
  return formulas;
}

CutLine cut_line(const LineRates& line, const CutOptions& options, const std::vector<CutFormula>& formulas) {
  CutLine result{line, line.applied, line.bound};
  const std::optional<double> start = base_rate(line, options);
  if (!start) return result;
  double rate = *start;
  for (const CutFormula& formula : formulas) rate = cut_rate(formula, rate);
  if (options.base == CutBase::bound) {
    result.bound_after = rate;
    result.applied_after = std::min(line.applied, rate);
  } else {
    result.applied_after = line.bound ? std::min(rate, *line.bound) : rate;
  }
  return result;
}

void check(const std::vector<LineRates>& lines, const CutOptions& options) {
  if (options.formulas.empty()) throw InputError({}, "no cut formula", "name one, such as swiss 8%");
  if (options.base == CutBase::applied || options.unbound_mark_up) return;
  const bool any =
      std::any_of(lines.begin(), lines.end(), [](const LineRates& line) { return line.bound.has_value(); });
  if (!any) {
    throw InputError({}, "the cut starts from bound rates and no line has one",
                     "cut applied rates, name the column with bound rates, or give a mark-up for unbound lines");
  }
}

std::string percent_cell(const std::optional<double>& fraction) {
  return fraction ? fmt::format("{:.10g}", *fraction * 100) : "";
}

double percent_of(const text::CsvTable& csv, std::size_t row, std::size_t column, ProblemList& problems) {
  const double percent = csv.number(row, column);
  if (percent < 0 || percent > highest_duty_percent) {
    problems.add(csv.place(row, column), fmt::format("{} % is not a duty", percent), "between 0 and 3000, in percent");
  }
  return percent / 100;
}

}  // namespace

CutResult cut_lines(const std::vector<LineRates>& lines, const CutOptions& options) {
  check(lines, options);
  CutResult result{.lines = {}, .formulas = with_average(lines, options)};
  MeanSums applied;
  MeanSums bound;
  for (const LineRates& line : lines) {
    const CutLine cut = cut_line(line, options, result.formulas);
    applied.add(line.applied, cut.applied_after, line.value);
    if (line.bound && cut.bound_after) bound.add(*line.bound, *cut.bound_after, line.value);
    const bool bound_falls = cut.bound_after && (!line.bound || *cut.bound_after < *line.bound);
    if (cut.applied_after < line.applied) {
      ++result.applied_reduced;
    } else if (bound_falls) {
      ++result.only_bound_falls;
    }
    if (options.base == CutBase::bound && !cut.bound_after) ++result.unbound_kept;
    if (line.bound && line.applied > *line.bound) ++result.above_bound;
    result.lines.push_back(cut);
  }
  result.applied = applied.means();
  if (bound.count > 0) result.bound = bound.means();
  return result;
}

std::vector<LineRates> line_rates(const text::CsvTable& csv, const LineRateColumns& columns) {
  const std::size_t code = csv.column(columns.code);
  const std::size_t applied = csv.column(columns.applied);
  const bool has_bound = csv.has_column(columns.bound);
  const bool has_value = csv.has_column(columns.value);
  std::vector<LineRates> lines;
  std::set<std::string> seen;
  ProblemList problems;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    const std::optional<std::string> digits = text::read_code(csv, row, code, problems);
    if (!digits) continue;
    if (!seen.insert(*digits).second) problems.add(csv.place(row, code), fmt::format("{} appears twice", *digits));
    LineRates line{.code = *digits, .applied = percent_of(csv, row, applied, problems)};
    if (has_bound && !csv.cell(row, csv.column(columns.bound)).empty()) {
      line.bound = percent_of(csv, row, csv.column(columns.bound), problems);
    }
    if (has_value) line.value = csv.number(row, csv.column(columns.value));
    if (line.value < 0) problems.add(csv.place(row, csv.column(columns.value)), "imports are negative");
    lines.push_back(std::move(line));
  }
  problems.throw_if_any();
  return lines;
}

std::string cut_csv(const CutResult& result, const std::string& source) {
  std::string out = text::csv_note("rates before and after a cut; from " + source);
  for (const CutFormula& formula : result.formulas) out += text::csv_note(in_words(formula));
  out += "code,applied_before_pct,applied_after_pct,bound_before_pct,bound_after_pct,value\n";
  for (const CutLine& line : result.lines) {
    out += text::csv_format("{},{},{},{},{},{}\n", line.before.code, percent_cell(line.before.applied),
                            percent_cell(line.applied_after), percent_cell(line.before.bound),
                            percent_cell(line.bound_after), line.before.value);
  }
  return out;
}

}  // namespace parley::tariff
