#pragma once

#include <chrono>

#include "parley/base/observer.hpp"

namespace parley::cli {

/// Notes go to stderr; a progress line is drawn there once work has taken half a second, if it is a terminal.
class TerminalObserver : public Observer {
 public:
  void progress(std::string_view step, double fraction) override;
  void note(std::string_view text) override;
  /// Takes the progress line away.
  void finish();

 private:
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  bool is_drawn_ = false;
};

}  // namespace parley::cli
