#include "terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <csignal>
#include <cstdio>
#include <new>

#include "failure.hpp"
#include "parley/text/utf8.hpp"

namespace parley::cli {

namespace {

volatile std::sig_atomic_t interrupt_noted = 0;
volatile std::sig_atomic_t has_limit = 1;

void note_interrupt(int /*signal*/) {
  interrupt_noted = 1;
  if (has_limit != 0) alarm(1);
}

/// What was to be written is then not there: output is whole or absent, and a store keeps what it had.
void end_now(int /*signal*/) { _exit(interrupted); }

/// "1:05 left", to the second, from the share that is done and the time it took; "" too early to say.
std::string time_left(std::chrono::duration<double> taken, double fraction) {
  if (taken.count() < 0.5 || fraction <= 0) return "";
  const auto seconds = static_cast<long>(std::ceil(taken.count() * (1 - fraction) / fraction));
  return fmt::format("{}:{:02} left", seconds / 60, seconds % 60);
}

/// Writes to standard error as it stands; the progress line goes back to its beginning by what a terminal obeys.
void draw(std::string_view bytes) noexcept {
  std::fwrite(bytes.data(), 1, bytes.size(), stderr);
  std::fflush(stderr);
}

}  // namespace

void say(std::string_view words) noexcept {
  try {
    draw(text::printable(words));
  } catch (const std::bad_alloc&) {
    draw(words);
  }
}

void show_text(std::string_view words) { fmt::print("{}", text::printable(words)); }

void note_interrupts() {
  std::signal(SIGALRM, end_now);
  struct sigaction action{};
  action.sa_handler = note_interrupt;
  action.sa_flags = static_cast<int>(SA_RESETHAND);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

void end_in_order_after_an_interrupt() { has_limit = 0; }

bool interrupt_was_noted() { return interrupt_noted != 0; }

void TerminalObserver::progress(std::string_view step, double fraction) {
  using namespace std::chrono_literals;
  const bool is_terminal = isatty(STDERR_FILENO) != 0;
  if (!is_terminal && !prints_lines_) return;
  const Clock::time_point now = Clock::now();
  if (step != step_) {
    step_ = step;
    step_begun_ = now;
  }
  if (now - begun_ < 500ms || now - line_at_ < (is_terminal ? 50ms : 10000ms)) return;
  line_at_ = now;
  const std::string left = time_left(now - step_begun_, fraction);
  if (is_terminal) {
    constexpr int width = 30;
    const int filled = static_cast<int>(fraction * width);
    draw(fmt::format("\r{:<16} [{:#<{}}{:{}}] {:3.0f} %  {:<12}", text::printable(step), "", filled, "", width - filled,
                     100.0 * fraction, left));
    is_drawn_ = true;
  } else {
    say(fmt::format("{}: {:.0f} %, {}\n", step, 100.0 * fraction, left));
  }
}

void TerminalObserver::note(std::string_view text) {
  finish();
  say(fmt::format("note: {}\n", text));
}

void TerminalObserver::finish() {
  if (is_drawn_) draw(fmt::format("\r{:70}\r", ""));
  is_drawn_ = false;
}

}  // namespace parley::cli
