#include "parley/report/publish.hpp"
#include "parley/study/cases/market_files.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <thread>

#include "parley/report/page/deal_chapter.hpp"
#include "parley/report/page/market_chapter.hpp"
#include "parley/report/page/models_chapter.hpp"
#include "parley/report/page/strategy_chapter.hpp"
#include "parley/report/write.hpp"
#include "parley/study/cases/explain_case.hpp"
#include "parley/study/cases/headline.hpp"
#include "parley/study/desk.hpp"
#include "parley/study/strategy_study.hpp"

namespace parley::report {
namespace {

/// Splits every case's changes for the parties, cases in parallel; each case's answer is its own, so that the number
/// of threads changes no digit.
void explain_parties(study::RunResult& result) {
  const std::vector<Country> parties = study::parties(result);
  std::vector<std::exception_ptr> failures(result.cases.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    Observer silent;
    for (std::size_t at = next++; at < result.cases.size(); at = next++) {
      try {
        result.cases[at].explained = study::explain_case(result, result.cases[at], real_incomes(parties), silent);
      } catch (...) {
        failures[at] = std::current_exception();
      }
    }
  };
  const std::size_t threads =
      std::min<std::size_t>(std::max(1U, std::thread::hardware_concurrency()), result.cases.size());
  {
    std::vector<std::jthread> others;
    for (std::size_t extra = 1; extra < threads; ++extra) others.emplace_back(work);
    work();
  }
  for (const std::exception_ptr& failure : failures) {
    if (failure) std::rethrow_exception(failure);
  }
}

}  // namespace

void publish(study::RunResult& result, const study::RunOptions& options, const std::filesystem::path& folder,
             Observer& observer) {
  explain_parties(result);
  if (!study::market_files(result.scenario).empty()) result.chapters.push_back(market_chapter(result));
  if (const auto& plan = result.scenario.strategy)
    result.chapters.push_back(strategy_chapter(result, study_strategy(result, *plan, observer)));
  if (options.compares_models) result.chapters.push_back(models_chapter(result, {}, observer));
  if (const auto& plan = result.scenario.deal) {
    const study::DeskOptions how{.commitments = {.solve = options.solve}};
    const study::Desk desk = study::open_desk(result.scenario, *plan, result.baseline, how, observer);
    result.chapters.push_back(deal_chapter(desk, result));
  }
  write_result(result, folder);
}

study::RunResult run(const study::RunOptions& options, const std::filesystem::path& folder, Observer& observer) {
  study::RunResult result = study::compute(options, observer);
  if (options.stop_after == study::Step::report) publish(result, options, folder, observer);
  return result;
}

}  // namespace parley::report
