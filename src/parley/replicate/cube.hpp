#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/base/array.hpp"
#include "parley/base/error.hpp"

namespace parley::replicate {

/// Where a name stands in a list; InputError at `place` with the closest name where it does not.
[[nodiscard]] std::size_t position_of(const std::vector<std::string>& names, std::string_view name, const Place& place);

/// A table sector,exporter and one column for each importer.
///
/// Errors  InputError for a name that is not known, a pair that appears twice or is absent, a cell that is no number.
[[nodiscard]] Array<Sector, Importer, Exporter> read_cube(const std::filesystem::path& file,
                                                          const std::vector<std::string>& sectors,
                                                          const std::vector<std::string>& countries);

}  // namespace parley::replicate
