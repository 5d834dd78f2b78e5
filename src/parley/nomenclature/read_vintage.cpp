#include "parley/nomenclature/read_vintage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "parley/text/csv.hpp"
#include "parley/text/number.hpp"

namespace parley::nomenclature {
namespace {

using text::CsvTable;

struct CodePair {
  HsVintage before = 0;
  HsVintage after = 0;
  std::string code_before;
  std::string code_after;
  std::string relationship;  ///< "" where the file has none
  Place place;
};

bool is_six_digits(std::string_view code) {
  return code.size() == 6 && std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<HsVintage> year_of(std::string_view text) {
  const std::optional<HsVintage> year = text::read_whole<HsVintage>(text);
  if (!year || *year < 1988 || *year > 2100) return std::nullopt;
  return year;
}

/// "2017 to 2012" is after, before.
std::optional<std::pair<HsVintage, HsVintage>> editions_of(std::string_view adjustment) {
  const std::size_t middle = adjustment.find(" to ");
  if (middle == std::string_view::npos) return std::nullopt;
  const auto after = year_of(adjustment.substr(0, middle));
  const auto before = year_of(adjustment.substr(middle + 4));
  if (!after || !before || *before >= *after) return std::nullopt;
  return std::pair{*after, *before};
}

std::vector<CodePair> pairs_of_united_nations(const CsvTable& csv, ProblemList& problems) {
  const std::size_t after = csv.column("code_after");
  const std::size_t before = csv.column("code_before");
  const std::size_t relationship = csv.column("relationship");
  const std::size_t adjustment = csv.column("adjustment");
  std::vector<CodePair> pairs;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    const auto editions = editions_of(csv.cell(row, adjustment));
    if (!editions) {
      problems.add(csv.place(row, adjustment),
                   fmt::format("'{}' does not name two editions", csv.cell(row, adjustment)), "write 2017 to 2012");
      continue;
    }
    pairs.push_back({editions->second, editions->first, std::string(csv.cell(row, before)),
                     std::string(csv.cell(row, after)), std::string(csv.cell(row, relationship)),
                     csv.place(row, after)});
  }
  return pairs;
}

std::vector<CodePair> pairs_of_ours(const CsvTable& csv, ProblemList& problems) {
  const std::size_t edition = csv.column("edition");
  const std::size_t earlier = csv.column("edition_before");
  const std::size_t code = csv.column("code");
  const std::size_t before = csv.column("codes_before");
  std::vector<CodePair> pairs;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    const auto after_year = year_of(csv.cell(row, edition));
    const auto before_year = year_of(csv.cell(row, earlier));
    if (!after_year || !before_year || *before_year >= *after_year) {
      problems.add(csv.place(row, edition), "no two editions, the later one first", "write 2017,2012");
      continue;
    }
    std::string_view rest = csv.cell(row, before);
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      pairs.push_back({*before_year, *after_year, std::string(rest.substr(0, end)), std::string(csv.cell(row, code)),
                       "", csv.place(row, before)});
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return pairs;
}

void check_relationship(const CodePair& pair, const VintageTable::Step& step, ProblemList& problems) {
  static const std::vector<std::string> known{"1:1", "1:n", "n:1", "n:n", ""};
  if (std::find(known.begin(), known.end(), pair.relationship) == known.end()) {
    problems.add(pair.place, fmt::format("no relationship '{}'", pair.relationship), "one of 1:1, 1:n, n:1, n:n");
  }
  const bool alone = step.earlier.at(pair.code_after).size() == 1 && step.later.at(pair.code_before).size() == 1;
  if (pair.relationship == "1:1" && !alone) {
    problems.add(pair.place, fmt::format("{} and {} are said to be 1:1 and have other partners", pair.code_after,
                                         pair.code_before));
  }
}

/// Sorts the steps oldest first and sees that they join.
void chain(VintageTable& table) {
  std::sort(table.steps.begin(), table.steps.end(), [](const auto& a, const auto& b) { return a.before < b.before; });
  for (std::size_t at = 1; at < table.steps.size(); ++at) {
    if (table.steps[at].before != table.steps[at - 1].after) {
      throw InputError({table.file, 0, 0, ""},
                       fmt::format("the step from HS{} does not begin where the one to HS{} ends",
                                   table.steps[at].before, table.steps[at - 1].after),
                       "give one step between neighbouring editions");
    }
  }
}

VintageTable::Step& step_of(VintageTable& table, const CodePair& pair) {
  for (VintageTable::Step& step : table.steps) {
    if (step.before == pair.before && step.after == pair.after) return step;
  }
  table.steps.push_back({pair.before, pair.after, {}, {}});
  return table.steps.back();
}

VintageTable from_pairs(const std::vector<CodePair>& pairs, const std::string& file, ProblemList& problems) {
  VintageTable table{.file = file};
  for (const CodePair& pair : pairs) {
    if (!is_six_digits(pair.code_before) || !is_six_digits(pair.code_after)) {
      problems.add(pair.place, fmt::format("'{}' or '{}' is not of six digits", pair.code_after, pair.code_before));
      continue;
    }
    VintageTable::Step& step = step_of(table, pair);
    std::vector<std::string>& earlier = step.earlier[pair.code_after];
    if (std::find(earlier.begin(), earlier.end(), pair.code_before) != earlier.end()) {
      problems.add(pair.place, fmt::format("{} from {} appears twice", pair.code_after, pair.code_before));
      continue;
    }
    earlier.push_back(pair.code_before);
    step.later[pair.code_before].push_back(pair.code_after);
    table.codes[pair.after].insert(pair.code_after);
    table.codes[pair.before].insert(pair.code_before);
  }
  problems.throw_if_any();
  for (const CodePair& pair : pairs) check_relationship(pair, step_of(table, pair), problems);
  problems.throw_if_any();
  if (table.steps.empty()) throw InputError({file, 0, 0, ""}, "has no pair of codes");
  chain(table);
  return table;
}

}  // namespace

VintageTable parse_vintages(std::string_view bytes, const std::string& file) {
  const CsvTable csv = text::parse_csv(std::string(bytes), file);
  ProblemList problems;
  const std::vector<CodePair> pairs =
      csv.has_column("codes_before") ? pairs_of_ours(csv, problems) : pairs_of_united_nations(csv, problems);
  problems.throw_if_any();
  return from_pairs(pairs, file, problems);
}

VintageTable read_vintages(const std::filesystem::path& path) {
  return parse_vintages(text::read_bytes(path, std::size_t{1} << 26), path.string());
}

std::string vintages_csv(const VintageTable& table, const std::vector<std::string>& head) {
  std::string out;
  for (const std::string& line : head) out += text::csv_note(line);
  out += "edition,edition_before,code,codes_before\n";
  for (const VintageTable::Step& step : table.steps) {
    for (const auto& [code, before] : step.earlier) {
      out += text::csv_format("{},{},{},", step.after, step.before, code);
      for (std::size_t at = 0; at < before.size(); ++at) out += (at == 0 ? "" : " ") + before[at];
      out += '\n';
    }
  }
  return out;
}

}  // namespace parley::nomenclature
