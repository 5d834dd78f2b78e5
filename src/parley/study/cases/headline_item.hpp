#pragma once

#include <string>

#include "parley/study/cases/measures.hpp"

namespace parley::study {

/// A measure and whose it is, with its labels: what one line of the headline shows.
struct HeadlineItem {
  const OutcomeMeasure* measure = nullptr;  ///< of the table that lives as long as the program
  Subject subject;
  std::string country;  ///< code; "" for the world
  std::string name;     ///< "real income, exact", "exports to CHN"
  std::string unit;     ///< "%", "bn USD"
};

}  // namespace parley::study
