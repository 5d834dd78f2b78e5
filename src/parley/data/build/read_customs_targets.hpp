#pragma once

#include <filesystem>

#include "parley/data/build/customs_recipe.hpp"
#include "parley/data/build/customs_targets.hpp"

namespace parley::data {

/// Adds up customs records by sector, as the coverage of tariff lists does.
///
///     V[n,i,s] = (1 + spread / mapped) sum_{h in s} v[h],  scaled to the pair's total
///     O[n,s]   = (1 + spread / mapped) sum_c (world[c] - sum_i v[i,c]) line[c,s] / sum_s line[c,s]     chapters c
///
/// Codes come to sectors by the map of the coverage recipe; what that spreads (chapters 98 and 99) is spread here too. Codes
/// without a sector are left out of the division and said in `remarks`.
/// Units   million.
/// Errors  InputError for what is absent or unknown in the recipe or its files, and for a chapter in which the partners
///         with lines sell more than the world does.
[[nodiscard]] CustomsTargets read_customs_targets(const CustomsRecipe& recipe, const Economy& economy,
                                                  const std::filesystem::path& sources);

/// The region of a code; InputError at `place` where there is none.
[[nodiscard]] Country region_at(const Economy& economy, const std::string& code, const Place& place);
/// The sector of a code, which must be of goods where `goods` says so.
[[nodiscard]] Sector sector_at(const Economy& economy, const std::string& code, bool goods, const Place& place);

}  // namespace parley::data
