#pragma once

#include <filesystem>
#include <optional>

#include "parley/partial/list_design.hpp"

namespace parley::study {

struct ListDesignRequest {
  std::filesystem::path recipe;
  std::filesystem::path sources;     ///< folder with the source tables
  std::optional<double> budget_usd;  ///< in place of the recipe's
  std::optional<double> rate;        ///< additional duty in place of the recipe's, fraction
};

/// A designed list with what it was made from.
struct ListDesignStudy {
  partial::ListRecipe recipe;
  partial::LineTable table;
  partial::ListDesign design;
};

/// Errors  InputError as partial::parse_list_recipe and read_lines; no list within the budget is a status of the design.
[[nodiscard]] ListDesignStudy design_line_list(const ListDesignRequest& request, Observer& observer);

}  // namespace parley::study
