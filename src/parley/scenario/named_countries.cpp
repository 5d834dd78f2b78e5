#include "parley/scenario/named_countries.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "parley/nomenclature/country_words.hpp"
#include "parley/scenario/codes.hpp"
#include "parley/text/contains.hpp"

namespace parley::scenario {
namespace {

using nomenclature::lower_case;

/// "EFTA" of "EFTA (CHE NOR, ISL in 2017)".
std::string spoken_name(std::string_view name) { return lower_case(name.substr(0, name.find(" ("))); }

std::vector<std::string> member_codes(const Economy& economy, const CountryGroup& group) {
  std::vector<std::string> codes;
  for (const Country n : group.members) codes.push_back(economy.code(n));
  return codes;
}

/// Puts codes in the place of words, noting what cannot stand where it does.
class Namer {
 public:
  Namer(const Economy& economy, ProblemList& problems) : economy_(economy), problems_(problems) {}

  /// One country; a group is refused.
  void one(std::string& word, const Place& place) {
    if (const auto n = country_meant(economy_, word)) {
      word = economy_.code(*n);
    } else if (group_meant(economy_, word) != nullptr) {
      InputProblem problem = no_such_country(economy_, word, place);
      problems_.add(std::move(problem.place), std::move(problem.message), std::move(problem.hint));
    }
  }

  /// Several; a group is its members but for those in `without`.
  template <class PlaceAt>
  void list(std::vector<std::string>& words, const std::vector<std::string>& without, const PlaceAt& place_at) {
    std::vector<std::string> codes;
    std::vector<std::string> from_groups;
    for (std::size_t at = 0; at < words.size(); ++at) {
      if (const auto n = country_meant(economy_, words[at])) {
        refuse_twice(economy_.code(*n), from_groups, place_at(at));
        codes.push_back(economy_.code(*n));
      } else if (const CountryGroup* group = group_meant(economy_, words[at])) {
        for (const std::string& code : member_codes(economy_, *group)) {
          if (text::contains(without, code)) continue;
          refuse_twice(code, codes, place_at(at));
          codes.push_back(code);
          from_groups.push_back(code);
        }
      } else {
        codes.push_back(words[at]);
      }
    }
    words = std::move(codes);
  }

  /// Several, each once, whoever names them.
  void merge(std::vector<std::string>& words) {
    std::vector<std::string> codes;
    for (const std::string& word : words) {
      std::vector<std::string> each{word};
      list(each, codes, [](std::size_t /*at*/) { return Place{}; });
      for (const std::string& code : each) {
        if (!text::contains(codes, code)) codes.push_back(code);
      }
    }
    words = std::move(codes);
  }

  void imposer(Action& action) {
    const Place place = place_in(action, action.is_request ? "to" : "imposer");
    const CountryGroup* group =
        country_meant(economy_, action.imposer) ? nullptr : group_meant(economy_, action.imposer);
    if (group == nullptr) {
      one(action.imposer, place);
      action.imposers = {action.imposer};
      return;
    }
    if (!std::holds_alternative<TariffChange>(action.change)) return one(action.imposer, place);
    if (!group->is_customs_union) {
      problems_.add(place, fmt::format("{} is no customs union: each member sets its own tariffs", group->code),
                    fmt::format("an entry for each of {}", fmt::join(member_codes(economy_, *group), " ")));
    }
    action.imposer = group->code;
    action.imposers = member_codes(economy_, *group);
  }

