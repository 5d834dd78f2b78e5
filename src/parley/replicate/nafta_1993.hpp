#pragma once

#include <filesystem>

#include "parley/economy/baseline.hpp"
#include "parley/economy/shock.hpp"

namespace parley::replicate {

/// Caliendo & Parro's data: the economy of 1993 as calibrated by the authors, and the tariffs of 2005.
struct NaftaData {
  Baseline economy_1993;  ///< value-added and input shares as given; negative final uses clipped as the authors do
  Array<Sector, Importer, Exporter> tariff_2005;
};

/// Reads the folder `data` of the replication case nafta-1993, rows in any order, every cell required once.
///
/// Errors  InputError naming file, line and cell.
[[nodiscard]] NaftaData read_nafta(const std::filesystem::path& folder);

/// NAFTA's tariff changes: the six pairs among Canada, Mexico and the United States go to their 2005 rates.
[[nodiscard]] Shock nafta_shock(const Baseline& base, const NaftaData& data);

}  // namespace parley::replicate
