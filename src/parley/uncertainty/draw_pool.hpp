#pragma once

#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace parley::uncertainty {

/// One draw: the headline's values, item after item and case after case, then the quantities of purchases; empty where a
/// solve failed.
struct Draw {
  std::size_t index = 0;
  std::string failure;  ///< why; "" for a good draw
  std::vector<double> values;
};

/// Makes a draw from its index alone; called by several threads at once.
using MakeDraw = std::function<Draw(std::size_t)>;

/// Threads that make draws in the order in which they are asked for: as many as are wanted, or fewer where the machine
/// gives no more; MachineFailure where it gives none.
class DrawPool {
 public:
  DrawPool(MakeDraw make, std::size_t threads);
  DrawPool(const DrawPool&) = delete;
  DrawPool& operator=(const DrawPool&) = delete;
  /// Drops what waits; what is being made is finished first.
  ~DrawPool();

  [[nodiscard]] std::size_t threads() const { return threads_.size(); }
  void add(const std::vector<std::size_t>& indices);
  /// What was finished since the last call; waits for the first for `patience` at most. Throws what a draw threw.
  [[nodiscard]] std::vector<Draw> take(std::chrono::milliseconds patience);

 private:
  void work();

  MakeDraw make_;
  std::mutex guard_;
  std::condition_variable has_work_;
  std::condition_variable has_finished_;
  std::deque<std::size_t> waiting_;
  std::vector<Draw> finished_;
  std::exception_ptr error_;
  bool is_ending_ = false;
  std::vector<std::jthread> threads_;  // last: joined before anything that they use goes
};

}  // namespace parley::uncertainty
