#pragma once

#include <string>
#include <vector>

#include "parley/market/index_arithmetic.hpp"
#include "parley/market/model_against_market.hpp"
#include "parley/market/story.hpp"
#include "parley/study/cases/result.hpp"
#include "parley/study/exposure.hpp"

namespace parley::study {

/// An index from the close before an event's days to that of the last of them; positions in the story and the study.
struct IndexChange {
  std::size_t event = 0;
  std::size_t index = 0;
  market::IndexMove move;
};

/// What an index lost from the story's first level to the end of the first event, and how much of it came back with the
/// second.
struct Recovery {
  std::size_t index = 0;
  market::IndexMove loss;
  double share_regained = 0;
};

/// The model's changes of sales in one case beside the abnormal returns around one event.
struct ModelBesidePrices {
  enum class Of { sectors, firms };
  std::size_t solved = 0;  ///< position of the case
  std::size_t event = 0;
  Of of = Of::sectors;
  std::vector<market::PredictedAndObserved> pairs;
  market::Agreement fit;
};

/// What one move says about the odds of the story's two ends; fractions.
struct OddsReading {
  enum class Of {
    market,                ///< the whole market's return
    exposed_beyond_usual,  ///< exposed firms less the others, beyond their usual difference
    exposed_abnormal       ///< the same after the market's move
  };
  std::size_t event = 0;
  Of of = Of::market;
  double move = 0;
  double error = 0;
  double war = 0;  ///< values of the two ends
  double deal = 0;
  market::TwoStateReading odds;
  [[nodiscard]] double deal_over_war() const { return deal - war; }
};

/// What prices did around the events of a scenario's market plan, and what the solved cases say beside them.
struct Prices {
  market::EventPlan plan;
  market::EventStudyResult study;
  market::Story story;
  Country home{0};
  Country partner{0};
  std::vector<IndexChange> moves;
  std::vector<Recovery> recoveries;  ///< of the indices that lost
  double exports_musd = 0;           ///< of home to the partner in the baseline
  /// Of home's firms in the partner, in the baseline's year; empty where the story has no such row.
  std::vector<AffiliatesBesideExports> affiliates;
  std::vector<std::string> unknown_sectors;  ///< the plan's, not the baseline's; where there are any nothing follows
  std::vector<ModelBesidePrices> beside;
  std::size_t war = 0;  ///< positions of the cases that are the story's two ends
  std::size_t deal = 0;
  std::vector<OddsReading> odds;
};

/// Carries out the scenario's market plan and sets the solved cases beside it.
///
/// A firm is taken to move as its sector, to make at home what it sells, and to export what it sells to the partner.
/// Needs   a scenario with a market plan.
/// Errors  InputError: those of the plan and its files, fewer than two parties, a case of the story that the scenario
///         does not have, two ends of the same value.
[[nodiscard]] Prices study_prices(const RunResult& result);

}  // namespace parley::study
