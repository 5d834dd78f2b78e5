#include "parley/report/page/chapters.hpp"

#include <fmt/format.h>

#include "parley/report/page/closure_chapter.hpp"
#include "parley/report/page/deal_chapter.hpp"
#include "parley/report/page/duty_chapter.hpp"
#include "parley/report/page/horizons_chapter.hpp"
#include "parley/report/page/html.hpp"
#include "parley/report/page/market_chapter.hpp"
#include "parley/report/page/models_chapter.hpp"
#include "parley/report/page/ranges_chapter.hpp"
#include "parley/report/page/strategy_chapter.hpp"

namespace parley::report {

std::vector<Chapter> chapters(const study::Study& study) {
  std::vector<Chapter> list{ranges_chapter(study.result)};
  list.push_back(horizons_chapter(study.result, study.horizons));
  if (std::optional<Chapter> duties = duty_chapter(study.result)) list.push_back(std::move(*duties));
  if (study.prices) list.push_back(market_chapter(*study.prices, study.result));
  if (study.strategy) list.push_back(strategy_chapter(study.result, *study.strategy));
  if (!study.models.empty()) list.push_back(models_chapter(study.models, study.result));
  if (study.deal) list.push_back(deal_chapter(*study.deal, study.result));
  list.push_back(closure_chapter(study.result, study.closures));
  return list;
}

}  // namespace parley::report
