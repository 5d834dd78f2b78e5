#include "parley/base/parallel_for.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace parley {

std::size_t thread_count(std::size_t wanted, std::size_t count) {
  const std::size_t most = wanted > 0 ? wanted : std::thread::hardware_concurrency();
  return std::max<std::size_t>(1, std::min(most, count));
}

void parallel_for(std::size_t count, std::size_t threads,
                  const std::function<void(std::size_t index, std::size_t thread)>& work) {
  std::atomic<std::size_t> next{0};
  std::atomic<bool> has_failed{false};
  std::mutex guard;
  std::size_t failed_at = count;
  std::exception_ptr failure;
  const auto share = [&](std::size_t thread) {
    while (!has_failed) {
      const std::size_t index = next++;
      if (index >= count) return;
      try {
        work(index, thread);
      } catch (...) {
        const std::lock_guard lock(guard);
        has_failed = true;
        if (index >= failed_at) continue;
        failed_at = index;
        failure = std::current_exception();
      }
    }
  };
  {
    std::vector<std::jthread> others;
    const auto another_begins = [&] {
      try {
        others.emplace_back(share, others.size() + 1);
        return true;
      } catch (const std::system_error&) {
        return false;  // the machine gives no more threads: those that run do all the work
      }
    };
    const std::size_t wanted = thread_count(threads, count);
    while (others.size() + 1 < wanted && another_begins()) {
    }
    share(0);
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace parley
