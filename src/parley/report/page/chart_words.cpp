#include "parley/report/page/chart_words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "parley/study/cases/headline.hpp"

namespace parley::report {

std::string source_line(const study::RunResult& result) {
  return fmt::format("Parley {}, baseline {} ({}).", result.manifest.parley_version, result.baseline.info.name,
                     result.baseline.info.year);
}

std::string colour(const study::RunResult& result, Country n) {
  const std::vector<Country> main = study::parties(result);
  const auto place = static_cast<std::size_t>(std::find(main.begin(), main.end(), n) - main.begin());
  return place < std::min(main.size(), party_colours) ? fmt::format("party-{}", place) : "other";
}

}  // namespace parley::report
