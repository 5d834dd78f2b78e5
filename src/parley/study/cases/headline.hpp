#pragma once

#include <string>
#include <vector>

#include "parley/study/cases/result.hpp"

namespace parley::study {

/// One measure down the headline table, one value for each case.
struct HeadlineRow {
  std::string measure;      ///< "real income, exact change"
  std::string unit;         ///< "%", "bn USD"
  std::string country;      ///< code; "" for the world
  std::string explanation;  ///< id of the MeasureNote that says how it is made
  std::vector<double> values;
};

/// How one measure of the headline is made.
struct MeasureNote {
  std::string id;
  std::string term;
  std::string text;
};
[[nodiscard]] const std::vector<MeasureNote>& measure_notes();

/// Countries the story is about: the scenario's, else imposers and named origins.
[[nodiscard]] std::vector<Country> parties(const RunResult& result);
[[nodiscard]] std::vector<HeadlineRow> headline(const RunResult& result);

/// What a case is called in a column head.
[[nodiscard]] std::string case_title(const CaseResult& solved);

}  // namespace parley::study
