#pragma once

#include "parley/customs/collect.hpp"

namespace parley::customs {

/// Gathers the rows of tariffs of TRAINS as the World Bank's WITS gives them; errors as import_file.
void import_wits(const text::CsvTable& csv, const ImportOptions& options, Collector& collector);

}  // namespace parley::customs
