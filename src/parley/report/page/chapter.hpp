#pragma once

#include <string>
#include <vector>

#include "parley/report/tables/table_file.hpp"

namespace parley::report {

/// A further part of the page, after the cases.
struct Chapter {
  std::string id;     ///< "strategy": the anchor and the folder of its files below tables/; as slug() leaves it
  std::string title;  ///< the heading
  std::string html;   ///< paragraphs, tables and figures; trusted, so every word of the user's must be escaped()
  std::vector<TableFile> files;
  std::string head = {};  ///< what the top of the page says of it, below the headline; trusted as `html` is
};

}  // namespace parley::report
