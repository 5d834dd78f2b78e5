#pragma once

#include <cstddef>
#include <functional>

namespace parley {

/// How many threads share `count` pieces of work: those wanted, or where that is 0 as many as the machine runs at once;
/// never more than there are pieces, and never fewer than one.
[[nodiscard]] std::size_t thread_count(std::size_t wanted, std::size_t count);

/// Calls work(index, thread) for every index below `count`, on several threads, and returns when all have ended.
///
/// Threads are numbered from 0, the caller's own, up to thread_count(threads, count): work may keep memory for each. The
/// next index goes to whichever thread is free, so that no digit depends on the number of threads where work(index)
/// writes only what belongs to its index and its result does not depend on the thread's memory.
/// Errors  what work throws: no index is handed out after that, and of several exceptions the one of the lowest index is
///         thrown, whatever the number of threads.
void parallel_for(std::size_t count, std::size_t threads,
                  const std::function<void(std::size_t index, std::size_t thread)>& work);

}  // namespace parley
