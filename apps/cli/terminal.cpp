#include "terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>

namespace parley::cli {

void TerminalObserver::progress(std::string_view step, double fraction) {
  using namespace std::chrono_literals;
  if (isatty(STDERR_FILENO) == 0 || std::chrono::steady_clock::now() - begun_ < 500ms) return;
  constexpr int width = 30;
  const int filled = static_cast<int>(fraction * width);
  fmt::print(stderr, "\r{:<16} [{:#<{}}{:{}}] {:3.0f} %", step, "", filled, "", width - filled, 100.0 * fraction);
  std::fflush(stderr);
  is_drawn_ = true;
}

void TerminalObserver::note(std::string_view text) {
  finish();
  fmt::print(stderr, "note: {}\n", text);
}

void TerminalObserver::finish() {
  if (is_drawn_) fmt::print(stderr, "\r{:70}\r", "");
  is_drawn_ = false;
}

}  // namespace parley::cli
