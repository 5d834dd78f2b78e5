#include "parley/text/read_code.hpp"

#include <fmt/format.h>

#include "parley/text/commodity_code.hpp"
#include "parley/text/number.hpp"

namespace parley::text {
namespace {

InputProblem not_a_code(Place place, std::string_view text) {
  return {std::move(place), fmt::format("'{}' is not a tariff code", shortened(text)), code_hint(text)};
}

}  // namespace

std::string read_code(const CsvTable& csv, std::size_t row, std::size_t column) {
  if (auto code = parse_code(csv.cell(row, column))) return *code;
  throw InputError({not_a_code(csv.place(row, column), csv.cell(row, column))});
}

std::optional<std::string> read_code(const CsvTable& csv, std::size_t row, std::size_t column, ProblemList& problems) {
  std::optional<std::string> code = parse_code(csv.cell(row, column));
  if (code) return code;
  InputProblem problem = not_a_code(csv.place(row, column), csv.cell(row, column));
  problems.add(std::move(problem.place), std::move(problem.message), std::move(problem.hint));
  return std::nullopt;
}

std::vector<std::string> read_codes(const TomlTable& table, std::string_view key) {
  std::vector<std::string> codes;
  for (const std::string& word : table.words(key)) {
    if (std::optional<std::string> code = parse_code(word)) {
      codes.push_back(std::move(*code));
      continue;
    }
    InputProblem problem = not_a_code(table.place(key), word);
    table.problem(std::move(problem.place), std::move(problem.message), std::move(problem.hint));
  }
  return codes;
}

std::string read_code(std::string_view word) {
  if (auto code = parse_code(word)) return *code;
  throw InputError({not_a_code({}, word)});
}

}  // namespace parley::text
