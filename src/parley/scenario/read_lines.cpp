#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "parley/scenario/entry.hpp"
#include "parley/tariff/law/line_list.hpp"
#include "parley/text/read_code.hpp"

namespace parley::scenario {
namespace {

constexpr const char* lines_forms =
    R"(lines = { list = "lines/x.csv", expect = 128, weights = "coverage/x.csv" }, or prefix = ["8703"] for list)";

/// Notes what is wrong with a list; troubles with the file as a whole are shown at the scenario's line.
template <class Read>
bool try_read(const TomlTable& table, const Read& read) {
  std::vector<InputProblem> found;
  try {
    read();
    return true;
  } catch (const InputError& error) {
    found = error.problems();
  }
  for (InputProblem& each : found) {
    if (each.place.line == 0) {
      each.message = each.place.file + ": " + each.message;
      each.place = table.place("list");
    }
    table.problem(std::move(each.place), std::move(each.message), std::move(each.hint));
  }
  return false;
}

std::optional<tariff::LineSet> read_set(const TomlTable& table, const std::filesystem::path& folder,
                                        std::vector<std::filesystem::path>& files) {
  tariff::LineSet set;
  for (const std::string& code : text::read_codes(table, "prefix")) {
    set.insert(code, {tariff::ListedLine{.place = table.place("prefix")}});
  }
  const bool is_read = try_read(table, [&] {
    for (const std::string& name : table.words("list")) {
      const std::filesystem::path path = (folder / name).lexically_normal();
      tariff::merge(set, tariff::read_named_columns(path));
      if (!std::count(files.begin(), files.end(), path)) files.push_back(path);
    }
    tariff::expect_count(set, table.line_count("expect"), "the list", table.place("expect"));
  });
  return is_read ? std::optional(std::move(set)) : std::nullopt;
}

}  // namespace

void read_lines_of(const TomlTable& entry, const std::filesystem::path& folder, Action& action, TariffChange& change,
                   std::vector<std::filesystem::path>& files) {
  const toml::node* node = entry.node("lines");
  if (node == nullptr || !node->is_table()) {
    entry.problem(entry.place("lines"), "is not a table", lines_forms);
    return;
  }
  const TomlTable table = entry.inner(*node->as_table(), "lines");
  table.know({"list", "prefix", "expect", "weights", "budget_musd"});
  table.require("weights", "the coverage file that says how much trade of each sector the lines hit");
  if (table.has("list") == table.has("prefix")) {
    table.problem(table.place(), "needs either 'list' or 'prefix'", lines_forms);
    return;
  }
  if (entry.has("coverage")) entry.problem(entry.place("coverage"), "an entry has either 'lines' or 'coverage'");
  const std::optional<tariff::LineSet> set = read_set(table, folder, files);
  const std::string weights = table.text("weights");
  if (!set || weights.empty()) return;
  const std::filesystem::path path = (folder / weights).lexically_normal();
  const std::optional<tariff::CoverageTable> coverage = open_coverage(table, "weights", path);
  if (!coverage) return;
  if (!std::count(files.begin(), files.end(), path)) files.push_back(path);
  const std::vector<std::string> lists = tariff::lists_of(*coverage, tariff::fingerprint(*set));
  if (lists.empty()) {
    table.problem(table.place("weights"),
                  fmt::format("no list in {} was computed from these {} lines", weights, set->size()),
                  "build it again from the list as it is: parley coverage build");
    return;
  }
  use_coverage_list(table, *coverage, lists.front(), entry.words("sectors"), action, change);
}

}  // namespace parley::scenario
