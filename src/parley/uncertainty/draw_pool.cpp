#include "parley/uncertainty/draw_pool.hpp"

#include <utility>

#include "parley/base/machine_failure.hpp"

namespace parley::uncertainty {

DrawPool::DrawPool(MakeDraw make, std::size_t threads) : make_(std::move(make)) {
  try {
    while (threads_.size() < threads) threads_.emplace_back([this] { work(); });
  } catch (const std::exception&) {
    // The machine gives no more threads, or no memory for them: those that run do all the work.
    if (threads_.empty()) throw MachineFailure("no thread can be started to make the draws");
  }
}

DrawPool::~DrawPool() {
  {
    const std::lock_guard lock(guard_);
    is_ending_ = true;
  }
  has_work_.notify_all();
}

void DrawPool::add(const std::vector<std::size_t>& indices) {
  {
    const std::lock_guard lock(guard_);
    waiting_.insert(waiting_.end(), indices.begin(), indices.end());
  }
  has_work_.notify_all();
}

std::vector<Draw> DrawPool::take(std::chrono::milliseconds patience) {
  std::unique_lock lock(guard_);
  has_finished_.wait_for(lock, patience, [this] { return !finished_.empty() || error_; });
  if (error_) std::rethrow_exception(error_);
  return std::exchange(finished_, {});
}

void DrawPool::work() {
  for (;;) {
    std::unique_lock lock(guard_);
    has_work_.wait(lock, [this] { return is_ending_ || !waiting_.empty(); });
    if (is_ending_) return;
    const std::size_t index = waiting_.front();
    waiting_.pop_front();
    lock.unlock();
    try {
      Draw draw = make_(index);
      lock.lock();
      finished_.push_back(std::move(draw));
    } catch (...) {
      if (!lock.owns_lock()) lock.lock();
      error_ = std::current_exception();
    }
    has_finished_.notify_one();
  }
}

}  // namespace parley::uncertainty
