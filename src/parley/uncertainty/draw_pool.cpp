#include "parley/uncertainty/draw_pool.hpp"

#include <utility>

namespace parley::uncertainty {

DrawPool::DrawPool(MakeDraw make, std::size_t threads) : make_(std::move(make)) {
  for (std::size_t at = 0; at < threads; ++at) threads_.emplace_back([this] { work(); });
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
    Draw draw;
    std::exception_ptr error;
    try {
      draw = make_(index);
    } catch (...) {
      error = std::current_exception();
    }
    lock.lock();
    if (error) {
      error_ = error;
    } else {
      finished_.push_back(std::move(draw));
    }
    has_finished_.notify_one();
  }
}

}  // namespace parley::uncertainty
