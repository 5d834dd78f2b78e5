#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "parley/market/exposure.hpp"
#include "parley/market/plan.hpp"

namespace parley::market {

/// What a firm's price did in the window of one event, as an earlier study found it.
struct FirmReturn {
  std::string event;
  std::string firm;
  double abnormal = 0;  ///< fractions
  double abnormal_error = 0;
  double raw = 0;
};

/// The small facts of a plan's [story]: enough to show prices beside a scenario without the price panel.
struct Story {
  DayTable levels;  ///< of indices, on a few days
  std::vector<SalesShare> shares;
  std::vector<AffiliateSales> affiliates;
  std::vector<FirmReturn> firms;
  std::map<std::string, std::vector<std::string>> sectors;  ///< of the model, by portfolio
};

/// Reads the files that the plan's [story] names, relative to the plan.     Errors  InputError, those of the files.
[[nodiscard]] Story read_story(const EventPlan& plan);

/// Every file that the plan and its story name, as found; for a manifest.
[[nodiscard]] std::vector<std::filesystem::path> files_of(const EventPlan& plan);

}  // namespace parley::market
