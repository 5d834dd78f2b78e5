#pragma once

#include <filesystem>
#include <vector>

#include "parley/scenario/scenario.hpp"
#include "parley/text/toml_table.hpp"

namespace parley::scenario {

using text::TomlTable;

/// The date under a key, or nothing.
[[nodiscard]] std::optional<Date> day(const TomlTable& entry, std::string_view key);

/// Reads one [[action]]; what is wrong is noted in the reader's problem list. Coverage files are added to `files`.
[[nodiscard]] Action read_action(const TomlTable& entry, const std::filesystem::path& folder,
                                 std::vector<std::filesystem::path>& files);

/// Reads one [[request]] for a tariff cut; likewise.
[[nodiscard]] Action read_request(const TomlTable& entry, const std::filesystem::path& folder,
                                  std::vector<std::filesystem::path>& files);

/// Reads `purchase = { ... }` of a request.
[[nodiscard]] std::optional<QuantityTarget> read_purchase(const TomlTable& entry);

/// Reads `sectors`, `limit` or `limit_musd`, and `unit` of an import quota or an export restraint.
[[nodiscard]] QuantityTarget read_limit(const TomlTable& entry, Commitment::Kind kind);

/// Fills action.coverage from `sectors` and `coverage`, which is a number, a table by sector, or a file and its list.
///
/// Expects imposer and origin to be filled. Budgets scale to `budget_musd`, with both totals in action.notes.
void read_coverage_of(const TomlTable& entry, const std::filesystem::path& folder, Action& action,
                      std::vector<std::filesystem::path>& files);

}  // namespace parley::scenario