 private:
  void refuse_twice(const std::string& code, const std::vector<std::string>& seen, const Place& place) {
    if (text::contains(seen, code))
      problems_.add(place, fmt::format("{} is there with its group already", code), "leave one of the two out");
  }
  const Economy& economy_;
  ProblemList& problems_;
};

/// A customs union that acts hits none of its own, nor does a member hit its union by name.
void refuse_inner_duties(const Action& action, const std::vector<std::string>& written, const Economy& economy,
                         ProblemList& problems) {
  if (!std::holds_alternative<TariffChange>(action.change)) return;
  const bool acts_as_union = action.imposers.size() > 1;
  for (std::size_t at = 0; at < written.size(); ++at) {
    const auto n = country_meant(economy, written[at]);
    const CountryGroup* group = n ? nullptr : group_meant(economy, written[at]);
    const bool is_own_member = acts_as_union && n && text::contains(action.imposers, economy.code(*n));
    const bool is_own_union = group != nullptr && group->is_customs_union &&
                              text::contains(member_codes(economy, *group), action.imposers.front());
    if (!is_own_member && !is_own_union) continue;
    problems.add(place_in(action, partner_key(action), at),
                 fmt::format("{} and {} are of one customs union", action.imposer, written[at]),
                 "its members set no tariffs on each other");
  }
}

void name_action(Action& action, const Economy& economy, ProblemList& problems) {
  Namer namer(economy, problems);
  namer.imposer(action);
  if (action.is_request) namer.one(action.asked_by, place_in(action, "from"));
  const std::string key = partner_key(action);
  const auto at_key = [&](const std::string& path) {
    return [&action, path](std::size_t at) { return place_in(action, path, at); };
  };
  if (action.is_request && action.origin != std::vector<std::string>{"*"}) {
    action.origin = {action.asked_by};
  } else {
    refuse_inner_duties(action, action.origin, economy, problems);
    namer.list(action.origin, action.imposers, at_key(key));
  }
  namer.list(action.origin_except, action.imposers, at_key(key + "_except"));
  if (auto* change = std::get_if<TariffChange>(&action.change)) {
    for (std::size_t e = 0; e < change->except.size(); ++e)
      namer.list(change->except[e].origin, action.imposers, at_key(fmt::format("except[{}].origin", e)));
  } else if (auto* target = std::get_if<QuantityTarget>(&action.change)) {
    const char* losers = target->kind == Commitment::Kind::purchase ? "purchase.from_suppliers" : "from_suppliers";
    namer.list(target->from_suppliers, action.imposers, at_key(losers));
  }
}

}  // namespace

std::optional<Country> country_meant(const Economy& economy, std::string_view word) {
  if (const auto found = economy.find_country(word)) return found;
  const std::string lower = lower_case(word);
  const std::optional<std::string> code = nomenclature::country_code(word);
  for (const Country n : economy.countries()) {
    if (code && nomenclature::country_code(economy.code(n)) == code) return n;  // regions by alpha-2, say
    if (lower == lower_case(economy.code(n)) || lower == spoken_name(economy.region(n).name)) return n;
  }
  return std::nullopt;
}

const CountryGroup* group_meant(const Economy& economy, std::string_view word) {
  std::string lower = lower_case(word);
  for (const std::string_view other : {"eu27", "eun", "e.u."}) {
    if (lower == other) lower = "eu";
  }
  for (const CountryGroup& group : economy.groups()) {
    if (lower == lower_case(group.code) || lower == spoken_name(group.name)) return &group;
  }
  return nullptr;
}

InputProblem no_such_country(const Economy& economy, const std::string& word, const Place& place) {
  if (const CountryGroup* group = group_meant(economy, word)) {
    return {place, fmt::format("'{}' is a group of countries, and one country is needed", word),
            fmt::format("one of {}", fmt::join(member_codes(economy, *group), " "))};
  }
  const std::string message = fmt::format("no country '{}'", word);
  const std::optional<std::string> code = nomenclature::country_code(word);
  if (!code) return {place, message, near_or_known(word, economy.country_codes())};
  for (const Country n : economy.countries()) {
    const std::string& name = economy.region(n).name;
    const std::size_t members = name.find('(');
    if (members != std::string::npos && name.find(*code, members) != std::string::npos)
      return {place, message, fmt::format("{} is part of {}, {}", *code, economy.code(n), name)};
  }
  return {place, message,
          fmt::format("{} ({}) has no region of its own here", *code, nomenclature::country_name(*code))};
}

Scenario with_codes_of(Scenario scenario, const Economy& economy) {
  ProblemList problems;
  Namer namer(economy, problems);
  const auto at_key = [&](const char* key) {
    return [&scenario, key](std::size_t at) { return place_in(scenario, fmt::format("{}[{}]", key, at)); };
  };
  if (scenario.places.contains("parties")) {
    namer.list(scenario.parties, {}, at_key("parties"));
  } else {
    namer.merge(scenario.parties);
  }
  namer.list(scenario.balanced, {}, at_key("balanced"));
  namer.list(scenario.deficit_remainder, {}, at_key("deficit_remainder"));
  if (!scenario.numeraire.empty()) namer.one(scenario.numeraire, place_in(scenario, "numeraire"));
  for (Action& action : scenario.actions) name_action(action, economy, problems);
  if (scenario.deal) {
    for (std::size_t at = 0; at < scenario.deal->parties.size(); ++at)
      namer.one(scenario.deal->parties[at], place_in(scenario, fmt::format("deal.parties[{}]", at)));
  }
  if (scenario.strategy) {
    for (std::size_t at = 0; at < scenario.strategy->players.size(); ++at)
      namer.one(scenario.strategy->players[at], place_in(scenario, fmt::format("strategy.players[{}]", at)));
  }
  problems.throw_if_any();
  return scenario;
}

}  // namespace parley::scenario
