#pragma once

#include <filesystem>
#include <vector>

#include "parley/scenario/scenario.hpp"
#include "parley/tariff/lists/coverage.hpp"
#include "parley/text/toml_table.hpp"

namespace parley::scenario {

using text::TomlTable;

/// "25%" under a key as a fraction; nothing where it is absent or wrong, which is then noted.
[[nodiscard]] std::optional<double> read_level(const TomlTable& entry, std::string_view key);

/// Reads one [[action]]; what is wrong is noted in the reader's problem list. Coverage files are added to `files`.
[[nodiscard]] Action read_action(const TomlTable& entry, const std::filesystem::path& folder,
                                 std::vector<std::filesystem::path>& files);

/// Reads one [[request]] for a tariff cut; likewise.
[[nodiscard]] Action read_request(const TomlTable& entry, const std::filesystem::path& folder,
                                  std::vector<std::filesystem::path>& files);

/// Reads `purchase = { ... }` of a request.
[[nodiscard]] QuantityTarget read_purchase(const TomlTable& entry);

/// Reads `services = { ... }` of a request.
[[nodiscard]] AffiliateRequest read_services(const TomlTable& entry);

/// Reads `technology = { ... }` of a request.
[[nodiscard]] AffiliateRequest read_technology(const TomlTable& entry);

/// Reads `sectors`, `limit` or `limit_musd`, and `unit` of a quota or an export restraint, and what a tariff-rate quota adds.
[[nodiscard]] QuantityTarget read_limit(const TomlTable& entry, Commitment::Kind kind);

/// Fills change.coverage from `sectors` and `coverage`, which is a number, a table by sector, or a file and its list.
///
/// Expects the action's imposer and origin to be filled. Budgets scale to `budget_musd`, with both totals in its notes.
void read_coverage_of(const TomlTable& entry, const std::filesystem::path& folder, Action& action, TariffChange& change,
                      std::vector<std::filesystem::path>& files);

/// Fills change.coverage from `lines`, a list of tariff lines whose weights a coverage file has; likewise.
void read_lines_of(const TomlTable& entry, const std::filesystem::path& folder, Action& action, TariffChange& change,
                   std::vector<std::filesystem::path>& files);

/// Fills change.coverage with the rows of one list that speak for the entry, scaled where `table` has a budget.
void use_coverage_list(const TomlTable& table, const tariff::CoverageTable& coverage, const std::string& list,
                       const std::vector<std::string>& sectors, Action& action, TariffChange& change);

/// A coverage file beside the scenario; nothing, with the problem noted at `key`, where it cannot be read.
[[nodiscard]] std::optional<tariff::CoverageTable> open_coverage(const TomlTable& table, std::string_view key,
                                                                 const std::filesystem::path& path);

}  // namespace parley::scenario
