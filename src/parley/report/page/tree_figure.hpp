#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "parley/report/page/figure.hpp"

namespace parley::report {

/// One branch of a drawn tree, below the branch before it with a smaller depth.
struct TreeBranch {
  std::size_t depth = 0;
  std::string words;       ///< "China: mirror"
  std::string leads_to;    ///< the world that it leads to, at the right
  std::string css_class;   ///< colour of who moves
  bool is_chosen = false;  ///< a filled dot and a thick line; else a ring
};

struct TreeChart {
  Caption caption;
  std::string root;  ///< what stands before the first move
  std::vector<TreeBranch> branches;
  FigureTable table;
};

/// A tree that grows to the right, a line for each branch.
[[nodiscard]] std::string tree_figure(const TreeChart& chart);

}  // namespace parley::report
