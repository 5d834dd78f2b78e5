#pragma once

#include "parley/economy/baseline.hpp"

namespace parley::data {

/// What a region makes of a sector at the prices of the flows: its own sales and its exports.
[[nodiscard]] double output_of(const BaselineData& data, Country n, Sector s);
/// What a region buys of a sector, own sales among it, without tariffs.
[[nodiscard]] double purchases_of(const BaselineData& data, Country n, Sector s);
/// What an importer buys of all goods from an exporter.
[[nodiscard]] double goods_between(const BaselineData& data, Importer n, Exporter i);

}  // namespace parley::data
