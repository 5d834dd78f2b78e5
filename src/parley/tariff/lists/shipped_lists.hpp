#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "parley/tariff/lists/shipped_lists_recipe.hpp"

namespace parley::tariff {

/// A list as built, ready to be written.
struct BuiltList {
  std::string file;
  std::size_t lines = 0;
  std::string text;
};

/// Builds every list of the recipe; the bytes depend on the sources alone.
///
/// Errors  InputError for absent files, columns and rows, codes that are none, counts that are not the expected ones.
[[nodiscard]] std::vector<BuiltList> build_shipped_lists(const ShippedListRecipe& recipe,
                                                         const std::filesystem::path& sources);

}  // namespace parley::tariff
