#include "parley/nomenclature/convert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <utility>

namespace parley::nomenclature {
namespace {

using Successors = std::map<std::string, std::set<std::string>, std::less<>>;

/// One step of links in the direction of travel.
const CodeLinks& step_links(const VintageTable::Step& step, bool forward) {
  return forward ? step.later : step.earlier;
}

/// Every code of `from` with all codes of `to` that a chain of links reaches.
Successors successors(const VintageTable& table, HsVintage from, HsVintage to) {
  Successors reached;
  for (const std::string& code : table.codes.at(from)) reached[code] = {code};
  const bool forward = to > from;
  std::vector<const VintageTable::Step*> path;
  for (const VintageTable::Step& step : table.steps) {
    if (step.before >= std::min(from, to) && step.after <= std::max(from, to)) path.push_back(&step);
  }
  if (!forward) std::reverse(path.begin(), path.end());
  for (const VintageTable::Step* step : path) {
    const CodeLinks& links = step_links(*step, forward);
    for (auto& [code, targets] : reached) {
      std::set<std::string> next;
      for (const std::string& target : targets) {
        // A code that the next edition's table does not mention has no successor: it ends the chain.
        if (const auto found = links.find(target); found != links.end())
          next.insert(found->second.begin(), found->second.end());
      }
      targets = std::move(next);
    }
  }
  return reached;
}

Successors turned_round(const Successors& links) {
  Successors back;
  for (const auto& [code, targets] : links) {
    for (const std::string& target : targets) back[target].insert(code);
  }
  return back;
}

/// A code's group: everything that links tie together, walked from the code.
CodeRelation relation_of(const std::string& code, const Successors& links, const Successors& back) {
  const std::set<std::string>& targets = links.find(code)->second;
  const auto sole_source = [&](const std::string& target) { return back.find(target)->second.size() == 1; };
  if (std::all_of(targets.begin(), targets.end(), sole_source)) {
    return targets.size() == 1 ? CodeRelation::one_to_one : CodeRelation::split;
  }
  if (targets.size() > 1) return CodeRelation::complex;
  const std::set<std::string>& sources = back.find(*targets.begin())->second;
  const bool all_end_here = std::all_of(sources.begin(), sources.end(), [&](const std::string& source) {
    return links.find(source)->second.size() == 1;
  });
  return all_end_here ? CodeRelation::merge : CodeRelation::complex;
}

/// Splits whole units by largest remainder; the parts add up to the amount.
std::vector<std::int64_t> shared_out(std::int64_t amount, const std::vector<double>& weights) {
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  std::vector<std::int64_t> parts(weights.size());
  std::vector<std::pair<double, std::size_t>> remainders;
  std::int64_t given = 0;
  for (std::size_t at = 0; at < weights.size(); ++at) {
    const double exact = static_cast<double>(amount) * (weights[at] / sum);
    parts[at] = std::min(static_cast<std::int64_t>(std::floor(exact)), amount);
    given += parts[at];
    remainders.push_back({exact - std::floor(exact), at});
  }
  std::stable_sort(remainders.begin(), remainders.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  const std::int64_t rest = amount - given;
  if (rest >= 0 && rest <= static_cast<std::int64_t>(parts.size())) {
    for (std::int64_t at = 0; at < rest; ++at) ++parts[remainders[static_cast<std::size_t>(at)].second];
  } else {
    // Doubles do not hold every unit of amounts beyond 2^53.
    *std::max_element(parts.begin(), parts.end()) += rest;
  }
  return parts;
}

struct Shares {
  std::vector<double> weights;
  std::int64_t Conversion::* counted_as;
};

Shares shares_of(const std::string& code, const std::set<std::string>& targets, const ConvertOptions& options) {
  std::vector<double> given;
  double sum = 0;
  for (const std::string& target : targets) {
    const auto found = options.weights.find(target);
    given.push_back(found == options.weights.end() ? 0 : found->second);
    sum += given.back();
  }
  if (sum > 0) return {given, &Conversion::amount_by_weight};
  if (options.rule == SplitRule::same_code && targets.contains(code)) {
    std::vector<double> own;
    for (const std::string& target : targets) own.push_back(target == code ? 1 : 0);
    return {own, &Conversion::amount_by_same_code};
  }
  return {std::vector<double>(targets.size(), 1.0), &Conversion::amount_by_equal};
}

using GroupedCodes = std::map<std::size_t, std::set<std::string, std::less<>>>;

GroupedCodes checked_codes(const VintageTable& table, const std::vector<CodeValue>& codes, HsVintage from) {
  std::vector<PlacedCode> placed;
  GroupedCodes listed;
  ProblemList problems;
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  std::int64_t total = 0;
  for (const CodeValue& each : codes) {
    if (each.code.size() != 6) {
      problems.add(each.place, fmt::format("{} has {} digits; editions differ at six", each.code, each.code.size()),
                   "cut national lines to six digits first (--hs6)");
    } else if (!listed[each.group].insert(each.code).second) {
      problems.add(each.place, fmt::format("{} appears twice", each.code), "add its values up");
    }
    if (each.amount < 0) problems.add(each.place, "the value is negative");
    if (each.amount > most - total) throw InputError(each.place, "the values add up to more than can be counted");
    total += std::max<std::int64_t>(each.amount, 0);
    placed.push_back({each.code, each.place});
  }
  problems.throw_if_any();
  refuse_foreign_codes(table, placed, from);
  return listed;
}

}  // namespace

std::string to_string(CodeRelation relation) {
  switch (relation) {
    case CodeRelation::one_to_one:
      return "one to one";
    case CodeRelation::split:
      return "split";
    case CodeRelation::merge:
      return "merged";
    case CodeRelation::complex:
      break;
  }
  return "several to several";
}

Conversion convert_codes(const VintageTable& table, const std::vector<CodeValue>& codes,
                         const ConvertOptions& options) {
  const GroupedCodes listed = checked_codes(table, codes, options.from);
  const Successors links = successors(table, options.from, options.to);
  const Successors back = turned_round(links);
  Conversion result;
  std::map<std::pair<std::size_t, std::string>, ConvertedLine> lines;
  for (const CodeValue& each : codes) {
    const std::set<std::string>& targets = links.find(each.code)->second;
    if (targets.empty()) {
      throw InputError(each.place,
                       fmt::format("{} has no successor in HS{}: {} does not say where its goods go", each.code,
                                   options.to, table.file),
                       "take it out of the list, or add the pair to a table of your own (--table)");
    }
    const auto relation = static_cast<std::size_t>(relation_of(each.code, links, back));
    ++result.codes_by_relation[relation];
    result.amount_by_relation[relation] += each.amount;
    result.total += each.amount;
    const Shares shares = shares_of(each.code, targets, options);
    if (targets.size() > 1) result.*shares.counted_as += each.amount;
    const std::vector<std::int64_t> parts = shared_out(each.amount, shares.weights);
    std::size_t at = 0;
    for (const std::string& target : targets) {
      ConvertedLine& line = lines[{each.group, target}];
      line.code = target;
      line.group = each.group;
      line.amount += parts[at++];
      line.from.push_back(each.code);
    }
  }
  for (auto& [key, line] : lines) {
    const std::set<std::string>& sources = back.find(line.code)->second;
    const auto& of_group = listed.at(line.group);
    line.is_partial =
        !std::all_of(sources.begin(), sources.end(), [&](const std::string& s) { return of_group.contains(s); });
    if (line.is_partial) ++result.partial_lines;
    result.lines.push_back(std::move(line));
  }
  return result;
}

}  // namespace parley::nomenclature
