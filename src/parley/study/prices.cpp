#include "parley/study/prices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "parley/base/error.hpp"
#include "parley/scenario/codes.hpp"
#include "parley/study/cases/headline.hpp"

namespace parley::study {
namespace {

using market::EventResult;
using market::PredictedAndObserved;

double level_on(const market::DayTable& levels, std::size_t index, const Date& date) {
  const auto found = std::find(levels.dates.begin(), levels.dates.end(), date);
  if (found == levels.dates.end())
    throw InputError({levels.file, 0, 0, ""}, fmt::format("no level of {}", to_string(date)),
                     "the trading day before each event's window and its last day are needed");
  return levels.value(market::Member(index), market::Day(static_cast<std::size_t>(found - levels.dates.begin())));
}

market::IndexMove move_of(const market::DayTable& levels, std::size_t index, const EventResult& event) {
  return {level_on(levels, index, event.day_before), level_on(levels, index, event.days.back())};
}

std::vector<IndexChange> moves_of(const Prices& prices) {
  std::vector<IndexChange> moves;
  const market::DayTable& levels = prices.story.levels;
  for (std::size_t event = 0; event < prices.study.events.size(); ++event) {
    for (std::size_t index = 0; index < levels.members.size(); ++index)
      moves.push_back({event, index, move_of(levels, index, prices.study.events[event])});
  }
  return moves;
}

std::vector<Recovery> recoveries_of(const Prices& prices) {
  std::vector<Recovery> recoveries;
  if (prices.study.events.size() < 2) return recoveries;
  const market::DayTable& levels = prices.story.levels;
  for (std::size_t index = 0; index < levels.members.size(); ++index) {
    const market::IndexMove loss{levels.value(market::Member(index), market::Day(0)),
                                 move_of(levels, index, prices.study.events[0]).after};
    const market::IndexMove after = move_of(levels, index, prices.study.events[1]);
    if (loss.points() >= 0) continue;
    recoveries.push_back({index, loss, market::share_regained(loss.before, loss.after, after.after)});
  }
  return recoveries;
}

/// The sectors of the story's firms and portfolios that the baseline does not have.
std::vector<std::string> unknown_sectors(const market::Story& story, const Economy& economy) {
  std::vector<std::string> unknown;
  const auto check = [&](const std::string& code) {
    const bool is_new = std::find(unknown.begin(), unknown.end(), code) == unknown.end();
    if (is_new && !economy.find_sector(code)) unknown.push_back(code);
  };
  for (const market::SalesShare& each : story.shares) check(each.sector);
  for (const auto& [portfolio, sectors] : story.sectors) {
    for (const std::string& code : sectors) check(code);
  }
  return unknown;
}

std::vector<AffiliatesBesideExports> affiliates_there(const Prices& prices, const Baseline& baseline) {
  const std::string& partner = baseline.economy.region(prices.partner).name;
  std::vector<AffiliatesBesideExports> rows =
      beside_exports(prices.story.affiliates, baseline.info.year, prices.exports_musd);
  std::erase_if(rows,
                [&](const AffiliatesBesideExports& each) { return !each.times_exports || each.country != partner; });
  return rows;
}

std::vector<Sector> sectors_of(const Prices& prices, const Economy& economy, const std::string& portfolio) {
  std::vector<Sector> found;
  const auto names = prices.story.sectors.find(portfolio);
  if (names == prices.story.sectors.end()) return found;
  for (const std::string& code : names->second) found.push_back(*economy.find_sector(code));
  return found;
}

std::vector<PredictedAndObserved> sector_pairs(const Prices& prices, const RunResult& result, const CaseResult& solved,
                                               const EventResult& event) {
  std::vector<PredictedAndObserved> pairs;
  for (std::size_t g = 0; g < event.groups.size(); ++g) {
    const std::vector<Sector> sectors = sectors_of(prices, result.baseline.economy, prices.plan.groups[g].id);
    if (sectors.empty()) continue;
    pairs.push_back({prices.plan.groups[g].title,
                     market::sales_change(result.baseline, solved.equilibrium, prices.home, sectors),
                     event.groups[g].cumulative.mean, event.groups[g].portfolio.cumulative_error});
  }
  return pairs;
}

std::vector<PredictedAndObserved> firm_pairs(const Prices& prices, const RunResult& result, const CaseResult& solved,
                                             const EventResult& event) {
  std::vector<PredictedAndObserved> pairs;
  for (const market::FirmSales& sales :
       market::firm_sales(prices.story.shares, result.baseline, solved.equilibrium, prices.home, prices.partner)) {
    for (const market::FirmReturn& seen : prices.story.firms) {
      if (seen.event == event.event.id && seen.firm == sales.firm)
        pairs.push_back({sales.firm, sales.as_stated, seen.abnormal, seen.abnormal_error});
    }
  }
  return pairs;
}

std::vector<ModelBesidePrices> beside_prices(const Prices& prices, const RunResult& result) {
  constexpr std::size_t draws = 9999;
  std::vector<ModelBesidePrices> all;
  for (std::size_t at = 0; at < result.cases.size(); ++at) {
    const CaseResult& solved = result.cases[at];
    for (std::size_t event = 0; event < prices.study.events.size(); ++event) {
      const EventResult& seen = prices.study.events[event];
      all.push_back({at, event, ModelBesidePrices::Of::sectors, sector_pairs(prices, result, solved, seen), {}});
      all.push_back({at, event, ModelBesidePrices::Of::firms, firm_pairs(prices, result, solved, seen), {}});
    }
  }
  for (ModelBesidePrices& each : all) each.fit = market::agreement(each.pairs, draws, prices.plan.options.seed);
  return all;
}

/// The position among the solved cases of the one that the plan's [story] names.
std::size_t position_of(const RunResult& result, const market::EventPlan& plan, const std::string& name,
                        const std::string& key) {
  const Place place{.file = plan.file.string(), .key = "story." + key};
  const std::string& known = result.scenario.compares[scenario::named_case(result.scenario, name, place)].name;
  for (std::size_t at = 0; at < result.cases.size(); ++at) {
    if (result.cases[at].compare.name == known) return at;
  }
  throw InputError(place, fmt::format("case '{}' was not solved", name), "run the scenario with all its cases");
}

/// The case that stands for one end: the scenario's, which the plan's may repeat but not contradict, else the plan's.
std::size_t end_of(const RunResult& result, const market::EventPlan& plan, const std::string& of_scenario,
                   const std::string& of_plan, const char* scenario_key, const char* plan_key) {
  const Place place{.file = plan.file.string(), .key = std::string("story.") + plan_key};
  if (of_scenario.empty() && of_plan.empty()) {
    throw InputError(place, "is absent, as is the scenario's",
                     fmt::format("{} = \"a compared case\" in the scenario", scenario_key));
  }
  if (!of_scenario.empty() && !of_plan.empty() && of_scenario != of_plan) {
    throw InputError(place, fmt::format("is another case than the scenario's {} = \"{}\"", scenario_key, of_scenario),
                     "one of the two");
  }
  return position_of(result, plan, of_scenario.empty() ? of_plan : of_scenario, plan_key);
}

/// Values of one end: of all home sales, and of the exposed firms' beyond those.
struct EndValues {
  double whole = 0;
  double exposed = 0;
};

EndValues end_values(const Prices& prices, const RunResult& result, const CaseResult& solved) {
  std::vector<Sector> all_sectors;
  for (const Sector s : result.baseline.economy.sectors()) all_sectors.push_back(s);
  EndValues values;
  values.whole = market::sales_change(result.baseline, solved.equilibrium, prices.home, all_sectors);
  const auto firms =
      market::firm_sales(prices.story.shares, result.baseline, solved.equilibrium, prices.home, prices.partner);
  values.exposed = market::portfolio(firms, std::vector<double>(firms.size(), 1)).as_stated - values.whole;
  return values;
}

std::vector<OddsReading> readings(const Prices& prices, const EndValues& war, const EndValues& deal) {
  using Of = OddsReading::Of;
  std::vector<OddsReading> all;
  const market::DayTable& levels = prices.story.levels;
  for (std::size_t at = 0; at < prices.study.events.size(); ++at) {
    const EventResult& event = prices.study.events[at];
    const double market_error = event.factor_spread.front() * std::sqrt(static_cast<double>(event.days.size()));
    const double whole = move_of(levels, levels.members.size() - 1, event).change();
    all.push_back({at, Of::market, whole, market_error, war.whole, deal.whole, {}});
    if (event.differences.empty()) continue;
    const market::GroupDifference& gap = event.differences.front();
    all.push_back({at, Of::exposed_beyond_usual, gap.raw_beyond_usual, gap.raw_error, war.exposed, deal.exposed, {}});
    all.push_back({at, Of::exposed_abnormal, gap.abnormal, gap.abnormal_error, war.exposed, deal.exposed, {}});
  }
  for (OddsReading& each : all) each.odds = market::two_state_reading(each.move, each.error, each.war, each.deal);
  return all;
}

void read_odds(const RunResult& result, Prices& prices) {
  const market::PlanStory& named = prices.plan.story;
  prices.war = end_of(result, prices.plan, result.scenario.failure, named.war, "failure", "war");
  prices.deal = end_of(result, prices.plan, result.scenario.agreement, named.deal, "agreement", "deal");
  const EndValues at_war = end_values(prices, result, result.cases[prices.war]);
  const EndValues at_deal = end_values(prices, result, result.cases[prices.deal]);
  if (at_war.whole == at_deal.whole || at_war.exposed == at_deal.exposed) {
    throw InputError({prices.plan.file.string(), 0, 0, "story"},
                     fmt::format("'{}' and '{}' are worth the same", prices.plan.story.war, prices.plan.story.deal),
                     "two compared cases that differ as 'war' and 'deal'");
  }
  prices.odds = readings(prices, at_war, at_deal);
}

}  // namespace

Prices study_prices(const RunResult& result) {
  const std::vector<Country> both = parties(result);
  if (both.size() < 2)
    throw InputError({result.scenario.file.string(), 0, 0, "market"}, "needs two parties",
                     "parties = [\"USA\", \"CHN\"]");
  const market::EventPlan& plan = result.market.value();
  if (plan.story.empty())
    throw InputError({plan.file.string(), 0, 0, "story"}, "is absent", "a plan shown with a scenario needs [story]");
  Prices prices{.plan = plan,
                .study = market::carry_out(plan, {}),
                .story = market::read_story(plan),
                .home = both[0],
                .partner = both[1]};
  prices.moves = moves_of(prices);
  prices.recoveries = recoveries_of(prices);
  prices.exports_musd = exports_musd(result.baseline, prices.home, prices.partner);
  prices.affiliates = affiliates_there(prices, result.baseline);
  prices.unknown_sectors = unknown_sectors(prices.story, result.baseline.economy);
  if (!prices.unknown_sectors.empty()) return prices;
  prices.beside = beside_prices(prices, result);
  read_odds(result, prices);
  return prices;
}

}  // namespace parley::study
