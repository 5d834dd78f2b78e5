#pragma once

#include <string>

#include "parley/partial/list_design.hpp"

namespace parley::partial {

/// One row per line: what is known of it, its effect, whether it is in, and why.
[[nodiscard]] std::string design_csv(const LineTable& table, const ListRecipe& recipe, const ListDesign& design);

/// One row per point of the frontier.
[[nodiscard]] std::string frontier_csv(const ListDesign& design);

}  // namespace parley::partial
