#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// Where in the user's input something is wrong; line and column count from one, zero means unknown.
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
  std::string key;  ///< cell or key path, as "flows.csv: USA,CHN,ELE" or "action[2].rate"; may be empty
};

/// "file:line:column: key", as much of it as is known.
std::string to_string(const Place& place);

/// One thing wrong with the user's input: what, where, and what would do.
struct InputProblem {
  Place place;
  std::string message;
  std::string hint;  ///< may be empty
};

/// "place: message; hint"
std::string to_string(const InputProblem& problem);

/// Wrong input; carries up to 20 problems, printed one per line.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<InputProblem> problems);
  InputError(Place place, std::string message, std::string hint = "");
  [[nodiscard]] const std::vector<InputProblem>& problems() const { return problems_; }

 private:
  std::vector<InputProblem> problems_;
};

/// Collects problems while a reader goes on, and throws them together.
class ProblemList {
 public:
  static constexpr std::size_t limit = 20;
  /// Throws at once when the limit is reached.
  void add(Place place, std::string message, std::string hint = "");
  [[nodiscard]] bool empty() const { return problems_.empty(); }
  void throw_if_any() const;

 private:
  std::vector<InputProblem> problems_;
};

/// The candidate nearest to a misspelt word, or "" where none is near (edit distance over a third of the length).
std::string nearest(std::string_view word, const std::vector<std::string>& candidates);
/// "did you mean 'X'?" or "" from nearest().
std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace parley
