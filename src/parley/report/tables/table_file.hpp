#pragma once

#include <string>

namespace parley::report {

/// One table of a chapter as a file.
struct TableFile {
  std::string name;  ///< "ladder.csv"
  std::string text;
};

}  // namespace parley::report
