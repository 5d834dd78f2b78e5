#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "parley/scenario/entry.hpp"

namespace parley::scenario {
namespace {

const std::vector<std::string> statuses{"proposed", "in_force", "suspended", "ended"};

/// A rate as text; the entry's rate stays "+0%" where it is wrong, which the problem list then reports.
Rate read_rate(const TomlTable& entry, std::string_view key) {
  const std::string text = entry.text(key);
  if (!entry.has(key) || !entry.node(key)->is_string()) return {};
  if (text == "by-line") return {Rate::Kind::by_line, 0, text};
  try {
    return parse_rate(text, entry.place(key));
  } catch (const InputError& error) {
    for (const InputProblem& each : error.problems()) entry.problem(each.place, each.message, each.hint);
    return {};
  }
}

/// "25%", a level: what the covered goods pay today.
std::optional<double> read_base_rate(const TomlTable& entry) {
  const std::optional<double> level = read_level(entry, "base_rate");
  if (!level || *level > 0) return level;
  entry.problem(entry.place("base_rate"), "is no tariff level", R"(write "25%", above zero and at most 400 %)");
  return std::nullopt;
}

std::vector<Exemption> read_exemptions(const TomlTable& entry) {
  std::vector<Exemption> list;
  for (const TomlTable& each : entry.tables("except")) {
    each.know({"origin", "sectors", "share", "from", "until", "note", "source"});
    Exemption exemption{.origin = each.words("origin"),
                        .sectors = each.words("sectors"),
                        .share = each.number("share").value_or(1.0),
                        .from = day(each, "from"),
                        .until = day(each, "until"),
                        .note = each.text("note")};
    if (exemption.origin.empty() && exemption.sectors.empty()) {
      each.problem(each.place(), "spares nobody in particular", "name origin, sectors or both");
    }
    if (!(exemption.share > 0 && exemption.share <= 1)) {
      each.problem(each.place("share"), fmt::format("{} is no share", exemption.share), "above 0 and at most 1");
    }
    if (exemption.from && exemption.until && *exemption.until <= *exemption.from) {
      each.problem(each.place("until"),
                   fmt::format("{} is not after {}", to_string(*exemption.until), to_string(*exemption.from)),
                   "an exemption holds from 'from' to the day before 'until'");
    }
    if (const std::string source = each.text("source"); !source.empty()) {
      exemption.note += (exemption.note.empty() ? "" : "; ") + source;
    }
    list.push_back(std::move(exemption));
  }
  return list;
}

void read_dates(const TomlTable& entry, Action& action) {
  action.announced = day(entry, "announced");
  action.effective = day(entry, "effective");
  action.ends = day(entry, "ends");
  if (action.effective && action.ends && *action.ends <= *action.effective) {
    entry.problem(entry.place("ends"),
                  fmt::format("{} is not after {}", to_string(*action.ends), to_string(*action.effective)),
                  "an entry is in force from 'effective' to the day before 'ends'");
  }
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
  action.except = read_exemptions(entry);
  read_dates(entry, action);
}

/// An entry by rate: who is hit by how much.
void read_rates(const TomlTable& entry, const std::filesystem::path& folder, Action& action,
                std::vector<std::filesystem::path>& files) {
  read_head(entry, action);
  action.base_rate = read_base_rate(entry);
  entry.require("rate", R"(rate = "+25%")");
  action.rate = read_rate(entry, "rate");
  if (action.rate.kind == Rate::Kind::by_line && action.base_rate) {
    entry.problem(entry.place("base_rate"), "lines with rates of their own add to what there is", "leave it out");
  }
  entry.has("lines") ? read_lines_of(entry, folder, action, files) : read_coverage_of(entry, folder, action, files);
  const bool has_rates = std::any_of(action.coverage.begin(), action.coverage.end(),
                                     [](const SectorCoverage& each) { return each.rate.has_value(); });
  if (action.rate.kind == Rate::Kind::by_line && !action.coverage.empty() && !has_rates) {
    entry.problem(entry.place("rate"), "'by-line' needs a list whose lines have rates", R"(or write "+25%")");
  }
}

}  // namespace

std::optional<double> read_level(const TomlTable& entry, std::string_view key) {
  const toml::node* node = entry.node(key);
  if (node == nullptr) return std::nullopt;
  if (node->is_string()) {
    try {
      return parse_rate("=" + node->as_string()->get(), entry.place(key)).fraction;
    } catch (const InputError&) {  // NOLINT(bugprone-empty-catch)
      // One message for every wrong form, below: the rate's own would speak of "+25%".
    }
  }
  entry.problem(entry.place(key), "is no tariff level", R"(write "25%", at most 400 %)");
  return std::nullopt;
}

std::optional<Date> day(const TomlTable& entry, std::string_view key) {
  const std::optional<toml::date> found = entry.date(key);
  if (!found) return std::nullopt;
  return Date{static_cast<int>(found->year), static_cast<int>(found->month), static_cast<int>(found->day)};
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
  action.imposer = entry.text("imposer");
  const std::string kind = entry.choice(
      "kind",
      {"additional_duty", "export_tax", "non_tariff_wedge", "import_quota", "export_restraint", "tariff_rate_quota"},
      "additional_duty");
  const bool is_limit = kind == "import_quota" || kind == "export_restraint" || kind == "tariff_rate_quota";
  action.instrument = kind == "export_tax" || kind == "export_restraint" ? Instrument::export_tax
                      : kind == "non_tariff_wedge"                       ? Instrument::non_tariff_wedge
                                                                         : Instrument::additional_duty;
  const bool is_export = action.instrument == Instrument::export_tax;
  const std::string partner = is_export ? "destination" : "origin";
  const std::string other = is_export ? "origin" : "destination";
  for (const std::string& key : {other, other + "_except"}) {
    if (entry.has(key)) entry.problem(entry.place(key), fmt::format("an entry of kind '{}' has no {}", kind, key));
  }
  action.origin = entry.words(partner);
  action.origin_except = entry.words(partner + "_except");
  check_partners(entry, partner, action);
  if (is_limit) {
    read_head(entry, action);
    for (const char* key : {"rate", "base_rate", "coverage", "lines", "except"}) {
      if (entry.has(key)) entry.problem(entry.place(key), fmt::format("an entry of kind '{}' has no {}", kind, key));
    }
    action.quantity = read_limit(entry, kind == "import_quota"       ? Commitment::Kind::quota
                                        : kind == "export_restraint" ? Commitment::Kind::export_restraint
                                                                     : Commitment::Kind::tariff_rate_quota);
    return action;
  }
  for (const char* key : {"limit", "limit_musd", "unit", "in_quota_rate", "licences"}) {
    if (entry.has(key)) {
      entry.problem(entry.place(key), fmt::format("an entry of kind '{}' has no {}", kind, key),
                    R"(kind = "import_quota", "tariff_rate_quota" or "export_restraint" limits quantities)");
    }
  }
  read_rates(entry, folder, action, files);
  if (action.instrument == Instrument::non_tariff_wedge) {
    if (action.rate.kind != Rate::Kind::add) {
      entry.problem(entry.place("rate"), "a wedge has no level to replace or cut", R"(write "+5%" or "-5%")");
    }
    if (action.rate.fraction <= -1) {
      entry.problem(entry.place("rate"), "takes away the whole cost of trade", "a wedge stays above -100 %");
    }
    if (action.base_rate) entry.problem(entry.place("base_rate"), "a wedge has no base rate", "leave it out");
  }
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
  action.asked_by = entry.text("from");
  action.imposer = entry.text("to");
  action.mfn = entry.flag("mfn", false);
  action.origin = {action.mfn ? "*" : action.asked_by};
  if (!action.asked_by.empty() && action.asked_by == action.imposer) {
    entry.problem(entry.place("to"), fmt::format("{} asks itself", action.imposer));
  }
  if (entry.has("purchase")) {
    read_head(entry, action);
    for (const char* key :
         {"rate", "base_rate", "coverage", "sectors", "lines", "except", "mfn", "services", "technology"}) {
      if (entry.has(key)) entry.problem(entry.place(key), fmt::format("a purchase has no {}", key));
    }
    action.quantity = read_purchase(entry);
    return action;
  }
  if (entry.has("services") || entry.has("technology")) {
    read_head(entry, action);
    const std::string what = entry.has("services") ? "services" : "technology";
    for (const char* key : {"rate", "base_rate", "coverage", "sectors", "lines", "except", "mfn"}) {
      if (entry.has(key)) entry.problem(entry.place(key), fmt::format("a {} request has no {}", what, key));
    }
    if (what == "services" && entry.has("technology"))
      entry.problem(entry.place("technology"), "stands beside services", "make it a request of its own");
    action.affiliates = what == "services" ? read_services(entry) : read_technology(entry);
    return action;
  }
  read_rates(entry, folder, action, files);
  const bool raises =
      (action.rate.kind == Rate::Kind::add && action.rate.fraction > 0) || action.rate.kind == Rate::Kind::floor;
  if (raises) {
    entry.problem(entry.place("rate"), fmt::format("'{}' raises the tariff", action.rate.text),
                  R"(a request asks for a cut: "-10%", "<=15%", "=15%" or "cut 50%")");
  }
  return action;
}

}  // namespace parley::scenario
