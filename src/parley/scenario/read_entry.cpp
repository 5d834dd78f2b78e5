#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "parley/nomenclature/country_words.hpp"
#include "parley/scenario/entry.hpp"
#include "parley/tariff/law/read_dated.hpp"

namespace parley::scenario {
namespace {

/// A known country by its alpha-3 code, under which tables of lines have it; any other word as it is.
std::string country_word(std::string word) { return nomenclature::country_code(word).value_or(std::move(word)); }

std::vector<std::string> country_words(std::vector<std::string> words) {
  for (std::string& word : words) word = country_word(std::move(word));
  return words;
}

const std::vector<std::string> statuses{"proposed", "in_force", "suspended", "ended"};

/// A rate as text, or nothing for "by-line"; "+0%" where it is wrong, which the problem list then reports.
std::optional<Rate> read_rate(const TomlTable& entry, std::string_view key) {
  const std::string text = entry.text(key);
  if (!entry.has(key) || !entry.node(key)->is_string()) return Rate{};
  if (text == "by-line") return std::nullopt;
  try {
    return tariff::parse_rate(text, entry.place(key));
  } catch (const InputError& error) {
    for (const InputProblem& each : error.problems()) entry.problem(each.place, each.message, each.hint);
    return Rate{};
  }
}

/// "25%", a level: what the covered goods pay today.
std::optional<double> read_base_rate(const TomlTable& entry) {
  const std::optional<double> level = read_level(entry, "base_rate");
  if (!level || *level > 0) return level;
  entry.problem(entry.place("base_rate"), "is not a tariff level", R"(write "25%", above zero and at most 3000 %)");
  return std::nullopt;
}

std::vector<SectorExemption> read_exemptions(const TomlTable& entry) {
  std::vector<SectorExemption> list;
  for (const TomlTable& each : entry.tables("except")) {
    each.know({"origin", "sectors", "share", "from", "until", "note", "source"});
    std::vector<std::string> origin = country_words(each.words("origin"));
    std::vector<std::string> sectors = each.words("sectors");
    if (origin.empty() && sectors.empty()) {
      each.problem(each.place(), "spares nobody in particular", "name origin, sectors or both");
    }
    SectorExemption exemption{tariff::read_exemption(each, std::move(origin), "an exemption holds"),
                              std::move(sectors)};
    exemption.note = each.text("note");
    if (const std::string source = each.text("source"); !source.empty()) {
      exemption.note += (exemption.note.empty() ? "" : "; ") + source;
    }
    list.push_back(std::move(exemption));
  }
  return list;
}

void check_partners(const TomlTable& entry, std::string_view key, const Action& action) {
  const bool everybody = std::find(action.origin.begin(), action.origin.end(), "*") != action.origin.end();
  if (action.origin.empty()) {
    if (!entry.has(key)) entry.require(key, fmt::format(R"({} = ["CHN"], or ["*"] for everybody else)", key));
    if (entry.node(key) != nullptr && entry.node(key)->is_array() && entry.node(key)->as_array()->empty()) {
      entry.problem(entry.place(key), "names nobody", R"(country codes, or "*" for everybody else)");
    }
  }
  if (everybody && action.origin.size() > 1) {
    entry.problem(entry.place(key), R"("*" already means everybody else)", "leave the other codes out");
  }
  if (!action.origin_except.empty() && !everybody) {
    entry.problem(entry.place("origin_except"), fmt::format(R"(means nothing where {} does not hold "*")", key),
                  "leave the country out of the list instead");
  }
  const auto own = std::find(action.origin.begin(), action.origin.end(), action.imposer);
  if (own != action.origin.end() && !action.imposer.empty()) {
    entry.problem(entry.place(key), fmt::format("{} is on both sides", action.imposer),
                  "a country sets no duty on itself");
  }
}

/// What every entry has; imposer and origin are filled already.
void read_head(const TomlTable& entry, Action& action) {
  action.place = entry.place();
  text::record_places(entry.table(), entry.file(), entry.path(""), "", action.places);
  entry.require("id", "a short name, unique in the file");
  action.id = entry.slug("id");
  action.title = entry.text("title", action.id);
  action.status = entry.choice("status", statuses, "");
  action.answers = entry.text("answers");
  action.source = entry.text("source");
  action.notes = entry.words("notes");
  action.announced = tariff::day(entry, "announced");
  action.validity = tariff::read_validity(entry, "effective", "ends", "an entry is in force");
}

/// A change of rates: who is hit by how much. Imposer, origin and instrument are filled already.
void read_rates(const TomlTable& entry, const std::filesystem::path& folder, Action& action, TariffChange& change,
                std::vector<std::filesystem::path>& files) {
  read_head(entry, action);
  change.except = read_exemptions(entry);
  change.base_rate = read_base_rate(entry);
  entry.require("rate", R"(rate = "+25%")");
  change.rate = read_rate(entry, "rate");
  if (!change.rate && change.base_rate) {
    entry.problem(entry.place("base_rate"), "lines with rates of their own add to what there is", "leave it out");
  }
  if (entry.has("lines")) {
    read_lines_of(entry, folder, action, change, files);
  } else {
    read_coverage_of(entry, folder, action, change, files);
  }
  const bool has_rates = std::any_of(change.coverage.begin(), change.coverage.end(),
                                     [](const SectorCoverage& each) { return each.rate.has_value(); });
  if (!change.rate && !change.coverage.empty() && !has_rates) {
    entry.problem(entry.place("rate"), "'by-line' needs a list whose lines have rates", R"(or write "+25%")");
  }
}

/// What a wedge, which has no level, cannot say.
void check_wedge(const TomlTable& entry, const TariffChange& wedge) {
  if (!wedge.rate || wedge.rate->kind != RateKind::add) {
    entry.problem(entry.place("rate"), "a wedge has no level to replace or cut", R"(write "+5%" or "-5%")");
  }
  if (wedge.rate && wedge.rate->fraction <= -1) {
    entry.problem(entry.place("rate"), "takes away the whole cost of trade", "a wedge stays above -100 %");
  }
  if (wedge.base_rate) entry.problem(entry.place("base_rate"), "a wedge has no base rate", "leave it out");
}

void refuse_keys(const TomlTable& entry, const std::vector<std::string>& keys, const std::string& owner,
                 const std::string& hint = "") {
  for (const std::string& key : keys) {
    if (entry.has(key)) entry.problem(entry.place(key), fmt::format("{} has no {}", owner, key), hint);
  }
}

/// The kinds of an [[action]] and what each makes: a change of an instrument, or a limit.
struct ActionKind {
  std::string word;
  std::variant<PolicyInstrument, Commitment::Kind> means;
};
const std::vector<ActionKind> action_kinds{{"additional_duty", PolicyInstrument::tariff},
                                           {"export_tax", PolicyInstrument::export_tax},
                                           {"non_tariff_wedge", PolicyInstrument::wedge},
                                           {"import_quota", Commitment::Kind::quota},
                                           {"export_restraint", Commitment::Kind::export_restraint},
                                           {"tariff_rate_quota", Commitment::Kind::tariff_rate_quota}};

ActionKind read_kind(const TomlTable& entry) {
  std::vector<std::string> words;
  for (const ActionKind& each : action_kinds) words.push_back(each.word);
  const std::string word = entry.choice("kind", words, words.front());
  return *std::find_if(action_kinds.begin(), action_kinds.end(),
                       [&](const ActionKind& each) { return each.word == word; });
}

}  // namespace

std::optional<double> read_level(const TomlTable& entry, std::string_view key) {
  const toml::node* node = entry.node(key);
  if (node == nullptr) return std::nullopt;
  if (node->is_string()) {
    try {
      return tariff::parse_rate("=" + node->as_string()->get(), entry.place(key)).fraction;
    } catch (const InputError&) {  // NOLINT(bugprone-empty-catch)
      // One message for every wrong form, below: the rate's own would speak of "+25%".
    }
  }
  entry.problem(entry.place(key), "is not a tariff level", R"(write "25%", at most 3000 %)");
  return std::nullopt;
}

Action read_action(const TomlTable& entry, const std::filesystem::path& folder,
                   std::vector<std::filesystem::path>& files) {
  entry.know(
      {"id",     "title",      "imposer",   "origin",        "destination", "origin_except", "destination_except",
       "kind",   "status",     "answers",   "sectors",       "coverage",    "lines",         "rate",
       "except", "base_rate",  "announced", "effective",     "ends",        "source",        "notes",
       "limit",  "limit_musd", "unit",      "in_quota_rate", "licences"});
  Action action;
  entry.require("imposer", "the country that sets the duty");
  action.imposer = country_word(entry.text("imposer"));
  const ActionKind kind = read_kind(entry);
  const std::string owner = fmt::format("an entry of kind '{}'", kind.word);
  const auto* limit = std::get_if<Commitment::Kind>(&kind.means);
  if (limit != nullptr) {
    action.change = QuantityTarget{.kind = *limit};
  } else {
    action.change = TariffChange{.instrument = std::get<PolicyInstrument>(kind.means)};
  }
  const std::string partner = partner_key(action);
  const std::string other = partner == "origin" ? "destination" : "origin";
  refuse_keys(entry, {other, other + "_except"}, owner);
  action.origin = country_words(entry.words(partner));
  action.origin_except = country_words(entry.words(partner + "_except"));
  check_partners(entry, partner, action);
  if (limit != nullptr) {
    read_head(entry, action);
    refuse_keys(entry, {"rate", "base_rate", "coverage", "lines", "except"}, owner);
    action.change = read_limit(entry, *limit);
    return action;
  }
  refuse_keys(entry, {"limit", "limit_musd", "unit", "in_quota_rate", "licences"}, owner,
              R"(kind = "import_quota", "tariff_rate_quota" or "export_restraint" limits quantities)");
  auto& change = std::get<TariffChange>(action.change);
  read_rates(entry, folder, action, change, files);
  if (change.instrument == PolicyInstrument::wedge) check_wedge(entry, change);
  return action;
}

Action read_request(const TomlTable& entry, const std::filesystem::path& folder,
                    std::vector<std::filesystem::path>& files) {
  entry.know({"id",       "title",      "from",      "to",        "mfn",    "status",    "answers",
              "sectors",  "coverage",   "lines",     "rate",      "except", "base_rate", "purchase",
              "services", "technology", "announced", "effective", "ends",   "source",    "notes"});
  Action action;
  action.is_request = true;
  entry.require("from", "the country that asks");
  entry.require("to", "the country that is asked");
  action.asked_by = country_word(entry.text("from"));
  action.imposer = country_word(entry.text("to"));
  TariffChange cut{.mfn = entry.flag("mfn", false)};
  action.origin = {cut.mfn ? "*" : action.asked_by};
  if (!action.asked_by.empty() && action.asked_by == action.imposer) {
    entry.problem(entry.place("to"), fmt::format("{} asks itself", action.imposer));
  }
  if (entry.has("purchase")) {
    read_head(entry, action);
    refuse_keys(entry, {"rate", "base_rate", "coverage", "sectors", "lines", "except", "mfn", "services", "technology"},
                "a purchase");
    action.change = read_purchase(entry);
    return action;
  }
  if (entry.has("services") || entry.has("technology")) {
    read_head(entry, action);
    const std::string what = entry.has("services") ? "services" : "technology";
    refuse_keys(entry, {"rate", "base_rate", "coverage", "sectors", "lines", "except", "mfn"},
                fmt::format("a {} request", what));
    if (what == "services" && entry.has("technology"))
      entry.problem(entry.place("technology"), "cannot be given together with 'services'",
                    "make it a request of its own");
    action.change = what == "services" ? read_services(entry) : read_technology(entry);
    return action;
  }
  read_rates(entry, folder, action, cut, files);
  const bool raises =
      cut.rate && ((cut.rate->kind == RateKind::add && cut.rate->fraction > 0) || cut.rate->kind == RateKind::floor);
  if (raises) {
    entry.problem(entry.place("rate"), fmt::format("'{}' raises the tariff", cut.rate->text),
                  R"(a request asks for a cut: "-10%", "<=15%", "=15%" or "cut 50%")");
  }
  action.change = std::move(cut);
  return action;
}

}  // namespace parley::scenario
