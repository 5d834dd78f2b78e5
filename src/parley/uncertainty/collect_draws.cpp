#include "parley/uncertainty/collect_draws.hpp"

#include <fmt/format.h>

#include <chrono>
#include <utility>

#include "parley/base/parallel_for.hpp"

namespace parley::uncertainty {
namespace {

/// Takes draws as they finish: into the result, twice a second to the store, and tells the observer.
class DrawCollector {
 public:
  DrawCollector(std::size_t wanted, std::vector<Draw>& draws, DrawStore* store, Observer& observer)
      : wanted_(wanted), draws_(draws), store_(store), observer_(observer) {}

  void collect(std::vector<Draw> made) {
    made_ += made.size();
    for (Draw& draw : made) {
      if (store_ != nullptr) unsaved_.push_back(draw);
      draws_[draw.index] = std::move(draw);
    }
    if (std::chrono::steady_clock::now() - saved_ > std::chrono::milliseconds(500)) save();
    observer_.progress("draws", static_cast<double>(made_) / static_cast<double>(wanted_));
    if (!observer_.cancelled()) return;
    throw Cancelled(fmt::format(
        "{} of {} draws were made; {}", made_, wanted_,
        store_ != nullptr ? "they are kept, and the same command goes on from there" : "none is kept without --store"));
  }
  void save() {
    saved_ = std::chrono::steady_clock::now();
    if (store_ != nullptr && !unsaved_.empty()) store_->save(std::exchange(unsaved_, {}));
  }

 private:
  std::size_t wanted_;
  std::vector<Draw>& draws_;
  DrawStore* store_;
  Observer& observer_;
  std::size_t made_ = 0;
  std::vector<Draw> unsaved_;
  std::chrono::steady_clock::time_point saved_ = std::chrono::steady_clock::now();
};

/// Makes the draws that the store does not have; what is made is saved however this ends.
void draw_all(const MakeDraw& make, std::size_t threads, ProcessGroup& group, DrawCollector& collector,
              const std::vector<std::size_t>& wanted) {
  DrawPool pool(make, threads);
  try {
    make_draws(wanted, pool, group, [&](std::vector<Draw> made) { collector.collect(std::move(made)); });
  } catch (...) {
    collector.save();
    throw;
  }
  collector.save();
}

}  // namespace

std::vector<Draw> collect_draws(const MakeDraw& make, const DrawOrder& order, DrawStore* store, ProcessGroup& group,
                                Observer& observer) {
  std::vector<Draw> draws(order.count);
  std::vector<bool> is_made(order.count, false);
  if (store != nullptr) {
    for (Draw& draw : store->load()) {
      // A row that is cut short, or a draw of another length, is made again.
      if (draw.index >= order.count || (draw.failure.empty() && draw.values.size() != order.length)) continue;
      is_made[draw.index] = true;
      draws[draw.index] = std::move(draw);
    }
  }
  std::vector<std::size_t> wanted;
  for (std::size_t index = 0; index < order.count; ++index) {
    if (!is_made[index]) wanted.push_back(index);
  }
  DrawCollector collector(wanted.size(), draws, store, observer);
  draw_all(make, parley::thread_count(order.threads, wanted.size()), group, collector, wanted);
  return draws;
}

}  // namespace parley::uncertainty
