#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "parley/base/date.hpp"
#include "parley/tariff/lists/coverage_recipe.hpp"
#include "parley/text/commodity_code.hpp"

namespace parley::tariff {

/// The lines of an importer's tariff and the rates that one of its trades pays on them.
struct TariffSchedule {
  std::string trade;  ///< id of the trade that pays these rates
  RowSelection rows;
  std::string code_column;
  std::string rate_column;  ///< rates in the words of the US schedule; with low and high: percent
  std::string low_column;   ///< percent, where a row stands for several lines; may be absent, with high
  std::string high_column;
  std::string from_column;   ///< first day of the row's validity; may be absent, with until
  std::string until_column;  ///< last day
  std::string source;
  Place place;
};

/// In-quota rate of goods under a tariff quota; absent: the lowest of their lines.
using QuotaGoods = std::map<std::string, text::PrefixMap<std::optional<double>>>;  ///< by importer

/// What a file of base tariffs by sector is made from; form: docs/formats.md.
struct LineTariffRecipe {
  std::string title;
  std::vector<std::string> notes;
  CoverageRecipe coverage;  ///< its trade, and its map of lines to sectors: lists and base tariffs must share them
  Date day;                 ///< on which rates are read
  QuotaGoods quota_goods;
  std::vector<TariffSchedule> schedules;
};

/// Reads a recipe; InputError with file, line and column for whatever is wrong in it.
[[nodiscard]] LineTariffRecipe read_line_tariff_recipe(const std::filesystem::path& path);

}  // namespace parley::tariff
