#pragma once

#include <fmt/format.h>

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include "parley/base/observer.hpp"

namespace parley::cli {

/// Words on standard error, shown as on standard output. That they cannot be said is no failure of what the program was
/// asked; where memory has run out they are said as they are.
void say(std::string_view words) noexcept;

/// Words on standard output, which may be a terminal: what it would obey (escape codes, marks of direction) is shown as
/// U+FFFD. Everything that the program prints goes through show() or say(); a test sees to that.
void show_text(std::string_view words);

template <class... Values>
void show(fmt::format_string<Values...> format, Values&&... values) {
  show_text(fmt::format(format, std::forward<Values>(values)...));
}

/// From here to the end of the process the first interrupt (Ctrl-C) or request to end is noted, so that work can end in
/// order and a result that is in its place is still said to be; what has not ended after a second, and at the second
/// interrupt, is ended where it stands.
void note_interrupts();
/// However long it takes: of the first of several processes, which tells the others and waits for them.
void end_in_order_after_an_interrupt();
[[nodiscard]] bool interrupt_was_noted();

/// Notes go to stderr; once work has taken half a second a progress line is drawn there, if it is a terminal, with the
/// time that is left.
class TerminalObserver : public Observer {
 public:
  TerminalObserver() = default;
  /// Where stderr is no terminal: a line every ten seconds.
  explicit TerminalObserver(bool prints_lines) : prints_lines_(prints_lines) {}
  [[nodiscard]] bool cancelled() override { return interrupt_was_noted(); }
  void progress(std::string_view step, double fraction) override;
  void note(std::string_view text) override;
  /// Takes the progress line away.
  void finish();

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point begun_ = Clock::now();
  std::string step_;  ///< whose time is counted
  Clock::time_point step_begun_ = begun_;
  Clock::time_point line_at_ = begun_;
  bool prints_lines_ = false;
  bool is_drawn_ = false;
};

}  // namespace parley::cli
