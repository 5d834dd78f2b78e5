#include "parley/tariff/lists/sector_map.hpp"

#include <fmt/format.h>

#include "parley/text/csv.hpp"
#include "parley/text/read_code.hpp"

namespace parley::tariff {
namespace {

constexpr std::size_t file_limit = std::size_t{1} << 24;

text::PrefixMap<std::string> read_overrides(const std::filesystem::path& path) {
  text::PrefixMap<std::string> overrides;
  if (path.empty()) return overrides;
  const text::CsvTable csv = text::parse_csv(text::read_bytes(path, file_limit), path.string());
  const std::size_t code = csv.column("code");
  const std::size_t sector = csv.column("sector");
  const std::size_t reason = csv.column("reason");
  ProblemList problems;
  for (std::size_t row = 0; row < csv.row_count(); ++row) {
    if (csv.cell(row, sector).empty())
      problems.add(csv.place(row, sector), "names no sector", "a code, or * to spread");
    if (csv.cell(row, reason).empty()) problems.add(csv.place(row, reason), "an override needs a reason");
    const std::optional<std::string> prefix = text::read_code(csv, row, code, problems);
    if (prefix && !overrides.insert(*prefix, std::string(csv.cell(row, sector)))) {
      problems.add(csv.place(row, code), fmt::format("{} appears twice", *prefix));
    }
  }
  problems.throw_if_any();
  return overrides;
}

}  // namespace

std::string_view in_words(SectorBasis basis) {
  switch (basis) {
    case SectorBasis::concordance:
      return "by concordance";
    case SectorBasis::by_override:
      return "by override";
    case SectorBasis::spread:
      return "spread over sectors";
    case SectorBasis::unknown_code:
      return "unmapped: not in the concordance";
    case SectorBasis::open_class:
      return "unmapped: its class has no sector";
  }
  return "";
}

SectorFinder::SectorFinder(const SectorMap& map, const std::filesystem::path& sources)
    : override_(read_overrides(map.overrides)) {
  for (const auto& [prefix, sector] : map.sector_of_class) sector_of_class_.insert(prefix, sector);
  const SelectedRows selected = select(map.concordance, sources);
  const std::size_t code = selected.csv.column(map.code_column);
  const std::size_t kind = selected.csv.column(map.class_column);
  for (const std::size_t row : selected.rows) {
    class_of_.insert(text::read_code(selected.csv, row, code), std::string(selected.csv.cell(row, kind)));
  }
}

SectorMatch SectorFinder::find(std::string_view code) const {
  if (const std::string* found = override_.longest(code)) {
    return *found == "*" ? SectorMatch{nullptr, SectorBasis::spread} : SectorMatch{found, SectorBasis::by_override};
  }
  const std::string* kind = class_of_.longest(code);
  if (kind == nullptr) return {nullptr, SectorBasis::unknown_code};
  const std::string* sector = sector_of_class_.longest(*kind);
  return {sector, sector == nullptr ? SectorBasis::open_class : SectorBasis::concordance};
}

}  // namespace parley::tariff
