#include "parley/partial/list_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

#include "parley/text/csv.hpp"
#include "parley/text/read_code.hpp"

namespace parley::partial {
namespace {

/// A code's first digits, all of them for zero.
std::string_view first_digits(std::string_view code, std::size_t digits) {
  return digits == 0 ? code : code.substr(0, digits);
}

LineTable read_trade(const ListRecipe& recipe, const std::filesystem::path& sources) {
  const tariff::SelectedRows selected = tariff::select(recipe.trade, sources);
  const text::CsvTable& csv = selected.csv;
  const std::size_t code = csv.column(recipe.code_column);
  const std::size_t value = csv.column(recipe.value_column);
  const bool has_text = !recipe.text_column.empty();
  const std::size_t text = has_text ? csv.column(recipe.text_column) : code;
  double total = 0;
  for (const std::size_t row : selected.rows) total += csv.number(row, value) * recipe.unit_usd;
  LineTable table;
  if (recipe.official_usd && total > 0) table.scale = *recipe.official_usd / total;
  std::set<std::string, std::less<>> seen;
  ProblemList problems;
  for (const std::size_t row : selected.rows) {
    const std::optional<std::string> digits = text::read_code(csv, row, code, problems);
    const double usd = csv.number(row, value) * recipe.unit_usd * table.scale;
    if (usd < 0 || usd > 1e15) problems.add(csv.place(row, value), "imports below zero or beyond any economy's");
    if (!digits || usd < 0 || usd > 1e15) continue;
    if (!seen.insert(*digits).second) problems.add(csv.place(row, code), fmt::format("code {} appears twice", *digits));
    table.lines.push_back(
        {.code = *digits, .text = has_text ? std::string(csv.cell(row, text)) : "", .imports_usd = std::llround(usd)});
    table.imports_usd += table.lines.back().imports_usd;
  }
  problems.throw_if_any();
  return table;
}

/// Sums and counts of one code's rows.
struct Collected {
  double value = 0;
  double over = 0;
  std::size_t rows = 0;
  bool is_doubtful = false;
};
using CollectedByCode = std::unordered_map<std::string, Collected>;
using CodesByCode = std::unordered_map<std::string, std::set<std::string>>;

/// The number that one code's rows amount to.
std::optional<double> amount(const Collected& rows, const MeasureSource& source) {
  if (!source.over_column.empty()) {
    return rows.over > 0 ? std::optional(source.unit * rows.value / rows.over) : std::nullopt;
  }
  return source.unit * rows.value / (source.is_sum ? 1.0 : static_cast<double>(rows.rows));
}

CollectedByCode collect(const MeasureSource& source, const std::filesystem::path& folder) {
  const tariff::SelectedRows selected = tariff::select(source.rows, folder);
  const text::CsvTable& csv = selected.csv;
  const std::size_t code = csv.column(source.code_column);
  const std::size_t value = csv.column(source.value_column);
  const std::size_t over = source.over_column.empty() ? value : csv.column(source.over_column);
  const std::size_t doubt = source.doubt_column.empty() ? value : csv.column(source.doubt_column);
  CollectedByCode of_code;
  for (const std::size_t row : selected.rows) {
    const std::string_view cell = csv.cell(row, value);
    if (std::find(source.no_value.begin(), source.no_value.end(), cell) != source.no_value.end()) continue;
    Collected& found = of_code[std::string(first_digits(text::read_code(csv, row, code), source.digits))];
    found.value += csv.number(row, value);
    found.over += csv.number(row, over);
    found.is_doubtful = found.is_doubtful || (!source.doubt.empty() && csv.cell(row, doubt) == source.doubt_value);
    ++found.rows;
  }
  return of_code;
}

CodesByCode predecessors(const VintageStep& step, const std::filesystem::path& folder) {
  const tariff::SelectedRows selected = tariff::select(step.rows, folder);
  const std::size_t after = selected.csv.column(step.after_column);
  const std::size_t before = selected.csv.column(step.before_column);
  CodesByCode codes;
  for (const std::size_t row : selected.rows) {
    codes[text::read_code(selected.csv, row, after)].insert(text::read_code(selected.csv, row, before));
  }
  return codes;
}

/// A code's names in the source's vintage; none where a step does not know it.
std::set<std::string> in_vintage(std::string_view code, const std::vector<CodesByCode>& steps) {
  std::set<std::string> codes{std::string(code)};
  for (const CodesByCode& step : steps) {
    std::set<std::string> before;
    for (const std::string& each : codes) {
      if (const auto found = step.find(each); found != step.end())
        before.insert(found->second.begin(), found->second.end());
    }
    codes = std::move(before);
  }
  return codes;
}

/// One line's measure: the mean over its codes in the source's vintage, nothing where one of them has none.
std::optional<double> measure_of(TradeLine& line, const MeasureSource& source, const CollectedByCode& of_code,
                                 const std::vector<CodesByCode>& steps) {
  const std::set<std::string> codes = in_vintage(first_digits(line.code, source.digits), steps);
  double sum = 0;
  bool is_doubtful = false;
  for (const std::string& code : codes) {
    const auto found = of_code.find(code);
    const std::optional<double> value = found == of_code.end() ? source.absent : amount(found->second, source);
    if (!value) return std::nullopt;
    is_doubtful = is_doubtful || (found != of_code.end() && found->second.is_doubtful);
    sum += *value;
  }
  if (codes.empty()) return std::nullopt;
  if (is_doubtful) line.doubt = source.doubt;
  return sum / static_cast<double>(codes.size());
}

void join(LineTable& table, const MeasureSource& source, LineMeasure name, const std::filesystem::path& folder) {
  const CollectedByCode of_code = collect(source, folder);
  std::vector<CodesByCode> steps;
  for (const VintageStep& step : source.vintage) steps.push_back(predecessors(step, folder));
  for (TradeLine& line : table.lines) {
    std::optional<double>& measure = line.measure[static_cast<std::size_t>(name)];
    measure = measure_of(line, source, of_code, steps);
    if (!measure && line.barred.empty()) line.barred = fmt::format("no data: {}", to_string(name));
  }
}

/// InputError where a measure is outside what its equation can take.
void check_ranges(const LineTable& table, const ListRecipe& recipe) {
  constexpr std::array<std::pair<double, double>, line_measure_count> ranges{
      {{-0.999, 1e3}, {0, 1e3}, {0, 1 + 1e-9}, {0, 1 + 1e-9}, {0, 1e18}}};
  for (std::size_t at = 0; at < line_measure_count; ++at) {
    for (const TradeLine& line : table.lines) {
      const auto [least, most] = ranges[at];
      if (!line.measure[at] || (*line.measure[at] >= least && *line.measure[at] <= most)) continue;
      const LineMeasure name = static_cast<LineMeasure>(at);
      throw InputError(recipe.measures[at]->rows.place,
                       fmt::format("{} of {} is {}", to_string(name), line.code, *line.measure[at]),
                       fmt::format("{} to {:.6g}; is its unit, its sign or 'over' wrong?", least, most));
    }
  }
}

void join_end_use(LineTable& table, const EndUseSource& source, const std::filesystem::path& folder) {
  const tariff::SelectedRows selected = tariff::select(source.rows, folder);
  const std::size_t code = selected.csv.column(source.code_column);
  const std::size_t kind = selected.csv.column(source.class_column);
  std::unordered_map<std::string, std::vector<EndUse>> of_code;
  for (const std::size_t row : selected.rows) {
    const EndUse* use = source.use_of_class.longest(selected.csv.cell(row, kind));
    if (use == nullptr) continue;
    std::vector<EndUse>& uses =
        of_code[std::string(first_digits(text::read_code(selected.csv, row, code), source.digits))];
    if (std::find(uses.begin(), uses.end(), *use) == uses.end()) uses.push_back(*use);
  }
  for (TradeLine& line : table.lines) {
    const auto found = of_code.find(std::string(first_digits(line.code, source.digits)));
    if (found != of_code.end()) {
      line.end_use = found->second;
      std::sort(line.end_use.begin(), line.end_use.end());
    } else if (line.barred.empty()) {
      line.barred = "no data: end use";
    }
  }
}

void apply_prefixes(LineTable& table, const ListRecipe& recipe) {
  for (TradeLine& line : table.lines) {
    if (const Reasoned* weight = recipe.political.longest(line.code)) line.political_weight = weight->weight;
    if (const std::string* reason = recipe.excluded.longest(line.code)) line.barred = "excluded: " + *reason;
    if (line.imports_usd == 0) line.barred = "no imports from the partner in the base year";
  }
}

/// Lines and dollars by reason, dearest first; lines without a reason are not counted.
template <class Reason>
std::vector<BarredTotal> totals_by(const LineTable& table, Reason reason_of) {
  std::map<std::string, BarredTotal> of_reason;
  for (const TradeLine& line : table.lines) {
    const std::string& reason = reason_of(line);
    if (reason.empty()) continue;
    BarredTotal& total = of_reason[reason];
    total.reason = reason;
    ++total.lines;
    total.imports_usd += line.imports_usd;
  }
  std::vector<BarredTotal> totals;
  for (const auto& [reason, total] : of_reason) totals.push_back(total);
  std::stable_sort(totals.begin(), totals.end(),
                   [](const BarredTotal& a, const BarredTotal& b) { return a.imports_usd > b.imports_usd; });
  return totals;
}

/// The codes of a list with their rates; a code that is named more than once keeps its first rate.
std::map<std::string, double, std::less<>> listed_rates(const ComparedList& list,
                                                        const tariff::SelectedRows& selected) {
  const std::size_t code = selected.csv.column(list.code_column);
  std::map<std::string, double, std::less<>> rates;
  for (const std::size_t row : selected.rows) {
    rates.emplace(text::read_code(selected.csv, row, code),
                  list.rate ? *list.rate : selected.csv.number(row, selected.csv.column(list.rate_column)) / 100);
  }
  if (list.expected_lines && *list.expected_lines != rates.size()) {
    throw InputError(list.rows.place,
                     fmt::format("list {} has {} lines, not {}", list.id, rates.size(), *list.expected_lines),
                     "correct 'expect' or the file");
  }
  return rates;
}

/// How many codes begin with a prefix.
std::size_t count_below(const std::set<std::string, std::less<>>& codes, std::string_view prefix) {
  std::size_t count = 0;
  for (auto at = codes.lower_bound(prefix); at != codes.end() && at->starts_with(prefix); ++at) ++count;
  return count;
}

/// Every line of an importer's schedule, once, with the digits of the list's longest code.
std::set<std::string, std::less<>> schedule_lines(const ComparedList& list, std::size_t digits,
                                                  const std::filesystem::path& folder) {
  std::set<std::string, std::less<>> codes;
  const tariff::SelectedRows selected = tariff::select(*list.schedule, folder);
  const std::size_t code = selected.csv.column(list.schedule_code);
  for (const std::size_t row : selected.rows) {
    // Headings and statistical suffixes are no lines that a list can name.
    if (selected.csv.cell(row, code).empty()) continue;
    const std::string line = text::read_code(selected.csv, row, code);
    if (line.size() >= digits) codes.insert(line.substr(0, digits));
  }
  return codes;
}

/// What a list says of one code: that code itself, or the lines below it.
struct Listed {
  std::size_t lines = 0;
  double rate = 0;  ///< mean
};

Listed listed_at(const std::map<std::string, double, std::less<>>& rates, std::string_view code) {
  Listed listed;
  for (auto each = rates.lower_bound(code); each != rates.end() && each->first.starts_with(code); ++each) {
    ++listed.lines;
    listed.rate += each->second;
  }
  if (listed.lines > 0) listed.rate /= static_cast<double>(listed.lines);
  return listed;
}

ComparedLines compare(const LineTable& table, const ComparedList& list, const std::filesystem::path& folder) {
  const auto rates = listed_rates(list, tariff::select(list.rows, folder));
  std::size_t digits = 0;
  for (const auto& [code, rate] : rates) digits = std::max(digits, code.size());
  const auto schedule = list.schedule ? schedule_lines(list, digits, folder) : std::set<std::string, std::less<>>{};
  ComparedLines compared{.id = list.id,
                         .named_lines = rates.size(),
                         .share = std::vector<double>(table.lines.size(), 0.0),
                         .rate = std::vector<double>(table.lines.size(), 0.0)};
  std::size_t matched = 0;
  for (std::size_t at = 0; at < table.lines.size(); ++at) {
    const std::string& code = table.lines[at].code;
    const Listed listed = listed_at(rates, code);
    if (listed.lines == 0) continue;
    matched += listed.lines;
    const bool is_whole = rates.contains(code);
    const std::size_t lines = is_whole ? 1 : count_below(schedule, code);
    if (lines == 0) {
      throw InputError(list.rows.place, fmt::format("list {} is finer than the trade at {}", list.id, code),
                       "name the importer's tariff schedule with 'schedule'");
    }
    compared.share[at] = std::min(1.0, static_cast<double>(listed.lines) / static_cast<double>(lines));
    compared.rate[at] = listed.rate;
  }
  compared.unmatched_lines = compared.named_lines - matched;
  return compared;
}

}  // namespace

LineTable read_lines(const ListRecipe& recipe, const std::filesystem::path& sources) {
  LineTable table = read_trade(recipe, sources);
  for (std::size_t at = 0; at < line_measure_count; ++at) {
    if (recipe.measures[at]) join(table, *recipe.measures[at], static_cast<LineMeasure>(at), sources);
  }
  if (recipe.end_use) join_end_use(table, *recipe.end_use, sources);
  check_ranges(table, recipe);
  apply_prefixes(table, recipe);
  const std::string nothing;
  table.barred = totals_by(table, [](const TradeLine& line) -> const std::string& { return line.barred; });
  table.doubtful = totals_by(
      table, [&](const TradeLine& line) -> const std::string& { return line.barred.empty() ? line.doubt : nothing; });
  for (const ComparedList& each : recipe.compared) table.compared.push_back(compare(table, each, sources));
  return table;
}

}  // namespace parley::partial
