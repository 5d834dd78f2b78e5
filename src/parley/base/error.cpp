#include "parley/base/error.hpp"

#include <algorithm>
#include <cctype>
#include <numeric>
#include <utility>

namespace parley {
namespace {

std::string join(const std::vector<InputProblem>& problems) {
  std::string text;
  for (const InputProblem& problem : problems) {
    if (!text.empty()) text += '\n';
    text += to_string(problem);
  }
  return text;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same =
          std::tolower(static_cast<unsigned char>(a[i - 1])) == std::tolower(static_cast<unsigned char>(b[j - 1]));
      const std::size_t replaced = diagonal + (same ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({row[j] + 1, row[j - 1] + 1, replaced});
    }
  }
  return row[b.size()];
}

}  // namespace

std::string to_string(const Place& place) {
  std::string text = place.file;
  if (place.line > 0) text += ":" + std::to_string(place.line);
  if (place.line > 0 && place.column > 0) text += ":" + std::to_string(place.column);
  if (!place.key.empty()) text += (text.empty() ? "" : ": ") + place.key;
  return text;
}

std::string to_string(const InputProblem& problem) {
  std::string text = to_string(problem.place);
  if (!text.empty()) text += ": ";
  text += problem.message;
  if (!problem.hint.empty()) text += "; " + problem.hint;
  return text;
}

InputError::InputError(std::vector<InputProblem> problems)
    : std::runtime_error(join(problems)), problems_(std::move(problems)) {}

InputError::InputError(Place place, std::string message, std::string hint)
    : InputError(std::vector<InputProblem>{{std::move(place), std::move(message), std::move(hint)}}) {}

void ProblemList::add(Place place, std::string message, std::string hint) {
  problems_.push_back({std::move(place), std::move(message), std::move(hint)});
  if (problems_.size() >= limit) throw_if_any();
}

void ProblemList::throw_if_any() const {
  if (!problems_.empty()) throw InputError(problems_);
}

std::string nearest(std::string_view word, const std::vector<std::string>& candidates) {
  std::string best;
  std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
  for (const std::string& candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string best = nearest(word, candidates);
  return best.empty() ? "" : "did you mean '" + best + "'?";
}

}  // namespace parley
