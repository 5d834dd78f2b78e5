#pragma once

#include <filesystem>
#include <string_view>

#include "parley/base/error.hpp"
#include "parley/model/fixed_firms_government.hpp"

/// The files of reference/ossa-2014 as values.
namespace parley::replicate::ossa {

using TariffCube = Array<Sector, Importer, Exporter>;

/// InputError, with the known names, for a name that is not among them.
[[nodiscard]] std::size_t position(const std::vector<std::string>& names, std::string_view name, const Place& place);

/// A table sector,exporter and one column for each importer; every pair once.
///
/// Errors  InputError for an unknown, repeated or absent pair.
[[nodiscard]] TariffCube read_cube(const std::filesystem::path& file, const model::FixedFirmsEconomy& labels);

/// `trade` is the file of trade in `folder`, trade_purged.csv or trade_raw.csv.
[[nodiscard]] model::FixedFirmsEconomy read_economy(const std::filesystem::path& folder, const char* trade);

/// The article's lobbying weights, lambda, of every region in the order of the economy's countries.
[[nodiscard]] std::vector<model::FixedFirmsGovernment> read_governments(const std::filesystem::path& folder,
                                                                        const model::FixedFirmsEconomy& economy);

/// Governments that want their countries' real income: weights of one.
[[nodiscard]] std::vector<model::FixedFirmsGovernment> unweighted_governments(const model::FixedFirmsEconomy& economy);

}  // namespace parley::replicate::ossa
