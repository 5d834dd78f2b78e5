#include "parley/report/page/case_ids.hpp"

#include <fmt/format.h>

#include <set>

#include "parley/report/page/html.hpp"

namespace parley::report {
namespace {

/// A name of this length, with what is added to it, fits every file system.
constexpr std::size_t longest_id = 100;

/// Folders of chapters, and names that Windows keeps for devices.
bool is_reserved(const std::string& id) {
  static const std::set<std::string> reserved{"market", "strategy", "models", "deal", "duties", "closure",
                                              "ranges", "horizons", "con",    "prn",  "aux",    "nul"};
  const bool is_port =
      id.size() == 4 && (id.starts_with("com") || id.starts_with("lpt")) && id[3] >= '0' && id[3] <= '9';
  return is_port || reserved.contains(id);
}

}  // namespace

std::vector<std::string> distinct_ids(const std::vector<std::string>& names) {
  std::vector<std::string> ids;
  std::set<std::string> taken;
  std::set<std::string> wanted;
  for (const std::string& name : names) wanted.insert(slug(name).substr(0, longest_id));
  for (const std::string& name : names) {
    const std::string own = slug(name).substr(0, longest_id);
    std::string id = own;
    // A number must not make it the name that a later case has by itself.
    for (int number = 2; is_reserved(id) || taken.contains(id) || (id != own && wanted.contains(id)); ++number)
      id = fmt::format("{}-{}", own, number);
    taken.insert(id);
    ids.push_back(id);
  }
  return ids;
}

std::vector<std::string> case_ids(const study::RunResult& result) {
  std::vector<std::string> names;
  for (const study::CaseResult& solved : result.cases) names.push_back(solved.compare.name);
  return distinct_ids(names);
}

}  // namespace parley::report
