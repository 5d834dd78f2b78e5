#pragma once

#include <filesystem>

#include "parley/base/observer.hpp"
#include "parley/study/cases/compute.hpp"

namespace parley::report {

/// Explains the parties' changes in a computed result, adds the chapters that were asked for and writes its folder;
/// InputError where that cannot be written.
void publish(study::RunResult& result, const study::RunOptions& options, const std::filesystem::path& folder,
             Observer& observer);

/// study::compute(), then publish().
///
/// Errors  those of study::compute(); InputError for a folder that cannot be written.
[[nodiscard]] study::RunResult run(const study::RunOptions& options, const std::filesystem::path& folder,
                                   Observer& observer);

}  // namespace parley::report
